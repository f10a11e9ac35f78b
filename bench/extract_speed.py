"""How fast pages are read: all fields of ours beside public parsers and matchers on the same pages, and the slowest pages there are.

    python -m bench.extract_speed [CORPUS] [--rounds 5] [--no-hostile] [--strict]

CORPUS (or PROSPECTOR_CORPUS) is a folder with sites/ and webstruct/. CPU time of one process. Each round is a process of its own that has
loaded its tables by reading a small page; "first" is each page read for the first time, as the product does, "again" the same pages
once more. A site's facts are resolved after its pages are read: that is a row of its own. What others offer is timed in the same rounds,
in turn. Our figure has the zones of main text in it; they cost little.
With --strict a goal that is missed ends the program with 1: not on a machine that does other work at the same time.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from bench.extract_sites import FETCHED_AT, SavedSite, read_site
from bench.hostile_pages import hostile_pages
from domain.identity import host_of
from domain.page import Page, sha256_of
from pipeline.extract.base import PageReading
from pipeline.extract.frames import Job
from pipeline.extract.read import read
from pipeline.extract.resolve import resolve
from pipeline.extract.worker import answer

GOAL_PER_SECOND, GOAL_SLOWEST = 250, 0.5
OURS = "ours, all fields, first"
_PAGES_OF_A_SITE = 8


def chosen_pages(corpus: Path) -> list[Page]:
    """Return the pages that the product would read of each saved site."""
    folders = sorted(p for p in (corpus / "sites").iterdir() if p.is_dir())
    return [page for folder in folders for page in read_site(SavedSite(folder), _PAGES_OF_A_SITE)[0]]


def all_pages(corpus: Path) -> list[Page]:
    """Return every page of the corpus, those of webstruct too."""
    files = sorted((corpus / "sites").rglob("*.html")) + sorted((corpus / "webstruct").glob("*.html"))
    return [_page(file.read_text(encoding="utf-8", errors="replace")) for file in files]


def _page(content: str) -> Page:
    return Page(url="https://page.example/", content=content, page_sha256=sha256_of(content), fetched_at=FETCHED_AT)


def _others() -> dict[str, Callable[[str], object]]:
    """Return what is there of the public tools, each as a function of the source."""
    import phonenumbers
    from bs4 import BeautifulSoup

    texts: dict[str, str] = {}

    def soup(source: str) -> str:
        texts[source] = BeautifulSoup(source, "lxml").get_text(" ")
        return texts[source]

    tools: dict[str, Callable[[str], object]] = {
        "BeautifulSoup + lxml, parse and text": soup,
        "phonenumbers' matcher on that text": lambda source: list(phonenumbers.PhoneNumberMatcher(texts[source], "US")),
    }
    if find_spec("selectolax"):
        from selectolax.lexbor import LexborHTMLParser

        tools["selectolax, parse and text"] = lambda source: LexborHTMLParser(source).text()
    if find_spec("trafilatura"):
        import trafilatura

        tools["trafilatura, main text"] = lambda source: trafilatura.extract(source)
    return tools


def _timed(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def one_round() -> dict[str, float]:
    """Return the CPU seconds that each tool takes for the chosen pages; ours without ever having seen them."""
    contents = json.load(sys.stdin)
    pages = [Page.model_validate(page) for page in contents]
    answer(Job(kind="warm"))
    sites: dict[str, list[PageReading]] = {}

    def read_all() -> None:
        for page in pages:
            sites.setdefault(host_of(page.url), []).append(read(page, ()))

    first = _timed(read_all)
    seconds = {
        OURS: first,
        "ours, the same and its facts resolved": first + _timed(lambda: [resolve(readings, host) for host, readings in sites.items()]),
        "ours, all fields, again": _timed(lambda: [read(page, ()) for page in pages]),
    }
    for name, tool in _others().items():
        seconds[name] = _timed(lambda tool=tool: [tool(page.content) for page in pages])  # type: ignore[misc]
    return seconds


def slowest(pages: list[tuple[str, Page]]) -> list[tuple[float, str]]:
    """Return seconds and name of each page, slowest first."""
    return sorted(((_timed(lambda page=page: read(page, ())), name) for name, page in pages), reverse=True)  # type: ignore[misc]


def _print_rates(rounds: list[dict[str, float]], pages: int) -> bool:
    print(f"{pages} pages, {len(rounds)} rounds; pages per CPU-second: least, median, most")
    for name in rounds[0]:
        rates = sorted(pages / one[name] for one in rounds)
        print(f"  {name:42} {rates[0]:7.0f} {statistics.median(rates):7.0f} {rates[-1]:7.0f}")
    for name in ("trafilatura", "selectolax"):
        if not find_spec(name):
            print(f"  {name} is absent: pip install -r requirements-bench.txt")
    print(f"  goal for ours: {GOAL_PER_SECOND}")
    return statistics.median(pages / one[OURS] for one in rounds) >= GOAL_PER_SECOND


def _print_slowest(title: str, found: list[tuple[float, str]], named: bool) -> bool:
    late = sum(seconds > GOAL_SLOWEST for seconds, _ in found)
    print(f"{title}: {len(found)} pages, slowest {found[0][0]:.2f} s{' (' + found[0][1] + ')' if named else ''}, {late} over {GOAL_SLOWEST} s")
    if named:
        print(*(f"    {seconds:.2f} s  {name}" for seconds, name in found[1:5]), sep="\n")
    return not late


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", default=os.environ.get("PROSPECTOR_CORPUS", ""))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-hostile", action="store_true")
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--one-round", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    corpus = Path(options.corpus)
    if options.one_round:
        print(json.dumps(one_round()))
        return
    if not options.corpus or not (corpus / "sites").is_dir():
        sys.exit("The corpus is absent: give its folder as argument or in PROSPECTOR_CORPUS.")
    pages = chosen_pages(corpus)
    said = json.dumps([page.model_dump(mode="json") for page in pages])
    call = [sys.executable, "-m", "bench.extract_speed", str(corpus), "--one-round"]
    rounds = [json.loads(subprocess.run(call, input=said, text=True, check=True, stdout=subprocess.PIPE).stdout) for _ in range(options.rounds)]
    good = _print_rates(rounds, len(pages))
    good &= _print_slowest("corpus", slowest([("", page) for page in all_pages(corpus)]), named=False)
    if not options.no_hostile:
        good &= _print_slowest("hostile", slowest([(hostile.name, _page(hostile.content)) for hostile in hostile_pages()]), named=True)
    sys.exit(options.strict and not good)


if __name__ == "__main__":
    main()
