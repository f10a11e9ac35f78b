"""Chooses the pages of a site that are worth reading: one of each kind that tells most, in the site's main language, none twice. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

from domain.errors import InvalidInput
from domain.identity import canonical_url, host_of, registrable_domain
from pipeline.extract.base import PageReading
from pipeline.extract.flag_words import phrases
from pipeline.extract.likeness import distance
from pipeline.extract.page_kinds import page_kind

PRIORITY = ("contact", "imprint", "about", "team", "products", "careers", "news", "other")
"""Kinds in the order in which they are read; first one of each, then a second of each, and so on."""

INSTEAD_OF_IMPRINT = ("privacy", "terms")
"""Where a site has no imprint, the legal entity is named here."""

ONCE = frozenset(("imprint", "privacy", "terms", "news", "careers"))
"""Kinds of which a second page adds nothing."""

NEAR = 3  # bits of 64 in which the SimHashes of near-duplicates differ at most (Manku et al. 2007)
DOORWAYS = 4  # pages of one pattern that make a series
_LARGE_FOLDER = 12
_FEW_WORDS = 30
MAX_URL = 2_083  # characters; longer addresses are traps or carry data

_FILE = re.compile(r"\.(?!(?:[sx]?html?|php\d?|aspx?|jspx?|cfm|do|cgi|pl)$)[a-z][a-z0-9]{1,5}$", re.I)
_SERIAL = re.compile(
    r"/(?:page|seite|pagina|sida|side|strona|str|p)[-/_]?\d{1,5}/?$|/(?:tag|tags|category|kategorie|categorie|author|archive|archives|feed|rss|search|suche|calendar|kalender"
    r"|wp-json|wp-admin|wp-login|wp-content|cgi-bin|cdn-cgi|print|comments?)(?:/|$)|/(?:19|20)\d\d[/-](?:0?[1-9]|1[0-2])(?:[/-]\d{1,2})?(?:/|$)|/\(?s\(\w{8,80}\)|;(?:jsessionid|sid|phpsessid)|/(?:404|error|test)(?:\.\w{3,5})?$",
    re.I,
)
_NUMBER = re.compile(r"/[^/?]{0,40}\d[^/?]{0,40}/?$")
_SERIAL_KEYS = frozenset(
    phrases(
        """page · p · paged · start · offset · pg · seite · month · year · date · day · week · s · q · search · query · sort · order · orderby · dir · filter
        replytocom · add-to-cart · action · print · share · format · view · sid · session · phpsessid · return · redirect · url · rnd · ts · feed
        attachment_id · from · to · cal · calendar · token · state · nonce · cid · limit · per_page"""
    )
)
# First path segments that name a language (ISO 639-1, and countries used in that way).
_LANGUAGES = frozenset(
    phrases(
        """ar · bg · bs · ca · cn · cs · cz · da · de · dk · el · en · es · et · eu · fa · fi · fr · ga · gb · gl · gr · he · hi · hr · hu · id · is · it · ja
        jp · ka · kk · ko · kr · lt · lv · mk · ms · mt · nb · nl · nn · no · pl · pt · ro · ru · se · sk · sl · sq · sr · sv · th · tr · ua · uk · us · vi
        zh"""
    )
)
_SAME = dict(pair.split() for pair in phrases("cz cs · dk da · gb en · us en · gr el · jp ja · kr ko · no nb · nn nb · se sv · ua uk · cn zh"))
_ZONES = {"nav": 0, "header": 0, "footer": 1, "main": 2, "aside": 3}


class Option(NamedTuple):
    """A page that could be read: its URL, kind, the language that the URL names, and how well it stands among its kind."""

    url: str
    kind: str
    language: str
    rank: tuple[int, int, int]


def choose(home: PageReading, sitemap: tuple[str, ...], limit: int = 8) -> tuple[str, ...]:
    """Return the URLs to read, home first, at most ``limit``: canonical, of the same registrable domain, no files, series or translations.

    Args:
        home: the home page as read; its links come before those of the sitemap.
        sitemap: URLs of the sitemap, in its order.
    """
    options = _main_language(_options(home, sitemap), home)
    series = _series([option.url for option in options])
    by_kind: dict[str, list[Option]] = {}
    used: set[str] = set()
    for option in sorted(options, key=lambda o: o.rank):
        pattern = series.get(option.url, "") if option.kind in ("other", "products", "news", "blog") else ""
        if pattern not in used:
            by_kind.setdefault(option.kind, []).append(option)
            used |= {pattern} - {""}
    return (home.url, *_in_turn(by_kind))[:limit]


def _in_turn(by_kind: dict[str, list[Option]]) -> list[str]:
    """Take one of each kind in the order of priority, then the second of each, and so on."""
    kinds = [*PRIORITY[:-1], "other"]
    if not by_kind.get("imprint"):
        kinds[kinds.index("team") : kinds.index("team")] = [next((k for k in INSTEAD_OF_IMPRINT if by_kind.get(k)), "imprint")]
    longest = max((len(found) for found in by_kind.values()), default=0)
    return [by_kind[kind][turn].url for turn in range(longest) for kind in kinds if turn < len(by_kind.get(kind, ())) and not (turn and kind in ONCE)]


def _options(home: PageReading, sitemap: tuple[str, ...]) -> list[Option]:
    here = urlsplit(home.url)
    host = host_of(home.url)
    domain = registrable_domain(host)
    seen = {_key(home.url), _key(home.canonical or home.url)}
    found: list[Option] = []
    offers = [(link.url, link.text, _ZONES.get(link.zone, 2)) for link in home.links] + [(url, "", 4) for url in sitemap]
    for place, (raw, text, zone) in enumerate(offers):
        url = _usable(raw, domain)
        if not url or (key := _key(url)) in seen:
            continue
        if host_of(url) == host:  # one spelling of scheme and www.
            url = urlunsplit((here.scheme, here.netloc, *urlsplit(url)[2:]))
        kind = page_kind(url, text)
        if kind == "home" and host_of(url) == host:
            continue
        seen.add(key)
        later = (0 if host_of(url) == host else 3) + (3 if "cookie" in url.lower() else 0)
        found.append(Option(url, "other" if kind == "home" else kind, _language(url), (zone + later, urlsplit(url).path.count("/"), place)))
    return found


def _usable(raw: str, domain: str) -> str:
    """Return the canonical URL when it is a page of this site and no file, series or session; else an empty string."""
    try:
        url = canonical_url(raw)
        inside = registrable_domain(host_of(url)) == domain
    except InvalidInput:
        return ""
    parts = urlsplit(url)
    path = unquote(parts.path)
    if not inside or len(url) > MAX_URL or _FILE.search(path) or _SERIAL.search(path):
        return ""
    keys = {key.lower() for key, _ in parse_qsl(parts.query, keep_blank_values=True)}
    return "" if keys & _SERIAL_KEYS or len(keys) > 3 else url


def _key(url: str) -> str:
    """What two spellings of one address have in common: no scheme, ``www.``, index file or trailing slash."""
    parts = urlsplit(url)
    path = re.sub(r"/(?:index|default|home)\.\w{2,5}$", "/", unquote(parts.path)).rstrip("/")
    return f"{host_of(url)}{path}?{parts.query}".lower()


def _language(url: str) -> str:
    parts = urlsplit(url)
    label = (parts.hostname or "").split(".")[0]
    first = parts.path.split("/")[1].lower() if parts.path.count("/") > 1 or "." not in parts.path else ""
    asked = dict(parse_qsl(parts.query)).get("lang", "").lower()
    for said in (asked[:2], re.split(r"[-_]", first)[0] if len(first) in (2, 5) else "", label):
        if said in _LANGUAGES:
            return _SAME.get(said, said)
    return ""


def _main_language(options: list[Option], home: PageReading) -> list[Option]:
    """Leave out translations: pages whose URL names another language than the home page's."""
    main = _language(home.url)
    spoken = {main or _SAME.get(home.language, home.language)}
    same = [o for o in options if o.language in (spoken if main else spoken | {""})]
    if main and len(same) < 3:
        same = [o for o in options if o.language in spoken | {""}]
    return same or options


