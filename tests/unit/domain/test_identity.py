from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import InvalidInput
from domain.identity import canonical_url, fold, host_of, identity_key, lead_id, normal_name, registrable_domain

unhurried = settings(deadline=None, max_examples=50)

ODD = [
    "http://",
    "https://",
    "//",
    "www.",
    ".",
    "..",
    ":",
    "@",
    "[",
    "]",
    "/",
    "?",
    "#",
    "%",
    "%2e",
    " ",
    "\t",
    "\0",
    "\\",
    "ü",
    "ß",
    "。",
    "\ud800",
    "\u200b",
    "xn--",
    "a",
    "de",
]
urls = st.one_of(
    st.text(),
    st.lists(st.sampled_from(ODD)).map("".join),
    st.builds("http{}://{}{}".format, st.sampled_from(["", "s"]), st.sampled_from(["firma.example", "MÜLLER.de.", "a_b.co.uk:80", "[::1]"]), st.text()),
    st.builds("https://firma.example/{}?{}#{}".format, st.text(), st.text(), st.text()),
)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.firma.example/kontakt", "firma.example"),
        ("WWW.Firma.EXAMPLE", "firma.example"),
        ("firma.example:8080/x", "firma.example"),
        ("//firma.example/x", "firma.example"),
        ("firma.example.", "firma.example"),
        ("https://user:word@firma.example/", "firma.example"),
        ("a.de//two/slashes", "a.de"),
        ("a.de?next=//other.example", "a.de"),
        ("  firma.example \n", "firma.example"),
        ("https://münchen.example/", "xn--mnchen-3ya.example"),
        ("MÜNCHEN.example", "xn--mnchen-3ya.example"),
        ("xn--mnchen-3ya.example", "xn--mnchen-3ya.example"),
        ("例え。jp。", "xn--r8jz45g.jp"),
        ("https://www.com/", "www.com"),
        ("www.www.firma.example", "firma.example"),
        ("пример.рф", "xn--e1afmkfd.xn--p1ai"),
        ("_dmarc.fi_rma.example", "_dmarc.fi_rma.example"),
        ("192.0.2.7:81", "192.0.2.7"),
        ("http://[2001:db8::1]:80/", "2001:db8::1"),
    ],
)
def test_host_of(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    "url",
    [
        "",
        "   ",
        "http://",
        "...",
        "localhost",
        "not a site",
        "a b.example",
        "javascript:alert(1)",
        "http:firma.example",
        "a..b.example",
        "-a.example",
        "\0.example",
        "x" * 64 + ".example",
        ".".join(["x" * 60] * 5),
        "http://[::1",
        "http://%66irma",
        "ü" * 70 + ".example",
        "file:///etc/hosts",
        "a\ud800.example",
    ],
)
def test_what_has_no_usable_host_is_refused(url: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        host_of(url)
    assert caught.value.code == "bad_url"
    with pytest.raises(InvalidInput):
        identity_key(url)


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("shop.firma.de", "firma.de"),
        ("www.firma.co.uk", "firma.co.uk"),
        ("a.b.firma.com.br", "firma.com.br"),
        ("firma.github.io", "firma.github.io"),
        ("docs.firma.github.io", "firma.github.io"),
        ("firma.blogspot.com", "firma.blogspot.com"),
        ("shop.firma.example", "shop.firma.example"),  # no public suffix: the host itself
        ("firma.example", "firma.example"),
        ("FIRMA.DE.", "firma.de"),
        ("shop.xn--mnchen-3ya.de", "xn--mnchen-3ya.de"),
        ("co.uk", "co.uk"),
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8::1", "2001:db8::1"),
    ],
)
def test_registrable_domain(host: str, domain: str) -> None:
    assert registrable_domain(host) == domain


def test_neighbours_under_a_private_suffix_are_two_companies() -> None:
    assert identity_key("https://one.github.io/x") != identity_key("https://two.github.io/x")


def test_a_look_alike_is_never_the_company_it_looks_like() -> None:
    cyrillic = "https://fіrma.example/"  # і is U+0456
    assert identity_key(cyrillic).startswith("xn--")
    assert identity_key(cyrillic) != identity_key("https://firma.example/")


