"""Addresses that a page does not write out: put together by scripts, in data attributes, turned round, with a picture for the sign.

Each is read by a named rule from quoted words.
"""

import html
import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from pipeline.extract.markup import Markup
from pipeline.lexicon.phrases import distinct_words, word_set

_MOST = 20
_ADDRESS = r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
_WHOLE = re.compile(
    r"data-(?:e-?mail|mail(?:to|-?address)?|email-?address|contact(?:-?e?mail)?|address|enc(?:oded)?(?:-?e?mail)?|reversed?)\s?=\s?[\"']([^\"'<>\s]{5,120})[\"']"
)
_HALVES = re.compile(
    r"data-(?:e?mail-?)?(?:user(?:name)?|name|local(?:-?part)?|account|box|first|part1|before)\s?=\s?[\"']([\w.+-]{1,64})[\"'][^<>]{0,80}?"
    r"data-(?:e?mail-?)?(?:domain|host|server|website|second|part2|after)\s?=\s?[\"']@?([\w-]{1,63}(?:\.[\w-]{1,63}){0,4})[\"']"
    r"(?:[^<>]{0,40}?data-(?:tld|ending|suffix|part3)\s?=\s?[\"']\.?([a-z]{2,12})[\"'])?"
)
_TURNED = re.compile(r"(?<![\w.@-])[a-z]{2,6}\.[\w.-]{1,80}@[\w.+-]{1,64}(?![\w@])", re.I)
_SPACED = re.compile(r"(?<![\w.+@-])([\w.+-]{1,64})(?: @ ?| ?@ )([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,3}\.[a-z]{2,12})(?![\w@])", re.I)
_LITERAL = r"(?:'[^'\n]{0,80}'|\"[^\"\n]{0,80}\")"
_SIGN = r"(?:@|&#0?64;|&#x40;|\\u0040|\\x40|%40)"
_JOINED = re.compile(
    rf"(?P<local>{_LITERAL})\s?\+\s?['\"]{_SIGN}['\"](?:\s?;\s{{0,9}}\w{{1,60}}\s?=\s?\w{{1,60}})?\s?\+\s?(?P<domain>{_LITERAL}(?:\s?\+\s?{_LITERAL}){{0,6}})"
)
_SIGNS = ("'@", '"@', "64;", "x40", "u0040", "%40")
_PIECE = re.compile(r"'([^'\n]{0,80})'|\"([^\"\n]{0,80})\"")
_HOST_FIRST = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PICTURE = re.compile(
    r"(?<![\w.+-])([\w.+-]{2,64})\s?<img\s[^<>]{0,200}?(?:alt|title)\s?=\s?[\"'](?:@|at|\(at\)|\[at\])[\"'][^<>]{0,200}>\s?([\w-]{1,63}(?:\.[\w-]{1,63}){1,4})",
    re.I,
)
_MOVED = re.compile(r"(?:linkTo_UnCryptMailto\((?:%27|&#39;|&apos;|['\"])|data-mailto-token\s?=\s?[\"'])([^'\"%&<>\s]{12,160})")
_ALPHABETS = ((0x2B, 0x3A), (0x40, 0x5A), (0x61, 0x7A))
_RIGHT_TO_LEFT = re.compile(r"direction\s{0,5}:\s{0,5}rtl|bidi-override", re.I)

_AT = "arroba|chiocciola|snabel-?a|arobase|apenstaartje|kukac|zavin[aá][cč]|ma[łl]pa|собака|krøllalfa|alfakrøll|afna|eta|manka|ät|at"
_DOT = r"\s(?:dot|punkt|punto|ponto|point|kropka|tečka|bodka|pont|точка|крапка|piste|punct|punkts|taškas|pika|nokta|stip)\s"
_WORDED = re.compile(
    rf"(?<![\w.+@-])(?P<local>[\w+-]{{1,40}}(?:(?:{_DOT}|\.)[\w+-]{{1,40}}){{0,2}})\s(?P<at>{_AT})\s"
    rf"(?P<host>[a-z0-9-]{{2,63}}(?:(?:{_DOT}|\.)[a-z0-9-]{{2,30}}){{1,3}})(?![\w@-])",
    re.I,
)
_DOT_WORD = re.compile(_DOT, re.I)
_RARE_AT = word_set("arroba chiocciola snabel snabela arobase apenstaartje kukac zavinac zavináč malpa małpa собака krøllalfa alfakrøll afna manka eta")
_OTHER_SIGN = re.compile(r"(?<![\w.+@-])([a-z0-9][\w.+-]{0,63})([◎●★☆■◆▲＠])([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,3}\.[a-z]{2,12})(?![\w@])", re.I | re.A)
_COMMON_AT = frozenset(("at", "ät", "eta"))
_OTHER_SIGNS = "◎●★☆■◆▲＠"
_BEGINS = re.compile(r"(?:\A|[\n:：,;|·•(]|[–—-]\s)\s{0,2}\Z")

TURNED, PARTS, SPACED, ATTRIBUTE = "letters_turned_round", "parts_put_together", "spaces_left_out", "data_attribute"
JOINED, PICTURE, MOVED = "strings_joined", "picture_for_the_sign", "letters_moved"
WORDED, REPLACED = "words_for_the_signs", "another_sign_for_the_sign"


class Coded(NamedTuple):
    """An address as it is meant, the rule that reads it, the words it is read from, and their place."""

    address: str
    rule: str
    cue: str
    start: int
    end: int


