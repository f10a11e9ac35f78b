"""Server-sent events of a run: ``id: seq``, one line of JSON, no event name; beside them ``event: view`` frames when asked for."""

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from typing import Annotated, Any, NamedTuple

import anyio
from anyio.to_thread import run_sync
from fastapi import APIRouter, Header, Query, Response
from sse_starlette import EventSourceResponse, ServerSentEvent
from sse_starlette.sse import SendTimeoutError
from starlette.types import Message, Receive, Scope, Send

from api.access import Door, Reader
from api.errors import documented, of_domain
from api.examples import EVENT_FRAMES
from api.starting import Begun
from api.websites import accepted
from domain.base import Principal
from domain.errors import ProspectorError
from domain.run import RunStatus
from service.base import Prospector

RETRY_MS = 2_000
PING_SECONDS = 15
SEND_TIMEOUT_SECONDS = 10
#: Legal inside a line of SSE, but line ends for clients that use ``str.splitlines``.
_LINE_ENDS = {ord(c): f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"}
OF_THE_RUN = frozenset({"pipeline_start", "pipeline_error", "pipeline_end"})
log = logging.getLogger(__name__)
router = APIRouter(tags=["runs"])


class Start(NamedTuple):
    """Where a stream begins; ``reset`` when the client named an event that this run does not have."""

    after: int
    reset: bool = False


class EventStream(EventSourceResponse):
    """A response of server-sent events; a reader that takes nothing for ten seconds is dropped (it can come back by Last-Event-ID)."""

    def __init__(self, frames: AsyncIterator[ServerSentEvent], headers: dict[str, str]) -> None:
        super().__init__(frames, headers=headers, ping=PING_SECONDS, send_timeout=SEND_TIMEOUT_SECONDS, sep="\n")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the stream; when the server stops in the middle of it, end the response properly."""
        whole = False

        async def watched(message: Message) -> None:
            nonlocal whole
            whole = message["type"] == "http.response.body" and not message.get("more_body")
            await send(message)

        try:
            await super().__call__(scope, receive, watched)
        except SendTimeoutError:
            log.info("dropped a reader of %s that took nothing for %s s", scope["path"], SEND_TIMEOUT_SECONDS)
            return
        if not whole:
            await send({"type": "http.response.body", "body": b"", "more_body": False})


#: A frame as an EventSource gives it on (OpenAPI 3.2's ``itemSchema``).
FRAME: dict[str, Any] = {
    "type": "object",
    "required": ["data"],
    "properties": {
        "id": {"type": "string", "pattern": "^[0-9]+$", "description": "The event's seq. Named frames have none."},
        "event": {"enum": ["message", "accepted", "reset", "view", "problem"]},
        "data": {"type": "string", "contentMediaType": "application/json"},
        "retry": {"type": "integer"},
    },
    "additionalProperties": False,
}
STREAM_DOC: dict[str, Any] = {
    "description": "Server-sent events: `id` is the event's seq, `data` the event as JSON on one line.",
    "headers": {
        "X-Job-Id": {"description": "The run.", "schema": {"type": "string"}},
        "Content-Location": {"description": "Where this stream can be taken up again by Last-Event-ID.", "schema": {"type": "string"}},
    },
    "content": {"text/event-stream": {"itemSchema": FRAME, "example": EVENT_FRAMES}},
}
STREAMED: dict[int | str, dict[str, Any]] = {200: STREAM_DOC, 204: {"description": "The reader has every event and the run is over: do not reconnect."}}


class Wish(NamedTuple):
    """What a reader wants beside the stored events: ``view`` frames, an ``accepted`` frame first, or the events without the discovery's."""

    view: bool = False
    discovery: bool = True
    accepted: Mapping[str, Any] = {}


PLAIN = Wish()


def stream_of(door: Prospector, who: Principal, job_id: str, start: Start, wish: Wish = PLAIN) -> EventStream:
    """Return the response that replays a run's events after ``start`` and follows it until it no longer runs."""
    query = "" if wish.discovery else "?discovery=0"
    headers = {"X-Job-Id": job_id, "Content-Location": f"/api/v2/runs/{job_id}/events{query}"}
    return EventStream(_frames(door, who, job_id, start, wish), headers)


async def _frames(door: Prospector, who: Principal, job_id: str, start: Start, wish: Wish) -> AsyncGenerator[ServerSentEvent, None]:
    yield ServerSentEvent(retry=RETRY_MS, sep="\n")
    if wish.accepted:
        yield ServerSentEvent(_one_line({"job_id": job_id, **wish.accepted}), event="accepted", sep="\n")
    if start.reset:
        yield ServerSentEvent("{}", event="reset", sep="\n")
    sources = [_events(door.follow(who, job_id, start.after), discovery=wish.discovery)]
    if wish.view:
        sources.append(_views(door.follow_view(who, job_id)))
    merged = _merge(sources)
    try:
        async for frame in merged:
            yield frame
    except ProspectorError as error:
        log.error("the stream of %s broke: %s", job_id, error.message)
        yield ServerSentEvent(_one_line(of_domain(error, f"/api/v2/runs/{job_id}").model_dump(exclude_none=True)), event="problem", sep="\n")
    finally:
        with anyio.CancelScope(shield=True):
            await merged.aclose()


async def _events(events: AsyncIterator[dict[str, Any]], *, discovery: bool) -> AsyncIterator[ServerSentEvent]:
    async for event in events:
        if discovery or not is_of_discovery(event):
            yield ServerSentEvent(_one_line(event), id=str(event["seq"]), sep="\n")


def is_of_discovery(event: Mapping[str, Any]) -> bool:
    """Say whether an event tells of the search for candidates: neither of a lead nor of the run as a whole."""
    return not event.get("lead_id") and event["event_type"] not in OF_THE_RUN


async def _views(views: AsyncIterator[dict[str, Any]]) -> AsyncIterator[ServerSentEvent]:
    async for view in views:
        yield ServerSentEvent(_one_line(view), event="view", sep="\n")


def _one_line(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str).translate(_LINE_ENDS)


async def _merge(sources: list[AsyncIterator[ServerSentEvent]]) -> AsyncGenerator[ServerSentEvent, None]:
    """Yield from all sources as things come, at most one item ahead of the reader; close them all at the end."""
    waiting = {asyncio.ensure_future(anext(source)): source for source in sources}
    try:
        while waiting:
            done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                source = waiting.pop(task)
                try:
                    item = task.result()
                except StopAsyncIteration:
                    continue
                waiting[asyncio.ensure_future(anext(source))] = source
                yield item
    finally:
        with anyio.CancelScope(shield=True):
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)
            for source in sources:
                if isinstance(source, AsyncGenerator):
                    await source.aclose()


