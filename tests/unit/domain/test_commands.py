from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.commands import (
    COMMAND,
    AddNote,
    ClearStage,
    Command,
    CommandRecord,
    CorrectFact,
    Desk,
    Note,
    RemoveNote,
    RestoreNote,
    SetLabel,
    SetStage,
    SetTags,
    apply,
    inverse_of,
)
from domain.lead_state import Stage

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ids = st.sampled_from(["n1", "n2", "n3"])
words = st.text("abü ", min_size=1, max_size=6)

commands: st.SearchStrategy[Command] = st.one_of(
    st.builds(SetStage, stage=st.sampled_from(Stage)),
    st.just(ClearStage()),
    st.builds(AddNote, note_id=ids, text=words),
    st.builds(RemoveNote, note_id=ids),
    st.builds(RestoreNote, note=st.builds(Note, note_id=ids, text=words, at=st.just(NOON), user=st.just("old")), place=st.integers(0, 4)),
    st.builds(SetTags, tags=st.lists(words, max_size=4).map(tuple)),
    st.builds(CorrectFact, field=st.sampled_from(["email", "phone"]), value=st.text("ab", max_size=3)),
    st.builds(SetLabel, good=st.sampled_from([True, False, None]), reason=words),
)


def desk_after(*done: Command, user: str = "ann") -> Desk:
    desk = Desk()
    for number, command in enumerate(done):
        desk = apply(desk, command, NOON + timedelta(minutes=number), user)
    return desk


@settings(deadline=None, max_examples=50)
@given(st.lists(commands, max_size=12))
def test_the_inverses_in_reverse_order_bring_every_desk_back(sequence: list[Command]) -> None:
    desks, inverses = [Desk()], []
    for number, command in enumerate(sequence):
        inverses.append(inverse_of(desks[-1], command))
        desks.append(apply(desks[-1], command, NOON + timedelta(minutes=number), "ann"))
    desk = desks.pop()
    for inverse in reversed(inverses):
        desk = apply(desk, inverse, NOON + timedelta(days=1), "bob")  # undone later and by somebody else
        assert desk == desks.pop()


@settings(deadline=None, max_examples=60)
@given(commands, st.lists(commands, max_size=6))
def test_what_is_undone_can_be_done_again(command: Command, before: list[Command]) -> None:
    desk = desk_after(*before)
    undo = inverse_of(desk, command)
    done = apply(desk, command, NOON, "ann")
    redo = inverse_of(done, undo)
    assert apply(apply(done, undo, NOON, "bob"), redo, NOON, "bob") == done


@settings(deadline=None, max_examples=60)
@given(commands)
def test_a_command_goes_through_json(command: Command) -> None:
    assert COMMAND.validate_json(COMMAND.dump_json(command)) == command
    record = CommandRecord(seq=1, at=NOON, user="ann", command=command, inverse=inverse_of(Desk(), command))
    assert CommandRecord.model_validate_json(record.model_dump_json()) == record


def test_a_first_stage_is_undone_to_the_one_that_the_score_set() -> None:
    assert inverse_of(Desk(), SetStage(stage=Stage.WON)) == ClearStage()
    assert inverse_of(desk_after(SetStage(stage=Stage.MEETING)), SetStage(stage=Stage.WON)) == SetStage(stage=Stage.MEETING)


def test_a_note_that_is_put_back_keeps_its_time_writer_and_place() -> None:
    desk = desk_after(AddNote(note_id="n1", text="first"), AddNote(note_id="n2", text="second"))
    gone = apply(desk, RemoveNote(note_id="n1"), NOON, "ann")
    assert [n.text for n in gone.notes] == ["second"]
    assert apply(gone, inverse_of(desk, RemoveNote(note_id="n1")), NOON + timedelta(days=3), "bob") == desk


def test_removing_a_note_that_is_not_there_changes_nothing_and_neither_does_its_undo() -> None:
    desk, command = Desk(), RemoveNote(note_id="n9")
    assert apply(desk, command, NOON, "ann") == desk
    assert apply(desk, inverse_of(desk, command), NOON, "ann") == desk


def test_a_note_says_who_wrote_it_and_when() -> None:
    assert desk_after(AddNote(note_id="n1", text="x"), user="eve").notes == (Note(note_id="n1", text="x", at=NOON, user="eve"),)


def test_an_empty_correction_takes_the_correction_back() -> None:
    desk = desk_after(CorrectFact(field="email", value="a@firma.example"), CorrectFact(field="phone", value="+49301"))
    assert desk.corrections == {"email": "a@firma.example", "phone": "+49301"}
    assert apply(desk, CorrectFact(field="email", value=""), NOON, "ann").corrections == {"phone": "+49301"}


def test_tags_stand_once_in_their_order() -> None:
    assert desk_after(SetTags(tags=("b", "a", "b"))).tags == ("b", "a")


@pytest.mark.parametrize(
    "bad",
    [
        {"kind": "set_stage", "stage": "nowhere"},
        {"kind": "add_note", "note_id": "n", "text": ""},
        {"kind": "add_note", "note_id": "n", "text": "x" * 10_001},
        {"kind": "set_tags", "tags": ["x"] * 51},
        {"kind": "set_tags", "tags": [""]},
        {"kind": "correct_fact", "field": "", "value": "x"},
        {"kind": "drop_table"},
        {"kind": "set_label", "good": True, "extra": 1},
        {},
    ],
)
def test_a_command_that_makes_no_sense_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        COMMAND.validate_python(bad)
