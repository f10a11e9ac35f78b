"""What a site can do with a request: honest pages and every way of being slow, broken, endless or misleading. Each is an ``Answer``."""

import asyncio
import gzip
import html
import zlib
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

MB = 1_000_000


@dataclass(slots=True)
class Exchange:
    """One request at the server: what was asked, which time it is that this path was asked for (from 1), and where the answer goes."""

    writer: asyncio.StreamWriter
    scheme: str
    host: str
    path: str
    headers: dict[str, str]
    turn: int
    ports: dict[str, int] = field(default_factory=dict)

    async def send(self, data: bytes) -> None:
        """Send; raises ConnectionResetError once the other side has gone."""
        if self.writer.is_closing():
            raise ConnectionResetError
        self.writer.write(data)
        await self.writer.drain()


Answer = Callable[[Exchange], Awaitable[bool]]
"""Sends an answer; True when the connection can take another request."""


def head(status: str = "200 OK", *lines: str, kind: str = "text/html; charset=utf-8", length: int | None = None) -> bytes:
    fields = [f"HTTP/1.1 {status}", *([f"Content-Type: {kind}"] if kind else []), *lines, *([f"Content-Length: {length}"] if length is not None else [])]
    return "\r\n".join([*fields, "", ""]).encode()


def reply(body: str | bytes, *lines: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> Answer:
    """A whole, honest answer."""
    data = body.encode() if isinstance(body, str) else body

    async def answer(to: Exchange) -> bool:
        await to.send(head(status, *lines, kind=kind, length=len(data)) + data)
        return True

    return answer


def made(build: Callable[[], bytes], *lines: str, kind: str = "text/html; charset=utf-8") -> Answer:
    """An answer whose large body is made when it is first asked for, apart from the other talks."""
    body = cache(build)

    async def answer(to: Exchange) -> bool:
        data = await asyncio.to_thread(body)
        await to.send(head("200 OK", *lines, kind=kind, length=len(data)) + data)
        return True

    return answer


def raw(*parts: bytes) -> Answer:
    """Bytes as they are, then the end of the connection."""

    async def answer(to: Exchange) -> bool:
        for part in parts:
            await to.send(part)
        return False

    return answer


def drip(first: bytes, *, piece: bytes = b"x", every: float = 1.0, times: int = 10_000) -> Answer:
    """Something at once, then a piece every so often."""

    async def answer(to: Exchange) -> bool:
        await to.send(first)
        for _ in range(times):
            await asyncio.sleep(every)
            await to.send(piece)
        return False

    return answer


def silent(first: bytes = b"") -> Answer:
    """Something, then nothing while the other side has patience."""
    return drip(first, piece=b"", every=5.0)


def late(seconds: float, then: Answer) -> Answer:
    async def answer(to: Exchange) -> bool:
        await asyncio.sleep(seconds)
        return await then(to)

    return answer


def endless(first: bytes, piece: bytes) -> Answer:
    """Bytes as fast as they are taken, without end (a guard ends it at 3 GB)."""
    block = piece * max(1, 65_536 // len(piece))

    async def answer(to: Exchange) -> bool:
        await to.send(first)
        for _ in range(3_000 * MB // len(block)):
            await to.send(block)
        return False

    return answer


def reset(first: bytes = b"") -> Answer:
    """Something, then a TCP reset."""

    async def answer(to: Exchange) -> bool:
        await to.send(first)
        await asyncio.sleep(0.05)
        to.writer.transport.abort()
        return False

    return answer


def turns(*answers: Answer) -> Answer:
    """One answer after the other; the last one stays."""

    async def answer(to: Exchange) -> bool:
        return await answers[min(to.turn, len(answers)) - 1](to)

    return answer


def moved(location: str, status: str = "302 Found", *lines: str) -> Answer:
    """A redirect. ``{name}`` in the location stands for the port of that listener (``{canary}``)."""

    async def answer(to: Exchange) -> bool:
        body = b"moved"
        await to.send(head(status, f"Location: {with_ports(location, to)}", *lines, length=len(body)) + body)
        return True

    return answer


def page(text: str, *lines: str) -> Answer:
    """An HTML page in whose text ``{canary}`` stands for the canary's port."""

    async def answer(to: Exchange) -> bool:
        return await reply(with_ports(text, to), *lines)(to)

    return answer


def with_ports(text: str, to: Exchange) -> str:
    for name, port in to.ports.items():
        text = text.replace("{" + name + "}", str(port))
    return text


MISSING = reply("<title>Not found</title><p>Not found", status="404 Not Found")
"""What a path gives that a case does not name."""


# Encodings: bombs are put together from one compressed piece, so that a gigabyte costs milliseconds.


def deflated(piece: bytes, times: int, wbits: int = -15) -> Iterable[bytes]:
    """A deflate stream (-15 raw, 15 zlib, 31 gzip) of ``piece`` so many times: blocks behind a full flush do not depend on each other."""
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    first = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    yield first
    for _ in range(times - 1):
        yield block


def gzip_bomb(front: bytes = b"", gigabytes: float = 1.0, filler: bytes = b"\0") -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    start = packer.compress(front) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(filler * (MB // len(filler))) + packer.flush(zlib.Z_FULL_FLUSH)
    return start + block * int(1_000 * gigabytes)


def brotli_bomb(gigabytes: float = 1.0) -> bytes:
    import brotli

    packer = brotli.Compressor(quality=1)
    block = b"\0" * MB
    return b"".join([*(packer.process(block) for _ in range(int(1_000 * gigabytes))), packer.finish()])


def zstd_bomb(gigabytes: float = 1.0) -> bytes:
    import zstandard

    frame: bytes = zstandard.ZstdCompressor(level=3).compress(b"\0" * (100 * MB))
    return frame * int(10 * gigabytes)


def zlib_bomb(gigabytes: float = 1.0, wbits: int = 15) -> bytes:
    return b"".join(deflated(b"\0" * MB, int(1_000 * gigabytes), wbits))


def stacked(data: bytes, times: int) -> bytes:
    for _ in range(times):
        data = gzip.compress(data, 6)
    return data


# Pages.

ENGLISH = (
    "We make pumps and valves for water works and food plants, and we repair those of others. Our workshop has been on the quay since 1968. "
    "Every pump is tested on our own bench before it leaves the house, and a fitter comes with it when you wish."
)


def company(name: str, *links: str, top: str = "", body: str = "", mail: str = "office@pumps.test", language: str = "en") -> str:
    """The page of a plain company that becomes a lead whatever else happens; ``links`` are paths."""
    menu = "".join(f'<a href="{html.escape(link)}">{html.escape(link.strip("/").split("/")[-1] or "start")}</a> ' for link in links)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{name} - pumps and valves</title>{top}</head><body><nav>{menu}</nav>'
        f"<h1>{name}</h1><p>{ENGLISH}</p>{body}<footer>{name}, 4 Dock Street, Hull HU1 2DE, United Kingdom. "
        f'Tel. +44 1482 000111, <a href="mailto:{mail}">{mail}</a></footer></body></html>'
    )


def subpage(title: str, text: str = "") -> str:
    words = text or f"More about {title}: what we do there, how it is done and whom to ask. " * 4
    return f"<!doctype html><html lang=en><title>{title}</title><h1>{title}</h1><p>{words}</p></html>"


def fields(**values: Any) -> tuple[str, ...]:
    """Header lines: ``fields(Retry_After=2)``."""
    return tuple(f"{name.replace('_', '-')}: {value}" for name, value in values.items())
