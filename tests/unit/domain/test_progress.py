from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.lead_state import LeadState
from domain.progress import AGENTS, LeadView, Progress, RunView, fold

START = datetime(2026, 11, 21, 8, tzinfo=UTC)
unhurried = settings(deadline=None, max_examples=50)


class Log:
    """Writes wire events as a run would, with a clock that moves by hand."""

    def __init__(self) -> None:
        self.wires: list[dict[str, Any]] = []
        self.now = START

    def add(self, event_type: str, after: float = 0.0, **fields: Any) -> "Log":
        self.now += timedelta(seconds=after)
        head = {"v": 1, "timestamp": self.now.isoformat().replace("+00:00", "Z"), "job_id": "run-1", "user_id": "ann", "seq": len(self.wires) + 1}
        self.wires.append({**head, "event_type": event_type, **fields})
        return self

    def start(self, goal: int = 10, attempt: int = 1, after: float = 0.0) -> "Log":
        return self.add("pipeline_start", after, initial_query="", max_leads_to_generate=goal, attempt=attempt)

    def found(self, candidates: int) -> "Log":
        return self.add(
            "tool_call_output", tool_name="search", agent_name="discoverer", output_snippet=f"{candidates} candidate websites", is_final=True, call_id="s"
        )

    def agent(self, lead: str, name: str = AGENTS[0], state: LeadState | None = None, after: float = 0.0) -> "Log":
        return self.add("agent_start", after, agent_name=name, agent_description="", input_query=f"https://{lead}.example/", lead_id=lead, state=state)

    def generated(self, lead: str) -> "Log":
        data: dict[str, Any] = {"company_name": lead.upper(), "website": f"https://{lead}.example/", "description": None, "enrichment": {}}
        return self.add("lead_generated", lead_id=lead, lead_data=data, source_url=f"https://{lead}.example/", agent_name="harvester")

    def completed(self, lead: str, after: float = 0.0) -> "Log":
        return self.add("lead_enrichment_end", after, lead_id=lead, company_name=lead.upper(), success=True, error_type=None, error_message=None)

    def failed(self, lead: str, code: str = "timeout", after: float = 0.0) -> "Log":
        return self.add("lead_enrichment_end", after, lead_id=lead, company_name=lead, success=False, error_type=code, error_message="No answer.")

    def rejected(self, lead: str, code: str = "excluded", after: float = 0.0) -> "Log":
        return self.add(
            "lead_rejected", after, lead_id=lead, company_name=None, source_url=f"https://{lead}.example/", reason_code=code, reason="On your list."
        )

    def end(self, outcome: str = "completed", message: str | None = None, after: float = 0.0) -> "Log":
        return self.add(
            "pipeline_end", after, total_leads_generated=0, execution_time_seconds=1.0, success=True, error_message=message, attempt=1, outcome=outcome
        )

    def view(self, after: float = 0.0) -> RunView:
        return fold(self.wires, self.now + timedelta(seconds=after))


def lead_of(view: RunView, lead_id: str) -> LeadView:
    return next(lead for lead in view.leads if lead.lead_id == lead_id)


@st.composite
def runs(draw: st.DrawFn) -> Log:
    """A plausible run: one to three attempts, leads side by side, each ending once (or not at all when the process dies)."""
    log, goal, count = Log(), draw(st.integers(1, 6)), draw(st.integers(0, 8))
    ahead = {f"lead{n}": list(AGENTS[: draw(st.integers(1, len(AGENTS)))]) for n in range(count)}
    attempts = draw(st.integers(1, 3))
    for attempt in range(1, attempts + 1):
        log.start(goal, attempt, after=draw(st.floats(0, 500)))
        if attempt == 1:
            log.found(count)
        for _ in range(draw(st.integers(0, 30))):
            if not ahead:
                break
            lead = draw(st.sampled_from(sorted(ahead)))
            seconds = draw(st.floats(0, 30))
            if ahead[lead]:
                log.agent(lead, ahead[lead].pop(0), LeadState.HARVESTED, after=seconds)
            else:
                del ahead[lead]
                getattr(log, draw(st.sampled_from(["completed", "failed", "rejected"])))(lead, after=seconds)
        if draw(st.booleans()):
            log.end(draw(st.sampled_from(["cancelled", "failed", "goal_unreached", "completed"])), after=1)
    return log


