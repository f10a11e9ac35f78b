import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidInput
from service.export import COLUMNS, _line, csv_lines, plain_cell, safe_cell

STARTERS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "\xa0=1", "＝1", "|x", "%0a=1"])
def test_a_formula_is_defused(text: str) -> None:
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize("text", ["+4930123456", "12.5", "-3", "Acme", "O'Neill", "a=b", ""])
def test_harmless_cells_stay(text: str) -> None:
    assert safe_cell(text) == text


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1, max_size=5))
def test_no_cell_is_a_formula_and_the_way_back_is_exact(cells: list[str]) -> None:
    read = next(csv.reader(io.StringIO(_line(cells), newline="")))
    assert [plain_cell(c) for c in read] == cells
    assert not [c for c in read if c.lstrip(" \xa0\ufeff").startswith(STARTERS) and safe_cell(c) != c]


def test_an_unknown_column_is_named() -> None:
    with pytest.raises(InvalidInput, match="colour"):
        csv_lines((), columns=["colour"])


def test_the_header_names_every_column() -> None:
    header = next(csv_lines(())).removeprefix("\ufeff")
    assert next(csv.reader([header])) == list(COLUMNS)
