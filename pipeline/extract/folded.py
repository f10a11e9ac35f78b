"""Parts of a page that are folded away until a click: tabs, accordions, office lists. Scanned apart, and only where digits or an address stand in them."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pipeline.extract.markup import Markup, Tag
from pipeline.extract.quote import Quoter
from pipeline.extract.scanner import scanned

_CONTACT = re.compile(r"\d[\d\s().–/-]{5,20}\d|[\w.-]@[\w-]|tel:|mailto:")
_MOST_PARTS = 20
_LONGEST = 40_000
_TOGETHER = 160_000  # characters of source that all folded parts of a page may have
_CHROME = frozenset(("nav", "aside", "header"))
_NEVER_SHOWN = frozenset(("template", "select", "datalist", "audio", "video", "canvas", "object", "svg", "form", "input", "label", "i", "img"))


class Part(NamedTuple):
    """A folded part: the tag that hides it, and what it holds, with offsets of the whole page's source."""

    tag: Tag
    markup: Markup


@lru_cache(maxsize=2)
def folded(markup: Markup) -> tuple[Part, ...]:
    """Return the folded parts of a page that may hold contacts; menus, side bars, forms and what is never shown are left out."""
    return tuple(part for _, part in zip(range(_MOST_PARTS), _parts(markup), strict=False))


def _parts(markup: Markup) -> Iterator[Part]:
    tags, source = markup.tags, markup.source
    at, left = 0, _TOGETHER
    while at < len(tags) and left > 0:
        tag = tags[at]
        at += 1
        if not tag.hidden:
            continue
        while at < len(tags) and tags[at].hidden:
            at += 1
        end = min(tags[at].start if at < len(tags) else len(source), tag.end + min(_LONGEST, left))
        if tag.name not in _NEVER_SHOWN and tag.zone not in _CHROME and _CONTACT.search(source, tag.end, end):
            left -= end - tag.end
            yield Part(tag, Markup(source, markup.url, scanned(source, end, tag.end)))


def quoter_of(part: Part, quoter: Quoter) -> Quoter:
    """Return a quoter whose text offsets are those of the part."""
    return Quoter(quoter.url, quoter.page_sha256, quoter.fetched_at, part.markup)
