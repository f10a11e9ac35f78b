"""What stands in a snippet and what does not, field by field and decoder by decoder."""

import pytest

from domain.quoting import decode_at, decode_cfemail, html_text, readings, stands_in

STANDS = [
    ("company_name", "Acme & Söhne", "<b>Acme &amp; S&ouml;hne</b>", "html"),
    ("company_name", "Acme & Söhne", 'alt="Acme &amp; Söhne"', "html"),
    ("company_name", "Acme Söhne", "<h1>Acme<br>Söhne</h1>", "html"),
    ("company_name", "Acme", "<b>A</b>cme", "html"),
    ("company_name", "Acme Works", "<span>Acme</span><span>Works</span>", "html"),
    ("company_name", "Bergbaufirma", "Berg&shy;bau\u200bfirma", "html"),
    ("company_name", "東京製作所", "株式会社東京製作所です", "html"),
    ("company_name", "Łódź Sp. z o.o.", "ŁÓDŹ  SP. Z O.O. oddział", "html"),
    ("email", "info@acme.example", "Write: info@acme.example.", "html"),
    ("email", "info@acme.example", "INFO@ACME.EXAMPLE", "html"),
    ("email", "info@acme.example", "info@acme.example.Mehr erfahren", "html"),
    ("email", "info@acme.example", "<span>info</span>@acme.example", "html"),
    ("email", "info@acme.example", "info&#64;acme&period;example", "html"),
    ("email", "info@acme.example", "mailto:info%40acme.example?subject=x", "url"),
    ("email", "info@acme.example", "info(at)acme.example", "at"),
    ("email", "info@acme.example", "info [ät] acme [punkt] example", "at"),
    ("email", "info@acme.example", "info at acme dot example", "at"),
    ("email", "ab@c.de", 'data-cfemail="422320022c6c2627"'.replace("422320022c6c2627", bytes([66, *(ord(c) ^ 66 for c in "ab@c.de")]).hex()), "cfemail"),
    ("phone", "+493012345678", "Tel. 030 / 123 456-78", "html"),
    ("phone", "+493012345678", "+49 (0)30 123&nbsp;456&ndash;78", "html"),
    ("phone", "+493012345678", "0049 30 12345678", "html"),
    ("phone", "+493012345678", "<td>030 12345678</td><td>030 12345679</td>", "html"),
    ("phone", "+493012345678", "030 12345678 / 030 12345679", "html"),
    ("phone", "+493012345679", "+49 30 12345678 +49 30 12345679", "html"),
    ("phone", "+493012345678", "tel:+49%2030%2012345678", "url"),
    ("phone", "+493012345678", '"telephone":"+49\\u002030\\u002012345678"', "json"),
    ("phone", "+74951234567", "8 (495) 123-45-67", "html"),
    ("phone", "+3612345678", "06 1 234 5678", "html"),
    ("phone", "+12125550123", "(212) 555-0123", "html"),
    ("phone", "+390612345678", "06 1234 5678", "html"),
    ("founded", "1987", "Seit <b>1987</b>", "html"),
    ("employees", "12500", "12.500 Mitarbeiter", "html"),
    ("employees", "10-49", "10 bis 49", "html"),
    ("social", "https://facebook.com/acme", 'href="https://www.facebook.com/Acme/"', "url"),
    ("social", "https://www.linkedin.com/company/acme", '"https:\\/\\/linkedin.com\\/company\\/acme"', "json"),
    ("domain", "acme.example", "www.acme.example/kontakt", "html"),
    ("domain", "acme.example", "info@acme.example", "html"),
    ("slogan", "Grüße 😀", '"Gr\\u00fc\\u00dfe \\ud83d\\ude00"', "json"),
]

DOES_NOT = [
    ("company_name", "Acme", "Acmeister", "html"),
    ("company_name", "Рога", "Рогатка", "html"),
    ("company_name", "Acme", "<!-- Acme --><p>Other</p>", "nothing"),
    ("company_name", "", "Acme", "html"),
    ("company_name", " \u200b ", "Acme", "html"),
    ("company_name", "Acme S.r.", "Acme S.r.l.", "html"),
    ("email", "info@acme.example", "info@acme.example.org", "html"),
    ("email", "info@acme.example", "my.info@acme.example", "html"),
    ("email", "info@acme.example", "info@acme.examples", "html"),
    ("email", "us@acme.example", "Meet us at acme.example", "at"),
    ("email", "acme.example", "info@acme.example", "html"),
    ("email", "info@acme.example", "info [at] acme.example", "html"),
    ("phone", "+493012345678", "030 12345679", "html"),
    ("phone", "+493012345678", "030 123456789", "html"),
    ("phone", "+433012345678", "+49 30 12345678", "html"),
    ("phone", "+433012345678", "+49 (30) 12345678", "html"),
    ("phone", "+4912345678", "030/12345678", "html"),
    ("phone", "+4912345678", "+49 30 - 12345678", "html"),
    ("phone", "03012345678", "030 12345678", "html"),
    ("phone", "+493012345678", "030 12345<br>678", "html"),
    ("founded", "1987", "019870", "html"),
    ("founded", "", "1987", "html"),
    ("employees", "500", "12.500 Mitarbeiter", "html"),
    ("social", "https://facebook.com/acme", "https://facebook.com/acme-shop", "url"),
    ("social", "https://facebook.com/acme", "https://facebook.com/acme.shop", "url"),
    ("social", "https://facebook.com/acme", "https://notfacebook.com/acme", "url"),
    ("domain", "acme.example", "acme.example.org", "html"),
    ("domain", "acme.example", "my-acme.example", "html"),
]


@pytest.mark.parametrize(("field", "value", "snippet", "decoder"), STANDS)
def test_value_stands(field: str, value: str, snippet: str, decoder: str) -> None:
    assert stands_in(field, value, snippet, decoder)


@pytest.mark.parametrize(("field", "value", "snippet", "decoder"), DOES_NOT)
def test_value_does_not_stand(field: str, value: str, snippet: str, decoder: str) -> None:
    assert not stands_in(field, value, snippet, decoder)


def test_html_text_reads_as_a_person_does() -> None:
    assert html_text("<b>One</b><i>two</i> <b>info</b><b>@firm</b>") == "One two info@firm"
    assert html_text(" <p>One <b>t</b>wo</p><p>th&shy;ree&nbsp;four</p><!-- not this -->") == "One two three four"


def test_an_unknown_decoder_reads_nothing() -> None:
    assert readings("anything", "base64") == ()


def test_spelled_addresses() -> None:
    assert decode_at("a.b (at) c-d {dot} example") == "a.b@c-d.example"
    assert decode_at("we are at home (dot) com") == "we are@home.com"
    assert decode_at("look at this page") == "look at this page"


def test_coded_address_of_odd_length_loses_its_last_digit_only() -> None:
    code = bytes([7, *(ord(c) ^ 7 for c in "x@y.example")]).hex()
    assert decode_cfemail(code) == decode_cfemail(code + "f") == "x@y.example"


@pytest.mark.parametrize("snippet", [" " * 2_000, "<" * 2_000, "at " * 650, "[" * 2_000, "0 " * 1_000, "a@" * 1_000, "\\u" * 1_000, "&" * 2_000])
def test_the_longest_snippets_take_no_time(snippet: str) -> None:
    for field in ("phone", "email", "social", "founded", "company_name"):
        for decoder in ("html", "json", "url", "at", "cfemail"):
            stands_in(field, "+493012345678" if field == "phone" else "a@b.example", snippet, decoder)
