"""Who is who among a tenant's leads: pairs that may be one company, what a merge would give, and what the analyst's own list says of each lead."""

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import reduce

from domain.base import Principal
from domain.commands import CommandRecord, MergeInto, Unmerge
from domain.company_index import CompanyIndex, Pair
from domain.errors import InvalidInput, NotFound
from domain.identity import fold, normal_name
from domain.known import KnownCompany, KnownLead, KnownList, judged
from domain.merging import absorbed
from domain.same_company import CompanyRecord, decide, profile
from service.crm import read_known
from service.doubles import Double, Doubles, FieldPair, MergePreview
from storage.base import Stamp, Store, StoredLead

#: Fields that a company has one of: two values of them are a conflict.
SINGLE = ("company_name", "legal_name", "country", "city", "postcode", "address", "sector", "employees", "founded", "vat_id")
_MOST_VALUES = 6
_CHUNK = 2_000


class _Held:
    """The index of a tenant as it was last read."""

    def __init__(self) -> None:
        self.index = CompanyIndex()
        self.stamps: dict[str, tuple[Stamp, ...]] = {}
        self.pairs: list[Pair] | None = None
        self.known: tuple[KnownList, CompanyIndex, dict[str, KnownCompany]] | None = None


class Companies:
    """Finds doubles and known companies; the index of a tenant is kept and brought up to date when it is asked."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._lock = threading.Lock()
        self._held: dict[str, _Held] = {}

    # doubles

    def suggestions(self, who: Principal, page: int = 1, page_size: int = 50) -> Doubles:
        """Return the pairs of leads that are or may be one company."""
        with self._lock:
            held = self._current(who)
            if held.pairs is None:
                held.pairs = held.index.pairs()
            pairs = held.pairs
        first = (max(1, page) - 1) * page_size
        return Doubles(pairs=self._shown(who, pairs[first : first + page_size]), total=len(pairs))

    def suggestions_of(self, who: Principal, lead_id: str) -> tuple[Double, ...]:
        """Return the leads that one may be the same company as. Raises NotFound."""
        self._store.lead(who, lead_id)
        with self._lock:
            held = self._current(who)
            record = held.index.record(lead_id)
            pairs = held.index.like(record) if record else []
        return self._shown(who, pairs[:20])

    def preview(self, who: Principal, lead_id: str, into: str) -> MergePreview:
        """Return what merging a lead into another one would give. Raises NotFound, InvalidInput."""
        other, stays = self._store.lead(who, lead_id), self._store.lead(who, into)
        if other.row.lead_id == stays.row.lead_id:
            raise InvalidInput("A lead cannot be merged into itself.", code="merge_itself", where="into")
        if other.row.merged_into or stays.row.merged_into:
            raise InvalidInput("One of them is part of another lead. Take it apart first.", code="merged", where="lead_id")
        records = self._records(who, [lead_id, into], self._merged(who))
        sources = (stays.row.website, *(m.row.website for m in stays.merged), other.row.website, *(m.row.website for m in other.merged))
        seen = {fact.fact_id for lead in (stays, other) for fact in (lead.facts.items if lead.facts else ())}
        return MergePreview(
            into=stays.row,
            other=other.row,
            decision=decide(profile(records[into]), profile(records[lead_id])),
            fields=side_by_side(stays, other),
            sources=tuple(dict.fromkeys(sources)),
            facts=len(seen),
            desk=absorbed(stays.desk, other.desk),
        )

    def merge(self, who: Principal, lead_id: str, into: str) -> CommandRecord:
        """Merge a lead into another one. Raises NotFound, InvalidInput."""
        self._store.lead(who, into)  # what no lead is called may not even be fit to stand in a command
        return self._store.command(who, lead_id, MergeInto(lead_id=into), self._clock())

    def unmerge(self, who: Principal, lead_id: str) -> CommandRecord:
        """Make a merged lead one of its own again. Raises NotFound; InvalidInput for one that is merged into none."""
        if not self._store.lead(who, lead_id).row.merged_into:
            raise InvalidInput("This lead is not merged into another one.", code="not_merged", where="lead_id")
        return self._store.command(who, lead_id, Unmerge(), self._clock())

    # the analyst's own list

    def set_known(self, who: Principal, data: str | bytes, file_name: str) -> KnownList:
        """Read a CRM export and keep it instead of the one before. Raises InvalidInput."""
        upload = read_known(data, file_name)
        with self._lock:  # not while a comparison is on its way: numbers of lists begin anew after a list was removed
            told = self._store.set_known(who, upload.told, upload.companies, self._clock())
        self.compare(who)
        return told

    def known(self, who: Principal) -> KnownList | None:
        """Return the list, or None."""
        return self._store.known_list(who)

    def forget_known(self, who: Principal) -> None:
        """Remove the list. Raises NotFound when there is none."""
        with self._lock:
            there = self._store.forget_known(who)
        if not there:
            raise NotFound("No list of known companies is stored.")

    def compare(self, who: Principal) -> None:
        """Compare with the list what was not yet: nothing without a list, and hardly anything when all was."""
        stale = self._store.stale_leads(who)
        if not stale:
            return
        with self._lock:
            held = self._held.setdefault(who.tenant, _Held())
            found = self._list_of(who, held)
            if found is None:
                return
            told, index, companies = found
            merged = self._merged(who)
            for start in range(0, len(stale), _CHUNK):
                chunk = [row for row in stale[start : start + _CHUNK] if row[3] == told.list_no]
                records = self._records(who, [row[0] for row in chunk], merged)
                leads = []
                for lead_id, entry_no, finish_no, _ in chunk:
                    status, as_what = judged(index.like(records[lead_id]), companies) if lead_id in records else ("new", None)
                    leads.append(KnownLead(lead_id=lead_id, entry_no=entry_no, finish_no=finish_no, status=status, known_as=as_what))
                self._store.set_known_leads(who, told.list_no, leads)

    def _list_of(self, who: Principal, held: _Held) -> tuple[KnownList, CompanyIndex, dict[str, KnownCompany]] | None:
        told = self._store.known_list(who)
        if told is None:
            held.known = None
            return None
        if held.known is None or held.known[0] != told:
            companies = {str(company.line): company for company in self._store.known_companies(who)}
            held.known = (told, CompanyIndex(company.record for company in companies.values()), companies)
        return held.known

    # records

    def _current(self, who: Principal) -> _Held:
        """Return the tenant's index, with what was read, merged or taken apart since. The lock is held."""
        held = self._held.setdefault(who.tenant, _Held())
        stamps: dict[str, tuple[Stamp, ...]] = {}
        for stamp in self._store.stamps(who):
            stamps[stamp.root] = (*stamps.get(stamp.root, ()), stamp)
        changed = [root for root, group in stamps.items() if held.stamps.get(root) != group]
        gone = [root for root in held.stamps if root not in stamps]
        for start in range(0, len(changed), _CHUNK):
            chunk = changed[start : start + _CHUNK]
            for record in self._wholes(who, {root: [stamp.lead_id for stamp in stamps[root]] for root in chunk}):
                held.index.put(record)
        for root in gone:
            held.index.drop(root)
        if changed or gone:
            held.pairs = None
        held.stamps = stamps
        return held

    def _merged(self, who: Principal) -> list[Stamp]:
        """Return the leads that others stand for."""
        return [stamp for stamp in self._store.stamps(who) if stamp.lead_id != stamp.root]

    def _records(self, who: Principal, leads: Sequence[str], merged: Sequence[Stamp]) -> dict[str, CompanyRecord]:
        """Return the records of leads, with what was merged into them."""
        parts = {lead_id: [lead_id] for lead_id in leads}
        for stamp in merged:
            if stamp.root in parts:
                parts[stamp.root].append(stamp.lead_id)
        return {record.record_id: record for record in self._wholes(who, parts)}

    def _wholes(self, who: Principal, parts: Mapping[str, Sequence[str]]) -> list[CompanyRecord]:
        """Return one record for each whole, of those of its parts: that of the lead that stands for them first."""
        found = {record.record_id: record for record in self._store.identities(who, list({one for ids in parts.values() for one in ids}))}
        wholes = []
        for root, ids in parts.items():
            records = [found[one] for one in sorted(ids, key=lambda one: (one != root, one)) if one in found]
            if records:
                wholes.append(reduce(_both, records).model_copy(update={"record_id": root}))
        return wholes

    def _shown(self, who: Principal, pairs: Sequence[Pair]) -> tuple[Double, ...]:
        rows = {row.lead_id: row for row in self._store.lead_rows(who, sorted({one for pair in pairs for one in (pair.one, pair.other)}))}
        found = []
        for pair in pairs:
            if pair.one not in rows or pair.other not in rows:
                continue  # gone since the index was read
            into, other = sorted((rows[pair.one], rows[pair.other]), key=lambda row: (-row.verified, row.lead_id))
            found.append(Double(into=into, other=other, decision=pair.decision))
        return tuple(found)


