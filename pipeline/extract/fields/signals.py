"""Buying signals: sentences and headlines that tell of hiring, growth, new products, awards and the like, quoted, with their date."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.extract.base import Candidate, PageContext
from pipeline.extract.fields.nodes import nodes, placed
from pipeline.extract.fields.verbatim import say, sentence_span
from pipeline.extract.main_text import is_told
from pipeline.extract.markup import Block, Markup
from pipeline.extract.quote import Quoter
from pipeline.lexicon.dates import Dated, find_date, parse_date
from pipeline.lexicon.signals import ACT, KINDS, NO_OPENINGS, NOT, OTHERS, THING, VERB_LAST, signal_matcher
from pipeline.lexicon.terms import Hit, spoken
from pipeline.lexicon.tokens import is_cjk, tokenise
from pipeline.lexicon.words import word_matcher

EXTRACTOR = "signals"

_LONGEST, _SHORTEST, _CJK_SHORTEST = 240, 12, 5
_KINDS = {"news": 0.85, "home": 0.7, "careers": 0.8, "about": 0.6, "blog": 0.6, "other": 0.6, "products": 0.45, "team": 0.5, "contact": 0.4}
_EVERYWHERE = frozenset(("hiring", "tender", "certification"))  # kinds that stand without a date as well
_HISTORY = 5  # years after which an event is history
_MOST, _EACH = 12, 4
_APART, _CLOSE = 7, 2  # words from an act to its thing: on any page, on one that tells no news
_BARE_CJK = 2  # characters
_MARKS = frozenset((NOT, OTHERS))
_TELLING = ("news", "careers")  # pages on which weak words count too
_MOST_SENTENCES = 300  # looked at on one page
_NEAR_LINES, _NEAR = 2, 80
_SINCE = 24  # characters before a year that are looked at for "since"
_MONTH_FIRST_TLDS = (".com", ".us", ".net", ".org", ".example")
_QUESTION = re.compile(r"[?？]\s*$")
_CLAUSE = re.compile(r"[,.;:!?|–—。、]")
_MENU = 3  # links in one sentence
_DENIED = 4  # words from a negation to the opening that it denies


class _Sentence(NamedTuple):
    """A sentence with the signal words in it."""

    block: int
    start: int
    end: int
    hits: tuple[Hit, ...]


def extract(markup: Markup, quoter: Quoter, page: PageContext) -> Iterable[Candidate]:
    """Yield signals (field ``signal``; the value is the sentence; ``attrs``: kind, cue, and date where one stands near)."""
    yield from _postings(markup, quoter)
    if page.kind not in _KINDS:
        return
    sentences, none_open = _sentences(markup, page.language)
    none_open = none_open or any(_denies(markup, sentence, page.language) for sentence in sentences)
    count: dict[str, int] = {}
    for sentence in sentences:
        kind, hit, apart = _kind(tuple(h for h in sentence.hits if h.term.strength >= 1 or page.kind in _TELLING))
        if not kind or hit is None or (kind == "hiring" and none_open) or count.get(kind, 0) >= _EACH or sum(count.values()) >= _MOST:
            continue
        if _is_of_others(sentence, hit, page.language) or _is_menu(markup, sentence):
            continue
        dated = _date(markup, sentence, _tag(markup, page))
        if _is_history(dated, quoter.fetched_at.year) or (not dated and page.kind not in (*_TELLING, "blog") and _is_vague(kind, hit, apart)):
            continue
        said = say(markup, quoter, sentence.start, sentence.end, EXTRACTOR, pad=20)
        if _shortest(said.words) <= len(said.words) <= _LONGEST and not _QUESTION.search(said.words):
            count[kind] = count.get(kind, 0) + 1
            weight = _KINDS[page.kind] * (1.0 if dated else 0.85 if kind in _EVERYWHERE or page.kind == "news" else 0.55)
            cue = _cue(markup, hit)
            attrs = {"kind": kind, "cue": cue, **({"date": dated.iso} if dated else {})}
            yield Candidate(field="signal", value=said.words, evidence=said.evidence, weight=weight, attrs=attrs)


def _shortest(words: str) -> int:
    return _CJK_SHORTEST if words and is_cjk(words[0]) else _SHORTEST


def _cue(markup: Markup, hit: Hit) -> str:
    tokens = tokenise(markup.text)
    return markup.text[tokens.starts[hit.first] : tokens.ends[hit.last - 1]]


def _sentences(markup: Markup, language: str) -> tuple[list[_Sentence], bool]:
    """Return the sentences outside of menus that hold signal words of the page's language or English, and whether the page says that no job is open."""
    tokens, blocks = tokenise(markup.text), markup.blocks
    found: list[_Sentence] = []
    marks: list[Hit] = []
    index, none_open = 0, False
    for hit in signal_matcher().hits(tokens.words):
        at = tokens.starts[hit.first]
        if spoken(hit.term, language) < 0.5:
            continue
        if hit.term.key in _MARKS:
            marks.append(hit)
            continue
        if len(found) > _MOST_SENTENCES:
            break
        while index + 1 < len(blocks) and blocks[index + 1].start <= at:
            index += 1
        none_open = none_open or hit.term.key == NO_OPENINGS
        if not _tells(blocks[index]) or hit.term.key == NO_OPENINGS or tokens.ends[hit.last - 1] > blocks[index].end:
            continue
        if found and found[-1].start <= at < found[-1].end:
            found[-1] = found[-1]._replace(hits=(*found[-1].hits, hit))
        else:
            start, end = sentence_span(markup, blocks[index], at, _LONGEST)
            found.append(_Sentence(index, start, end, (hit,)))
    return [_marked(sentence, marks, tokens.starts) for sentence in found], none_open


