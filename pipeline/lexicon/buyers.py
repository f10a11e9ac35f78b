"""Kinds of buyer (bakery, haulier, pharmacy …) with their words in many languages, and which kinds a wider one holds ("food producers": dairies, too)."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from pipeline.lexicon.tables import table
from pipeline.lexicon.terms import Matcher, Term, parse
from pipeline.lexicon.tokens import tokenise

_FOOD = ("bakery", "butcher", "dairy", "fish", "brewery_winery", "confectionery")
WITHIN: dict[str, tuple[str, ...]] = {
    "food_producer": _FOOD,
    "manufacturer": ("food_producer", *_FOOD, "metalworker", "joiner", "clothing", "printer"),
    "retailer": ("supermarket", "online_shop", "pharmacy"),
    "wholesaler": ("food_wholesale",),
    "restaurant": ("cafe",),
    "farm": ("grower",),
    "builder": ("electrician", "plumber", "joiner"),
    "medical_practice": ("dentist",),
}
"""A wish for the wider kind is one for these as well; not the other way round."""

_BY_ENDING = frozenset({"it", "pl", "cs", "ru"})
_LAST_VOWEL = re.compile(r"\b(\w{4,40})([aeiouyаеийоуыюя])(?![\w=|])")
HEAD_FIRST = frozenset({"fr", "es", "it", "pt"})


@lru_cache(maxsize=1)
def buyer_matcher() -> Matcher:
    """Return the matcher of all kinds of buyer; the key of a term is the kind."""
    lists = table("buyers")
    return Matcher(
        (term for language, kinds in lists.items() for kind, written in kinds.items() for term in parse(kind, _open(written, language), language)),
        overlapping=True,
    )


def _open(written: str, language: str) -> str:
    """Let the last vowel of long words vary where plurals change it: "azienda agricola" then finds "aziende agricole"."""
    return _LAST_VOWEL.sub(r"\1|\2", written) if language in _BY_ENDING else written


def buyers_of(phrase: Sequence[str]) -> tuple[str, ...]:
    """Return the kinds of buyer that a phrase names by its head, with those that they hold: "bakery equipment suppliers" are no bakeries.

    The head stands last, in French, Spanish, Italian and Portuguese first ("fabricants de meubles").
    """
    words = tokenise(" ".join(phrase)).words
    hits = buyer_matcher().hits(words)
    named = dict.fromkeys(h.term.key for h in hits if h.last == len(words) or (h.first == 0 and h.term.languages & HEAD_FIRST))
    return tuple(dict.fromkeys(kind for name in named for kind in (name, *WITHIN.get(name, ()))))


def buyer_terms(kinds: Iterable[str]) -> tuple[Term, ...]:
    """Return the terms of these kinds in every language, in the order of the kinds."""
    by_kind = _by_kind()
    return tuple(term for kind in kinds for term in by_kind.get(kind, ()))


@lru_cache(maxsize=1)
def _by_kind() -> dict[str, tuple[Term, ...]]:
    found: dict[str, list[Term]] = {}
    for term in buyer_matcher().terms:
        found.setdefault(term.key, []).append(term)
    return {kind: tuple(terms) for kind, terms in found.items()}
