"""How well scores tell good from bad: the area under the ROC curve, its interval, and the interval of a change. Plain arithmetic.

The area is the probability that a good lead drawn at random scores higher than a bad one, ties counted half (the Mann-Whitney
statistic). 0.5 is chance, 1 a perfect order.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from domain.base import Value

Z = 1.959964
"""Two-sided 95 %."""

MANY, LOPSIDED = 30, 3
"""Labels from which the variance is taken from the scores themselves; with fewer, where one group is so many times the other."""

_HALVINGS = 48


class Interval(Value):
    """A value between its bounds of 95 % confidence."""

    value: float
    low: float
    high: float


def auc(good: Sequence[float], bad: Sequence[float]) -> float:
    """Return the area under the ROC curve. Both groups must hold something."""
    return sum(_above(good, bad)) / len(good)


def auc_interval(good: Sequence[float], bad: Sequence[float]) -> Interval:
    """Return the area with an interval that holds what it says for few labels and for many (``python -m bench.meter``).

    Below 30 labels: method 5 of Newcombe (Statistics in Medicine 25, 2006, 559-573). The bounds are the areas that lie z standard
    errors from the one found, with the error that Hanley and McNeil's variance (Radiology 143, 1982, 29-36) has at the bound itself
    and (m + n) / 2 - 1 for both m - 1 and n - 1. It stays within 0 and 1 and keeps a width when the order is perfect.

    From 30 labels, and where one group is three times the other: DeLong's variance (Biometrics 44, 1988, 837-845) on the logit of
    the area, with Student's t by Satterthwaite's approximation. It assumes nothing of the scores, where the other comes out too
    narrow when one group is larger and spread otherwise. A perfect order has no such variance: Newcombe again.
    """
    of_good, of_bad = _above(good, bad), _below(good, bad)
    value, error = auc(good, bad), _delong(of_good, of_bad)
    few = len(good) + len(bad) < MANY and max(len(good), len(bad)) < LOPSIDED * min(len(good), len(bad))
    if few or not error or not 0 < value < 1:
        return Interval(value=value, low=_bound(value, len(good), len(bad)), high=1 - _bound(1 - value, len(good), len(bad)))
    middle, width = math.log(value / (1 - value)), _student(of_good, of_bad) * error / (value * (1 - value))
    return Interval(value=value, low=_share(middle - width), high=_share(middle + width))


def auc_change(before: tuple[Sequence[float], Sequence[float]], after: tuple[Sequence[float], Sequence[float]]) -> Interval:
    """Return by how much the area changes from one scoring of the same leads to another, with DeLong's interval (Biometrics 44, 1988, 837-845).

    Args:
        before: scores of the good and of the bad leads, in some order.
        after: their other scores, in the same order.

    The variance is that of the paired placements. Where it comes out as 0 although the areas differ, one pair of leads that
    changes places is taken as the least that can be told.
    """
    (good, bad), (good_after, bad_after) = before, after
    of_good = [b - a for a, b in zip(_above(good, bad), _above(good_after, bad_after), strict=True)]
    of_bad = [b - a for a, b in zip(_below(good, bad), _below(good_after, bad_after), strict=True)]
    value = sum(of_good) / len(of_good)
    width = Z * _delong(of_good, of_bad)
    if value and not width:
        width = 1 / (len(good) * len(bad))
    return Interval(value=value, low=value - width, high=value + width)


def _above(good: Sequence[float], bad: Sequence[float]) -> list[float]:
    """For each good lead the share of the bad ones that score lower."""
    ordered = sorted(bad)
    return [(bisect_left(ordered, s) + bisect_right(ordered, s)) / (2 * len(ordered)) for s in good]


def _below(good: Sequence[float], bad: Sequence[float]) -> list[float]:
    """For each bad lead the share of the good ones that score higher."""
    return [1 - share for share in _above(bad, good)]


def _delong(of_good: Sequence[float], of_bad: Sequence[float]) -> float:
    """Return the standard error of a mean of placements (or of their differences)."""
    return math.sqrt(_variance(of_good) / len(of_good) + _variance(of_bad) / len(of_bad))


def _student(of_good: Sequence[float], of_bad: Sequence[float]) -> float:
    """Return the 97.5 % point of Student's t for the variance of a sum of two means, by its expansion, with Satterthwaite's approximation."""
    parts = [(_variance(of) / len(of), len(of) - 1) for of in (of_good, of_bad)]
    freedom = sum(part for part, _ in parts) ** 2 / sum(part * part / less for part, less in parts)
    return Z + (Z**3 + Z) / (4 * freedom) + (5 * Z**5 + 16 * Z**3 + 3 * Z) / (96 * freedom * freedom)


def _share(logit: float) -> float:
    return 1 / (1 + math.exp(-logit)) if logit > -500 else 0.0


def _variance(values: Sequence[float]) -> float:
    if len(values) < 2:
        return 0.0
    mean = sum(values) / len(values)
    return sum((v - mean) ** 2 for v in values) / (len(values) - 1)


def _error(area: float, goods: int, bads: int) -> float:
    """Hanley and McNeil's standard error at a true area, both groups taken at their mean size less one."""
    others = (goods + bads) / 2 - 1
    return math.sqrt(area * (1 - area) * (1 + others * ((1 - area) / (2 - area) + area / (1 + area))) / (goods * bads))


def _bound(value: float, goods: int, bads: int) -> float:
    """Return the lower bound, by halving."""
    low, high = 0.0, value
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if value - middle > Z * _error(middle, goods, bads):
            low = middle
        else:
            high = middle
    return high
