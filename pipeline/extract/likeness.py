"""Likeness of texts: a 64-bit SimHash (Charikar 2002) over the words of a page, order and frequency left aside."""

import hashlib
import re
import struct
from collections.abc import Collection
from functools import lru_cache

BITS = 64
_BYTES = BITS // 8
_MOST_WORDS = 4_000  # fewer than a lane can count
# A lane of 16 bits for each bit of a digest: the sum of many such numbers counts every bit at once.
_LANES = tuple(b"".join(bytes(((byte >> bit) & 1, 0)) for bit in range(8)) for byte in range(256))
_COUNTS = struct.Struct(f"<{BITS}H")
_WORD = re.compile(r"\w{1,40}")


@lru_cache(maxsize=16_384)
def _in_lanes(word: str) -> int:
    digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest()
    return int.from_bytes(b"".join([_LANES[byte] for byte in digest]), "little")


def simhash(text: str) -> str:
    """Return the SimHash of a text as 16 hex digits; empty for a text without words."""
    words: Collection[str] = set(_WORD.findall(text.lower()))
    if len(words) > _MOST_WORDS:
        words = sorted(words)[:_MOST_WORDS]
    if not words:
        return ""
    counts = _COUNTS.unpack(sum(map(_in_lanes, words)).to_bytes(_COUNTS.size, "little"))
    half = len(words) // 2
    return f"{sum(1 << place for place, count in enumerate(counts) if count > half):016x}"


def distance(one: str, other: str) -> int:
    """Return in how many of 64 bits two hashes differ; 64 when either is empty."""
    return (int(one, 16) ^ int(other, 16)).bit_count() if one and other else BITS
