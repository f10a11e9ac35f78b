"""An in-memory stand-in of the door with fictional data, for tests of screens: it keeps what it is told and starts no work."""

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import timedelta
from typing import Any

from domain import commands
from domain.access import Caller, Scope, Token
from domain.base import Principal
from domain.commands import Command, CommandRecord
from domain.context import BusinessContext, ContextVersion
from domain.errors import InvalidInput, NotAllowed, NotFound, ProspectorError, RunAlreadyActive
from domain.identity import canonical_url
from domain.lead import LeadFilter, LeadPage, LeadRow
from domain.lead_state import LeadState, Stage
from domain.page import sha256_of
from domain.progress import AGENTS, RunView, fold
from domain.run import Run, RunStatus, SourceRow
from service.base import ContextDraft, Health, ParsedRows, RowProblem, RunOrder, SourceChoice
from service.meter import ScoreChecks, Stock
from storage.base import StoredLead
from tests.pages.own_site import OWN_SITE, own_draft
from tests.pages.sample_leads import COMPANIES, NOW, OTHERS, finished_lead, other_lead, source_of
from tests.pages.shelf import Shelf, labelled
from tests.pages.standin_companies import StandinCompanies

DONE = "run_done"
SAMPLE = BusinessContext(
    business_description="We make wireless temperature loggers and the service around them.",
    product_service_description="Sensors for cold rooms and vans, alarms by phone, a log that holds in an audit.",
    value_proposition="No gaps in the log, no night call without a reason.",
    ideal_customer="Food producers, caterers and pharmacies that keep goods chilled and are audited.",
    industry_focus=("Food production", "Catering", "Pharmacy", "Logistics"),
    pain_points=("Manual temperature logs", "Recalls after a broken cold chain", "Alarms nobody sees at night"),
    competitors=("Pemberton Thermologging",),
    target_market="B2B",
    location="Germany, Austria",
    company_size_min=20,
    company_size_max=500,
    exclude_words=("magazine",),
)