def coded_in_attributes(source: str) -> Iterator[Coded]:
    """Yield the addresses in data attributes: whole, turned round, or in two or three parts; places are those of the source."""
    if "data-" not in source:
        return
    for match in islice(_WHOLE.finditer(source), _MOST):
        said = match.group(1)
        for address, rule in ((said, ATTRIBUTE), (said[::-1], TURNED)):
            if re.fullmatch(_ADDRESS, address) and (rule == ATTRIBUTE or _TURNED.fullmatch(said)):
                yield Coded(address, rule, said, match.start(1), match.end(1))
                break
    for match in islice(_HALVES.finditer(source), _MOST):
        name, host, ending = match.groups()
        domain = f"{host}.{ending}" if ending else host
        if "." in domain:
            yield Coded(f"{name}@{domain}", PARTS, html.unescape(match.group()), match.start(), match.end())


def reversed_in_text(markup: Markup) -> Iterator[Coded]:
    """Yield the addresses that a style sheet turns round; only on pages that set the direction of text themselves."""
    source = markup.source
    if "@" in markup.text and ("rtl" in source or "bidi-override" in source) and _RIGHT_TO_LEFT.search(source):
        for match in islice(_TURNED.finditer(markup.text), _MOST):
            address = match.group()[::-1]
            if re.fullmatch(_ADDRESS, address):
                yield Coded(address, TURNED, match.group(), *match.span())


def spaced_in_text(text: str) -> Iterator[Coded]:
    """Yield the addresses with a space beside the sign."""
    if " @" in text or "@ " in text:
        for match in islice(_SPACED.finditer(text), _MOST):
            yield Coded(f"{match.group(1)}@{match.group(2)}", SPACED, match.group(), *match.span())


def worded_in_text(text: str, host: str, offices: frozenset[str]) -> Iterator[Coded]:
    """Yield the addresses with words for the sign, and maybe for the dots: "info arroba firma punto es".

    "at" is a word of the language as well: it counts only before the own ``host``, and where the host is written with its dots
    only behind the name of an office (of ``offices``) that begins a line or follows a comma or colon.
    """
    name = host.partition(".")[0]
    if _RARE_AT.isdisjoint(distinct_words(text)) and f" at {name}" not in text and f" ät {name}" not in text:
        return
    for match in islice(_WORDED.finditer(text), _MOST):
        local, domain = (_DOT_WORD.sub(".", match[part]) for part in ("local", "host"))
        if match["at"].lower() in _COMMON_AT:
            begins = _BEGINS.search(text[max(0, match.start() - 4) : match.start()])
            if domain.lower() != host or (domain == match["host"] and (local not in offices or not begins)):
                continue
        yield Coded(f"{local}@{domain}", WORDED, match.group(), *match.span())


def replaced_in_text(text: str, host: str) -> Iterator[Coded]:
    """Yield the addresses with another sign for the sign ("info◎firm.example"): the wide one, or any at the own host."""
    if text.isascii() or not any(sign in text for sign in _OTHER_SIGNS):
        return
    for match in islice(_OTHER_SIGN.finditer(text), _MOST):
        if match.group(2) == "＠" or match.group(3).lower() == host:
            yield Coded(f"{match.group(1)}@{match.group(3)}", REPLACED, match.group(), *match.span())


def joined_in_scripts(markup: Markup) -> Iterator[Coded]:
    """Yield the addresses that scripts put together from strings ("'info' + '@' + 'firm.example'", also in two statements)."""
    for raw in markup.raws:
        if (
            raw.kind not in ("script", "text/javascript", "application/javascript")
            or len(raw.text) > _LONGEST_SCRIPT
            or not any(sign in raw.text for sign in _SIGNS)
        ):
            continue
        for match in islice(_JOINED.finditer(raw.text), _MOST):
            local = _said(match["local"]).rpartition(":")[2].rpartition(">")[2]
            domain = _HOST_FIRST.match(_said(match["domain"]))
            address = f"{local}@{domain.group()}" if domain else ""
            if re.fullmatch(_ADDRESS, address):
                yield Coded(address, JOINED, html.unescape(match.group()), raw.start + match.start(), raw.start + match.end())


_LONGEST_SCRIPT = 20_000


def _said(literals: str) -> str:
    return html.unescape("".join(single or double for single, double in _PIECE.findall(literals)))


def pictured(source: str) -> Iterator[Coded]:
    """Yield the addresses with a picture for the sign."""
    if 'alt="@"' in source or 'alt="at"' in source or "alt='@'" in source or "(at)" in source:
        for match in islice(_PICTURE.finditer(source), _MOST):
            yield Coded(f"{match.group(1)}@{match.group(2)}", PICTURE, html.unescape(match.group()), *match.span())


def moved(source: str) -> Iterator[Coded]:
    """Yield the addresses of mailto links whose letters TYPO3 moves along three alphabets by a number of places."""
    if "UnCryptMailto" in source or "data-mailto-token" in source:
        for match in islice(_MOVED.finditer(source), _MOST):
            for places in (*range(-3, 4), *range(4, 27), *range(-26, -3)):
                plain = "".join(_moved(sign, places) for sign in match.group(1))
                if plain.startswith("mailto:"):
                    yield Coded(plain[7:].partition("?")[0], MOVED, match.group(1), match.start(1), match.end(1))
                    break


def _moved(sign: str, places: int) -> str:
    code = ord(sign)
    for first, last in _ALPHABETS:
        if first <= code <= last:
            return chr(first + (code - first + places) % (last - first + 1))
    return sign
