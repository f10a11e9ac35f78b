"""Rows as people write them, in normal form."""

import pytest

from pipeline.identify import country_code, e164, home_region, record_of_row


@pytest.mark.parametrize(
    ("written", "region", "number"),
    [
        ("+49 (0) 30 555 0100", "", "+49305550100"),
        ("0049 30 5550100", "", "+49305550100"),
        ("030 / 555 01 00", "DE", "+49305550100"),
        ("Tel.: +49-30-5550100", "", "+49305550100"),
        ("+49 30 5550100 ext. 12", "", "+49305550100"),
        ("030 5550100", "", ""),
        ("n/a", "DE", ""),
        ("12", "DE", ""),
    ],
)
def test_numbers(written: str, region: str, number: str) -> None:
    assert e164(written, region) == number


@pytest.mark.parametrize(
    ("written", "code"), [("Deutschland", "DE"), ("Germany", "DE"), ("at", "AT"), ("UK", "GB"), ("Suisse", "CH"), ("DACH", ""), ("", ""), ("Atlantis", "")]
)
def test_countries(written: str, code: str) -> None:
    assert country_code(written) == code


def test_a_row_becomes_a_record() -> None:
    row = {
        "name": "Firm Werke GmbH",
        "website": "www.firm.de; https://firm-werke.example/?utm_source=x",
        "email": "a@firm.de, b@gmail.com",
        "phone": "030 5550100 / 030 5550101",
        "city": "Berlin",
        "vat_id": "de 123 456 788",
    }
    record = record_of_row("7", row)
    assert record.domains == ("firm.de", "firm-werke.example")
    assert record.phones == ("+49305550100", "+49305550101")
    assert record.mail_domains == ("firm.de",)
    assert record.ids == ("vat:DE123456788",)
    assert record_of_row("8", {"name": "Firm", "phone": "030 5550100"}).phones == ()
    assert record_of_row("8", {"name": "Firm", "phone": "030 5550100"}, "DE").phones == ("+49305550100",)


def test_the_country_of_a_list_is_that_of_most_of_its_rows() -> None:
    assert home_region([{"country": "Deutschland"}, {"website": "firm.de"}, {"phone": "+49 30 5550100"}, {"country": "AT"}]) == "DE"
    assert home_region([{"country": "DE"}, {"country": "AT"}]) == ""
    assert home_region([]) == ""
