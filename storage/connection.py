"""The database file: one owner process, one root connection, a cursor per call; what DuckDB says is turned into StorageProblem here."""

import contextlib
import os
import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import duckdb

from domain.errors import StorageProblem
from storage.text import bound

try:
    import fcntl
except ImportError:  # not POSIX: DuckDB's own lock on the file remains
    fcntl = None  # type: ignore[assignment]

Ask = Callable[[str, Sequence[Any] | Mapping[str, Any]], list[tuple[Any, ...]]]

FILE = "prospector.duckdb"
LOCK = "prospector.lock"
CONFIG = {
    "threads": "2",
    "memory_limit": "1GB",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "checkpoint_threshold": "1TB",  # the writer folds the log in, apart from any commit: see Writer._fold_log
}
CLOSE_SECONDS = 10.0
"""How long closing waits for the reads under way; one that takes longer loses its answer."""
_FULL = ("No space left", "File too large", "Disk quota exceeded", "disk is full")


def is_full(error: BaseException) -> bool:
    """Say whether an error means that the disk, or this process's share of it, is full."""
    return any(words in str(error) for words in _FULL)


def problem(error: BaseException, path: Path, *, opening: bool = False) -> StorageProblem:
    """Return what a DuckDB error means to the user; one at ``opening`` that has no better reason means damage."""
    text = str(error)
    if is_full(error):
        return StorageProblem(f"The disk with {path.parent} is full. What was saved is safe; make room and resume the run.", code="storage_full")
    if "lock" in text and (match := re.search(r"PID (\d+)", text)):
        return _taken(path.parent, match.group(1))
    if "version number" in text or "newer version" in text:
        return StorageProblem(
            f"{path} was written by a newer version of Prospector. Update Prospector, or choose another folder with PROSPECTOR_DATA_DIR.", code="newer_version"
        )
    if opening or "Corrupt" in text or "checksum" in text:
        return corrupt(path, text)
    return StorageProblem(f"The database {path} does not work: {text[:300]}")


def corrupt(path: Path, why: str) -> StorageProblem:
    """Return the problem of a file that cannot be read."""
    return StorageProblem(
        f"The database {path} is damaged and was left as it is. Put back a copy from {path.parent / 'backups'}, or choose another folder "
        f"with PROSPECTOR_DATA_DIR. ({why[:200]})",
        code="storage_corrupt",
    )


def _taken(folder: Path, pid: str) -> StorageProblem:
    where = "this very process" if pid == str(os.getpid()) else f"another Prospector (process {pid})"
    return StorageProblem(f"{folder} is already open in {where}. Close it or set PROSPECTOR_DATA_DIR to another folder.", code="storage_locked")


class FolderLock:
    """Keeps a data folder for one opener. It holds against the same process too, and falls with the process."""

    def __init__(self, folder: Path) -> None:
        self._file: IO[str] | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file = (folder / LOCK).open("a+", encoding="ascii")
        except OSError as error:
            raise StorageProblem(f"The data folder {folder} cannot be written: {error.strerror}. Set PROSPECTOR_DATA_DIR to a folder of yours.") from error
        try:
            self._take()
        except OSError as error:
            self._file.seek(0)
            pid = self._file.read().strip()
            self._file.close()
            raise _taken(folder, pid or "unknown") from error

    def _take(self) -> None:
        if fcntl is None or self._file is None:
            return
        fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self._file.truncate(0)
        self._file.write(str(os.getpid()))
        self._file.flush()

    def release(self) -> None:
        """Let the folder go. Calling it again does nothing."""
        if self._file is not None:
            self._file.close()
            self._file = None


def log_of(path: Path) -> Path:
    """Return where DuckDB keeps the log of a database."""
    return path.with_name(path.name + ".wal")


def check_files(path: Path) -> None:
    """Refuse what DuckDB would silently start anew: a log without its database, an empty file where backups exist.

    Raises:
        StorageProblem: something was there and is gone.
    """
    log = log_of(path)
    if not path.exists() and log.exists():
        raise corrupt(path, f"{log.name} is there, {path.name} is not")
    if path.exists() and path.stat().st_size == 0:
        if log.exists() or any((path.parent / "backups").glob("*")):
            raise corrupt(path, "the file is empty")
        path.unlink()  # a first start that was killed before anything was written


class Database:
    """The open file. Reads take a fresh cursor each; only the writer writes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._root = self._connect()
        self.closed = False
        self._gate = threading.Condition()  # DuckDB refuses to close a connection of which a cursor is just being made
        self._readers: list[duckdb.DuckDBPyConnection] = []

    def _connect(self) -> duckdb.DuckDBPyConnection:
        try:
            return duckdb.connect(str(self.path), config=dict(CONFIG))
        except duckdb.Error as error:
            raise problem(error, self.path, opening=True) from error

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Return a new cursor; the caller closes it."""
        with self._gate:
            if self.closed:
                raise StorageProblem("The store is closed.", code="storage_closed")
            return self._root.cursor()

    @contextlib.contextmanager
    def _reader(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give a cursor that ``close`` waits for."""
        with self._gate:
            cursor = self.cursor()
            self._readers.append(cursor)
        try:
            yield cursor
        finally:
            try:
                cursor.close()
            finally:
                with self._gate:
                    self._readers.remove(cursor)
                    self._gate.notify_all()

    @contextlib.contextmanager
    def reading(self) -> Iterator["Ask"]:
        """Give a function that returns the rows of a query; all queries see the same moment (a read transaction)."""
        try:
            with self._reader() as cursor:
                cursor.begin()
                yield lambda sql, parameters: cursor.execute(sql, bound(parameters)).fetchall()
        except duckdb.Error as error:
            raise problem(error, self.path) from error

    def query(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query.

        Raises:
            StorageProblem: the database does not answer.
        """
        try:
            with self._reader() as cursor:
                return cursor.execute(sql, bound(parameters)).fetchall()
        except duckdb.Error as error:
            raise problem(error, self.path) from error

    def log_size(self) -> int:
        """Return the bytes in the log that stands beside the file."""
        try:
            return log_of(self.path).stat().st_size
        except FileNotFoundError:
            return 0

    def reopen(self) -> None:
        """Open the file anew, after an error that left the connection unusable. Raises StorageProblem, also when it was closed."""
        with self._gate:
            if self.closed:
                raise StorageProblem("The store is closed.", code="storage_closed")
            with contextlib.suppress(duckdb.Error):
                self._root.close()
            self._root = self._connect()

    def close(self) -> None:
        """Close the file when the reads under way are done; DuckDB folds its log into it then.

        Raises:
            StorageProblem: the file could not be closed properly; what was saved is in its log.
        """
        with self._gate:
            if self.closed:
                return
            self.closed = True
            if not self._gate.wait_for(lambda: not self._readers, CLOSE_SECONDS):
                for cursor in self._readers:
                    cursor.interrupt()
                self._gate.wait_for(lambda: not self._readers, CLOSE_SECONDS)
            try:
                self._root.close()
            except duckdb.Error as error:
                raise problem(error, self.path) from error
