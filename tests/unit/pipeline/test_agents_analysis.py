from domain.package import Absent, Analysis, CompetitorIntelligence
from pipeline.agents.analysis import by_rules
from tests.factories import TODAY, make_context, make_dossier, make_fact, rich_dossier, rich_facts


def analysed(*facts: object, **context: object) -> Analysis:
    result = by_rules(make_dossier(*facts, context=make_context(**context)), TODAY).analysis  # type: ignore[arg-type]
    assert isinstance(result, Analysis)
    return result


def test_what_the_company_is_and_does() -> None:
    analysis = analysed(*rich_facts())
    assert analysis.sector == "Manufacturing"
    assert [s.text for s in analysis.main_services] == ["“Salted butter”", "“Soft cheese”"]
    assert analysis.size_estimate
    assert analysis.size_estimate.text == "States “85” employees, on its about page."


def test_no_size_is_guessed() -> None:
    assert analysed(*(f for f in rich_facts() if f.field != "employees")).size_estimate is None


def test_recent_activities_leave_out_what_is_long_past() -> None:
    texts = [s.text for s in analysed(*rich_facts()).recent_activities]
    assert texts == [
        "Expansion (March 2027), on its news page: “Our second cold store opens in March 2027”.",
        "Hiring (2 November 2026), on its careers page: “We are looking for a quality assistant for our temperature records”.",
    ]


def test_challenges_are_the_pains_that_the_pages_show() -> None:
    challenges = analysed(*rich_facts()).potential_challenges
    assert len(challenges) == 2
    assert "which bears on “hand-written temperature lists”" in challenges[0].text
    assert analysed(*(f for f in rich_facts() if f.field != "passage")).potential_challenges == ()


def test_a_diagnosis_needs_a_pain() -> None:
    both = analysed(*rich_facts()).diagnosis
    assert both
    assert len(both.fact_ids) == 2
    assert analysed(*(f for f in rich_facts() if f.field != "passage")).diagnosis is None
    alone = analysed(*(f for f in rich_facts() if f.field != "signal")).diagnosis
    assert alone
    assert "nothing dated" in alone.text


def test_relevance_says_what_speaks_against_when_nothing_speaks_for() -> None:
    against = analysed(make_fact("sector", "Insurance"), ideal_customer="")
    assert "is not among" in against.relevance.text
    silent = analysed(make_fact("product", "Lamps"))
    assert silent.relevance.fact_ids == ()


def test_fit_gives_the_value_its_interval_and_the_pains() -> None:
    partly = analysed(*(f for f in rich_facts() if f.field != "employees")).opportunity_fit.text
    assert partly.startswith("Good fit on what is known: 0.9")
    assert "between 0.8" in partly
    assert "two of the three pains in your context show" in partly


def test_without_anything_to_analyse_it_says_so() -> None:
    assert isinstance(by_rules(make_dossier(make_fact("phone", "+441482000222")), TODAY).analysis, Absent)


def test_competitors_named_on_the_pages() -> None:
    fact = make_fact("passage", "Tempwarden keeps an eye on our vans.", page="about", interest="competitor:0")
    found = by_rules(make_dossier(*rich_facts(), fact), TODAY).competitors
    assert isinstance(found, CompetitorIntelligence)
    assert found.mentions[0].text == "Names Tempwarden on its about page: “Tempwarden keeps an eye on our vans”."
    assert found.mentions[0].fact_ids == (fact.fact_id,)


def test_no_competitor_named_and_none_listed_are_two_different_things() -> None:
    named = by_rules(rich_dossier(), TODAY).competitors
    listed = by_rules(rich_dossier(make_context(competitors=())), TODAY).competitors
    assert isinstance(named, Absent)
    assert isinstance(listed, Absent)
    assert "Tempwarden" in named.absent
    assert "lists no competitors" in listed.absent


def test_one_passage_on_two_pains_is_told_once_with_both() -> None:
    both = make_fact("passage", "Lists by hand, and yet the cream was lost.", interest="pain:0 pain:1")
    (challenge,) = analysed(both).potential_challenges
    assert challenge.text.endswith("which bears on “hand-written temperature lists” and “goods lost after a cooling failure”.")
