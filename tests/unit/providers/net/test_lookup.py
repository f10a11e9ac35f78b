import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from providers.net.lookup import resolve
from providers.net.loops import PerLoop

pytestmark = pytest.mark.anyio


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A name server that does not answer for names that begin with ``slow``, until the test is over."""
    over, real = threading.Event(), socket.getaddrinfo

    def lookup(host: Any, *rest: Any, **more: Any) -> Any:
        if str(host).startswith("slow"):
            over.wait(20)
            raise socket.gaierror(socket.EAI_AGAIN, "no answer")
        if str(host).startswith("none"):
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        if str(host).startswith("odd"):
            raise UnicodeError("label too long")
        return real(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    yield
    over.set()
    for thread in threading.enumerate():
        if thread.name == "dns":
            thread.join(5)


async def test_a_name_and_a_number_are_resolved() -> None:
    assert ("127.0.0.1", 80) in await resolve("localhost", 80)
    assert await resolve("127.0.0.1", 8080) == [("127.0.0.1", 8080)]
    assert await resolve("::1", 443) == [("::1", 443)]


@pytest.mark.parametrize("host", ["none.test", "odd.test"])
async def test_a_name_without_an_address(host: str, hanging: None) -> None:
    with pytest.raises((OSError, UnicodeError)):
        await resolve(host, 80)


async def test_lookups_that_hang_hold_up_neither_others_nor_the_threads_of_the_loop(hanging: None) -> None:
    stuck = [asyncio.create_task(resolve(f"slow{n}.test", 80)) for n in range(60)]
    await asyncio.sleep(0.05)
    async with asyncio.timeout(3):
        assert ("127.0.0.1", 80) in await resolve("localhost", 80)
        assert await asyncio.to_thread(lambda: "free") == "free"
    for task in stuck:
        task.cancel()
    assert all(isinstance(error, asyncio.CancelledError) for error in await asyncio.gather(*stuck, return_exceptions=True))


async def test_how_many_hang_at_once_is_bounded(hanging: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("providers.net.lookup.MOST_AT_ONCE", 5)
    stuck = [asyncio.create_task(resolve(f"slow{n}.test", 80)) for n in range(20)]
    await asyncio.sleep(0.1)
    assert sum(thread.name == "dns" for thread in threading.enumerate()) == 5
    for task in stuck:  # whoever gives up does not free a thread that still hangs
        task.cancel()
    await asyncio.gather(*stuck, return_exceptions=True)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await resolve("localhost", 80)


def test_a_loop_that_ends_before_the_answer(hanging: None) -> None:
    async def leave() -> None:
        task = asyncio.create_task(resolve("slow.test", 80))
        await asyncio.sleep(0.05)
        task.cancel()

    began = time.monotonic()
    asyncio.run(leave())
    assert time.monotonic() - began < 2


def test_one_value_per_loop_and_none_of_loops_that_ended() -> None:
    things = PerLoop(list[int])

    async def use(n: int) -> int:
        things.get().append(n)
        things.get().append(n)
        return len(things.get())

    assert [asyncio.run(use(n)) for n in range(3)] == [2, 2, 2]
    assert len(things._made) <= 1

    async def give_up() -> tuple[list[int] | None, list[int] | None, list[int]]:
        await use(1)
        return things.pop(), things.pop(), things.get()

    assert asyncio.run(give_up()) == ([1, 1], None, [])
