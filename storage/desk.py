"""The analyst's commands on leads: a log with inverses, and its fold, the desk."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from domain.base import Principal
from domain.commands import COMMAND, Command, CommandRecord, Desk, SetLabel, apply, inverse_of
from domain.errors import NotFound
from storage.board import SQL
from storage.part import Part
from storage.text import aware, json_text, naive
from storage.transaction import DESK, Transaction


class Desks(Part):
    """What analysts do to the leads of their tenant."""

    def command(self, who: Principal, lead_id: str, command: Command, at: datetime) -> CommandRecord:
        """Append a command with its inverse. Raises NotFound."""
        return self.writer.do(lambda transaction: _append(transaction, who, lead_id, command, at))

    def undo(self, who: Principal, lead_id: str, at: datetime) -> CommandRecord | None:
        """Take back the newest command that was not taken back yet; None when there is none. Raises NotFound."""
        return self.writer.do(lambda transaction: _undo(transaction, who, lead_id, at))


def record_of(columns: Sequence[Any]) -> CommandRecord:
    """Return a line of the log from its columns."""
    seq, written_at, user, command, inverse, undoes = columns
    return CommandRecord(
        seq=seq, at=aware(written_at), user=user, command=COMMAND.validate_json(command), inverse=COMMAND.validate_json(inverse), undoes=undoes
    )


def desk_of(history: Sequence[CommandRecord]) -> Desk:
    """Return the fold of a lead's commands."""
    desk = Desk()
    for record in history:
        desk = apply(desk, record.command, record.at, record.user)
    return desk


def desk_columns(history: Sequence[CommandRecord]) -> tuple[str, str, datetime | None]:
    """Return what the board keeps of a desk: stage (empty: none), tags as JSON, time of the newest command."""
    desk = desk_of(history)
    at = max((naive(record.at) for record in history), default=None)
    return str(desk.stage or ""), json_text(list(desk.tags)), at


def newest_open(history: Sequence[CommandRecord]) -> CommandRecord | None:
    """Return the newest command that is no undo and was not taken back."""
    taken_back = {record.undoes for record in history}
    return next((r for r in reversed(history) if r.undoes is None and r.seq not in taken_back), None)


def _history(transaction: Transaction, who: Principal, lead_id: str) -> list[CommandRecord]:
    if not transaction.query("select 1 from leads where tenant = ? and lead_id = ?", [who.tenant, lead_id]):
        raise NotFound(f"There is no lead {lead_id}.")
    return [record_of(row[1:]) for row in transaction.query(SQL["commands"], {"tenant": who.tenant, "leads": [lead_id]})]


def _append(transaction: Transaction, who: Principal, lead_id: str, command: Command, at: datetime) -> CommandRecord:
    return _write(transaction, who, lead_id, _history(transaction, who, lead_id), command, at, None)


def _undo(transaction: Transaction, who: Principal, lead_id: str, at: datetime) -> CommandRecord | None:
    history = _history(transaction, who, lead_id)
    last = newest_open(history)
    return _write(transaction, who, lead_id, history, last.inverse, at, last.seq) if last else None


def _write(
    transaction: Transaction, who: Principal, lead_id: str, history: Sequence[CommandRecord], command: Command, at: datetime, undoes: int | None
) -> CommandRecord:
    inverse = inverse_of(desk_of(history), command)
    record = CommandRecord(seq=len(history) + 1, at=at, user=who.user, command=command, inverse=inverse, undoes=undoes)
    row = partial(transaction.insert, "commands", who.tenant, lead_id)
    row(record.seq, naive(at), who.user, json_text(command), json_text(inverse), undoes)
    transaction.update(DESK, who.tenant, lead_id, *desk_columns([*history, record]))
    if isinstance(command, SetLabel):
        transaction.execute("delete from labels where tenant = ? and lead_id = ?", [who.tenant, lead_id])
        if command.good is not None:
            transaction.insert("labels", who.tenant, lead_id, command.good, command.reason)
    return record
