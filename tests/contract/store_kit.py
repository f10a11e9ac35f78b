"""What the store's contract tests are made of: a clock that stands still, leads, steps and packages with little in them."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.base import Principal
from domain.events import AgentEnd, AgentStart, Event, LeadEnrichmentEnd, LeadGenerated
from domain.events import LeadData as Data
from domain.lead import Hit, Lead, LeadOutcome
from domain.lead_state import LeadState
from domain.page import Page, sha256_of
from domain.run import Limits, Quota, Run, RunSpec, Source
from storage.base import Claim, Commit, StepResult, Store

ME = Principal()
QUOTA = Quota()
SHA = "ab" * 32


class Clock:
    """A clock that moves only when told, or by ``tick`` at each look."""

    def __init__(self, now: datetime = datetime(2026, 3, 1, 12, tzinfo=UTC), tick: float = 0.0) -> None:
        self.now = now
        self.tick = timedelta(seconds=tick)

    def __call__(self) -> datetime:
        self.now += self.tick
        return self.now

    def go(self, **by: float) -> None:
        self.now += timedelta(**by)


def spec(max_leads: int = 100, max_sites: int = 1_000) -> RunSpec:
    return RunSpec(context_id="cx", context_version=1, source=Source(kind="saved"), limits=Limits(max_leads=max_leads, max_sites=max_sites))


def a_run(store: Store, job_id: str = "j1", leads: int = 1, who: Principal = ME, quota: Quota = QUOTA) -> Run:
    run = store.create_run(who, spec(), quota, job_id)
    if leads:
        store.add_leads(job_id, [a_lead(n, who.tenant) for n in range(leads)])
    return run


def a_lead(number: int, tenant: str = "default") -> Lead:
    key = f"firm-{number}.example"
    return Lead(lead_id=name(number, tenant), identity_key=key, website=f"https://{key}/", hit=Hit(url=f"https://{key}/", title=f"Firm {number}"))


def name(number: int, tenant: str = "default") -> str:
    return f"ld_{tenant}_{number}"


def claimed(store: Store, lead_id: str = name(0), job_id: str = "j1") -> Claim:
    claim = store.claim(job_id, lead_id, "worker")
    assert claim is not None
    return claim


def step(step_name: str = "harvester", state: LeadState | None = LeadState.ANALYZING, input_hash: str = "h1", output: str = '{"n":1}') -> StepResult:
    return StepResult(step=step_name, input_hash=input_hash, output=output, state=state)


def start(lead_id: str = name(0), agent: str = "harvester") -> AgentStart:
    return AgentStart(agent_name=agent, lead_id=lead_id, state=LeadState.HARVESTED)


def end(lead_id: str = name(0), agent: str = "harvester") -> AgentEnd:
    return AgentEnd(agent_name=agent, execution_time_seconds=0.1, success=True, lead_id=lead_id)


def generated(lead_id: str = name(0), company: str = "Firm AG") -> LeadGenerated:
    data = Data(company_name=company, website="https://firm.example/")
    return LeadGenerated(lead_id=lead_id, lead_data=data, source_url="https://firm.example/", agent_name="harvester")


def fact(field: str, value: str, status: str = "quoted", role: str | None = None, sha: str = SHA) -> dict[str, Any]:
    evidence = {"url": "https://firm.example/", "snippet": value, "start": 0, "end": len(value), "page_sha256": sha}
    evidence |= {"fetched_at": "2026-03-01T12:00:00Z", "extractor": "test"}
    return {"field": field, "value": value, "status": status, "evidence": [evidence], "role": role}


def package(lead_id: str = name(0), tier: str = "A", score: float = 0.7, sha: str = SHA, company: str = "Firm AG", **more: Any) -> dict[str, Any]:
    absent = {"absent": "Not made in this test."}
    sections = ("analysis", "contact_information", "pain_point_analysis", "competitor_intelligence", "purchase_triggers", "buyer_persona")
    sections += ("strategies", "approach_plan", "value_propositions", "objections", "strategic_questions", "personalised_message", "internal_briefing")
    level = {"level": "high", "reason": {"text": "because"}}
    judged = dict.fromkeys(("fit", "readiness", "authority", "budget"), level)
    axes = ("prospect", "buying_intent", "pain_alignment", "urgency")
    one = {"value": score, "low": score - 0.1, "high": score + 0.1, "reason": "sum", "factors": []}
    facts = [fact("country", "DE", sha=sha), fact("email", "info@firm.example", sha=sha), fact("phone", "+4930123456", "unverified", sha=sha)]
    return {
        "lead_id": lead_id,
        "company_name": company,
        "website": "https://firm.example/",
        "lead_facts": {"facts": [*facts, fact("city", "Elsewhere", role="third_party", sha=sha)]},
        **dict.fromkeys(sections, absent),
        "qualification": {"tier": tier, **judged, "reasons": []},
        "ai_intelligence": {**{f"{a}_score": score for a in axes}, "scores": [{"axis": a, **one} for a in axes], "predictive_insights": []},
        "provenance": {"path": "quick", "path_reason": "test", "context_id": "cx", "context_version": 1, "pages": 1, "origins": []},
        **more,
    }


def commit(store: Store, claim: Claim, result: StepResult, events: Sequence[Event] = (), outcome: LeadOutcome | None = None) -> Commit:
    return store.commit_step(claim, result, events, outcome).result(30)


def complete(store: Store, lead_id: str = name(0), job_id: str = "j1", claim: Claim | None = None, **of_package: Any) -> dict[str, Any]:
    """Bring a lead to COMPLETED in one step; return its package."""
    made = package(lead_id, **of_package)
    done = LeadEnrichmentEnd(lead_id=lead_id, company_name=made["company_name"], success=True, final_package=made)
    outcome = LeadOutcome(lead_id=lead_id, state=LeadState.COMPLETED)
    result = step("finalising", LeadState.COMPLETED, output=json.dumps({"package": made["company_name"]}))
    assert commit(store, claim or claimed(store, lead_id, job_id), result, [done], outcome) == "ok"
    return made


def fail(store: Store, lead_id: str = name(0), job_id: str = "j1", code: str = "timeout") -> None:
    outcome = LeadOutcome(lead_id=lead_id, state=LeadState.FAILED, code=code, message="It took too long.")
    over = LeadEnrichmentEnd(lead_id=lead_id, company_name="Firm AG", success=False, error_type=code, error_message="It took too long.")
    assert commit(store, claimed(store, lead_id, job_id), step("failed", LeadState.FAILED), [over], outcome) == "ok"


def reject(store: Store, lead_id: str = name(0), job_id: str = "j1") -> None:
    outcome = LeadOutcome(lead_id=lead_id, state=LeadState.REJECTED, code="parked_domain", message="The domain is for sale.")
    assert commit(store, claimed(store, lead_id, job_id), step("gate", LeadState.REJECTED), [], outcome) == "ok"


def a_page(url: str = "https://firm.example/", content: str = "<p>Firm</p>", at: datetime | None = None) -> Page:
    fetched_at = at or datetime(2026, 3, 1, 12, tzinfo=UTC)
    return Page(url=url, content=content, page_sha256=sha256_of(content), fetched_at=fetched_at, etag='"1"', last_modified="Sun, 01 Mar 2026 10:00:00 GMT")
