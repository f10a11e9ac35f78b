"""The guard before everything the server serves, screens included: who may ask, under which name, from which site, and how much.

Only this machine is served as long as there are no tokens; with tokens, other machines get as far as the API's own entrance, never to the screens.
The check of ``Host`` stops DNS rebinding, the check of ``Origin`` requests that another website makes the analyst's browser send.
No proxy is trusted: what came through one is not from this machine, whatever it says.
"""

import ipaddress
from collections.abc import Callable, Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import problem_response, simple
from api.limits import largest
from domain.errors import ProspectorError

HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
#: Headers that say a request came through a proxy.
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
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

    def __init__(self, app: ASGIApp, tokens_on: Callable[[], bool] = bool, api_hosts: Callable[[], Collection[str]] = frozenset) -> None:
        """``tokens_on`` says whether the API asks for tokens; ``api_hosts`` under which further names it is served then. Asked when it matters."""
        self.app = app
        self._tokens_on = tokens_on
        self._api_hosts = api_hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with a problem (a websocket is closed)."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers) or _too_large(scope, headers)
        if scope["type"] == "websocket":
            await (send({"type": "websocket.close", "code": 1008}) if refusal else self.app(scope, receive, send))
            return
        armed = _with_security_headers(send)
        await (_answer(refusal, scope, receive, armed) if refusal else self.app(scope, receive, armed))

    def _refusal(self, scope: Scope, headers: Headers) -> "Refusal | None":
        if not _is_here(scope, headers) and not self._open_to_tokens(scope):
            return 403, "Only this machine is served."
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._known_host(hosts[0], scope):
            return 421, "Ask for localhost or 127.0.0.1."
        if _is_api(scope) and not scope["path"].isprintable() and any(character < " " for character in scope["path"]):
            return 404, "There is nothing here: no address of the API has line ends or other control characters."  # routes do not match across lines
        unsafe = scope["type"] == "websocket" or scope["method"] not in SAFE_METHODS
        if unsafe and not _same_origin(headers, hosts[0]):
            return 403, "Another website may not send this."
        return None

    def _known_host(self, host: str, scope: Scope) -> bool:
        name = _name_of(host)
        return name in HOSTS or (name != "" and name in self._api_hosts() and self._open_to_tokens(scope))

    def _open_to_tokens(self, scope: Scope) -> bool:
        """Say whether more than this machine may ask for this: the API only, and only when it asks for tokens."""
        try:
            return scope["type"] == "http" and _is_api(scope) and self._tokens_on()
        except ProspectorError:  # an installation that cannot be opened is closed to others
            return False


Refusal = tuple[int, str]
_LARGE = "The request body is larger than this route takes."


def names_in(text: str) -> frozenset[str]:
    """Return the host names of a setting, several separated by commas, as the guard compares them."""
    return frozenset(part.strip().lower() for part in text.split(",") if part.strip())


def _is_here(scope: Scope, headers: Headers) -> bool:
    """Say whether a request is from this machine itself; one that a proxy passed on is not, so that no header can make it so."""
    return is_loopback(scope.get("client")) and not any(name in headers for name in FORWARDED)


def is_loopback(client: tuple[str, int] | None) -> bool:
    """Say whether the peer is this machine. A peer without an address is not: it stands behind something that hides it."""
    try:
        address = ipaddress.ip_address(client[0].split("%")[0]) if client else None
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool(address and (mapped or address).is_loopback)


def _name_of(host: str) -> str:
    """Return the name in a Host header, without its port; empty when it is none."""
    name, _, port = host.rpartition(":") if not host.endswith("]") and ":" in host else (host, "", "")
    return name.lower() if not port or (port.isascii() and port.isdecimal()) else ""


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


def _too_large(scope: Scope, headers: Headers) -> Refusal | None:
    declared = headers.get("content-length")
    if declared is None or scope["type"] == "websocket" or not _is_api(scope):
        return None
    if not (declared.isascii() and declared.isdecimal()):
        return 400, "Content-Length is not a number."
    return (413, _LARGE) if int(declared[:16]) > largest(scope["path"]) else None


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
