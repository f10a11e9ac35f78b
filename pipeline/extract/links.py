"""Where a page leads: links with their zone, pieces that its own script or server would have put in, forwards, the canonical address."""

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from domain.errors import InvalidInput
from domain.identity import canonical_url, host_of
from pipeline.extract.base import Link
from pipeline.extract.markup import Markup, Tag

MAX_LINKS = 1_500
_MAX_TEXT = 120
_PLAIN_PATH = re.compile(r"/?(?:[\w%-][\w%.~-]{0,200}+(?:/|\Z)){1,40}+", re.A)  # joined to an address as it stands
_ODD_PATH = re.compile(r"//|/\.|;")
_ABSOLUTE = re.compile(r"https?://[^/?#\\]")
_MAX_URL = 2_000
_INCLUDE_ATTRIBUTES = ("w3-include-html", "data-w3-include-html", "data-include", "include-html", "data-include-html", "data-include-path", "data-partial")
_INCLUDES = frozenset(_INCLUDE_ATTRIBUTES)
_QUOTED = r"[\"'`]([^\"'`\n<>]{1,300})[\"'`]"
_LOADED = re.compile(
    rf"(?:\bfetch|\.load|\.get|\.ajax|include\w{{0,20}}|load\w{{0,20}}|\.open\(\s{{0,9}}[\"'](?:GET|get)[\"']\s{{0,9}},)\s{{0,9}}\(?\s{{0,9}}{_QUOTED}"
)
_LOADED_URL = re.compile(rf"\burl\s{{0,9}}:\s{{0,9}}{_QUOTED}")
_SSI = re.compile(r"<!--#include\s{1,9}(?:virtual|file)\s{0,9}=\s{0,9}[\"']([^\"'<>]{1,300})[\"']")
_PLACEHOLDER = re.compile(r"(?:site-?|main-?)?(footer|header)-?(?:placeholder|include|load|html)$|(?:placeholder|include|load)-?(footer|header)$", re.I)
_PIECE = re.compile(r"\.(?:[sx]?html?|inc|tpl|php|aspx?)$", re.I)
_DELAYED = re.compile(r"\s{0,9}(\d{0,4})(?:\.\d{0,9})?\s{0,9}[;,]?\s{0,9}(?:url\s{0,9}=\s{0,9})?[\"']?([^\"'\s]{1,2000})", re.I)
_MOVED = re.compile(
    r"(?:window\.|document\.|top\.|self\.)?\blocation(?:\.href)?\s{0,9}(?:=|\.replace\s{0,9}\(|\.assign\s{0,9}\()\s{0,9}[\"']([^\"'\s]{1,500})[\"']"
)
_SCRIPTS = frozenset(("script", "module", "text/javascript", "application/javascript", "text/babel"))
_MAX_SCRIPT, _SHORT_SCRIPT = 200_000, 4_000
_SLOWEST = 10  # seconds: a later refresh is no forward but a reload
_FEW_WORDS = 60  # a page with more words is meant to be read, whatever its scripts do later


def _base(markup: Markup) -> str:
    for tag in markup.by_name("base"):
        try:
            base = urljoin(markup.url, tag.value("href").strip())
        except ValueError:
            continue
        if base.startswith(("http://", "https://")):
            return base
    return markup.url


def absolute(markup: Markup, reference: str) -> str:
    """Return a reference on the page as an absolute canonical URL; empty when it is none, or its host is no name that a website could have."""
    if not reference or len(reference) > _MAX_URL:
        return ""
    return _resolved(reference, "" if _ABSOLUTE.match(reference) else _base(markup))


@lru_cache(maxsize=4_096)
def _resolved(reference: str, base: str) -> str:
    """Return what :func:`absolute` does; the pages of a site lead to each other again and again."""
    if base and _PLAIN_PATH.fullmatch(reference):
        origin, folder = _origin(base)
        if folder:
            return origin + reference if reference[0] == "/" else folder + reference
    try:
        url = canonical_url(reference, base)
        host_of(url)
    except InvalidInput:
        return ""
    return url


@lru_cache(maxsize=256)
def _origin(base: str) -> tuple[str, str]:
    """Return scheme and host of an address, and the folder that it lies in; nothing for an odd one."""
    try:
        url = canonical_url(base.split("?")[0].split("#")[0])
        host_of(url)
    except InvalidInput:
        return "", ""
    folder = url[: url.rindex("/") + 1]
    scheme, _, path = folder.partition("://")
    return f"{scheme}://{path.partition('/')[0]}", "" if _ODD_PATH.search(path) else folder


