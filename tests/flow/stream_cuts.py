"""A reader whose connection is cut again and again: by Last-Event-ID it gets every event once. Shared by the test and ``bench/cuts.py``."""

import asyncio
import json
import random
from typing import Any, NamedTuple

import httpx

from tests.cutting import cutting

Wire = dict[str, Any]


class Read(NamedTuple):
    """What one reader got, how many cuts it lived through, and the longest wait from asking again to the next event in seconds."""

    events: list[Wire]
    cuts: int
    slowest: float


class Reader:
    """Reads the stream of a run to its end, over as many connections as that takes, as the WHATWG's EventSource would."""

    def __init__(self, port: int, path: str, headers: dict[str, str]) -> None:
        self._url = f"http://127.0.0.1:{port}{path}"
        self._headers = headers
        self.events: list[Wire] = []
        self.slowest = 0.0

    async def read(self) -> None:
        """Read until the server says that there is no more."""
        async with httpx.AsyncClient(timeout=30) as client:
            while await self._once(client):
                pass

    async def _once(self, client: httpx.AsyncClient) -> bool:
        last = {"Last-Event-ID": str(self.events[-1]["seq"])} if self.events else {}
        began, first = asyncio.get_running_loop().time(), True
        try:
            async with client.stream("GET", self._url, headers=self._headers | last) as answer:
                if answer.status_code == 204:
                    return False
                assert answer.status_code == 200, await answer.aread()
                data = ""
                async for line in answer.aiter_lines():
                    if line.startswith("data: "):
                        data = line[6:]
                    elif not line and data:  # only a whole frame counts
                        self.events.append(json.loads(data))
                        data = ""
                        if first:
                            self.slowest, first = max(self.slowest, asyncio.get_running_loop().time() - began), False
        except httpx.TransportError:
            pass  # cut
        return True


async def read_with_cuts(port: int, path: str, headers: dict[str, str], choice: random.Random, cuts: int) -> Read:
    """Read a stream that is cut up to ``cuts`` times, after few bytes or many (an event may be larger than what goes through)."""
    left = cuts

    def bytes_through() -> int:
        nonlocal left
        left -= 1
        return choice.randrange(1, choice.choice((600, 20_000, 400_000))) if left >= 0 else 1 << 40

    async with cutting(port, bytes_through) as proxy:
        reader = Reader(proxy.port, path, headers)
        await reader.read()
        return Read(reader.events, proxy.cuts, reader.slowest)
