"""The way of a lead through the store: candidates in, claims, steps with their events in one transaction, the end of the run."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from typing import Any, NamedTuple

from pydantic_core import from_json

from domain.errors import NotFound
from domain.events import DOCUMENT_FIELDS, VERSION, Event
from domain.lead import Lead, LeadOutcome
from domain.lead_state import TERMINAL, LeadState
from domain.run import RunStatus
from storage import project
from storage.base import Claim, Commit, StepResult
from storage.memory import OWN, LeadMemory, RunMemory, passage_of, settle, steps_of
from storage.part import Part
from storage.queries import load
from storage.text import json_text
from storage.transaction import SHOWN, Transaction

SQL = load("journal")
CHUNK = 2_000


class Entry(NamedTuple):
    """An event made ready for the log in the caller's thread: as JSON without its document, and what it changes in the lead's passage."""

    kind: str
    lead_id: str | None
    data: str
    document: str | None
    change: Mapping[str, Any] | None


def entry_of(event: Event) -> Entry:
    """Return the entry for an event."""
    field = DOCUMENT_FIELDS.get(event.event_type)
    large = getattr(event, field) if field else None
    document = json_text(large) if large is not None else None
    rest = event.model_copy(update={field: None}) if field and document else event
    change = project.change_of(event, from_json(document) if document else None)
    return Entry(event.event_type, getattr(event, "lead_id", None), json_text(rest), document, change)


class Journal(Part):
    """The calls of the pipeline's runner."""

    def add_leads(self, job_id: str, leads: Sequence[Lead]) -> list[str]:
        """Take candidates into a run; return the ids that were not in it yet. Raises NotFound."""
        new: list[str] = []
        for start in range(0, max(len(leads), 1), CHUNK):  # not to keep the writer from everybody else
            rows = [(lead, json_text(lead)) for lead in leads[start : start + CHUNK]]
            new += self.writer.do(lambda transaction, rows=rows: _add(transaction, job_id, rows))  # type: ignore[misc]
        return new

    def claim(self, job_id: str, lead_id: str, worker: str) -> Claim | None:
        """Take the lead (epoch + 1), or None when it is terminal in this run or the run is not RUNNING. Raises NotFound."""
        taken = self.writer.do(lambda transaction: _claim(transaction, job_id, lead_id, worker))
        if taken is None:
            return None
        claim, run_no, entry_no = taken
        if not run_no:
            return claim
        rows = self.database.query(SQL["done"], [run_no, entry_no])
        return claim.model_copy(update={"done": {step: (input_hash, output) for step, input_hash, output in rows}})

    def commit_step(self, claim: Claim, result: StepResult, events: Sequence[Event], outcome: LeadOutcome | None = None) -> Future[Commit]:
        """Record a step, the lead's state and the events in one transaction (see Store)."""
        if outcome is None and result.state in TERMINAL:
            outcome = LeadOutcome(lead_id=claim.lead_id, state=result.state)
        if outcome is not None and outcome.lead_id != claim.lead_id:
            raise ValueError(f"the outcome is of {outcome.lead_id}, the claim of {claim.lead_id}")
        entries = [entry_of(event) for event in events]
        return self.writer.submit(lambda transaction: _commit_step(transaction, claim, result, entries, outcome))

    def append(self, job_id: str, events: Sequence[Event]) -> Future[Commit]:
        """Append events that belong to no step. ``cancelled`` when the run is not RUNNING."""
        entries = [entry_of(event) for event in events]
        return self.writer.submit(lambda transaction: _append(transaction, job_id, entries))

    def end_run(self, job_id: str, status: RunStatus, message: str, events: Sequence[Event]) -> Future[None]:
        """Append the last events and set the status. A CANCELLED run stays so; an attempt that was closed already is left as it is."""
        entries = [entry_of(event) for event in events]
        return self.writer.submit(lambda transaction: _end_run(transaction, job_id, status, message, entries))

    def outcomes(self, job_id: str) -> dict[str, LeadOutcome]:
        """Return how the terminal leads of a run ended, by lead id."""
        rows = self.database.query(SQL["outcomes"], [job_id])
        return {row[0]: LeadOutcome(lead_id=row[0], state=LeadState(row[1]), code=row[2], message=row[3]) for row in rows}

    def open_leads(self, job_id: str) -> list[str]:
        """Return the ids of the leads of a run that are not terminal, in the order they came in."""
        return [row[0] for row in self.database.query(SQL["open_leads"], [job_id])]


def _add(transaction: Transaction, job_id: str, rows: Sequence[tuple[Lead, str]]) -> list[str]:
    run = transaction.memory.run(transaction, job_id)
    fresh = {lead.lead_id: (lead, doc) for lead, doc in reversed(rows) if lead.lead_id not in run.leads}
    ids = [i for i in dict.fromkeys(lead.lead_id for lead, _ in rows) if i in fresh]
    if not ids:
        return []
    on_board = dict(transaction.query(SQL["on_board"], [run.tenant, ids]))
    now = transaction.now
    for lead_id in ids:
        lead, doc = fresh[lead_id]
        entry_no = transaction.memory.take(transaction, "entry_no")
        key, website = lead.identity_key, lead.website
        passage = project.begun(key, website, now)
        transaction.insert("candidates", entry_no, run.run_no, run.tenant, lead_id, key, website, run.seq, now, doc)
        transaction.insert("run_leads", entry_no, run.run_no, run.tenant, lead_id, *passage)
        if lead_id not in on_board:
            transaction.insert("leads", run.tenant, lead_id, entry_no, None, "", "[]", None, "")
        elif on_board[lead_id] is None:
            transaction.update(SHOWN, run.tenant, lead_id, entry_no, None)
        run.leads[lead_id] = LeadMemory(entry_no, passage.state, steps={}, passage=passage)
    return ids


