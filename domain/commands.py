"""What an analyst does to a lead: a second log of commands, each stored with its inverse so that it can be undone."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from domain.base import Value
from domain.lead_state import Stage


class Note(Value):
    """A note on a lead."""

    note_id: str
    text: str
    at: datetime
    user: str


class SetStage(Value):
    """Move the lead to another column."""

    kind: Literal["set_stage"] = "set_stage"
    stage: Stage


class AddNote(Value):
    """Write a note."""

    kind: Literal["add_note"] = "add_note"
    note_id: str
    text: Annotated[str, Field(min_length=1, max_length=10_000)]


class RemoveNote(Value):
    """Take a note away."""

    kind: Literal["remove_note"] = "remove_note"
    note_id: str


class RestoreNote(Value):
    """Put a note back as it was, with its time, writer and place: the inverse of RemoveNote."""

    kind: Literal["restore_note"] = "restore_note"
    note: Note
    place: Annotated[int, Field(ge=0)]


class SetTags(Value):
    """Replace the tags."""

    kind: Literal["set_tags"] = "set_tags"
    tags: Annotated[tuple[Annotated[str, Field(min_length=1, max_length=60)], ...], Field(max_length=50)]


class CorrectFact(Value):
    """Put the analyst's own value beside the machine's; an empty value takes the correction back."""

    kind: Literal["correct_fact"] = "correct_fact"
    field: Annotated[str, Field(min_length=1, max_length=60)]
    value: Annotated[str, Field(max_length=2_000)]


class SetLabel(Value):
    """Say whether the lead is good or bad (None takes it back), with a reason: what the scores are measured against."""

    kind: Literal["set_label"] = "set_label"
    good: bool | None
    reason: Annotated[str, Field(max_length=2_000)] = ""


class ClearStage(Value):
    """Back to the stage that the score set: the inverse of a first SetStage."""

    kind: Literal["clear_stage"] = "clear_stage"


class MergeInto(Value):
    """Say that this lead is the same company as another one: it leaves the board and is a source of that one (see ``domain.merging``)."""

    kind: Literal["merge_into"] = "merge_into"
    lead_id: Annotated[str, Field(min_length=1, max_length=100)]


class Unmerge(Value):
    """Make the lead one of its own again: it is merged into none."""

    kind: Literal["unmerge"] = "unmerge"
    lead_id: Literal[""] = ""


Command = Annotated[
    SetStage | ClearStage | AddNote | RemoveNote | RestoreNote | SetTags | CorrectFact | SetLabel | MergeInto | Unmerge, Field(discriminator="kind")
]
COMMAND: TypeAdapter[Command] = TypeAdapter(Command)


class Desk(Value):
    """The analyst's side of a lead: the fold of its commands. ``stage`` None means: as the score set it; ``merged_into`` names the lead that it is part of."""

    stage: Stage | None = None
    notes: tuple[Note, ...] = ()
    tags: tuple[str, ...] = ()
    corrections: dict[str, str] = {}
    label: bool | None = None
    label_reason: str = ""
    merged_into: str = ""


class CommandRecord(Value):
    """One line of a lead's command log. ``undoes`` names the line that this one took back."""

    seq: int
    at: datetime
    user: str
    command: Command
    inverse: Command
    undoes: int | None = None


def inverse_of(desk: Desk, command: Command) -> Command:
    """Return the command that takes ``command`` back when it is applied to ``desk``."""
    match command:
        case SetStage() | ClearStage():
            return SetStage(stage=desk.stage) if desk.stage else ClearStage()
        case AddNote() | RemoveNote():
            return _note_as_it_is(desk, command.note_id)
        case RestoreNote():
            return _note_as_it_is(desk, command.note.note_id)
        case SetTags():
            return SetTags(tags=desk.tags)
        case CorrectFact():
            return CorrectFact(field=command.field, value=desk.corrections.get(command.field, ""))
        case SetLabel():
            return SetLabel(good=desk.label, reason=desk.label_reason)
        case MergeInto() | Unmerge():
            return MergeInto(lead_id=desk.merged_into) if desk.merged_into else Unmerge()


def _note_as_it_is(desk: Desk, note_id: str) -> Command:
    there = next(((place, note) for place, note in enumerate(desk.notes) if note.note_id == note_id), None)
    return RestoreNote(note=there[1], place=there[0]) if there else RemoveNote(note_id=note_id)


def _notes_but(desk: Desk, note_id: str) -> tuple[Note, ...]:
    return tuple(n for n in desk.notes if n.note_id != note_id)


def apply(desk: Desk, command: Command, at: datetime, user: str) -> Desk:
    """Return the desk after a command."""
    match command:
        case SetStage():
            change: dict[str, object] = {"stage": command.stage}
        case ClearStage():
            change = {"stage": None}
        case AddNote():
            change = {"notes": (*_notes_but(desk, command.note_id), Note(note_id=command.note_id, text=command.text, at=at, user=user))}
        case RemoveNote():
            change = {"notes": _notes_but(desk, command.note_id)}
        case RestoreNote():
            others = _notes_but(desk, command.note.note_id)
            change = {"notes": (*others[: command.place], command.note, *others[command.place :])}
        case SetTags():
            change = {"tags": tuple(dict.fromkeys(command.tags))}
        case CorrectFact():
            kept = {k: v for k, v in desk.corrections.items() if k != command.field}
            change = {"corrections": kept | ({command.field: command.value} if command.value else {})}
        case SetLabel():
            change = {"label": command.good, "label_reason": command.reason}
        case MergeInto() | Unmerge():
            change = {"merged_into": command.lead_id}
    return desk.model_copy(update=change)
