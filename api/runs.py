"""Runs: start one and stream it, list them, look at one, stop it, go on with it."""

from typing import Annotated

from fastapi import APIRouter, Body, Query, Response

from api.access import Door, Reader, Runner
from api.errors import BODY, documented
from api.examples import PROSPECT, RUN, RUN_VIEW, RUNS, answered
from api.models import ProspectIn, RunOut, RunsOut
from api.starting import Starts
from api.stream import STREAMED, LastEventId, streamed
from domain.run import Run

router = APIRouter(tags=["runs"])


@router.post(
    "/v2/execute_streaming_prospect",
    summary="Start a run and stream its events",
    response_class=Response,
    responses=documented(409, 424, *BODY) | STREAMED,
)
async def execute_streaming_prospect(
    starts: Starts, body: Annotated[ProspectIn, Body(openapi_examples=PROSPECT)], last_event_id: LastEventId = None
) -> Response:
    """Start a run and stream it; with the ``job_id`` of a run of this user, attach to that one: replay from its first event, then live.

    The run belongs to the server: it goes on when the reader goes away. ``X-Job-Id`` in the response's head names it.
    """
    return await streamed(starts.door, await starts.begin(body), last_event_id)


@router.get("/v2/runs", summary="List runs", responses=documented() | answered(RUNS))
def runs(door: Door, who: Reader, limit: Annotated[int, Query(ge=1, le=500)] = 50, offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0) -> RunsOut:
    """List the user's runs, newest first."""
    return RunsOut(runs=door.runs(who, limit, offset))


@router.get("/v2/runs/{job_id}", summary="Look at a run", responses=documented(404) | answered(RUN_VIEW))
def run(door: Door, who: Reader, job_id: str) -> RunOut:
    """Return the run and its view: counts by state, share done, seconds left, and each lead's place."""
    return RunOut(run=door.run(who, job_id), view=door.view(who, job_id))


@router.post("/v2/runs/{job_id}/cancel", summary="Stop a run", responses=documented(404) | answered(RUN))
def cancel(door: Door, who: Runner, job_id: str) -> Run:
    """Stop the run; what is there stays. A run that is not running is returned as it is."""
    return door.cancel(who, job_id)


@router.post("/v2/runs/{job_id}/resume", summary="Go on with a stopped run", responses=documented(404, 409, 424) | answered(RUN))
def resume(door: Door, who: Runner, job_id: str) -> Run:
    """Go on where the run stopped; steps already done are not repeated. A run that needs none is returned as it is."""
    return door.resume(who, job_id)


@router.post("/v2/runs/{job_id}/retry_failed", summary="Work again on the failed leads", responses=documented(404, 409, 424) | answered(RUN))
def retry_failed(door: Door, who: Runner, job_id: str) -> Run:
    """Work again on the FAILED leads of the run and on those that were still open, on no other."""
    return door.retry_failed(who, job_id)
