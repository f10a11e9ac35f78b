"""The API over a real installation on the sample web: what a program sees, from the first event to the stored source of the last fact."""

import csv
import json
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount

from api.application import build
from api.guard import Guard
from domain.base import Principal
from domain.quoting import stands_in
from service.local import LocalProspector
from settings import ROOT
from tests.unit.api.conftest import InThread

Wire = dict[str, Any]
POST = "/api/v2/execute_streaming_prospect"


@pytest.fixture
def http(service: LocalProspector) -> Iterator[httpx.Client]:
    app = Starlette(routes=[Mount("/api", app=build(lambda: service))], middleware=[Middleware(Guard)])
    with InThread(app) as port, httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        yield client


def order(service: LocalProspector, **more: object) -> dict[str, object]:
    _, context = service.sample_context()
    return {"business_context": context.model_dump(mode="json"), "source": {"kind": "saved"}, **more}


def wires(answer: httpx.Response, most: int = 1_000_000) -> list[Wire]:
    """Read up to ``most`` events of an open stream."""
    found: list[Wire] = []
    assert answer.status_code == 200, answer.read()
    for line in answer.iter_lines():
        if line.startswith("data: "):
            found.append(json.loads(line[6:]))
            if len(found) >= most:
                break
    return found


def streamed(http: httpx.Client, body: dict[str, object]) -> list[Wire]:
    with http.stream("POST", POST, json=body) as answer:
        return wires(answer)


def test_a_run_from_the_first_event_to_the_source_of_every_fact(http: httpx.Client, service: LocalProspector) -> None:
    events = streamed(http, order(service, job_id="first", max_leads_to_generate=3, max_sites=12))
    assert [e["seq"] for e in events] == list(range(1, len(events) + 1))
    assert (events[0]["event_type"], events[-1]["event_type"]) == ("pipeline_start", "pipeline_end")
    assert {e["job_id"] for e in events} == {"first"}
    told = http.get("/api/v2/runs/first").json()
    assert told["run"]["status"] == events[-1]["outcome"]
    assert told["view"]["seq"] == len(events)

    listed = http.get("/api/v2/leads", params={"job_id": "first", "states": "COMPLETED"}).json()
    assert listed["total"] == told["run"]["completed"] == events[-1]["total_leads_generated"] > 0
    assert {row["lead_id"] for row in listed["leads"]} == {e["lead_id"] for e in events if e["event_type"] == "lead_enrichment_end" and e["success"]}

    checked = 0
    for row in listed["leads"]:
        lead = http.get(f"/api/v2/leads/{row['lead_id']}", params={"job_id": "first"}).json()
        assert lead["package"]["company_name"]
        assert lead["factors"]
        for fact in lead["facts"]:
            assert fact["verified"] == (fact["status"] != "unverified")
            for place in fact["evidence"] if fact["status"] == "quoted" else []:
                source = http.get(f"/api/v2/pages/{place['page_sha256']}").text
                assert source[place["start"] : place["end"]] == place["snippet"], fact
                rule = "words" if fact["role"] == "decoy" else fact["field"]  # what is no contact has no normal form
                assert stands_in(rule, fact["value"], place["snippet"], place["decoder"]), fact
                checked += 1
    assert checked > 10


def test_a_stream_cut_again_and_again_gives_every_event_once(http: httpx.Client, service: LocalProspector) -> None:
    body = order(service, job_id="cut", max_leads_to_generate=3, max_sites=8)
    with http.stream("POST", POST, json=body) as answer:
        got = wires(answer, 2)
    while True:
        with http.stream("GET", "/api/v2/runs/cut/events", headers={"Last-Event-ID": str(got[-1]["seq"])}) as answer:
            if answer.status_code == 204:
                break
            got += wires(answer, 7)
    assert got == service.events_after(Principal(), "cut", limit=10_000)
    assert [e["seq"] for e in got] == list(range(1, len(got) + 1))
    assert got[-1]["event_type"] == "pipeline_end"


def test_a_second_post_of_the_same_job_watches_it_and_starts_nothing(http: httpx.Client, service: LocalProspector) -> None:
    body = order(service, job_id="twice", max_leads_to_generate=1, max_sites=3)
    assert streamed(http, body) == streamed(http, body)
    assert [r["job_id"] for r in http.get("/api/v2/runs").json()["runs"]] == ["twice"]


