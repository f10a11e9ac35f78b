"""A stand-in door with real tokens and tickets in a folder, and the API before it."""

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount

from api.application import build
from api.guard import Guard
from domain.access import Caller, Scope, Token
from domain.base import Principal
from service.access import Access
from settings import Settings
from tests.unit.api.door import LiveDoor


class LockedDoor(LiveDoor):
    """The live door, with the product's own tokens and tickets."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.now = datetime(2026, 11, 21, 12, tzinfo=UTC)
        self.access = Access(folder, lambda: self.now, secrets.token_bytes)

    def secret(self, *scopes: Scope, user: str = "local", tenant: str = "default") -> str:
        """Make a token and return its secret."""
        return self.access.make(Principal(tenant=tenant, user=user), "test", scopes)[1]

    def caller(self, secret: str) -> Caller:
        return self.access.caller(secret)

    def tokens_on(self) -> bool:
        return self.access.on()

    def tokens(self, who: Principal) -> list[Token]:
        return self.access.tokens(who.tenant)

    def make_token(self, who: Principal, name: str, scopes: Sequence[Scope]) -> tuple[Token, str]:
        return self.access.make(who, name, scopes)

    def revoke_token(self, who: Principal, token_id: str) -> Token:
        return self.access.revoke(token_id, who.tenant)

    def ticket(self, who: Principal, job_id: str) -> str:
        return self.access.ticket(who, job_id)

    def ticket_holder(self, ticket: str, job_id: str) -> Principal:
        return self.access.ticket_holder(ticket, job_id)


def app_for(door: LockedDoor, **limits: Any) -> Starlette:
    """Return the guarded API before a door, with these limits (generous ones, unless named)."""
    options = Settings(_env_file=None, **{"requests_per_minute": 100_000, **limits})  # type: ignore[call-arg]
    inner = build(lambda: door, lambda: options)
    return Starlette(routes=[Mount("/api", app=inner)], middleware=[Middleware(Guard, tokens_on=door.tokens_on)])


def bearer(secret: str) -> dict[str, str]:
    """Return the header that shows a token."""
    return {"Authorization": f"Bearer {secret}"}
