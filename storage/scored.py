"""Stored factors of the leads of a context, and passages scored again from them: a log, and what it changes in the projection."""

from collections.abc import Sequence
from datetime import datetime

from pydantic_core import from_json

from domain.base import Principal
from domain.lead_state import Stage
from domain.scorecard import Rescore, Scorecard, Short
from storage import project
from storage.part import Part
from storage.project import WHOLE, Passage
from storage.queries import load
from storage.text import aware, json_text
from storage.transaction import Transaction

SQL = load("scored")


class Scored(Part):
    """Scores as they can be made again, without any page."""

    def scorecards(self, who: Principal, context_id: str) -> list[Scorecard]:
        """Return the newest completed passage of each lead under any version of a context, by lead_id."""
        rows = self.database.query(SQL["scorecards"], {"tenant": who.tenant, "context_id": context_id})
        return [_scorecard(*row) for row in rows]

    def labelled(self, who: Principal) -> list[str]:
        """Return the ids of the leads that the analyst called good or bad."""
        return [row[0] for row in self.database.query(SQL["labelled"], {"tenant": who.tenant})]

    def scores_stamp(self, who: Principal) -> tuple[int, int, int]:
        """Return numbers that are others whenever a scorecard or a label may have changed."""
        finished, commands, rescores = self.database.query(SQL["stamp"], {"tenant": who.tenant})[0]
        return finished, commands, rescores

    def rescore(self, who: Principal, rescores: Sequence[Rescore]) -> int:
        """Record that completed passages of this tenant were scored again, and show it on the board; return how many."""
        return self.writer.do(lambda transaction: _rescore(transaction, who, rescores))


def _scorecard(
    lead_id: str, entry_no: int, name: str, website: str, tier: str, stage: str, judged: int, scored: int, good: bool | None, reason: str, factors: str
) -> Scorecard:
    return Scorecard(lead_id, entry_no, name, website, tier, Stage(stage), judged, scored, good, reason, tuple(Short(*f) for f in from_json(factors)))


def _rescore(transaction: Transaction, who: Principal, rescores: Sequence[Rescore]) -> int:
    wanted = {one.entry_no: one for one in rescores}
    rows = transaction.query(SQL["passages"], {"tenant": who.tenant, "entries": list(wanted)})
    number = transaction.query(SQL["next_rescore"])[0][0]
    now = transaction.now
    for row in rows:
        entry_no, passage = row[0], Passage(*row[1:])
        one = wanted[entry_no]
        doc = json_text(one.model_dump(mode="json", include={"weights", "tier", "scores"}))
        transaction.insert("rescores", number, who.tenant, who.user, entry_no, one.context_version, now, doc)
        transaction.passage(entry_no, project.after_rescore(passage, one.tier, one.scores, now), WHOLE)
        number += 1
    return len(rows)


def rescore_of(entry_no: int, context_version: int, doc: str, at: datetime) -> Rescore:
    """Return a line of the log from its columns."""
    return Rescore(entry_no=entry_no, context_version=context_version, at=aware(at), **from_json(doc))
