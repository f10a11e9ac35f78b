"""Who leads are, for finding doubles, and the companies that the analyst knows already, with what they say of each lead."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import ValidationError

from domain.base import Principal
from domain.company_record import own_domains
from domain.known import KnownCompany, KnownLead, KnownList
from domain.same_company import CompanyRecord
from storage.base import Stamp
from storage.part import Part
from storage.queries import load
from storage.text import aware, json_text, naive
from storage.transaction import Transaction

SQL = load("known")
_TABLES = ("known_lists", "known_companies", "known_leads")


class Identities(Part):
    """What identity is decided on, and the analyst's list."""

    def stamps(self, who: Principal) -> list[Stamp]:
        """Return the finished leads of a tenant with the numbers that change when one is read again."""
        return [Stamp(*row) for row in self.database.query(SQL["stamps"], [who.tenant])]

    def identities(self, who: Principal, leads: Sequence[str]) -> list[CompanyRecord]:
        """Return the records of these leads, as far as they are there."""
        rows = self.database.query(SQL["identities"], {"tenant": who.tenant, "leads": list(leads)})
        return [_record(*row) for row in rows]

    def set_known(self, who: Principal, told: KnownList, companies: Sequence[KnownCompany], at: datetime) -> KnownList:
        """Replace the tenant's list. What it says of leads is made anew by ``stale_leads`` and ``set_known_leads``."""
        docs = [(company.line, json_text(company)) for company in companies]
        return self.writer.do(lambda transaction: _replace(transaction, who, told, docs, at))

    def known_list(self, who: Principal) -> KnownList | None:
        """Return the tenant's list, or None."""
        rows = self.database.query(SQL["list"], [who.tenant])
        if not rows:
            return None
        list_no, user, at, file_name, companies, customers, doc = rows[0]
        told = {"list_no": list_no, "user": user, "uploaded_at": aware(at), "file_name": file_name, "companies": companies, "customers": customers}
        return KnownList.model_validate_json(doc).model_copy(update=told)

    def known_companies(self, who: Principal) -> list[KnownCompany]:
        """Return the companies of the tenant's list, by line."""
        return [KnownCompany.model_validate_json(row[0]) for row in self.database.query(SQL["companies"], [who.tenant])]

    def forget_known(self, who: Principal) -> bool:
        """Remove the tenant's list and all it says; return whether there was one."""
        return self.writer.do(lambda transaction: _forget(transaction, who))

    def stale_leads(self, who: Principal) -> list[tuple[str, int, int | None, int]]:
        """Return (lead, entry, finish, list) of the leads that the newest list was not compared with as they are now; none without a list."""
        return [(row[0], row[1], row[2], row[3]) for row in self.database.query(SQL["stale"], {"tenant": who.tenant})]

    def set_known_leads(self, who: Principal, list_no: int, found: Sequence[KnownLead]) -> None:
        """Keep what a list says of leads; nothing when it was replaced meanwhile."""
        self.writer.do(lambda transaction: _keep(transaction, who, list_no, found))


def _record(lead_id: str, website: str, company_name: str, identity: str) -> CompanyRecord:
    """Return the record of a lead; of one that was never read what its website says, which is its domain."""
    if identity:
        try:
            return CompanyRecord.model_validate_json(identity).model_copy(update={"record_id": lead_id})
        except ValidationError:  # of another version: a rebuild makes it anew
            pass
    return CompanyRecord(record_id=lead_id, domains=own_domains(website), names=() if "." in company_name else (company_name,))


def _replace(transaction: Transaction, who: Principal, told: KnownList, docs: Sequence[tuple[int, str]], at: datetime) -> KnownList:
    list_no = transaction.query(SQL["next_list"])[0][0]
    _clear(transaction, who)
    kept = told.model_copy(update={"list_no": list_no, "user": who.user, "uploaded_at": at})
    counts = (told.companies, told.customers)
    transaction.insert("known_lists", who.tenant, list_no, who.user, naive(at), told.file_name, *counts, json_text(kept))
    for line, doc in docs:
        transaction.insert("known_companies", who.tenant, line, doc)
    return kept


def _clear(transaction: Transaction, who: Principal) -> None:
    for table in _TABLES:
        transaction.execute(f"delete from {table} where tenant = ?", [who.tenant])


def _forget(transaction: Transaction, who: Principal) -> bool:
    there = bool(transaction.query(SQL["list"], [who.tenant]))
    if there:
        _clear(transaction, who)
    return there


def _keep(transaction: Transaction, who: Principal, list_no: int, found: Sequence[KnownLead]) -> None:
    if transaction.query(SQL["newest_list"], [who.tenant])[0][0] != list_no:
        return
    transaction.execute(SQL["drop_leads"], [who.tenant, [one.lead_id for one in found]])
    for one in found:
        doc = json_text(one.known_as) if one.known_as else ""
        transaction.insert("known_leads", who.tenant, one.lead_id, one.entry_no, one.finish_no, list_no, one.status, doc)
