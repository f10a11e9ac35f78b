import json

import httpx
import pytest

from domain.errors import InvalidInput, NeedsKey, NotFound, QuotaReached, Refused, StorageProblem, TryAgain
from tests.pages.standin import DONE
from tests.unit.api.door import LiveDoor

pytestmark = pytest.mark.anyio
POST = "/api/v2/execute_streaming_prospect"


def body(**more: object) -> dict[str, object]:
    return {"business_context": {"pain_points": ["Manual logs"]}, "source": {"kind": "saved"}, **more}


async def started(client: httpx.AsyncClient, door: LiveDoor, **more: object) -> httpx.Response:
    """Post and end the run, so that a client that reads whole answers gets one."""
    real = door.start

    def start_and_finish(*args: object, **kwargs: object) -> object:
        run = real(*args, **kwargs)  # type: ignore[arg-type]
        door.finish(run.job_id)
        return run

    door.start = start_and_finish  # type: ignore[method-assign, assignment]
    return await client.post(POST, json=body(**more))


def seqs(text: str) -> list[int]:
    return [json.loads(line[6:])["seq"] for line in text.split("\n") if line.startswith("data: ")]


async def test_a_post_starts_a_run_and_streams_it(client: httpx.AsyncClient, door: LiveDoor) -> None:
    answer = await started(client, door, user_id="eve", job_id="mine", user_search_query="dairies", max_leads_to_generate=7, max_sites=9)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["x-job-id"] == "mine"
    assert seqs(answer.text) == [1, 2, 3]
    (order,) = door.started
    assert (order.query, order.limits.max_leads, order.limits.max_sites, order.trigger) == ("dairies", 7, 9, "api")
    assert order.context is not None
    assert order.context.pain_points == ("Manual logs",)
    assert door.owner["mine"] == "eve"


async def test_a_list_is_taken_whole_with_its_lines(client: httpx.AsyncClient, door: LiveDoor) -> None:
    await started(client, door, source={"kind": "url_list", "urls": ["A.example", " http://b.example/x#y "], "fetch": "web"})
    (order,) = door.started
    assert [(row.url, row.line) for row in order.source.rows] == [("https://a.example/", 1), ("http://b.example/x", 2)]
    assert (order.source.fetch, order.limits.max_sites, order.limits.max_leads) == ("web", 2, 100)


async def test_pages_are_read_from_saved_folders_unless_told(client: httpx.AsyncClient, door: LiveDoor) -> None:
    await started(client, door)
    assert door.started[0].source.fetch == "saved"


async def test_a_post_with_the_id_of_an_own_run_replays_it(client: httpx.AsyncClient, door: LiveDoor) -> None:
    door.add_run("old", 5, running=False)
    answer = await client.post(POST, json=body(job_id="old"))
    assert seqs(answer.text) == [1, 2, 3, 4, 5]
    assert not door.started


async def test_two_users_may_not_see_each_other_by_a_job_id(client: httpx.AsyncClient, door: LiveDoor) -> None:
    door.add_run("hers", 5, running=False, user="eve")
    for method, path in (
        ("GET", "/api/v2/runs/hers"),
        ("GET", "/api/v2/runs/hers/events"),
        ("POST", "/api/v2/runs/hers/cancel"),
        ("POST", "/api/v2/runs/hers/resume"),
        ("POST", "/api/v2/runs/hers/retry_failed"),
    ):
        assert (await client.request(method, path)).status_code == 404, path
        assert (await client.request(method, path, params={"user_id": "eve"})).status_code == 200, path
    assert (await client.get("/api/v2/runs", params={"user_id": "eve"})).json()["runs"][0]["job_id"] == "hers"
    assert [r["job_id"] for r in (await client.get("/api/v2/runs")).json()["runs"]] == [DONE]


