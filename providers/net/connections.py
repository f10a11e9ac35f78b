"""Connections kept open between requests: a small pool for each origin. One pool for all would look at every connection at each request."""

from collections import Counter, OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import httpx

KEPT = 64
"""Origins whose connections stay open when nobody uses them; beyond, the one longest unused is closed."""


class Connections:
    """The pools of one event loop."""

    def __init__(self, make: Callable[[], httpx.AsyncHTTPTransport]) -> None:
        self._make = make
        self._pools: OrderedDict[str, httpx.AsyncHTTPTransport] = OrderedDict()
        self._users: Counter[str] = Counter()

    @asynccontextmanager
    async def to(self, origin: str) -> AsyncIterator[httpx.AsyncHTTPTransport]:
        """Give the pool of an origin for one request."""
        if origin not in self._pools:
            self._pools[origin] = self._make()
        self._pools.move_to_end(origin)
        self._users[origin] += 1
        try:
            yield self._pools[origin]
        finally:
            self._users[origin] -= 1
            if not self._users[origin]:
                del self._users[origin]
            await self._close_spare()

    async def _close_spare(self) -> None:
        idle = [origin for origin in self._pools if origin not in self._users]
        for origin in idle[: max(0, len(idle) - KEPT)]:
            await self._pools.pop(origin).aclose()

    async def aclose(self) -> None:
        """Close all connections."""
        while self._pools:
            await self._pools.popitem()[1].aclose()
