"""The door of the embedded installation: one process, one DuckDB file, one runner thread."""

import asyncio
import json
import logging
import os
import secrets
import threading
import uuid
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from domain.access import Caller, Scope, Token
from domain.base import Principal
from domain.commands import Command, CommandRecord
from domain.context import BusinessContext, ContextVersion
from domain.errors import InvalidInput, NotFound
from domain.lead import LeadFilter, LeadPage
from domain.lead_state import LeadState
from domain.progress import RunView
from domain.run import RESUMABLE, Quota, Run, RunSpec, RunStatus
from pipeline.agents.base import AGENTS, step_named
from pipeline.extract.pool import ExtractPool
from pipeline.interests import interests
from pipeline.parts import Parts, Request
from pipeline.queries import draft_queries
from service.access import Access
from service.base import ContextDraft, Health, ParsedRows, RunOrder, SourceChoice
from service.company_door import CompanyDoor
from service.draft import Drafter
from service.export import csv_lines
from service.meter import ScoreChecks, Stock, shown
from service.parts import PartsMaker, utc_now
from service.rows import parse_rows
from service.runners.thread import ThreadRunner
from service.same_company import Companies
from service.views import Views
from settings import ROOT, Settings, load
from storage.base import Store, StoredLead
from storage.duckdb import open_store

VERSION = "0.1.0"
logger = logging.getLogger(__name__)
SAMPLE = ROOT / "samples" / "context.json"


def open_local(settings: Settings | None = None, made: Mapping[tuple[str, str], Any] | None = None) -> "LocalProspector":
    """Open the installation in the data folder of the settings.

    Args:
        settings: those of the environment when none are given.
        made: providers by (kind, name) to use instead of building them (tests).

    Raises:
        StorageProblem: the folder cannot be used, or another process has it open.
    """
    options = settings or load()
    store = open_store(options.data_path, clock=utc_now, archive_quota_bytes=options.archive_quota_mb * 1_000_000)
    return LocalProspector(options, store, PartsMaker(options, made=made))


