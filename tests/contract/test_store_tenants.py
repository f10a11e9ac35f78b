"""Two tenants in one store: nothing that one of them can ask shows anything of the other, whatever either has done."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.base import Principal
from domain.commands import SetStage
from domain.context import BusinessContext
from domain.errors import ProspectorError
from domain.lead import LeadFilter
from domain.lead_state import LeadState, Stage
from storage.base import Store
from tests.contract.conftest import Opener
from tests.contract.store_kit import (
    ME,
    QUOTA,
    Clock,
    a_lead,
    a_page,
    claimed,
    commit,
    complete,
    fail,
    generated,
    name,
    reject,
    spec,
    step,
)

OTHER = Principal(tenant="other", user=ME.user)
ACTIONS = ("context", "run", "lead", "step", "complete", "fail", "reject", "command", "page", "cancel")


class Side:
    """One tenant at work. Its texts all carry its mark."""

    def __init__(self, store: Store, who: Principal, clock: Clock) -> None:
        self.store, self.who, self.clock = store, who, clock
        self.mark = f"mark-of-{who.tenant}"
        self.runs: list[str] = []
        self.contexts: list[str] = []
        self.shas: list[str] = []

    def do(self, action: str) -> None:
        running = self.store.active_run(self.who)
        if action == "context":
            self.contexts.append(self.store.save_context(self.who, self.mark, BusinessContext(business_description=self.mark)).context_id)
        elif action == "command":
            self.store.command(self.who, name(0, self.who.tenant), SetStage(stage=Stage.WON), self.clock.now) if self.runs else None
        elif action == "page":
            page = a_page(content=f"<p>{self.mark}</p>")
            self.store.archive(self.who.tenant).put(page)
            self.shas.append(page.page_sha256)
        elif action == "run" or running is None:
            self._begin(running is None)
        elif action == "cancel":
            self.store.cancel(self.who, running.job_id)
        else:
            self._work(action, running.job_id)

    def _begin(self, free: bool) -> None:
        if free:
            self.runs.append(f"{self.who.tenant}-{len(self.runs)}")
            self.store.create_run(self.who, spec(), QUOTA, self.runs[-1])
            self.store.add_leads(self.runs[-1], [a_lead(0, self.who.tenant)])

    def _work(self, action: str, job_id: str) -> None:
        opened = self.store.open_leads(job_id)
        if action == "lead" or not opened:
            known = len(self.store.leads(self.who, LeadFilter(job_id=job_id, page_size=500)).leads)
            self.store.add_leads(job_id, [a_lead(known, self.who.tenant)])
        elif action == "step":
            commit(self.store, claimed(self.store, opened[0], job_id), step("s"), [generated(opened[0], self.mark)])
        else:
            work: dict[str, Callable[..., Any]] = {"complete": complete, "fail": fail, "reject": reject}
            extra = {"company": self.mark} if action == "complete" else {}
            work[action](self.store, opened[0], job_id, **extra)

    def everything(self) -> dict[str, Any]:
        """All that this tenant can read without naming anything, and all it can read of its own by name."""
        store, who = self.store, self.who
        lists = [LeadFilter(page_size=500), *(LeadFilter(job_id=job, page_size=500) for job in self.runs)]
        pages = [store.leads(who, where) for where in lists]
        return {
            "contexts": store.contexts(who),
            "runs": store.runs(who, 500),
            "active": store.active_run(who),
            "by_id": [(store.run(who, job), store.spec(who, job), store.events(who, job)) for job in self.runs],
            "leads": pages,
            "facets": [store.facets(who, where) for where in lists],
            "each": [list(store.each_lead(who, where)) for where in lists],
            "lead": [store.lead(who, row.lead_id) for row in pages[0].leads],
            "pages": [store.archive(who.tenant).get(sha) for sha in self.shas],
        }


def foreign_calls(store: Store, mine: Side, other: Side) -> list[Callable[[], Any]]:
    """Everything that ``other`` could try with the names of ``mine``."""
    who, tenant = other.who, mine.who.tenant
    calls: list[Callable[[], Any]] = [lambda: store.lead(who, name(0, tenant)), lambda: store.undo(who, name(0, tenant), mine.clock.now)]
    calls.append(lambda: store.command(who, name(0, tenant), SetStage(stage=Stage.LOST), mine.clock.now))
    for job in mine.runs:
        by_job = (store.run, store.spec, store.events, store.cancel)
        calls += [lambda call=call, job=job: call(who, job) for call in by_job]  # type: ignore[misc]
        calls += [lambda job=job: store.begin_attempt(who, job, QUOTA), lambda job=job: store.lead(who, name(0, tenant), job)]  # type: ignore[misc]
    for context_id in mine.contexts:
        calls += [lambda c=context_id: store.context(who, c), lambda c=context_id: store.delete_context(who, c)]  # type: ignore[misc]
        calls.append(lambda c=context_id: store.save_context(who, "mine now", BusinessContext(), c))  # type: ignore[misc]
    return calls


def plain(value: Any) -> str:
    return json.dumps(value, default=lambda v: v.model_dump(mode="json"))


TURNS = st.lists(st.tuples(st.booleans(), st.lists(st.sampled_from(ACTIONS), min_size=2, max_size=8)), max_size=4)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(turns=TURNS)
def test_tenants_never_meet(opener: Opener, tmp_path_factory: pytest.TempPathFactory, clock: Clock, turns: list[tuple[bool, list[str]]]) -> None:
    store = opener(tmp_path_factory.mktemp("tenants"))
    sides = (Side(store, ME, clock), Side(store, OTHER, clock))
    for other, actions in turns:
        mine, theirs = sides[other], sides[not other]
        before = plain(theirs.everything())
        for action in actions:
            mine.do(action)
        assert plain(theirs.everything()) == before
    for mine, theirs in (sides, sides[::-1]):
        before = plain(mine.everything())
        assert theirs.mark not in before
        for call in foreign_calls(store, mine, theirs):
            with pytest.raises(ProspectorError) as refusal:
                call()
            assert refusal.value.code == "not_found"
        foreign = store.leads(theirs.who, LeadFilter(job_id=mine.runs[0] if mine.runs else "none"))
        assert (foreign.total, [store.archive(theirs.who.tenant).get(sha) for sha in mine.shas]) == (0, [None] * len(mine.shas))
        assert plain(mine.everything()) == before
    store.close()


def test_a_claim_cannot_be_carried_over(store: Store, clock: Clock) -> None:
    mine, theirs = Side(store, ME, clock), Side(store, OTHER, clock)
    mine.do("run")
    theirs.do("run")
    claim = claimed(store, name(0), "default-0")
    forged = claim.model_copy(update={"tenant": "other"})
    with pytest.raises(ProspectorError):
        store.commit_step(forged, step(), []).result(30)
    assert store.lead(ME, name(0)).row.state is LeadState.HARVESTED


def test_two_tenants_may_have_a_lead_of_the_same_id(store: Store, clock: Clock) -> None:
    for who, job_id, company in ((ME, "j1", "Mine"), (OTHER, "j2", "Theirs")):
        store.create_run(who, spec(), QUOTA, job_id)
        store.add_leads(job_id, [a_lead(0)])
        complete(store, name(0), job_id, company=company)
    store.command(ME, name(0), SetStage(stage=Stage.WON), clock.now)
    mine, theirs = store.lead(ME, name(0)), store.lead(OTHER, name(0))
    assert (mine.row.company_name, mine.row.stage, len(mine.history)) == ("Mine", Stage.WON, 1)
    assert (theirs.row.company_name, theirs.row.stage, theirs.history) == ("Theirs", Stage.QUALIFIED, ())
    assert theirs.package is not None
    assert theirs.package.company_name == "Theirs"
    assert [s.row.company_name for s in store.each_lead(OTHER, LeadFilter())] == ["Theirs"]
    assert store.undo(OTHER, name(0), clock.now) is None
    store.rebuild()
    assert (store.lead(ME, name(0)), store.lead(OTHER, name(0))) == (mine, theirs)


def test_tenants_lie_in_folders_of_their_own(store: Store, tmp_path: Path) -> None:
    for tenant in ("default", "Über/../alles", "..", "A", "a"):
        store.archive(tenant).put(a_page())
    folders = sorted(p.name for p in (tmp_path / "pages").iterdir())
    assert len(folders) == 5
    assert {"default", "a"} <= set(folders)
    assert all(f in ("default", "a") or f.startswith("t-") for f in folders)
