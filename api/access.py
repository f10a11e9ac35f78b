"""What every route needs: the door, and for whom it is opened. Who calls was found out by ``api.entrance`` before any route is reached."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Query
from starlette.requests import Request

from domain.access import Caller, Scope
from domain.base import Principal
from domain.errors import NotAllowed
from service.base import Prospector

UserId = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=100,
        description="Whose runs and contexts; those of another user answer 404. Leads belong to the whole installation. "
        "With a token it may be left out, and must be the token's user if it is given; without any token it is `local` when left out.",
    ),
]


def door_of(request: Request) -> Prospector:
    """Return the installation's door. Raises StorageProblem when its data folder cannot be opened."""
    opened: Callable[[], Prospector] = request.app.state.door_of
    return opened()


def caller(request: Request) -> Caller:
    """Return who calls, as the entrance found out. Raises NotAllowed when the request came past the entrance."""
    known = request.scope.get("state", {}).get("caller")
    if not isinstance(known, Caller):
        raise NotAllowed("This needs a token: “Authorization: Bearer pr_…”. Make one with: make token")
    return known


def principal_for(caller: Caller, user_id: str | None) -> Principal:
    """Return for whom the caller acts, where a query or a body may name the user.

    Raises:
        NotAllowed: a token is shown and ``user_id`` is not its user (code ``user_mismatch``).
    """
    if not caller.token_id:
        return caller.who if user_id is None else caller.who.model_copy(update={"user": user_id})
    if user_id is not None and user_id != caller.who.user:
        raise NotAllowed("This token acts for another user. Leave user_id away, or use a token of that user.", code="user_mismatch")
    return caller.who


def require(caller: Caller, scope: Scope) -> None:
    """Go on only when the caller has a scope. Raises NotAllowed (code ``scope_missing``)."""
    if not caller.may(scope):
        raise NotAllowed(f"This token lacks the scope “{scope}”. Make one that has it with: make token", code="scope_missing")


def _with(scope: Scope) -> Callable[[Caller, str | None], Principal]:
    def allowed(caller: Annotated[Caller, Depends(caller)], user_id: UserId = None) -> Principal:
        require(caller, scope)
        return principal_for(caller, user_id)

    return allowed


Door = Annotated[Prospector, Depends(door_of)]
Called = Annotated[Caller, Depends(caller)]
Reader = Annotated[Principal, Depends(_with(Scope.READ))]
Runner = Annotated[Principal, Depends(_with(Scope.RUN))]
Admin = Annotated[Principal, Depends(_with(Scope.ADMIN))]
