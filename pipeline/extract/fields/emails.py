"""E-mail addresses: mailto links, visible text, "[at]" forms, Cloudflare's coded ones, structured data. Placeholders, vendors and authorities are left out."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import unquote

from domain.evidence import Evidence
from domain.identity import registrable_domain
from domain.quoting import decode_at, decode_cfemail
from pipeline.extract.base import Candidate, PageContext
from pipeline.extract.fields.credits import credits_of
from pipeline.extract.fields.structured import organisations, quote
from pipeline.extract.markup import Markup, Tag
from pipeline.extract.quote import Quoter
from pipeline.lexicon.mail import AUTHORITY_HOSTS, FILE_ENDINGS, PLACEHOLDER_HOSTS, PLACEHOLDER_NAMES, ROLE_NAMES, VENDOR_HOSTS
from pipeline.lexicon.phrases import distinct_words

EXTRACTOR = "emails"
_LOCAL = re.compile(r"[a-z0-9](?:[\w.+%'-]{0,62}[\w+-])?\Z", re.I | re.A)
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\.){1,5}[a-z]{2,24}(?![\w@])", re.I | re.A)
_ADDRESS = re.compile(r"[a-z0-9](?:[\w.+%'-]{0,62}[\w+-])?@(?:[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\.){1,5}[a-z]{2,24}", re.I | re.A)
_WRITTEN_AT = re.compile(
    r"[\[({]\s{0,2}(?:at|ät|arroba|chiocciola|snabel-a|@)\s{0,2}[\])}]|(?<=\w)\s(?:at|ät|arroba)\s(?=[\w-]{1,60}\s{0,2}(?:[\[({]|dot\s|punkt\s))", re.I
)
_AT_WORDS = frozenset(("at", "ät", "arroba", "chiocciola", "snabel"))
_MOST = 300
_MOST_SIGNS = 3_000  # of "@" in the text that are looked at
_NEAR_NAME = 80
_FIRM_LETTERS = 4
_CAPITAL = re.compile(r"\b[A-ZÀ-ÖØ-ÞŁŚŻČŠŽ][\w'’-]{1,30}")
_CODED = re.compile(r"email-protection#([0-9a-f]{6,400})", re.I)


def extract(markup: Markup, quoter: Quoter, page: PageContext) -> Iterable[Candidate]:
    """Yield the e-mail addresses of a page in lower case; ``attrs["how"]`` says how each is written."""
    yield from islice(_linked(markup, quoter, page), _MOST)
    yield from islice(_visible(markup, quoter, page), _MOST)
    yield from _spelled(markup, quoter, page)
    for organisation in organisations(markup):
        for datum in organisation.all("email"):
            address = clean(datum.text.removeprefix("mailto:").removeprefix("MAILTO:"), page.host)
            if address:
                yield quote(datum, quoter, "email", address, weight=0.8, role=None if organisation.own else "third_party", attrs={"kind": kind_of(address)})


def clean(written: str, host: str) -> str:
    """Return the normal form of an address, or an empty string when it is none or nobody's (placeholder, file name, vendor, authority)."""
    address = written.strip().strip("<>\"'.,;:()").lower()
    if not _ADDRESS.fullmatch(address):
        return ""
    local, _, domain = address.rpartition("@")
    ending = domain.rsplit(".", 1)[-1]
    own = registrable_domain(domain) == registrable_domain(host)
    if not own and registrable_domain("a." + domain) == "a." + domain:
        return ""  # no public suffix: text that ran together, or an internal name
    if ending in FILE_ENDINGS:
        return ""
    if not own and (PLACEHOLDER_HOSTS.match(domain) or VENDOR_HOSTS.search(domain) or AUTHORITY_HOSTS.search(domain)):
        return ""
    if local in PLACEHOLDER_NAMES and not (own and local in ROLE_NAMES):
        return ""
    return "" if re.fullmatch(r"[0-9a-f]{24,64}", local) else address


def kind_of(address: str, before: str = "") -> str:
    """Return ``role`` for addresses of an office (info@, sales@) and ``person`` for those of someone: named like one, or after a name in the text before."""
    local, _, domain = address.partition("@")
    parts = re.split(r"[.\-_+]", local)
    firm = registrable_domain(domain).split(".")[0]
    if any(part.rstrip("0123456789") in ROLE_NAMES for part in parts) or (min(len(local), len(firm)) >= _FIRM_LETTERS and (local in firm or firm in local)):
        return "role"
    named = {word.casefold() for word in _CAPITAL.findall(before[-_NEAR_NAME:])}
    if len(parts) == 1:
        return "person" if local in named or any(local[1:] == word and len(word) > 2 for word in named) else "role"
    return "person" if all(part.isalpha() for part in parts) else "role"


