"""A run stays live where tokens are set up: a browser's stream comes in by ticket, and gets a new one when the old one is too old to connect again."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, Response, expect

from tests.conftest import free_port

pytestmark = [pytest.mark.browser, pytest.mark.slow]
expect.set_options(timeout=45_000)
ROOT = Path(__file__).resolve().parents[2]
#: The real server on a stand-in door with real tickets: its clock is ahead by what stands in a file, and it cuts its streams while another file is there.
SERVE = """
import asyncio, secrets, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from domain.access import Scope
from service.access import Access
from service.holder import set_service
from tests.unit.api.locked import LockedDoor

folder = Path(sys.argv[2])

class Cut(LockedDoor):
    async def follow(self, who, job_id, after=0):
        while not (folder / "cut").exists():
            for event in self.events_after(who, job_id, after):
                after = event["seq"]
                yield event
            await asyncio.sleep(0.05)

door = Cut(folder)
door.access = Access(folder, lambda: datetime.now(UTC) + timedelta(seconds=int((folder / "ahead").read_text())), secrets.token_bytes)
door.secret(Scope.READ)
door.add_run("live", 3)
set_service(door)
import uvicorn, app
uvicorn.run(app.app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
"""


class Served(NamedTuple):
    url: str
    folder: Path


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    (tmp_path / "ahead").write_text("0")
    port = free_port()
    process = subprocess.Popen([sys.executable, "-c", SERVE, str(port), str(tmp_path)], cwd=ROOT, env=os.environ)
    url, deadline = f"http://127.0.0.1:{port}", time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(url + "/api/health", timeout=2).close()
            break
        except OSError:
            time.sleep(0.2)
    yield Served(url, tmp_path)
    process.terminate()
    process.wait(20)


def test_an_old_ticket_is_changed_for_a_new_one_without_a_word(tab: Page, served: Served) -> None:
    with pytest.raises(urllib.error.HTTPError, match="401"):
        urllib.request.urlopen(served.url + "/api/v2/runs/live/events", timeout=5)
    seen: list[tuple[int, str]] = []

    def note(response: Response) -> None:
        if "/events?" in response.url:
            seen.append((response.status, response.url.partition("&ticket=")[2]))

    tab.on("response", note)
    tab.goto(served.url + "/run?run=live")
    expect(tab.get_by_text("live", exact=True)).to_be_visible()
    assert [status for status, _ in seen] == [200]
    (served.folder / "ahead").write_text("3600")  # an hour later the connection breaks
    (served.folder / "cut").touch()
    expect(tab.get_by_text("live", exact=True)).to_have_count(0)
    (served.folder / "cut").unlink()
    expect(tab.get_by_text("live", exact=True)).to_be_visible()
    statuses, tickets = [status for status, _ in seen], [ticket for _, ticket in seen]
    assert (statuses[0], statuses[-1]) == (200, 200)
    assert 401 in statuses
    assert all(tickets)
    assert tickets[0] != tickets[-1]
    assert len(seen) < 8  # it does not hammer
