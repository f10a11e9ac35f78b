"""The projection, pure: what a step or an event changes in a lead's passage, which is one row of ``run_leads``.

Steps set state, code, message and stage; events set names and what the package says. The two never touch the
same column, so a rebuild may read one log after the other. Rules:

- The board shows the newest passage that is COMPLETED or REJECTED; while a lead has none, its newest passage
  (running or FAILED, both in the column "enriching").
- ``stage_auto``: COMPLETED with tier A is qualified, any other COMPLETED is for review; REJECTED is rejected.
  The analyst's own stage always wins and outlives later runs.
- Contact columns hold verified main values only; the sector is the analysis's.
- A passage that was scored again shows the tier and the scores of the last time.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from domain.company_record import record_of_facts
from domain.events import Event, LeadEnrichmentEnd, LeadGenerated, LeadRejected
from domain.evidence import FactStatus
from domain.lead_state import LeadState, Stage
from domain.score import AXES, Axis
from storage.text import json_text

SHOWN_FOR_GOOD = frozenset({LeadState.COMPLETED, LeadState.REJECTED})
"""The states in which a passage takes the board from older ones."""


class Passage(NamedTuple):
    """A lead's passage through one run, in the order of the columns of ``run_leads``. Times are UTC without zone."""

    state: str
    stage_auto: str
    updated_at: datetime
    company_name: str
    website: str
    code: str = ""
    message: str = ""
    finish_no: int | None = None
    ended_at: datetime | None = None
    sector: str = ""
    country: str = ""
    city: str = ""
    email: str = ""
    phone: str = ""
    tier: str = ""
    prospect: float | None = None
    prospect_low: float | None = None
    prospect_high: float | None = None
    buying_intent: float | None = None
    buying_intent_low: float | None = None
    buying_intent_high: float | None = None
    pain_alignment: float | None = None
    pain_alignment_low: float | None = None
    pain_alignment_high: float | None = None
    urgency: float | None = None
    urgency_low: float | None = None
    urgency_high: float | None = None
    facts: int = 0
    verified: int = 0
    identity: str = ""
    factors: str = "[]"


STATE, ENDING, WHOLE = Passage._fields.index("company_name"), Passage._fields.index("sector"), len(Passage._fields)
"""How many columns, from the first, change: with a plain step; with a name or an end; with a package."""


def stage_of(state: str, tier: str) -> str:
    """Return the column of the board that a passage in this state stands in by itself."""
    if state == LeadState.COMPLETED:
        return Stage.QUALIFIED if tier == "A" else Stage.REVIEW
    return Stage.REJECTED if state == LeadState.REJECTED else Stage.ENRICHING


def begun(identity_key: str, website: str, at: datetime) -> Passage:
    """Return the passage of a candidate just taken in."""
    state = LeadState.HARVESTED
    return Passage(state, stage_of(state, ""), at, identity_key, website)


def after_step(passage: Passage, state: str, code: str, message: str, finish_no: int | None, at: datetime) -> Passage:
    """Return the passage after a step. ``state`` empty: as before; ``finish_no`` is given when the passage ends."""
    state = state or passage.state
    return passage._replace(
        state=state,
        stage_auto=stage_of(state, passage.tier),
        code=code,
        message=message,
        finish_no=finish_no,
        ended_at=at if finish_no else None,
        updated_at=max(passage.updated_at, at),
    )


def reopened(passage: Passage, state: str, at: datetime) -> Passage:
    """Return a FAILED passage open again in ``state``; any other as it is."""
    if passage.state != LeadState.FAILED:
        return passage
    return after_step(passage, state or LeadState.HARVESTED, "", "", None, at)


def change_of(event: Event, document: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return the columns that an event sets, or None. ``document`` is its large field as plain JSON data."""
    if isinstance(event, LeadGenerated):
        return _named(document or {})
    if isinstance(event, LeadRejected):
        return _named({"company_name": event.company_name})
    if isinstance(event, LeadEnrichmentEnd):
        named = _named({"company_name": event.company_name} | dict(document or {}))
        return named | (package_columns(document) if document else {})
    return None


def after_event(passage: Passage, change: Mapping[str, Any], at: datetime) -> Passage:
    """Return the passage after an event with this change."""
    new = passage._replace(**change, updated_at=max(passage.updated_at, at))
    return new._replace(stage_auto=stage_of(new.state, new.tier))


def extent(old: Passage, new: Passage) -> int:
    """Return how many columns, from the first, must be written to make ``old`` ``new``: STATE, ENDING or WHOLE."""
    if old[ENDING:] != new[ENDING:]:
        return WHOLE
    return ENDING if old[STATE:ENDING] != new[STATE:ENDING] else STATE


def _named(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: str(data[key]) for key in ("company_name", "website") if data.get(key)}


def package_columns(package: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns that a package (plain JSON data) fills; sections that are absent leave theirs empty."""
    facts = _get(package, "lead_facts").get("facts") or []
    columns = {field: _main_value(facts, field) for field in ("country", "city", "email", "phone")}
    columns["sector"] = _sector(package, facts)
    columns["tier"] = str(_get(package, "qualification").get("tier") or "")
    counts = {"facts": len(facts), "verified": sum(_verified(f) for f in facts)}
    columns["identity"] = _identity(package, facts)
    intelligence = _get(package, "ai_intelligence")
    return columns | counts | _score_columns(intelligence) | {"factors": short_factors(intelligence)}


def short_factors(intelligence: Mapping[str, Any]) -> str:
    """Return all factors of a package as JSON: [rule, axis, weight, state, strength, prior] each."""
    factors = (f for score in intelligence.get("scores") or () for f in score.get("factors") or ())
    return json_text([[f["rule"], f["axis"], f["weight"], f["state"], f.get("strength", 1.0), f.get("prior", 0.3)] for f in factors])


def after_rescore(passage: Passage, tier: str, scores: Mapping[Axis, tuple[float, float, float]], at: datetime) -> Passage:
    """Return the passage with another tier and other scores (value, low, high by axis)."""
    columns = {f"{axis}{part}": value for axis, values in scores.items() for part, value in zip(("", "_low", "_high"), values, strict=True)}
    return after_event(passage, {"tier": tier} | columns, at)


def _get(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    return data.get(key) or {}


def _verified(fact: Mapping[str, Any]) -> bool:
    return fact.get("status") in (FactStatus.QUOTED, FactStatus.DERIVED)


def _main_value(facts: list[Mapping[str, Any]], field: str) -> str:
    return next((str(f["value"]) for f in facts if f.get("field") == field and f.get("role") is None and _verified(f)), "")


def _score_columns(intelligence: Mapping[str, Any]) -> dict[str, float | None]:
    scores = {score["axis"]: score for score in intelligence.get("scores") or ()}
    columns: dict[str, float | None] = {}
    for axis in AXES:
        score = scores.get(axis) or {"value": intelligence.get(f"{axis}_score")}
        columns |= {axis: score.get("value"), f"{axis}_low": score.get("low"), f"{axis}_high": score.get("high")}
    return columns


def _identity(package: Mapping[str, Any], facts: list[Mapping[str, Any]]) -> str:
    record = record_of_facts("", str(package.get("website") or ""), str(package.get("company_name") or ""), facts)
    return record.model_dump_json(exclude={"record_id"}, exclude_defaults=True)


def _sector(package: Mapping[str, Any], facts: list[Mapping[str, Any]]) -> str:
    """The analysis's sector; nothing where it says that the pages do not tell."""
    analysed = str(_get(package, "analysis").get("sector") or "")
    return "" if analysed == "unknown" else analysed or _main_value(facts, "sector")
