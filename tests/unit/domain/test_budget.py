from hypothesis import given, settings
from hypothesis import strategies as st

from domain.budget import Budget
from domain.lead_state import LeadState
from domain.run import Limits


def test_a_fresh_budget_may_start() -> None:
    budget = Budget(limits=Limits(max_leads=1, max_sites=1))
    assert budget.may_start()
    assert not budget.goal_reached
    assert not budget.sites_used_up


def test_what_is_in_flight_may_still_fill_the_goal() -> None:
    budget = Budget(limits=Limits(max_leads=2, max_sites=9)).started().started()
    assert not budget.may_start()
    assert not budget.goal_reached
    assert budget.ended(LeadState.REJECTED).may_start()
    assert budget.ended(LeadState.FAILED).may_start()
    assert not budget.ended(LeadState.COMPLETED).may_start()
    assert budget.ended(LeadState.COMPLETED).ended(LeadState.COMPLETED).goal_reached


def test_sites_bound_the_work_whatever_becomes_of_them() -> None:
    budget = Budget(limits=Limits(max_leads=9, max_sites=1)).started()
    assert budget.sites_used_up
    assert not budget.ended(LeadState.FAILED).may_start()


def test_a_budget_is_a_value() -> None:
    budget = Budget(limits=Limits())
    budget.started()
    assert (budget.sites, budget.in_flight) == (0, 0)


limits = st.builds(Limits, max_leads=st.integers(1, 6), max_sites=st.integers(1, 12))


@settings(deadline=None, max_examples=60)
@given(limits, st.lists(st.sampled_from([None, LeadState.COMPLETED, LeadState.FAILED, LeadState.REJECTED]), max_size=40))
def test_no_order_of_starts_and_ends_breaks_a_limit(limits: Limits, moves: list[LeadState | None]) -> None:
    budget = Budget(limits=limits)
    for move in moves:  # None: start another site
        if move is None and budget.may_start():
            budget = budget.started()
        elif move is not None and budget.in_flight:
            budget = budget.ended(move)
        assert budget.completed + budget.in_flight <= limits.max_leads
        assert budget.completed + budget.in_flight <= budget.sites <= limits.max_sites
        assert budget.goal_reached == (budget.completed == limits.max_leads)
