"""How the factors of one axis are made: met, not met, or unknown when the pages are silent."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.evidence import Fact
from domain.score import Axis, Factor, FactorState

MAX_IDS = 12


def ids_of(facts: Iterable[Fact]) -> tuple[str, ...]:
    """Return the ids of facts, each once, at most a dozen."""
    return tuple(dict.fromkeys(f.fact_id for f in facts))[:MAX_IDS]


@dataclass(frozen=True, slots=True)
class Rule:
    """One question that an axis asks: its name, weight, and the share of companies for which an unknown turns out met."""

    name: str
    axis: Axis
    weight: float
    prior: float

    def met(self, text: str, facts: Iterable[Fact], strength: float = 1.0) -> Factor:
        """Return the factor as met. It never counts less than it would unknown: knowing a good thing must not lower a score."""
        return self._factor(FactorState.MET, text, facts, min(1.0, max(self.prior, strength)))

    def not_met(self, text: str, facts: Iterable[Fact]) -> Factor:
        """Return the factor as contradicted by facts."""
        return self._factor(FactorState.NOT_MET, text, facts)

    def unknown(self, text: str, facts: Iterable[Fact] = ()) -> Factor:
        """Return the factor as open: the pages do not say."""
        return self._factor(FactorState.UNKNOWN, text, facts)

    def _factor(self, state: FactorState, text: str, facts: Iterable[Fact], strength: float = 1.0) -> Factor:
        return Factor(
            rule=self.name,
            axis=self.axis,
            weight=self.weight,
            state=state,
            text=text,
            fact_ids=ids_of(facts),
            prior=self.prior,
            strength=round(strength, 4),
        )
