"""Connections are kept per origin, not too many, and none is closed under its user."""

import asyncio
import ssl

import httpx

from providers.net.connections import KEPT, Connections

CONTEXT = ssl.create_default_context()


class Pool(httpx.AsyncHTTPTransport):
    open = 0

    def __init__(self) -> None:
        super().__init__(verify=CONTEXT, trust_env=False)
        Pool.open += 1
        self.closed = False

    async def aclose(self) -> None:
        assert not self.closed
        self.closed = True
        Pool.open -= 1
        await super().aclose()


def test_the_longest_unused_are_closed_and_those_in_use_are_not() -> None:
    async def go() -> None:
        Pool.open = 0
        connections = Connections(Pool)
        async with connections.to("https://busy.test") as busy:
            for n in range(2 * KEPT):
                async with connections.to(f"https://h{n}.test") as pool:
                    assert not pool.closed  # type: ignore[attr-defined]
            assert not busy.closed  # type: ignore[attr-defined]
            assert Pool.open == KEPT + 1
            async with connections.to("https://busy.test") as again:
                assert again is busy
        assert Pool.open == KEPT
        for n in range(KEPT):
            async with connections.to(f"https://later{n}.test"):
                pass
        assert Pool.open == KEPT
        assert busy.closed  # type: ignore[attr-defined]
        await connections.aclose()
        assert Pool.open == 0

    asyncio.run(go())


def test_two_users_of_one_origin_share_and_the_first_to_leave_closes_nothing() -> None:
    async def go() -> None:
        Pool.open = 0
        connections = Connections(Pool)
        async with connections.to("https://a.test") as one:
            async with connections.to("https://a.test") as other:
                assert one is other
            for n in range(2 * KEPT):
                async with connections.to(f"https://h{n}.test"):
                    pass
            assert not one.closed  # type: ignore[attr-defined]
        await connections.aclose()
        assert Pool.open == 0

    asyncio.run(go())
