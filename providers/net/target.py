"""The address that a request goes to: one reading of it for the guard, for robots.txt and for the wire."""

import re
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx

from domain.errors import InvalidInput, Refused
from domain.identity import canonical_url

LONGEST_URL = 2_083
_HIDDEN_DOT = re.compile("%2e", re.I)


class Target(NamedTuple):
    """An address as it is sent, and as pages are kept under it."""

    sent: str
    kept: str


def aim(url: str, base: str = "") -> Target:
    """Return where a URL, or a Location header relative to ``base``, leads.

    What is sent has its dot segments resolved (``%2e`` too: robots.txt is asked about the path that the server will see), no fragment
    and no user name, but its query as the site wrote it, where the canonical spelling sorts it and drops session parameters.

    Raises:
        Refused: blocked_url, it is no http(s) address that can be sent to one certain host.
    """
    try:
        kept = canonical_url(url, base)
        parts = urlsplit(kept)
        query = urlsplit(urljoin(base, url.strip())).query
        sent = httpx.URL(urlunsplit((parts.scheme, parts.netloc, _HIDDEN_DOT.sub(".", parts.path), query, "")))
    except (InvalidInput, ValueError, httpx.InvalidURL) as error:
        raise _refused(url, base, "is no address on the web") from error
    if sent.raw_host.decode("ascii") != parts.hostname:
        raise _refused(url, base, "names its host in two ways")
    if len(str(sent)) > LONGEST_URL:
        raise _refused(url, base, f"is longer than {LONGEST_URL:,} characters")
    return Target(str(sent), kept)


def host_at(url: str) -> str:
    """Return the host of an address that :func:`aim` gave."""
    return urlsplit(url).hostname or ""


def _refused(url: str, base: str, what: str) -> Refused:
    where = f"{base} redirects to “{url[:80]}”, which" if base else f"“{url[:80]}”"
    return Refused(f"{where} {what}. It is not followed.", code="blocked_url")
