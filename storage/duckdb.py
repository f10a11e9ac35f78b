"""The default store: one DuckDB file in the data folder, owned by one process. ``open_store`` is the way in."""

import contextlib
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from domain.errors import StorageProblem
from domain.page import PageArchive
from storage.archive import Archive, Shelf
from storage.connection import FILE, Database, FolderLock, check_files
from storage.contexts import Contexts
from storage.desk import Desks
from storage.eventlog import Bell, EventLog
from storage.journal import Journal
from storage.known import Identities
from storage.leads import Leads
from storage.limiter import Limiter
from storage.memory import Memory
from storage.migrate import open_migrated, shipped
from storage.rebuild import Rebuild
from storage.runs import Runs
from storage.scored import Scored
from storage.writer import Writer

UNPROJECTED = "select 1 from run_leads where identity is null limit 1"
"""Rows of a version that did not know a column yet."""
ARCHIVE_QUOTA_BYTES = 5_000_000_000


class DuckStore(Contexts, Runs, Journal, EventLog, Leads, Desks, Identities, Scored, Rebuild):
    """A ``storage.base.Store`` on DuckDB."""

    def __init__(
        self,
        folder: Path,
        lock: FolderLock,
        database: Database,
        clock: Callable[[], datetime],
        rates: Mapping[str, tuple[int, float]],
        archive_quota_bytes: int,
    ) -> None:
        self._lock = lock
        self.database = database
        self.bell = Bell()
        self.writer = Writer(database, Memory(), clock, self.bell.ring)
        self._limiter = Limiter(rates, clock, database, self.writer)
        self._shelf = Shelf(folder / "pages", database, self.writer, clock, archive_quota_bytes)

    def archive(self, tenant: str) -> PageArchive:
        """Return the page archive of a tenant; it can ``purge`` too."""
        return Archive(self._shelf, tenant)

    def purge_pages(self, tenant: str, older_than: datetime) -> int:
        """Remove pages kept before ``older_than`` that no lead needs, of a tenant (empty: of all); return how many."""
        return sum(self._shelf.purge(one, older_than) for one in ([tenant] if tenant else self._shelf.tenants()))

    def reserve(self, api: str, n: int = 1) -> float:
        """Book ``n`` calls of an API or host; return the seconds to wait first."""
        return self._limiter.reserve(api, n)

    def close(self) -> None:
        """Write what is queued and close. Calling it again does nothing."""
        if self.database.closed:
            return
        with contextlib.ExitStack() as last:  # each of them, whatever the one before says
            last.callback(self._lock.release)
            last.callback(self.database.close)
            last.callback(self.writer.close)
            self._limiter.persist()


def open_store(
    data_dir: Path,
    *,
    clock: Callable[[], datetime],
    rates: Mapping[str, tuple[int, float]] | None = None,
    archive_quota_bytes: int = ARCHIVE_QUOTA_BYTES,
) -> DuckStore:
    """Open the store in a folder, made when it is not there; tables are brought to this version.

    Args:
        data_dir: the folder; one process opens it at a time.
        clock: gives the time, aware.
        rates: calls per seconds by API, as ``{"tavily": (100, 60.0)}``; ``host:*`` is for every host.
        archive_quota_bytes: size of the page archive on disk at the most.

    Raises:
        StorageProblem: the folder is open elsewhere, cannot be written, or holds a damaged or newer database (which is left as it is).
    """
    lock = FolderLock(data_dir)
    try:
        path = data_dir / FILE
        check_files(path)
        database = open_migrated(path, shipped(), clock)
        try:
            store = DuckStore(data_dir, lock, database, clock, rates or {}, archive_quota_bytes)
            if database.query(UNPROJECTED):
                store.rebuild()
            return store
        except StorageProblem:
            database.close()
            raise
    except BaseException:
        lock.release()
        raise
