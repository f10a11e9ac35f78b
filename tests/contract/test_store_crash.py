"""Killed while it writes: everything acknowledged is there, nothing twice, no number missing; and who may open a store."""

import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from domain.errors import StorageProblem
from storage.base import Store
from tests.contract.conftest import Opener
from tests.contract.store_kit import ME, QUOTA, a_run, claimed, name

CHILD = Path(__file__).parent / "store_child.py"
LEADS = [name(n) for n in range(4)]


def until_killed(kind: str, folder: Path, after: float) -> list[str]:
    """Let a child write, kill it ``after`` seconds from its first commit on, and return the commits it was told of."""
    child = subprocess.Popen([sys.executable, str(CHILD), kind, str(folder), "j1", *LEADS], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    first = child.stdout.readline()
    assert first, "the child wrote nothing"
    time.sleep(after)
    child.kill()
    rest = child.stdout.read()
    child.wait()
    child.stdout.close()
    return [first.strip(), *rest[: rest.rfind("\n") + 1].splitlines()]


def test_nothing_acknowledged_is_lost_by_five_kills(opener: Opener, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    store = opener()
    a_run(store, leads=len(LEADS))
    store.close()
    told: list[str] = []
    for after in (0.0, 0.05, 0.2, 0.4, 0.6):
        told += until_killed(request.node.callspec.params["opener"], tmp_path, after)
    store = opener()
    assert len(told) > 200
    records = store.events(ME, "j1", limit=1_000_000)
    assert [r.seq for r in records] == list(range(1, len(records) + 1))
    agents = Counter((r.event.event_type, getattr(r.event, "agent_name", "")) for r in records)
    assert max(agents.values()) == 1
    events = {line.removeprefix("event ") for line in told if line.startswith("event ")}
    steps = {tuple(line.split()[1:]) for line in told if line.startswith("step ")}
    assert {agent for _, agent in agents} >= events
    assert agents.keys() >= {("agent_end", "a" + step.removeprefix("s")) for _, step in steps}
    assert stored_steps(store) >= steps


def stored_steps(store: Store) -> set[tuple[str, ...]]:
    store.interrupt_all()
    store.begin_attempt(ME, "j1", QUOTA)
    return {(lead_id, step) for lead_id in LEADS for step in claimed(store, lead_id).done}


def test_a_store_is_open_once(opener: Opener, tmp_path: Path) -> None:
    store = opener()
    with pytest.raises(StorageProblem, match=r"already open in this very process.*PROSPECTOR_DATA_DIR"):
        opener()
    a_run(store)
    store.close()
    assert opener().run(ME, "j1").job_id == "j1"


def test_a_second_process_is_told_at_once(opener: Opener, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    store = opener()
    a_run(store, leads=1)
    store.close()
    command = [sys.executable, str(CHILD), request.node.callspec.params["opener"], str(tmp_path), "j1", name(0)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    try:
        child.stdout.readline()
        began = time.monotonic()
        with pytest.raises(StorageProblem, match=rf"already open in another Prospector \(process {child.pid}\).*PROSPECTOR_DATA_DIR") as refusal:
            opener()
        assert time.monotonic() - began < 2
        assert refusal.value.code == "storage_locked"
    finally:
        child.kill()
        child.communicate()
    opener()
