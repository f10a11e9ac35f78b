"""Pages of websites saved on disk: ``<root>/<host>/<path>.html``. No network; robots.txt of the saved site is obeyed all the same."""

import asyncio
import mimetypes
import os
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from protego import Protego

from domain.errors import Refused
from domain.identity import host_of
from domain.page import Page, sha256_of
from providers.charset import decode
from providers.net.robots import MAX_BYTES as MAX_ROBOTS
from providers.net.robots import PRODUCT, parse
from settings import Settings

MAX_BYTES = 2_000_000
SITEMAP = "sitemap.xml"
MAX_LISTED = 2_000
"""Files that are listed of a saved site without a sitemap, those nearest to its root first."""

_SUFFIXES = (".html", ".htm", ".php", ".xhtml")
_MIME = mimetypes.MimeTypes()  # the built-in table only, the same on every machine
_TEXT = re.compile(r"text/.*|application/(?:.*\+)?(?:xml|json|javascript)")
_TYPES = {".xml": "application/xml", ".txt": "text/plain"}


def build(settings: Settings) -> "Fetch":
    """Return the fetcher over the roots of the settings."""
    return Fetch(settings.saved_roots)


class Fetch:
    """Fetches from folders of saved websites."""

    def __init__(self, roots: Sequence[Path]) -> None:
        self._roots = tuple(roots)
        self._robots: dict[Path, Protego | None] = {}

    async def fetch(self, url: str, known: Page | None = None) -> Page:
        """Return the saved page at a URL.

        Raises:
            InvalidInput: it is no address.
            Refused: not_saved (no such site here), http_4xx (no such page of it), robots_disallowed, wrong_type (no text),
                blocked_url (a path that leaves the folder).
        """
        return await asyncio.to_thread(self._fetch, url)

    def _fetch(self, url: str) -> Page:
        host = host_of(url)
        folder = self._folder(host)
        path = unquote(urlsplit(url).path, errors="surrogateescape").strip("/")
        if path == "robots.txt":
            return _read(_inside(folder, path), f"https://{host}/robots.txt")
        self._obey(folder, host, url)
        if path == SITEMAP and not (folder / path).is_file():
            return _listing(folder, host)
        file = _inside(folder, path)
        relative = file.relative_to(folder).as_posix()
        where = f"https://{host}/" + ("" if relative == "index.html" else quote(relative, errors="surrogateescape"))
        self._obey(folder, host, where)  # "/inner" may have been found as "/inner/index.html"
        return _read(file, where)

    def _folder(self, host: str) -> Path:
        for root in self._roots:
            for name in (host, "www." + host):
                if (root / name).is_dir():
                    return root / name
        raise Refused(f"{host} is not among the saved websites.", code="not_saved")

    def _obey(self, folder: Path, host: str, url: str) -> None:
        if folder not in self._robots:
            file = folder / "robots.txt"
            self._robots[folder] = parse(file.read_bytes()[:MAX_ROBOTS]) if file.is_file() else None
        rules = self._robots[folder]
        if rules is not None and not rules.can_fetch(url, PRODUCT):
            raise Refused(f"The robots.txt of {host} does not allow reading this page.", code="robots_disallowed")


def _inside(folder: Path, path: str) -> Path:
    if "\0" in path or "\\" in path or ".." in PurePosixPath(path).parts:
        raise Refused("This address leaves the website's folder.", code="blocked_url")
    base = folder / path if path else folder
    names = [base, *(base.with_name(base.name + s) for s in _SUFFIXES if path), *(base / f"index{s}" for s in _SUFFIXES)]
    try:
        found = next((f for f in names if f.is_file()), None) or (_shallowest(folder) if not path else None)
    except OSError:  # a name longer than the file system takes
        found = None
    if found is None:
        raise Refused(f"There is no saved page /{path}.", code="http_4xx")
    if not found.resolve().is_relative_to(folder.resolve()):
        raise Refused("This address leaves the website's folder.", code="blocked_url")
    if not _TEXT.fullmatch(_MIME.guess_type(found.name)[0] or "text/html"):
        raise Refused(f"/{path} is no page but a file of another kind.", code="wrong_type")
    return found


def _pages(folder: Path) -> list[Path]:
    return [Path(top) / name for top, _, files in os.walk(folder) for name in files if name.endswith(_SUFFIXES)]


def _listing(folder: Path, host: str) -> Page:
    """The sitemap that a saved site did not bring: its files. Menus that a browser would load are hardly ever among them."""
    names = sorted((file.relative_to(folder).as_posix() for file in _pages(folder)), key=lambda name: (name.count("/"), name))[:MAX_LISTED]
    addresses = "".join(f"<url><loc>https://{host}/{quote(name, errors='surrogateescape')}</loc></url>" for name in names)
    content = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{addresses}</urlset>'
    changed = datetime.fromtimestamp(folder.stat().st_mtime, UTC)
    return Page(url=f"https://{host}/{SITEMAP}", content=content, page_sha256=sha256_of(content), fetched_at=changed, content_type="application/xml")


def _shallowest(folder: Path) -> Path | None:
    return min(_pages(folder), key=lambda f: (len(f.parts), f.name not in ("index.html", "home.html"), str(f)), default=None)


def _read(file: Path, url: str) -> Page:
    try:
        with file.open("rb") as stream:
            body = stream.read(MAX_BYTES + 1)
        saved_at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except OSError as error:
        raise Refused(f"The saved page {url} cannot be read: {error.strerror}.", code="not_saved") from error
    content = decode(body[:MAX_BYTES])
    return Page(
        url=url,
        content=content,
        page_sha256=sha256_of(content),
        fetched_at=saved_at,
        content_type=_TYPES.get(file.suffix, "text/html"),
        truncated=len(body) > MAX_BYTES,
    )
