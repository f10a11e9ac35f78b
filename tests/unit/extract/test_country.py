import pytest

from domain.evidence import FactStatus
from pipeline.lexicon.countries import COUNTRIES, postcodes, vat_ids
from pipeline.lexicon.endings import country_of
from pipeline.lexicon.legal_forms import LEGAL_FORM, is_written_as_form
from pipeline.lexicon.places import MORE_PLACES
from tests.unit.extract.country_cases import CASES
from tests.unit.extract.small_site import fact, facts_of, values


@pytest.mark.parametrize(
    ("html", "country"),
    [
        ("<p>Tel. +46 8 663 24 17</p>", "SE"),
        ("<p>USt-IdNr.: DE287441905</p>", "DE"),
        ("<p>ATU62814470</p>", "AT"),
        ("<p>CHE-114.862.337 MWST</p>", "CH"),
        ("<footer>SIRET 732 829 320 00074</footer>", "FR"),
        ("<footer>P.IVA 02481630279</footer>", "IT"),
        ("<footer>KvK 61442715, Lijnbaan 4, 3012 EN Rotterdam</footer>", "NL"),
        ("<footer>Registered in England and Wales, Company No 07214455</footer>", "GB"),
        ("<footer>14 Mill Lane, Sheffield S1 2GU</footer>", "GB"),
        ("<footer>214 Elm Street, Springfield, IL 62704</footer>", "US"),
        ("<footer>55 King Street, Toronto, ON M5H 1J9</footer>", "CA"),
        ("<footer>12 Harbour Rd, Sydney NSW 2000</footer>", "AU"),
        ("<footer>ul. Polna 4, 00-625 Warszawa, NIP 526-021-02-28</footer>", "PL"),
        ("<footer>Muldenbau s.r.o., Dlouhá 4, Brno, IČO: 25184113</footer>", "CZ"),
        ("<footer>〒150-0002 東京都渋谷区 株式会社月建</footer>", "JP"),
        ("<footer>ООО «Луна», ИНН 7701234567, Москва</footer>", "RU"),
        ("<footer>ТОВ «Місяць», ЄДРПОУ 31245678, Київ</footer>", "UA"),
        ("<footer>Ay Ltd. Şti., Vergi No 1234509876, İstanbul</footer>", "TR"),
        ("<footer>CNPJ 12.345.067/0001-89, São Paulo</footer>", "BR"),
        ("<footer>RUC 20512345678, Av. Larco 4, Lima</footer>", "PE"),
        ("<footer>GSTIN 33ABCDE1234F1Z5, Coimbatore 641 004, India</footer>", "IN"),
        ("<footer>Y-tunnus 2145578-4, Helsinki</footer>", "FI"),
        ("<footer>CVR 31245678, København</footer>", "DK"),
        ("<footer>Lua, Lda. Rua do Sol 4, 1200-109 Lisboa</footer>", "PT"),
        ('<script type="application/ld+json">{"@type":"Store","name":"x","address":{"addressCountry":"Belgium"}}</script>', "BE"),
        ('<script type="application/ld+json">{"@type":"Store","name":"x","address":{"addressCountry":{"@type":"Country","name":"IE"}}}</script>', "IE"),
    ],
)
def test_cues_on_a_generic_domain(html: str, country: str) -> None:
    won = fact(facts_of({"/kontakt": html}, "moonworks.com"), "country")
    assert won.value == country
    assert won.status is FactStatus.DERIVED
    assert won.grounds


def test_the_own_domain_counts_and_is_a_ground_where_the_page_names_it() -> None:
    named = fact(facts_of({"/": '<link rel="canonical" href="https://maanbouw.nl/"><p>x</p>'}, "maanbouw.nl"), "country")
    assert (named.value, named.status) == ("NL", FactStatus.DERIVED)
    bare = fact(facts_of({"/": "<p>x</p>"}, "maanbouw.nl"), "country")
    assert (bare.value, bare.status) == ("NL", FactStatus.UNVERIFIED)


