"""Leads for simple clients: one flat row each, verified values only."""

from datetime import datetime
from typing import Annotated, Self

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api.access import Door, Reader
from api.errors import documented
from api.examples import PROSPECTS, answered
from api.leads import Word
from domain.base import Principal
from domain.lead import LeadFilter, LeadRow
from domain.lead_state import Stage
from service.base import Prospector

router = APIRouter(tags=["prospects"])


class ProspectRow(BaseModel):
    """A lead in one row. ``status`` is its column on the board, ``score`` its prospect score from 0 to 1 (null: none yet)."""

    id: str
    company_name: str
    website: str
    industry: str
    country: str
    city: str
    status: Stage
    score: float | None
    tier: str
    email: str
    phone: str
    tags: list[str]
    updated_at: datetime
    link: str

    @classmethod
    def of(cls, row: LeadRow) -> Self:
        """Return the row of a lead."""
        return cls(
            id=row.lead_id,
            company_name=row.company_name,
            website=row.website,
            industry=row.sector,
            country=row.country,
            city=row.city,
            status=row.stage,
            score=row.scores.get("prospect"),
            tier=row.tier,
            email=row.email,
            phone=row.phone,
            tags=list(row.tags),
            updated_at=row.updated_at,
            link=f"/api/v2/leads/{row.lead_id}",
        )


class ProspectsOut(BaseModel):
    """One page of prospects, best score first, and how many there are in all."""

    prospects: list[ProspectRow]
    page: int
    page_size: int
    total: int


@router.get("/prospects", summary="List prospects as flat rows", responses=documented() | answered(PROSPECTS))
def prospects(
    door: Door,
    who: Reader,
    search: Annotated[Word, Query(description="Words that all stand in name, website, sector, place, e-mail or tags; case and accents do not count.")] = "",
    industry: Annotated[Word, Query(description="A sector, as `industry` of a row shows it; case does not count.")] = "",
    status: Annotated[Stage | None, Query(description="A column of the board.")] = None,
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
    page_size: Annotated[int, Query(ge=1, le=1_000)] = 50,
) -> ProspectsOut:
    """Return one page of the installation's leads as flat rows. Fields that nothing on the pages backs are empty."""
    where = LeadFilter(text=search, stages=(status,) if status else (), sectors=_sectors(door, who, industry), page=page, page_size=page_size)
    found = door.leads(who, where)
    return ProspectsOut(prospects=[ProspectRow.of(row) for row in found.leads], page=page, page_size=page_size, total=found.total)


def _sectors(door: Prospector, who: Principal, industry: str) -> tuple[str, ...]:
    """Return the sectors that this word names; one that no lead has stays, and finds nothing."""
    wanted = industry.strip()
    if not wanted:
        return ()
    known = door.facets(who, LeadFilter()).get("sector", {})
    return tuple(name for name in known if name.casefold() == wanted.casefold()) or (wanted,)
