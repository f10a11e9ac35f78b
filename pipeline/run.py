"""A run from context to leads: the whole flow on one screen, with a store behind it or without one.

``run`` pushes events through ``emit`` and never yields, so it may use tasks; ``events_of``
pulls them out of one queue and never holds a task group open over a yield (PEP 789).
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from functools import partial
from typing import Any, Literal

from domain.budget import Budget
from domain.events import Event, PipelineEnd, PipelineStart, Record
from domain.lead import LeadOutcome
from domain.lead_state import LeadState
from pipeline.discover import Candidates, find_and_extract_structured_leads
from pipeline.landing import Landings
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
    landings = Landings([lead.identity_key for lead in candidates.leads], once)
    budget = Budget(limits=request.limits)
    active: set[asyncio.Task[LeadOutcome]] = set()
    try:
        for lead in candidates.leads:
            while active and (len(active) >= parts.concurrency or not budget.may_start()):
                budget = await _reap(active, budget)
            if not budget.may_start():
                break
            journey = Journey(lead, request, parts, emit, once, known, landings.of(lead.identity_key))
            task = asyncio.create_task(once(Key(lead_id=lead.lead_id, step="lead", input_hash=""), LeadOutcome, journey.process))
            task.add_done_callback(partial(_ended, landings, lead.identity_key))
            active.add(task)
            budget = budget.started()
        while active:
            budget = await _reap(active, budget)
    finally:
        for task in active:
            task.cancel()
        await asyncio.gather(*active, return_exceptions=True)
    return budget


def _ended(landings: Landings, candidate: str, task: "asyncio.Task[LeadOutcome]") -> None:
    landings.ended(candidate)


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


async def events_of(request: Request, parts: Parts) -> AsyncIterator[dict[str, Any]]:
    """Do a run without a store and yield its events as wire dicts.

    The queue between the work and the reader is bounded: a slow reader slows the work, nothing grows.
    Closing early leaves no task behind.
    """
    queue: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue(QUEUE_SIZE)
    task = asyncio.create_task(_push(request, parts, queue))
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
