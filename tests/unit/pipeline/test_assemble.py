from domain.package import Absent, ComprehensiveProspectPackage
from pipeline.assemble import SECTIONS, assemble, read_on
from pipeline.dossier import Dossier, Site
from pipeline.scoring import score
from tests.factories import READ_AT, TODAY, grown, make_dossier, make_fact, rich_dossier, rich_facts, thin_dossier


def packed(dossier: Dossier) -> ComprehensiveProspectPackage:
    done = grown(dossier)
    return assemble(done, score(done, TODAY), "context-1", 3)


def test_the_package_holds_what_the_dossier_holds() -> None:
    done = grown(rich_dossier())
    package = assemble(done, score(done, TODAY), "context-1", 3)
    assert package.company_name == "Harbour Dairy"
    assert package.website == "https://harbour-dairy.example/"
    assert package.lead_facts.facts == done.facts.items
    for section, name in SECTIONS.items():
        assert getattr(package, name) == getattr(done, section)


def test_every_section_of_the_package_is_filled_from_the_dossier() -> None:
    own = {"lead_id", "company_name", "website", "lead_facts", "ai_intelligence", "provenance"}
    assert set(SECTIONS.values()) | own == set(ComprehensiveProspectPackage.model_fields)


def test_it_survives_json() -> None:
    package = packed(rich_dossier())
    assert ComprehensiveProspectPackage.model_validate_json(package.model_dump_json()) == package


def test_provenance_names_the_path_the_context_and_only_sections_that_are_there() -> None:
    package = packed(thin_dossier())
    assert (package.provenance.path, package.provenance.context_id, package.provenance.context_version, package.provenance.pages) == ("thin", "context-1", 3, 1)
    assert package.provenance.path_reason.startswith("The site says little")
    named = {o.section for o in package.provenance.origins}
    assert named == {name for name in SECTIONS.values() if not isinstance(getattr(package, name), Absent)}
    assert {o.source for o in package.provenance.origins} == {"rules"}


def test_the_four_scores_stand_beside_their_factors() -> None:
    intelligence = packed(rich_dossier()).ai_intelligence
    assert [s.value for s in intelligence.scores] == [
        intelligence.prospect_score,
        intelligence.buying_intent_score,
        intelligence.pain_alignment_score,
        intelligence.urgency_score,
    ]


def test_insights_only_where_facts_ground_them() -> None:
    insights = packed(rich_dossier()).ai_intelligence.predictive_insights
    assert len(insights) == 3
    assert insights[0].text.startswith("What is planned for March 2027")
    assert all(i.fact_ids for i in insights)
    assert packed(thin_dossier()).ai_intelligence.predictive_insights == ()
    plain = make_dossier(*(f for f in rich_facts() if f.field not in ("signal", "passage")))
    assert packed(plain).ai_intelligence.predictive_insights == ()


def test_a_tender_that_lies_ahead_is_told_with_its_date() -> None:
    tender = make_fact("signal", "Tender for two cold rooms.", page="news", kind="tender", date="2026-12-15")
    (insight,) = packed(make_dossier(tender)).ai_intelligence.predictive_insights
    assert "15 December 2026, lies ahead" in insight.text


def test_ahead_is_measured_from_the_day_of_reading() -> None:
    assert read_on(rich_dossier()) == READ_AT.date()
    assert read_on(rich_dossier().grown(site=Site(pages=()))) is None
