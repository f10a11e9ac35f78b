"""The server: Streamlit's screens, the API and its streams in one process and on one port. ``make run`` starts it."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

import streamlit as st
from anyio.to_thread import run_sync
from pydantic import ValidationError
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import settings
from api.application import build
from api.guard import Guard, is_loopback, names_in
from domain.errors import StorageProblem
from service import log
from service.holder import close_service, get_service


class StartRefused(Exception):
    """The server cannot start; the message is the whole reason, in one line."""


def open_service() -> None:
    """Set the log up and open the installation. Raises StartRefused."""
    try:
        start_log(options())
        get_service()
    except ValidationError as error:
        wrong = "; ".join(f"PROSPECTOR_{'_'.join(map(str, item['loc'])).upper()}: {item['msg']}" for item in error.errors())
        raise StartRefused(f"A setting cannot be used. {wrong}") from error
    except StorageProblem as error:
        raise StartRefused(error.message) from error


def start_log(chosen: settings.Settings) -> None:
    """Write the log as the settings say; tickets and tokens go into no log, not even the web server's. Raises StartRefused."""
    try:
        log.set_up(chosen.log_level, chosen.log_format)
    except ValueError as error:
        raise StartRefused(f"A setting cannot be used. PROSPECTOR_LOG_LEVEL: {error}") from error
    logging.getLogger("uvicorn.access").addFilter(without_secrets)


def refuse_open_doors(address: str | None) -> None:
    """Refuse to listen to other machines as long as anyone there could come in. Raises StartRefused.

    Args:
        address: what the server is bound to; None is every address of this machine.
    """
    if address != "localhost" and not is_loopback((address or "", 0)) and not get_service().tokens_on():
        where = address or "every address of this machine"
        raise StartRefused(
            f"The server would listen on {where}, and no token is set up: make one with “make token NAME=first SCOPES=admin”, or listen on 127.0.0.1 only."
        )


@cache
def options() -> settings.Settings:
    """Return the settings, read once."""
    return settings.load()


def tokens_on() -> bool:
    """Say whether the API asks for tokens. Raises StorageProblem."""
    return get_service().tokens_on()


def api_hosts() -> frozenset[str]:
    """Return the further names under which the API is served to bearers of a token."""
    return names_in(options().api_hosts)


def without_secrets(record: logging.LogRecord) -> bool:
    """Let a line of the web server's own access log through; a ticket in its address is hidden."""
    if isinstance(record.args, tuple):
        record.args = tuple(log.redacted(part) if isinstance(part, str) else part for part in record.args)
    return True


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Open the installation before the first request; close it after the last."""
    await run_sync(open_service)
    try:
        refuse_open_doors(st.get_option("server.address"))
        yield
    finally:
        await run_sync(close_service)


class PlainRefusal:
    """ASGI middleware: a refused start ends with the sentence that says why, and no traceback."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; of a refused start, only the last line of what Starlette tells."""
        mark = f"{StartRefused.__module__}.{StartRefused.__name__}: "

        async def shortened(message: Message) -> None:
            last = message.get("message", "").strip().rpartition("\n")[2]
            refused = message["type"] == "lifespan.startup.failed" and last.startswith(mark)
            await send({**message, "message": last.removeprefix(mark)} if refused else message)

        await self.app(scope, receive, shortened if scope["type"] == "lifespan" else send)


def _to_docs(_request: Request) -> RedirectResponse:
    return RedirectResponse("/api/docs")


def _to_front(request: Request) -> RedirectResponse:
    """The first screen stands at the root; people type its name all the same."""
    return RedirectResponse(f"/?{request.url.query}" if request.url.query else "/")


app = st.App(
    "ui/main.py",
    lifespan=lifespan,
    routes=[Route("/api", _to_docs), Route("/context", _to_front), Mount("/api", app=build(get_service, options))],
    middleware=[Middleware(PlainRefusal), Middleware(Guard, tokens_on=tokens_on, api_hosts=api_hosts)],
)
