"""Who may ask, under which name, from which site, and how much: by ASGI scope, so that every peer can be played."""

import socket
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse

from api.guard import SECURITY_HEADERS, Guard, is_loopback, names_in
from api.limits import MAX_BODY
from domain.errors import StorageProblem

pytestmark = pytest.mark.anyio
URL = "/api/v2/runs"


async def ask(app: Any, method: str = "GET", path: str = URL, *, client: Any = ("127.0.0.1", 5), **more: Any) -> httpx.Response:
    transport = httpx.ASGITransport(app, client=client)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8501") as session:
        return await session.request(method, path, **more)


@pytest.mark.parametrize("peer", [("127.0.0.1", 1), ("127.8.9.1", 1), ("::1", 1), ("::ffff:127.0.0.1", 1)])
async def test_this_machine_is_served(app: Starlette, peer: tuple[str, int]) -> None:
    assert (await ask(app, client=peer)).status_code == 200


@pytest.mark.parametrize("peer", [("10.0.0.9", 1), ("192.168.1.2", 1), ("::ffff:10.0.0.9", 1), ("fe80::1%eth0", 1), ("", 1), ("testclient", 1), None])
async def test_others_are_not(app: Starlette, peer: tuple[str, int] | None) -> None:
    assert not is_loopback(peer)
    answer = await ask(app, client=peer)
    assert (answer.status_code, answer.headers["content-type"]) == (403, "application/problem+json")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8501", "127.0.0.1:1", "[::1]:8501", "[::1]"])
async def test_the_names_of_this_machine_are_known(app: Starlette, host: str) -> None:
    assert (await ask(app, headers={"host": host})).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "localhost:x", "[::2]", "", "::1", "localhost@evil"])
async def test_other_names_are_not(app: Starlette, host: str) -> None:
    assert (await ask(app, headers={"host": host})).status_code == 421


async def test_two_host_headers_are_refused(app: Starlette) -> None:
    assert (await ask(app, headers=[("host", "localhost"), ("host", "evil.example")])).status_code == 421


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 404),
        ({"origin": "http://localhost:8501"}, 404),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://localhost:3000"}, 403),
        ({"origin": "http://localhost"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({"origin": "file://localhost:8501"}, 403),
        ({"origin": "http://[broken"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "same-origin"}, 404),
    ],
)
async def test_another_site_may_not_send(app: Starlette, headers: dict[str, str], status: int) -> None:
    assert (await ask(app, "POST", "/api/v2/runs/none/cancel", headers=headers)).status_code == status


async def test_a_websocket_of_another_site_is_closed() -> None:
    reached: list[str] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        reached.append(scope["type"])

    async def play(origin: bytes) -> list[Any]:
        sent: list[Any] = []

        async def send(message: Any) -> None:
            sent.append(message)

        headers = [(b"host", b"localhost:8501"), (b"origin", origin)]
        await Guard(inner)({"type": "websocket", "path": "/_stcore/stream", "client": ("127.0.0.1", 1), "headers": headers}, None, send)  # type: ignore[arg-type]
        return sent

    assert await play(b"http://evil.example") == [{"type": "websocket.close", "code": 1008}]
    assert reached == []
    assert await play(b"http://localhost:8501") == []
    assert reached == ["websocket"]


async def test_every_answer_carries_the_security_headers(app: Starlette) -> None:
    for path, host in ((URL, "localhost"), ("/api/none", "localhost"), ("/elsewhere", "localhost"), (URL, "evil.example")):
        headers = (await ask(app, path=path, headers={"host": host})).headers
        assert {name: headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS, path


async def test_a_large_body_is_refused_by_its_length_and_by_counting(app: Starlette) -> None:
    path, large = "/api/v2/runs/none/cancel", b"x" * (MAX_BODY + 1)

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(large), 50_000):
            yield large[start : start + 50_000]

    assert (await ask(app, "POST", path, content=large)).status_code == 413
    assert (await ask(app, "POST", path, content=pieces())).status_code == 413
    assert (await ask(app, "POST", path, content=large[:-1])).status_code == 404


async def test_ten_thousand_urls_fit_into_one_post(app: Starlette, door: Any) -> None:
    urls = [f"https://company-{n:05}.example/a/path/of/ordinary/length/and/some/more" for n in range(10_000)]
    body = {"business_context": {}, "source": {"kind": "url_list", "urls": urls}, "job_id": "big"}
    door.add_run("big", 1, running=False)
    answer = await ask(app, "POST", "/api/v2/execute_streaming_prospect", json=body)
    assert answer.status_code == 200
    assert len(answer.request.content) > 700_000
    body["source"] = {"kind": "url_list", "urls": urls * 3}
    assert (await ask(app, "POST", "/api/v2/execute_streaming_prospect", json=body)).status_code == 413


