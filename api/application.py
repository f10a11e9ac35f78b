"""The API as one FastAPI app, made for a door; ``app.py`` mounts it under ``/api``."""

import time
from collections.abc import Callable
from functools import cache
from typing import Any

from fastapi import FastAPI

from api import companies, docs, enrichment, harvester, health, leads, meter, prospects, runs, stream, tokens
from api.described import Described
from api.entrance import Entrance, Limits
from api.errors import Problem, add_handlers
from api.examples import PROBLEM
from api.limits import Requests, Streams
from service.base import Prospector
from settings import Settings, load

VERSION = "2.2.0"
DESCRIPTION = "Start runs, follow their events and read leads with the evidence of every fact. Errors are application/problem+json (RFC 9457)."
TOKENS = "Needed once any token is set up (`make token`); until then only this machine is served, without one. GET /health is always open."

TICKETS = "For a browser's EventSource, which sends no headers: a signed word for the stream of one run, good for ten minutes. The screens use it."
SERVERS = [{"url": "/api", "description": "The installation that serves this description."}]
TAGS = [
    {"name": "runs", "description": "Start runs, watch, stop and resume them."},
    {"name": "harvester", "description": "The whole job in one call: context in, leads out."},
    {"name": "enrichment", "description": "Companies in, what their websites say out."},
    {"name": "prospects", "description": "Leads as flat rows, for simple clients."},
    {"name": "leads", "description": "Leads with the evidence of every fact, as JSON and CSV, and the pages that evidence points into."},
    {"name": "companies", "description": "Leads that may be one company, merges and their way back, and the companies known already from a CRM."},
    {"name": "tokens", "description": "API tokens. Needs the scope admin."},
    {"name": "health", "description": "Whether the installation works."},
]


def build(door_of: Callable[[], Prospector], options: Callable[[], Settings] = load) -> FastAPI:
    """Return the API for the door that ``door_of`` gives (asked at each request, so that it may be opened late) and the limits in ``options``."""

    @cache
    def limits_of() -> Limits:
        told = options()
        return Limits(Requests(told.requests_per_minute, time.monotonic), Streams(told.streams_per_token))

    app = _routes()
    app.state.door_of = door_of
    add_handlers(app)
    app.openapi = description  # type: ignore[method-assign] # FastAPI's documented way to extend the description
    app.add_middleware(Described, spec=description)
    app.add_middleware(Entrance, door_of=door_of, limits_of=limits_of)  # the last one added is met first
    return app


def _routes() -> FastAPI:
    told: dict[str, Any] = {"title": "Prospector API", "version": VERSION, "description": DESCRIPTION, "openapi_tags": TAGS, "servers": SERVERS}
    app = FastAPI(**told, docs_url=None, redoc_url=None, redirect_slashes=False)  # a redirect would be an answer that nothing describes
    for part in (health, runs, stream, harvester, enrichment, prospects, leads, companies, meter, tokens, docs):
        app.include_router(part.router)
    return app


@cache
def description() -> dict[str, Any]:
    """Return the OpenAPI description; the same for every door, and made once (some tenths of a second)."""
    return completed(_routes().openapi())


def completed(spec: dict[str, Any]) -> dict[str, Any]:
    """Return FastAPI's description with what it cannot know: the shape of problems, and who may come in how."""
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    spec["components"]["schemas"] |= {**schema.pop("$defs", {}), "Problem": schema | {"example": PROBLEM}}
    for unused in ("HTTPValidationError", "ValidationError"):  # FastAPI's own errors, which this API never gives
        spec["components"]["schemas"].pop(unused, None)
    spec["components"]["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": TOKENS},
        "ticket": {"type": "apiKey", "in": "query", "name": "ticket", "description": TICKETS},
    }
    spec["security"] = [{"token": []}, {}]
    spec["paths"]["/health"]["get"]["security"] = [{}]
    spec["paths"]["/v2/runs/{job_id}/events"]["get"]["security"] = [{"token": []}, {"ticket": []}, {}]
    return spec
