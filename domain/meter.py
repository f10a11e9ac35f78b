"""The honest meter: what the analyst's labels say about an order of leads, with intervals, and when they say too little.

Only labelled leads can be counted, and analysts label mostly what stands on top. So the precision among the first k leads is
that of the labelled ones there, with how many those are and what the unlabelled ones could make of it.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from domain.auc import Interval, Z, auc_change, auc_interval
from domain.base import Value

Label = Literal["good", "bad", "none"]

CUTS = (5, 10, 20)
LEAST = 5
"""Good and bad labels, each, below which no area is given. At 4 and 4 one misplaced lead makes a perfect order indistinguishable
from chance (exact Mann-Whitney test, two-sided p = 0.057); at 5 and 5 it does not (p = 0.016)."""

LEAST_FOR_CHANGE = 10
"""Good and bad labels, each, below which a change is never called real: with fewer, DeLong's interval misses more often than it says
(91 % instead of 95 % at 5 and 5: ``python -m bench.meter``)."""

PER_WEIGHT = 10
"""Labels of the rarer kind for each weight that is moved: with fewer, weights are fitted to the labels rather than to what makes a
lead good (ten events per variable: Peduzzi and others, Journal of Clinical Epidemiology 49, 1996, 1373-1379)."""

REASONS: dict[bool, tuple[str, ...]] = {
    True: ("great_fit", "clear_need", "right_moment", "easy_to_reach", "known_to_us"),
    False: ("wrong_sector", "too_small", "too_large", "wrong_country", "no_need", "already_customer", "competitor", "bad_data"),
}
"""Quick reasons for a good and for a bad lead, as keys."""

_BETWEEN = "; "


class Reason(NamedTuple):
    """Why a lead was judged so: quick reasons by key, and free text."""

    keys: tuple[str, ...]
    text: str


def reason_of(written: str, good: bool | None) -> Reason:
    """Return the quick reasons and the free text of what a label keeps."""
    known = REASONS.get(good, ()) if good is not None else ()
    parts = written.split(_BETWEEN)
    count = next((n for n, part in enumerate(parts) if part not in known), len(parts))
    return Reason(tuple(dict.fromkeys(parts[:count])), _BETWEEN.join(parts[count:]).strip())


def written(keys: Iterable[str], text: str) -> str:
    """Return quick reasons and free text as a label keeps them (see :func:`reason_of`)."""
    return _BETWEEN.join((*dict.fromkeys(keys), *filter(None, (text.strip(),))))


def wilson(hits: int, trials: int) -> Interval:
    """Return a share with Wilson's score interval of 95 % (Journal of the American Statistical Association 22, 1927, 209-212)."""
    share, square = hits / trials, Z * Z
    middle = (share + square / (2 * trials)) / (1 + square / trials)
    half = Z / (1 + square / trials) * math.sqrt(share * (1 - share) / trials + square / (4 * trials * trials))
    return Interval(value=share, low=max(0.0, middle - half), high=min(1.0, middle + half))


class Judged(NamedTuple):
    """A lead as the meter sees it: its score and label (None: not labelled)."""

    lead_id: str
    score: float
    good: bool | None


def ranked(leads: Iterable[Judged]) -> list[Judged]:
    """Return leads best first; of equal scores by lead_id, as the lists do."""
    return sorted(leads, key=lambda lead: (-lead.score, lead.lead_id))


class Cut(Value):
    """The first k leads of an order.

    Attributes:
        precision: share of good ones among the labelled, with Wilson's interval; None when none is labelled.
        low: the share of good ones in all k should every unlabelled one be bad, and equal scores at the border fall against us.
        high: the same should every unlabelled one be good, and equal scores fall for us.
        tied: leads with the score of the k-th one that stand behind it: another order of equals would show them.
        lift: precision over the share of good ones among all labelled.
    """

    k: int
    labelled: int
    good: int
    precision: Interval | None
    low: float
    high: float
    tied: int
    lift: float | None


