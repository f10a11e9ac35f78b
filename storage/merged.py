"""Merged leads: what the board keeps of them, and one lead whole with those that are part of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from domain.commands import CommandRecord
from domain.evidence import Facts
from domain.merging import Histories, Merges
from storage.base import MergedLead, StoredLead
from storage.text import json_text, naive


class DeskColumns(NamedTuple):
    """What the board keeps of a desk: stage (empty: as the score set it), tags as JSON, time of the newest command, the lead that stands for it."""

    stage: str
    tags: str
    desk_at: datetime | None
    merged_into: str


NO_DESK = DeskColumns("", "[]", None, "")


def desk_columns(histories: Histories) -> dict[str, DeskColumns]:
    """Return what the board keeps of the desks of these leads and of those that they are merged into."""
    merges = Merges(histories)
    return {lead_id: _columns(merges, lead_id) for lead_id in merges.leads}


def _columns(merges: Merges, lead_id: str) -> DeskColumns:
    desk, root = merges.desk(lead_id), merges.root(lead_id)
    at = max((naive(record.at) for record in merges.records(lead_id)), default=None)
    return DeskColumns(str(desk.stage or ""), json_text(list(desk.tags)), at, "" if root == lead_id else root)


def labels_of(histories: Histories) -> list[tuple[str, bool, str]]:
    """Return which of these leads were called good or bad, and why; a lead speaks for those that are part of it."""
    merges = Merges(histories)
    desks = ((lead_id, merges.desk(lead_id)) for lead_id in merges.leads)
    return [(lead_id, desk.label, desk.label_reason) for lead_id, desk in desks if desk.label is not None]


def united(lead: StoredLead, parts: Sequence[StoredLead]) -> StoredLead:
    """Return a lead with all that was merged into it: facts behind its own, desk as ``domain.merging`` says."""
    if not parts:
        return lead
    merges = Merges({one.row.lead_id: one.history for one in (lead, *parts)})
    by_id: Mapping[str, StoredLead] = {part.row.lead_id: part for part in parts}
    members = [(by_id[member.lead_id], member.record) for member in merges.members(lead.row.lead_id) if member.lead_id in by_id]
    merged = tuple(MergedLead(row=part.row, lead=part.lead, facts=part.facts, at=record.at, user=record.user) for part, record in members)
    facts = union([lead.facts, *(part.facts for part, _ in members)])
    return lead.model_copy(update={"facts": facts, "desk": merges.desk(lead.row.lead_id), "merged": merged})


def union(found: Sequence[Facts | None]) -> Facts | None:
    """Return the facts of several websites, each statement once, those of the first one first."""
    given = [facts for facts in found if facts is not None]
    items = {fact.fact_id: fact for facts in reversed(given) for fact in reversed(facts.items)}
    return Facts(items=tuple(reversed(items.values()))) if given else None


def newest_open(history: Sequence[CommandRecord]) -> CommandRecord | None:
    """Return the newest command that is no undo and was not taken back."""
    taken_back = {record.undoes for record in history}
    return next((r for r in reversed(history) if r.undoes is None and r.seq not in taken_back), None)
