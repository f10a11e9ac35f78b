"""Makes the projections anew from the logs, by the same rules that made them (storage/project.py)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic_core import from_json

from domain.events import EVENT, upcast
from storage import project
from storage.board import SQL as LEADS
from storage.desk import record_of
from storage.merged import NO_DESK, DeskColumns, desk_columns, labels_of
from storage.part import Part
from storage.project import Passage
from storage.queries import load
from storage.scored import SQL as SCORED
from storage.scored import rescore_of
from storage.transaction import Transaction

SQL = load("rebuild")


class Rebuild(Part):
    """The care of the projections."""

    def rebuild(self) -> Mapping[str, int]:
        """Make ``run_leads``, ``leads`` and ``labels`` anew in one transaction; return the rows written, by table."""
        return self.writer.do(_rebuild)


def _rebuild(transaction: Transaction) -> dict[str, int]:
    for table in ("run_leads", "leads", "labels"):
        transaction.execute(f"delete from {table}")
    board: dict[tuple[str, str], tuple[int, int | None]] = {}
    count = 0
    for (run_no,) in transaction.query("select run_no from runs order by run_no"):
        for (entry_no, tenant, lead_id), passage in _passages(transaction, run_no):
            transaction.insert("run_leads", entry_no, run_no, tenant, lead_id, *passage)
            finish_no = passage.finish_no if passage.state in project.SHOWN_FOR_GOOD else None
            board[tenant, lead_id] = max(board.get((tenant, lead_id), (0, None)), (entry_no, finish_no), key=_rank)
            count += 1
    desks = _desks(transaction)
    for (tenant, lead_id), (entry_no, finish_no) in board.items():
        transaction.insert("leads", tenant, lead_id, entry_no, finish_no, *desks.get((tenant, lead_id), NO_DESK))
    labels = transaction.query("select count(*) from labels")[0][0]
    transaction.memory.forget_all()
    return {"run_leads": count, "leads": len(board), "labels": labels}


def _rank(shown: tuple[int, int | None]) -> tuple[int, int]:
    """A finished passage before any other, the one that finished last; else the newest entry."""
    entry_no, finish_no = shown
    return finish_no or 0, entry_no


def _passages(transaction: Transaction, run_no: int) -> list[tuple[tuple[int, str, str], Passage]]:
    passages: dict[int, Passage] = {}
    keys: dict[int, tuple[int, str, str]] = {}
    entries: dict[str, tuple[int, int]] = {}
    for entry_no, tenant, lead_id, key, website, after_seq, added_at in transaction.query(SQL["candidates"], [run_no]):
        passages[entry_no] = project.begun(key, website, added_at)
        keys[entry_no] = (entry_no, tenant, lead_id)
        entries[lead_id] = (entry_no, after_seq)
    _apply_steps(transaction, run_no, passages)
    for seq, written_at, v, lead_id, data, document in transaction.query(SQL["events"], [run_no]):
        entry_no, after_seq = entries.get(lead_id, (0, 0))
        change = _change(v, data, document)
        if entry_no and change is not None and seq > after_seq:
            passages[entry_no] = project.after_event(passages[entry_no], change, written_at)
    for row in transaction.query(SCORED["rescores_of_run"], [run_no]):
        one = rescore_of(*row)
        passages[one.entry_no] = project.after_rescore(passages[one.entry_no], one.tier, one.scores, row[-1])
    return [(keys[entry_no], passage) for entry_no, passage in passages.items()]


def _change(v: int, data: str, document: str | None) -> Mapping[str, Any] | None:
    event = EVENT.validate_python(upcast(from_json(data), v))
    return project.change_of(event, from_json(document) if document else None)


def _apply_steps(transaction: Transaction, run_no: int, passages: dict[int, Passage]) -> None:
    retries = transaction.query(SQL["retries"], [run_no])
    reached: dict[int, str] = {}
    for step_no, entry_no, state, code, message, finish_no, written_at in transaction.query(SQL["steps"], [run_no]):
        while retries and retries[0][0] < step_no:
            _reopen(passages, reached, retries.pop(0)[1])
        passages[entry_no] = project.after_step(passages[entry_no], state, code, message, finish_no, written_at)
        if state and not finish_no:
            reached[entry_no] = state
    for _, at in retries:
        _reopen(passages, reached, at)


def _reopen(passages: dict[int, Passage], reached: Mapping[int, str], at: datetime) -> None:
    for entry_no, passage in passages.items():
        passages[entry_no] = project.reopened(passage, reached.get(entry_no, ""), at)


def _desks(transaction: Transaction) -> dict[tuple[str, str], DeskColumns]:
    desks: dict[tuple[str, str], DeskColumns] = {}
    for (tenant,) in transaction.query("select distinct tenant from commands"):
        leads = [row[0] for row in transaction.query("select distinct lead_id from commands where tenant = ?", [tenant])]
        history: dict[str, list[Any]] = {}
        for lead_id, *columns in transaction.query(LEADS["commands"], {"tenant": tenant, "leads": leads}):
            history.setdefault(lead_id, []).append(record_of(columns))
        desks |= {(tenant, lead_id): columns for lead_id, columns in desk_columns(history).items()}
        for label in labels_of(history):
            transaction.insert("labels", tenant, *label)
    return desks
