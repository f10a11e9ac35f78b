import pytest

from pipeline.extract.fields.phones import digits, plausible
from pipeline.extract.folded import folded
from pipeline.extract.markup import scan
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
    assert values(facts, "phone", "decoy") == ["+493514487291"]


def test_numbers_on_privacy_pages_are_third_parties_beside_the_firms_own() -> None:
    pages = {
        "/kontakt": f"{DE}<p>Telefon 03727 914480</p>",
        "/datenschutz": "<h1>Datenschutz</h1><p>Aufsichtsbehörde, Telefon: 0351 4935401</p>",
    }
    facts = facts_of(pages)
    assert values(facts, "phone") == ["+493727914480"]
    assert values(facts, "phone", "decoy") == ["+493514935401"]


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


def test_an_office_abroad_has_its_own_region() -> None:
    html = """<h2>Deutschland</h2><p>Rossauer Weg 4, 09648 Mittweida</p><p>Tel. 03727 914480</p>
    <h2>United Kingdom</h2><p>12 Mill Lane</p><p>Leeds LS1 4AB</p><p>Tel. 0113 496 0123</p>
    <h2>Singapore</h2><p>1 Harbour Road</p><p>Phone: (65) 6436 5142</p>"""
    facts = facts_of({"/kontakt": html})
    assert {f.value: f.attrs["region"] for f in facts.all("phone")} == {"+493727914480": "DE", "+441134960123": "GB", "+6564365142": "SG"}


def test_a_city_that_another_country_has_as_well_does_not_move_a_number() -> None:
    html = "<p>Quarry Works Inc.</p><p>4 Mill Road, Birmingham, AL 35203</p><p>Phone: (205) 555-0142</p>"
    assert phones(html, "quarryworks.com") == ["+12055550142"]


def test_numbers_that_are_folded_away_until_a_click_are_read() -> None:
    html = f"""{DE}<p>Tel. 03727 914480</p><h3>Werk Nord</h3><div style="display:none"><p>Am Kai 2</p><p>Tel. 0351 4487291</p></div>
    <span style="display:none">0351 4487299</span>"""
    assert phones(html) == ["+493727914480", "+493514487291"]


def test_folded_parts_together_are_read_as_far_as_one_page_may_be_long() -> None:
    part = "<p>x</p><div hidden>" + "0301 234 567, " * 2_800 + "</div>"
    read = sum(len(one.markup.text) for one in folded(scan(part * 20, "https://a.example/")))
    assert 100_000 < read <= 160_000


@pytest.mark.parametrize(
    ("written", "first", "second"),
    [
        ("03727 914480/81", "+493727914480", "+493727914481"),
        ("03727 91 44-80 / -82", "+493727914480", "+493727914482"),
        ("03727/914480/83", "+493727914480", "+493727914483"),
    ],
)
def test_a_series_gives_its_first_number_and_derives_the_others(written: str, first: str, second: str) -> None:
    facts = facts_of({"/kontakt": f"{DE}<p>Tel. {written}</p>"})
    assert values(facts, "phone") == [first]
    (other,) = facts.all("phone", any_role=True)[1:]
    assert (other.value, other.role, other.rule) == (second, "secondary", "number_series")


def test_several_numbers_in_a_run() -> None:
    us = "<p>New York, NY 10011</p>"
    assert phones(f"{us}<p>Tickets: (212) 555-0142 (212) 555-0143</p>", "moonworks.com") == ["+12125550142", "+12125550143"]
    assert phones(f"{us}<p>(212) 555-0142, 555-0143</p>", "moonworks.com") == ["+12125550142"]
    assert phones(f"{us}<p>(212) 555-0142, 555-0143</p>", "moonworks.com", "secondary") == ["+12125550143"]
    assert phones("<p>Portland, ME 04101 (207) 555-0142</p>", "moonworks.com") == ["+12075550142"]
    assert phones("<p>Portland, ME 04101 207-555-0142</p>", "moonworks.com") == ["+12075550142"]


@pytest.mark.parametrize(
    ("text", "e164"),
    [
        ("Call 1-800-555-WORK", "+18005559675"),
        ("Office: 212-555-MOON", "+12125556666"),
        ("Line (212) 555 MOON (6666)", "+12125556666"),
        ("Model 212-555-MOON", ""),
        ("Suite 212 555 MOON", ""),
    ],
)
def test_letters_for_digits(text: str, e164: str) -> None:
    facts = facts_of({"/contact": f"<p>New York, NY 10011</p><p>{text}</p>"}, "moonworks.com")
    assert values(facts, "phone") == ([e164] if e164 else [])
    assert all(f.rule == "letters_for_digits" for f in facts.all("phone"))


def test_a_capital_letter_alone_labels_a_number() -> None:
    assert values(facts_of({"/kontakt": "<p>T 8655 5012 M post@maanebyg.dk</p>"}, "maanebyg.dk"), "phone") == ["+4586555012"]
    assert phones(f"{DE}<p>T 03727 914480 | F 03727 914481</p>", role="fax") == ["+493727914481"]