def start_at(door: Prospector, who: Principal, job_id: str, last_event_id: str | None, after: int = 0) -> Start | None:
    """Return where to begin; Last-Event-ID wins over ``after``. None when the reader has everything of a run that is over.

    An id that the run does not have starts again from its first event, after a ``reset`` frame. Raises NotFound.
    """
    run = door.run(who, job_id)
    if last_event_id is None:
        return Start(after)
    seq = int(last_event_id) if last_event_id.isascii() and last_event_id.isdecimal() and len(last_event_id) < 16 else -1
    if seq < 0 or (seq and not door.events_after(who, job_id, seq - 1, limit=1)):
        return Start(0, reset=True)
    if run.status is not RunStatus.RUNNING and not door.events_after(who, job_id, seq, limit=1):
        return None
    return Start(seq)


LastEventId = Annotated[str | None, Header(alias="Last-Event-ID", max_length=64, description="The last seq that the reader has; wins over `after`.")]


@router.get(
    "/v2/runs/{job_id}/events",
    summary="Follow the events of a run",
    response_class=Response,
    responses=documented(404) | STREAMED,
)
async def events(
    door: Door,
    who: Reader,
    job_id: str,
    after: Annotated[int, Query(ge=0, le=2**53)] = 0,
    view: Annotated[bool, Query(description="Also send `event: view` frames: the RunView whole, then its changes, at most 4 a second.")] = False,
    discovery: Annotated[bool, Query(description="0: without the events of the search for candidates, as stream_enrichment_pipeline sends them.")] = True,
    last_event_id: LastEventId = None,
) -> Response:
    """Replay the events after ``after`` (or Last-Event-ID), then follow the run until it no longer runs and all was sent."""
    start = await run_sync(start_at, door, who, job_id, last_event_id, after)
    return stream_of(door, who, job_id, start, Wish(view, discovery)) if start else Response(status_code=204)


async def streamed(door: Prospector, begun: Begun, last_event_id: str | None, *, discovery: bool = True, more: Mapping[str, Any] = {}) -> Response:
    """Return the stream of a run that a request started or found; what there is to say of its websites comes in a frame of its own before."""
    told = {**more, **(accepted(begun.websites.skipped) if more or begun.websites.skipped else {})}
    start = await run_sync(start_at, door, begun.who, begun.run.job_id, last_event_id)
    return stream_of(door, begun.who, begun.run.job_id, start, Wish(discovery=discovery, accepted=told)) if start else Response(status_code=204)
