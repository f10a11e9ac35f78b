from itertools import product

import pytest

from domain.lead_state import ERROR_TYPES, ORDER, REASON_CODES, TERMINAL, TRANSITIONS, ImpossibleTransition, LeadState, advance

H, A, Q, S, F, C = ORDER
X, R = LeadState.FAILED, LeadState.REJECTED

# Written out by hand: staying is always allowed and not listed.
ALLOWED: dict[LeadState, set[LeadState]] = {
    H: {A, Q, S, F, C, X, R},
    A: {Q, S, F, C, X, R},
    Q: {S, F, C, X, R},
    S: {F, C, X, R},
    F: {C, X, R},
    C: set(),
    X: {H, A, Q, S, F},  # a retry returns to the step that failed
    R: set(),
}


@pytest.mark.parametrize(("state", "to"), list(product(LeadState, LeadState)))
def test_every_pair_of_states(state: LeadState, to: LeadState) -> None:
    if to is state or to in ALLOWED[state]:
        assert advance(state, to) is to
    else:
        with pytest.raises(ImpossibleTransition, match=f"{state} -> {to}"):
            advance(state, to)


def test_the_table_knows_every_state() -> None:
    assert set(TRANSITIONS) == set(LeadState) == {*ORDER, X, R}
    assert frozenset({C, X, R}) == TERMINAL


def test_a_failed_lead_returns_only_to_working_states() -> None:
    assert not TRANSITIONS[X] & TERMINAL


def test_every_working_state_can_end_in_every_way() -> None:
    assert all(TRANSITIONS[state] >= TERMINAL for state in LeadState if state not in TERMINAL)


def test_a_code_is_either_a_reason_or_an_error() -> None:
    assert not set(REASON_CODES) & set(ERROR_TYPES)
    assert len(set(REASON_CODES)) == len(REASON_CODES)
    assert len(set(ERROR_TYPES)) == len(ERROR_TYPES)
