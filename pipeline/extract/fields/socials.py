"""Profiles on social networks: links, sameAs, addresses in the text. Share, post, embed and login links are no profiles; the designer's are third parties'."""

import html
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from domain.evidence import Evidence
from domain.identity import registrable_domain
from pipeline.extract.base import Candidate, PageContext
from pipeline.extract.fields.credits import Credits, credits_of
from pipeline.extract.fields.decoys import MOST, decoy
from pipeline.extract.fields.structured import organisations, quote
from pipeline.extract.markup import Markup, Tag
from pipeline.extract.quote import Quoter
from pipeline.lexicon.networks import BUILDERS, BY_HOST, SHARING, WORDS, Network
from pipeline.lexicon.phrases import word_set

EXTRACTOR = "socials"


_SUBDOMAIN = re.compile(r"^(?:www|m|mobile|web|touch|[a-z]{2}|[a-z]{2}-[a-z]{2})\.")
_MAY_LEAD = re.compile("(?<![a-z0-9-])(?:" + "|".join(sorted({re.escape(host.split(".")[-2] + ".") for host in BY_HOST})) + ")", re.I)
_NAME = re.compile(r"@?[\w.\-+%]{1,100}", re.U)
_IN_TEXT = re.compile(r"(?:facebook|instagram|linkedin|twitter|youtube|tiktok|pinterest|xing|vk|t)\.(?:com|me)/[\w.@/\-]{2,90}", re.I)
_NETWORK_WORD = rf"(?<!\w)(?P<word>{'|'.join(sorted(WORDS, key=len, reverse=True))})"
_SIGN_FIRST = re.compile(r"(?<![\w.])@[a-zA-Z0-9]")
_HANDLE = r"(?P<handle>[a-z0-9][\w.]{2,29})"
_HANDLE_BEHIND = re.compile(rf"{_NETWORK_WORD}[\s:：–—-]{{1,4}}(?:\w{{1,12}}\s){{0,2}}@{_HANDLE}", re.I)
_HANDLE_BEFORE = re.compile(rf"(?<![\w.])@{_HANDLE}\s(?:on|at|via|auf|bei|på|pa|hos|en|em|no|na|su|sur|op|w|v|i|în|в|у|στο)\s{_NETWORK_WORD}(?!\w)", re.I)
_HANDLE_BARE = re.compile(rf"{_NETWORK_WORD}\s?[:：]\s?{_HANDLE}(?=$|[\s,;|)])(?![\s]\w)", re.I | re.M)
_LABELS = ("instagram:", "facebook:", "tiktok:", "twitter:", "instagram :", "facebook :")
NAMED = "handle_in_text"
"""The rule that reads a profile out of the name of a network and a handle."""
_MOST_REFUSED = MOST
_PLACEHOLDERS = word_set(
    "yourpage your-page yourprofile username profile page yourcompany your-company company example user youraccount account # home index.php index.html"
)


class Profile(NamedTuple):
    """A social profile: its network, address in one spelling (as far as the letters of the link allow), and whether it is a person's."""

    network: str
    url: str
    person: bool


@lru_cache(maxsize=8_192)
def profile_of(link: str) -> Profile | None:
    """Return the profile that a link leads to, or None for shares, posts, embeds and other sites."""
    place = _place(link)
    if place is None:
        return None
    network, host, segments, query = place
    if segments[:1] == ["profile.php"]:
        number = re.match(r"(?:[^&]{0,60}&){0,3}id=(\d{4,30})", query)
        return Profile("facebook", f"https://{host}/profile.php?id={number.group(1)}", False) if number else None
    path = _path(network, segments)
    person = bool(path) and (path[0] in ("in", "pub") or (network.name == "xing" and path[0] == "profile"))
    return Profile(network.name, f"https://{host}/{'/'.join(path)}", person) if path else None


def _place(link: str) -> tuple[Network, str, list[str], str] | None:
    """Return the network, its host, the parts of the path and the query of a link; None for other sites."""
    text = html.unescape(link.strip())
    text = "https:" + text if text.startswith("//") else text if "//" in text[:9] else "https://" + text
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").rstrip(".").lower()
    except ValueError:
        return None
    network = BY_HOST.get(host) or BY_HOST.get(_SUBDOMAIN.sub("", host))
    if network is None or parts.scheme not in ("http", "https"):
        return None
    host = host if host in network.hosts else _SUBDOMAIN.sub("", host)
    return network, host, [unquote(s) for s in parts.path.split("/") if s], parts.query


@lru_cache(maxsize=8_192)
def refusal_of(link: str) -> tuple[str, str]:
    """Return the address and the reason of a link to a network that is no profile; two empty strings for other sites."""
    place = _place(link)
    if place is None:
        return "", ""
    _, host, segments, _ = place
    url = "/".join((f"https://{host}", *segments[:2]))
    first = segments[0].lower() if segments else ""
    if any(s.lower() in SHARING for s in segments[:2]):
        return url, "share_link"
    if not segments or segments[-1].lower().lstrip("@") in _PLACEHOLDERS:
        return url, "template"
    return (url, "embed") if first in _SHOWN and len(segments) > 1 else ("", "")


_SHOWN = word_set("embed plugins watch p reel reels status video videos playlist tv shorts post posts photo photos iframe_api tag")


def _path(network: Network, segments: list[str]) -> list[str]:
    if not segments or segments[0].lower() in network.refused or (network.alone and len(segments) > 1):
        return []
    depth = network.prefixes.get(segments[0], 0)
    if not depth and not network.bare:
        return []
    path = segments[: depth or 1]
    if len(path) < min(depth, 2) or not all(_NAME.fullmatch(p) for p in path):
        return []
    if network.name == "telegram" and path[0].startswith("+"):
        return []  # an invitation, or a number (see phones)
    return [] if path[-1].lower().lstrip("@") in _PLACEHOLDERS or "status" in segments[1:2] else path


