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
from pipeline.lexicon.networks import BUILDERS, BY_HOST, ICONS, SHARING, SHORT_HOSTS, WORDS, Network
from pipeline.lexicon.phrases import word_set

EXTRACTOR = "socials"


_SUBDOMAIN = re.compile(r"^(?:www|m|mobile|web|touch|[a-z]{2}|[a-z]{2}-[a-z]{2})\.")
_MAY_LEAD = re.compile("(?<![a-z0-9-])(?:" + "|".join(sorted({re.escape(host.split(".")[-2] + ".") for host in BY_HOST})) + ")", re.I)
_NAME = re.compile(r"@?[\w.\-+%]{1,100}", re.U)
_IN_TEXT = re.compile(
    r"(?:facebook|fb|instagram|instagr|linkedin|twitter|x|youtube|tiktok|pinterest|xing|vk|weibo|threads|behance|vimeo|snapchat|ok|line|t)"
    r"\.(?:com|me|net|ru|am)/[\w.@/\-]{2,90}",
    re.I,
)
_SHORT_LINK = re.compile(rf"(?<![\w.-])(?:{'|'.join(map(re.escape, SHORT_HOSTS))})/[^\s?#]{{1,100}}", re.I)
_NETWORK_WORD = rf"(?<!\w)(?P<word>{'|'.join(sorted(WORDS, key=len, reverse=True))})"
_SIGN_FIRST = re.compile(r"(?<![\w.])@[a-zA-Z0-9]")
_HANDLE = r"(?P<handle>[a-z0-9][\w.]{2,29})"
_HANDLE_BEHIND = re.compile(rf"{_NETWORK_WORD}[\s:：(–—-]{{1,4}}(?:\w{{1,12}}\s){{0,2}}@{_HANDLE}", re.I)
_HANDLE_BEFORE = re.compile(rf"(?<![\w.])@{_HANDLE}\s(?:on|at|via|auf|bei|på|pa|hos|en|em|no|na|su|sur|op|w|v|i|în|в|у|στο)\s{_NETWORK_WORD}(?!\w)", re.I)
_HANDLE_BARE = re.compile(rf"{_NETWORK_WORD}\s?[:：]\s?(?P<slash>/?){_HANDLE}(?=$|[\s,;|)])(?![ \t]\w)", re.I | re.M)
_HANDLE_FIRST = re.compile(rf"\s{{0,3}}@{_HANDLE}(?![\w@])", re.I)
_SIGN_TAGS = ("i", "svg", "img", "use", "span", "em")
_MOST_SIGNS = 1_000
_LONGEST_SIGN = 600  # characters of source from the sign to the end of the handle
_ICON = re.compile(rf"(?<![a-z])({'|'.join(ICONS)})(?![a-z])")
_LABELS = ("instagram:", "facebook:", "tiktok:", "twitter:", "instagram :", "facebook :")
_ENDINGS = (".com/", ".me/", ".net/", ".ru/", ".am/")
NAMED, SHORT, ICON = "handle_in_text", "short_address", "handle_beside_sign"
"""The rules that read a profile out of the name of a network, its short address or its sign, and a handle."""
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
    host = SHORT_HOSTS.get(host.removeprefix("www."), host)
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
    network, host, segments, _ = place
    url = "/".join((f"https://{host}", *segments[:2]))
    first = segments[0].lower() if segments else ""
    if any(s.lower() in SHARING or s in network.sharing for s in segments[:2]):
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
    if depth and network.sharing.intersection(segments[1:2]):
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
    yield from _beside_signs(markup, quoter, page)


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
        candidate = _candidate(profile, evidence, weight, role, tag.zone, why)
        short = _SHORT_LINK.search(href.value)
        yield candidate.model_copy(update={"rule": SHORT, "attrs": candidate.attrs | {"cue": short.group()}}) if short else candidate


def _why_others(profile: Profile, markup: Markup, tag: Tag, credits: Credits, host: str) -> str:
    """Say why a profile is somebody else's: it stands in a credit or bears its name, is a site builder's, or its link names another; empty when it is not."""
    handle = _squeezed(profile.url.rstrip("/").rsplit("/", 1)[-1])
    label = _squeezed(registrable_domain(host).partition(".")[0])
    said = _speaker(credits, tag.text_at)[1]
    if said and (handle != label or len(handle) < 4):
        return said
    if len(handle) >= 4 and handle != label and handle in credits.names:
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


