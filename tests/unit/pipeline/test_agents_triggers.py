from domain.package import Absent, PurchaseTriggers
from pipeline.agents.triggers import by_rules
from tests.factories import TODAY, make_dossier, make_fact, rich_dossier


def test_triggers_strongest_first_with_what_is_left_of_them() -> None:
    found = by_rules(rich_dossier(), TODAY).triggers
    assert isinstance(found, PurchaseTriggers)
    assert [t.kind for t in found.triggers] == ["expansion", "hiring"]
    assert [t.date for t in found.triggers] == ["2027-03", "2026-11-02"]
    assert found.triggers[0].strength > found.triggers[1].strength
    assert found.triggers[0].statement.text.startswith("Expansion, still to come (March 2027), on its news page")


def test_age_in_words() -> None:
    dossier = make_dossier(
        make_fact("signal", "A new hall.", page="news", kind="expansion", date="2026-05"), make_fact("signal", "We hire.", kind="hiring", date="")
    )
    found = by_rules(dossier, TODAY).triggers
    assert isinstance(found, PurchaseTriggers)
    texts = {t.kind: t.statement.text for t in found.triggers}
    assert texts["expansion"] == "Expansion, six months ago (May 2026), on its news page: “A new hall”."
    assert texts["hiring"] == "Hiring, on its home page: “We hire”."


def test_past_signals_are_named_as_past() -> None:
    found = by_rules(make_dossier(make_fact("signal", "A medal.", kind="award", date="2019-03")), TODAY).triggers
    assert isinstance(found, Absent)
    assert found.absent == "The newest signal on its pages is from March 2019, too old to be a reason to write now."


def test_no_signal_at_all() -> None:
    found = by_rules(make_dossier(make_fact("product", "Butter")), TODAY).triggers
    assert isinstance(found, Absent)
    assert "seven pages" in found.absent
