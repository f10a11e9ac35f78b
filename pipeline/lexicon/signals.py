"""The words that show buying signals, by kind. A kind shows by direct words, or by an act and a thing in one sentence ("opens" + "warehouse")."""

from functools import lru_cache

from pipeline.lexicon.tables import table
from pipeline.lexicon.terms import Matcher, parse

KINDS = ("hiring", "funding", "expansion", "new_product", "award", "tender", "leadership_change", "certification")

NO_OPENINGS = "no_openings"
NOT = "not"
OTHERS = "others"
"""Words that make a sentence one of customers or of help for them ("our client …", "we help …")."""

VERB_LAST = frozenset(("ja", "ko", "tr", "hu", "zh"))
"""Languages in which the help that is offered, or the negation, comes after the thing."""

ACT, THING = ".act", ".thing"


@lru_cache(maxsize=1)
def signal_matcher() -> Matcher:
    """Return the matcher of signal words; keys are a kind, ``<kind>.act``, ``<kind>.thing``, ``no_openings``, ``not`` or ``others``."""
    lists = table("signals")
    return Matcher((term for language, keys in lists.items() for key, notation in keys.items() for term in parse(key, notation, language)), overlapping=True)
