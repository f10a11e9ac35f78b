"""Addresses that lead into the machine or its network, in every spelling, and a canary that counts whoever gets there.

``resolve`` reads numbers as the C library does (``0x7f.1``, ``2130706433``), without asking a name server; the canary's guard sends every connection
that it lets through to the canary, so that a hole shows as a connection whatever address it leads to.
"""

import asyncio
import contextlib
import ipaddress
import socket
from collections.abc import Iterable
from types import TracebackType
from typing import Self

import httpcore

from providers.net.guard import Guard, Resolver
from providers.net.lookup import Address

PUBLIC = "93.184.216.34"
"""Stands for the public internet: ``public.test`` leads to it. Never connected to."""

NAMES: dict[str, list[str]] = {
    "public.test": [PUBLIC],
    "localhost": ["127.0.0.1", "::1"],
    "inside.test": ["127.0.0.1"],
    "mixed.test": [PUBLIC, "10.0.0.5"],
    "mixed6.test": ["2606:4700::1111", "fd00::5"],
    "127.0.0.1.wild.test": ["127.0.0.1"],
    "nat64.test": ["64:ff9b::7f00:1"],
    "zone.test": ["fe80::1%2"],
    "metadata.google.internal": ["169.254.169.254"],
    "metadata.test": ["fd00:ec2::254"],
    "isatap.test": ["2606:4700::5efe:7f00:1"],
    "xn--bcher-kva.test": ["192.168.1.1"],
}

ADDRESSES: tuple[str, ...] = (
    # 127.0.0.1 in all its spellings
    *(
        "http://127.0.0.1/",
        "https://127.0.0.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://017700000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
    ),
    *("http://127.1/", "http://127.0.1/", "http://0x7f.1/", "http://127.0.0.1./", "http://127。0。0。1/", "http://①②⑦.⓪.⓪.①/", "http://%31%32%37.0.0.1/"),
    *(
        "http://0.0.0.0/",
        "http://0/",
        "http://localhost/",
        "http://LOCALHOST./",
        "http://inside.test/",
        "http://127.0.0.1.wild.test/",
        "http://127.255.255.254/",
    ),
    # IPv6, and IPv4 inside it
    *("http://[::1]/", "http://[::]/", "http://[0:0:0:0:0:0:0:1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::127.0.0.1]/"),
    *("http://[64:ff9b::7f00:1]/", "http://[64:ff9b:1::7f00:1]/", "http://nat64.test/", "http://[2002:7f00:1::]/", "http://[2001:0:7f00:1::]/"),
    *("http://[fe80::1]/", "http://[fe80::1%25eth0]/", "http://zone.test/", "http://[fec0::1]/", "http://[fd00::1]/", "http://[ff02::1]/"),
    *("http://[2001:db8::1]/", "http://[3fff::1]/", "http://[5f00::1]/", "http://isatap.test/"),
    # private and special networks, metadata services
    *(
        "http://10.0.0.1/",
        "http://172.16.0.1/",
        "http://192.168.0.1/",
        "http://100.64.0.1/",
        "http://198.18.0.1/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
    ),
    *("http://169.254.169.254/latest/meta-data/", "http://0xa9fea9fe/", "http://metadata.google.internal/", "http://metadata.test/"),
    *("http://192.0.0.192/", "http://168.63.129.16/", "http://100.100.100.200/", "http://192.88.99.1/"),
    # names that lead to both worlds
    *("http://mixed.test/", "https://mixed6.test/", "http://bücher.test/"),
    # whose host is it?
    *("http://public.test@127.0.0.1/", "http://public.test:80@127.0.0.1/", "http://public.test\\@127.0.0.1/", "http://127.0.0.1\\@127.1/"),
    *(
        "http://127.0.0.1:80\\@public.test:22/",
        "http://127.0.0.1#@127.0.0.1/",
        "http://127.0.0.1?@public.test/",
        "http://127.0.0.1\\.public.test/",
        "http://@127.0.0.1/",
    ),
    # ports that are not the web's
    *(
        "http://public.test:22/",
        "http://public.test:25/",
        "http://public.test:6379/",
        "https://public.test:5432/",
        "http://public.test:1/",
        "http://public.test:65536/",
    ),
)
SCHEMES: tuple[str, ...] = (
    *("file:///etc/passwd", "file://127.0.0.1/etc/passwd", "gopher://127.0.0.1:6379/_INFO", "ftp://127.0.0.1/", "dict://127.0.0.1:11211/stats"),
    *("data:text/html,<h1>x</h1>", "javascript:alert(1)", "ws://127.0.0.1/", "unix:///run/x.sock", "view-source:http://127.0.0.1/", "jar:http://127.0.0.1!/"),
)
FORMS: tuple[str, ...] = ADDRESSES + SCHEMES
"""Every one of them must be refused with ``blocked_url``, at every door, with no connection made."""


async def resolve(host: str, port: int) -> list[Address]:
    """Return what the C library would, from the table above and from numbers alone. Raises OSError for names unknown here."""
    if host in NAMES:
        return [(address, port) for address in NAMES[host]]
    with contextlib.suppress(ValueError):
        return [(str(ipaddress.ip_address(host)), port)]
    return [(socket.inet_ntoa(socket.inet_aton(host)), port)]


class Canary:
    """A server of this machine that nobody may reach. ``connections`` counts those who did."""

    def __init__(self) -> None:
        self.connections = 0
        self.port = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.close()
        await self._server.wait_closed()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        writer.transport.abort()

    def guard(self, resolver: Resolver = resolve, openings: Iterable[Address] = ()) -> Guard:
        """Return a guard whose every allowed connection ends here, but for those to the openings."""
        opened = frozenset(openings)
        return Guard(resolver, opened, _Led(self.port, opened))


class _Led(httpcore.AsyncNetworkBackend):
    """Makes connections to the canary in place of those asked for."""

    def __init__(self, port: int, real: frozenset[Address]) -> None:
        self._port, self._real, self._inner = port, real, httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        where = (host, port) if (host, port) in self._real else ("127.0.0.1", self._port)
        return await self._inner.connect_tcp(*where, timeout, local_address, socket_options)

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None
    ) -> httpcore.AsyncNetworkStream:
        return await self.connect_tcp("127.0.0.1", self._port, timeout)

    async def sleep(self, seconds: float) -> None:
        await self._inner.sleep(seconds)
