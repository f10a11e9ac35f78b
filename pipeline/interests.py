"""What a business context wants quoted from the pages of a lead: its pains, its own offer, competitors and words to exclude, as terms in many languages."""

from collections.abc import Iterable
from itertools import pairwise

from domain.context import BusinessContext
from domain.identity import normal_name
from pipeline.extract.base import Interest
from pipeline.lexicon.concepts import SETTINGS, concept_terms, concepts_in
from pipeline.lexicon.sectors import sector_words
from pipeline.lexicon.terms import WEAK, notation
from pipeline.lexicon.tokens import is_cjk, tokenise
from pipeline.lexicon.words import word_matcher

OFFER_NEEDS = 2
"""How many different terms of the offer must stand in a passage: one alone is what a customer may say as well."""

_CONCEPTS_OF_OFFER = 6
_SHORTEST_ALONE = 5
_SHORTEST_NAME = 3


def interests(context: BusinessContext) -> tuple[Interest, ...]:
    """Return the interests of a context: ``pain:<i>``, ``offer``, ``competitor:<i>``, ``exclude:<i>`` (indices into the context's lists). Pure."""
    found = [Interest(key=f"pain:{i}", terms=_meant(pain)) for i, pain in enumerate(context.pain_points)]
    offer = context.product_service_description or context.business_description or context.value_proposition
    if offer:
        found.append(Interest(key="offer", terms=_meant(offer, most=_CONCEPTS_OF_OFFER), any_of=OFFER_NEEDS))
    found += [Interest(key=f"competitor:{i}", terms=_named(name)) for i, name in enumerate(context.competitors)]
    found += [Interest(key=f"exclude:{i}", terms=_spelt(words)) for i, words in enumerate(context.exclude_words)]
    return tuple(interest for interest in found if interest.terms)


def expand(terms: Iterable[str], languages: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the terms and, after them, what the same concepts are called elsewhere, as people write it. ``languages`` keeps those of the additions."""
    given = tuple(terms)
    concepts = dict.fromkeys(concept for text in given for concept in concepts_in(text))
    added = (term.text for term in concept_terms(concepts) if not languages or languages & term.languages)
    return tuple(dict.fromkeys((*given, *added)))


def sector_terms(label: str) -> tuple[str, ...]:
    """Return the words of a sector in every language, telling ones first; empty for an unknown label."""
    return sector_words(label)


def _meant(text: str, most: int | None = None) -> tuple[str, ...]:
    """The terms of the concepts in a text in every language, and its own word pairs; its single words only when there is nothing better.

    Where a pain names a trouble and its setting ("energy cost of refrigeration"), the words of the setting are weak: alone they show no pain.
    """
    concepts = concepts_in(text)[:most]
    runs = _content(text)
    pairs = [f"{_stem(a)} {_stem(b)}" for run in runs for a, b in pairwise(run)]
    troubled = any(concept not in SETTINGS for concept in concepts)
    known = [notation(term._replace(strength=WEAK) if troubled and term.key in SETTINGS else term) for term in concept_terms(concepts)]
    alone = [] if known or pairs else [_stem(word) for run in runs for word in run if len(word) >= _SHORTEST_ALONE or is_cjk(word[0])]
    return tuple(dict.fromkeys((*pairs, *known, *alone)))


def _content(text: str) -> list[list[str]]:
    """Runs of words that carry meaning: between stop words and punctuation."""
    runs: list[list[str]] = []
    for piece in text.replace(";", ",").replace(".", ",").replace("\n", ",").split(","):
        words = tokenise(piece).words
        stops = {hit.first for hit in word_matcher("stop").hits(words)}
        runs.append([])
        for i, word in enumerate(words):
            if i in stops or is_cjk(word[0]) or not word.isalpha():
                runs.append([])
            else:
                runs[-1].append(word)
    return [run for run in runs if run]


def _stem(word: str) -> str:
    """A word as the beginning of its other forms; a short one stays exact."""
    return f"{word}=" if len(word) <= _SHORTEST_ALONE - 1 else word[:-2] if len(word) >= 8 else word[:-1]


def _named(name: str) -> tuple[str, ...]:
    spelt = normal_name(name)
    return _spelt(spelt) if len(spelt) >= _SHORTEST_NAME else ()


def _spelt(words: str) -> tuple[str, ...]:
    exact = " ".join(word if is_cjk(word[0]) else f"{word}=" for word in tokenise(words).words)
    return (exact,) if exact else ()
