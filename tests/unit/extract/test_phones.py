import pytest

from pipeline.extract.fields.phones import digits, plausible
from pipeline.extract.resolve_phones import is_grouped, parse
from tests.unit.extract.small_site import fact, facts_of, found, values

DE = "<p>Muldenbau GmbH, Rossauer Weg 4, 09648 Mittweida, Deutschland</p>"


def phones(html: str, host: str = "muldenbau.de", role: str | None = None) -> list[str]:
    return values(facts_of({"/kontakt": html}, host), "phone", role)


@pytest.mark.parametrize(
    "written",
    [
        "+49 3727 91 44 80",
        "+49 (0)3727 914480",
        "+49 (0) 37 27 / 91 44 80",
        "0049 3727 914480",
        "03727 / 914480",
        "(03727) 914480",
        "03727-914480",
        "(0 37 27) 91 44 - 80",
        "03727.914480",
        "03727&nbsp;914480",
        "03727&#8209;914480",
        "<b>03727</b> 914480",
    ],
)
def test_spellings_of_one_number(written: str) -> None:
    assert phones(f"{DE}<p>Tel.: {written}</p>") == ["+493727914480"]


@pytest.mark.parametrize(
    ("label", "host", "number", "e164"),
    [
        ("Téléphone :", "atelier-lune.fr", "03 88 22 11 47", "+33388221147"),
        ("Tél.", "atelier-lune.fr", "03.88.22.11.47", "+33388221147"),
        ("Teléfono:", "talleres-luna.es", "914 37 21 58", "+34914372158"),
        ("Telefono", "officina-luna.it", "06 6982 4417", "+390669824417"),
        ("Telefone", "oficina-lua.pt", "213 456 019", "+351213456019"),
        ("Telefoon", "maanbouw.nl", "020-624 18 53", "+31206241853"),
        ("Telefon", "manbygg.se", "08-663 24 17", "+4686632417"),
        ("Tlf.", "manebygg.no", "22 44 71 09", "+4722447109"),
        ("Tlf", "maanebyg.dk", "33 15 62 47", "+4533156247"),
        ("Puhelin", "kuurakennus.fi", "09 622 4718", "+35896224718"),
        ("tel.", "ksiezycbud.pl", "22 635 18 47", "+48226351847"),
        ("telefon", "mesicstav.cz", "224 917 358", "+420224917358"),
        ("Telefon", "ayinsaat.com.tr", "0212 244 17 58", "+902122441758"),
        ("Телефон:", "lunastroy.ru", "8 (495) 624-17-58", "+74956241758"),
        ("тел.", "misyatsbud.ua", "044 279 58 14", "+380442795814"),
        ("電話番号", "tsukikensetsu.jp", "03-3581-6247", "+81335816247"),
        ("Τηλ.", "selini.gr", "210 624 7158", "+302106247158"),
        ("Phone", "moonworks.co.uk", "020 7624 1758", "+442076241758"),
        ("Call us on", "moonworks.com.au", "(02) 9264 1758", "+61292641758"),
    ],
)
def test_national_formats_take_the_region_of_the_site(label: str, host: str, number: str, e164: str) -> None:
    assert phones(f"<p>{label} {number}</p>", host) == [e164]


def test_a_generic_domain_takes_its_region_from_the_page() -> None:
    html = "<footer><p>Manbygg AB</p><p>Storgatan 4, 114 55 Stockholm</p><p>Org.nr 556677-4821</p><p>Telefon: 08-663 24 17</p></footer>"
    assert phones(html, "manbygg.com") == ["+4686632417"]


@pytest.mark.parametrize(
    "text",
    [
        "USt-IdNr.: DE 287 441 905",
        "Steuernummer 203/123/45678",
        "HRB 204 771 558",
        "IBAN DE68 2105 0170 0012 3456 78",
        "KvK 61 44 27 15",
        "SIRET 732 829 320 00074",
        "P.IVA 02481630279",
        "Org.nr 556677-4821",
        "ISO 9001:2015, EN 1090-2",
        "Stand 03.04.2024",
        "2019 - 2024",
        "08.00 - 17.30",
        "Preis: 0351 200 - 0351 900 €",
        "1.250.000 Euro",
        "51.0504088, 13.7372621",
        "192.168.178.255",
        "Tel. 0123 456789",
        "Tel. +49 111 1111111",
        "Art.-Nr. 0351-448-7291",
    ],
)
def test_what_only_looks_like_a_number_to_call_is_left_out(text: str) -> None:
    assert phones(f"{DE}<p>{text}</p>") == []