async def test_a_body_in_chunks_arrives_whole(app: Starlette, door: Any) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for part in (b'{"business_context":{},"source"', b':{"kind":"saved"},"job_id":"c"}'):
            yield part

    door.add_run("c", 2, running=False)
    answer = await ask(app, "POST", "/api/v2/execute_streaming_prospect", content=pieces(), headers={"content-type": "application/json"})
    assert answer.status_code == 200
    assert answer.text.count("data: ") == 2


def test_a_length_that_lies_reaches_no_route(port: int) -> None:
    for length in ("-1", "1e3", "99999999999999999999"):
        with socket.create_connection(("127.0.0.1", port), timeout=5) as link:
            ask = f"POST /api/v2/runs/none/cancel HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Length: {length}\r\n\r\n"
            link.sendall(ask.encode())
            assert link.recv(64).split(b" ")[1] in (b"400", b"413"), length


# with tokens


FAR = ("10.0.0.9", 1)
HERE = ("127.0.0.1", 1)


def guarded(on: bool = True, broken: bool = False) -> Guard:
    """A guard before an app that only says what it was asked for."""

    def tokens_on() -> bool:
        if broken:
            raise StorageProblem("The data folder is locked.")
        return on

    async def told(scope: Any, receive: Any, send: Any) -> None:
        await PlainTextResponse("reached")(scope, receive, send)

    return Guard(told, tokens_on=tokens_on, api_hosts=lambda: names_in(" Leads.Corp.example , api.corp.example,"))


@pytest.mark.parametrize(
    ("peer", "host", "path", "status"),
    [
        (FAR, "localhost", "/api/v2/runs", 200),  # through a tunnel
        (FAR, "leads.corp.example", "/api/v2/runs", 200),
        (FAR, "LEADS.corp.example:8501", "/api/health", 200),
        (FAR, "evil.example", "/api/v2/runs", 421),
        (FAR, "x.leads.corp.example", "/api/v2/runs", 421),
        (FAR, "", "/api/v2/runs", 421),
        (FAR, "leads.corp.example", "/", 403),
        (FAR, "localhost", "/", 403),
        (FAR, "localhost", "/_stcore/health", 403),
        (FAR, "localhost", "/api", 403),
        (FAR, "localhost", "/apix", 403),
        (FAR, "localhost", "//api/v2/runs", 403),
        (None, "localhost", "/api/v2/runs", 200),
        (None, "localhost", "/", 403),
        (HERE, "leads.corp.example", "/api/v2/runs", 200),  # a proxy on this machine
        (HERE, "leads.corp.example", "/", 421),
        (HERE, "localhost", "/", 200),
    ],
)
async def test_with_tokens_others_get_to_the_api_and_to_nothing_else(peer: Any, host: str, path: str, status: int) -> None:
    assert (await ask(guarded(), path=path, client=peer, headers={"host": host})).status_code == status


@pytest.mark.parametrize("guard", [guarded(on=False), guarded(broken=True)])
async def test_without_tokens_or_without_knowing_others_get_nowhere(guard: Guard) -> None:
    assert (await ask(guard, client=FAR, headers={"host": "localhost"})).status_code == 403
    assert (await ask(guard, client=HERE, headers={"host": "leads.corp.example"})).status_code == 421
    assert (await ask(guard, client=HERE, headers={"host": "localhost"})).status_code == 200


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via"])
async def test_what_a_proxy_passed_on_is_not_from_this_machine(header: str) -> None:
    for peer, path, on, status in ((HERE, "/", True, 403), (HERE, URL, False, 403), (HERE, URL, True, 200), (FAR, "/", True, 403), (FAR, URL, False, 403)):
        answer = await ask(guarded(on), path=path, client=peer, headers={header: "127.0.0.1", "host": "localhost"})
        assert answer.status_code == status, (peer, path, on)


async def test_a_website_may_not_send_with_tokens_either() -> None:
    for origin, status in (("https://leads.corp.example", 200), ("https://evil.example", 403)):
        answer = await ask(guarded(), "POST", client=FAR, headers={"host": "leads.corp.example", "origin": origin, "authorization": "Bearer x"})
        assert answer.status_code == status
    program = await ask(guarded(), "POST", client=FAR, headers={"host": "leads.corp.example", "authorization": "Bearer x"})
    assert program.status_code == 200


async def test_a_websocket_of_another_machine_is_closed_with_tokens_too() -> None:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "websocket", "path": "/api/v2/runs", "client": FAR, "headers": [(b"host", b"localhost"), (b"origin", b"http://localhost")]}
    await guarded()(scope, None, send)  # type: ignore[arg-type]
    assert sent == [{"type": "websocket.close", "code": 1008}]
