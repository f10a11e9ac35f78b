"""Words of a page with their proof: a stretch of visible text, a sentence around a place, the title."""

import html
import re
from typing import NamedTuple

from domain.evidence import Evidence
from domain.quoting import html_text
from pipeline.extract.markup import Block, Markup, Raw
from pipeline.extract.quote import Quoter
from pipeline.lexicon.dates import is_month
from pipeline.lexicon.tokens import fold_word

_END = re.compile(r"[.!?…。！？]+[\"'»”’)\]]{0,2}(?=\s|$|[\u3040-\u9fff])")
_INITIAL = re.compile(r"(?:^|[\s(.])(?:[^\W\d_]{1,2}|[Ii]nc|[Nn]os?|[Tt]el|[Ss]tr|[Cc]ert|[Mm]rs?|[Bb]zw|[Uu]sw|[Ee]tc|[Aa]pprox|[Aa]rt|[Ff]ig)\.$")
_ORDINAL = re.compile(r"(?:^|[\s(])\d{1,2}\.$")
_TITLE_END = re.compile(r"</title", re.I)
_LONGEST_TITLE = 2_000
_REACH = 700


class Said(NamedTuple):
    """Words as they stand, and the evidence for them."""

    words: str
    evidence: Evidence


def say(markup: Markup, quoter: Quoter, start: int, end: int, extractor: str, *, pad: int = 40) -> Said:
    """Return ``text[start:end]`` with evidence. Where tags stand inside the words they are read as the evidence is read."""
    evidence = quoter.text(start, end, extractor, pad=pad)
    words = " ".join(markup.text[start:end].split())
    first, last = markup.source_span(start, end)
    inside = markup.source[first:last]
    return Said(html_text(inside) if "<" in inside else words, evidence)


def sentence_span(markup: Markup, block: Block, at: int, longest: int) -> tuple[int, int]:
    """Return the text offsets of the sentence that holds ``at``, within its line; a longer one is cut at words around ``at``."""
    text, first, last = markup.text, max(block.start, at - _REACH), min(block.end, at + _REACH)
    start, end = first, last
    for match in _END.finditer(text, first, last):
        if _is_abbreviation(text, match, last):
            continue
        if match.end() > at:
            end = match.end()
            break
        start = match.end()
    while start < at and text[start].isspace():
        start += 1
    return (start, end) if end - start <= longest else _cut(text, start, end, at, longest)


def _is_abbreviation(text: str, match: re.Match[str], last: int) -> bool:
    if match.group() != ".":
        return False
    after = text[match.end() : min(match.end() + 20, last)].strip()
    if _ORDINAL.search(text, max(0, match.start() - 4), match.end()):
        return bool(after) and is_month(fold_word(after.split()[0].strip(",.")))
    return (bool(after) and after[0].islower()) or (bool(after) and _INITIAL.search(text, max(0, match.start() - 8), match.end()) is not None)


def _cut(text: str, start: int, end: int, at: int, longest: int) -> tuple[int, int]:
    first = start if at - start < longest * 2 // 3 else at - longest // 2
    if first > start:
        space = text.find(" ", first, at)
        first = space + 1 if space >= 0 else first
    last = min(end, first + longest)
    if last < end:
        space = text.rfind(" ", at, last)
        last = space if space > at else last
    return first, last


def title_of(markup: Markup) -> Raw | None:
    """Return the page's title as it stands in the source, or None."""
    tag = next(iter(markup.by_name("title")), None)
    closing = _TITLE_END.search(markup.source, tag.end, tag.end + _LONGEST_TITLE) if tag else None
    if tag is None or closing is None or not markup.title:
        return None
    return Raw("title", markup.source[tag.end : closing.start()], tag.end, closing.start())


def plain(raw: str) -> str:
    """Return source that holds no tags as it reads: entities decoded, white space single."""
    return " ".join(html.unescape(raw).split())
