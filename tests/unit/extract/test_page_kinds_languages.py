"""Kinds of pages in the menus and addresses of many languages (``tests/gold/page_kinds.tsv``): at least four kinds each."""

import csv
from pathlib import Path

import pytest

from pipeline.extract.page_kinds import page_kind, words_kind

GOLD = Path(__file__).parents[2] / "gold" / "page_kinds.tsv"
with GOLD.open(encoding="utf-8") as _lines:
    ROWS = list(csv.DictReader(_lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize(("words", "kind"), [(row["words"], row["kind"]) for row in ROWS if row["words"]])
def test_words_of_menus(words: str, kind: str) -> None:
    assert words_kind(words) == kind


@pytest.mark.parametrize(("path", "kind"), [(row["path"], row["kind"]) for row in ROWS if row["path"]])
def test_addresses(path: str, kind: str) -> None:
    assert page_kind(f"https://firm.example{path}") == kind


def test_the_table_is_broad() -> None:
    kinds = {language: {row["kind"] for row in ROWS if row["language"] == language} for language in {row["language"] for row in ROWS}}
    assert len(kinds) >= 18
    assert all(len(found) >= 4 for found in kinds.values())
