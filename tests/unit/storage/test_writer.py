"""The writer: order, one transaction for many, and one bad operation that hurts no other."""

import hashlib
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pytest

from domain.errors import NotFound, StorageProblem
from storage.connection import Database
from storage.memory import Memory
from storage.transaction import Transaction
from storage.writer import LOG_BYTES, MAX_BATCH, Writer


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "t.duckdb")
    for table in ("numbers (n integer check (n < 1000))", "runs (run_no bigint)", "candidates (entry_no bigint)", "steps (finish_no bigint)", "texts (t text)"):
        cursor = database.cursor()
        cursor.execute(f"create table {table}").fetchall()
        cursor.close()
    yield database
    database.close()


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def writer(database: Database, memory: Memory) -> Iterator[Writer]:
    writer = Writer(database, memory, lambda: datetime.now(UTC), lambda jobs: None)
    yield writer
    writer.close()


def held(writer: Writer) -> threading.Event:
    """Keep the writer busy until the event is set, so that what comes next gathers in the queue."""
    go, there = threading.Event(), threading.Event()

    def wait(transaction: Transaction) -> None:
        there.set()
        go.wait(10)

    writer.submit(wait)
    there.wait(10)
    return go


def add(writer: Writer, n: Any) -> Future[int]:
    def work(transaction: Transaction) -> int:
        transaction.insert("numbers", n)
        return transaction.memory.take(transaction, "run_no")

    return writer.submit(work)


def stored(database: Database) -> list[int]:
    return [row[0] for row in database.query("select n from numbers order by rowid")]


def test_rows_come_in_the_order_of_the_queue(writer: Writer, database: Database) -> None:
    go = held(writer)
    futures = [add(writer, n) for n in range(MAX_BATCH + 200)]
    go.set()
    assert [f.result(10) for f in futures] == list(range(1, MAX_BATCH + 201))
    assert stored(database) == list(range(MAX_BATCH + 200))


@pytest.mark.parametrize("poison", [5_000, "no number"])
def test_a_bad_row_hurts_only_itself(writer: Writer, database: Database, poison: Any) -> None:
    go = held(writer)
    futures = [add(writer, poison if n == 7 else n) for n in range(20)]
    go.set()
    assert isinstance(futures[7].exception(10), StorageProblem)
    assert all(f.exception(10) is None for n, f in enumerate(futures) if n != 7)
    assert stored(database) == [n for n in range(20) if n != 7]


def test_a_defect_reaches_its_caller_and_no_other(writer: Writer, database: Database) -> None:
    go = held(writer)

    def broken(transaction: Transaction) -> None:
        transaction.insert("numbers", 99)
        raise KeyError("defect")

    futures = [add(writer, 1), writer.submit(broken), add(writer, 2)]
    go.set()
    with pytest.raises(KeyError):
        futures[1].result(10)
    assert (futures[0].exception(10), futures[2].exception(10), stored(database)) == (None, None, [1, 2])


def test_a_refusal_is_an_answer(writer: Writer, database: Database) -> None:
    go = held(writer)
    batches: list[int] = []

    def refuse(transaction: Transaction) -> None:
        batches.append(1)
        raise NotFound("not here")

    futures = [add(writer, 1), writer.submit(refuse), add(writer, 2)]
    go.set()
    with pytest.raises(NotFound, match="not here"):
        futures[1].result(10)
    assert ([futures[0].result(10), futures[2].result(10)], stored(database), batches) == ([1, 2], [1, 2], [1])


def test_a_refusal_after_writing_takes_its_writes_back(writer: Writer, database: Database) -> None:
    go = held(writer)

    def late(transaction: Transaction) -> None:
        transaction.insert("numbers", 99)
        raise NotFound("too late")

    futures = [add(writer, 1), writer.submit(late), add(writer, 2)]
    go.set()
    with pytest.raises(NotFound):
        futures[1].result(10)
    futures[2].result(10)
    assert stored(database) == [1, 2]


def test_a_query_sees_what_was_gathered(writer: Writer) -> None:
    def work(transaction: Transaction) -> int:
        transaction.insert("numbers", 1)
        transaction.insert("numbers", 2)
        return int(transaction.query("select sum(n) from numbers")[0][0])

    assert writer.do(work) == 3


def test_the_file_is_opened_anew_when_duckdb_gives_up(writer: Writer, database: Database) -> None:
    add(writer, 1).result(10)

    def give_up(transaction: Transaction) -> None:
        transaction.insert("numbers", 50)
        transaction.close()
        database._root.close()  # as after a fatal error: every later call fails
        raise duckdb.FatalException("gone")

    assert isinstance(writer.submit(give_up).exception(10), StorageProblem)
    add(writer, 2).result(10)
    assert stored(database) == [1, 2]


def test_the_log_is_folded_in_when_it_has_grown(writer: Writer, database: Database) -> None:
    def much(transaction: Transaction) -> None:
        for n in range(500):
            transaction.insert("texts", hashlib.shake_128(bytes([n % 256])).hexdigest(5_000))

    sizes = []
    for _ in range(12):
        writer.do(much)
        sizes.append(database.log_size())
    assert LOG_BYTES <= max(sizes) < LOG_BYTES + 6_000_000
    assert any(after < before for before, after in pairwise(sizes))
    assert database.query("select count(*) from texts") == [(6_000,)]


def test_reading_goes_on_while_writing(writer: Writer, database: Database) -> None:
    with database.reading() as ask:
        before = ask("select count(*) from numbers", [])
        add(writer, 1).result(10)
        assert ask("select count(*) from numbers", []) == before == [(0,)]
    assert database.query("select count(*) from numbers") == [(1,)]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_defect_in_the_writer_leaves_nobody_waiting(database: Database) -> None:
    def broken(jobs: set[str]) -> None:
        raise RuntimeError("defect")

    writer = Writer(database, Memory(), lambda: datetime.now(UTC), broken)
    go = held(writer)
    futures = [add(writer, n) for n in range(3)]
    go.set()
    for future in futures:
        assert future.exception(10) is None or isinstance(future.exception(10), StorageProblem)
    writer._thread.join(10)
    with pytest.raises(StorageProblem):
        add(writer, 4)
    writer.close()