def _link_text(markup: Markup, tag: Tag, images: dict[int, str]) -> str:
    start, end = markup.element_text(tag)
    text = " ".join(markup.text[start : min(end, start + _MAX_TEXT)].split())
    return text or " ".join((tag.value("aria-label") or tag.value("title") or images.get(tag.end, ""))[:_MAX_TEXT].split())


def links(markup: Markup) -> tuple[Link, ...]:
    """Return the page's links, each target once per zone, with their words (an image's alt text where there are none)."""
    images = {tag.start: tag.value("alt") for tag in markup.by_name("img")}
    known: dict[str, str] = {}
    found: dict[tuple[str, str], Link] = {}
    for tag in (*markup.by_name("a")[: MAX_LINKS * 2], *markup.by_name("area")[:MAX_LINKS]):
        href = tag.value("href").strip()
        if not href or href.startswith(("#", "mailto:", "tel:", "javascript:", "data:")):
            continue
        url = known.get(href)
        if url is None:
            url = known[href] = absolute(markup, href)
        if url and ((url, tag.zone) not in found or not found[url, tag.zone].text):
            found[url, tag.zone] = Link(url=url, text=_link_text(markup, tag, images), zone=tag.zone)
    return tuple(found.values())[:MAX_LINKS]


def _loaded_by_scripts(markup: Markup) -> list[str]:
    scripts = [raw.text[:_MAX_SCRIPT] for raw in markup.raws if raw.kind in _SCRIPTS]
    return [name for script in scripts for name in (_known_loads if len(script) <= _SHORT_SCRIPT else _loads)(script)]


def _loads(script: str) -> list[str]:
    return _LOADED.findall(script) + (_LOADED_URL.findall(script) if ".ajax" in script else [])


_known_loads = lru_cache(maxsize=256)(_loads)
"""``_loads`` for short scripts, which are the same on every page of a site."""


def _placeholders(markup: Markup) -> list[str]:
    """Empty parts that a script from elsewhere fills; the file that such sites load is named after the part."""
    names: list[str] = []
    for tag in markup.by_name("div"):
        part = _PLACEHOLDER.match(tag.value("id")[:60]) if "id" in tag.names else None
        start, end = markup.element_text(tag) if part else (0, 0)
        if part and start == end:
            names.append(f"/{(part.group(1) or part.group(2)).lower()}.html")
    return names


def _included_names(markup: Markup) -> list[str]:
    including = markup.having(_INCLUDES)
    names = [tag.value(name) for tag in including for name in _INCLUDE_ATTRIBUTES if name in tag.names]
    names += [tag.value("data") for tag in markup.by_name("object")]
    names += [tag.value("href") for tag in markup.by_name("link") if tag.value("rel").lower() == "import"]
    names += [tag.value("src") for name in ("frame", "iframe", "embed") for tag in markup.by_name(name)]
    names += _loaded_by_scripts(markup) + _placeholders(markup)
    return names + (_SSI.findall(markup.source) if "<!--#include" in markup.source else [])


def includes(markup: Markup) -> tuple[str, ...]:
    """Return the pieces of the page that a browser would fetch from the same host and put in (``data-include``, ``fetch("footer.html")``, frames)."""
    host, found = host_of(markup.url), dict[str, None]()
    for name in _included_names(markup)[:200]:
        reference = name.strip().split(" ")[0]  # jQuery: load("page.html #part")
        url = absolute(markup, reference) if _PIECE.search(_path(reference)) else ""
        if url and host_of(url) == host and url != canonical_url(markup.url):
            found[url] = None
    return tuple(found)[:12]


def _path(reference: str) -> str:
    """Return the path of a reference; empty for a broken one."""
    try:
        return urlsplit(reference).path
    except ValueError:
        return ""


def canonical(markup: Markup) -> str:
    """Return the address that the page calls its own (``<link rel=canonical>``), absolute; empty when it names none."""
    for tag in markup.by_name("link"):
        if "canonical" in tag.value("rel").lower().split():
            return absolute(markup, tag.value("href").strip())
    return ""


def refresh(markup: Markup, words: int) -> str:
    """Return where the page sends its visitors at once: a meta refresh, or a script on a page with hardly a word; empty when it does not."""
    meta = markup.meta("refresh")
    match = _DELAYED.match(meta.value) if meta else None
    if match and int(match.group(1) or 0) <= _SLOWEST and re.search(r"url\s{0,9}=|/|\.", meta.value if meta else ""):
        return absolute(markup, match.group(2))
    if words <= _FEW_WORDS:
        for raw in markup.raws:
            moved = _MOVED.search(raw.text) if raw.kind in _SCRIPTS and len(raw.text) < 3_000 else None
            if moved:
                return absolute(markup, moved.group(1))
    return ""
