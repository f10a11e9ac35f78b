"""The shapes that go in and out of the API where they differ from the domain's own values."""

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from domain.commands import CommandRecord, Desk
from domain.context import BusinessContext
from domain.errors import InvalidInput
from domain.evidence import Evidence, Fact, FactStatus
from domain.identity import canonical_url, host_of
from domain.lead import Hit, LeadRow
from domain.package import ComprehensiveProspectPackage
from domain.progress import RunView
from domain.run import Limits, Run, Source, SourceRow
from domain.score import Factor, Score
from service.base import RunOrder
from storage.base import StoredLead

MAX_URLS = 20_000
JobId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")]


class Shape(BaseModel):
    """A request body: unknown fields are refused, so that a misspelt one is never ignored in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _website(url: str) -> str:
    """Return the URL in its one spelling; pydantic turns the ValueError into a 422 that names the place."""
    text = url.strip()
    try:
        host_of(text)
        return canonical_url(text if "//" in text[:12] else f"https://{text}")
    except InvalidInput as error:
        raise ValueError(error.message) from error


Website = Annotated[str, Field(max_length=2_083), AfterValidator(_website)]


class SourceIn(Shape):
    """Where candidates come from, and whether their pages are read from saved folders or from the live web."""

    kind: Literal["url_list", "saved"]
    urls: Annotated[tuple[Website, ...], Field(max_length=MAX_URLS)] = ()
    fetch: Literal["web", "saved"] = "saved"


class ProspectIn(Shape):
    """A run to start, or (with the ``job_id`` of one's own run) to watch.

    Without ``max_sites`` a list is worked on whole and a search looks at 1,000 websites at the most.
    """

    business_context: BusinessContext
    user_id: Annotated[str, Field(min_length=1, max_length=100)] = "local"
    job_id: JobId | None = None
    user_search_query: Annotated[str, Field(max_length=4_000)] = ""
    max_leads_to_generate: Annotated[int, Field(ge=1, le=100_000)] = 100
    max_sites: Annotated[int, Field(ge=1, le=100_000)] | None = None
    source: SourceIn

    def order(self) -> RunOrder:
        """Return what the door is asked to start."""
        rows = tuple(SourceRow(url=url, line=line) for line, url in enumerate(self.source.urls, start=1))
        sites = self.max_sites or len(rows) or Limits().max_sites
        return RunOrder(
            source=Source(kind=self.source.kind, rows=rows, fetch=self.source.fetch),
            context=self.business_context,
            query=self.user_search_query,
            limits=Limits(max_leads=self.max_leads_to_generate, max_sites=sites),
            trigger="api",
        )


class RunsOut(BaseModel):
    """Runs, newest first."""

    runs: list[Run]


class RunOut(BaseModel):
    """A run and the picture that its events give."""

    run: Run
    view: RunView


class LeadsOut(BaseModel):
    """One page of leads and how many there are in all."""

    leads: list[LeadRow]
    total: int


class FactOut(BaseModel):
    """A fact with what it stands on; the evidence of a derived one is that of its grounds. ``verified``: quoted or derived."""

    fact_id: str
    field: str
    value: str
    status: FactStatus
    verified: bool
    evidence: list[Evidence]
    grounds: list["FactOut"]
    rule: str
    confidence: float
    extractor: str
    role: str | None
    attrs: dict[str, str]

    @classmethod
    def of(cls, fact: Fact) -> Self:
        """Return the fact as the API shows it."""
        return cls(
            fact_id=fact.fact_id,
            field=fact.field,
            value=fact.value,
            status=fact.status,
            verified=fact.verified,
            evidence=list(fact.quotes),
            grounds=[cls.of(ground) for ground in fact.grounds],
            rule=fact.rule,
            confidence=fact.confidence,
            extractor=fact.extractor,
            role=fact.role,
            attrs=fact.attrs,
        )


class LeadOut(BaseModel):
    """All of a lead. ``package`` is its ComprehensiveProspectPackage, null while it is being worked on; ``factors`` are those of its scores."""

    lead: LeadRow
    source: Hit
    package: dict[str, Any] | None
    facts: list[FactOut]
    scores: list[Score]
    factors: list[Factor]
    desk: Desk
    history: list[CommandRecord]

    @classmethod
    def of(cls, stored: StoredLead) -> Self:
        """Return the lead as the API shows it."""
        scores = stored.package.ai_intelligence.scores if stored.package else ()
        return cls(
            lead=stored.row,
            source=stored.lead.hit,
            package=package_out(stored.package) if stored.package else None,
            facts=[FactOut.of(fact) for fact in (stored.facts.items if stored.facts else ())],
            scores=list(scores),
            factors=[factor for score in scores for factor in score.factors],
            desk=stored.desk,
            history=list(stored.history),
        )


def package_out(package: ComprehensiveProspectPackage) -> dict[str, Any]:
    """Return the package as JSON data, its facts in the shape that all facts of the API have."""
    facts = [FactOut.of(fact).model_dump(mode="json") for fact in package.lead_facts.facts]
    return package.model_dump(mode="json", exclude={"lead_facts"}) | {"lead_facts": {"facts": facts}}
