"""The board: which passage a lead shows, in which column, and how lists are filtered, sorted, counted and paged."""

import json

import pytest

from domain.base import Principal
from domain.commands import AddNote, CorrectFact, SetLabel, SetStage, SetTags
from domain.errors import InvalidInput, NotFound
from domain.lead import LeadFilter, LeadRow
from domain.lead_state import LeadState, Stage
from storage.base import Store
from tests.contract.store_kit import ME, Clock, a_lead, a_run, claimed, commit, complete, fact, fail, generated, name, reject, step

ALL = LeadFilter(page_size=1_000)


def row(store: Store, lead_id: str = name(0), job_id: str = "") -> LeadRow:
    return store.lead(ME, lead_id, job_id).row


def ids(store: Store, **where: object) -> list[str]:
    return [r.lead_id for r in store.leads(ME, LeadFilter.model_validate({"sort": "company_name", "descending": False, **where})).leads]


def again(store: Store, job_id: str, lead: int = 0) -> None:
    """Take the same lead into a further run."""
    for running in [run.job_id for run in store.runs(ME) if run.status == "running"]:
        store.cancel(ME, running)
    a_run(store, job_id, leads=0)
    store.add_leads(job_id, [a_lead(lead)])


def test_a_running_lead_stands_in_enriching(store: Store, clock: Clock) -> None:
    a_run(store)
    new = row(store)
    assert (new.company_name, new.website, new.state, new.stage) == ("firm-0.example", "https://firm-0.example/", LeadState.HARVESTED, Stage.ENRICHING)
    assert (new.job_id, new.updated_at, new.scores, new.tier) == ("j1", clock.now, {}, "")
    clock.go(minutes=1)
    commit(store, claimed(store), step("harvester", LeadState.ANALYZING), [generated()])
    now = row(store)
    assert (now.company_name, now.state, now.stage, now.updated_at) == ("Firm AG", LeadState.ANALYZING, Stage.ENRICHING, clock.now)


def test_a_completed_lead_shows_its_package(store: Store) -> None:
    a_run(store)
    complete(store, tier="A", score=0.7)
    done = row(store)
    assert (done.state, done.stage, done.tier, done.country, done.email) == (LeadState.COMPLETED, Stage.QUALIFIED, "A", "DE", "info@firm.example")
    assert (done.phone, done.city) == ("", "")  # unverified, and another's
    assert (done.facts, done.verified) == (4, 3)
    assert done.scores == dict.fromkeys(("prospect", "buying_intent", "pain_alignment", "urgency"), 0.7)
    assert done.intervals["urgency"] == pytest.approx((0.6, 0.8))


@pytest.mark.parametrize(("tier", "stage"), [("A", Stage.QUALIFIED), ("B", Stage.REVIEW), ("C", Stage.REVIEW), ("D", Stage.REVIEW)])
def test_only_tier_a_is_qualified_by_itself(store: Store, tier: str, stage: Stage) -> None:
    a_run(store)
    complete(store, tier=tier)
    assert row(store).stage is stage


def test_rejected_and_failed_leads_keep_their_reason(store: Store) -> None:
    a_run(store, leads=2)
    reject(store, name(0))
    fail(store, name(1), code="http_5xx")
    gone, broken = row(store, name(0)), row(store, name(1))
    assert (gone.state, gone.stage, gone.code, gone.message) == (LeadState.REJECTED, Stage.REJECTED, "parked_domain", "The domain is for sale.")
    assert (broken.state, broken.stage, broken.code, broken.company_name) == (LeadState.FAILED, Stage.ENRICHING, "http_5xx", "Firm AG")


def test_the_newest_finished_passage_is_shown(store: Store) -> None:
    a_run(store)
    complete(store, score=0.5)
    again(store, "j2")
    assert (row(store).job_id, row(store).state) == ("j1", LeadState.COMPLETED)
    assert (row(store, job_id="j2").state, row(store, job_id="j2").stage) == (LeadState.HARVESTED, Stage.ENRICHING)
    complete(store, job_id="j2", score=0.9, company="Firm SE")
    assert (row(store).job_id, row(store).company_name, row(store).scores["prospect"]) == ("j2", "Firm SE", 0.9)
    assert (row(store, job_id="j1").company_name, row(store, job_id="j1").scores["prospect"]) == ("Firm AG", 0.5)
    again(store, "j3")
    reject(store, job_id="j3")
    assert (row(store).job_id, row(store).stage) == ("j3", Stage.REJECTED)


