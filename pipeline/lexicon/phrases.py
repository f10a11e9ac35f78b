"""Finds the phrases of a lexicon in text, in time linear in the text: whole words, any case, up to three signs between the words of a phrase."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from pipeline.lexicon.spans import written_words

T = TypeVar("T")

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


class _Read(NamedTuple):
    """The words of a text in columns: case-folded, where they start and end, and as a set."""

    texts: list[str]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    distinct: frozenset[str]


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text, in order."""
    read = _read(text)
    return tuple([Word(word, start, end) for word, start, end in zip(read.texts, read.starts, read.ends, strict=True)])


def distinct_words(text: str) -> frozenset[str]:
    """Return the different words of a text, case-folded."""
    return _read(text).distinct


def places_of(text: str) -> dict[str, list[int]]:
    """Return where in :func:`words` each word of a text stands."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, word in enumerate(_read(text).texts):
        places[word].append(index)
    return places


def _read(text: str) -> _Read:
    """Read a text. The last long ones are remembered, since several extractors read the same page."""
    return _remembered(text) if len(text) > _SHORT else _split(text)


def _split(text: str) -> _Read:
    written, starts, ends = written_words(text)
    texts = list(map(str.casefold, written))
    return _Read(texts, starts, ends, frozenset(texts))


def _search_unspaced(text: str) -> bool:
    return not text.isascii() and _UNSPACED.search(text) is not None


def has_unspaced(text: str) -> bool:
    """Say whether a text holds letters of a script that is written without spaces."""
    return _remembered_unspaced(text) if len(text) > _SHORT else _search_unspaced(text)


_remembered_unspaced = lru_cache(maxsize=4)(_search_unspaced)
_remembered = lru_cache(maxsize=4)(_split)


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
        self._firsts = frozenset(self._by_first)

    def find(self, text: str) -> Iterator[Hit[T]]:
        """Yield the phrases of this lexicon that stand in the text: those of scripts without spaces, then the others in order, none inside another."""
        for phrase, meaning in self._unspaced if has_unspaced(text) else ():
            at = text.find(phrase)
            while at >= 0:
                yield Hit(at, at + len(phrase), meaning)
                at = text.find(phrase, at + len(phrase))
        read = _read(text)
        begins = self._firsts & read.distinct
        free = 0
        for index in [i for i, word in enumerate(read.texts) if word in begins] if begins else ():
            fitting = next((e for e in self._by_first[read.texts[index]] if _follows(e[0], read, index)), None) if index >= free else None
            if fitting:
                free = index + len(fitting[0])
                yield Hit(read.starts[index], read.ends[free - 1], fitting[1])


def _follows(parts: tuple[str, ...], read: _Read, index: int) -> bool:
    if len(parts) == 1:
        return True
    behind = index + len(parts)
    if tuple(read.texts[index:behind]) != parts:
        return False
    return all(read.starts[at] - read.ends[at - 1] <= _WIDEST_GAP for at in range(index + 1, behind))


def split_phrases(block: str) -> list[str]:
    """Return the phrases of a lexicon block: separated by ``·`` or line ends."""
    return [phrase for part in re.split(r"[·\n]", block) if (phrase := " ".join(part.split()))]


def word_set(block: str) -> frozenset[str]:
    """Return the words of a lexicon block, which are separated by white space."""
    return frozenset(block.split())
