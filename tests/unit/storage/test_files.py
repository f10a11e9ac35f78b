"""The files of the default store: damaged, newer, older, taken; and what is left of them when a start is refused."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from domain.errors import StorageProblem
from storage.connection import FILE, LOCK
from storage.duckdb import open_store
from storage.migrate import KEPT_BACKUPS, Migration, newest_applied, open_migrated, shipped
from tests.contract.store_kit import ME, Clock, a_run, complete

CLOCK = Clock()
NEXT = Migration(shipped()[-1].number + 1, "next", "create table further (n integer); insert into further values (7);")


def filled(folder: Path) -> Path:
    store = open_store(folder, clock=CLOCK)
    a_run(store, leads=2)
    complete(store)
    store.close()
    return folder / FILE


def refused(folder: Path) -> StorageProblem:
    with pytest.raises(StorageProblem) as refusal:
        open_store(folder, clock=CLOCK)
    return refusal.value


def contents(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir()) if p.is_file() and p.name != LOCK}


def with_log(folder: Path) -> Path:
    """Leave a database as a kill leaves it: the newest commits in its log only."""
    filled(folder)
    code = (
        "import duckdb, os, sys\n"
        "c = duckdb.connect(sys.argv[1], config={'checkpoint_threshold': '1TB'})\n"
        "c.execute('insert into specs select range, repeat(chr(97), 500) from range(100)').fetchall()\n"
        "os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(folder / FILE)], check=True)
    log = folder / f"{FILE}.wal"
    assert log.stat().st_size > 1_000
    return log


def test_everything_is_there_after_reopening(tmp_path: Path) -> None:
    filled(tmp_path)
    store = open_store(tmp_path, clock=CLOCK)
    assert (store.run(ME, "j1").completed, len(store.events(ME, "j1"))) == (1, 1)
    store.close()


@pytest.mark.parametrize("junk", [b"junk" * 5_000, b"x", b"SQLite format 3\0" + bytes(4_096)])
def test_junk_is_refused_and_left_as_it_is(tmp_path: Path, junk: bytes) -> None:
    (tmp_path / FILE).write_bytes(junk)
    problem = refused(tmp_path)
    assert problem.code == "storage_corrupt"
    assert "backups" in problem.message
    assert (tmp_path / FILE).read_bytes() == junk


def test_a_damaged_database_is_never_made_anew(tmp_path: Path) -> None:
    """Bytes turned or cut off in the headers and in the log: either it opens with all that was there, or it says what is wrong; nothing changes."""
    log = with_log(tmp_path / "whole")
    whole = {p.name: p.read_bytes() for p in (tmp_path / "whole").iterdir() if p.name.startswith(FILE)}
    told = 0
    for number, (name, place) in enumerate([(FILE, p) for p in range(0, 12_288, 2_048)] + [(log.name, p) for p in range(8, len(whole[log.name]), 1_997)]):
        for cut in (False, True):
            folder = tmp_path / f"{number}-{cut}"
            folder.mkdir()
            for other, body in whole.items():
                (folder / other).write_bytes(body)
            body = whole[name]
            (folder / name).write_bytes(body[:place] if cut else body[:place] + bytes([body[place] ^ 0xFF]) + body[place + 1 :])
            told += looks_after(folder)
    assert told > 10


def looks_after(folder: Path) -> bool:
    before = contents(folder)
    try:
        store = open_store(folder, clock=CLOCK)
    except StorageProblem:
        assert contents(folder) == before
        return True
    assert store.run(ME, "j1").completed == 1
    assert len(store.events(ME, "j1")) == 1
    store.close()
    return False


def test_a_log_without_its_database_is_not_thrown_away(tmp_path: Path) -> None:
    log = with_log(tmp_path)
    (tmp_path / FILE).unlink()
    assert refused(tmp_path).code == "storage_corrupt"
    assert log.exists()


def test_an_emptied_file_with_backups_is_refused(tmp_path: Path) -> None:
    path = filled(tmp_path)
    path.write_bytes(b"")
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "prospector-1.duckdb").write_bytes(b"x")
    assert refused(tmp_path).code == "storage_corrupt"
    assert path.read_bytes() == b""


def test_a_first_start_that_was_killed_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"")
    open_store(tmp_path, clock=CLOCK).close()


def test_a_newer_database_is_refused_and_untouched(tmp_path: Path) -> None:
    path = filled(tmp_path)
    open_migrated(path, [*shipped(), NEXT], CLOCK).close()
    before = contents(tmp_path)
    problem = refused(tmp_path)
    assert (problem.code, contents(tmp_path)) == ("newer_version", before)
    assert "newer version" in problem.message


def test_a_file_of_a_newer_duckdb_is_told_as_newer(tmp_path: Path) -> None:
    path = filled(tmp_path)
    body = bytearray(path.read_bytes())
    body[12:20] = (9_999).to_bytes(8, "little")  # the main header: checksum, "DUCK", version number
    path.write_bytes(body)
    assert refused(tmp_path).code in ("newer_version", "storage_corrupt")
    assert path.read_bytes() == bytes(body)


def backups(folder: Path) -> Sequence[Path]:
    return sorted((folder / "backups").glob("*.duckdb"))


def test_a_migration_copies_the_database_first(tmp_path: Path) -> None:
    with_log(tmp_path)
    database = open_migrated(tmp_path / FILE, [*shipped(), NEXT], CLOCK)
    assert database.query("select n from further") == [(7,)]
    assert database.query("select number, name from migrations order by number")[-1] == (NEXT.number, "next")
    database.close()
    (copy,) = backups(tmp_path)
    assert newest_applied(copy) == shipped()[-1].number
    with duckdb.connect(str(copy), read_only=True) as old:
        assert old.execute("select count(*) from specs").fetchall() == [(101,)]


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = filled(tmp_path)
    bad = NEXT._replace(sql="create table further (n integer); insert into nowhere values (1);")
    with pytest.raises(StorageProblem, match="as before") as refusal:
        open_migrated(path, [*shipped(), bad], CLOCK)
    assert refusal.value.code == "migration"
    store = open_store(tmp_path, clock=CLOCK)
    assert store.database.query("select count(*) from information_schema.tables where table_name = 'further'") == [(0,)]
    store.close()


def test_so_many_backups_are_kept(tmp_path: Path) -> None:
    path, clock = filled(tmp_path), Clock()
    known = list(shipped())
    for n in range(KEPT_BACKUPS + 3):
        known.append(Migration(known[-1].number + 1, f"m{n}", f"create table m{n} (n integer);"))
        clock.go(seconds=1)
        open_migrated(path, known, clock).close()
    assert [newest_applied(copy) for copy in backups(tmp_path)] == [m.number for m in known[-KEPT_BACKUPS - 1 : -1]]


def test_opening_without_anything_to_do_makes_no_copy(tmp_path: Path) -> None:
    filled(tmp_path)
    filled_again = open_store(tmp_path, clock=CLOCK)
    filled_again.close()
    assert not (tmp_path / "backups").exists()


def test_a_database_opened_by_another_program_is_told_with_its_process(tmp_path: Path) -> None:
    path = filled(tmp_path)
    code = "import duckdb, sys, os\nc = duckdb.connect(sys.argv[1])\nprint(os.getpid(), flush=True)\nsys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        pid = child.stdout.readline().strip()
        problem = refused(tmp_path)
        assert (problem.code, f"(process {pid})" in problem.message) == ("storage_locked", True)
        child.communicate("")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert "PROSPECTOR_DATA_DIR" in refused(tmp_path / "data").message


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    assert "PROSPECTOR_DATA_DIR" in refused(tmp_path / "data").message


def test_a_refused_start_leaves_the_folder_free(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"junk" * 5_000)
    refused(tmp_path)
    (tmp_path / FILE).unlink()
    open_store(tmp_path, clock=CLOCK).close()


def test_a_lead_of_another_shape_is_told_not_left_out(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with duckdb.connect(str(path)) as connection:
        doc = json.dumps({"company_name": "only this"})
        connection.execute("update documents set doc = ? where kind = 'lead_enrichment_end'", [doc]).fetchall()
    store = open_store(tmp_path, clock=lambda: datetime.now(UTC))
    with pytest.raises(StorageProblem) as refusal:
        store.lead(ME, "ld_default_0")
    assert refusal.value.code == "unreadable_lead"
    store.close()


def test_rows_of_a_version_without_identity_are_projected_anew(tmp_path: Path) -> None:
    with_column = shipped()
    database = open_migrated(tmp_path / FILE, with_column[:1], Clock())
    database.close()
    store = open_store(tmp_path, clock=Clock())  # the second migration runs here, on tables without rows
    a_run(store)
    complete(store)
    store.writer.do(lambda transaction: transaction.execute("update run_leads set identity = null"))
    store.close()
    again = open_store(tmp_path, clock=Clock())
    try:
        assert again.identities(ME, ["ld_default_0"])[0].country == "DE"
    finally:
        again.close()
