"""The file is closed while others read: no read is torn, no close refused, and the folder is free afterwards whatever happens."""

import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.errors import StorageProblem
from storage import connection
from storage.connection import FILE, Database, FolderLock
from storage.duckdb import open_store


def clock() -> datetime:
    return datetime(2026, 11, 28, tzinfo=UTC)


@pytest.mark.parametrize("turn", range(12))
def test_closing_amid_reads_is_orderly(tmp_path: Path, turn: int) -> None:
    database = Database(tmp_path / FILE)
    answers: list[object] = []
    refusals: list[BaseException] = []

    def read() -> None:
        try:
            while True:
                answers.append(database.query("select sum(i) from range(2000) t(i)")[0][0])
        except BaseException as error:
            refusals.append(error.with_traceback(None))

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    time.sleep(0.005 * turn)
    database.close()
    for thread in threads:
        thread.join(10)
    assert [getattr(refusal, "code", refusal) for refusal in refusals] == ["storage_closed"] * 6
    assert set(answers) <= {1999000}


def test_a_read_transaction_is_waited_for(tmp_path: Path) -> None:
    database = Database(tmp_path / FILE)
    inside, rows = threading.Event(), []

    def read() -> None:
        with database.reading() as ask:
            inside.set()
            time.sleep(0.2)
            rows.extend(ask("select 7", []))

    thread = threading.Thread(target=read)
    thread.start()
    inside.wait(5)
    database.close()
    thread.join(5)
    assert rows == [(7,)]


def test_a_read_without_an_end_is_interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "CLOSE_SECONDS", 1.0)
    database = Database(tmp_path / FILE)
    refusals: list[StorageProblem] = []
    asking = threading.Event()

    def read() -> None:
        asking.set()
        try:
            database.query("select sum(a.i * b.i) from range(10000000) a(i), range(10000000) b(i)")
        except StorageProblem as error:
            refusals.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    asking.wait(5)
    time.sleep(0.1)
    database.close()
    thread.join(10)
    assert not thread.is_alive()
    assert len(refusals) == 1


def test_what_was_closed_is_not_opened_anew(tmp_path: Path) -> None:
    database = Database(tmp_path / FILE)
    database.close()
    with pytest.raises(StorageProblem, match="closed"):
        database.reopen()


def test_a_folder_is_free_although_the_file_would_not_close(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(tmp_path, clock=clock)
    close = store.database.close

    def closing() -> None:
        close()
        raise StorageProblem("would not close")

    monkeypatch.setattr(store.database, "close", closing)
    with pytest.raises(StorageProblem, match="would not close"):
        store.close()
    FolderLock(tmp_path).release()
