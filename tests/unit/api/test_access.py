"""With tokens: who is let in where, with which scope, for which user; by token, and by ticket to one stream."""

import logging
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.application import build
from api.entrance import EVENTS, OPEN
from api.limits import LISTS, MAX_BODY, MAX_LIST, STREAMING, largest
from domain.access import Scope
from domain.base import Principal
from tests.unit.api.locked import LockedDoor, app_for, bearer

pytestmark = pytest.mark.anyio
READ, RUN, ADMIN = Scope.READ, Scope.RUN, Scope.ADMIN
NOT_GET = {("post", "/v2/tokens"): ADMIN, ("delete", "/v2/tokens/{token_id}"): ADMIN, ("get", "/v2/tokens"): ADMIN}


@pytest.fixture
def door(tmp_path: Path) -> LockedDoor:
    return LockedDoor(tmp_path)


@pytest.fixture
async def client(door: LockedDoor) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app_for(door), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client


def routes() -> list[tuple[str, str]]:
    """Return every route of the API: verb and path."""
    return [(verb, path) for path, verbs in build(lambda: None).openapi()["paths"].items() for verb in verbs]  # type: ignore[arg-type, return-value]


def filled(path: str) -> str:
    return "/api" + re.sub(r"\{token_id\}", "tk_000000000000", re.sub(r"\{sha\}", "0" * 64, re.sub(r"\{(job_id|lead_id|into_id)\}", "none", path)))


async def test_there_are_routes_to_try() -> None:
    assert len(routes()) > 12
    assert {"{" not in filled(path) for _, path in routes()} == {True}


@pytest.mark.parametrize(("verb", "path"), routes())
async def test_no_route_forgets_to_ask_for_a_token(client: httpx.AsyncClient, door: LockedDoor, verb: str, path: str) -> None:
    door.access.revoke(door.access.make(Principal(), "gone", [ADMIN])[0].token_id)
    for headers, challenge in (
        ({}, "Bearer"),
        (bearer("pr_tk_000000000000_" + "x" * 43), 'Bearer error="invalid_token"'),
        (bearer(""), 'Bearer error="invalid_token"'),
        ({"Authorization": "Basic bG9jYWw6"}, 'Bearer error="invalid_token"'),
    ):
        answer = await client.request(verb, filled(path), headers=headers, json={} if verb == "post" else None)
        if path in OPEN:
            assert answer.status_code == 200
            continue
        assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json"), answer.text
        assert answer.headers["www-authenticate"] == challenge
        assert answer.json()["code"] == "unauthenticated"


async def test_what_is_no_route_asks_too(client: httpx.AsyncClient, door: LockedDoor) -> None:
    door.secret(READ)
    for path in ("/api/none", "/api/v2/", "/api/health/", "/api/docs/x", "/api//health", "/api/v2/runs/x/events?ticket=a&ticket=b"):
        assert (await client.get(path)).status_code == 401, path


async def test_description_and_page_are_open(client: httpx.AsyncClient, door: LockedDoor) -> None:
    door.secret(READ)
    assert [(await client.get(f"/api{path}")).status_code for path in sorted(OPEN)] == [200] * 3


async def test_two_authorization_headers_are_none(client: httpx.AsyncClient, door: LockedDoor) -> None:
    secret = door.secret(READ)
    twice = [("Authorization", f"Bearer {secret}")] * 2
    assert (await client.get("/api/v2/runs", headers=twice)).status_code == 401
    assert (await client.get("/api/v2/runs", headers={"authorization": f"bearer  {secret} "})).status_code == 200  # RFC 9110 11.1: the scheme's case is free


@pytest.mark.parametrize(("verb", "path"), [route for route in routes() if route[1] not in OPEN])
async def test_every_route_wants_its_scope(client: httpx.AsyncClient, door: LockedDoor, verb: str, path: str) -> None:
    wanted = NOT_GET.get((verb, path), READ if verb == "get" else RUN)
    for scope in Scope:
        answer = await client.request(verb, filled(path), headers=bearer(door.secret(scope)), json={"max_leads_to_generate": -1} if verb == "post" else None)
        refused = answer.status_code == 403
        assert refused == (scope not in (wanted, ADMIN)), (scope, answer.text)
        if refused:
            assert answer.json()["code"] == "scope_missing"