def test_a_run_is_stopped_and_taken_up_again(http: httpx.Client, service: LocalProspector) -> None:
    with http.stream("POST", POST, json=order(service, job_id="stop", max_leads_to_generate=20)) as answer:
        wires(answer, 5)
    refused = http.post(POST, json=order(service))
    assert (refused.status_code, refused.json()["job_id"]) == (409, "stop")
    assert http.post("/api/v2/runs/stop/cancel").json()["status"] == "cancelled"
    with http.stream("GET", "/api/v2/runs/stop/events") as answer:
        before = wires(answer)
    assert http.post("/api/v2/runs/stop/resume").json()["attempt"] == 2
    with http.stream("GET", "/api/v2/runs/stop/events") as answer:
        after = wires(answer)
    assert after[: len(before)] == before
    assert [e["seq"] for e in after] == list(range(1, len(after) + 1))
    ends = [e["lead_id"] for e in after if e["event_type"] in ("lead_enrichment_end", "lead_rejected")]
    assert len(ends) == len(set(ends))
    assert http.post("/api/v2/runs/stop/resume").json()["attempt"] == 2


def test_a_list_fails_by_name_and_only_that_is_tried_again(http: httpx.Client, service: LocalProspector) -> None:
    hosts = [site.name for site in sorted((ROOT / "samples" / "web").iterdir()) if site.is_dir()][:2]
    source = {"kind": "url_list", "urls": [*hosts, "no-such-company.example"]}
    events = streamed(http, order(service, job_id="list", source=source))
    failed = [e for e in events if e["event_type"] == "lead_enrichment_end" and not e["success"]]
    assert [e["error_type"] for e in failed] == ["not_saved"]
    assert http.post("/api/v2/runs/list/retry_failed").json()["attempt"] == 2
    with http.stream("GET", "/api/v2/runs/list/events", params={"after": len(events)}) as answer:
        again = wires(answer)
    assert {e["lead_id"] for e in again if e.get("lead_id")} == {failed[0]["lead_id"]}


def test_another_user_sees_nothing_of_it(http: httpx.Client, service: LocalProspector) -> None:
    streamed(http, order(service, job_id="mine", user_id="ann", max_leads_to_generate=1, max_sites=3))
    assert http.get("/api/v2/runs/mine", params={"user_id": "ann"}).status_code == 200
    for user in ({}, {"user_id": "bob"}):
        for path in ("/api/v2/runs/mine", "/api/v2/runs/mine/events"):
            assert http.get(path, params=user).status_code == 404
        for verb in ("cancel", "resume", "retry_failed"):
            assert http.post(f"/api/v2/runs/mine/{verb}", params=user).status_code == 404
        assert http.get("/api/v2/runs", params=user).json() == {"runs": []}
    taken = http.post(POST, json=order(service, job_id="mine", user_id="bob"))
    assert taken.status_code in (404, 409, 422), taken.text


def test_the_csv_has_a_line_for_each_lead_of_the_filter(http: httpx.Client, service: LocalProspector) -> None:
    streamed(http, order(service, job_id="csv", max_leads_to_generate=3, max_sites=10))
    where = {"job_id": "csv", "states": "COMPLETED"}
    rows = list(csv.DictReader(StringIO(http.get("/api/v2/leads.csv", params=where).text)))
    assert len(rows) == http.get("/api/v2/leads", params=where).json()["total"] > 0
    assert not any(re.match(r"[=@\t\r]|[+-](?!\d)", cell or "") for row in rows for cell in row.values())
    refused = http.get("/api/v2/leads.csv", params={"columns": "no_such_column"})
    assert (refused.status_code, refused.headers["content-type"]) == (422, "application/problem+json")


def test_the_view_rides_along_and_ends_where_the_fold_ends(http: httpx.Client, service: LocalProspector) -> None:
    with http.stream("POST", POST, json=order(service, job_id="view", max_leads_to_generate=2, max_sites=5)) as answer:
        wires(answer, 1)
    with http.stream("GET", "/api/v2/runs/view/events", params={"view": 1}) as answer:
        text = answer.read().decode()
    views = [json.loads(data) for data in re.findall(r"^event: view\ndata: (.*)$", text, re.M)]
    assert views[0]["job_id"] == "view"
    assert (views[-1]["running"], views[-1]["seq"]) == (False, http.get("/api/v2/runs/view").json()["view"]["seq"])
    assert len(re.findall(r"^id: ", text, re.M)) == views[-1]["seq"]


