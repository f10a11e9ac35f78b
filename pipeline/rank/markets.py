"""Markets and the words that companies of each use of themselves: what widens a short wish ("digital banks") to how its companies talk ("neobank")."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache

from pipeline.factors.terms import buyer_kinds
from pipeline.lexicon.buyers import buyer_terms, buyers_of
from pipeline.lexicon.tables import table
from pipeline.rank.words import pairs, words

CALLED = 0.3
"""What a word of a called market counts beside a word of the wish itself."""

PAIR = 0.3
"""What two neighbouring words of the wish count once more as a pair."""

LEAST_SHARE = 0.5
"""A market that is called less than half as clearly as the clearest one is not meant."""


@lru_cache(maxsize=1)
def markets() -> Mapping[str, tuple[str, ...]]:
    """Return the markets with their terms (stems, or pairs of stems), over all languages of the table."""
    found: dict[str, dict[str, None]] = {}
    for lists in table("markets").values():
        for key, written in lists.items():
            found.setdefault(key, {}).update(dict.fromkeys(term for text in written.split(",") if (term := _term(text))))
    return {key: tuple(terms) for key, terms in found.items()}


def _term(text: str) -> str:
    parts = words(text)
    return "_".join(parts[:2])


@lru_cache(maxsize=1)
def markets_of_term() -> Mapping[str, tuple[str, ...]]:
    """Return the markets that each term belongs to."""
    found: dict[str, list[str]] = {}
    for key, terms in markets().items():
        for term in terms:
            found.setdefault(term, []).append(key)
    return {term: tuple(keys) for term, keys in found.items()}


def profile(found: list[str]) -> dict[str, float]:
    """Return what these words say for each market that they say anything for: a pair counts twice, a word of many markets little."""
    of_term = markets_of_term()
    points: defaultdict[str, float] = defaultdict(float)
    for term in {*found, *pairs(found)}:
        keys = of_term.get(term, ())
        for key in keys:
            points[key] += (2.0 if "_" in term else 1.0) / (1 + len(keys))
    return dict(points)


def called(found: list[str]) -> dict[str, float]:
    """Return the markets that these words call, each with its share of the clearest one (1.0)."""
    points = profile(found)
    most = max(points.values(), default=0.0)
    return {key: value / most for key, value in points.items() if value >= LEAST_SHARE * most}


def widened(text: str) -> dict[str, float]:
    """Return the terms of a wish with their weights: its own words, its pairs, the words of the markets that it calls and of its kinds of buyer."""
    own = words(text)
    weights: dict[str, float] = {term: float(n) for term, n in Counter(own).items()}
    for pair in pairs(own):
        weights[pair] = weights.get(pair, 0.0) + PAIR
    for key, share in called(own).items():
        for term in markets()[key]:
            if term not in own:
                weights[term] = weights.get(term, 0.0) + CALLED * share
    for kind in buyer_kinds(text):
        for term in _of_buyers(kind):
            weights.setdefault(term, CALLED)
    return weights


@lru_cache(maxsize=1_024)
def _of_buyers(kind: tuple[str, ...]) -> frozenset[str]:
    """Return the terms of the kinds of buyer that a phrase names, in every language: a list may hold companies of several countries."""
    return frozenset(term for written in buyer_terms(buyers_of(kind)) if (term := _term(written.text)))
