"""Who is who on the web: registrable domain, canonical URL, name normalisation, lead ids. Pure and offline."""

import hashlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import idna
import tldextract

from domain.errors import InvalidInput

# Offline by construction: no list URLs, no cache; the snapshot in the package, private suffixes on.
_suffixes = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)

_RESERVED = frozenset(("example", "test", "invalid"))
_TRACKING = re.compile(r"^(utm_\w+|gclid|fbclid|msclkid|mc_[ce]id|ref|phpsessid|jsessionid|sid|sessionid)$", re.I)
_HOST = re.compile(r"[a-z0-9_.-]+|[0-9a-f:.]*:[0-9a-f:.]*")
_USABLE_HOST = re.compile(r"(?=.{1,253}$)(?=[a-z0-9_])(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{0,62}[a-z0-9]|[0-9a-f:]+")
_ABSOLUTE = re.compile(r"https?://[^/?#\\]", re.I)
_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]{0,30}:)?//", re.I)
_WWW = re.compile(r"(?:www\.)+(?=[^.]+\.)")  # www.com is a name of its own
# Longer forms before those they begin with: the first that fits is taken off.
_LEGAL_FORMS = re.compile(
    r"(?<!\w)(gmbh\s{0,3}&\s{0,3}co\.?\s{0,3}kg(?:aa)?|g?gmbh|part\s?g\s?mbb|mbh|ag|kgaa|kg|ohg|ug(?:\s{0,3}\(?haftungsbeschränkt\)?)?|gbr|e\.?\s?kfr|e\.?\s?[kvg]|e\.\s?u|"
    r"s\.?\s?[aà]\.?\s?r\.?l|suarl|sasu|s\.?a\.?s|eurl|s\.?n\.?c|s\.?r\.?l\.?s?|s\.?p\.?a|soc\.?\s?coop|società\s{1,3}(?:cooperativa|a\s{1,3}responsabilità\s{1,3}limitata)|"
    r"s\.?\s?coop|sociedad\s{1,3}limitada|s\.?l\.?u?|s\.?a\.?(?:p\.?i\.?)?\s{1,3}de\s{1,3}c\.?v|s\.?\s{1,3}de\s{1,3}r\.?l\.?\s{1,3}de\s{1,3}c\.?v|s\.a\.[ac]|s\.?a|e\.?i\.?r\.?l|eireli|"
    r"ltda|lda|unipessoal|ltd|limited|l\.?l\.?c|pllc|llp|c\.i\.c|inc|corp|corporation|plc|co|company|pte|pty|pvt|private|sdn\.?\s{0,3}bhd|fze|fzco|"
    r"aktiebolag|handelsbolag|ab|asa?|a/s|i/s|p/s|aps|ivs|oyj?|tmi|ehf|oü|sia|uab|b\.?v\.?b\.?a|sprl|cvba|asbl|vzw|v\.?o\.?f|b\.?v|n\.?v|eenmanszaak|"
    r"(?:sp\.?|sp[óo][łl]ka)\s{0,3}z\s{0,3}o\.?\s{0,3}o|sp\.?\s{0,3}[kj]|spółka\s{1,3}cywilna|(?:spol\.?\s{0,3})?s\.?\s?r\.?\s?o|v\.\s?o\.\s?s|a\.\s?s|j?\.?d\.?o\.?o|d\.\s?d|s\.\s?c|"
    r"kft|bt\.|nyrt|zrt|kkt|(?:san\.?\s{0,3}ve\s{0,3})?tic\.|a\.?\s?ş|anonim\s{1,3}şirketi|şirketi|şti|е?оод|е?ад|ооо|зао|оао|пао|ао|ип|тов|тзов|прат|тоо|"
    r"α\.?ε|ε\.?π\.?ε|ι\.?κ\.?ε|ο\.ε|công\s{1,3}ty\s{1,3}(?:tnhh|cổ\s{1,3}phần)|tnhh|בע[\"״]מ)(?!\w)\.?",
    re.I,
)
_CJK_FORMS = re.compile("株式会社|有限会社|合同会社|合資会社|一般社団法人|[(（]株[)）]|㈱|股份有限公司|有限责任公司|有限公司|주식회사|유한회사|[(（]주[)）]|㈜")

_COMBINING = tuple(chr(n) for n in range(0x300, 0x1E94B) if unicodedata.combining(chr(n)))
# Two classes, because one with signs beyond the first 65,536 in it is looked through sign by sign.
_ACCENTS = re.compile("[" + "".join(re.escape(c) for c in _COMBINING if c <= "\uffff") + "]+")
_FAR = re.compile("[\U00010000-\U0010ffff]")
_FAR_ACCENTS = re.compile("[" + "".join(re.escape(c) for c in _COMBINING if c > "\uffff") + "]+")


