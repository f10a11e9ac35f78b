import asyncio
import gzip
import hashlib
import time
import zlib
from collections.abc import AsyncIterator, Callable

import pytest

from domain.errors import TryAgain
from providers.fetch.web import Fetch
from providers.net.body import read
from providers.net.client import Client
from providers.net.guard import Guard
from providers.net.lookup import Address
from providers.net.pace import Pace
from providers.net.robots import Robots
from tests.conftest import free_port
from tests.loopback import CONTEXT, Asked, Site, Stream, endless, fetched, fetcher, paths, reading, refused, reply, to

# sizes, packing, time


def gz(body: bytes, *headers: str) -> bytes:
    return reply(body, "Content-Encoding: gzip", *headers)


PLAIN = b"<p>" + b"words and more words. " * 9_000


@pytest.mark.parametrize(
    ("body", "text", "truncated"),
    [
        (gzip.compress(PLAIN), PLAIN, False),
        (gzip.compress(PLAIN) + gzip.compress(b"second"), PLAIN + b"second", False),
        (gzip.compress(b"a") + gzip.compress(b"b") + gzip.compress(b""), b"ab", False),
        (gzip.compress(PLAIN) + b"trailing garbage", PLAIN, False),
        (gzip.compress(PLAIN) + b"\x1f", PLAIN, False),
        (gzip.compress(PLAIN) + b"\x1f\x8bgarbage", PLAIN, True),
        (gzip.compress(PLAIN)[:-20], None, True),
        (gzip.compress(b""), b"", False),
        (b"", b"", False),
        (gzip.compress(b"x" * 50_000_000), b"x" * 2_000_000, True),
        (gzip.compress(b"x" * 2_000_000), b"x" * 2_000_000, False),
        (gzip.compress(b"x" * 65_536), b"x" * 65_536, False),
    ],
    ids=["one", "two members", "three", "garbage behind", "half a magic behind", "broken member behind", "cut", "empty", "no bytes", "bomb", "full", "64 KB"],
)
def test_packed_pages(body: bytes, text: bytes | None, truncated: bool) -> None:
    page = fetched(paths({"/": gz(body)}))
    assert page.truncated is truncated
    if text is None:
        assert PLAIN.decode().startswith(page.content)
        assert len(page.content) > 100_000
    else:
        assert page.content == text.decode()


async def in_chunks(packed: bytes, size: int, encoding: str = "gzip", cap: int = 10_000_000) -> tuple[bytes, bool]:
    async def chunks() -> AsyncIterator[bytes]:
        for at in range(0, len(packed), size):
            yield packed[at : at + size]

    return await read(chunks(), encoding, cap)


def test_crumbs_and_heads_without_end_are_cut() -> None:
    body, truncated = asyncio.run(in_chunks(b"x" * 50_000, 1, "identity"))
    assert truncated
    assert 0 < len(body) < 30_000
    name_without_end = b"\x1f\x8b\x08\x08\0\0\0\0\0\xff" + b"n" * 3_000_000
    assert asyncio.run(in_chunks(name_without_end, 65_536, cap=2_000_000)) == (b"", True)


