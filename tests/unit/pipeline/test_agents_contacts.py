import pytest

from domain.package import Absent, BuyerPersona, ContactInformation
from pipeline.agents.contacts import by_rules, mailbox_rank
from pipeline.agents.departments import decides, title_of
from tests.factories import TODAY, make_context, make_dossier, make_fact, rich_dossier, rich_facts


def contacts(*facts: object) -> ContactInformation:
    found = by_rules(make_dossier(*facts), TODAY).contacts  # type: ignore[arg-type]
    assert isinstance(found, ContactInformation)
    return found


def persona(*facts: object, **context: object) -> BuyerPersona:
    found = by_rules(make_dossier(*facts, context=make_context(**context)), TODAY).persona  # type: ignore[arg-type]
    assert isinstance(found, BuyerPersona)
    return found


def without(*fields: str) -> list[object]:
    return [f for f in rich_facts() if f.field not in fields]


@pytest.mark.parametrize(
    ("address", "kind", "rank"),
    [
        ("qualitaet@a.example", "role", 0),
        ("info@a.example", "role", 1),
        ("vertrieb@a.example", "role", 2),
        ("shop@a.example", "role", 3),
        ("jobs@a.example", "role", 4),
        ("datenschutz@a.example", "role", 4),
        ("edith.marlowe@a.example", "person", 5),
    ],
)
def test_rank_of_a_mailbox(address: str, kind: str, rank: int) -> None:
    assert mailbox_rank(make_fact("email", address, kind=kind)) == rank


def test_ways_in_best_first_and_the_job_mailbox_late() -> None:
    points = contacts(*rich_facts()).points
    assert [p.value for p in points] == [
        "office@harbour-dairy.example",
        "+441482000111",
        "https://harbour-dairy.example/contact.html",
        "jobs@harbour-dairy.example",
    ]


def test_other_peoples_contacts_are_left_out() -> None:
    foreign = make_fact("email", "care@agency.example", role="third_party", kind="role")
    fax = make_fact("phone", "+441482000119", role="fax")
    values = [p.value for p in contacts(make_fact("phone", "+441482000111"), foreign, fax).points]
    assert values == ["+441482000111"]


def test_where_to_start_and_why() -> None:
    start = contacts(*rich_facts()).best_first
    assert start.text == "Start with office@harbour-dairy.example, found on its contact page (a mailbox of the company, not of a person), then +441482000111."
    assert len(start.fact_ids) == 2
    assert "no general mailbox is given" in contacts(make_fact("phone", "+441482000111")).best_first.text


def test_no_way_in_is_said() -> None:
    found = by_rules(make_dossier(make_fact("city", "Hull")), TODAY).contacts
    assert isinstance(found, Absent)
    assert "seven pages" in found.absent


def test_an_address_or_at_least_the_town() -> None:
    assert contacts(*rich_facts()).address.text == "Dock Street 4, Hull"  # type: ignore[union-attr]
    assert contacts(*without("address")).address.text == "Hull, United Kingdom"  # type: ignore[union-attr]


def test_the_person_of_the_department_comes_before_the_chief() -> None:
    chosen = persona(*rich_facts())
    assert (chosen.title, chosen.department) == ("Quality Manager", "Quality & compliance")
    assert chosen.named
    assert chosen.named.text.startswith("Sam Okafor")


def test_the_chief_when_nobody_of_the_department_is_named() -> None:
    chief = make_fact("person", "Edith Marlowe", page="team", title="Geschäftsführerin")
    chosen = persona(*without("person"), chief)
    assert chosen.department == "Management"
    assert chosen.why.fact_ids == (chief.fact_id,)


def test_the_management_of_a_small_house_when_nobody_is_named() -> None:
    small = make_fact("employees", "14")
    chosen = persona(*without("person", "employees"), small)
    assert (chosen.title, chosen.department, chosen.named) == ("Managing director", "Management", None)
    assert chosen.why.fact_ids == (small.fact_id,)


def test_a_title_to_ask_for_when_nobody_is_named_in_a_larger_house() -> None:
    chosen = persona(*without("person"))
    assert (chosen.title, chosen.named) == ("Quality manager", None)
    assert chosen.why.fact_ids == ()


def test_the_department_follows_the_pains_of_the_context() -> None:
    fleet = persona(pain_points=("no data from vehicles on the road",), product_service_description="Trackers")
    assert fleet.department == "Logistics & fleet"


def test_cares_only_about_what_the_pages_show() -> None:
    assert persona(*without("passage", "signal")).cares_about == ()
    assert persona(*rich_facts()).cares_about[:2] == ("hand-written temperature lists", "goods lost after a cooling failure")


def test_no_persona_without_any_ground() -> None:
    empty = make_context(pain_points=(), product_service_description="", value_proposition="")
    assert isinstance(by_rules(make_dossier(make_fact("city", "Hull"), context=empty), TODAY).persona, Absent)


def test_an_unverified_person_is_nobody() -> None:
    ghost = make_fact("person", "Nobody Real", status="unverified", title="Quality Manager")
    dossier = make_dossier(*without("person"), ghost)  # type: ignore[arg-type]
    found = by_rules(dossier, TODAY)
    assert isinstance(found.persona, BuyerPersona)
    assert found.persona.named is None
    assert by_rules(rich_dossier(), TODAY).persona != found.persona


@pytest.mark.parametrize(
    ("attrs", "decides_", "shown"),
    [
        ({"title": "Inhaberin"}, True, "Inhaberin"),
        ({"title": "Sales Director", "department": "sales"}, False, "Sales Director"),
        ({"department": "management"}, True, "Management"),
        ({"department": "marketing"}, False, "Sales & marketing"),
        ({}, False, ""),
    ],
)
def test_who_decides(attrs: dict[str, str], decides_: bool, shown: str) -> None:
    person = make_fact("person", "Ada Quill", **attrs)  # type: ignore[arg-type]
    assert (decides(person), title_of(person)) == (decides_, shown)


def test_a_person_of_another_department_keeps_it() -> None:
    clerk = make_fact("person", "Bruno Haas", page="team", title="Kaufmännische Leitung")
    chosen = persona(*without("person"), clerk)
    assert (chosen.title, chosen.department) == ("Kaufmännische Leitung", "Finance")
    assert "may pass you on" in chosen.why.text
    porter = make_fact("person", "Bruno Haas", page="team", title="Porter")
    assert persona(*without("person"), porter).department == "Department not stated"
