"""The page archive: bodies as gzip files named by their SHA-256, apart by tenant; their rows go through the writer."""

import contextlib
import gzip
import hashlib
import os
import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from domain.errors import StorageProblem
from domain.page import Page
from storage.connection import Database, is_full
from storage.queries import load
from storage.text import aware, naive
from storage.transaction import Transaction
from storage.writer import Writer

SQL = load("pages")
LEVEL = 5
"""gzip level: a page of 100 kB takes about a millisecond."""


class _Row(NamedTuple):
    """A row of ``pages``."""

    tenant: str
    url: str
    page_sha256: str
    fetched_at: datetime
    content_type: str
    status: int
    truncated: bool
    etag: str
    last_modified: str
    stored_at: datetime
    size: int


class Shelf:
    """The files and rows of all tenants, under one quota (bytes on disk)."""

    def __init__(self, folder: Path, database: Database, writer: Writer, clock: Callable[[], datetime], quota: int) -> None:
        self._folder = folder
        self._database = database
        self._writer = writer
        self._clock = clock
        self._quota = quota
        self._lock = threading.Lock()
        self._waiting: dict[tuple[str, str], _Row] = {}  # by tenant and URL, until the row is durable
        self._failure: StorageProblem | None = None
        self._used = int(database.query(SQL["used"])[0][0])

    def path(self, tenant: str, sha: str) -> Path:
        """Return where a body lies."""
        return self._folder / _folder_name(tenant) / sha[:2] / f"{sha}.html.gz"

    def put(self, tenant: str, page: Page) -> None:
        """Keep a page (see PageArchive.put)."""
        with self._lock:
            self._raise_failure()
            known = self._waiting.get((tenant, page.url)) or self._newest(tenant, page.url)
            if known and (known.page_sha256, known.fetched_at) == (page.page_sha256, naive(page.fetched_at)):
                return
            size = self._write_body(tenant, page)
            at = (naive(page.fetched_at), page.content_type, page.status, page.truncated, page.etag, page.last_modified)
            row = _Row(tenant, page.url, page.page_sha256, *at, naive(self._clock()), size)
            self._waiting[tenant, page.url] = row
            future = self._writer.submit(partial(_insert, row))
        future.add_done_callback(lambda done: self._settle(row, done.exception()))

    def _settle(self, row: _Row, error: BaseException | None) -> None:
        if isinstance(error, StorageProblem):
            self._failure = error  # told at the next put: this one has returned
        if self._waiting.get((row.tenant, row.url)) is row:
            self._waiting.pop((row.tenant, row.url), None)

    def _raise_failure(self) -> None:
        failure, self._failure = self._failure, None
        if failure:
            raise failure

    def _write_body(self, tenant: str, page: Page) -> int:
        """Write the file if it is not there; return the bytes it added."""
        path = self.path(tenant, page.page_sha256)
        if path.exists():
            return 0
        body = gzip.compress(page.content.encode("utf-8", "surrogatepass"), LEVEL, mtime=0)
        if self._used + len(body) > self._quota:
            raise StorageProblem(
                f"The page archive is full ({self._quota // 1_000_000:,} MB). Raise PROSPECTOR_ARCHIVE_QUOTA_MB or let old pages be removed.",
                code="archive_full",
            )
        try:
            _write_whole(path, body)
        except OSError as error:
            code = "storage_full" if is_full(error) else "storage"
            raise StorageProblem(f"A page could not be kept in {self._folder}: {error.strerror}.", code=code) from error
        self._used += len(body)
        return len(body)

    def get(self, tenant: str, sha: str) -> str | None:
        """Return a body, or None when it is not there (or was cut off by a power failure)."""
        if len(sha) != 64 or not set(sha) <= set("0123456789abcdef"):
            return None
        try:
            return gzip.decompress(self.path(tenant, sha).read_bytes()).decode("utf-8", "surrogatepass")
        except FileNotFoundError:
            return None
        except (EOFError, gzip.BadGzipFile):
            return None
        except OSError as error:
            raise StorageProblem(f"The page {sha[:12]}… cannot be read: {error.strerror}.") from error

    def recent(self, tenant: str, url: str, since: datetime) -> Page | None:
        """Return the newest stored page of a URL kept at or after ``since``, or None."""
        row = self._waiting.get((tenant, url)) or self._newest(tenant, url)
        return self._page(tenant, row) if row and row.stored_at >= naive(since) else None

    def latest(self, tenant: str, url: str) -> Page | None:
        """Return the newest stored page of a URL, however old, or None."""
        row = self._waiting.get((tenant, url)) or self._newest(tenant, url)
        return self._page(tenant, row) if row else None

    def _page(self, tenant: str, row: _Row) -> Page | None:
        content = self.get(tenant, row.page_sha256)
        if content is None:
            return None
        return Page(
            url=row.url,
            content=content,
            page_sha256=row.page_sha256,
            fetched_at=aware(row.fetched_at),
            content_type=row.content_type,
            status=row.status,
            truncated=row.truncated,
            etag=row.etag,
            last_modified=row.last_modified,
        )

    def _newest(self, tenant: str, url: str) -> _Row | None:
        rows = self._database.query(SQL["newest"], [tenant, url])
        return _Row(*rows[0]) if rows else None

    def tenants(self) -> list[str]:
        """Return the tenants that keep pages."""
        return [row[0] for row in self._writer.do(lambda transaction: transaction.query(SQL["tenants"]))]  # behind what waits to be written

    def purge(self, tenant: str, older_than: datetime) -> int:
        """Remove pages kept before ``older_than`` that neither a fact nor an open lead needs; return how many bodies went."""
        needed = {row[0] for row in self._database.query(SQL["needed"], {"tenant": tenant})}
        with self._lock:  # no put comes in between; those before it are in the writer's queue before this
            gone = self._writer.do(partial(_delete, tenant, naive(older_than), needed))
            for sha in gone:
                path = self.path(tenant, sha)
                with contextlib.suppress(FileNotFoundError):
                    self._used -= path.stat().st_size
                    path.unlink()
        return len(gone)