def test_whatever_was_sent_of_a_packed_page_is_unpacked() -> None:
    """Also where the cut falls between 64 KB pieces, and however the bytes arrive."""
    noise = b"".join(hashlib.sha256(bytes([n % 256, n // 256])).digest() + b"." * 900 for n in range(300))
    whole = gzip.compress(noise)

    for cut in [*range(10, len(whole), 97), len(whole) - 1]:
        assert asyncio.run(in_chunks(whole[:cut], 1_000)) == (zlib.decompressobj(31).decompress(whole[:cut]), True)
    for size in (2, 7, 65_536):
        assert asyncio.run(in_chunks(whole + whole, size)) == (noise + noise, False)


@pytest.mark.parametrize("encoding", ["br", "deflate", "zstd", "gzip, gzip", "gzip, br", "identity, gzip", "gzip;q=1", "x" * 900])
def test_other_packings_are_refused(encoding: str) -> None:
    error = refused(paths({"/": reply(gzip.compress(PLAIN), f"Content-Encoding: {encoding}")}))
    assert (error.code, "not asked for" in error.message) == ("wrong_type", True)


@pytest.mark.parametrize("body", [b"<p>not packed at all", gzip.compress(PLAIN)[:10] + b"\xff" * 400, gzip.compress(PLAIN)[:-8] + b"checksum"])
def test_broken_packing_is_refused(body: bytes) -> None:
    assert refused(paths({"/": gz(body)})).code == "wrong_type"


def test_an_endless_page_is_cut() -> None:
    page = fetched(paths({"/": endless("text/html")}))
    assert (len(page.content), page.truncated) == (2_000_000, True)


async def _half(asked: Asked) -> Stream:
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 900\r\n\r\n<p>half"


async def _half_chunked(asked: Asked) -> Stream:
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>ha\r\n"


async def _wide_head(asked: Asked) -> Stream:
    yield b"HTTP/1.1 200 OK\r\n" + b"X: " + b"x" * 3_000_000 + b"\r\n\r\n"


async def _long_head(asked: Asked) -> Stream:
    yield b"HTTP/1.1 200 OK\r\n"
    for n in range(20_000):
        yield f"X-{n}: y\r\n".encode()
    yield b"\r\nx"


async def _no_http(asked: Asked) -> Stream:
    yield b"<html>HTTP/0.9 says hello</html>"


@pytest.mark.parametrize("broken", [_half, _half_chunked, _wide_head, _long_head, _no_http])
def test_answers_that_break_off_or_are_none(broken: Callable[[Asked], Stream]) -> None:
    error = refused(paths({"/": broken}))
    assert (type(error), error.code) == (TryAgain, "network")


async def _drip(asked: Asked) -> Stream:
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    while True:
        yield b"x"
        await asyncio.sleep(0.02)


async def _drip_head(asked: Asked) -> Stream:
    for byte in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 9_000:
        yield bytes([byte])
        await asyncio.sleep(0.02)


async def _interim(asked: Asked) -> Stream:
    while True:
        yield b"HTTP/1.1 103 Early Hints\r\n\r\n"
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("slow", [_drip, _drip_head, _interim])
def test_a_slow_answer_ends_with_the_deadline(slow: Callable[[Asked], Stream], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("providers.fetch.web.FETCH_SECONDS", 0.4)
    began = time.monotonic()
    error = refused(paths({"/": slow}))
    assert (type(error), error.code) == (TryAgain, "timeout")
    assert time.monotonic() - began < 3


def test_the_deadline_is_one_for_all_redirects(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("providers.fetch.web.FETCH_SECONDS", 0.5)

    async def slowly(asked: Asked) -> Stream:
        await asyncio.sleep(0.3)
        yield to(f"/{asked.path}x")

    began = time.monotonic()
    table: dict[str, bytes | Callable[[Asked], bytes | Stream]] = {"/robots.txt": reply("", status="404 x")}
    assert refused(lambda asked: slowly(asked) if asked.path not in table else b"HTTP/1.1 404 x\r\nContent-Length: 0\r\n\r\n").code == "timeout"
    assert time.monotonic() - began < 2


# connections


def test_a_connection_that_was_closed_meanwhile_is_made_anew() -> None:
    async def run() -> tuple[str, int]:
        def answer(asked: Asked) -> bytes | Stream:
            # The third request on the first connection finds it closed just when it is sent.
            return b"" if asked.connection == 1 and asked.path == "/b" else reply(asked.path)

        async with reading(answer) as (site, fetch):
            await fetch.fetch("http://a.test/a")
            page = await fetch.fetch("http://a.test/b")
            return page.content, site.connections

    assert asyncio.run(run()) == ("/b", 2)


def test_a_server_that_never_answers_is_asked_once_per_connection() -> None:
    async def run() -> list[int]:
        async with reading(lambda asked: reply("x") if asked.path == "/robots.txt" else b"") as (site, fetch):
            with pytest.raises(TryAgain):
                await fetch.fetch("http://a.test/b")
            return [asked.connection for asked in site.asked]

    assert asyncio.run(run()) == [1, 1, 2]


def test_a_fetcher_serves_one_event_loop_after_the_other() -> None:
    ports = [free_port() for _ in range(3)]

    async def lead(host: str, port: int) -> list[Address]:
        return [("127.0.0.1", ports[0])]

    client = Client("TestBot/1.0", Guard(lead, {("127.0.0.1", port) for port in ports}), CONTEXT)
    fetch = Fetch(client, Robots(client, time.monotonic), Pace(0, time.monotonic))

    async def run(n: int) -> list[str]:
        async with Site(lambda asked: reply(f"{n}"), port=ports[0]):
            pages = await asyncio.gather(*(fetch.fetch(f"http://a.test/{k}") for k in range(5)))
            cut = [asyncio.create_task(fetch.fetch(f"http://a.test/{k}")) for k in range(3)]
            await asyncio.sleep(0)
            for task in cut:  # what is under way when the loop ends
                task.cancel()
            await fetch.close()
            return [page.content for page in pages]

    for n in range(3):
        assert asyncio.run(run(n)) == [f"{n}"] * 5
        ports.pop(0)


def test_the_private_line_of_httpx_holds() -> None:
    """The pool that the client puts in is the one that the transport asks, and the guard is what it connects by."""
    import httpcore
    import httpx

    assert isinstance(httpx.AsyncHTTPTransport()._pool, httpcore.AsyncConnectionPool)
    asked: list[str] = []

    class Watching(Guard):
        async def connect_tcp(self, host: str, port: int, *rest: object, **more: object) -> httpcore.AsyncNetworkStream:
            asked.append(host)
            return await super().connect_tcp(host, port)

    async def run() -> None:
        async with Site(lambda _: reply("x")) as site:
            client = Client("TestBot/1.0", Watching(site.resolve, {site.address}), CONTEXT)
            assert (await client.get("http://a.test/", cap=9, seconds=5)).body == b"x"
            await client.close()

    asyncio.run(run())
    assert asked == ["a.test"]


def test_closing_twice_or_before_the_first_page() -> None:
    async def run() -> None:
        async with Site(lambda _: reply("x")) as site:
            fetch = fetcher(site)
            await fetch.close()
            assert (await fetch.fetch("http://a.test/")).content == "x"
            await fetch.close()
            await fetch.close()
            assert (await fetch.fetch("http://a.test/")).content == "x"
            await fetch.close()

    asyncio.run(run())
