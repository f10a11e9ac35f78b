"""Pages of the live web: guarded, bounded, polite. Every refusal is typed; nothing here retries what a retry cannot cure."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from domain.errors import InvalidInput, Refused, TryAgain
from domain.identity import canonical_url
from domain.page import Page, sha256_of
from providers.charset import decode
from providers.net.body import unpacked
from providers.net.challenge import is_challenge
from providers.net.client import REDIRECTS, Answer, Client
from providers.net.guard import Guard
from providers.net.media import looks_binary, media_type
from providers.net.pace import LONGEST_WAIT, Pace, spoken
from providers.net.retry_after import asked_wait
from providers.net.robots import PRODUCT, Robots
from providers.net.target import host_at
from settings import Settings

MAX_BYTES = 2_000_000
FETCH_SECONDS = 10.0
TRIES = 3
LARGE = 100_000
"""Bytes from which a body is unpacked and decoded in a thread."""

_READABLE = frozenset(
    {"text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml", "application/rss+xml", "application/atom+xml"}
    # Servers that do not know what they send (WHATWG MIME Sniffing, 7): the bytes are looked at.
    | {"", "unknown/unknown", "application/unknown", "*/*"}
)
_PACKED = frozenset({"application/gzip", "application/x-gzip", "application/octet-stream"})
"""What a packed sitemap (sitemaps.org) comes as; these are read at addresses that end in .xml.gz only."""

_AGAIN = frozenset({408, 425, 429})
_ETAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e]{0,490}"')
_PRINTABLE = re.compile(r"[\x20-\x7e]{0,100}")


def build(settings: Settings) -> "Fetch":
    """Return the fetcher of the live web.

    Raises:
        InvalidInput: the contact address cannot stand in a header.
    """
    contact = settings.contact_url.strip()
    if not re.fullmatch(r"[\x21-\x27\x2a-\x7e]*", contact):
        raise InvalidInput("The contact address may have no blanks, brackets or letters with accents in it.", code="bad_url", where="PROSPECTOR_CONTACT_URL")
    agent = f"{PRODUCT}/1.0 (+{contact})" if contact else f"{PRODUCT}/1.0 (no contact given)"
    client = Client(agent, Guard(openings=settings.opened))
    return Fetch(client, Robots(client, time.monotonic), Pace(settings.host_delay, time.monotonic))


def utc_now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


class Fetch:
    """Fetches from the live web. Usable from any event loop, from one after the other too; ``close`` ends the connections of the running one."""

    def __init__(self, client: Client, robots: Robots, pace: Pace, clock: Callable[[], datetime] = utc_now) -> None:
        self._client = client
        self._robots = robots
        self._pace = pace
        self._clock = clock

    async def fetch(self, url: str, known: Page | None = None) -> Page:
        """Return the page at a URL; with ``known`` (an earlier fetch of it) an unchanged page is not sent again.

        A site that is not ready (408, 425, 429, 5xx) is asked up to three times, as long as the waiting that it asks for stays within a minute.

        Raises:
            TryAgain: timeout, dns, network, http_5xx, rate_limited.
            Refused: robots_disallowed, robots_unreachable, blocked_url, tls, redirects, http_4xx, captcha, wrong_type.
        """
        patience = LONGEST_WAIT
        for tries_left in range(TRIES - 1, -1, -1):
            answer = await self._get(url, known)
            trouble = self._trouble(answer)
            if trouble is None:
                break
            patience -= self._pace.waiting(host_at(answer.url))
            if not tries_left or patience < 0:
                raise trouble
        if len(answer.body) > LARGE:  # unpacking and decoding take most of a second at worst
            return await asyncio.to_thread(self._page, answer, known)
        return self._page(answer, known)

    async def close(self) -> None:
        """Close the connections of the running event loop."""
        await self._client.close()

    async def _get(self, url: str, known: Page | None) -> Answer:
        met: set[str] = set()

        @asynccontextmanager
        async def polite(hop: str) -> AsyncIterator[None]:
            host = host_at(hop)
            rest = await self._robots.check(hop, self._visit_of_robots)
            async with self._pace.turn(host, rest, onward=host in met):
                met.add(host)
                yield

        def validators(hop: str) -> Mapping[str, str]:
            return _validators(known) if known and hop == canonical_url(known.url) else {}

        kinds = _READABLE | _PACKED if _is_packed(url) else _READABLE
        return await self._client.get(url, cap=MAX_BYTES, seconds=FETCH_SECONDS, visit=polite, kinds=kinds, headers=validators)

    def _visit_of_robots(self, hop: str) -> AbstractAsyncContextManager[None]:
        return self._pace.turn(host_at(hop), onward=True)

    def _trouble(self, answer: Answer) -> TryAgain | None:
        """Note with the pace how the host does; return the error when it is not ready."""
        host = host_at(answer.url)
        if answer.status >= 400 and is_challenge(answer.status, answer.headers, answer.body):
            raise Refused(f"{answer.url} wants its visitor to prove to be human. That is for a human to do: open it in a browser.", code="captcha")
        if answer.status < 500 and answer.status not in _AGAIN:
            self._pace.succeed(host)
            return None
        asked = asked_wait(answer.headers.get("retry-after", ""), self._clock())
        if asked is None:
            self._pace.fail(host)
        else:
            self._pace.defer(host, asked)
        wait = self._pace.waiting(host)
        if answer.status == 429 or asked is not None:
            return TryAgain(f"{host} asks to be left alone for {spoken(wait)} ({answer.status}). Retry then.", code="rate_limited", retry_after=wait)
        return TryAgain(f"{answer.url} answers with an error of its own ({answer.status}). Retry later.", code="http_5xx")

    def _page(self, answer: Answer, known: Page | None) -> Page:
        now, headers = self._clock(), answer.headers
        validators = {"etag": _clean(_ETAG, headers.get("etag", "")), "last_modified": _clean(_PRINTABLE, headers.get("last-modified", ""))}
        if answer.status == 304 and known and _validators(known) and answer.url == canonical_url(known.url):
            return known.model_copy(update={"fetched_at": now, **{name: value for name, value in validators.items() if value}})
        if _is_packed(answer.url) and answer.body.startswith(b"\x1f\x8b"):
            body, cut = unpacked(answer.body, MAX_BYTES)
            answer = replace(answer, body=body, truncated=cut)
        _check(answer)
        kind, charset = media_type(headers.get("content-type", ""))
        content = decode(answer.body, charset)
        return Page(
            url=answer.url,
            content=content,
            page_sha256=sha256_of(content),
            fetched_at=now,
            content_type=kind if "/" in kind and "unknown" not in kind and "*" not in kind else "text/html",
            status=answer.status,
            truncated=answer.truncated,
            **validators,
        )


def _is_packed(url: str) -> bool:
    return urlsplit(url).path.lower().endswith(".xml.gz")


def _validators(known: Page) -> dict[str, str]:
    """The headers that ask whether a page changed (RFC 9110, 13.1)."""
    named = {"If-None-Match": _clean(_ETAG, known.etag), "If-Modified-Since": _clean(_PRINTABLE, known.last_modified)}
    return {name: value for name, value in named.items() if value}


def _clean(form: re.Pattern[str], value: str) -> str:
    """A validator goes back to the server as it came, or not at all."""
    return value if form.fullmatch(value) else ""


def _check(answer: Answer) -> None:
    if answer.status == 304:
        raise TryAgain(f"{answer.url} answers “not modified” without having been asked. Retry later.", code="http_5xx")
    if answer.status in REDIRECTS:
        raise Refused(f"{answer.url} redirects without saying where to ({answer.status}).", code="redirects")
    if not 200 <= answer.status < 300:
        what = {401: "wants a password", 403: "lets nobody in", 404: "is not there", 410: "is not there any more", 451: "is withheld for legal reasons"}
        raise Refused(f"{answer.url} {what.get(answer.status, 'cannot be had')} ({answer.status}).", code="http_4xx", status=answer.status)
    if looks_binary(answer.body):
        raise Refused(f"{answer.url} is no page but a file of another kind.", code="wrong_type")
