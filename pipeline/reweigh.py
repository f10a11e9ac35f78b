"""Scores of many leads made again from their stored factors, with other weights: the same sums and tiers as in ``scoring``, all at once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from domain.package import ComprehensiveProspectPackage, Qualification, Statement
from domain.score import AXES, Axis, FactorState, group_of, weighed
from domain.scorecard import Scorecard, Short
from pipeline.factors.prospect import REACHABLE
from pipeline.scoring import BARS, SHOWN_ON, Standing, Tier, score_of, tier_for, tier_of

Floats = NDArray[np.float64]


class RuleCount(NamedTuple):
    """How a factor stands among the leads. ``good`` and ``bad``: the mean credit, 0 to 1, that it gives the labelled ones; None without any."""

    rule: str
    axis: Axis
    weight: float
    met: int
    not_met: int
    unknown: int
    good: float | None
    bad: float | None


class Outcome(NamedTuple):
    """Scores of all leads, in their order: one row a lead, one column an axis; and their tiers."""

    values: Floats
    low: Floats
    high: Floats
    tiers: tuple[Tier, ...]


class _Traits(NamedTuple):
    """What of a lead's factors decides its tier besides the scores."""

    barred: tuple[str, ...]
    shown: frozenset[str]
    reachable: bool


def _traits(factors: Sequence[Short]) -> _Traits:
    met = [f for f in factors if f.state == FactorState.MET]
    not_met = {f.rule for f in factors if f.state == FactorState.NOT_MET}
    return _Traits(
        tuple(name for name in BARS if name in not_met),
        frozenset(group_of(f.rule) for f in met if f.axis in SHOWN_ON),
        any(f.rule == REACHABLE.name for f in met),
    )


class Reweighing:
    """The factors of leads laid out in columns, made once and asked many times."""

    def __init__(self, cards: Sequence[Scorecard]) -> None:
        self.cards = tuple(cards)
        flat = [(n, f) for n, card in enumerate(self.cards) for f in card.factors]
        self._groups = tuple(dict.fromkeys(group_of(f.rule) for _, f in flat))
        number = {group: n for n, group in enumerate(self._groups)}
        axes = {axis: n for n, axis in enumerate(AXES)}
        self._group = np.array([number[group_of(f.rule)] for _, f in flat], dtype=np.intp)
        self._cell = np.array([n * len(AXES) + axes[f.axis] for n, f in flat], dtype=np.intp)  # type: ignore[index]
        self._weight = np.array([f.weight for _, f in flat], dtype=np.float64)
        self._likely, self._least, self._most = (np.array(column, dtype=np.float64) for column in _credits([f for _, f in flat]))
        self._traits = tuple(_traits(card.factors) for card in self.cards)

    def weigh(self, weights: Mapping[str, float]) -> Outcome:
        """Return the scores and tiers that these multipliers give (1 for a rule that has none)."""
        multipliers = np.array([weights.get(group, 1.0) for group in self._groups], dtype=np.float64)
        counted = self._weight * multipliers[self._group] if self._groups else self._weight
        whole = self._sums(counted)
        values, low = (self._shares(counted * credit, whole, 0.0) for credit in (self._likely, self._least))
        high = self._shares(counted * self._most, whole, 1.0)
        off = frozenset(group for group in self._groups if not weights.get(group, 1.0))
        tiers = tuple(tier_for(_standing(traits, row, off)) for traits, row in zip(self._traits, values.tolist(), strict=True))
        return Outcome(values, low, high, tiers)

    def _sums(self, amounts: Floats) -> Floats:
        size = len(self.cards) * len(AXES)
        sums: Floats = np.bincount(self._cell, weights=amounts, minlength=size).astype(np.float64)
        return sums.reshape(len(self.cards), len(AXES))

    def _shares(self, amounts: Floats, whole: Floats, without: float) -> Floats:
        shares = np.full(whole.shape, without)
        np.divide(self._sums(amounts), whole, out=shares, where=whole > 0)
        return np.round(shares, 4)

    @cached_property
    def counts(self) -> tuple[RuleCount, ...]:
        """How each rule stands among the leads; by axis, the heaviest first."""
        states: dict[tuple[str, str], Counter[str]] = {}
        weight: dict[tuple[str, str], float] = {}
        credit: dict[tuple[str, str, bool], list[float]] = {}
        for card in self.cards:
            for f in card.factors:
                key = (group_of(f.rule), f.axis)
                states.setdefault(key, Counter())[f.state] += 1
                weight[key] = max(weight.get(key, 0.0), f.weight)
                if card.good is not None:
                    credit.setdefault((*key, card.good), []).append(_credit(f)[0])
        found = [_count(key, weight[key], tally, credit) for key, tally in states.items()]
        return tuple(sorted(found, key=lambda row: (AXES.index(row.axis), -row.weight, row.rule)))


def _count(key: tuple[str, str], weight: float, tally: Counter[str], credit: Mapping[tuple[str, str, bool], Sequence[float]]) -> RuleCount:
    good, bad = (_mean(credit.get((*key, label), ())) for label in (True, False))
    met, not_met, unknown = (tally[state] for state in FactorState)
    return RuleCount(key[0], key[1], weight, met, not_met, unknown, good, bad)  # type: ignore[arg-type] # rows hold axes only


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _credit(factor: Short) -> tuple[float, float, float]:
    """Return what of its weight a factor gives: likely, at the least, at the most."""
    if factor.state == FactorState.MET:
        return factor.strength, factor.strength, factor.strength
    return (factor.prior, 0.0, 1.0) if factor.state == FactorState.UNKNOWN else (0.0, 0.0, 0.0)


def _credits(factors: Sequence[Short]) -> tuple[tuple[float, ...], ...]:
    return tuple(zip(*(_credit(f) for f in factors), strict=True)) or ((), (), ())


def _standing(traits: _Traits, row: Sequence[float], off: frozenset[str]) -> Standing:
    by_axis = dict(zip(AXES, row, strict=True))
    return Standing(
        fit=by_axis["prospect"],
        wish=max(by_axis["pain_alignment"], by_axis["buying_intent"]),
        shown=not traits.shown <= off,
        reachable=traits.reachable,
        bar=next((name for name in traits.barred if name not in off), ""),
    )


def rescored(package: ComprehensiveProspectPackage, weights: Mapping[str, float]) -> ComprehensiveProspectPackage:
    """Return a package with its scores, their reasons and its tier as these multipliers make them; its other texts stay as the run wrote them."""
    held = package.ai_intelligence
    scores = tuple(score_of(s.axis, weighed(s.factors, weights)) for s in held.scores)
    values = {f"{s.axis}_score": s.value for s in scores}
    changed: dict[str, object] = {"ai_intelligence": held.model_copy(update={"scores": scores, **values})}
    if isinstance(package.qualification, Qualification) and len(scores) == len(AXES):
        tier, why = tier_of(scores)
        first, *rest = package.qualification.reasons or (Statement(text=""),)
        reasons = (first.model_copy(update={"text": why}), *rest)
        changed["qualification"] = package.qualification.model_copy(update={"tier": tier, "reasons": reasons})
    return package.model_copy(update=changed)
