"""A connection that is cut when the other side sends one interim answer after the other (1xx) and never an answer."""

import re
import ssl
from typing import Any

import httpcore

MAX_INTERIM = 20
_INTERIM = re.compile(rb"HTTP/1\.[01] 1\d\d\b")
_FINAL = re.compile(rb"HTTP/1\.[01] [02-9]\d\d\b")


class Patient(httpcore.AsyncNetworkStream):
    """Passes everything through. Interim answers cost the event loop more than any page, and the protocol sets them no limit (RFC 9110, 15.2)."""

    def __init__(self, inner: httpcore.AsyncNetworkStream) -> None:
        self._inner = inner
        self._interim = 0
        self._waiting = False

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what came. Raises RemoteProtocolError after 20 interim answers to one request."""
        data = await self._inner.read(max_bytes, timeout)
        if self._waiting:
            self._count(data)
        return data

    def _count(self, data: bytes) -> None:
        self._waiting = not _FINAL.search(data)
        self._interim += len(_INTERIM.findall(data)) if self._waiting else 0
        if self._interim > MAX_INTERIM:
            raise httpcore.RemoteProtocolError("too many interim answers")

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send; what comes next is the answer to a new request."""
        self._waiting, self._interim = True, 0
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        """Close."""
        await self._inner.aclose()

    async def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> httpcore.AsyncNetworkStream:
        """Return the same over TLS."""
        return Patient(await self._inner.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        """Return what the connection knows of itself."""
        return self._inner.get_extra_info(info)
