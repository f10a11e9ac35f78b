"""Which companies fit an ideal customer best: text first, then what is known of size, place and stage; unknown is not no."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np

from domain.context import BusinessContext
from pipeline.rank.index import FieldIndex, Scores
from pipeline.rank.markets import markets_of_term, widened
from pipeline.rank.words import pairs, words

WEIGHTS = (0.5, 3.0, 1.0)
"""Of name, one-liner and description: the one-liner says what a company is, the name hardly ever does."""

UNKNOWN = 0.6
"""What a company counts of whose size, place or stage nothing is known, beside one that is known to fit."""

UNFIT = 0.1
"""What a company counts that is known not to fit: it comes behind those that may."""

RIVAL = 0.3
"""What a competitor of the analyst counts."""


class Company(NamedTuple):
    """A company as a list knows it. ``size`` is a head count (0 unknown); ``places`` are names of countries and regions (empty: unknown)."""

    key: str
    name: str
    line: str = ""
    text: str = ""
    size: int = 0
    places: frozenset[str] = frozenset()
    stage: str = ""


class Wish(NamedTuple):
    """Whom to find: the ideal customer in words, and bounds on what is known (empty or 0: none). ``rivals`` are names, folded."""

    text: str
    smallest: int = 0
    largest: int = 0
    places: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    rivals: frozenset[str] = frozenset()


class Ranked(NamedTuple):
    """A company's place: its score, and whether what is known of it fits (None: nothing is known against it, and not everything for it)."""

    key: str
    score: float
    fits: bool | None


def wish_of(context: BusinessContext) -> Wish:
    """Return what a context looks for. The offer stays out: it finds the analyst's competitors."""
    text = " ".join((context.ideal_customer, *context.industry_focus)) or " ".join(context.pain_points)
    names = frozenset(" ".join(words(name)) for name in context.competitors)
    return Wish(text=text, smallest=context.company_size_min or 0, largest=context.company_size_max or 0, rivals=names)


class Ranking:
    """Companies made ready for ranking."""

    def __init__(self, companies: Sequence[Company]) -> None:
        self._companies = tuple(companies)
        known_pairs = frozenset(term for term in markets_of_term() if "_" in term)
        self._index = FieldIndex([[_terms(text, known_pairs) for text in (c.name, c.line, c.text)] for c in companies], WEIGHTS)

    def rank(self, wish: Wish, limit: int = 100) -> tuple[Ranked, ...]:
        """Return the companies that share words with the wish, best first."""
        scores, fits = self.scores(wish.text), [_fits(company, wish) for company in self._companies]
        factor = np.array([{True: 1.0, None: UNKNOWN, False: UNFIT}[fit] for fit in fits])
        if wish.rivals:
            factor *= np.array([RIVAL if " ".join(words(c.name)) in wish.rivals else 1.0 for c in self._companies])
        total = scores * factor
        order = np.argsort(-total, kind="stable")[:limit]
        return tuple(Ranked(self._companies[n].key, round(float(total[n]), 6), fits[n]) for n in order.tolist() if total[n] > 0)

    def rarity(self, term: str) -> float:
        """Return the inverse document frequency of a term over these companies."""
        return self._index.rarity(term)

    def scores(self, text: str) -> Scores:
        """Return the text score of every company for a wish, in their order."""
        return self._index.score(self._index.with_feedback(widened(text)))


def _terms(text: str, known: Collection[str]) -> list[str]:
    found = words(text)
    return found + [pair for pair in pairs(found) if pair in known]


def _fits(company: Company, wish: Wish) -> bool | None:
    unknown = False
    if wish.smallest or wish.largest:
        if company.size and not wish.smallest <= company.size <= (wish.largest or company.size):
            return False
        unknown = not company.size
    for wanted, known in ((wish.places, company.places), (wish.stages, frozenset({company.stage} - {""}))):
        if wanted and known and not wanted & known:
            return False
        unknown = unknown or bool(wanted and not known)
    return None if unknown else True
