"""The sample web from context to leads, keyless and offline, against its gold labels."""

import json
from pathlib import Path
from typing import Any

import pytest

from domain.base import Principal
from domain.lead import LeadFilter
from domain.lead_state import LeadState
from domain.run import RunStatus
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
