from domain.package import Absent, ApproachPlan, Objections, Strategies, ValuePropositions
from pipeline.agents import contacts, strategy
from pipeline.agents.strategy import Output
from pipeline.dossier import Dossier
from tests.factories import TODAY, make_context, make_dossier, make_fact, rich_dossier, rich_facts


def planned(dossier: Dossier) -> Output:
    return strategy.by_rules(contacts.STEP.grow(dossier, contacts.by_rules(dossier, TODAY)), TODAY)


def without(*fields: str) -> Dossier:
    return make_dossier(*(f for f in rich_facts() if f.field not in fields))


def test_options_are_what_the_pages_give_ground_for() -> None:
    found = planned(rich_dossier()).strategies
    assert isinstance(found, Strategies)
    assert [o.name for o in found.options] == ["Lead with the pain", "Lead with the trigger", "Ask for the person in charge"]
    assert [o.score for o in found.options] == sorted((o.score for o in found.options), reverse=True)
    assert "Sam Okafor" in found.options[2].rationale.text


def test_a_tender_is_answered_first() -> None:
    tender = make_fact("signal", "Tender for two cold rooms.", page="news", kind="tender", date="2026-12-15")
    found = planned(make_dossier(*rich_facts(), tender)).strategies
    assert isinstance(found, Strategies)
    assert found.options[0].name == "Answer the tender"


def test_with_a_product_only_one_asks() -> None:
    found = planned(without("passage", "signal", "person")).strategies
    assert isinstance(found, Strategies)
    assert [o.name for o in found.options] == ["Ask about their work"]


def test_without_any_ground_there_is_no_strategy_and_no_sequence() -> None:
    output = planned(make_dossier(make_fact("phone", "+441482000222")))
    assert isinstance(output.strategies, Absent)
    assert isinstance(output.approach, Absent)
    assert isinstance(output.propositions, Absent)
    assert isinstance(output.objections, Absent)


def test_the_sequence_uses_only_channels_that_are_there() -> None:
    found = planned(rich_dossier()).approach
    assert isinstance(found, ApproachPlan)
    assert [(s.day, s.channel) for s in found.steps] == [(0, "e-mail"), (3, "phone"), (8, "e-mail"), (18, "e-mail")]
    assert all(s.fact_ids for s in found.steps)
    by_phone = planned(without("email", "contact_form")).approach
    assert isinstance(by_phone, ApproachPlan)
    assert [(s.day, s.channel) for s in by_phone.steps] == [(0, "phone")]


def test_no_contact_no_sequence() -> None:
    found = planned(without("email", "phone", "contact_form", "social")).approach
    assert isinstance(found, Absent)
    assert "No way to reach" in found.absent


def test_propositions_are_tied_to_a_pain_or_a_trigger() -> None:
    found = planned(rich_dossier()).propositions
    assert isinstance(found, ValuePropositions)
    assert [p.tied_to for p in found.propositions] == [
        "pain: hand-written temperature lists",
        "pain: goods lost after a cooling failure",
        "trigger: expansion, March 2027",
        "trigger: hiring, 2 November 2026",
    ]
    assert all(p.statement.fact_ids for p in found.propositions)


def test_without_an_offer_there_is_nothing_to_propose() -> None:
    bare = make_context(product_service_description="", value_proposition="")
    found = planned(rich_dossier(bare)).propositions
    assert isinstance(found, Absent)
    assert "does not say what you offer" in found.absent


def test_objections_stand_on_facts() -> None:
    rival = make_fact("passage", "Tempwarden keeps an eye on our vans.", page="about", interest="competitor:0")
    small = make_fact("employees", "12")
    found = planned(make_dossier(*(f for f in rich_facts() if f.field != "employees"), rival, small)).objections
    assert isinstance(found, Objections)
    assert [o.objection for o in found.items] == [
        "“We already work with Tempwarden.”",
        "“We have our hands full just now.”",
        "“That is too big for a house like ours.”",
        "“We have always done it this way.”",
    ]
    assert all(o.because.fact_ids for o in found.items)


def test_an_answer_quotes_the_offer_only_where_it_speaks_to_the_point() -> None:
    quick = make_context(value_proposition="Installed in a day by one person.")
    found = planned(rich_dossier(quick)).objections
    assert isinstance(found, Objections)
    assert found.items[0].answer == "“Installed in a day by one person” is how your offer puts it."
    plain = planned(rich_dossier()).objections
    assert isinstance(plain, Objections)
    assert plain.items[0].answer.startswith("Offer a date after it")
