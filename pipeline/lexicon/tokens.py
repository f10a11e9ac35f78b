"""Text as folded tokens that remember where they stand. Scripts without spaces (kana, han) give one token a character."""

import re
from functools import lru_cache
from typing import NamedTuple

from domain.identity import fold
from pipeline.lexicon.spans import word_spans

_CJK = "\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+")
_CJK_CHARACTER = re.compile(rf"[{_CJK}]")
_MOST_FOLDED = 65_536
_SHORT = 300  # characters of a text that is not remembered
# Letters that Unicode does not decompose, as people type them on a keyboard without them.
_TYPED = re.compile("[ıłøđæœ]")
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})


class Tokens(NamedTuple):
    """Parallel tuples: the folded words, and where each starts and ends in the text as it stands."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


class _Folded(dict[str, str]):
    """Word -> folded word. The same string for the same word each time: the look-ups that follow find its hash ready."""

    def __missing__(self, word: str) -> str:
        if len(self) > _MOST_FOLDED:
            self.clear()
        folded = word.lower() if word.isascii() else fold(word)
        if not folded.isascii() and _TYPED.search(folded):
            folded = folded.translate(_PLAIN)
        self[word] = folded
        return folded


_folded = _Folded()


def fold_word(word: str) -> str:
    """Return a word for comparing: ``domain.identity.fold``, and ı, ł, ø, đ, æ, œ as plain letters."""
    return _folded[word]


def tokenise(text: str) -> Tokens:
    """Return the tokens of a text. The last long texts are remembered, because every extractor asks for the same page."""
    return _remembered(text) if len(text) > _SHORT else _tokens(text)


def _tokens(text: str) -> Tokens:
    parted = "_" in text or (not text.isascii() and _CJK_CHARACTER.search(text))
    spans = [match.span() for match in _TOKEN.finditer(text)] if parted else word_spans(text)
    if not spans:
        return Tokens((), (), ())
    starts, ends = zip(*spans, strict=True)
    known = _folded
    return Tokens(tuple([known[text[start:end]] for start, end in spans]), starts, ends)


_remembered = lru_cache(maxsize=4)(_tokens)


def is_cjk(character: str) -> bool:
    """Say whether a character belongs to a script that is written without spaces."""
    return not character.isascii() and _CJK_CHARACTER.match(character) is not None
