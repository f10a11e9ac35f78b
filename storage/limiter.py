"""GCRA pacing (ITU-T I.371): calls of an API or a host are booked one after the other, at the rate given when the store is opened."""

import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import NamedTuple

from storage.connection import Database
from storage.transaction import Transaction
from storage.writer import Writer

ANY_HOST = "host:*"
MANY = 10_000
PERSIST_EVERY = 1.0
"""Seconds of bookings that may be forgotten when the process is killed (of an API that is slower than this: none)."""


class _Pace(NamedTuple):
    """When the next call may be made, and when that was last written (seconds since 1970)."""

    free_at: float
    written_at: float


class Limiter:
    """Books calls. In any ``seconds`` at most ``calls`` + k are made, k being the largest booking there (1 as a rule).

    Bookings of APIs outlive the process; those of hosts, which are a matter of seconds, do not.
    """

    def __init__(self, rates: Mapping[str, tuple[int, float]], clock: Callable[[], datetime], database: Database, writer: Writer) -> None:
        self._intervals = {api: seconds / calls for api, (calls, seconds) in rates.items()}
        self._clock = clock
        self._writer = writer
        self._lock = threading.Lock()
        self._paces = {api: _Pace(free_at, 0.0) for api, free_at in database.query("select api, max(free_at) from pacing group by api")}
        self._last = 0.0

    def reserve(self, api: str, n: int = 1) -> float:
        """Book ``n`` calls; return the seconds to wait before making them. An API without a rate never waits.

        Raises:
            ValueError: ``n`` is less than 1.
        """
        if n < 1:
            raise ValueError(f"{n} calls cannot be booked")
        interval = self._intervals.get(api) or (self._intervals.get(ANY_HOST) if api.startswith("host:") else None)
        if not interval:
            return 0.0
        with self._lock:
            now = self._now()
            pace = self._paces.get(api, _Pace(0.0, 0.0))
            start = max(pace.free_at, now)
            free_at = start + n * interval
            due = not api.startswith("host:") and (interval >= PERSIST_EVERY or now - pace.written_at >= PERSIST_EVERY)
            self._paces[api] = _Pace(free_at, now if due else pace.written_at)
            if due:
                self._writer.submit(partial(_write, api, free_at))
            return start - now

    def _now(self) -> float:
        """The time; when the clock was set back, all bookings move with it, so that nobody waits for hours."""
        now = self._clock().timestamp()
        if now < self._last - 1:
            back = self._last - now
            self._paces = {api: _Pace(p.free_at - back, p.written_at - back) for api, p in self._paces.items()}
        self._last = now
        if len(self._paces) > MANY:
            self._paces = {api: p for api, p in self._paces.items() if p.free_at > now or not api.startswith("host:")}
        return now

    def persist(self) -> None:
        """Write all bookings of APIs, before closing."""
        with self._lock:
            for api, pace in self._paces.items():
                if not api.startswith("host:"):
                    self._writer.submit(partial(_write, api, pace.free_at))


def _write(api: str, free_at: float, transaction: Transaction) -> None:
    transaction.execute("delete from pacing where api = ?", [api])
    transaction.insert("pacing", api, free_at)
