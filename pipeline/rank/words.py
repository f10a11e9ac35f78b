"""Words for ranking: folded, common words left out, endings off, and neighbouring pairs."""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from domain.identity import fold

COMMON = frozenset(
    "a about all also an and any are as at be but by can companies company for from has have help helped helping helps how in into is it its made make makes "  # noqa: SIM905
    "making more most new not of on one or other our platform platforms rest so start startup startups than that the their them they this to up ups us use "
    "used using we what which who will with you your".split()
)
"""Words that tell companies apart nowhere: function words, and what every company says of itself."""

_WORD = re.compile(r"[^\W_][^\W_+#]*[+#]{0,2}")
_SHORTEST = 4
_MOST_KEPT = 200_000
# Endings in the order in which they are tried, after Porter 1980 (steps 1 to 5 cut down to one pass): the first that leaves four letters goes.
_ENDINGS = (
    *(("ization", "ize"), ("isation", "ize"), ("ational", "ate"), ("fulness", "ful"), ("ations", "ate"), ("ation", "ate"), ("ities", "ity")),
    *(("ments", "ment"), ("ement", "e"), ("ment", ""), ("ness", ""), ("ings", ""), ("ing", ""), ("edly", ""), ("ed", ""), ("ers", ""), ("er", "")),
    *(("ors", ""), ("or", ""), ("ally", ""), ("ly", ""), ("ity", ""), ("ive", ""), ("al", ""), ("ance", ""), ("ence", ""), ("e", "")),
)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return a folded word without its usual English endings; the same for queries and companies, so that it does no harm in other languages."""
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)] + instead
    return word


class _Stems(dict[str, str]):
    """The stem of each written word seen so far, empty for a common one: a long list says the same words again and again."""

    def __missing__(self, written: str) -> str:
        if len(self) >= _MOST_KEPT:
            self.clear()
        folded = fold(written)
        found = self[written] = "" if folded in COMMON else stem(folded)
        return found


_STEMS = _Stems()


def words(text: str) -> list[str]:
    """Return the stems of the telling words of a text, in order."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return [found for written in _WORD.findall(plain) if (found := _STEMS[written])]


def pairs(found: list[str]) -> list[str]:
    """Return the neighbouring pairs of words, each as one term ("debit_card")."""
    return [f"{one}_{other}" for one, other in pairwise(found)]


def placed(text: str) -> list[tuple[str, str]]:
    """Return the telling words of a text as (stem, word as it stands), in order."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return [(found, written) for written in _WORD.findall(plain) if (found := _STEMS[written])]
