"""The area under the ROC curve against hand-worked and published cases."""

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.auc import auc, auc_change, auc_interval

SCORES = st.lists(st.sampled_from([0.1, 0.2, 0.3, 0.4, 0.5]), min_size=2, max_size=12)


@pytest.mark.parametrize(
    ("good", "bad", "expected"),
    [
        ([0.9, 0.8], [0.1, 0.2], 1.0),
        ([0.1], [0.9], 0.0),
        ([0.5, 0.5], [0.5], 0.5),
        ([0.8, 0.4], [0.6, 0.4, 0.2], (3 + 1.5) / 6),  # 0.8 beats three; 0.4 loses to 0.6, ties with 0.4, beats 0.2
    ],
)
def test_worked_by_hand(good: list[float], bad: list[float], expected: float) -> None:
    assert auc(good, bad) == pytest.approx(expected)


def _rates(counts: tuple[int, ...]) -> list[float]:
    return [float(rating) for rating, count in enumerate(counts, 1) for _ in range(count)]


HANLEY_NORMAL, HANLEY_ABNORMAL = _rates((33, 6, 6, 11, 2)), _rates((3, 2, 2, 11, 33))
"""Hanley and McNeil 1982, table I: ratings of 58 normal and 51 abnormal images, from definitely normal to definitely abnormal."""


def test_the_published_example() -> None:
    assert auc(HANLEY_ABNORMAL, HANLEY_NORMAL) == pytest.approx(0.893, abs=0.0005)
    found = auc_interval(HANLEY_ABNORMAL, HANLEY_NORMAL)
    # the paper's standard error is 0.032; DeLong's is 0.0307. On the logit the bounds lean towards 0.5
    middle, width = math.log(0.8932 / 0.1068), 1.984 * 0.0307 / (0.8932 * 0.1068)  # Student's t, not far from z here
    expected = [1 / (1 + math.exp(-bound)) for bound in (middle - width, middle + width)]
    assert (found.low, found.high) == (pytest.approx(expected[0], abs=0.001), pytest.approx(expected[1], abs=0.001))


def test_the_bounds_lie_z_errors_from_the_value_with_the_error_that_holds_there() -> None:
    good, bad = [0.9, 0.8, 0.7, 0.35, 0.6], [0.5, 0.4, 0.3, 0.2, 0.1, 0.65]
    found = auc_interval(good, bad)
    others = (5 + 6) / 2 - 1
    for bound in (found.low, found.high):
        error = math.sqrt(bound * (1 - bound) * (1 + others * ((1 - bound) / (2 - bound) + bound / (1 + bound))) / 30)
        assert abs(found.value - bound) == pytest.approx(1.959964 * error, rel=1e-6)


def test_a_perfect_order_of_few_keeps_a_width() -> None:
    found = auc_interval([0.9] * 5, [0.1] * 5)
    assert (found.value, found.high) == (1.0, 1.0)
    assert 0.5 < found.low < 0.8
    assert auc_interval([0.9] * 50, [0.1] * 50).low > 0.95


@settings(max_examples=100, deadline=None)
@given(good=SCORES, bad=SCORES)
def test_the_interval_holds_the_value_and_mirrors(good: list[float], bad: list[float]) -> None:
    found, mirrored = auc_interval(good, bad), auc_interval(bad, good)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert (mirrored.value, mirrored.low, mirrored.high) == (
        pytest.approx(1 - found.value),
        pytest.approx(1 - found.high, abs=1e-6),
        pytest.approx(1 - found.low, abs=1e-6),
    )


def test_the_change_of_a_paired_case_worked_by_hand() -> None:
    # placements of the good: 1, 1/2 -> 1, 1; of the bad: 1, 1/2 -> 1, 1. Differences 0, 1/2 each: variance 1/8 each.
    found = auc_change(([0.9, 0.4], [0.1, 0.6]), ([0.9, 0.7], [0.1, 0.6]))
    assert found.value == pytest.approx(0.25)
    assert found.high - found.value == pytest.approx(1.959964 * math.sqrt(0.125 / 2 + 0.125 / 2))


def test_the_same_order_changes_nothing_and_has_no_width() -> None:
    good, bad = [0.9, 0.7, 0.3], [0.6, 0.2]
    found = auc_change((good, bad), ([g * 0.5 for g in good], [b * 0.5 for b in bad]))
    assert (found.value, found.low, found.high) == (0, 0, 0)


def test_a_whole_reversal_is_told_with_a_width() -> None:
    found = auc_change(([0.1], [0.9]), ([0.9], [0.1]))
    assert found.value == 1
    assert found.low < 1 < found.high


def test_a_change_is_surer_when_the_scores_go_together() -> None:
    draw = random.Random(5)
    base = [draw.gauss(0, 1) for _ in range(60)]
    close, far = [b + draw.gauss(0, 0.1) for b in base], [draw.gauss(0, 1) for _ in range(60)]
    widths = [i.high - i.low for i in (auc_change((base[:30], base[30:]), (other[:30], other[30:])) for other in (close, far))]
    assert widths[0] < widths[1] / 3
