"""Phone numbers of a site: the region of each national number, E.164, which are the company's and which are faxes or other people's."""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

import phonenumbers

from domain.evidence import Fact
from domain.identity import registrable_domain
from pipeline.extract.base import Candidate, PageReading
from pipeline.extract.fields.decoys import decoy
from pipeline.extract.fields.numbers import SERIES, count
from pipeline.extract.resolve_votes import Claim, Sighting, claims, sightings, told
from pipeline.lexicon.countries import COUNTRIES
from pipeline.lexicon.labels import CALLABLE
from pipeline.lexicon.mail import FREE_HOSTS

_LEAST_CONFIDENCE = 0.35
_GROUPED = 0.55
_BESIDE_OWN = 0.75  # trust in a page for a number that stands beside an address of the company's own
_PLAIN = 0.4
_PLAIN_FEWEST = 7
_ABROAD = 1.3  # a number of another country must be surer
_DIGITS = re.compile(r"\d+")
_CODE_IN_BRACKETS = re.compile(r"\(\d{1,3}[- ]\d{1,4}\)")  # country and area code without "+"
_FEWEST = 7  # digits of what is worth being called an invalid number
_PROMINENT = frozenset(("home", "contact", "imprint", "about"))
_GIVING = frozenset(("home", "contact", "imprint"))
OWN = "own"
"""What stands for an address of the company itself in ``attrs["beside"]``."""
_REPEATED = frozenset(("footer", "header", "nav"))
_WEAK = frozenset(("blog", "news", "privacy", "terms"))


class Number(NamedTuple):
    """A phone number in E.164 and the region that it belongs to."""

    e164: str
    region: str


