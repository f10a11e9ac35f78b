"""E-mail addresses: mailto links, visible text, "[at]" forms, coded ones, structured data. What is nobody's (a placeholder) becomes a decoy."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import unquote

from domain.evidence import Evidence
from domain.identity import registrable_domain
from domain.quoting import AT_WORDS, decode_at, decode_cfemail
from pipeline.extract.base import Candidate, PageContext
from pipeline.extract.fields.coded_mail import (
    coded_in_attributes,
    joined_in_scripts,
    moved,
    pictured,
    replaced_in_text,
    reversed_in_text,
    spaced_in_text,
    worded_in_text,
)
from pipeline.extract.fields.credits import Credits, credits_of
from pipeline.extract.fields.decoys import MOST, decoy
from pipeline.extract.fields.structured import organisations, quote
from pipeline.extract.folded import folded, quoter_of
from pipeline.extract.markup import Markup, Tag
from pipeline.extract.quote import Quoter
from pipeline.lexicon.mail import AUTHORITY_HOSTS, FILE_ENDINGS, FIRST_NAMES, PLACEHOLDER_HOSTS, PLACEHOLDER_NAMES, ROLE_NAMES, VENDOR_HOSTS
from pipeline.lexicon.phrases import distinct_words, word_set

EXTRACTOR = "emails"
_LOCAL = re.compile(r"[a-z0-9](?:[\w.+%'-]{0,62}[\w+-])?\Z", re.I | re.A)
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\.){1,5}[a-z]{2,24}(?![\w@])", re.I | re.A)
_ADDRESS = re.compile(r"[a-z0-9](?:[\w.+%'-]{0,62}[\w+-])?@(?:[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\.){1,5}[a-z]{2,24}", re.I | re.A)
_WRITTEN_AT = re.compile(
    rf"[\[({{]\s{{0,2}}(?:{AT_WORDS})\s{{0,2}}[\])}}]|(?<=\w)\s(?:at|ät|arroba)\s(?=[\w-]{{1,60}}\s{{0,2}}(?:[\[({{]|dot\s|punkt\s))", re.I
)
_LOCAL_BEFORE = re.compile(r"(?<![\w.+%'-])[.+%'_-]{0,3}(\w[\w.+%'-]{0,63})\s{0,3}\Z", re.A)
_WORD_BEFORE = re.compile(r"[^\W_][\w.-]{0,39}\Z")
_ACCENTED = re.compile("[À-ÖØ-öø-ɏ][\\w.-]{0,39}\\Z")
UNACCENTED = "accents_left_out"
_AT_FIRST = word_set("at ät arroba chiocciola snabel snabela arobase apenstaartje kukac zavináč zavinac małpa malpa собака krøllalfa alfakrøll")
_MOST = 300
_MOST_SIGNS = 3_000  # of "@" in the text that are looked at
_NEAR_NAME = 80
_FIRM_LETTERS = 4
_FULL_NAME = re.compile(r"\b[A-ZÀ-ÖØ-ÞŁŚŻČŠŽ][\w'’-]{1,30}(?: [A-ZÀ-ÖØ-ÞŁŚŻČŠŽ][\w'’.-]{1,30}){1,3}")
_CODED = re.compile(r"email-protection#([0-9a-f]{6,400})", re.I)
_BETWEEN_ADDRESSES = re.compile(r"[,;]|%2c|%3b", re.I)
_IN_ANGLES = re.compile(r"<([^<>]{3,200})>")
_FOLDED = 0.5


def extract(markup: Markup, quoter: Quoter, page: PageContext) -> Iterable[Candidate]:
    """Yield the e-mail addresses of a page in lower case; ``attrs["how"]`` says how each is written."""
    credits = credits_of(markup, page.host)
    finder = _Finder(markup, quoter, page.host, credits)
    yield from islice(finder.linked(), _MOST)
    yield from islice(finder.visible(), _MOST)
    yield from finder.spelled()
    yield from finder.coded()
    yield from finder.asked_for()
    for part in folded(markup):
        for found in islice(_Finder(part.markup, quoter_of(part, quoter), page.host, credits.elsewhere()).visible(), _MOST):
            yield found.model_copy(update={"weight": _FOLDED, "attrs": found.attrs | ({"how": "folded", "zone": "main"} if not found.attrs.get("why") else {})})
    for organisation in organisations(markup):
        for datum in organisation.all("email"):
            address, why = judge(datum.text.removeprefix("mailto:").removeprefix("MAILTO:"), page.host)
            if address and not why:
                yield quote(datum, quoter, "email", address, weight=0.8, role=None if organisation.own else "third_party", attrs={"kind": kind_of(address)})


def clean(written: str, host: str) -> str:
    """Return the normal form of an address, or an empty string when it is none or nobody's (placeholder, file name, vendor, authority)."""
    address, why = judge(written, host)
    return "" if why else address


