"""Phone numbers as written: tel and WhatsApp links, labelled and bare runs of digits, structured data. The region is the site's affair (see resolve_phones)."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote

from domain.evidence import Evidence
from pipeline.extract.base import Candidate, PageContext
from pipeline.extract.fields.credits import credits_of
from pipeline.extract.fields.structured import organisations, quote
from pipeline.extract.markup import Block, Markup
from pipeline.extract.quote import Quoter
from pipeline.lexicon.labels import CALLABLE, NUMBER_LABEL

EXTRACTOR = "phones"
_RUN = re.compile(r"\(?(?:\+\s?)?\(?\d[\d\s().\-–‐‑−/]{4,70}\d")
_SPLIT = re.compile(r"\s{0,2}/\s{0,2}|\s[-–]\s|\s{2,4}")
_HOURS_BEHIND = re.compile(r"(?<=\d)\s\((?!0\)).*", re.S)
_EXTENSION = re.compile(
    r"\s{0,2}[,;]?\s{0,2}(?:ext\.?|extension|x|dw|durchwahl|poste|wew\.?|доб\.?|anknytning|toestel|int\.?|dahili)[\s:.-]{0,3}(\d{1,6})\b", re.I
)
_LINK = re.compile(
    r"\s{0,3}(?:(?P<tel>(?:tel|callto|sms|skype|phoneto):)|(?P<wa>(?:https?:)?//(?:api\.whatsapp\.com/send|web\.whatsapp\.com/send|wa\.me)/?|whatsapp://send|viber://(?:chat|add)))",
    re.I,
)
_DIGITS_IN_LINK = re.compile(r"\+?[\d\s().\-–%/]{6,40}")
_NOT_A_PHONE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"  # date
    r"|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}"
    r"|(?:19|20)\d\d\s?[-–/]\s?(?:(?:19|20)?\d\d)"  # span of years
    r"|\d{1,2}\.\d\d\s?[-–]\s?\d{1,2}\.\d\d"  # hours
    r"|\d{1,3}\.\d{4,}"  # co-ordinates
    r"|\d{1,3}(?:\.\d{3}){1,3}"  # a large number
    r"|(?:\d{1,3}\.){3}\d{1,3}"  # IP address
    r"|\d{3}-\d{4}"  # Japanese postcode
    r"|(?:19|20)\d\d(?:[\s./-]+\d{1,4}){0,2}"  # a year and more
)
_NORTH_AMERICAN = re.compile(r"1[\s.-]{1,2}\(?[2-9]\d\d\)?[\s.-]{1,2}\d{3}[\s.-]\d{4}")
_RISING, _FALLING = "01234567890123456789", "98765432109876543210"
_BEFORE = 48
_MOST = 300
_MONEY = ("€", "$", "£", "¥", "₺", "₽", "₴", "zł", "kč", "eur", "usd", "gbp", "chf", "sek", "nok", "dkk", "pln", "kr.", "kr ", ",-")
_COMMON_WORDS = frozenset(("price", "date", "hours"))


class Written(NamedTuple):
    """A run of digits in the text that may be a phone number."""

    raw: str
    start: int
    end: int
    label: str
    extension: str = ""


def extract(markup: Markup, quoter: Quoter, page: PageContext) -> Iterable[Candidate]:
    """Yield phone numbers as written; ``value`` holds the digits (with ``+`` where written), ``attrs`` raw, label, how and extension."""
    yield from islice(_linked(markup, quoter, page), _MOST)
    yield from islice(_visible(markup, quoter, page), _MOST)
    for organisation in organisations(markup):
        for datum in organisation.all("telephone", "faxnumber"):
            label = "fax" if datum.prop == "faxnumber" else "phone"
            for raw in _pieces(datum.text) if "+" not in datum.text[1:] else re.findall(r"\+[^+]{6,30}", datum.text):
                if plausible(raw):
                    attrs = {"raw": raw.strip(), "label": label}
                    yield quote(datum, quoter, "phone", digits(raw), weight=0.8, role=None if organisation.own else "third_party", attrs=attrs)


def digits(raw: str) -> str:
    """Return the digits of a written number, with ``+`` where it is international."""
    bare = re.sub(r"\D", "", raw.replace("(0)", "") if raw.strip().startswith(("+", "00")) else raw)
    if raw.strip().startswith(("+", "(+")) or _NORTH_AMERICAN.fullmatch(raw.strip()):
        return "+" + bare
    return "+" + bare[2:] if bare.startswith("00") and len(bare) > 9 else bare


def plausible(raw: str) -> bool:
    """Say whether a written number has the length of one and is no placeholder (12345678, 0000000, 98765432)."""
    bare = re.sub(r"\D", "", raw)
    if not 6 <= len(bare) <= 16 or len(set(bare[-7:])) == 1:
        return False
    return not any(bare[i : i + 7] in _RISING or bare[i : i + 7] in _FALLING for i in range(len(bare) - 6))


def _candidate(number: Written, evidence: Evidence, weight: float, how: str, zone: str, third_party: bool) -> Candidate:
    attrs = {"raw": number.raw, "label": number.label, "how": how, "zone": zone} | ({"extension": number.extension} if number.extension else {})
    return Candidate(field="phone", value=digits(number.raw), evidence=evidence, weight=weight, role="third_party" if third_party else None, attrs=attrs)


def _linked(markup: Markup, quoter: Quoter, page: PageContext) -> Iterator[Candidate]:
    credits = credits_of(markup, page.host)
    for tag in markup.by_name("a"):
        href = tag.attr("href")
        match = _LINK.match(href.value) if href and not tag.hidden else None
        if not href or not match:
            continue
        found = _DIGITS_IN_LINK.search(unquote(href.value), match.end())
        if not found or not plausible(found.group()):
            continue
        raw = found.group().strip()
        label = "whatsapp" if match["wa"] else _link_label(markup, *markup.element_text(tag))
        number = Written("+" + raw.lstrip("+0") if match["wa"] else raw, 0, 0, label)
        evidence = quoter.source(href.start, href.end, EXTRACTOR, pad=12, decoder="url")
        yield _candidate(number, evidence, 0.75, "link", tag.zone, credits.speak_of(tag.text_at))


def _link_label(markup: Markup, start: int, end: int) -> str:
    block = markup.block_at(start)
    inside = next((h.meaning for h in NUMBER_LABEL.find(markup.text[start : min(end, start + 60)]) if h.meaning in CALLABLE), "")
    return inside or (_label(markup, block, start) if block else "") or "phone"


def _visible(markup: Markup, quoter: Quoter, page: PageContext) -> Iterator[Candidate]:
    credits = credits_of(markup, page.host)
    for block in (markup.blocks[index] for index in markup.numbered):
        for number in _in_block(markup, block):
            pad = 0 if _digits_near(markup.text, number.start, number.end) else 30
            evidence = quoter.text(number.start, number.end, EXTRACTOR, pad=pad)
            yield _candidate(number, evidence, _weight(number), "text", block.zone, credits.speak_of(number.start))


def _weight(number: Written) -> float:
    if number.label:
        return 0.65
    if number.raw.startswith(("+", "(+", "00")) or _NORTH_AMERICAN.fullmatch(number.raw):
        return 0.6
    return 0.45 if number.raw.startswith(("0", "(")) else 0.25


def _digits_near(text: str, start: int, end: int) -> bool:
    return any(c.isdigit() for c in text[max(0, start - 45) : start] + text[end : end + 45])


def _in_block(markup: Markup, block: Block) -> Iterator[Written]:
    for run in _RUN.finditer(block.text):
        before, after = block.text[max(0, run.start() - 2) : run.start()], block.text[run.end() : run.end() + 6]
        if _glued(before, after):
            continue
        at, label = block.start + run.start(), ""
        for piece in _pieces(_HOURS_BEHIND.sub("", run.group()) if _many_digits(run.group()) else run.group()):
            offset = run.group().find(piece)
            raw = piece.strip(" .-–/)")
            if raw.count("(") > raw.count(")"):
                raw = raw.replace("(", "", 1) if raw.startswith("(") else raw.partition("(")[0].rstrip()
            start = at + offset + piece.find(raw[:1])
            label = _label(markup, block, start) or (label if offset else "")
            if plausible(raw) and _may_be_phone(raw, label):
                extension = _EXTENSION.match(markup.text, start + len(raw), block.end)
                yield Written(raw, start, start + len(raw), label, extension.group(1) if extension else "")


def _many_digits(run: str) -> bool:
    head = run.partition(" (")[0]
    return sum(c.isdigit() for c in head) >= 7


def _glued(before: str, after: str) -> bool:
    """A run that touches letters, a currency or a decimal comma is part of something else."""
    last, following = before[-1:], after[:1]
    if last and (last.isalnum() or last in "@#_=$€£¥〒%&?/\\-" or (last in ".,:" and before[:1].isdigit())):
        return True
    if following and (following.isalnum() or following in "%_@=°" or (following in ",:" and after[1:2].isdigit())):
        return True
    return after.lstrip().lower().startswith(_MONEY)


def _pieces(run: str) -> list[str]:
    """Split two numbers that stand beside each other; leave a number that is grouped with the same signs whole."""
    parts = [p for p in _SPLIT.split(run) if p.strip()]
    if len(parts) > 1 and all(sum(c.isdigit() for c in p) >= 7 for p in parts):
        return parts
    return [run]


def _may_be_phone(raw: str, label: str) -> bool:
    if label in CALLABLE or raw.startswith(("+", "(+")):
        return label in CALLABLE or not label or label in _COMMON_WORDS
    if label:
        return False
    bare = re.sub(r"\D", "", raw)
    return len(bare) >= 7 and not _NOT_A_PHONE.fullmatch(raw)


def _label(markup: Markup, block: Block, start: int) -> str:
    """Return what the words right before a number say it is; a number alone on its line looks at the line before."""
    before = markup.text[max(block.start, start - _BEFORE) : start]
    alone = start - block.start < _BEFORE and not any(c.isalpha() for c in before)
    if alone and block.start > 0:
        above = markup.block_at(block.start - 1)
        if above and len(above.text) <= 30 and not any(c.isdigit() for c in above.text):
            before = above.text + ": "
    return _nearest(before)


def _nearest(before: str) -> str:
    """Of the labels before a number the last one counts; "Tel./Fax:" is a phone."""
    kind = refused = ""
    end = 0
    for hit in NUMBER_LABEL.find(before):
        gap = before[hit.end :]
        if any(c.isdigit() for c in gap) or (hit.end - hit.start == 1 and not gap.lstrip().startswith((":", "."))):
            continue
        if hit.meaning not in CALLABLE:
            refused = hit.meaning if not any(c.isalpha() for c in gap) else refused
        elif len(gap) <= 26:
            beside = bool(kind) and hit.start - end <= 4
            kind = kind if beside and hit.meaning == "fax" else hit.meaning
            end = hit.end
    return kind if kind and refused in ("", *_COMMON_WORDS) else refused
