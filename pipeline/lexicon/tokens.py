"""Text as folded tokens that remember where they stand. Scripts without spaces (kana, han) give one token a character."""

import re
from functools import lru_cache
from typing import NamedTuple

from domain.identity import fold
from pipeline.lexicon.spans import split_by, written_words

_CJK = "\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKENS_BETWEEN = re.compile(rf"([{_CJK}]|[^\W_{_CJK}]+)")
_CJK_CHARACTER = re.compile(rf"[{_CJK}]")
_MOST_FOLDED = 65_536
_SHORT = 160  # characters of a text that may be a heading or an entry of a menu
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
        if word.isascii():
            folded = word.lower()
        else:
            folded = fold(word)
            folded = folded.translate(_PLAIN) if _TYPED.search(folded) else folded
        self[word] = folded
        return folded


_folded = _Folded()


def fold_word(word: str) -> str:
    """Return a word for comparing: ``domain.identity.fold``, and ı, ł, ø, đ, æ, œ as plain letters."""
    return _folded[word]


def tokenise(text: str) -> Tokens:
    """Return the tokens of a text. The last long texts are remembered, because every extractor asks for the same page; short ones because sites repeat them."""
    return _remembered(text) if len(text) > _SHORT else _said_before(text)


def _tokens(text: str) -> Tokens:
    parted = "_" in text or (not text.isascii() and _CJK_CHARACTER.search(text))
    found = split_by(_TOKENS_BETWEEN, text) if parted else written_words(text)
    return Tokens(tuple(map(_folded.__getitem__, found.words)), found.starts, found.ends)


_remembered = lru_cache(maxsize=4)(_tokens)
_said_before = lru_cache(maxsize=4_096)(_tokens)


def is_cjk(character: str) -> bool:
    """Say whether a character belongs to a script that is written without spaces."""
    return not character.isascii() and _CJK_CHARACTER.match(character) is not None
