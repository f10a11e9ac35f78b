"""What a store promises. DuckDB is the default; the contract suite in tests/contract runs the same body over every store.

The guarantees: no lead lost, no result recorded twice, event numbers gapless, everything apart by tenant.
Every call is thread-safe. Writes on a lead's way return a Future that is done when they are durable.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import Literal, NamedTuple, Protocol

from domain.base import Principal, Value
from domain.commands import Command, CommandRecord, Desk
from domain.context import BusinessContext, ContextVersion
from domain.events import Event, Record
from domain.evidence import Facts
from domain.known import KnownCompany, KnownLead, KnownList
from domain.lead import Lead, LeadFilter, LeadOutcome, LeadPage, LeadRow
from domain.lead_state import LeadState
from domain.package import ComprehensiveProspectPackage
from domain.page import PageArchive
from domain.run import Quota, Run, RunSpec, RunStatus
from domain.same_company import CompanyRecord
from domain.scorecard import Rescore, Scorecard

Commit = Literal["ok", "fenced", "cancelled"]


class Claim(Value):
    """The right to work on a lead in a run, until a later claim takes a higher epoch. ``lead_id`` is empty for steps of the run itself.

    ``done`` holds the steps already recorded: step name to (input_hash, output JSON).
    """

    tenant: str
    job_id: str
    lead_id: str
    epoch: int
    worker: str
    done: dict[str, tuple[str, str]] = {}


class StepResult(Value):
    """What a finished step leaves: its name, the hash of its input, its output as JSON, and the state that the lead is in then."""

    step: str
    input_hash: str
    output: str
    state: LeadState | None = None


class MergedLead(Value):
    """A lead that is part of another one: what its own website says, and who merged it when."""

    row: LeadRow
    lead: Lead
    facts: Facts | None
    at: datetime
    user: str


class StoredLead(Value):
    """All that is kept of a lead, of its newest passage (or of the run that was asked for). ``rescore``: how its row was scored last, if again.

    Where leads were merged into it, ``facts`` holds theirs behind its own and ``desk`` what was theirs besides; ``history`` is its own.
    """

    row: LeadRow
    lead: Lead
    facts: Facts | None
    package: ComprehensiveProspectPackage | None
    desk: Desk
    history: tuple[CommandRecord, ...]
    merged: tuple[MergedLead, ...] = ()
    rescore: Rescore | None = None


class Stamp(NamedTuple):
    """A finished lead, the lead that stands for it, and the numbers that change when it is read again."""

    lead_id: str
    root: str
    entry_no: int
    finish_no: int | None


class Store(Protocol):
    """Contexts, runs, leads, steps, events, commands, pages and limits of one installation."""

    # contexts
    def save_context(self, who: Principal, name: str, context: BusinessContext, context_id: str = "") -> ContextVersion:
        """Add a version (the first one without ``context_id``). Saving what is already the newest version returns it."""

    def contexts(self, who: Principal) -> list[ContextVersion]:
        """Return the newest version of each context of this user, by name."""

    def context(self, who: Principal, context_id: str, version: int | None = None) -> ContextVersion:
        """Return one version (default: the newest). Raises NotFound."""

    def delete_context(self, who: Principal, context_id: str) -> None:
        """Hide a context from lists; the versions that runs used stay readable. Raises NotFound."""

    # runs
    def create_run(self, who: Principal, spec: RunSpec, quota: Quota, job_id: str) -> Run:
        """Create a run, RUNNING, attempt 1. Raises RunAlreadyActive, QuotaReached (atomic with the check)."""

    def begin_attempt(self, who: Principal, job_id: str, quota: Quota, *, retry_failed: bool = False) -> Run:
        """Set a run RUNNING again, attempt + 1; with ``retry_failed`` its FAILED leads are open again. Raises NotFound, RunAlreadyActive, QuotaReached."""

    def run(self, who: Principal, job_id: str) -> Run:
        """Return a run. Raises NotFound."""

    def spec(self, who: Principal, job_id: str) -> RunSpec:
        """Return what the run was asked to do, rows included. Raises NotFound."""

    def runs(self, who: Principal, limit: int = 50, offset: int = 0) -> list[Run]:
        """Return the user's runs, newest first."""

    def active_run(self, who: Principal) -> Run | None:
        """Return the user's RUNNING run, if there is one."""

    def interrupt_all(self) -> list[str]:
        """Mark every RUNNING run INTERRUPTED (called once, when the one owner process starts); return their ids."""

    def cancel(self, who: Principal, job_id: str) -> Run:
        """Mark a RUNNING run CANCELLED: from now on its commits answer ``cancelled``. No error when it is not running. Raises NotFound."""

    def end_run(self, job_id: str, status: RunStatus, message: str, events: Sequence[Event]) -> Future[None]:
        """Append the last events and set the run's status in one transaction. A run already CANCELLED stays so."""

    # the way of a lead
    def add_leads(self, job_id: str, leads: Sequence[Lead]) -> list[str]:
        """Take candidates into a run; return the ids that were not in it yet. Harvesting again adds nothing twice."""

    def claim(self, job_id: str, lead_id: str, worker: str) -> Claim | None:
        """Take the lead (epoch + 1), or None when it is terminal in this run or the run is not RUNNING. Empty ``lead_id``: the run's own steps."""

    def outcomes(self, job_id: str) -> dict[str, LeadOutcome]:
        """Return how the terminal leads of a run ended, by lead id."""

    def commit_step(self, claim: Claim, result: StepResult, events: Sequence[Event], outcome: LeadOutcome | None = None) -> Future[Commit]:
        """Record a step's output, the lead's state and the events in ONE transaction. With ``outcome`` the lead is terminal.

        ``fenced``: a later claim exists, nothing was written. ``cancelled``: the run is no longer RUNNING, nothing was written.
        The same step and input committed again under the same claim writes nothing and answers ok.
        """

    def append(self, job_id: str, events: Sequence[Event]) -> Future[Commit]:
        """Append events that belong to no step. ``cancelled`` when the run is not RUNNING."""

    def open_leads(self, job_id: str) -> list[str]:
        """Return the ids of the leads of a run that are not terminal."""

    # reading events
    def events(self, who: Principal, job_id: str, after: int = 0, limit: int = 1_000) -> list[Record]:
        """Return events with seq > after, in order, documents joined in. Raises NotFound."""

    def subscribe(self, job_id: str, wake: Callable[[], None]) -> Callable[[], None]:
        """Call ``wake`` (from another thread) after each commit to this run; return what ends that."""

    # leads
    def leads(self, who: Principal, where: LeadFilter) -> LeadPage:
        """Return one page of leads, ties broken by lead_id."""

    def facets(self, who: Principal, where: LeadFilter) -> dict[str, dict[str, int]]:
        """Return counts by stage, state, sector, country, tier and label over the filter's leads."""

    def lead(self, who: Principal, lead_id: str, job_id: str = "") -> StoredLead:
        """Return a lead with its newest passage, or the one in ``job_id``. Raises NotFound."""

    def lead_rows(self, who: Principal, leads: Sequence[str]) -> list[LeadRow]:
        """Return the rows of these leads, as far as they are on the board."""

    def each_lead(self, who: Principal, where: LeadFilter) -> Iterator[StoredLead]:
        """Yield all leads of the filter (no paging), for exports."""

    def command(self, who: Principal, lead_id: str, command: Command, at: datetime) -> CommandRecord:
        """Append a command with its inverse. Raises NotFound; InvalidInput for a merged lead, or a merge that leads nowhere."""

    def undo(self, who: Principal, lead_id: str, at: datetime) -> CommandRecord | None:
        """Take back the newest command that was not taken back yet; None when there is none. Raises NotFound."""

    # scores
    def scorecards(self, who: Principal, context_id: str) -> list[Scorecard]:
        """Return the newest completed passage of each lead under any version of a context, by lead_id."""

    def labelled(self, who: Principal) -> list[str]:
        """Return the ids of the leads that the analyst called good or bad."""

    def scores_stamp(self, who: Principal) -> tuple[int, int, int]:
        """Return numbers that are others whenever a scorecard or a label may have changed."""

    def rescore(self, who: Principal, rescores: Sequence[Rescore]) -> int:
        """Record that completed passages of this tenant were scored again, and show it on the board; return how many."""

    # who is who
    def stamps(self, who: Principal) -> list[Stamp]:
        """Return the finished leads of a tenant with the numbers that change when one is read again."""

    def identities(self, who: Principal, leads: Sequence[str]) -> list[CompanyRecord]:
        """Return the records of these leads, as far as they are there."""

    def set_known(self, who: Principal, told: KnownList, companies: Sequence[KnownCompany], at: datetime) -> KnownList:
        """Replace the tenant's list of companies that it knows already."""

    def known_list(self, who: Principal) -> KnownList | None:
        """Return the tenant's list, or None."""

    def known_companies(self, who: Principal) -> list[KnownCompany]:
        """Return the companies of the tenant's list, by line."""

    def forget_known(self, who: Principal) -> bool:
        """Remove the tenant's list and all it says; return whether there was one."""

    def stale_leads(self, who: Principal) -> list[tuple[str, int, int | None, int]]:
        """Return (lead, entry, finish, list) of the leads that the newest list was not compared with as they are now; none without a list."""

    def set_known_leads(self, who: Principal, list_no: int, found: Sequence[KnownLead]) -> None:
        """Keep what a list says of leads; nothing when it was replaced meanwhile."""

    # pages and pacing
    def archive(self, tenant: str) -> PageArchive:
        """Return the page archive of a tenant."""

    def purge_pages(self, tenant: str, older_than: datetime) -> int:
        """Remove stored pages kept before ``older_than`` that no lead's evidence names, of a tenant (empty: of all); return how many."""

    def reserve(self, api: str, n: int = 1) -> float:
        """Book ``n`` calls of an API or host; return the seconds to wait first (GCRA with the rates given at opening)."""

    # care
    def rebuild(self) -> Mapping[str, int]:
        """Make all projections anew from the logs; return the rows written, by table."""

    def close(self) -> None:
        """Write what is queued and close. Calling it again does nothing."""
