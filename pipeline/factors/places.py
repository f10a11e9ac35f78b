"""Countries in free text ("DACH and Turkey"): names in ten languages from CLDR (as packaged by phonenumbers), nationalities, and groups of countries."""

import re
from functools import lru_cache

from domain.identity import fold
from pipeline.factors.regions import WORLD

_LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pl", "sv", "tr", "pt")
_EU = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"
_EUROPE = _EU + " GB CH NO IS LI AD MC SM UA RS BA ME MK AL MD XK"
_GROUPS: dict[str, str] = {
    "europe|europa|european|europaische": _EUROPE,
    "european union|europaische union|union europeenne|union europea": _EU,
    "eea": _EU + " NO IS LI",
    "dach|d-a-ch": "DE AT CH",
    "benelux": "BE NL LU",
    "scandinavia|skandinavien|scandinavie": "SE NO DK",
    "nordics|nordic countries": "SE NO DK FI IS",
    "baltics|baltic states": "EE LV LT",
    "iberia": "ES PT",
    "britain|great britain|england|scotland|wales|northern ireland|grossbritannien|british": "GB",
    "america|united states of america|american": "US",
    "north america|nordamerika": "US CA",
    "holland|dutch": "NL",
    "turkey|turkish": "TR",
    "czech republic|czechia|czech": "CZ",
    "austrian": "AT",
    "belgian": "BE",
    "canadian": "CA",
    "danish": "DK",
    "finnish": "FI",
    "french": "FR",
    "german|deutsche": "DE",
    "irish": "IE",
    "italian": "IT",
    "norwegian": "NO",
    "polish": "PL",
    "portuguese": "PT",
    "spanish": "ES",
    "swedish": "SE",
    "swiss": "CH",
}
_ANYWHERE = re.compile(r"\b(?:worldwide|world-wide|around the world|weltweit|anywhere|dans le monde entier|en todo el mundo|wereldwijd)\b")
_SHORT = re.compile(r"\b(?:U\.?S\.?A?|U\.?K|E\.?U)\b\.?")
_LONGEST = 5


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, ...]]:
    from phonenumbers.geodata.locale import LOCALE_DATA  # half a second to load: only when a market is named

    names: dict[str, tuple[str, ...]] = {}
    for code, by_language in LOCALE_DATA.items():
        for language in _LANGUAGES:
            name = by_language.get(language, "")
            name = by_language.get(name[1:], "") if name.startswith("*") else name
            if name:
                names.setdefault(" ".join(_words(name)), (code,))
    for keys, codes in (WORLD | _GROUPS).items():
        names |= {" ".join(_words(key)): tuple(codes.split()) for key in keys.split("|")}
    return names


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _spans(text: str) -> list[tuple[str, tuple[str, ...]]]:
    names = _names()
    found = [(short, {"US": ("US",), "UK": ("GB",), "EU": tuple(_EU.split())}[short.replace(".", "")[:2]]) for short in _SHORT.findall(text)]
    written, at = re.findall(r"\w+", text), 0
    words = [fold(w) for w in written]
    while at < len(words):
        size = next((n for n in range(_LONGEST, 0, -1) if " ".join(words[at : at + n]) in names and words[at : at + n] != ["us"]), 0)
        if size:
            found.append((" ".join(written[at : at + size]), names[" ".join(words[at : at + size])]))
        at += size or 1
    return found


@lru_cache(maxsize=1_024)
def countries_in(text: str) -> frozenset[str]:
    """Return the ISO 3166-1 alpha-2 codes of the countries that a text names, alone or by a group; empty when it names none, or the whole world."""
    if not text.strip() or _ANYWHERE.search(fold(text)):
        return frozenset()
    return frozenset(code for _, codes in _spans(text) for code in codes)


def places_in(text: str) -> tuple[str, ...]:
    """Return the countries and groups of countries that a text names, as written there."""
    return tuple(dict.fromkeys(name for name, _ in _spans(text))) if text.strip() else ()


@lru_cache(maxsize=512)
def country_name(code: str) -> str:
    """Return the English name of a country code, or the code where it has none."""
    from phonenumbers.geodata.locale import LOCALE_DATA

    names = LOCALE_DATA.get(code.upper(), {})
    name = names.get("en", "")
    return (names.get(name[1:], "") if name.startswith("*") else name) or code


def names_place(text: str, place: str) -> bool:
    """Say whether a text names this place (a town, a region) as whole words."""
    wanted = _words(place)
    words = _words(text)
    return bool(wanted) and any(words[i : i + len(wanted)] == wanted for i in range(len(words) - len(wanted) + 1))
