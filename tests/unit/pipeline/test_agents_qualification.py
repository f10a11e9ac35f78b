from domain.package import Qualification
from pipeline.agents.qualification import by_rules
from tests.factories import TODAY, make_dossier, make_fact, rich_dossier, rich_facts


def qualified(*facts: object) -> Qualification:
    found = by_rules(make_dossier(*facts), TODAY).qualification  # type: ignore[arg-type]
    assert isinstance(found, Qualification)
    return found


def without(*fields: str) -> list[object]:
    return [f for f in rich_facts() if f.field not in fields]


def test_a_good_lead_with_its_reasons() -> None:
    found = qualified(*rich_facts())
    assert (found.tier, found.fit.level, found.readiness.level, found.authority.level, found.budget.level) == ("A", "high", "high", "high", "medium")
    assert found.reasons[0].text.startswith("Good fit")
    assert all(r.fact_ids for r in found.reasons)


def test_nothing_known_is_unknown_not_low() -> None:
    found = qualified()
    assert {found.fit.level, found.readiness.level, found.authority.level, found.budget.level} == {"unknown"}


def test_authority_needs_a_named_person() -> None:
    assert qualified(*without("person")).authority.level == "unknown"
    clerk = make_fact("person", "Sam Okafor", title="Quality Manager")
    assert qualified(*without("person"), clerk).authority.level == "medium"


def test_money_speaks_louder_than_growth_and_size() -> None:
    funding = make_fact("signal", "Five million for growth.", kind="funding", date="2026-07")
    assert qualified(*rich_facts(), funding).budget.level == "high"
    assert qualified(make_fact("employees", "85")).budget.level == "medium"
    assert qualified(make_fact("employees", "4")).budget.level == "low"
    assert qualified(make_fact("employees", "20")).budget.level == "unknown"


def test_what_speaks_against_is_among_the_reasons() -> None:
    found = qualified(*without("employees"), make_fact("employees", "9000"))
    assert found.tier == "C"
    assert any("outside 10 to 500" in r.text for r in found.reasons)


def test_readiness_fades_with_the_signals() -> None:
    old = make_fact("signal", "A new hall.", kind="expansion", date="2016-07")
    assert qualified(old).readiness.level == "unknown"
    assert by_rules(rich_dossier(), TODAY.replace(year=2036)).qualification != by_rules(rich_dossier(), TODAY).qualification
