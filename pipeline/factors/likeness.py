"""How far a company's own words are those of the ideal customer: its kinds of buyer in any language, and the words of the markets that it calls."""

import math
from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import NamedTuple

from domain.context import BusinessContext
from domain.evidence import Fact
from domain.score import Factor
from pipeline.factors.axis import Rule
from pipeline.factors.grounds import Grounds
from pipeline.factors.kin import Kinds, spoken_kinds
from pipeline.factors.terms import buyer_kinds
from pipeline.factors.tongue import tongue_of
from pipeline.factors.words import listing, quote
from pipeline.rank.markets import called, markets, profile
from pipeline.rank.words import placed, words

LIKE = Rule("words_of_ideal_customer", "prospect", 1.5, 0.3)

OWN_FIELDS = ("company_name", "product", "description", "passage", "signal")
"""Facts that hold a company's own words, the more telling first; a sector is a label of ours."""

NAMES = frozenset({"company_name", "product"})
DESCRIBING = frozenset({"company_name", "product", "description"})
"""Facts that say what a company is. News of it has words of other markets ("investors", "recruiting") and takes nothing from what it is."""

IN_SENTENCE = 0.8
"""What a kind of buyer counts that only sentences speak of: it may be the company's customers."""

OF_MARKET, MOST_OF_MARKET = 0.2, 1.0
"""What each different word of a called market counts, and all of them together at the most."""

LEAST_OF_MARKET = 2
"""A single word of a market may be there by chance."""

ENOUGH = 0.6
"""So much must be said for the factor to be met: a kind of buyer in a sentence, or words that are mostly those of its market."""

LEAST_SAID = 8
"""With fewer telling words the pages say too little to compare."""

SHOWN = 4
LEAST_SHARE = 0.6
"""Of a kind in two words both must be told, or the kind as a whole: "food" alone makes no food producer."""

_EVERYWHERE = frozenset(words("career careers menu"))
"""Stand on the pages of companies of every kind."""


class Telling(NamedTuple):
    """A word that tells (stem, empty for a kind), as it stands in a fact, and what of the ideal customer it stands for (empty: a word of its market)."""

    term: str
    written: str
    wanted: str
    fact: Fact


def languages_of(grounds: Grounds) -> frozenset[str]:
    """Return the languages of the site: as it declares them, and as its own texts speak; empty when neither is known."""
    own = " ".join(f.value for field in ("description", "passage") for f in grounds.facts.all(field))
    return frozenset(f.value for f in grounds.facts.all("language")) | (frozenset({tongue_of(own)}) - {""})


def like(grounds: Grounds) -> Factor:
    """Return the factor; silence is unknown, never "no"."""
    said = [f for field in OWN_FIELDS for f in grounds.facts.all(field)]
    kinds = wanted_kinds(grounds.context)
    by_kind, shares = _kinds(kinds, said, languages_of(grounds))
    wished, own = _wished_markets(grounds.context), frozenset(words(" ".join(" ".join(kind) for kind in kinds)))
    of_market = _of_market(wished, said)
    points = sum(shares) + _market_points(wished, of_market, said, own)
    if points >= ENOUGH:
        told = [*by_kind, *of_market]
        return LIKE.met(
            _text(by_kind, [t for t in of_market if t.term not in own] or of_market), [t.fact for t in told], 1 - math.exp(-points)
        )  # a second kind adds less than the first
    if sum(len(words(f.value)) for f in said) < LEAST_SAID:
        return LIKE.unknown("The pages say too little of the company to compare its words with your ideal customer.")
    return LIKE.unknown("The words on the pages read are not those of your ideal customer; that may be a matter of wording.")


def wanted_kinds(context: BusinessContext) -> Kinds:
    """Return the kinds of buyer of the ideal customer; those of the industries when it says nothing."""
    return buyer_kinds(context.ideal_customer) or buyer_kinds(", ".join(context.industry_focus))


def _kinds(kinds: Kinds, said: list[Fact], languages: frozenset[str]) -> tuple[list[Telling], list[float]]:
    """Return the words that tell of a kind, of each kind that is at least half told, and what each of these kinds counts."""
    places: dict[int, set[str]] = {}
    named: set[int] = set()
    words_of: dict[int, dict[str, Telling]] = {}
    for fact in said:
        for spoken in spoken_kinds(kinds, fact.value, languages):
            places.setdefault(spoken.kind, set()).add(spoken.place)
            words_of.setdefault(spoken.kind, {}).setdefault(spoken.place, Telling("", spoken.written, " ".join(kinds[spoken.kind]), fact))
            if fact.field in NAMES:
                named.add(spoken.kind)
    told: list[Telling] = []
    shares: list[float] = []
    for kind, found in sorted(places.items()):
        share = 1.0 if "*" in found else len(found) / len(kinds[kind])
        if share >= LEAST_SHARE:
            shares.append(share * (1.0 if kind in named else IN_SENTENCE))
            told += [words_of[kind]["*"]] if "*" in found else words_of[kind].values()
    return sorted(told, key=lambda t: t.fact.field not in NAMES), shares


def _wished_markets(context: BusinessContext) -> dict[str, float]:
    """Return the markets that the kinds of buyer call, each kind for itself: one that is clearest in a long list would hide the others."""
    found: dict[str, float] = {}
    for kind in wanted_kinds(context):
        for key, share in called(words(" ".join(kind))).items():
            found[key] = max(found.get(key, 0.0), share)
    return found


def _of_market(wished: Collection[str], said: list[Fact]) -> list[Telling]:
    """Return the different words of these markets, each where it stands first."""
    terms = frozenset(term for key in wished for term in markets()[key]) - _EVERYWHERE
    found: dict[str, Telling] = {}
    for fact in said:
        here = placed(fact.value)
        for (stem, written), (after, written_after) in pairwise([*here, ("", "")]):
            for term, shown in ((f"{stem}_{after}", f"{written} {written_after}"), (stem, written)):
                if term in terms:
                    found.setdefault(term, Telling(term, shown, "", fact))
    return list(found.values())


def _market_points(wished: Mapping[str, float], of_market: list[Telling], said: list[Fact], own: Collection[str]) -> float:
    """Return what the market counts: its words beyond those of the wish, and how far all words of markets are words of these (cosine)."""
    if len(of_market) < LEAST_OF_MARKET:
        return 0.0
    beyond = sum(t.term not in own for t in of_market)
    told = profile([word for f in said if f.field in DESCRIBING for word in words(f.value)])
    lengths = math.hypot(*told.values()) * math.hypot(*wished.values())
    near = sum(told.get(key, 0.0) * share for key, share in wished.items()) / lengths if lengths else 0.0
    return min(MOST_OF_MARKET, OF_MARKET * beyond) + near


def _text(by_kind: list[Telling], of_market: list[Telling]) -> str:
    first: dict[str, str] = {}
    for t in by_kind:
        first.setdefault(t.written.casefold(), f"{quote(t.written, 60)} ({t.wanted})")
    parts = []
    if first:
        parts.append(f"Says {listing(list(first.values())[:SHOWN])}, as your ideal customer does")
    others = [w for w in dict.fromkeys(t.written for t in of_market) if w.casefold() not in first]
    if len(others) > 1 or (others and not first):
        shown = listing([quote(w, 40) for w in others][:SHOWN])
        parts.append(f"{'and' if first else 'Says'} {shown}, words of {'that' if first else 'your ideal customer’s'} market")
    where = (by_kind or of_market)[0].fact
    return f"{', '.join(parts)}: {quote(where.value, 160)}."
