"""Who may use the API from outside: tokens with scopes, and tickets for one run's stream."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain.base import Principal, Value


class Scope(StrEnum):
    """What a token allows. ``admin`` holds the other two; ``run`` and ``read`` stand beside each other."""

    READ = "read"
    RUN = "run"
    ADMIN = "admin"


ALL_SCOPES = frozenset(Scope)


class Token(Value):
    """An API token as kept: its SHA-256 and its first characters, never itself."""

    token_id: Annotated[str, Field(pattern=r"^tk_[0-9a-f]{12}$")]
    name: Annotated[str, Field(min_length=1, max_length=120)]
    who: Principal
    scopes: frozenset[Scope]
    prefix: str
    sha256: str
    created_at: datetime
    revoked_at: datetime | None = None


class Caller(Value):
    """Who calls: for whom, with which scopes, by which token (empty: this machine, where no token is set up)."""

    who: Principal
    scopes: frozenset[Scope] = ALL_SCOPES
    token_id: str = ""

    def may(self, scope: Scope) -> bool:
        """Say whether the caller has a scope."""
        return scope in self.scopes or Scope.ADMIN in self.scopes