def judge(written: str, host: str) -> tuple[str, str]:
    """Return the normal form of an address (empty when it is none) and, when it is nobody's at the company of this host, the reason (see ``decoys``)."""
    address = written.strip().strip("<>\"'.,;:()").lower()
    if not _ADDRESS.fullmatch(address):
        return "", ""
    local, _, domain = address.rpartition("@")
    own = registrable_domain(domain) == registrable_domain(host)
    if domain.rsplit(".", 1)[-1] in FILE_ENDINGS:
        return "", ""
    if not own and registrable_domain("a." + domain) == "a." + domain and not PLACEHOLDER_HOSTS.match(domain):
        return "", ""  # no public suffix: text that ran together, or an internal name
    return address, _objection(local, domain, own)


def _objection(local: str, domain: str, own: bool) -> str:
    if not own and PLACEHOLDER_HOSTS.match(domain):
        return "placeholder"
    if re.fullmatch(r"[0-9a-f]{24,64}", local) or (not own and VENDOR_HOSTS.search(domain)):
        return "template"
    if not own and AUTHORITY_HOSTS.search(domain):
        return "authority"
    return "placeholder" if local in PLACEHOLDER_NAMES and not (own and (local in ROLE_NAMES or local in FIRST_NAMES)) else ""


def kind_of(address: str, before: str = "") -> str:
    """Return ``role`` for addresses of an office (info@, sales@) and ``person`` for those of someone: named like one, or after a name in the text before."""
    local, _, domain = address.partition("@")
    parts = re.split(r"[.\-_+]", local)
    firm = registrable_domain(domain).split(".")[0]
    if any(part.rstrip("0123456789") in ROLE_NAMES for part in parts) or (min(len(local), len(firm)) >= _FIRM_LETTERS and (local in firm or firm in local)):
        return "role"
    named = {word.casefold() for match in _FULL_NAME.finditer(before[-_NEAR_NAME:]) for word in match.group().split()}
    if len(parts) == 1:
        return "person" if local in named or any(local[1:] == word and len(word) > 2 for word in named) else "role"
    if "_" in local or "-" in local:  # offices are written so as well ("career_advisors")
        return "person" if any(part in named for part in parts) else "role"
    return "person" if all(part.isalpha() for part in parts) else "role"


