"""Likeness of texts: a 64-bit SimHash (Charikar 2002) over the words of a page, order and frequency left aside."""

import hashlib
import re
from collections.abc import Collection
from functools import lru_cache

BITS = 64
_BYTES = BITS // 8
_MOST_WORDS = 4_000
# For each bit: a table that makes a byte 1 where it has the bit, 0 where not.
_HAS = tuple(bytes((byte >> bit) & 1 for byte in range(256)) for bit in range(8))
_WORD = re.compile(r"\w{1,40}")


@lru_cache(maxsize=16_384)
def _digest(word: str) -> bytes:
    return hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest()


def simhash(text: str) -> str:
    """Return the SimHash of a text as 16 hex digits; empty for a text without words."""
    words: Collection[str] = set(_WORD.findall(text.lower()))
    if len(words) > _MOST_WORDS:
        words = sorted(words)[:_MOST_WORDS]
    if not words:
        return ""
    digests = b"".join(map(_digest, words))
    bits = 0
    for place in range(_BYTES):
        column = digests[place::_BYTES]
        for bit, table in enumerate(_HAS):
            if column.translate(table).count(1) * 2 > len(words):
                bits |= 1 << (8 * place + bit)
    return f"{bits:016x}"


def distance(one: str, other: str) -> int:
    """Return in how many of 64 bits two hashes differ; 64 when either is empty."""
    return (int(one, 16) ^ int(other, 16)).bit_count() if one and other else BITS
