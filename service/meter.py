"""Scores checked, weighed otherwise and made again from stored factors, which are read once and kept while they are true."""

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from domain.base import Principal
from domain.context import BusinessContext, ContextVersion
from domain.errors import InvalidInput
from domain.meter import Judged, compare, measure
from domain.score import AXES
from domain.scorecard import Rescore, Scorecard
from pipeline.reweigh import Outcome, Reweighing, rescored
from service.score_check import Order, Place, RuleTally, ScoreCheck, WhatIf
from storage.base import Store, StoredLead

KEPT = 4
_TIERS = {"A": 3.0, "B": 2.0, "C": 1.0, "D": 0.0}


class Stock:
    """The stored factors of a context's leads, the newest few contexts asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._held: OrderedDict[tuple[str, str], tuple[tuple[int, int, int], Reweighing, int]] = OrderedDict()

    def of(self, who: Principal, context_id: str) -> tuple[Reweighing, int]:
        """Return the factors, and how many labelled leads have none under this context."""
        key = (who.tenant, context_id)
        stamp = self._store.scores_stamp(who)
        with self._lock:
            held = self._held.get(key)
            if held and held[0] == stamp:
                self._held.move_to_end(key)
                return held[1], held[2]
        cards = self._store.scorecards(who, context_id)
        known = {card.lead_id for card in cards}
        made = (stamp, Reweighing(cards), sum(lead_id not in known for lead_id in self._store.labelled(who)))
        with self._lock:
            self._held[key] = made
            self._held.move_to_end(key)
            while len(self._held) > KEPT:
                self._held.popitem(last=False)
        return made[1], made[2]


class ScoreChecks:
    """The part of the door of ``service.score_check``, over a store."""

    _store: Store
    _stock: Stock

    def score_check(self, who: Principal, context_id: str, order: Order = "prospect") -> ScoreCheck:
        """Return how the scores under a context agree with the labels."""
        version = self._store.context(who, context_id)
        factors, unranked = self._stock.of(who, context_id)
        weights = version.context.weights
        judged = list(_judged(factors.cards, factors.weigh(weights), order))
        return ScoreCheck(
            context=version,
            order=order,
            meter=measure(judged, unranked),
            rules=tuple(RuleTally(multiplier=weights.get(row.rule, 1.0), **row._asdict()) for row in factors.counts),
            older=len(self._asked_otherwise(who, version, factors.cards)),
            stale=len(self._stale(who, version, factors.cards)),
        )

    def what_if(self, who: Principal, context_id: str, weights: Mapping[str, float], order: Order = "prospect") -> WhatIf:
        """Return what other weights would make of the same stored factors."""
        held = self._store.context(who, context_id).context.weights
        wanted = usable_weights(weights)
        factors, unranked = self._stock.of(who, context_id)
        first, second = factors.weigh(held), factors.weigh(wanted)
        before, after = (list(_judged(factors.cards, outcome, order)) for outcome in (first, second))
        moved = sum(held.get(rule, 1.0) != wanted.get(rule, 1.0) for rule in {row.rule for row in factors.counts})
        column = AXES.index("prospect" if order == "tier" else order)
        places = sorted(_places(factors.cards, (first, _ranks(before)), (second, _ranks(after)), column), key=lambda place: place.after)
        return WhatIf(order=order, weights=wanted, change=compare(before, after, moved, unranked), places=tuple(places))

    def rescore(self, who: Principal, context_id: str) -> int:
        """Score the board's leads again by the weights of the newest version."""
        version = self._store.context(who, context_id)
        factors, _ = self._stock.of(who, context_id)
        stale = {card.entry_no for card in self._stale(who, version, factors.cards)}
        outcome = factors.weigh(version.context.weights)
        columns = (outcome.values.tolist(), outcome.low.tolist(), outcome.high.tolist())
        made = [
            Rescore(
                entry_no=card.entry_no,
                context_version=version.version,
                weights=version.context.weights,
                tier=tier,
                scores={axis: (value, low, high) for axis, value, low, high in zip(AXES, *rows, strict=True)},
            )
            for card, tier, *rows in zip(factors.cards, outcome.tiers, *columns, strict=True)
            if card.entry_no in stale
        ]
        return self._store.rescore(who, made) if made else 0

    def _asked_otherwise(self, who: Principal, newest: ContextVersion, cards: tuple[Scorecard, ...]) -> list[Scorecard]:
        """Return the cards that were judged by a version which differs from the newest one in more than weights."""
        wanted, other = _question(newest), set()
        for version in {card.judged_by for card in cards}:
            if _question(self._store.context(who, newest.context_id, version)) != wanted:
                other.add(version)
        return [card for card in cards if card.judged_by in other]

    def _stale(self, who: Principal, newest: ContextVersion, cards: tuple[Scorecard, ...]) -> list[Scorecard]:
        """Return the cards whose scores have other weights than the newest version of the context."""
        other = {
            version
            for version in {card.scored_by for card in cards}
            if self._store.context(who, newest.context_id, version).context.weights != newest.context.weights
        }
        return [card for card in cards if card.scored_by in other]


def _question(version: ContextVersion) -> BusinessContext:
    return version.context.model_copy(update={"weights": {}})


def usable_weights(weights: Mapping[str, float]) -> dict[str, float]:
    """Return weights as a context keeps them: those of 1 say nothing and are left out. Raises InvalidInput for others than 0 to 3."""
    try:
        return BusinessContext(weights={rule: weight for rule, weight in weights.items() if weight != 1}).weights
    except ValidationError as error:
        raise InvalidInput(f"A weight cannot be used: {error.errors()[0]['msg']}.", code="bad_weight", where="weights") from error


def shown(lead: StoredLead) -> StoredLead:
    """Return a lead whose package says what its row says, when it was scored again."""
    if lead.rescore is None or lead.package is None:
        return lead
    return lead.model_copy(update={"package": rescored(lead.package, lead.rescore.weights)})


def _judged(cards: tuple[Scorecard, ...], outcome: Outcome, order: Order) -> Iterator[Judged]:
    column = outcome.values[:, AXES.index("prospect" if order == "tier" else order)].tolist()
    for card, score, tier in zip(cards, column, outcome.tiers, strict=True):
        yield Judged(card.lead_id, _TIERS[tier] + score / 2 if order == "tier" else score, card.good)


def _places(cards: tuple[Scorecard, ...], first: tuple[Outcome, list[int]], second: tuple[Outcome, list[int]], column: int) -> Iterator[Place]:
    scores = first[0].values[:, column].tolist(), second[0].values[:, column].tolist()
    for n, card in enumerate(cards):
        yield Place.model_construct(  # made of checked values, and there are thousands
            lead_id=card.lead_id,
            company_name=card.company_name,
            website=card.website,
            label="none" if card.good is None else "good" if card.good else "bad",
            before=first[1][n],
            after=second[1][n],
            score_before=scores[0][n],
            score_after=scores[1][n],
            tier_before=first[0].tiers[n],
            tier_after=second[0].tiers[n],
        )


def _ranks(judged: list[Judged]) -> list[int]:
    """Return each lead's place, in the sequence given; of equal scores the lower lead_id stands first (as cards come)."""
    order = sorted(range(len(judged)), key=lambda n: (-judged[n].score, judged[n].lead_id))
    ranks = [0] * len(judged)
    for place, n in enumerate(order, 1):
        ranks[n] = place
    return ranks
