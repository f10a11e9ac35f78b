"""A run from context to leads: the whole flow on one screen, and the public entry that needs no store.

``run`` pushes events through ``emit`` and never yields, so it may use tasks; ``execute_agentic_pipeline``
pulls them out of one queue and never holds a task group open over a yield (PEP 789).
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal

from domain.base import Principal
from domain.budget import Budget
from domain.context import BusinessContext
from domain.events import Event, PipelineEnd, PipelineStart, Record
from domain.lead import LeadOutcome
from domain.lead_state import LeadState
from domain.run import Limits
from pipeline.discover import Candidates, find_and_extract_structured_leads
from pipeline.once import Emit, InMemory, Key, Once, hashed
from pipeline.parts import Parts, Request
from pipeline.process import Journey

QUEUE_SIZE = 1_000


async def run(request: Request, parts: Parts, emit: Emit, once: Once) -> PipelineEnd:
    """Do a run, or what is left of it, and return its last event, which the caller records with the run's status.

    Raises:
        ProspectorError: the run as a whole cannot go on (the search does not answer, the disk is full).
    """
    began = parts.clock()
    await emit(PipelineStart(initial_query=request.query, max_leads_to_generate=request.limits.max_leads, attempt=request.attempt))
    key = Key(lead_id="", step="discover", input_hash=hashed(request.context, request.query, request.limits))
    candidates = await once(key, Candidates, find_and_extract_structured_leads, request, parts, emit)
    budget = await _work(candidates, request, parts, emit, once)
    return _end(budget, candidates, request, (parts.clock() - began).total_seconds())


async def _work(candidates: Candidates, request: Request, parts: Parts, emit: Emit, once: Once) -> Budget:
    known = frozenset(lead.identity_key for lead in candidates.leads)
    budget = Budget(limits=request.limits)
    active: set[asyncio.Task[LeadOutcome]] = set()
    try:
        for lead in candidates.leads:
            while active and (len(active) >= parts.concurrency or not budget.may_start()):
                budget = await _reap(active, budget)
            if not budget.may_start():
                break
            journey = Journey(lead, request, parts, emit, once, known)
            key = Key(lead_id=lead.lead_id, step="lead", input_hash="")
            active.add(asyncio.create_task(once(key, LeadOutcome, journey.process)))
            budget = budget.started()
        while active:
            budget = await _reap(active, budget)
    finally:
        for task in active:
            task.cancel()
        await asyncio.gather(*active, return_exceptions=True)
    return budget


async def _reap(active: set[asyncio.Task[LeadOutcome]], budget: Budget) -> Budget:
    done, _ = await asyncio.wait(active, return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        active.discard(task)
        # Cancelled: another worker has the lead, or the run was stopped; its end is not ours to count.
        budget = budget.ended(LeadState.FAILED if task.cancelled() else task.result().state)
    return budget


def _end(budget: Budget, candidates: Candidates, request: Request, seconds: float) -> PipelineEnd:
    outcome: Literal["completed", "goal_unreached"] = "completed" if budget.goal_reached else "goal_unreached"
    message = None
    if outcome == "goal_unreached":
        message = f"{budget.completed} of {request.limits.max_leads} leads; all {len(candidates.leads)} candidate websites were worked through."
    return PipelineEnd(
        total_leads_generated=budget.completed,
        execution_time_seconds=round(seconds, 3),
        success=True,
        error_message=message,
        attempt=request.attempt,
        outcome=outcome,
    )


async def execute_agentic_pipeline(
    initial_query: str,
    business_context: BusinessContext | Mapping[str, Any],
    user_id: str,
    max_leads_to_generate: int,
    config_overrides: Mapping[str, Any] | None = None,
    *,
    parts: Parts,
    job_id: str = "pipeline",
) -> AsyncIterator[dict[str, Any]]:
    """Run the pipeline without storage and yield its events as wire dicts (see ``domain.events``).

    Close it early with ``contextlib.aclosing`` (or ``aclose()``): no task is left behind. The queue between
    the work and the reader is bounded: a slow reader slows the work, nothing grows.

    Args:
        initial_query: focus query on top of the context; may be empty.
        business_context: the context, or a mapping with its fields.
        user_id: goes into every event.
        max_leads_to_generate: stop when this many leads are COMPLETED.
        config_overrides: ``max_sites``, ``concurrency``, ``pages_per_site``.
        parts: the outside: search, fetch, archive, reader, clock (``service.parts.standalone()`` makes the default ones).
        job_id: goes into every event.

    Raises:
        pydantic.ValidationError: the context or a limit is not usable.
        ProspectorError: the run as a whole could not go on.
    """
    overrides = dict(config_overrides or {})
    limits = Limits(max_leads=max_leads_to_generate, **{k: overrides.pop(k) for k in ("max_sites",) if k in overrides})
    context = business_context if isinstance(business_context, BusinessContext) else BusinessContext.model_validate(business_context)
    request = Request(job_id, Principal(user=user_id), "", 0, context, initial_query, limits, 1, parts.clock())
    queue: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue(QUEUE_SIZE)
    task = asyncio.create_task(_push(request, replace(parts, **overrides), queue))
    try:
        while (wire := await queue.get()) is not None:
            yield wire
        await task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _push(request: Request, parts: Parts, queue: "asyncio.Queue[dict[str, Any] | None]") -> None:
    seq = 0

    async def emit(event: Event) -> None:
        nonlocal seq
        seq += 1
        await queue.put(_record(event, request, seq, parts.clock()).wire())

    try:
        await emit(await run(request, parts, emit, InMemory(emit)))
    except Exception:
        await queue.put(None)
        raise
    await queue.put(None)  # not in a finally: when the reader is gone nobody would take it


def _record(event: Event, request: Request, seq: int, at: datetime) -> Record:
    return Record(timestamp=at, job_id=request.job_id, user_id=request.who.user, seq=seq, event=event)
