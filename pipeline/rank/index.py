"""An index of texts in several fields, scored by BM25F, with feedback from the best hits. In memory; thousands of companies take a second."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

K1, B = 1.2, 0.75  # Robertson & Zaragoza 2009: the usual constants
FEEDBACK_TEXTS, FEEDBACK_TERMS, FEEDBACK_SHARE = 10, 20, 0.3

Scores = NDArray[np.float64]


class FieldIndex:
    """Terms of documents with a weight per field (Zaragoza et al. 2004: BM25F, frequencies are weighted and normalised by field before they saturate).

    Args:
        documents: for each document the terms of each field.
        weights: one for each field.
    """

    def __init__(self, documents: Sequence[Sequence[Sequence[str]]], weights: Sequence[float]) -> None:
        self.size = len(documents)
        self._terms: list[dict[str, float]] = []
        means = [max(1.0, sum(len(fields[n]) for fields in documents) / max(1, self.size)) for n in range(len(weights))]
        for fields in documents:
            found: dict[str, float] = {}
            for terms, weight, mean in zip(fields, weights, means, strict=True):
                share = weight / (1 - B + B * len(terms) / mean)
                for term, n in Counter(terms).items():
                    found[term] = found.get(term, 0.0) + n * share
            self._terms.append(found)
        self._lengths = [max(1, sum(map(len, fields))) for fields in documents]
        self._counts = [Counter(term for terms in fields for term in terms) for fields in documents]
        self._postings = self._inverted()

    def _inverted(self) -> dict[str, tuple[NDArray[np.int64], Scores, float]]:
        places: dict[str, list[int]] = {}
        values: dict[str, list[float]] = {}
        for place, found in enumerate(self._terms):
            for term, value in found.items():
                if term in places:
                    places[term].append(place)
                    values[term].append(value)
                else:
                    places[term], values[term] = [place], [value]
        return {
            term: (np.array(at), np.array(values[term]), math.log(1 + (self.size - len(at) + 0.5) / (len(at) + 0.5)))
            for term, at in places.items()
        }  # fmt: skip

    def rarity(self, term: str) -> float:
        """Return the inverse document frequency of a term, 0 when no document has it."""
        return self._postings[term][2] if term in self._postings else 0.0

    def score(self, query: Mapping[str, float]) -> Scores:
        """Return the score of every document for weighted terms."""
        total = np.zeros(self.size)
        for term, weight in query.items():
            if term in self._postings:
                places, values, rarity = self._postings[term]
                total[places] += weight * rarity * values * (K1 + 1) / (values + K1)
        return total

    def with_feedback(self, query: Mapping[str, float]) -> dict[str, float]:
        """Return the query widened by the telling terms of its best hits (Lavrenko & Croft 2001, Abdul-Jaleel et al. 2004: RM3)."""
        scores = self.score(query)
        best = [int(n) for n in np.argsort(-scores, kind="stable")[:FEEDBACK_TEXTS] if scores[n] > 0]
        whole, asked = sum(float(scores[n]) for n in best), sum(query.values())
        if not best or not asked:
            return dict(query)
        model: defaultdict[str, float] = defaultdict(float)
        for place in best:
            share = float(scores[place]) / whole / self._lengths[place]
            for term, n in self._counts[place].items():
                model[term] += share * n * self.rarity(term)
        chosen = sorted(model.items(), key=lambda item: -item[1])[:FEEDBACK_TERMS]
        mass = sum(value for _, value in chosen)
        mixed = {term: (1 - FEEDBACK_SHARE) * weight / asked for term, weight in query.items()}
        for term, value in chosen:
            mixed[term] = mixed.get(term, 0.0) + FEEDBACK_SHARE * value / mass
        return mixed
