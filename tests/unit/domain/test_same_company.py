"""One company, perhaps one, or two: each rule with what it stands on, and what keeps look-alikes apart."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.same_company import CompanyRecord, Decision, Verdict, decide, id_key, looks_alike, profile

SAME, MAYBE, DIFFERENT = Verdict.SAME, Verdict.MAYBE, Verdict.DIFFERENT
FIRM: dict[str, Any] = {
    "names": ("Hubermeier Metallbau GmbH",),
    "domains": ("hubermeier.example",),
    "phones": ("+4930555010",),
    "mail_domains": ("hubermeier.example",),
    "ids": ("vat:DE123456788",),
    "city": "Berlin",
    "postcode": "10115",
    "country": "DE",
}


def record(**changes: Any) -> CompanyRecord:
    return CompanyRecord(**{"names": FIRM["names"], **changes})


def other(**changes: Any) -> CompanyRecord:
    """A firm of the same name and nothing else in common, but for the changes."""
    return CompanyRecord(**{"names": FIRM["names"], "domains": ("metallbau-berlin.example",), "phones": ("+4930555999",), **changes})


def decided(one: CompanyRecord, two: CompanyRecord, shared: tuple[str, ...] = ()) -> Decision:
    decision = decide(profile(one), profile(two), shared)
    mirrored = decide(profile(two), profile(one), shared)
    assert mirrored.verdict is decision.verdict
    assert {g.rule for g in mirrored.grounds} == {g.rule for g in decision.grounds}
    return decision


@pytest.mark.parametrize(
    ("second", "verdict", "rule"),
    [
        (record(domains=FIRM["domains"]), SAME, "same_domain"),
        (record(names=(), domains=FIRM["domains"]), SAME, "same_domain"),
        (record(phones=FIRM["phones"]), SAME, "same_phone"),
        (record(mail_domains=FIRM["mail_domains"]), SAME, "same_mail_domain"),
        (record(ids=("vat:DE 123 456 788",)), SAME, "same_id"),
        (record(city="Berlin-Mitte"), SAME, "same_name"),
        (record(names=("Hubermeier Metalbau GmbH",), phones=FIRM["phones"]), SAME, "same_phone"),
        (record(names=("Hubermeier Metalbau GmbH",), city="Berlin"), DIFFERENT, ""),  # a like name needs a second ground
        (record(), DIFFERENT, ""),  # a name alone is none
        (record(names=("Firma Hubermeier Metallbau GmbH, Berlin",), city="Berlin"), SAME, "same_name"),
        (record(names=("Hubermeier Metallbau GmbH (Berlin)",), city="Berlin"), SAME, "same_name"),
        (record(names=("Zur Linde",), phones=FIRM["phones"]), MAYBE, "same_phone"),
        (record(names=("Zur Linde",), domains=FIRM["domains"]), MAYBE, "same_domain"),
        (record(names=(), phones=FIRM["phones"]), MAYBE, "same_phone"),
    ],
)
def test_what_speaks_for_one_company(second: CompanyRecord, verdict: Verdict, rule: str) -> None:
    decision = decided(CompanyRecord(**FIRM), second)
    assert decision.verdict is verdict
    assert (decision.grounds[0].rule if rule else rule) == rule


@pytest.mark.parametrize(
    ("second", "verdict", "rule"),
    [
        (other(ids=("vat:DE999999999",), phones=FIRM["phones"], city="Berlin"), DIFFERENT, "other_id"),
        (other(city="Hamburg"), DIFFERENT, "other_town"),
        (other(city="Berlin", postcode="79100", phones=FIRM["phones"]), DIFFERENT, "other_town"),
        (other(country="AT", phones=FIRM["phones"]), DIFFERENT, "other_country"),
        (other(domains=("hubermeler.example",), phones=FIRM["phones"], city="Berlin"), DIFFERENT, "look_alike_domain"),
        (other(names=("Hubermeier Metallbau AG",), phones=FIRM["phones"], city="Berlin"), MAYBE, "akin_name"),
        (other(names=("Hubermeier Metallbau Nord GmbH",), phones=FIRM["phones"], city="Berlin"), MAYBE, "akin_name"),
        (other(names=("Hubermeier Immobilien GmbH",), phones=FIRM["phones"], city="Berlin"), MAYBE, "akin_name"),
        (other(domains=FIRM["domains"], city="Hamburg", names=("Meyer Gastro GmbH",)), DIFFERENT, "other_town"),
        (other(domains=FIRM["domains"], city="Hamburg"), MAYBE, "other_town_same_site"),
        (other(domains=FIRM["domains"], city="Hamburg", postcode="20095", phones=FIRM["phones"]), MAYBE, "other_town_same_site"),
        (other(domains=FIRM["domains"], city="Berlin", postcode="10999"), MAYBE, "other_branch"),
        (other(ids=FIRM["ids"], city="Hamburg"), MAYBE, "other_town_same_site"),
    ],
)
def test_what_speaks_against_it(second: CompanyRecord, verdict: Verdict, rule: str) -> None:
    decision = decided(CompanyRecord(**FIRM), second)
    assert decision.verdict is verdict
    assert rule in {ground.rule for ground in decision.grounds if ground.against}


def test_marked_sisters_are_never_one() -> None:
    north, south = (record(names=(f"Huber Logistik {side} GmbH",), domains=("huber.example",), phones=("+4930555010",)) for side in ("Nord", "Süd"))
    assert decided(north, south).verdict is DIFFERENT
    assert decided(*(record(names=(f"Alpha Holding {n} GmbH",), phones=("+4930555010",)) for n in "12")).verdict is DIFFERENT


def test_two_websites_with_one_name_in_one_town_are_for_a_person() -> None:
    assert decided(CompanyRecord(**FIRM), other(city="Berlin")).verdict is MAYBE
    assert decided(CompanyRecord(**FIRM), other(city="Berlin", phones=FIRM["phones"])).verdict is SAME


@pytest.mark.parametrize("field", ["domains", "mail_domains"])
@pytest.mark.parametrize("host", ["gmail.com", "gmx.de", "facebook.com", "ebay.de", "orange.fr"])
def test_hosts_of_many_are_no_ground(field: str, host: str) -> None:
    assert decided(record(**{field: (host,)}), record(**{field: (host,)})).verdict is DIFFERENT


@pytest.mark.parametrize("field", ["domains", "phones", "mail_domains", "ids"])
def test_what_many_companies_share_is_no_ground(field: str) -> None:
    one, two = record(**{field: FIRM[field]}), record(**{field: FIRM[field]})
    assert decided(one, two).verdict is SAME
    shared = tuple(profile(one).ids) if field == "ids" else FIRM[field]
    assert decided(one, two, shared).verdict is DIFFERENT


@pytest.mark.parametrize(
    ("one", "two", "alike"),
    [
        ("nordmilch.example", "nordmi1ch.example", True),
        ("nordmilch.example", "nordrnilch.example", True),
        ("nordmilch.example", "nordmilsh.example", True),
        ("nordmilch.de", "xn--nrdmilch-0fg.de", True),
        ("nord-milch.example", "nordmilch.example", False),
        ("nordmilch.de", "nordmilch.com", False),
        ("xn--mller-kva.de", "mueller.de", False),
        ("xn--mller-kva.de", "muller.de", False),
        ("mueller.de", "muller.de", True),
        ("abc.de", "abd.de", False),
        ("nordmilch.example", "suedmilch.example", False),
    ],
)
def test_look_alike_domains(one: str, two: str, alike: bool) -> None:
    assert looks_alike(one, two) is looks_alike(two, one) is alike


@pytest.mark.parametrize(
    ("one", "two"),
    [("vat:DE123456788", "vat:de 123.456.788"), ("vat:ATU12345678", "vat:ATU 123 456 78"), ("cvr:12 34 56 78", "cvr:12345678")],
)
def test_one_number_in_two_spellings(one: str, two: str) -> None:
    assert id_key(one) == id_key(two)


def test_numbers_of_other_kinds_or_countries_are_not_compared() -> None:
    assert len({id_key("vat:DE123456788"), id_key("vat:AT123456788"), id_key("kvk:123456788")}) == 3
    assert decided(record(ids=("vat:DE123456788",), phones=FIRM["phones"]), record(ids=("kvk:1",), phones=FIRM["phones"])).verdict is SAME


WORDS = st.sampled_from(["Huber", "Müller", "Metallbau", "Nord", "2", "GmbH", "AG", "Holding", "&", "é", "Ltd.", "株式会社", "-", "ООО"])


@given(st.lists(st.tuples(st.lists(WORDS, max_size=4), st.sampled_from(["", "Berlin", "Köln"]), st.sampled_from(["", "+4930555010"])), min_size=2, max_size=2))
def test_any_two_records_are_decided_the_same_from_both_sides(sides: list[tuple[list[str], str, str]]) -> None:
    one, two = (record(names=(" ".join(words),) if words else (), city=city, phones=(phone,) if phone else ()) for words, city, phone in sides)
    decided(one, two)
