"""robots.txt by RFC 9309: fetched once per origin and day, 4xx allows all, 5xx and no answer allow nothing, 500 KiB are parsed."""

import asyncio
import copy
import re
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

import httpx
from protego import Protego

from domain.errors import ProspectorError, Refused
from providers.charset import decode
from providers.net.client import Answer, Client, Visit, unasked
from providers.net.loops import PerLoop
from providers.net.retry_after import asked_wait

PRODUCT = "ProspectorBot"
MAX_BYTES = 512_000  # 500 KiB, RFC 9309, 2.5
FRESH_SECONDS = 24 * 3600.0  # RFC 9309, 2.4
FRESH_AFTER_FAILURE = 60.0
FETCH_SECONDS = 10.0
KEPT = 20_000
KEPT_BYTES = 16_000_000
LONG = 50_000
"""Bytes from which a robots.txt is parsed in a thread: 500 KiB made to hurt take most of a second."""

_AGENT = re.compile(r"\s*user(?:-|\s+|)agent(?:\s*:|\s)\s*(\*(?![^\s#])|[a-z_-]*)", re.I)


class _Rules:
    """What one origin's robots.txt says. ``error`` stands for rules that could not be had; neither means that there are none."""

    __slots__ = ("error", "parsed", "size", "until")

    def __init__(self, until: float, parsed: Protego | None = None, error: ProspectorError | None = None, size: int = 0) -> None:
        self.until, self.parsed, self.error, self.size = until, parsed, error, size


def _rest(seconds: int, requests: int) -> float:
    """Seconds a request by a Request-rate; its numbers may have hundreds of digits."""
    return float(min(seconds, 86_400 * max(1, requests)) / requests) if requests > 0 and requests < 10**9 else 0.0


class Robots:
    """The rules of the origins met so far."""

    def __init__(self, client: Client, monotonic: Callable[[], float]) -> None:
        self._client = client
        self._now = monotonic
        self._rules: OrderedDict[str, _Rules] = OrderedDict()
        self._size = 0
        self._locks: PerLoop[WeakValueDictionary[str, asyncio.Lock]] = PerLoop(WeakValueDictionary)

    async def check(self, url: str, visit: Visit = unasked) -> float:
        """Return the rest between two visits that the site asks for (seconds, 0 when none), when the URL may be fetched.

        Args:
            url: as it will be sent.
            visit: surrounds each request for a robots.txt that is not known yet.

        Raises:
            Refused: robots_disallowed; robots_unreachable when there is a site but its rules could not be had; blocked_url, tls.
            TryAgain: dns, network, timeout when no connection to the site could be made; rate_limited by ``visit``.
        """
        rules = await self._of(url, visit)
        if rules.error is not None:
            raise copy.copy(rules.error)
        if rules.parsed is None:
            return 0.0
        if not rules.parsed.can_fetch(url, PRODUCT):
            raise Refused(f"The robots.txt of {urlsplit(url).netloc} does not allow reading {urlsplit(url).path[:200]}.", code="robots_disallowed")
        rate = rules.parsed.request_rate(PRODUCT)
        return max(float(rules.parsed.crawl_delay(PRODUCT) or 0.0), _rest(rate.seconds, rate.requests) if rate else 0.0)

    async def _of(self, url: str, visit: Visit) -> _Rules:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        lock = self._locks.get().setdefault(origin, asyncio.Lock())
        async with lock:
            rules = self._rules.get(origin)
            if rules is None or rules.until <= self._now():
                rules = await self._fetch(origin, visit)
                self._keep(origin, rules)
        return rules

    def _keep(self, origin: str, rules: _Rules) -> None:
        gone = self._rules.pop(origin, None)
        self._size += rules.size - (gone.size if gone else 0)
        self._rules[origin] = rules
        while len(self._rules) > KEPT or (self._size > KEPT_BYTES and len(self._rules) > 1):
            _, oldest = self._rules.popitem(last=False)
            self._size -= oldest.size

    async def _fetch(self, origin: str, visit: Visit) -> _Rules:
        hops: list[str] = []

        @asynccontextmanager
        async def counted(url: str) -> AsyncIterator[None]:
            async with visit(url):
                hops.append(url)
                yield

        try:
            answer = await self._client.get(f"{origin}/robots.txt", cap=MAX_BYTES, seconds=FETCH_SECONDS, visit=counted)
        except ProspectorError as error:
            if error.code == "rate_limited":
                raise  # nobody was asked
            return self._without(origin, error, at_home=len(hops) == 1)
        return await self._read(origin, answer)

    async def _read(self, origin: str, answer: Answer) -> _Rules:
        if 400 <= answer.status < 500 and answer.status != 429:  # "too many requests" says nothing about what may be read
            return _Rules(self._now() + FRESH_SECONDS)
        if not 200 <= answer.status < 300:
            asked = asked_wait(answer.headers.get("retry-after", ""), datetime.now(UTC)) or 0.0
            return self._unreachable(origin, f"answers {answer.status}", asked)
        if not answer.body:
            return _Rules(self._now() + FRESH_SECONDS)
        short = len(answer.body) <= LONG
        parsed = parse(answer.body, answer.truncated) if short else await asyncio.to_thread(parse, answer.body, answer.truncated)
        return _Rules(self._now() + FRESH_SECONDS, parsed, size=len(answer.body))

    def _without(self, origin: str, error: ProspectorError, *, at_home: bool) -> _Rules:
        if error.code == "redirects":  # more than five count as unavailable, which allows (RFC 9309, 2.3.1.2)
            return _Rules(self._now() + FRESH_SECONDS)
        if at_home and isinstance(error.__cause__, httpx.ConnectError | httpx.ConnectTimeout):
            # Nobody is there to have rules: the reason is worth more than that robots.txt could not be had either.
            return _Rules(self._now() + FRESH_AFTER_FAILURE, error=error)
        return self._unreachable(origin, f"cannot be had ({error.code})")

    def _unreachable(self, origin: str, what: str, asked: float = 0.0) -> _Rules:
        message = f"{origin}/robots.txt {what}, and without it nothing may be read there. Retry later."
        until = self._now() + min(max(asked, FRESH_AFTER_FAILURE), FRESH_SECONDS)
        return _Rules(until, error=Refused(message, code="robots_unreachable"))


def parse(body: bytes, truncated: bool = False) -> Protego:
    """Return the rules of a robots.txt; ask them about ``PRODUCT``. Of one that is cut, the last line is left out: it may be half a rule."""
    lines = decode(body).splitlines()  # a byte-order mark or NUL would hide the first group from the parser
    return Protego.parse("\n".join(_ours(line) for line in (lines[:-1] if truncated else lines)))


def _ours(line: str) -> str:
    """Leave one name each for us, everybody and all others in the lines that name robots.

    The parser takes every beginning of our name for us, where RFC 9309 (2.2.1) wants the whole product token without its version; and it gives
    every rule to every robot of a group one by one, so that 40 KB of names and rules would take it eight seconds.
    """
    named = _AGENT.match(line)
    if not named:
        return line
    token = named.group(1).lower()
    return "User-agent: " + (token if token in ("*", PRODUCT.lower()) else "x")
