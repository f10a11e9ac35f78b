"""What a body is: the media type that the server names, and what the bytes themselves give away."""

import re

_MAGIC = (
    *(b"%PDF-", b"%!PS", b"PK\x03\x04", b"PK\x05\x06", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd"),
    *(b"\x89PNG\r\n", b"GIF87a", b"GIF89a", b"\xff\xd8\xff", b"RIFF", b"II*\0", b"MM\0*", b"\0\0\x01\0", b"wOFF", b"wOF2", b"OTTO", b"\0\x01\0\0"),
    *(b"ID3", b"OggS", b"fLaC", b"\x1aE\xdf\xa3", b"\x7fELF", b"MZ\x90", b"\xca\xfe\xba\xbe", b"\xd0\xcf\x11\xe0", b"SQLite format 3\0", b"\0asm"),
)
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Bytes that no text has (WHATWG MIME Sniffing, "binary data byte"; ESC belongs to ISO-2022-JP).
_CONTROLS = bytes([*range(0x09), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_LOOKED_AT = 2_048
_MOST_CONTROLS = 0.05
_CHARSET = re.compile(r"""charset\s{0,5}=\s{0,5}["']?([^"';,\s]{1,40})""", re.I)


def media_type(header: str) -> tuple[str, str]:
    """Return the media type and the charset that a Content-Type header names, lower case; each empty when it is not named."""
    first, _, parameters = header.partition(";")
    kind = first.split(",")[0].strip().lower()[:100]
    charset = _CHARSET.search(parameters[:500])
    return kind, charset.group(1).lower() if charset else ""


def looks_binary(body: bytes) -> bool:
    """Say whether a body is a file of some other kind, whatever its header calls it. A stray control byte does not make a page a file."""
    head = body[:_LOOKED_AT]
    if head.startswith(_MAGIC) or head[4:8] == b"ftyp":
        return True
    if head.startswith(_UTF_16_MARKS) or _is_utf_16(head):
        return False
    return len(head) - len(head.translate(None, _CONTROLS)) > len(head) * _MOST_CONTROLS


def _is_utf_16(head: bytes) -> bool:
    """Markup in UTF-16 has a zero in every other byte, and only there."""
    even, odd = head[0::2], head[1::2]
    zeros = (even.count(0), odd.count(0))
    return min(zeros) == 0 and max(zeros) > len(head) / 8
