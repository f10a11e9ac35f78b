"""What the writer knows of the runs that are going, so that it can decide without asking the tables. It is dropped after any rollback and read again."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from domain.errors import NotFound
from domain.lead_state import TERMINAL, LeadState
from domain.run import RunStatus
from storage.project import Passage
from storage.queries import load
from storage.transaction import Transaction

KEPT_RUNS = 8
SQL = load("memory")
OWN = 0
"""The entry number of a run's own steps."""


class Counters(NamedTuple):
    """The next free numbers of the installation."""

    run_no: int
    entry_no: int
    finish_no: int


@dataclass(slots=True)
class LeadMemory:
    """A lead in a run. ``steps`` holds the (step, input hash) recorded, True where it FAILED; None: not read yet, as ``passage``."""

    entry_no: int
    state: str
    epoch: int = 0
    steps: dict[tuple[str, str], bool] | None = None
    passage: Passage | None = None

    @property
    def terminal(self) -> bool:
        """True when the passage has ended."""
        return self.state in TERMINAL


@dataclass(slots=True)
class RunMemory:
    """A run: its numbers, its status, its leads by id; the empty id stands for the run's own steps."""

    run_no: int
    job_id: str
    tenant: str
    user: str
    status: str
    attempt: int
    closed: bool
    started_at: datetime
    seq: int = 0
    step_no: int = 0
    leads: dict[str, LeadMemory] = field(default_factory=dict)
    documents: set[tuple[str, str]] = field(default_factory=set)

    @property
    def running(self) -> bool:
        """True while the run takes commits."""
        return self.status == RunStatus.RUNNING

    def lead(self, lead_id: str) -> LeadMemory:
        """Return a lead of this run.

        Raises:
            NotFound: it is not in it.
        """
        try:
            return self.leads[lead_id]
        except KeyError:
            raise NotFound(f"There is no lead {lead_id} in run {self.job_id}.") from None


class Memory:
    """Runs by job id, the newest few."""

    def __init__(self) -> None:
        self._runs: dict[str, RunMemory] = {}
        self._counters: Counters | None = None

    def run(self, transaction: Transaction, job_id: str) -> RunMemory:
        """Return a run, read from the tables when it is not known yet.

        Raises:
            NotFound: there is no such run.
        """
        run = self._runs.get(job_id)
        if run is None:
            run = self._runs[job_id] = _read_run(transaction, job_id)
            for idle in list(self._runs)[:-KEPT_RUNS]:
                if not self._runs[idle].running:
                    del self._runs[idle]
        return run

    def forget(self, job_id: str) -> None:
        """Drop a run whose rows were changed by a statement."""
        self._runs.pop(job_id, None)

    def forget_all(self) -> None:
        """Drop everything: the tables say what is true."""
        self._runs, self._counters = {}, None

    def take(self, transaction: Transaction, counter: str) -> int:
        """Return the next number of a counter and count on."""
        if self._counters is None:
            self._counters = Counters(*transaction.query(SQL["counters"])[0])
        number: int = getattr(self._counters, counter)
        self._counters = self._counters._replace(**{counter: number + 1})
        return number


def _read_run(transaction: Transaction, job_id: str) -> RunMemory:
    rows = transaction.query(SQL["run"], [job_id])
    if not rows:
        raise NotFound(f"There is no run {job_id}.")
    run = RunMemory(*rows[0])
    run.seq, run.step_no = transaction.query(SQL["positions"], {"run": run.run_no})[0]
    run.leads[""] = LeadMemory(OWN, LeadState.HARVESTED)
    for lead_id, entry_no, state in transaction.query(SQL["leads"], [run.run_no]):
        run.leads[lead_id] = LeadMemory(entry_no, state)
    by_entry = {lead.entry_no: lead for lead in run.leads.values()}
    for entry_no, epoch in transaction.query(SQL["epochs"], [run.run_no]):
        by_entry[entry_no].epoch = epoch
    for entry_no, *columns in transaction.query(SQL["open_passages"], [run.run_no]):
        by_entry[entry_no].passage = Passage(*columns)
        by_entry[entry_no].steps = {}
    run.leads[""].steps = {}
    for entry_no, step, input_hash, state in transaction.query(SQL["open_steps"], [run.run_no]):
        steps = by_entry[entry_no].steps
        if steps is not None:
            steps[step, input_hash] = state == LeadState.FAILED
    run.documents = {(lead_id, kind) for lead_id, kind in transaction.query(SQL["documents"], [run.run_no])}
    return run


def steps_of(transaction: Transaction, run: RunMemory, lead: LeadMemory) -> dict[tuple[str, str], bool]:
    """Return the steps recorded for a lead, reading those of an ended one when they are needed."""
    if lead.steps is None:
        rows = transaction.query(SQL["steps_of_entry"], [run.run_no, lead.entry_no])
        lead.steps = {(step, input_hash): state == LeadState.FAILED for step, input_hash, state in rows}
    return lead.steps


def passage_of(transaction: Transaction, lead: LeadMemory) -> Passage | None:
    """Return a lead's passage, reading that of an ended one when it is needed; None for the run's own steps."""
    if lead.passage is None and lead.entry_no != OWN:
        lead.passage = Passage(*transaction.query(SQL["passage"], [lead.entry_no])[0])
    return lead.passage


def settle(lead: LeadMemory) -> None:
    """Let go of what only an open lead needs."""
    lead.steps = lead.passage = None
