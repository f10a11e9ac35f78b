"""The stream as a client sees it: on a real socket, cut anywhere, taken up again, with no gap and nothing twice."""

import asyncio
import json
import random
import socket
import time

import httpx
import pytest

from api import stream
from domain.errors import StorageProblem
from tests.unit.api.door import LiveDoor


class Frame(dict[str, str]):
    """The fields of one frame."""


def frames(text: str) -> list[Frame]:
    """Parse whole frames as WHATWG says: lines end at LF, CR or CRLF only; an unfinished frame is dropped."""
    blocks = text.replace("\r\n", "\n").replace("\r", "\n").split("\n\n")[:-1]
    return [Frame(line.split(": ", 1) for line in block.split("\n") if line and not line.startswith(":")) for block in blocks]


def stored(text: str) -> list[dict[str, object]]:
    return [json.loads(f["data"]) for f in frames(text) if "data" in f and "event" not in f]


def read(port: int, path: str, *, upto: int | None = None, last: int | None = None) -> str:
    """GET over a raw socket; cut the connection after ``upto`` bytes of the body. Bodies come in chunks: their sizes are taken off."""
    ask = f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n"
    ask += f"Last-Event-ID: {last}\r\n\r\n" if last else "\r\n"
    data = b""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as link:
        link.sendall(ask.encode())
        while upto is None or len(data) < upto + 700:
            part = link.recv(4096)
            if not part:
                break
            data += part
    head, _, body = data.partition(b"\r\n\r\n")
    assert b" 200 " in head or b" 204 " in head, head
    plain = unchunked(body)
    return (plain if upto is None else plain[:upto]).decode("utf-8", "ignore")


def unchunked(body: bytes) -> bytes:
    out = b""
    while body:
        size, _, rest = body.partition(b"\r\n")
        if not size:
            break
        out, body = out + rest[: int(size, 16)], rest[int(size, 16) + 2 :]
    return out


def test_a_stream_cut_anywhere_goes_on_without_gap_or_repetition(door: LiveDoor, port: int) -> None:
    door.add_run("r", 200, running=False)
    path, choice = "/api/v2/runs/r/events", random.Random(7)
    whole = len(read(port, path).encode())
    for _ in range(40):
        got: list[dict[str, object]] = []
        while len(got) < 200:
            text = read(port, path, upto=choice.randrange(1, whole), last=int(str(got[-1]["seq"])) if got else None)
            got += stored(text)
        assert got == door.events["r"]


def test_the_first_frame_sets_the_retry_time_and_stored_events_have_an_id_and_no_name(door: LiveDoor, port: int) -> None:
    door.add_run("r", 3, running=False)
    first, *rest = frames(read(port, "/api/v2/runs/r/events"))
    assert first == {"retry": "2000"}
    assert [(f["id"], "event" in f) for f in rest] == [("1", False), ("2", False), ("3", False)]


def test_python_clients_that_split_lines_their_own_way_read_whole_events(door: LiveDoor, port: int) -> None:
    door.add_run("r", 3, running=False)
    lines = read(port, "/api/v2/runs/r/events").splitlines()
    assert [json.loads(line[6:]) for line in lines if line.startswith("data: ")] == door.events["r"]


def test_after_and_last_event_id(door: LiveDoor, port: int) -> None:
    door.add_run("r", 9, running=False)
    path = "/api/v2/runs/r/events?after=2"
    assert [e["seq"] for e in stored(read(port, path))] == [3, 4, 5, 6, 7, 8, 9]
    assert [e["seq"] for e in stored(read(port, path, last=7))] == [8, 9]


@pytest.mark.parametrize("last", ["99", "x", "-1", "٣", "9" * 40])
def test_an_id_that_the_run_does_not_have_starts_again_and_says_so(door: LiveDoor, port: int, last: str) -> None:
    door.add_run("r", 4, running=False)
    answer = httpx.get(f"http://127.0.0.1:{port}/api/v2/runs/r/events", headers={"Last-Event-ID": last.encode()})
    kinds = [f.get("event") for f in frames(answer.text)]
    assert kinds == [None, "reset", None, None, None, None]
    assert [e["seq"] for e in stored(answer.text)] == [1, 2, 3, 4]


def test_a_reader_that_has_all_of_an_ended_run_is_told_not_to_come_back(door: LiveDoor, port: int) -> None:
    door.add_run("r", 4, running=False)
    url = f"http://127.0.0.1:{port}/api/v2/runs/r/events"
    assert httpx.get(url, headers={"Last-Event-ID": "4"}).status_code == 204
    assert httpx.get(url, headers={"Last-Event-ID": "3"}).status_code == 200
    assert httpx.get(url, params={"after": 4}).status_code == 200


