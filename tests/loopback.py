"""A small web server of this machine for tests: raw sockets, so that it can answer what no library would send. It counts and notes who asked."""

import asyncio
import contextlib
import ssl
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import pytest

from domain.errors import ProspectorError
from domain.page import Page
from providers.fetch.web import Fetch
from providers.net.client import Client, safe_context
from providers.net.guard import Guard, Resolver
from providers.net.lookup import Address
from providers.net.pace import Pace
from providers.net.robots import Robots

CONTEXT = safe_context()
"""What https demands; loading the authorities takes longer than many a test."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request. ``path`` with its query; header names are lower case; ``connection`` numbers the connections from 1; ``at`` is monotonic."""

    path: str
    headers: dict[str, str] = field(default_factory=dict)
    connection: int = 0
    at: float = 0.0

    @property
    def host(self) -> str:
        return self.headers.get("host", "").partition(":")[0]


Stream = AsyncIterator[bytes]
Answerer = Callable[[Asked], "bytes | Stream"]
"""Gives the whole answer as it goes over the wire; after a stream the connection is closed, after empty bytes as well."""


def reply(body: bytes | str = b"", *headers: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    """Return an HTTP answer. An empty ``kind`` leaves the Content-Type out."""
    raw = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(raw)}", *([f"Content-Type: {kind}"] if kind else []), *headers]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + raw


def to(where: str, status: str = "302 Found") -> bytes:
    """Return a redirect."""
    return reply(b"", f"Location: {where}", status=status)


def endless(kind: str) -> Callable[[Asked], Stream]:
    """Answer with a body of this kind that never ends."""

    async def stream(asked: Asked) -> Stream:
        yield f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode()
        while True:
            yield b"x" * 65_536

    return stream


MISSING = reply("nothing here", status="404 Not Found")


def paths(table: dict[str, "bytes | Callable[[Asked], bytes | Stream]"]) -> Answerer:
    """Answer by path, or by host and path (``a.test/x``); everything else is missing."""

    def answer(asked: Asked) -> bytes | Stream:
        found = table.get(asked.host + asked.path, table.get(asked.path, MISSING))
        return found(asked) if callable(found) else found

    return answer


class Site:
    """The server, as a context manager. ``asked`` are the requests in their order, ``connections`` counts those accepted."""

    def __init__(self, answer: Answerer, tls: ssl.SSLContext | None = None, port: int = 0) -> None:
        self._answer = answer
        self._tls = tls
        self._talks: set[asyncio.Task[None]] = set()
        self.asked: list[Asked] = []
        self.connections = 0
        self.port = port

    async def __aenter__(self) -> Self:
        patience: dict[str, Any] = {"ssl_handshake_timeout": 5, "ssl_shutdown_timeout": 0.2} if self._tls else {}
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self.port, ssl=self._tls, **patience)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.close()
        for talk in list(self._talks):
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)
        await self._server.wait_closed()

    @property
    def address(self) -> Address:
        return ("127.0.0.1", self.port)

    @property
    def paths(self) -> list[str]:
        """The paths asked for, without robots.txt."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    async def resolve(self, host: str, port: int) -> list[Address]:
        """Lead every name here."""
        return [self.address]

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        talk = asyncio.current_task()
        assert talk
        self._talks.add(talk)
        talk.add_done_callback(self._talks.discard)
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
                await self._talk(reader, writer, self.connections)
        finally:
            writer.transport.abort()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int) -> None:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
            asked = Asked(head[0].split(" ")[1], headers, number, time.monotonic())
            self.asked.append(asked)
            given = self._answer(asked)
            if isinstance(given, bytes):
                writer.write(given)
                await writer.drain()
            else:
                async for piece in given:
                    writer.write(piece)
                    await writer.drain()
            if not isinstance(given, bytes) or not given or b"\r\nconnection: close\r\n" in given[:4_000].lower():
                if writer.can_write_eof():
                    writer.write_eof()
                writer.close()
                await writer.wait_closed()
                return


def fetcher(
    *sites: Site, delay: float = 0.0, backoff: float = 0.0, resolver: Resolver | None = None, verify: ssl.SSLContext | None = None, **pacing: Any
) -> Fetch:
    """Return a fetcher of the live web that reaches these sites: the first one behind every name, unless a resolver says otherwise."""
    client = Client("TestBot/1.0 (+https://contact.test/)", Guard(resolver or sites[0].resolve, {site.address for site in sites}), verify or CONTEXT)
    return Fetch(client, Robots(client, time.monotonic), Pace(delay, time.monotonic, backoff=backoff, **pacing))


@contextlib.asynccontextmanager
async def reading(answer: Answerer, **pacing: Any) -> AsyncIterator[tuple[Site, Fetch]]:
    """A site without TLS and a fetcher that reaches it under every name; both are closed at the end."""
    async with Site(answer) as site:
        fetch = fetcher(site, **pacing)
        try:
            yield site, fetch
        finally:
            await fetch.close()


def fetched(answer: Answerer, url: str = "http://a.test/", known: Page | None = None) -> Page:
    """Fetch one page from a site that answers so."""

    async def run() -> Page:
        async with reading(answer) as (_, fetch):
            return await fetch.fetch(url, known)

    return asyncio.run(run())


def refused(answer: Answerer, url: str = "http://a.test/") -> ProspectorError:
    """Return the error that fetching from a site that answers so must come to."""
    with pytest.raises(ProspectorError) as caught:
        fetched(answer, url)
    assert caught.value.message
    return caught.value