def test_fax_is_told_from_phone_also_where_both_stand_in_a_row() -> None:
    html = f"{DE}<p>Tel. 03727 914480, Fax 03727 914481</p><p>Tel./Fax: 03727 914490</p>"
    assert phones(html) == ["+493727914480", "+493727914490"]
    assert phones(html, role="fax") == ["+493727914481"]


def test_a_label_in_the_cell_before_counts() -> None:
    html = f"{DE}<table><tr><td>Fax</td><td>03727 914481</td></tr><tr><td>Mobil</td><td>0172 5514783</td></tr></table>"
    facts = facts_of({"/kontakt": html})
    assert values(facts, "phone", "fax") == ["+493727914481"]
    assert values(facts, "phone") == ["+491725514783"]
    assert fact(facts, "phone").attrs["label"] == "mobile"


def test_links_are_numbers_too() -> None:
    html = f"""{DE}<a href="tel:03727914480">Anrufen</a> <a href="https://wa.me/491725514783">WhatsApp</a>
    <a href="https://api.whatsapp.com/send?phone=+491725514784&text=Hi">Chat</a>"""
    assert sorted(phones(html)) == ["+491725514783", "+491725514784", "+493727914480"]


def test_structured_numbers_of_the_organisation_count_and_those_of_others_do_not() -> None:
    html = """<script type="application/ld+json">{"@graph":[{"@type":"Dentist","name":"Praxis Muldenbau",
    "telephone":"\\u002B49 3727 914480","faxNumber":"+49 3727 914481","address":{"@type":"PostalAddress","addressCountry":"DE"},
    "review":{"author":{"@type":"Organization","name":"Other","telephone":"+49 351 4487291"}}}]}</script>"""
    facts = facts_of({"/kontakt": html})
    assert values(facts, "phone") == ["+493727914480"]
    assert values(facts, "phone", "fax") == ["+493727914481"]
    assert values(facts, "phone", "third_party") == ["+493514487291"]


def test_numbers_on_privacy_pages_are_third_parties_beside_the_firms_own() -> None:
    pages = {
        "/kontakt": f"{DE}<p>Telefon 03727 914480</p>",
        "/datenschutz": "<h1>Datenschutz</h1><p>Aufsichtsbehörde, Telefon: 0351 4935401</p>",
    }
    facts = facts_of(pages)
    assert values(facts, "phone") == ["+493727914480"]
    assert values(facts, "phone", "third_party") == ["+493514935401"]


def test_extensions_and_two_numbers_in_a_line() -> None:
    facts = facts_of({"/kontakt": "<p>Phone: (212) 624-1758 ext. 214</p><p>New York, NY 10011</p>"}, "moonworks.com")
    assert fact(facts, "phone").attrs["extension"] == "214"
    assert sorted(phones(f"{DE}<p>Tel. 03727 914480 / 0172 5514783</p>")) == ["+491725514783", "+493727914480"]


def test_hours_behind_a_number_do_not_join_it() -> None:
    assert phones(f"{DE}<p>Tel. 03727 914480 (8-17 Uhr)</p>") == ["+493727914480"]


def test_placeholders_by_their_digits() -> None:
    assert not any(map(plausible, ("+31 6 12345678", "0987654321", "000 000 0000", "+1 555 5555555", "12345")))
    assert all(map(plausible, ("+49 3727 914480", "020 7624 1758", "112 44 90")))


def test_digits_keep_the_plus() -> None:
    assert [digits(t) for t in ("+49 (0)3727 91", "0049372791448", "03727/91", "(+7 495) 624", "1-800-584-7263")] == [
        "+49372791",
        "+49372791448",
        "0372791",
        "+7495624",
        "+18005847263",
    ]


def test_grouping_shows_a_number_without_label() -> None:
    number = parse("212-624-1758", "US")
    assert number
    assert is_grouped("212-624-1758", number)
    assert not is_grouped("2126241758", number)


def test_hidden_links_are_not_read() -> None:
    assert [c for c in found('<div style="display:none"><a href="tel:+493727914480">x</a></div>', "phone")] == []
