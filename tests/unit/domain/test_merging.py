"""The desk of merged leads, from the logs of commands alone."""

from datetime import UTC, datetime, timedelta

from domain.commands import AddNote, Command, CommandRecord, CorrectFact, Desk, MergeInto, SetLabel, SetStage, SetTags, Unmerge, inverse_of
from domain.lead_state import Stage
from domain.merging import Merges, absorbed, fold

AT = datetime(2026, 11, 21, tzinfo=UTC)


def log(*commands: tuple[int, Command]) -> list[CommandRecord]:
    records: list[CommandRecord] = []
    for minute, command in commands:
        inverse = inverse_of(fold(records), command)
        records.append(CommandRecord(seq=len(records) + 1, at=AT + timedelta(minutes=minute), user="me", command=command, inverse=inverse))
    return records


def test_own_words_come_first_and_gaps_are_filled() -> None:
    mine = fold(log((1, SetTags(tags=("a",))), (2, CorrectFact(field="city", value="Kiel"))))
    theirs = fold(log((1, SetTags(tags=("b", "a"))), (2, CorrectFact(field="city", value="Husum")), (3, SetStage(stage=Stage.WON)), (4, SetLabel(good=True))))
    desk = absorbed(mine, theirs)
    assert (desk.tags, desk.corrections, desk.stage, desk.label) == (("a", "b"), {"city": "Kiel"}, Stage.WON, True)
    assert absorbed(mine, Desk()) == mine


def test_notes_of_both_stand_by_time() -> None:
    merges = Merges(
        {
            "a": log((1, AddNote(note_id="1", text="one")), (5, AddNote(note_id="3", text="three"))),
            "b": log((2, AddNote(note_id="2", text="two")), (3, MergeInto(lead_id="a"))),
        }
    )
    assert [note.text for note in merges.desk("a").notes] == ["one", "two", "three"]


def test_roots_members_and_the_way_back() -> None:
    histories = {"b": log((1, MergeInto(lead_id="a"))), "c": log((0, MergeInto(lead_id="b")))}
    merges = Merges(histories)
    assert (merges.root("c"), merges.root("b"), merges.root("a")) == ("a", "a", "a")
    assert [member.lead_id for member in merges.members("a")] == ["b", "c"]
    assert merges.leads == {"a", "b", "c"}
    apart = Merges(histories | {"b": log((1, MergeInto(lead_id="a")), (2, Unmerge()))})
    assert (apart.root("c"), apart.root("b"), apart.members("a")) == ("b", "b", ())


def test_a_circle_ends() -> None:
    merges = Merges({"a": log((1, MergeInto(lead_id="b"))), "b": log((1, MergeInto(lead_id="a")))})
    assert merges.root("a") in ("a", "b")


def test_the_inverse_of_a_merge_and_of_taking_apart() -> None:
    assert inverse_of(Desk(), MergeInto(lead_id="a")) == Unmerge()
    assert inverse_of(Desk(merged_into="a"), Unmerge()) == MergeInto(lead_id="a")
