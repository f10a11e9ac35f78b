"""The entrance of the API: finds out who calls before any route is reached, so that no route can forget to ask; holds callers to their limits."""

import hashlib
import logging
import re
import uuid
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from typing import NamedTuple

import anyio
from anyio.to_thread import run_sync
from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import of_domain, problem_response, simple
from api.limits import BODY_SECONDS, LISTS, Requests, Streams, Unusable, largest, read_body, replayed
from domain import access
from domain.errors import NotAllowed, ProspectorError
from service.base import Prospector
from service.log import about

#: What anyone may ask who got past the guard.
OPEN = frozenset({"/health", "/docs", "/openapi.json"})
EVENTS = re.compile(r"/v2/runs/([^/]{1,200})/events")
#: An open stream ends at the latest so many seconds after its token was revoked.
LOOK_AGAIN = 0.5
log = logging.getLogger(__name__)


class Limits(NamedTuple):
    """The limits of one server."""

    requests: Requests
    streams: Streams


class Entrance:
    """Pure ASGI middleware inside the API. Puts the ``Caller`` into the request's state, or answers 401, 408, 413 or 429."""

    def __init__(self, app: ASGIApp, door_of: Callable[[], Prospector], limits_of: Callable[[], Limits], body_seconds: float = BODY_SECONDS) -> None:
        self.app = app
        self._door_of = door_of
        self._limits_of = limits_of
        self._body_seconds = body_seconds
        self._threads = anyio.CapacityLimiter(8)  # its own, so that slow routes keep nobody waiting at the entrance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a caller in, or say why not; every answer and every line of the log about it has the request's id."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = uuid.uuid4().hex[:16]
        with about(request_id=request_id):
            await self._let_in(scope, receive, _with_headers(send, {"X-Request-Id": request_id}))

    async def _let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        shown = _shown(scope)
        try:
            caller = await run_sync(self._caller, shown, limiter=self._threads)
        except ProspectorError as error:
            if shown.path not in OPEN:
                await _refuse(error, shown, scope, receive, send)
                return
            caller = None
        scope.setdefault("state", {})["caller"] = caller
        scope["state"]["holds"] = partial(self._holds, shown)
        if caller is None:
            await self.app(scope, receive, send)
        elif not caller.token_id:
            await self._whole(shown, scope, self._watched(shown, receive), send)
        else:
            await self._limited(caller, shown, scope, receive, send)

    def _caller(self, shown: "Shown") -> access.Caller:
        door = self._door_of()
        if shown.ticket and door.tokens_on():
            who = door.ticket_holder(shown.ticket, shown.job_id)
            key = hashlib.sha256(shown.ticket.encode()).hexdigest()[:16]
            return access.Caller(who=who, scopes=frozenset({access.Scope.READ}), token_id=f"ticket-{key}")
        if shown.malformed:
            raise NotAllowed("The Authorization header has to read “Bearer pr_…”, once.")
        return door.caller(shown.secret)

    async def _holds(self, shown: "Shown") -> bool:
        """Say whether who was let in would still be let in."""
        try:
            await run_sync(self._caller, shown, limiter=self._threads)
        except ProspectorError:
            return False
        return True

    async def _limited(self, caller: access.Caller, shown: "Shown", scope: Scope, receive: Receive, send: Send) -> None:
        limits = self._limits_of()
        rate = limits.requests.take(caller.token_id)
        told = _with_headers(send, rate.headers)
        if not rate.passes:
            await _answer(429, f"This token has used up its {rate.limit} requests a minute.", "rate", scope, receive, told)
            return
        with limits.streams.one(caller.token_id) if shown.is_stream else nullcontext(enter_result=True) as place:
            if place:
                await self._whole(shown, scope, self._watched(shown, receive), told)
                return
        await _answer(429, "This token has as many streams open as it may have. Close one of them.", "streams", scope, receive, _with_headers(told, _LATER))

    async def _whole(self, shown: "Shown", scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its body read, if it has one; or say what is wrong with the body."""
        if not shown.has_body:
            await self.app(scope, receive, send)
            return
        try:
            body = await read_body(receive, largest(scope["path"]), self._body_seconds)
        except Unusable as wrong:
            await _answer(wrong.status, wrong.detail, "", scope, receive, send)
            return
        if body is not None:
            await self.app(scope, replayed(body, receive), send)

    def _watched(self, shown: "Shown", receive: Receive) -> Receive:
        """Return a ``receive`` that says the client has gone once its token no longer holds; that ends an open stream. A ticket counts at the door only."""
        if not shown.is_stream or shown.ticket:
            return receive

        async def watched() -> Message:
            while True:
                with anyio.move_on_after(LOOK_AGAIN):
                    return await receive()
                if not await self._holds(shown):
                    return {"type": "http.disconnect"}

        return watched


class Shown(NamedTuple):
    """What a request shows of itself: the path inside the API, a bearer token, a ticket."""

    path: str
    secret: str
    malformed: bool
    ticket: str
    job_id: str
    is_stream: bool
    has_body: bool


def _shown(scope: Scope) -> Shown:
    path = scope["path"].removeprefix(scope.get("root_path", ""))
    headers = Headers(scope=scope)
    given = headers.getlist("authorization")
    kind, _, secret = given[0].partition(" ") if given else ("", "", "")
    malformed = bool(given) and (len(given) > 1 or kind.lower() != "bearer" or not secret.strip())
    events = EVENTS.fullmatch(path)
    follows = events is not None and scope["method"] == "GET"
    tickets = QueryParams(scope["query_string"]).getlist("ticket") if follows and not given else []
    return Shown(
        path=path,
        secret="" if malformed else secret.strip(),
        malformed=malformed,
        ticket=tickets[0][:2_000] if len(tickets) == 1 else "",
        job_id=events[1] if events else "",
        is_stream=follows or path in LISTS,
        has_body=headers.get("content-length", "0") != "0" or "transfer-encoding" in headers,
    )


_LATER = {"Retry-After": "5"}


def _with_headers(send: Send, more: dict[str, str]) -> Send:
    async def told(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(more)
        await send(message)

    return told


async def _refuse(error: ProspectorError, shown: Shown, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer who cannot be let in; RFC 6750 section 3.1 says how a token that was shown is called invalid."""
    problem = of_domain(error, scope["path"])
    if problem.status >= 500:
        log.error("%s %s: %s", scope["method"], scope["path"], error.message)
    challenge = 'Bearer error="invalid_token"' if shown.secret or shown.malformed or shown.ticket else "Bearer"
    headers = {"WWW-Authenticate": challenge} if problem.status == 401 else _LATER
    await problem_response(problem, headers | ({"Connection": "close"} if shown.has_body else {}))(scope, receive, send)


async def _answer(status: int, detail: str, code: str, scope: Scope, receive: Receive, send: Send) -> None:
    await problem_response(simple(status, detail, scope["path"], code=code), {"Connection": "close"})(scope, receive, send)
