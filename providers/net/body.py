"""A body read in bounded pieces: gzip unpacked 64 KB at a time, cut at the cap, so that no answer takes more memory than it may."""

import zlib
from collections.abc import AsyncIterator, Iterator

from domain.errors import Refused

CHUNK = 65_536
MAX_MEMBERS = 1_000
"""Files in one gzip stream; more are made to cost time."""
MAX_CHUNKS = 20_000
"""Chunks read of one answer at the most: a server that sends single bytes costs the event loop a thousand times what a page does."""

_GZIP = 31  # zlib's number for "with a gzip header and checksum"
_MAGIC = b"\x1f\x8b"
_PLAIN, _PACKED = ("", "identity"), ("gzip", "x-gzip")


async def read(chunks: AsyncIterator[bytes], encoding: str, cap: int) -> tuple[bytes, bool]:
    """Return a body and whether something of it is missing (it goes on beyond the cap, or its gzip stream ends too early).

    Args:
        chunks: the bytes as they come over the wire.
        encoding: the Content-Encoding header.
        cap: bytes after unpacking at the most.

    Raises:
        Refused: wrong_type, for an encoding that was not asked for (several in a row, brotli …) or is broken from the start.
    """
    named = encoding.strip().lower()
    if named not in _PLAIN + _PACKED:
        raise Refused(f"The answer is packed in a way that was not asked for ({named[:40]}).", code="wrong_type")
    unpack = _Gunzip() if named in _PACKED else None
    out = bytearray()
    received = count = 0
    async for chunk in chunks:
        received, count = received + len(chunk), count + 1
        for piece in unpack.pieces(chunk) if unpack else (chunk,):
            out += piece
            if len(out) > cap:
                return bytes(out[:cap]), True
        if unpack and unpack.ended:
            break
        if received > cap or count > MAX_CHUNKS:  # a gzip header without end gives nothing and costs as much; so do crumbs
            return bytes(out), True
    return bytes(out), bool(unpack and unpack.is_cut)


def unpacked(body: bytes, cap: int) -> tuple[bytes, bool]:
    """Return what a gzip file holds and whether something of it is missing, as ``read`` does. Raises Refused(wrong_type) when it is broken."""
    unpack, out = _Gunzip(), bytearray()
    for start in range(0, len(body), CHUNK):
        for piece in unpack.pieces(body[start : start + CHUNK]):
            out += piece
            if len(out) > cap:
                return bytes(out[:cap]), True
        if unpack.ended:
            break
    return bytes(out), unpack.is_cut


class _Gunzip:
    """Unpacks the members of a gzip stream one after the other (RFC 1952, 2.2); bytes behind the last one are ignored, as browsers do."""

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj(_GZIP)
        self._held = b""
        self._begun = self._repeated = False
        self._members = 1
        self.ended = False

    @property
    def is_cut(self) -> bool:
        """Whether the stream stopped within a member, or a later member is broken."""
        return self._begun and not self._inflate.eof

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        """Give what a chunk unpacks to, at most 64 KB at a time."""
        data, self._held = self._held + chunk, b""
        self._begun = self._begun or bool(data)
        while not self.ended and (not self._inflate.eof or self._next_member(data)):
            piece = self._step(data)
            data = self._inflate.unused_data if self._inflate.eof else self._inflate.unconsumed_tail
            yield piece
            if not data and len(piece) < CHUNK and not self._inflate.eof:
                return

    def _step(self, data: bytes) -> bytes:
        try:
            return self._inflate.decompress(data, CHUNK)
        except zlib.error as error:
            if not self._repeated:
                raise Refused("The answer says that it is packed by gzip, and cannot be unpacked.", code="wrong_type") from error
            self.ended = True
            return b""

    def _next_member(self, data: bytes) -> bool:
        if len(data) < len(_MAGIC):
            self._held = data  # too few bytes to tell
            return False
        if not data.startswith(_MAGIC):
            self.ended = True
            return False
        self._members += 1
        if self._members > MAX_MEMBERS:
            raise Refused("The answer is packed in an unusual way and is not unpacked.", code="wrong_type")
        self._inflate = zlib.decompressobj(_GZIP)
        self._repeated = True
        return True
