"""Short builders of made-up facts, contexts, dossiers and packages for tests. Every quoted fact stands in its own snippet."""

import asyncio
from datetime import UTC, date, datetime
from typing import Any

from domain.context import BusinessContext
from domain.evidence import Evidence, Fact, Facts, FactStatus
from domain.identity import identity_key, lead_id
from domain.lead import Hit, Lead
from domain.page import PageRef, sha256_of
from pipeline.agents.base import Tools, steps_for
from pipeline.dossier import Dossier, Failure, Site

TODAY = date(2026, 11, 21)
READ_AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
WEBSITE = "https://harbour-dairy.example/"


def page_url(kind: str, website: str = WEBSITE) -> str:
    """Return the URL of the made-up page of a kind."""
    return website if kind == "home" else f"{website}{kind}.html"


def make_evidence(value: str, page: str = "home", extractor: str = "test") -> Evidence:
    """Return evidence whose snippet is the value, at the beginning of the page of this kind."""
    url = page_url(page)
    return Evidence(url=url, snippet=value, start=0, end=len(value), page_sha256=sha256_of(url), fetched_at=READ_AT, extractor=extractor)


def make_fact(field: str, value: str, *, page: str = "home", status: str = "quoted", role: str | None = None, confidence: float = 0.9, **attrs: str) -> Fact:
    """Return a fact; further keywords are its attrs (``kind="hiring"``, ``interest="pain:0"``)."""
    evidence = make_evidence(value, page)
    given = FactStatus(status)
    if given is FactStatus.DERIVED:
        ground = Fact(field="ground", value=value, status=FactStatus.QUOTED, evidence=(evidence,))
        return Fact(field=field, value=value, status=given, rule="test", grounds=(ground,), confidence=confidence, role=role, attrs=attrs)
    quotes = (evidence,) if given is FactStatus.QUOTED else ()
    return Fact(field=field, value=value, status=given, evidence=quotes, confidence=confidence, role=role, attrs=attrs, extractor="test")


def make_facts(*facts: Fact, **values: str) -> Facts:
    """Return facts; keywords are fields with their quoted value (``company_name="Harbour Dairy"``)."""
    return Facts(items=(*(make_fact(field, value) for field, value in values.items()), *facts))


def make_context(**changes: Any) -> BusinessContext:
    """Return a context of a maker of temperature loggers; keywords replace its fields."""
    fields: dict[str, Any] = {
        "business_description": "Coldmark is a maker of temperature loggers in Ghent.",
        "product_service_description": "Wireless temperature loggers with an alarm by phone; software that writes the records for the audit by itself.",
        "value_proposition": "No more hand-written temperature lists: every reading is stored. A failing cold room calls you before the goods are lost.",
        "ideal_customer": "Food producers, dairies, bakeries and cold stores with 10 to 500 employees in the United Kingdom and Germany.",
        "industry_focus": ("Manufacturing", "Wholesale & Trade"),
        "pain_points": ("hand-written temperature lists", "goods lost after a cooling failure", "stressful audits"),
        "competitors": ("Tempwarden", "frostpilot.example"),
        "target_market": "United Kingdom and Germany",
        "location": "Ghent, Belgium",
        "company_size_min": 10,
        "company_size_max": 500,
        "message_language": "en",
    }
    return BusinessContext(**(fields | changes))


def make_lead(website: str = WEBSITE, tenant: str = "default") -> Lead:
    """Return the lead of a website."""
    key = identity_key(website)
    return Lead(lead_id=lead_id(tenant, key), identity_key=key, website=website, hit=Hit(url=website))


def make_site(*kinds: str, language: str = "en", flags: tuple[str, ...] = (), failures: tuple[Failure, ...] = (), website: str = WEBSITE) -> Site:
    """Return a site with pages of these kinds (a home page only, when none is named)."""
    pages = tuple(
        PageRef(url=page_url(k, website), page_sha256=sha256_of(page_url(k)), fetched_at=READ_AT, kind=k, title=k.title(), language=language)
        for k in kinds or ("home",)
    )
    return Site(pages=pages, failures=failures, flags=flags)


def make_dossier(*facts: Fact, context: BusinessContext | None = None, site: Site | None = None, website: str = WEBSITE, **values: str) -> Dossier:
    """Return a dossier with these facts (keywords as in :func:`make_facts`)."""
    pages = ("home", "about", "contact", "news", "careers", "products", "team")
    return Dossier(lead=make_lead(website), context=context or make_context(), site=site or make_site(*pages), facts=make_facts(*facts, **values))


def rich_facts() -> tuple[Fact, ...]:
    """Return the facts of a made-up dairy with pains, signals, people and contacts."""
    return (
        make_fact("company_name", "Harbour Dairy"),
        make_fact("legal_name", "Harbour Dairy Ltd", page="contact"),
        make_fact("description", "We make butter, cream and soft cheese for bakeries and shops in the north of England."),
        make_fact("sector", "Manufacturing", status="derived"),
        make_fact("product", "Salted butter", page="products"),
        make_fact("product", "Soft cheese", page="products"),
        make_fact("country", "GB", status="derived"),
        make_fact("city", "Hull", page="contact"),
        make_fact("address", "Dock Street 4, Hull", page="contact"),
        make_fact("email", "office@harbour-dairy.example", page="contact", kind="role"),
        make_fact("email", "jobs@harbour-dairy.example", page="careers", kind="role"),
        make_fact("phone", "+441482000111", page="contact", label="office"),
        make_fact("contact_form", page_url("contact"), page="contact"),
        make_fact("founded", "1961", page="about"),
        make_fact("employees", "85", page="about"),
        make_fact("language", "en"),
        make_fact("person", "Edith Marlowe", page="team", title="Managing Director"),
        make_fact("person", "Sam Okafor", page="team", title="Quality Manager", department="quality"),
        make_fact("signal", "Our second cold store opens in March 2027.", page="news", kind="expansion", date="2027-03"),
        make_fact("signal", "We are looking for a quality assistant for our temperature records.", page="careers", kind="hiring", date="2026-11-02"),
        make_fact("signal", "Best butter of the county fair.", page="news", kind="award", date="2022-05"),
        make_fact("passage", "Three times a day somebody writes the temperatures on a list by hand.", page="about", interest="pain:0"),
        make_fact("passage", "In July a compressor failed over the weekend, and 12 tonnes of cream had to be thrown away.", page="news", interest="pain:1"),
    )


def rich_dossier(context: BusinessContext | None = None, **changes: Any) -> Dossier:
    """Return the dossier of the made-up dairy."""
    return make_dossier(*rich_facts(), context=context, **changes)


def thin_dossier(context: BusinessContext | None = None) -> Dossier:
    """Return the dossier of a one-page site that says next to nothing."""
    site = make_site("home")
    return make_dossier(make_fact("phone", "+441482000222"), context=context, site=site, company_name="Quay Stores", language="en")


def grown(dossier: Dossier, today: date = TODAY) -> Dossier:
    """Take a dossier through its path as the pipeline does, with every output through JSON as the journal keeps it."""
    taken: list[str] = []
    while (step := next((s for s in steps_for(dossier) if s.name not in taken), None)) is not None:
        taken.append(step.name)
        output = asyncio.run(step.run(dossier, Tools(today=today)))
        assert step.summary(output)
        dossier = step.grow(dossier, step.output.model_validate_json(output.model_dump_json()))
    return dossier
