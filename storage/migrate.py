"""Brings a database to today's tables: numbered SQL files, a ledger of what was applied, a copy of the file before any change."""

import re
import shutil
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from domain.errors import StorageProblem
from storage.connection import Database, problem
from storage.queries import FOLDER
from storage.text import naive

KEPT_BACKUPS = 5
_LEDGER = "create table if not exists migrations (number integer not null, name text not null, applied_at timestamp not null)"


class Migration(NamedTuple):
    """One numbered change of the tables."""

    number: int
    name: str
    sql: str


def shipped(folder: Path = FOLDER / "migrations") -> tuple[Migration, ...]:
    """Return the migrations of this program, in order."""
    files = sorted(folder.glob("[0-9]*.sql"))
    return tuple(Migration(int(f.name[:4]), f.stem[5:], f.read_text(encoding="utf-8")) for f in files)


def newest_applied(path: Path) -> int:
    """Return the number of the newest migration in a database (see ``applied_to``), 0 for none."""
    return max(applied_to(path), default=0)


def applied_to(path: Path) -> frozenset[int]:
    """Return the numbers of the migrations in a database, none for one without a ledger. The file is opened read-only and stays as it is.

    Raises:
        StorageProblem: the file cannot be read.
    """
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            known = connection.execute("select count(*) from information_schema.tables where table_name = 'migrations'").fetchall()[0][0]
            return frozenset(row[0] for row in connection.execute("select number from migrations").fetchall()) if known else frozenset()
    except duckdb.Error as error:
        raise problem(error, path, opening=True) from error


def open_migrated(path: Path, migrations: Sequence[Migration], clock: Callable[[], datetime]) -> Database:
    """Open the database and apply what it lacks, in order, also a number below one that it has; an existing file is copied to ``backups/`` first.

    Raises:
        StorageProblem: the file is damaged, locked, or of a newer version; it was not changed then.
    """
    there = applied_to(path) if path.exists() else frozenset()
    applied = max(there, default=0)
    if applied > migrations[-1].number:
        raise StorageProblem(
            f"{path} was written by a newer version of Prospector (tables {applied}, this program knows {migrations[-1].number}). "
            "Update Prospector, or choose another folder with PROSPECTOR_DATA_DIR.",
            code="newer_version",
        )
    missing = [m for m in migrations if m.number not in there]
    if applied and missing:
        back_up(path, applied, clock())
    database = Database(path)
    try:
        for migration in missing:
            _apply(database, migration, clock())
    except duckdb.Error as error:
        database.close()
        raise StorageProblem(f"The database {path} could not be brought to this version; it is as before. ({str(error)[:300]})", code="migration") from error
    return database


def _apply(database: Database, migration: Migration, at: datetime) -> None:
    cursor = database.cursor()
    try:
        cursor.begin()
        cursor.execute(_LEDGER).fetchall()
        for statement in duckdb.extract_statements(migration.sql):
            cursor.execute(statement).fetchall()
        cursor.execute("insert into migrations values (?, ?, ?)", [migration.number, migration.name, naive(at)]).fetchall()
        cursor.commit()
    finally:
        cursor.close()


def back_up(path: Path, applied: int, at: datetime) -> Path:
    """Copy the closed database, its log folded in, to ``backups/``; keep the newest five copies. Return the copy."""
    try:
        with duckdb.connect(str(path)) as connection:
            connection.execute("checkpoint").fetchall()
    except duckdb.Error as error:
        raise problem(error, path, opening=True) from error
    folder = path.parent / "backups"
    try:
        folder.mkdir(exist_ok=True)
        copy = folder / f"{path.stem}-{at:%Y%m%dT%H%M%SZ}-tables{applied:04d}{path.suffix}"
        shutil.copy2(path, copy)
    except OSError as error:
        raise StorageProblem(f"No copy of the database could be made in {folder}: {error.strerror}. Nothing was changed.", code="storage_full") from error
    copies = sorted(folder.glob(f"{path.stem}-*{path.suffix}"), key=lambda f: re.sub(r"-tables.*", "", f.name))
    for old in copies[:-KEPT_BACKUPS]:
        old.unlink()
    return copy
