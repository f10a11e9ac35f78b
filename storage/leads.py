"""Leads as analysts see them: lists, counts, one lead whole, and all of them for exports."""

from collections.abc import Iterator, Sequence

from pydantic import ValidationError

from domain.base import Principal
from domain.commands import CommandRecord
from domain.errors import NotFound, StorageProblem
from domain.evidence import Facts
from domain.lead import Lead, LeadFilter, LeadPage, LeadRow
from domain.merging import fold
from domain.package import ComprehensiveProspectPackage
from domain.scorecard import Rescore
from storage.base import StoredLead
from storage.board import COLUMNS, SQL, BoardRow, row_of, select
from storage.desk import record_of
from storage.merged import united
from storage.part import Part
from storage.scored import SQL as SCORED
from storage.scored import rescore_of

CHUNK = 200
FACETS = ("stage", "state", "sector", "country", "tier", "known", "label")


class Leads(Part):
    """The leads of a tenant, over all its users."""

    def leads(self, who: Principal, where: LeadFilter) -> LeadPage:
        """Return one page of leads, ties broken by lead_id. Raises InvalidInput for an unknown ``sort``."""
        size = max(1, where.page_size)
        with_board, parameters, order = select(who, where)
        page = f"{with_board} select {', '.join(COLUMNS)} from board {order} limit {size} offset {(max(1, where.page) - 1) * size}"
        with self.database.reading() as ask:
            total = ask(f"{with_board} select count(*) from board", parameters)[0][0]
            rows = ask(page, parameters)
        return LeadPage(leads=tuple(row_of(row).row for row in rows), total=total)

    def facets(self, who: Principal, where: LeadFilter) -> dict[str, dict[str, int]]:
        """Return counts by stage, state, sector, country, tier and label over the filter's leads; empty values are left out."""
        with_board, parameters, _ = select(who, where)
        counts: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
        rows = self.database.query(f"{with_board} {SQL['facets']}", parameters)
        for facet, value, count in sorted(rows, key=lambda row: (-row[2], row[1])):
            counts[facet][value] = count
        return counts

    def lead(self, who: Principal, lead_id: str, job_id: str = "") -> StoredLead:
        """Return a lead with its newest passage, or the one in ``job_id``. Raises NotFound."""
        for merged in (False, True):  # in a run a lead may stand for one that was merged into it
            with_board, parameters, _ = select(who, LeadFilter(job_id=job_id), merged=merged)
            sql = f"{with_board} select {', '.join(COLUMNS)} from board where lead_id = $lead_id"
            if rows := self.database.query(sql, parameters | {"lead_id": lead_id}):
                return self._whole(who, [row_of(rows[0])])[0]
        raise NotFound(f"There is no lead {lead_id}" + (f" in run {job_id}." if job_id else "."))

    def lead_rows(self, who: Principal, leads: Sequence[str]) -> list[LeadRow]:
        """Return the rows of these leads, as far as they are on the board."""
        with_board, parameters, _ = select(who, LeadFilter())
        sql = f"{with_board} select {', '.join(COLUMNS)} from board where lead_id in (select unnest($wanted))"
        return [row_of(row).row for row in self.database.query(sql, parameters | {"wanted": list(leads)})]

    def each_lead(self, who: Principal, where: LeadFilter) -> Iterator[StoredLead]:
        """Yield all leads of the filter in its order; page and page_size do not count."""
        with_board, parameters, order = select(who, where)
        rows = self.database.query(f"{with_board} select {', '.join(COLUMNS)} from board {order}", parameters)
        for start in range(0, len(rows), CHUNK):
            yield from self._whole(who, [row_of(row) for row in rows[start : start + CHUNK]])

    def _whole(self, who: Principal, rows: Sequence[BoardRow]) -> list[StoredLead]:
        """Return leads with what was merged into them."""
        ids = [r.row.lead_id for r in rows]
        groups: dict[str, list[str]] = {}
        for lead_id, into in self.database.query(SQL["members"], {"tenant": who.tenant, "leads": ids}):
            groups.setdefault(into, []).append(lead_id)
        stored = self._stored(who, rows)
        if not groups:
            return stored
        inside = [one for group in groups.values() for one in group]
        with_board, parameters, _ = select(who, LeadFilter(), merged=True)
        sql = f"{with_board} select {', '.join(COLUMNS)} from board where lead_id in (select unnest($inside))"
        parts = self._stored(who, [row_of(row) for row in self.database.query(sql, parameters | {"inside": inside})])
        by_id = {part.row.lead_id: part for part in parts}
        return [united(lead, [by_id[one] for one in groups.get(lead.row.lead_id, ()) if one in by_id]) for lead in stored]

    def _stored(self, who: Principal, rows: Sequence[BoardRow]) -> list[StoredLead]:
        ids, runs, entries = [r.own_id for r in rows], sorted({r.run_no for r in rows}), [r.entry_no for r in rows]
        with self.database.reading() as ask:
            candidates = dict(ask(SQL["candidates"], {"entries": entries}))
            packages = {(lead_id, run_no): doc for lead_id, run_no, doc in ask(SQL["packages"], {"runs": runs, "leads": ids})}
            bare = [r.entry_no for r in rows if (r.own_id, r.run_no) not in packages]
            facts = dict(ask(SQL["facts"], {"runs": runs, "entries": bare})) if bare else {}
            rescores = {row[0]: rescore_of(*row) for row in ask(SCORED["newest_rescores"], {"entries": entries})}
            history: dict[str, list[CommandRecord]] = {}
            for lead_id, *columns in ask(SQL["commands"], {"tenant": who.tenant, "leads": [r.row.lead_id for r in rows]}):
                history.setdefault(lead_id, []).append(record_of(columns))
        return [
            _stored_lead(
                r,
                candidates[r.entry_no],
                packages.get((r.own_id, r.run_no)),
                facts.get(r.entry_no),
                history.get(r.row.lead_id, []),
                rescores.get(r.entry_no),
            )
            for r in rows
        ]


def _stored_lead(shown: BoardRow, lead: str, package: str | None, facts: str | None, history: Sequence[CommandRecord], rescore: Rescore | None) -> StoredLead:
    try:
        whole = ComprehensiveProspectPackage.model_validate_json(package) if package else None
        read = Facts(items=whole.lead_facts.facts) if whole else Facts.model_validate_json(facts) if facts else None
    except ValidationError as error:
        raise StorageProblem(
            f"What is stored of lead {shown.row.lead_id} in run {shown.row.job_id} cannot be read by this version: {error.errors()[0]['msg']} "
            f"at {'.'.join(map(str, error.errors()[0]['loc']))}.",
            code="unreadable_lead",
        ) from error
    return StoredLead(
        row=shown.row, lead=Lead.model_validate_json(lead), facts=read, package=whole, desk=fold(history), history=tuple(history), rescore=rescore
    )
