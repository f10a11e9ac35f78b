"""Builds the visible text of a page line by line and keeps where every piece of it stands in the source."""

import html
import re
from typing import NamedTuple

from domain.quoting import INVISIBLE
from pipeline.extract.elements import NEWLINE, NONE, SPACE
from pipeline.extract.tokens import REFERENCE

# 1 words as they stand, 2 white space, 3 a character reference, 4 characters nobody sees, 5 a lone ampersand
_RUN = re.compile(rf"([^\s&{INVISIBLE}]++(?: [^\s&{INVISIBLE}]++)*+)|(\s++)|({REFERENCE})|([{INVISIBLE}]++)|(&)")
# What most pieces of text are: words with single spaces between them, white space around.
_PLAIN = re.compile(rf"\s*+((?:[^\s&{INVISIBLE}]++(?: [^\s&{INVISIBLE}]++)*+)?+)\s*+")
_UNSEEN = re.compile(f"[{INVISIBLE}]")


class Line(NamedTuple):
    """One line of the text: its offsets, the zone it stands in, and its nearest block element."""

    start: int
    end: int
    zone: str
    tag: str


class TextBuilder:
    """Collects the text of one page. ``gap`` is what stands before the next words: nothing, a space or a new line."""

    __slots__ = ("_line_start", "_line_tag", "_line_zone", "gap", "lines", "pieces", "size", "source", "spans", "starts")

    def __init__(self, source: str) -> None:
        self.source = source
        self.pieces: list[str] = []
        self.size = 0
        self.gap = NONE
        self.starts: list[int] = []
        self.spans: list[tuple[int, int, int]] = []  # length in the text, source start, source end
        self.lines: list[Line] = []
        self._line_start, self._line_zone, self._line_tag = -1, "main", "body"

    def add(self, start: int, end: int, zone: str, tag: str) -> None:
        """Add ``source[start:end]``: most pieces are words with single spaces between them."""
        plain = _PLAIN.fullmatch(self.source, start, end)
        if plain is None:
            self._add_runs(start, end, zone, tag, SPACE)
            return
        first, last = plain.span(1)
        if first > start:
            self.gap = self.gap or SPACE
        if last > first:
            self._emit(plain[1], first, last, zone, tag)
            if last < end:
                self.gap = SPACE

    def add_lines(self, start: int, end: int, zone: str, tag: str) -> None:
        """Add ``source[start:end]`` of a ``<pre>``: its line ends are line ends of the text."""
        self._add_runs(start, end, zone, tag, NEWLINE)

    def _add_runs(self, start: int, end: int, zone: str, tag: str, line_end: int) -> None:
        for match in _RUN.finditer(self.source, start, end):
            kind = match.lastindex
            if kind == 1:
                self._emit(match.group(), match.start(), match.end(), zone, tag)
            elif kind == 2:
                self.gap = max(self.gap, line_end if "\n" in match.group() else SPACE)
            elif kind == 3:
                self._reference(match, zone, tag)
            elif kind == 5:
                self._emit("&", match.start(), match.end(), zone, tag)

    def _reference(self, match: re.Match[str], zone: str, tag: str) -> None:
        decoded = _UNSEEN.sub("", html.unescape(match.group()))
        if decoded.isspace():
            self.gap = self.gap or SPACE
        elif decoded:
            self._emit(decoded, match.start(), match.end(), zone, tag)

    def _emit(self, words: str, start: int, end: int, zone: str, tag: str) -> None:
        size = self.size
        if self.gap and size:
            if self.gap == NEWLINE:
                self._close_line()
                self.pieces.append("\n")
            else:
                self.pieces.append(" ")
            size += 1
        self.gap = NONE
        if self._line_start < 0:
            self._line_start, self._line_zone, self._line_tag = size, zone, tag
        length = len(words)
        self.starts.append(size)
        self.spans.append((length, start, end))
        self.pieces.append(words)
        self.size = size + length

    def _close_line(self) -> None:
        self.lines.append(Line(self._line_start, self.size, self._line_zone, self._line_tag))
        self._line_start = -1

    def finish(self) -> str:
        """Return the whole text; nothing may be added afterwards."""
        if self._line_start >= 0:
            self._close_line()
        return "".join(self.pieces)
