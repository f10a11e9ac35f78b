"""The fold: events in, the picture of a run out. Page, API and resume all use this one.

It reads wire dicts (``Record.wire()``), keeps no clock of its own, and can be fed piece by piece.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from domain.base import Value
from domain.lead_state import TERMINAL, LeadState

#: Agents of the longest path, in order; a lead's share of work is how many of them are behind it.
AGENTS = (
    "harvester",
    "intake",
    "analysis",
    "contacts",
    "pain_points",
    "qualification",
    "triggers",
    "strategy",
    "briefing",
    "finalising",
)


class LeadView(Value):
    """One lead inside a running run."""

    lead_id: str
    company_name: str = ""
    website: str = ""
    state: LeadState = LeadState.HARVESTED
    agent: str = ""
    percent: float = 0.0
    eta_seconds: float | None = None
    code: str = ""
    message: str = ""


class RunView(Value):
    """The picture of a run. ``eta_seconds`` is None while nothing has ended yet."""

    job_id: str = ""
    seq: int = 0
    attempt: int = 0
    running: bool = False
    outcome: str = ""
    message: str = ""
    goal: int = 0
    candidates: int = 0
    started: int = 0
    counts: dict[str, int] = {}
    failures: dict[str, int] = {}
    rejects: dict[str, int] = {}
    percent: float = 0.0
    eta_seconds: float | None = None
    elapsed_seconds: float = 0.0
    leads: tuple[LeadView, ...] = ()


class Progress:
    """The running fold of one run's events. Not thread-safe; the service guards it."""

    def __init__(self) -> None:
        self.view = RunView()
        self.leads: dict[str, LeadView] = {}
        self._began: dict[str, datetime] = {}
        self._start: datetime | None = None
        self._last: datetime | None = None
        self._durations = 0.0
        self._ended = 0
        self._share_before = 0.0  # done by earlier attempts, whose time is not in this one's clock

    def apply(self, wire: Mapping[str, Any]) -> None:
        """Take one more event; one already taken (by seq) changes nothing."""
        if wire["seq"] <= self.view.seq:
            return
        at = datetime.fromisoformat(wire["timestamp"])
        self._last = at
        handler = getattr(self, "_" + wire["event_type"], None)
        if handler:
            handler(wire, at)
        self.view = self.view.model_copy(update={"seq": wire["seq"], "job_id": wire["job_id"]})

    def snapshot(self, now: datetime) -> RunView:
        """Return the picture at ``now`` (aware UTC) with all leads."""
        counts = self._counts()
        failures: dict[str, int] = {}
        rejects: dict[str, int] = {}
        for lead in self.leads.values():
            tally = failures if lead.state is LeadState.FAILED else rejects if lead.state is LeadState.REJECTED else None
            if tally is not None:
                tally[lead.code] = tally.get(lead.code, 0) + 1
        leads = tuple(self._with_eta(lead, now) for lead in self.leads.values())
        end = now if self.view.running else (self._last or now)
        elapsed = max(0.0, (end - self._start).total_seconds()) if self._start else 0.0
        percent, eta = self._whole(counts, elapsed)
        return self.view.model_copy(
            update={
                "counts": {str(k): v for k, v in counts.items()},
                "failures": failures,
                "rejects": rejects,
                "started": len(self.leads),
                "leads": leads,
                "elapsed_seconds": round(elapsed, 1),
                "percent": percent,
                "eta_seconds": eta,
            }
        )

    def _counts(self) -> dict[LeadState, int]:
        counts = dict.fromkeys(LeadState, 0)
        for lead in self.leads.values():
            counts[lead.state] += 1
        return counts

    def _whole(self, counts: Mapping[LeadState, int], elapsed: float) -> tuple[float, float | None]:
        if not self.view.running:
            return (100.0 if self.view.outcome in ("completed", "goal_unreached") else round(self._share(counts) * 100, 1)), None
        share = self._share(counts)
        gained = share - self._share_before
        eta = elapsed * (1 - share) / gained if self._ended and gained > 0 else None
        return round(share * 100, 1), eta if eta is None else round(eta, 1)

    def _share(self, counts: Mapping[LeadState, int]) -> float:
        ended = sum(counts[s] for s in TERMINAL)
        by_goal = counts[LeadState.COMPLETED] / self.view.goal if self.view.goal else 0.0
        by_sites = ended / self.view.candidates if self.view.candidates else 0.0
        return min(1.0, max(by_goal, by_sites))

    def _with_eta(self, lead: LeadView, now: datetime) -> LeadView:
        if lead.state in TERMINAL or not self._ended or lead.lead_id not in self._began:
            return lead
        mean = self._durations / self._ended
        spent = (now - self._began[lead.lead_id]).total_seconds()
        return lead.model_copy(update={"eta_seconds": round(max(0.0, max(mean - spent, mean * (1 - lead.percent / 100) * 0.5)), 1)})

    def _put(self, lead_id: str, **change: Any) -> None:
        old = self.leads.get(lead_id) or LeadView(lead_id=lead_id)
        self.leads[lead_id] = old.model_copy(update={k: v for k, v in change.items() if v is not None})

    def _end_lead(self, lead_id: str, at: datetime) -> None:
        if lead_id in self._began:
            self._durations += (at - self._began.pop(lead_id)).total_seconds()
            self._ended += 1

    def _pipeline_start(self, wire: Mapping[str, Any], at: datetime) -> None:
        self._start = at
        self._durations, self._ended, self._began = 0.0, 0, {}
        self.view = self.view.model_copy(
            update={"running": True, "attempt": wire["attempt"], "goal": wire["max_leads_to_generate"], "outcome": "", "message": ""}
        )
        self._share_before = self._share(self._counts())

    def _pipeline_end(self, wire: Mapping[str, Any], at: datetime) -> None:
        self.view = self.view.model_copy(update={"running": False, "outcome": wire["outcome"], "message": wire.get("error_message") or ""})

    def _tool_call_output(self, wire: Mapping[str, Any], at: datetime) -> None:
        if wire["tool_name"] == "search" and wire.get("is_final") and wire["output_snippet"].split(" ")[0].isdigit():
            self.view = self.view.model_copy(update={"candidates": int(wire["output_snippet"].split(" ")[0])})

    def _agent_start(self, wire: Mapping[str, Any], at: datetime) -> None:
        lead_id = wire.get("lead_id")
        if not lead_id:
            return
        self._began.setdefault(lead_id, at)
        name = wire["agent_name"]
        done = AGENTS.index(name) if name in AGENTS else 0
        self._put(
            lead_id,
            state=LeadState(wire["state"]) if wire.get("state") else None,
            agent=name,
            percent=round(100 * done / len(AGENTS), 1),
            website=wire.get("input_query") or None,
            code="",
            message="",
        )

    def _lead_generated(self, wire: Mapping[str, Any], at: datetime) -> None:
        data = wire.get("lead_data") or {}
        self._put(wire["lead_id"], company_name=data.get("company_name"), website=data.get("website"))

    def _lead_rejected(self, wire: Mapping[str, Any], at: datetime) -> None:
        self._end_lead(wire["lead_id"], at)
        self._put(
            wire["lead_id"],
            state=LeadState.REJECTED,
            company_name=wire.get("company_name"),
            website=wire["source_url"],
            code=wire["reason_code"],
            message=wire["reason"],
            agent="",
            percent=100.0,
        )

    def _lead_enrichment_end(self, wire: Mapping[str, Any], at: datetime) -> None:
        self._end_lead(wire["lead_id"], at)
        done = wire["success"]
        self._put(
            wire["lead_id"],
            state=LeadState.COMPLETED if done else LeadState.FAILED,
            company_name=wire["company_name"],
            code="" if done else wire.get("error_type"),
            message="" if done else wire.get("error_message"),
            agent="",
            percent=100.0,
        )


def fold(events: Iterable[Mapping[str, Any]], now: datetime) -> RunView:
    """Return the picture that these wire events give at ``now``."""
    progress = Progress()
    for wire in events:
        progress.apply(wire)
    return progress.snapshot(now)
