"""Who may call the API: makes, checks and revokes tokens, and signs the tickets for streams."""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from domain.access import Caller, Scope, Token
from domain.base import Principal
from domain.errors import InvalidInput, NotAllowed, NotFound, StorageProblem
from storage.tokens import TokenFile, ticket_key

MAX_TOKENS = 1_000
TICKET_LIFE = timedelta(minutes=10)
#: What stands in lists: enough to tell tokens apart, 24 of the 256 secret bits.
PREFIX = 23
_SECRET = re.compile(r"pr_(tk_[0-9a-f]{12})_[A-Za-z0-9_-]{43}")
_TICKET = re.compile(r"([A-Za-z0-9_-]{8,1200})\.([A-Za-z0-9_-]{43})")
_NAME = re.compile(r"[^\x00-\x1f\x7f]{1,120}")
_PERSON = re.compile(r"[^\s\x00-\x1f\x7f]{1,100}")


class Access:
    """The tokens and tickets of one data folder; any number of processes may open it."""

    def __init__(self, folder: Path, clock: Callable[[], datetime], random: Callable[[int], bytes]) -> None:
        """``random(n)`` gives n unguessable bytes, as ``secrets.token_bytes`` does."""
        self._folder = folder
        self._file = TokenFile(folder)
        self._clock = clock
        self._random = random

    def on(self) -> bool:
        """Say whether any token was ever made here (and the file not deleted since)."""
        return self._file.exists()

    def trouble(self) -> str:
        """Return what is wrong with the token file in a sentence; empty when all is well."""
        try:
            self._file.all()
        except StorageProblem as error:
            return error.message
        return ""

    def caller(self, secret: str) -> Caller:
        """Return who a bearer token stands for; without any token set up an empty secret stands for this machine.

        Raises:
            NotAllowed: no token where one is needed, or one that is unknown or revoked.
            StorageProblem: the token file is damaged.
        """
        if not self.on():
            if secret:
                raise NotAllowed("No token is set up here. Make one with: make token. Or leave the Authorization header away.")
            return Caller(who=Principal())
        if not secret:
            raise NotAllowed("This needs a token: “Authorization: Bearer pr_…”. Make one with: make token")
        shape = _SECRET.fullmatch(secret)
        known = next((token for token in self._file.all() if shape and token.token_id == shape[1]), None)
        same = hmac.compare_digest(_digest(secret), known.sha256 if known else "0" * 64)
        if known is None or not same or known.revoked_at:
            raise NotAllowed("This token is not known here, or it was revoked. Make another one with: make token")
        return Caller(who=known.who, scopes=known.scopes, token_id=known.token_id)

    def tokens(self, tenant: str | None = None) -> list[Token]:
        """Return the tokens of a tenant (of all when None), newest first. Raises StorageProblem."""
        return [token for token in reversed(self._file.all()) if tenant in (None, token.who.tenant)]

    def make(self, who: Principal, name: str, scopes: Sequence[Scope]) -> tuple[Token, str]:
        """Make a token and return it with its secret, which is kept nowhere.

        Raises:
            InvalidInput: the name, the scopes or the person cannot be used, or there are too many tokens.
            StorageProblem: the token file is damaged or cannot be written.
        """
        clean = name.strip()
        _check(who, clean, scopes)
        token_id = f"tk_{self._random(6).hex()}"
        secret = f"pr_{token_id}_{_text(self._random(32))}"
        made = Token(token_id=token_id, name=clean, who=who, scopes=frozenset(scopes), prefix=secret[:PREFIX], sha256=_digest(secret), created_at=self._clock())

        def added(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
            if sum(token.revoked_at is None for token in tokens) >= MAX_TOKENS:
                raise InvalidInput(f"There are {MAX_TOKENS} tokens already. Revoke those that nobody uses.", code="too_many_tokens")
            remembered = {token.token_id for token in [token for token in tokens if token.revoked_at][-MAX_TOKENS:]}
            return (*(token for token in tokens if not token.revoked_at or token.token_id in remembered), made)

        self._file.change(added)
        return made, secret

    def revoke(self, token_id: str, tenant: str | None = None) -> Token:
        """Revoke a token (of a tenant, where one is given), at once and for good; one that is revoked is returned as it is.

        Raises:
            NotFound: there is no such token.
            StorageProblem: the token file is damaged or cannot be written.
        """
        found: list[Token] = []

        def revoked(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
            after = tuple(self._ended(token) if token.token_id == token_id and tenant in (None, token.who.tenant) else token for token in tokens)
            found.extend(token for token in after if token.token_id == token_id and tenant in (None, token.who.tenant))
            return after

        if self.on():
            self._file.change(revoked)
        if not found:
            raise NotFound(f"There is no token {token_id[:40]}.")
        return found[0]

    def _ended(self, token: Token) -> Token:
        return token if token.revoked_at else token.model_copy(update={"revoked_at": self._clock()})

    def ticket(self, who: Principal, job_id: str) -> str:
        """Return a ticket for the stream of one run, good for ten minutes. Raises StorageProblem."""
        until = int((self._clock() + TICKET_LIFE).timestamp())
        claim = _text(json.dumps([who.tenant, who.user, until]).encode())
        return f"{claim}.{self._signature(claim, job_id)}"

    def ticket_holder(self, ticket: str, job_id: str) -> Principal:
        """Return for whom a ticket was made.

        Raises:
            NotAllowed: it is forged, too old, or for another run.
            StorageProblem: the key file is damaged.
        """
        shape = _TICKET.fullmatch(ticket)
        if not shape or not hmac.compare_digest(shape[2], self._signature(shape[1], job_id)):
            raise NotAllowed("This ticket is not for the stream of this run. Load the page again.")
        tenant, user, until = json.loads(_bytes(shape[1]))
        if self._clock().timestamp() > until:
            raise NotAllowed("This ticket is too old. Load the page again.")
        return Principal(tenant=tenant, user=user)

    def _signature(self, claim: str, job_id: str) -> str:
        key = ticket_key(self._folder, self._random)
        return _text(hmac.digest(key, b"\0".join((b"prospector ticket 1", claim.encode(), job_id.encode("utf-8", "replace"))), "sha256"))


def _check(who: Principal, name: str, scopes: Sequence[Scope]) -> None:
    if not _NAME.fullmatch(name):
        raise InvalidInput("Give the token a name of at most 120 characters, in one line.", code="empty", where="name")
    if not scopes:
        raise InvalidInput("Give the token at least one scope: run, read or admin.", code="empty", where="scopes")
    for where, value in (("tenant", who.tenant), ("user", who.user)):
        if not _PERSON.fullmatch(value):
            raise InvalidInput(f"The {where} of a token is a word of at most 100 characters without spaces.", code="not_a_name", where=where)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