def test_a_stream_ends_with_the_run_and_not_before(door: LiveDoor, port: int) -> None:
    door.add_run("r", 2)
    got: list[int] = []
    with httpx.stream("GET", f"http://127.0.0.1:{port}/api/v2/runs/r/events", timeout=5) as answer:
        for line in answer.iter_lines():
            if line.startswith("data: "):
                got.append(json.loads(line[6:])["seq"])
                if len(got) == 2:
                    door.push("r", 3)
                if len(got) == 5:
                    door.finish("r")
    assert got == [1, 2, 3, 4, 5]


def test_a_client_that_goes_away_does_not_stop_the_run(door: LiveDoor, port: int) -> None:
    body = {"business_context": {}, "source": {"kind": "saved"}, "job_id": "gone"}
    with httpx.stream("POST", f"http://127.0.0.1:{port}/api/v2/execute_streaming_prospect", json=body) as answer:
        next(answer.iter_lines())
    time.sleep(0.1)
    assert door.stored_runs["gone"].status == "running"
    door.push("gone", 2)
    door.finish("gone")
    again = httpx.post(f"http://127.0.0.1:{port}/api/v2/execute_streaming_prospect", json=body)
    assert [e["seq"] for e in stored(again.text)] == [1, 2, 3, 4, 5]


def test_two_posts_of_one_job_at_once_make_one_run(door: LiveDoor, port: int) -> None:
    async def both() -> list[httpx.Response]:
        body = {"business_context": {}, "source": {"kind": "saved"}, "job_id": "twin"}
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            posts = [asyncio.create_task(client.post("/api/v2/execute_streaming_prospect", json=body)) for _ in range(6)]
            for _ in range(500):
                await asyncio.sleep(0.01)
                if "twin" in door.stored_runs:
                    break
            await asyncio.sleep(0.3)
            door.finish("twin")
            return await asyncio.gather(*posts)

    answers = asyncio.run(both())
    assert [a.status_code for a in answers] == [200] * 6
    assert {tuple(e["seq"] for e in stored(a.text)) for a in answers} == {(1, 2, 3)}
    assert len(door.started) == 1


def test_views_ride_beside_the_events(door: LiveDoor, port: int) -> None:
    door.add_run("r", 3, running=False)
    got = frames(read(port, "/api/v2/runs/r/events?view=1"))
    views = [json.loads(f["data"]) for f in got if f.get("event") == "view"]
    assert [view["seq"] for view in views] == [3, 3]
    assert all("id" not in f for f in got if f.get("event") == "view")
    assert [f["id"] for f in got if "id" in f] == ["1", "2", "3"]


def test_a_stream_that_breaks_says_so_without_details(door: LiveDoor, port: int) -> None:
    door.add_run("r", 5, running=False)
    door.breaks_after, door.error = 2, StorageProblem("/srv/data is gone")
    text = read(port, "/api/v2/runs/r/events")
    assert [e["seq"] for e in stored(text)] == [1, 2]
    last = frames(text)[-1]
    assert last["event"] == "problem"
    assert json.loads(last["data"])["code"] == "storage"
    assert "/srv" not in text


def test_many_readers_that_vanish_leave_nothing_behind(door: LiveDoor, port: int) -> None:
    door.add_run("r", 5)
    listening: list[int] = []
    real = door.follow

    async def counted(*args: object, **kwargs: object):  # type: ignore[no-untyped-def]
        listening.append(1)
        try:
            async for event in real(*args, **kwargs):  # type: ignore[arg-type]
                yield event
        finally:
            listening.pop()

    door.follow = counted  # type: ignore[method-assign, assignment]
    for _ in range(10):
        with httpx.stream("GET", f"http://127.0.0.1:{port}/api/v2/runs/r/events?view=1") as answer:
            next(answer.iter_lines())
    deadline = time.monotonic() + 5
    while listening and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not listening


def test_a_reader_that_takes_nothing_is_dropped_and_can_come_back(door: LiveDoor, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "SEND_TIMEOUT_SECONDS", 0.3)
    door.add_run("r", 30, running=False)
    for event in door.events["r"]:
        event["status_message"] = "x" * 500_000
    ended: list[int] = []
    real = door.follow

    async def counted(*args: object, **kwargs: object):  # type: ignore[no-untyped-def]
        try:
            async for event in real(*args, **kwargs):  # type: ignore[arg-type]
                yield event
        finally:
            ended.append(1)

    door.follow = counted  # type: ignore[method-assign, assignment]
    with socket.socket() as link:
        link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        link.connect(("127.0.0.1", port))
        link.sendall(f"GET /api/v2/runs/r/events HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode())
        deadline = time.monotonic() + 10
        while not ended and time.monotonic() < deadline:
            time.sleep(0.05)
        assert ended
    assert [e["seq"] for e in stored(read(port, "/api/v2/runs/r/events", last=29))] == [30]
