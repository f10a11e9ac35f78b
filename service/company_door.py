"""The part of the door that says who is who: doubles, merges, and the analyst's own list."""

from domain.base import Principal
from domain.commands import CommandRecord
from domain.known import KnownList
from service.doubles import Double, Doubles, MergePreview
from service.same_company import Companies


class CompanyDoor:
    """Keeps the promises of ``service.base.Prospector`` under "who is who"."""

    _companies: Companies

    def duplicates(self, who: Principal, page: int = 1, page_size: int = 50) -> Doubles:
        """Return the pairs of leads that are or may be one company, surest first."""
        return self._companies.suggestions(who, page, page_size)

    def duplicates_of(self, who: Principal, lead_id: str) -> tuple[Double, ...]:
        """Return the leads that one is or may be the same company as."""
        return self._companies.suggestions_of(who, lead_id)

    def preview_merge(self, who: Principal, lead_id: str, into: str) -> MergePreview:
        """Return what merging a lead into another one would give; nothing is changed."""
        return self._companies.preview(who, lead_id, into)

    def merge(self, who: Principal, lead_id: str, into: str) -> CommandRecord:
        """Merge a lead into another one."""
        return self._companies.merge(who, lead_id, into)

    def unmerge(self, who: Principal, lead_id: str) -> CommandRecord:
        """Make a merged lead one of its own again."""
        return self._companies.unmerge(who, lead_id)

    def set_known(self, who: Principal, data: str | bytes, file_name: str = "") -> KnownList:
        """Keep a CRM export as the list of companies that are known already, instead of the one before."""
        return self._companies.set_known(who, data, file_name)

    def known(self, who: Principal) -> KnownList | None:
        """Return the list of known companies as understood, or None."""
        return self._companies.known(who)

    def forget_known(self, who: Principal) -> None:
        """Remove the list of known companies."""
        self._companies.forget_known(who)
