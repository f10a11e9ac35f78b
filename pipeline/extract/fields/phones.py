"""Phone numbers as written: tel and WhatsApp links, labelled and bare runs of digits, structured data. The region is the site's affair (see resolve_phones)."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote

from domain.evidence import Evidence
from domain.quoting import narrow
from pipeline.extract.base import Candidate, PageContext
from pipeline.extract.fields.credits import Credits, credits_of
from pipeline.extract.fields.decoys import MOST, decoy
from pipeline.extract.fields.number_labels import COMMON_WORDS, country_near, label_behind, label_of, nearest
from pipeline.extract.fields.numbers import (
    AND,
    EXTENSION,
    NOT_A_PHONE,
    RUN,
    SERIES,
    VANITY,
    count,
    digits,
    follows,
    is_international,
    is_placeholder,
    neighbours,
    pieces,
    plausible,
    series,
    vanity,
)
from pipeline.extract.fields.structured import organisations, quote
from pipeline.extract.folded import folded, quoter_of
from pipeline.extract.markup import Block, Markup
from pipeline.extract.quote import Quoter
from pipeline.lexicon.labels import CALLABLE, NUMBER_LABEL

EXTRACTOR = "phones"
_HOURS_BEHIND = re.compile(r"(?<=\d)(?:\s\((?!0\)).*|\([^)]{0,20}\Z)", re.S)
_LINK = re.compile(
    r"\s{0,3}(?:(?P<tel>(?:tel|callto|sms|skype|phoneto):)|(?P<chat>(?:https?:)?//(?:api\.whatsapp\.com/send|web\.whatsapp\.com/send|wa\.me|t\.me/(?=(?:\+|%2B)\d)|signal\.me/#p)/?"
    r"|whatsapp://send|viber://(?:chat|add|contact)|tg://resolve))",
    re.I,
)
_DIGITS_IN_LINK = re.compile(r"\+?[\d\s().\-–%/]{6,40}")
_MOST = 300
_FOLDED = 0.8
_WORD_BEFORE = 16
_LABEL_TOUCHING = re.compile(r"(?<!\w)([^\W\d_]{1,14})[.\s]{0,2}[-–:#/=]{0,2}\Z")
_CAPITALS_BEHIND = re.compile(r"\d\)?[\s.-]{0,2}[A-Z]{3}")
_BESIDE = 90  # signs in which an address stands beside a number
_LONGEST_GAP = 9  # signs between two numbers that share a label
_MAIL_DOMAIN = re.compile(r"@((?:[\w-]{1,63}\.){1,4}[a-z]{2,24})", re.I)
_MONEY = ("€", "$", "£", "¥", "₺", "₽", "₴", "zł", "kč", "eur", "usd", "gbp", "chf", "sek", "nok", "dkk", "pln", "kr.", "kr ", ",-")
_CUT_SHORT = ("…", "...", "**", "●●", "••")  # the rest of the number is shown on a click
_WHY = {"tax": "tax_id", "register": "tax_id", "reference": "reference_number", "bank": "bank", "date": "date", "hours": "date", "price": "price"}


class Written(NamedTuple):
    """A run of digits in the text that may be a phone number: as meant, and where its words stand. ``why`` is set for what is no number to call."""

    raw: str
    start: int
    end: int
    label: str
    extension: str = ""
    rule: str = ""
    why: str = ""


def extract(markup: Markup, quoter: Quoter, page: PageContext) -> Iterable[Candidate]:
    """Yield phone numbers as written; ``value`` holds the digits (with ``+`` where written), ``attrs`` raw, label, how, extension and near."""
    credits = credits_of(markup, page.host)
    yield from islice(_linked(markup, quoter, credits), _MOST)
    yield from islice(_visible(markup, quoter, credits), _MOST)
    for part in folded(markup):
        for found in islice(_visible(part.markup, quoter_of(part, quoter), credits.elsewhere()), _MOST):
            yield found.model_copy(update={"weight": found.weight * _FOLDED, "attrs": found.attrs | {"how": "folded", "zone": "main"}})
    for organisation in organisations(markup):
        for datum in organisation.all("telephone", "faxnumber"):
            label = "fax" if datum.prop == "faxnumber" else "phone"
            for raw in pieces(datum.text) if "+" not in datum.text[1:] else re.findall(r"\+[^+]{6,30}", datum.text):
                if plausible(raw):
                    attrs = {"raw": raw.strip(), "label": label}
                    yield quote(datum, quoter, "phone", digits(raw), weight=0.8, role=None if organisation.own else "third_party", attrs=attrs)


def _candidate(number: Written, evidence: Evidence, weight: float, how: str, zone: str, said: tuple[str, str]) -> Candidate:
    """``said``: the role and the reason, both empty for the company's own."""
    attrs = {"raw": number.raw, "label": number.label, "how": how, "zone": zone} | ({"extension": number.extension} if number.extension else {})
    if said[1]:
        attrs["why"] = said[1]
    return Candidate(field="phone", value=digits(number.raw), evidence=evidence, weight=weight, role=said[0] or None, rule=number.rule, attrs=attrs)