def _patterns(url: str) -> list[str]:
    """The series that a URL may belong to: its folder, its folder and how its name begins or ends, or a path with changing query."""
    parts = urlsplit(url)
    folder, _, name = parts.path.rstrip("/").rpartition("/")
    if parts.query:
        return [f"?{parts.netloc}{parts.path}"]
    words = re.split(r"[-_]", re.sub(r"\.\w{2,5}$", "", name))
    found = [f"f{parts.netloc}{folder}"] if folder else []
    if len(words) > 1:
        found += [f"b{folder}/{'-'.join(words[: max(1, len(words) - 1)])}", f"e{folder}/{'-'.join(words[1:])}"]
    if len(words) > 2:
        found += [f"b{folder}/{'-'.join(words[:2])}", f"e{folder}/{'-'.join(words[-2:])}"]
    return list(dict.fromkeys(found))


def _series(urls: list[str]) -> dict[str, str]:
    """Return the pattern of every URL that is one of many of its kind (doorway pages: one per town, product or word)."""
    patterns = {url: _patterns(url) for url in urls}
    sizes = Counter(pattern for found in patterns.values() for pattern in found)
    series: dict[str, str] = {}
    for url, found in patterns.items():
        large = [p for p in found if sizes[p] >= (_LARGE_FOLDER if p[0] == "f" else DOORWAYS)]
        if large:
            series[url] = max(large, key=lambda p: sizes[p])
    return series


def alike(one: str, other: str) -> bool:
    """Say whether two URLs belong to one series: the same path with another query, numbers in one folder, names that begin or end alike."""
    shared = set(_patterns(one)) & set(_patterns(other))
    return any(pattern[0] != "f" or (_NUMBER.search(one) and _NUMBER.search(other)) for pattern in shared)


def is_near_duplicate(reading: PageReading, others: Sequence[PageReading] | Iterable[PageReading]) -> bool:
    """Say whether a page says the same as one that was read before. Pages of hardly a word are duplicates only when their words are the same."""
    for other in others:
        if other.page_sha256 == reading.page_sha256:
            return True
        nearest = NEAR if min(reading.words, other.words) >= _FEW_WORDS else 0
        if distance(reading.text_hash, other.text_hash) <= nearest and abs(reading.words - other.words) <= 0.2 * max(reading.words, other.words):
            return True
    return False
