"""What one caller may ask for: requests a minute, open streams, the size, time and depth of a body; and how fast a revocation counts."""

import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.entrance import Entrance, Limits
from api.limits import MAX_DEPTH, Requests, Streams, Unusable, depth, read_body
from domain.access import Scope
from domain.base import Principal
from tests.unit.api.conftest import InThread
from tests.unit.api.locked import LockedDoor, app_for, bearer

pytestmark = pytest.mark.anyio


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


# the rate


def test_a_minutes_allowance_at_once_then_evenly() -> None:
    clock = Clock()
    requests = Requests(60, clock)
    assert [requests.take("a").remaining for _ in range(60)] == list(range(59, -1, -1))
    refused = requests.take("a")
    assert (refused.passes, refused.remaining, refused.headers["Retry-After"]) == (False, 0, "1")
    assert requests.take("b").passes
    clock.now += 0.99
    assert not requests.take("a").passes
    clock.now += 0.01
    assert requests.take("a").passes
    assert not requests.take("a").passes
    clock.now += 60
    assert requests.take("a").headers == {"RateLimit-Policy": '"requests";q=60;w=60', "RateLimit": '"requests";r=59;t=1'}


@given(per_minute=st.integers(1, 500), gaps=st.lists(st.floats(0, 20), max_size=300))
def test_no_window_of_a_minute_holds_twice_the_limit(per_minute: int, gaps: list[float]) -> None:
    clock = Clock()
    requests, passed = Requests(per_minute, clock), []
    for gap in gaps:
        clock.now += gap
        rate = requests.take("a")
        assert 0 <= rate.remaining < per_minute
        if rate.passes:
            passed.append(clock.now)
        else:
            assert 0 < rate.retry_after <= 60 / per_minute + 1e-6
    for at in passed:
        assert sum(at <= other < at + 60 for other in passed) <= 2 * per_minute
    total = clock.now - passed[0] if passed else 0
    assert len(passed) <= per_minute + total * per_minute / 60 + 1


def test_who_waits_as_told_passes() -> None:
    clock = Clock()
    requests = Requests(7, clock)
    for _ in range(100):
        rate = requests.take("a")
        if not rate.passes:
            clock.now += rate.retry_after
            assert requests.take("a").passes


def test_callers_long_gone_are_forgotten() -> None:
    clock = Clock()
    requests = Requests(60, clock)
    for number in range(5_000):
        clock.now += 0.01
        requests.take(f"ticket-{number}")
    assert len(requests._full_at) < 1_200


async def test_a_token_that_asks_too_often_is_told_when_to_come_back(tmp_path: Path) -> None:
    door = LockedDoor(tmp_path)
    hasty, other = bearer(door.secret(Scope.READ)), bearer(door.secret(Scope.READ))
    app = app_for(door, requests_per_minute=3)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
        answers = [await client.get("/api/v2/runs", headers=hasty) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert [answer.headers["ratelimit"].partition(";t")[0] for answer in answers] == [
            '"requests";r=2',
            '"requests";r=1',
            '"requests";r=0',
            '"requests";r=0',
        ]
        assert {answer.headers["ratelimit-policy"] for answer in answers} == {'"requests";q=3;w=60'}
        late = answers[-1]
        assert (late.json()["code"], late.headers["content-type"]) == ("rate", "application/problem+json")
        assert 1 <= int(late.headers["retry-after"]) <= 20
        assert (await client.get("/api/v2/runs", headers=other)).status_code == 200
        assert (await client.get("/api/v2/none", headers=hasty)).status_code == 429  # what does not exist counts as well
        assert (await client.get("/api/health")).status_code == 200


# bodies


async def test_a_body_nested_too_deep_is_refused(tmp_path: Path) -> None:
    app = app_for(LockedDoor(tmp_path))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url="http://localhost") as client:
        for levels, status in ((MAX_DEPTH + 1, 400), (MAX_DEPTH - 1, 422), (100_000, 400)):
            deep = b'{"source":' + b"[" * (levels - 1) + b"]" * (levels - 1) + b"}"
            answer = await client.post("/api/v2/execute_streaming_prospect", content=deep, headers={"content-type": "application/json"})
            assert answer.status_code == status, levels
        urls = {"source": {"kind": "url_list", "urls": ["https://x.example/[{" * 3] * 2_000}, "max_leads_to_generate": -1}
        assert (await client.post("/api/v2/execute_streaming_prospect", json=urls)).status_code == 422


json_values = st.recursive(st.none() | st.text(), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3), max_leaves=40)


@given(value=json_values, more=st.integers(MAX_DEPTH, MAX_DEPTH + 20), ascii_=st.booleans())
def test_depth_is_that_of_the_json(value: Any, more: int, ascii_: bool) -> None:
    def real(inner: Any) -> int:
        return 1 + max((real(x) for x in (inner.values() if isinstance(inner, dict) else inner)), default=0) if isinstance(inner, dict | list) else 0

    for _ in range(more):
        value = [value]
    text = json.dumps(value, ensure_ascii=ascii_).encode("utf-8", "surrogatepass")
    assert depth(text) == (real(value) if real(value) > MAX_DEPTH else depth(text))
    assert (depth(text) > MAX_DEPTH) == (real(value) > MAX_DEPTH)


def test_hostile_bodies_are_measured_in_time() -> None:
    for body in (b'"' + b'\\"' * 500_000 + b"[" * 1_000, b'"' * 1_000_000 + b"[" * 100, b"\\" * 1_000_000 + b"{" * 100, b"[]" * 500_000):
        began = time.perf_counter()
        depth(body)
        assert time.perf_counter() - began < 2