def _linked(markup: Markup, quoter: Quoter, credits: Credits) -> Iterator[Candidate]:
    for tag in markup.by_name("a"):
        href = tag.attr("href")
        match = _LINK.match(href.value) if href and not tag.hidden else None
        if not href or not match:
            continue
        found = _DIGITS_IN_LINK.search(unquote(href.value), match.end())
        if not found:
            continue
        raw = found.group().strip()
        evidence = quoter.source(href.start, href.end, EXTRACTOR, pad=12, decoder="url")
        if plausible(raw):
            label = "whatsapp" if match["chat"] else _link_label(markup, *markup.element_text(tag))
            number = Written("+" + raw.lstrip("+0") if match["chat"] else raw, 0, 0, label)
            yield _candidate(number, evidence, 0.75, "link", tag.zone, credits.speaker(tag.text_at))
        elif is_placeholder(raw):
            yield decoy("phone", raw, evidence, "placeholder")


def _link_label(markup: Markup, start: int, end: int) -> str:
    block = markup.block_at(start)
    inside = next((h.meaning for h in NUMBER_LABEL.find(markup.text[start : min(end, start + 60)]) if h.meaning in CALLABLE), "")
    return inside or (label_of(markup, block, start) if block else "") or "phone"


def _visible(markup: Markup, quoter: Quoter, credits: Credits) -> Iterator[Candidate]:
    refused = 0
    for block in (markup.blocks[index] for index in markup.numbered):
        for number in _in_block(markup, block):
            if number.why:
                refused += 1
                if refused <= MOST:
                    yield decoy("phone", number.raw, quoter.text(number.start, number.end, EXTRACTOR, pad=30), number.why)
                continue
            pad = 0 if neighbours(markup.text, number.start, number.end) else 30
            evidence = quoter.text(number.start, number.end, EXTRACTOR, pad=pad)
            found = _candidate(number, evidence, _weight(number), "text", block.zone, credits.speaker(number.start))
            more = _context(markup, number)
            yield found.model_copy(update={"attrs": found.attrs | more}) if more else found


def _context(markup: Markup, number: Written) -> dict[str, str]:
    """What else belongs to a number: the words that a rule read it out of, and the country of its office where it does not give a country code."""
    found = {"cue": markup.text[number.start : number.end]} if number.rule else {}
    block = markup.block_at(number.start)
    around = markup.text[max(block.start, number.start - _BESIDE) : min(block.end, number.end + _BESIDE)] if block else ""
    if block and "@" in around:
        at = number.start - max(block.start, number.start - _BESIDE)
        beside = min(_MAIL_DOMAIN.finditer(around), key=lambda match: abs(match.start() - at), default=None)
        found |= {"beside": beside.group(1).lower()} if beside else {}
    if not is_international(number.raw):
        country, named = country_near(markup, number.start)
        if country:
            found |= {"near": country, "near_by": "name" if named else "place"}
    return found


def _weight(number: Written) -> float:
    if number.label:
        return 0.65
    if is_international(number.raw):
        return 0.6
    return 0.45 if number.raw.startswith(("0", "(")) else 0.25


