"""Profiles on social networks: links, sameAs, addresses in the text. Share, post, embed and login links are no profiles; the designer's are third parties'."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from domain.evidence import Evidence
from pipeline.extract.base import Candidate, PageContext
from pipeline.extract.fields.credits import credits_of
from pipeline.extract.fields.structured import organisations, quote
from pipeline.extract.markup import Markup
from pipeline.extract.quote import Quoter
from pipeline.lexicon.phrases import word_set

EXTRACTOR = "socials"


class _Network(NamedTuple):
    """How profiles of a network look: hosts, first path parts that hold a name behind them (with how many parts), and those that are no profiles."""

    name: str
    hosts: frozenset[str]
    prefixes: dict[str, int]
    refused: frozenset[str]
    bare: bool = True


def _network(name: str, hosts: str, prefixes: str = "", refused: str = "", *, bare: bool = True) -> _Network:
    depth = {part.partition("=")[0]: int(part.partition("=")[2] or 2) for part in prefixes.split()}
    return _Network(name, frozenset(hosts.split()), depth, frozenset(refused.split()), bare)


_NETWORKS = (
    _network(
        "facebook",
        "facebook.com fb.com fb.me",
        "p pages=3 people=3 groups",
        """sharer sharer.php share share.php dialog plugins tr login login.php events photo photo.php photos hashtag watch story.php policies
        policy privacy help legal business ads v2.0 permalink.php reel""",
    ),
    _network("instagram", "instagram.com", "", "p reel reels explore stories tv accounts share about legal developer"),
    _network("linkedin", "linkedin.com", "company in school showcase groups pub", "", bare=False),
    _network("x", "twitter.com x.com", "", "share intent home hashtag search i login privacy tos status"),
    _network("youtube", "youtube.com", "channel c user", "watch embed playlist results shorts feed live redirect iframe_api t about"),
    _network("tiktok", "tiktok.com", "", "share embed tag music foryou discover v legal"),
    _network("xing", "xing.com", "companies pages profile company", "", bare=False),
    _network(
        "pinterest",
        "pinterest.com pinterest.de pinterest.fr pinterest.es pinterest.it pinterest.co.uk pinterest.at pinterest.ch pinterest.se pinterest.jp",
        "",
        "pin search explore ideas",
    ),
    _network("vk", "vk.com", "", "share.php share widget wall away.php feed"),
    _network("telegram", "t.me telegram.me", "s", "share joinchat iv addstickers"),
    _network("line", "line.me lin.ee page.line.me", "R=4 ti=3", ""),
    _network("threads", "threads.net threads.com", "", "share intent"),
    _network("ok", "ok.ru", "group profile", "dk share offer"),
    _network("snapchat", "snapchat.com", "add", "", bare=False),
    _network("behance", "behance.net", "", "gallery search"),
    _network("vimeo", "vimeo.com", "", "video channels ondemand"),
    _network("weibo", "weibo.com", "u", "share"),
    _network("viber", "chats.viber.com", "", ""),
)
_BY_HOST = {host: network for network in _NETWORKS for host in network.hosts}
_SUBDOMAIN = re.compile(r"^(?:www|m|mobile|web|touch|[a-z]{2}|[a-z]{2}-[a-z]{2})\.")
_NAME = re.compile(r"@?[\w.\-+%]{1,100}", re.U)
_IN_TEXT = re.compile(r"(?:facebook|instagram|linkedin|twitter|youtube|tiktok|pinterest|xing|vk|t)\.(?:com|me)/[\w.@/\-]{2,90}", re.I)
_PLACEHOLDERS = word_set(
    "yourpage your-page yourprofile username profile page yourcompany your-company company example user youraccount account # home index.php index.html"
)


class Profile(NamedTuple):
    """A social profile: its network, address in one spelling (as far as the letters of the link allow), and whether it is a person's."""

    network: str
    url: str
    person: bool


