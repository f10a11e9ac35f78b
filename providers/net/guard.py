"""The guard between the HTTP client and the sockets: a name is resolved once, every answer is checked, the socket goes to a checked address."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable

import httpcore

from providers.net.addresses import is_public
from providers.net.lookup import Address, resolve
from providers.net.stream import Patient

PORTS = frozenset({80, 443, 8080, 8443})
RESOLVE_SECONDS = 5.0
TRIED_ADDRESSES = 3

Resolver = Callable[[str, int], Awaitable[list[Address]]]
"""Gives the addresses of a host name and port. Tests hand in one that leads all names to a server of this machine."""


class Blocked(httpcore.ConnectError):
    """The address is not the public internet; no connection was made."""


class Unresolved(httpcore.ConnectError):
    """The host name has no address."""


class Guard(httpcore.AsyncNetworkBackend):
    """Connects to public addresses at the ports of the web, and to those opened by name.

    Args:
        resolver: asked once per connection.
        openings: (address, port) pairs allowed beside the public internet: test servers, an analyst's own intranet.
        backend: makes the connections that are allowed; tests hand in one that counts them.
    """

    def __init__(self, resolver: Resolver = resolve, openings: Iterable[Address] = (), backend: httpcore.AsyncNetworkBackend | None = None) -> None:
        self._resolve = resolver
        self._openings = frozenset(openings)
        self._ports = PORTS | {port for _, port in self._openings}
        self._inner = backend or httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to a checked address of the host. Raises Blocked, Unresolved, ConnectError or ConnectTimeout."""
        *others, last = _in_order(await self._checked(host, port))[:TRIED_ADDRESSES]
        for address in others:
            try:
                return Patient(await self._inner.connect_tcp(*address, timeout / 2 if timeout else None, local_address, socket_options))
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue  # the next address of the same name
        return Patient(await self._inner.connect_tcp(*last, timeout, local_address, socket_options))

    async def _checked(self, host: str, port: int) -> list[Address]:
        if port not in self._ports:
            raise Blocked(f"{host}:{port} is no port of the web")
        try:
            async with asyncio.timeout(RESOLVE_SECONDS):
                addresses = await self._resolve(host, port)
        except (OSError, ValueError) as error:  # TimeoutError is an OSError, UnicodeError a ValueError
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


def _in_order(addresses: list[Address]) -> list[Address]:
    """Put one address of each family first: a network without IPv6 must not spend all its tries on it."""
    first = {":" in address[0]: address for address in reversed(addresses)}.values()
    ahead = [address for address in addresses if address in first]
    return list(dict.fromkeys([*ahead, *addresses]))