def test_chat_links_give_numbers() -> None:
    html = """<a href="viber://chat?number=%2B491725514783">Viber</a><a href="https://t.me/+491725514784">Telegram</a>
    <a href="https://t.me/+AbCdEf12345678">Gruppe</a>"""
    assert sorted(phones(f"{DE}{html}")) == ["+491725514783", "+491725514784"]


@pytest.mark.parametrize(
    "extension", ["x214", "ext. 214", "Ext 214", "extension 214", "(Durchwahl 214)", "Nebenstelle 214", "poste 214", "int. 214", "доб. 214", "wew. 214"]
)
def test_extensions(extension: str) -> None:
    assert fact(facts_of({"/kontakt": f"{DE}<p>Tel. 03727 914480 {extension}</p>"}), "phone").attrs["extension"] == "214"


@pytest.mark.parametrize(
    ("text", "host", "e164"),
    [
        ("電話：０３－３５８１－６２４７", "tsukikensetsu.jp", "+81335816247"),
        ("TEL（０３）３５８１ー６２４７", "tsukikensetsu.jp", "+81335816247"),
        ("هاتف: ٠٤ ٣٣٣ ٤٤٢١", "alqamar.ae", "+97143334421"),
        ("Phone212-555-0142", "moonworks.us", "+12125550142"),
        ("Office-212-555-0142", "moonworks.us", "+12125550142"),
        ("Phone #212-555-0142", "moonworks.us", "+12125550142"),
        ("Tel:212.555.0142Email: post@moonworks.us", "moonworks.us", "+12125550142"),
        ("1(212)555-0142", "moonworks.us", "+12125550142"),
        ("212•555•0142", "moonworks.us", "+12125550142"),
        ("New York, NY 10011 · (212) 555-0142", "moonworks.us", "+12125550142"),
        ("Suite 300 · 212-555-0142", "moonworks.us", "+12125550142"),
    ],
)
def test_digits_of_other_scripts_and_labels_without_a_space(text: str, host: str, e164: str) -> None:
    assert phones(f"<p>{text}</p>", host) == [e164]


@pytest.mark.parametrize("text", ["AB-212-555-0142", "Room212-555-0142", "212-555-0142A", "#212-555-0142", "x=212-555-0142"])
def test_digits_that_touch_other_signs_are_no_number(text: str) -> None:
    assert phones(f"<p>{text}</p>", "moonworks.us") == []


def test_a_number_beside_another_firms_address_is_that_firms() -> None:
    html = "<p>info@muldenbau.de, Tel. 03727 914480</p><p>Auskunft zum Fest gibt das Rathaus unter Telefon 03727 914999 oder post@rathaus-rossau.de.</p>"
    facts = facts_of({"/": f"{DE}{html}"})
    assert values(facts, "phone") == ["+493727914480"]
    assert values(facts, "phone", "decoy") == ["+493727914999"]


@pytest.mark.parametrize(
    ("text", "value", "why"),
    [
        ("USt-IdNr.: DE 287 441 905", "287 441 905", "tax_id"),
        ("SIRET 732 829 320 00074", "732 829 320 00074", "tax_id"),
        ("Org.nr 556677-4821", "556677-4821", "tax_id"),
        ("KvK 61 44 27 15", "61 44 27 15", "tax_id"),
        ("BLZ 850 503 00", "850 503 00", "bank"),
        ("Art.-Nr. 0351-448-7291", "0351-448-7291", "reference_number"),
        ("Verordnung 2016/679-114", "2016/679-114", "reference_number"),
        ("Licence No. 448 729 11", "448 729 11", "reference_number"),
        ("Tel. 0123 456789", "0123 456789", "placeholder"),
        ("Tel. +49 111 1111111", "+49 111 1111111", "placeholder"),
        ("Tel. 0000 448729", "0000 448729", "invalid_number"),
    ],
)
def test_numbers_that_are_none_to_call_are_kept_with_their_reason(text: str, value: str, why: str) -> None:
    facts = facts_of({"/kontakt": f"{DE}<p>{text}</p>"})
    assert facts.all("phone") == ()
    assert [(f.value, f.role, f.attrs["why"]) for f in facts.all("phone", any_role=True)] == [(value, "decoy", why)]


def test_numbers_without_a_reason_are_no_decoys() -> None:
    text = "Stand 03.04.2024, 2019 - 2024, 08.00 - 17.30 Uhr, 1.250.000 Stück, 51.0504088, 13.7372621, ISO 9001"
    assert facts_of({"/kontakt": f"{DE}<p>{text}</p>"}).all("phone", any_role=True) == ()


def test_a_number_on_the_about_page_is_one_of_the_firms_beside_the_footers() -> None:
    pages = {"/ueber-uns": f"{DE}<p>Werk Nord, Tel. 03727 914490</p><footer>Tel. 03727 914480</footer>"}
    assert sorted(values(facts_of(pages), "phone")) == ["+493727914480", "+493727914490"]
