"""Runs one extractor over a page written in a test; fails when a candidate's words do not stand in its evidence."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from domain.evidence import Fact, FactStatus, quote_holds
from domain.identity import host_of
from domain.page import sha256_of
from pipeline.extract.base import Candidate, Interest, PageContext
from pipeline.extract.language import language_of
from pipeline.extract.markup import Markup, scan
from pipeline.extract.quote import Quoter

AT = datetime(2026, 11, 21, tzinfo=UTC)
Extract = Callable[[Markup, Quoter, PageContext], Iterable[Candidate]]


def run(
    extract: Extract, html: str, *, kind: str = "home", language: str = "", url: str = "https://quarzwerk.example/", interests: tuple[Interest, ...] = ()
) -> list[Candidate]:
    markup = scan(html, url)
    page = PageContext(url=url, host=host_of(url), kind=kind, language=language or language_of(markup.lang, markup.text), interests=interests)
    candidates = list(extract(markup, Quoter(url, sha256_of(html), AT, markup), page))
    for c in candidates:
        claim = Fact(field="cue" if c.rule else c.field, value=c.attrs["cue"] if c.rule else c.value, status=FactStatus.QUOTED)
        assert quote_holds(claim, c.evidence, html), (c.value, c.evidence.snippet)
    return candidates


def values(candidates: Iterable[Candidate]) -> list[str]:
    return [c.value for c in candidates]
