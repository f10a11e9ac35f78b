"""``once`` and ``emit`` over a store: what makes a run resumable and its paid calls bought once."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import Future

from pydantic import ValidationError

from domain.events import Event
from domain.lead import LeadOutcome
from pipeline.once import Done, Key, T
from storage.base import Claim, Commit, StepResult, Store

logger = logging.getLogger(__name__)

LEAD_STEP = "lead"
MAX_PENDING = 2_000


class Journal:
    """The log of one run, for the worker that drives it now.

    The step named ``lead`` is a lead's whole passage: entering it claims the lead, and a lead
    that is terminal already answers with its stored outcome.
    """

    def __init__(self, store: Store, job_id: str, worker: str) -> None:
        self._store = store
        self._job_id = job_id
        self._worker = worker
        self._ended: dict[str, LeadOutcome] = store.outcomes(job_id)
        self._claims: dict[str, Claim] = {}
        self._pending: set[Future[Commit]] = set()

    async def emit(self, event: Event) -> None:
        """Append an event without waiting for the disk, as long as not too many wait already.

        Raises:
            StorageProblem: an earlier event could not be written.
        """
        future = self._store.append(self._job_id, [event])
        self._pending.add(future)
        if len(self._pending) >= MAX_PENDING:
            await self.flush()

    async def flush(self) -> None:
        """Wait until all events so far are durable. Raises StorageProblem."""
        waiting, self._pending = self._pending, set()
        for future in waiting:
            await asyncio.wrap_future(future)

    async def __call__(self, key: Key, output: type[T], step: Callable[..., Awaitable[Done[T]]], *args: object) -> T:
        """Return what ``key`` gave before, or run the step and record it (see ``pipeline.once.Once``)."""
        if key.step == LEAD_STEP and key.lead_id in self._ended:
            return output.model_validate(self._ended[key.lead_id].model_dump())
        claim = await self._claim(key)
        stored = claim.done.get(key.step)
        if stored and stored[0] == key.input_hash and key.step != LEAD_STEP:
            try:
                return output.model_validate_json(stored[1])
            except ValidationError:  # recorded by a version with another shape: the step is done again
                logger.info("the stored %s of %s is of another version", key.step, key.lead_id or "the run")
        done = await step(*args)
        if done.leads:
            await asyncio.to_thread(self._store.add_leads, self._job_id, done.leads)
        result = StepResult(step=key.step, input_hash=key.input_hash, output=done.output.model_dump_json(), state=done.state)
        answer = await asyncio.wrap_future(self._store.commit_step(claim, result, done.events, done.outcome))
        self._reap()
        if key.step == LEAD_STEP:
            self._claims.pop(key.lead_id, None)
        if answer != "ok":
            raise asyncio.CancelledError(answer)
        return done.output

    async def _claim(self, key: Key) -> Claim:
        if key.lead_id not in self._claims:
            claim = await asyncio.to_thread(self._store.claim, self._job_id, key.lead_id, self._worker)
            if claim is None:
                raise asyncio.CancelledError("the run was stopped")
            self._claims[key.lead_id] = claim
        return self._claims[key.lead_id]

    def _reap(self) -> None:
        """Drop events that are written; one that failed raises here instead of being lost silently."""
        done = {future for future in self._pending if future.done()}
        self._pending -= done
        for future in done:
            future.result()
