"""What the description does not know is refused by name, whatever the route would have done with it."""

import httpx
import pytest

from tests.pages.standin import DONE
from tests.unit.api.door import LiveDoor

pytestmark = pytest.mark.anyio
PROBLEM = "application/problem+json"
STARTS = ("execute_streaming_prospect", "run_agentic_harvester", "stream_agentic_harvester", "stream_enrichment_pipeline")


@pytest.mark.parametrize(
    ("path", "query", "where"),
    [
        ("/api/v2/leads", "stage=review", "stage"),
        ("/api/v2/leads", "stages=review&page=2&pagesize=4", "pagesize"),
        ("/api/v2/leads.csv", "page=2", "page"),
        ("/api/v2/runs", "=", ""),
        (f"/api/v2/runs/{DONE}", "view=1", "view"),
        ("/api/health", "x", "x"),
        ("/api/prospects", "state=COMPLETED", "state"),
        ("/api/v2/leads", "page=1&page=2", "page"),
        ("/api/v2/leads", "%FFpage=1", "\ufffdpage"),
    ],
)
async def test_a_query_parameter_that_is_not_described_is_refused_by_name(client: httpx.AsyncClient, path: str, query: str, where: str) -> None:
    answer = await client.get(f"{path}?{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (422, PROBLEM)
    assert [item["where"] for item in answer.json()["errors"]] == [where]


async def test_lists_are_given_by_repeating_and_the_answer_names_what_is_known(client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/v2/leads?stages=review&stages=won&countries=DE&countries=AT")).status_code == 200
    told = (await client.get("/api/v2/leads?stage=review")).json()
    assert "stages" in told["errors"][0]["message"]
    assert "stage" in told["detail"]


async def test_a_ticket_is_no_unknown_parameter_of_the_stream_and_one_of_other_routes(client: httpx.AsyncClient) -> None:
    assert (await client.get(f"/api/v2/runs/{DONE}/events?ticket=x")).status_code == 200
    assert (await client.get(f"/api/v2/runs/{DONE}?ticket=x")).status_code == 422


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("DELETE", "/api/v2/runs", "GET, HEAD, OPTIONS"),
        ("GET", "/api/v2/run_agentic_harvester", "OPTIONS, POST"),
        ("PUT", f"/api/v2/runs/{DONE}/cancel", "OPTIONS, POST"),
        ("TRACE", "/api/v2/tokens", "GET, HEAD, OPTIONS, POST"),
        ("BREW", "/api/prospects", "GET, HEAD, OPTIONS"),
    ],
)
async def test_another_method_is_answered_with_those_that_are_allowed(client: httpx.AsyncClient, method: str, path: str, allow: str) -> None:
    answer = await client.request(method, path)
    assert (answer.status_code, answer.headers["content-type"], answer.headers["allow"]) == (405, PROBLEM, allow)
    told = await client.options(path)
    assert (told.status_code, told.headers["allow"], told.content) == (204, allow, b"")


@pytest.mark.parametrize(
    "path", ["/api/v2/runs/", "/api/v2/runs/x%2F", "/api/v2/leads/x/", "/api//v2/runs", "/api/v2/nowhere", "/api/v2/runs/a%0Ab", "/api/v2/%00"]
)
async def test_an_address_that_is_not_there_is_a_problem_and_no_redirect(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(f"/api/v2{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (404, PROBLEM)


async def test_head_gives_the_head_of_get_and_no_body(client: httpx.AsyncClient, door: LiveDoor) -> None:
    door.add_run("endless", 3)
    for path in ("/api/health", "/api/v2/leads", "/api/v2/leads.csv", "/api/v2/runs/endless/events", "/api/v2/runs/nobody"):
        head = await client.head(path)
        assert head.content == b""
        if "endless" not in path:
            get = await client.get(path)
            assert (head.status_code, head.headers["content-type"]) == (get.status_code, get.headers["content-type"])
    assert (await client.head("/api/v2/runs/endless/events")).headers["content-type"].startswith("text/event-stream")


@pytest.mark.parametrize("route", STARTS)
@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml", "nonsense", ""])
async def test_a_body_of_another_kind_is_415(client: httpx.AsyncClient, route: str, kind: str) -> None:
    answer = await client.post(f"/api/v2/{route}", content=b'{"business_context": {}}', headers={"content-type": kind})
    assert (answer.status_code, answer.headers["content-type"], answer.headers["accept"]) == (415, PROBLEM, "application/json")


async def test_json_by_any_of_its_names_is_taken_and_a_compressed_body_is_not(client: httpx.AsyncClient) -> None:
    for kind in ("application/json; charset=utf-8", "APPLICATION/JSON", "application/ld+json"):
        answer = await client.post("/api/v2/run_agentic_harvester", content=b'{"job_id": "nobody"}', headers={"content-type": kind})
        assert [item["where"] for item in answer.json()["errors"]] == ["business_context", "source"], kind
    packed = {"content-type": "application/json", "content-encoding": "gzip"}
    answer = await client.post("/api/v2/run_agentic_harvester", content=b"\x1f\x8b", headers=packed)
    assert (answer.status_code, answer.headers["accept-encoding"]) == (415, "identity")


@pytest.mark.parametrize("raw", [b"{", b"[1,", b"{'a': 1}", b'{"a": 1', b"\xff\xfe\xfd"])
@pytest.mark.parametrize("route", STARTS)
async def test_what_is_no_json_is_400_and_says_where(client: httpx.AsyncClient, route: str, raw: bytes) -> None:
    answer = await client.post(f"/api/v2/{route}", content=raw, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (400, PROBLEM)
    assert {"type", "title", "status", "detail", "instance", "code"} <= set(answer.json())


async def test_a_name_of_any_length_or_spelling_is_told_short_and_readable(client: httpx.AsyncClient) -> None:
    for name in ("x" * 100_000, "\\ud800", "\\u0000"):
        raw = f'{{"{name}": 1}}'.encode()
        answer = await client.post("/api/v2/run_agentic_harvester", content=raw, headers={"content-type": "application/json"})
        assert answer.status_code == 422
        assert len(answer.content) < 3_000


async def test_a_flood_of_parameters_is_refused_before_it_is_looked_at(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/health?" + "&".join(f"p{n}" for n in range(8_000)))
    assert answer.status_code == 422
    assert "at most" in answer.json()["errors"][0]["message"]


async def test_every_answer_names_its_request(client: httpx.AsyncClient) -> None:
    ids = [(await client.get(path)).headers["x-request-id"] for path in ("/api/health", "/api/v2/leads", "/api/v2/runs/nobody", "/api/v2/leads?stage=x")]
    assert len(set(ids)) == 4
    assert all(len(one) == 16 for one in ids)
