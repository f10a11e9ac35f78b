"""Scores that one can argue with: a sum of stored factors, each met, not met or unknown.

With weight w (its own times what the context makes of it), a met factor counts w, one that is not met 0, an unknown one
w * prior, and ``value = sum / total weight``. The interval is what the unknowns leave open: all of them not
met (low), all of them met (high). Unknown therefore never counts as no.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from domain.base import Value

Axis = Literal["prospect", "buying_intent", "pain_alignment", "urgency"]
AXES: tuple[Axis, ...] = ("prospect", "buying_intent", "pain_alignment", "urgency")


class FactorState(StrEnum):
    """Whether a factor is met; unknown when the pages do not say."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


class Factor(Value):
    """One reason for or against, with the facts that settle it.

    Attributes:
        rule: stable name of the rule (``sector_in_focus``).
        text: the reason in words, with the values it used.
        prior: share of companies for which an unknown of this kind turns out met; places the value inside the interval.
        strength: for a met factor, how far (1 = fully).
        multiplier: how often the context counts the weight; 0 leaves the factor out.
    """

    rule: str
    axis: Axis
    weight: Annotated[float, Field(gt=0)]
    state: FactorState
    text: str
    fact_ids: tuple[str, ...] = ()
    prior: Annotated[float, Field(ge=0, le=1)] = 0.3
    strength: Annotated[float, Field(ge=0, le=1)] = 1.0
    multiplier: Annotated[float, Field(ge=0)] = 1.0

    @property
    def counted(self) -> float:
        """The weight as it counts."""
        return self.weight * self.multiplier


class Score(Value):
    """A score from 0 to 1 on one axis, with its interval, a one-sentence reason and its factors."""

    axis: Axis
    value: float
    low: float
    high: float
    reason: str
    factors: tuple[Factor, ...]


def group_of(rule: str) -> str:
    """Return the name that a context weighs a rule by: the rule's own, ``pain`` for each ``pain:N``."""
    return rule.partition(":")[0]


def weighed(factors: tuple[Factor, ...], weights: Mapping[str, float]) -> tuple[Factor, ...]:
    """Return the factors with the multipliers of a context, in place of any that they had."""
    wanted = [weights.get(group_of(f.rule), 1.0) for f in factors]
    return tuple(f if f.multiplier == m else f.model_copy(update={"multiplier": m}) for f, m in zip(factors, wanted, strict=True))


def total(factors: tuple[Factor, ...]) -> tuple[float, float, float]:
    """Return (value, low, high), each from 0 to 1, of the factors of one axis; (0, 0, 1) when none counts."""
    weight = sum(f.counted for f in factors)
    if not weight:
        return 0.0, 0.0, 1.0
    met = sum(f.counted * f.strength for f in factors if f.state is FactorState.MET)
    unknown = [f for f in factors if f.state is FactorState.UNKNOWN]
    likely = sum(f.counted * f.prior for f in unknown)
    return round((met + likely) / weight, 4), round(met / weight, 4), round((met + sum(f.counted for f in unknown)) / weight, 4)
