"""The way of a lead: taken in, claimed, committed step by step; numbers gapless, nothing twice, nothing after the end."""

import threading
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from domain.base import Principal
from domain.errors import NotFound, StorageProblem
from domain.events import PipelineEnd, StatusUpdate
from domain.lead import LeadOutcome
from domain.lead_state import LeadState
from domain.run import RunStatus
from storage.base import Store
from tests.contract.conftest import Opener
from tests.contract.store_kit import ME, QUOTA, Clock, a_lead, a_run, claimed, commit, complete, end, fail, generated, name, reject, start, step


def seqs(store: Store, job_id: str = "j1", who: Principal = ME) -> list[int]:
    return [record.seq for record in store.events(who, job_id, limit=100_000)]


def kinds(store: Store, job_id: str = "j1") -> list[str]:
    return [record.event.event_type for record in store.events(ME, job_id)]


def the_end(outcome: Any = "completed") -> PipelineEnd:
    return PipelineEnd(total_leads_generated=1, execution_time_seconds=1.0, success=True, attempt=1, outcome=outcome)


def test_leads_are_taken_in_once(store: Store) -> None:
    a_run(store, leads=0)
    assert store.add_leads("j1", [a_lead(1), a_lead(0), a_lead(1)]) == [name(1), name(0)]
    assert store.add_leads("j1", [a_lead(0), a_lead(2)]) == [name(2)]
    assert store.add_leads("j1", [a_lead(0), a_lead(1), a_lead(2)]) == []
    assert store.add_leads("j1", []) == []
    assert store.open_leads("j1") == [name(1), name(0), name(2)]
    assert store.run(ME, "j1").sites == 3


def test_many_leads_at_once(store: Store) -> None:
    a_run(store, leads=0)
    assert len(store.add_leads("j1", [a_lead(n) for n in range(4_500)])) == 4_500
    assert store.run(ME, "j1").sites == 4_500


def test_an_unknown_run_or_lead_is_not_found(store: Store) -> None:
    a_run(store)
    with pytest.raises(NotFound):
        store.add_leads("other", [a_lead(0)])
    with pytest.raises(NotFound):
        store.claim("other", name(0), "w")
    with pytest.raises(NotFound):
        store.claim("j1", "ld_other", "w")
    with pytest.raises(NotFound):
        store.append("other", [start()]).result(30)


def test_a_step_leaves_output_state_and_events_together(store: Store) -> None:
    a_run(store)
    assert store.append("j1", [start()]).result(30) == "ok"
    assert commit(store, claimed(store), step(output='{"pages":3}'), [generated(), end()]) == "ok"
    assert kinds(store) == ["agent_start", "lead_generated", "agent_end"]
    assert seqs(store) == [1, 2, 3]
    assert store.lead(ME, name(0)).row.state is LeadState.ANALYZING
    assert claimed(store).done == {"harvester": ("h1", '{"pages":3}')}


def test_a_claim_counts_epochs_also_after_reopening(opener: Opener) -> None:
    store = opener()
    a_run(store)
    assert [claimed(store).epoch, claimed(store).epoch] == [1, 2]
    store.close()
    assert claimed(opener()).epoch == 3


def test_the_run_has_steps_of_its_own(store: Store) -> None:
    a_run(store)
    claim = claimed(store, "")
    assert commit(store, claim, step("queries", None, output='["q"]'), [start("")]) == "ok"
    assert claimed(store, "").done == {"queries": ("h1", '["q"]')}
    assert commit(store, claim, step("more", None)) == "fenced"
    assert store.open_leads("j1") == [name(0)]


def test_an_older_claim_is_fenced_and_writes_nothing(store: Store) -> None:
    a_run(store)
    old = claimed(store)
    new = claimed(store)
    assert commit(store, old, step(), [end()]) == "fenced"
    assert (seqs(store), claimed(store).done) == ([], {})
    newest = claimed(store)
    assert newest.epoch == new.epoch + 2
    assert commit(store, newest, step(), [end()]) == "ok"


def test_the_same_step_twice_is_one(store: Store) -> None:
    a_run(store)
    claim = claimed(store)
    assert commit(store, claim, step(output="1"), [end()]) == "ok"
    assert commit(store, claim, step(output="2"), [end()]) == "ok"
    assert seqs(store) == [1]
    assert claimed(store).done == {"harvester": ("h1", "1")}


def test_twice_in_one_batch_is_one_as_well(store: Store) -> None:
    a_run(store)
    claim = claimed(store)
    futures = [store.commit_step(claim, step(), [end()]) for _ in range(20)]
    assert {f.result(30) for f in futures} == {"ok"}
    assert seqs(store) == [1]


def test_the_last_step_may_be_repeated_too(store: Store) -> None:
    a_run(store)
    claim = claimed(store)
    complete(store, claim=claim)
    complete(store, claim=claim)
    assert len(seqs(store)) == 1
    assert commit(store, claim, step("afterthought")) == "fenced"
    assert store.run(ME, "j1").completed == 1


