"""Who is who: leads that may be one company, merges with their preview and their way back, and the list of companies known already."""

from typing import Annotated

from fastapi import APIRouter, Body, Query, Response
from pydantic import BaseModel, Field

from api.access import Door, Reader, Runner
from api.errors import BODY, documented
from api.examples import answered
from api.examples_companies import DOUBLES, KNOWN, KNOWN_IN, MERGED, PREVIEW
from api.models import Shape
from domain.commands import CommandRecord
from domain.errors import NotFound
from domain.known import KnownList
from domain.lead import LeadRow
from service.doubles import Double, MergePreview

router = APIRouter(tags=["companies"])


class DoublesOut(BaseModel):
    """Pairs of leads that are or may be one company, surest first, and how many there are in all."""

    pairs: list[Double]
    total: int


class MergeOut(BaseModel):
    """What was recorded, and the lead that stands on the board now."""

    record: CommandRecord
    lead: LeadRow


class KnownIn(Shape):
    """A CRM export as CSV text: any delimiter, headings in many languages, a line for each company."""

    csv: Annotated[str, Field(min_length=1, max_length=19_000_000)]
    file_name: Annotated[str, Field(max_length=200)] = ""


@router.get("/v2/duplicates", summary="List leads that may be one company", responses=documented() | answered(DOUBLES))
def duplicates(door: Door, who: Reader, page: Annotated[int, Query(ge=1, le=1_000_000)] = 1, page_size: Annotated[int, Query(ge=1, le=200)] = 50) -> DoublesOut:
    """Return pairs with the grounds for and against; nothing is merged by itself.

    ``same``: two grounds agree and none contradicts; ``maybe``: a person has to decide.
    """
    found = door.duplicates(who, page, page_size)
    return DoublesOut(pairs=list(found.pairs), total=found.total)


@router.get("/v2/leads/{lead_id}/duplicates", summary="List what a lead may be the same as", responses=documented(404) | answered(DOUBLES))
def duplicates_of(door: Door, who: Reader, lead_id: str) -> DoublesOut:
    """Return the pairs that this lead is in."""
    found = door.duplicates_of(who, lead_id)
    return DoublesOut(pairs=list(found), total=len(found))


@router.get("/v2/leads/{lead_id}/merge_into/{into_id}", summary="Preview a merge", responses=documented(404) | answered(PREVIEW))
def preview_merge(door: Door, who: Reader, lead_id: str, into_id: str) -> MergePreview:
    """Return what merging this lead into another one would give: fields side by side, conflicts first, and the desk of both. Nothing is changed."""
    return door.preview_merge(who, lead_id, into_id)


@router.post("/v2/leads/{lead_id}/merge_into/{into_id}", summary="Merge a lead into another one", responses=documented(404) | answered(MERGED))
def merge(door: Door, who: Runner, lead_id: str, into_id: str) -> MergeOut:
    """Merge the lead into another one: it leaves board, counts and exports and becomes a source of that one. ``unmerge`` takes it back, exactly."""
    record = door.merge(who, lead_id, into_id)
    return MergeOut(record=record, lead=door.lead(who, into_id).row)


@router.post("/v2/leads/{lead_id}/unmerge", summary="Take a merged lead apart", responses=documented(404) | answered(MERGED))
def unmerge(door: Door, who: Runner, lead_id: str) -> MergeOut:
    """Make a merged lead one of its own again, as it was."""
    record = door.unmerge(who, lead_id)
    return MergeOut(record=record, lead=door.lead(who, lead_id).row)


@router.get("/v2/known_companies", summary="Look at the list of known companies", responses=documented(404) | answered(KNOWN))
def known(door: Door, who: Reader) -> KnownList:
    """Return how the list was understood: its columns, how many companies and customers, and the lines that could not be used."""
    return _there(door.known(who))


def _there(found: KnownList | None) -> KnownList:
    if found is None:
        raise NotFound("No list of known companies is stored.")
    return found


@router.put("/v2/known_companies", summary="Replace the list of known companies", responses=documented(*BODY) | answered(KNOWN))
def set_known(door: Door, who: Runner, body: Annotated[KnownIn, Body(openapi_examples=KNOWN_IN)]) -> KnownList:
    """Read a CRM export and keep it instead of the one before; each lead then says whether it is ``new``, ``known`` or a ``customer``, and by which line.

    Only what identity needs is kept: of e-mail addresses their domain, of people nothing.
    """
    return door.set_known(who, body.csv, body.file_name)


@router.delete("/v2/known_companies", summary="Remove the list of known companies", status_code=204, response_class=Response, responses=documented(404))
def forget_known(door: Door, who: Runner) -> Response:
    """Remove the list and what it said of leads."""
    door.forget_known(who)
    return Response(status_code=204)
