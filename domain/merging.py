"""Leads that are one company: which one stands for the others, and what its desk shows then. Pure, from the logs of commands, so that it can be taken back."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from domain.commands import CommandRecord, Desk, MergeInto, Unmerge, apply

Histories = Mapping[str, Sequence[CommandRecord]]


class Member(NamedTuple):
    """A lead that is part of another one, and the command that made it so."""

    lead_id: str
    record: CommandRecord


def standing(history: Sequence[CommandRecord]) -> list[CommandRecord]:
    """Return the commands that count: neither what was taken back nor what took it back.

    An inverse was written for the desk of its day; after a merge or its end it would bring back what another lead had, or hide it. The way in
    and out of another lead stays whole, since its times say what was done while both were one.
    """
    taken_back = {record.undoes for record in history}
    return [r for r in history if isinstance(r.command, MergeInto | Unmerge) or (r.undoes is None and r.seq not in taken_back)]


def fold(history: Sequence[CommandRecord]) -> Desk:
    """Return the desk that a lead's own commands make."""
    desk = Desk()
    for record in standing(history):
        desk = apply(desk, record.command, record.at, record.user)
    return desk


def absorbed(desk: Desk, other: Desk) -> Desk:
    """Return a desk with what another one has besides: its notes and tags, and its stage, judgement and corrections where this one has none."""
    known = {note.note_id for note in desk.notes}
    notes = (*desk.notes, *(note for note in other.notes if note.note_id not in known))
    change: dict[str, object] = {
        "notes": tuple(sorted(notes, key=lambda note: note.at)) if len(notes) > len(desk.notes) else desk.notes,
        "tags": tuple(dict.fromkeys((*desk.tags, *other.tags))),
        "stage": desk.stage or other.stage,
        "corrections": other.corrections | desk.corrections,
    }
    if desk.label is None:
        change |= {"label": other.label, "label_reason": other.label_reason}
    return desk.model_copy(update=change)


class Merges:
    """The merges among leads of one tenant. ``histories`` holds the commands of all leads in question; one that is missing has none."""

    def __init__(self, histories: Histories) -> None:
        self._histories = histories
        self._own = {lead_id: fold(history) for lead_id, history in histories.items()}

    @cached_property
    def _members(self) -> dict[str, list[Member]]:
        members: dict[str, list[Member]] = {}
        for lead_id, desk in self._own.items():
            if desk.merged_into:
                record = next(r for r in reversed(self._histories[lead_id]) if isinstance(r.command, MergeInto))
                members.setdefault(desk.merged_into, []).append(Member(lead_id, record))
        return {into: sorted(them, key=lambda member: (member.record.at, member.lead_id)) for into, them in members.items()}

    @property
    def leads(self) -> set[str]:
        """All leads that have commands or are merged into."""
        return {*self._own, *self._members}

    def root(self, lead_id: str) -> str:
        """Return the lead that stands for this one on the board: itself when it is merged into none."""
        seen = {lead_id}
        while (into := self._own.get(lead_id, Desk()).merged_into) and into not in seen:
            seen.add(into)
            lead_id = into
        return lead_id

    def members(self, lead_id: str) -> tuple[Member, ...]:
        """Return the leads that are part of this one, each with those that are part of it, in the order in which they came."""
        return tuple(inner for member in self._members.get(lead_id, ()) for inner in (member, *self.members(member.lead_id)))

    def desk(self, lead_id: str) -> Desk:
        """Return the desk that a lead shows: its own commands, and at the time of each merge what the other lead's desk held besides.

        So tags set after a merge are those that were set, and a merge that is taken back leaves no trace.
        """
        waiting = list(self._members.get(lead_id, ()))
        desk = Desk()
        for record in standing(self._histories.get(lead_id, ())):
            while waiting and waiting[0].record.at < record.at:
                desk = absorbed(desk, self.desk(waiting.pop(0).lead_id))
            desk = apply(desk, record.command, record.at, record.user)
        for member in waiting:
            desk = absorbed(desk, self.desk(member.lead_id))
        return desk

    def records(self, lead_id: str) -> tuple[CommandRecord, ...]:
        """Return the commands of a lead and of those that are part of it."""
        return tuple(r for one in (lead_id, *(member.lead_id for member in self.members(lead_id))) for r in self._histories.get(one, ()))
