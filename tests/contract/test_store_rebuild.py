"""The projections can be made anew from the logs at any time, and are then the same to the last cell."""

import contextlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.base import Principal
from domain.commands import AddNote, MergeInto, SetLabel, SetStage, SetTags, Unmerge
from domain.errors import InvalidInput, NotFound, RunAlreadyActive
from domain.events import LeadRejected
from domain.lead import LeadFilter, LeadOutcome
from domain.lead_state import LeadState, Stage
from domain.run import RunStatus
from domain.score import Axis
from domain.scorecard import Rescore
from storage.base import Store
from tests.contract.conftest import Opener
from tests.contract.store_kit import ME, QUOTA, Clock, a_lead, a_run, claimed, commit, complete, fail, generated, name, spec, step

PEOPLE = (ME, Principal(user="you"), Principal(tenant="other"))
PROJECTIONS = ("run_leads", "leads", "labels")


def tables(store: Any) -> dict[str, list[tuple[Any, ...]]]:
    return {t: sorted(store.database.query(f"select * from {t}"), key=repr) for t in PROJECTIONS}


class History:
    """Does things in a store, by small numbers: what fits is done, what does not is left."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store, self.clock, self.count = store, clock, 0

    def do(self, action: str, person: int, lead: int, choice: int) -> None:
        self.clock.go(seconds=(choice - 1) * 10)  # backwards too
        who = PEOPLE[person]
        self.count += 1
        if action == "begin":
            self._begin(who, choice)
        elif action == "merge":
            self._merge(who, name(lead, who.tenant), name((lead + choice) % 3, who.tenant))
        elif action == "desk":
            self._desk(who, name(lead, who.tenant), choice)
        elif action == "rescore":
            self._rescore(who, choice)
        elif run := self.store.active_run(who):
            self._work(action, who, run.job_id, lead, choice)

    def _begin(self, who: Principal, choice: int) -> None:
        runs = self.store.runs(who)
        try:
            if runs and choice:
                self.store.begin_attempt(who, runs[-1].job_id, QUOTA, retry_failed=choice > 1)
            else:
                self.store.create_run(who, spec(), QUOTA, f"j{self.count}")
        except RunAlreadyActive:
            return

    def _desk(self, who: Principal, lead_id: str, choice: int) -> None:
        if not any(row.lead_id == lead_id for row in self.store.leads(who, LeadFilter(page_size=1_000)).leads):
            return
        if self.store.lead(who, lead_id).row.merged_into:
            return
        label = SetLabel(good=(True, False, None)[self.count % 3], reason=f"r{self.count}")
        commands = (SetStage(stage=Stage.WON), SetTags(tags=(f"t{self.count}",)), label, AddNote(note_id=f"n{self.count}", text="note"))
        if choice < 3 or self.count % 2:
            self.store.command(who, lead_id, commands[choice], self.clock.now)
        else:
            self.store.undo(who, lead_id, self.clock.now)

    def _rescore(self, who: Principal, choice: int) -> None:
        value = self.count % 7 / 7
        scores: dict[Axis, tuple[float, float, float]] = {"prospect": (value, 0.0, 1.0), "urgency": (value / 2, value / 3, value)}
        cards = self.store.scorecards(who, "cx")[: choice + 1]
        made = [
            Rescore(entry_no=card.entry_no, context_version=choice + 1, weights={"pain": value}, tier="ABCD"[self.count % 4], scores=scores) for card in cards
        ]
        assert self.store.rescore(who, made) == len(cards)

    def _merge(self, who: Principal, lead_id: str, into: str) -> None:
        with contextlib.suppress(InvalidInput, NotFound):
            self.store.command(who, lead_id, MergeInto(lead_id=into) if lead_id != into else Unmerge(), self.clock.now)

    def _work(self, action: str, who: Principal, job_id: str, lead: int, choice: int) -> None:
        lead_id = name(lead, who.tenant)
        if action == "end":
            self.store.end_run(job_id, RunStatus.COMPLETED, "", []).result(30) if choice else self.store.cancel(who, job_id)
        elif action == "event":
            rejected = LeadRejected(lead_id=lead_id, company_name=f"R{self.count}", source_url="u", reason_code="excluded", reason="r")
            self.store.append(job_id, [(generated(lead_id, f"G{self.count}"), rejected)[choice % 2]]).result(30)
        elif action == "add":
            self.store.add_leads(job_id, [a_lead(lead, who.tenant)])
        elif lead_id in self.store.open_leads(job_id):
            self._step(job_id, lead_id, choice)

    def _step(self, job_id: str, lead_id: str, choice: int) -> None:
        if choice == 0:
            fail(self.store, lead_id, job_id)
        elif choice == 1:
            complete(self.store, lead_id, job_id, tier="ABCD"[self.count % 4], score=(self.count % 9 + 1) / 10, company=f"C{self.count}")
        elif choice == 2:
            outcome = LeadOutcome(lead_id=lead_id, state=LeadState.REJECTED, code="duplicate", message="twice")
            commit(self.store, claimed(self.store, lead_id, job_id), step("gate", LeadState.REJECTED), [], outcome)
        else:
            state = (LeadState.ANALYZING, None, LeadState.QUALIFYING)[self.count % 3]
            commit(self.store, claimed(self.store, lead_id, job_id), step(f"s{self.count % 4}", state), [generated(lead_id, f"S{self.count}")])


KINDS = ("begin", "begin", "add", "add", "step", "step", "step", "event", "desk", "desk", "merge", "rescore", "end")
ACTIONS = st.tuples(st.sampled_from(KINDS), st.integers(0, 2), st.integers(0, 2), st.integers(0, 3))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=st.lists(ACTIONS, min_size=5, max_size=60))
def test_a_rebuild_gives_the_same_tables(opener: Opener, tmp_path_factory: pytest.TempPathFactory, actions: list[tuple[str, int, int, int]]) -> None:
    store = opener(tmp_path_factory.mktemp("rebuild"))
    history = History(store, Clock())
    for who in range(3):
        history.do("begin", who, 0, 0)
        history.do("add", who, 0, 0)
    for action in actions:
        history.do(*action)
    before = tables(store)
    assert store.rebuild() == {table: len(rows) for table, rows in before.items()}
    assert tables(store) == before
    store.close()


def test_damaged_projections_are_made_whole(store: Any) -> None:
    a_run(store, leads=3)
    complete(store, name(0))
    fail(store, name(1))
    before = tables(store)
    store.writer.do(lambda transaction: transaction.execute("update run_leads set state = 'HARVESTED', tier = 'D', facts = 0"))
    store.writer.do(lambda transaction: transaction.execute("delete from leads"))
    assert tables(store) != before
    assert store.rebuild() == {"run_leads": 3, "leads": 3, "labels": 0}
    assert tables(store) == before
    assert store.open_leads("j1") == [name(2)]


def test_work_goes_on_after_a_rebuild(store: Store, tmp_path: Path) -> None:
    a_run(store, leads=2)
    claim = claimed(store)
    commit(store, claim, step())
    store.rebuild()
    assert commit(store, claim, step("analysis", LeadState.QUALIFYING)) == "ok"
    complete(store, name(1))
    assert [store.lead(ME, name(n)).row.state for n in range(2)] == [LeadState.QUALIFYING, LeadState.COMPLETED]


def test_a_rebuild_knows_when_failed_leads_were_opened_again(store: Store) -> None:
    a_run(store, leads=3)
    commit(store, claimed(store, name(0)), step())
    for n in range(3):
        fail(store, name(n))
    store.interrupt_all()
    store.begin_attempt(ME, "j1", QUOTA, retry_failed=True)
    fail(store, name(0))
    store.interrupt_all()
    store.begin_attempt(ME, "j1", QUOTA)
    complete(store, name(1))
    before = tables(store)
    store.rebuild()
    assert tables(store) == before
    assert [store.lead(ME, name(n)).row.state for n in range(3)] == [LeadState.FAILED, LeadState.COMPLETED, LeadState.HARVESTED]
