"""Who is who in a real installation: pairs, a merge with its way back, a later run, exports, and a CRM export against the leads."""

import csv
import io
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from domain.base import Principal
from domain.errors import InvalidInput, NotFound
from domain.lead import LeadFilter
from domain.same_company import Verdict
from service.local import LocalProspector, open_local
from tests.flow.conftest import WHO, list_order, settings_for, wait

ONE, TWO, SISTER, OTHER = "wiesengrund.example", "wiesengrund-kaese.example", "wiesengrund-nord.example", "albers.example"


def page(name: str, phone: str, mail: str, size: int) -> str:
    return f"""<!doctype html><html lang="de"><title>{name}</title><h1>{name}</h1><p>Wir sind eine Molkerei mit {size} Mitarbeitern und stellen Käse her.</p>
<footer><p>{name}, Hafenstraße 12, 25813 Husum. Telefon <a href="tel:{phone}">{phone}</a>, <a href="mailto:{mail}">{mail}</a></p></footer></html>"""


SITES = {
    ONE: page("Molkerei Wiesengrund GmbH", "+49 4841 5550123", f"info@{ONE}", 85),
    TWO: page("Molkerei Wiesengrund GmbH", "+49 4841 5550123", f"info@{TWO}", 120),
    SISTER: page("Molkerei Wiesengrund Nord GmbH", "+49 4841 5550123", f"info@{SISTER}", 20),
    OTHER: page("Feinkost Albers KG", "+49 431 5550177", f"info@{OTHER}", 12),
}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[LocalProspector]:
    for host, html in SITES.items():
        (tmp_path / "web" / host).mkdir(parents=True)
        (tmp_path / "web" / host / "index.html").write_text(html, "utf-8")
    opened = open_local(settings_for(tmp_path / "data", saved_web=str(tmp_path / "web")))
    wait(opened, opened.start(WHO, list_order(opened, list(SITES), max_leads=10)).job_id)
    yield opened
    opened.close()


def ids(house: LocalProspector) -> dict[str, str]:
    return {row.website.split("/")[2]: row.lead_id for row in house.leads(WHO, LeadFilter()).leads}


def exported(house: LocalProspector) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(house.export_csv(WHO, LeadFilter())).removeprefix("\ufeff"))))


def test_pairs_preview_merge_and_the_way_back(house: LocalProspector) -> None:
    at = ids(house)
    pairs = {frozenset((p.into.lead_id, p.other.lead_id)): p.decision.verdict for p in house.duplicates(WHO).pairs}
    assert pairs == {
        frozenset((at[ONE], at[TWO])): Verdict.SAME,
        frozenset((at[ONE], at[SISTER])): Verdict.MAYBE,
        frozenset((at[TWO], at[SISTER])): Verdict.MAYBE,
    }
    before = {lead_id: house.lead(WHO, lead_id).model_dump(exclude={"history": True, "row": {"updated_at"}}) for lead_id in at.values()}
    preview = house.preview_merge(WHO, at[TWO], at[ONE])
    assert preview.decision.verdict is Verdict.SAME
    assert {pair.field: (pair.into, pair.other) for pair in preview.fields if pair.conflict}["employees"] == (("85",), ("120",))
    assert {lead_id: house.lead(WHO, lead_id).model_dump(exclude={"history": True, "row": {"updated_at"}}) for lead_id in at.values()} == before

    house.merge(WHO, at[TWO], at[ONE])
    whole = house.lead(WHO, at[ONE])
    assert [fact.value for fact in whole.facts.all("employees")] == ["85", "120"] if whole.facts else False
    assert len(whole.facts.items) == preview.facts if whole.facts else False
    assert sorted(row["website"].split("/")[2] for row in exported(house)) == sorted((ONE, SISTER, OTHER))
    assert [frozenset((p.into.lead_id, p.other.lead_id)) for p in house.duplicates(WHO).pairs] == [frozenset((at[ONE], at[SISTER]))]

    again = wait(house, house.start(WHO, list_order(house, [TWO], max_leads=10)).job_id)
    assert at[TWO] not in ids(house).values()
    assert house.lead(WHO, at[ONE]).merged[0].row.job_id == again.job_id

    house.unmerge(WHO, at[TWO])
    assert ids(house) == at
    assert house.lead(WHO, at[ONE]).model_dump(exclude={"history": True, "row": {"updated_at"}}) == before[at[ONE]]
    with pytest.raises(InvalidInput):
        house.unmerge(WHO, at[TWO])
    with pytest.raises(NotFound):
        house.merge(WHO, at[TWO], "x" * 101)  # no id is so long, and nothing else is wrong with it


