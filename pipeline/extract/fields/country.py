"""What on a page shows the company's country: tax ids and their labels, legal forms, names of countries and cities, currencies, own domain, structured data.

Each is a candidate of field ``country_cue``: the words as written, ``attrs["cue"]`` what they are, ``attrs["countries"]`` what they speak for.
The vote is held by ``resolve_country``.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from domain.evidence import Evidence
from pipeline.extract.base import Candidate, PageContext
from pipeline.extract.fields.credits import credits_of
from pipeline.extract.fields.structured import organisations, quote
from pipeline.extract.markup import Block, Markup
from pipeline.extract.quote import Quoter
from pipeline.lexicon.countries import BY_NAME, COUNTRIES, MAIN_COUNTRIES, PLACES, SHORT_LABELS, SHORT_NUMBERS, TAX_LABEL, vat_ids
from pipeline.lexicon.endings import country_of
from pipeline.lexicon.legal_forms import LEGAL_FORM, is_in_postcode, is_written_as_form
from pipeline.lexicon.phrases import distinct_words
from pipeline.lexicon.wording import BRANCH, HEAD_OFFICE, WORDS

EXTRACTOR = "country"
CUE = "country_cue"
_COMMON = frozenset(("$", "€", "EUR"))
_ALSO_WORDS = frozenset(("Fr.", "RM", "Rp", "KM", "lei", "kr", "KD", "Bs.", "B/.", "TL", "S/", "TRY", "Ft", "ALL", "PEN", "COP", "MOP", "TOP"))
"""Signs of currencies that are also words or parts of words: they count beside a digit only."""
_CURRENCIES = {
    sign: tuple(c.code for c in COUNTRIES.values() if sign in c.currencies) for sign in sorted({s for c in COUNTRIES.values() for s in c.currencies} - _COMMON)
} | {"FCFA": ("SN", "CI", "CM"), "DH": ("MA",), "GH₵": ("GH",)}
_SIGNS = tuple(sign for sign in _CURRENCIES if not sign.isalpha())
_SPELLED: dict[str, list[str]] = {}
for _sign in _CURRENCIES:
    if _sign.isalpha():
        _SPELLED.setdefault(_sign.casefold(), []).append(_sign)
_MOST_PER_CUE = 3
_NUMBER = re.compile(r"(?:[\s:.#-]|n[or°º]\.?|nummer|number){0,6}((?:[A-Z]{1,4}[ -]?)?\d[\dA-Z.\- /]{4,20}\d)(?!\w)", re.I)
_LOCALE = re.compile(r"([a-z]{2})[-_]([a-z]{2})", re.I)
_REACH_OF_HEAD = 220
_FEWEST_DIGITS = 6
_CONTACT_KINDS = frozenset(("contact", "imprint"))


class Cue(NamedTuple):
    """Words that speak for countries, and where they stand in the text."""

    kind: str
    start: int
    end: int
    countries: tuple[str, ...]
    weight: float


def extract(markup: Markup, quoter: Quoter, page: PageContext) -> Iterable[Candidate]:
    """Yield the country cues of a page, at most three of a kind for the same countries, and the company's tax and register numbers."""
    yield from _structured(markup, quoter)
    yield from _own_domain(markup, quoter, page)
    yield from _locales(markup, quoter, page)
    yield from _wording(markup, quoter, page)
    seen: Counter[tuple[str, tuple[str, ...]]] = Counter()
    credits = credits_of(markup, page.host)
    for cue in (cue for cue in _cues(markup, page) if not credits.cover(cue.start)):
        seen[cue.kind, cue.countries] += 1
        if seen[cue.kind, cue.countries] <= _MOST_PER_CUE:
            written = markup.text[cue.start : cue.end]
            yield _candidate(cue.kind, written, cue.countries, quoter.text(cue.start, cue.end, EXTRACTOR), cue.weight)
    yield from _numbers(markup, quoter)


