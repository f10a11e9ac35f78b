"""A page as scanned once: visible text, tags and scripts, each with its place in the source. ``source[start:end]`` proves every value."""

import json
import re
from bisect import bisect_right
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import NamedTuple

from pipeline.extract.tokens import Attr, Shape

__all__ = ["Attr", "Block", "Markup", "Raw", "Tag", "scan"]

_SCRIPT_WRAP = re.compile(
    r"\A\s{0,99}(?:<!--|//\s{0,9}<!\[CDATA\[|<!\[CDATA\[|/\*\s{0,9}<!\[CDATA\[\s{0,9}\*/)|(?://\s{0,9})?(?:-->|\]\]>)\s{0,99};?\s{0,99}\Z"
)
_DIGIT = re.compile(r"\d")
_MAX_JSON_LD = 500


class Tag:
    """A start tag. ``start``/``end`` are its source offsets, ``text_at`` the offset in ``Markup.text`` of the words that follow it.

    ``index`` is its place in ``Markup.tags``.
    """

    __slots__ = ("end", "hidden", "index", "name", "shape", "start", "text_at", "zone")

    def __init__(self, shape: Shape, index: int, start: int, end: int, text_at: int, zone: str, hidden: bool) -> None:
        self.shape = shape
        self.name = shape.name
        self.index = index
        self.start = start
        self.end = end
        self.text_at = text_at
        self.zone = zone
        self.hidden = hidden

    @property
    def attrs(self) -> dict[str, Attr]:
        """The attributes by lower-case name, with their places in the source."""
        at = self.start
        return {name: Attr(value, start + at, end + at) for name, (value, start, end) in self.shape.attrs.items()}

    @property
    def names(self) -> Collection[str]:
        """The names of the attributes, lower case."""
        return self.shape.attrs.keys()

    def attr(self, name: str) -> Attr | None:
        """Return an attribute with its place in the source, or None."""
        attr = self.shape.attrs.get(name)
        return tuple.__new__(Attr, (attr[0], attr[1] + self.start, attr[2] + self.start)) if attr else None

    def value(self, name: str) -> str:
        """Return the decoded value of an attribute, or an empty string."""
        attr = self.shape.attrs.get(name)
        return attr[0] if attr else ""


class Raw(NamedTuple):
    """The body of an element that is not text: raw source with its offsets. ``kind`` is the script's type ("application/ld+json") or the element's name."""

    kind: str
    text: str
    start: int
    end: int


class Block(NamedTuple):
    """One line of visible text: ``Markup.text[start:end]``. ``tag`` is the nearest block element, ``zone`` the part of the page."""

    text: str
    start: int
    end: int
    zone: str
    tag: str


class Scanned(NamedTuple):
    """What the scanner hands over; see :class:`Markup`."""

    text: str
    blocks: tuple[Block, ...]
    tags: tuple[Tag, ...]
    raws: tuple[Raw, ...]
    title: str
    lang: str
    closes: tuple[int, ...]
    run_starts: tuple[int, ...]
    runs: tuple[tuple[int, int, int], ...]


