"""Where a website is asked for, where else, and what is no website of a company's own."""

import asyncio

import pytest

from domain.base import Principal
from domain.errors import InvalidInput
from domain.events import Event
from domain.run import Limits, SourceRow
from pipeline.address import is_network, is_parking, origin_of, other_addresses, same_site
from pipeline.discover import find_and_extract_structured_leads
from pipeline.parts import Parts, Request
from providers.search.url_list import Search
from tests.factories import make_context
from tests.unit.pipeline.one_site import AT, InProcess, Shelf, Web

ORIGINS = [
    ("firm.example", "https://firm.example/"),
    ("www.Firm.example", "https://www.firm.example/"),
    ("  firm.example/shop?x=1#top ", "https://firm.example/"),
    ("http://firm.example", "http://firm.example/"),
    ("HTTP://WWW.FIRM.EXAMPLE/en/", "http://www.firm.example/"),
    ("https://firm.example:443/", "https://firm.example/"),
    ("https://firm.example:8443/a", "https://firm.example:8443/"),
    ("firm.example:8080", "https://firm.example:8080/"),
    ("//firm.example/x", "https://firm.example/"),
    ("https://jo:secret@firm.example/", "https://firm.example/"),
    ("https://müller.example/", "https://xn--mller-kva.example/"),
    ("https://firm.example./", "https://firm.example/"),
]


@pytest.mark.parametrize(("given", "origin"), ORIGINS)
def test_the_origin_is_the_one_given(given: str, origin: str) -> None:
    assert origin_of(given) == origin


@pytest.mark.parametrize("given", ["", "https://", "ftp://firm.example/", "https://[broken/", "https:///x"])
def test_what_has_no_origin(given: str) -> None:
    with pytest.raises(InvalidInput):
        origin_of(given)


OTHERS = [
    ("https://firm.example/", "dns", ("https://www.firm.example/",)),
    ("https://firm.example/", "network", ("https://www.firm.example/", "http://firm.example/")),
    ("https://www.firm.example/", "timeout", ("https://firm.example/", "http://www.firm.example/")),
    ("http://firm.example/", "network", ("http://www.firm.example/", "https://firm.example/")),
    ("https://firm.example/", "tls", ("https://www.firm.example/",)),
    ("https://www.firm.co.uk/", "tls", ("https://firm.co.uk/",)),
    ("https://firm.co.uk/", "dns", ("https://www.firm.co.uk/",)),
    ("https://shop.example.com/", "dns", ()),
    ("https://shop.example.com/", "network", ("http://shop.example.com/",)),
    ("https://shop.example.com/", "tls", ()),
    ("https://firm.example:8443/", "network", ("https://www.firm.example:8443/",)),
    ("https://192.0.2.7/", "network", ("http://192.0.2.7/",)),
    ("https://[2001:db8::7]/", "dns", ()),
    *(
        ("https://firm.example/", code, ())
        for code in ("robots_disallowed", "robots_unreachable", "http_4xx", "http_5xx", "rate_limited", "blocked_url", "captcha")
    ),
]


@pytest.mark.parametrize(("website", "code", "others"), OTHERS)
def test_what_else_is_tried(website: str, code: str, others: tuple[str, ...]) -> None:
    assert other_addresses(website, code) == others


def test_whose_hosts_are_no_companys_own() -> None:
    assert is_parking("https://www.hugedomains.com/x")
    assert is_parking("http://ww25.sedoparking.com/")
    assert not is_parking("https://sedo-transport.example/")
    assert is_network("https://de-de.facebook.com/firm")
    assert is_network("https://linktr.ee/firm")
    assert not is_network("https://facebook-agency.example/")


def test_what_belongs_to_a_site() -> None:
    assert same_site("http://shop.example.com:8080/x", "example.com")
    assert not same_site("https://firm.example.org/", "firm.example")
    assert not same_site("https://[broken/", "firm.example")


def test_candidates_keep_their_address_and_are_one_company_under_all_of_them() -> None:
    async def emit(event: Event) -> None:
        assert event

    rows = ("http://www.firm.example:8080/about", "https://firm.example/", "www.other.example", "http://third.example/")
    request = Request("run-1", Principal(), "c", 1, make_context(), "", Limits(), 1, AT)
    parts = Parts(Search(SourceRow(url=url, line=n) for n, url in enumerate(rows, 1)), Web({}), Shelf(), InProcess(), lambda: AT)
    found = asyncio.run(find_and_extract_structured_leads(request, parts, emit)).leads
    assert {lead.identity_key: lead.website for lead in found} == {
        "firm.example": "http://www.firm.example:8080/",
        "other.example": "https://www.other.example/",
        "third.example": "http://third.example/",
    }
    assert len({lead.lead_id for lead in found}) == 3
