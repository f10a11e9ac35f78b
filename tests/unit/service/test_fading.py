from datetime import date

from service.fading import fading
from tests.factories import make_fact

READ = date(2026, 11, 21)


def test_a_signal_is_halved_after_each_half_life() -> None:
    hired = make_fact("signal", "We are looking for a fitter.", kind="hiring", date="2026-11-01")
    (then,), (later,) = fading([hired], READ), fading([hired], date(2027, 1, 30))
    assert (then.noun, then.half_life, later.age) == ("hiring", 90, 90)
    assert later.now == round(later.now, 4)
    assert 0 < later.now < later.then == then.then
    (twice,) = fading([hired], date(2027, 4, 30))
    assert abs(twice.now - later.now / 2) < 1e-3


def test_without_a_date_nothing_fades_and_ahead_counts_in_full() -> None:
    undated = make_fact("signal", "A new hall is being built.", kind="expansion", date="")
    ahead = make_fact("signal", "Our second cold store opens in March 2027.", kind="expansion", date="2027-03")
    first, second = fading([undated, ahead], date(2026, 12, 1))
    assert (first.age, first.now) == (-104, 0.9)
    assert (second.age, second.date, second.now) == (None, "", second.then)


def test_only_signals_that_scores_count_are_listed() -> None:
    facts = [make_fact("email", "a@b.example"), make_fact("signal", "Perhaps.", status="unverified", kind="award"), make_fact("signal", "Won.", kind="award")]
    assert [one.text for one in fading(facts, READ)] == ["Won."]
