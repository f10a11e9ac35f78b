"""How facts are put into internal sentences: quotation marks, lists, counts, dates."""

from collections.abc import Sequence

from pipeline.factors.signals import day_of

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def clip(text: str, limit: int) -> str:
    """Return at most ``limit`` characters of a text, cut between words and marked with an ellipsis."""
    plain = " ".join(text.split())
    if len(plain) <= limit:
        return plain
    head, _, _ = plain[: limit - 1].rpartition(" ")
    return (head or plain[: limit - 1]).rstrip(" ,;:–-") + "…"


def quote(text: str, limit: int = 220) -> str:
    """Return a text in quotation marks (single ones around double ones), as it stands but for its full stop; cut when long."""
    plain = clip(text, limit)
    plain = plain[:-1] if plain.endswith(".") and not plain.endswith("..") else plain
    inner = plain[1:-1]
    if inner and plain[0] in "“„" and plain[-1] in "”“" and not set("“”„") & set(inner):
        plain = inner  # quoted as a whole on the page already
    return f"‘{plain}’" if "“" in plain or "”" in plain else f"“{plain}”"


def listing(items: Sequence[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def number(n: int) -> str:
    """Return a number as a word up to ten ("no", "one", …)."""
    return _NUMBERS[n] if n < len(_NUMBERS) else f"{n:,}"


def count(n: int, noun: str, plural: str = "") -> str:
    """Return "no pages", "one page", "12 pages"."""
    return f"{number(n)} {noun if n == 1 else plural or noun + 's'}"


def when(iso: str) -> str:
    """Return "17 September 2026", "September 2026", "2026", or nothing when it is no date."""
    day = day_of(iso)
    if day is None:
        return ""
    if len(iso) < 7:
        return str(day.year)
    month = f"{_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day} {month}" if len(iso) >= 10 else month


def capital(text: str) -> str:
    """Return a sentence with a capital first letter."""
    return text[:1].upper() + text[1:]
