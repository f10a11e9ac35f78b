"""robots.txt by RFC 9309: fetched once per origin and day, 4xx allows all, 5xx and no answer allow nothing, 500 KiB are parsed."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

from domain.errors import ProspectorError, Refused
from providers.net.client import Client

PRODUCT = "ProspectorBot"
MAX_BYTES = 512_000
FRESH_SECONDS = 24 * 3600.0  # RFC 9309, 2.4
FRESH_AFTER_FAILURE = 600.0
FETCH_SECONDS = 10.0
KEPT = 20_000


class _Rules:
    """What one origin's robots.txt says; ``reachable`` is False when it could not be had."""

    __slots__ = ("parsed", "reachable", "until")

    def __init__(self, parsed: Protego | None, until: float, *, reachable: bool = True) -> None:
        self.parsed = parsed
        self.until = until
        self.reachable = reachable


class Robots:
    """The rules of all origins met so far."""

    def __init__(self, client: Client, monotonic: Callable[[], float]) -> None:
        self._client = client
        self._now = monotonic
        self._rules: OrderedDict[str, _Rules] = OrderedDict()
        self._locks: dict[str, asyncio.Lock] = {}

    async def check(self, url: str) -> float:
        """Return the crawl delay (seconds, 0 when none is asked for) when the URL may be fetched.

        Raises:
            Refused: robots_disallowed, or robots_unreachable when the rules could not be had.
        """
        rules = await self._of(url)
        if not rules.reachable:
            raise Refused(f"The robots.txt of {urlsplit(url).netloc} does not answer; until it does, nothing is read there.", code="robots_unreachable")
        if rules.parsed is None:
            return 0.0
        if not rules.parsed.can_fetch(url, PRODUCT):
            raise Refused(f"The robots.txt of {urlsplit(url).netloc} does not allow reading this page.", code="robots_disallowed")
        return float(rules.parsed.crawl_delay(PRODUCT) or 0.0)

    async def _of(self, url: str) -> _Rules:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        async with self._locks.setdefault(origin, asyncio.Lock()):
            rules = self._rules.get(origin)
            if rules is None or rules.until <= self._now():
                rules = self._rules[origin] = await self._fetch(urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", "")))
            self._rules.move_to_end(origin)
        while len(self._rules) > KEPT:
            gone, _ = self._rules.popitem(last=False)
            self._locks.pop(gone, None)
        return rules

    async def _fetch(self, url: str) -> _Rules:
        try:
            answer = await self._client.get(url, cap=MAX_BYTES, seconds=FETCH_SECONDS)
        except ProspectorError as error:
            # Too many redirects count as unavailable, which allows (2.3.1.2); everything else is unreachable, which does not (2.3.1.4).
            return _Rules(None, self._now() + FRESH_AFTER_FAILURE, reachable=error.code == "redirects")
        if answer.status >= 500 or answer.status == 429:
            return _Rules(None, self._now() + FRESH_AFTER_FAILURE, reachable=False)
        if answer.status != 200:
            return _Rules(None, self._now() + FRESH_SECONDS)
        # utf-8-sig: the parser would lose the first group behind a byte-order mark.
        return _Rules(Protego.parse(answer.body.decode("utf-8-sig", "replace").replace("\0", "")), self._now() + FRESH_SECONDS)