def test_a_step_with_another_input_is_another(store: Store) -> None:
    a_run(store)
    claim = claimed(store)
    commit(store, claim, step(input_hash="h1", output="1"))
    commit(store, claim, step(input_hash="h2", output="2"))
    assert claimed(store).done == {"harvester": ("h2", "2")}


def test_terminal_leads_are_not_claimed(store: Store) -> None:
    a_run(store, leads=4)
    complete(store, name(0))
    fail(store, name(1))
    reject(store, name(2))
    assert [store.claim("j1", name(n), "w") for n in range(3)] == [None] * 3
    assert store.open_leads("j1") == [name(3)]
    assert store.outcomes("j1") == {
        name(0): LeadOutcome(lead_id=name(0), state=LeadState.COMPLETED),
        name(1): LeadOutcome(lead_id=name(1), state=LeadState.FAILED, code="timeout", message="It took too long."),
        name(2): LeadOutcome(lead_id=name(2), state=LeadState.REJECTED, code="parked_domain", message="The domain is for sale."),
    }
    run = store.run(ME, "j1")
    assert (run.sites, run.completed, run.failed, run.rejected) == (4, 1, 1, 1)


def test_an_outcome_of_another_lead_is_a_defect(store: Store) -> None:
    a_run(store, leads=2)
    with pytest.raises(ValueError, match="outcome"):
        store.commit_step(claimed(store), step(), [], LeadOutcome(lead_id=name(1), state=LeadState.COMPLETED))


def test_after_cancel_nothing_is_written_but_the_end(store: Store) -> None:
    a_run(store)
    claim = claimed(store)
    assert store.cancel(ME, "j1").status is RunStatus.CANCELLED
    assert commit(store, claim, step(), [end()]) == "cancelled"
    assert store.append("j1", [start()]).result(30) == "cancelled"
    assert store.claim("j1", name(0), "w") is None
    assert seqs(store) == []
    for _ in range(2):
        store.end_run("j1", RunStatus.COMPLETED, "Stopped.", [the_end("cancelled")]).result(30)
    run = store.run(ME, "j1")
    assert (run.status, run.message, kinds(store)) == (RunStatus.CANCELLED, "Stopped.", ["pipeline_end"])
    assert store.cancel(ME, "j1").status is RunStatus.CANCELLED


def test_a_run_ends_once(store: Store) -> None:
    a_run(store)
    store.end_run("j1", RunStatus.FAILED, "It broke.", [the_end("failed")]).result(30)
    store.end_run("j1", RunStatus.COMPLETED, "", [the_end()]).result(30)
    assert (store.run(ME, "j1").status, kinds(store)) == (RunStatus.FAILED, ["pipeline_end"])
    assert store.cancel(ME, "j1").status is RunStatus.FAILED
    store.begin_attempt(ME, "j1", QUOTA)
    store.end_run("j1", RunStatus.COMPLETED, "", [the_end()]).result(30)
    assert (store.run(ME, "j1").status, len(kinds(store))) == (RunStatus.COMPLETED, 2)


def test_retrying_opens_the_failed_leads_at_the_step_they_reached(store: Store) -> None:
    a_run(store, leads=3)
    commit(store, claimed(store, name(0)), step("harvester", LeadState.ANALYZING))
    commit(store, claimed(store, name(0)), step("analysis", LeadState.QUALIFYING))
    fail(store, name(0))
    fail(store, name(1))
    reject(store, name(2))
    store.end_run("j1", RunStatus.COMPLETED, "", [the_end()]).result(30)
    store.begin_attempt(ME, "j1", QUOTA, retry_failed=True)
    assert [store.lead(ME, name(n)).row.state for n in range(3)] == [LeadState.QUALIFYING, LeadState.HARVESTED, LeadState.REJECTED]
    assert (list(store.outcomes("j1")), store.open_leads("j1")) == ([name(2)], [name(0), name(1)])
    claim = claimed(store, name(0))
    assert list(claim.done) == ["harvester", "analysis"]
    fail(store, name(0))  # the very same failure again is a failure again
    complete(store, name(1))
    assert {k: v.state for k, v in store.outcomes("j1").items() if k != name(2)} == {name(0): LeadState.FAILED, name(1): LeadState.COMPLETED}


def test_resuming_leaves_failed_leads_alone(store: Store) -> None:
    a_run(store, leads=2)
    fail(store, name(0))
    store.interrupt_all()
    store.begin_attempt(ME, "j1", QUOTA)
    assert store.open_leads("j1") == [name(1)]


def test_numbers_go_on_over_attempts_and_reopening(opener: Opener) -> None:
    store = opener()
    a_run(store)
    store.append("j1", [start(), end()]).result(30)
    store.close()
    store = opener()
    assert store.interrupt_all() == ["j1"]
    assert store.append("j1", [start()]).result(30) == "cancelled"
    assert store.begin_attempt(ME, "j1", QUOTA).attempt == 2
    store.append("j1", [start()]).result(30)
    assert seqs(store) == [1, 2, 3]