@unhurried
@given(runs(), st.lists(st.integers(0, 100), max_size=6), st.integers(0, 5))
def test_events_fed_in_pieces_even_twice_give_the_picture_of_the_whole(log: Log, cuts: list[int], overlap: int) -> None:
    progress, bounds = Progress(), sorted({0, *(c % (len(log.wires) + 1) for c in cuts), len(log.wires)})
    for low, high in pairwise(bounds):
        for wire in log.wires[max(0, low - overlap) : high]:
            progress.apply(wire)
        progress.snapshot(log.now)  # looking changes nothing
    assert progress.snapshot(log.now) == log.view()


@unhurried
@given(runs(), st.floats(-1000, 1000))
def test_every_picture_of_a_run_makes_sense(log: Log, after: float) -> None:
    progress, percent, attempt = Progress(), 0.0, 0
    for wire in log.wires:
        progress.apply(wire)
        view = progress.snapshot(datetime.fromisoformat(wire["timestamp"]))
        assert view.attempt > attempt or view.percent >= percent
        percent, attempt = view.percent, view.attempt
        assert sane(view) == sane(progress.snapshot(log.now + timedelta(seconds=after)))
        assert view.running == (wire["event_type"] != "pipeline_end")
        assert view.seq == wire["seq"]


def sane(view: RunView) -> int:
    assert 0 <= view.percent <= 100
    assert view.elapsed_seconds >= 0
    assert view.eta_seconds is None or view.eta_seconds >= 0
    assert view.running or view.eta_seconds is None
    assert sum(view.counts.values()) == view.started == len(view.leads)
    assert sum(view.failures.values()) == view.counts["FAILED"]
    assert sum(view.rejects.values()) == view.counts["REJECTED"]
    for lead in view.leads:
        assert 0 <= lead.percent <= 100
        assert lead.eta_seconds is None or lead.eta_seconds >= 0
    return view.started


def test_no_events_give_an_empty_picture() -> None:
    view = fold([], START)
    assert (view.running, view.percent, view.eta_seconds, view.elapsed_seconds, view.leads) == (False, 0.0, None, 0.0, ())
    assert set(view.counts) == set(LeadState)


def test_a_lead_moves_on_agent_by_agent() -> None:
    log = Log().start().found(3)
    seen = []
    for name in AGENTS:
        view = lead_of(log.agent("a", name, LeadState.ANALYZING).view(), "a")
        assert (view.agent, view.state) == (name, LeadState.ANALYZING)
        seen.append(view.percent)
    assert seen == sorted(set(seen))
    assert (seen[0], seen[-1] < 100) == (0.0, True)
    done = lead_of(log.generated("a").completed("a").view(), "a")
    assert done == LeadView(lead_id="a", company_name="A", website="https://a.example/", state=LeadState.COMPLETED, percent=100.0)


def test_failures_and_rejects_are_told_by_their_code() -> None:
    log = Log().start().found(5).agent("a").failed("a").agent("b").failed("b", "http_5xx").rejected("c").agent("d").rejected("d").agent("e")
    view = log.view()
    assert view.failures == {"timeout": 1, "http_5xx": 1}
    assert view.rejects == {"excluded": 2}
    assert view.counts == dict.fromkeys(LeadState, 0) | {"FAILED": 2, "REJECTED": 2, "HARVESTED": 1}
    assert (lead_of(view, "a").code, lead_of(view, "a").message) == ("timeout", "No answer.")


def test_a_failed_lead_that_is_tried_again_drops_its_error() -> None:
    log = Log().start().found(1).agent("a").failed("a").end().start(attempt=2).agent("a", AGENTS[2], LeadState.ANALYZING)
    view = log.view()
    assert view.failures == {}
    assert (lead_of(view, "a").code, lead_of(view, "a").message, lead_of(view, "a").state) == ("", "", LeadState.ANALYZING)


def test_the_run_is_as_far_as_its_goal_or_its_sites() -> None:
    by_goal = Log().start(goal=4).found(100).agent("a").completed("a")
    assert by_goal.view().percent == 25.0
    by_sites = Log().start(goal=100).found(4).agent("a").rejected("a")
    assert by_sites.view().percent == 25.0


def test_the_eta_follows_from_what_has_ended() -> None:
    log = Log().start(goal=100).found(4)
    assert log.view(after=5).eta_seconds is None
    log.agent("a").completed("a", after=10)
    assert log.view().eta_seconds == 30.0
    assert log.agent("b").completed("b", after=10).view().eta_seconds == 20.0


