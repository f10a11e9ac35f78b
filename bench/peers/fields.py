"""What both peers do with a page once their parser has read it: choose further pages, find the five fields. No Prospector in it.

The kind of rules that a careful programmer writes in a day: key words choose pages; addresses by expression and ``mailto:``,
numbers by ``tel:`` and phonenumbers' matcher with a vote on the region, names and profiles by structured data and links.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import phonenumbers
from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher

LIMIT = 8
"""Pages of a site at the most, its home page counted: Prospector's default."""

KINDS = {  # in the order in which they are read; first one of each, then a second of each, and so on
    "contact": r"contact|kontakt|contatt|contacto|iletisim|iletişim|контакт|お問い合わせ|inquiry|toiawase|anfahrt|get-?in-?touch",
    "imprint": r"impressum|imprint|legal|aviso-legal|mentions|colofon|会社概要|company|реквизит|datenschutz|privacy",
    "about": r"about|ueber-?uns|über uns|om-?oss|over-?ons|chi-?siamo|nosotros|hakkimizda|hakkımızda|o-?nas|о нас|о компании|про нас|quienes|profile|gaiyou",
    "team": r"team|mitarbeiter|people|personal\b|medarbetare|ekip|zespol|команда|staff",
    "products": r"product|produkt|service|leistung|tjanst|tjänst|diensten|prodott|servizi|servicio|urun|ürün|hizmet|uslug|usług|услуг|товар|послуг|製品",
    "careers": r"career|job|karriere|stellen|lediga|jobb|vacature|lavora|trabaja|kariyer|praca|вакан|採用|recruit",
    "news": r"news|aktuell|nyhet|nieuws|notizie|noticias|haber|aktualn|новост|новини|お知らせ|blog|press",
}
_KINDS = {kind: re.compile(words, re.I) for kind, words in KINDS.items()}
_NO_PAGE = re.compile(r"\.(?:pdf|jpe?g|png|gif|svg|webp|zip|docx?|xlsx?|mp[34]|css|js|ico|xml)$", re.I)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_SOCIAL = re.compile(
    r"https?://(?:[\w-]{1,20}\.)?(?:facebook|instagram|linkedin|twitter|x|youtube|tiktok|vk)\.com/"
    r"(?!share|sharer|intent|p/|watch|embed|plugins|dialog|tr\?|hashtag|search|home)[^\s?#\"']{2,90}",
    re.I,
)
_TITLE_PARTS = re.compile(r"\s[|–—·:-]\s|[|»｜]")
_REGIONS = {"uk": "GB", "su": "RU"}
_OF_LANGUAGE = {"en": "US", "de": "DE", "sv": "SE", "nl": "NL", "it": "IT", "es": "ES", "tr": "TR", "pl": "PL", "ru": "RU", "uk": "UA", "ja": "JP", "fr": "FR"}
_ORGANISATIONS = re.compile(r"organi[sz]ation|business|corporation|store|company|service|dentist|restaurant", re.I)


@dataclass(slots=True)
class Seen:
    """A page as a peer's parser saw it: texts and attributes, nothing decided."""

    url: str
    title: str
    site_name: str
    language: str
    text: str
    links: list[tuple[str, str]]
    structured: list[str]


@dataclass(slots=True)
class Site:
    """What a peer has read of one site."""

    host: str
    pages: list[Seen] = field(default_factory=list)


def bare(host: str) -> str:
    return host.lower().removeprefix("www.")


def choose(home: Seen) -> list[str]:
    """Return the pages to read after the home page: of its own host, one of each kind first, no files, none twice."""
    here = bare(urlsplit(home.url).netloc)
    seen = {_key(home.url)}
    by_kind: dict[str, list[str]] = {}
    for href, text in home.links:
        url = urljoin(home.url, href.strip()).partition("#")[0]
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or bare(parts.netloc) != here or _NO_PAGE.search(parts.path) or _key(url) in seen:
            continue
        seen.add(_key(url))
        words = f"{unquote(parts.path)} {text}"
        kind = next((k for k, pattern in _KINDS.items() if pattern.search(words)), "other")
        by_kind.setdefault(kind, []).append("http://" + url.partition("://")[2])
    longest = max(map(len, by_kind.values()), default=0)
    chosen = [by_kind[kind][turn] for turn in range(longest) for kind in (*KINDS, "other") if turn < len(by_kind.get(kind, ()))]
    return chosen[: LIMIT - 1]


