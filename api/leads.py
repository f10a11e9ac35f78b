"""Leads: lists, one with all its grounds, the CSV, and the stored pages that evidence points into."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response
from fastapi import Path as InPath
from starlette.responses import StreamingResponse

from api.access import Door, Reader
from api.errors import documented
from api.examples import LEAD, LEADS, answered
from api.models import LeadOut, LeadsOut
from domain.base import Principal
from domain.lead import LeadFilter
from domain.lead_state import LeadState, Stage
from domain.meter import Label
from service.base import Prospector

router = APIRouter(tags=["leads"])
Word = Annotated[str, Query(max_length=200)]
Words = Annotated[list[Annotated[str, Query(max_length=200)]], Query(max_length=50)]


def filters(
    job_id: Word = "",
    text: Word = "",
    stages: Annotated[list[Stage], Query(max_length=50)] = [],  # noqa: B006 - FastAPI copies it
    states: Annotated[list[LeadState], Query(max_length=50)] = [],  # noqa: B006
    sectors: Words = [],  # noqa: B006
    countries: Words = [],  # noqa: B006
    tiers: Words = [],  # noqa: B006
    labels: Annotated[list[Label], Query(max_length=3, description="What the analyst called it.")] = [],  # noqa: B006
    known: Annotated[list[Literal["new", "known", "customer"]], Query(max_length=3)] = [],  # noqa: B006
    min_score: Annotated[float, Query(ge=0, le=1)] = 0.0,
    sort: Word = "prospect_score",
    descending: bool = True,
) -> LeadFilter:
    """Return the filter that the query parameters describe; lists are given by repeating the parameter."""
    return LeadFilter(
        job_id=job_id,
        text=text,
        stages=tuple(stages),
        states=tuple(states),
        sectors=tuple(sectors),
        countries=tuple(countries),
        tiers=tuple(tiers),
        labels=tuple(labels),
        known=tuple(known),
        min_score=min_score,
        sort=sort,
        descending=descending,
    )


def _own_run(door: Prospector, who: Principal, job_id: str) -> None:
    """Raise NotFound when a run is named that is not the caller's."""
    if job_id:
        door.run(who, job_id)


Where = Annotated[LeadFilter, Depends(filters)]


@router.get("/v2/leads", summary="List leads", responses=documented(404) | answered(LEADS))
def leads(
    door: Door,
    who: Reader,
    where: Where,
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
    page_size: Annotated[int, Query(ge=1, le=1_000)] = 100,
) -> LeadsOut:
    """Return one page of the installation's leads and how many there are in all."""
    _own_run(door, who, where.job_id)
    found = door.leads(who, where.model_copy(update={"page": page, "page_size": page_size}))
    return LeadsOut(leads=list(found.leads), total=found.total)


@router.get(
    "/v2/leads.csv",
    summary="Export leads as CSV",
    response_class=Response,
    responses=documented(404) | {200: {"description": "UTF-8, every cell quoted, formulas defused.", "content": {"text/csv": {"schema": {"type": "string"}}}}},
)
def leads_csv(
    door: Door,
    who: Reader,
    where: Where,
    unverified: Annotated[bool, Query(description="1: also the values that nothing on the pages backs.")] = False,
    columns: Words = [],  # noqa: B006
) -> StreamingResponse:
    """Stream all leads of the filter as CSV; values without evidence only with ``unverified=1``."""
    _own_run(door, who, where.job_id)
    lines = iter(door.export_csv(who, where, unverified=unverified, columns=columns))
    first = list(islice(lines, 2))  # head and first lead: an error shows here, while the status can still say so
    head = {"Content-Disposition": 'attachment; filename="leads.csv"'}
    return StreamingResponse(_blocks(chain(first, lines)), media_type="text/csv; charset=utf-8", headers=head)


def _blocks(lines: Iterable[str], size: int = 200) -> Iterator[str]:
    """Join lines into blocks: each block costs one change of threads."""
    source = iter(lines)
    while block := "".join(islice(source, size)):
        yield block


@router.get("/v2/leads/{lead_id}", summary="Look at a lead", responses=documented(404) | answered(LEAD))
def lead(door: Door, who: Reader, lead_id: str, job_id: Word = "") -> LeadOut:
    """Return all of a lead, as its newest passage left it or as the run ``job_id`` did."""
    _own_run(door, who, job_id)
    return LeadOut.of(door.lead(who, lead_id, job_id))


@router.get(
    "/v2/pages/{sha}",
    summary="Read the stored source of a page",
    response_class=Response,
    responses=documented(404) | {200: {"description": "The source that evidence offsets count in.", "content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def page(door: Door, who: Reader, sha: Annotated[str, InPath(pattern="^[0-9a-f]{64}$", description="`page_sha256` of an evidence.")]) -> Response:
    """Return the decoded source of a page as plain text; ``start`` and ``end`` of evidence index its characters."""
    source = door.page_source(who, sha).encode("utf-8", "replace")
    return Response(source, media_type="text/plain; charset=utf-8", headers={"Content-Security-Policy": "sandbox; default-src 'none'"})
