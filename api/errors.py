"""Every error of the API as RFC 9457 ``application/problem+json``: what went wrong in one sentence, never a traceback, path or SQL."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from domain import errors as domain

MEDIA_TYPE = "application/problem+json"
log = logging.getLogger(__name__)

#: Domain error to status and title, most special first.
STATUS: dict[type[domain.ProspectorError], tuple[int, str]] = {
    domain.InvalidInput: (422, "This input cannot be used"),
    domain.NotFound: (404, "Not found"),
    domain.NotAllowed: (401, "A token is needed"),
    domain.NeedsKey: (424, "An API key is missing or was refused"),
    domain.QuotaReached: (429, "A limit is used up"),
    domain.RunAlreadyActive: (409, "A run is already active"),
    domain.StorageProblem: (503, "The data folder cannot be used right now"),
    domain.TryAgain: (503, "This did not work now; try again later"),
    domain.Refused: (502, "The outside refused this request"),
    domain.Rejected: (422, "This is not a lead"),
    domain.ProspectorError: (500, "Something went wrong"),
}
TITLES = {
    400: "The request cannot be read",
    401: "A token is needed",
    403: "This request is not allowed",
    404: "Not found",
    405: "This method is not allowed here",
    408: "The request body took too long",
    413: "The request body is too large",
    415: "The request body is of a kind that is not taken here",
    421: "This host name is not served here",
    429: "A limit is used up",
}
#: Codes that say more than their status does.
SPECIAL = {
    "malformed_json": (400, "The body is not JSON"),
    "bad_url": (422, "This is not the address of a website"),
    "job_id_taken": (422, "Another run has this job_id"),
    "idempotency_mismatch": (422, "This Idempotency-Key was used for another request"),
    "empty": (422, "Something that is needed is empty"),
    "no_provider": (422, "This source of websites or pages is not there"),
    "scope_missing": (403, "The token lacks a scope that this needs"),
    "user_mismatch": (403, "The token acts for another user"),
    "rate": (429, "The token has used up its requests of this minute"),
    "streams": (429, "The token has as many streams open as it may have"),
    "page_gone": (404, "The page is no longer stored"),
    "merged": (422, "The lead is part of another one"),
    "merge_itself": (422, "A lead cannot be merged into itself"),
    "not_merged": (422, "The lead is merged into none"),
    "no_columns": (422, "No column names companies"),
    "wrong_type": (422, "This is not a file that can be used"),
    "too_large": (422, "This is larger than can be used"),
    "too_many_tokens": (422, "There are as many tokens as there may be"),
}
#: What every route can answer, whatever it does.
EVERY = (401, 403, 421, 422, 429, 500, 503)
#: What every route that takes a body can answer besides.
BODY = (400, 408, 413, 415)
MOST_ITEMS = 100
MOST_CHARACTERS = 300


class ProblemItem(BaseModel):
    """One thing that is wrong: where it stands (``source.urls.3``) and what is wrong with it."""

    where: str
    message: str


class Problem(BaseModel):
    """A problem detail of RFC 9457; ``code`` is stable, ``job_id`` and ``link`` name the active run of a 409."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    errors: list[ProblemItem] = []
    job_id: str | None = None
    link: str | None = None


