"""The shapes that go in and out of the API where they differ from the domain's own values."""

from abc import ABC, abstractmethod
from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from api.websites import Checked, check_websites, require_all
from domain.commands import CommandRecord, Desk
from domain.context import BusinessContext
from domain.evidence import Evidence, Fact, FactStatus
from domain.lead import Hit, LeadRow
from domain.package import ComprehensiveProspectPackage
from domain.progress import RunView
from domain.run import Limits, Run, Source
from domain.score import Factor, Score
from service.base import RunOrder
from storage.base import StoredLead

MAX_URLS = 20_000
JobId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")]
UserName = Annotated[str, Field(min_length=1, max_length=100)]


class Shape(BaseModel):
    """A request body: unknown fields are refused, so that a misspelt one is never ignored in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceIn(Shape):
    """Where candidates come from, and whether their pages are read from saved folders or from the live web.

    A website that cannot be used refuses the whole list, each named by its index; with ``skip_bad_urls`` the
    others are worked on, and the answer says which were left out.
    """

    kind: Literal["url_list", "saved"]
    urls: Annotated[tuple[str, ...], Field(max_length=MAX_URLS)] = ()
    fetch: Literal["web", "saved"] = "saved"
    skip_bad_urls: bool = False


class RunIn(Shape, ABC):
    """What every request for a run may say. With the ``job_id`` of one's own run nothing else is needed: that one is meant."""

    business_context: BusinessContext | None = None
    context_name: Annotated[str, Field(min_length=1, max_length=120, pattern=r"\S")] = "API"
    user_id: UserName | None = None
    job_id: JobId | None = None
    user_search_query: Annotated[str, Field(max_length=4_000)] = ""

    @abstractmethod
    def checked(self) -> Checked:
        """Return the websites of the request, checked. Raises RequestValidationError naming each bad one, unless they are to be skipped."""

    @abstractmethod
    def order(self, websites: Checked) -> RunOrder:
        """Return what the door is asked to start. Raises RequestValidationError when something that it needs is missing."""


class ProspectIn(RunIn):
    """A run to start, or (with the ``job_id`` of one's own run) to watch: then context and source are not needed.

    Without ``max_sites`` a list is worked on whole and a search looks at 1,000 websites at the most.
    """

    max_leads_to_generate: Annotated[int, Field(ge=1, le=100_000)] = 100
    max_sites: Annotated[int, Field(ge=1, le=100_000)] | None = None
    source: SourceIn | None = None

    def checked(self) -> Checked:
        """Return the websites of the source."""
        source = self.source or SourceIn(kind="saved")
        return check_websites(((url, {}) for url in source.urls), ("source", "urls"), skip=source.skip_bad_urls)

    def order(self, websites: Checked) -> RunOrder:
        """Return the run as the door wants it; context and source are needed for that."""
        require_all(business_context=self.business_context, source=self.source)
        assert self.source is not None
        sites = self.max_sites or len(websites.rows) or Limits().max_sites
        return RunOrder(
            source=Source(kind=self.source.kind, rows=websites.rows, fetch=self.source.fetch),
            context=self.business_context,
            context_name=self.context_name,
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
    """All of a lead. ``package`` is its ComprehensiveProspectPackage, null while it is being worked on; ``factors`` are those of its scores.

    ``rescored_under``: the version of the context whose weights the scores have, when they were made again after the run.
    """

    lead: LeadRow
    source: Hit
    package: dict[str, Any] | None
    facts: list[FactOut]
    scores: list[Score]
    factors: list[Factor]
    desk: Desk
    history: list[CommandRecord]
    merged: list["MergedOut"]
    rescored_under: int | None

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
            merged=[MergedOut(lead=one.row, source=one.lead.hit, at=one.at, user=one.user) for one in stored.merged],
            rescored_under=stored.rescore.context_version if stored.rescore else None,
        )


class MergedOut(BaseModel):
    """A lead that is part of another one, and who merged it when; its facts stand behind those of the other."""

    lead: LeadRow
    source: Hit
    at: datetime
    user: str


def package_out(package: ComprehensiveProspectPackage) -> dict[str, Any]:
    """Return the package as JSON data, its facts in the shape that all facts of the API have."""
    facts = [FactOut.of(fact).model_dump(mode="json") for fact in package.lead_facts.facts]
    return package.model_dump(mode="json", exclude={"lead_facts"}) | {"lead_facts": {"facts": facts}}