def _speaker(credits: Credits, at: int) -> tuple[str, str]:
    """Whose a profile at a text offset is said to be; behind a credit without a link of its own the company's may follow."""
    role, why = credits.speaker(at)
    return (role, why) if why != "web_designer" or credits.cover(at) else ("", "")


def _squeezed(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _embedded(markup: Markup, quoter: Quoter) -> Iterator[Candidate]:
    for tag in markup.by_name("iframe")[:_MOST_REFUSED]:
        src = tag.attr("src")
        url, why = refusal_of(src.value) if src and "." in src.value else ("", "")
        if src and why:
            yield decoy("social", url, quoter.source(src.start, src.end, EXTRACTOR, pad=12, decoder="url"), "embed")


def _written(markup: Markup, quoter: Quoter, page: PageContext) -> Iterator[Candidate]:
    found = _IN_TEXT.finditer(markup.text) if any(ending in markup.text for ending in _ENDINGS) else ()
    for match in found:
        profile = profile_of(match.group().rstrip(".")) if match.start() == 0 or markup.text[match.start() - 1] in " ./(:：\n" else None
        if profile:
            said, why = _speaker(credits_of(markup, page.host), match.start())
            role = said or ("person" if profile.person else None)
            candidate = _candidate(profile, quoter.text(match.start(), match.end(), EXTRACTOR), 0.5, role, markup.zone_at(match.start()), why)
            short = match.group().partition("/")[0].lower() in SHORT_HOSTS
            yield candidate.model_copy(update={"rule": SHORT, "attrs": candidate.attrs | {"cue": match.group()}}) if short else candidate


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
            if profile is None or (pattern is _HANDLE_BARE and not match["slash"] and _squeezed(handle)[:5] not in label):
                continue
            role, why = _speaker(credits_of(markup, page.host), match.start())
            candidate = _candidate(profile, quoter.text(*match.span(), EXTRACTOR), 0.5, role or None, markup.zone_at(match.start()), why)
            yield candidate.model_copy(update={"rule": NAMED, "attrs": candidate.attrs | {"cue": match.group()}})


def _beside_signs(markup: Markup, quoter: Quoter, page: PageContext) -> Iterator[Candidate]:
    """Handles behind the sign of a network: ``<i class="fab fa-instagram"></i> @firm``."""
    text = markup.text
    if "@" not in text or not _SIGN_FIRST.search(text):
        return
    for tag in islice((t for name in _SIGN_TAGS for t in markup.by_name(name) if not t.hidden), _MOST_SIGNS):
        named = _ICON.search(f"{tag.value('class')} {tag.value('src')} {tag.value('alt')} {tag.value('data-icon')} {tag.value('href')}".lower())
        handle = _HANDLE_FIRST.match(text, tag.text_at) if named else None
        profile = profile_of(f"https://{ICONS[named.group(1)]}{handle['handle'].rstrip('.')}") if named and handle else None
        if profile and handle:
            role, why = _speaker(credits_of(markup, page.host), tag.text_at)
            start = text.index("@", handle.start())
            end = markup.source_span(start, start + 1 + len(handle["handle"].rstrip(".")))[1]
            if end - tag.start > _LONGEST_SIGN:
                continue
            candidate = _candidate(profile, quoter.source(tag.start, end, EXTRACTOR, pad=0), 0.5, role or None, tag.zone, why)
            cue = " ".join(html.unescape(markup.source[tag.start : end]).split())  # the sign tells the network, so it belongs to what is quoted
            yield candidate.model_copy(update={"rule": ICON, "attrs": candidate.attrs | {"cue": cue}})


def _candidate(profile: Profile, evidence: Evidence, weight: float, role: str | None, zone: str, why: str = "") -> Candidate:
    attrs = {"network": profile.network, "zone": zone} | ({"why": why} if why else {})
    return Candidate(field="social", value=profile.url, evidence=evidence, weight=weight, role=role, attrs=attrs)
