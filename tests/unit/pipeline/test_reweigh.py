"""Scores made again from stored factors are those that scoring gives, for any weights; tiers too."""

from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import from_json

from domain.lead_state import Stage
from domain.package import Qualification
from domain.score import AXES, Factor, FactorState, Score, group_of
from domain.scorecard import Scorecard, Short
from pipeline.assemble import assemble
from pipeline.dossier import Dossier
from pipeline.factors.axis import Rule
from pipeline.factors.prospect import MARKET, NOT_A_RIVAL, REACHABLE, SECTOR, SIZE
from pipeline.reweigh import Reweighing, rescored
from pipeline.scoring import score, score_of, tier_of
from storage.project import short_factors
from tests.factories import TODAY, grown, make_context, make_dossier, make_fact, rich_dossier, rich_facts, thin_dossier

OUTSIDE = make_dossier(make_fact("employees", "9,000"), make_fact("country", "FR", status="derived"), *rich_facts()[3:12])
GROUPS = ("sector_in_focus", "size_in_range", "in_target_market", "reachable", "shows_a_pain", "pain", "hires", "invests_or_grows", "recent_trigger")
WEIGHTS = st.dictionaries(st.sampled_from(GROUPS), st.sampled_from([0.0, 0.25, 1.0, 1.75, 3.0]))


def card(dossier: Dossier, number: int = 0, good: bool | None = None) -> Scorecard:
    scores = [s.model_dump(mode="json") for s in score(dossier, TODAY)]
    factors = tuple(Short(*f) for f in from_json(short_factors({"scores": scores})))
    return Scorecard(f"ld_{number}", number, "Firm", "https://firm.example/", "C", Stage.REVIEW, 1, 1, good, "", factors)


@cache
def dossiers() -> tuple[Dossier, ...]:
    return rich_dossier(), thin_dossier(), OUTSIDE, make_dossier(company_name="Quay Stores")


def reference(dossier: Dossier, weights: dict[str, float], today: date = TODAY) -> tuple[Score, ...]:
    return score(dossier.model_copy(update={"context": dossier.context.model_copy(update={"weights": weights})}), today)


@settings(deadline=None, max_examples=60)
@given(WEIGHTS)
def test_all_at_once_gives_what_scoring_gives_one_by_one(weights: dict[str, float]) -> None:
    found = Reweighing([card(d, n) for n, d in enumerate(dossiers())]).weigh(weights)
    for n, dossier in enumerate(dossiers()):
        scores = reference(dossier, weights)
        for column, one in enumerate(scores):
            assert (found.values[n, column], found.low[n, column], found.high[n, column]) == pytest.approx((one.value, one.low, one.high), abs=1.01e-4)
        assert found.tiers[n] == tier_of(scores)[0]


def test_no_leads_and_no_factors_are_no_trouble() -> None:
    empty = Reweighing([]).weigh({"pain": 2.0})
    assert (empty.values.shape, empty.tiers) == ((0, 4), ())
    bare = Reweighing([card(rich_dossier())._replace(factors=())]).weigh({})
    assert (bare.values.tolist(), bare.high.tolist(), bare.tiers) == ([[0.0] * 4], [[1.0] * 4], ("D",))


def test_rules_are_counted_with_what_they_give_good_and_bad() -> None:
    rows = {row.rule: row for row in Reweighing([card(rich_dossier(), 0, good=True), card(OUTSIDE, 1, good=False), card(thin_dossier(), 2)]).counts}
    size = rows["size_in_range"]
    assert (size.axis, size.weight, size.met, size.not_met, size.unknown) == ("prospect", 2.0, 1, 1, 1)
    assert (size.good, size.bad) == (1.0, 0.0)
    assert rows["pain"].met + rows["pain"].not_met + rows["pain"].unknown == 3 * len(make_context().pain_points)
    assert [AXES.index(row.axis) for row in Reweighing([card(rich_dossier())]).counts] == sorted(AXES.index(row.axis) for row in rows.values())
    assert Reweighing([card(thin_dossier())]).counts[0].good is None


def made(axis_of: Rule, state: FactorState, multiplier: float = 1.0) -> Factor:
    return Factor(rule=axis_of.name, axis=axis_of.axis, weight=1.0, state=state, text="t", multiplier=multiplier)


@pytest.mark.parametrize("rule", [SECTOR, SIZE, MARKET, NOT_A_RIVAL])
def test_what_the_context_weighs_with_0_bars_nothing(rule: Rule) -> None:
    fine = tuple(score_of(axis, (made(Rule("r", axis, 1.0, 0.3), FactorState.MET),)) for axis in AXES[1:])
    for multiplier, tier in ((1.0, "D" if rule is NOT_A_RIVAL else "C"), (0.0, "A")):
        fit = score_of("prospect", (made(REACHABLE, FactorState.MET), made(rule, FactorState.NOT_MET, multiplier)))
        assert tier_of((fit, *fine))[0] == tier
        assert fit.value == (1.0 if not multiplier else 0.5)


def test_reachable_is_asked_for_a_whatever_it_weighs() -> None:
    fine = tuple(score_of(axis, (made(Rule("r", axis, 1.0, 0.3), FactorState.MET),)) for axis in AXES[1:])
    fit = score_of("prospect", (made(SECTOR, FactorState.MET), made(REACHABLE, FactorState.UNKNOWN, 0.0)))
    assert tier_of((fit, *fine))[0] == "B"


def test_without_any_weight_a_score_says_so() -> None:
    none = score_of("urgency", (made(Rule("r", "urgency", 1.0, 0.3), FactorState.MET, 0.0),))
    assert (none.value, none.low, none.high, none.reason) == (0.0, 0.0, 1.0, "Your weights leave nothing of this score.")


def test_a_package_scored_again_says_what_a_run_with_these_weights_would() -> None:
    weights = {"sector_in_focus": 0.25, "pain": 3.0}
    dossier = grown(rich_dossier())
    package = assemble(dossier, score(dossier, TODAY), "cx", 1)
    again = rescored(package, weights)
    assert again.ai_intelligence.scores == reference(dossier, weights)
    assert again.ai_intelligence.pain_alignment_score == again.ai_intelligence.scores[2].value != package.ai_intelligence.pain_alignment_score
    assert isinstance(again.qualification, Qualification)
    assert (again.qualification.tier, again.qualification.reasons[0].text) == tier_of(again.ai_intelligence.scores)
    assert again.internal_briefing == package.internal_briefing
    assert rescored(again, {}) == package


def test_a_run_takes_the_weights_of_its_context() -> None:
    plain = {group_of(f.rule): f.multiplier for s in score(rich_dossier(), TODAY) for f in s.factors}
    assert set(plain.values()) == {1.0}
    weighed = reference(rich_dossier(), {"hires": 2.0})
    assert {f.rule for s in weighed for f in s.factors if f.multiplier != 1.0} == {"hires"}
