"""From labels to other weights and back to the board: a real run, its labels, a version with weights, scores made again, a run that uses them."""

import pytest

from domain.base import Principal
from domain.commands import SetLabel
from domain.lead import LeadFilter
from domain.lead_state import LeadState
from service.local import LocalProspector
from tests.evidence_check import problems
from tests.flow.conftest import list_order, wait

WHO = Principal()
HOSTS = ["brackenmoor-creamery.example", "alpenhotel-steinfeder.example", "tidewell-chilled.example", "pemberlow-bakery.example"]
WEIGHTS = {"sector_in_focus": 0.0, "pain": 3.0, "hires": 2.0}
pytestmark = pytest.mark.xdist_group("sample_run")


def test_weights_reach_the_board_and_the_next_run_alike(service: LocalProspector) -> None:
    order = list_order(service, HOSTS, max_leads=10)
    run = service.start(WHO, order)
    wait(service, run.job_id)
    before = service.leads(WHO, LeadFilter(states=(LeadState.COMPLETED,))).leads
    assert len(before) == len(HOSTS)
    for n, row in enumerate(before):
        service.command(WHO, row.lead_id, SetLabel(good=n == 0, reason="great_fit" if n == 0 else "no_need"))
    check = service.score_check(WHO, order.context_id)
    assert (check.meter.good, check.meter.bad, check.meter.ranked, check.stale) == (1, 3, 4, 0)
    tried = service.what_if(WHO, order.context_id, WEIGHTS)

    held = check.context
    saved = service.save_context(WHO, held.name, held.context.model_copy(update={"weights": WEIGHTS}), held.context_id)
    assert service.rescore(WHO, order.context_id) == len(HOSTS)
    after = {row.lead_id: row for row in service.leads(WHO, LeadFilter(states=(LeadState.COMPLETED,))).leads}
    assert {p.lead_id: (p.score_after, p.tier_after) for p in tried.places} == {i: (row.scores["prospect"], row.tier) for i, row in after.items()}
    leads = {lead_id: service.lead(WHO, lead_id) for lead_id in after}
    assert all(lead.rescore and lead.rescore.context_version == saved.version and not problems_of(service, lead.package) for lead in leads.values())

    again = service.start(WHO, order.model_copy(update={"context_version": saved.version}))
    wait(service, again.job_id)
    for lead_id, lead in leads.items():
        fresh = service.lead(WHO, lead_id, again.job_id)
        assert fresh.rescore is None
        assert fresh.package is not None
        assert lead.package is not None
        assert fresh.package.ai_intelligence.scores == lead.package.ai_intelligence.scores
        assert fresh.row.tier == lead.row.tier
    assert service.score_check(WHO, order.context_id).stale == 0


def problems_of(service: LocalProspector, package: object) -> list[str]:
    """Every fact of a package that does not stand where it says."""
    facts = package.lead_facts.facts  # type: ignore[attr-defined]
    return [told for fact in facts for told in problems(fact.model_dump(mode="json"), lambda sha: service.page_source(WHO, sha))]
