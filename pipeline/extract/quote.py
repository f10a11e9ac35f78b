"""Cuts the snippets that prove values: a slice of the page source around a value, widened to word borders, never cutting the value."""

import re
from datetime import datetime

from domain.evidence import Evidence
from pipeline.extract.markup import Markup

MAX_SNIPPET = 600
LONGEST_VALUE = 2_000
"""Characters of source that a snippet can hold (``Evidence.snippet``); a value spread over more is cut, and so cannot be verified."""

_BORDER = re.compile(r"[\s<>]")
_LAST_BORDER = re.compile(r".{0,600}[\s<>]", re.S)  # pads are shorter


class Quoter:
    """Makes evidence out of one page."""

    def __init__(self, url: str, page_sha256: str, fetched_at: datetime, markup: Markup) -> None:
        self.url = url
        self.page_sha256 = page_sha256
        self.fetched_at = fetched_at
        self.markup = markup

    def text(self, start: int, end: int, extractor: str, *, pad: int = 40, decoder: str = "html") -> Evidence:
        """Return evidence for ``markup.text[start:end]`` with up to ``pad`` characters of source on either side (no cut tags)."""
        first, last = self.markup.source_span(start, end)
        left, right = self._widened(first, last, pad)
        before, after = self.markup.source[left:first], self.markup.source[last:right]
        closing, opening = before.find(">"), after.rfind("<")
        if closing >= 0 and "<" not in before[:closing]:
            left += closing + 1  # the snippet would begin inside a tag
        if opening >= 0 and ">" not in after[opening:]:
            right = last + opening
        return self._evidence(left, right, extractor, decoder)

    def source(self, start: int, end: int, extractor: str, *, pad: int = 40, decoder: str = "html") -> Evidence:
        """Return evidence for ``source[start:end]``: an attribute's value or a piece of a script."""
        left, right = self._widened(start, end, pad)
        return self._evidence(left, right, extractor, decoder)

    def _widened(self, first: int, last: int, pad: int) -> tuple[int, int]:
        """Return the span with ``pad`` more on both sides, drawn in to a word border when there is one."""
        source = self.markup.source
        pad = max(min(pad, (MAX_SNIPPET - (last - first)) // 2), 0)
        left = max(first - pad, 0)
        if left:
            border = _BORDER.search(source, left, first)
            left = border.end() if border else left
        right = min(last + pad, len(source))
        if right < len(source):
            border = _LAST_BORDER.match(source, last, right)
            right = border.end() - 1 if border else right
        return left, right

    def _evidence(self, left: int, right: int, extractor: str, decoder: str) -> Evidence:
        right = min(right, left + LONGEST_VALUE)
        return Evidence(
            url=self.url,
            snippet=self.markup.source[left:right],
            start=left,
            end=right,
            page_sha256=self.page_sha256,
            fetched_at=self.fetched_at,
            extractor=extractor,
            decoder=decoder,
        )
