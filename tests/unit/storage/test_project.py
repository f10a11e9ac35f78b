"""What steps and events change in a passage: columns of their own each, so that the order of the two logs does not matter."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.events import AgentStart, LeadEnrichmentEnd, LeadGenerated, LeadRejected
from domain.events import LeadData as Data
from domain.lead_state import LeadState, Stage
from storage.project import ENDING, STATE, WHOLE, Passage, after_event, after_step, begun, change_of, extent, package_columns, reopened, stage_of
from tests.contract.store_kit import fact, package

AT = datetime(2026, 3, 1)
NEW = begun("firm.example", "https://firm.example/", AT)
DATA = {"company_name": "Firm AG", "website": "https://www.firm.example/"}
GENERATED = LeadGenerated(lead_id="l", lead_data=Data.model_validate(DATA), source_url="u", agent_name="a")
DONE = LeadEnrichmentEnd(lead_id="l", company_name="Firm", success=True, final_package=package())


def minutes(n: int) -> datetime:
    return AT + timedelta(minutes=n)


@pytest.mark.parametrize("state", LeadState)
@pytest.mark.parametrize("tier", ["", "A", "B"])
def test_stages(state: LeadState, tier: str) -> None:
    expected = {LeadState.COMPLETED: Stage.QUALIFIED if tier == "A" else Stage.REVIEW, LeadState.REJECTED: Stage.REJECTED}
    assert stage_of(state, tier) == expected.get(state, Stage.ENRICHING)


def test_events_name_the_company() -> None:
    assert change_of(GENERATED, DATA) == DATA
    assert change_of(GENERATED, None) == {}
    assert change_of(LeadRejected(lead_id="l", company_name="Firm", source_url="u", reason_code="excluded", reason="r"), None) == {"company_name": "Firm"}
    assert change_of(LeadEnrichmentEnd(lead_id="l", company_name="Firm", success=False, error_type="timeout"), None) == {"company_name": "Firm"}
    assert change_of(AgentStart(agent_name="a", lead_id="l"), None) is None


def test_a_package_fills_the_columns() -> None:
    done = after_event(NEW, change_of(DONE, package(tier="B", score=0.7)) or {}, minutes(1))
    assert (done.company_name, done.tier, done.country, done.email, done.phone, done.city) == ("Firm AG", "B", "DE", "info@firm.example", "", "")
    assert (done.facts, done.verified, done.prospect, done.urgency_high) == (4, 3, 0.7, pytest.approx(0.8))
    assert (done.state, done.stage_auto) == (LeadState.HARVESTED, Stage.ENRICHING)


@pytest.mark.parametrize("broken", [{}, {"analysis": {"absent": "no"}, "qualification": {"absent": "no"}}, {"ai_intelligence": {"prospect_score": 0.3}}])
def test_absent_sections_leave_columns_empty(broken: dict[str, Any]) -> None:
    columns = package_columns(broken)
    assert (columns["sector"], columns["tier"], columns["facts"]) == ("", "", 0)
    assert columns["prospect"] == broken.get("ai_intelligence", {}).get("prospect_score")
    assert set(columns) <= set(Passage._fields)


def test_the_sector_is_the_analysis_s_or_a_verified_fact() -> None:
    facts = {"lead_facts": {"facts": [fact("sector", "Bakeries"), fact("sector", "Banks", "unverified")]}}
    assert package_columns(facts)["sector"] == "Bakeries"
    assert package_columns(facts | {"analysis": {"sector": "Food"}})["sector"] == "Food"


def test_steps_move_the_state() -> None:
    going = after_step(NEW, "ANALYZING", "", "", None, minutes(1))
    assert (going.state, going.ended_at, going.updated_at) == ("ANALYZING", None, minutes(1))
    assert after_step(going, "", "", "", None, minutes(2)).state == "ANALYZING"
    failed = after_step(going, "FAILED", "timeout", "slow", 4, minutes(3))
    assert (failed.code, failed.message, failed.finish_no, failed.ended_at, failed.stage_auto) == ("timeout", "slow", 4, minutes(3), Stage.ENRICHING)
    again = reopened(failed, "ANALYZING", minutes(4))
    assert (again.state, again.code, again.message, again.finish_no, again.ended_at) == ("ANALYZING", "", "", None, None)
    assert reopened(failed, "", minutes(4)).state == LeadState.HARVESTED
    assert reopened(going, "QUALIFYING", minutes(4)) == going


def test_extents() -> None:
    step = after_step(NEW, "ANALYZING", "", "", None, minutes(1))
    named = after_event(NEW, DATA, minutes(1))
    whole = after_event(NEW, package_columns(package()), minutes(1))
    assert [extent(NEW, p) for p in (step, named, whole)] == [STATE, ENDING, WHOLE]
    assert extent(NEW, after_step(NEW, "REJECTED", "excluded", "", 1, AT)) == ENDING


STEPS = st.tuples(st.sampled_from(["", "ANALYZING", "COMPLETED", "REJECTED"]), st.integers(0, 9))
CHANGES = st.tuples(st.sampled_from([DATA, package_columns(package(tier="A")), package_columns(package(tier="C"))]), st.integers(0, 9))


@given(log=st.lists(st.tuples(st.just("step"), STEPS) | st.tuples(st.just("event"), CHANGES), max_size=12))
def test_the_two_logs_may_be_read_one_after_the_other(log: list[tuple[str, Any]]) -> None:
    def play(entries: list[tuple[str, Any]]) -> Passage:
        passage = NEW
        for kind, (what, at) in entries:
            passage = after_step(passage, what, "", "", None, minutes(at)) if kind == "step" else after_event(passage, what, minutes(at))
        return passage

    assert play(log) == play(sorted(log, key=lambda entry: entry[0])) == play(sorted(log, key=lambda entry: entry[0], reverse=True))
