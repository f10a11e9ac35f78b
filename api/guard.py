"""The guard before everything the server serves, screens included: who may ask, under which name, from which site, and how much.

Only this machine is served as long as there are no tokens. The check of ``Host`` stops DNS rebinding, the check of
``Origin`` requests that another website makes the analyst's browser send.
"""

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import problem_response, simple

HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
MAX_BODY = 1_000_000
#: 10,000 URLs of ordinary length are about 700 KB.
MAX_BODY_OF = {"/api/v2/execute_streaming_prospect": 2_000_000}
#: A page may not be framed by another site, tell another site where the reader was, or load an image from elsewhere.
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "frame-ancestors 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; img-src 'self' data: blob:",
}


class Guard:
    """Pure ASGI middleware; streams pass through it unbuffered."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with a problem (a websocket is closed)."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = _refusal(scope, headers) or _too_large(scope, headers)
        if scope["type"] == "websocket":
            await (send({"type": "websocket.close", "code": 1008}) if refusal else self.app(scope, receive, send))
            return
        armed = _with_security_headers(send)
        if refusal:
            await _answer(refusal, scope, receive, armed)
            return
        if _is_api(scope) and "content-length" not in headers and "transfer-encoding" in headers:
            body = await _read(receive, _limit(scope))
            if body is None:
                await _answer((413, _LARGE), scope, receive, armed)
                return
            receive = _replayed(body, receive)
        await self.app(scope, receive, armed)


Refusal = tuple[int, str]
_LARGE = "The request body is larger than this route takes."


def _refusal(scope: Scope, headers: Headers) -> Refusal | None:
    if not is_loopback(scope.get("client")):
        return 403, "Only this machine is served."
    hosts = headers.getlist("host")
    if len(hosts) != 1 or not _known_host(hosts[0]):
        return 421, "Ask for localhost or 127.0.0.1."
    unsafe = scope["type"] == "websocket" or scope["method"] not in SAFE_METHODS
    if unsafe and not _same_origin(headers, hosts[0]):
        return 403, "Another website may not send this."
    return None


def is_loopback(client: tuple[str, int] | None) -> bool:
    """Say whether the peer is this machine. A peer without an address is not: it stands behind something that hides it."""
    try:
        address = ipaddress.ip_address(client[0].split("%")[0]) if client else None
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool(address and (mapped or address).is_loopback)


def _known_host(host: str) -> bool:
    name, _, port = host.rpartition(":") if not host.endswith("]") and ":" in host else (host, "", "")
    return name.lower() in HOSTS and (not port or port.isdecimal())


def _same_origin(headers: Headers, host: str) -> bool:
    """A browser always says where an unsafe request comes from; a program that says nothing is no browser."""
    origins = headers.getlist("origin")
    if not origins:
        return headers.get("sec-fetch-site", "none") in ("none", "same-origin")
    try:
        origin = urlsplit(origins[0])
    except ValueError:
        return False
    return len(origins) == 1 and origin.scheme in ("http", "https") and origin.netloc.lower() == host.lower()


def _is_api(scope: Scope) -> bool:
    path: str = scope["path"]
    return path.startswith("/api/")


def _limit(scope: Scope) -> int:
    return MAX_BODY_OF.get(scope["path"].rstrip("/"), MAX_BODY)


def _too_large(scope: Scope, headers: Headers) -> Refusal | None:
    declared = headers.get("content-length")
    if declared is None or scope["type"] == "websocket" or not _is_api(scope):
        return None
    if not (declared.isascii() and declared.isdecimal()):
        return 400, "Content-Length is not a number."
    return (413, _LARGE) if int(declared[:16]) > _limit(scope) else None


async def _read(receive: Receive, limit: int) -> bytes | None:
    """Read a body of undeclared length; None when it is larger than the limit."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return bytes(body)
        body += message.get("body", b"")
        if len(body) > limit:
            return None
        if not message.get("more_body"):
            return bytes(body)


def _replayed(body: bytes, receive: Receive) -> Receive:
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    return again


def _with_security_headers(send: Send) -> Send:
    async def armed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return armed


async def _answer(refusal: Refusal, scope: Scope, receive: Receive, send: Send) -> None:
    status, detail = refusal
    await problem_response(simple(status, detail, scope["path"]), {"Connection": "close"})(scope, receive, send)
