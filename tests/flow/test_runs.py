"""Start, cancel, resume, retry, one run per user: what the door promises of runs."""

import asyncio
import contextlib
import time
from pathlib import Path

import pytest

from domain.base import Principal
from domain.errors import InvalidInput, NotFound, QuotaReached, RunAlreadyActive
from domain.lead import LeadFilter
from domain.run import RunStatus, Source
from pipeline.extract.pool import ExtractPool
from pipeline.run import execute_agentic_pipeline
from service.local import LocalProspector, open_local
from service.parts import standalone
from tests.flow.conftest import WHO, list_order, sample_order, settings_for, wait


def test_a_second_start_names_the_run_that_is_going(service: LocalProspector) -> None:
    run = service.start(WHO, sample_order(service))
    with pytest.raises(RunAlreadyActive) as caught:
        service.start(WHO, sample_order(service))
    assert caught.value.job_id == run.job_id
    other = Principal(user="somebody-else")
    assert wait(service, service.start(other, sample_order(service, other, max_leads=1)).job_id, who=other).completed == 1
    wait(service, run.job_id)


def test_cancel_keeps_what_is_there_and_resume_finishes_it(service: LocalProspector) -> None:
    run = service.start(WHO, sample_order(service))
    while not any(lead.state.value == "COMPLETED" for lead in service.view(WHO, run.job_id).leads):
        time.sleep(0.01)
    stopped = service.cancel(WHO, run.job_id)
    assert stopped.status is RunStatus.CANCELLED
    kept = service.leads(WHO, LeadFilter(job_id=run.job_id, page_size=500))
    assert any(row.state.value == "COMPLETED" for row in kept.leads)
    assert service.events_after(WHO, run.job_id, 0, 10_000)[-1]["outcome"] == "cancelled"
    resumed = service.resume(WHO, run.job_id)
    assert (resumed.status, resumed.attempt) == (RunStatus.RUNNING, 2)
    done = wait(service, run.job_id)
    assert done.completed >= 15
    seqs = [e["seq"] for e in service.events_after(WHO, run.job_id, 0, 10_000)]
    assert seqs == list(range(1, len(seqs) + 1))


def test_resume_of_a_run_that_needs_none_is_no_error(service: LocalProspector) -> None:
    run = wait(service, service.start(WHO, sample_order(service, max_leads=1)).job_id)
    assert service.resume(WHO, run.job_id) == run


def test_retry_works_only_on_what_failed(tmp_path: Path) -> None:
    web = tmp_path / "web"
    (web / "fine.example").mkdir(parents=True)
    home = "<title>Fine Foods Ltd</title><h1>Fine Foods Ltd</h1><p>We make cheese and butter for shops in Kent. Write to info@fine.example.</p>"
    (web / "fine.example" / "index.html").write_text(home, "utf-8")
    service = open_local(settings_for(tmp_path / "data", saved_web=str(web)))
    try:
        run = wait(service, service.start(WHO, list_order(service, ["fine.example", "late.example"])).job_id)
        assert (run.completed, run.failed) == (1, 1)
        failed = next(r for r in service.leads(WHO, LeadFilter(job_id=run.job_id)).leads if r.state.value == "FAILED")
        assert failed.code == "not_saved"
        assert "late.example" in failed.message
        (web / "late.example").mkdir()
        (web / "late.example" / "index.html").write_text(home.replace("fine", "late").replace("Fine", "Late"), "utf-8")
        before = len(service.events_after(WHO, run.job_id, 0, 10_000))
        service.retry_failed(WHO, run.job_id)
        again = wait(service, run.job_id)
        assert (again.completed, again.failed, again.attempt) == (2, 0, 2)
        worked_on = {e.get("lead_id") for e in service.events_after(WHO, run.job_id, before, 10_000)} - {None}
        assert worked_on == {failed.lead_id}
    finally:
        service.close()


def test_what_cannot_be_started_says_why(service: LocalProspector) -> None:
    with pytest.raises(InvalidInput, match="live web"):
        service.start(WHO, list_order(service, ["a.example"]).model_copy(update={"source": Source(kind="url_list", rows=(), fetch="web")}))
    with pytest.raises(InvalidInput, match="no usable website"):
        service.start(WHO, list_order(service, []))
    with pytest.raises(NotFound):
        service.start(WHO, sample_order(service).model_copy(update={"context_id": "nobody"}))
    assert service.active_run(WHO) is None


def test_the_quota_of_a_day_holds_over_runs(tmp_path: Path) -> None:
    service = open_local(settings_for(tmp_path / "data", sites_per_day=3))
    try:
        first = wait(service, service.start(WHO, list_order(service, [f"nowhere{n}.example" for n in range(3)])).job_id)
        assert first.sites == 3
        with pytest.raises(QuotaReached):
            service.start(WHO, list_order(service, ["more.example"]))
    finally:
        service.close()


def test_a_run_of_an_ended_process_is_offered_for_resume(tmp_path: Path) -> None:
    service = open_local(settings_for(tmp_path / "data"))
    run = service.start(WHO, sample_order(service))
    while not service.view(WHO, run.job_id).leads:
        time.sleep(0.01)
    service.close()
    service.close()
    again = open_local(settings_for(tmp_path / "data"))
    try:
        assert again.run(WHO, run.job_id).status is RunStatus.INTERRUPTED
        again.resume(WHO, run.job_id)
        assert wait(again, run.job_id).completed >= 15
    finally:
        again.close()


async def _events(limit: int | None) -> list[str]:
    settings = settings_for(Path("unused"))
    async with ExtractPool(1) as reader:
        parts = standalone_parts(settings, reader)
        context = {"ideal_customer": "Food producers and wholesalers with cold storage", "pain_points": ["spoiled goods"]}
        seen: list[str] = []
        async with contextlib.aclosing(execute_agentic_pipeline("", context, "me", 3, {"max_sites": 40}, parts=parts)) as events:
            async for event in events:
                seen.append(event["event_type"])
                if limit and len(seen) >= limit:
                    break
        others = [t for t in asyncio.all_tasks() if t is not asyncio.current_task() and "Journey" in repr(t)]
        assert others == []
        return seen


def standalone_parts(settings: object, reader: ExtractPool) -> object:
    from domain.run import RunSpec

    return standalone(RunSpec(context_id="", context_version=0, source=Source(kind="saved")), settings, reader)  # type: ignore[arg-type]


def test_the_pipeline_runs_without_a_store() -> None:
    seen = asyncio.run(_events(None))
    assert (seen[0], seen[-1]) == ("pipeline_start", "pipeline_end")
    assert seen.count("lead_generated") >= 3


def test_closing_the_pipeline_early_leaves_no_task_behind() -> None:
    assert len(asyncio.run(_events(10))) == 10
