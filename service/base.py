"""The door: all that screens, API and scripts may ask of Prospector. Synchronous and thread-safe; only following events is async as well."""

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime
from typing import Any, Literal, Protocol

from domain.access import Caller, Scope, Token
from domain.base import Principal, Value
from domain.commands import Command, CommandRecord
from domain.context import BusinessContext, ContextVersion, Suggestion
from domain.known import KnownList
from domain.lead import LeadFilter, LeadPage
from domain.page import PageRef
from domain.progress import RunView
from domain.run import Limits, Run, Source, SourceRow
from service.doubles import Double, Doubles, MergePreview
from service.score_check import ScoreDoor
from storage.base import StoredLead


class RowProblem(Value):
    """What is to be said of a line of a list: what stands there, what is wrong and what to do.

    ``unusable``: nothing of it was taken; ``duplicate``: its company stands on an earlier line; ``note``: it was taken, and how.
    ``field`` is the column; ``count`` the lines that are meant, where many share one sentence (from ``line`` on).
    """

    line: int
    text: str
    problem: str
    kind: Literal["unusable", "duplicate", "note"] = "unusable"
    field: str = ""
    count: int = 1


class ParsedRows(Value):
    """A pasted list or CSV as understood. ``columns`` is empty for a plain list of addresses.

    Without any usable row ``problems`` says why; a table then still has its ``columns``, so that another one can be picked.
    """

    rows: tuple[SourceRow, ...]
    problems: tuple[RowProblem, ...]
    columns: tuple[str, ...] = ()
    website_column: str = ""
    delimiter: str = ""
    encoding: str = ""
    has_header: bool = False

    def lines(self, kind: str) -> int:
        """Return of how many lines something of this kind is said."""
        return sum(problem.count for problem in self.problems if problem.kind == kind)


class RunOrder(Value):
    """What to start: a saved context, or one given inline (then it is saved under ``context_name``)."""

    source: Source
    context_id: str = ""
    context_version: int | None = None
    context: BusinessContext | None = None
    context_name: str = "API"
    query: str = ""
    limits: Limits = Limits()
    trigger: str = "manual"
    request_hash: str = ""


class PageFailure(Value):
    """A page that could not be read, and why."""

    url: str
    code: str
    message: str


class ContextDraft(Value):
    """What a website suggests about its owner's business: each suggestion with its sentence, and the context that all of them give.

    ``pages`` were read and are kept, so that evidence can be opened; a page that could not be read is named in ``failures``.
    """

    website: str
    context: BusinessContext
    suggestions: tuple[Suggestion, ...]
    pages: tuple[PageRef, ...]
    failures: tuple[PageFailure, ...] = ()


class SourceChoice(Value):
    """A source that can be chosen now, or why not. ``notice`` says how it is used, and what would make it work better."""

    kind: str
    available: bool
    why_not: str = ""
    notice: str = ""
    sites: int | None = None


class Health(Value):
    """Whether the installation works."""

    ok: bool
    version: str
    data_dir_writable: bool
    active_runs: int
    started_at: datetime
    problems: tuple[str, ...] = ()


