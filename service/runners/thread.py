"""Runs in a thread with its own event loop, so that no screen and no client that goes away can stop one."""

import asyncio
import logging
import threading
import traceback
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

from domain.errors import ProspectorError
from domain.events import PipelineEnd, PipelineError
from domain.run import RunStatus
from pipeline.parts import Parts, Request
from pipeline.run import run
from service.journal import Journal
from service.log import about
from storage.base import Store

R = TypeVar("R")
STOP_SECONDS = 5.0
logger = logging.getLogger(__name__)


class ThreadRunner:
    """Drives runs over a store; one thread for all of them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="prospector-runner", daemon=True)
        self._thread.start()

    def call(self, work: Coroutine[Any, Any, R]) -> Future[R]:
        """Run a coroutine on the runner's loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def start(self, request: Request, parts: Parts) -> None:
        """Begin to drive a run that the store has as RUNNING; returns when its task exists, so that a cancel cannot miss it."""
        ready = threading.Event()

        def begin() -> None:
            self._tasks[request.job_id] = self._loop.create_task(self._logged(request, parts))
            ready.set()

        self._loop.call_soon_threadsafe(begin)
        ready.wait()

    def cancel(self, job_id: str) -> None:
        """Stop driving a run; returns when its task has ended (or after a few seconds, when a step does not let go)."""
        self._on_loop(lambda: self._tasks[job_id].cancel() if job_id in self._tasks else None)
        self._wait([job_id])

    def active(self) -> list[str]:
        """Return the ids of the runs being driven now."""
        return list(self._tasks)

    def close(self, last: Coroutine[Any, Any, None]) -> None:
        """Stop all runs without ending them (they become resumable), await ``last`` on the loop, end the thread."""
        jobs = self.active()
        self._on_loop(lambda: [task.cancel("closing") for task in self._tasks.values()])
        self._wait(jobs)
        try:
            self.call(last).result(STOP_SECONDS)
        except TimeoutError:
            logger.warning("the extraction processes did not end in time")
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(STOP_SECONDS)
        if not self._thread.is_alive():
            self._loop.close()

    def _on_loop(self, what: Callable[[], object]) -> None:
        self._loop.call_soon_threadsafe(what)

    def _wait(self, jobs: list[str]) -> None:
        async def gone() -> None:
            tasks = [self._tasks[job] for job in jobs if job in self._tasks]
            if tasks:
                await asyncio.wait(tasks, timeout=STOP_SECONDS)

        self.call(gone()).result(STOP_SECONDS + 1)

    async def _logged(self, request: Request, parts: Parts) -> None:
        with about(job_id=request.job_id):
            await self._drive(request, parts)

    async def _drive(self, request: Request, parts: Parts) -> None:
        began = parts.clock()
        journal: Journal | None = None
        try:
            journal = await asyncio.to_thread(Journal, self._store, request.job_id, f"thread-{request.attempt}")
            end = await run(request, parts, journal.emit, journal)
            await journal.flush()
            await self._end(request, RunStatus(end.outcome), end)
        except asyncio.CancelledError as stop:
            if "closing" not in stop.args:  # closing leaves the run RUNNING; the next start offers it for resume
                await self._end(
                    request, RunStatus.CANCELLED, self._last(request, parts, began, "cancelled", "Stopped. What is there stays; the run can be resumed.")
                )
        except ProspectorError as error:
            await self._fail(request, parts, began, error.code, error.message)
        except Exception as error:
            frames = "".join(traceback.format_tb(error.__traceback__))  # without the message, which may quote a page
            logger.error("run %s failed: %s\n%s", request.job_id, type(error).__name__, frames)
            await self._fail(request, parts, began, "internal_error", f"A defect in Prospector ({type(error).__name__}); the program's log has the details.")
        finally:
            self._tasks.pop(request.job_id, None)

    async def _fail(self, request: Request, parts: Parts, began: Any, code: str, message: str) -> None:
        error = PipelineError(error_message=message, error_type=code)
        try:
            await self._end(request, RunStatus.FAILED, error, self._last(request, parts, began, "failed", message))
        except ProspectorError:
            logger.exception("the end of run %s could not be written", request.job_id)  # the disk is full: it is resumable after the next start

    async def _end(self, request: Request, status: RunStatus, *events: PipelineEnd | PipelineError) -> None:
        message = next((e.error_message or "" for e in events if isinstance(e, PipelineEnd)), "")
        await asyncio.wrap_future(self._store.end_run(request.job_id, status, message, events))

    def _last(self, request: Request, parts: Parts, began: Any, outcome: Any, message: str) -> PipelineEnd:
        done = sum(o.state.value == "COMPLETED" for o in self._store.outcomes(request.job_id).values())
        seconds = round((parts.clock() - began).total_seconds(), 3)
        return PipelineEnd(
            total_leads_generated=done, execution_time_seconds=seconds, success=False, error_message=message, attempt=request.attempt, outcome=outcome
        )
