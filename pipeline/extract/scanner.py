"""The scanner: one loop over the tokens of a page with a stack of open elements, after the WHATWG rules where they matter for what is seen."""

import html
import re

from pipeline.extract.elements import BARRIERS, BLOCKS, NEWLINE, SPACE, TABLE_PARTS, Kind, zone_inside
from pipeline.extract.markup import Block, Raw, Scanned, Tag
from pipeline.extract.tokens import RAW_END, TAG, Shape, after_comment, known_shape, shape
from pipeline.extract.visible import TextBuilder

MAX_TAGS = 12_000
"""Start tags that are read. Of a page with more only the footer is read as well, as far as the same bounds allow."""
MAX_TEXT = 100_000
"""Characters of visible text after which no more is read, in the same way."""
_MAX_STEPS = 50_000  # tags, comments and the like, end tags among them
_FOOTER = 0.2  # of each bound is kept for the footer

_LONE = re.compile(r"<(?:<*(?=<))?")  # "<<<<" is text up to the last, which may begin a tag
_SHORT = 400  # characters of a tag that is looked up; longer ones are hardly ever said twice
_NEAR = 1_000  # characters in which a start tag must end
_CLINGS = frozenset("@.,;:!?)”»")  # belong to the word before
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


# An open element and what its content inherits: name, zone, hidden, nearest block, whether in an article or section, place of its tag.
_Open = tuple[str, str, bool, str, bool, int]