async def test_a_token_acts_for_its_user(client: httpx.AsyncClient, door: LockedDoor) -> None:
    door.add_run("annas", 1, running=False, user="anna")
    anna, bert = bearer(door.secret(READ, RUN, user="anna")), bearer(door.secret(READ, RUN, user="bert"))
    assert [run["job_id"] for run in (await client.get("/api/v2/runs", headers=anna)).json()["runs"]] == ["annas"]
    assert (await client.get("/api/v2/runs?user_id=anna", headers=anna)).status_code == 200
    assert (await client.get("/api/v2/runs/annas", headers=anna)).status_code == 200
    assert (await client.get("/api/v2/runs/annas", headers=bert)).status_code == 404
    for user in ("anna", "local", "nobody"):
        answer = await client.get(f"/api/v2/runs?user_id={user}", headers=bert)
        assert (answer.status_code, answer.json()["code"]) == (403, "user_mismatch")
    body = {"business_context": {}, "source": {"kind": "saved"}, "user_id": "anna", "job_id": "annas"}
    answer = await client.post("/api/v2/execute_streaming_prospect", json=body, headers=bert)
    assert (answer.status_code, answer.json()["code"]) == (403, "user_mismatch")
    assert (await client.post("/api/v2/execute_streaming_prospect", json=body, headers=anna)).status_code == 200


async def test_without_tokens_the_query_names_the_user(client: httpx.AsyncClient, door: LockedDoor) -> None:
    door.add_run("annas", 1, running=False, user="anna")
    assert (await client.get("/api/v2/runs/annas")).status_code == 404
    assert (await client.get("/api/v2/runs/annas?user_id=anna")).status_code == 200
    assert "ratelimit" not in (await client.get("/api/v2/runs")).headers
    told = await client.get("/api/v2/runs", headers=bearer("pr_tk_000000000000_" + "x" * 43))
    assert told.status_code == 401
    assert "No token is set up here" in told.json()["detail"]


async def test_health_tells_strangers_its_pulse_only(client: httpx.AsyncClient, door: LockedDoor) -> None:
    assert "active_runs" in (await client.get("/api/health")).json()
    secret = door.secret(READ)
    assert (await client.get("/api/health")).json() == {"ok": True, "version": "0.1.0"}
    assert (await client.get("/api/health", headers=bearer("wrong"))).json() == {"ok": True, "version": "0.1.0"}
    assert "active_runs" in (await client.get("/api/health", headers=bearer(secret))).json()


async def test_a_damaged_token_file_lets_nobody_in(client: httpx.AsyncClient, door: LockedDoor, tmp_path: Path, caplog: Any) -> None:
    secret = door.secret(READ)
    (tmp_path / "tokens.json").write_text("{")
    with caplog.at_level(logging.ERROR):
        answer = await client.get("/api/v2/runs", headers=bearer(secret))
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert str(tmp_path) not in answer.text
    assert "Put back a copy of it" in caplog.text  # whoever keeps the machine reads what to do
    assert (await client.get("/api/v2/runs")).status_code in (401, 503)


# tickets


async def test_a_ticket_opens_the_stream_of_its_run_and_nothing_else(client: httpx.AsyncClient, door: LockedDoor) -> None:
    door.secret(READ)
    for job in ("mine", "other"):
        door.add_run(job, 2, running=False)
    ticket = door.ticket(Principal(), "mine")
    stream = await client.get("/api/v2/runs/mine/events", params={"ticket": ticket})
    assert stream.status_code == 200
    assert stream.text.count("data: ") == 2
    for verb, path in (
        ("get", "/api/v2/runs/other/events"),
        ("get", "/api/v2/runs/mine"),
        ("get", "/api/v2/runs"),
        ("post", "/api/v2/runs/mine/events"),
        ("post", "/api/v2/runs/mine/cancel"),
        ("get", "/api/v2/runs/mine/events/"),
        ("get", "/api/v2/leads"),
    ):
        assert (await client.request(verb, path, params={"ticket": ticket})).status_code == 401, path


async def test_a_ticket_ends(client: httpx.AsyncClient, door: LockedDoor) -> None:
    door.secret(READ)
    door.add_run("mine", 2, running=False)
    ticket = door.ticket(Principal(), "mine")
    door.now = door.now.replace(hour=13)
    for wrong in (ticket, ticket[:-2] + "xx", "x", "", "x" * 5_000):
        answer = await client.get("/api/v2/runs/mine/events", params={"ticket": wrong})
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


async def test_a_ticket_of_somebody_else_finds_no_run(client: httpx.AsyncClient, door: LockedDoor) -> None:
    door.secret(READ)
    door.add_run("mine", 2, running=False)
    ticket = door.ticket(Principal(user="eve"), "mine")
    assert (await client.get("/api/v2/runs/mine/events", params={"ticket": ticket})).status_code == 404