class Meter(Value):
    """What the labels say about an order.

    Attributes:
        ranked: leads in the order.
        unranked: labelled leads that are not in it, because they have no finished passage under this context.
        base: share of good ones among the labelled, with Wilson's interval.
        area: area under the ROC curve; None while there are too few labels.
        good_missing: good labels still needed for it; ``bad_missing`` the same for bad ones.
    """

    ranked: int
    good: int
    bad: int
    unranked: int = 0
    base: Interval | None
    area: Interval | None
    cuts: tuple[Cut, ...]
    good_missing: int
    bad_missing: int


def measure(leads: Iterable[Judged], unranked: int = 0) -> Meter:
    """Return the meter of leads in the order of their scores. A lead counts once, however often it is given."""
    order = ranked({lead.lead_id: lead for lead in leads}.values())
    good = [lead.score for lead in order if lead.good is True]
    bad = [lead.score for lead in order if lead.good is False]
    enough = len(good) >= LEAST and len(bad) >= LEAST
    return Meter(
        ranked=len(order),
        good=len(good),
        bad=len(bad),
        unranked=unranked,
        base=wilson(len(good), len(good) + len(bad)) if good or bad else None,
        area=auc_interval(good, bad) if enough else None,
        cuts=tuple(_cut(order, k, len(good) / (len(good) + len(bad)) if good else 0.0) for k in CUTS if k <= len(order)),
        good_missing=max(0, LEAST - len(good)),
        bad_missing=max(0, LEAST - len(bad)),
    )


def _cut(order: Sequence[Judged], k: int, base: float) -> Cut:
    top = order[:k]
    labelled, good = sum(lead.good is not None for lead in top), sum(lead.good is True for lead in top)
    border = top[-1].score
    above = [lead for lead in top if lead.score > border]
    equal = [lead for lead in order if lead.score == border]
    free = k - len(above)
    least = _count(above, True) + max(0, free - (len(equal) - _count(equal, True)))
    most = len(above) - _count(above, False) + min(free, len(equal) - _count(equal, False))
    precision = wilson(good, labelled) if labelled else None
    return Cut(
        k=k,
        labelled=labelled,
        good=good,
        precision=precision,
        low=least / k,
        high=most / k,
        tied=len(equal) - free,
        lift=precision.value / base if precision and base else None,
    )


def _count(leads: Sequence[Judged], good: bool) -> int:
    return sum(lead.good is good for lead in leads)


Doubt = Literal["too_few", "noise", "fitted"]


class Change(Value):
    """What other scores make of the same labels.

    Attributes:
        area: change of the area with its interval; None while there are too few labels for an area.
        moved: leads whose place changed.
        doubts: why the change may mean nothing: ``too_few`` labels, within the ``noise``, weights ``fitted`` to too few labels.
    """

    before: Meter
    after: Meter
    area: Interval | None
    moved: int
    doubts: tuple[Doubt, ...]


def compare(before: Sequence[Judged], after: Sequence[Judged], weights_moved: int, unranked: int = 0) -> Change:
    """Return what changes from one scoring of leads to another one of the same leads, in the same sequence."""
    older, newer = measure(before, unranked), measure(after, unranked)
    area = auc_change(_split(before), _split(after)) if older.area and newer.area else None
    places = {lead.lead_id: n for n, lead in enumerate(ranked(before))}
    moved = sum(places[lead.lead_id] != n for n, lead in enumerate(ranked(after)))
    return Change(before=older, after=newer, area=area, moved=moved, doubts=tuple(_doubts(older, area, weights_moved)))


def _split(leads: Sequence[Judged]) -> tuple[list[float], list[float]]:
    return [lead.score for lead in leads if lead.good is True], [lead.score for lead in leads if lead.good is False]


def _doubts(meter: Meter, area: Interval | None, weights_moved: int) -> Iterable[Doubt]:
    rarer = min(meter.good, meter.bad)
    if not weights_moved:
        return
    if rarer < LEAST_FOR_CHANGE:
        yield "too_few"
    if area is not None and area.low <= 0 <= area.high:
        yield "noise"
    if rarer < PER_WEIGHT * weights_moved:
        yield "fitted"
