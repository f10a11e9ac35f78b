import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from domain import events
from domain.events import DOCUMENT_FIELDS, EVENT, VERSION, Event, LeadData, LeadEnrichmentSummary, Record, upcast
from domain.lead_state import LeadState

AT = datetime(2026, 11, 21, 8, 30, 1, 250_000, tzinfo=UTC)
HEAD = {"v", "event_type", "timestamp", "job_id", "user_id", "seq"}

# The contract: event_type, required fields, fields that may be null.
CONTRACT = {
    "pipeline_start": ("initial_query max_leads_to_generate attempt", ""),
    "agent_start": ("agent_name agent_description input_query", "lead_id state"),
    "agent_end": ("agent_name execution_time_seconds success", "final_response error_message lead_id"),
    "tool_call_start": ("tool_name agent_name tool_args call_id", "lead_id"),
    "tool_call_output": ("tool_name agent_name output_snippet is_final call_id", "lead_id"),
    "tool_call_end": ("tool_name agent_name execution_time_seconds success call_id", "error_type error_message lead_id"),
    "lead_generated": ("lead_id lead_data source_url agent_name", ""),
    "lead_rejected": ("lead_id source_url reason_code reason", "company_name"),
    "lead_enrichment_start": ("lead_id company_name", ""),
    "lead_enrichment_end": ("lead_id company_name success", "final_package error_type error_message"),
    "status_update": ("status_message", "agent_name lead_id progress_percentage"),
    "pipeline_error": ("error_message error_type", "agent_name tool_name"),
    "pipeline_end": ("total_leads_generated execution_time_seconds success attempt outcome", "error_message"),
}
# Always on the wire, but a writer may leave them out (lead_data is stored apart and joined in).
DEFAULTED = {("agent_start", "agent_description"), ("agent_start", "input_query"), ("lead_generated", "lead_data")}
CLASSES: dict[str, type[Any]] = {kind.model_fields["event_type"].default: kind for kind in get_args(get_args(Event)[0])}

VALUES: dict[str, Any] = {
    "initial_query": "cold rooms",
    "max_leads_to_generate": 7,
    "attempt": 2,
    "agent_name": "harvester",
    "agent_description": "Reads.",
    "input_query": "https://firma.example/",
    "lead_id": "ld_1",
    "state": "ANALYZING",
    "execution_time_seconds": 0.25,
    "success": False,
    "final_response": "done",
    "error_message": "It broke — “hart”.",
    "error_type": "timeout",
    "tool_name": "fetch",
    "tool_args": {"url": "https://firma.example/"},
    "call_id": "c-1",
    "output_snippet": "200",
    "is_final": True,
    "lead_data": {
        "company_name": "Firma",
        "website": "https://firma.example/",
        "description": None,
        "enrichment": {
            "industry": "Trade",
            "company_size": None,
            "contact_emails": ["a@firma.example"],
            "contact_phones": [],
            "qualification_summary": None,
        },
    },
    "source_url": "https://firma.example/",
    "company_name": "Firma",
    "reason_code": "excluded",
    "reason": "On your list.",
    "final_package": {"sections": [1, {"a": None}]},
    "status_message": "Hello.",
    "progress_percentage": 12.5,
    "total_leads_generated": 3,
    "outcome": "goal_unreached",
}


def filled(kind: str) -> dict[str, Any]:
    required, optional = CONTRACT[kind]
    return {name: VALUES[name] for name in (required + " " + optional).split()}


def record(event: Event, **change: Any) -> Record:
    return Record.model_validate({"timestamp": AT, "job_id": "run-1", "user_id": "ann", "seq": 9, "event": event} | change)


def test_the_contract_and_the_classes_name_the_same_events() -> None:
    assert set(CLASSES) == set(CONTRACT)


@pytest.mark.parametrize("kind", CONTRACT)
def test_an_event_goes_through_json_whole(kind: str) -> None:
    event = EVENT.validate_python({"event_type": kind, **filled(kind)})
    assert type(event) is CLASSES[kind]
    assert EVENT.validate_json(EVENT.dump_json(event)) == event
    assert Record.model_validate_json(record(event).model_dump_json()) == record(event)


