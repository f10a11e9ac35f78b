"""The events of a run: a frozen discriminated union, and the record that gives each its place in the log.

Names and fields are the contract; the API streams ``Record.wire()`` as it is. Past events are
never changed: a new shape gets a new ``v`` and an upcast in :func:`upcast`.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from domain.base import Value
from domain.lead_state import LeadState

VERSION = 1


class PipelineStart(Value):
    """A run, or a further attempt at it, begins."""

    event_type: Literal["pipeline_start"] = "pipeline_start"
    initial_query: str
    max_leads_to_generate: int
    attempt: int


class AgentStart(Value):
    """An agent (one step of the pipeline) begins, for the run or for one lead."""

    event_type: Literal["agent_start"] = "agent_start"
    agent_name: str
    agent_description: str = ""
    input_query: str = ""
    lead_id: str | None = None
    state: LeadState | None = None


class AgentEnd(Value):
    """An agent is done."""

    event_type: Literal["agent_end"] = "agent_end"
    agent_name: str
    execution_time_seconds: float
    success: bool
    final_response: str | None = None
    error_message: str | None = None
    lead_id: str | None = None


class ToolCallStart(Value):
    """A call to the outside begins (a fetch, a search)."""

    event_type: Literal["tool_call_start"] = "tool_call_start"
    tool_name: str
    agent_name: str
    tool_args: dict[str, str]
    call_id: str
    lead_id: str | None = None


class ToolCallOutput(Value):
    """What a call gave, in short."""

    event_type: Literal["tool_call_output"] = "tool_call_output"
    tool_name: str
    agent_name: str
    output_snippet: str
    is_final: bool
    call_id: str
    lead_id: str | None = None


class ToolCallEnd(Value):
    """A call to the outside ended."""

    event_type: Literal["tool_call_end"] = "tool_call_end"
    tool_name: str
    agent_name: str
    execution_time_seconds: float
    success: bool
    error_type: str | None = None
    error_message: str | None = None
    call_id: str
    lead_id: str | None = None


class LeadEnrichmentSummary(Value):
    """The enrichment block inside ``lead_data``."""

    industry: str | None = None
    company_size: str | None = None
    contact_emails: tuple[str, ...] = ()
    contact_phones: tuple[str, ...] = ()
    qualification_summary: str | None = None


class LeadData(Value):
    """What lead_generated says of a lead."""

    company_name: str
    website: str
    description: str | None = None
    enrichment: LeadEnrichmentSummary = LeadEnrichmentSummary()


class LeadGenerated(Value):
    """A candidate's site was read and it is a lead. ``lead_data`` is stored once and joined in on reading."""

    event_type: Literal["lead_generated"] = "lead_generated"
    lead_id: str
    lead_data: LeadData | None = None
    source_url: str
    agent_name: str


class LeadRejected(Value):
    """A candidate is no lead."""

    event_type: Literal["lead_rejected"] = "lead_rejected"
    lead_id: str
    company_name: str | None = None
    source_url: str
    reason_code: str
    reason: str


class LeadEnrichmentStart(Value):
    """The agents begin with a lead."""

    event_type: Literal["lead_enrichment_start"] = "lead_enrichment_start"
    lead_id: str
    company_name: str


class LeadEnrichmentEnd(Value):
    """A lead's passage ended: COMPLETED with its package (joined in on reading), or FAILED with its error."""

    event_type: Literal["lead_enrichment_end"] = "lead_enrichment_end"
    lead_id: str
    company_name: str
    success: bool
    final_package: dict[str, Any] | None = None
    error_type: str | None = None
    error_message: str | None = None


class StatusUpdate(Value):
    """A sentence for the reader of the log."""

    event_type: Literal["status_update"] = "status_update"
    status_message: str
    agent_name: str | None = None
    lead_id: str | None = None
    progress_percentage: float | None = None


class PipelineError(Value):
    """Something went wrong that is not one lead's failure."""

    event_type: Literal["pipeline_error"] = "pipeline_error"
    error_message: str
    error_type: str
    agent_name: str | None = None
    tool_name: str | None = None


class PipelineEnd(Value):
    """An attempt at a run is over."""

    event_type: Literal["pipeline_end"] = "pipeline_end"
    total_leads_generated: int
    execution_time_seconds: float
    success: bool
    error_message: str | None = None
    attempt: int
    outcome: Literal["completed", "cancelled", "failed", "goal_unreached"]


Event = Annotated[
    PipelineStart
    | AgentStart
    | AgentEnd
    | ToolCallStart
    | ToolCallOutput
    | ToolCallEnd
    | LeadGenerated
    | LeadRejected
    | LeadEnrichmentStart
    | LeadEnrichmentEnd
    | StatusUpdate
    | PipelineError
    | PipelineEnd,
    Field(discriminator="event_type"),
]
EVENT: TypeAdapter[Event] = TypeAdapter(Event)

#: Large fields that are stored once per (run, lead) and joined in when an event is read.
DOCUMENT_FIELDS: dict[str, str] = {"lead_generated": "lead_data", "lead_enrichment_end": "final_package"}


class Record(Value):
    """An event with its place in the log of its run: ``seq`` from 1, gapless over all attempts."""

    v: int = VERSION
    timestamp: datetime
    job_id: str
    user_id: str
    seq: int
    event: Event

    def wire(self) -> dict[str, Any]:
        """Return the flat JSON object that streams and exports carry."""
        head = {"v": self.v, "event_type": self.event.event_type, "timestamp": self.timestamp.astimezone(UTC).isoformat().replace("+00:00", "Z")}
        tail = {"job_id": self.job_id, "user_id": self.user_id, "seq": self.seq}
        return head | tail | {k: v for k, v in self.event.model_dump(mode="json").items() if k != "event_type"}


def upcast(data: Mapping[str, Any], v: int) -> dict[str, Any]:
    """Return the fields of a stored event of version ``v`` in today's shape."""
    if not 1 <= v <= VERSION:
        raise ValueError(f"event version {v} is newer than this program knows ({VERSION})")
    return dict(data)
