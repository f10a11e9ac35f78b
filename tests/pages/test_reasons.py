"""Why a lead is called and placed as it is, values that exclude each other, contacts that were not taken: told from stored facts, chosen by one press."""

import pytest

from domain.base import Principal
from domain.commands import CorrectFact
from domain.evidence import Evidence, Fact, FactStatus
from domain.identity import lead_id
from tests.pages.sample_leads import NOW, facts_of
from tests.pages.standin import Standin
from tests.pages.test_lead import button, open_lead
from tests.unit.extract.small_site import facts_of as read_facts
from ui import reasons
from ui.evidence import fact_data, wanted_source

GOOD = lead_id("default", "ostermoor-feinkost.example")
FOOTER = (
    "<footer>© Nordkran B.V., Havenweg 12, 4455 AB Nieuwdorp, KvK 61442715. "
    "Website by <a href='https://pixelwerk.example'>Pixelwerk</a> hello@pixelwerk.example</footer>"
)
SITE_NAME = "<meta property='og:site_name' content='Deichhebe'>"
PAGES = {
    "/": f"<html lang=en><title>Crane hire | Nordkran</title>{SITE_NAME}<p>We hire out cranes to your site and port since 1992.</p>{FOOTER}",
    "/about": f"<title>About - Nordkran</title>{SITE_NAME}<p>The company was founded in 1987.</p>{FOOTER}",
    "/contact": "<title>Contact - Nordkran</title><p>Nordkran B.V.</p><p>VAT NL123456789B01</p>"
    f"<p>Germany: Nordkran GmbH, Hafenstraße 4, 21079 Hamburg, USt-IdNr. DE123456789</p>{FOOTER}",
}
FACTS = read_facts(PAGES, "nordkran.example").items


def fact(field: str, value: str, **more: object) -> Fact:
    evidence = Evidence(url="https://a.example/", snippet=value, start=0, end=len(value), page_sha256="a" * 64, fetched_at=NOW, extractor="test")
    held = {"status": FactStatus.QUOTED, "evidence": (evidence,), "confidence": 0.8}
    return Fact.model_validate({"field": field, "value": value, **held, **more})


def test_the_name_is_explained_by_its_witnesses() -> None:
    block = reasons.why_name(FACTS)
    assert block
    first, second = block["contenders"][:2]
    assert (first["value"], first["won"], second["value"], second["won"]) == ("Nordkran", True, "Deichhebe", False)
    assert "page title (3 pages)" in [cue["text"] for cue in first["cues"]]
    assert "page title (3 pages)" in block["text"]
    assert "Next came “Deichhebe”: site name in the page head (2 pages)" in block["text"]
    assert first["cues"][-1] == {"text": "It is the same as the domain, “nordkran”.", "evidence": []}


def test_each_witness_opens_evidence_of_this_lead() -> None:
    block = reasons.why_name(FACTS)
    assert block
    shown = [e for contender in block["contenders"][:2] for cue in contender["cues"] for e in cue["evidence"]]
    assert len(shown) >= 4
    assert all(wanted_source({"sha": e["sha"], "start": e["start"], "end": e["end"]}, FACTS) for e in shown)
    assert {e["match"] for e in shown} == {"Nordkran", "Deichhebe"}


def test_the_country_is_explained_by_its_vote() -> None:
    block = reasons.why_country(FACTS)
    assert block
    first, second = block["contenders"][:2]
    assert (first["value"], second["value"]) == ("Netherlands (NL)", "Germany (DE)")
    told = {cue["text"]: cue for cue in first["cues"]}
    assert told["VAT number: NL123456789B01"]["evidence"][0]["match"] == "NL123456789B01"
    assert max(cue["share"] for contender in block["contenders"] for cue in contender["cues"]) == 1.0
    assert [float(cue["points"]) for cue in first["cues"]] == sorted((float(cue["points"]) for cue in first["cues"]), reverse=True)
    assert "Netherlands (NL) was taken with" in block["text"]


def test_facts_of_an_older_run_tell_no_reasons() -> None:
    assert reasons.reasons(facts_of("Ostermoor", "ostermoor.example", "Food production", "DE", "Husum").items) == []


