"""Signals, head counts and years of founding in single sentences of 26 languages: precision and recall for each kind.

    python -m bench.signal_sentences [--errors]

The sentences are fictional (``tests/gold/signal_sentences.tsv``): a kind of signal, ``-`` for none (nothing open, offers of
help, what happened to a customer), ``employees:85``, ``founded:1974``, or ``employees:`` and ``founded:`` where a number means
something else. A third (by hash) is "held": look at its figures, never at its errors.
"""

import argparse
import csv
import hashlib
import html
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from domain.page import sha256_of
from pipeline.extract.base import PageContext
from pipeline.extract.fields import employees, founded, signals
from pipeline.extract.language import language_of
from pipeline.extract.markup import scan
from pipeline.extract.quote import Quoter

GOLD = Path(__file__).resolve().parents[1] / "tests" / "gold" / "signal_sentences.tsv"
URL = "https://firm.example/page"
AT = datetime(2026, 6, 1, tzinfo=UTC)
_NUMBERS = {"employees": employees.extract, "founded": founded.extract}


class Sentence(NamedTuple):
    """A sentence with what it tells of the company whose page it stands on."""

    language: str
    meaning: str
    sentence: str

    @property
    def held(self) -> bool:
        """True for the third that nobody looks at while tuning."""
        return int(hashlib.sha256(self.sentence.encode()).hexdigest(), 16) % 3 == 0

    @property
    def field(self) -> str:
        """``employees``, ``founded`` or ``signal``."""
        field = self.meaning.partition(":")[0]
        return field if field in _NUMBERS else "signal"

    @property
    def told(self) -> str:
        """The number or the kind of signal; empty for none."""
        return self.meaning.partition(":")[2] if self.field in _NUMBERS else self.meaning.strip("-")


def sentences() -> list[Sentence]:
    """Return the sentences of the gold file."""
    with GOLD.open(encoding="utf-8") as rows:
        return [Sentence(**row) for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)]


def found_in(sentence: Sentence) -> set[str]:
    """Return the kinds of signals, or the numbers, that extraction reads in a sentence on a page of news, careers or about."""
    page = f'<html lang="{sentence.language}"><main><p>{html.escape(sentence.sentence)}</p></main>'
    markup = scan(page, URL)
    kind = "about" if sentence.field in _NUMBERS else "careers" if sentence.meaning == "hiring" else "news"
    context = PageContext(url=URL, host="firm.example", kind=kind, language=language_of(sentence.language, markup.text))
    extract = _NUMBERS.get(sentence.field, signals.extract)
    return {c.attrs.get("kind", c.value) for c in extract(markup, Quoter(URL, sha256_of(page), AT, markup), context)}


def counted(wanted: list[Sentence], found: list[set[str]]) -> dict[str, Counter[str]]:
    """Return for each kind or field how many were right (tp), wrong (fp) and missed (fn)."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sentence, answers in zip(wanted, found, strict=True):
        name = sentence.field if sentence.field in _NUMBERS else ""
        for answer in answers - {sentence.told}:
            counts[name or answer]["fp"] += 1
        if sentence.told:
            counts[name or sentence.told]["tp" if sentence.told in answers else "fn"] += 1
    return dict(counts)


def _line(name: str, c: Counter[str]) -> str:
    precision, recall = c["tp"] / max(1, c["tp"] + c["fp"]), c["tp"] / max(1, c["tp"] + c["fn"])
    return f"{name:20} {c['tp']:4} {c['fp']:4} {c['fn']:4} {precision:9.3f} {recall:9.3f}"


def main() -> None:
    """Print precision and recall of both parts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print the errors of the dev part")
    options = parser.parse_args()
    every = sentences()
    for part in (False, True):
        chosen = [s for s in every if s.held is part]
        answers = [found_in(s) for s in chosen]
        for s, a in zip(chosen, answers, strict=True) if options.errors and not part else ():
            if a != ({s.told} if s.told else set()):
                print(f"{s.language} {s.meaning}: {s.sentence} -> {sorted(a)}")
        print(f"{'held' if part else 'dev':20} {'tp':>4} {'fp':>4} {'fn':>4} {'precision':>9} {'recall':>9}")
        counts = counted(chosen, answers)
        for name in sorted(counts):
            print(_line(name, counts[name]))
        print(_line("all", sum(counts.values(), Counter())))
        by_language = {s.language: [x for x in chosen if x.language == s.language] for s in chosen}
        totals = {language: sum(counted(members, [found_in(s) for s in members]).values(), Counter()) for language, members in by_language.items()}
        print(*(f"{language} {c['tp']}/{c['tp'] + c['fn']}-{c['fp']}" for language, c in sorted(totals.items())))


if __name__ == "__main__":
    main()