def test_a_key_starts_one_run_and_holds_for_its_own_body_only(http: httpx.Client, service: LocalProspector) -> None:
    body, key = order(service, max_leads_to_generate=1, max_sites=2, wait_seconds=60), {"Idempotency-Key": "order 4711"}
    first, again = (http.post("/api/v2/run_agentic_harvester", json=body, headers=key) for _ in range(2))
    assert first.json() == again.json()
    assert first.json()["total"] == len(first.json()["leads"]) > 0
    other = http.post("/api/v2/run_agentic_harvester", json={**body, "max_sites": 3}, headers=key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_mismatch")
    assert len(http.get("/api/v2/runs").json()["runs"]) == 1
    with http.stream("POST", "/api/v2/stream_agentic_harvester", json=body, headers=key) as stream:
        assert wires(stream)[-1]["event_type"] == "pipeline_end"
    assert len(service.runs(Principal())) == 1


def test_the_same_context_again_makes_no_further_version(http: httpx.Client, service: LocalProspector) -> None:
    body = {"business_context": {"pain_points": ["Manual logs"]}, "source": {"kind": "url_list", "urls": ["no-such-company.example"]}}
    for _ in range(2):
        assert http.post("/api/v2/run_agentic_harvester", json=body).status_code == 200
    assert [(c.name, c.version) for c in service.contexts(Principal())] == [("API", 1)]
    assert http.post("/api/v2/run_agentic_harvester", json=body | {"context_name": "Spring"}).status_code == 200
    assert http.post("/api/v2/run_agentic_harvester", json=body | {"business_context": {"location": "Husum"}}).status_code == 200
    assert [(c.name, c.version) for c in service.contexts(Principal())] == [("API", 2), ("Spring", 1)]


def test_enrichment_tells_of_each_company_by_the_id_it_was_given(http: httpx.Client, service: LocalProspector) -> None:
    hosts = [site.name for site in sorted((ROOT / "samples" / "web").iterdir()) if site.is_dir()][:3]
    leads = [{"id": f"crm-{number}", "company_name": "", "website": host} for number, host in enumerate(hosts)]
    body = {"business_context": {"pain_points": ["Manual logs"]}, "leads": leads, "job_id": "crm"}
    with http.stream("POST", "/api/v2/stream_enrichment_pipeline", json=body) as answer:
        accepted, *events = wires(answer)
    ids = {lead["lead_id"]: lead["id"] for lead in accepted["leads"]}
    of_leads = [e for e in events if e["event_type"] not in ("pipeline_start", "pipeline_end")]
    assert of_leads
    assert all(e["lead_id"] in ids for e in of_leads)
    assert {ids[e["lead_id"]] for e in events if e["event_type"] in ("lead_enrichment_end", "lead_rejected")} == {lead["id"] for lead in leads}
    whole = service.events_after(Principal(), "crm", limit=10_000)
    kept = {e["seq"] for e in events}
    assert [e for e in whole if e["seq"] in kept] == events
    assert {e.get("agent_name") for e in whole if e["seq"] not in kept} == {"discoverer"}
    found = http.get(f"/api/v2/leads/{accepted['leads'][0]['lead_id']}", params={"job_id": "crm"}).json()
    assert found["source"]["extra"]["id"] == "crm-0"


def test_a_harvest_ends_before_its_run_when_the_time_is_up(http: httpx.Client, service: LocalProspector) -> None:
    answer = http.post("/api/v2/run_agentic_harvester", json=order(service, job_id="long", max_leads_to_generate=30, wait_seconds=1))
    assert (answer.status_code, answer.json()["status"]) == (202, "running")
    assert http.post(answer.json()["links"]["cancel"]).json()["status"] == "cancelled"
    told = http.post("/api/v2/run_agentic_harvester", json={"job_id": "long"}).json()
    assert (told["status"], told["total"]) == ("cancelled", len(told["leads"]))
    rows = http.get("/api/prospects", params={"page_size": 200}).json()["prospects"]
    assert {lead["lead_id"] for lead in told["leads"]} <= {row["id"] for row in rows}


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"source": {"kind": "url_list", "urls": []}}, 422),
        ({"source": {"kind": "url_list", "urls": ["not a website"], "skip_bad_urls": True}}, 422),
        ({"business_context": {}}, 422),
    ],
)
def test_what_cannot_be_started_is_said_before_anything_streams(http: httpx.Client, service: LocalProspector, change: dict[str, object], status: int) -> None:
    answer = http.post(POST, json=order(service) | change)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["errors"]
    assert http.get("/api/v2/runs").json() == {"runs": []}


def test_health(http: httpx.Client) -> None:
    told = http.get("/api/health").json()
    assert (told["ok"], told["active_runs"]) == (True, 0)


@pytest.mark.parametrize("word", ["\x00", "%", "_'; drop table leads; --", "\\", "🧀" * 60, "‮", "ld_" + "0" * 20])
def test_odd_words_find_nothing_and_break_nothing(http: httpx.Client, word: str) -> None:
    for path in ("/api/v2/leads", "/api/v2/leads.csv"):
        for name in ("text", "job_id", "sectors", "countries", "tiers"):
            answer = http.get(path, params={name: word})
            assert answer.status_code in (200, 404, 422), (path, name, answer.text)
    for path in ("/api/v2/runs", "/api/v2/leads"):
        assert http.get(f"{path}/{quote(word, safe='')}").status_code in (404, 422)
    assert http.get("/api/v2/runs", params={"user_id": word[:100]}).status_code == 200
    sorted_by = http.get("/api/v2/leads", params={"sort": word})
    assert (sorted_by.status_code, sorted_by.headers["content-type"]) == (422, "application/problem+json")
