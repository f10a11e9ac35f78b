"""What the words around a number say: what it is, and the country of the office that it belongs to."""

import re
from functools import lru_cache

from pipeline.extract.markup import Block, Markup
from pipeline.lexicon.countries import PLACES, postcodes
from pipeline.lexicon.labels import BEHIND_NUMBER, CALLABLE, NUMBER_LABEL

COMMON_WORDS = frozenset(("price", "date", "hours"))
_BEFORE = 48
_LINES_ABOVE, _SIGNS_ABOVE = 8, 400
_SHORT_LINE, _ADDRESS_LINE = 60, 160
_TELLING = frozenset(("country_name", "city_name", "region_name"))
_SURE_SHAPE = 0.9
_BRACKETS = re.compile(r"\s?\(([^()\n]{2,40})\)")
_FAX_ALONE = 9  # "(fax)", but not "(fax on request)"
_ALL_DAY = re.compile(r"\b24\s?(?:h|/\s?7|hrs?|hours?|std|stunden|heures|horas|ore|часа?|ч)\b", re.I)
_COUNTRY_LETTERS = re.compile(r"\W{0,4}(?:[A-Z]{2,3}\W{0,2})?(?:\d{0,2}\W{0,2})?", re.A)


def label_of(markup: Markup, block: Block, start: int) -> str:
    """Return what the words right before a number say it is; a number alone on its line looks at the line before."""
    before = markup.text[max(block.start, start - _BEFORE) : start]
    alone = start - block.start < _BEFORE and not any(c.isalpha() for c in before)
    if alone and block.start > 0:
        above = markup.block_at(block.start - 1)
        if above and len(above.text) <= 30 and not any(c.isdigit() for c in above.text):
            before = above.text + ": "
    return nearest(before)


def label_behind(text: str, end: int) -> str:
    """Return what brackets right behind a number say it is: "2155 0123 (office)", "(24h)", "(Viber, WhatsApp)"."""
    behind = _BRACKETS.match(text, end) if "(" in text[end : end + 2] else None
    if behind is None:
        return ""
    if _ALL_DAY.search(behind.group(1)):
        return "phone"
    found = next((hit.meaning for hit in BEHIND_NUMBER.find(behind.group(1))), "")
    return "" if found == "fax" and len(behind.group(1)) > _FAX_ALONE else found


@lru_cache(maxsize=4_096)
def nearest(before: str) -> str:
    """Of the labels before a number the last one counts; "Tel./Fax:" is a phone."""
    kind = refused = ""
    end = 0
    for hit in NUMBER_LABEL.find(before):
        gap = before[hit.end :]
        bare = _is_bare_letter(before, hit.start, hit.end)
        if hit.meaning not in CALLABLE:
            refused = hit.meaning if _touches(gap) and not bare else refused
        elif any(c.isdigit() for c in gap) or bare:
            continue
        elif len(gap) <= 26:
            beside = bool(kind) and hit.start - end <= 4
            kind = kind if beside and hit.meaning == "fax" else hit.meaning
            end = hit.end
    return kind if kind and refused in ("", *COMMON_WORDS) else refused


def _touches(gap: str) -> bool:
    """Say whether nothing stands between a label and its number but signs and the letters of a country ("VAT: GB ")."""
    return _COUNTRY_LETTERS.fullmatch(gap) is not None


def _is_bare_letter(before: str, start: int, end: int) -> bool:
    """Say whether a label of one letter is none: it has no colon behind it, and is no capital that begins a part of the line right before the number."""
    if end - start != 1 or before[end:].lstrip().startswith((":", ".")):
        return False
    begins = not before[:start].rstrip(" ") or before[:start].rstrip(" ")[-1] in "|·,;/•–-\n"
    return not (begins and before[start].isupper() and before[end:] == " ")


def country_near(markup: Markup, start: int) -> tuple[str, bool]:
    """Return the country that a heading or an address right above a number (or before it in its line) names, and whether by its own name; empty when none."""
    block = markup.block_at(start)
    if block is None:
        return "", False
    line, first = markup.text[max(block.start, start - _ADDRESS_LINE) : start], block.start
    for _ in range(_LINES_ABOVE):
        found = _country_in(line) if len(line) <= _ADDRESS_LINE else ("", False)
        if found[0]:
            return found
        above = markup.block_at(first - 1) if first > 0 else None
        if above is None or start - above.start > _SIGNS_ABOVE or above.zone != block.zone:
            return "", False
        line, first = above.text, above.start
    return "", False


@lru_cache(maxsize=4_096)
def _country_in(line: str) -> tuple[str, bool]:
    """The last place that a line names: a country in a short line or an address, a city or a postcode of one country."""
    address = any(c.isdigit() for c in line)
    if len(line) > _SHORT_LINE and not address:
        return "", False
    hits = [hit for hit in PLACES.find(line) if len(hit.meaning[1]) == 1 and hit.meaning[0] in _TELLING and not line[hit.start : hit.end].islower()]
    named = [hit for hit in hits if hit.meaning[0] == "country_name"]
    if named:
        return max(named, key=lambda hit: hit.start).meaning[1][0], True
    codes = {found.countries[0] for found in postcodes(line) if found.weight >= _SURE_SHAPE and len(found.countries) == 1} if address else set()
    codes = codes or {hit.meaning[1][0] for hit in hits}
    return (codes.pop(), False) if len(codes) == 1 else ("", False)
