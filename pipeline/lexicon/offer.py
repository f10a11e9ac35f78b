"""The words by which a company tells customers what they gain, what they are spared, who they are and where they sit."""

from functools import lru_cache

from pipeline.lexicon.tables import table
from pipeline.lexicon.terms import Matcher, Term, parse

KEYS = ("benefit", "cure", "spare", "ails", "customers", "aimed", "people", "region", "nation", "clientele")
"""Lists of every language: gain; what a trouble stands behind ("no more …", "without …"); trouble itself; own customers
("we serve …"); "for …"; kinds of customers; where; in the whole country; names of the pages that show customers."""


@lru_cache(maxsize=16)
def offer_terms(*keys: str) -> tuple[Term, ...]:
    """Return the terms of these lists in every language; the key of a term is the list it stands in."""
    return tuple(term for language, lists in table("offer").items() for key in keys for term in parse(key, lists[key], language))


@lru_cache(maxsize=1)
def offer_matcher() -> Matcher:
    """Return the matcher of all lists; one place may belong to several."""
    return Matcher(offer_terms(*KEYS), overlapping=True)
