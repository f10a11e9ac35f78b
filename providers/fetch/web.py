"""Pages of the live web: guarded, bounded, polite. Every refusal is typed; nothing here retries what a retry cannot cure."""

import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from domain.errors import Refused, TryAgain
from domain.page import Page, sha256_of
from providers.charset import decode
from providers.net.client import Answer, Client
from providers.net.guard import Guard
from providers.net.pace import Pace
from providers.net.robots import PRODUCT, Robots
from settings import Settings

MAX_BYTES = 2_000_000
FETCH_SECONDS = 10.0
LONGEST_WAIT = 60.0
TRIES = 3
_READABLE = ("text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml", "application/rss+xml", "application/atom+xml")
_BINARY = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"\x7fELF", b"MZ\x90")


def build(settings: Settings) -> "Fetch":
    """Return the fetcher of the live web."""
    contact = settings.contact_url or "no contact given"
    client = Client(f"{PRODUCT}/1.0 (+{contact})", Guard(openings=settings.opened))
    return Fetch(client, Robots(client, time.monotonic), Pace(settings.host_delay, time.monotonic))


class Fetch:
    """Fetches from the live web."""

    def __init__(self, client: Client, robots: Robots, pace: Pace) -> None:
        self._client = client
        self._robots = robots
        self._pace = pace

    async def fetch(self, url: str, known: Page | None = None) -> Page:
        """Return the page at a URL; with ``known`` (an earlier fetch of it) an unchanged page is not sent again.

        Raises:
            TryAgain: timeout, dns, network, http_5xx, rate_limited.
            Refused: robots_disallowed, robots_unreachable, blocked_url, tls, redirects, http_4xx, wrong_type.
        """
        host = urlsplit(url).hostname or ""
        answer = await self._get(url, known)
        for _ in range(TRIES - 1):
            wait = _asked_to_wait(answer)
            if wait is None or wait > LONGEST_WAIT:
                break
            self._pace.defer(host, wait)
            answer = await self._get(url, known)
        return _page(answer, known)

    async def _get(self, url: str, known: Page | None) -> Answer:
        async def polite(hop: str) -> None:
            delays[hop] = await self._robots.check(hop)

        delays: dict[str, float] = {}
        await polite(url)
        async with self._pace.turn(urlsplit(url).hostname or "", delays[url]):
            return await self._client.get(url, cap=MAX_BYTES, seconds=FETCH_SECONDS, hop=polite, headers=_validators(known))


def _validators(known: Page | None) -> dict[str, str]:
    if known is None:
        return {}
    named = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in named.items() if value}


def _asked_to_wait(answer: Answer) -> float | None:
    """The seconds that a 429 or 503 asks for (RFC 9110, 10.2.3); garbage and negative numbers count as a short wait."""
    if answer.status not in (429, 503):
        return None
    given = answer.headers.get("retry-after", "").strip()
    if given.isdigit():
        return min(float(given[:12]), 10.0**9)
    try:
        return max(1.0, (parsedate_to_datetime(given) - datetime.now(UTC)).total_seconds()) if given else 2.0
    except (ValueError, TypeError):
        return 2.0


def _page(answer: Answer, known: Page | None) -> Page:
    now = datetime.now(UTC)
    if answer.status == 304 and known is not None:
        return known.model_copy(update={"fetched_at": now})
    _check(answer)
    kind, _, parameters = answer.headers.get("content-type", "text/html").partition(";")
    content = decode(answer.body, _charset(parameters))
    return Page(
        url=answer.url,
        content=content,
        page_sha256=sha256_of(content),
        fetched_at=now,
        content_type=kind.strip().lower(),
        status=answer.status,
        truncated=answer.truncated,
        etag=answer.headers.get("etag", "")[:500],
        last_modified=answer.headers.get("last-modified", "")[:100],
    )


def _check(answer: Answer) -> None:
    if answer.status in (429, 503):
        wait = _asked_to_wait(answer) or 0.0
        raise TryAgain(f"{answer.url} asks to be left alone for {wait:.0f} seconds.", code="rate_limited", retry_after=wait)
    if answer.status >= 500:
        raise TryAgain(f"{answer.url} answers with an error of its own ({answer.status}).", code="http_5xx")
    if answer.status >= 400 or not 200 <= answer.status < 300:
        raise Refused(f"{answer.url} answers {answer.status}.", code="http_4xx")
    kind = answer.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
    if kind not in _READABLE or answer.body.startswith(_BINARY):
        raise Refused(f"{answer.url} is not a page but {kind or 'something unnamed'}.", code="wrong_type")


def _charset(parameters: str) -> str:
    for part in parameters.split(";"):
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'")
    return ""