def test_documents_are_stored_once_and_joined_in(store: Store, clock: Clock) -> None:
    a_run(store)
    commit(store, claimed(store), step(), [generated()])
    made = complete(store)
    wire = [record.wire() for record in store.events(ME, "j1")]
    assert wire[0]["lead_data"]["company_name"] == "Firm AG"
    assert wire[1]["final_package"] == made
    assert (wire[0]["timestamp"], wire[0]["user_id"], wire[0]["job_id"], wire[0]["v"]) == ("2026-03-01T12:00:00Z", "local", "j1", 1)


def test_a_failure_does_not_get_a_later_package(store: Store) -> None:
    a_run(store)
    fail(store)
    store.interrupt_all()
    store.begin_attempt(ME, "j1", QUOTA, retry_failed=True)
    made = complete(store)
    wire = [record.wire() for record in store.events(ME, "j1")]
    assert [w["final_package"] for w in wire] == [None, made]


def test_events_come_in_pages(store: Store) -> None:
    a_run(store)
    store.append("j1", [StatusUpdate(status_message=str(n)) for n in range(2_500)]).result(30)
    assert len(store.events(ME, "j1")) == 1_000
    assert [r.seq for r in store.events(ME, "j1", after=1_998, limit=4)] == [1_999, 2_000, 2_001, 2_002]
    assert store.events(ME, "j1", after=2_500) == []
    with pytest.raises(NotFound):
        store.events(ME, "other")


def test_texts_that_are_no_unicode_do_no_harm(store: Store) -> None:
    a_run(store)
    bad = "Firm \ud800 \x00 AG"
    assert commit(store, claimed(store), step(output=f'"{bad}"'), [generated(company=bad), StatusUpdate(status_message=bad)]) == "ok"
    assert [r.event for r in store.events(ME, "j1")][1] == StatusUpdate(status_message="Firm ? \x00 AG")
    assert store.lead(ME, name(0)).row.company_name == "Firm ? \x00 AG"
    assert store.append("j1", [StatusUpdate(status_message="after")]).result(30) == "ok"


def test_subscribers_are_woken_after_commits_of_their_run(store: Store) -> None:
    a_run(store, "j1")
    a_run(store, "j2", who=Principal(user="other"))
    rung = threading.Event()
    leave = store.subscribe("j1", rung.set)
    store.append("j2", [start()]).result(30)
    assert not rung.wait(0.1)
    store.append("j1", [start()]).result(30)
    assert rung.wait(5)
    rung.clear()
    leave()
    leave()
    store.append("j1", [start()]).result(30)
    assert not rung.wait(0.1)


def test_a_failing_subscriber_hurts_nobody(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    a_run(store)

    def broken() -> None:
        raise RuntimeError("broken")

    rung = threading.Event()
    store.subscribe("j1", broken)
    store.subscribe("j1", rung.set)
    assert store.append("j1", [start()]).result(30) == "ok"
    assert rung.wait(5)
    assert store.append("j1", [start()]).result(30) == "ok"
    assert "a subscriber failed" in caplog.text


def test_eight_threads_leave_no_gap(store: Store) -> None:
    a_run(store, leads=8)
    claims = [claimed(store, name(n)) for n in range(8)]
    futures: list[Future[Any]] = []
    lock = threading.Lock()

    def write(n: int) -> None:
        for k in range(60):
            mine = [store.append("j1", [start(name(n))]), store.commit_step(claims[n], step(f"s{k}"), [end(name(n)), end(name(n))])]
            with lock:
                futures.extend(mine)
            if k % 7 == 0:
                mine[-1].result(30)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {f.result(30) for f in futures} == {"ok"}
    assert seqs(store) == list(range(1, 8 * 60 * 3 + 1))
    order = [r.event.lead_id for r in store.events(ME, "j1", limit=10_000) if r.event.event_type == "agent_end"]
    assert all(order.count(name(n)) == 120 for n in range(8))


def test_a_step_and_its_events_stand_together_under_load(store: Store) -> None:
    a_run(store, leads=4)
    claims = [claimed(store, name(n)) for n in range(4)]
    futures = [store.commit_step(claims[k % 4], step(f"s{k}"), [start(name(k % 4), f"s{k}"), end(name(k % 4), f"s{k}")]) for k in range(200)]
    assert {f.result(30) for f in futures} == {"ok"}
    agents = [getattr(r.event, "agent_name", "") for r in store.events(ME, "j1")]
    assert agents == [f"s{k}" for k in range(200) for _ in range(2)]


def test_what_was_handed_over_is_done_though_nobody_waits(store: Store) -> None:
    a_run(store)
    future = store.append("j1", [start()])
    assert not future.cancel()
    assert future.result(30) == "ok"


def test_closing_writes_what_is_queued_and_refuses_the_rest(opener: Opener, tmp_path: Path) -> None:
    store = opener()
    a_run(store)
    futures = [store.append("j1", [start()]) for _ in range(500)]
    store.close()
    store.close()
    assert {f.result(0) for f in futures} == {"ok"}
    with pytest.raises(StorageProblem, match="closed"):
        store.append("j1", [start()])
    with pytest.raises(StorageProblem, match="closed"):
        store.run(ME, "j1")
    assert len(seqs(opener(tmp_path))) == 500