class _Scan:
    """The state of one scan. Every stack is amortised: an element is pushed once and popped once, end tags find theirs by name."""

    def __init__(self, source: str, end: int) -> None:
        self.source, self.end = source, end
        self.text = TextBuilder(source)
        self.tags: list[Tag] = []
        self.raws: list[Raw] = []
        self.closes: list[int] = []
        self.title: str | None = None
        self.stack: list[_Open] = [("", "main", False, "body", False, -1)]
        self.places: dict[str, list[int]] = {}  # name of open element -> its places in the stack
        self.blocks: list[int] = []  # places of open block elements
        self.barriers: list[int] = []  # places of open scope barriers
        self.inside_pre: list[int] = self.places.setdefault("pre", [])

    def run(self, start: int = 0) -> None:
        """Read the source from ``start`` to its end, or what the bounds allow of it."""
        behind = self._read(start, 1 - _FOOTER)
        if behind < self.end:
            self._pop_to(1)
            footer = self.source.rfind("<footer", behind, self.end)
            if footer >= 0:
                self._read(footer, 1.0)
        self._pop_to(1)

    def _read(self, at: int, share: float) -> int:
        """Read from an offset until so much of each bound is used; return the offset behind what was read."""
        source, end, find, tags, text = self.source, self.end, self.source.find, self.tags, self.text
        most_tags, most_text = int(MAX_TAGS * share), int(MAX_TEXT * share)
        for _ in range(int(_MAX_STEPS * share)):
            if at >= end or len(tags) >= most_tags or text.size >= most_text:
                break
            opening = find("<", at, end)
            if opening != at:
                opening = min(end if opening < 0 else opening, at + most_text - text.size)
                if not source[at:opening].isspace() or self.inside_pre:
                    self._words(at, opening)
                elif not text.gap and not self.stack[-1][2]:
                    text.gap = SPACE  # two pieces of text in three are line ends and indents
                if opening == end:
                    return end
                if source[opening] != "<":
                    return opening
            close = find(">", opening, opening + _SHORT) + 1
            said = known_shape(source[opening:close]) if 0 < close <= end else None
            if said is None:
                said, close = self._long_tag(opening)
            at = close if said is None else self._end_tag(said, opening, close) if said.is_end else self._start_tag(said, opening, close)
        return at

    def _long_tag(self, at: int) -> tuple[Shape | None, int]:
        """Return what a ``<`` begins when it is no short tag, and the offset behind it; what is no tag is read at once."""
        match = TAG.match(self.source, at, self.end)
        return (shape(match.group()), match.end()) if match else (None, self._other(at))

    def _words(self, start: int, end: int) -> None:
        _, zone, hidden, block, _, _ = self.stack[-1]
        if hidden:
            return
        if self.inside_pre:
            self.text.add_lines(start, end, zone, block)
        else:
            self.text.add(start, end, zone, block)

    def _other(self, at: int) -> int:
        """Read a ``<`` that begins no whole tag; return the offset behind what it begins."""
        following = self.source[at + 1 : at + 3]
        if following[:1] in _LETTERS or (following[:1] == "/" and following[1:] in _LETTERS):
            return self.end  # the page ends inside a tag
        if following[:1] in ("!", "?") or (following[:1] == "/" and len(following) > 1):
            return after_comment(self.source, at, self.end)
        behind = _LONE.match(self.source, at, self.end)
        behind_at = behind.end() if behind else at + 1
        self._words(at, behind_at)
        return behind_at

    def _start_tag(self, said: Shape, at: int, end: int) -> int:
        name, kind, text = said.name, said.kind, self.text
        if kind.closes:
            self._imply_ends(kind)
        _, zone, hidden, block, sectioned, _ = self.stack[-1]
        hidden = hidden or said.hidden
        if said.zone:
            zone = zone_inside(zone, said.zone, name, sectioned)
        if kind.gap > text.gap and not hidden:
            text.gap = kind.gap
        index, size = len(self.tags), text.size
        self.tags.append(Tag(said, index, at, end, size + 1 if text.gap and size else size, zone, hidden))
        self.closes.append(size)
        if kind.raw:
            return self._raw(said, end)
        if not kind.void:
            self._push((name, zone, hidden, name if kind.block else block, sectioned or kind.sections, index), kind)
        return end

    def _push(self, element: _Open, kind: Kind) -> None:
        place, name = len(self.stack), element[0]
        self.stack.append(element)
        places = self.places.get(name)
        if places is None:
            self.places[name] = [place]
        else:
            places.append(place)
        if kind.block:
            self.blocks.append(place)
            if kind.barrier:
                self.barriers.append(place)

    def _pop_to(self, place: int) -> None:
        """Close every element from the top of the stack down to this place."""
        stack = self.stack
        while len(stack) > place:
            name, _, hidden, _, _, index = stack.pop()
            self.places[name].pop()
            self.closes[index] = self.text.size
            if name in BLOCKS:
                self.blocks.pop()
                if name in BARRIERS:
                    self.barriers.pop()
                if not hidden:
                    self.text.gap = NEWLINE

    def _imply_ends(self, kind: Kind) -> None:
        for other in kind.closes:
            places = self.places.get(other)
            if places and all(places[-1] > self._last(bound) for bound in kind.within):
                self._pop_to(places[-1])

    def _last(self, name: str) -> int:
        places = self.places.get(name)
        return places[-1] if places else -1

    def _end_tag(self, said: Shape, at: int, end: int) -> int:
        """Close what an end tag closes; return the offset behind it."""
        name = said.name
        places = self.places.get(name)
        if not places:
            if name in ("p", "br") and not self.stack[-1][2]:
                self.text.gap = NEWLINE  # as in a browser: an empty paragraph, a line break
            return end
        place = places[-1]
        if name in ("html", "body") or (place != len(self.stack) - 1 and self._wall(name) > place):
            return end  # browsers read on after </body>, and no end tag reaches out of a table cell
        element = self.stack[place]
        if name == "template":
            start = self.tags[element[5]].end
            self.raws.append(Raw("template", self.source[start:at], start, at))
        self._pop_to(place)
        if not element[2] and not said.kind.block:
            self._after_inline(at, end)
        return end

    def _wall(self, name: str) -> int:
        """Return the place of the innermost open element that this end tag does not reach behind."""
        if name in TABLE_PARTS:
            return self._last("table")
        walls = self.barriers if name in BLOCKS else self.blocks
        return walls[-1] if walls else -1

    def _after_inline(self, at: int, closing: int) -> None:
        """Keep neighbouring elements apart: ``<a>x</a><a>y</a>`` are two words (but ``<b>info</b><b>@firm</b>`` is one)."""
        source = self.source
        if source[closing : closing + 1] == "<" and source[closing + 1 : closing + 2] in _LETTERS and source[at - 1] not in "@(":
            opened = source.find(">", closing, closing + _NEAR) + 1
            if source[opened : opened + 1] not in _CLINGS:
                self.text.gap = self.text.gap or SPACE

    def _raw(self, said: Shape, start: int) -> int:
        name = said.name
        closing = RAW_END[name].search(self.source, start, self.end) if name != "plaintext" else None
        end = closing.start() if closing else self.end
        body = self.source[start:end]
        if name == "title" and not self.places.get("svg"):
            self.title = html.unescape(body) if self.title is None else self.title
        elif name != "title":
            self.raws.append(Raw(_kind(said), body, start, end))
        if not closing:
            return self.end
        after = TAG.match(self.source, end, self.end)
        return after.end() if after else self.end

    def result(self) -> Scanned:
        """Return what was found."""
        text = self.text.finish()
        return Scanned(
            text=text,
            blocks=tuple(Block(text[line.start : line.end], *line) for line in self.text.lines),
            tags=tuple(self.tags),
            raws=tuple(self.raws),
            title=" ".join((self.title or "").split()),
            lang=self._lang(),
            closes=tuple(self.closes),
            run_starts=tuple(self.text.starts),
            runs=tuple(self.text.spans),
        )

    def _lang(self) -> str:
        page = next((t for t in self.tags[:20] if t.name == "html"), None)
        said = page.value("lang") or page.value("xml:lang") if page else ""
        return re.split(r"[-_]", said.strip().lower()[:20])[0]


def _kind(said: Shape) -> str:
    kind = said.attrs["type"][0].strip().lower() if said.name == "script" and "type" in said.attrs else ""
    return kind.split(";")[0].strip() or said.name


def scanned(source: str, end: int, start: int = 0) -> Scanned:
    """Return the text, tags and scripts in ``source[start:end]``; all offsets count from the begin of the source."""
    scan = _Scan(source, end)
    scan.run(start)
    return scan.result()