def _accented(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the place of an address whose name begins before ``start`` with letters that have accents; None where it does not."""
    before = _WORD_BEFORE.search(text, max(0, start - 40), start)
    return (before.start(), end) if before and _ACCENTED.search(before.group()) else None


class _Finder:
    """What looks for addresses on one page, or in a part of it."""

    def __init__(self, markup: Markup, quoter: Quoter, host: str, credits: Credits) -> None:
        self.markup, self.quoter, self.host, self.credits, self.refused = markup, quoter, host, credits, 0

    def _found(
        self, written: str, evidence: Evidence, weight: float, how: str, at: int, *, zone: str = "", rule: str = "", cue: str = ""
    ) -> Iterator[Candidate]:
        """Yield the address, as a decoy where it is nobody's here. ``at`` is its place in the text."""
        address, why = judge(written, self.host)
        if not address:
            return
        if why:
            self.refused += 1
            if not rule and self.refused <= MOST:
                yield decoy("email", address, evidence, why)
            return
        role, reason = self.credits.speaker(at)
        if not role and registrable_domain(address.rpartition("@")[2]) in self.credits.domains:
            role, reason = "third_party", "web_designer"
        kind = kind_of(address, self.markup.text[max(0, at - _NEAR_NAME) : at])
        attrs = {"kind": kind, "how": how, "zone": zone or self.markup.zone_at(at)} | ({"why": reason} if reason else {}) | ({"cue": cue} if cue else {})
        yield Candidate(field="email", value=address, evidence=evidence, weight=weight, role=role or None, rule=rule, attrs=attrs)

    def linked(self) -> Iterator[Candidate]:
        """Mailto links, and those that Cloudflare codes."""
        markup = self.markup
        coded_tags = (t for t in markup.tags if "data-cfemail" in t.names and t.name != "a") if "data-cfemail" in markup.source else ()
        for tag in (*markup.by_name("a"), *markup.by_name("area"), *coded_tags):
            href = tag.attr("href")
            if tag.hidden:
                continue
            if tag.attr("data-cfemail") or (href and "email-protection#" in href.value):
                yield from self._cfemail(tag)
            elif href and href.value.strip()[:7].lower() == "mailto:":
                evidence = self.quoter.source(href.start, href.end, EXTRACTOR, decoder="url")
                for written in _addressees(href.value.strip()[7:]):
                    yield from self._found(written, evidence, 0.75, "mailto", tag.text_at, zone=tag.zone)

    def _cfemail(self, tag: Tag) -> Iterator[Candidate]:
        code = tag.value("data-cfemail") or next(iter(_CODED.findall(tag.value("href"))), "")
        if re.fullmatch(r"[0-9a-fA-F]{6,400}", code):
            evidence = self.quoter.source(tag.start, tag.end, EXTRACTOR, pad=0, decoder="cfemail")
            yield from self._found(decode_cfemail(code), evidence, 0.75, "cfemail", tag.text_at, zone=tag.zone)

    def visible(self) -> Iterator[Candidate]:
        """Addresses in the text."""
        text = self.markup.text
        at = text.find("@")
        for _ in range(_MOST_SIGNS):
            if at < 0:
                return
            # a sign glued in front (mail:info@) is not part of the address, so the run is cut at the last sign that cannot be
            touches = text[at - 1 : at].isalnum() or text[at - 1 : at] in "_+-"
            head = re.split(r"[^A-Za-z0-9_.+%'-]", text[max(0, at - 64) : at])[-1].lstrip(".+%'-_") if touches else ""
            tail = _DOMAIN.match(text, at + 1) if head else None
            if head and tail and _LOCAL.match(head):
                start, end = at - len(head), tail.end()
                glued = text[start - 1 : start].isalnum()  # signs of another script right before it
                if accented := _accented(text, start, end):
                    yield from self._unaccented(accented, text[start:end])
                else:
                    evidence = self.quoter.text(start, end, EXTRACTOR, pad=0 if glued else 40)
                    yield from self._found(text[start:end], evidence, 0.65, "text", start)
            at = text.find("@", at + 1)

    def _unaccented(self, accented: tuple[int, int], cut: str) -> Iterator[Candidate]:
        """The address that is meant where its name is written with accents; ``cut``: what of it can stand in an address."""
        start, end = accented
        name = re.split("[@([{ ]", self.markup.text[start:end], maxsplit=1)[0]
        plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
        evidence = self.quoter.text(start, end, EXTRACTOR, pad=0)
        yield from self._found(f"{plain}@{cut.rpartition('@')[2]}", evidence, 0.6, "at", start, rule=UNACCENTED, cue=self.markup.text[start:end])

    def spelled(self) -> Iterator[Candidate]:
        """Addresses with a word for the sign."""
        text = self.markup.text
        if "@" not in text and _AT_FIRST.isdisjoint(distinct_words(text)) and "(a)" not in text and "[a]" not in text:
            return
        for match in islice(_WRITTEN_AT.finditer(text), _MOST):
            block = self.markup.block_at(match.start())
            if block is None:
                continue
            first, last = max(block.start, match.start() - 66), min(block.end, match.end() + 110)
            if first > block.start:  # not in the middle of another address
                first = max(first, self.markup.text.find(" ", first, max(first, match.start() - 1)) + 1)
            local = _LOCAL_BEFORE.search(text, first, match.start())
            for found in _ADDRESS.finditer(decode_at(self.markup.text[first:last])):
                if local is None or not found.group().lower().startswith(local.group(1).lower() + "@"):
                    continue  # another address in the window, which may have cut it
                behind = _DOMAIN.match(text, match.end() + (text[match.end() : match.end() + 1] == " "))
                if accented := _accented(text, local.start(1), behind.end() if behind else match.end()):
                    yield from self._unaccented(accented, found.group())
                    continue
                evidence = self.quoter.text(first, last, EXTRACTOR, pad=0, decoder="at")
                yield from self._found(found.group(), evidence, 0.65, "at", match.start())

    def coded(self) -> Iterator[Candidate]:
        """Addresses that a script or a style sheet puts together."""
        source = self.markup.source
        for coded in (*coded_in_attributes(source), *joined_in_scripts(self.markup), *pictured(source), *moved(source)):
            evidence = self.quoter.source(coded.start, coded.end, EXTRACTOR, pad=0)
            yield from self._found(coded.address, evidence, 0.65, "coded", 0, zone="main", rule=coded.rule, cue=coded.cue)
        text, host = self.markup.text, registrable_domain(self.host)
        for coded in (*reversed_in_text(self.markup), *spaced_in_text(text), *worded_in_text(text, host, ROLE_NAMES), *replaced_in_text(text, host)):
            evidence = self.quoter.text(coded.start, coded.end, EXTRACTOR)
            yield from self._found(coded.address, evidence, 0.6, "coded", coded.start, rule=coded.rule, cue=coded.cue)

    def asked_for(self) -> Iterator[Candidate]:
        """What forms show as an example of an address."""
        for tag in (*self.markup.by_name("input"), *self.markup.by_name("textarea")):
            shown = tag.attr("placeholder")
            address, _ = judge(shown.value, self.host) if shown and "@" in shown.value else ("", "")
            if shown and address:
                yield decoy("email", address, self.quoter.source(shown.start, shown.end, EXTRACTOR, pad=0), "placeholder")


def _addressees(link: str) -> list[str]:
    """The addresses that a mailto link writes to: at most five, without names and subject."""
    to, _, query = link.partition("?")
    also = "" if to.strip() else next((p[3:] for p in query.split("&") if p[:3].lower() == "to="), "")
    found = []
    for written in _BETWEEN_ADDRESSES.split(unquote(to or also).lstrip("/"))[:5]:
        angles = _IN_ANGLES.search(written)
        found.append(angles.group(1) if angles else written)
    return found
