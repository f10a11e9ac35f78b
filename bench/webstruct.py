"""Phones and e-mails of single pages, ours beside plain regex and a careful combination of public tools, all by the corpus' scorer.

    python -m bench.webstruct [CORPUS] [--errors]      (default: PROSPECTOR_CORPUS, else ../shared/corpus)

CORPUS is a folder with webstruct/, webstruct_gold.jsonl and score.py. Each page is read and resolved alone. A third of the
pages (by hash of the id) is "held": look at its figures, never at its errors, while rules are being changed.

The annotators labelled visible text only: addresses that stand behind a link or are put together by a script count as wrong.
So our first row gives only such addresses as visitors read; the second all that the product exports.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from bs4 import BeautifulSoup

from bench.extract_sites import FETCHED_AT, is_held, prediction, regex_prediction, unproven
from bench.peers.fields import Seen, Site, lead
from domain.page import Page, sha256_of
from pipeline.extract.read import read
from pipeline.extract.resolve import resolve

UNKNOWN_HOST = "page.example"


class Case(NamedTuple):
    """A labelled page."""

    id: str
    host: str
    page: Page


def cases(corpus: Path) -> list[Case]:
    """Return the pages with the address that the labels give; those without one get a reserved host."""
    found = []
    for line in (corpus / "webstruct_gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        content = (corpus / gold["file"]).read_text(encoding="utf-8", errors="replace")
        host = gold["domain"] or UNKNOWN_HOST
        url = gold["url"] if gold["domain"] else f"https://{host}/"
        found.append(Case(gold["id"], host, Page(url=url, content=content, page_sha256=sha256_of(content), fetched_at=FETCHED_AT)))
    return found


def ours(case: Case) -> dict[str, Any]:
    """Return the company's own main values, as the product would export them; ``unproven`` counts quotes that do not hold."""
    facts = resolve([read(case.page, ())], case.host)
    return prediction(case.host, facts) | {"unproven": len(unproven([case.page], facts))}


def shown(case: Case) -> dict[str, Any]:
    """Return the same with only the addresses that stand in the visible text: the labels count no other (of links, scripts, data)."""
    facts = resolve([read(case.page, ())], case.host)
    return prediction(case.host, facts) | {"emails": [f.value for f in facts.all("email") if f.attrs.get("how") in ("text", "at")]}


def regex(case: Case) -> dict[str, Any]:
    """Return what plain expressions find in BeautifulSoup's text."""
    return regex_prediction(case.host, [case.page])


def combination(case: Case) -> dict[str, Any]:
    """Return what mailto and tel links, phonenumbers' matcher with a vote on the region, structured data and a vote on the name find."""
    return lead(Site(case.host, [seen(case.page)]))


def seen(page: Page) -> Seen:
    """Return a page as BeautifulSoup over lxml sees it; all pages are English, so that is their language where they do not say one."""
    soup = BeautifulSoup(page.content, "lxml")
    links = [(_as_tel(str(a["href"])), a.get_text(" ", strip=True)) for a in soup.find_all("a", href=True)]
    structured = [s.get_text() for s in soup.find_all("script", type="application/ld+json")]
    name = soup.find("meta", property="og:site_name")
    language = str(soup.html.get("lang", "")) if soup.html else ""
    title = soup.title.get_text() if soup.title else ""
    for tag in soup(["script", "style", "noscript", "template"]):
        tag.decompose()
    return Seen(page.url, title, str(name.get("content", "")) if name else "", language or "en", soup.get_text(" ", strip=True), links, structured)


def _as_tel(href: str) -> str:
    """Return a wa.me link as the telephone link that it is."""
    number = href.partition("wa.me/")[2].partition("?")[0]
    return f"tel:+{number}" if number.isdigit() else href


READERS: dict[str, Callable[[Case], dict[str, Any]]] = {
    "prospector": shown,
    "prospector, all addresses": ours,
    "regex": regex,
    "careful combination": combination,
}


def scored(corpus: Path, rows: list[dict[str, Any]], ids: set[str], errors: bool) -> dict[str, Any]:
    """Return what the corpus' own scorer says of the pages with these ids; with ``errors`` it prints what differs."""
    with tempfile.TemporaryDirectory() as folder:
        gold = [line for line in (corpus / "webstruct_gold.jsonl").read_text(encoding="utf-8").splitlines() if json.loads(line)["id"] in ids]
        Path(folder, "webstruct_gold.jsonl").write_text("\n".join(gold), encoding="utf-8")
        Path(folder, "predictions.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        call = [sys.executable, str(corpus / "score.py"), "webstruct", str(Path(folder, "predictions.jsonl")), "--gold", folder]
        done = subprocess.run([*call, *(["--errors"] if errors else [])], check=True, text=True, stdout=subprocess.PIPE)
        return dict(json.loads(done.stdout))


def _cell(figures: dict[str, Any]) -> str:
    return f"{figures['F1']:.3f} ({figures['tp']} right, {figures['fp']} wrong, {figures['fn']} missed)"


def main() -> None:
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", default=os.environ.get("PROSPECTOR_CORPUS") or "../shared/corpus")
    parser.add_argument("--errors", action="store_true", help="print our errors on the dev part")
    options = parser.parse_args()
    corpus = Path(options.corpus)
    if not (corpus / "webstruct_gold.jsonl").is_file():
        sys.exit(f"There are no labelled pages at {corpus}: give the corpus folder as an argument or in PROSPECTOR_CORPUS.")
    pages = cases(corpus)
    parts = {"dev": {c.id for c in pages if not is_held(c.id)}, "held": {c.id for c in pages if is_held(c.id)}, "all": {c.id for c in pages}}
    rows: dict[str, list[dict[str, Any]]] = {}
    for name, reader in READERS.items():
        began = time.process_time()
        rows[name] = [reader(case) | {"id": case.id} for case in pages]
        print(f"{name}: {len(pages) / (time.process_time() - began):.0f} pages per CPU-second")
    print(f"{sum(row['unproven'] for row in rows['prospector, all addresses'])} of our facts claim a quote that does not hold")
    for part, ids in parts.items():
        print(f"\n{part}, {len(ids)} pages")
        for name in READERS:
            figures = scored(corpus, rows[name], ids, options.errors and part == "dev" and name == "prospector")
            cells = {**{kind: figures["phones"].get(kind) for kind in ("business_pages", "us_contact_pages")}, "e-mails": figures["emails (us_contact_pages)"]}
            print(f"  {name}")
            for label, cell in cells.items():
                print(f"    {label:18}{_cell(cell) if cell else 'none'}")


if __name__ == "__main__":
    main()
