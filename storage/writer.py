"""The one thread that writes: operations wait in a queue, are done in order in one transaction, and are answered when it is committed."""

import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import Any, Generic, TypeVar

import duckdb

from domain.errors import ProspectorError, StorageProblem
from storage.connection import Database, problem
from storage.memory import Memory
from storage.transaction import Transaction

T = TypeVar("T")
MAX_BATCH = 500
LOG_BYTES = 16_000_000
"""Size from which the log is folded into the file."""
BUSY, GATHER = 8, 0.001
"""After a batch of so many operations the next one gathers for so many seconds; a lone operation never waits."""
_log = logging.getLogger(__name__)


class Operation(Generic[T]):
    """Something to do in a transaction. It may be done again after a rollback, so all it knows comes from the transaction."""

    __slots__ = ("future", "work")

    def __init__(self, work: Callable[[Transaction], T]) -> None:
        self.work = work
        self.future: Future[T] = Future()
        self.future.set_running_or_notify_cancel()  # what was handed over is done, even if nobody waits any more


Answer = tuple[Operation[Any], Any, ProspectorError | None]


class Writer:
    """Does operations in the order they came. ``on_commit`` is told the runs that got something new; it must not raise."""

    def __init__(self, database: Database, memory: Memory, clock: Callable[[], datetime], on_commit: Callable[[set[str]], None]) -> None:
        self._database = database
        self._memory = memory
        self._clock = clock
        self._on_commit = on_commit
        self._queue: queue.SimpleQueue[Operation[Any] | None] = queue.SimpleQueue()
        self._gate = threading.Lock()
        self._closed = False
        self._fold_at = LOG_BYTES
        self._transaction = Transaction(database, memory, clock)
        self._thread = threading.Thread(target=self._run, name="prospector-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Transaction], T]) -> Future[T]:
        """Queue an operation; the future is done when it is durable.

        ``work`` may raise a ProspectorError before it writes anything; that is its answer and hurts no other operation.

        Raises:
            StorageProblem: the store is closed.
        """
        operation = Operation(work)
        with self._gate:
            if self._closed:
                raise StorageProblem("The store is closed.", code="storage_closed")
            self._queue.put(operation)
        return operation.future

    def do(self, work: Callable[[Transaction], T]) -> T:
        """Queue an operation and wait for its answer."""
        return self.submit(work).result()

    def close(self) -> None:
        """Write what is queued and end the thread. Calling it again does nothing."""
        with self._gate:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        try:
            self._loop()
        finally:  # reached early only by a defect; then nobody may wait for ever
            with self._gate:
                self._closed = True
            while not self._queue.empty():
                left = self._queue.get()
                self._fail([left] if left else [])

    def _loop(self) -> None:
        going, busy = True, False
        while going:
            batch: list[Operation[Any]] = []
            going = self._take(batch, wait=True)
            if busy and going:
                time.sleep(GATHER)  # a batch costs nearly the same for few as for many
                going = self._take(batch, wait=False)
            try:
                self._write(batch)
            finally:
                self._fail(batch)
            busy = len(batch) >= BUSY
        self._transaction.close()

    def _take(self, batch: list[Operation[Any]], *, wait: bool) -> bool:
        """Move what is queued to the batch, waiting for the first; return False when the queue was closed."""
        try:
            while len(batch) < MAX_BATCH:
                item = self._queue.get(block=wait)
                if item is None:
                    return False
                batch.append(item)
                wait = False
        except queue.Empty:
            return True
        return True

    def _fail(self, batch: Sequence[Operation[Any]]) -> None:
        """Answer what has no answer yet: the writer is going down."""
        for operation in batch:
            if not operation.future.done():
                operation.future.set_exception(StorageProblem("A defect stopped the writer. Start Prospector again; what was saved is safe."))

    def _write(self, batch: Sequence[Operation[Any]]) -> None:
        """Do a batch in one transaction; when that fails, each operation in its own, so that only the bad one suffers."""
        if not batch:
            return
        try:
            answers = self._commit(batch)
        except Exception as error:
            self._give_up(error)
            if len(batch) > 1:
                for operation in batch:
                    self._write([operation])
            else:
                batch[0].future.set_exception(problem(error, self._database.path) if isinstance(error, duckdb.Error) else error)
            return
        for operation, value, refusal in answers:
            if refusal is None:
                operation.future.set_result(value)
            else:
                operation.future.set_exception(refusal)
        self._on_commit(self._transaction.touched)
        self._fold_log()

    def _commit(self, batch: Sequence[Operation[Any]]) -> list[Answer]:
        transaction = self._transaction
        transaction.begin()
        answers: list[Answer] = []
        for operation in batch:
            before = transaction.writes
            try:
                answers.append((operation, operation.work(transaction), None))
            except ProspectorError as refusal:
                if transaction.writes != before:
                    raise
                answers.append((operation, None, refusal))
        transaction.commit()
        return answers

    def _fold_log(self) -> None:
        """Fold the log into the file when it has grown. This fails on a full disk, and must not make a commit look failed that is durable."""
        size = self._database.log_size()
        if size < self._fold_at:
            return
        try:
            self._transaction.cursor.execute("checkpoint").fetchall()
            self._fold_at = LOG_BYTES
        except duckdb.Error as error:
            self._fold_at = size + LOG_BYTES
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        self._memory.forget_all()
        try:
            self._transaction.rollback()
        except duckdb.Error:
            _log.warning("the database is opened anew after: %s", error)
            try:
                self._transaction.close()
                self._database.reopen()
            except StorageProblem as again:
                _log.error("%s", again.message)
            self._transaction = Transaction(self._database, self._memory, self._clock)
