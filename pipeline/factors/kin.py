"""The words that say the same as a word, in other languages too, and the words of a sector: the lexicon of ``pipeline.interests``, remembered."""

from collections.abc import Iterable
from functools import lru_cache

from pipeline.factors.terms import content_words


@lru_cache(maxsize=8_000)
def forms(word: str) -> tuple[str, ...]:
    """Return a folded word with the words of other languages and forms that say the same."""
    from pipeline.interests import expand

    return tuple(dict.fromkeys((word, *content_words(" ".join(expand((word,)))))))


@lru_cache(maxsize=500)
def translations(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the terms that say the same as these words, as the lexicon writes them, without the words themselves."""
    from pipeline.interests import expand

    own = set(words)
    return tuple(dict.fromkeys(t for t in expand(words) if not own.intersection(content_words(t))))


@lru_cache(maxsize=500)
def sector_words(label: str) -> tuple[str, ...]:
    """Return the content words of a sector label and of the sector's terms; those of the label alone when it is no known sector."""
    from pipeline.interests import sector_terms

    return content_words(" ".join((label, *sector_terms(label))))


@lru_cache(maxsize=500)
def is_sector(label: str) -> bool:
    """Say whether a label is one of the known sectors."""
    return set(sector_words(label)) > set(content_words(label))


def all_forms(words: Iterable[str]) -> frozenset[str]:
    """Return the forms of all these words."""
    return frozenset(form for word in words for form in forms(word))
