"""The shapes of written phone numbers: their digits, placeholders, several in one run, a series ("914480/81"), letters for digits ("1-800-FLOWERS")."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import phonenumbers

RUN = re.compile(r"\(?(?:\+\s?)?\(?\d[\d\s().\-–‐‑−/]{4,70}\d")
EXTENSION = re.compile(
    r"\s{0,2}[,;(]?\s{0,2}(?:ext\.?|extn\.?|extension|x|dw|durchwahl|nst\.?|nebenstelle|poste|p\.|wew\.?|доб\.?|anknytning|ankn\.?|lokal|toestel|tst\.?|int\.?|interno|"
    r"extensión|ramal|r\.|klapka|kl\.|mellék|dahili|внутр\.?|εσωτ\.?|内線|分机)[\s:.-]{0,3}(\d{1,6})\b",
    re.I,
)
NORTH_AMERICAN = re.compile(r"1(?:[\s.-]{1,2}\(?[2-9]\d\d\)?[\s.-]{1,2}|\([2-9]\d\d\)[\s.-]{0,2})\d{3}[\s.-]\d{4}")
NOT_A_PHONE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"  # date
    r"|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}"
    r"|(?:19|20)\d\d\s?[-–/]\s?(?:(?:19|20)?\d\d)"  # span of years
    r"|\d{1,2}\.\d\d\s?[-–]\s?\d{1,2}\.\d\d"  # hours
    r"|\d{1,3}\.\d{4,}"  # co-ordinates
    r"|\d{1,3}(?:\.\d{3}){1,3}"  # a large number
    r"|(?:\d{1,3}\.){3}\d{1,3}"  # IP address
    r"|\d{3}-\d{4}"  # Japanese postcode
    r"|(?:19|20)\d\d(?:[\s./-]+\d{1,4}){0,2}"  # a year and more
)
_LETTERED = re.compile(
    r"(?<![\w+(])((?:\+?1[\s.-]{1,2})?(?:\(\d{3}\)|[02-9]\d{2}|1[38]00|0[38]00|13)[\s.-]{1,2}(?:\d{1,4}[\s.-]{0,2})?[A-Z]{3,9}(?:[\s-][A-Z]{2,7})?(?:[\s-]?\d{1,4})?)(?![\w@])"
)
_SPLIT = re.compile(r"\s{0,2}/\s{0,2}|\s[-–]\s|\s{2,4}")
_AGAIN = re.compile(r"(?<=\d)\s(?=\(|\+)")
_SERIES = re.compile(r"(?P<first>[^/]{0,12}/?[^/]{3,40}?\d)\s?/\s?[-–]?\s?(?P<rest>\d{1,4}(?:\s?/\s?[-–]?\s?\d{1,4}){0,4})")
_POSTCODE_BEFORE = re.compile(r"(?!00)\d{4,6}(?:-\d{4})?\s(?=\()|\d{5}(?:-\d{4})?\s(?=\d{3}[\s.-]\d{3}[\s.-]\d{4}\Z)")
AND = re.compile(r"\s?(?:,|;|&|or|and|und|oder|ou|et|y|e|o|och|og|en|of|i|lub|или|и)\s?")
"""What stands between two numbers of one kind."""
_SENTENCE_BEFORE = re.compile(r"\d{4,6}\.\s(?=\S)")  # "SLM 1542. 2155 0123"
_RISING, _FALLING = "01234567890123456789", "98765432109876543210"
_FREE_CALL = re.compile(r"(?:\+?1[\s.-]{1,2})?\(?8(?:00|33|44|55|66|77|88)\)?[\s.-]|1[38]00\s|13\s|0800[\s.-]")
_FEWEST, _MOST = 7, 15  # digits of one number

SERIES, VANITY = "number_series", "letters_for_digits"
"""Rules by which a number is read out of words in which its digits do not stand together."""


class Spelling(NamedTuple):
    """A number as it is meant, and the written words that say so."""

    raw: str
    start: int
    end: int


def digits(raw: str) -> str:
    """Return the digits of a written number, with ``+`` where it is international."""
    bare = re.sub(r"\D", "", raw.replace("(0)", "") if raw.strip().startswith(("+", "00")) else raw)
    if raw.strip().startswith(("+", "(+")) or NORTH_AMERICAN.fullmatch(raw.strip()):
        return "+" + bare
    return "+" + bare[2:] if bare.startswith("00") and len(bare) > 9 else bare


def count(text: str) -> int:
    """Return how many digits stand in a text."""
    return sum(map(str.isdigit, text))


def is_placeholder(raw: str) -> bool:
    """Say whether a number is made up: 12345678, 0000000, 98765432."""
    bare = re.sub(r"\D", "", raw)
    if len(bare) < _FEWEST:
        return False
    return len(set(bare[-7:])) == 1 or any(bare[i : i + 7] in _RISING or bare[i : i + 7] in _FALLING for i in range(len(bare) - 6))


def plausible(raw: str) -> bool:
    """Say whether a written number has the length of one and is no placeholder."""
    return 6 <= count(raw) <= 16 and not is_placeholder(raw) and len(set(re.sub(r"\D", "", raw)[-7:])) > 1


def is_international(raw: str) -> bool:
    """Say whether a number is written with its country code."""
    return raw.startswith(("+", "(+", "00")) or NORTH_AMERICAN.fullmatch(raw) is not None


def pieces(run: str) -> list[str]:
    """Split numbers that stand beside each other, and a postcode from a number; leave a number that is grouped with the same signs whole."""
    postcode = _POSTCODE_BEFORE.match(run) or _SENTENCE_BEFORE.match(run)
    if postcode and count(run[postcode.end() :]) >= _FEWEST:
        run = run[postcode.end() :]
    for border in (_SPLIT, _AGAIN):
        parts = [p for p in border.split(run) if p.strip()]
        if len(parts) > 1 and all(count(p) >= _FEWEST for p in parts):
            return parts
    return _halves(run) if _MOST < count(run) <= 2 * _MOST else [run]


def _halves(run: str) -> list[str]:
    """Cut a run that is too long for one number at a space, where both sides begin alike and have about the same length."""
    for space in re.finditer(r"\s", run):
        left, right = run[: space.start()].strip(), run[space.end() :].strip()
        if min(count(left), count(right)) >= _FEWEST and left[:1] == right[:1] and abs(count(left) - count(right)) <= 2:
            return [left, right]
    return [run]


def series(run: str) -> tuple[str, list[str]]:
    """Return the first number of "914480/81", "123-45 / -46" and the others as they are meant; no others when it is no series."""
    match = _SERIES.fullmatch(run)
    if not match or count(match["first"]) < _FEWEST:
        return run, []
    first = match["first"]
    others = []
    for tail in re.findall(r"\d+", match["rest"]):
        kept = [i for i, c in enumerate(first) if c.isdigit()][-len(tail)]
        others.append(re.sub(r"[\s-]+$", "", first[:kept]) + (" " if len(tail) > 2 else "") + tail)
    return first, others


def vanity(text: str, labelled: bool) -> Iterator[Spelling]:
    """Yield numbers with letters for digits: free-call numbers, and others where a label says that they are to be called."""
    for match in _LETTERED.finditer(text):
        written = match.group(1)
        if not labelled and not _FREE_CALL.match(written) and not _said_again(text, match.end(), written):
            continue
        raw = phonenumbers.convert_alpha_characters_in_number(written)
        wanted = _wanted(written)
        spare = count(raw) - wanted
        if 0 <= spare <= 4:  # the words may be longer than the number: what is too much is not dialled
            places = [i for i, c in enumerate(raw) if c.isdigit()]
            yield Spelling(raw[: places[wanted - 1] + 1], match.start(1), match.end(1))


def _said_again(text: str, end: int, written: str) -> bool:
    """Say whether the digits of the letters stand in brackets behind them: "494 STAR (7827)"."""
    behind = re.match(r"\s?\((\d{3,7})\)", text[end : end + 10])
    return behind is not None and re.sub(r"\D", "", phonenumbers.convert_alpha_characters_in_number(written)).endswith(behind.group(1))


def _wanted(written: str) -> int:
    bare = written.lstrip("+")
    if bare.startswith("13") and not bare.startswith(("1300", "1 ")):
        return 6
    if bare.startswith(("1300", "1800")):
        return 10
    return 11 if bare.startswith("1") else 10


def follows(first: str, gap: str, second: str) -> str:
    """Return the whole of a number that leaves out the area code of the one before it ("(212) 555-0100, 555-0101"); empty when it does not."""
    if not AND.fullmatch(gap) or first.count(")") != 1:
        return ""
    area, _, local = first.partition(")")
    return f"{area}) {second}" if count(local) == count(second) >= 5 else ""


def neighbours(text: str, start: int, end: int) -> bool:
    """Say whether other digits stand near a number."""
    return any(map(str.isdigit, text[max(0, start - 45) : start] + text[end : end + 45]))
