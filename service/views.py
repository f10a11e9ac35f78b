"""The fold of a run's events, kept up to date and shared by everyone who looks at the run."""

import asyncio
import threading
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Any

from domain.base import Principal
from domain.progress import Progress, RunView
from domain.run import RunStatus
from storage.base import Store

KEPT = 32
CHUNK = 1_000
FRAME_SECONDS = 0.25  # at most four view frames a second
IDLE_SECONDS = 5.0  # a lost wake-up delays a reader no longer than this


class Views:
    """Views of runs, by folding what the store has after the last event seen."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._lock = threading.Lock()
        self._folds: OrderedDict[tuple[str, str], tuple[threading.Lock, Progress]] = OrderedDict()

    def view(self, who: Principal, job_id: str) -> RunView:
        """Return the picture of a run now. Raises NotFound."""
        run = self._store.run(who, job_id)
        lock, progress = self._fold(who, job_id)
        with lock:
            self._catch_up(who, job_id, progress)
            view = progress.snapshot(self._clock())
        if view.running and run.status is not RunStatus.RUNNING:  # the process died in the middle
            return view.model_copy(update={"running": False, "outcome": run.status.value, "eta_seconds": None})
        return view

    def _fold(self, who: Principal, job_id: str) -> tuple[threading.Lock, Progress]:
        with self._lock:
            entry = self._folds.setdefault((who.tenant, job_id), (threading.Lock(), Progress()))
            self._folds.move_to_end((who.tenant, job_id))
            while len(self._folds) > KEPT:
                self._folds.popitem(last=False)
            return entry

    def _catch_up(self, who: Principal, job_id: str, progress: Progress) -> None:
        while records := self._store.events(who, job_id, progress.view.seq, CHUNK):
            for record in records:
                progress.apply(record.wire())
            if len(records) < CHUNK:
                return

    async def follow_view(self, who: Principal, job_id: str) -> AsyncIterator[dict[str, Any]]:
        """Yield the view whole, then what changed, until the run is over."""
        last = await asyncio.to_thread(self.view, who, job_id)
        yield last.model_dump(mode="json")
        async for _ in self.wakes(job_id):
            over = (await asyncio.to_thread(self._store.run, who, job_id)).status is not RunStatus.RUNNING
            view = await asyncio.to_thread(self.view, who, job_id)
            if view.seq != last.seq or view.running != last.running:
                yield _delta(last, view)
                last = view
            if over:
                return
            await asyncio.sleep(FRAME_SECONDS)

    async def follow(self, who: Principal, job_id: str, after: int) -> AsyncIterator[dict[str, Any]]:
        """Yield wire events after a sequence number, then live, until the run is over and all was given."""
        await asyncio.to_thread(self._store.run, who, job_id)
        async for _ in self.wakes(job_id):
            over = (await asyncio.to_thread(self._store.run, who, job_id)).status is not RunStatus.RUNNING
            while records := await asyncio.to_thread(self._store.events, who, job_id, after, CHUNK):
                for record in records:
                    yield record.wire()
                    after = record.seq
            if over:
                return

    async def wakes(self, job_id: str) -> AsyncIterator[None]:
        """Yield at once, and then after every commit to the run (or a while without one)."""
        loop, bell = asyncio.get_running_loop(), asyncio.Event()

        def ring() -> None:
            loop.call_soon_threadsafe(bell.set)

        leave = self._store.subscribe(job_id, ring)
        try:
            while True:
                yield
                try:
                    await asyncio.wait_for(bell.wait(), IDLE_SECONDS)
                except TimeoutError:
                    continue
                finally:
                    bell.clear()
        finally:
            leave()


def _delta(old: RunView, new: RunView) -> dict[str, Any]:
    before = {lead.lead_id: lead for lead in old.leads}
    changed = [lead.model_dump(mode="json") for lead in new.leads if before.get(lead.lead_id) != lead]
    return new.model_dump(mode="json", exclude={"leads"}) | {"leads": changed}
