"""Merging leads: who is on the board, what the survivor shows, a later run that finds the merged website again, and the way back."""

from typing import Any

import pytest

from domain.base import Principal
from domain.commands import AddNote, MergeInto, RemoveNote, SetStage, SetTags, Unmerge
from domain.errors import InvalidInput, NotFound
from domain.lead import LeadFilter
from domain.lead_state import Stage
from storage.base import Store
from tests.contract.conftest import Opener
from tests.contract.store_kit import ME, Clock, a_lead, a_run, complete, fact, name, package
from tests.contract.test_store_rebuild import tables

A, B, C = name(0), name(1), name(2)


@pytest.fixture
def three(store: Store) -> Store:
    a_run(store, leads=3)
    for number in range(3):
        own = package(name(number))["lead_facts"]["facts"] + [fact("company_name", f"Firm {number} AG")]
        complete(store, name(number), company=f"Firm {number} AG", lead_facts={"facts": own})
    return store


def board(store: Store, **where: Any) -> list[str]:
    return sorted(row.lead_id for row in store.leads(ME, LeadFilter(**where)).leads)


def seen(store: Store) -> dict[str, Any]:
    """All that is shown of two leads, but for the times of commands."""
    leads = [store.lead(ME, one) for one in (A, B)]
    return {lead.row.lead_id: lead.model_dump(exclude={"history": True, "row": {"updated_at"}}) for lead in leads}


def test_a_merged_lead_leaves_board_counts_and_exports(three: Store, clock: Clock) -> None:
    three.command(ME, B, MergeInto(lead_id=A), clock.now)
    assert board(three) == [A, C] == board(three, job_id="j1")
    assert three.leads(ME, LeadFilter()).total == 2 == sum(three.facets(ME, LeadFilter())["state"].values())
    assert sorted(lead.row.lead_id for lead in three.each_lead(ME, LeadFilter())) == [A, C]
    assert three.lead(ME, B).row.merged_into == A


def test_the_survivor_shows_both(three: Store, clock: Clock) -> None:
    three.command(ME, A, SetTags(tags=("one",)), clock.now)
    three.command(ME, B, SetTags(tags=("two", "one")), clock.now)
    three.command(ME, B, SetStage(stage=Stage.WON), clock.now)
    three.command(ME, B, AddNote(note_id="n1", text="theirs"), clock.now)
    three.command(ME, B, MergeInto(lead_id=A), clock.now)
    lead = three.lead(ME, A)
    assert [fact.value for fact in lead.facts.all("company_name")] == ["Firm 0 AG", "Firm 1 AG"]
    assert (lead.desk.tags, lead.desk.stage, [n.text for n in lead.desk.notes]) == (("one", "two"), Stage.WON, ["theirs"])
    assert [(m.row.lead_id, m.row.company_name, m.user) for m in lead.merged] == [(B, "Firm 1 AG", ME.user)]
    assert three.leads(ME, LeadFilter(stages=(Stage.WON,))).leads[0].tags == ("one", "two")
    assert next(one for one in three.each_lead(ME, LeadFilter()) if one.row.lead_id == A) == lead


@pytest.mark.parametrize("by_undo", [True, False])
def test_taking_apart_brings_both_back_exactly(three: Store, clock: Clock, by_undo: bool) -> None:
    three.command(ME, A, SetTags(tags=("one",)), clock.now)
    three.command(ME, B, SetTags(tags=("two",)), clock.now)
    three.command(ME, B, SetStage(stage=Stage.WON), clock.now)
    before, rows = seen(three), board(three)
    three.command(ME, B, MergeInto(lead_id=A), clock.now)
    assert seen(three) != before
    if by_undo:
        record = three.undo(ME, B, clock.now)
        assert record is not None
        assert record.undoes == 3
    else:
        three.command(ME, B, Unmerge(), clock.now)
    assert seen(three) == before
    assert board(three) == rows


def test_what_the_analyst_does_after_a_merge_counts(three: Store, clock: Clock) -> None:
    three.command(ME, B, SetTags(tags=("two",)), clock.now)
    three.command(ME, B, MergeInto(lead_id=A), clock.now)
    clock.go(seconds=1)
    three.command(ME, A, SetTags(tags=("mine",)), clock.now)
    assert three.lead(ME, A).desk.tags == ("mine",)
    three.undo(ME, A, clock.now)
    assert three.lead(ME, A).desk.tags == ("two",)


