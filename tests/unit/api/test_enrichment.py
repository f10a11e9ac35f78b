"""Leads in: each gets its lead_id and keeps its reference; events out without those of a search."""

import json
from typing import Any

import httpx
import pytest

from domain.identity import lead_id
from tests.unit.api.door import LiveDoor

pytestmark = pytest.mark.anyio
POST = "/api/v2/stream_enrichment_pipeline"
LEADS = [
    {"id": "crm-1", "company_name": "Käse & Söhne", "website": "kaese.example"},
    {"id": 2, "company_name": "Molkerei", "website": "https://www.molkerei.example/de", "description": "Met at the fair"},
    {"website": "http://www.kaese.example/shop"},
]


def body(**more: object) -> dict[str, object]:
    return {"business_context": {}, "leads": LEADS, **more}


def event(seq: int, kind: str, **more: object) -> dict[str, Any]:
    return {"v": 1, "event_type": kind, "timestamp": "2026-11-21T09:00:00Z", "job_id": "e", "user_id": "local", "seq": seq, **more}


EVENTS = [
    event(1, "pipeline_start"),
    event(2, "agent_start", agent_name="discoverer", lead_id=None),
    event(3, "tool_call_end", agent_name="discoverer"),
    event(4, "status_update", status_message="No website matches", lead_id=None),
    event(5, "agent_start", agent_name="harvester", lead_id="ld_1"),
    event(6, "lead_generated", lead_id="ld_1"),
    event(7, "status_update", lead_id="ld_1", status_message="x"),
    event(8, "pipeline_error", error_message="x"),
    event(9, "pipeline_end"),
]


def with_events(door: LiveDoor) -> None:
    """Let a start make a run that is over, with events of all kinds."""
    real = door.start

    def start(*args: Any) -> Any:
        run = real(*args)
        door.events[run.job_id] = EVENTS
        door.finish(run.job_id)
        return run

    door.start = start  # type: ignore[method-assign]


def frames(text: str) -> tuple[dict[str, Any], list[int]]:
    blocks = text.split("\n\n")
    assert blocks[1].startswith("event: accepted\n")
    ids = [int(line[4:]) for block in blocks[2:] for line in block.split("\n") if line.startswith("id: ")]
    return json.loads(blocks[1].partition("data: ")[2]), ids


async def test_the_first_frame_says_which_lead_each_company_is(client: httpx.AsyncClient, door: LiveDoor) -> None:
    with_events(door)
    told, _ = frames((await client.post(POST, json=body(job_id="e"))).text)
    cheese = lead_id("default", "kaese.example")
    assert told["job_id"] == "e"
    assert [(lead["index"], lead["id"], lead["lead_id"]) for lead in told["leads"]] == [
        (0, "crm-1", cheese),
        (1, "2", lead_id("default", "molkerei.example")),
        (2, "", cheese),
    ]
    assert (told["skipped"], told["skipped_total"]) == ([], 0)


async def test_the_run_is_over_just_these_websites_and_keeps_what_came_with_them(client: httpx.AsyncClient, door: LiveDoor) -> None:
    with_events(door)
    await client.post(POST, json=body(fetch="web", user_search_query="cheese"))
    (order,) = door.started
    assert [(row.url, row.extra) for row in order.source.rows] == [
        ("https://kaese.example/", {"id": "crm-1", "company_name": "Käse & Söhne"}),
        ("https://www.molkerei.example/de", {"id": "2", "company_name": "Molkerei", "description": "Met at the fair"}),
        ("http://www.kaese.example/shop", {}),
    ]
    assert (order.source.kind, order.source.fetch, order.query) == ("url_list", "web", "cheese")
    assert (order.limits.max_leads, order.limits.max_sites) == (3, 3)


async def test_events_of_the_discovery_are_left_out_and_seq_is_kept(client: httpx.AsyncClient, door: LiveDoor) -> None:
    with_events(door)
    answer = await client.post(POST, json=body(job_id="e"))
    assert frames(answer.text)[1] == [1, 5, 6, 7, 8, 9]
    again = await client.get(answer.headers["content-location"], headers={"Last-Event-ID": "5"})
    assert [line for line in again.text.split("\n") if line.startswith("id: ")] == ["id: 6", "id: 7", "id: 8", "id: 9"]
    whole = await client.get("/api/v2/runs/e/events")
    assert whole.text.count("\nid: ") == len(EVENTS)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"leads": []}, "leads"),
        ({"leads": [{"website": "a.example"}] * 1_001}, "leads"),
        ({"leads": [{"company_name": "No website"}]}, "leads.0.website"),
        ({"leads": [{"website": "ok.example"}, {"website": "nonsense"}]}, "leads.1.website"),
        ({"leads": [{"website": "ok.example", "phone": "1"}]}, "leads.0.phone"),
        ({"leads": [{"website": "ok.example", "id": True}]}, "leads.0.id"),
        ({"fetch": "carrier pigeon"}, "fetch"),
        ({"source": {"kind": "saved"}}, "source"),
    ],
)
async def test_what_cannot_be_used_is_named(client: httpx.AsyncClient, door: LiveDoor, change: dict[str, object], where: str) -> None:
    answer = await client.post(POST, json=body(**change))
    assert (answer.status_code, [item["where"] for item in answer.json()["errors"]]) == (422, [where])
    assert not door.started


async def test_bad_ones_are_skipped_when_that_is_asked_for(client: httpx.AsyncClient, door: LiveDoor) -> None:
    with_events(door)
    leads = [{"website": "nonsense", "id": "a"}, {"website": "ok.example", "id": "b"}]
    told, _ = frames((await client.post(POST, json=body(leads=leads, skip_bad_urls=True))).text)
    assert [(lead["index"], lead["id"]) for lead in told["leads"]] == [(1, "b")]
    assert [(item["index"], item["url"]) for item in told["skipped"]] == [(0, "nonsense")]
