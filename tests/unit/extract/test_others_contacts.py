"""Contacts that a page names and that are somebody else's: associations, dealers, public services, friends, designers."""

import pytest

from pipeline.extract.fields.number_labels import nearest
from tests.unit.extract.small_site import facts_of, values

OWN = "<p>Muldenbau GmbH, Rossauer Weg 4, 09648 Mittweida · Tel. 03727 914480 · info@muldenbau.de</p>"


def own(field: str, html: str, kind: str = "/kontakt", host: str = "muldenbau.de") -> list[str]:
    return values(facts_of({"/kontakt": OWN, kind: html} if kind != "/kontakt" else {"/kontakt": OWN + html}, host), field)


@pytest.mark.parametrize(
    "sentence",
    [
        "Mitglied im Verband Sächsischer Holzbauer, Tel. 0351 4960312",
        "Members of the Guild of Joiners, whose office is on +44 20 7946 0182",
        "Medlem av Takläggarna, tel. +46 8 465 004 12",
        "Unser Vermieter ist Brückner Immobilien, Tel. 0351 4960312",
    ],
)
def test_whom_a_company_belongs_to_or_stands_for_is_someone_else(sentence: str) -> None:
    facts = facts_of({"/kontakt": f"{OWN}<footer><p>{sentence}</p></footer>"})
    assert values(facts, "phone") == ["+493727914480"]
    assert len(values(facts, "phone", "decoy")) == 1


@pytest.mark.parametrize("border", [" | ", " · ", ". "])
def test_a_membership_ends_with_its_sentence(border: str) -> None:
    html = f"<footer><p>Mitglied im Verband Sächsischer Holzbauer{border}Tel. 03727 914490</p></footer>"
    assert "+493727914490" in own("phone", html)


@pytest.mark.parametrize(
    "sentence",
    [
        "Speak to a member of our team on 03727 914490",
        "Members of the public may call 03727 914490",
        "Landlords and tenants: 03727 914490",
        "Ein Mitglied des Teams erreichen Sie unter 03727 914490",
        "Authorised dealer for Nordlicht windows, call 03727 914490",
    ],
)
def test_own_people_and_customers_are_nobody_else(sentence: str) -> None:
    assert "+493727914490" in own("phone", f"<p>{sentence}</p>")


def test_profiles_of_an_association_are_no_profiles_of_the_company() -> None:
    html = '<footer><p>Mitglied im Verbund Holz <a href="https://www.facebook.com/verbundholz">Seite</a></p><a href="https://www.facebook.com/muldenbau">f</a></footer>'
    assert own("social", html) == ["https://facebook.com/muldenbau"]


def test_a_number_that_the_about_page_only_mentions_is_secondary() -> None:
    facts = facts_of({"/kontakt": OWN, "/ueber-uns": "<p>Wer bleiben will, fragt die Pension Rosenhof (+49 3727 914777).</p>"})
    assert values(facts, "phone") == ["+493727914480"]
    assert values(facts, "phone", "secondary") == ["+493727914777"]


def test_free_mail_in_a_list_on_another_page_is_not_the_firms_who_gives_its_own() -> None:
    listed = "<ul><li>Elektro Pohl, elektro.pohl.rossau@gmail.com</li></ul>"
    assert values(facts_of({"/kontakt": OWN, "/freunde": listed}), "email") == ["info@muldenbau.de"]
    assert values(facts_of({"/freunde": listed}), "email") == ["elektro.pohl.rossau@gmail.com"]


def test_a_profile_mentioned_once_on_another_page_is_secondary_beside_the_firms() -> None:
    html = '<p>Beliefert von Nordlicht (<a href="https://www.linkedin.com/company/nordlicht-fenster">LinkedIn</a>).</p>'
    facts = facts_of({"/": '<footer><a href="https://www.facebook.com/muldenbau">f</a></footer>', "/leistungen": html})
    assert values(facts, "social") == ["https://facebook.com/muldenbau"]


@pytest.mark.parametrize("credit", ["Desenvolvido com ♥ por", "Made with ❤ by", "Art direction", "Fotos von"])
def test_credits_with_a_heart_and_of_other_makers(credit: str) -> None:
    html = (
        f'<footer><p>{credit} <a href="https://www.instagram.com/atelier.sieben/">Sieben</a></p><a href="https://www.instagram.com/muldenbau">ig</a></footer>'
    )
    assert own("social", html) == ["https://instagram.com/muldenbau"]


def test_a_credit_that_is_a_link_ends_with_it() -> None:
    html = '<footer><a href="https://twitter.com/nextjs">Built with Next</a><a href="https://www.linkedin.com/company/rossauer-holz">LinkedIn</a></footer>'
    assert "https://linkedin.com/company/rossauer-holz" in own("social", html)


def test_a_link_that_sends_a_page_by_line_is_no_profile() -> None:
    facts = facts_of({"/": '<a href="https://line.me/R/msg/text/?muldenbau">LINE</a>'})
    assert values(facts, "social") == []
    assert values(facts, "social", "decoy") == ["https://line.me/R/msg"]


def test_a_number_cut_short_until_a_click_is_none() -> None:
    assert own("phone", "<p>Rufen Sie an: 03727 9144…</p>") == ["+493727914480"]


@pytest.mark.parametrize("label", ["ח.פ. ", "ს/კ ", "Įmonės kodas ", "kt. ", "Registrikood: ", "Reģ. nr. ", "NIPT ", "ЕИК: ", "س.ت: ", "Cédula jurídica: "])
def test_register_numbers_of_small_countries_are_no_phones(label: str) -> None:
    assert nearest(label) in ("register", "tax")
