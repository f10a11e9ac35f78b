"""Leads in, enrichment out: a run over just the websites that the caller brings, as a stream."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Response
from pydantic import Field, field_validator

from api.errors import BODY, bad_fields, documented
from api.examples import ENRICHMENT
from api.models import RunIn, Shape
from api.starting import Begun, Starts
from api.stream import STREAMED, LastEventId, streamed
from api.websites import Checked, check_websites, require_all
from domain.identity import identity_key, lead_id
from domain.run import Limits, Source
from service.base import RunOrder

router = APIRouter(tags=["enrichment"])
MOST_LEADS = 1_000
Short = Annotated[str, Field(max_length=500)]


class LeadIn(Shape):
    """A company that the caller knows. ``id`` is the caller's own reference and comes back beside the ``lead_id``."""

    company_name: Short = ""
    website: str
    description: Annotated[str, Field(max_length=4_000)] = ""
    id: Short = ""

    @field_validator("id", mode="before")
    @classmethod
    def _number(cls, given: Any) -> Any:
        """Take the whole numbers that other systems count their rows with."""
        return str(given) if isinstance(given, int) and not isinstance(given, bool) else given

    def extra(self) -> dict[str, str]:
        """Return what is kept of it beside the website."""
        return {name: value for name in ("id", "company_name", "description") if (value := getattr(self, name))}


class EnrichIn(RunIn):
    """Up to 1,000 companies to look into, for a business context. With the ``job_id`` of one's own run nothing else is needed: it is watched."""

    leads: Annotated[tuple[LeadIn, ...], Field(max_length=MOST_LEADS, json_schema_extra={"minItems": 1})] | None = None
    fetch: Literal["web", "saved"] = "saved"
    skip_bad_urls: bool = False

    def checked(self) -> Checked:
        """Return the companies' websites."""
        if self.leads == ():  # not by min_length, which would also blame the list for a lead in it that is misspelt
            raise bad_fields([(("leads",), "Give at least one company.")])
        return check_websites(((lead.website, lead.extra()) for lead in self.leads or ()), ("leads",), skip=self.skip_bad_urls, leaf=("website",))

    def order(self, websites: Checked) -> RunOrder:
        """Return a run over just these websites; context and leads are needed for that."""
        require_all(business_context=self.business_context, leads=self.leads)
        most = len(websites.rows)
        return RunOrder(
            source=Source(kind="url_list", rows=websites.rows, fetch=self.fetch),
            context=self.business_context,
            context_name=self.context_name,
            query=self.user_search_query,
            limits=Limits(max_leads=most, max_sites=most),
            trigger="api",
        )


@router.post(
    "/v2/stream_enrichment_pipeline",
    summary="Enrich given companies and stream the events",
    response_class=Response,
    responses=documented(409, 424, *BODY) | STREAMED,
)
async def stream_enrichment_pipeline(
    starts: Starts, body: Annotated[EnrichIn, Body(openapi_examples=ENRICHMENT)], last_event_id: LastEventId = None
) -> Response:
    """Look into the given companies and stream what comes of each; nothing is searched for.

    The first frame, ``event: accepted``, gives each company its ``lead_id``. Events carry that id; those of the search for
    candidates are left out, so that ``seq`` has gaps. Two companies of one domain are one lead.
    """
    begun = await starts.begin(body)
    return await streamed(starts.door, begun, last_event_id, discovery=False, more={"leads": _mapping(begun)})


def _mapping(begun: Begun) -> list[dict[str, Any]]:
    """Return which lead each given company is: its index, the caller's reference, its website and the ``lead_id``."""
    return [
        {"index": row.line - 1, "id": row.extra.get("id", ""), "website": row.url, "lead_id": lead_id(begun.who.tenant, identity_key(row.url))}
        for row in begun.websites.rows
    ]
