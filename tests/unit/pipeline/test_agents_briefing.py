from domain.package import Briefing, Questions
from pipeline.agents import briefing, contacts, qualification
from pipeline.agents.briefing import Output
from pipeline.agents.questions import open_factors
from pipeline.dossier import Dossier, Failure
from pipeline.scoring import score
from tests.factories import TODAY, make_context, make_dossier, make_fact, make_site, rich_dossier, rich_facts, thin_dossier


def briefed(dossier: Dossier) -> Output:
    for step in (contacts.STEP, qualification.STEP):
        dossier = step.grow(dossier, step.by_rules(dossier, TODAY))  # type: ignore[arg-type]
    return briefing.by_rules(dossier, TODAY)


def points(dossier: Dossier) -> list[str]:
    found = briefed(dossier).briefing
    assert isinstance(found, Briefing)
    return [p.text for p in found.points]


def test_the_headline_says_the_lead_in_a_line() -> None:
    found = briefed(rich_dossier()).briefing
    assert isinstance(found, Briefing)
    assert found.headline == (
        "Tier A: Harbour Dairy (Hull, United Kingdom) – Manufacturing; 85 employees; "
        "“hand-written temperature lists” in its own words and expansion of March 2027."
    )


def test_the_headline_of_a_thin_one_pretends_nothing() -> None:
    found = briefed(thin_dossier()).briefing
    assert isinstance(found, Briefing)
    assert found.headline.endswith("Quay Stores – little is known from its pages.")


def test_the_points_go_from_who_to_how() -> None:
    texts = points(rich_dossier())
    assert texts[0].startswith("In its own words: “We make butter")
    assert any(t.startswith("Pain “hand-written temperature lists”, on its about page") for t in texts)
    assert any(t.startswith("Talk to: Quality Manager (Quality & compliance).") for t in texts)
    assert any(t.startswith("Start with office@") for t in texts)


def test_warnings_stand_at_the_end() -> None:
    site = make_site("home", flags=("instructs_ai",), failures=(Failure(url="https://harbour-dairy.example/news", code="timeout", message="Too slow."),))
    sells = make_fact("passage", "Our own loggers for cold rooms.", interest="offer", mode="sells")
    texts = points(make_dossier(*rich_facts(), sells, site=site))
    assert texts[-3].startswith("Careful: it seems to sell something like your own offer")
    assert "addresses AI programs" in texts[-2]
    assert texts[-1] == "One page could not be read (timeout), so some unknowns may stand there."


def test_unknowns_and_questions_come_from_the_same_factors_heaviest_first() -> None:
    output = briefed(thin_dossier())
    assert isinstance(output.briefing, Briefing)
    assert isinstance(output.questions, Questions)
    assert output.briefing.unknowns[0] == "The pages do not make the sector clear."
    assert output.questions.questions[0] == "What is your main line of business?"


def test_silent_pains_are_asked_in_one_question() -> None:
    output = briefed(thin_dossier())
    assert isinstance(output.questions, Questions)
    about = [q for q in output.questions.questions if "stressful audits" in q]
    assert len(about) == 1
    assert "“hand-written temperature lists”, “goods lost after a cooling failure” and “stressful audits”" in about[0]


def test_nothing_that_is_known_is_asked() -> None:
    output = briefed(rich_dossier())
    assert isinstance(output.questions, Questions)
    assert not any("How many people" in q or "main line" in q for q in output.questions.questions)


def test_open_factors_weigh_less_where_the_axis_has_many() -> None:
    many = make_context(pain_points=tuple(f"pain number {'i' * n}" for n in range(1, 20)))
    rules = [f.rule for f in open_factors(score(thin_dossier(many), TODAY))]
    assert rules.index("sector_in_focus") < rules.index("pain:0")
