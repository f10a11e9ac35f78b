"""What checks of scores ask of a store, answered from the leads that the stand-in keeps."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pydantic_core import from_json

from domain.base import Principal
from domain.commands import Desk
from domain.context import ContextVersion
from domain.score import AXES
from domain.scorecard import Rescore, Scorecard, Short
from storage.project import short_factors

if TYPE_CHECKING:
    from tests.pages.standin import Standin


def labelled(desk: Desk) -> dict[str, str]:
    """What a row of the board says of a desk's label."""
    return {"label": "none" if desk.label is None else "good" if desk.label else "bad", "label_reason": desk.label_reason}


class Shelf:
    """The part of a store that ``service.meter`` reads and writes."""

    def __init__(self, door: "Standin") -> None:
        self.door = door
        self.scored_by: dict[str, int] = {}

    def context(self, who: Principal, context_id: str, version: int | None = None) -> ContextVersion:
        return self.door.context(who, context_id, version)

    def scorecards(self, who: Principal, context_id: str) -> list[Scorecard]:
        found = []
        for number, (lead_id, lead) in enumerate(sorted(self.door.stored.items()), 1):
            if lead.package is None:
                continue
            intelligence = lead.package.ai_intelligence.model_dump(mode="json")
            factors = tuple(Short(*f) for f in from_json(short_factors(intelligence)))
            row, scored = lead.row, self.scored_by.get(lead_id, 1)
            found.append(
                Scorecard(lead_id, number, row.company_name, row.website, row.tier, row.stage, 1, scored, lead.desk.label, lead.desk.label_reason, factors)
            )
        return found

    def labelled(self, who: Principal) -> list[str]:
        return [lead_id for lead_id, lead in self.door.stored.items() if lead.desk.label is not None]

    def scores_stamp(self, who: Principal) -> tuple[int, int, int]:
        return len(self.door.stored), sum(len(lead.history) for lead in self.door.stored.values()), sum(self.scored_by.values())

    def rescore(self, who: Principal, rescores: Sequence[Rescore]) -> int:
        ids = {number: lead_id for number, lead_id in enumerate(sorted(self.door.stored), 1)}
        for one in rescores:
            lead = self.door.stored[ids[one.entry_no]]
            scores: dict[str, Any] = {f"{axis}_score": one.scores[axis][0] for axis in AXES}
            self.door.stored[ids[one.entry_no]] = lead.model_copy(
                update={"row": lead.row.model_copy(update={"tier": one.tier, "scores": scores}), "rescore": one}
            )
            self.scored_by[ids[one.entry_no]] = one.context_version
        return len(rescores)
