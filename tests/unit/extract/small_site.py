"""Reads pages written in a test: candidates of one page, or the facts of a site with every quote checked against its source."""

from collections.abc import Mapping
from datetime import UTC, datetime

from domain.evidence import Fact, Facts, checked
from domain.page import Page, sha256_of
from pipeline.extract.base import Candidate, PageReading
from pipeline.extract.read import read
from pipeline.extract.resolve import resolve

AT = datetime(2026, 3, 1, tzinfo=UTC)


def page(html: str, url: str) -> Page:
    return Page(url=url, content=html, page_sha256=sha256_of(html), fetched_at=AT)


def reading(html: str, url: str = "https://muldenbau.de/kontakt") -> PageReading:
    return read(page(html, url), ())


def found(html: str, field: str, url: str = "https://muldenbau.de/kontakt") -> list[Candidate]:
    return [c for c in reading(html, url).candidates if c.field == field]


def facts_of(pages: Mapping[str, str], host: str = "muldenbau.de") -> Facts:
    """Facts of a site; fails when a fact that claims to be quoted or derived does not hold."""
    read_pages = [page(html, f"https://{host}{path}") for path, html in pages.items()]
    facts = resolve([read(p, ()) for p in read_pages], host)
    sources = {p.page_sha256: p.content for p in read_pages}
    false = [f"{f.field}={f.value}" for f in facts.items if f.verified and not checked(f, sources.get).verified]
    assert not false, false
    return facts


def values(facts: Facts, field: str, role: str | None = None) -> list[str]:
    return [f.value for f in facts.items if f.field == field and f.role == role]


def fact(facts: Facts, field: str) -> Fact:
    first = facts.first(field)
    assert first is not None, f"no {field}"
    return first