def test_an_undo_after_taking_apart_brings_nothing_of_the_other_back(three: Store, clock: Clock) -> None:
    three.command(ME, B, SetTags(tags=("theirs",)), clock.now)
    three.command(ME, B, AddNote(note_id="n1", text="theirs"), clock.now)
    before = seen(three)
    three.command(ME, B, MergeInto(lead_id=A), clock.now)
    for command in (SetTags(tags=("mine",)), RemoveNote(note_id="n1")):
        clock.go(seconds=1)
        three.command(ME, A, command, clock.now)
    three.command(ME, B, Unmerge(), clock.now)
    three.undo(ME, A, clock.now)
    three.undo(ME, A, clock.now)
    assert seen(three) == before


def test_an_undo_of_what_was_done_before_a_merge_leaves_what_came_with_it(three: Store, clock: Clock) -> None:
    three.command(ME, A, SetTags(tags=("mine",)), clock.now)
    three.command(ME, B, SetTags(tags=("theirs",)), clock.now)
    clock.go(seconds=1)
    three.command(ME, B, MergeInto(lead_id=A), clock.now)
    clock.go(seconds=1)
    three.undo(ME, A, clock.now)
    assert three.lead(ME, A).desk.tags == ("theirs",)
    before = tables(three)
    three.rebuild()
    assert tables(three) == before


def test_merges_of_merges_have_one_survivor(three: Store, clock: Clock) -> None:
    three.command(ME, C, MergeInto(lead_id=B), clock.now)
    three.command(ME, B, MergeInto(lead_id=A), clock.now)
    assert board(three) == [A]
    assert {m.row.lead_id for m in three.lead(ME, A).merged} == {B, C}
    assert three.lead(ME, C).row.merged_into == A
    three.undo(ME, B, clock.now)
    assert board(three) == [A, B]
    assert [m.row.lead_id for m in three.lead(ME, B).merged] == [C]
    assert three.lead(ME, C).row.merged_into == B


def test_merges_that_lead_nowhere_are_refused(three: Store, clock: Clock) -> None:
    other = Principal(tenant="other")
    a_run(three, "j2", who=other)
    three.command(ME, B, MergeInto(lead_id=A), clock.now)
    before = tables(three)
    for lead_id, command, error in (
        (A, MergeInto(lead_id=A), InvalidInput),
        (A, MergeInto(lead_id=B), InvalidInput),
        (C, MergeInto(lead_id=B), InvalidInput),
        (B, MergeInto(lead_id=C), InvalidInput),
        (B, SetStage(stage=Stage.WON), InvalidInput),
        (C, MergeInto(lead_id="ld_nobody"), NotFound),
        (C, MergeInto(lead_id=name(0, "other")), NotFound),
    ):
        with pytest.raises(error):
            three.command(ME, lead_id, command, clock.now)
    with pytest.raises(NotFound):
        three.command(other, name(0, "other"), MergeInto(lead_id=A), clock.now)
    assert tables(three) == before


def test_a_later_run_that_finds_it_again_adds_to_the_survivor(three: Store, clock: Clock) -> None:
    three.command(ME, B, MergeInto(lead_id=A), clock.now)
    three.end_run("j1", "completed", "", []).result(30)
    a_run(three, "j2", leads=0)
    three.add_leads("j2", [a_lead(1)])
    complete(three, B, "j2", company="Firm 1 renamed AG")
    assert board(three) == [A, C]
    assert [m.row.company_name for m in three.lead(ME, A).merged] == ["Firm 1 renamed AG"]
    row = three.leads(ME, LeadFilter(job_id="j2")).leads[0]
    assert (row.lead_id, row.company_name) == (A, "Firm 1 renamed AG")
    assert three.lead(ME, A, "j2").package.company_name == "Firm 1 renamed AG"
    three.command(ME, B, Unmerge(), clock.now)
    assert board(three) == [A, B, C]
    assert board(three, job_id="j2") == [B]


def test_a_rebuild_and_a_new_start_keep_merges(three: Store, opener: Opener, clock: Clock) -> None:
    three.command(ME, B, SetTags(tags=("two",)), clock.now)
    three.command(ME, C, MergeInto(lead_id=B), clock.now)
    three.command(ME, B, MergeInto(lead_id=A), clock.now)
    before, lead = tables(three), three.lead(ME, A)
    three.rebuild()
    assert tables(three) == before
    three.close()
    again = opener()
    assert again.lead(ME, A) == lead
