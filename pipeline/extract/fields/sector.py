"""Cues of the sector: words of title, headings, description, menu and body, and schema.org types. Which sector it is, the site as a whole decides."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from math import log2

from domain.evidence import Evidence
from pipeline.extract.base import Candidate, PageContext
from pipeline.extract.fields.verbatim import plain, title_of
from pipeline.extract.markup import Block, Markup
from pipeline.extract.quote import Quoter
from pipeline.extract.served import SERVED, customer_blocks, customer_shares
from pipeline.lexicon.sectors import SCHEMA_TYPES, cue_matcher, listed_languages
from pipeline.lexicon.terms import Hit, Term, spoken
from pipeline.lexicon.tokens import Tokens, tokenise

RULE = "sector_lexicon"
EXTRACTOR = "sector"

_SILENT = frozenset(("privacy", "terms", "cart", "login"))
_BY_TAG = {"h1": 2.2, "h2": 1.3, "h3": 1.1, "h4": 0.9}
_BY_ZONE = {"nav": 0.9, "header": 0.9, "main": 0.5, "footer": 0.4, "aside": 0.1}
_TITLE, _DESCRIPTION, _TYPE = 3.0, 2.2, 6.0
_SECTORS, _CUES = 5, 4
# Who sells to one trade names it beside its own in a title or heading ("hotel software"): the customers' sector then counts less, in whatever order.
_SERVES = frozenset(("IT Services & Software", "Marketing & Advertising", "Staffing & Recruiting", "Insurance", "Legal Services", "Business Consulting"))
_ADVICE = frozenset(("Business Consulting",))
_ADVISORS = frozenset(
    ("Financial Services", "Education & Training", "Engineering & Architecture", "Environmental Services")
)  # who "consult" in a trade of their own
_BESIDE = 0.5
_LEAD, _LEADS, _TELLING = 0.8, 2, 40  # the first paragraphs of a page tell what it is about: what they count, how many, and of how many characters
_FOREIGN, _ACCIDENT = 0.35, 0.4  # what a word of a third language counts: on any page, and how much less where the page's has its own list
_SMALL, _BY_CHANCE = 4, 0.3  # letters up to which a foreign word alone is most often another word of the page's own language, and what it then counts
_OTHER_SCRIPT = frozenset(("ar", "bg", "el", "fa", "he", "hi", "ja", "ka", "ko", "ru", "th", "uk", "zh"))  # a Latin word is none of theirs
_FULL = 8.0  # a score of this much is full weight
_LONGEST = 400


@dataclass(slots=True)
class _Cue:
    """The best sighting of a term on the page: where it stands (in the text, or in the source when ``source``), and how often the term stands in all."""

    words: str
    value: float
    start: int
    end: int
    source: bool
    seen: int = 1

    @property
    def score(self) -> float:
        return self.value * (1 + 0.25 * log2(self.seen))


_Found = dict[str, dict[str, _Cue]]


def extract(markup: Markup, quoter: Quoter, page: PageContext) -> Iterable[Candidate]:
    """Yield the best cues of the best sectors of the page (field ``sector``; ``attrs``: cue, term, score)."""
    if page.kind in _SILENT:
        return
    found: _Found = {}
    _from_text(markup, page.language, found)
    _from_head(markup, page.language, found)
    _from_types(markup, found)
    ranked = sorted(found.items(), key=lambda item: -sum(cue.score for cue in item[1].values()))
    for label, cues in ranked[:_SECTORS]:
        for term, cue in sorted(cues.items(), key=lambda item: -item[1].score)[:_CUES]:
            yield Candidate(
                field="sector",
                value=label,
                evidence=_evidence(quoter, cue),
                weight=min(1.0, cue.score / _FULL),
                rule=RULE,
                attrs={"cue": cue.words, "term": term, "score": f"{cue.score:.2f}"},
            )


def _evidence(quoter: Quoter, cue: _Cue) -> Evidence:
    return (quoter.source if cue.source else quoter.text)(cue.start, cue.end, EXTRACTOR, pad=30)


def _note(found: _Found, label: str, term: str, cue: _Cue) -> None:
    cues = found.setdefault(label, {})
    known = cues.get(term)
    if known is None:
        cues[term] = cue
        return
    known.seen += 1
    if cue.value > known.value:
        cue.seen = known.seen
        cues[term] = cue


def _from_text(markup: Markup, language: str, found: _Found) -> None:
    tokens, text, blocks = tokenise(markup.text), markup.text, markup.blocks
    hits, shown, leads = cue_matcher().hits(tokens.words), customer_blocks(blocks), _leads(blocks)
    places = list(_places(tokens, hits, blocks))
    serving: dict[int, list[Hit]] = {}
    for hit, index in zip(hits, places, strict=True):
        if blocks[index].tag in _BY_TAG:
            serving.setdefault(index, []).append(hit)
    for hit, share, index in zip(hits, customer_shares(text, tokens, hits, language), places, strict=True):
        start, end, block = tokens.starts[hit.first], tokens.ends[hit.last - 1], blocks[index]
        part = _BY_TAG.get(block.tag, _LEAD if index in leads else 0.0) if block.zone == "main" else 0.0
        counts = SERVED if index in shown else min(share, _beside(hit, serving.get(index, ())))
        value = (part or _BY_ZONE.get(block.zone, 0.5)) * _strength(hit.term, language) * counts
        if end <= block.end:
            _note(found, hit.term.key, hit.term.text, _Cue(text[start:end], value, start, end, source=False))


def _places(tokens: Tokens, hits: Sequence[Hit], blocks: Sequence[Block]) -> Iterator[int]:
    """Yield for each cue the block that it stands in."""
    index = 0
    for hit in hits:
        while index + 1 < len(blocks) and blocks[index + 1].start <= tokens.starts[hit.first]:
            index += 1
        yield index


def _leads(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the places of the first telling paragraphs."""
    telling = (n for n, block in enumerate(blocks) if block.zone == "main" and block.tag not in _BY_TAG and block.end - block.start >= _TELLING)
    return frozenset(islice(telling, _LEADS))


