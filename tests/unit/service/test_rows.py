import pytest

from domain.errors import InvalidInput
from service.rows import parse_rows


def test_a_plain_list_gives_rows_and_names_bad_ones_by_line() -> None:
    parsed = parse_rows("acme.example\n\n# a comment\nnot a site\nhttps://www.Acme.example/about\nftp://files.example\ninfo@acme.example\nfirma.de/kontakt\n")
    assert [(r.line, r.url) for r in parsed.rows] == [(1, "https://acme.example/"), (8, "https://firma.de/kontakt")]
    assert {p.line: p.problem.split(".")[0] for p in parsed.problems} == {
        4: "This is a name or a word, not a website",
        5: "The same company as line 1; it is taken once",
        6: "Only http and https addresses can be read; give the website, such as company",
        7: "The same company as line 1; it is taken once",
    }


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiter_encoding_and_column_are_guessed_and_shown(mark: str, encoding: str) -> None:
    table = [["Firma", "Webseite", "Größe"], ["Müller", "mueller.example", "12"], ["Straße AG", "https://strasse.example/x", "40"]]
    parsed = parse_rows("\r\n".join(mark.join(row) for row in table).encode(encoding))
    assert (parsed.delimiter, parsed.website_column, parsed.has_header) == (mark, "Webseite", True)
    assert parsed.columns == ("Firma", "Webseite", "Größe")
    assert [r.url for r in parsed.rows] == ["https://mueller.example/", "https://strasse.example/x"]
    assert parsed.rows[0].extra == {"Firma": "Müller", "Größe": "12"}
    assert [r.line for r in parsed.rows] == [2, 3]


def test_another_column_can_be_picked() -> None:
    parsed = parse_rows("site,partner\na.example,b.example\n", website_column="partner")
    assert [r.url for r in parsed.rows] == ["https://b.example/"]


def test_a_csv_without_header_keeps_its_first_row() -> None:
    parsed = parse_rows("a.example,Anna\nb.example,Bert\n")
    assert not parsed.has_header
    assert [r.extra for r in parsed.rows] == [{"column 2": "Anna"}, {"column 2": "Bert"}]


def test_quoted_cells_with_newlines_keep_their_line_numbers() -> None:
    parsed = parse_rows('site,note\na.example,"two\nlines"\nbad site,x\n')
    assert parsed.problems[0].line == 4


def test_ten_thousand_rows_are_fine() -> None:
    parsed = parse_rows("\n".join(f"firm{n}.example" for n in range(10_000)))
    assert len(parsed.rows) == 10_000


@pytest.mark.parametrize("data", ["", "  \n ", b"PK\x03\x04junk", b"%PDF-1.7", b"\x1f\x8bzip"])
def test_what_cannot_be_used_is_refused_with_a_sentence(data: str | bytes) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_rows(data)
    assert caught.value.message.endswith(".")


def test_a_file_of_ours_comes_back_without_its_guards() -> None:
    assert parse_rows('website,note\r\na.example,"\'=1+1"\r\n').rows[0].extra == {"note": "=1+1"}