def test_nothing_is_said_where_nothing_speaks() -> None:
    assert facts_of({"/": "<p>We make software.</p>"}, "moonworks.com").first("country") is None


def test_markets_in_the_text_do_not_outvote_the_imprint() -> None:
    pages = {
        "/": "<p>We deliver to France, Italy, Spain, Poland, Sweden and Norway. Customers in Paris, Milano and Warszawa.</p>",
        "/kontakt": "<p>Moonworks GmbH, Rossauer Weg 4, 09648 Mittweida. USt-IdNr. DE287441905. Tel. +49 3727 914480</p>",
    }
    assert facts_of(pages, "moonworks.com").value("country") == "DE"


def test_city_and_address_are_quoted() -> None:
    facts = facts_of({"/kontakt": "<address>Muldenbau GmbH<br>Rossauer Weg 4<br>09648 Mittweida</address>"})
    assert facts.value("city") == "Mittweida"
    assert facts.value("postcode") == "09648"
    assert facts.value("address") == "Rossauer Weg 4 09648 Mittweida"
    british = facts_of({"/contact": "<footer>Moonworks, 14 Mill Lane, Sheffield, S1 2GU</footer>"}, "moonworks.co.uk")
    assert british.value("city") == "Sheffield"
    assert british.value("address") == "14 Mill Lane, Sheffield, S1 2GU"


def test_an_address_in_parts_is_derived_from_them() -> None:
    html = """<script type="application/ld+json">{"@type":"Store","name":"x","address":{"streetAddress":"Rossauer Weg 4","postalCode":"09648",
    "addressLocality":"Mittweida","addressCountry":"DE"}}</script>"""
    joined = fact(facts_of({"/": html}), "address")
    assert joined.value == "Rossauer Weg 4, 09648 Mittweida"
    assert joined.rule == "address_parts"
    assert {g.field for g in joined.grounds} == {"street", "postcode", "city"}


def test_register_numbers_are_facts_of_their_own() -> None:
    facts = facts_of({"/impressum": "<p>HRB 204771</p><p>USt-IdNr.: DE287441905</p>"})
    assert values(facts, "vat_id") == ["DE287441905"]
    assert "204771" in values(facts, "tax_id")


def test_vat_shapes() -> None:
    text = "ATU62814470 BE 0403.170.701 NL 853746333 B01 SE556677482101 FR 40 303 265 045 XX12345678 DE12"
    assert [code for _, _, code in vat_ids(text)] == ["AT", "BE", "NL", "SE", "FR"]


def test_legal_forms_need_their_letters() -> None:
    def forms(text: str) -> list[str]:
        return [text[h.start : h.end] for h in LEGAL_FORM.find(text) if is_written_as_form(h.meaning, text[h.start : h.end], text[h.end : h.end + 1])]

    assert forms("Mond AB and Mond ab, Mond AS as such, Lua, Lda.") == ["AB", "AS", "Lda"]
    assert forms("Mond GmbH & Co. KG; Luna S.r.l.; Ay Ltd. Şti.") == ["GmbH & Co. KG", "S.r.l", "Ltd. Şti"]


def test_every_country_of_the_table_is_whole() -> None:
    assert len(COUNTRIES) >= 60
    assert all(len(c.code) == 2 and c.calling.isdigit() and c.languages and c.names and c.cities for c in COUNTRIES.values())


@pytest.mark.parametrize("name", CASES)
def test_a_company_on_an_ending_that_tells_nothing(name: str) -> None:
    host, country, pages = CASES[name]
    assert facts_of(pages, host).value("country") == country


