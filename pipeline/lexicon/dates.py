"""Dates as people write them, in many languages, to ISO 8601: a day, a month or a year."""

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.lexicon.tables import table
from pipeline.lexicon.tokens import fold_word

_MONTH_FIRST = frozenset(("en-us", "en-ph", "en-bz"))
_BOUNDS = (1900, 2100)

_NUMERIC = re.compile(
    r"(?<![\w.,/:-])(?:(?P<iso>\d{4})[-./](?P<iso_month>\d{1,2})(?:[-./](?P<iso_day>\d{1,2}))?(?=T|(?![\w/:-]))"
    r"|(?P<first>\d{1,2})(?P<sep>[./-])\s?(?P<second>\d{1,2})(?P=sep)\s?(?P<year>\d{4}|\d{2})(?![\w/:-])"
    r"|(?P<ja>\d{4})[年년]\s?(?:(?P<ja_month>\d{1,2})[月월]\s?(?:(?P<ja_day>\d{1,2})[日일号])?)?)"
)
# A month's name has letters only; what it is, the list says.
_NAMED = re.compile(
    r"(?<![\w./-])(?:(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|°|ª|-го|\.)?\s{1,2}(?:(?:de|of|d')\s{0,1})?)?(?P<month>[^\W\d_]{3,14})\.?,?\s{1,2}"
    r"(?:(?P<after>\d{1,2})(?:st|nd|rd|th)?,?\s{1,2})?(?:(?:de|del|of)\s)?(?P<year>\d{4})(?!\w)"
    r"|(?<![\w./-])(?P<year2>\d{4})\.?\s{1,2}(?:m\.?\s)?(?P<month2>[^\W\d_]{3,14})\s{0,2}(?:(?P<day2>\d{1,2})(?!\w))?"
)
_YEAR = re.compile(r"(?<![\w.,:/+-])(?<!\d\s)(?:19|20)\d{2}(?![\w%]|[.,]\d|-\d|\s\d{3})")


class Dated(NamedTuple):
    """A date found in a text: ISO 8601 as exact as it was written, and where it stands."""

    iso: str
    start: int
    end: int


@lru_cache(maxsize=32)
def _months(language: str = "") -> dict[str, int]:
    """Folded names, forms and short forms of the months in every language -> number; where two languages differ ("listopada"), as ``language`` says."""
    found: dict[str, int] = {}
    lists = table("months")
    for own in (*lists.values(), lists.get(language, {"months": []})):
        for number, names in enumerate(own["months"], 1):
            found.update((fold_word(name), number) for name in names.split())
    return found


def is_month(word: str) -> bool:
    """Say whether a folded word names a month in some language."""
    return word in _months()


def find_date(text: str, language: str = "") -> Dated | None:
    """Return the first date in ``text``, a day or month before a mere year. ``language`` (BCP 47) decides between day and month first."""
    numeric, named = _first_numeric(text, language), _first_named(text, language[:2])
    exact = [found for found in (numeric, named) if found]
    if exact:
        return min(exact, key=lambda found: found.start)
    year = _YEAR.search(text)
    return Dated(year.group(), year.start(), year.end()) if year else None


def parse_date(text: str, language: str = "") -> str:
    """Return the first date in ``text`` as ISO 8601 (``2026-06-15``, ``2026-06`` or ``2026``), an empty string when there is none."""
    found = find_date(text, language)
    return found.iso if found else ""


def _iso(year: int, month: int = 0, day: int = 0) -> str:
    if not _BOUNDS[0] <= year <= _BOUNDS[1] or not 0 <= month <= 12 or not 0 <= day <= 31:
        return ""
    return f"{year:04d}-{month:02d}-{day:02d}" if month and day else f"{year:04d}-{month:02d}" if month else f"{year:04d}"


def _first_numeric(text: str, language: str) -> Dated | None:
    for match in _NUMERIC.finditer(text):
        part = {name: int(value) for name, value in match.groupdict().items() if value and value.isdigit()}
        if "iso" in part:
            iso = _iso(part["iso"], part["iso_month"], part.get("iso_day", 0)) if part["iso_month"] else ""
        elif "ja" in part:
            iso = _iso(part["ja"], part.get("ja_month", 0), part.get("ja_day", 0))
        else:
            year = part["year"] + (2000 if part["year"] < 100 else 0)
            iso = _ordered(part["first"], part["second"], year, match["sep"], language)
        if iso:
            return Dated(iso, match.start(), match.end())
    return None


def _ordered(first: int, second: int, year: int, separator: str, language: str) -> str:
    if not first or not second:
        return ""
    month_first = second > 12 or (first <= 12 and separator != "." and language.lower() in _MONTH_FIRST)
    day, month = (second, first) if month_first else (first, second)
    return _iso(year, month, day)


def _first_named(text: str, language: str) -> Dated | None:
    months = _months(language)
    at = 0
    while match := _NAMED.search(text, at):
        month = months.get(fold_word(match["month"] or match["month2"]))
        if month:
            day = match["day"] or match["after"] or match["day2"] or "0"
            iso = _iso(int(match["year"] or match["year2"]), month, int(day))
            if iso:
                return Dated(iso, match.start(), match.end())
        at = match.start() + 1
    return None
