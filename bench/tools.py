"""Prospector and public tools on the same pages, scored by the same scorer, in one table.

    python -m bench.tools [CORPUS] [--pages N] [--hostile] [--stop SECONDS]

The pages are those that Prospector chooses, at most N (8) a site. Sites, then single business and contact pages, then speed: pages per
CPU-second of one process, loading not counted. With --hostile the slowest of the generated hostile pages too, each tool stopped after
--stop (60) seconds a page. PROSPECTOR_PEERS_PYTHON names the interpreter that has the tools (``make bench-tools`` makes one).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench.extract_sites import FETCHED_AT, SavedSite, prediction, read_site
from domain.identity import host_of
from domain.page import Page, sha256_of
from pipeline.extract.read import read
from pipeline.extract.resolve import resolve

SITE_TOOLS = ("regex", "combination", "extruct", "trafilatura", "extract-emails")
SPEED_TOOLS = ("bs4 parse", "lexbor parse")
ROOT = Path(__file__).resolve().parents[1]
OURS = "prospector"

_UNKNOWN = "http://unknown.invalid/"
"""Where a page of the corpus does not say its address: no tool learns anything from this one."""

Job = list[dict[str, Any]]


class Answer(NamedTuple):
    """What a tool made of the pages: predictions, pages, CPU seconds, the slowest page in seconds with its file, and what was stopped."""

    rows: list[dict[str, Any]]
    pages: int
    cpu: float
    slowest: tuple[float, str]
    stopped: Sequence[str] = ()


def peers_python() -> str:
    """Return the interpreter that has the public tools, or end with what to do."""
    python = os.environ.get("PROSPECTOR_PEERS_PYTHON", str(ROOT / ".venv-bench" / "bin" / "python"))
    if not Path(python).exists():
        sys.exit("The public tools are not installed: `make bench-tools` does it.")
    return python


def ask(tool: str, job: Job, stop: int) -> Answer:
    """Let a public tool look at the pages."""
    text = json.dumps({"sites": job, "stop": stop})
    done = subprocess.run([peers_python(), "-W", "ignore", "-m", "bench.peers.page_tools", tool], input=text, text=True, capture_output=True, cwd=ROOT)
    if done.returncode:
        sys.exit(f"{tool}: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else 'ended without a word'}")
    said = json.loads(done.stdout)
    return Answer(said["rows"], said["pages"], said["cpu"], (said["slowest"][0], said["slowest"][1]), said["stopped"])


def look(job: Job) -> Answer:
    """Let Prospector look at the same pages: read each, decide over each site."""
    rows, slowest, cpu, count = [], (0.0, ""), 0.0, 0
    sites = [(s["host"], [(url, Path(file).read_text("utf-8", errors="replace")) for url, file in s["pages"]], s["pages"][0][1]) for s in job]
    read(_page("https://warm.example/", "<p>warm</p>"), ())
    for host, pages, file in sites:
        began = time.process_time()
        facts = resolve([read(_page(url, html), ()) for url, html in pages], host)
        seconds = time.process_time() - began
        rows.append(prediction(host, facts))
        slowest = max(slowest, (seconds / len(pages), file))
        cpu, count = cpu + seconds, count + len(pages)
    return Answer(rows, count, cpu, slowest)


def _page(url: str, html: str) -> Page:
    return Page(url=url, content=html, page_sha256=sha256_of(html), fetched_at=FETCHED_AT)


def site_job(corpus: Path, limit: int) -> Job:
    """Return the pages that Prospector chooses of each site, as files."""
    job: Job = []
    for folder in sorted(p for p in (corpus / "sites").iterdir() if p.is_dir()):
        site = SavedSite(folder)
        by_sha = {sha256_of(f.read_text("utf-8", errors="replace")): f for f in site.by_path.values()}
        pages, _, _ = read_site(site, limit)
        job.append({"host": site.host, "pages": [[p.url, str(by_sha[p.page_sha256])] for p in pages]})
    return job


def webstruct_job(corpus: Path) -> Job:
    """Return the single pages, each as a site of its own."""
    gold = [json.loads(line) for line in (corpus / "webstruct_gold.jsonl").read_text("utf-8").splitlines() if line.strip()]
    job: Job = []
    for page in gold:
        url = page["url"] if str(page["url"]).startswith("http") else _UNKNOWN
        job.append({"host": host_of(url), "pages": [[url, str(corpus / page["file"])]], "id": page["id"]})
    return job


def scored(corpus: Path, what: str, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the scorer's figures."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "rows.jsonl")
        file.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
        done = subprocess.run([sys.executable, str(corpus / "score.py"), what, str(file)], check=True, text=True, stdout=subprocess.PIPE)
    return dict(json.loads(done.stdout))


def site_table(corpus: Path, job: Job, answers: dict[str, Answer]) -> None:
    """Print right, wrong and missed items of each field by tool."""
    print(f"\n{len(job)} sites, {sum(len(s['pages']) for s in job)} pages: right / wrong / missed (decoys among the wrong), F1")
    print(f"{'':16}{'e-mails':>24}{'phones':>24}{'socials':>24}{'name':>7}{'country':>9}{'sector':>8}{'top 3':>7}{'pages/CPU-s':>13}")
    for tool, answer in answers.items():
        figures = scored(corpus, "sites", answer.rows)
        cells = "".join(f"{_counts(figures[f]):>24}" for f in ("emails", "phones", "socials"))
        singles = f"{figures['name_loose']:7.3f}{figures['country']:9.3f}{figures['sector']:8.3f}{figures['sector_top3']:7.3f}"
        print(f"{tool:16}{cells}{singles}{answer.pages / answer.cpu:13.1f}")


def _counts(f: dict[str, Any]) -> str:
    return f"{f['tp']}/{f['fp']}/{f['fn']} ({f.get('decoys', 0)}) {f['F1']:.3f}"


def page_table(corpus: Path, job: Job, answers: dict[str, Answer]) -> None:
    """Print the figures of single pages by tool."""
    print(f"\n{len(job)} single pages")
    print(f"{'':16}{'phones, business':>24}{'phones, contact':>24}{'e-mails, contact':>24}{'name':>7}{'pages/CPU-s':>13}")
    for tool, answer in answers.items():
        rows = [row | {"id": page["id"]} for row, page in zip(answer.rows, job, strict=True)]
        figures = scored(corpus, "webstruct", rows)
        phones = {kind: figures["phones"][kind] for kind in sorted(figures["phones"])}
        cells = "".join(f"{_counts(phones[kind]):>24}" for kind in phones)
        print(f"{tool:16}{cells}{_counts(figures['emails (us_contact_pages)']):>24}{figures['name_in_annotated_org']:7.3f}{answer.pages / answer.cpu:13.1f}")


def speed_table(answers: dict[str, Answer]) -> None:
    """Print how fast each tool is and which page is its slowest."""
    print(f"\n{'':16}{'pages/CPU-s':>13}{'slowest page, s':>17}{'stopped':>9}")
    for tool, answer in answers.items():
        print(f"{tool:16}{answer.pages / answer.cpu:13.1f}{answer.slowest[0]:17.3f}{len(answer.stopped):9}  {Path(answer.slowest[1]).name}")


def hostile_job(folder: Path) -> Job:
    """Write the generated hostile pages and return them, each as a site of its own."""
    from bench.hostile_pages import hostile_pages

    job: Job = []
    for n, page in enumerate(hostile_pages()):
        file = folder / f"{n:03}-{page.name}.html"
        file.write_text(page.html, encoding="utf-8", errors="replace")
        job.append({"host": "hostile.example", "pages": [["https://hostile.example/", str(file)]]})
    return job


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", default=os.environ.get("PROSPECTOR_CORPUS", "../shared/corpus"))
    parser.add_argument("--pages", type=int, default=8)
    parser.add_argument("--hostile", action="store_true")
    parser.add_argument("--stop", type=int, default=60)
    options = parser.parse_args()
    corpus = Path(options.corpus).resolve()
    if not (corpus / "sites_gold.jsonl").is_file():
        sys.exit(f"There is no corpus at {options.corpus}: give its folder as an argument or in PROSPECTOR_CORPUS.")
    job = site_job(corpus, options.pages)
    answers = {OURS: look(job)} | {tool: ask(tool, job, options.stop) for tool in (*SITE_TOOLS, *SPEED_TOOLS)}
    site_table(corpus, job, {tool: answers[tool] for tool in (OURS, *SITE_TOOLS)})
    singles = webstruct_job(corpus)
    page_table(corpus, singles, {OURS: look(singles)} | {tool: ask(tool, singles, options.stop) for tool in SITE_TOOLS})
    print("\nspeed on the pages of the sites")
    speed_table(answers)
    if options.hostile:
        with tempfile.TemporaryDirectory() as name:
            hostile = hostile_job(Path(name))
            print(f"\n{len(hostile)} hostile pages")
            speed_table({OURS: look(hostile), "extract-emails": ask("extract-emails", hostile, options.stop)})


if __name__ == "__main__":
    main()
