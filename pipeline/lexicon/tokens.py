"""Text as folded tokens that remember where they stand. Scripts without spaces (kana, han) give one token a character."""

import re
from functools import lru_cache
from typing import NamedTuple

from domain.identity import fold

_CJK = "\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+")
_CJK_CHARACTER = re.compile(rf"[{_CJK}]")
# Letters that Unicode does not decompose, as people type them on a keyboard without them.
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})


class Tokens(NamedTuple):
    """Parallel tuples: the folded words, and where each starts and ends in the text as it stands."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@lru_cache(maxsize=65_536)
def fold_word(word: str) -> str:
    """Return a word for comparing: ``domain.identity.fold``, and ı, ł, ø, đ, æ, œ as plain letters."""
    return word.lower() if word.isascii() else fold(word).translate(_PLAIN)


@lru_cache(maxsize=8)
def tokenise(text: str) -> Tokens:
    """Return the tokens of a text; the last few texts are remembered, because every extractor asks for the same page."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    if not spans:
        return Tokens((), (), ())
    # fold_word gives the same string for the same word each time: the look-ups that follow find its hash ready.
    return Tokens(tuple([fold_word(text[a:b]) for a, b in spans]), *zip(*spans, strict=True))


def is_cjk(character: str) -> bool:
    """Say whether a character belongs to a script that is written without spaces."""
    return _CJK_CHARACTER.match(character) is not None