def test_a_crm_export_says_new_known_or_customer(house: LocalProspector) -> None:
    at = ids(house)
    told = house.set_known(
        WHO, f"Firma;Webseite;Telefon;Ort;Status\nAlbers;{OTHER};;;Kunde\nWiesengrund Nord;;04841 5550123;Husum;Interessent\nX;;;;\n".encode(), "crm.csv"
    )
    assert (told.companies, told.customers, [one.line for one in told.unusable]) == (2, 1, [4])
    rows = {row.lead_id: row for row in house.leads(WHO, LeadFilter()).leads}
    assert rows[at[OTHER]].known == "customer"
    assert (rows[at[OTHER]].known_as.line, rows[at[OTHER]].known_as.rule) == (2, "same_domain") if rows[at[OTHER]].known_as else False
    assert rows[at[ONE]].known == "new"
    assert house.facets(WHO, LeadFilter())["known"]["customer"] == 1
    assert [row.lead_id for row in house.leads(WHO, LeadFilter(known=("customer",))).leads] == [at[OTHER]]
    assert {row["website"].split("/")[2]: row["known"] for row in exported(house)}[OTHER] == "customer"

    house.set_known(WHO, f"Company,Website,Status\nWiesengrund,https://www.{ONE}/start,Lead\n")
    assert {row.lead_id: row.known for row in house.leads(WHO, LeadFilter()).leads} == {at[ONE]: "known", at[TWO]: "new", at[SISTER]: "new", at[OTHER]: "new"}
    house.merge(WHO, at[ONE], at[TWO])
    assert house.lead(WHO, at[TWO]).row.known == "known"  # by the website that is part of it
    house.forget_known(WHO)
    assert {row.known for row in house.leads(WHO, LeadFilter()).leads} == {""}
    with pytest.raises(NotFound):
        house.forget_known(WHO)


def test_leads_of_a_later_run_are_compared_as_well(house: LocalProspector, tmp_path: Path) -> None:
    house.set_known(WHO, "Company,Website,Status\nLate Foods,late-foods.example,Customer\n")
    (tmp_path / "web" / "late-foods.example").mkdir()
    (tmp_path / "web" / "late-foods.example" / "index.html").write_text(page("Late Foods GmbH", "+49 40 5550100", "x@late-foods.example", 30), "utf-8")
    wait(house, house.start(WHO, list_order(house, ["late-foods.example"], max_leads=10)).job_id)
    assert [row.website for row in house.leads(WHO, LeadFilter(known=("customer",))).leads] == ["https://late-foods.example/"]


def test_a_list_replaced_during_the_comparison_says_what_the_new_one_says(house: LocalProspector, monkeypatch: pytest.MonkeyPatch) -> None:
    at, keep, ask, kept = ids(house), house._store.set_known_leads, house._store.stale_leads, threading.Event()
    others: list[threading.Thread] = []

    def replaced() -> None:
        house.forget_known(WHO)
        house.set_known(WHO, f"Company,Website,Status\nAlbers,{OTHER},Customer\n")

    def late(*asked: Any) -> None:
        if not others:
            others.append(threading.Thread(target=replaced))
            others[0].start()
            others[0].join(0.5)
        keep(*asked)
        kept.set()

    def after(who: Principal) -> Any:
        assert threading.current_thread() not in others or kept.wait(30)
        return ask(who)

    monkeypatch.setattr(house._store, "set_known_leads", late)
    monkeypatch.setattr(house._store, "stale_leads", after)
    house.set_known(WHO, f"Company,Website,Status\nWiesengrund,{ONE},Customer\n")
    others[0].join(30)
    assert {row.lead_id: row.known for row in house.leads(WHO, LeadFilter()).leads} == dict.fromkeys(at.values(), "new") | {at[OTHER]: "customer"}
