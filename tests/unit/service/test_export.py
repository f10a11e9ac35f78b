import csv
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import InvalidInput
from service.export import COLUMNS, _line, csv_lines, plain_cell, safe_cell
from storage.base import StoredLead
from tests.pages.sample_leads import COMPANIES, finished_lead

#: What Excel, LibreOffice or Google Sheets begin a formula with, after what they pass over.
FORMULA = re.compile("[\"' \u00a0\u3000\u200b\u200e\u202e\ufeff]*[=+\\-@\t\r\n|%＝＋－＠﹦﹢﹣﹫−]")
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
#: Texts of little but what makes a formula, so that every order of them comes up.
nasty = st.lists(
    st.sampled_from(["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "−", "|", "%", "'", '"', ";", ",", " ", "\xa0", "\ufeff", "\u200b", "cmd", "1"])
).map("".join)


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "\xa0=1", "＝1", "|x", "%0a=1", '"=1', "\u200b=1", "−1"]
)
def test_a_formula_is_defused(text: str) -> None:
    assert safe_cell(text).startswith("'")
    assert plain_cell(safe_cell(text)) == text


@pytest.mark.parametrize("text", ["+4930123456", "12.5", "-3", "Acme", "O'Neill", "a=b", "", "'s-Hertogenbosch", "Tel., +49 30"])
def test_harmless_cells_stay(text: str) -> None:
    assert safe_cell(text) == text == plain_cell(text)


def test_nul_and_lone_surrogates_become_text_that_can_be_written() -> None:
    assert safe_cell("\0=1\ud800") == "' =1?"


def cells_of(line: str, delimiter: str) -> list[str]:
    """Return the cells that a reader of this delimiter sees in a line, over all the records it takes it for."""
    return [cell for row in csv.reader(io.StringIO(line, newline=""), delimiter=delimiter) for cell in row]


@settings(max_examples=1_000, deadline=None)
@given(st.lists(texts | nasty, min_size=1, max_size=5))
def test_no_cell_is_a_formula_and_the_way_back_is_exact(cells: list[str]) -> None:
    line = _line(cells)
    read = cells_of(line, ",")
    assert [plain_cell(c) for c in read] == cells
    assert [c for c in read if FORMULA.match(c) and not c.startswith("'") and not re.fullmatch(r"\+[0-9]{7,15}|-?[0-9]{1,15}(\.[0-9]{1,6})?", c)] == []


@settings(max_examples=1_000, deadline=None)
@given(st.lists(nasty, min_size=1, max_size=4))
def test_no_cell_is_a_formula_for_readers_that_cut_elsewhere(cells: list[str]) -> None:
    for delimiter in ";\t|":
        for cell in cells_of(_line(cells), delimiter):
            assert not FORMULA.match(cell.strip("\r\n").lstrip(",")) or cell.startswith(("'", ","))


def lead(**texts: str) -> StoredLead:
    """A lead that carries these texts where the analyst or a page may have put them."""
    held = finished_lead(*COMPANIES[0], "run", 0)
    row = held.row.model_copy(update={"tags": (texts["tag"],), "company_name": texts["name"]})
    desk = held.desk.model_copy(update={"corrections": {"company_name": texts["name"], "phone": texts["phone"]}})
    hit = held.lead.hit.model_copy(update={"extra": {"note": texts["extra"]}})
    return held.model_copy(update={"row": row, "desk": desk, "lead": held.lead.model_copy(update={"hit": hit})})


@settings(max_examples=100, deadline=None)
@given(st.fixed_dictionaries({name: texts | nasty for name in ("name", "tag", "extra")}), st.from_regex(r"\+[0-9]{7,15}", fullmatch=True))
def test_leads_come_back_as_they_went_out(held: dict[str, str], phone: str) -> None:
    stored = lead(phone=phone, **held)
    lines = csv_lines([stored], columns=["company_name", "website", "phone", "tags", "list: note"])
    header, cells = csv.reader(io.StringIO("".join(lines).removeprefix("\ufeff"), newline=""))
    assert header == ["company_name", "website", "phone", "tags", "list: note"]
    assert cells[2] == phone
    if held["name"]:
        assert plain_cell(cells[0]) == held["name"]
    assert [plain_cell(c) for c in cells[3:]] == [held["tag"], held["extra"]]


def test_an_unknown_column_is_named() -> None:
    with pytest.raises(InvalidInput, match="colour"):
        csv_lines((), columns=["colour"])


def test_the_header_names_every_column() -> None:
    header = next(csv_lines(())).removeprefix("\ufeff")
    assert next(csv.reader([header])) == list(COLUMNS)
