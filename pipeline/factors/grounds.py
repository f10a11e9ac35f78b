"""The verified facts of a lead, sorted by what they are ground for: pains, rivals, the offer, signals."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from domain.context import BusinessContext
from domain.evidence import Fact, Facts
from pipeline.factors.kin import share_of
from pipeline.factors.signals import Signal, read_signal
from pipeline.factors.terms import content_words
from pipeline.factors.trouble import tells_of_burden, tells_of_incident, troubles_in

LEAST = {"sector": 0.14, "signal": 0.3, "passage": 0.3}
"""Confidence that a reading of words needs: a quotation proves that they stand there, not that they mean this."""

ENOUGH = 0.5
"""Share of a pain's words (in any language) that a passage must speak of to show it by itself."""

RELATED, LITTLE = 0.34, 0.15
"""The share that a passage quoted for another pain must have as well when it tells of trouble."""

QUOTED_FOR_NONE = -1
"""Instead of the number of a pain: a sentence that was quoted as news shows a pain only when it tells of its trouble."""

MAX_SENTENCE = 600
"""A passage longer than this is no sentence; it is left out of texts."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a lead's texts and scores may stand on. Everything in it is verified.

    Attributes:
        pains: for each pain point of the context (same order) the passages that show it.
        touched: the same for passages that only touch its subject.
        sells: passages in which the company offers what the analyst sells.
        mentions: passages that speak of such an offer without selling it.
        rivals: index of the competitor in the context, and the passage that names it.
        signals: strongest first.
    """

    context: BusinessContext
    facts: Facts
    pains: tuple[tuple[Fact, ...], ...]
    touched: tuple[tuple[Fact, ...], ...]
    sells: tuple[Fact, ...]
    mentions: tuple[Fact, ...]
    rivals: tuple[tuple[int, Fact], ...]
    signals: tuple[Signal, ...]
    today: date

    @property
    def shown(self) -> tuple[tuple[int, Fact], ...]:
        """The pains that the pages show, each with its best passage; the better shown first."""
        pairs = [(i, facts[0]) for i, facts in enumerate(self.pains) if facts]
        return tuple(sorted(pairs, key=lambda p: (-len(self.pains[p[0]]), p[0])))

    @property
    def passages(self) -> tuple[tuple[Fact, tuple[str, ...]], ...]:
        """The best passage of each shown pain, each passage once, with all the pains (in words) that it shows."""
        pains: dict[str, list[str]] = {}
        facts = {fact.fact_id: fact for _, fact in self.shown}
        for index, fact in self.shown:
            pains.setdefault(fact.fact_id, []).append(self.context.pain_points[index])
        return tuple((facts[key], tuple(named)) for key, named in pains.items())

    @property
    def fresh(self) -> tuple[Signal, ...]:
        """The signals that have not faded."""
        return tuple(s for s in self.signals if s.fresh)


def usable(facts: Facts) -> Facts:
    """Return the quoted and derived facts, without those of a reading too unsure to build on (see ``LEAST``)."""
    return Facts(items=tuple(f for f in facts.items if f.verified and f.confidence >= LEAST.get(f.field, 0.0)))


def interests_of(passage: Fact) -> tuple[tuple[str, int], ...]:
    """Return what a passage was quoted for, as (key, index); index -1 where the key has none."""
    found = re.findall(r"(pain|offer|competitor|exclude)(?::(\d{1,4}))?", passage.attrs.get("interest", ""))
    return tuple((key, int(number) if number else -1) for key, number in found)


def shows(pain: str, passage: Fact, *, quoted_for_it: bool = True) -> bool:
    """Say whether a passage shows a pain; "92 freezers" shows no failure.

    It does when it speaks of half of what the pain names, when it names the same trouble in another language, or when it
    tells of the kind of trouble that the pain is: a mishap, a burden, either for a pain that says neither. One quoted for
    another pain must share more with this one.
    """
    share = _share(pain, passage.value)
    if quoted_for_it and (share >= ENOUGH or troubles_in(pain) & troubles_in(passage.value)):
        return True
    mishap, burden = tells_of_incident(pain), tells_of_burden(pain)
    either = not mishap and not burden
    told = ((mishap or either) and tells_of_incident(passage.value)) or ((burden or either) and tells_of_burden(passage.value))
    return told and (quoted_for_it or share >= (RELATED if either else LITTLE))


@lru_cache(maxsize=4_096)
def _share(pain: str, sentence: str) -> float:
    return share_of(content_words(pain), sentence)


def _shown(pain: str, index: int, quoted: list[tuple[Fact, int]]) -> tuple[Fact, ...]:
    found = {p.fact_id: p for p, n in quoted if shows(pain, p, quoted_for_it=n == index)}
    return tuple(found.values())


def _closest(quoted: list[tuple[Fact, int]], context: BusinessContext) -> list[tuple[Fact, int]]:
    """Leave a passage that was quoted for several pains to those it is closest to: one sentence is seldom proof of everything."""
    pains = context.pain_points
    shares = {(p.fact_id, n): _share(pains[n], p.value) for p, n in quoted if 0 <= n < len(pains)}
    best: dict[str, float] = {}
    for (fact_id, _), share in shares.items():
        best[fact_id] = max(best.get(fact_id, 0.0), share)
    return [(p, n) for p, n in quoted if (p.fact_id, n) in shares and shares[p.fact_id, n] >= min(ENOUGH, best[p.fact_id])]


def gather(facts: Facts, context: BusinessContext, today: date) -> Grounds:
    """Sort the verified facts by what they are ground for."""
    good = usable(facts)
    passages = sorted((p for p in good.all("passage") if len(p.value) <= MAX_SENTENCE), key=lambda p: -p.confidence)
    tagged = [(key, number, p) for p in passages for key, number in interests_of(p)]
    quoted = _closest([(p, n) for key, n, p in tagged if key == "pain"], context)
    signals = sorted((read_signal(f, today) for f in good.all("signal") if len(f.value) <= MAX_SENTENCE), key=lambda s: -s.strength)
    known = {p.value for p in passages}
    news = [(s.fact, QUOTED_FOR_NONE) for s in signals if s.fact.value not in known]
    pains = tuple(_shown(pain, i, [*quoted, *news]) for i, pain in enumerate(context.pain_points))
    return Grounds(
        context=context,
        facts=good,
        pains=pains,
        touched=tuple(tuple(p for p, n in quoted if n == i and p not in pains[i]) for i in range(len(pains))),
        sells=tuple(p for key, _, p in tagged if key == "offer" and p.attrs.get("mode") == "sells"),
        mentions=tuple(p for key, _, p in tagged if key == "offer" and p.attrs.get("mode") != "sells"),
        rivals=tuple((n, p) for key, n, p in tagged if key == "competitor" and 0 <= n < len(context.competitors)),
        signals=tuple(signals),
        today=today,
    )
