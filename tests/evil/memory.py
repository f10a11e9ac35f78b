"""Measures in a child process what a fetch costs in memory."""

import json
import subprocess
import sys
from typing import Any

from tests.evil.world import ROOT, Web

#: Site -> how its fetch must end.
LARGE = {
    "one-gigabyte": "truncated",
    "endless-page": "truncated",
    "endless-chunks": "truncated",
    "huge-length": "truncated",
    "gzip-bomb-behind": "truncated",
    "gzip-bomb": "wrong_type",
    "gzip-in-gzip": "wrong_type",
    "brotli-bomb": "wrong_type",
    "zstd-bomb": "wrong_type",
    "deflate-bomb": "wrong_type",
    "gzip-endless-name": "truncated",
    "endless-robots": "robots_disallowed",
    "robots-bomb": "robots_disallowed",
}


def grown(served: Web, name: str) -> dict[str, Any]:
    """Return how many megabytes the fetch of a site cost (``grew``), how it ended and how many characters came."""
    command = [sys.executable, "-m", "tests.evil.memory_child", f"https://{name}.test/"]
    told = json.dumps({"ports": served.ports, "authority": served.authority})
    done = subprocess.run(command, cwd=ROOT, input=told, capture_output=True, text=True, check=True, timeout=60)
    found: dict[str, Any] = json.loads(done.stdout)
    return found