class Archive:
    """The pages of one tenant: a ``domain.page.PageArchive``."""

    def __init__(self, shelf: Shelf, tenant: str) -> None:
        self._shelf = shelf
        self._tenant = tenant

    def put(self, page: Page) -> None:
        """Keep a page; it is durable soon after, and seen by ``recent`` at once. Raises StorageProblem when disk or quota is full."""
        self._shelf.put(self._tenant, page)

    def get(self, page_sha256: str) -> str | None:
        """Return the stored text, or None when it was purged or never there."""
        return self._shelf.get(self._tenant, page_sha256)

    def recent(self, url: str, since: datetime) -> Page | None:
        """Return the newest stored page of this URL when it was kept at or after ``since``."""
        return self._shelf.recent(self._tenant, url, since)

    def latest(self, url: str) -> Page | None:
        """Return the newest stored page of this URL, however old."""
        return self._shelf.latest(self._tenant, url)

    def purge(self, older_than: datetime) -> int:
        """Remove pages kept before ``older_than`` that no lead's evidence names and no open lead still reads; return how many."""
        return self._shelf.purge(self._tenant, older_than)


def _folder_name(tenant: str) -> str:
    """A tenant's folder: its name where that is a plain one, else a hash."""
    plain = tenant.isascii() and tenant.replace("-", "").replace("_", "").isalnum() and tenant == tenant.lower() and len(tenant) <= 60
    return tenant if plain else "t-" + hashlib.sha256(tenant.encode("utf-8", "replace")).hexdigest()[:32]


def _write_whole(path: Path, body: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.{threading.get_ident()}.tmp")
    try:
        with half.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except OSError:
        half.unlink(missing_ok=True)
        raise


def _insert(row: _Row, transaction: Transaction) -> None:
    transaction.insert("pages", *row)


def _delete(tenant: str, older_than: datetime, needed: set[str], transaction: Transaction) -> list[str]:
    old = [row[0] for row in transaction.query(SQL["old"], [tenant, older_than])]
    gone = [sha for sha in old if sha not in needed]
    if gone:
        transaction.execute(SQL["delete"], [tenant, gone])
    return gone
