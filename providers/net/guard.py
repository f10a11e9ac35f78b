"""The guard between the HTTP client and the sockets: a name is resolved once, every answer is checked, the socket goes to a checked address."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable

import httpcore

from providers.net.addresses import is_public

PORTS = frozenset({80, 443, 8080, 8443})
RESOLVE_SECONDS = 5.0
TRIED_ADDRESSES = 3

Address = tuple[str, int]
"""An IP address and a port."""

Resolver = Callable[[str, int], Awaitable[list[Address]]]
"""Gives the addresses of a host name and port. Tests hand in one that leads all names to a server of this machine."""


class Blocked(httpcore.ConnectError):
    """The address is not the public internet; no connection was made."""


class Unresolved(httpcore.ConnectError):
    """The host name has no address."""


async def resolve(host: str, port: int) -> list[Address]:
    """Return the addresses of a host, as the system resolves it."""
    answers = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys((str(answer[4][0]), int(answer[4][1])) for answer in answers))


class Guard(httpcore.AsyncNetworkBackend):
    """Connects to public addresses and to those opened by name.

    Args:
        openings: (address, port) pairs allowed beside the public internet: test servers, an analyst's own intranet.
    """

    def __init__(self, resolver: Resolver = resolve, openings: Iterable[Address] = ()) -> None:
        self._resolve = resolver
        self._openings = frozenset(openings)
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to a checked address of the host. Raises Blocked, Unresolved or ConnectError."""
        addresses = (await self._checked(host, port))[:TRIED_ADDRESSES]
        for address in addresses[:-1]:
            try:
                return await self._inner.connect_tcp(*address, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue  # the next address of the same name
        return await self._inner.connect_tcp(*addresses[-1], timeout, local_address, socket_options)

    async def _checked(self, host: str, port: int) -> list[Address]:
        try:
            async with asyncio.timeout(RESOLVE_SECONDS):
                addresses = await self._resolve(host, port)
        except (OSError, UnicodeError, TimeoutError) as error:
            raise Unresolved(f"{host} cannot be resolved") from error
        if not addresses:
            raise Unresolved(f"{host} has no address")
        if not all(self._allowed(address) for address in addresses):
            raise Blocked(f"{host}:{port} is not on the public internet")
        return addresses

    def _allowed(self, address: Address) -> bool:
        return address in self._openings or (address[1] in PORTS and is_public(address[0]))

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None
    ) -> httpcore.AsyncNetworkStream:
        """Refuse: no page lives behind a socket file."""
        raise Blocked("socket files are not read")

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self._inner.sleep(seconds)
