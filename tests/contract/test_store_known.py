"""The analyst's own list of companies, and what it says of leads: replaced by a new one, apart by tenant, stale when a lead was read again."""

from domain.base import Principal
from domain.commands import MergeInto
from domain.known import KnownCompany, KnownLead, KnownList
from domain.lead import KnownAs, LeadFilter
from domain.same_company import CompanyRecord
from storage.base import Store
from tests.contract.conftest import Opener
from tests.contract.store_kit import ME, Clock, a_lead, a_run, complete, name

OTHER = Principal(tenant="other")


def company(line: int, customer: bool = False) -> KnownCompany:
    return KnownCompany(line=line, name=f"Known {line}", customer=customer, record=CompanyRecord(record_id=str(line), domains=(f"known-{line}.example",)))


def upload(store: Store, clock: Clock, *lines: int, who: Principal = ME) -> KnownList:
    return store.set_known(who, KnownList(file_name="crm.csv", companies=len(lines), columns={"name": "Company"}), [company(line) for line in lines], clock.now)


def judge(store: Store, list_no: int) -> None:
    said = KnownAs(line=2, name="Known 2", status="Customer", rule="same_domain", value="firm-0.example")
    found = [
        KnownLead(
            lead_id=lead_id, entry_no=entry, finish_no=finish, status="customer" if lead_id == name(0) else "new", known_as=said if lead_id == name(0) else None
        )
        for lead_id, entry, finish, _ in store.stale_leads(ME)
    ]
    store.set_known_leads(ME, list_no, found)


def test_a_new_list_replaces_the_one_before(store: Store, clock: Clock) -> None:
    assert store.known_list(ME) is None
    first = upload(store, clock, 2, 3)
    second = upload(store, clock, 7)
    assert second.list_no > first.list_no
    assert store.known_list(ME) == second
    assert [c.line for c in store.known_companies(ME)] == [7]
    assert store.forget_known(ME)
    assert not store.forget_known(ME)
    assert (store.known_list(ME), store.known_companies(ME)) == (None, [])


def test_what_it_says_is_shown_filtered_and_counted(store: Store, clock: Clock) -> None:
    a_run(store, leads=2)
    assert store.stale_leads(ME) == []
    assert store.leads(ME, LeadFilter()).leads[0].known == ""
    told = upload(store, clock, 2)
    assert [row[0] for row in sorted(store.stale_leads(ME))] == [name(0), name(1)]
    judge(store, told.list_no)
    assert store.stale_leads(ME) == []
    row = store.leads(ME, LeadFilter(known=("customer",))).leads[0]
    assert (row.lead_id, row.known, row.known_as.line if row.known_as else 0) == (name(0), "customer", 2)
    assert store.facets(ME, LeadFilter())["known"] == {"customer": 1, "new": 1}


def test_a_lead_read_again_and_a_new_list_are_stale(store: Store, clock: Clock) -> None:
    a_run(store, leads=2)
    judge(store, upload(store, clock, 2).list_no)
    complete(store, name(1))
    assert [row[0] for row in store.stale_leads(ME)] == [name(1)]
    upload(store, clock, 2)
    assert len(store.stale_leads(ME)) == 2


def test_a_merge_is_looked_at_anew(store: Store, clock: Clock) -> None:
    a_run(store, leads=3)
    judge(store, upload(store, clock, 2).list_no)
    store.command(ME, name(1), MergeInto(lead_id=name(0)), clock.now)
    assert [row[0] for row in sorted(store.stale_leads(ME))] == [name(0), name(1)]


def test_a_whole_is_looked_at_anew_when_a_part_of_it_was_read_again(store: Store, clock: Clock) -> None:
    a_run(store, leads=3)
    told = upload(store, clock, 2)
    store.command(ME, name(1), MergeInto(lead_id=name(0)), clock.now)
    judge(store, told.list_no)
    complete(store, name(1))
    assert [row[0] for row in sorted(store.stale_leads(ME))] == [name(0), name(1)]
    judge(store, told.list_no)
    assert store.stale_leads(ME) == []


def test_what_an_old_list_said_is_not_kept(store: Store, clock: Clock) -> None:
    a_run(store, leads=1)
    old = upload(store, clock, 2)
    upload(store, clock, 3)
    judge(store, old.list_no)
    assert store.leads(ME, LeadFilter()).leads[0].known == ""


def test_lists_are_apart_by_tenant(store: Store, opener: Opener, clock: Clock) -> None:
    a_run(store, leads=1)
    told = upload(store, clock, 2, who=OTHER)
    assert store.known_list(ME) is None
    assert store.stale_leads(ME) == []
    assert not store.forget_known(ME)
    store.close()
    assert opener().known_list(OTHER) == told


def test_the_record_of_a_lead_comes_from_its_facts(store: Store) -> None:
    a_run(store, leads=2)
    assert store.identities(ME, [name(1)]) == [CompanyRecord(record_id=name(1), domains=("firm-1.example",))]
    complete(store, name(0))
    assert [stamp.lead_id for stamp in store.stamps(ME)] == [name(0)]
    record = store.identities(ME, [name(0)])[0]
    assert (record.names, record.country, record.mail_domains, record.phones) == (("Firm AG",), "DE", ("firm.example",), ())
    assert store.identities(OTHER, [name(0)]) == []
    assert a_lead(0).lead_id == name(0)
