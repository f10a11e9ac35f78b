"""Where the words of a text stand, read once for all lexicons."""

import re
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

_WORDS_BETWEEN = re.compile(r"(\w+)")
_SHORT = 300  # characters of a text that is not remembered


class Written(NamedTuple):
    """The words of a text in columns: as written, and where each starts and ends."""

    words: list[str]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def written_words(text: str) -> Written:
    """Return the runs of letters, digits and underscores of a text. The last long texts are remembered: every extractor asks for the same page."""
    return _remembered(text) if len(text) > _SHORT else _split(text)


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return where each word of :func:`written_words` starts and ends."""
    return _remembered_spans(text) if len(text) > _SHORT else _spans(text)


def split_by(words: re.Pattern[str], text: str) -> Written:
    """Return the words of a text that a pattern finds; the pattern is one group."""
    pieces = words.split(text)  # what stands between, a word, what stands between …
    ends = tuple(accumulate(map(len, pieces)))
    return Written(pieces[1::2], ends[:-1:2], ends[1::2])


def _spans(text: str) -> list[tuple[int, int]]:
    found = written_words(text)
    return list(zip(found.starts, found.ends, strict=True))


def _split(text: str) -> Written:
    return split_by(_WORDS_BETWEEN, text)


_remembered = lru_cache(maxsize=4)(_split)
_remembered_spans = lru_cache(maxsize=4)(_spans)