class Prospector(ScoreDoor, Protocol):
    """One installation, as seen by its users."""

    # contexts
    def save_context(self, who: Principal, name: str, context: BusinessContext, context_id: str = "") -> ContextVersion:
        """Save a new version (or a new context)."""

    def contexts(self, who: Principal) -> list[ContextVersion]:
        """Return the newest version of each of the user's contexts."""

    def context(self, who: Principal, context_id: str, version: int | None = None) -> ContextVersion:
        """Return one version. Raises NotFound."""

    def delete_context(self, who: Principal, context_id: str) -> None:
        """Take a context off the lists. Raises NotFound."""

    def sample_context(self) -> tuple[str, BusinessContext]:
        """Return the sample context and its name."""

    def draft_context(self, who: Principal, url: str, fetch: str = "web") -> ContextDraft:
        """Read the analyst's own website (some seconds) and say what it suggests. Raises InvalidInput, TryAgain, Refused, QuotaReached."""

    def plan(self, context: BusinessContext, query: str = "") -> tuple[str, ...]:
        """Return the search queries that this context and focus query give, best first."""

    # sources
    def sources(self) -> tuple[SourceChoice, ...]:
        """Return the sources and whether each can be used now."""

    def parse_rows(self, data: str | bytes, website_column: str = "") -> ParsedRows:
        """Read a pasted list or an uploaded CSV. Raises InvalidInput when nothing of it can be used."""

    # runs
    def start(self, who: Principal, order: RunOrder, job_id: str = "") -> Run:
        """Start a run. Raises InvalidInput, NotFound, QuotaReached, RunAlreadyActive."""

    def cancel(self, who: Principal, job_id: str) -> Run:
        """Stop a run; what is there stays. Raises NotFound."""

    def resume(self, who: Principal, job_id: str) -> Run:
        """Go on with a stopped run; one that needs none is returned as it is. Raises NotFound, RunAlreadyActive, QuotaReached."""

    def retry_failed(self, who: Principal, job_id: str) -> Run:
        """Work again on the FAILED leads of a run, and only on those (and on what was still open). Raises NotFound, RunAlreadyActive, QuotaReached."""

    def run(self, who: Principal, job_id: str) -> Run:
        """Return a run. Raises NotFound."""

    def runs(self, who: Principal, limit: int = 50, offset: int = 0) -> list[Run]:
        """Return the user's runs, newest first."""

    def active_run(self, who: Principal) -> Run | None:
        """Return the user's running run, if any."""

    def view(self, who: Principal, job_id: str) -> RunView:
        """Return the fold of the run's events, now. Raises NotFound."""

    def events_after(self, who: Principal, job_id: str, after: int = 0, limit: int = 1_000) -> list[dict[str, Any]]:
        """Return wire events with seq > after. Raises NotFound."""

    def follow(self, who: Principal, job_id: str, after: int = 0) -> AsyncIterator[dict[str, Any]]:
        """Yield wire events from ``after`` on, live, until the run is no longer running and all was given. Raises NotFound."""

    def follow_view(self, who: Principal, job_id: str) -> AsyncIterator[dict[str, Any]]:
        """Yield the RunView whole, then deltas (changed leads only), at most 4 a second, until the run has ended. Raises NotFound."""

    # leads
    def leads(self, who: Principal, where: LeadFilter) -> LeadPage:
        """Return one page of leads."""

    def facets(self, who: Principal, where: LeadFilter) -> dict[str, dict[str, int]]:
        """Return counts by stage, state, sector, country, tier, label."""

    def lead(self, who: Principal, lead_id: str, job_id: str = "") -> StoredLead:
        """Return all of a lead. Raises NotFound."""

    def command(self, who: Principal, lead_id: str, command: Command) -> CommandRecord:
        """Do something to a lead. Raises NotFound."""

    def undo(self, who: Principal, lead_id: str) -> CommandRecord | None:
        """Take the newest command back. Raises NotFound."""

    def page_source(self, who: Principal, page_sha256: str) -> str:
        """Return the stored source of a page. Raises NotFound."""

    def export_csv(self, who: Principal, where: LeadFilter, *, unverified: bool = False, columns: Sequence[str] = ()) -> Iterator[str]:
        """Yield the lines of a CSV (UTF-8, all cells quoted, formulas defused); unverified values only when asked for.

        Without ``states`` or ``stages`` in the filter it holds completed leads only.
        """

    # who is who
    def duplicates(self, who: Principal, page: int = 1, page_size: int = 50) -> Doubles:
        """Return the pairs of leads that are or may be one company, surest first."""

    def duplicates_of(self, who: Principal, lead_id: str) -> tuple[Double, ...]:
        """Return the leads that one is or may be the same company as. Raises NotFound."""

    def preview_merge(self, who: Principal, lead_id: str, into: str) -> MergePreview:
        """Return what merging a lead into another one would give; nothing is changed. Raises NotFound, InvalidInput."""

    def merge(self, who: Principal, lead_id: str, into: str) -> CommandRecord:
        """Merge a lead into another one: it leaves board, counts and exports, and is found on the page of that one. Raises NotFound, InvalidInput."""

    def unmerge(self, who: Principal, lead_id: str) -> CommandRecord:
        """Make a merged lead one of its own again, as it was. Raises NotFound; InvalidInput for one that is merged into none."""

    def set_known(self, who: Principal, data: str | bytes, file_name: str = "") -> KnownList:
        """Keep a CRM export as the list of companies that are known already, instead of the one before. Raises InvalidInput."""

    def known(self, who: Principal) -> KnownList | None:
        """Return the list of known companies as understood, or None."""

    def forget_known(self, who: Principal) -> None:
        """Remove the list of known companies. Raises NotFound when there is none."""

    # access
    def caller(self, secret: str) -> Caller:
        """Return who a bearer token stands for; with no token set up at all, an empty secret stands for this machine. Raises NotAllowed."""

    def tokens_on(self) -> bool:
        """Say whether any token is set up: then the API asks for one, and may be served to other machines."""

    def tokens(self, who: Principal) -> list[Token]:
        """Return the tenant's tokens, revoked ones too, newest first."""

    def make_token(self, who: Principal, name: str, scopes: Sequence[Scope]) -> tuple[Token, str]:
        """Make a token for ``who``; the second value is the secret, shown this once. Raises InvalidInput."""

    def revoke_token(self, who: Principal, token_id: str) -> Token:
        """Revoke a token of the tenant, at once. Raises NotFound."""

    def ticket(self, who: Principal, job_id: str) -> str:
        """Return a signed ticket for the stream of one run, good for ten minutes."""

    def ticket_holder(self, ticket: str, job_id: str) -> Principal:
        """Return for whom a ticket was made. Raises NotAllowed when it is forged, too old, or for another run."""

    # care
    def health(self) -> Health:
        """Say how the installation is."""

    def close(self) -> None:
        """Stop working and close the store; running runs become resumable. Calling it again does nothing."""
