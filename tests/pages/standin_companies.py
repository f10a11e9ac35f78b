"""The part of the stand-in that says who is who: pairs that a test puts in, merges, and the list of known companies by the real reader."""

from domain import commands
from domain.base import Principal
from domain.commands import Command, CommandRecord
from domain.errors import InvalidInput, NotFound
from domain.known import KnownList
from domain.merging import absorbed
from domain.same_company import Decision, Verdict
from service.crm import read_known
from service.doubles import Double, Doubles, MergePreview
from service.same_company import side_by_side
from storage.base import MergedLead, StoredLead
from tests.pages.sample_leads import NOW


class StandinCompanies:
    """Who is who, for ``Standin``."""

    stored: dict[str, StoredLead]
    doubles: tuple[Double, ...]
    known_told: KnownList | None

    def lead(self, who: Principal, lead_id: str, job_id: str = "") -> StoredLead:
        raise NotImplementedError

    def command(self, who: Principal, lead_id: str, command: Command) -> CommandRecord:
        raise NotImplementedError

    def _keep(self, lead: StoredLead) -> None:
        raise NotImplementedError

    def duplicates(self, who: Principal, page: int = 1, page_size: int = 50) -> Doubles:
        return Doubles(pairs=self.doubles[(page - 1) * page_size : page * page_size], total=len(self.doubles))

    def duplicates_of(self, who: Principal, lead_id: str) -> tuple[Double, ...]:
        self.lead(who, lead_id)
        return tuple(pair for pair in self.doubles if lead_id in (pair.into.lead_id, pair.other.lead_id))

    def preview_merge(self, who: Principal, lead_id: str, into: str) -> MergePreview:
        stays, other = self.lead(who, into), self.lead(who, lead_id)
        decision = next((p.decision for p in self.doubles if {lead_id, into} == {p.into.lead_id, p.other.lead_id}), Decision(verdict=Verdict.MAYBE))
        sources = (stays.row.website, other.row.website)
        desk = absorbed(stays.desk, other.desk)
        return MergePreview(into=stays.row, other=other.row, decision=decision, fields=side_by_side(stays, other), sources=sources, facts=7, desk=desk)

    def merge(self, who: Principal, lead_id: str, into: str) -> CommandRecord:
        self.lead(who, into)
        record = self.command(who, lead_id, commands.MergeInto(lead_id=into))
        other, stays = self.stored[lead_id], self.stored[into]
        self._keep(other.model_copy(update={"row": other.row.model_copy(update={"merged_into": into})}))
        part = MergedLead(row=other.row, lead=other.lead, facts=other.facts, at=NOW, user=who.user)
        self._keep(stays.model_copy(update={"merged": (*stays.merged, part)}))
        self.doubles = tuple(pair for pair in self.doubles if lead_id not in (pair.into.lead_id, pair.other.lead_id))
        return record

    def unmerge(self, who: Principal, lead_id: str) -> CommandRecord:
        other = self.lead(who, lead_id)
        if not other.row.merged_into:
            raise InvalidInput("This lead is not merged into another one.", code="not_merged")
        stays = self.stored[other.row.merged_into]
        record = self.command(who, lead_id, commands.Unmerge())
        self._keep(self.stored[lead_id].model_copy(update={"row": other.row.model_copy(update={"merged_into": ""})}))
        self._keep(stays.model_copy(update={"merged": tuple(part for part in stays.merged if part.row.lead_id != lead_id)}))
        return record

    def set_known(self, who: Principal, data: str | bytes, file_name: str = "") -> KnownList:
        self.known_told = read_known(data, file_name).told.model_copy(update={"list_no": 1, "user": who.user, "uploaded_at": NOW})
        return self.known_told

    def known(self, who: Principal) -> KnownList | None:
        return self.known_told

    def forget_known(self, who: Principal) -> None:
        if self.known_told is None:
            raise NotFound("No list of known companies is stored.")
        self.known_told = None
