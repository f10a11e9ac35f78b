"""A fetched page, where it came from, and what the pipeline needs of an archive and a rate limiter."""

import hashlib
from datetime import datetime
from typing import Protocol

from domain.base import Value


def sha256_of(content: str) -> str:
    """Return the name of a body in the archive: SHA-256 of its UTF-8 bytes, hex."""
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


class Page(Value):
    """A page as read: ``content`` is decoded text exactly as it is archived; evidence offsets count its characters."""

    url: str
    content: str
    page_sha256: str
    fetched_at: datetime
    content_type: str = "text/html"
    status: int = 200
    truncated: bool = False
    etag: str = ""
    last_modified: str = ""


class PageRef(Value):
    """What a step output keeps of a page: where it stands in the archive, not its text."""

    url: str
    page_sha256: str
    fetched_at: datetime
    kind: str = "other"
    title: str = ""
    language: str = ""


class PageArchive(Protocol):
    """Keeps decoded pages by SHA-256, apart for each tenant (an instance is bound to one)."""

    def put(self, page: Page) -> None:
        """Keep a page. Keeping the same page again is free.

        Raises:
            StorageProblem: the disk or the quota is full.
        """

    def get(self, page_sha256: str) -> str | None:
        """Return the stored text, or None when it was purged or never there."""

    def recent(self, url: str, since: datetime) -> Page | None:
        """Return the newest stored page of this URL when it was kept at or after ``since``: what spares a second fetch after a crash."""

    def latest(self, url: str) -> Page | None:
        """Return the newest stored page of this URL, however old: its validators spare an unchanged page."""


class Limiter(Protocol):
    """Paces calls over the whole installation."""

    def reserve(self, api: str, n: int = 1) -> float:
        """Book ``n`` calls of ``api`` (or ``host:<domain>``); return the seconds to wait before making them (GCRA)."""
