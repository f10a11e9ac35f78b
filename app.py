"""The server: Streamlit's screens, the API and its streams in one process and on one port. ``make run`` starts it."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
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
from api.guard import Guard
from domain.errors import StorageProblem
from service.holder import close_service, get_service

ROOMS = ("api", "ui", "service", "pipeline", "storage", "providers", "domain")


class StartRefused(Exception):
    """The server cannot start; the message is the whole reason, in one line."""


def open_service() -> None:
    """Set the log up and open the installation. Raises StartRefused."""
    try:
        log_to_stderr(settings.load().log_level)
        get_service()
    except ValidationError as error:
        wrong = "; ".join(f"PROSPECTOR_{'_'.join(map(str, item['loc'])).upper()}: {item['msg']}" for item in error.errors())
        raise StartRefused(f"A setting cannot be used. {wrong}") from error
    except StorageProblem as error:
        raise StartRefused(error.message) from error


def log_to_stderr(level: str) -> None:
    """Write the log of our own rooms to standard error; libraries keep theirs."""
    names = logging.getLevelNamesMapping()
    if level.upper() not in names:
        raise StartRefused(f"A setting cannot be used. PROSPECTOR_LOG_LEVEL: “{level}” is not one of DEBUG, INFO, WARNING, ERROR")
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    for room in ROOMS:
        logger = logging.getLogger(room)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(names[level.upper()])


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Open the installation before the first request; close it after the last."""
    await run_sync(open_service)
    try:
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


app = st.App(
    "ui/main.py",
    lifespan=lifespan,
    routes=[Route("/api", _to_docs), Mount("/api", app=build(get_service))],
    middleware=[Middleware(PlainRefusal), Middleware(Guard)],
)
