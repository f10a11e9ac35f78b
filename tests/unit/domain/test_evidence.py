from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from domain.evidence import Evidence, Fact, Facts, FactStatus, checked, quote_holds
from domain.page import sha256_of

SOURCE = '<p>Firma GmbH — <a href="mailto:Info@Firma.example">write to info@firma.example</a>, Tel. +49 30 123456-7</p>'
SHA = sha256_of(SOURCE)
AT = datetime(2026, 11, 21, tzinfo=UTC)
PAGES = {SHA: SOURCE}


def quote(snippet: str, shift: int = 0, /, **change: Any) -> Evidence:
    start = SOURCE.index(snippet) + shift
    fields = {"url": "https://firma.example/", "snippet": snippet, "start": start, "end": start + len(snippet), "page_sha256": SHA}
    return Evidence.model_validate(fields | {"fetched_at": AT, "extractor": "test"} | change)


def fact(field: str, value: str, *evidence: Evidence, **change: Any) -> Fact:
    return Fact.model_validate({"field": field, "value": value, "status": FactStatus.QUOTED, "evidence": evidence} | change)


EMAIL = fact("email", "info@firma.example", quote("write to info@firma.example"))
PHONE = fact("phone", "+49301234567", quote("Tel. +49 30 123456-7"))


@pytest.mark.parametrize("claim", [EMAIL, PHONE, fact("company_name", "Firma GmbH", quote("<p>Firma GmbH"))])
def test_a_quote_that_stands_in_the_page_stays_quoted(claim: Fact) -> None:
    assert checked(claim, PAGES.get) == claim
    assert claim.verified


SHIFTED = [quote("write to info@firma.example", shift) for shift in (-1, 1, 1000)]
WRONG = {
    "shifted": fact("email", "info@firma.example", SHIFTED[0]),
    "shifted on": fact("email", "info@firma.example", SHIFTED[1]),
    "past the end": fact("email", "info@firma.example", SHIFTED[2]),
    "one character short": fact("email", "info@firma.example", quote("write to info@firma.example", end=SOURCE.index("</a>") - 1)),
    "start after end": fact("email", "info@firma.example", quote("write to info@firma.example", start=90, end=2, snippet="")),
    "another page": fact("email", "info@firma.example", quote("write to info@firma.example", page_sha256=sha256_of("other"))),
    "a page that is gone": fact("email", "info@firma.example", quote("write to info@firma.example", page_sha256="0" * 64)),
    "a snippet nobody wrote": fact("email", "boss@firma.example", quote("write to info@firma.example", snippet="write to boss@firma.example")),
    "another value": fact("email", "boss@firma.example", quote("write to info@firma.example")),
    "a part of the value": fact("email", "fo@firma.example", quote("write to info@firma.example")),
    "another number": fact("phone", "+49301234568", quote("Tel. +49 30 123456-7")),
    "an unknown decoder": fact("email", "info@firma.example", quote("write to info@firma.example", decoder="rot13")),
    "nothing": fact("email", "info@firma.example"),
    "no value": fact("company_name", "", quote("<p>Firma GmbH")),
}


@pytest.mark.parametrize("claim", WRONG.values(), ids=WRONG)
def test_a_quote_that_does_not_hold_makes_the_fact_unverified(claim: Fact) -> None:
    result = checked(claim, PAGES.get)
    assert result.status is FactStatus.UNVERIFIED
    assert not result.verified
    assert result.evidence == ()
    assert (result.field, result.value) == (claim.field, claim.value)


def test_one_page_does_not_lend_its_words_to_another() -> None:
    other = "<p>nothing here</p>" + " " * len(SOURCE)
    claim = fact("email", "info@firma.example", quote("write to info@firma.example", page_sha256=sha256_of(other)))
    assert not checked(claim, {SHA: SOURCE, sha256_of(other): other}.get).verified


def test_only_the_quotes_that_hold_are_kept() -> None:
    claim = fact("email", "info@firma.example", SHIFTED[0], *EMAIL.evidence, SHIFTED[1])
    assert checked(claim, PAGES.get) == EMAIL


