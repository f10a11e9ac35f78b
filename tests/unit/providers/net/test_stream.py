"""A flood of interim answers is cut; a few of them, and pages that talk about them, are not."""

import asyncio
from collections.abc import Iterable

import httpcore
import pytest

from providers.net.stream import MAX_INTERIM, Patient

HINT = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
FINAL = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"


async def _read(pieces: Iterable[bytes], requests: int = 1) -> bytes:
    given = list(pieces)
    out = b""
    for _ in range(requests):
        stream = Patient(httpcore.AsyncMockStream(list(given)))
        await stream.write(b"GET / HTTP/1.1\r\n\r\n")
        for _ in given:
            out += await stream.read(65_536)
    return out


@pytest.mark.parametrize("pieces", [[HINT * 30], [HINT] * 30, [b"H", (HINT * 30)[1:]], [HINT * 15 + HINT[:20], HINT[20:] + HINT * 15]])
def test_a_flood_is_cut(pieces: list[bytes]) -> None:
    with pytest.raises(httpcore.RemoteProtocolError):
        asyncio.run(_read(pieces))


@pytest.mark.parametrize("pieces", [[HINT * 3 + FINAL], [HINT] * MAX_INTERIM + [FINAL], [FINAL + HINT * 500], [FINAL, HINT * 500], [HINT, FINAL, HINT * 90]])
def test_a_few_of_them_and_any_page_pass(pieces: list[bytes]) -> None:
    assert asyncio.run(_read(pieces)) == b"".join(pieces)


def test_each_request_counts_anew() -> None:
    async def talk() -> None:
        stream = Patient(httpcore.AsyncMockStream([HINT * 15, FINAL, HINT * 15, FINAL]))
        for _ in range(2):
            await stream.write(b"GET / HTTP/1.1\r\n\r\n")
            await stream.read(65_536)
            await stream.read(65_536)

    asyncio.run(talk())