def test_a_failure_does_not_hide_a_finished_passage(store: Store) -> None:
    a_run(store)
    complete(store)
    again(store, "j2")
    fail(store, job_id="j2")
    assert (row(store).job_id, row(store).state) == ("j1", LeadState.COMPLETED)


def test_without_a_finished_passage_the_newest_one_is_shown(store: Store) -> None:
    a_run(store)
    fail(store)
    again(store, "j2")
    assert (row(store).job_id, row(store).state, row(store).code) == ("j2", LeadState.HARVESTED, "")


def test_the_analysts_stage_outlives_runs(store: Store, clock: Clock) -> None:
    a_run(store)
    complete(store)
    clock.go(hours=1)
    store.command(ME, name(0), SetStage(stage=Stage.MEETING), clock.now)
    store.command(ME, name(0), SetTags(tags=("vip", "süd")), clock.now)
    again(store, "j2")
    reject(store, job_id="j2")
    now = row(store)
    assert (now.state, now.stage, now.tags) == (LeadState.REJECTED, Stage.MEETING, ("vip", "süd"))
    assert now.updated_at == clock.now
    assert ids(store, stages=[Stage.MEETING]) == [name(0)]


def test_commands_are_a_log_that_can_be_undone(store: Store, clock: Clock) -> None:
    a_run(store)
    store.command(ME, name(0), SetStage(stage=Stage.CONTACTED), clock.now)
    store.command(ME, name(0), AddNote(note_id="n1", text="Call again"), clock.now)
    store.command(ME, name(0), CorrectFact(field="city", value="Ulm"), clock.now)
    last = store.command(Principal(user="you"), name(0), SetLabel(good=True, reason="fits"), clock.now)
    assert (last.seq, last.user, last.undoes) == (4, "you", None)
    stored = store.lead(ME, name(0))
    assert (stored.desk.stage, stored.desk.notes[0].text, stored.desk.corrections, stored.desk.label) == (
        Stage.CONTACTED,
        "Call again",
        {"city": "Ulm"},
        True,
    )
    assert len(stored.history) == 4
    undone = [store.undo(ME, name(0), clock.now) for _ in range(5)]
    assert [u and u.undoes for u in undone] == [4, 3, 2, 1, None]
    after = store.lead(ME, name(0))
    assert (after.desk.stage, after.desk.notes, after.desk.corrections, after.desk.label) == (None, (), {}, None)
    assert (after.row.stage, len(after.history)) == (Stage.ENRICHING, 8)
    store.command(ME, name(0), SetStage(stage=Stage.WON), clock.now)
    assert store.undo(ME, name(0), clock.now) is not None
    assert row(store).stage is Stage.ENRICHING


def test_commands_on_unknown_leads_are_refused(store: Store, clock: Clock) -> None:
    a_run(store)
    for who, lead_id in ((ME, "ld_none"), (Principal(tenant="other"), name(0))):
        with pytest.raises(NotFound):
            store.command(who, lead_id, SetStage(stage=Stage.WON), clock.now)
        with pytest.raises(NotFound):
            store.undo(who, lead_id, clock.now)


def test_a_lead_is_stored_whole(store: Store) -> None:
    a_run(store, leads=3)
    made = complete(store)
    harvest = json.dumps({"site": {}, "facts": {"items": [fact("email", "a@b.example")]}})
    commit(store, claimed(store, name(1)), step(output=harvest))
    commit(store, claimed(store, name(1)), step("analysis", output="not JSON at all"))
    first, second, third = (store.lead(ME, name(n)) for n in range(3))
    assert first.package is not None
    assert first.package.model_dump(mode="json", exclude_unset=True)["lead_facts"] == made["lead_facts"]
    assert first.facts is not None
    assert [f.field for f in first.facts.items] == ["country", "email", "phone", "city"]
    assert second.package is None
    assert second.facts is not None
    assert second.facts.value("email") == "a@b.example"
    assert (third.facts, third.package, third.lead) == (None, None, a_lead(2))
    with pytest.raises(NotFound):
        store.lead(ME, name(0), "other")
    with pytest.raises(NotFound):
        store.lead(ME, "ld_none")


def a_board(store: Store) -> None:
    a_run(store, leads=6)
    places = {"lead_facts": {"facts": [fact("country", "FR"), fact("city", "Orléans")]}}
    complete(store, name(0), tier="A", score=0.9, company="Boulangerie Été")
    complete(store, name(1), tier="B", score=0.5, company="alpha 100% AG")
    complete(store, name(2), tier="B", score=0.7, company="Čoko_Dům", **places)
    complete(store, name(3), tier="D", score=0.7, company="Zeta", analysis={"sector": "Bakeries"} | _analysis())
    reject(store, name(4))


