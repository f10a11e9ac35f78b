"""Postal addresses: structured data, and lines with a postcode. Gives postcode, city and the address as written, and the postcode as a cue to the country."""

import re
from collections.abc import Iterable, Iterator

from pipeline.extract.base import Candidate, PageContext
from pipeline.extract.fields.country import CUE, head_offices
from pipeline.extract.fields.structured import Datum, Organisation, organisations, quote
from pipeline.extract.markup import Block, Markup
from pipeline.extract.quote import Quoter
from pipeline.lexicon.countries import postcodes

EXTRACTOR = "address"
_LONGEST_LINE = 220
_CITY_AFTER = re.compile(
    r"[\s,]{1,3}((?:[^\W\d_][\w'’.-]{0,30})(?: (?:(?:am|an|der|im|in|de|la|le|les|sur|el|del|di|upon|nad|pod|ob|i|bei|ved)|[^\W\d_][\w'’.()/-]{1,30})){0,4})"
)
_CITY_BEFORE = re.compile(r"([^\W\d_][\w'’. -]{1,40})[,\s]{1,3}\Z")
_CITY_FIRST = frozenset(("GB", "CA", "US", "AU", "IE", "IN", "BR"))
_STREET = re.compile(r"(?=[^\n]{0,79}\d)[^\W_][^\n@|]{3,78}")
_NO_ADDRESS = re.compile(r"[@€$£%+]|(?:tel|fax|phone|mobil|kvk|iban|https?:|www\.)", re.I)


def extract(markup: Markup, quoter: Quoter, page: PageContext) -> Iterable[Candidate]:
    """Yield postcode, city and address candidates and, for postcodes, country cues."""
    for organisation in organisations(markup):
        if organisation.own:
            yield from _structured(organisation, quoter)
    for index in markup.numbered:
        if len(markup.blocks[index].text) <= _LONGEST_LINE:
            yield from _in_line(markup, quoter, page, index)


def _structured(organisation: Organisation, quoter: Quoter) -> Iterator[Candidate]:
    for datum in organisation.all("addresslocality", "postalcode", "streetaddress"):
        field = {"addresslocality": "city", "postalcode": "postcode", "streetaddress": "street"}[datum.prop]
        yield quote(datum, quoter, field, datum.text, weight=0.85, attrs={"countries": ""})
    for datum in organisation.all("address"):
        if any(c.isdigit() for c in datum.text) and len(datum.text) <= _LONGEST_LINE:
            yield quote(datum, quoter, "address", datum.text, weight=0.8, attrs={"countries": ""})
            yield from _parts_of(datum, quoter)


def _parts_of(datum: Datum, quoter: Quoter) -> Iterator[Candidate]:
    """Postcode and city of an address that structured data give in one string."""
    for match, countries, _ in postcodes(datum.text):
        attrs = {"countries": " ".join(countries)}
        yield quote(datum, quoter, "postcode", match.group(), weight=0.8, attrs=attrs)
        found = _city(datum.text, match, countries)
        if found:
            yield quote(datum, quoter, "city", found.group(1).strip(" .,-"), weight=0.8, attrs=attrs)
        return


def _city(text: str, match: re.Match[str], countries: tuple[str, ...]) -> re.Match[str] | None:
    """The city stands before the postcode in some countries, behind it in the others."""
    return _CITY_BEFORE.search(text[: match.start()]) if countries[0] in _CITY_FIRST else _CITY_AFTER.match(text, match.end())


def _in_line(markup: Markup, quoter: Quoter, page: PageContext, index: int) -> Iterator[Candidate]:
    block = markup.blocks[index]
    is_near = page.kind in ("contact", "imprint") or block.zone == "footer" or block.tag == "address"
    for match, countries, weight in postcodes(block.text):
        if weight < 0.5 and not _looks_postal(markup, index, match, is_near):
            continue
        attrs = {"countries": " ".join(countries)}
        near = 0.7 if is_near else 0.45
        quoted = quoter.text(block.start + match.start(), block.start + match.end(), EXTRACTOR)
        yield Candidate(field=CUE, value=match.group(), evidence=quoted, weight=weight, attrs={"cue": "postcode", **attrs})
        if len(countries) == 1 and any(start <= block.start + match.start() < end for start, end in head_offices(markup.text)):
            yield Candidate(field=CUE, value=match.group(), evidence=quoted, weight=0.85, attrs={"cue": "head_office", **attrs})
        yield Candidate(field="postcode", value=match.group(), evidence=quoted, weight=near, attrs=attrs)
        yield from _place(markup, quoter, index, match, near, attrs)
        return


def _looks_postal(markup: Markup, index: int, match: re.Match[str], is_near: bool) -> bool:
    """Digits and a capital word are an address with a street before them, on this line or above; where contacts stand, also as a part of their own."""
    before = markup.blocks[index].text[: match.start()].rstrip()
    apart = not before or before[-1] in ",•·|–"
    return bool(_street(markup, index, match)) or (is_near and apart)


def _place(markup: Markup, quoter: Quoter, index: int, match: re.Match[str], near: float, attrs: dict[str, str]) -> Iterator[Candidate]:
    block = markup.blocks[index]
    found = _city(block.text, match, tuple(attrs["countries"].split()))
    if not found:
        return
    start, end = block.start + found.start(1), block.start + found.end(1)
    name = markup.text[start:end].strip(" .,-")
    if not 2 <= len(name) <= 40:
        return
    yield Candidate(field="city", value=name, evidence=quoter.text(start, end, EXTRACTOR), weight=near, attrs=attrs)
    street = _street(markup, index, match)
    if street:
        last = max(end, block.start + match.end())
        value = " ".join(markup.text[street[0] : last].split())
        yield Candidate(field="address", value=value, evidence=quoter.text(street[0], last, EXTRACTOR, pad=0), weight=near, attrs=attrs)


def _street(markup: Markup, index: int, match: re.Match[str]) -> tuple[int, int] | None:
    """Return the text span of the street line: before the postcode on its line, else the line above."""
    block = markup.blocks[index]
    before = block.text[: match.start()].rstrip(" ,-–|·•")
    if any(c.isdigit() for c in before):
        begin = _last_part(before)
        return (block.start + begin, block.start + len(before)) if _is_street(before[begin:]) else None
    if index == 0 or any(c.isalpha() for c in before):
        return None
    above: Block = markup.blocks[index - 1]
    return (above.start, above.end) if _is_street(above.text) else None


def _last_part(before: str) -> int:
    """Return where the part with the house number begins ("Firm, Street 12" → "Street 12")."""
    begin = 0
    for sign in re.finditer(r"[,|·•:–]\s?", before):
        if any(c.isdigit() for c in before[sign.end() :]) and any(c.isalpha() for c in before[sign.end() :]):
            begin = sign.end()
    return begin


def _is_street(text: str) -> bool:
    return bool(_STREET.fullmatch(text.strip())) and not _NO_ADDRESS.search(text)
