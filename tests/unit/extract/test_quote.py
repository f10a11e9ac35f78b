"""Snippets: they stand at their place, hold the value whole, begin and end at words, and cut no tag."""

from datetime import UTC, datetime

import pytest

from domain.evidence import Evidence
from domain.page import sha256_of
from domain.quoting import stands_in
from pipeline.extract.markup import scan
from pipeline.extract.quote import LONGEST_VALUE, MAX_SNIPPET, Quoter

URL = "https://firm.example/"
AT = datetime(2026, 11, 21, tzinfo=UTC)


def quoter(source: str) -> Quoter:
    return Quoter(URL, sha256_of(source), AT, scan(source, URL))


def quote(source: str, words: str, pad: int = 40) -> Evidence:
    made = quoter(source)
    start = made.markup.text.index(words)
    return made.text(start, start + len(words), "test", pad=pad)


SOURCES = [
    ("<p>Our phone number since ever is <b>030</b>&nbsp;123&ndash;456 and nothing else at all</p>", "030 123–456"),
    ("<div class='a very long class name that goes on'><p>Acme</p></div><p data-x='another long attribute in here'>", "Acme"),
    ("Acme", "Acme"),
    ("<p>" + "x" * 300 + "Acme" + "y" * 300, "Acme"),
    ("<p>a &lt; b &amp; Acme &gt; c", "Acme"),
    ("<td>Acme<br>Works<td>" * 3, "Acme\nWorks"),
]


@pytest.mark.parametrize(("source", "words"), SOURCES)
@pytest.mark.parametrize("pad", [0, 5, 12, 40, 400])
def test_a_snippet_stands_at_its_place_and_holds_the_value(source: str, words: str, pad: int) -> None:
    evidence = quote(source, words, pad)
    assert source[evidence.start : evidence.end] == evidence.snippet
    assert len(evidence.snippet) <= MAX_SNIPPET
    assert stands_in("company_name", words, evidence.snippet) or "xx" in source
    assert (evidence.url, evidence.page_sha256, evidence.fetched_at, evidence.extractor, evidence.decoder) == (URL, sha256_of(source), AT, "test", "html")


def test_a_snippet_begins_and_ends_at_words_and_outside_of_tags() -> None:
    source = "<p>The quick brown fox <a href='https://firm.example/somewhere'>jumps</a> over the lazy dog <img alt='a picture of a dog' src=x></p>"
    assert quote(source, "jumps", pad=10).snippet == "jumps</a> over"
    assert quote(source, "lazy dog", pad=12).snippet == " over the lazy dog "
    assert "<img" not in quote(source, "lazy dog", pad=20).snippet


def test_no_padding_quotes_the_value_alone() -> None:
    assert quote("<p>one two three", "two", pad=0).snippet == "two"


def test_attributes_and_scripts_are_quoted_by_their_source() -> None:
    source = '<a class=x href="mailto:info@firm.example" title="Mail">x</a>'
    href = scan(source, URL).tags[0].attrs["href"]
    evidence = quoter(source).source(href.start, href.end, "emails", decoder="url", pad=8)
    assert "mailto:info@firm.example" in evidence.snippet
    assert source[evidence.start : evidence.end] == evidence.snippet
    assert evidence.decoder == "url"


def test_a_long_value_is_quoted_whole_as_far_as_a_snippet_reaches() -> None:
    words = " ".join(f"word{n}" for n in range(100))
    assert quote(f"<p>before {words} after</p>", words).snippet == words
    wide = "<p>" + "".join(f"<i class='{'x' * 50}'>w{n}</i> " for n in range(100)) + "</p>"
    made = quoter(wide)
    evidence = made.text(0, len(made.markup.text), "test")
    assert len(evidence.snippet) == LONGEST_VALUE
    assert wide[evidence.start : evidence.end] == evidence.snippet
