"""Finds the phrases of a lexicon in text, in time linear in the text: whole words, any case, up to three signs between the words of a phrase."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

_WORD = re.compile(r"\w+")
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WIDEST_GAP = 3
_SHORT = 300


class Word(NamedTuple):
    """One word of a text, case-folded, and where it stands."""

    text: str
    start: int
    end: int


class Hit(NamedTuple, Generic[T]):
    """A phrase found: its place in the text and what the lexicon says of it."""

    start: int
    end: int
    meaning: T


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text. The last long ones are remembered, since several extractors read the same page."""
    return _remembered(text) if len(text) > _SHORT else _words(text)


def _words(text: str) -> tuple[Word, ...]:
    make = tuple.__new__  # a third faster than Word(...), and this is most of the time of the extractors
    folded = text.casefold()
    if len(folded) != len(text):  # "ß" becomes two letters
        return tuple([make(Word, (m.group().casefold(), *m.span())) for m in _WORD.finditer(text)])
    return tuple([make(Word, (folded[start:end], start, end)) for start, end in [m.span() for m in _WORD.finditer(text)]])


def places_of(text: str) -> dict[str, list[int]]:
    """Return where in :func:`words` each word of a text stands."""
    return _remembered_places(text) if len(text) > _SHORT else _places(text)


def _places(text: str) -> dict[str, list[int]]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, word in enumerate(words(text)):
        places[word[0]].append(index)
    return places


def _search_unspaced(text: str) -> bool:
    return not text.isascii() and _UNSPACED.search(text) is not None


def has_unspaced(text: str) -> bool:
    """Say whether a text holds letters of a script that is written without spaces."""
    return _remembered_unspaced(text) if len(text) > _SHORT else _search_unspaced(text)


_remembered_unspaced = lru_cache(maxsize=4)(_search_unspaced)
_remembered = lru_cache(maxsize=4)(_words)
_remembered_places = lru_cache(maxsize=4)(_places)


class Phrases(Generic[T]):
    """A lexicon ready for finding. Where two phrases begin at the same word the longer one is found."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        by_first: defaultdict[str, list[tuple[tuple[str, ...], T]]] = defaultdict(list)
        unspaced: list[tuple[str, T]] = []
        for phrase, meaning in entries:
            if _UNSPACED.search(phrase):
                unspaced.append((phrase, meaning))
            elif parts := tuple(w.text for w in words(phrase)):
                by_first[parts[0]].append((parts, meaning))
        self._unspaced = tuple(unspaced)
        self._by_first = {first: tuple(sorted(rest, key=lambda e: -len(e[0]))) for first, rest in by_first.items()}

    def find(self, text: str) -> Iterator[Hit[T]]:
        """Yield the phrases of this lexicon that stand in the text: those of scripts without spaces, then the others in order, none inside another."""
        for phrase, meaning in self._unspaced if has_unspaced(text) else ():
            at = text.find(phrase)
            while at >= 0:
                yield Hit(at, at + len(phrase), meaning)
                at = text.find(phrase, at + len(phrase))
        found, places = words(text), places_of(text)
        free = 0
        for index in sorted(index for first in self._by_first.keys() & places.keys() for index in places[first]):
            fitting = next((e for e in self._by_first[found[index].text] if _follows(e[0], found, index)), None) if index >= free else None
            if fitting:
                free = index + len(fitting[0])
                yield Hit(found[index].start, found[free - 1].end, fitting[1])


def _follows(parts: tuple[str, ...], found: tuple[Word, ...], index: int) -> bool:
    if index + len(parts) > len(found):
        return False
    for step in range(1, len(parts)):
        before, here = found[index + step - 1], found[index + step]
        if here.text != parts[step] or here.start - before.end > _WIDEST_GAP:
            return False
    return True


def split_phrases(block: str) -> list[str]:
    """Return the phrases of a lexicon block: separated by ``·`` or line ends."""
    return [phrase for part in re.split(r"[·\n]", block) if (phrase := " ".join(part.split()))]


def word_set(block: str) -> frozenset[str]:
    """Return the words of a lexicon block, which are separated by white space."""
    return frozenset(block.split())