@pytest.mark.parametrize("kind", CONTRACT)
def test_the_wire_is_flat_and_has_exactly_the_fields_of_the_contract(kind: str) -> None:
    wire = record(EVENT.validate_python({"event_type": kind, **filled(kind)})).wire()
    assert wire == {"v": VERSION, "event_type": kind, "timestamp": "2026-11-21T08:30:01.250000Z", "job_id": "run-1", "user_id": "ann", "seq": 9, **filled(kind)}
    assert json.loads(json.dumps(wire, allow_nan=False)) == wire


@pytest.mark.parametrize("kind", CONTRACT)
def test_a_field_without_a_value_is_null_on_the_wire_not_missing(kind: str) -> None:
    required, optional = CONTRACT[kind]
    wire = record(EVENT.validate_python({"event_type": kind, **{name: VALUES[name] for name in required.split()}})).wire()
    assert set(wire) == HEAD | set(required.split()) | set(optional.split())
    assert all(wire[name] is None for name in optional.split())


@pytest.mark.parametrize("kind", CONTRACT)
def test_an_event_takes_no_other_field_and_does_not_change(kind: str) -> None:
    with pytest.raises(ValidationError):
        EVENT.validate_python({"event_type": kind, **filled(kind), "colour": "red"})
    event = EVENT.validate_python({"event_type": kind, **filled(kind)})
    with pytest.raises(ValidationError):
        event.event_type = "other"  # type: ignore[assignment,misc]


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind, (required, _) in CONTRACT.items() for name in required.split() if (kind, name) not in DEFAULTED]
)
def test_a_required_field_is_required(kind: str, name: str) -> None:
    with pytest.raises(ValidationError):
        EVENT.validate_python({"event_type": kind, **{k: v for k, v in filled(kind).items() if k != name}})


def test_an_unknown_event_is_refused() -> None:
    with pytest.raises(ValidationError):
        EVENT.validate_python({"event_type": "party"})


@pytest.mark.parametrize("outcome", ["done", "running", ""])
def test_a_run_ends_in_one_of_four_ways(outcome: str) -> None:
    with pytest.raises(ValidationError):
        EVENT.validate_python({"event_type": "pipeline_end", **filled("pipeline_end"), "outcome": outcome})


def test_numbers_that_json_has_not_are_refused() -> None:
    with pytest.raises(ValidationError):
        events.StatusUpdate(status_message="x", progress_percentage=float("nan"))


def test_a_whole_second_has_no_fraction_on_the_wire_and_reads_back() -> None:
    wire = record(events.StatusUpdate(status_message="x"), timestamp=AT.replace(microsecond=0)).wire()
    assert wire["timestamp"] == "2026-11-21T08:30:01Z"
    assert datetime.fromisoformat(wire["timestamp"]) == AT.replace(microsecond=0)


def test_the_timestamp_is_utc_whatever_the_clock_says() -> None:
    east = AT.astimezone(timezone(timedelta(hours=2)))
    assert record(events.StatusUpdate(status_message="x"), timestamp=east).wire()["timestamp"] == "2026-11-21T08:30:01.250000Z"


def test_an_agent_says_the_state_by_its_name() -> None:
    event = events.AgentStart(agent_name="analysis", lead_id="ld_1", state=LeadState.ANALYZING)
    assert record(event).wire()["state"] == "ANALYZING"


def test_lead_data_has_the_enrichment_block_of_the_contract() -> None:
    assert set(LeadData.model_fields) == {"company_name", "website", "description", "enrichment"}
    assert set(LeadEnrichmentSummary.model_fields) == {"industry", "company_size", "contact_emails", "contact_phones", "qualification_summary"}


def test_large_fields_are_fields_of_their_events_and_may_be_away() -> None:
    for kind, field in DOCUMENT_FIELDS.items():
        assert CLASSES[kind].model_fields[field].default is None


def test_todays_events_need_no_upcast() -> None:
    data = filled("agent_end")
    assert upcast(data, VERSION) == data


@pytest.mark.parametrize("v", [0, -1, VERSION + 1])
def test_an_event_of_another_age_is_not_guessed_at(v: int) -> None:
    with pytest.raises(ValueError, match=str(v)):
        upcast({}, v)
