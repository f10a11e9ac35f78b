"""What on a page shows the company's country: tax ids and their labels, legal forms, names of countries and cities, currencies, own domain, structured data.

Each is a candidate of field ``country_cue``: the words as written, ``attrs["cue"]`` what they are, ``attrs["countries"]`` what they speak for.
The vote is held by ``resolve_country``.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from domain.evidence import Evidence
from pipeline.extract.base import Candidate, PageContext
from pipeline.extract.fields.structured import organisations, quote
from pipeline.extract.markup import Block, Markup
from pipeline.extract.quote import Quoter
from pipeline.lexicon.countries import BY_NAME, CCTLD, COUNTRIES, PLACES, SHORT_LABELS, TAX_LABEL, vat_ids
from pipeline.lexicon.legal_forms import LEGAL_FORM, is_written_as_form
from pipeline.lexicon.phrases import distinct_words

EXTRACTOR = "country"
CUE = "country_cue"
_AMBIGUOUS = frozenset(("$", "Fr.", "RM", "Rp", "KM", "lei", "kr", "€", "EUR"))
_CURRENCIES = {
    sign: tuple(c.code for c in COUNTRIES.values() if sign in c.currencies)
    for sign in sorted({s for c in COUNTRIES.values() for s in c.currencies} - _AMBIGUOUS)
}
# What must stand on a page for a sign to stand there: its symbol, or the word that it is.
_SYMBOL = re.compile("[" + "".join(sorted({re.escape(c) for sign in _CURRENCIES for c in sign if not c.isalpha() and c not in "./"})) + "]")
_SHOWN_BY = {sign: next(iter(_SYMBOL.findall(sign)), sign.casefold() if sign.isalpha() else "") for sign in _CURRENCIES}
_MOST_PER_CUE = 3
_NUMBER = re.compile(r"(?:[\s:.#-]|n[or°º]\.?|nummer|number){0,6}((?:[A-Z]{1,4}[ -]?)?\d[\dA-Z.\- /]{4,20}\d)(?!\w)", re.I)
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
    seen: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for cue in _cues(markup, page):
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
    code = CCTLD.get(page.host.rpartition(".")[2])
    if not code:
        return
    at = markup.source.find(page.host)
    if at >= 0:
        yield _candidate("cctld", page.host, (code,), quoter.source(at, at + len(page.host), EXTRACTOR, pad=30), 0.95)


def _tax_labels(text: str) -> Iterator[Cue]:
    for hit in TAX_LABEL.find(text):
        written = text[hit.start : hit.end]
        if written.casefold() in SHORT_LABELS and written.islower():
            continue
        numbered = any(c.isdigit() for c in text[hit.end : hit.end + 18])
        if numbered or len(written) > 12:
            yield Cue("tax_label", hit.start, hit.end, hit.meaning, 0.85 if numbered else 0.5)


def _numbers(markup: Markup, quoter: Quoter) -> Iterator[Candidate]:
    """The numbers themselves: VAT ids, and what stands right behind a label ("HRB 1234", "KvK: 12345678")."""
    for start, end, code in vat_ids(markup.text):
        yield Candidate(field="vat_id", value=markup.text[start:end], evidence=quoter.text(start, end, EXTRACTOR), weight=0.8, attrs={"country": code})
    for hit in TAX_LABEL.find(markup.text):
        match = _NUMBER.match(markup.text, hit.end)
        if match:
            label = markup.text[hit.start : hit.end]
            evidence = quoter.text(hit.start, match.end(1), EXTRACTOR)
            yield Candidate(field="tax_id", value=match.group(1), evidence=evidence, weight=0.7, attrs={"label": label})


def _forms(text: str) -> Iterator[Cue]:
    for hit in LEGAL_FORM.find(text):
        written = text[hit.start : hit.end]
        before = text[max(0, hit.start - 2) : hit.start]
        named = before[-1:] in " \u00a0" and (before[:1].isalnum() or before[:1] in ".)&,")
        if is_written_as_form(hit.meaning, written, text[hit.end : hit.end + 1]) and (named or not written.isascii()):
            yield Cue("legal_form", hit.start, hit.end, tuple(sorted(hit.meaning.countries)), 0.8)


def _places(markup: Markup, page: PageContext) -> Iterator[Cue]:
    text = markup.text
    for hit in PLACES.find(text):
        written = text[hit.start : hit.end]
        if not written[:1].isalpha() or written.islower() or (len(written) <= 3 and not written.replace(".", "").isupper()):
            continue
        kind, code = hit.meaning
        block = markup.block_at(hit.start)
        near = page.kind in _CONTACT_KINDS or (block is not None and (block.zone == "footer" or _is_address(block)))
        yield Cue(kind, hit.start, hit.end, (code,), 0.7 if near else 0.3)


def _currencies(text: str) -> Iterator[Cue]:
    spoken = distinct_words(text) | frozenset(_SYMBOL.findall(text))
    for sign, countries in _CURRENCIES.items():
        at = text.find(sign) if not _SHOWN_BY[sign] or _SHOWN_BY[sign] in spoken else -1
        for _ in range(_MOST_PER_CUE):
            if at < 0:
                break
            end = at + len(sign)
            if not sign[-1].isalpha() or not (text[at - 1 : at].isalpha() or text[end : end + 1].isalnum()):
                yield Cue("currency", at, end, countries, 0.6)
            at = text.find(sign, end)


def _is_address(block: Block) -> bool:
    return block.tag == "address" or (len(block.text) <= 120 and any(c.isdigit() for c in block.text))
