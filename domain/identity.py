"""Who is who on the web: registrable domain, canonical URL, name normalisation, lead ids. Pure and offline."""

import hashlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import tldextract

from domain.errors import InvalidInput

# Offline by construction: no list URLs, no cache; the snapshot in the package, private suffixes on.
_suffixes = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)

_TRACKING = re.compile(r"^(utm_\w+|gclid|fbclid|msclkid|mc_[ce]id|ref|phpsessid|jsessionid|sid|sessionid)$", re.I)
_LEGAL_FORMS = re.compile(
    r"(?<!\w)(gmbh\s*&\s*co\.?\s*kg|gmbh|mbh|ag|kgaa|kg|ohg|ug|gbr|e\.?\s?k|e\.?\s?v|s\.?a\.?r\.?l|s\.?a\.?s|s\.?r\.?l\.?s?|"
    r"s\.?p\.?a|s\.?l\.?u?|s\.?a|ltda|lda|ltd|limited|llc|llp|inc|corp|corporation|plc|co|company|ab|asa?|a/s|aps|oyj?|b\.?v|n\.?v|"
    r"sp\.?\s*z\s*o\.?\s*o|sp\.?\s*k|s\.?\s?r\.?\s?o|a\.\s?s|d\.?o\.?o|kft|zrt|pty|pvt|private|şti|ооо|зао|оао|ао|ип)(?!\w)\.?",
    re.I,
)
_CJK_FORMS = re.compile("株式会社|有限会社|合同会社|有限公司")


def host_of(url: str) -> str:
    """Return the lower-case ASCII host of a URL or bare host, without ``www.`` and trailing dot.

    Raises:
        InvalidInput: there is no usable host in it.
    """
    text = url.strip()
    if "//" not in text[:12]:
        text = "https://" + text
    try:
        host = (urlsplit(text).hostname or "").rstrip(".").lower()
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except (ValueError, UnicodeError) as error:
        raise InvalidInput(f"“{url[:80]}” is not a web address.", code="bad_url") from error
    host = host.removeprefix("www.")
    if not re.fullmatch(r"(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,62}\.)*[a-z0-9_-]{0,62}[a-z0-9]?|[0-9a-f:]+", host) or ("." not in host and ":" not in host):
        raise InvalidInput(f"“{url[:80]}” has no usable host name.", code="bad_url")
    return host


@lru_cache(maxsize=20_000)
def registrable_domain(host: str) -> str:
    """Return the registrable domain (eTLD+1, https://publicsuffix.org) of a host; the host itself where there is none."""
    clean = host.lower().rstrip(".").removeprefix("www.")
    return _suffixes.extract_str(clean).top_domain_under_public_suffix or clean


def identity_key(url: str) -> str:
    """Return what tells one company from another as long as nothing better is known: the registrable domain.

    Raises:
        InvalidInput: there is no host in it.
    """
    return registrable_domain(host_of(url))


def lead_id(tenant: str, key: str) -> str:
    """Return the stable id of the lead with this identity key for this tenant: ``ld_`` and 20 hex digits."""
    return "ld_" + hashlib.sha256(f"{tenant}\0{key}".encode()).hexdigest()[:20]


def canonical_url(url: str, base: str = "") -> str:
    """Return an absolute URL in one spelling: lower-case scheme and host, no fragment, default port, tracking or session parameters.

    Raises:
        InvalidInput: it is no http(s) URL.
    """
    try:
        parts = urlsplit(urljoin(base, url.strip()))
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise InvalidInput(f"“{url[:80]}” is not a web address.", code="bad_url") from error
    if parts.scheme not in ("http", "https") or not host:
        raise InvalidInput(f"“{url[:80]}” is not an http(s) address.", code="bad_url")
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError as error:
            raise InvalidInput(f"“{url[:80]}” has no usable host name.", code="bad_url") from error
    netloc = f"[{host}]" if ":" in host else host
    if port and port != {"http": 80, "https": 443}[parts.scheme]:
        netloc += f":{port}"
    query = urlencode(sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)))
    return urlunsplit((parts.scheme, netloc, parts.path or "/", query, ""))


def fold(text: str) -> str:
    """Return text for comparing: NFKC, case-folded, accents off, white space single."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def normal_name(name: str) -> str:
    """Return a company name for comparing: folded, legal forms and punctuation off."""
    bare = _CJK_FORMS.sub(" ", _LEGAL_FORMS.sub(" ", name.replace("&", " & ")))
    return " ".join(re.sub(r"[^\w]+", " ", fold(bare)).split())
