"""How many people work there: a number beside words for staff, or ``numberOfEmployees`` in structured data. A range stays a range."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.extract.base import Candidate, PageContext
from pipeline.extract.markup import Block, Markup
from pipeline.extract.quote import Quoter
from pipeline.lexicon.served import AIMED
from pipeline.lexicon.terms import Hit
from pipeline.lexicon.tokens import is_cjk, tokenise
from pipeline.lexicon.words import word_matcher

EXTRACTOR = "employees"

_N = r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?!\d)|\d{1,6}(?!\d)"
_COUNT = rf"(?P<low>{_N})(?:\s{{0,2}}(?:[-–—~〜～]|to|bis|à|a|do|tot|till|til|до|と)\s{{0,2}}(?P<high>{_N}))?"
_AHEAD = re.compile(rf"(?<![\d.,/+:-])(?<!\d[ \u00a0]){_COUNT}\+?\s{{0,2}}(?:[^\W\d_]{{2,20}}-?\s){{0,2}}$")
_NOT_PEOPLE = r"(?![\d%/:]|\s?(?:%|€|km|years|jahre|ans|años|anni))"
_BEHIND = re.compile(rf"^[\s:：.\-–]{{0,4}}(?:[^\W\d_]{{1,14}}\.?\s){{0,3}}{_COUNT}{_NOT_PEOPLE}")
_LABELLED = re.compile(rf"^[\s:：.\-–]{{0,4}}(?:(?:ca|approx|about|over|rund|etwa|über|environ|circa|около|約)\.?\s?)?[（(~]?{_COUNT}{_NOT_PEOPLE}", re.I)
_STRUCTURED = re.compile(
    r'"numberOfEmployees"\s{0,9}:\s{0,9}(?:"?(?P<plain>\d{1,6}(?:\s?[-–]\s?\d{1,6})?)|\{(?P<inner>[^{}]{0,300})\})',
)
_VALUE = re.compile(r'"(value|minValue|maxValue)"\s{0,9}:\s{0,9}"?(\d{1,6}(?:\s?[-–]\s?\d{1,6})?)')
_BOUNDS = (2, 1_000_000)
_KINDS = {"home": 0.75, "about": 0.85, "team": 0.8, "careers": 0.75, "imprint": 0.7, "contact": 0.6, "other": 0.55, "news": 0.35, "products": 0.4}
_REACH, _FIRMS, _AIM = 60, 9, 3  # characters; words before a count among which firms are named; words from "for" to them
_AIMED = frozenset(word for words in AIMED.values() for word in words) | frozenset(tokenise("ideal geeignet suitable with voor").words)
_DATIVE = re.compile(r"yrityksill|organisaatioill|cegeknek|vallalkozasoknak")
_FIRMS_BEHIND = frozenset(("tr", "ja", "ko", "zh", "hu"))
_AT_MOST = re.compile(r"^.{0,3}(?:以下|未満|以内|以上|이하|미만|이상|kadar|alatti|fölötti|feletti)")
_LOOK = 48
_MOST = 40


class _Count(NamedTuple):
    """A head count with its place in the text."""

    value: str
    start: int
    end: int


def extract(markup: Markup, quoter: Quoter, page: PageContext) -> Iterable[Candidate]:
    """Yield head counts (field ``employees``): ``85`` or ``50-100``."""
    yield from _structured(markup, quoter)
    if page.kind not in _KINDS:
        return
    tokens = tokenise(markup.text)
    hits = word_matcher("employees", "employees_label", "team_of").hits(tokens.words)
    last = -1
    for hit in hits[:_MOST]:
        found = _count(markup, hit, tokens.starts[hit.first], tokens.ends[hit.last - 1])
        if found and found.start != last:
            last = found.start
            evidence = quoter.text(found.start, found.end, EXTRACTOR, pad=50)
            yield Candidate(field="employees", value=found.value, evidence=evidence, weight=_KINDS[page.kind])


def _count(markup: Markup, hit: Hit, start: int, end: int) -> _Count | None:
    text, block = markup.text, markup.block_at(start)
    if block is None:
        return None
    if _is_for_firms(text, block, start, end):
        return None
    if hit.term.key == "employees":
        if hit.term.strength < 1 or is_cjk(text[start]):  # "people" and the like are staff only after "team of", a label …, which are looked at by themselves
            return None
        first = max(block.start, start - _LOOK)
        return _checked(text, first, _AHEAD.search(text[first:start]))
    pattern = _BEHIND if hit.term.key == "team_of" else _LABELLED
    limit = block.end if hit.term.key == "team_of" or block.end - end > 3 else end + _LOOK
    return _checked(text, end, pattern.search(text[end : min(limit, end + _LOOK)]))


def _checked(text: str, offset: int, match: re.Match[str] | None) -> _Count | None:
    if not match:
        return None
    counts = [int(re.sub(r"\D", "", n)) for n in (match["low"], match["high"]) if n]
    start, end = offset + match.start("low"), offset + match.end("high" if match["high"] else "low")
    if not all(_BOUNDS[0] <= n <= _BOUNDS[1] for n in counts) or counts != sorted(counts) or _is_for_customers(text, start) or _is_year(counts, match):
        return None
    return _Count("-".join(map(str, counts)), start, end)


def _is_year(counts: list[int], match: re.Match[str]) -> bool:
    return len(counts) == 1 and 1900 <= counts[0] <= 2100 and match["low"].isdigit() and len(match["low"]) == 4


def _is_for_customers(text: str, start: int) -> bool:
    """Say whether the words before a number speak of whom the offer is for ("for companies of up to 50 employees")."""
    words = tokenise(text[max(0, start - 14) : start].rpartition("\n")[2]).words[-2:]
    return any(hit.last == len(words) for hit in word_matcher("up_to").hits(words))


def _is_for_firms(text: str, block: Block, start: int, end: int) -> bool:
    """Say whether the words around a head count speak of whom the offer is for: "for companies with …", "… or fewer"."""
    before = tokenise(text[max(block.start, start - _REACH) : start]).words[-_FIRMS:]
    hits = word_matcher("firms").hits(before)
    if any(word in _AIMED for hit in hits for word in before[max(0, hit.first - _AIM) : hit.first]) or any(_DATIVE.match(before[h.first]) for h in hits):
        return True
    after = text[end : min(block.end, end + _REACH // 2)]
    behind = word_matcher("firms").hits(tokenise(after).words[:_FIRMS])
    return _AT_MOST.match(after) is not None or any(not hit.term.languages.isdisjoint(_FIRMS_BEHIND) for hit in behind)


def _structured(markup: Markup, quoter: Quoter) -> Iterator[Candidate]:
    for raw in markup.raws:
        if raw.kind != "application/ld+json":
            continue
        for match in _STRUCTURED.finditer(raw.text):
            value = match["plain"] or _range(match["inner"] or "")
            if value:
                evidence = quoter.source(raw.start + match.start(), raw.start + match.end(), EXTRACTOR, decoder="json")
                yield Candidate(field="employees", value=value.replace(" ", "").replace("–", "-"), evidence=evidence, weight=0.9)


def _range(inner: str) -> str:
    found = dict(_VALUE.findall(inner))
    low, high = found.get("minValue", ""), found.get("maxValue", "")
    return found.get("value", "") or (f"{low}-{high}" if low and high else low or high)
