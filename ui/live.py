"""The live picture of a run: one browser part on one stream of server-sent events; drawn whole from the door first, so that it is never blank."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from domain.lead_state import TERMINAL
from domain.progress import LeadView, RunView
from domain.run import Run, RunStatus
from ui.component import declare, ignore
from ui.words import group

EVENTS = 200
ENDED_LEADS = 300
_GROUPS = ("live", "state", "agent", "event", "tool", "outcome", "error", "reject", "time")
_live = declare("live")
#: Fields of an event that the log shows; the packages and lead data that events carry stay on the server.
_SHOWN = (
    "seq", "timestamp", "event_type", "lead_id", "company_name", "agent_name", "tool_name", "tool_args",
    "output_snippet", "success", "error_type", "error_message", "execution_time_seconds", "source_url", "reason_code",
    "reason", "status_message", "attempt", "max_leads_to_generate", "total_leads_generated", "outcome",
)  # fmt: skip


def live(run: Run, view: RunView, events: Sequence[dict[str, Any]], ticket: str = "") -> Any:
    """Draw a run and keep it up to date while it goes on.

    Args:
        ticket: what the stream asks for where tokens are set up, since a browser's stream can send no token. When it has become too old
            for a new connection the part asks for a script run, and gets a new one.

    Returns:
        The part's result: ``ended`` is set for one script run when the run may be over, ``opened`` to the lead_id that was clicked.
    """
    return _live(key="live", data=picture(run, view, events, ticket), on_ended_change=ignore, on_opened_change=ignore)


def picture(run: Run, view: RunView, events: Sequence[dict[str, Any]], ticket: str = "") -> dict[str, Any]:
    """Return what the browser part is given: the view, the newest events and all words."""
    running = run.status is RunStatus.RUNNING
    return {
        "key": f"{run.job_id}/{run.attempt}/{run.status}",
        "job_id": run.job_id,
        "running": running,
        "url": f"/api/v2/runs/{quote(run.job_id, safe='')}/events",
        "ticket": ticket,
        "view": view.model_copy(update={"leads": _newest(view.leads)}).model_dump(mode="json"),
        "events": [{name: event[name] for name in _SHOWN if event.get(name) is not None} for event in events[-EVENTS:]],
        "words": {name: group(name) for name in _GROUPS},
    }


def _newest(leads: tuple[LeadView, ...]) -> tuple[LeadView, ...]:
    """Return the leads worked on and as many of the ended ones as anyone reads: a run may have ten thousand."""
    ended = [lead for lead in leads if lead.state in TERMINAL]
    return (*ended[-ENDED_LEADS:], *(lead for lead in leads if lead.state not in TERMINAL))
