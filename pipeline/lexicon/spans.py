"""Where the words of a text stand, read once for all lexicons."""

import re
from functools import lru_cache

_WORD = re.compile(r"\w+")
_SHORT = 300  # characters of a text that is not remembered


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return where each run of letters, digits and underscores starts and ends. The last long texts are remembered: every extractor asks for the same page."""
    return _remembered(text) if len(text) > _SHORT else _spans(text)


def _spans(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _WORD.finditer(text)]


_remembered = lru_cache(maxsize=4)(_spans)