def problem_response(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """Return the problem as a response."""
    body = problem.model_dump_json(exclude_none=True)
    return Response(body, status_code=problem.status, media_type=MEDIA_TYPE, headers={"Cache-Control": "no-store", **(headers or {})})


def simple(status: int, detail: str, path: str, code: str = "") -> Problem:
    """Return a problem for a status that stands for itself; ``code`` is its title in small letters where none is given."""
    title = TITLES.get(status, "Something went wrong" if status >= 500 else "This request cannot be served")
    name = code or code_of(title)
    return Problem(type=f"/api/docs#{name}", title=title, status=status, detail=detail, instance=path, code=name)


def code_of(title: str) -> str:
    """Return the code of a problem that has none of its own."""
    return title.lower().replace(" ", "_")


def of_domain(error: domain.ProspectorError, path: str) -> Problem:
    """Return the problem of a domain error.

    The messages of storage and internal errors may name files, so that only their standing sentence goes out.
    """
    status, title = _status_of(error)
    told = error.message if status < 500 or isinstance(error, domain.TryAgain | domain.Refused) else (type(error).__doc__ or title).splitlines()[0]
    problem = Problem(type=f"/api/docs#{error.code}", title=title, status=status, detail=told, instance=path, code=error.code)
    if isinstance(error, domain.RunAlreadyActive) and error.job_id:
        return problem.model_copy(update={"job_id": error.job_id, "link": f"/api/v2/runs/{error.job_id}"})
    if isinstance(error, domain.InvalidInput) and error.where:
        return problem.model_copy(update={"errors": [ProblemItem(where=error.where, message=error.message)]})
    return problem


def _status_of(error: domain.ProspectorError) -> tuple[int, str]:
    if isinstance(error, domain.NotAllowed) and error.code != domain.NotAllowed.default_code:
        return 403, TITLES[403]  # who asks is known, and may not
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def of_validation(error: RequestValidationError, path: str) -> Problem:
    """Return the problem of a request that does not have the documented shape; names every field, repeats no value."""
    found = error.errors()
    broken = next((item for item in found if item["type"] == "json_invalid"), None)
    if broken:
        return simple(400, f"The body is not JSON: {broken['ctx']['error']} (character {broken['loc'][-1]}).", path, code="malformed_json")
    items = [ProblemItem(where=_where(item["loc"]), message=_short(item["msg"].removeprefix("Value error, "))) for item in found]
    return not_as_documented(items, path)


def not_as_documented(items: Sequence[ProblemItem], path: str) -> Problem:
    """Return the 422 that names each place; of more than a hundred the first hundred, and how many there are."""
    names = ", ".join(dict.fromkeys(item.where for item in items[:5]))
    more = f" and {len(items) - 5:,} more" if len(items) > 5 else ""
    problem = simple(422, f"Not as documented: {names}{more}" if names else "Not as documented", path, code="invalid_input")
    return problem.model_copy(update={"title": STATUS[domain.InvalidInput][1], "errors": list(items[:MOST_ITEMS])})


def bad_fields(items: Iterable[tuple[tuple[str | int, ...], str]]) -> RequestValidationError:
    """Return the error to raise for fields found wrong after parsing: (place in the body, sentence) each."""
    return RequestValidationError([{"type": "value_error", "loc": ("body", *place), "msg": message} for place, message in items])


def _where(loc: tuple[Any, ...]) -> str:
    inside = [str(part) for part in loc if part not in ("body", "query", "path", "header")]
    return _short(".".join(inside) or str(loc[0]))


def _short(text: str) -> str:
    """What a request named may be of any length and no valid text."""
    return text[:MOST_CHARACTERS].encode("utf-8", "replace").decode()


def add_handlers(app: FastAPI) -> None:
    """Make the app answer every error with a problem."""
    app.add_exception_handler(domain.ProspectorError, _on_domain)
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(Exception, _on_defect)


def _on_domain(request: Request, error: Exception) -> Response:
    assert isinstance(error, domain.ProspectorError)
    problem = of_domain(error, request.url.path)
    if problem.status >= 500:
        log.error("%s %s: %s", request.method, request.url.path, error.message)
    wait = error.retry_after if isinstance(error, domain.TryAgain) else None
    headers = {"Retry-After": str(max(1, round(wait or 5)))} if problem.status == 503 else {}
    if problem.status == 401:
        headers = {"WWW-Authenticate": "Bearer"}  # RFC 6750 section 3
    return problem_response(problem, headers)


def _on_validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return problem_response(of_validation(error, request.url.path))


def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return problem_response(simple(error.status_code, str(error.detail), request.url.path), error.headers)


def _on_defect(request: Request, error: Exception) -> Response:
    # Starlette raises the error again after this answer, so that the server's log has the traceback.
    return problem_response(simple(500, "The server's log says more.", request.url.path, code="internal_error"))


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the ``responses`` of a route for OpenAPI: these statuses and those that every route can give, as problems."""
    titles = {status: title for status, title in STATUS.values()} | TITLES | {422: STATUS[domain.InvalidInput][1], 500: "A defect of the server"}
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": titles[status], "content": content} for status in sorted({*statuses, *EVERY})}