async def test_a_slow_body_is_given_up() -> None:
    async def drip() -> Any:
        import anyio

        await anyio.sleep(0.02)
        return {"type": "http.request", "body": b" ", "more_body": True}

    began = time.perf_counter()
    with pytest.raises(Unusable) as slow:
        await read_body(drip, 1_000_000, 0.2)
    assert slow.value.status == 408
    assert time.perf_counter() - began < 2


def test_a_client_that_drips_its_body_is_answered_and_let_go(tmp_path: Path) -> None:
    door = LockedDoor(tmp_path)

    async def never(scope: Any, receive: Any, send: Any) -> None:
        raise AssertionError("a body that never arrived whole reached a route")

    entrance = Entrance(never, lambda: door, lambda: Limits(Requests(60, time.monotonic), Streams(5)), body_seconds=0.3)
    with InThread(entrance) as port, socket.create_connection(("127.0.0.1", port), timeout=10) as link:
        link.sendall(b"POST /v2/runs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{")
        began = time.monotonic()
        answer = b""
        while part := link.recv(65_536):
            answer += part
        assert time.monotonic() - began < 5
        assert answer.startswith(b"HTTP/1.1 408 ")
        assert b"connection: close" in answer.lower()


def test_without_a_token_nothing_of_a_body_is_read(tmp_path: Path) -> None:
    door = LockedDoor(tmp_path)
    door.secret(Scope.RUN)
    with InThread(app_for(door)) as port, socket.create_connection(("127.0.0.1", port), timeout=10) as link:
        link.sendall(f"POST /api/v2/execute_streaming_prospect HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Length: 1000000\r\n\r\n{{".encode())
        assert link.recv(65_536).startswith(b"HTTP/1.1 401 ")  # at once, with most of the body still to come


# streams


class Stream(threading.Thread):
    """A reader of a run's events on a real connection."""

    def __init__(self, port: int, headers: dict[str, str], query: str = "") -> None:
        super().__init__(daemon=True)
        self.link = socket.create_connection(("127.0.0.1", port), timeout=20)
        lines = [f"GET /api/v2/runs/live/events{query} HTTP/1.1", f"Host: localhost:{port}", *(f"{name}: {value}" for name, value in headers.items())]
        self.link.sendall("\r\n".join([*lines, "", ""]).encode())
        self.status = int(self.link.recv(65_536).split(b" ")[1])
        self.ended = 0.0
        self.start()

    def run(self) -> None:
        last = b""
        while part := self.link.recv(65_536):
            last = (last + part)[-5:]
            if last == b"0\r\n\r\n":  # the proper end of a chunked answer
                self.ended = time.monotonic()
                return

    def stop(self) -> None:
        with contextlib.suppress(OSError):
            self.link.shutdown(socket.SHUT_RDWR)
        self.join(10)
        self.link.close()


@pytest.fixture
def door(tmp_path: Path) -> LockedDoor:
    door = LockedDoor(tmp_path)
    door.add_run("live", 3)
    return door


@pytest.fixture
def port(door: LockedDoor) -> Iterator[int]:
    with InThread(app_for(door, streams_per_token=2)) as port:
        yield port
        door.finish("live")


Follow = Callable[..., Stream]


@pytest.fixture
def follow(port: int) -> Iterator[Follow]:
    """Return what opens a stream; all are closed at the end."""
    opened: list[Stream] = []

    def one(headers: dict[str, str], query: str = "") -> Stream:
        opened.append(Stream(port, headers, query))
        return opened[-1]

    yield one
    for stream in opened:
        stream.stop()


def test_a_token_has_so_many_streams_at_once(door: LockedDoor, follow: Follow) -> None:
    one, other = bearer(door.secret(Scope.READ)), bearer(door.secret(Scope.READ))
    streams = [follow(one) for _ in range(2)]
    assert [stream.status for stream in streams] == [200, 200]
    assert follow(one).status == 429
    assert follow(other).status == 200
    streams[0].stop()
    end = time.monotonic() + 10
    while (again := follow(one).status) == 429 and time.monotonic() < end:
        time.sleep(0.05)
    assert again == 200  # the place of a reader that has gone is free again


def test_a_revoked_token_loses_its_open_stream_within_a_second(door: LockedDoor, follow: Follow) -> None:
    token, secret = door.access.make(Principal(), "crm", [Scope.READ])
    other, stream = follow(bearer(door.secret(Scope.READ))), follow(bearer(secret))
    assert stream.status == 200
    time.sleep(0.8)
    assert not stream.ended
    revoked = time.monotonic()
    door.access.revoke(token.token_id)
    stream.join(10)
    assert 0 < stream.ended - revoked < 1.5  # half a second, and what a loaded machine needs besides
    assert follow(bearer(secret)).status == 401
    assert not other.ended


def test_a_stream_that_a_ticket_opened_outlives_it(door: LockedDoor, follow: Follow) -> None:
    door.secret(Scope.READ)
    ticket = door.ticket(Principal(), "live")
    stream = follow({}, f"?ticket={ticket}")
    assert stream.status == 200
    door.now = door.now.replace(hour=13)  # an hour later
    time.sleep(1.2)
    assert not stream.ended
    assert follow({}, f"?ticket={ticket}").status == 401
    assert follow({}, f"?ticket={door.ticket(Principal(), 'live')}").status == 200
    door.finish("live")
    stream.join(10)
    assert stream.ended


def test_setting_up_tokens_ends_streams_that_showed_none(door: LockedDoor, follow: Follow) -> None:
    stream = follow({})
    assert stream.status == 200
    door.secret(Scope.READ)
    stream.join(10)
    assert stream.ended
