"""One call that waits: ends with the run, with the time, or with the client; and what it says of the leads."""

import asyncio
import threading
import time
from typing import Any

import httpx
import pytest

from domain.errors import InvalidInput, RunAlreadyActive
from domain.lead_state import LeadState
from tests.pages.standin import DONE
from tests.unit.api.door import LiveDoor

pytestmark = pytest.mark.anyio
POST = "/api/v2/run_agentic_harvester"


def body(**more: object) -> dict[str, object]:
    return {"business_context": {"pain_points": ["Manual logs"]}, "source": {"kind": "saved"}, **more}


def ends_after(door: LiveDoor, seconds: float) -> None:
    """Let whatever is started end after a while."""
    real = door.start

    def start(*args: Any) -> Any:
        run = real(*args)
        threading.Timer(seconds, door.finish, [run.job_id]).start()
        return run

    door.start = start  # type: ignore[method-assign]


async def test_it_waits_for_the_end_of_the_run(client: httpx.AsyncClient, door: LiveDoor) -> None:
    ends_after(door, 0.3)
    began = time.monotonic()
    answer = await client.post(POST, json=body(job_id="mine"))
    assert time.monotonic() - began >= 0.3
    told = answer.json()
    assert (answer.status_code, answer.headers["x-job-id"], told["job_id"], told["status"]) == (200, "mine", "mine", "completed")
    assert door.asked[-1].job_id == "mine"


async def test_it_answers_with_the_completed_leads_and_their_verified_values(client: httpx.AsyncClient, door: LiveDoor) -> None:
    told = (await client.post(POST, json={"job_id": DONE})).json()
    completed = [lead for lead in door.stored.values() if lead.row.state is LeadState.COMPLETED]
    assert told["total"] == len(told["leads"]) == len(completed) > 0
    for lead in told["leads"]:
        stored = door.stored[lead["lead_id"]]
        assert stored.facts
        verified = [fact.value for fact in stored.facts.all("email") if fact.verified]
        assert (lead["company_name"], lead["scores"], lead["enrichment"]["contact_emails"]) == (stored.row.company_name, stored.row.scores, verified)
        assert lead["package"] is None


async def test_packages_come_when_asked_for(client: httpx.AsyncClient) -> None:
    told = (await client.post(POST, json={"job_id": DONE, "with_packages": True})).json()
    assert told["leads"]
    assert all(lead["package"]["company_name"] for lead in told["leads"])


async def test_after_the_time_it_says_where_to_go_on_and_the_run_goes_on(client: httpx.AsyncClient, door: LiveDoor) -> None:
    answer = await client.post(POST, json=body(job_id="long", wait_seconds=1))
    told = answer.json()
    assert (answer.status_code, told["status"], answer.headers["location"]) == (202, "running", "/api/v2/runs/long")
    assert door.stored_runs["long"].status == "running"
    for name, link in told["links"].items():
        assert (await client.request("OPTIONS", link)).headers["allow"], name
    door.finish("long")
    assert (await client.post(POST, json={"job_id": "long"})).status_code == 200
    assert (await client.get(told["links"]["leads"])).status_code == 200


async def test_a_client_that_goes_away_is_not_waited_for_and_stops_nothing(door: LiveDoor, port: int) -> None:
    looks: list[float] = []
    real = door.run

    def counted(*args: Any) -> Any:
        looks.append(time.monotonic())
        return real(*args)

    door.run = counted  # type: ignore[method-assign]
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=0.5) as client:
        with pytest.raises(httpx.ReadTimeout):
            await client.post(POST, json=body(job_id="gone"))
    await asyncio.sleep(0.5)
    before = len(looks)
    await asyncio.sleep(1)
    assert len(looks) == before
    assert door.stored_runs["gone"].status == "running"


@pytest.mark.parametrize("bad", [0, 0.5, 601, "soon", None])
async def test_the_wait_is_bounded(client: httpx.AsyncClient, door: LiveDoor, bad: object) -> None:
    answer = await client.post(POST, json=body(wait_seconds=bad))
    assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, "wait_seconds")
    assert not door.started


