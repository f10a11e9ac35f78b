"""A bounded GET: total deadline, size cap after bounded decompression, redirects by hand with every hop checked, typed errors only."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

import httpcore
import httpx

from domain.errors import Refused
from providers.net.body import read
from providers.net.connections import Connections
from providers.net.faults import typed
from providers.net.guard import Guard
from providers.net.loops import PerLoop
from providers.net.media import media_type
from providers.net.target import Target, aim

MAX_REDIRECTS = 5
CONNECT_SECONDS = 4.0
ERROR_CAP = 65_536
REDIRECTS = (301, 302, 303, 307, 308)

Visit = Callable[[str], AbstractAsyncContextManager[None]]
"""Entered with a request's URL before it and left after it, at every hop: refuses it (robots) or waits (pacing)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A response read to its end or to the cap. ``url`` is canonical; header names are lower case. What is no 2xx answer is cut at 64 KB."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    truncated: bool = False


class _Bounds(NamedTuple):
    cap: int
    seconds: float
    left: float
    kinds: Collection[str] | None


class _Progress:
    """How far a request got, told by httpcore's trace: was a new connection made for it, was it answered?"""

    def __init__(self) -> None:
        self.connected = self.answered = False

    async def __call__(self, event: str, info: dict[str, Any]) -> None:
        self.connected = self.connected or event == "connection.connect_tcp.started"


@asynccontextmanager
async def unasked(url: str) -> AsyncIterator[None]:
    """Let every hop pass."""
    yield


def no_headers(url: str) -> Mapping[str, str]:
    """Add nothing."""
    return {}


def safe_context() -> ssl.SSLContext:
    """Return what https demands: a certificate that browsers trust, made out to the name, and TLS 1.2 or newer."""
    context = httpx.create_ssl_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


class Client:
    """The one HTTP client. Not for secrets: it sends no cookies, no credentials, and takes no proxy from the environment.

    Usable from any event loop; each has connections of its own, which :meth:`close` closes.
    """

    def __init__(self, user_agent: str, guard: Guard, verify: ssl.SSLContext | None = None) -> None:
        self._headers = {"User-Agent": user_agent, "Accept-Encoding": "gzip", "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"}
        self._guard = guard
        self._verify = verify or safe_context()
        self._connections = PerLoop(lambda: Connections(self._open))

    def _open(self) -> httpx.AsyncHTTPTransport:
        # The transport alone: httpx's client would keep cookies, and read the Location header in ways of its own.
        transport = httpx.AsyncHTTPTransport(verify=self._verify, trust_env=False)
        # httpx offers no way to hand in a network backend; the version is pinned in constraints.txt and a test holds this line.
        # No limit on connections: waiting for one would let slow hosts hold up all others, and who is asked at once is bounded by the leads worked on.
        transport._pool = httpcore.AsyncConnectionPool(
            network_backend=self._guard, ssl_context=self._verify, max_connections=None, max_keepalive_connections=4, keepalive_expiry=20
        )
        return transport

    async def get(
        self,
        url: str,
        *,
        cap: int,
        seconds: float,
        visit: Visit = unasked,
        kinds: Collection[str] | None = None,
        headers: Callable[[str], Mapping[str, str]] = no_headers,
    ) -> Answer:
        """Return the answer at a URL, at most 5 redirects followed, from https to http too: what is public needs no secrecy.

        Args:
            cap: bytes read after unpacking at the most; what comes after is left out and ``truncated`` says so.
            seconds: deadline of all requests together; waiting inside ``visit`` is not counted.
            visit: asked at every hop.
            kinds: media types that are read; a body of another one is refused unread. None reads everything.
            headers: gives further headers for each hop by its canonical URL.

        Raises:
            TryAgain: timeout, dns, network.
            Refused: blocked_url, tls, redirects, wrong_type.
        """
        left, base = seconds, ""
        clock = asyncio.get_running_loop().time
        for _ in range(MAX_REDIRECTS + 1):
            target = aim(url, base)
            async with visit(target.sent):
                began = clock()
                answer = await self._ask(target, _Bounds(cap, seconds, left, kinds), headers(target.kept))
                left -= clock() - began
            if answer.status not in REDIRECTS or not answer.headers.get("location"):
                return answer
            url, base = answer.headers["location"], target.sent
        raise Refused(f"{target.kept} comes after more than {MAX_REDIRECTS} redirects. Enter the address at which the site really is.", code="redirects")

    async def _ask(self, target: Target, bounds: _Bounds, headers: Mapping[str, str]) -> Answer:
        try:
            async with asyncio.timeout(bounds.left):
                return await self._twice_if_stale(target, bounds, headers)
        except (TimeoutError, httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError) as error:
            raise typed(target.kept, bounds.seconds, error) from error

    async def _twice_if_stale(self, target: Target, bounds: _Bounds, headers: Mapping[str, str]) -> Answer:
        """Ask once more when a connection kept from an earlier request turns out to have been closed meanwhile (RFC 9112, 9.3.1)."""
        progress = _Progress()
        try:
            return await self._once(target, bounds, headers, progress)
        except (httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError):
            if progress.connected or progress.answered:
                raise
        return await self._once(target, bounds, headers, progress)

    async def _once(self, target: Target, bounds: _Bounds, headers: Mapping[str, str], progress: _Progress) -> Answer:
        extensions = {"timeout": {"connect": CONNECT_SECONDS}, "trace": progress}  # all else is bounded by the deadline of the whole
        request = httpx.Request("GET", target.sent, headers={**self._headers, **headers}, extensions=extensions)
        origin = f"{request.url.scheme}://{request.url.netloc.decode('ascii')}"
        async with self._connections.get().to(origin) as pool, aclosing(await pool.handle_async_request(request)) as response:
            progress.answered = True
            named = {**response.headers, "location": (response.headers.get_list("location") or [""])[0]}
            kind = media_type(named.get("content-type", ""))[0]
            if response.is_success and bounds.kinds is not None and kind not in bounds.kinds:
                raise Refused(f"{target.kept} is no page but a file ({kind}).", code="wrong_type")
            body, truncated = await _body(response, target, bounds.cap)
            return Answer(target.kept, response.status_code, named, body, truncated)

    async def close(self) -> None:
        """Close the connections of the running event loop."""
        connections = self._connections.pop()
        if connections:
            await connections.aclose()


async def _body(response: httpx.Response, target: Target, cap: int) -> tuple[bytes, bool]:
    try:
        return await read(response.aiter_raw(), response.headers.get("content-encoding", ""), cap if response.is_success else ERROR_CAP)
    except Refused as error:
        if response.is_success:
            raise Refused(f"{target.kept} cannot be read. {error.message}", code=error.code) from error
        return b"", True  # its status says enough
