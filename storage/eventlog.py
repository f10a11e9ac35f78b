"""Reading the log of a run, and being woken when there is more of it."""

import json
import logging
import threading
from collections.abc import Callable
from typing import Any

from domain.base import Principal
from domain.errors import NotFound, StorageProblem
from domain.events import DOCUMENT_FIELDS, EVENT, VERSION, Event, Record, upcast
from storage.part import Part
from storage.queries import load
from storage.text import aware

SQL = load("eventlog")
_log = logging.getLogger(__name__)


class EventLog(Part):
    """The events of runs."""

    bell: "Bell"

    def events(self, who: Principal, job_id: str, after: int = 0, limit: int = 1_000) -> list[Record]:
        """Return events with seq > after, in order, documents joined in. Raises NotFound."""
        runs = self.database.query(SQL["run"], [who.tenant, who.user, job_id])
        if not runs:
            raise NotFound(f"There is no run {job_id}.")
        run_no, user = runs[0]
        rows = self.database.query(SQL["events"], [run_no, after, after + max(0, limit)])
        documents = self._documents(run_no, sorted({row[4] for row in rows if row[5]}))
        return [_record(row, job_id, user, documents) for row in rows]

    def _documents(self, run_no: int, lead_ids: list[str]) -> dict[tuple[str, str], str]:
        if not lead_ids:
            return {}
        return {(lead, kind): doc for lead, kind, doc in self.database.query(SQL["documents"], [run_no, lead_ids])}

    def subscribe(self, job_id: str, wake: Callable[[], None]) -> Callable[[], None]:
        """Call ``wake`` (from the writer's thread: it must not wait) after each commit to this run; return what ends that."""
        return self.bell.subscribe(job_id, wake)


def _record(row: tuple[Any, ...], job_id: str, user: str, documents: dict[tuple[str, str], str]) -> Record:
    seq, written_at, v, kind, lead_id, has_document, data = row
    event = _event(v, kind, data, documents[lead_id, kind] if has_document else None)
    # every part is checked already; validating a page of records again would cost more than reading it
    return Record.model_construct(v=VERSION, timestamp=aware(written_at), job_id=job_id, user_id=user, seq=seq, event=event)


def _event(v: int, kind: str, data: str, document: str | None) -> Event:
    if v == VERSION and document is None:
        return EVENT.validate_json(data)
    try:
        fields = upcast(json.loads(data), v)
    except ValueError as error:
        raise StorageProblem(f"The log was written by a newer version of Prospector: {error}.", code="newer_version") from error
    if document is not None:
        fields[DOCUMENT_FIELDS[kind]] = json.loads(document)
    return EVENT.validate_python(fields)


class Bell:
    """Who wants to be woken, by run."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._subscribers: dict[str, list[Callable[[], None]]] = {}

    def subscribe(self, job_id: str, wake: Callable[[], None]) -> Callable[[], None]:
        """Call ``wake`` at each ring of this run; return what ends that (calling it again does nothing)."""
        entry = _Subscriber(wake)
        with self._lock:
            self._subscribers.setdefault(job_id, []).append(entry)

        def end() -> None:
            with self._lock:
                others = [s for s in self._subscribers.get(job_id, ()) if s is not entry]
                if others:
                    self._subscribers[job_id] = others
                else:
                    self._subscribers.pop(job_id, None)

        return end

    def ring(self, job_ids: set[str]) -> None:
        """Wake the subscribers of these runs."""
        with self._lock:
            waiting = [wake for job_id in job_ids for wake in self._subscribers.get(job_id, ())]
        for wake in waiting:
            try:
                wake()
            except Exception:
                _log.exception("a subscriber failed")  # its trouble must not reach the writer


class _Subscriber:
    """One subscription; the same function may be subscribed twice."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake

    def __call__(self) -> None:
        self._wake()
