"""The year the company was founded: a year beside words of founding, or ``foundingDate`` in structured data."""

import re
from collections.abc import Iterable, Iterator

from pipeline.extract.base import Candidate, PageContext
from pipeline.extract.markup import Markup
from pipeline.extract.quote import Quoter
from pipeline.lexicon.dates import is_month
from pipeline.lexicon.tokens import tokenise
from pipeline.lexicon.words import word_matcher

EXTRACTOR = "founded"

_YEAR = re.compile(r"(?<![\d.,/+–-])(?:1[6-9]\d{2}|20\d{2})(?![\d%/]|[.,-]\d)")
_STRUCTURED = re.compile(r'"foundingDate"\s{0,9}:\s{0,9}"?((?:1[6-9]|20)\d{2})')
_COPYRIGHT = re.compile(r"©|\(c\)|copyright|all rights", re.I)
_BEFORE, _AFTER = 56, 32
_NEAR, _CLOSE = 5, 2  # words between the cue and the year: a cue of founding, "since"
_MOST_YEARS = 60
_KINDS = {"home": 0.75, "about": 0.8, "imprint": 0.7, "contact": 0.6, "team": 0.6, "other": 0.5, "careers": 0.5, "products": 0.45}
_SETTLED = 3  # years below which "since" tells of news rather than of the founding
_SINCE = 0.6  # "since 1974" may speak of a product or a person


def extract(markup: Markup, quoter: Quoter, page: PageContext) -> Iterable[Candidate]:
    """Yield years of founding (field ``founded``)."""
    latest = quoter.fetched_at.year
    for raw in markup.raws:
        if raw.kind == "application/ld+json":
            for match in _STRUCTURED.finditer(raw.text):
                if int(match[1]) <= latest:
                    evidence = quoter.source(raw.start + match.start(1), raw.start + match.end(1), EXTRACTOR, decoder="json")
                    yield Candidate(field="founded", value=match[1], evidence=evidence, weight=0.9)
    if page.kind in _KINDS:
        yield from _from_text(markup, quoter, page, latest)


def _from_text(markup: Markup, quoter: Quoter, page: PageContext, latest: int) -> Iterator[Candidate]:
    for n, match in enumerate(_YEAR.finditer(markup.text)):
        if n >= _MOST_YEARS:
            return
        trust = _trust(markup, match.start(), match.end()) if int(match.group()) <= latest else 0.0
        if trust < 1.0 and int(match.group()) > latest - _SETTLED:
            continue
        if trust:
            evidence = quoter.text(match.start(), match.end(), EXTRACTOR, pad=60)
            yield Candidate(field="founded", value=match.group(), evidence=evidence, weight=trust * _KINDS[page.kind])


def _trust(markup: Markup, start: int, end: int) -> float:
    """Return how far the words around a year speak of founding, 0 when not at all."""
    before, after = _around(markup, start, end)
    if _COPYRIGHT.search(before[-30:]):
        return 0.0
    left, right = tokenise(before).words, tokenise(after).words
    best = 0.0
    for hit in word_matcher("founded", "since").hits(left):
        between = len(left) - hit.last
        if hit.term.key == "founded" and between <= _NEAR:
            best = 1.0
        elif hit.term.key == "since" and between <= _CLOSE and not any(is_month(word) for word in left[hit.last :]):
            best = max(best, _SINCE)
    for hit in word_matcher("founded", "since").hits(right):
        postposed = hit.term.key == "founded" or not hit.term.languages.isdisjoint(("tr", "hu", "ja"))
        if hit.first <= _CLOSE and postposed:
            best = max(best, 1.0 if hit.term.key == "founded" else _SINCE)
    return best


def _around(markup: Markup, start: int, end: int) -> tuple[str, str]:
    """The words before and after a year: of its own line, and of the line before it when the year stands alone (a table's cell)."""
    block = markup.block_at(start)
    if block is None:
        return "", ""
    alone = block.end - block.start <= _AFTER
    first = start - _BEFORE if alone else max(block.start, start - _BEFORE)
    return markup.text[max(first, 0) : start], markup.text[end : min(block.end, end + _AFTER)]
