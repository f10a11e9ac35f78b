"""Tokens: list, make and revoke those of one's tenant. The first one is made on the machine itself, with ``make token``."""

from datetime import datetime
from typing import Annotated, Self

from fastapi import APIRouter, Depends, Response
from fastapi import Path as InPath
from pydantic import BaseModel, ConfigDict, Field

from api.access import Called, Door, require
from api.errors import BODY, documented
from domain.access import Scope, Token
from domain.base import Principal
from domain.errors import NotAllowed

router = APIRouter(tags=["tokens"])


def admin_by_token(caller: Called) -> Principal:
    """Return who manages tokens.

    Raises:
        NotAllowed: the token lacks the scope admin; or none is set up, and a program must not turn tokens on and lock all others out.
    """
    if not caller.token_id:
        raise NotAllowed("No token is set up yet. Make the first one on the machine itself: make token NAME=… SCOPES=admin")
    require(caller, Scope.ADMIN)
    return caller.who


Keeper = Annotated[Principal, Depends(admin_by_token)]
TokenId = Annotated[str, InPath(pattern="^tk_[0-9a-f]{12}$")]


class TokenIn(BaseModel):
    """A token to make, for a user of one's own tenant (oneself when ``user`` is left out)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(min_length=1, max_length=120)]
    scopes: Annotated[tuple[Scope, ...], Field(min_length=1, max_length=3)]
    user: Annotated[str, Field(min_length=1, max_length=100)] | None = None


class TokenOut(BaseModel):
    """A token without its secret; ``prefix`` is how the secret begins."""

    token_id: str
    name: str
    user: str
    scopes: list[Scope]
    prefix: str
    created_at: datetime
    revoked_at: datetime | None

    @classmethod
    def of(cls, token: Token) -> Self:
        """Return the token as the API shows it."""
        shown = token.model_dump(include={"token_id", "name", "prefix", "created_at", "revoked_at"})
        return cls(**shown, user=token.who.user, scopes=sorted(token.scopes))


class TokenMade(BaseModel):
    """A new token with its secret, which is shown this once and kept nowhere."""

    token: TokenOut
    secret: str


class TokensOut(BaseModel):
    """Tokens, newest first."""

    tokens: list[TokenOut]


@router.get("/v2/tokens", summary="List tokens", responses=documented())
def tokens(door: Door, who: Keeper) -> TokensOut:
    """List the tokens of the tenant, revoked ones too, newest first."""
    return TokensOut(tokens=[TokenOut.of(token) for token in door.tokens(who)])


@router.post("/v2/tokens", summary="Make a token", status_code=201, responses=documented(*BODY))
def make_token(door: Door, who: Keeper, body: TokenIn, response: Response) -> TokenMade:
    """Make a token; its secret is in this answer and nowhere else."""
    owner = who.model_copy(update={"user": body.user or who.user})
    token, secret = door.make_token(owner, body.name, body.scopes)
    response.headers["Cache-Control"] = "no-store"
    return TokenMade(token=TokenOut.of(token), secret=secret)


@router.delete("/v2/tokens/{token_id}", summary="Revoke a token", responses=documented(404))
def revoke_token(door: Door, who: Keeper, token_id: TokenId) -> TokenOut:
    """Revoke a token at once and for good; streams that it has open end within a second."""
    return TokenOut.of(door.revoke_token(who, token_id))
