"""What is said of an order of leads: precision at k with its bounds, too few labels, ties, doubts about a change."""

from math import comb

import pytest

from domain.meter import LEAST, REASONS, Judged, compare, measure, ranked, reason_of, wilson, written


def leads(marks: str, step: float = 0.01) -> list[Judged]:
    """Leads best first: + good, - bad, . not labelled; a letter in brackets shares the score of the one before."""
    made: list[Judged] = []
    score = 1.0
    for n, mark in enumerate(marks.replace("=", "")):
        made.append(Judged(f"l{n:03}", round(score, 6), {"+": True, "-": False, ".": None}[mark]))
        score -= step
    return made


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),  # Newcombe, Statistics in Medicine 17, 1998, table I, method 3
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_bounds(hits: int, trials: int, low: float, high: float) -> None:
    found = wilson(hits, trials)
    assert (found.value, found.low, found.high) == (hits / trials, pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_precision_at_k_counts_the_labelled_and_bounds_the_rest() -> None:
    cut = measure(leads("++-..+----")).cuts[0]
    assert (cut.k, cut.labelled, cut.good) == (5, 3, 2)
    assert cut.precision is not None
    assert cut.precision.value == pytest.approx(2 / 3)
    assert (cut.low, cut.high) == (2 / 5, 4 / 5)
    assert cut.lift == pytest.approx((2 / 3) / (3 / 8))
    assert [c.k for c in measure(leads("++-..+----")).cuts] == [5, 10]
    assert [c.k for c in measure(leads("++-.")).cuts] == []


def test_nothing_labelled_among_the_first_is_no_precision_of_0() -> None:
    cut = measure(leads(".....+-")).cuts[0]
    assert (cut.precision, cut.lift, cut.low, cut.high) == (None, None, 0.0, 1.0)


def test_equal_scores_at_the_border_widen_the_bounds() -> None:
    held = leads("+-+-+-+-", step=0.0)
    cut = measure(held).cuts[0]
    assert (cut.tied, cut.low, cut.high) == (3, 1 / 5, 4 / 5)  # of 8 equal ones, 5 are shown: 1 to 4 of them good
    assert measure([lead._replace(score=0.9) if n < 5 else lead._replace(score=0.1) for n, lead in enumerate(held)]).cuts[0].tied == 0


def test_the_order_is_that_of_the_lists() -> None:
    assert [lead.lead_id for lead in ranked([Judged("b", 0.5, None), Judged("a", 0.5, None), Judged("c", 0.7, None)])] == ["c", "a", "b"]


@pytest.mark.parametrize(("marks", "good", "bad"), [("++++-----", 1, 0), ("+++++----", 0, 1), ("....", 5, 5), ("+-", 4, 4)])
def test_too_few_labels_say_how_many_are_missing(marks: str, good: int, bad: int) -> None:
    found = measure(leads(marks))
    assert (found.area, found.good_missing, found.bad_missing) == (None, good, bad)
    assert (found.good, found.bad) == (marks.count("+"), marks.count("-"))


def test_the_least_is_where_one_misplaced_lead_still_differs_from_chance() -> None:
    def two_sided(n: int) -> float:  # exact: orders with at most one swap of neighbours, out of all
        return 2 * 2 / comb(2 * n, n)

    assert two_sided(LEAST - 1) > 0.05 > two_sided(LEAST)


def test_enough_labels_give_an_area_and_no_labels_no_base() -> None:
    found = measure(leads("+++++-----"), unranked=3)
    assert found.area is not None
    assert (found.area.value, found.unranked, found.good_missing) == (1.0, 3, 0)
    assert found.base is not None
    assert found.base.value == 0.5
    assert measure(leads("...")).base is None


def test_a_lead_given_twice_counts_once() -> None:
    held = leads("+++++-----")
    assert measure([*held, *held[:4]]) == measure(held)


def test_a_change_within_the_noise_is_called_so() -> None:
    before = leads("+-+-+-+-+-+-+-+-+-+-+-+-")
    scores = [lead.score for lead in before]
    scores[0], scores[1] = scores[1], scores[0]
    slightly = [lead._replace(score=s) for lead, s in zip(before, scores, strict=True)]
    change = compare(before, slightly, weights_moved=1)
    assert (change.doubts, change.moved) == (("noise",), 2)
    assert change.area is not None
    assert change.area.low <= 0 <= change.area.high


def test_a_clear_change_is_not_doubted_and_many_weights_are() -> None:
    before = [Judged(f"l{n:03}", (n * 37 % 60) / 60, n % 2 == 0) for n in range(60)]
    after = [lead._replace(score=lead.score / 10 + (0.9 if lead.good else 0)) for lead in before]
    assert compare(before, after, weights_moved=1).doubts == ()
    assert compare(before, after, weights_moved=4).doubts == ("fitted",)
    assert compare(before, before, weights_moved=0).doubts == ()


def test_with_few_labels_every_change_is_doubted() -> None:
    before = leads("+-+-+-+-+-")
    after = [lead._replace(score=1.0 if lead.good else 0.0) for lead in before]
    assert compare(before, after, weights_moved=1).doubts == ("too_few", "fitted")
    few = compare(before[:4], after[:4], weights_moved=1)
    assert (few.area, few.doubts) == (None, ("too_few", "fitted"))


@pytest.mark.parametrize(
    ("keys", "text"), [((), ""), (("too_small",), ""), (("too_small", "no_need"), "they; told us"), ((), "only words"), (("bad_data",), "too_small by far")]
)
def test_a_reason_comes_back_as_it_was_given(keys: tuple[str, ...], text: str) -> None:
    assert reason_of(written(keys, text), good=False) == (keys, text)


def test_a_key_counts_only_for_its_own_label() -> None:
    assert reason_of("too_small", good=True) == ((), "too_small")
    assert reason_of("anything", good=None) == ((), "anything")
    assert not set(REASONS[True]) & set(REASONS[False])
