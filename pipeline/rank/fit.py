"""Which companies fit an ideal customer best: text first, then what is known of size, place and stage; unknown is not no."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np

from pipeline.factors.kin import shown_kinds
from pipeline.factors.terms import buyer_kinds
from pipeline.rank.facts import Company, Wish, known, plain_name
from pipeline.rank.index import FieldIndex, Scores
from pipeline.rank.markets import called, markets, markets_of_term, widened
from pipeline.rank.words import pairs, words

WEIGHTS = (0.5, 3.0, 1.0)
"""Of name, one-liner and description: the one-liner says what a company is, the name hardly ever does."""

OF_MARKET = 1.5
"""How much a company gains whose words are wholly those of the wished markets."""

OF_KIND = 0.1
"""What a company gains, as a share of the best score, whose name or line shows a wished kind of buyer, in whichever language."""

OPENING = 160
"""Characters of a description that stand in for a missing line."""

LEAST_OF_A_KIND = 0.6
"""Less of a kind is none: "food" alone is no food producer."""

RIVAL = 0.3
"""What a competitor of the analyst counts."""

RRF_K = 60  # Cormack, Clarke & Buettcher 2009: reciprocal rank fusion


class Ranked(NamedTuple):
    """A company's place: its score, and whether what is known of it fits (None: nothing is known against it, and not everything for it)."""

    key: str
    score: float
    fits: bool | None


class Ranking:
    """Companies made ready for ranking."""

    def __init__(self, companies: Sequence[Company]) -> None:
        self._companies = tuple(companies)
        known_pairs = frozenset(term for term in markets_of_term() if "_" in term)
        self._index = FieldIndex([[_terms(text, known_pairs) for text in (c.name, c.line, c.text)] for c in companies], WEIGHTS)
        self._markets = self._profiles()

    def rank(self, wish: Wish, limit: int = 100, near: Sequence[float] | None = None) -> tuple[Ranked, ...]:
        """Return the companies that speak of what is wished, best first.

        Args:
            wish: whom to find.
            limit: so many at the most.
            near: for each company how near its meaning is to the wish (cosine of embeddings), fused with the words by reciprocal rank.
        """
        shares, fits = known(self._companies, wish)
        if wish.rivals:
            shares = shares * np.array([RIVAL if plain_name(c.name) in wish.rivals else 1.0 for c in self._companies])
        scores = self.scores(wish.text)
        if near is not None:
            scores = fused(scores, np.asarray(near, dtype=np.float64))
        total = scores * shares
        order = np.argsort(-total, kind="stable")[:limit]
        return tuple(Ranked(self._companies[n].key, round(float(total[n]), 6), fits[n]) for n in order.tolist() if total[n] > 0)

    def rarity(self, term: str) -> float:
        """Return the inverse document frequency of a term over these companies."""
        return self._index.rarity(term)

    def scores(self, text: str) -> Scores:
        """Return the text score of every company for a wish, in their order: its words, how far they are those of the wished markets, its kind."""
        scores = self._index.score(self._index.with_feedback(widened(text)))
        wished = called(words(text))
        wanted = np.array([wished.get(key, 0.0) for key in markets()])
        length = float(np.linalg.norm(wanted))
        if length:
            scores = scores * (1 + OF_MARKET * (self._markets @ wanted) / length)
        return scores + OF_KIND * (float(scores.max(initial=0.0)) or 1.0) * self._kinds(text)

    def _kinds(self, text: str) -> Scores:
        """Return how much of the best shown kind of buyer each company's name and line tell."""
        kinds = buyer_kinds(text)
        best = [max(shown_kinds(kinds, f"{c.name}. {c.line or c.text[:OPENING]}").values(), default=0.0) for c in self._companies]
        return np.array([share if share >= LEAST_OF_A_KIND else 0.0 for share in best])

    def _profiles(self) -> Scores:
        """Return for each company (row) the markets (column) that its words belong to, as a vector of length 1 (0 where there are none)."""
        columns = []
        for terms in markets().values():
            whole = sum(self._index.rarity(term) ** 2 for term in terms) ** 0.5
            columns.append(self._index.score(dict.fromkeys(terms, 1.0)) / (whole or 1.0))
        table: Scores = np.stack(columns, axis=1)
        lengths = np.linalg.norm(table, axis=1, keepdims=True)
        np.divide(table, lengths, out=table, where=lengths > 0)
        return table


def fused(scores: Scores, near: Scores) -> Scores:
    """Return two scores of the same companies as one, by the sum of their reciprocal ranks. A company without a score has no rank there."""
    total = np.zeros(len(scores))
    for one in (scores, near):
        ranks = np.empty(len(one))
        ranks[np.argsort(-one, kind="stable")] = np.arange(1, len(one) + 1)
        total += np.where(one > 0, 1 / (RRF_K + ranks), 0.0)
    return total


def _terms(text: str, known_pairs: Collection[str]) -> list[str]:
    found = words(text)
    return found + [pair for pair in pairs(found) if pair in known_pairs]