def _candidate(address: str, evidence: Evidence, weight: float, how: str, third_party: bool, zone: str, before: str = "") -> Candidate:
    return Candidate(
        field="email",
        value=address,
        evidence=evidence,
        weight=weight,
        role="third_party" if third_party else None,
        attrs={"kind": kind_of(address, before), "how": how, "zone": zone},
    )


def _linked(markup: Markup, quoter: Quoter, page: PageContext) -> Iterator[Candidate]:
    credits = credits_of(markup, page.host)
    coded_tags = (t for t in markup.tags if "data-cfemail" in t.names and t.name != "a") if "data-cfemail" in markup.source else ()
    for tag in (*markup.by_name("a"), *coded_tags):
        if tag.hidden:
            continue
        coded = tag.attr("data-cfemail")
        href = tag.attr("href")
        if coded or (href and "email-protection#" in href.value):
            yield from _coded(tag, quoter, page, credits.speak_of(tag.text_at))
        elif href and href.value.strip()[:7].lower() == "mailto:":
            for written in unquote(href.value.strip()[7:].partition("?")[0]).split(",")[:5]:
                address = clean(written, page.host)
                if address:
                    evidence = quoter.source(href.start, href.end, EXTRACTOR, decoder="url")
                    yield _candidate(
                        address,
                        evidence,
                        0.75,
                        "mailto",
                        credits.speak_of(tag.text_at) or _domain_of(address) in credits.domains,
                        tag.zone,
                        markup.text[max(0, tag.text_at - 80) : tag.text_at],
                    )


def _coded(tag: Tag, quoter: Quoter, page: PageContext, third_party: bool) -> Iterator[Candidate]:
    code = tag.value("data-cfemail") or next(iter(_CODED.findall(tag.value("href"))), "")
    if re.fullmatch(r"[0-9a-fA-F]{6,400}", code):
        address = clean(decode_cfemail(code), page.host)
        if address:
            yield _candidate(address, quoter.source(tag.start, tag.end, EXTRACTOR, pad=0, decoder="cfemail"), 0.75, "cfemail", third_party, tag.zone)


def _visible(markup: Markup, quoter: Quoter, page: PageContext) -> Iterator[Candidate]:
    text = markup.text
    credits = credits_of(markup, page.host)
    at = text.find("@")
    for _ in range(_MOST_SIGNS):
        if at < 0:
            return
        # a sign glued in front (mail:info@) is not part of the address, so the run is cut at the last sign that cannot be
        head = re.split(r"[^A-Za-z0-9_.+%'-]", text[max(0, at - 64) : at])[-1].lstrip(".+%'-_")
        tail = _DOMAIN.match(text, at + 1)
        if head and tail and _LOCAL.match(head):
            start, end = at - len(head), tail.end()
            address = clean(text[start:end], page.host)
            if address:
                third_party = credits.speak_of(start) or _domain_of(address) in credits.domains
                glued = text[start - 1 : start].isalnum()  # signs of another script right before it
                yield _candidate(
                    address,
                    quoter.text(start, end, EXTRACTOR, pad=0 if glued else 40),
                    0.65,
                    "text",
                    third_party,
                    markup.zone_at(start),
                    text[max(0, start - 80) : start],
                )
        at = text.find("@", at + 1)


def _spelled(markup: Markup, quoter: Quoter, page: PageContext) -> Iterator[Candidate]:
    if "@" not in markup.text and _AT_WORDS.isdisjoint(distinct_words(markup.text)):
        return
    for match in islice(_WRITTEN_AT.finditer(markup.text), _MOST):
        block = markup.block_at(match.start())
        if block is None:
            continue
        first, last = max(block.start, match.start() - 66), min(block.end, match.end() + 110)
        for found in _ADDRESS.finditer(decode_at(markup.text[first:last])):
            address = clean(found.group(), page.host)
            if address:
                third_party = credits_of(markup, page.host).speak_of(match.start())
                yield _candidate(address, quoter.text(first, last, EXTRACTOR, pad=0, decoder="at"), 0.65, "at", third_party, block.zone)


def _domain_of(address: str) -> str:
    return registrable_domain(address.rpartition("@")[2])
