"""Serves a folder of saved websites on this machine, over plain HTTP and over TLS, each under its own name and under aliases of it.

    python -m bench.web_server FOLDER CA_FILE

Prints one line of JSON with its two ports, writes the certificate of its authority to CA_FILE, and ends when its standard input closes.
Bodies go out as they are saved, and a page stands where the fetcher of saved pages says that it stands; other spellings of its address lead there.
An alias ``s7-<host>`` is the same website with its name replaced throughout: so a few sites make many. Targets in absolute form
(RFC 9112, 3.2.2) are answered too, so that a client may take this server for its proxy.
"""

import asyncio
import json
import re
import ssl
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import trustme

from domain.errors import ProspectorError, Refused
from domain.page import Page
from providers.fetch.saved import Fetch

_ALIAS = re.compile(r"s\d{1,5}-")
_WORDS = {200: "OK", 301: "Moved Permanently", 400: "Bad Request", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed"}
_STATUS = {"robots_disallowed": 403, "wrong_type": 200}  # a file of another kind is there; its body would not be read


class Reply(NamedTuple):
    """What a path of a site gives; ``moved`` is the path at which it stands instead."""

    status: int
    kind: str = "text/plain"
    body: bytes = b""
    moved: str = ""


class Sites:
    """The saved websites, as answers to requests. Answers are kept: each file is read once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._saved = Fetch([root])
        self._kept: dict[tuple[str, str], Reply] = {}

    async def reply(self, asked: str, target: str) -> Reply:
        """Answer for the path of a host; ``moved`` is then absolute where the host has to change as well."""
        alias = asked.removeprefix("www.")
        name = _ALIAS.match(alias)
        host = alias[name.end() :] if name else alias
        found = self._kept.get((host, target))
        if found is None:
            found = self._kept[host, target] = await self._look(host, target)
        if found.status in (200, 301) and asked != alias:
            return Reply(301, moved=f"//{alias}{found.moved or target}")
        return found._replace(body=found.body.replace(host.encode(), alias.encode())) if name and found.body else found

    async def _look(self, host: str, target: str) -> Reply:
        try:
            page = await self._saved.fetch(f"https://{host}{target}")
        except Refused as error:
            return Reply(_STATUS.get(error.code, 404), "application/octet-stream" if error.code == "wrong_type" else "text/plain", error.code.encode())
        except ProspectorError:
            return Reply(400)
        path = urlsplit(page.url).path
        if path != target:
            return Reply(301, moved=path)
        file = self._file(host, page)
        return Reply(200, page.content_type, file.read_bytes() if file.is_file() else page.content.encode())  # a sitemap may be made, not saved

    def _file(self, host: str, page: Page) -> Path:
        """The file of a page that the fetcher found, by the address that it gave it."""
        folder = next(f for f in (self._root / host, self._root / f"www.{host}") if f.is_dir())
        return folder / (unquote(urlsplit(page.url).path).lstrip("/") or "index.html")


def _parsed(head: bytes) -> tuple[str, str, str]:
    """Method, host (lower case, no port) and target (path and query) of a request."""
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ", 2)
    named = (line.partition(":")[2].strip() for line in lines if line[:5].lower() == "host:")
    host = next(named, "")
    if target.startswith("http://"):
        parts = urlsplit(target)
        host, target = parts.netloc, (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return method, host.partition(":")[0].lower(), target


def _bytes(reply: Reply) -> bytes:
    lines = [f"HTTP/1.1 {reply.status} {_WORDS[reply.status]}", f"Content-Type: {reply.kind}", f"Content-Length: {len(reply.body)}"]
    if reply.moved:
        lines.append(f"Location: {reply.moved}")
    return "\r\n".join((*lines, "\r\n")).encode("latin-1") + reply.body


def tls(hosts: Sequence[str], ca_file: Path) -> ssl.SSLContext:
    """Return a server's context with one certificate for all hosts, and write that of its authority to a file."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(ca_file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*hosts, *(f"www.{host}" for host in hosts)).configure_cert(context)
    return context


async def serve(root: Path, context: ssl.SSLContext) -> None:
    """Serve until standard input closes."""
    sites = Sites(root)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                method, host, target = _parsed((await reader.readuntil(b"\r\n\r\n"))[:-4])
                writer.write(_bytes(await sites.reply(host, target) if method == "GET" else Reply(405)))
                await writer.drain()
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, OSError, ValueError, asyncio.CancelledError):
            pass  # the client has gone, or does not speak HTTP; or the server ends
        finally:
            writer.close()

    plain = await asyncio.start_server(talk, "127.0.0.1", 0, backlog=1024)
    secure = await asyncio.start_server(talk, "127.0.0.1", 0, ssl=context, backlog=1024)
    async with plain, secure:
        print(json.dumps({"http": plain.sockets[0].getsockname()[1], "https": secure.sockets[0].getsockname()[1]}), flush=True)
        await asyncio.to_thread(sys.stdin.read)
    # Connections that clients left open end with the process.


def main(folder: str, ca_file: str) -> None:
    root = Path(folder)
    hosts = sorted(p.name.removeprefix("www.") for p in root.iterdir() if p.is_dir())
    asyncio.run(serve(root, tls(hosts, Path(ca_file))))


if __name__ == "__main__":
    main(*sys.argv[1:])
