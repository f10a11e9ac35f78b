"""Bad files and texts: valid rows in are rows kept, and each thing wrong is said of its line or field, with what to do."""

from urllib.parse import urlsplit

import pytest

from domain.errors import InvalidInput
from domain.identity import host_of
from service import row_tally, rows
from service.base import ParsedRows
from service.rows import parse_rows
from tests.unit.service.bad_lists import BAD_LISTS, BadList


def hosts(parsed: ParsedRows) -> list[str]:
    return [host_of(row.url) for row in parsed.rows]


@pytest.mark.parametrize("case", [c for c in BAD_LISTS if not c.refused], ids=lambda c: c.name)
def test_valid_rows_are_kept_and_the_others_named(case: BadList) -> None:
    parsed = parse_rows(case.data)
    assert hosts(parsed) == case.kept.split()
    assert {p.line: p.kind for p in parsed.problems} == case.said
    for problem in parsed.problems:
        assert problem.problem.endswith(".")
        assert problem.problem[0].isupper() or problem.problem[0].isdigit()
        assert not parsed.columns or problem.field in ("", *parsed.columns)
        assert len(problem.text) <= 120
    assert all(urlsplit(row.url).scheme in ("http", "https") and len(row.url) <= 2_083 for row in parsed.rows)


@pytest.mark.parametrize("case", [c for c in BAD_LISTS if c.refused], ids=lambda c: c.name)
def test_what_is_no_list_is_refused_with_what_to_do(case: BadList) -> None:
    with pytest.raises(InvalidInput, match=case.refused) as caught:
        parse_rows(case.data)
    assert caught.value.where == "file"


def test_there_are_sixty() -> None:
    assert len({case.name for case in BAD_LISTS}) == len(BAD_LISTS) >= 60


@pytest.mark.parametrize("code", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac-roman"])
def test_letters_survive_their_encoding(code: str) -> None:
    parsed = parse_rows("Firma;Webseite;Größe\nMüller;a.example;12\n".encode(code))
    assert parsed.columns == ("Firma", "Webseite", "Größe")
    assert parsed.rows[0].extra == {"Firma": "Müller", "Größe": "12"}
    assert parsed.encoding.replace("_", "-") == code


def test_the_words_beside_a_website_are_kept() -> None:
    assert [r.extra for r in parse_rows("Acme GmbH - a.example\n* Beta Ltd (b.example)").rows] == [{"name": "Acme GmbH"}, {"name": "Beta Ltd"}]


def test_a_table_without_websites_keeps_its_columns_for_another_choice() -> None:
    parsed = parse_rows("name,place\nA,X\n")
    assert not parsed.rows
    assert (parsed.columns, parsed.website_column) == (("name", "place"), "name")
    assert "Choose the right column" in parsed.problems[0].problem
    assert parsed.lines("unusable") == 2


def test_duplicates_are_counted_as_duplicates() -> None:
    parsed = parse_rows("a.example\na.example\nnothing\n")
    assert (parsed.lines("duplicate"), parsed.lines("unusable"), parsed.lines("note")) == (1, 1, 0)


def test_a_list_beyond_the_rows_of_a_run_says_how_many_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_tally, "MAX_ROWS", 10)
    for text in ("".join(f"c{n}.example\n" for n in range(100)), "name;url\n" + "".join(f"C;c{n}.example\n" for n in range(100))):
        parsed = parse_rows(text)
        assert len(parsed.rows) == 10
        assert [(p.count, p.kind) for p in parsed.problems] == [(90, "unusable")]
        assert parsed.problems[0].line == parsed.rows[-1].line + 1
        assert "Start another run" in parsed.problems[0].problem


def test_many_problems_are_listed_to_a_bound_and_summed_behind_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_tally, "MAX_TOLD", 5)
    parsed = parse_rows("a.example\n" + "nothing\n" * 20 + "a.example\n" * 9)
    assert (parsed.lines("unusable"), parsed.lines("duplicate"), len(parsed.problems)) == (20, 9, 12)
    assert [p.line for p in parsed.problems if p.count > 1] == [7, 27]


def test_no_more_lines_are_read_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MAX_LINES", 300)
    monkeypatch.setattr(row_tally, "MAX_LOOKED", 250)
    parsed = parse_rows("".join(f"c{n}.example\n" for n in range(1_000)))
    assert len(parsed.rows) == 250
    assert [p.line for p in parsed.problems] == [251, 301]


def test_the_upload_of_the_server_lets_the_largest_list_in() -> None:
    from tests.house.test_server_config import load

    assert rows.MAX_BYTES <= load()["server"]["maxUploadSize"] * 2**20 <= rows.MAX_BYTES * 1.1
