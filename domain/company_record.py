"""What facts say of who a company is: the record that identity is decided on. Pure; facts come as values or as the plain data they are stored as."""

from collections.abc import Iterable, Mapping
from typing import Any

from domain.common_hosts import is_common
from domain.errors import InvalidInput
from domain.evidence import FactStatus
from domain.identity import fold, host_of, registrable_domain
from domain.same_company import CompanyRecord

_MOST = 12
_CHECKED = (FactStatus.QUOTED, FactStatus.DERIVED)


def record_of_facts(record_id: str, website: str, company_name: str, facts: Iterable[Mapping[str, Any]]) -> CompanyRecord:
    """Return the record of a company from its own verified facts (as JSON data); what is said of third parties does not count.

    The pages that the facts stand on are its own site: where the website forwards to another domain, that one is its as well.
    """
    own = [fact for fact in facts if fact.get("role") is None and fact.get("status") in _CHECKED]
    names = (_values(own, "legal_name"), _values(own, "company_name"), (company_name,) if "." not in company_name else ())
    return CompanyRecord(
        record_id=record_id,
        names=_few(name for group in names for name in group),
        domains=_few((*own_domains(website), *(domain for url in dict.fromkeys(url for fact in own for url in _pages(fact)) for domain in own_domains(url)))),
        phones=_few(value for value in _values(own, "phone") if value.startswith("+")),
        mail_domains=_few(domain for value in _values(own, "email") if (domain := mail_domain(value))),
        ids=_few(_id(fact) for fact in own if fact.get("field") in ("vat_id", "tax_id")),
        city=next(iter(_values(own, "city")), ""),
        postcode=next(iter(_values(own, "postcode")), ""),
        country=next(iter(_values(own, "country")), "").upper(),
    )


def own_domains(website: str) -> tuple[str, ...]:
    """Return the registrable domain of a website as written; nothing for what is none, or for a host that many companies use."""
    try:
        host = host_of(website) if website.strip() else ""
    except InvalidInput:
        return ()
    return (registrable_domain(host),) if host and not is_common(host) else ()


def mail_domain(address: str) -> str:
    """Return the registrable domain of an e-mail address that can tell whose it is; nothing for free mail."""
    _, at, host = address.strip().strip("<>").rpartition("@")
    found = own_domains(host) if at else ()
    return found[0] if found else ""


def _values(facts: Iterable[Mapping[str, Any]], field: str) -> tuple[str, ...]:
    return tuple(str(fact["value"]) for fact in facts if fact.get("field") == field)


def _pages(fact: Mapping[str, Any]) -> Iterable[str]:
    return (str(evidence["url"]) for evidence in fact.get("evidence") or ())


def _id(fact: Mapping[str, Any]) -> str:
    label = "vat" if fact["field"] == "vat_id" else "".join(c for c in fold((fact.get("attrs") or {}).get("label", "")) if c.isalnum()) or "tax"
    return f"{label}:{fact['value']}"


def _few(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))[:_MOST]
