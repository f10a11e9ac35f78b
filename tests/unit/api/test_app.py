"""The whole server as a process: screens, API and guard on one port; it closes the service when it is told to stop."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import free_port

ROOT = Path(__file__).resolve().parents[3]
SERVE = """
import sys
from service.holder import set_service
from tests.unit.api.door import LiveDoor

door = LiveDoor()
door.add_run("live", 3)
door.close = lambda: print("the service was closed", flush=True)
set_service(door)
import uvicorn, app
uvicorn.run(app.app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
"""


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


class Served(NamedTuple):
    process: "subprocess.Popen[str]"
    port: int

    def get(self, path: str, **headers: str) -> Answer:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)) as link:
            link.request("GET", path, headers=headers)
            answer = link.getresponse()
            return Answer(answer.status, dict(answer.headers), b"" if answer.status == 101 else answer.read())


def start(code: str) -> Served:
    port = free_port()
    process = subprocess.Popen([sys.executable, "-c", code, str(port)], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=os.environ)
    return Served(process, port)


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    served = start(SERVE)
    deadline = time.monotonic() + 60
    while served.process.poll() is None and time.monotonic() < deadline:
        try:
            served.get("/api/health")
            break
        except OSError:
            time.sleep(0.1)
    yield served
    served.process.kill()
    served.process.wait()
    assert served.process.stdout
    served.process.stdout.close()


def test_screens_and_api_share_a_port_and_the_guard(served: Served) -> None:
    screen, health = served.get("/"), served.get("/api/health")
    assert (screen.status, health.status) == (200, 200)
    assert b"streamlit" in screen.body.lower()
    for answer in (screen, health):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "SAMEORIGIN"
        assert answer.headers["referrer-policy"] == "no-referrer"


def test_a_foreign_name_reaches_neither_screens_nor_api(served: Served) -> None:
    for path in ("/", "/_stcore/health", "/api/health"):
        assert served.get(path, Host="evil.example").status == 421, path


def test_the_websocket_of_the_screens_is_guarded(served: Served) -> None:
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    own = f"http://127.0.0.1:{served.port}"
    assert served.get("/_stcore/stream", Origin="http://evil.example", **upgrade).status == 403
    assert served.get("/_stcore/stream", Origin=own, **upgrade).status == 101


def test_the_short_way_leads_to_the_docs(served: Served) -> None:
    answer = served.get("/api")
    assert (answer.status, answer.headers["location"]) == (307, "/api/docs")


def test_it_stops_at_once_with_a_stream_open_and_closes_the_service(served: Served) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)) as link:
        link.request("GET", "/api/v2/runs/live/events")
        with link.getresponse() as stream:
            assert stream.readline() == b"retry: 2000\n"
            began = time.monotonic()
            served.process.send_signal(signal.SIGINT)
            said, _ = served.process.communicate(timeout=10)
    assert time.monotonic() - began < 5
    assert said.count("the service was closed") == 1
    assert "without completing response" not in said


REFUSE = """
import sys
import app
from domain.errors import StorageProblem

def refuse():
    raise StorageProblem("Another Prospector (process 4711) uses this data folder.")

app.get_service = refuse
import uvicorn
uvicorn.run(app.app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
"""


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ({}, "Another Prospector (process 4711) uses this data folder."),
        ({"PROSPECTOR_CONCURRENCY": "many"}, "PROSPECTOR_CONCURRENCY: "),
        ({"PROSPECTOR_LOG_LEVEL": "loud"}, "PROSPECTOR_LOG_LEVEL: “loud” is not one of"),
    ],
)
def test_a_start_that_cannot_be_ends_with_a_sentence(monkeypatch: pytest.MonkeyPatch, setting: dict[str, str], told: str) -> None:
    for name, value in setting.items():
        monkeypatch.setenv(name, value)
    said, _ = (served := start(REFUSE)).process.communicate(timeout=60)
    assert served.process.returncode != 0
    assert told in said
    assert "Traceback" not in said


LOGGED = """
import sys
from domain.access import Scope
from domain.base import Principal
from service.holder import set_service
from tests.unit.api.door import LiveDoor

door = LiveDoor()
door.make_token(Principal(), "x", [Scope.READ])
set_service(door)
import uvicorn, app
uvicorn.run(app.app, host="127.0.0.1", port=int(sys.argv[1]), log_level="info")
"""


DOORS = """
import sys
from domain.access import Scope
from domain.base import Principal
from service.holder import set_service
from tests.unit.api.door import LiveDoor
import app

set_service(door := LiveDoor())
for turn in ("without", "with"):
    for address in (None, "", "localhost", "127.0.0.1", "127.1.2.3", "::1", "0.0.0.0", "::", "192.168.7.8", "leads.corp.example", "unix:///tmp/x.sock"):
        try:
            app.refuse_open_doors(address)
            print(turn, address, "starts")
        except app.StartRefused as refused:
            print(turn, address, "is refused:", refused)
    door.make_token(Principal(), "x", [Scope.READ])
"""


def test_an_open_door_needs_a_token() -> None:
    said, _ = start(DOORS).process.communicate(timeout=60)
    told = dict(line.rsplit(" ", 1) if line.endswith(" starts") else line.split(" is refused: ") for line in said.splitlines())
    assert {name.removeprefix("without ") for name, how in told.items() if name.startswith("without") and how == "starts"} == {
        "localhost",
        "127.0.0.1",
        "127.1.2.3",
        "::1",
    }
    assert {how for name, how in told.items() if name.startswith("with ")} == {"starts"}
    assert told["without 0.0.0.0"] == (
        "The server would listen on 0.0.0.0, and no token is set up: make one with “make token NAME=first SCOPES=admin”, or listen on 127.0.0.1 only."
    )
    assert "would listen on every address of this machine" in told["without None"]


def test_an_open_door_without_a_token_is_no_start(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", "0.0.0.0", "--server.port", str(free_port())]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | {"PROSPECTOR_DATA_DIR": str(tmp_path)}, capture_output=True, text=True, timeout=100, check=False)
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert "The server would listen on 0.0.0.0, and no token is set up: make one with" in said
    assert "Traceback" not in said


def test_no_log_line_of_the_web_server_holds_a_ticket_or_a_token() -> None:
    served = start(LOGGED)
    secret, deadline = f"pr_tk_000000000001_{'s' * 43}", time.monotonic() + 60
    while served.process.poll() is None and time.monotonic() < deadline:
        try:
            assert served.get("/api/health").status == 200
            break
        except OSError:
            time.sleep(0.1)
    assert served.get("/api/v2/runs").status == 401
    assert served.get("/api/v2/runs", Authorization=f"Bearer {secret}").status == 200
    assert served.get("/api/v2/runs/run_done/events?after=3&ticket=WyJkZWZhdWx0IiwibG9jYWwiXQ.abcdef").status == 401
    assert served.get(f"/api/v2/runs?token={secret}").status == 401
    assert served.get("/", Host="127.0.0.1:1", **{"X-Forwarded-For": "127.0.0.1"}).status == 403
    served.process.send_signal(signal.SIGINT)
    said, _ = served.process.communicate(timeout=20)
    assert "/api/v2/runs/run_done/events?after=3&ticket=*** HTTP/1.1" in said
    assert "WyJkZWZhdWx0" not in said
    assert secret not in said
