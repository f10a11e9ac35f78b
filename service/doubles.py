"""Values of the door under "who is who": pairs of leads that may be one company, and what a merge would give."""

from domain.base import Value
from domain.commands import Desk
from domain.lead import LeadRow
from domain.same_company import Decision


class Double(Value):
    """Two leads that are or may be one company, and why. ``into`` is the one that would stand for both: the one with more facts."""

    into: LeadRow
    other: LeadRow
    decision: Decision


class Doubles(Value):
    """One page of pairs, surest first, and how many there are in all."""

    pairs: tuple[Double, ...]
    total: int


class FieldPair(Value):
    """A field of both leads side by side; ``conflict``: of this one a company has one value, and the two differ."""

    field: str
    into: tuple[str, ...]
    other: tuple[str, ...]
    conflict: bool = False


class MergePreview(Value):
    """What a merge would give: the lead that stays with the one that leaves the board, all fields side by side, and the desk of both together."""

    into: LeadRow
    other: LeadRow
    decision: Decision
    fields: tuple[FieldPair, ...]
    sources: tuple[str, ...]
    facts: int
    desk: Desk