def _claim(transaction: Transaction, job_id: str, lead_id: str, worker: str) -> tuple[Claim, int, int] | None:
    run = transaction.memory.run(transaction, job_id)
    lead = run.lead(lead_id)
    if not run.running or lead.terminal:
        return None
    steps = steps_of(transaction, run, lead)
    lead.epoch += 1
    transaction.insert("claims", run.run_no, lead.entry_no, lead.epoch, worker, transaction.now)
    claim = Claim(tenant=run.tenant, job_id=job_id, lead_id=lead_id, epoch=lead.epoch, worker=worker)
    return claim, run.run_no if steps else 0, lead.entry_no


def _refusal(run: RunMemory, lead: LeadMemory, claim: Claim) -> Commit | None:
    if not run.running:
        return "cancelled"
    return "fenced" if claim.epoch != lead.epoch else None


def _commit_step(transaction: Transaction, claim: Claim, result: StepResult, entries: Sequence[Entry], outcome: LeadOutcome | None) -> Commit:
    run = transaction.memory.run(transaction, claim.job_id)
    if claim.tenant != run.tenant:
        raise NotFound(f"There is no run {claim.job_id}.")
    lead = run.lead(claim.lead_id)
    if refusal := _refusal(run, lead, claim):
        return refusal
    steps = steps_of(transaction, run, lead)
    key = (result.step, result.input_hash)
    if key in steps and not (steps[key] and not lead.terminal):
        return "ok"
    if lead.terminal:
        return "fenced"  # the claim ended with its outcome
    _write_entries(transaction, run, entries)
    _write_step(transaction, run, lead, claim, result, outcome)
    return "ok"


def _write_step(transaction: Transaction, run: RunMemory, lead: LeadMemory, claim: Claim, result: StepResult, outcome: LeadOutcome | None) -> None:
    now = transaction.now
    state = str(outcome.state if outcome else result.state or "")
    code, message = (outcome.code, outcome.message) if outcome else ("", "")
    finish_no = transaction.memory.take(transaction, "finish_no") if outcome and lead.entry_no != OWN else None
    run.step_no += 1
    step = (run.run_no, run.step_no, lead.entry_no, claim.epoch, result.step, result.input_hash)
    transaction.insert("steps", *step, result.output, state, code, message, finish_no, run.seq, now)
    transaction.touched.add(run.job_id)
    steps_of(transaction, run, lead)[result.step, result.input_hash] = state == LeadState.FAILED
    passage = passage_of(transaction, lead)
    if passage is None:
        return
    lead.passage = project.after_step(passage, state, code, message, finish_no, now)
    lead.state = lead.passage.state
    transaction.passage(lead.entry_no, lead.passage, project.extent(passage, lead.passage))
    if lead.terminal:
        if lead.state in project.SHOWN_FOR_GOOD:
            transaction.update(SHOWN, run.tenant, claim.lead_id, lead.entry_no, finish_no)
        settle(lead)


def _write_entries(transaction: Transaction, run: RunMemory, entries: Sequence[Entry]) -> None:
    now = transaction.now
    for entry in entries:
        run.seq += 1
        transaction.insert("events", run.run_no, run.seq, now, VERSION, entry.kind, entry.lead_id, entry.document is not None, entry.data)
        if entry.document is not None and entry.lead_id:
            _write_document(transaction, run, entry.lead_id, entry.kind, entry.document)
        lead = run.leads.get(entry.lead_id or "")
        if entry.change is None or lead is None or (passage := passage_of(transaction, lead)) is None:
            continue
        new = project.after_event(passage, entry.change, now)
        transaction.passage(lead.entry_no, new, project.extent(passage, new))
        lead.passage = None if lead.terminal else new
    transaction.touched.add(run.job_id)


def _write_document(transaction: Transaction, run: RunMemory, lead_id: str, kind: str, document: str) -> None:
    if (lead_id, kind) in run.documents:
        transaction.execute(SQL["drop_document"], [run.run_no, lead_id, kind])
    transaction.insert("documents", run.run_no, lead_id, kind, document)
    run.documents.add((lead_id, kind))


def _append(transaction: Transaction, job_id: str, entries: Sequence[Entry]) -> Commit:
    run = transaction.memory.run(transaction, job_id)
    if not run.running:
        return "cancelled"
    _write_entries(transaction, run, entries)
    return "ok"


def _end_run(transaction: Transaction, job_id: str, status: RunStatus, message: str, entries: Sequence[Entry]) -> None:
    run = transaction.memory.run(transaction, job_id)
    if run.closed or run.status not in (RunStatus.RUNNING, RunStatus.CANCELLED):
        return
    _write_entries(transaction, run, entries)
    status = RunStatus.CANCELLED if run.status == RunStatus.CANCELLED else status
    transaction.execute(SQL["end_run"], [status, message, transaction.now, run.run_no])
    run.status, run.closed = status, True