def test_a_lead_id_is_stable_and_belongs_to_one_tenant() -> None:
    assert lead_id("default", "firma.example") == lead_id("default", "firma.example")
    ids = {lead_id("default", "firma.example"), lead_id("other", "firma.example"), lead_id("default", "firma2.example"), lead_id("defaultf", "irma.example")}
    assert len(ids) == 4
    assert all(i.startswith("ld_") and len(i) == 23 and int(i[3:], 16) >= 0 for i in ids)


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://Firma.EXAMPLE", "https://firma.example/"),
        ("http://firma.example:80/", "http://firma.example/"),
        ("https://firma.example:443/a", "https://firma.example/a"),
        ("http://firma.example:443/a", "http://firma.example:443/a"),
        ("https://firma.example./a", "https://firma.example/a"),
        ("https://firma.example。/a", "https://firma.example/a"),
        ("https://user:word@firma.example/a", "https://firma.example/a"),
        ("https://firma.example/a#part", "https://firma.example/a"),
        ("https://firma.example/a #part", "https://firma.example/a"),
        ("https://firma.example/A/b", "https://firma.example/A/b"),
        ("https://firma.example/?utm_source=x&UTM_Medium=y&gclid=1&fbclid=2&ref=z", "https://firma.example/"),
        ("https://firma.example/?PHPSESSID=x&id=7", "https://firma.example/?id=7"),
        ("https://firma.example/?b=2&a=1&a=0", "https://firma.example/?a=0&a=1&b=2"),
        ("https://firma.example/?reference=1&side=2", "https://firma.example/?reference=1&side=2"),
        ("https://firma.example/?empty=", "https://firma.example/?empty="),
        ("https://firma.example/?q=größe", "https://firma.example/?q=gr%C3%B6%C3%9Fe"),
        ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
        ("https://www.firma.example/", "https://www.firma.example/"),
        ("http://[2001:DB8::1]:8080/", "http://[2001:db8::1]:8080/"),
        ("http://127.0.0.1:8000/x", "http://127.0.0.1:8000/x"),
        ("http://localhost:8000/x", "http://localhost:8000/x"),
    ],
)
def test_canonical_url(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    ("link", "canonical"),
    [
        ("kontakt.html", "https://firma.example/de/kontakt.html"),
        ("/kontakt", "https://firma.example/kontakt"),
        ("../en/", "https://firma.example/en/"),
        ("//other.example/x", "https://other.example/x"),
        ("?page=2", "https://firma.example/de/start.html?page=2"),
        ("#top", "https://firma.example/de/start.html"),
        ("", "https://firma.example/de/start.html"),
    ],
)
def test_a_link_is_read_from_its_page(link: str, canonical: str) -> None:
    assert canonical_url(link, "https://firma.example/de/start.html") == canonical