@pytest.mark.parametrize(
    ("host", "country"),
    [
        ("a.de", "DE"), ("a.co.uk", "GB"), ("a.com.br", "BR"), ("a.com.co", "CO"), ("a.uk.com", "GB"), ("a.wien", "AT"), ("a.xn--p1ai", "RU"),
        ("a.swiss", "CH"),
        ("a.co", ""), ("a.io", ""), ("a.me", ""), ("a.ai", ""), ("a.tv", ""), ("a.eu", ""), ("a.com", ""), ("a.co.com", ""), ("uk.com", ""),
    ],
)  # fmt: skip
def test_what_an_ending_says(host: str, country: str) -> None:
    assert country_of(host) == country


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("A-6900 Bregenz", "AT"), ("SE-824 30 Hudiksvall", "SE"), ("CH-1400 Yverdon", "CH"),
        ("LT-01234 Vilnius", "LT"), ("Kelowna BC V1Y1A1", "CA"), ("Salina, Kansas 67401", "US")
    ],
)  # fmt: skip
def test_postcodes_that_tell_the_country(text: str, country: str) -> None:
    assert next(postcodes(text)).countries == (country,)


@pytest.mark.parametrize("text", ["Modell A-69001 X", "CH-12 Chur", "ISO-9001 Zertifikat", "seit 1998 Wir"])
def test_what_only_looks_like_a_postcode(text: str) -> None:
    assert [found.countries for found in postcodes(text)] == []


def test_every_country_with_more_places_is_a_country() -> None:
    assert set(MORE_PLACES) <= set(COUNTRIES)


def test_a_national_number_is_a_ground() -> None:
    won = fact(facts_of({"/": "<html lang=en><p>We clean your home and office.</p><footer>Call 850-555-0112</footer>"}, "tally-pest.com"), "country")
    assert [(g.field, g.value) for g in won.grounds] == [("national_number", "850-555-0112"), ("language", "en")]


def test_words_of_another_language_do_not_vote() -> None:
    spanish = "<html lang=es><p>Nuestro equipo de trabajo con color y favorite center para su casa y la de los vecinos.</p>"
    assert "wording" not in fact(facts_of({"/": spanish + "<footer>Lima, Perú</footer>"}, "casa-clara.com"), "country").attrs["votes"]


def test_the_vote_is_told_with_the_countries_that_lost() -> None:
    html = "<html lang=de><p>Moonworks GmbH, Rossauer Weg 4, 09648 Mittweida. USt-IdNr. DE287441905.</p><p>Filiale: CHE-114.862.337, Tel. +41 44 555 01 12</p>"
    facts = facts_of({"/impressum": html}, "moonworks.com")
    won, lost = [f for f in facts.items if f.field == "country"]
    assert (won.value, won.role, lost.value, lost.role) == ("DE", None, "CH", "secondary")
    votes = {kind: float(points) for kind, points in (vote.split(":") for vote in won.attrs["votes"].split())}
    assert abs(sum(votes.values()) - float(won.attrs["points"])) < 0.05
    assert [g.field for g in won.grounds] == [kind for kind in votes if kind in {g.field for g in won.grounds}]
    assert {"tax_id", "calling_code"} & {g.field if g.field != "phone" else "calling_code" for g in lost.grounds}


def test_what_stands_on_every_page_outweighs_a_branch() -> None:
    footer = "<footer>Nordkran B.V., Havenweg 12, 4455 AB Nieuwdorp, KvK 61442715</footer>"
    branch = "<p>Germany: Nordkran GmbH, Hafenstraße 4, 21079 Hamburg, USt-IdNr. DE123456789</p>"
    pages = {"/": footer, "/contact": branch + footer, "/about": footer}
    assert facts_of(pages, "nordkran.com").value("country") == "NL"


def test_the_designer_of_the_site_does_not_vote() -> None:
    html = "<html lang=en><p>We build your home.</p><footer>Hamilton, New Zealand · Website by <a href='https://p.example'>Pixelwerk GmbH, Berlin</a></footer>"
    won = fact(facts_of({"/": html}, "rimu-builders.com"), "country")
    assert (won.value, "legal_form" in won.attrs["votes"]) == ("NZ", False)


@pytest.mark.parametrize("text", ["Zentrale 040 66969-120", "Tel. 040 / 66969-120", "fax 040/66969-120"])
def test_the_end_of_a_telephone_number_is_no_postcode(text: str) -> None:
    assert [found.countries for found in postcodes(text)] == []
