import pytest

from domain.package import Absent, PainAnalysis
from pipeline.agents.pain_points import by_rules, figure_in, how_we_help
from tests.factories import TODAY, make_context, make_dossier, make_fact, rich_dossier, rich_facts


def pains(*facts: object, **context: object) -> PainAnalysis:
    found = by_rules(make_dossier(*facts, context=make_context(**context)), TODAY).pains  # type: ignore[arg-type]
    assert isinstance(found, PainAnalysis)
    return found


def test_only_pains_that_the_pages_show() -> None:
    assert [p.pain for p in pains(*rich_facts()).points] == ["hand-written temperature lists", "goods lost after a cooling failure"]


def test_each_point_quotes_the_page_and_names_the_part_of_the_offer() -> None:
    first, second = pains(*rich_facts()).points
    assert first.description.text == "On its about page: “Three times a day somebody writes the temperatures on a list by hand”."
    assert first.how_we_help == "From your offer: “No more hand-written temperature lists”."
    assert second.how_we_help == "From your offer: “A failing cold room calls you before the goods are lost”."


def test_the_impact_is_a_figure_of_the_page_or_a_question() -> None:
    first, second = pains(*rich_facts()).points
    assert first.impact == "The pages do not say what it costs; ask."
    assert second.impact == "The page says how it went: “12 tonnes of cream had to be thrown away”."
    vague = make_fact("passage", "Last summer a whole batch was lost.", interest="pain:1")
    assert "without saying what it cost" in pains(vague).points[0].impact


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Am 28. Juni 2026 fiel der Verdampfer aus; 61 Paletten mussten entsorgt werden.", "61 Paletten mussten entsorgt werden."),
        ("On 12 May 2026 we recalled a batch.", ""),
        ("At 5:40 somebody noticed, and by then all was lost.", ""),
        ("Nothing at all.", ""),
    ],
)
def test_a_date_or_a_time_is_no_figure(text: str, figure: str) -> None:
    assert figure_in(text) == figure


def test_several_passages_on_one_pain_stand_together() -> None:
    more = make_fact("passage", "The lists fill many a ring binder.", page="news", interest="pain:0")
    (point,) = pains(make_fact("passage", "We write lists by hand.", page="about", interest="pain:0"), more).points
    assert len(point.description.fact_ids) == 2
    assert "Also on its news page" in point.description.text


def test_one_passage_may_show_two_pains() -> None:
    both = make_fact("passage", "Lists by hand, and yet the cream was lost.", interest="pain:0 pain:1")
    assert [p.pain for p in pains(both).points] == ["hand-written temperature lists", "goods lost after a cooling failure"]


def test_urgency_follows_what_happened() -> None:
    assert pains(*rich_facts()).urgency == "high"
    quiet = make_fact("passage", "We write lists by hand.", interest="pain:0")
    assert pains(quiet).urgency == "low"
    assert pains(quiet, make_fact("signal", "A new hall.", kind="expansion", date="2026-10")).urgency == "medium"


def test_questions_ask_on_and_ask_about_the_silent_pains() -> None:
    asked = pains(*rich_facts()).investigative_questions
    assert "who does this today" in asked[0]
    assert "what did it cost" in asked[1]
    assert asked[2].startswith("Is “stressful audits” a subject")


def test_silence_is_not_called_a_no() -> None:
    found = by_rules(make_dossier(make_fact("product", "Butter")), TODAY).pains
    assert isinstance(found, Absent)
    assert found.absent == "The seven pages read show nothing of the three pains in your context; silence is no evidence that it is not there."


def test_a_context_without_pains_is_told_apart() -> None:
    found = by_rules(rich_dossier(make_context(pain_points=())), TODAY).pains
    assert isinstance(found, Absent)
    assert "names no pain points" in found.absent


def test_without_an_offer_it_is_not_made_up() -> None:
    bare = make_context(product_service_description="", value_proposition="")
    assert how_we_help(bare, "lists") == "Your context does not say yet what your offer does about it."


def test_a_subject_that_only_comes_up_is_no_pain() -> None:
    found = by_rules(make_dossier(make_fact("passage", "Ninety-two cold rooms under one roof.", interest="pain:1")), TODAY).pains
    assert isinstance(found, Absent)
    assert "though the subject comes up: “Ninety-two cold rooms under one roof”." in found.absent
