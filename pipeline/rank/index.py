"""An index of texts in several fields, scored by BM25F, with feedback from the best hits. In memory; thousands of companies take a part of a second."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

K1, B = 1.2, 0.75  # Robertson & Zaragoza 2009: the usual constants
FEEDBACK_TEXTS, FEEDBACK_TERMS, FEEDBACK_SHARE = 20, 40, 0.5
FEEDBACK_PART = 10
"""One text in so many teaches at the most: in a short list even the best ones may be about something else."""

Scores = NDArray[np.float64]
Numbers = NDArray[np.int64]


class FieldIndex:
    """Terms of documents with a weight per field (Zaragoza et al. 2004: BM25F, frequencies are weighted and normalised by field before they saturate).

    Args:
        documents: for each document the terms of each field.
        weights: one for each field.
    """

    def __init__(self, documents: Sequence[Sequence[Sequence[str]]], weights: Sequence[float]) -> None:
        self.size = len(documents)
        self._ids: dict[str, int] = {}
        fields = [self._field([parts[n] for parts in documents], weight) for n, weight in enumerate(weights)]
        # One row for each term in each document, ordered by term: the rows of a term stand together.
        keys, at = np.unique(np.concatenate([f[0] for f in fields]), return_inverse=True)
        self._values = np.bincount(at, weights=np.concatenate([f[1] for f in fields]), minlength=len(keys))
        self._counts = np.bincount(at, weights=np.concatenate([f[2] for f in fields]), minlength=len(keys))
        self._terms, self._places = np.divmod(keys, max(1, self.size))
        self._starts = np.searchsorted(self._terms, np.arange(len(self._ids) + 1))
        holders = np.diff(self._starts)
        self._rarities = np.log(1 + (self.size - holders + 0.5) / (holders + 0.5))
        self._lengths = np.maximum(1, np.array([sum(map(len, parts)) for parts in documents], dtype=np.int64))
        self._names = tuple(self._ids)

    def _field(self, texts: Sequence[Sequence[str]], weight: float) -> tuple[Numbers, Scores, Scores]:
        """Return for each term in each document of a field its key (term and document), its weighted frequency and its count."""
        ids = self._ids
        terms = np.array([ids.setdefault(term, len(ids)) for text in texts for term in text], dtype=np.int64)
        lengths = np.array([len(text) for text in texts], dtype=np.int64)
        keys, counts = np.unique(terms * self.size + np.repeat(np.arange(self.size), lengths), return_counts=True)
        mean = max(1.0, float(lengths.mean())) if self.size else 1.0
        shares = weight / (1 - B + B * lengths / mean)
        return keys, counts * shares[keys % max(1, self.size)], counts.astype(np.float64)

    def rarity(self, term: str) -> float:
        """Return the inverse document frequency of a term, 0 when no document has it."""
        number = self._ids.get(term)
        return 0.0 if number is None else float(self._rarities[number])

    def score(self, query: Mapping[str, float]) -> Scores:
        """Return the score of every document for weighted terms."""
        total = np.zeros(self.size)
        for term, weight in query.items():
            number = self._ids.get(term)
            if number is not None:
                rows = slice(self._starts[number], self._starts[number + 1])
                values = self._values[rows]
                total[self._places[rows]] += weight * self._rarities[number] * values * (K1 + 1) / (values + K1)
        return total

    def with_feedback(self, query: Mapping[str, float]) -> dict[str, float]:
        """Return the query widened by the telling terms of its best hits (Lavrenko & Croft 2001, Abdul-Jaleel et al. 2004: RM3)."""
        scores = self.score(query)
        best = [int(n) for n in np.argsort(-scores, kind="stable")[: min(FEEDBACK_TEXTS, self.size // FEEDBACK_PART)] if scores[n] > 0]
        asked = sum(query.values())
        if not best or not asked:
            return dict(query)
        shares = np.zeros(self.size)
        shares[best] = scores[best] / scores[best].sum() / self._lengths[best]
        rows = np.flatnonzero(shares[self._places])
        terms = self._terms[rows]
        model = np.bincount(terms, weights=shares[self._places[rows]] * self._counts[rows] * self._rarities[terms], minlength=len(self._names))
        chosen = np.argsort(-model, kind="stable")[:FEEDBACK_TERMS]
        mass = float(model[chosen].sum())
        mixed = {term: (1 - FEEDBACK_SHARE) * weight / asked for term, weight in query.items()}
        for number in chosen.tolist():
            term = self._names[number]
            mixed[term] = mixed.get(term, 0.0) + FEEDBACK_SHARE * float(model[number]) / mass
        return mixed
