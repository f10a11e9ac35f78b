"""Scores checked and weighed otherwise through the real store: what is read once, what is written, what a lead shows afterwards."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.base import Principal
from domain.commands import SetLabel
from domain.context import BusinessContext
from domain.errors import InvalidInput, NotFound
from domain.package import Qualification
from domain.score import AXES
from domain.score import Score as ScoreValue
from pipeline.assemble import assemble
from pipeline.scoring import score, tier_of
from service.export import csv_lines
from service.meter import ScoreChecks, Stock, shown, usable_weights
from storage.base import Store
from storage.duckdb import open_store
from tests.contract.store_kit import ME, QUOTA, Clock, a_lead, complete, name, reject, spec
from tests.factories import TODAY, grown, rich_dossier, thin_dossier

RICH, THIN = (grown(dossier) for dossier in (rich_dossier(), thin_dossier()))
CONTEXT = BusinessContext.model_validate(RICH.context.model_dump())


class Door(ScoreChecks):
    def __init__(self, store: Store) -> None:
        self._store, self._stock = store, Stock(store)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path, clock=Clock())
    yield opened
    opened.close()


@pytest.fixture
def context_id(store: Store) -> str:
    """A context with six completed leads, rich and thin in turn, and a rejected one."""
    saved = store.save_context(ME, "Dairies", CONTEXT).context_id
    store.create_run(ME, spec().model_copy(update={"context_id": saved}), QUOTA, "j1")
    store.add_leads("j1", [a_lead(n) for n in range(7)])
    for n in range(6):
        dossier = (RICH, THIN)[n % 2]
        package = assemble(dossier, score(dossier, TODAY), saved, 1).model_dump(mode="json")
        tier = package["qualification"]["tier"]
        rest = {k: v for k, v in package.items() if k not in ("lead_id", "company_name", "website")}
        complete(store, name(n), tier=tier, company=f"Firm {n}", **rest)
    reject(store, name(6))
    return saved


def label(store: Store, marks: str) -> None:
    for n, mark in enumerate(marks):
        if mark != ".":
            store.command(ME, name(n), SetLabel(good=mark == "+", reason="great_fit" if mark == "+" else "too_small"), Clock().now)


def test_a_check_counts_labels_of_finished_leads_only(store: Store, context_id: str) -> None:
    label(store, "+-+..-+")
    check = Door(store).score_check(ME, context_id)
    assert (check.meter.ranked, check.meter.good, check.meter.bad, check.meter.unranked) == (6, 2, 2, 1)
    assert (check.meter.area, check.meter.good_missing, check.meter.bad_missing) == (None, 3, 3)
    assert (check.context.version, check.older, check.stale) == (1, 0, 0)
    assert {tally.multiplier for tally in check.rules} == {1.0}
    reachable = next(t for t in check.rules if t.rule == "reachable")
    assert (reachable.met, reachable.not_met, reachable.unknown) == (6, 0, 0)


def test_foreign_and_missing_contexts_are_not_found(store: Store, context_id: str) -> None:
    for who, wanted in ((ME, "cx_none"), (Principal(tenant="other"), context_id)):
        for call in (lambda w=who, c=wanted: Door(store).score_check(w, c), lambda w=who, c=wanted: Door(store).rescore(w, c)):
            with pytest.raises(NotFound):
                call()


def test_what_if_writes_nothing_and_puts_all_leads_in_order(store: Store, context_id: str) -> None:
    label(store, "+-+-+-")
    door, before = Door(store), [store.lead(ME, name(n)).row for n in range(6)]
    found = door.what_if(ME, context_id, {"registered_business": 3.0, "sector_in_focus": 1.0, "unheard_of": 2.0})
    assert found.weights == {"registered_business": 3.0, "unheard_of": 2.0}
    assert [p.after for p in found.places] == [1, 2, 3, 4, 5, 6]
    assert sorted(p.before for p in found.places) == [1, 2, 3, 4, 5, 6]
    assert {p.label for p in found.places} == {"good", "bad"}
    assert found.change.doubts == ("too_few", "fitted")
    assert [store.lead(ME, name(n)).row for n in range(6)] == before
    assert len(store.contexts(ME)) == 1
    same = door.what_if(ME, context_id, {})
    assert (same.change.moved, same.change.doubts, same.change.before) == (0, (), same.change.after)


def test_the_order_by_tier_puts_a_better_tier_first(store: Store, context_id: str) -> None:
    places = Door(store).what_if(ME, context_id, {}, "tier").places
    assert [p.tier_after for p in places] == sorted(p.tier_after for p in places)
    assert all(0 <= p.score_after <= 1 for p in places)


@pytest.mark.parametrize("weights", [{"pain": 3.5}, {"pain": -1.0}, {"": 2.0}])
def test_weights_out_of_bounds_are_refused(weights: dict[str, float]) -> None:
    with pytest.raises(InvalidInput) as refusal:
        usable_weights(weights)
    assert refusal.value.where == "weights"


def reference(weights: dict[str, float]) -> list[tuple[ScoreValue, ...]]:
    found = []
    for n in range(6):
        dossier = (RICH, THIN)[n % 2]
        found.append(score(dossier.model_copy(update={"context": dossier.context.model_copy(update={"weights": weights})}), TODAY))
    return found


def test_leads_are_scored_again_as_a_run_would_score_them(store: Store, context_id: str) -> None:
    weights = {"sector_in_focus": 0.25, "pain": 3.0, "hires": 0.0}
    store.save_context(ME, "Dairies", CONTEXT.model_copy(update={"weights": weights}), context_id)
    door = Door(store)
    assert (door.score_check(ME, context_id).stale, door.score_check(ME, context_id).older) == (6, 0)
    assert door.rescore(ME, context_id) == 6
    for n, scores in enumerate(reference(weights)):
        stored = store.lead(ME, name(n))
        assert stored.row.scores == pytest.approx({axis: s.value for axis, s in zip(AXES, scores, strict=True)}, abs=1.01e-4)
        assert stored.row.tier == tier_of(scores)[0]
        again = shown(stored)
        assert again.package is not None
        assert again.package.ai_intelligence.scores == scores
        assert isinstance(again.package.qualification, Qualification)
        assert again.package.qualification.tier == stored.row.tier
    assert (door.score_check(ME, context_id).stale, door.rescore(ME, context_id)) == (0, 0)


def test_another_version_with_the_same_weights_needs_no_scoring(store: Store, context_id: str) -> None:
    store.save_context(ME, "Dairies", CONTEXT.model_copy(update={"location": "Mars"}), context_id)
    check = Door(store).score_check(ME, context_id)
    assert (check.stale, check.older) == (0, 6)


def test_factors_are_read_once_until_something_changes(store: Store, context_id: str) -> None:
    door, reads = Door(store), []
    held = store.scorecards
    store.scorecards = lambda who, wanted: reads.append(wanted) or held(who, wanted)  # type: ignore[method-assign, func-returns-value]
    for weight in (0.5, 1.5, 2.5):
        door.what_if(ME, context_id, {"pain": weight})
    assert len(reads) == 1
    label(store, "+")
    assert door.score_check(ME, context_id).meter.good == 1
    assert len(reads) == 2


def test_label_and_reason_go_out_in_the_csv(store: Store, context_id: str) -> None:
    label(store, "+-")
    store.command(ME, name(1), SetLabel(good=False, reason="too_small; =SUM(A1)"), Clock().now)
    lines = list(csv_lines((store.lead(ME, name(n)) for n in range(3)), columns=["label", "label_reason"]))
    assert lines[1:] == ['"good","great fit"\r\n', '"bad","too small;\' =SUM(A1)"\r\n', '"",""\r\n']
