"""How a company's website and name are shown: international hosts in their letters, look-alikes in punycode with a warning."""

from domain.errors import InvalidInput
from domain.identity import host_of
from domain.lead import LeadRow
from domain.look_alike import ShownHost, shown_host


def shown_site(website: str) -> ShownHost:
    """Return a website as it is shown, and whether its host can pass for another one."""
    try:
        host = host_of(website)
    except InvalidInput:
        return ShownHost(website, suspicious=False)
    shown = shown_host(host)
    return ShownHost(website.replace(host, shown.text, 1), shown.suspicious)


def title_of(row: LeadRow) -> str:
    """Return the name of a lead, or its website as long as it has none."""
    return row.company_name or shown_site(row.website).text
