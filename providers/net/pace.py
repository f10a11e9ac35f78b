"""Pacing per host: one request at a time and a pause between them, so that no site feels us and none holds up another."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from domain.errors import TryAgain
from providers.net.loops import PerLoop

LONGEST_WAIT = 60.0
"""Seconds that a request waits for its host at the most. A host that wants more rest is obeyed by not asking it: the request fails at once."""

LONGEST_REST = 86_400.0
"""Seconds that a host is left alone at the most, whatever it asks for."""

FIRST_BACKOFF = 1.0
KEPT = 50_000


class _Host:
    __slots__ = ("failures", "free_at", "rested_at")

    def __init__(self) -> None:
        self.free_at = 0.0
        self.rested_at = 0.0
        self.failures = 0


class Pace:
    """Who may ask a host, and when.

    Args:
        delay: the shortest pause between two requests to one host (seconds).
        monotonic: clock of the pauses.
        sleep: waits; tests hand in one that moves their clock.
        chance: a number from 0 to 1 that spreads back-offs, so that waiting requests do not return together.
        backoff: the first back-off of a host that fails (seconds); it doubles with each further failure.
    """

    def __init__(
        self,
        delay: float,
        monotonic: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
        backoff: float = FIRST_BACKOFF,
    ) -> None:
        self._delay, self._now, self._sleep, self._chance, self._backoff = delay, monotonic, sleep, chance, backoff
        self._hosts: dict[str, _Host] = {}
        self._locks: PerLoop[WeakValueDictionary[str, asyncio.Lock]] = PerLoop(WeakValueDictionary)
        self._room = KEPT

    @asynccontextmanager
    async def turn(self, host: str, crawl_delay: float = 0.0, *, onward: bool = False) -> AsyncIterator[None]:
        """Wait for the host's turn; the pause until the next one begins when the request has ended.

        A Crawl-delay is always kept: one longer than ``LONGEST_WAIT`` means one visit, and that further ones fail fast until it is over.

        Args:
            host: whose turn.
            crawl_delay: seconds of rest that its robots.txt asks for between two visits.
            onward: this request goes on with a visit (a redirect within the host): only the short pause lies before it.

        Raises:
            TryAgain: rate_limited, the host wants to be left alone for longer than ``LONGEST_WAIT``; also what the request itself raised.
        """
        # The dictionary forgets a lock that nobody holds or waits for any more.
        lock = self._locks.get().setdefault(host, asyncio.Lock())
        async with lock:
            await self._wait(host, onward)
            try:
                yield
            except TryAgain:
                self.fail(host)
                raise
            finally:
                state, now = self._host(host), self._now()
                state.free_at = max(state.free_at, now + self._delay)
                state.rested_at = max(state.rested_at, now + min(crawl_delay, LONGEST_REST))

    async def _wait(self, host: str, onward: bool) -> None:
        while (wait := self.waiting(host, onward=onward)) > 0:  # again after waking up: the host may have been deferred meanwhile
            if wait > LONGEST_WAIT:
                raise TryAgain(
                    f"{host} wants to be left alone for another {spoken(wait)}. Retry then; until then it is not asked.", code="rate_limited", retry_after=wait
                )
            await self._sleep(wait)

    def defer(self, host: str, seconds: float) -> None:
        """Let nobody ask this host for so long (429, 503 with Retry-After), a day at the most."""
        state = self._host(host)
        state.free_at = max(state.free_at, self._now() + min(seconds, LONGEST_REST))

    def fail(self, host: str) -> None:
        """Back off from a host that failed: twice as long each time, spread by chance, a minute at the most."""
        state = self._host(host)
        state.failures += 1
        pause = self._backoff * 2.0 ** min(state.failures - 1, 20) * (1 + self._chance() / 2)
        self.defer(host, min(pause, LONGEST_WAIT))

    def succeed(self, host: str) -> None:
        """Forget that a host failed."""
        self._host(host).failures = 0

    def waiting(self, host: str, *, onward: bool = False) -> float:
        """Return the seconds until the host may be asked again."""
        state = self._hosts.get(host)
        return max(0.0, (state.free_at if onward else max(state.free_at, state.rested_at)) - self._now()) if state else 0.0

    def _host(self, host: str) -> _Host:
        if len(self._hosts) > self._room:
            now = self._now()
            self._hosts = {name: h for name, h in self._hosts.items() if max(h.free_at, h.rested_at) > now}
            self._room = max(KEPT, 2 * len(self._hosts))
        return self._hosts.setdefault(host, _Host())


def spoken(seconds: float) -> str:
    """Return a stretch of time in words."""
    for size, name in ((3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {name}"
    return f"{max(1, round(seconds))} seconds"
