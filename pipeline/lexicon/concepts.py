"""Business concepts (cold chain, downtime, late payment …) with their words in many languages, so that a pain told in one language is found in another."""

from collections.abc import Iterable
from functools import lru_cache

from pipeline.lexicon.tables import table
from pipeline.lexicon.terms import Matcher, Term, parse
from pipeline.lexicon.tokens import tokenise

SETTINGS = frozenset(
    (
        *("refrigeration", "cold_chain", "fleet", "warehousing", "laboratory", "packaging", "patient_care", "supply_chain", "e_commerce", "medicine_storage"),
        *("heating_cooling", "machine_monitoring", "inventory", "procurement", "export", "growth", "customer_service"),
    )
)
"""Concepts that tell where a trouble may sit rather than that there is one."""


@lru_cache(maxsize=1)
def concept_matcher() -> Matcher:
    """Return the matcher of all concepts; the key of a term is the concept."""
    lists = table("concepts")
    return Matcher((term for language, keys in lists.items() for key, words in keys.items() for term in parse(key, words, language)), overlapping=True)


def concepts_in(text: str) -> tuple[str, ...]:
    """Return the concepts that a text speaks of, in the order in which they come."""
    return tuple(dict.fromkeys(hit.term.key for hit in concept_matcher().hits(tokenise(text).words)))


def concept_terms(concepts: Iterable[str]) -> tuple[Term, ...]:
    """Return the terms of these concepts in every language, in the order of the concepts."""
    by_key = _by_concept()
    return tuple(term for concept in concepts for term in by_key.get(concept, ()))


@lru_cache(maxsize=1)
def _by_concept() -> dict[str, tuple[Term, ...]]:
    found: dict[str, list[Term]] = {}
    for term in concept_matcher().terms:
        found.setdefault(term.key, []).append(term)
    return {key: tuple(terms) for key, terms in found.items()}
