"""A lead's stored factors in short, as they are weighed again without its package; and the record of having done so."""

from datetime import datetime
from typing import NamedTuple

from domain.base import Value
from domain.lead_state import Stage
from domain.score import Axis


class Short(NamedTuple):
    """A factor without its words and facts; ``weight`` is its own, before any multiplier."""

    rule: str
    axis: str
    weight: float
    state: str
    strength: float
    prior: float


class Scorecard(NamedTuple):
    """The newest completed passage of a lead under a context, with the analyst's label.

    ``judged_by`` is the version of the context that its pages were read for; ``scored_by`` the one whose weights the scores have.
    """

    lead_id: str
    entry_no: int
    company_name: str
    website: str
    tier: str
    stage: Stage
    judged_by: int
    scored_by: int
    good: bool | None
    reason: str
    factors: tuple[Short, ...]


class Rescore(Value):
    """A passage scored again from its stored factors: under which version, with which weights, and what came out (value, low, high)."""

    entry_no: int
    context_version: int
    weights: dict[str, float]
    tier: str
    scores: dict[Axis, tuple[float, float, float]]
    at: datetime | None = None
