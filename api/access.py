"""What every route needs: the door, and for whom it is opened."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Query
from starlette.requests import Request

from domain.base import Principal
from service.base import Prospector

UserId = Annotated[
    str, Query(min_length=1, max_length=100, description="Whose runs and contexts; those of another user answer 404. Leads belong to the whole installation.")
]


def door_of(request: Request) -> Prospector:
    """Return the installation's door. Raises StorageProblem when its data folder cannot be opened."""
    opened: Callable[[], Prospector] = request.app.state.door_of
    return opened()


def principal(user_id: UserId = "local") -> Principal:
    """Return who asks. There are no tokens yet and only this machine is served, so that the query names the user."""
    return Principal(user=user_id)


Door = Annotated[Prospector, Depends(door_of)]
Who = Annotated[Principal, Depends(principal)]