async def test_where_no_token_is_set_up_a_ticket_is_not_looked_at(client: httpx.AsyncClient, door: LockedDoor) -> None:
    door.add_run("mine", 2, running=False)
    assert (await client.get("/api/v2/runs/mine/events?ticket=old")).status_code == 200


# tokens by the API


async def test_tokens_are_managed_by_admins_of_their_tenant(client: httpx.AsyncClient, door: LockedDoor) -> None:
    admin, other = bearer(door.secret(ADMIN, user="anna")), bearer(door.secret(ADMIN, tenant="other"))
    made = await client.post("/api/v2/tokens", json={"name": "crm", "scopes": ["read"], "user": "bert"}, headers=admin)
    assert (made.status_code, made.headers["cache-control"]) == (201, "no-store")
    secret, token = made.json()["secret"], made.json()["token"]
    assert (await client.get("/api/v2/runs?user_id=bert", headers=bearer(secret))).status_code == 200
    listed = await client.get("/api/v2/tokens", headers=admin)
    assert [t["user"] for t in listed.json()["tokens"]] == ["bert", "anna"]
    assert "sha256" not in listed.text
    assert secret not in listed.text
    assert [t["user"] for t in (await client.get("/api/v2/tokens", headers=other)).json()["tokens"]] == ["local"]
    assert (await client.delete(f"/api/v2/tokens/{token['token_id']}", headers=other)).status_code == 404
    assert (await client.delete(f"/api/v2/tokens/{token['token_id']}", headers=admin)).json()["revoked_at"]
    assert (await client.get("/api/v2/runs", headers=bearer(secret))).status_code == 401


async def test_the_first_token_is_not_made_by_a_program(client: httpx.AsyncClient, door: LockedDoor) -> None:
    for verb, path in (("get", "/api/v2/tokens"), ("post", "/api/v2/tokens"), ("delete", "/api/v2/tokens/tk_000000000000")):
        answer = await client.request(verb, path, json={"name": "x", "scopes": ["admin"]} if verb == "post" else None)
        assert answer.status_code == 401
        assert "make token" in answer.json()["detail"]
    assert not door.tokens_on()


@pytest.mark.parametrize("body", [{}, {"name": "x"}, {"name": "x", "scopes": []}, {"name": "x", "scopes": ["root"]}, {"name": " ", "scopes": ["read"]}])
async def test_what_makes_no_token(client: httpx.AsyncClient, door: LockedDoor, body: dict[str, Any]) -> None:
    admin = bearer(door.secret(ADMIN))
    assert (await client.post("/api/v2/tokens", json=body, headers=admin)).status_code == 422
    assert len(door.access.tokens()) == 1


# what must not leak, and what must not be forgotten


async def test_no_log_line_holds_a_secret(client: httpx.AsyncClient, door: LockedDoor, caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    secret, wrong = door.secret(READ, RUN, ADMIN), "pr_tk_000000000000_" + "w" * 43
    door.add_run("mine", 1, running=False)
    ticket = door.ticket(Principal(), "mine")
    with caplog.at_level(logging.DEBUG, logger="api"), caplog.at_level(logging.DEBUG, logger="service"), caplog.at_level(logging.DEBUG, logger="storage"):
        for shown in (secret, wrong):
            await client.get("/api/v2/runs", headers=bearer(shown))
            await client.post("/api/v2/tokens", headers=bearer(shown), json={"name": "x", "scopes": ["read"]})
        answers = [await client.get("/api/v2/runs/mine/events", params={"ticket": t}) for t in (ticket, ticket[:-1] + "_")]
        (tmp_path / "tokens.json").write_text("{")
        answers += [await client.get("/api/v2/runs", headers=bearer(shown)) for shown in (secret, wrong)]
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name.split(".")[0] in ("api", "service", "storage"))
    assert "damaged" in ours
    for text in (ours, *(answer.text for answer in answers)):
        assert not any(hidden in text for hidden in (secret, wrong, ticket, "Bearer pr_tk"))


def test_every_route_that_streams_is_counted_as_one() -> None:
    paths = build(lambda: None).openapi()["paths"]  # type: ignore[arg-type, return-value]
    streams = {(verb, path) for path, verbs in paths.items() for verb, told in verbs.items() if "text/event-stream" in str(told["responses"].get("200"))}
    assert streams == {("post", path) for path in STREAMING} | {("get", "/v2/runs/{job_id}/events")}
    assert EVENTS.fullmatch("/v2/runs/a-b_1/events")
    assert {path for path in LISTS if path not in paths} == set()
    assert {largest(f"/api{path}") for path in LISTS} == {MAX_LIST}
    assert largest("/api/v2/tokens") == MAX_BODY
