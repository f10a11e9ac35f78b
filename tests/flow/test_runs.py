"""Start, cancel, resume, retry, one run per user: what the door promises of runs."""

import asyncio
import concurrent.futures
import contextlib
import time
from pathlib import Path

import psutil
import pytest
from pydantic import ValidationError

from domain.base import Principal
from domain.commands import SetStage
from domain.errors import InvalidInput, NotFound, QuotaReached, RunAlreadyActive
from domain.lead import LeadFilter
from domain.lead_state import Stage
from domain.run import RunStatus
from service.local import LocalProspector, open_local
from service.parts import PartsMaker, utc_now
from service.pipeline import execute_agentic_pipeline
from storage.duckdb import open_store
from tests.flow.conftest import WHO, list_order, sample_order, settings_for, wait

FIRMS = [
    "brackenmoor-creamery.example",
    "gelati-borgofiore.example",
    "medlab-isartal.example",
    "nordkuehl-logistik.example",
    "tidewell-chilled.example",
    "transports-valserein.example",
    "wrenfold-pharmacies.example",
]


def test_a_second_start_names_the_run_that_is_going(service: LocalProspector) -> None:
    run = service.start(WHO, list_order(service, FIRMS))
    with pytest.raises(RunAlreadyActive) as caught:
        service.start(WHO, sample_order(service))
    assert caught.value.job_id == run.job_id
    other = Principal(user="somebody-else")
    assert wait(service, service.start(other, sample_order(service, other, max_leads=1)).job_id, who=other).completed == 1
    wait(service, run.job_id)


def test_cancel_keeps_what_is_there_and_resume_finishes_it(service: LocalProspector) -> None:
    run = service.start(WHO, list_order(service, FIRMS))
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
    assert done.completed == len(FIRMS)
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
    run = service.start(WHO, list_order(service, FIRMS))
    while not service.view(WHO, run.job_id).leads:
        time.sleep(0.01)
    service.close()
    service.close()
    again = open_local(settings_for(tmp_path / "data"))
    try:
        assert again.run(WHO, run.job_id).status is RunStatus.INTERRUPTED
        again.resume(WHO, run.job_id)
        assert wait(again, run.job_id).completed == len(FIRMS)
    finally:
        again.close()


async def _events(limit: int | None, **overrides: object) -> list[dict[str, object]]:
    context = {"ideal_customer": "Food producers and wholesalers with cold storage", "pain_points": ["spoiled goods"]}
    before, children = asyncio.all_tasks(), set(psutil.Process().children(recursive=True))
    seen: list[dict[str, object]] = []
    async with contextlib.aclosing(execute_agentic_pipeline("", context, "me", 3, overrides)) as events:
        async for event in events:
            seen.append(event)
            if limit and len(seen) >= limit:
                break
    assert asyncio.all_tasks() == before
    assert set(psutil.Process().children(recursive=True)) <= children
    return seen


def test_the_pipeline_runs_without_a_store() -> None:
    seen = asyncio.run(_events(None))
    kinds = [e["event_type"] for e in seen]
    assert (kinds[0], kinds[-1]) == ("pipeline_start", "pipeline_end")
    assert kinds.count("lead_generated") >= 3
    assert [e["seq"] for e in seen] == list(range(1, len(seen) + 1))
    done = [e for e in seen if e["event_type"] == "lead_enrichment_end" and e["success"]]
    assert len(done) == 3
    assert all(e["final_package"]["lead_facts"]["facts"] for e in done)  # type: ignore[index]


@pytest.mark.parametrize("limit", [1, 10, 40])
def test_closing_the_pipeline_early_leaves_no_task_and_no_process_behind(limit: int) -> None:
    assert len(asyncio.run(_events(limit))) == limit


def test_the_pipeline_takes_a_list_of_its_own() -> None:
    seen = asyncio.run(_events(None, urls=FIRMS[:2]))
    assert {e["source_url"] for e in seen if e["event_type"] == "lead_generated"} == {f"https://{host}/" for host in FIRMS[:2]}


@pytest.mark.parametrize("overrides", [{"colour": 1}, {"concurrency": 0}, {"urls": ["not a site"]}])
def test_the_pipeline_refuses_what_it_cannot_use(overrides: dict[str, object]) -> None:
    with pytest.raises((ValidationError, InvalidInput)):
        asyncio.run(_events(None, **overrides))


def test_a_full_archive_ends_the_run_and_not_the_leads(tmp_path: Path) -> None:
    settings = settings_for(tmp_path / "data")
    store = open_store(tmp_path / "data", clock=utc_now, archive_quota_bytes=9_000)
    service = LocalProspector(settings, store, PartsMaker(settings))
    try:
        run = wait(service, service.start(WHO, list_order(service, FIRMS)).job_id)
        assert run.status is RunStatus.FAILED
        assert "full" in run.message.lower()
        assert not [r for r in service.leads(WHO, LeadFilter(job_id=run.job_id)).leads if r.state.value in ("COMPLETED", "FAILED")]
    finally:
        service.close()


def test_a_start_that_cannot_be_driven_leaves_no_run_behind(tmp_path: Path) -> None:
    service = open_local(settings_for(tmp_path / "data", search="nope"))
    try:
        with pytest.raises(InvalidInput, match="nope"):
            service.start(WHO, sample_order(service))
        assert service.active_run(WHO) is None
        assert service.runs(WHO) == []
    finally:
        service.close()


def test_a_lead_stays_on_the_board_when_a_later_run_takes_it_in_and_never_reaches_it(service: LocalProspector) -> None:
    first = wait(service, service.start(WHO, list_order(service, ["brennholt-frischdienst.example"])).job_id)
    (lead,) = service.leads(WHO, LeadFilter(job_id=first.job_id)).leads
    service.command(WHO, lead.lead_id, SetStage(stage=Stage.CONTACTED))
    wait(service, service.start(WHO, list_order(service, [FIRMS[0], "brennholt-frischdienst.example"], max_leads=1)).job_id)
    kept = {row.lead_id: row for row in service.leads(WHO, LeadFilter()).leads}
    assert kept[lead.lead_id].stage is Stage.CONTACTED
    assert service.lead(WHO, lead.lead_id).row.stage is Stage.CONTACTED


def test_stopping_and_going_on_at_the_same_time_end_in_one_of_the_two(service: LocalProspector) -> None:
    run = service.start(WHO, list_order(service, FIRMS))
    for _ in range(6):
        with concurrent.futures.ThreadPoolExecutor(2) as both:
            jobs = [both.submit(service.cancel, WHO, run.job_id), both.submit(service.resume, WHO, run.job_id)]
            assert all(job.result(30).job_id == run.job_id for job in jobs)
    service.resume(WHO, run.job_id)
    done = wait(service, run.job_id)
    assert done.completed == len(FIRMS)
    ends = [e for e in service.events_after(WHO, run.job_id, 0, 10_000) if e["event_type"] == "pipeline_end"]
    assert [e["attempt"] for e in ends] == list(range(1, done.attempt + 1))  # each attempt ends once, and none in the name of another