def _marked(sentence: _Sentence, marks: list[Hit], starts: Sequence[int]) -> _Sentence:
    """Add the words for customers and denials that stand in a sentence."""
    first = bisect_left(marks, sentence.start, key=lambda hit: starts[hit.first])
    last = bisect_left(marks, sentence.end, key=lambda hit: starts[hit.first])
    return sentence._replace(hits=(*sentence.hits, *marks[first:last])) if last > first else sentence


def _tells(block: Block) -> bool:
    return is_told(block) if block.zone == "main" else block.zone == "header"


def _kind(hits: tuple[Hit, ...]) -> tuple[str, Hit | None, int]:
    """Return the kind that the words of a sentence show, its cue, and how many words lie between act and thing.

    Direct words come first (nothing lies between them), else the act and the thing that stand nearest to each other.
    """
    direct = next((hit for kind in KINDS for hit in hits if hit.term.key == kind), None)
    if direct:
        won = direct.term.key == "tender" and any(hit.term.key == "award" + ACT for hit in hits)
        return ("award" if won else direct.term.key), direct, 0
    pairs = [(_gap(act, thing), KINDS.index(kind), kind, act) for kind in KINDS for act in hits for thing in hits if _belong(kind, act, thing)]
    near = min((pair for pair in pairs if pair[0] <= _APART), key=lambda pair: pair[:2], default=None)
    return (near[2], near[3], near[0]) if near else ("", None, 0)


def _is_vague(kind: str, hit: Hit, apart: int) -> bool:
    """Say whether a cue proves too little on a page that tells no news, without a date: one bare word, or an act far from its thing."""
    if kind in ("hiring", "certification"):
        return False
    bare = len(hit.term.words) <= (_BARE_CJK if is_cjk(hit.term.words[0].text[0]) else 1)
    return bare if hit.term.key == kind else apart > _CLOSE


def _belong(kind: str, act: Hit, thing: Hit) -> bool:
    return act.term.key == kind + ACT and thing.term.key == kind + THING and (act.last <= thing.first or thing.last <= act.first)


def _is_of_others(sentence: _Sentence, cue: Hit, language: str) -> bool:
    """Say whether a sentence tells of a customer, or offers help with what it names."""
    return any(hit.term.key == OTHERS and (hit.first < cue.first or language in VERB_LAST) for hit in sentence.hits)


