"""The sample web behind a real server of this machine: every host by its name, with validators, counted; and a fetcher that reaches it."""

import asyncio
import contextlib
import hashlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from protego import Protego

from providers.fetch.web import Fetch
from tests.loopback import Asked, Site, fetcher, reply

SAMPLES = Path(__file__).parents[2] / "samples" / "web"
_KINDS = {".xml": "application/xml", ".txt": "text/plain"}
GONE = reply("nothing here", status="404 Not Found")


def file_of(host: str, path: str) -> Path | None:
    """Return the saved file that a server with these folders would send."""
    folder = SAMPLES / host.removeprefix("www.")
    base = folder / unquote(urlsplit(path).path).strip("/")
    names = [base, base.with_name(base.name + ".html"), base / "index.html"]
    return next((name for name in names if name.is_file() and name.resolve().is_relative_to(folder)), None)


def answer(asked: Asked) -> bytes:
    """Send the file, or that it has not changed."""
    file = file_of(asked.host, asked.path)
    if file is None:
        return GONE
    body = file.read_bytes()
    etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    if asked.headers.get("if-none-match") == etag:
        return f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n".encode()
    return reply(body, f"ETag: {etag}", kind=_KINDS.get(file.suffix, "text/html"))


def allowed(asked: Asked) -> bool:
    """Say whether the robots.txt of the host lets ProspectorBot ask for this."""
    rules = file_of(asked.host, "/robots.txt")
    parsed = Protego.parse(rules.read_text("utf-8-sig")) if rules else None
    return asked.path == "/robots.txt" or parsed is None or parsed.can_fetch(f"http://{asked.host}{asked.path}", "ProspectorBot")


@contextlib.contextmanager
def serving(answerer: Callable[[Asked], bytes] = answer) -> Iterator[tuple[Site, Fetch]]:
    """Serve from a thread of its own, as a server elsewhere would; give the site and a fetcher that reaches it under every name."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    site = Site(answerer)
    asyncio.run_coroutine_threadsafe(site.__aenter__(), loop).result(10)
    try:
        yield site, fetcher(site)
    finally:
        asyncio.run_coroutine_threadsafe(site.__aexit__(None, None, None), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
