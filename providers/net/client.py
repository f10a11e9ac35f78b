"""A bounded GET: total deadline, size cap after bounded decompression, redirects by hand with every hop checked, typed errors only."""

import asyncio
import ssl
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

import httpcore
import httpx

from domain.errors import InvalidInput, Refused, TryAgain
from domain.identity import canonical_url
from providers.net.guard import Blocked, Guard, Unresolved

MAX_REDIRECTS = 5
CHUNK = 65_536
OPERATION_SECONDS = 5.0

Hop = Callable[[str], Awaitable[None]]
"""Called before each request with its URL; raises to refuse it (robots) or waits (pacing)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A response read to its end or to the cap. Header names are lower case."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    truncated: bool


async def no_check(url: str) -> None:
    """Let every hop pass (robots.txt itself)."""


class Client:
    """The one HTTP client. Not for secrets: it sends no cookies, no credentials, and takes no proxy from the environment."""

    def __init__(self, user_agent: str, guard: Guard, verify: ssl.SSLContext | None = None) -> None:
        transport = httpx.AsyncHTTPTransport(trust_env=False)
        # httpx offers no way to hand in a network backend; the version is pinned in constraints.txt and a test holds this line.
        transport._pool = httpcore.AsyncConnectionPool(
            network_backend=guard, ssl_context=verify or httpx.create_ssl_context(), max_connections=256, max_keepalive_connections=64, keepalive_expiry=20
        )
        headers = {"User-Agent": user_agent, "Accept-Encoding": "gzip", "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"}
        self._client = httpx.AsyncClient(transport=transport, trust_env=False, follow_redirects=False, headers=headers, timeout=OPERATION_SECONDS, cookies=None)

    async def get(self, url: str, *, cap: int, seconds: float, hop: Hop = no_check, headers: Mapping[str, str] | None = None) -> Answer:
        """Return the answer at a URL, redirects followed.

        Args:
            cap: bytes read after decompression at the most; what comes after is left out and ``truncated`` says so.
            seconds: deadline of each request (waiting inside ``hop`` not counted).

        Raises:
            TryAgain: timeout, dns, network.
            Refused: blocked_url, tls, redirects, wrong_type (an encoding that cannot be bounded).
        """
        for _ in range(MAX_REDIRECTS + 1):
            url = _usable(url)
            await hop(url)
            answer = await self._once(url, cap, seconds, headers or {})
            if answer.status not in (301, 302, 303, 307, 308) or not answer.headers.get("location"):
                return answer
            url = urljoin(url, answer.headers["location"])
        raise Refused(f"{url} redirects more than {MAX_REDIRECTS} times.", code="redirects")

    async def _once(self, url: str, cap: int, seconds: float, headers: Mapping[str, str]) -> Answer:
        try:
            async with asyncio.timeout(seconds), self._client.stream("GET", url, headers=dict(headers)) as response:
                body, truncated = await _read(response, cap)
                return Answer(url, response.status_code, dict(response.headers), body, truncated)
        except (TimeoutError, httpx.TimeoutException) as error:
            raise TryAgain(f"{url} did not answer within {seconds:.0f} seconds.", code="timeout") from error
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, zlib.error, UnicodeError, ValueError) as error:
            raise _typed(url, error) from error

    async def close(self) -> None:
        """Close all connections."""
        await self._client.aclose()


def _usable(url: str) -> str:
    try:
        return canonical_url(url)
    except InvalidInput as error:
        raise Refused(error.message, code="blocked_url") from error


async def _read(response: httpx.Response, cap: int) -> tuple[bytes, bool]:
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise httpx.DecodingError(f"encoding {encoding[:40]}")
    inflate = zlib.decompressobj(31) if "gzip" in encoding else None
    out = bytearray()
    async for piece in _pieces(response.aiter_raw(CHUNK), inflate):
        out += piece
        if len(out) > cap:
            return bytes(out[:cap]), True
    return bytes(out), False


async def _pieces(chunks: AsyncIterator[bytes], inflate: "zlib._Decompress | None") -> AsyncIterator[bytes]:
    async for chunk in chunks:
        while chunk:
            piece, chunk = (inflate.decompress(chunk, CHUNK), inflate.unconsumed_tail) if inflate else (chunk, b"")
            yield piece


def _causes(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and len(found) < 20:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


def _typed(url: str, error: Exception) -> TryAgain | Refused:
    causes = _causes(error)
    if any(isinstance(c, Blocked) for c in causes):
        return Refused(f"{url} does not lead to the public internet.", code="blocked_url")
    if any(isinstance(c, Unresolved) for c in causes):
        return TryAgain(f"The host of {url} cannot be found.", code="dns")
    if any(isinstance(c, ssl.SSLError) for c in causes):
        return Refused(f"{url} has no valid certificate.", code="tls")
    if isinstance(error, httpx.DecodingError | zlib.error):
        return Refused(f"{url} answers in an encoding that is not read.", code="wrong_type")
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol):
        return Refused(f"{url} is not an http(s) address.", code="blocked_url")
    return TryAgain(f"The connection to {url} broke off.", code="network")
