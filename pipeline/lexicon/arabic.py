"""The small words that Arabic writes as one with the next: the article, "and", "in", "for"."""

_PROCLITICS = ("ال", "و", "وال", "ب", "بال", "ل", "لل")


def attached(word: str) -> tuple[str, ...]:
    """Return the spellings of an Arabic word with what may be written before it in one piece; none for a word that has its article."""
    return () if word.startswith("ال") or not "\u0621" <= word[:1] <= "\u064a" else tuple(before + word for before in _PROCLITICS)
