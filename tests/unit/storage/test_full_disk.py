"""A full disk: the write that does not fit is refused with its reason, all others stay, and when there is room things go on."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.duckdb import open_store
from tests.contract.store_kit import ME

CHILD = Path(__file__).parent / "full_child.py"


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
@pytest.mark.parametrize(("limit", "kill"), [(3_000_000, False), (20_000_000, True)])
def test_a_full_disk_loses_nothing(tmp_path: Path, limit: int, kill: bool) -> None:
    """The larger limit is reached by the database file itself, while its log is folded in."""
    command = [sys.executable, str(CHILD), str(tmp_path), str(limit), *(["kill"] if kill else [])]
    child = subprocess.run(command, capture_output=True, text=True, timeout=110, check=False)
    assert child.returncode == (-9 if kill else 0), child.stderr[-2_000:]
    told = json.loads(child.stdout)
    assert told["refused"]
    assert {tuple(refusal) for refusal in told["refused"]} == {("StorageProblem", "storage_full")}
    assert told["readable"] == told["acknowledged"] > 10
    assert (told["page"], told["later"]) == ("storage_full", [])
    assert ("the database is opened anew" in child.stderr) == kill  # folding the log in makes DuckDB give the file up
    store = open_store(tmp_path, clock=lambda: datetime.now(UTC))
    assert [r.seq for r in store.events(ME, "j1", limit=100_000)] == list(range(1, told["acknowledged"] + 4))
    store.close()