class Standin(StandinCompanies, ScoreChecks):
    """Everything of service.base.Prospector, kept in dicts."""

    def __init__(self, *, empty: bool = False) -> None:
        self._store: Any = Shelf(self)
        self._stock = Stock(self._store)
        self.saved: dict[str, list[ContextVersion]] = {}
        self.stored_runs: dict[str, Run] = {}
        self.events: dict[str, list[dict[str, Any]]] = {}
        self.stored: dict[str, StoredLead] = {}
        self.doubles = ()
        self.known_told = None
        self.sources_of_pages: dict[str, str] = {}
        self.started: list[RunOrder] = []
        self.asked: list[LeadFilter] = []
        self.web = SourceChoice(kind="web", available=True, notice="robots.txt is obeyed. Set PROSPECTOR_CONTACT_URL.")
        self.read_sites: list[tuple[str, str]] = []
        self.unreadable: ProspectorError | None = None
        self.secrets: dict[str, Token] = {}
        self.tickets: dict[str, tuple[Principal, str]] = {}
        if not empty:
            self._fill()

    def _fill(self) -> None:
        who = Principal()
        first = self.save_context(who, "Cold chain loggers", SAMPLE.model_copy(update={"competitors": ()}))
        self.save_context(who, "Cold chain loggers", SAMPLE, first.context_id)
        for order, company in enumerate(COMPANIES):
            self._keep(finished_lead(*company, DONE, order))
            facts = self.stored[self._ids()[-1]].facts
            assert facts
            self.sources_of_pages[facts.items[0].evidence[0].page_sha256] = source_of(company[0], company[1], company[4])
        for other in OTHERS:
            self._keep(other_lead(*other, DONE))
        order = RunOrder.model_validate({"source": {"kind": "saved"}, "context_id": first.context_id})
        self._add_run(DONE, order, RunStatus.COMPLETED)

    def _ids(self) -> list[str]:
        return list(self.stored)

    def _keep(self, lead: StoredLead) -> None:
        self.stored[lead.row.lead_id] = lead

    def _add_run(self, job_id: str, order: RunOrder, status: RunStatus) -> Run:
        ended = status is not RunStatus.RUNNING
        run = Run(
            job_id=job_id,
            user="local",
            context_id=order.context_id,
            context_version=order.context_version or len(self.saved[order.context_id]),
            source_kind=order.source.kind,
            fetch=order.source.fetch,
            query=order.query,
            limits=order.limits,
            status=status,
            attempt=1,
            created_at=NOW - timedelta(minutes=4),
            started_at=NOW - timedelta(minutes=4),
            ended_at=NOW if ended else None,
            sites=len(self.stored),
            completed=sum(v.row.state is LeadState.COMPLETED for v in self.stored.values()),
            failed=sum(v.row.state is LeadState.FAILED for v in self.stored.values()),
            rejected=sum(v.row.state is LeadState.REJECTED for v in self.stored.values()),
        )
        self.stored_runs[job_id] = run
        self.events[job_id] = list(script(job_id, list(self.stored.values()), order.limits.max_leads, ended=ended))
        return run

    def save_context(self, who: Principal, name: str, context: BusinessContext, context_id: str = "") -> ContextVersion:
        key = context_id or ("ctx_cold" if not self.saved else f"ctx_{len(self.saved)}")
        versions = self.saved.setdefault(key, [])
        if not versions or versions[-1].context != context or versions[-1].name != name:
            versions.append(ContextVersion(context_id=key, name=name, version=len(versions) + 1, created_at=NOW, context=context))
        return versions[-1]

    def contexts(self, who: Principal) -> list[ContextVersion]:
        return sorted((v[-1] for v in self.saved.values()), key=lambda v: v.name)

    def context(self, who: Principal, context_id: str, version: int | None = None) -> ContextVersion:
        try:
            return self.saved[context_id][(version or 0) - 1]
        except (KeyError, IndexError) as error:
            raise NotFound(f"There is no context “{context_id}”.") from error

    def delete_context(self, who: Principal, context_id: str) -> None:
        self.context(who, context_id)
        del self.saved[context_id]

    def sample_context(self) -> tuple[str, BusinessContext]:
        return "Sample: cold chain loggers", SAMPLE

    def draft_context(self, who: Principal, url: str, fetch: str = "web") -> ContextDraft:
        self.read_sites.append((url, fetch))
        if self.unreadable:
            raise self.unreadable
        self.sources_of_pages[sha256_of(OWN_SITE)] = OWN_SITE
        return own_draft(url)

    def plan(self, context: BusinessContext, query: str = "") -> tuple[str, ...]:
        focus = f" {query}" if query else ""
        return tuple(f"{industry}{focus} {pain}".strip() for pain in context.pain_points or ("",) for industry in context.industry_focus)[:8]

    def sources(self) -> tuple[SourceChoice, ...]:
        return (
            SourceChoice(kind="saved", available=True, sites=28),
            SourceChoice(kind="url_list", available=True),
            self.web,
        )

    def parse_rows(self, data: str | bytes, website_column: str = "") -> ParsedRows:
        text = data.decode("utf-8") if isinstance(data, bytes) else data
        lines = text.splitlines()
        head = lines[0].split(";") if lines and ";" in lines[0] else []
        column = head.index(website_column or "Website") if website_column in head or "Website" in head else 0
        rows, problems, seen = [], [], {}
        for number, line in enumerate(lines[1 if head else 0 :], start=2 if head else 1):
            cell = line.split(";")[column] if head else line
            try:
                url = canonical_url(cell if "//" in cell else "https://" + cell)
            except InvalidInput as error:
                problems.append(RowProblem(line=number, text=line, problem=error.message))
                continue
            if url in seen:
                problems.append(RowProblem(line=number, text=line, problem=f"The same company as line {seen[url]}; it is taken once.", kind="duplicate"))
            else:
                rows.append(SourceRow(url=url, line=number))
            seen.setdefault(url, number)
        if not rows and not head:
            raise InvalidInput("No line holds a web address.", where="list")
        return ParsedRows(rows=tuple(rows), problems=tuple(problems), columns=tuple(head), website_column=head[column] if head else "",
                          delimiter=";" if head else "", encoding="utf-8", has_header=bool(head))  # fmt: skip

    def start(self, who: Principal, order: RunOrder, job_id: str = "") -> Run:
        active = self.active_run(who)
        if active:
            raise RunAlreadyActive(job_id=active.job_id)
        self.started.append(order)
        return self._add_run(job_id or f"run_{len(self.stored_runs)}", order, RunStatus.RUNNING)

    def _set(self, job_id: str, status: RunStatus) -> Run:
        run = self.run(Principal(), job_id)
        ended = None if status is RunStatus.RUNNING else NOW
        attempt = run.attempt + (status is RunStatus.RUNNING)
        self.stored_runs[job_id] = run.model_copy(update={"status": status, "ended_at": ended, "attempt": attempt})
        return self.stored_runs[job_id]

    def cancel(self, who: Principal, job_id: str) -> Run:
        return self._set(job_id, RunStatus.CANCELLED)

    def resume(self, who: Principal, job_id: str) -> Run:
        return self._set(job_id, RunStatus.RUNNING)

    def retry_failed(self, who: Principal, job_id: str) -> Run:
        return self._set(job_id, RunStatus.RUNNING)

    def run(self, who: Principal, job_id: str) -> Run:
        if job_id not in self.stored_runs:
            raise NotFound("There is no such run.")
        return self.stored_runs[job_id]

    def runs(self, who: Principal, limit: int = 50, offset: int = 0) -> list[Run]:
        return list(reversed(self.stored_runs.values()))[offset : offset + limit]

    def active_run(self, who: Principal) -> Run | None:
        return next((r for r in self.stored_runs.values() if r.status is RunStatus.RUNNING), None)

    def view(self, who: Principal, job_id: str) -> RunView:
        self.run(who, job_id)
        return fold(self.events[job_id], NOW)

    def events_after(self, who: Principal, job_id: str, after: int = 0, limit: int = 1_000) -> list[dict[str, Any]]:
        self.run(who, job_id)
        return [e for e in self.events[job_id] if e["seq"] > after][:limit]

    async def follow(self, who: Principal, job_id: str, after: int = 0) -> AsyncIterator[dict[str, Any]]:
        for event in self.events_after(who, job_id, after):
            yield event

    async def follow_view(self, who: Principal, job_id: str) -> AsyncIterator[dict[str, Any]]:
        yield self.view(who, job_id).model_dump(mode="json")

    def _matching(self, where: LeadFilter) -> list[LeadRow]:
        held = [v for v in self.stored.values() if not v.row.merged_into]
        rows = [v.row.model_copy(update={"stage": v.desk.stage or v.row.stage, "tags": v.desk.tags, **labelled(v.desk)}) for v in held]
        for field in ("stage", "state", "sector", "country", "tier", "known", "label"):
            wanted = getattr(where, {"country": "countries", "known": "known"}.get(field, f"{field}s"))
            rows = [r for r in rows if not wanted or getattr(r, field) in wanted]
        rows = [r for r in rows if where.text.lower() in f"{r.company_name} {r.website}".lower() and r.scores.get("prospect_score", 0) >= where.min_score]
        rows = [r for r in rows if not where.job_id or r.job_id == where.job_id]
        if not where.sort.endswith("_score") and where.sort not in LeadRow.model_fields:
            raise InvalidInput(f"Leads cannot be sorted by “{where.sort}”.", code="no_column", where="sort")
        key = (lambda r: r.scores.get(where.sort, -1)) if where.sort.endswith("_score") else (lambda r: str(getattr(r, where.sort)).lower())
        return sorted(rows, key=key, reverse=where.descending)

    def leads(self, who: Principal, where: LeadFilter) -> LeadPage:
        self.asked.append(where)
        rows = self._matching(where)
        first = (where.page - 1) * where.page_size
        return LeadPage(leads=tuple(rows[first : first + where.page_size]), total=len(rows))

    def facets(self, who: Principal, where: LeadFilter) -> dict[str, dict[str, int]]:
        counts: dict[str, dict[str, int]] = {"stage": {}, "state": {}, "sector": {}, "country": {}, "tier": {}, "known": {}, "label": {}}
        for row in self._matching(where):
            for name, tally in counts.items():
                value = str(getattr(row, name))
                if value:
                    tally[value] = tally.get(value, 0) + 1
        return counts

    def lead(self, who: Principal, lead_id: str, job_id: str = "") -> StoredLead:
        if lead_id not in self.stored:
            raise NotFound("There is no such lead.")
        return self.stored[lead_id]

    def command(self, who: Principal, lead_id: str, command: Command) -> CommandRecord:
        lead = self.lead(who, lead_id)
        record = CommandRecord(seq=len(lead.history) + 1, at=NOW, user=who.user, command=command, inverse=commands.inverse_of(lead.desk, command))
        desk = commands.apply(lead.desk, command, NOW, who.user)
        self._keep(lead.model_copy(update={"desk": desk, "history": (*lead.history, record)}))
        return record

    def undo(self, who: Principal, lead_id: str) -> CommandRecord | None:
        lead = self.lead(who, lead_id)
        undone = {r.undoes for r in lead.history}
        last = next((r for r in reversed(lead.history) if r.undoes is None and r.seq not in undone), None)
        if last is None:
            return None
        desk = commands.apply(lead.desk, last.inverse, NOW, who.user)
        record = CommandRecord(seq=len(lead.history) + 1, at=NOW, user=who.user, command=last.inverse, inverse=last.command, undoes=last.seq)
        self._keep(lead.model_copy(update={"desk": desk, "history": (*lead.history, record)}))
        return record

    def page_source(self, who: Principal, page_sha256: str) -> str:
        if page_sha256 not in self.sources_of_pages:
            raise NotFound("This page is no longer stored.")
        return self.sources_of_pages[page_sha256]

    def export_csv(self, who: Principal, where: LeadFilter, *, unverified: bool = False, columns: Sequence[str] = ()) -> Iterator[str]:
        yield '"company_name","website"\r\n'
        for row in self._matching(where):
            yield f'"{row.company_name}","{row.website}"\r\n'

    def caller(self, secret: str) -> Caller:
        if not self.secrets and not secret:
            return Caller(who=Principal())
        token = self.secrets.get(secret)
        if token is None or token.revoked_at:
            raise NotAllowed("This token is not known here.")
        return Caller(who=token.who, scopes=token.scopes, token_id=token.token_id)

    def tokens_on(self) -> bool:
        return bool(self.secrets)

    def tokens(self, who: Principal) -> list[Token]:
        return [token for token in reversed(self.secrets.values()) if token.who.tenant == who.tenant]

    def make_token(self, who: Principal, name: str, scopes: Sequence[Scope]) -> tuple[Token, str]:
        token_id = f"tk_{len(self.secrets) + 1:012x}"
        secret = f"pr_{token_id}_{'s' * 43}"
        token = Token(token_id=token_id, name=name, who=who, scopes=frozenset(scopes), prefix=secret[:23], sha256="0" * 64, created_at=NOW)
        self.secrets[secret] = token
        return token, secret

    def revoke_token(self, who: Principal, token_id: str) -> Token:
        for secret, token in self.secrets.items():
            if token.token_id == token_id and token.who.tenant == who.tenant:
                self.secrets[secret] = token.model_copy(update={"revoked_at": NOW})
                return self.secrets[secret]
        raise NotFound("There is no such token.")

    def ticket(self, who: Principal, job_id: str) -> str:
        ticket = f"ticket{len(self.tickets) + 1}"
        self.tickets[ticket] = (who, job_id)
        return ticket

    def ticket_holder(self, ticket: str, job_id: str) -> Principal:
        who, of = self.tickets.get(ticket, (Principal(), ""))
        if not of or of != job_id:
            raise NotAllowed("This ticket is not for the stream of this run.")
        return who

    def health(self) -> Health:
        return Health(ok=True, version="0.1.0", data_dir_writable=True, active_runs=0, started_at=NOW)

    def close(self) -> None:
        return


