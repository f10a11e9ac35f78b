"""Scorecards, labels and scores made again: which passages count, what the board shows afterwards, what a rebuild gives."""

from typing import Any

import pytest

from domain.base import Principal
from domain.commands import MergeInto, SetLabel, Unmerge
from domain.lead import LeadFilter
from domain.lead_state import Stage
from domain.scorecard import Rescore, Scorecard, Short
from storage.base import Store
from tests.contract.store_kit import ME, QUOTA, Clock, a_lead, a_run, complete, fail, name, reject, spec
from tests.contract.test_store_rebuild import tables

AXES = ("prospect", "buying_intent", "pain_alignment", "urgency")
FACTORS = (
    {"rule": "size_in_range", "axis": "prospect", "weight": 2.0, "state": "met", "text": "120 employees", "strength": 0.6, "prior": 0.5},
    {"rule": "pain:0", "axis": "pain_alignment", "weight": 1.0, "state": "unknown", "text": "silent", "prior": 0.25},
)


def of_package(score: float = 0.5) -> dict[str, Any]:
    one = {"value": score, "low": score - 0.1, "high": score + 0.1, "reason": "sum"}
    scores = [{"axis": axis, **one, "factors": [f for f in FACTORS if f["axis"] == axis]} for axis in AXES]
    return {"ai_intelligence": {**{f"{a}_score": score for a in AXES}, "scores": scores, "predictive_insights": []}}


def cards(store: Store, context_id: str = "cx", who: Principal = ME) -> dict[str, Scorecard]:
    return {card.lead_id: card for card in store.scorecards(who, context_id)}


def again(store: Store, job_id: str, context_id: str, version: int) -> None:
    for run in store.runs(ME):
        store.cancel(ME, run.job_id)
    store.create_run(ME, spec().model_copy(update={"context_id": context_id, "context_version": version}), QUOTA, job_id)
    store.add_leads(job_id, [a_lead(0)])


def rescored(card: Scorecard, version: int = 2, tier: str = "A", value: float = 0.9) -> Rescore:
    return Rescore(entry_no=card.entry_no, context_version=version, weights={"size_in_range": 2.0}, tier=tier, scores={"prospect": (value, 0.8, 1.0)})


def test_a_scorecard_holds_the_factors_in_short(store: Store, clock: Clock) -> None:
    a_run(store, leads=4)
    complete(store, name(0), tier="B", **of_package())
    fail(store, name(1))
    reject(store, name(2))
    store.command(ME, name(0), SetLabel(good=False, reason="too_small"), clock.now)
    (card,) = store.scorecards(ME, "cx")
    assert (card.lead_id, card.tier, card.stage, card.judged_by, card.scored_by, card.good, card.reason) == (
        name(0),
        "B",
        Stage.REVIEW,
        1,
        1,
        False,
        "too_small",
    )
    assert card.factors == (Short("size_in_range", "prospect", 2.0, "met", 0.6, 0.5), Short("pain:0", "pain_alignment", 1.0, "unknown", 1.0, 0.25))
    assert store.scorecards(ME, "other") == store.scorecards(Principal(tenant="other"), "cx") == []


def test_the_newest_passage_under_the_context_counts_whatever_the_board_shows(store: Store) -> None:
    a_run(store)
    complete(store, tier="C", **of_package())
    again(store, "j2", "cx", 3)
    complete(store, job_id="j2", tier="B", **of_package())
    again(store, "j3", "cy", 1)
    complete(store, job_id="j3", tier="A", **of_package())
    assert (cards(store)[name(0)].tier, cards(store)[name(0)].judged_by) == ("B", 3)
    assert cards(store, "cy")[name(0)].tier == "A"
    assert store.lead(ME, name(0)).row.tier == "A"


def test_labels_are_shown_filtered_counted_and_undone(store: Store, clock: Clock) -> None:
    a_run(store, leads=3)
    for n, good in enumerate((True, False)):
        store.command(ME, name(n), SetLabel(good=good, reason="great_fit" if good else "no_need; asked"), clock.now)
    assert sorted(store.labelled(ME)) == [name(0), name(1)]
    assert store.facets(ME, LeadFilter())["label"] == {"good": 1, "bad": 1, "none": 1}
    for label, found in (("good", name(0)), ("bad", name(1)), ("none", name(2))):
        (row,) = store.leads(ME, LeadFilter(labels=(label,))).leads  # type: ignore[arg-type]
        assert (row.lead_id, row.label) == (found, label)
    assert store.leads(ME, LeadFilter(labels=("bad",))).leads[0].label_reason == "no_need; asked"
    assert store.leads(ME, LeadFilter(job_id="j1", labels=("good", "bad"))).total == 2
    store.command(ME, name(1), SetLabel(good=True, reason=""), clock.now)
    store.undo(ME, name(1), clock.now)
    assert store.lead(ME, name(1)).row.label == "bad"
    store.undo(ME, name(1), clock.now)
    assert store.labelled(ME) == [name(0)]
    assert store.labelled(Principal(tenant="other")) == []