async def test_the_stream_takes_the_same_body(client: httpx.AsyncClient, door: LiveDoor) -> None:
    ends_after(door, 0.1)
    answer = await client.post("/api/v2/stream_agentic_harvester", json=body(job_id="mine", wait_seconds=5, with_packages=True))
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.text.count("\nid: ") == 3


@pytest.mark.parametrize("route", ["run_agentic_harvester", "stream_agentic_harvester", "execute_streaming_prospect", "stream_enrichment_pipeline"])
async def test_one_s_own_run_needs_its_name_only_and_a_new_one_everything(client: httpx.AsyncClient, door: LiveDoor, route: str) -> None:
    door.add_run("old", 2, running=False)
    assert (await client.post(f"/api/v2/{route}", json={"job_id": "old"})).status_code == 200
    refused = await client.post(f"/api/v2/{route}", json={"job_id": "new"})
    wanted = ["business_context", "leads" if "enrichment" in route else "source"]
    assert (refused.status_code, [item["where"] for item in refused.json()["errors"]]) == (422, wanted)
    assert not door.started


async def test_a_name_that_somebody_else_s_run_has_is_refused(client: httpx.AsyncClient, door: LiveDoor) -> None:
    door.error = InvalidInput("This run id is taken. Choose another one.", code="job_id_taken", where="job_id")
    answer = await client.post(POST, json=body(job_id="hers"))
    assert (answer.status_code, answer.json()["code"]) == (422, "job_id_taken")
    door.error = RunAlreadyActive(job_id="hers")
    assert (await client.post(POST, json=body(job_id="hers"))).status_code == 409


async def test_bad_websites_are_all_named_or_skipped(client: httpx.AsyncClient, door: LiveDoor) -> None:
    urls = ["ok.example", "not a website", "ftp://x.example", "fine.example", "x" * 3_000 + ".example"]
    refused = (await client.post(POST, json=body(source={"kind": "url_list", "urls": urls}))).json()
    assert [item["where"] for item in refused["errors"]] == ["source.urls.1", "source.urls.2", "source.urls.4"]
    assert not door.started
    ends_after(door, 0.1)
    told = (await client.post(POST, json=body(source={"kind": "url_list", "urls": urls, "skip_bad_urls": True}))).json()
    assert [item["index"] for item in told["skipped"]] == [1, 2, 4]
    assert all(item["problem"] for item in told["skipped"])
    assert [(row.url, row.line) for row in door.started[0].source.rows] == [("https://ok.example/", 1), ("https://fine.example/", 4)]


async def test_of_many_bad_websites_the_first_hundred_are_named(client: httpx.AsyncClient) -> None:
    answer = await client.post(POST, json=body(source={"kind": "url_list", "urls": ["not a website"] * 2_000, "skip_bad_urls": True}))
    told = answer.json()
    assert (answer.status_code, len(told["errors"])) == (422, 100)
    assert "1,995 more" in told["detail"]


async def test_a_stream_says_first_what_it_left_out(client: httpx.AsyncClient, door: LiveDoor) -> None:
    ends_after(door, 0.1)
    source = {"kind": "url_list", "urls": ["ok.example", "?"], "skip_bad_urls": True}
    text = (await client.post("/api/v2/execute_streaming_prospect", json=body(source=source))).text
    assert text.startswith("retry: 2000\n\nevent: accepted\ndata: {")
    assert '"skipped_total":1' in text.split("\n\n")[1]


async def test_an_inline_context_has_the_name_that_is_asked_for(client: httpx.AsyncClient, door: LiveDoor) -> None:
    ends_after(door, 0.1)
    await client.post(POST, json=body(context_name="Spring"))
    assert door.started[0].context_name == "Spring"
    assert (await client.post(POST, json=body(context_name=" "))).status_code == 422


async def test_a_key_and_a_job_id_together_are_refused(client: httpx.AsyncClient, door: LiveDoor) -> None:
    answer = await client.post(POST, json=body(job_id="mine"), headers={"Idempotency-Key": "k"})
    assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, "Idempotency-Key")
    assert not door.started
