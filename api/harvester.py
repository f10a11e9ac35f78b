"""The whole job as one call: start a run, wait for its end, answer with the leads; or the same as a stream."""

import asyncio
import time
from typing import Annotated, Any, Self

from anyio.to_thread import run_sync
from fastapi import APIRouter, Body, Response
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import JSONResponse

from api.errors import BODY, documented
from api.examples import HARVEST, HARVESTED, PENDING, answered
from api.models import ProspectIn, package_out
from api.starting import Begun, Starts
from api.stream import STREAMED, LastEventId, streamed
from api.websites import Skipped
from domain.base import Principal
from domain.errors import NotAllowed
from domain.events import LeadData, LeadEnrichmentSummary
from domain.lead import LeadFilter
from domain.lead_state import LeadState
from domain.run import Run, RunStatus
from service.base import Prospector
from storage.base import StoredLead

router = APIRouter(tags=["harvester"])
MOST_LEADS = 1_000
#: Seconds between two looks at the run: a tenth of the time waited so far, within these bounds.
SHORTEST_LOOK, LONGEST_LOOK = 0.05, 1.0


class HarvestIn(ProspectIn):
    """A run, and how long to wait for it. ``stream_agentic_harvester`` takes the same body; what is about the answer does nothing there."""

    wait_seconds: Annotated[float, Field(ge=1, le=600, allow_inf_nan=False)] = 300
    with_packages: bool = False


class Links(BaseModel):
    """Where to go on from here."""

    run: str
    events: str
    leads: str
    csv: str
    cancel: str

    @classmethod
    def of(cls, job_id: str) -> Self:
        """Return the links of a run."""
        here, where = f"/api/v2/runs/{job_id}", f"job_id={job_id}&states=COMPLETED"
        return cls(run=here, events=f"{here}/events", leads=f"/api/v2/leads?{where}", csv=f"/api/v2/leads.csv?{where}", cancel=f"{here}/cancel")


class HarvestedLead(LeadData):
    """A lead as ``lead_generated`` tells it, with where it stands, its scores (0 to 1) and, if asked for, its package. Verified values only."""

    lead_id: str
    country: str
    tier: str
    stage: str
    scores: dict[str, float]
    intervals: dict[str, tuple[float, float]]
    package: dict[str, Any] | None = None

    @classmethod
    def of(cls, stored: StoredLead, *, package: bool) -> Self:
        """Return the lead as this answer shows it."""
        row, facts = stored.row, stored.facts
        verified = facts.model_copy(update={"items": tuple(fact for fact in facts.items if fact.verified)}) if facts else None
        values = {field: tuple(fact.value for fact in verified.all(field)) if verified else () for field in ("email", "phone", "employees", "description")}
        return cls(
            lead_id=row.lead_id,
            company_name=row.company_name,
            website=row.website,
            description=next(iter(values["description"]), None),
            enrichment=LeadEnrichmentSummary(
                industry=row.sector or None,
                company_size=next(iter(values["employees"]), None),
                contact_emails=values["email"],
                contact_phones=values["phone"],
                qualification_summary=_reason(stored),
            ),
            country=row.country,
            tier=row.tier,
            stage=row.stage,
            scores=row.scores,
            intervals=row.intervals,
            package=package_out(stored.package) if package and stored.package else None,
        )


class HarvestOut(BaseModel):
    """A run that is over: how it ended, and its completed leads, best first (the first 1,000 of ``total``)."""

    job_id: str
    status: RunStatus
    message: str
    leads: list[HarvestedLead]
    total: int
    failed: int
    rejected: int
    skipped: list[Skipped]
    links: Links


class PendingOut(BaseModel):
    """A run that still goes: come back by one of the links, or ask again with its ``job_id``."""

    job_id: str
    status: RunStatus
    skipped: list[Skipped]
    links: Links


@router.post(
    "/v2/run_agentic_harvester",
    summary="Start a run and wait for its leads",
    response_model=HarvestOut,
    responses=documented(409, 424, *BODY) | answered(HARVESTED) | {202: {"model": PendingOut, "description": "The run still goes."} | PENDING},
)
async def run_agentic_harvester(request: Request, starts: Starts, body: Annotated[HarvestIn, Body(openapi_examples=HARVEST)]) -> Response:
    """Start a run (or find the one of this ``job_id``), wait until it is over and answer with its completed leads.

    After ``wait_seconds`` the answer is 202 with links. The run goes on in any case, also when the client goes away.
    """
    begun = await starts.begin(body)
    run = await _wait(request, starts.door, begun, body.wait_seconds)
    if run.status is RunStatus.RUNNING:
        links = Links.of(run.job_id)
        pending = PendingOut(job_id=run.job_id, status=run.status, skipped=list(begun.websites.skipped), links=links)
        return JSONResponse(pending.model_dump(mode="json"), 202, {"Location": links.run, "X-Job-Id": run.job_id})
    told = await run_sync(_harvested, starts.door, begun.who, run, list(begun.websites.skipped), body.with_packages)
    return Response(told.model_dump_json(), media_type="application/json", headers={"X-Job-Id": run.job_id})


@router.post(
    "/v2/stream_agentic_harvester",
    summary="Start a run and stream its events, with the body of run_agentic_harvester",
    response_class=Response,
    responses=documented(409, 424, *BODY) | STREAMED,
)
async def stream_agentic_harvester(starts: Starts, body: Annotated[HarvestIn, Body(openapi_examples=HARVEST)], last_event_id: LastEventId = None) -> Response:
    """Start a run (or find the one of this ``job_id``) and stream its events: replay, then live, until it is over."""
    return await streamed(starts.door, await starts.begin(body), last_event_id)


async def _wait(request: Request, door: Prospector, begun: Begun, seconds: float) -> Run:
    """Return the run when it is over, when the time is, or when nobody waits for it any more. Raises NotAllowed when the token no longer holds."""
    run, began = begun.run, time.monotonic()
    while run.status is RunStatus.RUNNING and (waited := time.monotonic() - began) < seconds and not await request.is_disconnected():
        await asyncio.sleep(min(max(SHORTEST_LOOK, waited / 10), LONGEST_LOOK, seconds - waited))
        run = await run_sync(door.run, begun.who, run.job_id)
    if not await request.state.holds():
        raise NotAllowed("This token was revoked meanwhile.")
    return run


def _harvested(door: Prospector, who: Principal, run: Run, skipped: list[Skipped], packages: bool) -> HarvestOut:
    page = door.leads(who, LeadFilter(job_id=run.job_id, states=(LeadState.COMPLETED,), page_size=MOST_LEADS))
    leads = [HarvestedLead.of(door.lead(who, row.lead_id, run.job_id), package=packages) for row in page.leads]
    return HarvestOut(
        job_id=run.job_id,
        status=run.status,
        message=run.message,
        leads=leads,
        total=page.total,
        failed=run.failed,
        rejected=run.rejected,
        skipped=skipped,
        links=Links.of(run.job_id),
    )


def _reason(stored: StoredLead) -> str | None:
    qualification = stored.package.qualification if stored.package else None
    reasons = getattr(qualification, "reasons", ())  # a section that could not be made has none
    return " ".join(reason.text for reason in reasons) or None
