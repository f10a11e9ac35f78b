"""The evil sites, in a process of their own: raw sockets on 127.0.0.1, TLS by a made-up authority, a log of who asked for what.

``python -m tests.evil.server`` prints its ports and its authority as JSON, answers ``report`` and ``forget`` lines, ends with its stdin.
"""

import asyncio
import contextlib
import json
import logging
import os
import socket
import ssl
import sys
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import trustme

from tests.evil.answers import Exchange
from tests.evil.cases import CASES
from tests.evil.good import GOOD
from tests.evil.table import Case

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
HEAD_LIMIT = 65_536


class Certificates:
    """Hands each host the certificate that its case shows."""

    def __init__(self) -> None:
        self.trusted, self._unknown = trustme.CA(), trustme.CA()
        self._contexts: dict[str, ssl.SSLContext] = {}

    def context(self) -> ssl.SSLContext:
        """The context that listens; the name that the client asks for picks the certificate."""
        context = self._for("fallback.test")
        context.sni_callback = self._choose
        return context

    def _choose(self, connection: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
        connection.context = self._for(name or "fallback.test")

    def _for(self, host: str) -> ssl.SSLContext:
        if host not in self._contexts:
            case = BY_HOST.get(host)
            self._contexts[host] = self._new(self._issue(host, case.cert if case else "good"))
        return self._contexts[host]

    def _issue(self, host: str, kind: str) -> trustme.LeafCert:
        day, now = timedelta(days=1), datetime.now(UTC)
        match kind:
            case "expired":
                return self.trusted.issue_cert(host, not_before=now - 30 * day, not_after=now - day)
            case "future":
                return self.trusted.issue_cert(host, not_before=now + day, not_after=now + 30 * day)
            case "unknown":
                return self._unknown.issue_cert(host)
            case "wrong":
                return self.trusted.issue_cert("somebody-else.test")
            case "parent":
                return self.trusted.issue_cert(f"www.{host}")
            case _:
                return self.trusted.issue_cert(host)

    @staticmethod
    def _new(leaf: trustme.LeafCert) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        leaf.configure_cert(context)
        return context


BY_HOST: dict[str, Case] = {host: case for case in (*CASES, *GOOD) for host in (case.host, *case.also)}


class Server:
    """Listens, answers by host and path, counts."""

    def __init__(self) -> None:
        self.certificates = Certificates()
        self.ports: dict[str, int] = {}
        self.hits: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.bytes = 0
        self.connections: Counter[str] = Counter()

    async def listen(self) -> None:
        """Open all listeners. ``canary`` and ``canary6`` are what nobody may ever reach; behind ``closed`` there is nothing."""
        tls = self.certificates.context()
        doors: dict[str, tuple[Talk, ssl.SSLContext | None]] = {
            "tls": (partial(self._serve, "https"), tls),
            "plain": (partial(self._serve, "http"), None),
            "old": (_greet_old, None),
            "too-old": (_alert_version, None),
            "silent": (_say_nothing, None),
            "abort": (_abort, None),
            "garbage": (_garbage, None),
            "dripping": (_drip_handshake, None),
            "alert": (_alert, None),
            "canary": (_say_nothing, None),
        }
        for name, (talk, context) in doors.items():
            self.ports[name] = await self._open(name, talk, context)
        self.ports["closed"] = await self._open("closed", _abort, None, stay=False)

    async def _open(self, name: str, talk: Talk, context: ssl.SSLContext | None, *, stay: bool = True) -> int:
        async def counted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self.connections[name] += 1
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ssl.SSLError):
                await talk(reader, writer)
            writer.close()

        host = ["127.0.0.1", "::1"] if name == "canary" and _has_v6() else "127.0.0.1"
        patience = {"ssl_handshake_timeout": 20, "ssl_shutdown_timeout": 1} if context else {}
        server = await asyncio.start_server(counted, host, 0 if isinstance(host, str) else _free(), ssl=context, limit=HEAD_LIMIT, backlog=512, **patience)
        port: int = server.sockets[0].getsockname()[1]
        if not stay:
            server.close()
        return port

    async def _serve(self, scheme: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = await reader.readexactly(1)
        if first == b"\x16":  # the greeting of TLS where HTTP is spoken
            writer.write(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\nThe plain HTTP request was sent to HTTPS port")
            return await writer.drain()
        while True:
            rest, first = first, b""
            lines = (rest + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            path = lines[0].split(" ")[1]
            headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:] if line)}
            host = headers.get("host", "").partition(":")[0]
            self.hits[host][f"{scheme} {path}"] += 1
            case = BY_HOST.get(host)
            if case is None:
                return None
            to = Exchange(writer, scheme, host, path, headers, self.hits[host][f"{scheme} {path}"], self.ports)
            if not await case.answer(path)(to) or headers.get("connection", "").lower() == "close":
                return None

    def report(self) -> dict[str, object]:
        return {"hits": self.hits, "connections": self.connections}


async def _say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()


async def _abort(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1)
    writer.transport.abort()


async def _garbage(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1)
    writer.write(b"220 mail.test ESMTP ready\r\n" * 3)
    await writer.drain()


async def _greet_old(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer as a server of 1999 does: TLS 1.0, AES-128-CBC with SHA-1."""
    await reader.read(1)
    hello = b"\x03\x01" + b"r" * 32 + b"\0\0\x2f\0"
    writer.write(b"\x16\x03\x01" + (len(hello) + 4).to_bytes(2) + b"\x02" + len(hello).to_bytes(3) + hello)
    await writer.drain()
    await reader.read()


async def _alert_version(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1)
    writer.write(b"\x15\x03\x01\x00\x02\x02\x46")  # fatal, protocol_version
    await writer.drain()


async def _alert(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1)
    writer.write(b"\x15\x03\x03\x00\x02\x02\x28")  # fatal, handshake_failure
    await writer.drain()


async def _drip_handshake(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1)
    for byte in b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc" + b"\x03" * 600:
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(1)


def _has_v6() -> bool:
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET6) as probe:
        probe.bind(("::1", 0))
        return True
    return False


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def main() -> None:
    """Serve until stdin ends."""
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    asyncio.get_running_loop().set_exception_handler(lambda *_: None)  # clients that hang up are what this server is for
    server = Server()
    await server.listen()
    authority = server.certificates.trusted.cert_pem.bytes().decode()
    print(json.dumps({"ports": server.ports, "authority": authority}), flush=True)
    while line := await asyncio.to_thread(sys.stdin.readline):
        if line.strip() == "forget":
            server.hits.clear()
            server.connections.clear()
        print(json.dumps(server.report()), flush=True)


if __name__ == "__main__":
    try:
        asyncio.run(main())
    finally:
        os._exit(0)  # talks under way have no end of their own
