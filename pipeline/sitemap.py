"""Sitemaps (sitemaps.org protocol 0.9): the addresses in one, and which part of a sitemap index is worth asking for. Pure."""

import html
import re

from domain.errors import InvalidInput
from domain.identity import canonical_url, host_of, registrable_domain

MAX_ADDRESSES = 2_000
MAX_PARTS = 100
_LOC = re.compile(r"<loc>\s{0,50}(?:<!\[CDATA\[\s{0,50})?([^<\s\]]{1,2083})\s{0,50}(?:\]\]>\s{0,50})?</loc>", re.I)
_INDEX = re.compile(r"<(?:\w{1,20}:)?sitemapindex\b", re.I)
_HEAD = 5_000
# Parts that list the pages about the company, and parts that list everything else it has ever put online.
_ABOUT = re.compile(r"page|seite|pagina|sida|strona|static|company|firma|general|main|basic|core|site(?!map)", re.I)
_REST = re.compile(
    r"post|news|blog|article|product|produ[ck]t|item(?!ap)|image|img|video|media|tag|categor|kategor|taxonom|author|archive|event|portfolio|attachment|user|forum"
    r"|comment|term|brand|collection|shop|job|review|recipe|listing|propert",
    re.I,
)


def addresses(content: str) -> tuple[str, ...]:
    """Return the addresses that a sitemap lists, in its order."""
    return tuple(html.unescape(found) for found in _LOC.findall(content)[:MAX_ADDRESSES])


def is_index(content: str) -> bool:
    """Say whether this lists further sitemaps instead of pages."""
    return _INDEX.search(content[:_HEAD]) is not None


def best_part(content: str, base: str) -> str:
    """Return the sitemap of an index that most likely lists the pages about the company; empty when none is on the site of ``base``."""
    domain = registrable_domain(host_of(base))
    parts = [url for found in addresses(content)[:MAX_PARTS] if (url := _inside(found, base, domain))]
    return min(parts, key=_distance, default="")


def _distance(url: str) -> int:
    name = url.partition("://")[2].partition("/")[2]
    return 2 * (_REST.search(name) is not None) - (_ABOUT.search(name) is not None)


def _inside(found: str, base: str, domain: str) -> str:
    try:
        url = canonical_url(found, base)
        return url if registrable_domain(host_of(url)) == domain else ""
    except InvalidInput:
        return ""
