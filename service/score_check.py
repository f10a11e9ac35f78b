"""What the door says about its own scores: how they agree with the analyst's labels, and what other weights would make of them."""

from collections.abc import Mapping
from typing import Literal, Protocol

from domain.base import Principal, Value
from domain.context import ContextVersion
from domain.meter import Change, Label, Meter
from domain.score import Axis

Order = Literal["prospect", "buying_intent", "pain_alignment", "urgency", "tier"]
"""What leads are put in order by; ``tier``: by tier, then by prospect score."""


class RuleTally(Value):
    """A factor and how it stands among the leads of a context.

    Attributes:
        rule: what ``BusinessContext.weights`` names it by.
        weight: its own weight within its score; ``multiplier`` is what the context makes of it.
        good: the mean credit (0 to 1) that it gives leads labelled good, ``bad`` those labelled bad; None without any.
    """

    rule: str
    axis: Axis
    weight: float
    multiplier: float
    met: int
    not_met: int
    unknown: int
    good: float | None
    bad: float | None


class ScoreCheck(Value):
    """A context's scores at the weights of its newest version, against the labels.

    Attributes:
        older: leads whose pages were read for a version of the context that differs in more than weights, so that other questions were asked.
        stale: leads that the board still shows with scores by other weights; ``rescore`` brings them up to date.
    """

    context: ContextVersion
    order: Order
    meter: Meter
    rules: tuple[RuleTally, ...]
    older: int
    stale: int


class Place(Value):
    """A lead's place (from 1), score and tier before and after."""

    lead_id: str
    company_name: str
    website: str
    label: Label
    before: int
    after: int
    score_before: float
    score_after: float
    tier_before: str
    tier_after: str


class WhatIf(Value):
    """What other weights would do: the change of the meter, and all leads by their place after it."""

    order: Order
    weights: dict[str, float]
    change: Change
    places: tuple[Place, ...]


class ScoreDoor(Protocol):
    """The part of the door that checks scores."""

    def score_check(self, who: Principal, context_id: str, order: Order = "prospect") -> ScoreCheck:
        """Return how the scores under a context agree with the labels. Raises NotFound."""

    def what_if(self, who: Principal, context_id: str, weights: Mapping[str, float], order: Order = "prospect") -> WhatIf:
        """Return what other weights would make of the same stored factors; nothing is written. Raises NotFound, InvalidInput."""

    def rescore(self, who: Principal, context_id: str) -> int:
        """Score the board's leads again by the weights of the newest version, without reading a page; return how many. Raises NotFound."""
