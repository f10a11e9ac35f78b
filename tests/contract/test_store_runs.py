"""Contexts and runs: versions, one run going per user, quotas per day, other people's things."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest

from domain.base import Principal
from domain.context import BusinessContext
from domain.errors import InvalidInput, NotFound, QuotaReached, RunAlreadyActive
from domain.run import Quota, RunSpec, RunStatus, Source, SourceRow
from storage.base import Store
from tests.contract.conftest import Opener
from tests.contract.store_kit import ME, QUOTA, Clock, a_lead, a_run, complete, name, spec

YOU = Principal(user="you")
COLD = BusinessContext(business_description="We rent cold rooms.", pain_points=("waste",))
WARM = BusinessContext(business_description="We rent ovens.")


def test_a_context_is_kept_in_versions(store: Store, clock: Clock) -> None:
    first = store.save_context(ME, "Cold", COLD)
    assert (first.version, first.name, first.context, first.created_at) == (1, "Cold", COLD, clock.now)
    assert store.save_context(ME, "Cold", COLD, first.context_id) == first
    clock.go(hours=1)
    second = store.save_context(ME, "Cold", WARM, first.context_id)
    assert (second.version, second.context_id) == (2, first.context_id)
    assert store.context(ME, first.context_id, 1) == first
    assert store.context(ME, first.context_id) == second
    assert store.save_context(ME, "Renamed", WARM, first.context_id).version == 3


def test_contexts_are_listed_by_name(store: Store) -> None:
    for name_ in ("beta", "Alpha", "gamma"):
        store.save_context(ME, name_, COLD)
    ids = {c.context_id for c in store.contexts(ME)}
    assert ([c.name for c in store.contexts(ME)], len(ids)) == (["Alpha", "beta", "gamma"], 3)


def test_a_deleted_context_is_off_the_list_and_still_readable(store: Store) -> None:
    saved = store.save_context(ME, "Cold", COLD)
    store.delete_context(ME, saved.context_id)
    assert store.contexts(ME) == []
    assert store.context(ME, saved.context_id, 1) == saved
    with pytest.raises(NotFound):
        store.delete_context(ME, saved.context_id)
    assert store.save_context(ME, "Cold", COLD, saved.context_id).version == 2
    assert len(store.contexts(ME)) == 1


def test_contexts_of_others_are_not_there(store: Store) -> None:
    saved = store.save_context(ME, "Cold", COLD)
    for stranger in (YOU, Principal(tenant="other")):
        assert store.contexts(stranger) == []
        for call in (store.context, store.delete_context):
            with pytest.raises(NotFound):
                call(stranger, saved.context_id)
        with pytest.raises(NotFound):
            store.save_context(stranger, "Mine", COLD, saved.context_id)
    with pytest.raises(NotFound):
        store.context(ME, saved.context_id, 7)


def test_a_run_is_as_asked_for(store: Store, clock: Clock) -> None:
    rows = tuple(SourceRow(url=f"https://firm-{n}.example", line=n + 1, extra={"note": "ü"}) for n in range(3))
    asked = RunSpec(context_id="cx", context_version=2, source=Source(kind="url_list", rows=rows, fetch="web"), query="bakeries")
    run = store.create_run(ME, asked, QUOTA, "j1")
    assert (run.job_id, run.user, run.status, run.attempt, run.created_at, run.started_at) == ("j1", "local", RunStatus.RUNNING, 1, clock.now, clock.now)
    assert (run.context_version, run.source_kind, run.fetch, run.query, run.limits, run.ended_at) == (2, "url_list", "web", "bakeries", asked.limits, None)
    assert (store.spec(ME, "j1"), store.run(ME, "j1"), store.active_run(ME)) == (asked, run, run)


def test_one_run_going_per_user(store: Store) -> None:
    a_run(store)
    with pytest.raises(RunAlreadyActive) as refusal:
        store.create_run(ME, spec(), QUOTA, "j2")
    assert refusal.value.job_id == "j1"
    a_run(store, "j2", who=YOU, leads=0)
    with pytest.raises(RunAlreadyActive):
        store.begin_attempt(ME, "j1", QUOTA)
    store.cancel(ME, "j1")
    assert store.active_run(ME) is None
    a_run(store, "j3", leads=0)
    with pytest.raises(RunAlreadyActive) as refusal:
        store.begin_attempt(ME, "j1", QUOTA)
    assert refusal.value.job_id == "j3"


def test_a_taken_id_is_refused(store: Store) -> None:
    a_run(store)
    with pytest.raises(InvalidInput):
        store.create_run(Principal(tenant="other"), spec(), QUOTA, "j1")


def test_the_installation_takes_so_many_runs(store: Store) -> None:
    quota = Quota(active_runs=2)
    for n in range(2):
        store.create_run(Principal(tenant=f"t{n}"), spec(), quota, f"j{n}")
    with pytest.raises(QuotaReached, match="when one of them has ended"):
        store.create_run(ME, spec(), quota, "j2")
    store.cancel(Principal(tenant="t0"), "j0")
    store.create_run(ME, spec(), quota, "j2")
    with pytest.raises(QuotaReached):
        store.begin_attempt(Principal(tenant="t0"), "j0", quota)


def test_the_leads_of_a_day_are_counted(store: Store, clock: Clock) -> None:
    clock.go(hours=9, minutes=29)  # 21:29
    quota = Quota(leads_per_day=5)
    store.create_run(ME, spec(5), quota, "j1")
    store.add_leads("j1", [a_lead(n) for n in range(4)])
    for n in range(3):
        complete(store, name(n))
    store.cancel(ME, "j1")
    with pytest.raises(QuotaReached, match=r"asks for up to 3 leads; 2 of your 5 per day are left.*00:00 UTC, in 2 h 31 min"):
        store.create_run(ME, spec(3), quota, "j2")
    store.create_run(YOU, spec(3), quota, "yours")
    store.create_run(ME, spec(2), quota, "j2")
    store.add_leads("j2", [a_lead(8), a_lead(9)])
    complete(store, name(8), "j2")
    complete(store, name(9), "j2")
    store.cancel(ME, "j2")
    with pytest.raises(QuotaReached, match=r"Your 5 leads of today are used up.*00:00 UTC, in 2 h 31 min"):
        store.begin_attempt(ME, "j1", quota)
    assert store.begin_attempt(ME, "j2", quota).attempt == 2  # it has all its leads and only ends what is open
    store.cancel(ME, "j2")
    clock.go(hours=2, minutes=31)
    assert store.begin_attempt(ME, "j1", quota).attempt == 2


def test_the_sites_of_a_day_are_counted(store: Store, clock: Clock) -> None:
    quota = Quota(sites_per_day=4)
    store.create_run(ME, spec(4, 4), quota, "j1")
    store.add_leads("j1", [a_lead(n) for n in range(3)])
    store.cancel(ME, "j1")
    with pytest.raises(QuotaReached, match="up to 2 websites; 1 of your 4 per day"):
        store.create_run(ME, spec(4, 2), quota, "j2")
    assert store.begin_attempt(ME, "j1", quota).attempt == 2  # the one site that it has left is the one that the day has left
    store.cancel(ME, "j1")
    rows = (SourceRow(url="https://firm.example", line=1),)
    listed = RunSpec(context_id="cx", context_version=1, source=Source(kind="url_list", rows=rows))
    assert store.create_run(ME, listed, quota, "j3").status is RunStatus.RUNNING  # a list of one row cannot read more than one site


def test_runs_are_listed_newest_first(store: Store) -> None:
    for n in range(5):
        a_run(store, f"j{n}", leads=n)
        store.cancel(ME, f"j{n}")
    a_run(store, "yours", who=YOU)
    assert [(r.job_id, r.sites) for r in store.runs(ME, limit=3, offset=1)] == [("j3", 3), ("j2", 2), ("j1", 1)]
    assert [r.job_id for r in store.runs(YOU)] == ["yours"]


def test_interrupted_runs_can_be_begun_again(opener: Opener) -> None:
    store = opener()
    a_run(store, "j1")
    a_run(store, "j2", who=YOU)
    store.close()
    store = opener()
    assert store.interrupt_all() == ["j1", "j2"]
    assert store.interrupt_all() == []
    assert store.run(ME, "j1").status is RunStatus.INTERRUPTED
    again = store.begin_attempt(ME, "j1", QUOTA)
    assert (again.status, again.attempt, again.ended_at, again.message) == (RunStatus.RUNNING, 2, None, "")


def test_runs_of_others_are_not_there(store: Store) -> None:
    a_run(store)
    for stranger in (YOU, Principal(tenant="other")):
        for call in (store.run, store.spec, store.cancel, store.events):
            with pytest.raises(NotFound):
                call(stranger, "j1")
        with pytest.raises(NotFound):
            store.begin_attempt(stranger, "j1", QUOTA)
        assert (store.runs(stranger), store.active_run(stranger)) == ([], None)
    assert store.run(ME, "j1").status is RunStatus.RUNNING


def racing(calls: list[Callable[[], str]]) -> list[str]:
    """Make the calls together, one thread each; return what they gave or the name of what they raised."""
    gate = threading.Barrier(len(calls))
    answers: list[str] = []

    def race(call: Callable[[], str]) -> None:
        gate.wait()
        try:
            answers.append(call())
        except RunAlreadyActive as error:
            answers.append(f"active {error.job_id}")
        except QuotaReached:
            answers.append("quota")

    threads = [threading.Thread(target=race, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers)


def starter(store: Store, who: Principal, quota: Quota, job_id: str) -> Callable[[], str]:
    return lambda: store.create_run(who, spec(), quota, job_id).job_id


def test_of_fifty_starts_together_one_succeeds(store: Store) -> None:
    for round_ in range(20):
        who = Principal(user=f"user-{round_}")
        answers = racing([starter(store, who, QUOTA, f"{who.user}-{n}") for n in range(50)])
        run = store.active_run(who)
        assert run is not None
        assert answers == [f"active {run.job_id}"] * 49 + [run.job_id]
        store.cancel(who, run.job_id)


def test_users_racing_for_the_last_place(store: Store) -> None:
    answers = racing([starter(store, Principal(user=f"u{n}"), Quota(active_runs=1), f"j{n}") for n in range(12)])
    assert answers[0].startswith("j")
    assert answers[1:] == ["quota"] * 11


def test_times_are_utc(store: Store, clock: Clock) -> None:
    a_run(store)
    assert store.run(ME, "j1").created_at.utcoffset() == timedelta(0)
