"""The small word lists of the extractors: headings of what is on offer, menu noise, founding, head count, job titles by department."""

from functools import lru_cache

from pipeline.lexicon.tables import table
from pipeline.lexicon.terms import Matcher, Term, parse

_TITLE = "title."


def _terms(*keys: str) -> tuple[Term, ...]:
    return tuple(term for language, lists in table("words").items() for key in keys if key in lists for term in parse(key, lists[key], language))


@lru_cache(maxsize=32)  # more than there are callers: one that falls out is built anew on every page
def word_matcher(*keys: str) -> Matcher:
    """Return a matcher of these lists; the key of a term is the list it stands in."""
    return Matcher(_terms(*keys))


@lru_cache(maxsize=1)
def title_matcher() -> Matcher:
    """Return the matcher of job titles; the key of a term is the department."""
    keys = dict.fromkeys(key for lists in table("words").values() for key in lists if key.startswith(_TITLE))
    return Matcher(term._replace(key=term.key.removeprefix(_TITLE)) for term in _terms(*keys))
