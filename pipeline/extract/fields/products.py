"""Products and services: structured data, what stands under the headings that announce them, and menu entries below such pages."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from domain.evidence import Evidence
from pipeline.extract.base import Candidate, PageContext
from pipeline.extract.fields.nodes import nodes, placed
from pipeline.extract.fields.verbatim import say
from pipeline.extract.markup import Block, Markup, Tag
from pipeline.extract.quote import Quoter
from pipeline.lexicon.sectors import sector_matcher
from pipeline.lexicon.terms import spoken
from pipeline.lexicon.tokens import is_cjk, tokenise
from pipeline.lexicon.words import word_matcher

EXTRACTOR = "products"

_MOST = 12
_TYPES = frozenset(("product", "service", "productgroup", "offer", "menuitem", "professionalservice"))
_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_SHORTEST, _LONGEST, _MOST_WORDS = 3, 60, 7
_CLAUSE = re.compile(r"[?!:;=@|©→»<>{}]|\.\s|\.{2,}|https?:|www\.|\d{5,}|\d+[.,]\d{2}")
_HEADING_WORDS = 5
_MOST_TELLING, _ENOUGH_TELLING = 120, 2
_MOST_HEADINGS = 250
_UNDER = 40  # lines below a heading that may be its items


class _Item(NamedTuple):
    """A name of something on offer, with what proves it."""

    name: str
    evidence: Evidence
    weight: float


def extract(markup: Markup, quoter: Quoter, page: PageContext) -> Iterable[Candidate]:
    """Yield products and services as named on the page, surest first (field ``product``, at most twelve)."""
    if page.kind in ("privacy", "terms", "login", "imprint", "news", "blog", "careers", "cart"):
        return
    seen: set[str] = {"".join(c for c in page.host.partition(".")[0] if c.isalnum())}
    given = len(seen)
    for item in (*_structured(markup, quoter), *_menu(markup, quoter), *_headed(markup, quoter, page), *_telling(markup, quoter, page)):
        key = "".join(tokenise(item.name).words)
        if key and key not in seen:
            seen.add(key)
            yield Candidate(field="product", value=item.name, evidence=item.evidence, weight=item.weight)
        if len(seen) - given == _MOST:
            return


def _structured(markup: Markup, quoter: Quoter) -> Iterator[_Item]:
    for node, types, raw in nodes(markup):
        name = node.get("name")
        if types & _TYPES and isinstance(name, str) and _is_name(" ".join(name.split())) and (span := placed(raw, name)):
            yield _Item(" ".join(name.split()), quoter.source(*span, EXTRACTOR, decoder="json"), 0.85)


def _menu(markup: Markup, quoter: Quoter) -> Iterator[_Item]:
    """Links of the page's menus to pages below a page of products or services."""
    for tag in markup.by_name("a")[:400]:
        if tag.zone in ("nav", "header") and _is_below_products(tag.value("href")):
            start, end = markup.element_text(tag)
            if "\n" not in markup.text[start:end].strip() and _is_name(markup.text[start:end].strip()):
                words, evidence = say(markup, quoter, start, end, EXTRACTOR)
                yield _Item(words.strip(), evidence, 0.7)


def _is_below_products(href: str) -> bool:
    parts = [unquote(part) for part in urlsplit(href).path.split("/") if part] if "/" in href[:300] else []
    return len(parts) >= 2 and any(_announces(re.sub(r"[-_.]", " ", part)) for part in parts[:-1])


def _headed(markup: Markup, quoter: Quoter, page: PageContext) -> Iterator[_Item]:
    """What stands under a heading that announces products; on a page of products also its lower headings."""
    headings = [tag for tag in markup.tags if tag.name in _LEVELS and not tag.hidden and tag.zone in ("main", "header")][:_MOST_HEADINGS]
    for n, tag in enumerate(headings):
        start, end = markup.element_text(tag)
        if _announces(markup.text[start:end].strip()):
            below, stop = _section(markup, headings, n)
            items = [_range(markup, h) for h in below] if len(below) >= 2 else [(b.start, b.end) for b in _list_items(markup, end, stop)]
            yield from _named(markup, quoter, items, 0.65)
    if page.kind == "products":
        yield from _named(markup, quoter, [_range(markup, h) for h in headings if h.name in ("h2", "h3") and h.zone == "main"], 0.5)


def _telling(markup: Markup, quoter: Quoter, page: PageContext) -> Iterator[_Item]:
    """On the home page: menu entries and headings that hold cues of one and the same sector."""
    if page.kind != "home":
        return
    tags = [t for t in markup.tags if (t.name == "a" and t.zone in ("nav", "header")) or (t.name in ("h2", "h3") and t.zone == "main")][:_MOST_TELLING]
    cued: dict[str, list[tuple[int, int]]] = {}
    for tag in tags:
        start, end = markup.element_text(tag)
        if end - start <= _LONGEST:
            hits = sector_matcher().hits(tokenise(markup.text[start:end]).words)
            for label in {h.term.key for h in hits if h.term.strength >= 1 and spoken(h.term, page.language) >= 0.7}:
                cued.setdefault(label, []).append((start, end))
    spans = max(cued.values(), key=len, default=[])
    if len(spans) >= _ENOUGH_TELLING:
        yield from _named(markup, quoter, spans, 0.45)


def _range(markup: Markup, tag: Tag) -> tuple[int, int]:
    return markup.element_text(tag)


def _section(markup: Markup, headings: list[Tag], n: int) -> tuple[list[Tag], int]:
    """The headings below heading ``n``, all of the first lower level, and the text offset where its section ends."""
    level = _LEVELS[headings[n].name]
    below: list[Tag] = []
    for tag in headings[n + 1 :]:
        if _LEVELS[tag.name] <= level:
            return below, tag.text_at
        if not below or tag.name == below[0].name:
            below.append(tag)
    return below, len(markup.text)


def _list_items(markup: Markup, start: int, stop: int) -> list[Block]:
    inside = [b for b in markup.blocks if start < b.start < stop][:_UNDER]
    return [b for b in inside if b.tag in ("li", "dt", "h5", "h6", "a", "td", "figcaption") and b.zone == "main"]


def _named(markup: Markup, quoter: Quoter, spans: list[tuple[int, int]], weight: float) -> Iterator[_Item]:
    for start, end in spans:
        words = markup.text[start:end].strip()
        if "\n" not in words and _is_name(words):
            said, evidence = say(markup, quoter, start, start + len(markup.text[start:end].rstrip()), EXTRACTOR)
            yield _Item(said, evidence, weight)


def _announces(words: str) -> bool:
    """Say whether a heading, or a part of an address, announces what is on offer."""
    tokens = tokenise(words[:80]).words
    cjk = bool(words) and is_cjk(words[0])
    if not tokens or len(tokens) > (14 if cjk else _HEADING_WORDS):
        return False
    hits = word_matcher("products").hits(tokens)
    return any(hit.last - hit.first >= len(tokens) * (0.5 if cjk else 0.4) for hit in hits)


def _is_name(words: str) -> bool:
    """Say whether words can be the name of a product or service: short, no sentence, none of a menu's own entries."""
    if not _SHORTEST - (bool(words) and is_cjk(words[0])) <= len(words) <= _LONGEST or _CLAUSE.search(words):
        return False
    tokens = tokenise(words).words
    if not tokens or (not is_cjk(words[0]) and len(tokens) > _MOST_WORDS) or not any(c.isalpha() for c in words):
        return False
    return not any(hit.first == 0 for hit in word_matcher("noise").hits(tokens)[:1])