def derived(*grounds: Fact, rule: str = "country_from_calling_code") -> Fact:
    return Fact(field="country", value="DE", status=FactStatus.DERIVED, rule=rule, grounds=grounds)


def test_a_rule_over_quotes_that_hold_stays_derived_with_its_grounds() -> None:
    claim = derived(PHONE, EMAIL)
    assert checked(claim, PAGES.get) == claim
    assert claim.verified
    assert claim.quotes == PHONE.evidence + EMAIL.evidence


@pytest.mark.parametrize(
    "claim",
    [
        derived(),
        derived(PHONE, rule=""),
        derived(WRONG["another number"]),
        derived(Fact(field="phone", value="+49301234567", status=FactStatus.UNVERIFIED, evidence=PHONE.evidence)),
        derived(derived(PHONE)),  # grounds are quoted facts
    ],
    ids=["no grounds", "no rule", "a ground that does not hold", "a ground that claims nothing", "derived from derived"],
)
def test_a_derivation_without_rule_or_quoted_grounds_is_unverified(claim: Fact) -> None:
    assert checked(claim, PAGES.get).status is FactStatus.UNVERIFIED


def test_a_ground_that_does_not_hold_is_not_shown_as_one() -> None:
    assert checked(derived(PHONE, WRONG["shifted"]), PAGES.get) == derived(PHONE)


def test_what_claims_nothing_gains_nothing() -> None:
    claim = EMAIL.model_copy(update={"status": FactStatus.UNVERIFIED})
    assert checked(claim, PAGES.get) == claim
    assert not claim.verified


def test_quote_holds_needs_the_source() -> None:
    assert quote_holds(EMAIL, EMAIL.evidence[0], SOURCE)
    assert not quote_holds(EMAIL, EMAIL.evidence[0], None)
    assert not quote_holds(EMAIL, EMAIL.evidence[0], "")


def test_offsets_count_characters_not_bytes() -> None:
    source = "<p>Öl · Äpfel 🍏 · info@firma.example</p>"
    start = source.index("info@")
    evidence = quote("Firma GmbH", start=start, end=start + 18, snippet="info@firma.example", page_sha256=sha256_of(source))
    assert checked(fact("email", "info@firma.example", evidence), {sha256_of(source): source}.get).verified


@pytest.mark.parametrize("bad", [{"start": -1}, {"end": -1}, {"snippet": "x" * 2_001}, {"colour": "red"}])
def test_evidence_that_makes_no_sense_is_refused(bad: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        quote("Firma GmbH", **bad)


def test_the_fact_id_names_the_statement_not_its_evidence() -> None:
    assert EMAIL.fact_id == fact("email", "info@firma.example").fact_id
    ids = {
        EMAIL.fact_id,
        fact("email", "x").fact_id,
        fact("phone", "info@firma.example").fact_id,
        fact("email", "info@firma.example", role="third_party").fact_id,
    }
    assert len(ids) == 4


def test_facts_are_found_by_field_role_and_id() -> None:
    fax = fact("phone", "+49301234568", role="fax")
    facts = Facts(items=(EMAIL, fax, PHONE))
    assert facts.all("phone") == (PHONE,)
    assert facts.all("phone", any_role=True) == (fax, PHONE)
    assert (facts.first("phone"), facts.first("city")) == (PHONE, None)
    assert (facts.value("email"), facts.value("city")) == ("info@firma.example", "")
    assert facts.by_id([PHONE.fact_id, "unknown", EMAIL.fact_id]) == (EMAIL, PHONE)
    assert Facts.model_validate_json(facts.model_dump_json()) == facts


def test_a_decoy_stands_by_its_words_and_by_nothing_less() -> None:
    words = quote("Tel. +49 30 123456-7")
    assert checked(fact("phone", "30 123456-7", words, role="decoy"), PAGES.get).verified
    assert not checked(fact("phone", "30 123456-8", words, role="decoy"), PAGES.get).verified
    assert not checked(fact("phone", "30 123456-7", words), PAGES.get).verified