def _key(url: str) -> str:
    parts = urlsplit(url)
    return re.sub(r"/index\.\w{2,5}$", "/", parts.path).rstrip("/") + "?" + parts.query


def lead(site: Site) -> dict[str, Any]:
    """Return the five fields of a site."""
    pages = site.pages
    items = [item for page in pages for text in page.structured for item in _items(text)]
    region = _region(site.host, pages)
    phones = _phones(pages, items, region)
    return {
        "host": site.host,
        "company_name": _name(site.host, pages, items),
        "country": region,
        "emails": _emails(pages, items),
        "phones": phones,
        "socials": _socials(pages, items),
    }


def _items(text: str) -> Iterable[dict[str, Any]]:
    """The objects of a JSON-LD block, nested ones included."""
    try:
        todo = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            yield value
            todo += value.values()
        elif isinstance(value, list):
            todo += value


def _emails(pages: Sequence[Seen], items: Sequence[dict[str, Any]]) -> list[str]:
    linked = [unquote(href[7:].partition("?")[0]) for page in pages for href, _ in page.links if href[:7].lower() == "mailto:"]
    said = [m for page in pages for m in _MAIL.findall(page.text)]
    marked = [str(item["email"]).removeprefix("mailto:") for item in items if item.get("email")]
    clean = (m.strip().strip(".").lower() for m in (*linked, *said, *marked))
    return list(dict.fromkeys(m for m in clean if _MAIL.fullmatch(m) and not _NO_PAGE.search(m)))


def _region(host: str, pages: Sequence[Seen]) -> str:
    """The country by the host's ending; else by the codes of international numbers, else by the language, else the one most sites are of."""
    ending = host.rsplit(".", 1)[-1]
    country = _REGIONS.get(ending, ending.upper())
    if phonenumbers.country_code_for_region(country):
        return country
    votes: Counter[str] = Counter()
    for page in pages:
        for match in PhoneNumberMatcher(page.text[:20_000], None, Leniency.VALID):
            votes[phonenumbers.region_code_for_number(match.number) or ""] += 1
        for written in _linked_numbers(page):
            if written.startswith("+"):
                number = _parsed(written, "ZZ")
                votes[phonenumbers.region_code_for_number(number) or "" if number else ""] += 1
    votes.pop("", None)
    spoken = _OF_LANGUAGE.get(pages[0].language[:2].lower(), "US") if pages else ""
    return votes.most_common(1)[0][0] if votes else spoken


def _linked_numbers(page: Seen) -> list[str]:
    return [unquote(href[4:]).strip() for href, _ in page.links if href[:4].lower() == "tel:"]


def _parsed(written: str, region: str) -> phonenumbers.PhoneNumber | None:
    try:
        number = phonenumbers.parse(written, region or None)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


def _phones(pages: Sequence[Seen], items: Sequence[dict[str, Any]], region: str) -> list[str]:
    linked = [_parsed(written, region) for page in pages for written in _linked_numbers(page)]
    marked = [_parsed(str(item["telephone"]), region) for item in items if item.get("telephone")]
    said = [match.number for page in pages for match in PhoneNumberMatcher(page.text, region or None, Leniency.VALID)]
    return list(dict.fromkeys(phonenumbers.format_number(n, PhoneNumberFormat.E164) for n in (*linked, *marked, *said) if n))


def _socials(pages: Sequence[Seen], items: Sequence[dict[str, Any]]) -> list[str]:
    linked = [href for page in pages for href, _ in page.links]
    same = [url for item in items for url in _listed(item.get("sameAs"))]
    return list(dict.fromkeys(m.group().rstrip("/") for url in (*linked, *same) if (m := _SOCIAL.match(str(url)))))


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _name(host: str, pages: Sequence[Seen], items: Sequence[dict[str, Any]]) -> str:
    """The name in structured data; else the part of the titles that is most like the host, else the first part of the first."""
    named = [item["name"] for item in items if isinstance(item.get("name"), str) and _ORGANISATIONS.search(str(item.get("@type", "")))]
    told = [page.site_name for page in pages if page.site_name]
    if named or told:
        return str((named or told)[0]).strip()
    parts = [part.strip() for page in pages[:1] for part in _TITLE_PARTS.split(page.title) if part.strip()]
    label = re.sub(r"\W", "", host.split(".")[0].lower())
    return next((p for p in parts if re.sub(r"\W", "", p.lower()) in label or label in re.sub(r"\W", "", p.lower())), parts[0] if parts else "")
