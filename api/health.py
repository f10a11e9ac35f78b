"""Whether the installation works."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from starlette.requests import Request

from api.access import Door
from api.errors import documented
from domain.base import Value
from service.base import Health

router = APIRouter(tags=["health"])


class Pulse(Value):
    """What anyone may know: whether the installation works, and its version."""

    ok: bool
    version: str


def is_known(request: Request) -> bool:
    """Say whether whoever asks may see more than the pulse: a bearer of a token, or this machine where no token is set up."""
    return request.scope.get("state", {}).get("caller") is not None


@router.get(
    "/health", summary="Say whether the installation works", responses={**documented(), 503: {"model": Health | Pulse, "description": "Something is wrong"}}
)
def health(door: Door, response: Response, known: Annotated[bool, Depends(is_known)]) -> Health | Pulse:
    """Return 200 when all is well, else 503 with the problems in words. Where tokens are set up, who shows none learns no more than yes or no."""
    told = door.health()
    response.status_code = 200 if told.ok else 503
    return told if known else Pulse(ok=told.ok, version=told.version)
