"""Sectors of short self-descriptions in 26 languages, each as a page of its own: the share of right first and first three answers.

    python -m bench.company_texts [--errors]

The texts are fictional (``tests/gold/company_texts.tsv``). A third of them (by hash) is "held": look at its figures, never at
its errors, while words or weights are being changed.
"""

import argparse
import csv
import hashlib
import html
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from domain.page import sha256_of
from pipeline.extract.base import PageContext
from pipeline.extract.fields.sector import extract
from pipeline.extract.language import language_of
from pipeline.extract.markup import scan
from pipeline.extract.quote import Quoter
from pipeline.extract.resolve_sector import resolve_sector

GOLD = Path(__file__).resolve().parents[1] / "tests" / "gold" / "company_texts.tsv"
URL = "https://firm.example/"
AT = datetime(2026, 1, 1, tzinfo=UTC)


class Told(NamedTuple):
    """A company's own words with the sector that a reader would give it."""

    language: str
    sector: str
    title: str
    text: str

    @property
    def held(self) -> bool:
        """True for the third that nobody looks at while tuning."""
        return int(hashlib.sha256(self.title.encode()).hexdigest(), 16) % 3 == 0


def told() -> list[Told]:
    """Return the texts of the gold file."""
    with GOLD.open(encoding="utf-8") as rows:
        return [Told(**row) for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)]


def sectors_of(company: Told) -> list[str]:
    """Return the sectors that extraction reads from a page with this title, description and paragraph, best first."""
    title, text = html.escape(company.title), html.escape(company.text)
    page = f'<html lang="{company.language}"><title>{title}</title><meta name="description" content="{text}"><main><h1>{title}</h1><p>{text}</p></main>'
    markup = scan(page, URL)
    context = PageContext(url=URL, host="firm.example", kind="home", language=language_of(company.language, markup.text))
    candidates = extract(markup, Quoter(URL, sha256_of(page), AT, markup), context)
    return [label for label, *_ in resolve_sector([(c, "home") for c in candidates])]


def shares(companies: list[Told], answers: list[list[str]]) -> tuple[float, float]:
    """Return the shares of companies whose sector is the first answer, and one of the first three."""
    pairs = list(zip(companies, answers, strict=True))
    first = sum(found[:1] == [company.sector] for company, found in pairs)
    three = sum(company.sector in found[:3] for company, found in pairs)
    return first / len(pairs), three / len(pairs)


def _table(groups: dict[str, list[tuple[Told, list[str]]]]) -> None:
    for name, members in groups.items():
        companies, answers = [c for c, _ in members], [a for _, a in members]
        first, three = shares(companies, answers)
        print(f"{name:28} {len(members):4} {first:6.3f} {three:6.3f}")


def main() -> None:
    """Print the shares for both parts, and for every language over both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print the errors of the dev part")
    options = parser.parse_args()
    parts: dict[str, list[tuple[Told, list[str]]]] = defaultdict(list)
    languages: dict[str, list[tuple[Told, list[str]]]] = defaultdict(list)
    for company in told():
        answers = sectors_of(company)
        parts["held" if company.held else "dev"].append((company, answers))
        languages[company.language].append((company, answers))
        if options.errors and not company.held and answers[:1] != [company.sector]:
            print(f"{company.language} {company.title}: {company.sector} read as {answers or 'unknown'}")
    print(f"{'part or language':28} {'n':>4} {'first':>6} {'three':>6}")
    _table(dict(parts))
    _table(dict(sorted(languages.items())))


if __name__ == "__main__":
    main()