def test_a_resumed_attempt_reckons_with_its_own_speed() -> None:
    log = Log().start(goal=100).found(10)
    for lead in "abcdefgh":
        log.agent(lead).completed(lead, after=10)
    log.start(goal=100, attempt=2, after=3600)  # the process had died
    view = log.view(after=1)
    assert (view.percent, view.eta_seconds, view.elapsed_seconds) == (80.0, None, 1.0)
    log.agent("i").completed("i", after=10)
    assert (log.view().percent, log.view().eta_seconds) == (90.0, 10.0)


def test_a_lead_in_flight_has_an_eta_once_one_has_ended() -> None:
    log = Log().start().found(5).agent("a")
    assert lead_of(log.view(), "a").eta_seconds is None
    log.completed("a", after=20).agent("b")
    assert lead_of(log.view(), "b").eta_seconds == 20.0
    assert lead_of(log.view(after=5), "b").eta_seconds == 15.0
    assert lead_of(log.view(after=500), "b").eta_seconds == 10.0  # late: half of what its share still asks for
    assert lead_of(log.view(), "a").eta_seconds is None


@pytest.mark.parametrize(("outcome", "percent"), [("completed", 100.0), ("goal_unreached", 100.0), ("cancelled", 33.3), ("failed", 33.3)])
def test_the_end_stops_the_clock(outcome: str, percent: float) -> None:
    log = Log().start(goal=100).found(3).agent("a").completed("a", after=7).end(outcome, "because", after=1)
    view = log.view(after=1000)
    assert (view.running, view.outcome, view.message, view.percent, view.eta_seconds, view.elapsed_seconds) == (False, outcome, "because", percent, None, 8.0)


def test_a_further_attempt_runs_again_and_forgets_the_old_end() -> None:
    view = Log().start().found(3).agent("a").completed("a").end("cancelled", "stopped").start(attempt=2).view()
    assert (view.running, view.outcome, view.message, view.attempt, view.candidates) == (True, "", "", 2, 3)
    assert view.counts["COMPLETED"] == 1


def test_only_the_final_count_of_the_search_names_the_candidates() -> None:
    log = Log().start().found(12)
    log.add("tool_call_output", tool_name="search", agent_name="discoverer", output_snippet="99 Bottles Ltd", is_final=False, call_id="s")
    log.add("tool_call_output", tool_name="search", agent_name="discoverer", output_snippet="nothing", is_final=True, call_id="s")
    log.add("tool_call_output", tool_name="fetch", agent_name="harvester", output_snippet="200, 9 characters", is_final=True, call_id="f", lead_id="a")
    assert log.view().candidates == 12


def without_effect() -> Iterable[tuple[str, dict[str, Any]]]:
    yield "status_update", {"status_message": "x"}
    yield "pipeline_error", {"error_message": "x", "error_type": "timeout"}
    yield "agent_start", {"agent_name": "discoverer", "agent_description": "", "input_query": "", "lead_id": None, "state": None}
    yield "an_event_of_tomorrow", {"colour": "red"}


@pytest.mark.parametrize(("event_type", "fields"), list(without_effect()))
def test_other_events_only_move_the_sequence_on(event_type: str, fields: dict[str, Any]) -> None:
    log = Log().start().found(2).agent("a")
    before = log.view()
    assert log.add(event_type, **fields).view() == before.model_copy(update={"seq": before.seq + 1})


def test_a_document_that_was_not_joined_in_does_not_matter() -> None:
    log = Log().start().found(1).agent("a")
    log.add("lead_generated", lead_id="a", lead_data=None, source_url="https://a.example/", agent_name="harvester")
    assert lead_of(log.view(), "a").website == "https://a.example/"


def test_the_time_between_two_attempts_is_nobodys() -> None:
    log = Log().start(goal=100).found(9).agent("a").completed("a", after=90).agent("b")
    log.start(goal=100, attempt=2, after=3600).agent("b").agent("c")  # b was in flight when the process died
    assert lead_of(log.view(), "c").eta_seconds is None
    assert lead_of(log.completed("b", after=10).view(), "c").eta_seconds == 5.0


def test_an_old_event_that_comes_again_changes_nothing() -> None:
    log, progress = Log().start().found(2).agent("a").rejected("a").end("cancelled"), Progress()
    for wire in log.wires:
        progress.apply(wire)
    before = progress.snapshot(log.now)
    for wire in log.wires:
        progress.apply(wire)
    assert progress.snapshot(log.now) == before
