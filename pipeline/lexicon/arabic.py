"""The small words that Arabic and Hebrew write as one with the next: the article, "and", "in", "for"."""

_ARABIC = ("ال", "و", "وال", "ب", "بال", "ل", "لل")
_HEBREW = ("ה", "ו", "ב", "ל", "ש", "מ", "וה")


def attached(word: str) -> tuple[str, ...]:
    """Return the spellings of an Arabic or Hebrew word with what may be written before it in one piece; none for one that has its article."""
    first = word[:1]
    if "\u05d0" <= first <= "\u05ea":
        return tuple(before + word for before in _HEBREW)
    return () if word.startswith("ال") or not "\u0621" <= first <= "\u064a" else tuple(before + word for before in _ARABIC)
