"""A company as somebody wrote it down (a row of a CRM) to the record that identity is decided on: numbers, addresses and countries in normal form. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

import phonenumbers

from domain.company_record import mail_domain, own_domains
from domain.same_company import CompanyRecord
from pipeline.factors.places import countries_in

_APART = re.compile(r"\s*[;|\n]\s*|\s+/\s+|,\s+")
_EXTENSION = re.compile(r"\s*(?:ext|x|dw|durchwahl|poste|int)\.?\s{0,2}\d{1,5}$", re.I)
_SHORTEST = 8  # what is shorter is an extension, or a number that only its own town can call
#: Endings of domains that say where a company is.
_COUNTRY_ENDING = re.compile(r"\.(?:co\.)?([a-z]{2})$")
_NO_COUNTRY = frozenset("eu io co me tv ai cc ws fm to gg so la sh vc ly".split())  # noqa: SIM905 - a list of words


def record_of_row(record_id: str, row: Mapping[str, str], home: str = "") -> CompanyRecord:
    """Return the record of a row with any of the columns name, legal_name, website, email, phone, city, postcode, country, vat_id, tax_id.

    A number without calling code is read as one of the row's country, of the ending of its website, or of ``home``.
    """
    country = country_code(row.get("country", ""))
    domains = tuple(domain for part in _parts(row, "website") for domain in own_domains(part))
    region = country or _region(domains) or home
    vat = re.sub(r"[^0-9A-Za-z]", "", row.get("vat_id", "")).upper()
    tax = row.get("tax_id", "").strip()
    return CompanyRecord(
        record_id=record_id,
        names=_unique(*(row.get(column, "").strip() for column in ("legal_name", "name"))),
        domains=_unique(*domains),
        phones=_unique(*(e164(part, region) for part in _parts(row, "phone"))),
        mail_domains=_unique(*map(mail_domain, _parts(row, "email"))),
        ids=_unique(f"vat:{vat}" if vat else "", f"tax:{tax}" if tax else ""),
        city=row.get("city", "").strip(),
        postcode=row.get("postcode", "").strip(),
        country=country,
    )


def home_region(rows: Iterable[Mapping[str, str]]) -> str:
    """Return the country that most rows of a list are of, where they say one (country, calling code, ending of the website); nothing where few agree."""
    said: Counter[str] = Counter()
    for row in rows:
        phones = (e164(part, "") for part in _parts(row, "phone"))
        called = next((phonenumbers.region_code_for_number(phonenumbers.parse(phone)) for phone in phones if phone), "")
        domains = tuple(domain for part in _parts(row, "website") for domain in own_domains(part))
        if region := country_code(row.get("country", "")) or called or _region(domains):
            said[region] += 1
    (first, most), *_ = said.most_common(1) or [("", 0)]
    return first if most * 3 >= 2 * said.total() else ""


@lru_cache(maxsize=20_000)
def e164(written: str, region: str) -> str:
    """Return a phone number in E.164; nothing for what can be none. ``region`` is an ISO country, or empty for numbers with calling code only."""
    text = re.sub(r"^\s*(?:tel|phone|fon|t)\b[.:]?", "", written.replace("(0)", " "), flags=re.I)
    text = re.sub(r"^(\s*)00", r"\1+", _EXTENSION.sub("", text))
    try:
        number = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    normal = str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return normal if len(normal) > _SHORTEST else ""


def country_code(written: str) -> str:
    """Return the ISO 3166-1 alpha-2 code of a country as a code or in words; nothing where several or none are named."""
    text = written.strip()
    if re.fullmatch(r"[A-Za-z]{2}", text):
        return {"UK": "GB", "EL": "GR"}.get(text.upper(), text.upper())
    found = countries_in(text[:80])
    return next(iter(found)) if len(found) == 1 else ""


def _region(domains: tuple[str, ...]) -> str:
    found = (match.group(1) for domain in domains if (match := _COUNTRY_ENDING.search(domain)))
    return next(({"uk": "GB"}.get(ending, ending.upper()) for ending in found if ending not in _NO_COUNTRY), "")


def _parts(row: Mapping[str, str], column: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _APART.split(row.get(column, "")[:500]) if part.strip())[:5]


def _unique(*values: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
