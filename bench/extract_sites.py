"""Reads and resolves saved websites in process, beside a plain-regex reading of the same pages, and scores both with the corpus' scorer.

    python bench/extract_sites.py CORPUS [--pages 8] [--errors] [--scorer score.py]

CORPUS (or PROSPECTOR_CORPUS) is a folder with sites/, sites_gold.jsonl and score.py; a folder without a scorer (bench/invented)
is scored by --scorer or by the one of PROSPECTOR_CORPUS. A third of the sites (by hash of the host) is "held": look at its
figures, never at its errors, while rules are being changed.
"""

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote as url_quote
from urllib.parse import unquote, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import phonenumbers
from bs4 import BeautifulSoup

from domain.evidence import Facts, checked
from domain.page import Page, sha256_of
from pipeline.choose import choose
from pipeline.extract.base import PageReading
from pipeline.extract.read import read
from pipeline.extract.resolve import resolve

FETCHED_AT = datetime(2026, 1, 1, tzinfo=UTC)
MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
PHONE = re.compile(r"\+?\d[\d\s().-]{7,18}\d")
SOCIAL = re.compile(r"https?://(?:www\.)?(?:facebook|instagram|linkedin|twitter|x|youtube|tiktok)\.com/(?!share|intent|p/|watch|embed|plugins|dialog)\S{2,90}")


class SavedSite:
    """A folder of saved pages as a website: paths to files."""

    def __init__(self, folder: Path) -> None:
        self.host = folder.name
        files = sorted(folder.rglob("*.html"), key=lambda f: (len(f.relative_to(folder).parts), f.name != "index.html", f.name))
        self.by_path = {"/" + f.relative_to(folder).as_posix(): f for f in files}
        self.home = files[0]

    def page(self, url: str) -> Page | None:
        path = unquote(urlsplit(url).path)
        file = (
            self.home
            if path in ("", "/")
            else next((self.by_path[p] for p in (path, path + ".html", path.rstrip("/") + "/index.html") if p in self.by_path), None)
        )
        if file is None:
            return None
        content = file.read_text(encoding="utf-8", errors="replace")
        return Page(url=url, content=content, page_sha256=sha256_of(content), fetched_at=FETCHED_AT)

    def sitemap(self) -> tuple[str, ...]:
        return tuple(f"https://{self.host}{url_quote(path)}" for path in self.by_path)


def read_site(site: SavedSite, limit: int) -> tuple[list[Page], list[PageReading], Facts]:
    home = site.page(f"https://{site.host}/")
    assert home is not None
    pages, readings = [home], [read(home, ())]
    for url in (*readings[0].includes, *choose(readings[0], site.sitemap(), limit)[1:]):
        page = site.page(url)
        if page and all(page.page_sha256 != p.page_sha256 for p in pages):
            pages.append(page)
            readings.append(read(page, ()))
    return pages, readings, resolve(readings, site.host)


def prediction(host: str, facts: Facts) -> dict[str, object]:
    return {
        "host": host,
        "company_name": facts.value("company_name"),
        "country": facts.value("country"),
        "sector": facts.value("sector"),
        "sectors": [f.value for f in facts.all("sector", any_role=True)[:3]],
        "emails": [f.value for f in facts.all("email")],
        "phones": [f.value for f in facts.all("phone")],
        "socials": [f.value for f in facts.all("social")],
    }


def regex_prediction(host: str, pages: Sequence[Page]) -> dict[str, object]:
    """The simple public way: expressions over BeautifulSoup's text, the country from the domain, the name from the title."""
    emails: set[str] = set()
    phones: set[str] = set()
    socials: set[str] = set()
    titles: list[str] = []
    for page in pages:
        soup = BeautifulSoup(page.content, "lxml")
        text = soup.get_text(" ")
        emails |= {m.lower() for m in MAIL.findall(text)}
        phones |= {number for m in PHONE.findall(text) if (number := _e164(m, host))}
        socials |= {a["href"] for a in soup.find_all("a", href=SOCIAL)}
        titles.append(soup.title.get_text() if soup.title else "")
    country = {"uk": "GB"}.get(host.rsplit(".", 1)[-1], host.rsplit(".", 1)[-1].upper())
    name = re.split(r"\s[|–-]\s", titles[0])[0].strip() if titles else ""
    return {"host": host, "company_name": name, "country": country, "emails": sorted(emails), "phones": sorted(phones), "socials": sorted(socials)}


