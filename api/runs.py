"""Runs: start one and stream it, list them, look at one, stop it, go on with it."""

from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Query, Response

from api.access import Door, Who
from api.errors import documented
from api.models import ProspectIn, RunOut, RunsOut
from api.stream import STREAM_DOC, LastEventId, start_at, stream_of
from domain.base import Principal
from domain.errors import NotFound, RunAlreadyActive
from domain.run import Run
from service.base import Prospector

router = APIRouter(tags=["runs"])


def start_or_find(door: Prospector, who: Principal, body: ProspectIn) -> Run:
    """Return the user's run of this ``job_id`` if there is one, else a new run.

    Raises:
        InvalidInput, QuotaReached, RunAlreadyActive: as the door does; not RunAlreadyActive when the active run is the one asked for.
    """
    if body.job_id:
        try:
            return door.run(who, body.job_id)
        except NotFound:
            pass  # the usual case: the caller names a new run
    try:
        return door.start(who, body.order(), body.job_id or "")
    except RunAlreadyActive as active:
        if not body.job_id or active.job_id != body.job_id:
            raise
        return door.run(who, body.job_id)  # the same request came twice at once


@router.post(
    "/v2/execute_streaming_prospect",
    summary="Start a run and stream its events",
    response_class=Response,
    responses=documented(400, 409, 413, 424, 429) | {200: STREAM_DOC, 204: {"description": "The reader has every event and the run is over."}},
)
async def execute_streaming_prospect(door: Door, body: ProspectIn, last_event_id: LastEventId = None) -> Response:
    """Start a run and stream it; with the ``job_id`` of a run of this user, attach to that one: replay from its first event, then live.

    The run belongs to the server: it goes on when the reader goes away. ``X-Job-Id`` in the response's head names it.
    """
    who = Principal(user=body.user_id)
    run = await run_sync(start_or_find, door, who, body)
    start = await run_sync(start_at, door, who, run.job_id, last_event_id)
    return stream_of(door, who, run.job_id, start) if start else Response(status_code=204)


@router.get("/v2/runs", summary="List runs", responses=documented())
def runs(door: Door, who: Who, limit: Annotated[int, Query(ge=1, le=500)] = 50, offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0) -> RunsOut:
    """List the user's runs, newest first."""
    return RunsOut(runs=door.runs(who, limit, offset))


@router.get("/v2/runs/{job_id}", summary="Look at a run", responses=documented(404))
def run(door: Door, who: Who, job_id: str) -> RunOut:
    """Return the run and its view: counts by state, share done, seconds left, and each lead's place."""
    return RunOut(run=door.run(who, job_id), view=door.view(who, job_id))


@router.post("/v2/runs/{job_id}/cancel", summary="Stop a run", responses=documented(404))
def cancel(door: Door, who: Who, job_id: str) -> Run:
    """Stop the run; what is there stays. A run that is not running is returned as it is."""
    return door.cancel(who, job_id)


@router.post("/v2/runs/{job_id}/resume", summary="Go on with a stopped run", responses=documented(404, 409, 429))
def resume(door: Door, who: Who, job_id: str) -> Run:
    """Go on where the run stopped; steps already done are not repeated. A run that needs none is returned as it is."""
    return door.resume(who, job_id)


@router.post("/v2/runs/{job_id}/retry_failed", summary="Work again on the failed leads", responses=documented(404, 409, 429))
def retry_failed(door: Door, who: Who, job_id: str) -> Run:
    """Work again on the FAILED leads of the run and on those that were still open, on no other."""
    return door.retry_failed(who, job_id)
