"""A stand-in door for the API: users kept apart, runs whose events come while one listens, errors on demand."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import timedelta
from typing import Any

from domain.base import Principal
from domain.errors import NotFound, ProspectorError, RunAlreadyActive
from domain.lead import LeadFilter, LeadPage
from domain.progress import RunView, fold
from domain.run import Run, RunStatus
from service.base import RunOrder
from storage.base import StoredLead
from tests.pages.sample_leads import NOW
from tests.pages.standin import Standin


class LiveDoor(Standin):
    """The stand-in of the screens with several users and live runs; leads and pages belong to ``local``."""

    def __init__(self) -> None:
        super().__init__()
        self.owner = {job_id: "local" for job_id in self.stored_runs}
        self.error: ProspectorError | None = None
        self._starting = threading.Lock()
        self.breaks_after: int | None = None
        self.exports: list[tuple[LeadFilter, bool]] = []

    def add_run(self, job_id: str, events: int = 0, *, running: bool = True, user: str = "local") -> None:
        """Add a run with this many events."""
        order = RunOrder.model_validate({"source": {"kind": "saved"}, "context_id": "ctx_cold"})
        self._add_run(job_id, order, RunStatus.RUNNING)
        self.owner[job_id] = user
        self.events[job_id] = []
        self.push(job_id, events)
        if not running:
            self.finish(job_id)

    def push(self, job_id: str, events: int) -> None:
        """Append events; texts hold what line-based readers trip over."""
        log = self.events[job_id]
        for seq in range(len(log) + 1, len(log) + events + 1):
            at = (NOW + timedelta(seconds=seq)).isoformat()
            text = f"step {seq} \u2028 Käse\r\n\nid: 9999\x85"
            log.append({"v": 1, "event_type": "status_update", "timestamp": at, "job_id": job_id, "user_id": "local", "seq": seq, "status_message": text})

    def finish(self, job_id: str) -> None:
        """End the run."""
        self.stored_runs[job_id] = self.stored_runs[job_id].model_copy(update={"status": RunStatus.COMPLETED, "ended_at": NOW})

    def start(self, who: Principal, order: RunOrder, job_id: str = "") -> Run:
        with self._starting:  # as the real door: of two at once one comes second
            return self._start(who, order, job_id)

    def _start(self, who: Principal, order: RunOrder, job_id: str) -> Run:
        if self.error:
            raise self.error
        active = self.active_run(who)
        if active:
            raise RunAlreadyActive(job_id=active.job_id)
        name = job_id or f"run_{len(self.stored_runs)}"
        self.started.append(order)
        self._add_run(name, order.model_copy(update={"context_id": "ctx_cold"}), RunStatus.RUNNING)
        self.owner[name] = who.user
        self.events[name] = []
        self.push(name, 3)
        return self.stored_runs[name]

    def active_run(self, who: Principal) -> Run | None:
        return next((r for r in self.runs(who) if r.status is RunStatus.RUNNING), None)

    def run(self, who: Principal, job_id: str) -> Run:
        if self.owner.get(job_id) != who.user:
            raise NotFound("There is no such run.")
        return self.stored_runs[job_id]

    def runs(self, who: Principal, limit: int = 50, offset: int = 0) -> list[Run]:
        own = [r for r in self.stored_runs.values() if self.owner.get(r.job_id) == who.user]
        return own[::-1][offset : offset + limit]

    def cancel(self, who: Principal, job_id: str) -> Run:
        self.stored_runs[job_id] = self.run(who, job_id).model_copy(update={"status": RunStatus.CANCELLED, "ended_at": NOW})
        return self.stored_runs[job_id]

    def resume(self, who: Principal, job_id: str) -> Run:
        return self.run(who, job_id)

    def retry_failed(self, who: Principal, job_id: str) -> Run:
        return self.run(who, job_id)

    def view(self, who: Principal, job_id: str) -> RunView:
        self.run(who, job_id)
        return fold(self.events[job_id], NOW)

    async def follow(self, who: Principal, job_id: str, after: int = 0) -> AsyncIterator[dict[str, Any]]:
        while True:
            over = self.run(who, job_id).status is not RunStatus.RUNNING
            for event in self.events_after(who, job_id, after):
                if self.breaks_after is not None and after >= self.breaks_after:
                    raise self.error or NotFound()
                after = event["seq"]
                yield event
            if over:
                return
            await asyncio.sleep(0.005)

    async def follow_view(self, who: Principal, job_id: str) -> AsyncIterator[dict[str, Any]]:
        yield self.view(who, job_id).model_dump(mode="json")
        async for _ in self.follow(who, job_id):
            pass
        yield {"seq": len(self.events[job_id]), "running": False, "leads": []}

    def leads(self, who: Principal, where: LeadFilter) -> LeadPage:
        return super().leads(who, where) if who.user == "local" else LeadPage(leads=(), total=0)

    def lead(self, who: Principal, lead_id: str, job_id: str = "") -> StoredLead:
        if who.user != "local":
            raise NotFound("There is no such lead.")
        return super().lead(who, lead_id, job_id)

    def page_source(self, who: Principal, page_sha256: str) -> str:
        if who.user != "local":
            raise NotFound("This page is no longer stored.")
        return super().page_source(who, page_sha256)

    def export_csv(self, who: Principal, where: LeadFilter, *, unverified: bool = False, columns: Sequence[str] = ()) -> Iterator[str]:
        self.exports.append((where, unverified))
        if self.error:
            raise self.error
        yield from super().export_csv(who, where, unverified=unverified, columns=columns)