def _cues(markup: Markup, page: PageContext) -> Iterator[Cue]:
    yield from (Cue("tax_id", start, end, (code,), 0.95) for start, end, code in vat_ids(markup.text))
    yield from _tax_labels(markup.text)
    yield from _forms(markup.text)
    yield from _places(markup, page)
    yield from _currencies(markup.text)


def _candidate(cue: str, written: str, countries: Iterable[str], evidence: Evidence, weight: float) -> Candidate:
    return Candidate(field=CUE, value=written, evidence=evidence, weight=weight, attrs={"cue": cue, "countries": " ".join(countries)})


def _structured(markup: Markup, quoter: Quoter) -> Iterator[Candidate]:
    for organisation in organisations(markup):
        for datum in organisation.all("addresscountry"):
            code = BY_NAME.get(datum.text.casefold())
            if code and organisation.own:
                yield quote(datum, quoter, CUE, datum.text, weight=0.95, attrs={"cue": "address_country", "countries": code})


def _own_domain(markup: Markup, quoter: Quoter, page: PageContext) -> Iterator[Candidate]:
    """The ending of the site's own domain, where the page itself names it (canonical, og:url, link)."""
    code = country_of(page.host)
    if not code:
        return
    at = markup.source.find(page.host)
    if at >= 0:
        yield _candidate("cctld", page.host, (code,), quoter.source(at, at + len(page.host), EXTRACTOR, pad=30), 0.95)


def _locales(markup: Markup, quoter: Quoter, page: PageContext) -> Iterator[Candidate]:
    """The country in "pt-BR": a choice where it is not the one that a site builder sets by itself."""
    html = next(iter(markup.by_name("html")), None)
    for attr in (html.attr("lang") if html else None, markup.meta("og:locale")):
        match = _LOCALE.fullmatch(attr.value.strip()) if attr else None
        if not attr or not match or match[2].upper() not in COUNTRIES or (page.language and match[1].lower() != page.language):
            continue
        language, code = match[1].lower(), match[2].upper()
        weight = 0.2 if code in MAIN_COUNTRIES.get(language, ()) and language != "pt" else 0.8
        yield _candidate("locale", attr.value.strip(), (code,), quoter.source(attr.start, attr.end, EXTRACTOR, pad=30), weight)


def _wording(markup: Markup, quoter: Quoter, page: PageContext) -> Iterator[Candidate]:
    """Words that only some of the countries of the page's language use: the more of them, the surer."""
    found: dict[tuple[str, ...], dict[str, tuple[int, int]]] = {}
    for hit in WORDS.find(markup.text):
        if page.language in hit.meaning.languages:
            found.setdefault(hit.meaning.countries, {}).setdefault(markup.text[hit.start : hit.end].casefold(), (hit.start, hit.end))
    for countries, spans in found.items():
        start, end = next(iter(spans.values()))
        weight = min(0.25 + 0.2 * len(spans), 0.9)
        yield _candidate("wording", markup.text[start:end], countries, quoter.text(start, end, EXTRACTOR), weight)


def _tax_labels(text: str) -> Iterator[Cue]:
    for hit in TAX_LABEL.find(text):
        written = text[hit.start : hit.end]
        if not _is_label(text, hit.start, hit.end):
            continue
        numbered = any(c.isdigit() for c in text[hit.end : hit.end + 18])
        if numbered or len(written) > 12:
            yield Cue("tax_label", hit.start, hit.end, hit.meaning, 0.85 if numbered else 0.5)


def _is_label(text: str, start: int, end: int) -> bool:
    """Short labels count in capitals; most of them before a number of some length only ("RFC 7231" is a standard, "CIF 2026" a price)."""
    written = text[start:end].casefold()
    if written not in SHORT_LABELS:
        return True
    digits = sum(c.isdigit() for c in text[end : end + 18])
    return text[start:end].isupper() and (digits >= _FEWEST_DIGITS or (written in SHORT_NUMBERS and digits > 0))


