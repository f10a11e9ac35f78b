"""The API as one FastAPI app, made for a door; ``app.py`` mounts it under ``/api``."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI

from api import docs, health, leads, runs, stream
from api.errors import Problem, add_handlers
from service.base import Prospector

VERSION = "2"
DESCRIPTION = "Start runs, follow their events and read leads with the evidence of every fact. Errors are application/problem+json (RFC 9457)."


def build(door_of: Callable[[], Prospector]) -> FastAPI:
    """Return the API for the door that ``door_of`` gives (asked at each request, so that it may be opened late)."""
    app = FastAPI(title="Prospector API", version=VERSION, description=DESCRIPTION, docs_url=None, redoc_url=None)
    app.state.door_of = door_of
    add_handlers(app)
    for part in (health, runs, stream, leads, docs):
        app.include_router(part.router)
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        spec = plain()
        schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        spec["components"]["schemas"] |= {**schema.pop("$defs", {}), "Problem": schema}
        return spec

    app.openapi = openapi  # type: ignore[method-assign] # FastAPI's documented way to extend the description
    return app
