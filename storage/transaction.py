"""What an operation writes with: rows are gathered by table and written as sets, because a statement costs far more than a row."""

import contextlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import duckdb

from storage.connection import Database
from storage.project import ENDING, STATE, WHOLE, Passage
from storage.text import bound, naive

if TYPE_CHECKING:
    from storage.memory import Memory


class Update(NamedTuple):
    """A set of rows that change: table, columns, and how many of the columns (the first ones) are the key."""

    table: str
    columns: tuple[str, ...]
    keys: int = 1


PASSAGE = {extent: Update("run_leads", ("entry_no", *Passage._fields[:extent])) for extent in (STATE, ENDING, WHOLE)}
SHOWN = Update("leads", ("tenant", "lead_id", "entry_no", "finish_no"), keys=2)
DESK = Update("leads", ("tenant", "lead_id", "stage", "tags", "desk_at", "merged_into"), keys=2)


class Transaction:
    """The writer's transaction, one at a time. Rows come out as they went in; a query sees all rows given before it."""

    def __init__(self, database: Database, memory: "Memory", clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._cursor: duckdb.DuckDBPyConnection | None = None
        self._appenders: dict[str | Update, Any] = {}
        self._inserts: dict[str, list[tuple[Any, ...]]] = {}
        self._updates: dict[Update, dict[tuple[Any, ...], tuple[Any, ...]]] = {}
        self._passages: dict[int, tuple[Passage, int]] = {}
        self.memory = memory
        self.touched: set[str] = set()
        self.writes = 0

    @property
    def now(self) -> datetime:
        """The time, UTC without zone, as columns hold it."""
        return naive(self._clock())

    @property
    def cursor(self) -> duckdb.DuckDBPyConnection:
        """The writer's cursor."""
        if self._cursor is None:
            self._cursor = self._database.cursor()
        return self._cursor

    def begin(self) -> None:
        """Start a transaction."""
        self.touched = set()
        self.writes = 0
        self.cursor.begin()

    def insert(self, table: str, *row: Any) -> None:
        """Add a row (all columns, in order)."""
        self.writes += 1
        self._inserts.setdefault(table, []).append(row)

    def update(self, what: Update, *row: Any) -> None:
        """Change the row with this key; of several changes to one row the last counts."""
        self.writes += 1
        self._updates.setdefault(what, {})[row[: what.keys]] = row

    def passage(self, entry_no: int, passage: Passage, extent: int) -> None:
        """Change the first ``extent`` columns (see storage.project) of a row of ``run_leads``."""
        self.writes += 1
        before = self._passages.get(entry_no)
        self._passages[entry_no] = (passage, max(extent, before[1]) if before else extent)

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """Run a statement that changes something."""
        self.writes += 1
        self.query(sql, parameters)

    def query(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query, which sees what this transaction wrote."""
        self.flush()
        return self.cursor.execute(sql, bound(parameters)).fetchall()

    def flush(self) -> None:
        """Write the rows gathered so far. Inserts go first, so that an update finds what came with it."""
        inserts, self._inserts = self._inserts, {}
        updates, self._updates = self._updates, {}
        passages, self._passages = self._passages, {}
        for entry_no, (passage, extent) in passages.items():
            updates.setdefault(PASSAGE[extent], {})[(entry_no,)] = (entry_no, *passage[:extent])
        for table, rows in inserts.items():
            self._send(table, rows)
        for what, changes in updates.items():
            self._send(what, list(changes.values()))

    def _send(self, what: str | Update, rows: list[tuple[Any, ...]]) -> None:
        appender = self._appenders.get(what)
        if appender is None:
            appender = self._appenders[what] = self._appender(what)
        appender.append_rows(bound(rows))
        appender.flush()

    def _appender(self, what: str | Update) -> Any:
        if isinstance(what, str):
            return self.cursor.appender(what)
        return self.cursor.appender(what.table, columns=list(what.columns), action="update", key=list(what.columns[: what.keys]))

    def _drop_appenders(self) -> None:
        for appender in self._appenders.values():
            with contextlib.suppress(duckdb.Error):
                appender.clear()
        self._appenders = {}

    def commit(self) -> None:
        """Write all and make it durable."""
        self.flush()
        self.cursor.commit()

    def rollback(self) -> None:
        """Forget all rows since begin.

        Raises:
            duckdb.Error: the connection is unusable.
        """
        self._inserts, self._updates, self._passages = {}, {}, {}
        self._drop_appenders()
        cursor = self.cursor
        with contextlib.suppress(duckdb.TransactionException):  # a commit that failed has ended the transaction by itself
            cursor.rollback()
        cursor.execute("select 1").fetchall()

    def close(self) -> None:
        """Close the cursor."""
        self._drop_appenders()
        if self._cursor is not None:
            with contextlib.suppress(duckdb.Error):
                self._cursor.close()
            self._cursor = None
