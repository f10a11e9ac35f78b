"""Fetches one URL of the evil server and prints by how many megabytes the peak of this process's memory grew, and what came.

``python -m tests.evil.memory_child URL`` with the server's ports and authority as JSON on stdin.
"""

import asyncio
import json
import resource
import sys
from typing import Any

from domain.errors import ProspectorError
from tests.evil.cases import CASES
from tests.evil.world import Names, Web, fetcher

WARM = "https://identity.test/"


def peak_mb() -> float:
    """Return the highest resident size that this process ever had (ru_maxrss counts KiB, on macOS bytes)."""
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


async def fetched(url: str, told: dict[str, Any]) -> dict[str, Any]:
    """Fetch a good page first, so that what is loaded once does not count; then the one that is measured."""
    served = Web(None, **told)  # type: ignore[arg-type]
    fetch, client = fetcher(served, Names(CASES, served.ports), served.openings())
    await fetch.fetch(WARM)
    before = peak_mb()
    try:
        page = await fetch.fetch(url)
        ended, size = "truncated" if page.truncated else "whole", len(page.content)
    except ProspectorError as error:
        ended, size = error.code, 0
    await client.close()
    return {"url": url, "grew": peak_mb() - before, "ended": ended, "size": size}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(fetched(sys.argv[1], json.load(sys.stdin)))))