def _denies(markup: Markup, sentence: _Sentence, language: str) -> bool:
    """Say whether a sentence denies an opening: a negation just before it, or just behind it where verbs come last."""
    text, tokens = markup.text, tokenise(markup.text)
    denials = [hit for hit in sentence.hits if hit.term.key == NOT]
    openings = [hit for hit in sentence.hits if hit.term.key == "hiring"] if denials else []
    pairs = [(hit, opening) for hit in denials for opening in openings]
    pairs += [(opening, hit) for hit, opening in pairs] if language in VERB_LAST else []
    near = ((one, other) for one, other in pairs if 0 <= other.first - one.last <= _DENIED)
    return any(not _CLAUSE.search(text, tokens.ends[one.last - 1], tokens.starts[other.first]) for one, other in near)


def _is_menu(markup: Markup, sentence: _Sentence) -> bool:
    """Say whether the words are those of several links in a row: a menu or teasers, which name pages and tell nothing."""
    spans = [markup.element_text(tag) for tag in markup.by_name("a") if sentence.start <= tag.text_at < sentence.end]
    linked = sum(min(end, sentence.end) - start for start, end in spans)
    return len(spans) >= _MENU and linked * 2 > sentence.end - sentence.start


def _gap(act: Hit, thing: Hit) -> int:
    return thing.first - act.last if act.last <= thing.first else act.first - thing.last


def _tag(markup: Markup, page: PageContext) -> str:
    """Return the language with its region, which decides how 10/05 is read: English without a region is American on an international domain."""
    own = markup.lang.replace("_", "-").lower()
    if own.startswith(page.language) and "-" in own:
        return own
    return "en-us" if page.language == "en" and page.host.endswith(_MONTH_FIRST_TLDS) else page.language


def _date(markup: Markup, sentence: _Sentence, tag: str) -> Dated | None:
    """Return the date that belongs to a sentence: in it, else in its line before it, else on its own in one of the lines above."""
    text, blocks = markup.text, markup.blocks
    block = blocks[sentence.block]
    inside = find_date(text[sentence.start : sentence.end], tag)
    if inside and len(inside.iso) > 4:
        return inside
    if inside and _is_since(text[sentence.start : sentence.start + inside.start]):
        return None  # "certified since 2019" tells of today
    before = find_date(text[max(block.start, sentence.start - _NEAR) : sentence.start], tag)
    if before and len(before.iso) > 4:
        return before
    for above in _lines_around(blocks, sentence.block):
        dated = find_date(above.text, tag)
        if dated and len(dated.iso) > 4:
            return dated
    return inside


def _is_since(before: str) -> bool:
    words = tokenise(before[-_SINCE:]).words
    return any(hit.last == len(words) for hit in word_matcher("since").hits(words))


def _lines_around(blocks: tuple[Block, ...], index: int) -> Iterator[Block]:
    above = blocks[max(0, index - _NEAR_LINES) : index]
    yield from (b for b in (*reversed(above), *blocks[index + 1 : index + 2]) if len(b.text) <= _NEAR)


def _is_history(dated: Dated | None, now: int) -> bool:
    return dated is not None and now - int(dated.iso[:4]) > _HISTORY


def _postings(markup: Markup, quoter: Quoter) -> Iterator[Candidate]:
    """Job postings in structured data that are still open (https://schema.org/JobPosting)."""
    today = quoter.fetched_at.date().isoformat()
    for node, types, raw in nodes(markup):
        title = node.get("title") or node.get("name")
        if "jobposting" in types and isinstance(title, str) and (span := placed(raw, title)):
            date, until = (parse_date(said) if isinstance(said := node.get(key), str) else "" for key in ("datePosted", "validThrough"))
            if until and until < today[: len(until)]:
                continue
            attrs = {"kind": "hiring", "cue": "JobPosting", **({"date": date} if date else {}), **({"until": until} if until else {})}
            evidence = quoter.source(*span, EXTRACTOR, decoder="json")
            yield Candidate(field="signal", value=" ".join(title.split())[:_LONGEST], evidence=evidence, weight=0.9, attrs=attrs)
