"""Which address a website is asked at: the origin as given, what else a person would try, and hosts that are no company's own. Pure."""

from urllib.parse import urlsplit

from domain.errors import InvalidInput
from domain.identity import canonical_url, host_of, registrable_domain

UNANSWERED = ("dns", "network", "timeout")
"""Codes of an address that nobody answers at: a company may well answer at another spelling of it."""

# Where a domain without a company leads: its parking page or the market where it is sold.
_PARKING = frozenset(
    "sedo.com sedoparking.com parkingcrew.net parkingcrew.com bodis.com dan.com afternic.com hugedomains.com above.com undeveloped.com "  # noqa: SIM905
    "parklogic.com domainmarket.com uniregistry.com cashparking.com park.io skenzo.com voodoo.com efty.com buydomains.com domainnamesales.com "
    "brandbucket.com squadhelp.com atom.com godaddy.com name-services.com namebright.com domainagents.com grit.brokers saw.com nicsell.com "
    "parking-lander.com namefind.com sav.com ww1.com expireddomains.com domainname.de united-domains-parking.de".split()
)
# Where companies have a page among those of others.
_NETWORKS = frozenset(
    "facebook.com fb.com instagram.com linkedin.com twitter.com x.com youtube.com tiktok.com pinterest.com xing.com vk.com ok.ru t.me telegram.me "  # noqa: SIM905
    "wa.me whatsapp.com linktr.ee beacons.ai bio.link campsite.bio lnk.bio taplink.cc snapchat.com threads.net naver.com line.me".split()
)


def origin_of(url: str) -> str:
    """Return the front door of a website: scheme, host and port of an address as given; https where it names no scheme.

    Raises:
        InvalidInput: there is no usable host in it.
    """
    text = url.strip()
    parts = urlsplit(canonical_url(text if "://" in text[:40] else "https://" + text.lstrip("/")))
    return f"{parts.scheme}://{parts.netloc}/"


def other_addresses(website: str, code: str) -> tuple[str, ...]:
    """Return what to try, once each, when a front door fails with ``code``: with or without ``www.``, then the other scheme.

    After a bad certificate only the other name over https is tried: a certificate may be valid for one of the two, and a page that could
    have been changed on its way is not read instead.
    """
    parts = urlsplit(website)
    named = _other_name(parts.netloc)
    toggled = f"{parts.scheme}://{named}/" if named else ""
    if code == "tls":
        return (toggled,) if toggled else ()
    if code not in UNANSWERED:
        return ()
    scheme = "http" if parts.scheme == "https" else "https"
    switched = f"{scheme}://{parts.netloc}/" if parts.port is None and code != "dns" else ""  # a name that is unknown is so for both schemes
    return tuple(address for address in (toggled, switched) if address)


def _other_name(netloc: str) -> str:
    """The host with ``www.`` where it has none and the other way round; empty for hosts of which nobody expects that."""
    host, colon, port = netloc.partition(":")
    if host.startswith("www.") and "." in host.removeprefix("www."):
        return host.removeprefix("www.") + colon + port
    if netloc.startswith("[") or host.replace(".", "").isdigit() or registrable_domain(host) != host:
        return ""
    return f"www.{netloc}"


def is_parking(url: str) -> bool:
    """Say whether an address belongs to a host where domains are parked or sold."""
    return registrable_domain(host_of(url)) in _PARKING


def is_network(url: str) -> bool:
    """Say whether an address belongs to a network on which companies have profiles, so that what stands there is not their website."""
    return registrable_domain(host_of(url)) in _NETWORKS


def same_site(url: str, domain: str) -> bool:
    """Say whether a URL belongs to a registrable domain (any scheme, port and host of it)."""
    try:
        return registrable_domain(host_of(url)) == domain
    except InvalidInput:
        return False
