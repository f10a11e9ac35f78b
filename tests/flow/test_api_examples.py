"""docs/api.md, followed word for word: every block of code runs as it stands, against the real server over the sample web."""

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from settings import ROOT
from tests.conftest import free_port

PAGE = (ROOT / "docs" / "api.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(sh|python)\n(.*?)^```$", PAGE, re.M | re.S)
SECONDS = 120


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A server of its own data folder with a token, and the two variables that the page needs."""
    port = free_port()
    base = os.environ | {"PROSPECTOR_DATA_DIR": str(tmp_path / "data"), "no_proxy": "*", "NO_PROXY": "*"}
    command = [sys.executable, "-m", "uvicorn", "app:app", "--host", "127.0.0.1", "--port", str(port), "--log-level", "warning"]
    with (tmp_path / "server.log").open("w") as log, subprocess.Popen(command, cwd=ROOT, env=base, stdout=log, stderr=log) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/api/health", server)
            make = [sys.executable, "-m", "service.tokens", "make", "--name", "crm", "--scopes", "run,read"]
            secret = subprocess.run(make, cwd=ROOT, env=base, capture_output=True, text=True, check=True).stdout.strip()
            yield base | {"PROSPECTOR_URL": f"http://127.0.0.1:{port}", "PROSPECTOR_TOKEN": secret}
        finally:
            server.terminate()


def wait_for(url: str, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + SECONDS
    while server.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError("the server does not answer")


def test_every_block_of_the_page_runs_as_it_stands(environment: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    for kind, code in BLOCKS:
        command = ["bash", "-euo", "pipefail", "-c", code] if kind == "sh" else [sys.executable, "-c", code]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=SECONDS)
        assert done.returncode == 0, f"{code}\n{done.stdout}\n{done.stderr}"
        assert done.stdout.strip(), f"it says nothing:\n{code}"
        assert environment["PROSPECTOR_TOKEN"] not in done.stdout + done.stderr


def test_the_page_shows_each_thing_that_a_client_needs() -> None:
    code = "\n".join(block for _, block in BLOCKS)
    assert len(BLOCKS) >= 10
    for wanted in ("run_agentic_harvester", "stream_agentic_harvester", "stream_enrichment_pipeline", "Last-Event-ID", "/api/prospects",
                   "/api/v2/leads/", "leads.csv", "Idempotency-Key", "Retry-After", "evidence"):  # fmt: skip
        assert wanted in code, wanted
