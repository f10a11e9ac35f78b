"""What facts say of who a company is."""

from typing import Any

import pytest

from domain.common_hosts import is_common
from domain.company_record import mail_domain, own_domains, record_of_facts


def fact(
    field: str, value: str, status: str = "quoted", role: str | None = None, url: str = "https://www.firm.example/kontakt", **attrs: str
) -> dict[str, Any]:
    return {"field": field, "value": value, "status": status, "role": role, "attrs": attrs, "evidence": [{"url": url}]}


def test_the_record_holds_what_is_the_companys_own_and_checked() -> None:
    facts = [
        fact("company_name", "Firm"),
        fact("legal_name", "Firm Werke GmbH"),
        fact("phone", "+4930555010"),
        fact("phone", "+4930555011", "unverified"),
        fact("phone", "+4930555012", role="third_party"),
        fact("email", "info@firm.example"),
        fact("email", "firm@gmail.com"),
        fact("vat_id", "DE123456788"),
        fact("tax_id", "HRB 4711", label="Handelsregister"),
        fact("city", "Husum"),
        fact("city", "Kiel", role="secondary"),
        fact("postcode", "25813"),
        fact("country", "de"),
    ]
    record = record_of_facts("ld_1", "http://old-firm.example/", "Firm", facts)
    assert record.names == ("Firm Werke GmbH", "Firm")
    assert record.domains == ("old-firm.example", "firm.example")  # the website, and where it leads to
    assert (record.phones, record.mail_domains) == (("+4930555010",), ("firm.example",))
    assert record.ids == ("vat:DE123456788", "handelsregister:HRB 4711")
    assert (record.city, record.postcode, record.country) == ("Husum", "25813", "DE")


def test_a_domain_shown_as_name_is_no_name() -> None:
    assert record_of_facts("ld_1", "https://firm.example/", "firm.example", []).names == ()


@pytest.mark.parametrize(
    ("website", "domains"),
    [
        ("HTTPS://WWW.Firm.example:443/a?utm_source=x", ("firm.example",)),
        ("www.firm.example/a b", ("firm.example",)),
        ("https://www.facebook.com/firm", ()),
        ("", ()),
        ("no website", ()),
    ],
)
def test_own_domains(website: str, domains: tuple[str, ...]) -> None:
    assert own_domains(website) == domains


@pytest.mark.parametrize(
    ("address", "domain"), [("A@WWW.Firm.example", "firm.example"), ("x@gmx.at", ""), ("nobody", ""), ("", ""), ("<a@firm.example>", "firm.example")]
)
def test_mail_domains(address: str, domain: str) -> None:
    assert mail_domain(address) == domain


@pytest.mark.parametrize(
    ("host", "common"), [("gmail.com", True), ("m.facebook.com", True), ("ebay.de", True), ("firm.example", False), ("gmailers.example", False)]
)
def test_hosts_of_many(host: str, common: bool) -> None:
    assert is_common(host) is common
