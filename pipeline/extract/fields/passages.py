"""Sentences that meet an interest of the analyst: quoted word for word, best two for each interest and page."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from pipeline.extract.base import Candidate, Interest, PageContext
from pipeline.extract.fields.verbatim import Said, plain, say, sentence_span, title_of
from pipeline.extract.main_text import is_told
from pipeline.extract.markup import Block, Markup
from pipeline.extract.quote import Quoter
from pipeline.lexicon.terms import Hit, Matcher, parse, spoken
from pipeline.lexicon.tokens import is_cjk, tokenise
from pipeline.lexicon.words import word_matcher

EXTRACTOR = "passages"
OFFER, SELLS, MENTIONS = "offer", "sells", "mentions"

_LONGEST, _BEST = 300, 2
_SILENT = frozenset(("privacy", "terms", "cart", "login"))
_BY_ZONE = {"main": 1.0, "header": 0.6, "footer": 0.4, "aside": 0.3, "nav": 0.2}
_HEADINGS = frozenset(("h1", "h2", "h3"))
_BY_KIND = {"home": 0.9, "about": 0.9, "products": 0.9, "news": 0.85, "careers": 0.75, "blog": 0.7, "other": 0.8}
_TOO_SHORT, _PROSE = 25, 4  # characters, and spaces, below which a line is a label rather than a sentence
_SPOKEN = 0.5  # terms of the page's language and English ones


class _Met(NamedTuple):
    """A sentence that meets an interest. ``strong`` counts the different terms in it that show the interest by themselves."""

    start: int
    end: int
    words: tuple[str, ...]
    strong: int
    score: float
    heading: bool


@lru_cache(maxsize=4)
def _matcher(interests: tuple[Interest, ...]) -> Matcher:
    return Matcher((term for interest in interests for written in interest.terms for term in parse(interest.key, written)), overlapping=True)


def extract(markup: Markup, quoter: Quoter, page: PageContext) -> Iterable[Candidate]:
    """Yield passages (field ``passage``; ``attrs``: interest (keys between commas), terms as they stand, strength, and for the offer ``mode``)."""
    if not page.interests or page.kind in _SILENT:
        return
    needs = {interest.key: interest.any_of for interest in page.interests}
    yield from _head(markup, quoter, page, needs)
    for said, mets in _chosen(markup, quoter, _met(markup, page), needs):
        keys, m = sorted(mets), max(mets.values(), key=lambda m: m.score)
        words = dict.fromkeys(word for met in mets.values() for word in met.words)
        attrs = {"interest": ",".join(keys), "terms": ", ".join(words), "strength": "strong" if any(met.strong for met in mets.values()) else "weak"}
        if OFFER in keys:
            attrs["mode"] = SELLS if m.heading or _offers(said.words) else MENTIONS
        weight = min(1.0, _BY_KIND.get(page.kind, 0.6) * min(1.0, 0.25 + 0.35 * m.score))
        yield Candidate(field="passage", value=said.words, evidence=said.evidence, weight=weight, attrs=attrs)


def _chosen(markup: Markup, quoter: Quoter, met: dict[str, list[_Met]], needs: dict[str, int]) -> Iterator[tuple[Said, dict[str, _Met]]]:
    """The best sentences of each interest; one that meets several comes once, with all of them."""
    chosen: dict[str, tuple[Said, dict[str, _Met]]] = {}
    for key, sentences in met.items():
        enough = [m for m in sentences if len(m.words) >= needs[key] and (m.strong or needs[key] == 1)]
        for said, m in _best(markup, quoter, enough):
            chosen.setdefault(said.words, (said, {}))[1][key] = m
    yield from chosen.values()


def _best(markup: Markup, quoter: Quoter, met: list[_Met]) -> Iterator[tuple[Said, _Met]]:
    seen: set[str] = set()
    for m in sorted(met, key=lambda m: -m.score):
        said = say(markup, quoter, m.start, m.end, EXTRACTOR, pad=20)
        if said.words not in seen and len(said.words) <= _LONGEST:
            seen.add(said.words)
            yield said, m
        if len(seen) == _BEST:
            return


def _met(markup: Markup, page: PageContext) -> dict[str, list[_Met]]:
    tokens, blocks, text = tokenise(markup.text), markup.blocks, markup.text
    by_sentence: dict[tuple[str, int, int], list[Hit]] = {}
    span, holder, index = (-1, -1), None, 0
    holders: dict[tuple[int, int], Block] = {}
    for hit in _matcher(page.interests).hits(tokens.words):
        at, end = tokens.starts[hit.first], tokens.ends[hit.last - 1]
        if spoken(hit.term, page.language) < _SPOKEN:
            continue
        while index + 1 < len(blocks) and blocks[index + 1].start <= at:
            index += 1
        if end > blocks[index].end or _is_in_address(text, at, end) or (blocks[index].zone == "main" and not is_told(blocks[index])):
            continue
        if not span[0] <= at < span[1] or holder is not blocks[index]:
            span, holder = sentence_span(markup, blocks[index], at, _LONGEST), blocks[index]
            holders[span] = holder
        by_sentence.setdefault((hit.term.key, *span), []).append(hit)
    found: dict[str, list[_Met]] = {}
    for (key, start, stop), hits in by_sentence.items():
        found.setdefault(key, []).append(_weighed(markup, page, holders[(start, stop)], (start, stop), hits))
    return found


def _is_in_address(text: str, start: int, end: int) -> bool:
    """Say whether a word is part of an e-mail or web address."""
    before, after = text[max(0, start - 40) : start].rpartition(" ")[2], text[end : end + 40].partition(" ")[0]
    return "@" in before + after or "://" in before or "www." in before


def _weighed(markup: Markup, page: PageContext, block: Block, span: tuple[int, int], hits: list[Hit]) -> _Met:
    tokens, outer = tokenise(markup.text), [h for h in hits if not any(o.first <= h.first and h.last <= o.last and o[1:] != h[1:] for o in hits)]
    words: dict[str, float] = {}
    for hit in outer:
        said = markup.text[tokens.starts[hit.first] : tokens.ends[hit.last - 1]]
        words[said] = max(words.get(said, 0.0), hit.term.strength)
    strong = sum(strength >= 1 for strength in words.values())
    prose = span[1] - span[0] >= _TOO_SHORT and markup.text.count(" ", *span) >= _PROSE
    score = sum(words.values()) * _BY_ZONE.get(block.zone, 0.5) * (1.0 if prose or is_cjk(markup.text[span[0]]) else 0.6)
    heading = block.tag in _HEADINGS and block.zone == "main" and page.kind in ("home", "products", "about", "other")
    return _Met(*span, tuple(words), strong, score, heading)


def _offers(words: str) -> bool:
    return bool(word_matcher("offering").hits(tokenise(words).words))


def _head(markup: Markup, quoter: Quoter, page: PageContext, needs: dict[str, int]) -> Iterator[Candidate]:
    """Title and description of a page that speak of the offer: a company that names it there sells it."""
    title, description = title_of(markup), markup.meta("description")
    parts = [(plain(title.text), title.start, title.end)] if title else []
    parts += [(" ".join(description.value.split()), description.start, description.end)] if description else []
    for words, start, end in parts if OFFER in needs and page.kind in ("home", "products", "about") else []:
        tokens = tokenise(words)
        hits = [h for h in _matcher(page.interests).hits(tokens.words) if h.term.key == OFFER and spoken(h.term, page.language) >= _SPOKEN]
        terms = tuple(dict.fromkeys(words[tokens.starts[h.first] : tokens.ends[h.last - 1]] for h in hits))
        if len(terms) >= needs[OFFER] and len(words) <= _LONGEST:
            evidence = quoter.source(start, end, EXTRACTOR, pad=0)
            attrs = {"interest": OFFER, "terms": ", ".join(terms), "strength": "strong", "mode": SELLS}
            yield Candidate(field="passage", value=words, evidence=evidence, weight=0.85, attrs=attrs)