def _e164(written: str, host: str) -> str:
    ending = host.rsplit(".", 1)[-1].upper()
    try:
        number = phonenumbers.parse(written, {"UK": "GB"}.get(ending, ending if len(ending) == 2 else "US"))
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if phonenumbers.is_valid_number(number) else ""


def unproven(pages: Sequence[Page], facts: Facts) -> list[str]:
    """Facts that claim a quote which does not hold, as "field value"."""
    sources = {p.page_sha256: p.content for p in pages}
    return [f"{f.field} {f.value}" for f in facts.items if f.verified and not checked(f, sources.get).verified]


def scorer_of(corpus: Path, named: str) -> Path:
    """The scorer named, else the folder's own, else that of PROSPECTOR_CORPUS; ends the program when there is none."""
    candidates = [Path(named)] if named else [Path(folder, "score.py") for folder in (corpus, os.environ.get("PROSPECTOR_CORPUS", "")) if str(folder)]
    found = next((path for path in candidates if path.is_file()), None)
    if found is None:
        sys.exit("The scorer is absent: give it by --scorer, or the folder it lies in as PROSPECTOR_CORPUS.")
    return found


def scored(corpus: Path, scorer: Path, rows: list[dict[str, object]], hosts: set[str], errors: bool) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        gold = [line for line in (corpus / "sites_gold.jsonl").read_text(encoding="utf-8").splitlines() if line and json.loads(line)["host"] in hosts]
        Path(folder, "sites_gold.jsonl").write_text("\n".join(gold), encoding="utf-8")
        Path(folder, "predictions.jsonl").write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
        call = [sys.executable, str(scorer), "sites", str(Path(folder, "predictions.jsonl")), "--gold", folder, *(["--errors"] if errors else [])]
        done = subprocess.run(call, check=True, text=True, stdout=subprocess.PIPE)
        return dict(json.loads(done.stdout))


def is_held(host: str) -> bool:
    return int(hashlib.sha256(host.encode()).hexdigest(), 16) % 3 == 0


def main() -> None:
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", default=os.environ.get("PROSPECTOR_CORPUS", ""))
    parser.add_argument("--pages", type=int, default=8)
    parser.add_argument("--scorer", default="", help="the scorer, where the folder has none")
    parser.add_argument("--errors", action="store_true", help="print the errors of the dev part")
    options = parser.parse_args()
    corpus = Path(options.corpus)
    if not options.corpus or not (corpus / "sites_gold.jsonl").is_file():
        sys.exit("The corpus is absent: give its folder as argument or in PROSPECTOR_CORPUS.")
    scorer = scorer_of(corpus, options.scorer)
    ours: list[dict[str, object]] = []
    plain: list[dict[str, object]] = []
    seconds, count, false_quotes = 0.0, 0, 0
    for folder in sorted(p for p in (corpus / "sites").iterdir() if p.is_dir()):
        began = time.process_time()
        pages, _, facts = read_site(SavedSite(folder), options.pages)
        seconds += time.process_time() - began
        count += len(pages)
        wrong = unproven(pages, facts)
        false_quotes += len(wrong)
        if options.errors and not is_held(folder.name):
            print(*(f"{folder.name} unproven: {w}" for w in wrong), sep="\n", file=sys.stderr)
        ours.append(prediction(folder.name, facts))
        plain.append(regex_prediction(folder.name, pages))
    hosts = {str(r["host"]) for r in ours}
    parts = {"dev": {h for h in hosts if not is_held(h)}, "held": {h for h in hosts if is_held(h)}, "all": hosts}
    report = {
        name: {"prospector": scored(corpus, scorer, ours, part, options.errors and name == "dev"), "regex": scored(corpus, scorer, plain, part, False)}
        for name, part in parts.items()
    }
    print(json.dumps({**report, "pages": count, "pages_per_cpu_second": round(count / seconds, 1), "unproven_facts": false_quotes}, indent=1))


if __name__ == "__main__":
    main()