class Markup:
    """A scanned page. ``text`` is what a reader sees: entities decoded, white space single, one line per block, table cell or ``<br>``."""

    def __init__(self, source: str, url: str, scanned: Scanned) -> None:
        self.source = source
        self.url = url
        self.text = scanned.text
        self.blocks = scanned.blocks
        self.tags = scanned.tags
        self.raws = scanned.raws
        self.title = scanned.title
        self.lang = scanned.lang
        self._scanned = scanned

    @cached_property
    def _by_name(self) -> dict[str, tuple[Tag, ...]]:
        found: dict[str, list[Tag]] = {}
        for tag in self.tags:
            found.setdefault(tag.name, []).append(tag)
        return {name: tuple(tags) for name, tags in found.items()}

    def by_name(self, name: str) -> tuple[Tag, ...]:
        """Return the start tags of this name, in order."""
        return self._by_name.get(name, ())

    def having(self, names: frozenset[str]) -> list[Tag]:
        """Return the start tags that have one of these attributes, in order."""
        return [tag for tag in self.tags if not names.isdisjoint(tag.shape.attrs)]

    @cached_property
    def _metas(self) -> dict[str, Attr]:
        found: dict[str, Attr] = {}
        for tag in self.by_name("meta"):
            content = tag.attr("content")
            for key in ("name", "property", "itemprop", "http-equiv"):
                if content and key in tag.names:
                    found.setdefault(tag.value(key).strip().lower(), content)
        return found

    def meta(self, name: str) -> Attr | None:
        """Return the content of the first ``<meta>`` with this name, property, itemprop or http-equiv."""
        return self._metas.get(name.lower())

    def without(self, kinds: Collection[str]) -> str:
        """Return the source without the bodies of raw elements of these kinds."""
        pieces, at = [], 0
        for raw in self.raws:
            if raw.kind in kinds:
                pieces.append(self.source[at : raw.start])
                at = raw.end
        return "".join((*pieces, self.source[at:]))

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the source offsets of ``text[start:end]``: the shortest slice of source that holds all of it."""
        if not self._scanned.run_starts or end <= start:
            at = self._source_at(start)
            return at, at
        first = self._source_at(start)
        return first, max(first, self._source_at(end - 1, after=True))

    def _source_at(self, index: int, *, after: bool = False) -> int:
        starts = self._scanned.run_starts
        if not starts:
            return 0
        run = max(bisect_right(starts, index) - 1, 0)
        length, first, last = self._scanned.runs[run]
        inside = index - starts[run]
        if inside >= length:  # the gap behind a run
            return last
        if last - first == length:
            return first + inside + after
        return last if after else first

    def element_text(self, tag: Tag) -> tuple[int, int]:
        """Return the text offsets of what the element shows, from its start tag to its end (an element never closed: to where its parent ends)."""
        end = self._scanned.closes[tag.index]
        start = min(tag.text_at, end)
        while start < end and self.text[start] in " \n":
            start += 1
        return start, end

    @cached_property
    def _block_starts(self) -> tuple[int, ...]:
        return tuple(b.start for b in self.blocks)

    @cached_property
    def numbered(self) -> tuple[int, ...]:
        """The places in ``blocks`` of the lines that hold a digit."""
        found = _DIGIT.search
        return tuple(index for index, block in enumerate(self.blocks) if found(block.text))

    def block_at(self, text_index: int) -> Block | None:
        """Return the line that this text offset stands in; None on a page without text."""
        at = bisect_right(self._block_starts, text_index) - 1
        return self.blocks[max(at, 0)] if self.blocks else None

    def lines_at(self, text_indices: Iterable[int]) -> list[int]:
        """Return the places in ``blocks`` of the lines that these text offsets stand in, each once, in order."""
        return sorted({bisect_right(self._block_starts, index) - 1 for index in text_indices})

    def zone_at(self, text_index: int) -> str:
        """Return the part of the page at a text offset: nav, header, main, footer or aside."""
        block = self.block_at(text_index)
        return block.zone if block else "main"

    @cached_property
    def _json_ld(self) -> tuple[tuple[object, Raw], ...]:
        found: list[tuple[object, Raw]] = []
        for raw in self.raws:
            if raw.kind == "application/ld+json":
                found.extend((item, raw) for item in _flattened(_parsed(raw.text)))
        return tuple(found[:_MAX_JSON_LD])

    def json_ld(self) -> tuple[tuple[object, Raw], ...]:
        """Return the JSON-LD objects of the page (lists and ``@graph`` opened) with the script each stands in; broken JSON is left out."""
        return self._json_ld


def _parsed(text: str) -> object:
    try:
        parsed: object = json.loads(_SCRIPT_WRAP.sub("", text).strip().rstrip(";"), strict=False)
        if "\\ud" in text.lower():  # half a surrogate pair is no character and cannot be stored
            whole = json.dumps(parsed, ensure_ascii=False).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            parsed = json.loads(whole)
    except (ValueError, RecursionError):
        return None
    return parsed


def _flattened(parsed: object) -> list[object]:
    waiting: list[object] = [parsed]
    found: list[object] = []
    while waiting and len(found) < _MAX_JSON_LD:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting = item[:_MAX_JSON_LD] + waiting
        elif isinstance(item, dict):
            graph = item.get("@graph")
            if isinstance(graph, list):
                waiting = graph[:_MAX_JSON_LD] + waiting
            if graph is None or "@type" in item:
                found.append(item)
    return found


def scan(source: str, url: str, *, limit: int = 2_000_000) -> Markup:
    """Return the scanned page. Never fails; takes time and memory in proportion to the source, of which ``limit`` characters are read."""
    from pipeline.extract.scanner import scanned  # the scanner builds the values above

    return Markup(source, url, scanned(source, min(limit, len(source))))
