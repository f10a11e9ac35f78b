"""Whether the installation works."""

from fastapi import APIRouter, Response

from api.access import Door
from api.errors import documented
from service.base import Health

router = APIRouter(tags=["health"])


@router.get("/health", summary="Say whether the installation works", responses={**documented(), 503: {"model": Health, "description": "Something is wrong"}})
def health(door: Door, response: Response) -> Health:
    """Return 200 when all is well, else 503 with the problems in words."""
    told = door.health()
    response.status_code = 200 if told.ok else 503
    return told