def _beside(hit: Hit, hits: Sequence[Hit]) -> float:
    """Return what a cue counts in a line where one who serves other trades names them."""
    serving = {other.term.key for other in hits if other.term.strength > 1 and other.term.key in _SERVES}
    if not serving or hit.term.key in _SERVES or (serving == _ADVICE and hit.term.key in _ADVISORS):
        return 1.0
    return _BESIDE


def _strength(term: Term, language: str) -> float:
    return term.strength * _trust(term.languages, language) * (_BY_CHANCE if _is_chance(term, language) else 1.0)


def _is_chance(term: Term, language: str) -> bool:
    """Say whether a short word of another language was probably met by chance ("el" is an article here, electricity there)."""
    if len(term.words) > 1 or not term.languages or len(term.words[0].text) > _SMALL:
        return False
    return ("no" if language == "nb" else language) not in term.languages and not (language in _OTHER_SCRIPT and term.words[0].text.isascii())


@lru_cache(maxsize=8_192)
def _trust(languages: frozenset[str], language: str) -> float:
    """Return what terms of these languages count on a page of this one: little where it has its own list, since many a word found is a look-alike."""
    known = spoken(Term("", "", (), 1.0, languages), language)
    return known if known > _FOREIGN or language not in listed_languages() else known * _ACCIDENT


def _from_head(markup: Markup, language: str, found: _Found) -> None:
    title, description = title_of(markup), markup.meta("description")
    if title:
        _from_source(title.text, title.start, _TITLE, language, found)
    if description:
        _from_source(markup.source[description.start : description.end], description.start, _DESCRIPTION, language, found)


def _from_source(raw: str, offset: int, part: float, language: str, found: _Found) -> None:
    """Note the cues in a piece of source without tags; one written with entities is shown with all of the piece."""
    written = raw[:_LONGEST]
    tokens = tokenise(written if "&" not in written else plain(written))
    hits = cue_matcher().hits(tokens.words)
    read = written if "&" not in written else plain(written)
    for hit, share in zip(hits, customer_shares(read, tokens, hits, language), strict=True):
        words, (start, end) = _place(written, tokens, hit)
        value = part * _strength(hit.term, language) * min(share, _beside(hit, hits))
        _note(found, hit.term.key, hit.term.text, _Cue(words, value, offset + start, offset + end, source=True))


def _place(written: str, tokens: Tokens, hit: Hit) -> tuple[str, tuple[int, int]]:
    start, end = tokens.starts[hit.first], tokens.ends[hit.last - 1]
    if "&" not in written:
        return written[start:end], (start, end)
    words = plain(written)[start:end]
    at = written.find(words)
    return words, (at, at + len(words)) if at >= 0 else (0, len(written))


def _from_types(markup: Markup, found: _Found) -> None:
    for item, raw in markup.json_ld():
        for name in _type_names(item):
            label, at = SCHEMA_TYPES.get(name.lower()), raw.text.find(f'"{name}"')
            if label and at >= 0:
                start = raw.start + at + 1
                _note(found, label, f"type {name}", _Cue(name, _TYPE, start, start + len(name), source=True))


def _type_names(item: object) -> Iterator[str]:
    said = item.get("@type") if isinstance(item, dict) else None
    for name in said if isinstance(said, list) else [said]:
        if isinstance(name, str):
            yield name.rsplit("/", 1)[-1]
