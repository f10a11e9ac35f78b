from domain.package import Absent
from pipeline.agents.intake import SKIPPED, STEP, by_rules
from tests.factories import TODAY, make_dossier, make_fact, make_site, rich_dossier, thin_dossier


def test_a_site_that_bears_it_takes_the_comprehensive_path() -> None:
    intake = by_rules(rich_dossier(), TODAY).intake
    assert intake.path == "comprehensive"
    assert intake.reason == "The site bears a full analysis: seven pages, 23 verified facts, three signals and passages on two pains of your context."


def test_few_facts_take_the_thin_path() -> None:
    intake = by_rules(thin_dossier(), TODAY).intake
    assert intake.path == "thin"
    assert "one page and three verified facts" in intake.reason


def test_many_contacts_without_anything_to_say_take_the_thin_path() -> None:
    phones = [make_fact("phone", f"+44148200011{n}") for n in range(9)]
    intake = by_rules(make_dossier(*phones, site=make_site("home", "contact")), TODAY).intake
    assert intake.path == "thin"
    assert "no offer, need or plan was recognised" in intake.reason


def test_one_page_that_says_a_lot_is_not_thin() -> None:
    assert by_rules(rich_dossier(site=make_site("home")), TODAY).intake.path == "comprehensive"


def test_the_thin_path_says_why_sections_are_left_out() -> None:
    dossier = thin_dossier()
    after = STEP.grow(dossier, by_rules(dossier, TODAY))
    assert all(isinstance(getattr(after, s), Absent) and "short path" in getattr(after, s).absent for s in SKIPPED)
    assert isinstance(after.qualification, Absent)
    assert after.qualification == dossier.qualification
