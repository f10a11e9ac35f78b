"""Pacing per host: one request at a time and a pause between them, so that no site feels us and none holds up another."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

LONGEST_DELAY = 30.0
KEPT = 50_000


class _Turn:
    __slots__ = ("free_at", "lock")

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.free_at = 0.0


class Pace:
    """Who may ask a host, and when. ``delay`` is the shortest pause between two requests to one host (seconds)."""

    def __init__(self, delay: float, monotonic: Callable[[], float]) -> None:
        self._delay = delay
        self._now = monotonic
        self._turns: dict[str, _Turn] = {}

    @asynccontextmanager
    async def turn(self, host: str, crawl_delay: float = 0.0) -> AsyncIterator[None]:
        """Wait for the host's turn; the pause until the next one begins when the request has ended."""
        turn = self._turns.setdefault(host, _Turn())
        async with turn.lock:
            wait = turn.free_at - self._now()
            if wait > 0:
                await asyncio.sleep(wait)
            try:
                yield
            finally:
                turn.free_at = max(turn.free_at, self._now() + min(LONGEST_DELAY, max(self._delay, crawl_delay)))
        self._forget()

    def defer(self, host: str, seconds: float) -> None:
        """Let nobody ask this host for so long (429, 503 with Retry-After)."""
        turn = self._turns.setdefault(host, _Turn())
        turn.free_at = max(turn.free_at, self._now() + seconds)

    def waiting(self, host: str) -> float:
        """Return the seconds until the host may be asked again."""
        turn = self._turns.get(host)
        return max(0.0, turn.free_at - self._now()) if turn else 0.0

    def _forget(self) -> None:
        if len(self._turns) > KEPT:
            now = self._now()
            self._turns = {host: t for host, t in self._turns.items() if t.lock.locked() or t.free_at > now}
