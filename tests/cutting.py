"""A TCP proxy that cuts connections in the middle: so many bytes from the server go through, then both sides are closed."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

CHUNK = 4_096


class Proxy:
    """A running proxy: its port, and how many connections it has cut."""

    def __init__(self) -> None:
        self.port = 0
        self.cuts = 0


@asynccontextmanager
async def cutting(port: int, bytes_through: Callable[[], int]) -> AsyncIterator[Proxy]:
    """Serve a port that leads to ``port``; each connection is cut after ``bytes_through()`` bytes of what the server sends."""
    open_now: set[asyncio.Task[None]] = set()
    proxy = Proxy()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        open_now.add(task)
        try:
            proxy.cuts += await _between(reader, writer, port, bytes_through())
        except asyncio.CancelledError:
            pass  # the proxy closes; asyncio reports handlers that end in any other way as defects
        finally:
            open_now.discard(task)

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    try:
        proxy.port = server.sockets[0].getsockname()[1]
        yield proxy
    finally:
        server.close()
        for task in open_now:
            task.cancel()
        await asyncio.gather(*open_now, return_exceptions=True)


async def _between(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int, allowed: int) -> bool:
    """Pass on what both say; True when it ended by a cut."""
    upstream, downstream = await asyncio.open_connection("127.0.0.1", port)
    there = asyncio.create_task(_all(reader, downstream))
    try:
        while allowed > 0 and (data := await upstream.read(min(CHUNK, allowed))):
            allowed -= len(data)
            writer.write(data)
            await writer.drain()
    except OSError:
        pass  # one of the two went away by itself
    finally:
        there.cancel()
        for side in (writer, downstream):
            side.close()
    return allowed <= 0


async def _all(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(CHUNK):
        writer.write(data)
        await writer.drain()
