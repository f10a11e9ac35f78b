import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.score import AXES, Factor, FactorState, total, weighed

MET, NOT, UNKNOWN = FactorState

factors = st.lists(
    st.builds(
        Factor,
        rule=st.just("r"),
        axis=st.sampled_from(AXES),
        weight=st.floats(0.01, 100),
        state=st.sampled_from(FactorState),
        text=st.just(""),
        prior=st.floats(0, 1),
        strength=st.floats(0, 1),
    ),
    max_size=12,
).map(tuple)


def factor(state: FactorState, weight: float = 1.0, prior: float = 0.3, strength: float = 1.0) -> Factor:
    return Factor(rule="r", axis="prospect", weight=weight, state=state, text="", prior=prior, strength=strength)


@pytest.mark.parametrize(
    ("given_factors", "expected"),
    [
        ((), (0.0, 0.0, 1.0)),
        ((factor(MET),), (1.0, 1.0, 1.0)),
        ((factor(NOT),), (0.0, 0.0, 0.0)),
        ((factor(UNKNOWN),), (0.3, 0.0, 1.0)),
        ((factor(MET), factor(UNKNOWN, prior=0.5)), (0.75, 0.5, 1.0)),
        ((factor(MET, 3), factor(NOT, 1)), (0.75, 0.75, 0.75)),
        ((factor(MET, strength=0.5), factor(NOT)), (0.25, 0.25, 0.25)),
        ((factor(UNKNOWN, 2, prior=0), factor(MET, 2)), (0.5, 0.5, 1.0)),
    ],
)
def test_a_score_is_the_sum_of_its_factors(given_factors: tuple[Factor, ...], expected: tuple[float, float, float]) -> None:
    assert total(given_factors) == expected


@settings(deadline=None, max_examples=50)
@given(factors)
def test_value_stands_inside_its_interval_and_all_stand_between_0_and_1(some: tuple[Factor, ...]) -> None:
    value, low, high = total(some)
    assert 0 <= low <= value <= high <= 1


@settings(deadline=None, max_examples=60)
@given(factors, st.sampled_from(FactorState), st.floats(0.01, 100))
def test_settling_an_unknown_stays_inside_the_interval_it_left_open(some: tuple[Factor, ...], state: FactorState, weight: float) -> None:
    _, low, high = total((*some, factor(UNKNOWN, weight)))
    value, settled_low, settled_high = total((*some, factor(state, weight)))
    assert low - 1e-4 <= settled_low <= value <= settled_high <= high + 1e-4


@settings(deadline=None, max_examples=60)
@given(factors, st.floats(0.01, 100))
def test_unknown_never_counts_as_no(some: tuple[Factor, ...], weight: float) -> None:
    unknown, no = total((*some, factor(UNKNOWN, weight))), total((*some, factor(NOT, weight)))
    assert unknown[0] >= no[0]
    assert unknown[2] >= no[2]


@settings(deadline=None, max_examples=60)
@given(factors)
def test_without_unknowns_the_interval_is_closed(some: tuple[Factor, ...]) -> None:
    settled = tuple(f for f in some if f.state is not UNKNOWN)
    value, low, high = total(settled)
    assert (low, high) == ((value, value) if settled else (0.0, 1.0))


@pytest.mark.parametrize("bad", [{"weight": 0.0}, {"weight": -1.0}, {"weight": float("inf")}, {"prior": 1.1}, {"strength": -0.1}, {"prior": float("nan")}])
def test_a_factor_that_makes_no_sense_is_refused(bad: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        Factor.model_validate({"rule": "r", "axis": "prospect", "weight": 1.0, "state": "met", "text": "", **bad})


def test_a_multiplier_changes_what_a_factor_counts_and_0_leaves_it_out() -> None:
    some = (factor(MET, 1.0), factor(NOT, 1.0).model_copy(update={"rule": "other"}))
    assert total(some)[0] == 0.5
    assert total(weighed(some, {"r": 3.0}))[0] == 0.75
    assert total(weighed(some, {"other": 0.0}))[0] == 1.0
    assert total(weighed(some, {"r": 0.0, "other": 0.0})) == (0.0, 0.0, 1.0)


def test_weights_stand_in_place_of_older_ones_and_all_pains_go_together() -> None:
    some = (factor(MET, 2.0).model_copy(update={"rule": "pain:0"}), factor(MET, 2.0).model_copy(update={"rule": "pain:11"}))
    assert [f.counted for f in weighed(weighed(some, {"pain": 3.0}), {"pain": 0.5})] == [1.0, 1.0]
    assert weighed(some, {"unheard_of": 2.0, "pain:0": 3.0}) == some


@settings(deadline=None, max_examples=60)
@given(factors, st.floats(0.1, 3))
def test_the_same_weight_for_all_changes_nothing(some: tuple[Factor, ...], weight: float) -> None:
    assert total(weighed(some, {"r": weight})) == pytest.approx(total(some), abs=2e-4)
