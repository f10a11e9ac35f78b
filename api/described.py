"""What the description does not know is refused before any route: methods, query parameters, kinds of body. HEAD and OPTIONS are answered from it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from email.message import Message as Mail
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import anyio
from anyio.to_thread import run_sync
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.routing import compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import ProblemItem, not_as_documented, problem_response, simple

Spec = Callable[[], dict[str, Any]]


class Call(NamedTuple):
    """One operation of the description: its query parameters (True: may be given several times) and whether it takes a body."""

    query: Mapping[str, bool]
    body: bool


class Path(NamedTuple):
    """A path of the description and its operations by method."""

    pattern: re.Pattern[str]
    calls: Mapping[str, Call]

    @property
    def allow(self) -> str:
        """The value of ``Allow``: HEAD goes wherever GET does, OPTIONS everywhere."""
        return ", ".join(sorted({*self.calls, "OPTIONS", *({"HEAD"} if "GET" in self.calls else ())}))


class Described:
    """Pure ASGI middleware; paths that the description does not hold pass through it untouched."""

    def __init__(self, app: ASGIApp, spec: Spec) -> None:
        self.app = app
        self._spec = spec
        self._paths: list[Path] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it."""
        path = await self._find(scope) if scope["type"] == "http" else None
        if path is None:
            await self.app(scope, receive, send)
            return
        answer = _answer(path, scope)
        if answer is not None:
            await answer(scope, receive, send)
        elif scope["method"] == "HEAD" and "HEAD" not in path.calls:
            await _head(self.app, {**scope, "method": "GET"}, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _find(self, scope: Scope) -> Path | None:
        self._paths = self._paths or list(_paths(await run_sync(self._spec)))  # making it takes too long for the event loop
        inside = scope["path"].removeprefix(scope.get("root_path", ""))
        return next((path for path in self._paths if path.pattern.match(inside)), None)


def _paths(spec: dict[str, Any]) -> Iterable[Path]:
    schemes = spec.get("components", {}).get("securitySchemes", {})
    tickets = {name: scheme["name"] for name, scheme in schemes.items() if scheme.get("in") == "query"}
    for template, verbs in spec["paths"].items():
        calls = {verb.upper(): _call(call, tickets) for verb, call in verbs.items()}
        yield Path(compile_path(template)[0], calls)


def _call(call: dict[str, Any], tickets: Mapping[str, str]) -> Call:
    query = {p["name"]: _is_list(p.get("schema", {})) for p in call.get("parameters", ()) if p["in"] == "query"}
    ways = {tickets[name] for way in call.get("security", ()) for name in way if name in tickets}
    return Call(query | dict.fromkeys(ways, False), "requestBody" in call)


def _is_list(schema: dict[str, Any]) -> bool:
    return schema.get("type") == "array" or any(_is_list(option) for option in schema.get("anyOf", ()))


#: The longest filter that is documented takes fewer.
MAX_PARAMETERS = 400


def _answer(path: Path, scope: Scope) -> Response | None:
    """Return the answer to a request that no route needs to see."""
    method, where = scope["method"], scope["path"]
    call = path.calls.get("GET" if method == "HEAD" and "HEAD" not in path.calls else method)
    if call is None and method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": path.allow})
    if call is None:
        return problem_response(simple(405, f"This address takes {path.allow}.", where), {"Allow": path.allow})
    wrong = _wrong_query(call, scope["query_string"])
    if wrong:
        return problem_response(not_as_documented(wrong, where))
    return _wrong_body(Headers(scope=scope), where) if call.body else None


def _wrong_query(call: Call, query: bytes) -> list[ProblemItem]:
    try:
        given = parse_qsl(query.decode("latin-1"), keep_blank_values=True, errors="replace", max_num_fields=MAX_PARAMETERS)
    except ValueError:
        return [ProblemItem(where="query", message=f"A query has at most {MAX_PARAMETERS} parameters.")]
    names = [name for name, _ in given]
    counts = Counter(names)
    known = ", ".join(sorted(call.query)) or "none"
    unknown = [f"There is no such query parameter here. Known: {known}." if name not in call.query else "" for name in names]
    twice = ["This may be given only once." if counts[name] > 1 and not call.query.get(name, True) else "" for name in set(names)]
    found = [*zip(names, unknown, strict=True), *zip(set(names), twice, strict=True)]
    return [ProblemItem(where=name[:100], message=told) for name, told in dict.fromkeys(found) if told]


def _wrong_body(headers: Headers, where: str) -> Response | None:
    """Return the 415 of a body that is no JSON or is compressed (RFC 9110 section 15.5.16). A body that is missing is not this one's matter."""
    if headers.get("content-length", "0") == "0" and "transfer-encoding" not in headers:
        return None
    if headers.get("content-encoding", "identity").lower() != "identity":
        return problem_response(simple(415, "Send the body as it is, not compressed.", where), {"Accept-Encoding": "identity"})
    if not _is_json(headers.get("content-type", "")):
        return problem_response(simple(415, "Send the body as JSON, with “Content-Type: application/json”.", where), {"Accept": "application/json"})
    return None


def _is_json(content_type: str) -> bool:
    mail = Mail()
    mail["content-type"] = content_type
    subtype = mail.get_content_subtype()
    return mail.get_content_maintype() == "application" and (subtype == "json" or subtype.endswith("+json"))


async def _head(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the head alone; what would follow, endless streams too, is cut off unsent."""
    with anyio.CancelScope() as rest:

        async def beginning(message: Message) -> None:
            if message["type"] == "http.response.start":
                await send(message)
                await send({"type": "http.response.body", "body": b"", "more_body": False})
                rest.cancel()

        await app(scope, receive, beginning)
