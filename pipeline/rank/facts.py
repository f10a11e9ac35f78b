"""What is known of a company beside its words (size, place, stage, hiring) against what is wished: a share from 0.1 to 1. Unknown is not no."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from domain.context import BusinessContext
from domain.identity import fold, normal_name
from pipeline.factors.places import countries_in, places_in

UNFIT = 0.1
"""What a company counts that is known not to fit: it comes behind those that may."""

NEAR = 0.25
"""What a company counts whose size is just outside; at twice the bound it is unfit."""

UNSURE = 0.6
"""What an unknown counts where nothing is known of the others either."""

SURE_FROM = 10
"""So many known companies weigh as much as that guess."""

LEAST_UNKNOWN, MOST_UNKNOWN = 0.3, 0.5

_STAGES = {
    "early": re.compile(r"\b(?:early|pre-?seed|seed|angel|inception|idea)\b(?:[ -]stage)?"),
    "growth": re.compile(r"\b(?:growth|late|later|expansion|mature|public)\b(?:[ -]stage)?|\bscale-?ups?\b|\bseries [b-z]\b"),
}
_WANTED_STAGE = {
    "early": re.compile(r"\b(?:early|pre-?seed|seed)[ -]stage\b"),
    "growth": re.compile(r"\b(?:growth|late|later|expansion)[ -]stage\b|\bscale-?ups?\b"),
}
_WANTED_HIRING = re.compile(
    r"\b(?:(?:that|who|which) (?:are|is) (?:\w{1,12} )?hiring|(?:actively|currently|now) hiring|hiring now|with open (?:positions|vacancies|roles))\b"
)


class Company(NamedTuple):
    """A company as a list knows it.

    ``size`` is a head count, or with ``size_to`` a band of it (0: unknown); ``places`` are names of countries and regions
    (empty: unknown); ``stage`` as written ("Seed", "growth"); ``hiring`` None where nothing is known.
    """

    key: str
    name: str
    line: str = ""
    text: str = ""
    size: int = 0
    places: frozenset[str] = frozenset()
    stage: str = ""
    hiring: bool | None = None
    size_to: int = 0


class Wish(NamedTuple):
    """Whom to find: the ideal customer in words, and bounds on what is known (empty or 0: none). ``rivals`` are names, folded by ``plain_name``."""

    text: str
    smallest: int = 0
    largest: int = 0
    places: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    rivals: frozenset[str] = frozenset()
    hiring: bool = False


class Known(NamedTuple):
    """How far what is known of each company fits: a share that its text score is multiplied by, and whether it fits (None: open)."""

    shares: NDArray[np.float64]
    fits: tuple[bool | None, ...]


def wish_of(context: BusinessContext) -> Wish:
    """Return what a context looks for. The offer stays out: it finds the analyst's competitors."""
    asked = " ".join((context.ideal_customer, *context.industry_focus))
    folded = fold(asked)
    return Wish(
        text=asked.strip() or " ".join(context.pain_points),
        smallest=context.company_size_min or 0,
        largest=context.company_size_max or 0,
        places=frozenset(places_in(context.target_market)) if countries_in(context.target_market) else frozenset(),
        stages=frozenset(stage for stage, pattern in _WANTED_STAGE.items() if pattern.search(folded)),
        rivals=frozenset(plain for name in context.competitors if (plain := plain_name(name))),
        hiring=_WANTED_HIRING.search(folded) is not None,
    )


def plain_name(name: str) -> str:
    """Return a name for comparing, without its legal form; each word as it stands, since "Make" and "Maker" are two companies."""
    return normal_name(name)


def stage_of(written: str) -> str:
    """Return ``early`` or ``growth`` for a stage as written, the folded text itself for any other."""
    folded = fold(written)
    return next((stage for stage, pattern in _STAGES.items() if pattern.search(folded)), folded)


def known(companies: Sequence[Company], wish: Wish) -> Known:
    """Compare what is known of each company with the wish.

    An unknown counts as much as the share of the known companies in the list that fit: where nearly all do, it is likely.
    """
    shares = np.ones(len(companies))
    fits: list[bool | None] = [True] * len(companies)
    for found in _asked(companies, wish):
        settled = [share for share in found if share is not None]
        guess = (sum(share == 1.0 for share in settled) + UNSURE * SURE_FROM) / (len(settled) + SURE_FROM)
        unknown = min(MOST_UNKNOWN, max(LEAST_UNKNOWN, guess))
        for place, share in enumerate(found):
            shares[place] *= unknown if share is None else share
            fits[place] = _both(fits[place], None if share is None else share == 1.0)
    return Known(np.maximum(shares, UNFIT**2), tuple(fits))


def _both(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return True if one and other else None


def _asked(companies: Sequence[Company], wish: Wish) -> list[list[float | None]]:
    """Return for each thing that the wish asks for what every company counts; None where it is unknown."""
    found: list[list[float | None]] = []
    if wish.smallest or wish.largest:
        found.append([size_share(c.size, c.size_to, wish.smallest, wish.largest) for c in companies])
    if wish.places:
        wanted = _Places(wish.places)
        found.append([wanted.share(c.places) for c in companies])
    if wish.stages:
        stages = {stage_of(stage) for stage in wish.stages}
        found.append([_stage_share(stage_of(c.stage), stages) for c in companies])
    if wish.hiring:
        found.append([None if c.hiring is None else _share(c.hiring) for c in companies])
    return found


def _stage_share(stage: str, wished: Collection[str]) -> float | None:
    """Return None for what names no stage ("n/a", "Grant", "Private"): it is not known to be another one."""
    return _share(stage in wished) if stage in wished or stage in _STAGES else None


def _share(fits: bool) -> float:
    return 1.0 if fits else UNFIT


def size_share(size: int, size_to: int, smallest: int, largest: int) -> float | None:
    """Return 1 for a head count (or a band) within the bounds (0: none), less the further it is outside, None when it is unknown."""
    if not size and not size_to:
        return None
    low, high = size or 1, max(size, size_to)
    if high >= smallest and (not largest or low <= largest):
        return 1.0
    beyond = smallest / high if high < smallest else low / largest
    return max(UNFIT, NEAR - (NEAR - UNFIT) * (beyond - 1))


class _Places:
    """The wished places, and what a company's places say of them: Kenya is in Africa, "Europe" may be Spain, "Remote" is nowhere."""

    def __init__(self, wished: frozenset[str]) -> None:
        self._names = {fold(name) for name in wished}
        self._codes = frozenset(code for name in wished for code in countries_in(name))
        self._shares: dict[frozenset[str], float | None] = {}

    def share(self, places: frozenset[str]) -> float | None:
        if places not in self._shares:
            self._shares[places] = self._share(places)
        return self._shares[places]

    def _share(self, places: frozenset[str]) -> float | None:
        if any(fold(place) in self._names for place in places):
            return 1.0
        meant = {codes for place in places if (codes := countries_in(place))}
        exact = [codes for codes in meant if not any(other < codes for other in meant)]  # "Europe" says no more where "France" stands as well
        if any(codes <= self._codes for codes in exact):
            return 1.0
        return UNFIT if exact and not any(codes & self._codes for codes in exact) else None
