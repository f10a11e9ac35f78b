"""Pages made to be slow: the readings stay bounded however much is said, and what stands at the end of an overlong page is still read."""

import pytest

from bench.hostile_pages import PAYLOADS, PLACES, STRUCTURES, hostile_pages
from domain.page import Page, sha256_of
from pipeline.extract.markup import scan
from pipeline.extract.read import MAX_CANDIDATES, read
from pipeline.extract.scanner import MAX_TAGS, MAX_TEXT
from tests.unit.extract.one_page import AT

SMALL, SMALLER = 12_000, 6_000
FOOTER = "<footer><a href=mailto:info@quarzwerk.example>Mail</a></footer>"


def test_there_are_two_hundred_and_always_the_same() -> None:
    pages = list(hostile_pages(SMALL, SMALLER))
    assert len(pages) == len({page.name for page in pages}) == 4 * len(PAYLOADS) + 2 * len(STRUCTURES) == 200
    assert [page.content for page in pages[:150:30]] == [page.content for page in hostile_pages(SMALL, SMALLER)][:150:30]
    assert all(len(page.content) <= SMALL for page in pages)
    assert len(PLACES) == 4


@pytest.mark.parametrize("page", list(hostile_pages(SMALL, SMALLER))[::5], ids=lambda page: page.name)
def test_is_read_within_bounds(page) -> None:
    reading = read(Page(url="https://quarzwerk.example/", content=page.content, page_sha256=sha256_of(page.content), fetched_at=AT), ())
    assert len(reading.candidates) <= MAX_CANDIDATES
    for candidate in reading.candidates:
        evidence = candidate.evidence
        assert page.content[evidence.start : evidence.end] == evidence.snippet


@pytest.mark.parametrize("piece", ["<p>word</p>", "word ", "</i>", "<!-- -->"])
def test_of_an_overlong_page_the_beginning_and_the_footer_are_read(piece: str) -> None:
    source = "<h1>Quarzwerk</h1>" + piece * (1_200_000 // len(piece)) + FOOTER
    markup = scan(source, "https://quarzwerk.example/")
    assert len(markup.tags) <= MAX_TAGS
    assert len(markup.text) <= 2 * MAX_TEXT
    assert markup.text.startswith("Quarzwerk")
    assert markup.text.endswith("Mail")
    assert markup.by_name("a")[0].zone == "footer"
