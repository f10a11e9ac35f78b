"""Draft from a website: reads the analyst's own site as the site of a lead is read, and keeps of its suggestions those that the pages bear out."""

from collections.abc import Sequence

from domain.base import Principal, Value
from domain.context import BusinessContext, Suggestion
from domain.errors import Refused, Rejected
from domain.events import Event
from domain.evidence import Facts
from domain.identity import identity_key
from domain.lead import Hit, Lead
from domain.page import Page
from domain.run import Limits
from pipeline.dossier import Site
from pipeline.extract.base import PageReading
from pipeline.parts import Parts, Reader, Request
from pipeline.said import wanted
from pipeline.screen import failure_of
from pipeline.site import SiteReader
from pipeline.suggest import suggest

NAME = "draft"


class Draft(Value):
    """The site as read, and what it suggests."""

    site: Site
    suggestions: tuple[Suggestion, ...]


async def draft(url: str, who: Principal, parts: Parts) -> Draft:
    """Read the website at ``url`` within the time that a site may take, and say what it suggests.

    Raises:
        ProspectorError: the site cannot be read (its code says why), or has nothing to read.
        Rejected: parked_domain, not_a_company: the address leads to no site of its own.
    """
    reader = SiteReader(_own(url), _request(who, parts), parts, _unheard, wanted(), frozenset())
    site = await reader.read()
    failed = failure_of(site.flags)
    if failed:
        raise Refused(failed.reason, code=failed.code)
    if "parked" in site.flags:
        raise Rejected("The domain is parked or for sale; there is no website to read.", code="parked_domain")
    return Draft(site=site, suggestions=await suggestions(parts.reader, reader.readings, reader.pages))


async def suggestions(reader: Reader, readings: Sequence[PageReading], pages: Sequence[Page]) -> tuple[Suggestion, ...]:
    """Return what the pages suggest, after the check that every fact passes: the snippet stands on its page, the value in the snippet."""
    host = identity_key(readings[0].url)
    facts = await reader.verify(await reader.resolve(readings, host), pages)
    found = suggest(facts, readings)
    proved = await reader.verify(Facts(items=tuple(s.fact for s in found)), pages)
    return tuple(s.model_copy(update={"fact": fact}) for s, fact in zip(found, proved.items, strict=True) if fact.verified)


def _own(url: str) -> Lead:
    return Lead(lead_id=NAME, identity_key=identity_key(url), website=url, hit=Hit(url=url))


def _request(who: Principal, parts: Parts) -> Request:
    """A first attempt at one site, for nobody's leads."""
    return Request(
        job_id=NAME,
        who=who,
        context_id="",
        context_version=0,
        context=BusinessContext(),
        query="",
        limits=Limits(max_leads=1, max_sites=1),
        attempt=1,
        began=parts.clock(),
    )


async def _unheard(event: Event) -> None:
    """Nobody follows the reading of one's own site: it takes some seconds and ends in a draft or an error."""