def test_values_that_exclude_each_other_stand_side_by_side() -> None:
    blocks = reasons.conflicts(FACTS, {"founded": "1992"})
    assert blocks[0]["kind"] == "note"
    by_field = {block["field"]: block for block in blocks[1:]}
    assert [option["value"] for option in by_field["founded"]["options"]] == ["1987", "1992"]
    assert [option["chosen"] for option in by_field["founded"]["options"]] == [False, True]
    assert by_field["country"]["own"] == ""
    assert reasons.open_conflicts(blocks) == len(by_field) - 1


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("company_name", "Medlab Isar", "medlabisar"),
        ("company_name", "Hofmolkerei Sonn", "Sonn Hofmolkerei"),
        ("company_name", "Nordkran", "Nordkran Hamburg"),
        ("address", "Weg 4, 09648 Mittweida", "Weg 4 09648 Mittweida"),
    ],
)
def test_spellings_of_one_value_are_no_conflict(field: str, one: str, other: str) -> None:
    assert reasons.conflicts([fact(field, one), fact(field, other, role="secondary")], {}) == []


def test_weak_unverified_and_other_peoples_values_are_no_conflict() -> None:
    main = fact("founded", "1987", confidence=0.9)
    assert reasons.conflicts([main, fact("founded", "1912", confidence=0.3)], {}) == []
    assert reasons.conflicts([main, fact("founded", "1912", status=FactStatus.UNVERIFIED)], {}) == []
    assert reasons.conflicts([main, fact("founded", "1912", role="third_party")], {}) == []
    assert len(reasons.conflicts([main, fact("founded", "1912")], {})) == 2


def test_only_a_value_on_offer_can_be_chosen() -> None:
    assert reasons.wanted_choice({"field": "founded", "value": "1992"}, FACTS) == ("founded", "1992")
    assert reasons.wanted_choice({"field": "founded", "value": ""}, FACTS) == ("founded", "")
    assert reasons.wanted_choice({"field": "founded", "value": "1666"}, FACTS) is None
    assert reasons.wanted_choice({"field": "email", "value": "x"}, FACTS) is None
    assert reasons.wanted_choice("founded", FACTS) is None


def test_contacts_not_taken_are_folded_with_a_reason_in_words() -> None:
    decoys = [
        fact("phone", "+493012345678", role="decoy", attrs={"why": "bank"}),
        fact("email", "name@domain.example", role="decoy", attrs={"why": "placeholder"}),
        fact("email", "hello@pixelwerk.example", role="third_party"),
        fact("email", "info@nordkran.example"),
        fact("phone", "+494841550129", role="fax"),
    ]
    (block,) = reasons.not_taken(decoys)
    assert block["title"] == "Seen and not taken: 3 contacts"
    assert [item["why"] for item in block["items"]] == ["A bank account", "A placeholder of a form", "Belongs to somebody else"]
    assert [reasons.is_not_taken(f) for f in decoys] == [True, True, True, False, False]
    assert reasons.not_taken(decoys[3:]) == []


def test_the_page_names_what_is_to_settle_and_shows_the_chosen_value(door: Standin) -> None:
    stored = door.stored[GOOD]
    assert stored.facts
    door.stored[GOOD] = stored.model_copy(update={"facts": stored.facts.model_copy(update={"items": FACTS})})
    app = open_lead()
    told = "\n".join(m.value for m in app.markdown)
    assert "values to settle" in told.replace("\\", "")
    for field in ("company_name", "country", "founded"):
        door.command(Principal(), GOOD, CorrectFact(field=field, value={"company_name": "Deichhebe", "country": "NL", "founded": "1987"}[field]))
    app = open_lead()
    assert app.title[0].value == "Deichhebe"
    button(app, "Undo").click().run()
    button(app, "Undo").click().run()
    button(app, "Undo").click().run()
    assert app.title[0].value == "Ostermoor Feinkost GmbH"


def test_what_a_value_is_stands_beside_it_in_words() -> None:
    phone = fact("phone", "+442079460540", attrs={"extension": "2"})
    assert "extension 2" in fact_data(phone)["chips"]
    assert "shared mailbox" in fact_data(fact("email", "care@a.example", attrs={"kind": "role"}))["chips"]
    assert fact_data(fact("sector", "Retail", confidence=0.2))["chips"] == ["unsure"]
    assert fact_data(fact("sector", "Retail", confidence=0.9))["chips"] == []