async def test_an_active_run_refuses_another_and_says_which(client: httpx.AsyncClient, door: LiveDoor) -> None:
    door.add_run("busy", 1)
    answer = await client.post(POST, json=body())
    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert (told["code"], told["job_id"], told["link"]) == ("run_active", "busy", "/api/v2/runs/busy")


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (InvalidInput("No line can be used.", where="source.urls"), 422, "invalid_input"),
        (QuotaReached("10,000 leads a day."), 429, "quota"),
        (NeedsKey("Set TAVILY_API_KEY."), 424, "key_missing"),
        (StorageProblem("/srv/secret/data is locked"), 503, "storage"),
        (TryAgain("Slow.", retry_after=30), 503, "timeout"),
        (Refused("No."), 502, "refused"),
    ],
)
async def test_domain_errors_become_problems(client: httpx.AsyncClient, door: LiveDoor, error: InvalidInput, status: int, code: str) -> None:
    door.error = error
    answer = await client.post(POST, json=body())
    told = answer.json()
    assert (answer.status_code, told["status"], told["code"], told["instance"]) == (status, status, code, POST)
    assert answer.headers["content-type"] == "application/problem+json"
    assert "/srv" not in answer.text
    if status == 503:
        assert answer.headers["retry-after"] == ("30" if code == "timeout" else "5")
    if code == "invalid_input":
        assert told["errors"] == [{"where": "source.urls", "message": "No line can be used."}]


async def test_a_defect_tells_nothing(client: httpx.AsyncClient, door: LiveDoor) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("select * from secrets in /etc/passwd")

    door.runs = broken  # type: ignore[method-assign, assignment]
    answer = await client.get("/api/v2/runs")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert "secrets" not in answer.text
    assert "passwd" not in answer.text


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"business_context": {"industry_focs": ["x"]}}, "business_context.industry_focs"),
        ({"business_context": {"message_language": "german"}}, "business_context.message_language"),
        ({"surprise": 1}, "surprise"),
        ({"job_id": "../etc"}, "job_id"),
        ({"user_id": ""}, "user_id"),
        ({"max_leads_to_generate": 0}, "max_leads_to_generate"),
        ({"source": {"kind": "carrier_pigeon"}}, "source.kind"),
        ({"source": {"kind": "url_list", "urls": ["ok.example", "not a url"]}}, "source.urls.1"),
        ({"source": {"kind": "url_list", "urls": ["x" * 3000 + ".example"]}}, "source.urls.0"),
    ],
)
async def test_a_body_that_is_not_as_documented_is_refused_by_name(client: httpx.AsyncClient, door: LiveDoor, change: dict[str, object], where: str) -> None:
    answer = await client.post(POST, json=body(**change))
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert where in [item["where"] for item in answer.json()["errors"]]
    assert not door.started


@pytest.mark.parametrize("raw", [b"{", b"", b"null", b"[" * 100_000, b'{"business_context":{},"source":{"kind":"saved"},"job_id":"\\ud800"}'])
async def test_a_body_that_is_no_json_is_a_problem_and_no_defect(client: httpx.AsyncClient, raw: bytes) -> None:
    answer = await client.post(POST, content=raw, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_run_comes_with_its_view(client: httpx.AsyncClient) -> None:
    told = (await client.get(f"/api/v2/runs/{DONE}")).json()
    assert told["run"]["status"] == "completed"
    assert told["view"]["counts"]["COMPLETED"] == told["run"]["completed"]


async def test_a_run_is_stopped_and_one_that_needs_nothing_is_no_error(client: httpx.AsyncClient, door: LiveDoor) -> None:
    door.add_run("busy", 1)
    assert (await client.post("/api/v2/runs/busy/cancel")).json()["status"] == "cancelled"
    for verb in ("resume", "retry_failed"):
        answer = await client.post(f"/api/v2/runs/{DONE}/{verb}")
        assert (answer.status_code, answer.json()["status"]) == (200, "completed")


async def test_unknown_paths_and_methods_are_problems(client: httpx.AsyncClient) -> None:
    for method, path, status in (("GET", "/api/v2/nothing", 404), ("DELETE", "/api/v2/runs", 405)):
        answer = await client.request(method, path)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
        assert answer.json()["instance"] == path


async def test_a_run_that_began_between_looking_and_starting_is_watched(client: httpx.AsyncClient, door: LiveDoor) -> None:
    door.add_run("race", 2)
    look, looks = door.run, iter([True])

    def late(*args: object) -> object:
        if next(looks, False):
            raise NotFound
        door.finish("race")
        return look(*args)  # type: ignore[arg-type]

    door.run = late  # type: ignore[method-assign, assignment]
    answer = await client.post(POST, json=body(job_id="race"))
    assert (answer.status_code, seqs(answer.text)) == (200, [1, 2])
