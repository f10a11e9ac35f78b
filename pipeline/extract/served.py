"""Which trades a text names as those of the company's customers ("software for hotels", "we help law firms"), not as its own."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from pipeline.extract.markup import Block
from pipeline.lexicon.served import AIMED, AIMED_BEHIND, CUSTOMERS, HEAD_LAST, OF, SHOWN
from pipeline.lexicon.terms import Hit
from pipeline.lexicon.tokens import Tokens, tokenise

SERVED = 0.35
"""What a customer's trade counts beside a company's own."""

FORMS = frozenset(
    (
        *("Business Consulting", "Education & Training", "Financial Services", "IT Services & Software", "Insurance", "Legal Services", "Manufacturing"),
        *("Marketing & Advertising", "Retail", "Staffing & Recruiting", "Wholesale & Trade"),
    )
)
"""Sectors that tell what is done with a thing rather than which thing: "wholesale of tiles" is no tiling."""

_END = re.compile(r"[.!?;:|\n。！？]|\s[–—-]\s")
_REACH = 10  # words between what is offered and the word "for", and from there to the customers
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
_HEADING_WORDS = 6


def customer_shares(text: str, tokens: Tokens, hits: Sequence[Hit], language: str) -> list[float]:
    """Return for each cue what it counts: 1, or ``SERVED`` where the sentence names it as the trade of customers."""
    language = "no" if language == "nb" else language
    markers = _Markers(tokens.words, language)
    shares: list[float] = []
    for n in range(len(hits)):
        served = markers.any and _is_served(text, tokens, hits, n, markers)
        shares.append(SERVED if served or _is_goods(text, tokens, hits, n, language) else 1.0)
    return shares


class _Markers:
    """Where in a text the words stand that lead to customers."""

    def __init__(self, words: Sequence[str], language: str) -> None:
        aimed, behind, of, named = (lists.get(language, frozenset()) for lists in (AIMED, AIMED_BEHIND, OF, CUSTOMERS))
        every = aimed | behind | of | named
        places = [(i, word) for i, word in enumerate(words) if word in every] if every else []
        self.aimed = [i for i, word in places if word in aimed]
        self.behind = [i for i, word in places if word in behind]
        self.of = [i for i, word in places if word in of]
        self.named = [i for i, word in places if word in named]
        self.any = bool(places)


def _last(places: list[int], before: int) -> int:
    n = bisect_left(places, before) - 1
    return places[n] if n >= 0 and before - places[n] <= _REACH else -1


def _is_served(text: str, tokens: Tokens, hits: Sequence[Hit], n: int, markers: _Markers) -> bool:
    hit = hits[n]
    named = _last(markers.named, hit.first)
    if named >= 0 and _together(text, tokens, named, hit.first, colon=True):
        return True
    after = bisect_left(markers.behind, hit.last)
    if after < len(markers.behind) and markers.behind[after] - hit.last <= _REACH // 2 and _together(text, tokens, hit.last - 1, markers.behind[after]):
        return True
    offered = hits[:n]
    aimed, of = _last(markers.aimed, hit.first), _last(markers.of, hit.first)
    return (aimed >= 0 and _follows(text, tokens, offered, aimed, hit, any_trade=True)) or (
        of >= 0 and hit.first - of <= 2 and _follows(text, tokens, offered, of, hit, any_trade=False)
    )


def _follows(text: str, tokens: Tokens, offered: Sequence[Hit], marker: int, hit: Hit, *, any_trade: bool) -> bool:
    """Say whether another trade is offered before the marker, in the sentence of the marker and the cue."""
    if not _together(text, tokens, marker, hit.first):
        return False
    for other in reversed(offered):
        if other.last <= marker:
            near = marker - other.last <= (_REACH if any_trade else 0)
            trade = other.term.key != hit.term.key and (any_trade or other.term.key in FORMS) and other.term.strength >= 1
            if not near or trade:
                return near and trade and _together(text, tokens, other.last - 1, marker)
    return False


def _is_goods(text: str, tokens: Tokens, hits: Sequence[Hit], n: int, language: str) -> bool:
    """Say whether the cue is the first part of a compound whose last part is a trade ("restaurant software")."""
    if language not in HEAD_LAST or n + 1 >= len(hits):
        return False
    hit, head = hits[n], hits[n + 1]
    if head.first != hit.last or head.term.key == hit.term.key or head.term.key not in FORMS or head.term.strength <= 1:
        return False
    return (
        not _END.search(text, tokens.ends[hit.last - 1], tokens.starts[head.first]) and "," not in text[tokens.ends[hit.last - 1] : tokens.starts[head.first]]
    )


def _together(text: str, tokens: Tokens, one: int, other: int, *, colon: bool = False) -> bool:
    """Say whether two words stand in one sentence; with ``colon`` also what follows a colon."""
    between = text[tokens.ends[one] : tokens.starts[other]]
    return _END.search(between.replace(":", " ", 1) if colon else between) is None


def customer_blocks(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the places of the lines that stand under a heading that announces customers, industries or references."""
    under: set[int] = set()
    level = 0
    for n, block in enumerate(blocks):
        own = _HEADINGS.get(block.tag, 0)
        if own and (not level or own <= level):
            level = own if len(block.text) < 60 and " ".join(tokenise(block.text).words[:_HEADING_WORDS]) in SHOWN else 0
        elif level and block.zone == "main":
            under.add(n)
    return frozenset(under)
