"""Likeness of texts: a 64-bit SimHash (Charikar 2002) over the words of a page, order and frequency left aside."""

import hashlib
import re
from functools import lru_cache

BITS = 64
_LANE = 16  # bits per counter: up to 65,535 words
_MOST_WORDS = 4_000
_ONES = tuple(sum(((byte >> bit) & 1) << (_LANE * bit) for bit in range(8)) for byte in range(256))
_WORD = re.compile(r"\w{1,40}")


@lru_cache(maxsize=30_000)
def _counters(word: str) -> int:
    """The hash of a word with each bit in a counter of its own, so that adding the integers counts 64 bits at once."""
    digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=BITS // 8).digest()
    return sum(_ONES[byte] << (_LANE * 8 * place) for place, byte in enumerate(digest))


def simhash(text: str) -> str:
    """Return the SimHash of a text as 16 hex digits; empty for a text without words."""
    words = sorted(set(_WORD.findall(text.lower())))[:_MOST_WORDS]
    if not words:
        return ""
    total, half, lane = sum(map(_counters, words)), len(words) / 2, (1 << _LANE) - 1
    bits = sum(((total >> (_LANE * bit)) & lane > half) << bit for bit in range(BITS))
    return f"{bits:016x}"


def distance(one: str, other: str) -> int:
    """Return in how many of 64 bits two hashes differ; 64 when either is empty."""
    return (int(one, 16) ^ int(other, 16)).bit_count() if one and other else BITS