@lru_cache(maxsize=4_096)
def host_of(url: str) -> str:
    """Return the lower-case ASCII host of a URL or bare host, without ``www.`` and trailing dot.

    Raises:
        InvalidInput: there is no usable host in it.
    """
    text = url.strip()
    if not _SCHEME.match(text):
        text = "https://" + text
    try:
        host = _bare(ascii_host((urlsplit(text).hostname or "").lower()).rstrip("."))
    except ValueError as error:
        raise InvalidInput(f"“{url[:80]}” is not a web address.", code="bad_url") from error
    if not _USABLE_HOST.fullmatch(host) or ("." not in host and ":" not in host):
        raise InvalidInput(f"“{url[:80]}” has no usable host name.", code="bad_url")
    return host


def ascii_host(host: str) -> str:
    """Return a host in its ASCII form: mapped by UTS #46 (non-transitional), non-ASCII labels as IDNA 2008 A-labels.

    Symbols, which browsers resolve though IDNA 2008 does not allow them, become punycode as well. Raises ValueError for what is no host name.
    """
    if host.isascii():
        return host
    return ".".join(label if label.isascii() else _a_label(label) for label in idna.uts46_remap(host, std3_rules=False).split("."))


def _a_label(label: str) -> str:
    try:
        return idna.alabel(label).decode("ascii")
    except idna.InvalidCodepoint:
        return "xn--" + label.encode("punycode").decode("ascii").lower()


def _bare(host: str) -> str:
    prefix = _WWW.match(host)
    return host[prefix.end() :] if prefix else host


@lru_cache(maxsize=20_000)
def registrable_domain(host: str) -> str:
    """Return the registrable domain (eTLD+1, https://publicsuffix.org) of a host; the host itself where there is none."""
    clean = _bare(host.lower().rstrip("."))
    return _suffixes.extract_str(clean).top_domain_under_public_suffix or clean


@lru_cache(maxsize=20_000)
def is_public_name(host: str) -> bool:
    """Say whether a host stands below a known public suffix, or below a name kept for examples (RFC 2606)."""
    return bool(_suffixes.extract_str(host).top_domain_under_public_suffix) or host.rpartition(".")[2] in _RESERVED


@lru_cache(maxsize=20_000)
def is_public_suffix(host: str) -> bool:
    """Say whether a host is itself an ending that many register under (``co.uk``)."""
    return registrable_domain(host) == host and _suffixes.extract_str(host, include_psl_private_domains=False).suffix == host


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
        joined = url.strip()
        joined = joined if _ABSOLUTE.match(joined) else urljoin(base, joined)
        parts = urlsplit(joined if joined.isascii() else joined.encode().decode())  # a lone surrogate is no character of an address
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise InvalidInput(f"“{url[:80]}” is not a web address.", code="bad_url") from error
    if parts.scheme not in ("http", "https") or not host:
        raise InvalidInput(f"“{url[:80]}” is not an http(s) address.", code="bad_url")
    try:
        host = ascii_host(host).rstrip(".")
    except ValueError as error:
        raise InvalidInput(f"“{url[:80]}” has no usable host name.", code="bad_url") from error
    if not _HOST.fullmatch(host):
        raise InvalidInput(f"“{url[:80]}” has no usable host name.", code="bad_url")
    netloc = f"[{host}]" if ":" in host else host
    if port and port != {"http": 80, "https": 443}[parts.scheme]:
        netloc += f":{port}"
    query = urlencode(sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k))) if parts.query else ""
    return urlunsplit((parts.scheme, netloc, parts.path or "/", query, "")).strip()


def fold(text: str) -> str:
    """Return text for comparing: NFKC, case-folded, accents off, white space single."""
    return " ".join(bare(text).split())


def bare(text: str) -> str:
    """Return text as :func:`fold` does, its white space left as it is."""
    if text.isascii():
        return text.lower()
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold()))
    return _FAR_ACCENTS.sub("", plain) if _FAR.search(plain) else plain


def normal_name(name: str) -> str:
    """Return a company name for comparing: folded, legal forms and punctuation off."""
    short = _CJK_FORMS.sub(" ", _LEGAL_FORMS.sub(" ", name.replace("&", " & ")))
    return " ".join(re.sub(r"[^\w]+", " ", fold(short)).split())