def _in_block(markup: Markup, block: Block) -> Iterator[Written]:
    last: Written | None = None
    text = narrow(block.text)
    for run in RUN.finditer(text):
        whole = _without_hours(run.group())
        end = run.start() + len(whole)
        if _glued(text[max(0, run.start() - _WORD_BEFORE) : run.start()], text[end : end + 6], whole):
            continue
        label = ""
        for piece, offset in _placed(whole):
            start = block.start + run.start() + offset
            behind = label_behind(text, start + len(piece) - block.start)
            said = behind if behind == "fax" else label_of(markup, block, start) or behind
            label = said or (label if offset else _shared(markup, last, start))
            for number in _numbers(markup, block, piece, start, label):
                yield number
                last = None if number.why else number
            if last and last.end < start and (full := follows(last.raw, markup.text[last.end : start], piece)):
                last = Written(full, last.start, start + len(piece), last.label, "", SERIES)
                yield last
    yield from _lettered(markup, block)


def _shared(markup: Markup, last: Written | None, start: int) -> str:
    """The label of the number before, where nothing but "or" stands between the two: "Tel. 03727 914480 oder 0171 3920044"."""
    return last.label if last and last.label in CALLABLE and AND.fullmatch(markup.text[last.end : start][:_LONGEST_GAP]) else ""


def _placed(run: str) -> Iterator[tuple[str, int]]:
    """The numbers of a run, without what is no part of them, and where each begins."""
    at = 0
    for piece in pieces(run):
        at = run.find(piece, at)
        raw = piece.strip(" .-–/)")
        if raw.count("(") > raw.count(")"):
            raw = raw.replace("(", "", 1) if raw.startswith("(") else raw.partition("(")[0].rstrip()
        yield raw, at + max(piece.find(raw[:1]), 0)
        at += len(piece)


def _numbers(markup: Markup, block: Block, raw: str, start: int, label: str) -> Iterator[Written]:
    """The number in a piece, and the others of a series that it begins; or why it is none."""
    first, others = series(raw)
    end = start + len(first)
    if plausible(first) and _may_be_phone(first, label):
        extension = EXTENSION.match(markup.text, end, block.end)
        yield Written(first, start, end, label, extension.group(1) if extension else "")
        yield from (Written(other, start, start + len(raw), label, "", SERIES) for other in others)
        return
    why = "placeholder" if label in CALLABLE and is_placeholder(raw) else _WHY.get(label, "")
    if why and 7 <= count(raw) <= 16 and not (why == "date" and NOT_A_PHONE.fullmatch(raw)):
        yield Written(raw, start, start + len(raw), label, why=why)


def _lettered(markup: Markup, block: Block) -> Iterator[Written]:
    """Numbers with letters for digits; few lines have words in capitals behind digits."""
    if not _CAPITALS_BEHIND.search(block.text):
        return
    for spelling in vanity(block.text, labelled=True):
        start = block.start + spelling.start
        label = label_of(markup, block, start)
        free = any(True for _ in vanity(markup.text[start : block.start + spelling.end + 10], labelled=False))
        if label in CALLABLE or (free and not label):
            yield Written(spelling.raw, start, block.start + spelling.end, label or "phone", "", VANITY)


def _without_hours(run: str) -> str:
    """Cut off what begins in brackets behind a whole number and is none itself: "914480 (8-17"."""
    behind = _HOURS_BEHIND.search(run)
    return run[: behind.start()] if behind and count(run[: behind.start()]) >= 7 > count(behind.group()) else run


def _glued(before: str, after: str, run: str) -> bool:
    """A run that touches letters, a currency or a decimal comma is part of something else, but for a label that only lacks its space."""
    last, following = before[-1:], after[:1]
    if last and (last.isalnum() or last in "@#_=$€£¥〒%&?/\\-" or (last in ".,:" and before[-2:-1].isdigit())):
        word = _LABEL_TOUCHING.search(before)
        if word is None or nearest(word.group(1) + ": ") not in CALLABLE:
            return True
    if following and (following.isalnum() or following in "%_@=°" or (following in ",:" and after[1:2].isdigit())):
        return not (re.match(r"x\s?\d", after) or (count(run) >= 9 and re.match(r"[^\W\d_]{3}|[^\W\d_]{1,2}[.:]", after)))  # an extension, or the next label
    return after.startswith(_CUT_SHORT) or after.lstrip().lower().startswith(_MONEY)


def _may_be_phone(raw: str, label: str) -> bool:
    if label in CALLABLE or raw.startswith(("+", "(+")):
        return label in CALLABLE or not label or label in COMMON_WORDS
    if label:
        return False
    return count(raw) >= 7 and not NOT_A_PHONE.fullmatch(raw)