def _numbers(markup: Markup, quoter: Quoter) -> Iterator[Candidate]:
    """The numbers themselves: VAT ids, and what stands right behind a label ("HRB 1234", "KvK: 12345678")."""
    for start, end, code in vat_ids(markup.text):
        yield Candidate(field="vat_id", value=markup.text[start:end], evidence=quoter.text(start, end, EXTRACTOR), weight=0.8, attrs={"country": code})
    for hit in TAX_LABEL.find(markup.text):
        match = _NUMBER.match(markup.text, hit.end) if _is_label(markup.text, hit.start, hit.end) else None
        if match:
            label = markup.text[hit.start : hit.end]
            evidence = quoter.text(hit.start, match.end(1), EXTRACTOR)
            yield Candidate(field="tax_id", value=match.group(1), evidence=evidence, weight=0.7, attrs={"label": label})


def _forms(text: str) -> Iterator[Cue]:
    for hit in LEGAL_FORM.find(text):
        written = text[hit.start : hit.end]
        before = text[max(0, hit.start - 2) : hit.start]
        named = before[-1:] in " \u00a0" and (before[:1].isalnum() or before[:1] in ".)&,")
        if is_in_postcode(text, hit.start, hit.end):
            continue
        if is_written_as_form(hit.meaning, written, text[hit.end : hit.end + 1]) and (named or not written.isascii()):
            yield Cue("legal_form", hit.start, hit.end, tuple(sorted(hit.meaning.countries)), 0.8)


def _places(markup: Markup, page: PageContext) -> Iterator[Cue]:
    text, heads = markup.text, head_offices(markup.text)
    for hit in PLACES.find(text):
        written = text[hit.start : hit.end]
        kind, codes = hit.meaning
        if not _is_place(text, hit.start, written, kind):
            continue
        block = markup.block_at(hit.start)
        near = page.kind in _CONTACT_KINDS or (block is not None and (block.zone == "footer" or _is_address(block)))
        yield Cue("region_name" if kind == "state_code" else kind, hit.start, hit.end, codes, 0.7 if near else 0.3)
        if len(codes) == 1 and any(start <= hit.start < end for start, end in heads):
            yield Cue("head_office", hit.start, hit.end, codes, 0.85)


def _is_place(text: str, start: int, written: str, kind: str) -> bool:
    if not written[:1].isalpha() or written.islower():
        return False
    if kind == "state_code":
        return written.isupper() and text[start - 2 : start] == ", " and text[start - 3 : start - 2].isalpha()
    return len(written) > 3 or written.replace(".", "").isupper() or not written.isascii()


@lru_cache(maxsize=4)
def head_offices(text: str) -> tuple[tuple[int, int], ...]:
    """Return the stretches behind a word for head office, each as far as the next word for a branch."""
    branches = [hit.start for hit in BRANCH.find(text)]
    return tuple((hit.start, min([hit.end + _REACH_OF_HEAD, *(at for at in branches if at > hit.end)])) for hit in HEAD_OFFICE.find(text))[:3]


def _currencies(text: str) -> Iterator[Cue]:
    words_there = _SPELLED.keys() & distinct_words(text)
    for sign in (*_SIGNS, *(sign for word in sorted(words_there) for sign in _SPELLED[word])):
        at = text.find(sign)
        for _ in range(_MOST_PER_CUE):
            if at < 0:
                break
            end = at + len(sign)
            if _is_currency(text, at, end, sign):
                yield Cue("currency", at, end, _CURRENCIES[sign], 0.6)
            at = text.find(sign, end)


def _is_currency(text: str, start: int, end: int, sign: str) -> bool:
    """A sign of letters stands apart from other words; one that is also a word, beside a digit."""
    apart = not sign[-1].isalpha() or not (text[start - 1 : start].isalpha() or text[end : end + 1].isalnum())
    if sign not in _ALSO_WORDS:
        return apart
    beside = text[max(0, start - 2) : start] + text[end : end + 2]
    return (apart or text[end : end + 1].isdigit()) and not text[max(0, start - 1) : start].isalpha() and any(c.isdigit() for c in beside)


def _is_address(block: Block) -> bool:
    return block.tag == "address" or (len(block.text) <= 120 and any(c.isdigit() for c in block.text))