def _analysis() -> dict[str, object]:
    empty: dict[str, object] = {key: [] for key in ("main_services", "recent_activities", "potential_challenges", "culture")}
    return empty | {"size_estimate": None, "relevance": {"text": "r"}, "diagnosis": None, "opportunity_fit": {"text": "o"}}


def test_filters(store: Store) -> None:
    a_board(store)
    assert ids(store) == [name(1), name(0), name(4), name(5), name(3), name(2)]
    assert ids(store, text="ete boulangerie") == [name(0)]
    assert ids(store, text="ORLEANS") == [name(2)]
    assert ids(store, text="100%") == [name(1)]
    assert ids(store, text="o_d") == [name(2)]
    assert ids(store, text="%") == [name(1)]
    assert ids(store, tiers=["B"]) == [name(1), name(2)]
    assert ids(store, countries=["FR"]) == [name(2)]
    assert ids(store, sectors=["Bakeries", "Other"]) == [name(3)]
    assert ids(store, states=[LeadState.REJECTED, LeadState.HARVESTED]) == [name(4), name(5)]
    assert ids(store, stages=[Stage.QUALIFIED]) == [name(0)]
    assert ids(store, min_score=0.7, tiers=["A", "B"]) == [name(0), name(2)]
    assert ids(store, job_id="j1", tiers=["D"]) == [name(3)]
    assert ids(store, job_id="other") == []
    assert ids(store, text="'; drop table leads; --") == []
    assert ids(store, text="\ud800") == []


def test_sorting_with_ties_and_gaps(store: Store) -> None:
    a_board(store)
    assert ids(store, sort="prospect_score", descending=True) == [name(0), name(2), name(3), name(1), name(4), name(5)]
    assert ids(store, sort="prospect_score", descending=False) == [name(1), name(2), name(3), name(0), name(4), name(5)]
    assert ids(store, sort="tier", descending=False)[-3:] == [name(1), name(2), name(3)]
    with pytest.raises(InvalidInput) as refusal:
        store.leads(ME, LeadFilter(sort="1; drop table leads"))
    assert refusal.value.where == "sort"


def test_pages_are_whole_and_disjoint(store: Store) -> None:
    a_board(store)
    pages = [store.leads(ME, LeadFilter(page=n, page_size=4)) for n in (1, 2, 3)]
    assert [p.total for p in pages] == [6, 6, 6]
    assert [len(p.leads) for p in pages] == [4, 2, 0]
    assert len({r.lead_id for p in pages for r in p.leads}) == 6


def test_facets_count_the_filtered_leads(store: Store) -> None:
    a_board(store)
    everything = store.facets(ME, ALL)
    assert everything["stage"] == {"review": 3, "enriching": 1, "qualified": 1, "rejected": 1}
    assert everything["state"] == {"COMPLETED": 4, "HARVESTED": 1, "REJECTED": 1}
    assert (everything["tier"], everything["country"]) == ({"B": 2, "A": 1, "D": 1}, {"DE": 3, "FR": 1})
    assert everything["sector"] == {"Bakeries": 1}
    assert store.facets(ME, LeadFilter(tiers=("D",)))["stage"] == {"review": 1}


def test_each_lead_gives_all_in_order(store: Store) -> None:
    a_board(store)
    where = LeadFilter(sort="company_name", descending=False, page=3, page_size=1)
    exported = list(store.each_lead(ME, where))
    assert [s.row.lead_id for s in exported] == ids(store, page_size=100)
    assert exported == [store.lead(ME, s.row.lead_id) for s in exported]


def test_an_export_of_a_run_shows_its_own_passages(store: Store) -> None:
    a_run(store)
    complete(store, score=0.4)
    again(store, "j2")
    complete(store, job_id="j2", score=0.8)
    for job_id, score in (("j1", 0.4), ("j2", 0.8), ("", 0.8)):
        (only,) = store.each_lead(ME, LeadFilter(job_id=job_id))
        assert only.row.scores["prospect"] == score
        assert only.package is not None
        assert only.package.ai_intelligence.prospect_score == score


def test_a_large_board_is_read_in_chunks(store: Store) -> None:
    a_run(store, leads=450)
    assert len({s.lead.lead_id for s in store.each_lead(ME, ALL)}) == 450