@pytest.mark.parametrize(
    "url",
    [
        "",
        "firma.example",
        "/kontakt",
        "mailto:info@firma.example",
        "tel:+4930",
        "javascript:void(0)",
        "ftp://firma.example/",
        "data:text/html,x",
        "http://",
        "http://./",
        "http://firma.example:99999/",
        "http://firma.example:x/",
        "http://[::1/",
        "http://a b.example/",
        "http://a<b.example/",
        "http://\xad/",
        "http://a\ud800.example/",
        "http://firma.example/\ud800",
        "http://firma.example/?q=\ud800",
        "http://%66irma.example/",
        "http://" + "ü" * 70 + ".example/",
    ],
)
def test_what_is_no_http_address_is_refused(url: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        canonical_url(url)
    assert caught.value.code == "bad_url"


@unhurried
@given(urls, st.one_of(st.just(""), urls))
def test_canonical_url_settles_at_once_and_fails_in_one_way(url: str, base: str) -> None:
    try:
        once = canonical_url(url, base)
    except InvalidInput:
        return
    assert canonical_url(once) == once
    assert once.isascii() or urlsplit(once).netloc.isascii()
    assert "#" not in once


@unhurried
@given(urls)
def test_host_of_settles_at_once_and_fails_in_one_way(url: str) -> None:
    try:
        host = host_of(url)
    except InvalidInput:
        return
    assert host.isascii()
    assert host == host.lower()
    assert ":" in host or host_of(host) == host
    assert registrable_domain(registrable_domain(host)) == registrable_domain(host)


@pytest.mark.parametrize(
    ("written", "folded"),
    [("  Größe\n ÉTÉ ", "grosse ete"), ("ＡＢＣ", "abc"), ("İstanbul", "istanbul"), ("Ångström", "angstrom"), ("ﬁrma", "firma"), ("東京", "東京"), ("", "")],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@unhurried
@given(st.text())
def test_names_and_folds_settle_at_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    name = normal_name(text)
    assert name == " ".join(name.split())
    assert not set(name) & set('&.,;()/"')


LEGAL_FORMS = {
    "DE AT CH": "Zabolo GmbH | Zabolo GmbH & Co. KG | Zabolo GmbH&Co KG | ZABOLO AG | Zabolo e.K. | Zabolo UG (haftungsbeschränkt) | Zabolo gGmbH | Zabolo OHG",
    "DE AT": "Zabolo PartG mbB | Zabolo eG | Zabolo e. V. | Zabolo e.U.",
    "FR CH": "Zabolo Sàrl | Zabolo S.à r.l. | Zabolo SARL | Zabolo S.A.S. | Zabolo SASU | Zabolo EURL | Zabolo S.A.",
    "IT": "Zabolo S.r.l. | Zabolo SRL | Zabolo S.r.l.s. | Zabolo S.p.A. | Zabolo S.n.c. | Zabolo Soc. Coop. | Zabolo Società Cooperativa",
    "ES PT BR": "Zabolo S.L. | Zabolo SLU | Zabolo, Lda. | Zabolo Ltda | Zabolo EIRELI",
    "MX PE CL": "Zabolo S.A. de C.V. | Zabolo SA de CV | Zabolo S. de R.L. de C.V. | Zabolo S.A.C. | Zabolo E.I.R.L.",
    "GB US": "Zabolo Ltd | Zabolo Limited | Zabolo Co. Ltd. | Zabolo PLC | Zabolo LLP | Zabolo, Inc. | Zabolo LLC | Zabolo L.L.C. | Zabolo Corp.",
    "AU IN SG MY AE": "Zabolo Pty Ltd | Zabolo Pvt. Ltd. | Zabolo Private Limited | Zabolo Pte. Ltd. | Zabolo Sdn. Bhd. | Zabolo FZE",
    "NL BE": "Zabolo B.V. | Zabolo BV | Zabolo N.V. | Zabolo VOF | Zabolo BVBA | Zabolo SPRL",
    "SE NO DK FI IS": "Zabolo AB | Zabolo AS | Zabolo ASA | Zabolo A/S | Zabolo ApS | Zabolo Oy | Zabolo Oyj | Zabolo ehf.",
    "EE LV LT": "Zabolo OÜ | SIA Zabolo | UAB „Zabolo“",
    "PL CZ SK": "Zabolo Sp. z o.o. | Zabolo sp. z o. o. sp. k. | Zabolo spółka z o.o. | Zabolo s.r.o. | Zabolo, spol. s r. o. | Zabolo a.s.",
    "HU SI HR RO": "Zabolo Kft. | Zabolo Zrt. | Zabolo Bt. | Zabolo Nyrt. | Zabolo d.o.o. | Zabolo d.d. | S.C. Zabolo S.R.L.",
    "TR": "Zabolo A.Ş. | Zabolo San. ve Tic. Ltd. Şti. | Zabolo LİMİTED ŞİRKETİ",
    "RU UA BG": "ООО «Zabolo» | ЗАО Zabolo | ПАО Zabolo | ТОВ «Zabolo» | Zabolo ЕООД | Zabolo ООД",
    "GR IL": "Zabolo Α.Ε. | Zabolo Ε.Π.Ε. | Zabolo בע״מ",
    "JP": "株式会社Zabolo | Zabolo株式会社 | ㈱Zabolo | (株)Zabolo",
    "CN KR VN": "Zabolo股份有限公司 | Zabolo有限责任公司 | 주식회사 Zabolo | (주)Zabolo | Công ty TNHH Zabolo",
}


@pytest.mark.parametrize("name", [name for names in LEGAL_FORMS.values() for name in names.split(" | ")])
def test_one_company_under_every_legal_form(name: str) -> None:
    assert normal_name(name) == "zabolo"


@pytest.mark.parametrize(
    ("name", "normal"),
    [
        ("Müller & Söhne GmbH", "muller sohne"),
        ("Sagrada Agency", "sagrada agency"),  # sa, ag inside a word stay
        ("Le Sac Bleu SARL", "le sac bleu"),
        ("BT Group plc", "bt group"),
        ("Keg & Barrel Ltd", "keg barrel"),
        ("EU Recycling GmbH", "eu recycling"),
        ("GmbH", ""),
        ("", ""),
    ],
)
def test_what_is_no_legal_form_stays(name: str, normal: str) -> None:
    assert normal_name(name) == normal