@lru_cache(maxsize=20_000)
def parse(raw: str, region: str) -> Number | None:
    """Return a valid number, or None; ``region`` is used for numbers without a country code."""
    try:
        number = phonenumbers.parse(raw, region or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Number(e164, phonenumbers.region_code_for_number(number) or region)


def is_international(candidate: Candidate) -> bool:
    """Say whether a number was written with its country code."""
    return candidate.value.startswith("+")


def international(candidate: Candidate) -> Number | None:
    """Return a number that was written with its country code; None for others and invalid ones."""
    if not is_international(candidate):
        return None
    raw = _raw(candidate)
    return parse(candidate.value, "") or parse(raw, "") or parse(_without_variant(raw), "")


def _without_variant(raw: str) -> str:
    """Of "03727 914480/81" the first number."""
    return raw.rpartition("/")[0]


def national(candidate: Candidate, regions: Sequence[str]) -> Number | None:
    """Return the number in the first of these regions in which it is valid (also when only its "+" is missing).

    A country that its own heading names goes before them; one that only a city or a postcode near it shows does so
    where the number is grouped as there, or is valid nowhere at home.
    """
    near, home = candidate.attrs.get("near", ""), regions[:1]
    if near and near not in home:
        there = _in_region(candidate, near)
        if there and (candidate.attrs.get("near_by") == "name" or is_grouped(_raw(candidate), there) or not (home and _in_region(candidate, home[0]))):
            return there
    return next((number for region in (*home, near, *regions[1:]) if region and (number := _in_region(candidate, region))), None)


def _raw(candidate: Candidate) -> str:
    return candidate.attrs.get("raw", candidate.value)


def _in_region(candidate: Candidate, region: str) -> Number | None:
    raw = _raw(candidate)
    if number := parse(raw, region) or parse(_without_variant(raw), region):
        return number
    country = COUNTRIES.get(region)
    if country and candidate.value.startswith(country.calling) and len(candidate.value) > 9:
        return parse("+" + candidate.value, "")
    return None


def number_of(candidate: Candidate, regions: Sequence[str]) -> Number | None:
    """Return the valid number that a candidate is, by its country code or in the likeliest region; None when it is none."""
    if is_international(candidate):
        return international(candidate)
    bracketed = _CODE_IN_BRACKETS.match(_raw(candidate))
    return national(candidate, regions) or (parse("+" + candidate.value, "") if bracketed else None)


def invalid_numbers(readings: Sequence[PageReading], regions: Sequence[str]) -> list[Candidate]:
    """Return, as decoys, the numbers that are said to be for calling and exist in no country that they could be of."""
    said = (c for r in readings for c in r.candidates if c.field == "phone" and c.attrs.get("label") in CALLABLE and not c.rule)
    return [decoy("phone", _raw(c), c.evidence, "invalid_number") for c in said if count(_raw(c)) >= _FEWEST and number_of(c, regions) is None]


def resolve_phones(readings: Sequence[PageReading], regions: Sequence[str], mail_domains: Collection[str] = ()) -> list[Fact]:
    """Return the phone numbers in E.164, best first; ``regions`` are the site's likely countries, likeliest first, ``mail_domains`` its own where known."""
    numbers: dict[int, Number] = {}
    found: list[Sighting] = []
    for sighting in sightings(readings, "phone"):
        number = number_of(sighting.candidate, regions)
        if number:
            candidate = _with_role(sighting.candidate, mail_domains)
            numbers[id(candidate)] = number
            if candidate.attrs.get("beside") == OWN:
                sighting = sighting._replace(trust=max(sighting.trust, candidate.weight * _BESIDE_OWN))
            found.append(_raised(sighting._replace(candidate=candidate), number, regions[0] if regions else ""))
    united = claims(found, lambda c: numbers[id(c)].e164)
    regions_of = {claim.value: numbers[id(claim.best)] for claim in united}
    home = regions[0] if regions else ""
    sure = [c for c in united if c.best.attrs.get("label") or is_international(c.best) or c.confidence >= _LEAST_CONFIDENCE]
    prominent = any(None in c.roles and _is_prominent(c) and not _is_aside(c) for c in sure)
    named = any(None in c.roles and not _is_aside(c) for c in sure)
    lesser = {c.value for c in sure if (prominent and not _is_prominent(c)) or (named and _is_aside(c))}
    return [_fact(claim, regions_of[claim.value], home, lesser=claim.value in lesser, alone=len(sure) == 1) for claim in sure]


def _with_role(candidate: Candidate, mail_domains: Collection[str]) -> Candidate:
    """A number beside an address of another domain than the company's is the other's, whoever calls it his."""
    beside = candidate.attrs.get("beside", "")
    if not beside or not mail_domains or candidate.role or FREE_HOSTS.match(beside):
        return candidate
    if registrable_domain(beside) in mail_domains:
        return candidate.model_copy(update={"attrs": candidate.attrs | {"beside": OWN}})
    return candidate.model_copy(update={"role": "third_party"})


def _is_prominent(claim: Claim) -> bool:
    """A number that the site gives as its own: on the home, contact or imprint page, in header or footer, as a link, in data, or beside its address."""
    return any(
        s.kind in _PROMINENT
        or s.candidate.attrs.get("zone") in _REPEATED
        or s.candidate.attrs.get("how") in ("link", "structured")
        or s.candidate.attrs.get("beside") == OWN
        for s in claim.sightings
    )


def _is_aside(claim: Claim) -> bool:
    """A number that the text of some other page only mentions, without a word that says what it is."""
    return not any(s.candidate.attrs.get("label") for s in claim.sightings) and all(
        s.kind not in _GIVING and s.candidate.attrs.get("zone") == "main" and s.candidate.attrs.get("how") == "text" for s in claim.sightings
    )


def _raised(sighting: Sighting, number: Number, home: str) -> Sighting:
    """A number without a label that is grouped as its country groups numbers is hardly anything else; nor is, on a page that gives
    contacts, one of the company's country in two groups as there ("2155 0123") or in three of any size."""
    candidate = sighting.candidate
    raw = candidate.attrs.get("raw", "")
    if candidate.attrs.get("label") or is_international(candidate):
        return sighting
    weight = _GROUPED if is_grouped(raw, number) else _PLAIN if sighting.kind in _GIVING and number.region == home and _is_plain(raw, number) else 0.0
    return sighting._replace(trust=max(sighting.trust, sighting.trust / candidate.weight * weight))


def _is_plain(raw: str, number: Number) -> bool:
    """Say whether a number is written in its country's two groups, or in three to five."""
    written = _DIGITS.findall(raw)
    if len(written) == 2:
        return count(raw) >= _PLAIN_FEWEST and written == _usual(number)
    return 3 <= len(written) <= 5 and count(raw) > _PLAIN_FEWEST and min(map(len, written)) > 1


def _usual(number: Number) -> list[str]:
    """The groups of digits in which a number's country writes it."""
    return _DIGITS.findall(phonenumbers.format_number(phonenumbers.parse(number.e164), phonenumbers.PhoneNumberFormat.NATIONAL))


@lru_cache(maxsize=20_000)
def is_grouped(raw: str, number: Number) -> bool:
    """Say whether a number is written in the groups of its country's national format, three or more of them."""
    written = _DIGITS.findall(raw)
    return len(written) >= 3 and written == _usual(number)


def _fact(claim: Claim, number: Number, home: str, *, lesser: bool, alone: bool) -> Fact:
    labels = {label for s in claim.sightings if (label := s.candidate.attrs.get("label"))}
    attrs = {"region": number.region, "raw": claim.best.attrs.get("raw", "")}
    label = next((name for name in ("whatsapp", "mobile", "phone", "fax") if name in labels), "")
    if label:
        attrs["label"] = label
    extension = next((e for s in claim.sightings if (e := s.candidate.attrs.get("extension"))), "")
    if extension:
        attrs["extension"] = extension
    near = any(s.candidate.attrs.get("near") == number.region for s in claim.sightings)
    role = _role(claim, label, near or not home or _same_code(number.region, home), lesser, alone)
    if role == "third_party":
        attrs["why"] = next((w for s in claim.sightings if (w := s.candidate.attrs.get("why"))), "third_party")
    return told(claim, "phone", value=number.e164, role=role, attrs=attrs)


def _same_code(region: str, home: str) -> bool:
    return region == home or phonenumbers.country_code_for_region(region) == phonenumbers.country_code_for_region(home)


def _role(claim: Claim, label: str, at_home: bool, lesser: bool, alone: bool) -> str | None:
    """A number that stands only on weak pages, or weakly and abroad, is somebody else's; one that is only ever a fax is a fax."""
    if label == "fax":
        return "fax"
    if None not in claim.roles:
        return "third_party"
    if all(s.candidate.rule == SERIES for s in claim.sightings):
        return "secondary"  # the first of the series is the one to call
    only_weak = all(s.kind in _WEAK and s.candidate.attrs.get("zone") not in _REPEATED for s in claim.sightings)
    if only_weak and not (alone and at_home) and all(s.candidate.attrs.get("beside") != OWN for s in claim.sightings):
        return "third_party"
    if lesser:
        return "secondary"
    unsure = claim.confidence < _LEAST_CONFIDENCE * (1 if at_home else _ABROAD)
    return "third_party" if unsure and not alone else None