def _both(one: CompanyRecord, other: CompanyRecord) -> CompanyRecord:
    lists = ("names", "domains", "phones", "mail_domains", "ids")
    update: dict[str, object] = {field: tuple(dict.fromkeys((*getattr(one, field), *getattr(other, field)))) for field in lists}
    update |= {field: getattr(one, field) or getattr(other, field) for field in ("city", "postcode", "country")}
    return one.model_copy(update=update)


def side_by_side(stays: StoredLead, other: StoredLead) -> tuple[FieldPair, ...]:
    """Return the fields of two leads side by side, those in conflict first; what stands in long texts and signals is left out."""
    fields = dict.fromkeys(fact.field for lead in (stays, other) for fact in (lead.facts.items if lead.facts else ()) if fact.role is None)
    pairs = []
    for field in fields:
        if field in ("passage", "signal", "product", "language", "contact_form"):
            continue
        a, b = (tuple(f.value for f in (lead.facts.all(field) if lead.facts else ()))[:_MOST_VALUES] for lead in (stays, other))
        said = normal_name if field in ("company_name", "legal_name") else fold
        conflict = field in SINGLE and bool(a and b) and not set(map(said, a)) & set(map(said, b))
        pairs.append(FieldPair(field=field, into=a, other=b, conflict=conflict))
    return tuple(sorted(pairs, key=lambda pair: not pair.conflict))
