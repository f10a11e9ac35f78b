"""A lead's journey: read the site, find the facts, decide whether it is a lead, let the agents fill the dossier, score, assemble."""

import logging
import time
import traceback

from domain.base import Value
from domain.errors import ProspectorError, Refused, Rejected, StorageProblem
from domain.events import (
    AgentEnd,
    AgentStart,
    LeadData,
    LeadEnrichmentEnd,
    LeadEnrichmentStart,
    LeadEnrichmentSummary,
    LeadGenerated,
    LeadRejected,
    StatusUpdate,
)
from domain.evidence import Facts
from domain.lead import Lead, LeadOutcome
from domain.lead_state import LeadState
from pipeline.agents.base import Step, Tools, steps_for
from pipeline.assemble import assemble
from pipeline.dossier import Dossier, Harvest
from pipeline.interests import interests
from pipeline.landing import Landed
from pipeline.once import Done, Emit, Key, Once, hashed
from pipeline.parts import Parts, Request
from pipeline.scoring import score, why_here
from pipeline.screen import failure_of, screen
from pipeline.site import SiteReader

HARVESTER = "harvester"
logger = logging.getLogger(__name__)


class Announced(Value):
    """The lead was announced under this name: once, however often its run is taken up again."""

    company_name: str


class Journey:
    """One lead on its way through one run."""

    def __init__(self, lead: Lead, request: Request, parts: Parts, emit: Emit, once: Once, known: frozenset[str], landed: Landed | None = None) -> None:
        self.lead = lead
        self.request = request
        self.parts = parts
        self.emit = emit
        self.once = once
        self.known = known
        self.landed = landed
        self.name = lead.identity_key

    async def process(self) -> Done[LeadOutcome]:
        """Go the whole way; every end (COMPLETED, REJECTED, FAILED) is a value, with the event that says so."""
        try:
            return await self._process()
        except Rejected as error:
            return self._rejected(error)
        except StorageProblem:
            raise  # not this lead's failure: the run ends, and goes on where it stood once there is room
        except ProspectorError as error:
            return self._failed(error.code, error.message)
        except Exception as error:
            frames = "".join(traceback.format_tb(error.__traceback__))  # without the message, which may quote a page
            logger.error("lead %s of run %s failed: %s\n%s", self.lead.lead_id, self.request.job_id, type(error).__name__, frames)
            return self._failed("internal_error", f"A defect in Prospector ({type(error).__name__}); the program's log has the details.")

    async def _process(self) -> Done[LeadOutcome]:
        self._screen(Facts(), ())  # excluded or competing by its domain alone: its site need not be read
        chain = hashed(self.request.context, self.lead.website)
        harvest = await self.once(Key(lead_id=self.lead.lead_id, step=HARVESTER, input_hash=chain), Harvest, self._harvest)
        self.name = next((f.value for f in harvest.facts.all("company_name") if f.verified), self.name)
        self._screen(harvest.facts, harvest.site.flags)
        await self.once(Key(lead_id=self.lead.lead_id, step="announce", input_hash=chain), Announced, self._announce, harvest)
        dossier = Dossier(lead=self.lead, context=self.request.context, site=harvest.site, facts=harvest.facts)
        taken: list[str] = []
        while (step := next((s for s in steps_for(dossier) if s.name not in taken), None)) is not None:
            taken.append(step.name)
            chain = hashed(chain, step.name)
            output = await self.once(Key(lead_id=self.lead.lead_id, step=step.name, input_hash=chain), step.output, self._take, step, dossier)
            dossier = step.grow(dossier, output)
        return self._completed(dossier)

    def _screen(self, facts: Facts, flags: tuple[str, ...]) -> None:
        failed = failure_of(flags)
        if failed:
            raise Refused(failed.reason, code=failed.code)
        verdict = screen(facts, flags, self.lead, self.request.context)
        if verdict:
            raise Rejected(verdict.reason, code=verdict.code)

    async def _harvest(self) -> Done[Harvest]:
        began = time.monotonic()
        await self.emit(
            AgentStart(
                agent_name=HARVESTER,
                agent_description="Reads the website and finds the facts.",
                input_query=self.lead.website,
                lead_id=self.lead.lead_id,
                state=LeadState.HARVESTED,
            )
        )
        reader = SiteReader(self.lead, self.request, self.parts, self.emit, interests(self.request.context), self.known, self.landed)
        site = await reader.read()
        found = await self.parts.reader.resolve(reader.readings, reader.domain)
        facts = await self.parts.reader.verify(found, reader.pages)
        verified = sum(f.verified for f in facts.items)
        end = AgentEnd(
            agent_name=HARVESTER,
            execution_time_seconds=round(time.monotonic() - began, 3),
            success=True,
            lead_id=self.lead.lead_id,
            final_response=f"{len(site.pages)} pages, {len(facts.items)} facts, {verified} verified",
        )
        return Done(Harvest(site=site, facts=facts), state=LeadState.HARVESTED, events=(end,))

    async def _announce(self, harvest: Harvest) -> Done[Announced]:
        facts = Facts(items=tuple(f for f in harvest.facts.items if f.verified))
        summary = LeadEnrichmentSummary(
            industry=facts.value("sector") or None,
            company_size=facts.value("employees") or None,
            contact_emails=tuple(f.value for f in facts.all("email")),
            contact_phones=tuple(f.value for f in facts.all("phone")),
        )
        data = LeadData(company_name=self.name, website=self.lead.website, description=facts.value("description") or None, enrichment=summary)
        generated = LeadGenerated(lead_id=self.lead.lead_id, lead_data=data, source_url=self.lead.website, agent_name=HARVESTER)
        begun = LeadEnrichmentStart(lead_id=self.lead.lead_id, company_name=self.name)
        return Done(Announced(company_name=self.name), state=LeadState.HARVESTED, events=(generated, begun))

    async def _take(self, step: Step, dossier: Dossier) -> Done[object]:  # type: ignore[type-var]
        began = time.monotonic()
        await self.emit(
            AgentStart(agent_name=step.name, agent_description=step.description, input_query=self.lead.website, lead_id=self.lead.lead_id, state=step.state)
        )
        output = await step.run(dossier, Tools(today=self.parts.clock().date()))
        events = [
            AgentEnd(
                agent_name=step.name,
                execution_time_seconds=round(time.monotonic() - began, 3),
                success=True,
                lead_id=self.lead.lead_id,
                final_response=step.summary(output),
            )
        ]
        notes = [StatusUpdate(status_message=note, agent_name=step.name, lead_id=self.lead.lead_id) for note in step.notes(output)]
        return Done(output, state=step.state, events=(*events, *notes))

    def _completed(self, dossier: Dossier) -> Done[LeadOutcome]:
        scores = score(dossier, self.parts.clock().date())
        package = assemble(dossier, scores, self.request.context_id, self.request.context_version)
        event = LeadEnrichmentEnd(lead_id=self.lead.lead_id, company_name=self.name, success=True, final_package=package.model_dump(mode="json"))
        return self._ended(LeadState.COMPLETED, "", why_here(scores[0]), event)

    def _rejected(self, error: Rejected) -> Done[LeadOutcome]:
        event = LeadRejected(lead_id=self.lead.lead_id, company_name=self.name, source_url=self.lead.website, reason_code=error.code, reason=error.message)
        return self._ended(LeadState.REJECTED, error.code, error.message, event)

    def _failed(self, code: str, message: str) -> Done[LeadOutcome]:
        event = LeadEnrichmentEnd(lead_id=self.lead.lead_id, company_name=self.name, success=False, error_type=code, error_message=message)
        return self._ended(LeadState.FAILED, code, message, event)

    def _ended(self, state: LeadState, code: str, message: str, event: LeadEnrichmentEnd | LeadRejected) -> Done[LeadOutcome]:
        outcome = LeadOutcome(lead_id=self.lead.lead_id, state=state, code=code, message=message)
        return Done(outcome, state=state, events=(event,), outcome=outcome)