def profile_of(link: str) -> Profile | None:
    """Return the profile that a link leads to, or None for shares, posts, embeds and other sites."""
    text = html.unescape(link.strip())
    text = "https:" + text if text.startswith("//") else text if "//" in text[:9] else "https://" + text
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").rstrip(".").lower()
    except ValueError:
        return None
    network = _BY_HOST.get(host) or _BY_HOST.get(_SUBDOMAIN.sub("", host))
    if network is None or parts.scheme not in ("http", "https"):
        return None
    host = host if host in network.hosts else _SUBDOMAIN.sub("", host)
    segments = [unquote(s) for s in parts.path.split("/") if s]
    if segments[:1] == ["profile.php"]:
        number = re.match(r"(?:[^&]{0,60}&){0,3}id=(\d{4,30})", parts.query)
        return Profile("facebook", f"https://{host}/profile.php?id={number.group(1)}", False) if number else None
    path = _path(network, segments)
    return (
        Profile(network.name, f"https://{host}/{'/'.join(path)}", path[0] in ("in", "pub") or (network.name == "xing" and path[0] == "profile"))
        if path
        else None
    )


def _path(network: _Network, segments: list[str]) -> list[str]:
    if not segments or segments[0].lower() in network.refused:
        return []
    depth = network.prefixes.get(segments[0], 0)
    if not depth and not network.bare:
        return []
    path = segments[: depth or 1]
    if len(path) < min(depth, 2) or not all(_NAME.fullmatch(p) for p in path):
        return []
    if network.name == "telegram" and path[0].startswith("+") and not path[0][1:].isdigit():
        return []  # an invitation
    return [] if path[-1].lower().lstrip("@") in _PLACEHOLDERS or "status" in segments[1:2] else path


def extract(markup: Markup, quoter: Quoter, page: PageContext) -> Iterable[Candidate]:
    """Yield social profiles; ``attrs["network"]`` names the network, ``attrs["zone"]`` where on the page the link stands."""
    yield from _linked(markup, quoter, page)
    for organisation in organisations(markup):
        for datum in organisation.all("sameas", "url"):
            profile = profile_of(datum.text)
            if profile:
                role = ("person" if profile.person else None) if organisation.own else "third_party"
                yield quote(datum, quoter, "social", profile.url, weight=0.85, role=role, attrs={"network": profile.network, "zone": "structured"})
    yield from _written(markup, quoter, page)


def _linked(markup: Markup, quoter: Quoter, page: PageContext) -> Iterator[Candidate]:
    credits = credits_of(markup, page.host)
    for tag in (*markup.by_name("a"), *markup.by_name("area"), *markup.by_name("link")):
        href = tag.attr("href")
        if not href or (tag.hidden and tag.zone == "main"):
            continue
        profile = profile_of(href.value) if "." in href.value else None
        if profile:
            role = "third_party" if credits.cover(tag.text_at) else "person" if profile.person else None
            weight = 0.75 if tag.zone in ("footer", "header", "nav") else 0.5
            evidence = quoter.source(href.start, href.end, EXTRACTOR, pad=12, decoder="url")
            yield _candidate(profile, evidence, weight, role, tag.zone)


def _written(markup: Markup, quoter: Quoter, page: PageContext) -> Iterator[Candidate]:
    found = _IN_TEXT.finditer(markup.text) if ".com/" in markup.text or ".me/" in markup.text else ()
    for match in found:
        profile = profile_of(match.group().rstrip(".")) if match.start() == 0 or markup.text[match.start() - 1] in " ./(:\n" else None
        if profile:
            role = "third_party" if credits_of(markup, page.host).cover(match.start()) else "person" if profile.person else None
            yield _candidate(profile, quoter.text(match.start(), match.end(), EXTRACTOR), 0.5, role, markup.zone_at(match.start()))


def _candidate(profile: Profile, evidence: Evidence, weight: float, role: str | None, zone: str) -> Candidate:
    return Candidate(field="social", value=profile.url, evidence=evidence, weight=weight, role=role, attrs={"network": profile.network, "zone": zone})
