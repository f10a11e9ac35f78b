"""Other words for the same thing, in other languages too: the lexicon's concepts and sectors applied to the context's own words."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pipeline.factors.terms import content_words
from pipeline.interests import sector_terms
from pipeline.lexicon.buyers import buyer_terms, buyers_of
from pipeline.lexicon.concepts import concept_terms, concepts_in
from pipeline.lexicon.sectors import sector_names
from pipeline.lexicon.tables import table
from pipeline.lexicon.terms import EXACT, PREFIX, SUFFIX, Matcher, Term, Word, parse
from pipeline.lexicon.tokens import fold_word, tokenise

_COMPOUND = 6
_SHORT = 4
"""Letters up to which a stem begins too many other words ("hand", "farm")."""

_ENDINGS = ("s", "es", "e", "en", "n", "er", "ing", "ed", "y", "ies")
_TELLING = 7
"""Letters from which an unknown word of a context tells something by itself."""

Kinds = tuple[tuple[str, ...], ...]


def _own(key: str, written: str) -> Iterator[Term]:
    """A word as the beginning of its other forms ("hand" only with the usual endings), and as the end of compounds when it is long."""
    word = fold_word(written)
    stem = word[:-3] if word.endswith("ies") else word[:-2] if len(word) >= 8 else word[:-1] if len(word) >= 5 else word
    if len(stem) > _SHORT:
        yield Term(key, word, (Word(stem, PREFIX),))
    else:
        yield from (Term(key, word, (Word(form, EXACT),)) for form in dict.fromkeys((word, stem, *(stem + ending for ending in _ENDINGS))))
    if len(word) >= _COMPOUND:
        yield Term(key, word, (Word(word, SUFFIX),))


def _called(key: str, concepts: tuple[str, ...]) -> Iterator[Term]:
    yield from (term._replace(key=key) for term in concept_terms(concepts))


@lru_cache(maxsize=64)
def _kinds_matcher(kinds: Kinds) -> Matcher:
    found: list[Term] = []
    for number, words in enumerate(kinds):
        known: set[str] = set()
        for place, word in enumerate(words):
            concepts = concepts_in(word)
            known.update(concepts)
            found += [*_own(f"{number}.{place}", word), *_called(f"{number}.{place}", concepts)]
        found += _called(f"{number}.*", tuple(c for c in concepts_in(" ".join(words)) if c not in known))
        found += (term._replace(key=f"{number}.*") for term in buyer_terms(buyers_of(words)))
    return Matcher(found, overlapping=True)


class Spoken(NamedTuple):
    """A place of a kind of buyer (``*``: the whole phrase) that a text speaks of, and the words that do, as they stand."""

    kind: int
    place: str
    written: str


def spoken_kinds(kinds: Kinds, text: str, languages: frozenset[str] = frozenset()) -> tuple[Spoken, ...]:
    """Return what a text says of these kinds of buyer, in order; terms of other languages than these (none: any) and English do not count."""
    tokens = tokenise(text)
    found = []
    for hit in _kinds_matcher(kinds).hits(tokens.words):
        if not languages or not hit.term.languages or hit.term.languages & (languages | {"en"}):
            number, _, place = hit.term.key.partition(".")
            found.append(Spoken(int(number), place, text[tokens.starts[hit.first] : tokens.ends[hit.last - 1]]))
    return tuple(found)


def _places(kinds: Kinds, text: str, languages: frozenset[str] = frozenset()) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for spoken in spoken_kinds(kinds, text, languages):
        found.setdefault(spoken.kind, set()).add(spoken.place)
    return found


def shown_kinds(kinds: Kinds, text: str, languages: frozenset[str] = frozenset()) -> dict[int, float]:
    """Return the kinds (by their place) that a text shows, and the share of their words; a concept of the whole phrase shows all of it."""
    return {n: 1.0 if "*" in places else len(places) / len(kinds[n]) for n, places in _places(kinds, text, languages).items()}


def share_of(words: tuple[str, ...], text: str) -> float:
    """Return the share of these words that a text speaks of, word by word."""
    places = _places((words,), text).get(0, set()) if words else set()
    return len(places - {"*"}) / len(words) if words else 0.0


@lru_cache(maxsize=64)
def _subject_matcher(text: str) -> Matcher:
    concepts = concepts_in(text)
    own = () if concepts else tuple(w for w in content_words(text) if len(w) >= _TELLING)
    return Matcher([*_called("subject", concepts), *(term for word in own for term in _own("subject", word))])


def touches(subject: str, text: str) -> bool:
    """Say whether a text speaks of a concept of the subject, in any language; of one of its long words when the subject has no known concept."""
    return bool(_subject_matcher(subject).hits(tokenise(text).words))


@lru_cache(maxsize=256)
def sector_words(label: str) -> tuple[str, ...]:
    """Return the content words of a sector label and of the sector's terms; those of the label alone when it is no known sector."""
    return content_words(" ".join((label, *sector_terms(label))))


def is_sector(label: str) -> bool:
    """Say whether a label is, letter for letter, one of the known sectors."""
    return label in sector_names()


def called_in(language: str, labels: tuple[str, ...], text: str, each: int = 2) -> tuple[str, ...]:
    """Return what the sectors and the concepts of a text are called in a language, the most telling terms of each first."""
    lists = table("sectors").get(language, {})
    by_sector = [sorted(parse(label, lists.get(label, ""), language), key=lambda t: -t.strength)[:each] for label in labels]
    by_concept = [[t for t in concept_terms((c,)) if language in t.languages][:each] for c in concepts_in(text)]
    return tuple(dict.fromkeys(t.text for terms in (*by_concept, *by_sector) for t in terms))
