"""The analyst's commands on leads: a log with inverses, and its fold, the desk."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from domain.base import Principal
from domain.commands import COMMAND, Command, CommandRecord, MergeInto, Unmerge, inverse_of
from domain.errors import InvalidInput, NotFound
from domain.merging import Merges
from storage.board import SQL
from storage.known import SQL as KNOWN
from storage.merged import desk_columns, labels_of, newest_open
from storage.part import Part
from storage.text import aware, json_text, naive
from storage.transaction import DESK, Transaction


class Desks(Part):
    """What analysts do to the leads of their tenant."""

    def command(self, who: Principal, lead_id: str, command: Command, at: datetime) -> CommandRecord:
        """Append a command with its inverse. Raises NotFound; InvalidInput for a merged lead, or a merge that leads nowhere."""
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


def _histories(transaction: Transaction, who: Principal, leads: Sequence[str]) -> dict[str, list[CommandRecord]]:
    """Return the commands of these leads and of all that a merge has tied to them."""
    group = [row[0] for row in transaction.query(SQL["group"], {"tenant": who.tenant, "leads": list(leads)})]
    histories: dict[str, list[CommandRecord]] = {lead_id: [] for lead_id in group}
    for lead_id, *columns in transaction.query(SQL["commands"], {"tenant": who.tenant, "leads": group}):
        histories[lead_id].append(record_of(columns))
    return histories


def _append(transaction: Transaction, who: Principal, lead_id: str, command: Command, at: datetime) -> CommandRecord:
    return _write(transaction, who, lead_id, command, at)


def _undo(transaction: Transaction, who: Principal, lead_id: str, at: datetime) -> CommandRecord | None:
    _place(transaction, who, lead_id)
    last = newest_open(_histories(transaction, who, [lead_id])[lead_id])
    return _write(transaction, who, lead_id, last.inverse, at, last.seq) if last else None


def _write(transaction: Transaction, who: Principal, lead_id: str, command: Command, at: datetime, undoes: int | None = None) -> CommandRecord:
    _check(transaction, who, lead_id, command)
    histories = _histories(transaction, who, [lead_id, *([command.lead_id] if isinstance(command, MergeInto) else [])])
    history = histories[lead_id]
    inverse = inverse_of(Merges(histories).desk(lead_id), command)
    record = CommandRecord(seq=len(history) + 1, at=at, user=who.user, command=command, inverse=inverse, undoes=undoes)
    row = partial(transaction.insert, "commands", who.tenant, lead_id)
    row(record.seq, naive(at), who.user, json_text(command), json_text(inverse), undoes)
    histories |= {lead_id: [*history, record]}
    for one, columns in desk_columns(histories).items():
        transaction.update(DESK, who.tenant, one, *columns)
    transaction.execute("delete from labels where tenant = ? and lead_id in (select unnest(?))", [who.tenant, list(histories)])
    for label in labels_of(histories):
        transaction.insert("labels", who.tenant, *label)
    if isinstance(command, MergeInto | Unmerge):  # of the whole the analyst's list may say something else than of the parts
        transaction.execute(KNOWN["drop_leads"], [who.tenant, list(histories)])
    return record


def _place(transaction: Transaction, who: Principal, lead_id: str) -> str:
    """Return the lead that stands for this one; empty when it stands for itself. Raises NotFound."""
    rows = transaction.query(SQL["place"], [who.tenant, lead_id])
    if not rows:
        raise NotFound(f"There is no lead {lead_id}.")
    return str(rows[0][0] or "")


def _check(transaction: Transaction, who: Principal, lead_id: str, command: Command) -> None:
    """Raise InvalidInput for what cannot be done to a merged lead, and for a merge that leads nowhere."""
    into = _place(transaction, who, lead_id)
    if into and not isinstance(command, Unmerge):
        raise InvalidInput("This lead is part of another one. Take it apart first, or work on that one.", code="merged", where="lead_id")
    if not isinstance(command, MergeInto):
        return
    if command.lead_id == lead_id:
        raise InvalidInput("A lead cannot be merged into itself.", code="merge_itself", where="into")
    if _place(transaction, who, command.lead_id):
        raise InvalidInput("The lead to merge into is part of another one itself. Merge into that one.", code="merged", where="into")
