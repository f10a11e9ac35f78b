"""The API tokens of an installation and the key of its tickets: two files beside the database, so that a token can be made while the server runs."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout
from pydantic import ValidationError

from domain.access import Token
from domain.base import Value
from domain.errors import StorageProblem

TOKENS = "tokens.json"
KEY = "ticket.key"
KEY_BYTES = 32
LOCK_SECONDS = 10
_LARGEST = 10_000_000
#: What tells one version of the file from the next: time of change, size, inode.
Mark = tuple[int, int, int]


class _Book(Value):
    version: Literal[1] = 1
    tokens: tuple[Token, ...] = ()


class TokenFile:
    """The tokens of a data folder. Every write replaces the whole file; every read sees the newest one, whichever process wrote it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / TOKENS
        self._read: tuple[Mark, tuple[Token, ...]] | None = None

    def exists(self) -> bool:
        """Say whether tokens are set up; a file that cannot be read, or that holds none any more, still says so."""
        try:
            self._path.lstat()
        except FileNotFoundError:
            return False
        except OSError:  # whatever is wrong with it, nobody is let in for want of a file
            return True
        return True

    def all(self) -> tuple[Token, ...]:
        """Return the tokens, oldest first; none when there is no file.

        Raises:
            StorageProblem: the file is damaged or cannot be read (code ``tokens_damaged``).
        """
        try:
            mark = _mark(self._path)
            known = self._read
            if known is None or known[0] != mark:
                known = self._read = (mark, _parsed(self._path))
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise _damaged(self._path, error.strerror or "it cannot be read") from error
        return known[1]

    def change(self, by: Callable[[tuple[Token, ...]], tuple[Token, ...]]) -> None:
        """Put what ``by`` makes of the tokens in their place; two processes that do so at once come one after the other.

        Raises:
            StorageProblem: the file is damaged, the folder cannot be written, or another process holds the lock.
        """
        with _locked(self._path):
            book = _Book(tokens=by(self.all()))
            _write_whole(self._path, book.model_dump_json(indent=2).encode() + b"\n")


def ticket_key(folder: Path, make: Callable[[int], bytes]) -> bytes:
    """Return the key that tickets are signed with; the first call makes it from ``make(32)`` random bytes.

    Raises:
        StorageProblem: the key is damaged or cannot be read or written.
    """
    path = folder / KEY
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        with _locked(path):
            if not path.exists():
                _write_whole(path, make(KEY_BYTES))
            key = path.read_bytes()
    except OSError as error:
        raise _bad_key(path) from error
    if len(key) != KEY_BYTES:
        raise _bad_key(path)
    return key


def _bad_key(path: Path) -> StorageProblem:
    return StorageProblem(f"The key file {path} is damaged. Delete it: a new one is made, and open pages ask for new tickets.", code="key_damaged")


def _mark(path: Path) -> Mark:
    found = path.stat()
    return found.st_mtime_ns, found.st_size, found.st_ino


def _parsed(path: Path) -> tuple[Token, ...]:
    with path.open("rb") as file:
        text = file.read(_LARGEST + 1)
    if len(text) > _LARGEST:
        raise _damaged(path, "it is larger than any that was written")
    try:
        tokens = _Book.model_validate_json(text).tokens
    except ValidationError as error:
        raise _damaged(path, f"{error.error_count()} places in it are not as written") from error
    if len({token.token_id for token in tokens}) != len(tokens):
        raise _damaged(path, "a token stands in it twice")
    return tokens


def _damaged(path: Path, why: str) -> StorageProblem:
    return StorageProblem(
        f"The token file {path} is damaged ({why}), so that the API lets nobody in. Put back a copy of it; or delete it, which turns all tokens off, "
        "and make new ones with: make token",
        code="tokens_damaged",
    )


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path.with_name("tokens.lock"), timeout=LOCK_SECONDS, mode=0o600)
        lock.acquire()
    except Timeout as error:
        raise StorageProblem(f"Another program has been changing {path} for {LOCK_SECONDS} seconds. Try again.", code="storage_locked") from error
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        yield
    finally:
        lock.release()


def _unwritable(path: Path, error: OSError) -> StorageProblem:
    return StorageProblem(f"{path} cannot be written: {error.strerror}. Nothing was changed.", code="tokens_unwritable")


def _write_whole(path: Path, body: bytes) -> None:
    """Write a file that only its owner may read, so that it is there whole or not at all; its time of change always grows."""
    half = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}.tmp")
    try:
        before = path.stat().st_mtime_ns if path.exists() else 0
        half.unlink(missing_ok=True)
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        written = half.stat()
        if written.st_mtime_ns <= before:  # two writes within one tick of the clock must not look like one
            os.utime(half, ns=(written.st_atime_ns, before + 1))
        half.replace(path)
        _settle(path.parent)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise _unwritable(path, error) from error


def _settle(folder: Path) -> None:
    """Make the new name durable as well, where the system lets a folder be opened."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