def extract(markup: Markup, quoter: Quoter, page: PageContext) -> Iterable[Candidate]:
    """Yield social profiles; ``attrs["network"]`` names the network, ``attrs["zone"]`` where on the page the link stands."""
    yield from _linked(markup, quoter, page)
    yield from _embedded(markup, quoter)
    for organisation in organisations(markup):
        for datum in organisation.all("sameas", "url"):
            profile = profile_of(datum.text)
            if profile:
                role = ("person" if profile.person else None) if organisation.own else "third_party"
                yield quote(datum, quoter, "social", profile.url, weight=0.85, role=role, attrs={"network": profile.network, "zone": "structured"})
    yield from _written(markup, quoter, page)
    yield from _named(markup, quoter, page)


def _linked(markup: Markup, quoter: Quoter, page: PageContext) -> Iterator[Candidate]:
    credits = credits_of(markup, page.host)
    refused = 0
    for tag in (*markup.by_name("a"), *markup.by_name("area"), *markup.by_name("link")):
        href = tag.attr("href")
        if not href or (tag.hidden and tag.zone == "main") or not _MAY_LEAD.search(href.value):
            continue
        profile = profile_of(href.value)
        if profile is None:
            url, why = refusal_of(href.value) if refused < _MOST_REFUSED else ("", "")
            if why:
                refused += 1
                yield decoy("social", url, quoter.source(href.start, href.end, EXTRACTOR, pad=12, decoder="url"), why)
            continue
        why = _why_others(profile, markup, tag, credits, page.host)
        role = "third_party" if why else "person" if profile.person else None
        weight = 0.75 if tag.zone in ("footer", "header", "nav") else 0.5
        evidence = quoter.source(href.start, href.end, EXTRACTOR, pad=12, decoder="url")
        yield _candidate(profile, evidence, weight, role, tag.zone, why)


def _why_others(profile: Profile, markup: Markup, tag: Tag, credits: Credits, host: str) -> str:
    """Say why a profile is somebody else's: it stands in a credit or bears its name, is a site builder's, or its link names another; empty when it is not."""
    handle = _squeezed(profile.url.rstrip("/").rsplit("/", 1)[-1])
    label = _squeezed(registrable_domain(host).partition(".")[0])
    if credits.cover(tag.text_at) or (len(handle) >= 4 and handle != label and handle in credits.names):
        return "web_designer"
    if handle in BUILDERS and handle != label:
        return "template"
    if handle == label or len(handle) < 4:
        return ""
    start, end = markup.element_text(tag)
    words = _squeezed(markup.text[start : min(end, start + 80)])
    own = f"{label} {_squeezed(markup.title[:200])}"
    named = handle in words and handle not in own and label not in handle and label[:5] not in handle
    return "third_party" if named and words != handle else ""


def _squeezed(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _embedded(markup: Markup, quoter: Quoter) -> Iterator[Candidate]:
    for tag in markup.by_name("iframe")[:_MOST_REFUSED]:
        src = tag.attr("src")
        url, why = refusal_of(src.value) if src and "." in src.value else ("", "")
        if src and why:
            yield decoy("social", url, quoter.source(src.start, src.end, EXTRACTOR, pad=12, decoder="url"), "embed")


def _written(markup: Markup, quoter: Quoter, page: PageContext) -> Iterator[Candidate]:
    found = _IN_TEXT.finditer(markup.text) if ".com/" in markup.text or ".me/" in markup.text else ()
    for match in found:
        profile = profile_of(match.group().rstrip(".")) if match.start() == 0 or markup.text[match.start() - 1] in " ./(:\n" else None
        if profile:
            role = "third_party" if credits_of(markup, page.host).cover(match.start()) else "person" if profile.person else None
            yield _candidate(profile, quoter.text(match.start(), match.end(), EXTRACTOR), 0.5, role, markup.zone_at(match.start()))


def _named(markup: Markup, quoter: Quoter, page: PageContext) -> Iterator[Candidate]:
    """Handles in the text: "Instagram: @firm", "IG @firm", "@firm on Instagram"; without the sign only such as are like the host."""
    text = markup.text
    found = [_HANDLE_BEHIND, _HANDLE_BEFORE] if "@" in text and _SIGN_FIRST.search(text) else []
    lower = text.lower()
    if any(label in lower for label in _LABELS):
        found.append(_HANDLE_BARE)
    for pattern in found:
        for match in islice(pattern.finditer(text), _MOST_REFUSED):
            handle = match["handle"].rstrip(".")
            profile = profile_of(f"https://{WORDS[match['word'].lower()]}/{'@' if match['word'].lower() in ('tiktok', 'youtube', 'threads') else ''}{handle}")
            label = _squeezed(registrable_domain(page.host).partition(".")[0])
            if profile is None or (pattern is _HANDLE_BARE and _squeezed(handle)[:5] not in label):
                continue
            role = "third_party" if credits_of(markup, page.host).cover(match.start()) else None
            candidate = _candidate(profile, quoter.text(*match.span(), EXTRACTOR), 0.5, role, markup.zone_at(match.start()))
            yield candidate.model_copy(update={"rule": NAMED, "attrs": candidate.attrs | {"cue": match.group()}})


def _candidate(profile: Profile, evidence: Evidence, weight: float, role: str | None, zone: str, why: str = "") -> Candidate:
    attrs = {"network": profile.network, "zone": zone} | ({"why": why} if why else {})
    return Candidate(field="social", value=profile.url, evidence=evidence, weight=weight, role=role, attrs=attrs)