def script(job_id: str, leads: list[StoredLead], goal: int, *, ended: bool) -> Iterator[dict[str, Any]]:
    """Yield the wire events of a run over these leads; one that has not ended stops in the middle."""
    seq, at = 0, NOW - timedelta(minutes=4)

    def wire(event_type: str, **fields: Any) -> dict[str, Any]:
        nonlocal seq, at
        seq, at = seq + 1, at + timedelta(seconds=0.5)
        return {"v": 1, "event_type": event_type, "timestamp": at.isoformat(), "job_id": job_id, "user_id": "local", "seq": seq, **fields}

    yield wire("pipeline_start", initial_query="", max_leads_to_generate=goal, attempt=1)
    yield wire(
        "tool_call_output", tool_name="search", agent_name="harvester", output_snippet=f"{len(leads)} candidates", is_final=True, call_id="s1", lead_id=None
    )
    for number, lead in enumerate(leads):
        row = lead.row
        yield wire("agent_start", agent_name="harvester", input_query=row.website, lead_id=row.lead_id, state="HARVESTED")
        if row.state is LeadState.REJECTED:
            yield wire("lead_rejected", lead_id=row.lead_id, company_name=row.company_name, source_url=row.website, reason_code=row.code, reason=row.message)
            continue
        if row.company_name:
            data = {"company_name": row.company_name, "website": row.website}
            yield wire("lead_generated", lead_id=row.lead_id, lead_data=data, source_url=row.website, agent_name="harvester")
        yield wire("lead_enrichment_start", lead_id=row.lead_id, company_name=row.company_name)
        if row.state is LeadState.FAILED:
            yield wire("lead_enrichment_end", lead_id=row.lead_id, company_name=row.company_name, success=False, error_type=row.code, error_message=row.message)
            continue
        for agent in AGENTS[1 : 4 if number > 9 and not ended else None]:
            yield wire(
                "agent_start", agent_name=agent, input_query=row.website, lead_id=row.lead_id, state="ANALYZING" if agent != "finalising" else "FINALIZING"
            )
            yield wire("agent_end", agent_name=agent, execution_time_seconds=0.2, success=True, lead_id=row.lead_id)
        if ended or number <= 9:
            yield wire("lead_enrichment_end", lead_id=row.lead_id, company_name=row.company_name, success=True)
    if ended:
        yield wire("pipeline_end", total_leads_generated=goal, execution_time_seconds=90.0, success=True, attempt=1, outcome="completed")


def stage_of(door: Standin, lead_id: str) -> Stage:
    """Return the stage a lead has now."""
    lead = door.stored[lead_id]
    return lead.desk.stage or lead.row.stage