def test_scores_made_again_are_on_the_board_and_survive_a_rebuild(store: Store, clock: Clock) -> None:
    a_run(store, leads=2)
    complete(store, name(0), tier="C", **of_package())
    complete(store, name(1), tier="A", **of_package())
    clock.go(minutes=5)
    held = cards(store)
    assert store.rescore(ME, [rescored(held[name(0)]), rescored(held[name(1)], tier="C", value=0.2)]) == 2
    up, down = store.lead(ME, name(0)), store.lead(ME, name(1))
    assert (up.row.tier, up.row.stage, up.row.scores["prospect"], up.row.intervals["prospect"]) == ("A", Stage.QUALIFIED, 0.9, (0.8, 1.0))
    assert (down.row.tier, down.row.stage, down.row.scores["urgency"], down.row.updated_at) == ("C", Stage.REVIEW, 0.5, clock.now)
    assert up.rescore is not None
    assert (up.rescore.context_version, up.rescore.weights, up.rescore.at) == (2, {"size_in_range": 2.0}, clock.now)
    assert {card.scored_by for card in store.scorecards(ME, "cx")} == {2}
    store.rescore(ME, [rescored(held[name(0)], version=3, tier="D", value=0.1)])
    before = tables(store)
    store.rebuild()
    assert tables(store) == before
    assert store.lead(ME, name(0)).row.tier == "D"
    assert [s.rescore.context_version for s in store.each_lead(ME, LeadFilter()) if s.rescore] == [2, 3]


def test_only_own_completed_passages_are_scored_again(store: Store) -> None:
    a_run(store, leads=2)
    complete(store, name(0), **of_package())
    (card,) = store.scorecards(ME, "cx")
    other = Rescore(entry_no=card.entry_no + 1, context_version=2, weights={}, tier="A", scores={})
    assert store.rescore(ME, [other]) == 0
    assert store.rescore(Principal(tenant="other"), [rescored(card)]) == 0
    assert store.lead(ME, name(0)).rescore is None


def test_the_stamp_moves_with_what_it_stands_for(store: Store, clock: Clock) -> None:
    a_run(store, leads=2)
    stamps = [store.scores_stamp(ME)]
    complete(store, name(0), **of_package())
    stamps.append(store.scores_stamp(ME))
    store.command(ME, name(0), SetLabel(good=True), clock.now)
    stamps.append(store.scores_stamp(ME))
    store.rescore(ME, [rescored(store.scorecards(ME, "cx")[0])])
    stamps.append(store.scores_stamp(ME))
    assert len(set(stamps)) == 4
    assert store.scores_stamp(ME) == stamps[-1]


@pytest.mark.parametrize("reopen", [False, True])
def test_a_run_goes_on_after_its_leads_were_scored_again(opener: Any, clock: Clock, reopen: bool) -> None:
    store = opener()
    a_run(store, leads=2)
    complete(store, name(0), tier="C", **of_package())
    store.rescore(ME, [rescored(store.scorecards(ME, "cx")[0])])
    if reopen:
        store.close()
        store = opener()
    complete(store, name(1), tier="B", **of_package())
    assert [store.lead(ME, name(n)).row.tier for n in range(2)] == ["A", "B"]


def test_a_merged_lead_counts_once_and_its_label_speaks_for_the_whole(store: Store, clock: Clock) -> None:
    a_run(store, leads=2)
    complete(store, name(0), **of_package())
    complete(store, name(1), **of_package())
    store.command(ME, name(1), SetLabel(good=True, reason="great_fit"), clock.now)
    store.command(ME, name(1), MergeInto(lead_id=name(0)), clock.now)
    (card,) = store.scorecards(ME, "cx")
    assert (card.lead_id, card.good, card.reason, store.labelled(ME)) == (name(0), True, "great_fit", [name(0)])
    assert store.lead(ME, name(0)).row.label == "good"
    before = tables(store)
    store.rebuild()
    assert tables(store) == before
    store.command(ME, name(1), Unmerge(), clock.now)
    assert {c.lead_id: c.good for c in store.scorecards(ME, "cx")} == {name(0): None, name(1): True}


def test_a_whole_that_was_read_under_another_context_counts_by_its_part(store: Store, clock: Clock) -> None:
    a_run(store, leads=2)
    complete(store, name(1), tier="B", **of_package())
    again(store, "j2", "cy", 1)
    complete(store, name(0), "j2", tier="A", **of_package())
    store.command(ME, name(0), SetLabel(good=True), clock.now)
    store.command(ME, name(1), MergeInto(lead_id=name(0)), clock.now)
    (card,) = store.scorecards(ME, "cx")
    assert (card.lead_id, card.tier, card.good) == (name(0), "B", True)
    assert store.rescore(ME, [rescored(card)]) == 1
    assert [(c.lead_id, c.scored_by) for c in store.scorecards(ME, "cx")] == [(name(0), 2)]
    assert [(c.lead_id, c.tier) for c in store.scorecards(ME, "cy")] == [(name(0), "A")]