class LocalProspector(CompanyDoor, ScoreChecks):
    """Keeps the promises of ``service.base.Prospector`` within one process."""

    def __init__(self, settings: Settings, store: Store, parts: PartsMaker) -> None:
        self._settings = settings
        self._store = store
        self._stock = Stock(store)
        self._started_at = utc_now()
        self._closed = False
        self._steering = threading.Lock()  # start, stop and resume of runs, one after the other
        self._naming = threading.Lock()  # one context per name, however many runs bring it at once
        self._parts = parts
        self._quota = Quota(leads_per_day=settings.leads_per_day, sites_per_day=settings.sites_per_day, active_runs=settings.active_runs)
        self._views = Views(store, utc_now)
        self._companies = Companies(store, utc_now)
        self._access = Access(settings.data_path, utc_now, secrets.token_bytes)
        store.interrupt_all()  # whatever was running when the process before ended is offered for resume
        self._reader = ExtractPool(settings.extract_workers)
        self._runner = ThreadRunner(store)
        self._drafter = Drafter(parts, self._reader, store.archive, self._runner.call)
        self._runner.call(self._warm_up())

    async def _warm_up(self) -> None:
        """Load what the first run would wait for: the child processes, the lexicons, the agents."""
        try:
            await asyncio.gather(self._reader.start(), asyncio.to_thread(self._rehearse))
            await asyncio.to_thread(self._store.purge_pages, "", utc_now() - timedelta(days=self._settings.page_retention_days))
        except Exception as error:
            if not self._closed:
                logger.warning("warming up failed (%s); the first run will say what is wrong", type(error).__name__)

    def _rehearse(self) -> None:
        _, context = self.sample_context()
        draft_queries(context)
        interests(context)
        for name in AGENTS:
            step_named(name)

    # contexts

    def save_context(self, who: Principal, name: str, context: BusinessContext, context_id: str = "") -> ContextVersion:
        """Save a new version, or a new context."""
        clean = name.strip()[:120]
        if not clean:
            raise InvalidInput("Give the context a name.", code="empty", where="name")
        return self._store.save_context(who, clean, context, context_id)

    def contexts(self, who: Principal) -> list[ContextVersion]:
        """Return the newest version of each context."""
        return self._store.contexts(who)

    def context(self, who: Principal, context_id: str, version: int | None = None) -> ContextVersion:
        """Return one version."""
        return self._store.context(who, context_id, version)

    def delete_context(self, who: Principal, context_id: str) -> None:
        """Take a context off the lists."""
        self._store.delete_context(who, context_id)

    def sample_context(self) -> tuple[str, BusinessContext]:
        """Return the sample context and its name."""
        data = json.loads(SAMPLE.read_text("utf-8"))
        return data.pop("name"), BusinessContext.model_validate(data)

    def draft_context(self, who: Principal, url: str, fetch: str = "web") -> ContextDraft:
        """Read the analyst's own website and say what it suggests."""
        return self._drafter.draft(who, url, fetch)

    def plan(self, context: BusinessContext, query: str = "") -> tuple[str, ...]:
        """Return the queries that a run would search with."""
        return tuple(q.text for q in draft_queries(context, query))

    # sources

    def sources(self) -> tuple[SourceChoice, ...]:
        """Return the sources and whether each can be used now."""
        return self._parts.choices()

    def parse_rows(self, data: str | bytes, website_column: str = "") -> ParsedRows:
        """Read a pasted list or an uploaded CSV."""
        return parse_rows(data, website_column)

    # runs

    def start(self, who: Principal, order: RunOrder, job_id: str = "") -> Run:
        """Start a run; the same order under the same ``job_id`` gives the run that it started before."""
        if known := self._same(who, order, job_id):
            return known
        self._parts.check(order.source)
        version = self._version(who, order)
        spec = RunSpec(
            context_id=version.context_id,
            context_version=version.version,
            source=order.source,
            query=order.query.strip(),
            limits=order.limits,
            trigger=cast(Literal["manual", "api", "schedule"], order.trigger),
            request_hash=order.request_hash,
        )
        parts = self._parts.make(spec, self._store.archive(who.tenant), self._reader)  # what cannot be made is said before a run exists
        with self._steering:
            if known := self._same(who, order, job_id):  # the same request came twice at once
                return known
            run = self._store.create_run(who, spec, self._quota, job_id or uuid.uuid4().hex)
            self._drive(who, run, spec, parts)
        return run

    def _same(self, who: Principal, order: RunOrder, job_id: str) -> Run | None:
        """Return the run that this very order started before, if it carries a hash. Raises InvalidInput when another order did."""
        if not job_id or not order.request_hash:
            return None
        try:
            spec = self._store.spec(who, job_id)
        except NotFound:
            return None  # the usual case: a new run
        if spec.request_hash != order.request_hash:
            raise InvalidInput("This Idempotency-Key was used for another request. Use a new key for a new request.", code="idempotency_mismatch")
        return self._store.run(who, job_id)

    def _version(self, who: Principal, order: RunOrder) -> ContextVersion:
        if order.context is None:
            if not order.context_id:
                raise InvalidInput("Choose a business context first.", code="empty", where="context")
            return self._store.context(who, order.context_id, order.context_version)
        if order.context.is_empty and order.source.kind == "saved":
            raise InvalidInput("The business context says nothing about whom to look for. Fill in the ideal customer.", code="empty", where="business_context")
        with self._naming:
            same_name = next((c for c in self._store.contexts(who) if c.name == order.context_name), None)
            return self._store.save_context(who, order.context_name, order.context, same_name.context_id if same_name else "")

    def _drive(self, who: Principal, run: Run, spec: RunSpec, parts: Parts) -> None:
        context = self._store.context(who, spec.context_id, spec.context_version)
        request = Request(
            job_id=run.job_id,
            who=who,
            context_id=spec.context_id,
            context_version=spec.context_version,
            context=context.context,
            query=spec.query,
            limits=spec.limits,
            attempt=run.attempt,
            began=run.created_at,
        )
        self._runner.start(request, parts)

    def cancel(self, who: Principal, job_id: str) -> Run:
        """Stop a run; what is there stays."""
        with self._steering:
            run = self._store.cancel(who, job_id)
            self._runner.cancel(job_id)
            return self._store.run(who, job_id) if run.status is RunStatus.CANCELLED else run

    def resume(self, who: Principal, job_id: str) -> Run:
        """Go on with a stopped run."""
        with self._steering:
            run = self._store.run(who, job_id)
            return self._again(who, job_id, retry_failed=False) if run.status in RESUMABLE else run

    def retry_failed(self, who: Principal, job_id: str) -> Run:
        """Work again on what failed."""
        with self._steering:
            run = self._store.run(who, job_id)
            if run.status is RunStatus.RUNNING or not run.failed:
                return run
            return self._again(who, job_id, retry_failed=True)

    def _again(self, who: Principal, job_id: str, *, retry_failed: bool) -> Run:
        spec = self._store.spec(who, job_id)
        self._parts.check(spec.source)
        parts = self._parts.make(spec, self._store.archive(who.tenant), self._reader)
        self._runner.cancel(job_id)  # an attempt that is still letting go must not end the next one
        run = self._store.begin_attempt(who, job_id, self._quota, retry_failed=retry_failed)
        self._drive(who, run, spec, parts)
        return run

    def run(self, who: Principal, job_id: str) -> Run:
        """Return a run."""
        return self._store.run(who, job_id)

    def runs(self, who: Principal, limit: int = 50, offset: int = 0) -> list[Run]:
        """Return the user's runs, newest first."""
        return self._store.runs(who, limit, offset)

    def active_run(self, who: Principal) -> Run | None:
        """Return the user's running run, if any."""
        return self._store.active_run(who)

    def view(self, who: Principal, job_id: str) -> RunView:
        """Return the picture of a run now."""
        return self._views.view(who, job_id)

    def events_after(self, who: Principal, job_id: str, after: int = 0, limit: int = 1_000) -> list[dict[str, Any]]:
        """Return wire events with seq > after."""
        return [record.wire() for record in self._store.events(who, job_id, after, limit)]

    def follow(self, who: Principal, job_id: str, after: int = 0) -> AsyncIterator[dict[str, Any]]:
        """Yield wire events, live, until the run is over."""
        return self._views.follow(who, job_id, after)

    def follow_view(self, who: Principal, job_id: str) -> AsyncIterator[dict[str, Any]]:
        """Yield the view whole, then deltas, until the run is over."""
        return self._views.follow_view(who, job_id)

    # leads

    def leads(self, who: Principal, where: LeadFilter) -> LeadPage:
        """Return one page of leads."""
        self._companies.compare(who)
        return self._store.leads(who, where)

    def facets(self, who: Principal, where: LeadFilter) -> dict[str, dict[str, int]]:
        """Return counts by stage, state, sector, country, tier, known."""
        self._companies.compare(who)
        return self._store.facets(who, where)

    def lead(self, who: Principal, lead_id: str, job_id: str = "") -> StoredLead:
        """Return all of a lead."""
        self._companies.compare(who)
        return shown(self._store.lead(who, lead_id, job_id))

    def command(self, who: Principal, lead_id: str, command: Command) -> CommandRecord:
        """Do something to a lead."""
        return self._store.command(who, lead_id, command, utc_now())

    def undo(self, who: Principal, lead_id: str) -> CommandRecord | None:
        """Take the newest command back."""
        return self._store.undo(who, lead_id, utc_now())

    def page_source(self, who: Principal, page_sha256: str) -> str:
        """Return the stored source of a page."""
        source = self._store.archive(who.tenant).get(page_sha256)
        if source is None:
            raise NotFound("This page is no longer stored.", code="page_gone")
        return source

    def export_csv(self, who: Principal, where: LeadFilter, *, unverified: bool = False, columns: Sequence[str] = ()) -> Iterator[str]:
        """Yield the lines of a CSV; completed leads only, unless the filter names states or stages."""
        self._companies.compare(who)
        chosen = where if where.states or where.stages else where.model_copy(update={"states": (LeadState.COMPLETED,)})
        return csv_lines(self._store.each_lead(who, chosen), unverified=unverified, columns=columns)

    # access

    def caller(self, secret: str) -> Caller:
        """Return who a bearer token stands for."""
        return self._access.caller(secret)

    def tokens_on(self) -> bool:
        """Say whether any token is set up."""
        return self._access.on()

    def tokens(self, who: Principal) -> list[Token]:
        """Return the tenant's tokens, newest first."""
        return self._access.tokens(who.tenant)

    def make_token(self, who: Principal, name: str, scopes: Sequence[Scope]) -> tuple[Token, str]:
        """Make a token; the second value is its secret."""
        return self._access.make(who, name, scopes)

    def revoke_token(self, who: Principal, token_id: str) -> Token:
        """Revoke a token of the tenant."""
        return self._access.revoke(token_id, who.tenant)

    def ticket(self, who: Principal, job_id: str) -> str:
        """Return a ticket for the stream of one run."""
        return self._access.ticket(who, job_id)

    def ticket_holder(self, ticket: str, job_id: str) -> Principal:
        """Return for whom a ticket was made."""
        return self._access.ticket_holder(ticket, job_id)

    # care

    def health(self) -> Health:
        """Say how the installation is."""
        writable = os.access(self._settings.data_path, os.W_OK)
        problems = tuple(filter(None, ("" if writable else "The data folder cannot be written to.", self._access.trouble())))
        return Health(
            ok=not problems and not self._closed,
            version=VERSION,
            data_dir_writable=writable,
            active_runs=len(self._runner.active()),
            started_at=self._started_at,
            problems=problems,
        )

    def close(self) -> None:
        """Stop working and close the store."""
        if not self._closed:
            self._closed = True
            self._drafter.close()
            self._runner.close(self._let_go())
            self._store.close()

    async def _let_go(self) -> None:
        await self._parts.close()
        await self._reader.close()

    @property
    def started_at(self) -> datetime:
        """When this process opened the installation."""
        return self._started_at
