"""How much one caller may ask for: requests a minute and open streams per token, and the time, size and depth of a body."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import anyio
from starlette.types import Message, Receive

MINUTE = 60.0
MAX_BODY = 1_000_000
#: POSTs that answer with a stream of events; a test compares them with what the routes say of themselves.
STREAMING = frozenset({"/v2/execute_streaming_prospect", "/v2/stream_agentic_harvester", "/v2/stream_enrichment_pipeline"})
#: Calls that start work: they stay open as long as a run goes, and their bodies may hold 10,000 URLs (of ordinary length about 700 KB).
LISTS = STREAMING | {"/v2/run_agentic_harvester"}
MAX_LIST = 2_000_000
KNOWN_LIST, MAX_KNOWN = "/v2/known_companies", 20_000_000
BODY_SECONDS = 30.0
#: The deepest body that is documented has six levels.
MAX_DEPTH = 32
_NO_MARKS = bytes(set(range(256)) - set(b"[]{}"))
_MANY = 1_000


class Rate(NamedTuple):
    """What a request found: whether it may pass, how many more may follow at once, and seconds until one may and until all may."""

    passes: bool
    limit: int
    remaining: int
    retry_after: float
    reset: float

    @property
    def headers(self) -> dict[str, str]:
        """The fields of draft-ietf-httpapi-ratelimit-headers-09, and Retry-After (RFC 9110 10.2.3) for a request that may not pass."""
        told = {
            "RateLimit-Policy": f'"requests";q={self.limit};w={MINUTE:.0f}',
            "RateLimit": f'"requests";r={self.remaining};t={math.ceil(self.reset)}',
        }
        return told if self.passes else told | {"Retry-After": str(max(1, math.ceil(self.retry_after)))}


class Requests:
    """Requests a minute per key by the generic cell rate algorithm: the allowance of a whole minute at once, then evenly. For one event loop."""

    def __init__(self, per_minute: int, clock: Callable[[], float]) -> None:
        """``clock`` gives seconds and never goes back (``time.monotonic``)."""
        self._limit = per_minute
        self._step = MINUTE / per_minute
        self._clock = clock
        self._full_at: dict[str, float] = {}

    def take(self, key: str) -> Rate:
        """Count a request of this key, unless it may not pass."""
        now = self._clock()
        if len(self._full_at) > _MANY:
            self._full_at = {known: at for known, at in self._full_at.items() if at > now}
        before = max(now, self._full_at.get(key, now))
        wait = before + self._step - now - MINUTE
        passes = wait <= 1e-9
        after = before + self._step if passes else before
        self._full_at[key] = after
        remaining = max(0, math.floor((now + MINUTE - after) / self._step + 1e-9))
        return Rate(passes, self._limit, remaining, max(0.0, wait), after - now)


class Streams:
    """Open streams per key. For one event loop."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._open: dict[str, int] = {}

    @contextmanager
    def one(self, key: str) -> Iterator[bool]:
        """Take a place for as long as the block lasts; False when there is none left."""
        if self._open.get(key, 0) >= self._most:
            yield False
            return
        self._open[key] = self._open.get(key, 0) + 1
        try:
            yield True
        finally:
            self._open[key] -= 1
            if not self._open[key]:
                del self._open[key]


def largest(path: str) -> int:
    """Return how many bytes the body of a request to this path may have."""
    if path.removeprefix("/api").rstrip("/") == KNOWN_LIST:
        return MAX_KNOWN
    return MAX_LIST if path.removeprefix("/api").rstrip("/") in LISTS else MAX_BODY


class Unusable(Exception):
    """A body that no route gets to see: the status to answer with, and the sentence."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


async def read_body(receive: Receive, limit: int, seconds: float) -> bytes | None:
    """Return a request's whole body; None when the client went away.

    Raises:
        Unusable: it is too large (413), too slow (408) or too deep (400).
    """
    body = bytearray()
    with anyio.move_on_after(seconds) as waited:
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            body += message.get("body", b"")
            if len(body) > limit:
                raise Unusable(413, "The request body is larger than this route takes.")
            if not message.get("more_body"):
                break
    if waited.cancelled_caught:
        raise Unusable(408, f"The request body did not arrive within {seconds:g} seconds.")
    if depth(body) > MAX_DEPTH:
        raise Unusable(400, f"The request body is nested deeper than {MAX_DEPTH} levels.")
    return bytes(body)


def depth(body: bytes | bytearray) -> int:
    """Return how deep lists and objects of a JSON text are nested; what stands in strings does not count."""
    if body.count(b"[") + body.count(b"{") <= MAX_DEPTH:
        return 0  # cannot be too deep: no need to look at every string
    outside = b"".join(body.replace(rb"\\", b"").replace(rb"\"", b"").split(b'"')[::2])
    now = deepest = 0
    for mark in outside.translate(None, _NO_MARKS):
        now += 1 if mark in b"[{" else -1
        deepest = max(deepest, now)
    return deepest


def replayed(body: bytes, receive: Receive) -> Receive:
    """Return a ``receive`` that gives this body first, then what the server says."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    return again
