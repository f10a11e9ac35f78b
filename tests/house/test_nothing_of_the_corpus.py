"""No host, company or person of the labelled corpus stands in code, lexicons or samples: rules are of general kinds. Skipped where there is no corpus."""

import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb
import pytest

from domain.identity import fold, normal_name
from tests.house.tree import ROOT

CORPUS = Path(os.environ.get("PROSPECTOR_CORPUS") or ROOT.parent / "shared" / "corpus")
LOOKED_AT = ("api", "app.py", "domain", "pages", "pipeline", "providers", "samples", "service", "settings.py", "storage", "ui")
ENDINGS = (".py", ".toml", ".json", ".html", ".sql", ".js", ".txt", ".md")
LEAST_LETTERS = 8
"""A name with fewer letters is too likely a word of some language."""

ORDINARY = frozenset(("the context", "true link", "your name"))
"""Names that are ordinary words where they stand here."""

needs_corpus = pytest.mark.skipif(not (CORPUS / "sites_gold.jsonl").is_file(), reason="the labelled corpus is not here")


def telling(names: Iterable[str]) -> set[str]:
    """Return the names that tell who is meant: of two words and more, or one long word; folded, legal forms off."""
    plain = {normal_name(name) for name in names if name}
    return {name for name in plain if len(name.replace(" ", "")) >= LEAST_LETTERS} - ORDINARY


def words_of(text: str) -> str:
    """Return a text as folded words with single spaces around each."""
    return " " + " ".join(re.findall(r"\w+", fold(text.replace("-", " ").replace("_", " ")))) + " "


def found_in(text: str, names: Iterable[str]) -> list[str]:
    """Return the names that stand in a text as whole words."""
    known = words_of(text)
    return sorted(name for name in names if f" {name} " in known)


def files() -> Iterator[Path]:
    for place in LOOKED_AT:
        path = ROOT / place
        yield from [path] if path.is_file() else (f for f in sorted(path.rglob("*")) if f.suffix in ENDINGS and "__pycache__" not in f.parts)


def of_sites() -> set[str]:
    """The names and hosts of the labelled sites and pages, and the people that the labels name."""
    names: list[str] = []
    for line in (CORPUS / "sites_gold.jsonl").read_text("utf-8").splitlines():
        gold = json.loads(line)
        names += [gold["company_name"], *gold["name_aliases"], gold["legal_name"] or "", gold["host"].split(".")[0]]
    for line in (CORPUS / "webstruct_gold.jsonl").read_text("utf-8").splitlines():
        gold = json.loads(line)
        names += [*gold["org"], *gold["per"], (gold["domain"] or "").split(".")[0]]
    return telling(names)


def of_companies() -> set[str]:
    """The names of the companies to be ranked, of two words and more: single ones are words of the language in half of the cases."""
    rows = duckdb.sql(f"select name from '{CORPUS / 'companies.parquet'}'").fetchall()
    return {name for name in telling(str(row[0]) for row in rows) if " " in name}


def test_the_search_finds_a_planted_name() -> None:
    names = telling(["Müller & Sons Roofing Ltd", "Quellwerk", "Shop"])
    assert found_in("RULES = ('muller-sons roofing', 'x')".replace("-", " & "), names) == ["muller sons roofing"]
    assert found_in("# as quellwerk.example writes it", names) == ["quellwerk"]
    assert found_in("a shop", names) == []


@needs_corpus
def test_nothing_of_the_corpus_stands_in_the_project() -> None:
    names = of_sites() | of_companies()
    assert len(names) > 1_000
    found = {str(file.relative_to(ROOT)): hits for file in files() if (hits := found_in(file.read_text("utf-8", errors="replace"), names))}
    assert found == {}
