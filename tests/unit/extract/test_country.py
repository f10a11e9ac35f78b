import pytest

from domain.evidence import FactStatus
from pipeline.lexicon.countries import COUNTRIES, vat_ids
from pipeline.lexicon.legal_forms import LEGAL_FORM, is_written_as_form
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
