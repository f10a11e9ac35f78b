"""The tokens of HTML after the WHATWG tokenizer, as patterns that never go back: each character is looked at a bounded number of times."""

import html
import re
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from pipeline.extract.elements import INLINE, KINDS, RAW, Kind, own_zone

MAX_ATTRIBUTES = 256
"""Attributes of one tag that are read; the others are skipped."""

_NAME = r"[a-zA-Z][^\t\n\f\r />]*+"
_UNQUOTED = r"[^\t\n\f\r >\"'][^\t\n\f\r >]*+"
_VALUE = r"[\t\n\f\r ]*+=[\t\n\f\r ]*+"
_ATTRIBUTE_NAME = r"[^\t\n\f\r />][^\t\n\f\r />=]*+"
# A quote that is never closed swallows the rest of the page, as in a browser.
_SKIPPED_VALUE = rf"(?:{_VALUE}(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|{_UNQUOTED}|))?+"

TAG = re.compile(rf"<(/?)({_NAME})((?:[\t\n\f\r /]++|{_ATTRIBUTE_NAME}{_SKIPPED_VALUE})*+)>")
"""A whole start or end tag; no match at ``<x`` means that the page ends inside the tag."""

_ATTRIBUTE = re.compile(rf"({_ATTRIBUTE_NAME})(?:{_VALUE}(?:\"([^\"]*+)\"|'([^']*+)'|({_UNQUOTED})|))?")
COMMENT_END = re.compile(r"--!?>")
RAW_END = {name: re.compile(rf"</{name}(?=[\t\n\f\r />])", re.I) for name in RAW}

_CONCEALED = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.I)
_CHAR_REF = r"#[0-9]{1,9};?|#[xX][0-9a-fA-F]{1,8};?"
REFERENCE = rf"&(?:{_CHAR_REF}|[a-zA-Z][a-zA-Z0-9]{{1,31}};?)"
# In an attribute a name without semicolon before "=" or a letter is no reference ("?a=1&copy=2").
_IN_ATTRIBUTE = re.compile(rf"&(?:{_CHAR_REF}|[a-zA-Z][a-zA-Z0-9]{{1,31}}+(?:;|(?![=a-zA-Z0-9])))")


class Attr(NamedTuple):
    """An attribute: its decoded value and the source offsets of the raw value (without quotes)."""

    value: str
    start: int
    end: int


def _decoded(match: re.Match[str]) -> str:
    return html.unescape(match.group())


def decode_attribute(raw: str) -> str:
    """Return an attribute's value with character references decoded by the rules for attributes."""
    return _IN_ATTRIBUTE.sub(_decoded, raw) if "&" in raw else raw


RawAttr = tuple[str, int, int]
"""An attribute of a remembered tag: ``Attr`` as a plain tuple, which the garbage collector need not look at again and again."""


def attributes(source: str, start: int, end: int) -> dict[str, RawAttr]:
    """Return the attributes in ``source[start:end]`` (what stands between tag name and ``>``); the first of a name counts."""
    found: dict[str, RawAttr] = {}
    for match in islice(_ATTRIBUTE.finditer(source, start, end), MAX_ATTRIBUTES):
        which, name = match.lastindex or 1, match[1].lower()
        if name in found:
            continue
        if which == 1:
            found[name] = "", match.end(), match.end()
        else:
            value = match[which]
            found[name] = decode_attribute(value) if "&" in value else value, *match.span(which)
    return found


class Shape(NamedTuple):
    """What a tag says by itself, wherever it stands: attributes have their offsets from the tag's first character."""

    name: str
    kind: Kind
    attrs: dict[str, RawAttr]
    zone: str
    hidden: bool
    is_end: bool


def _is_concealed(attrs: dict[str, RawAttr]) -> bool:
    if "hidden" in attrs:
        return True
    aria, style = attrs.get("aria-hidden"), attrs.get("style")
    return (aria is not None and aria[0].strip().lower() == "true") or (style is not None and _CONCEALED.search(style[0]) is not None)


def _own_zone(name: str, attrs: dict[str, RawAttr]) -> str:
    classes, ident, part = attrs.get("class"), attrs.get("id"), attrs.get("role")
    words = classes[0] if classes else ""
    return own_zone(name, part[0] if part else "", f"{words} {ident[0]}" if ident else words)


def shape(text: str) -> Shape | None:
    """Return what the tag ``text`` says; None when it is not one whole tag (its ``>`` stands in a quoted value)."""
    match = TAG.fullmatch(text)
    if match is None:
        return None
    name = match[2].lower()
    kind = KINDS.get(name, INLINE)
    first, last = match.span(3)
    attrs = attributes(text, first, last) if last > first + 1 and not match[1] else {}
    return Shape(name, kind, attrs, _own_zone(name, attrs), kind.unseen or (bool(attrs) and _is_concealed(attrs)), bool(match[1]))


known_shape = lru_cache(maxsize=4_096)(shape)
"""``shape`` for short tags: a page says most of them many times over."""


def after_comment(source: str, at: int, end: int) -> int:
    """Return the offset behind the comment or declaration that begins at ``at`` (``<!``, ``<?`` or ``</`` and no letter)."""
    if source.startswith("<!--", at):
        if source.startswith(">", at + 4) or source.startswith("->", at + 4):
            return source.index(">", at + 4) + 1
        closing = COMMENT_END.search(source, at + 4, end)
        return closing.end() if closing else end
    closed = source.find(">", at, end)
    return closed + 1 if closed >= 0 else end
