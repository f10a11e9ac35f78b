"""The sample web from context to leads, keyless and offline, against its gold labels."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from domain.base import Principal
from domain.lead import LeadFilter
from domain.lead_state import LeadState
from domain.run import RunStatus, Source
from domain.score import FactorState, total
from pipeline.scoring import why_here
from service.local import LocalProspector, open_local
from storage.base import StoredLead
from tests.evidence_check import problems
from tests.flow.conftest import list_order, sample_order, settings_for, wait

pytestmark = pytest.mark.xdist_group("sample_run")  # one process: what they share is made once

GOLD = [json.loads(line) for line in (Path(__file__).parents[1] / "gold" / "sample_sites.jsonl").read_text("utf-8").splitlines()]
WHO = Principal()
EXPECTED_STATE = {"lead": "COMPLETED", "reject": "REJECTED", "failure": "FAILED"}


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Any:
    service = open_local(settings_for(tmp_path_factory.mktemp("sample") / "data"))
    run = service.start(WHO, list_order(service, [g["host"] for g in GOLD], max_leads=1_000))
    wait(service, run.job_id)
    yield service, run.job_id
    service.close()


@pytest.fixture(scope="module")
def leads(finished: tuple[LocalProspector, str]) -> dict[str, StoredLead]:
    service, job_id = finished
    rows = service.leads(WHO, LeadFilter(job_id=job_id, page_size=500)).leads
    stored = [service.lead(WHO, row.lead_id, job_id) for row in rows]
    return {s.lead.identity_key: s for s in stored}


@pytest.mark.parametrize("gold", GOLD, ids=lambda g: g["host"])
def test_every_site_ends_as_planted(leads: dict[str, StoredLead], gold: dict[str, Any]) -> None:
    row = leads[gold["host"]].row
    assert (row.state.value, row.code or None) == (EXPECTED_STATE[gold["kind"]], gold["reason_code"]), row.message


def _values(stored: StoredLead, field: str) -> set[str]:
    return {f.value for f in stored.facts.all(field)} if stored.facts else set()


@pytest.mark.parametrize("gold", [g for g in GOLD if g["kind"] == "lead"], ids=lambda g: g["host"])
def test_no_planted_decoy_is_taken(leads: dict[str, StoredLead], gold: dict[str, Any]) -> None:
    stored = leads[gold["host"]]
    assert not _values(stored, "email") & set(gold["emails_decoy"])
    digits = {"".join(c for c in d if c.isdigit()).lstrip("0") for d in gold["phones_decoy"]}
    assert not [p for p in _values(stored, "phone") - set(gold["phones"]) if any(d and p.endswith(d) for d in digits)]
    taken = {s.removeprefix("https://").removeprefix("www.") for s in _values(stored, "social")}
    assert not taken & set(gold["socials_decoy"])


def test_most_planted_contacts_are_found(leads: dict[str, StoredLead]) -> None:
    wanted = found = 0
    for gold in GOLD:
        if gold["kind"] == "lead":
            for field, key in (("email", "emails"), ("phone", "phones")):
                wanted += len(gold[key])
                found += len(set(gold[key]) & _values(leads[gold["host"]], field))
    assert found >= 0.9 * wanted, f"{found} of {wanted}"


def test_every_quoted_or_derived_fact_passes_the_independent_check(finished: tuple[LocalProspector, str], leads: dict[str, StoredLead]) -> None:
    service, _ = finished
    checked = 0
    for stored in leads.values():
        for fact in stored.facts.items if stored.facts else ():
            if fact.verified:
                checked += 1
                assert problems(fact.model_dump(mode="json"), lambda sha: service.page_source(WHO, sha)) == [], fact
    assert checked > 500


def test_a_search_over_the_sample_web_gives_at_least_fifteen_leads(service: LocalProspector) -> None:
    run = wait(service, service.start(WHO, sample_order(service)).job_id)
    assert run.status in (RunStatus.COMPLETED, RunStatus.GOAL_UNREACHED)
    assert run.completed >= 15
    assert run.completed + run.failed + run.rejected == run.sites


def test_a_run_stops_at_its_goal_with_exactly_that_many_leads(service: LocalProspector) -> None:
    run = wait(service, service.start(WHO, sample_order(service, max_leads=5)).job_id)
    assert (run.status, run.completed) == (RunStatus.COMPLETED, 5)
    page = service.leads(WHO, LeadFilter(job_id=run.job_id, states=(LeadState.COMPLETED,)))
    assert page.total == 5


def test_the_board_stands_in_the_order_of_the_factors_that_the_page_of_a_lead_shows(finished: tuple[LocalProspector, str]) -> None:
    service, job_id = finished
    rows = service.leads(WHO, LeadFilter(job_id=job_id, states=(LeadState.COMPLETED,), sort="prospect_score", page_size=500)).leads
    values = []
    for row in rows:
        package = service.lead(WHO, row.lead_id, job_id).package
        assert package
        (prospect,) = [s for s in package.ai_intelligence.scores if s.axis == "prospect"]
        assert (prospect.value, prospect.low, prospect.high) == total(prospect.factors)
        assert row.message == why_here(prospect) != ""
        values.append(prospect.value)
    assert len(values) >= 15
    assert values == sorted(values, reverse=True)


def test_what_tells_of_the_ideal_customer_stands_in_verified_facts(leads: dict[str, StoredLead]) -> None:
    met = 0
    for stored in leads.values():
        for factor in stored.package.ai_intelligence.scores[0].factors if stored.package else ():
            if factor.rule == "words_of_ideal_customer" and factor.state is FactorState.MET:
                met += 1
                facts = [f for f in stored.facts.items if f.fact_id in factor.fact_ids] if stored.facts else []
                assert facts
                assert all(f.verified for f in facts)
                assert any(word in f.value for f in facts for word in re.findall(r"“([^”]{3,60})” \(", factor.text)), factor.text
    assert met >= 15


def test_a_limited_run_over_a_list_reads_what_fits_best_and_the_log_says_in_which_order(service: LocalProspector) -> None:
    about = {
        "kanzlei-breitenfels.example": "Law firm for labour law, contracts and litigation",
        "loudmagpie.example": "Advertising agency: campaigns, brands and social media",
        "pemberlow-bakery.example": "Bakery: bread, cakes and sandwiches for hotels and restaurants",
    }
    parsed = service.parse_rows("website;description\n" + "\n".join(f"{host};{text}" for host, text in about.items()))
    order = list_order(service, [], max_leads=10, max_sites=1)
    run = wait(service, service.start(WHO, order.model_copy(update={"source": Source(kind="url_list", rows=parsed.rows)})).job_id)
    rows = service.leads(WHO, LeadFilter(job_id=run.job_id)).leads
    assert [row.website for row in rows] == ["https://pemberlow-bakery.example/"]
    said = [e["status_message"] for e in service.events_after(WHO, run.job_id) if e["event_type"] == "status_update"]
    assert any("All 3 candidates come with words about them" in s for s in said)
