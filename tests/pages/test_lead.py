"""The lead page: what is on it, what is asked of the door, what a spiteful page cannot do."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from domain.evidence import Fact, FactStatus
from domain.identity import lead_id
from domain.lead_state import Stage
from domain.package import Absent, ComprehensiveProspectPackage
from tests.pages.conftest import open_page, texts
from tests.pages.sample_leads import SPITEFUL, TRACKER, facts_of, source_of
from tests.pages.standin import Standin, stage_of
from ui import dossier
from ui.evidence import around, fact_data, found_in, grouped, wanted_source
from ui.words import plain

GOOD = lead_id("default", "ostermoor-feinkost.example")
FACTS = facts_of("Ostermoor", "ostermoor.example", "Food production", "DE", "Husum")


def button(app, label):
    return next(b for b in app.button if b.label == label)


def open_lead(host: str = "ostermoor-feinkost.example") -> AppTest:
    return open_page("lead", lead=lead_id("default", host))


def test_head_and_tabs(door: Standin) -> None:
    app = open_lead()
    assert app.title[0].value == "Ostermoor Feinkost GmbH"
    assert [tab.label for tab in app.tabs] == ["Overview", "Approach", "Message", "Reasons", "Facts (12)"]
    shown = texts(app).replace("\\", "")
    assert "Tier A" in shown
    assert "11 of 12 values verified" in shown
    assert "Your cold rooms after September" in "\n".join(c.value for c in app.code)


def test_a_spiteful_name_is_shown_as_it_is(door: Standin) -> None:
    app = open_lead("spiteful.example")
    assert app.title[0].value == plain(SPITEFUL)
    for element in (*app.markdown, *app.caption, *app.title):
        assert not re.search(r"(?<!\\)<img|(?<!\\)!\[", element.value)
        assert not getattr(element.proto, "allow_html", False)


def test_stage_goes_to_the_door_and_back(door: Standin) -> None:
    app = open_lead()
    app.selectbox(key="lead_stage").select(Stage.MEETING).run()
    assert stage_of(door, GOOD) is Stage.MEETING
    assert "Stage set to Meeting" in texts(app)
    button(app, "Undo").click().run()
    assert stage_of(door, GOOD) is Stage.QUALIFIED


def test_notes_tags_and_judgement(door: Standin) -> None:
    app = open_lead()
    app.text_area(key="lead_note_text").set_value("Spoke to <b>her</b>")
    button(app, "Add note").click().run()
    assert [n.text for n in door.stored[GOOD].desk.notes] == ["Spoke to <b>her</b>"]
    assert "Spoke to <b>her</b>" in [t.value for t in app.text]
    button(app, "Remove").click().run()
    assert door.stored[GOOD].desk.notes == ()
    app.multiselect(key="lead_tags").set_value(["cold chain", "visited"]).run()
    assert door.stored[GOOD].desk.tags == ("cold chain", "visited")
    app.button(key="lead_label_good").click().run()
    assert door.stored[GOOD].desk.label is True


def test_a_failed_and_a_rejected_lead_say_why(door: Standin) -> None:
    assert "no answer in time" in open_lead("cafe-lumen.example").error[0].value.replace("\\", "")
    assert "competitor" in open_lead("pemberton-loggers.example").warning[0].value


def test_a_lead_without_a_package_still_shows_its_facts(door: Standin) -> None:
    door.stored[GOOD] = door.stored[GOOD].model_copy(update={"package": None})
    assert [tab.label for tab in open_lead().tabs] == ["Reasons", "Facts (12)"]


def test_an_absent_message_says_why(door: Standin) -> None:
    package = door.stored[GOOD].package
    assert package
    door.stored[GOOD] = door.stored[GOOD].model_copy(update={"package": package.model_copy(update={"personalised_message": Absent(absent="no address")})})
    assert "Not made: no address" in texts(open_lead()).replace("\\", "")


def test_every_section_of_a_package_has_a_screen(door: Standin) -> None:
    package = door.stored[GOOD].package
    assert package
    shown = {*dossier.OVERVIEW, *dossier.APPROACH, "personalised_message"}
    fields = {n for n, f in ComprehensiveProspectPackage.model_fields.items() if Absent in getattr(f.annotation, "__args__", ())}
    assert shown == fields
    for block in dossier.sections(package, (*dossier.OVERVIEW, *dossier.APPROACH)):
        assert block.get("absent") or block["items"], block["title"]


def test_every_statement_keeps_its_footnotes(door: Standin) -> None:
    package = door.stored[GOOD].package
    assert package
    blocks = dossier.sections(package, dossier.OVERVIEW)
    known = {f.fact_id for f in package.lead_facts.facts}
    notes = [note for block in blocks for item in block["items"] for note in item.get("notes", [])]
    assert len(notes) > 10
    assert set(notes) <= known
    assert package.pain_point_analysis
    pains = dossier.section("pain_point_analysis", package.pain_point_analysis)
    assert pains["items"][0]["children"][0]["notes"]


def test_scores_carry_intervals_and_the_state_of_each_factor(door: Standin) -> None:
    package = door.stored[GOOD].package
    assert package
    block = dossier.scores(package.ai_intelligence.scores)
    first = block["scores"][0]
    assert first["low"] <= first["value"] <= first["high"]
    assert [f["state_text"] for f in first["factors"]] == ["met", "met", "met", "unknown"]
    assert first["factors"][0]["weight"] == "38%"


@pytest.mark.parametrize(("field", "hit"), [("email", "office@ostermoor.example"), ("phone", "48 41) 55 01-20"), ("city", "Husum"), ("certification", "HACCP")])
def test_the_value_is_found_in_its_snippet(field: str, hit: str) -> None:
    fact = FACTS.first(field)
    assert fact
    snippet = fact.evidence[0].snippet
    span = found_in(fact, snippet)
    assert span
    assert snippet[slice(*span)] == hit


def test_a_value_that_only_stands_there_decoded_is_not_marked() -> None:
    assert found_in(Fact(field="email", value="a@b.example", status=FactStatus.QUOTED), "a [at] b (dot) example") is None


def test_evidence_goes_to_the_browser_as_text_in_three_parts() -> None:
    fact = FACTS.first("description")
    assert fact
    data = fact_data(fact)["evidence"][0]
    assert data["before"] + data["match"] + data["after"] == fact.evidence[0].snippet
    assert data["match"] == TRACKER


def test_derived_facts_bring_rule_and_grounds() -> None:
    fact = FACTS.first("country")
    assert fact
    data = fact_data(fact)
    assert (data["status_text"], data["rule"]) == ("derived", "calling code and suffix")
    assert data["grounds"][0]["value"] == "+494841550120"


def test_secondary_values_are_folded_away() -> None:
    blocks = grouped(FACTS.items)
    assert [b["title"] for b in blocks][:2] == ["Identity", "Contacts"]
    assert blocks[-1]["folded"]
    assert len(blocks[-1]["ids"]) == 1
    assert sum(len(b["ids"]) for b in blocks) == len({f.fact_id for f in FACTS.items})


def test_only_evidence_of_this_lead_can_be_looked_up() -> None:
    evidence = FACTS.items[0].evidence[0]
    asked = {"sha": evidence.page_sha256, "start": evidence.start, "end": evidence.end}
    assert wanted_source(asked, FACTS.items) == evidence
    assert wanted_source(asked | {"sha": "0" * 64}, FACTS.items) is None
    assert wanted_source("x", FACTS.items) is None


def test_the_snippet_stands_in_its_page() -> None:
    source = source_of("Ostermoor", "ostermoor.example", "Husum")
    fact = FACTS.first("city")
    assert fact
    block = around(source, fact.evidence[0])
    assert block["match"] == fact.evidence[0].snippet
    assert (block["before"] + block["match"] + block["after"]) == source
