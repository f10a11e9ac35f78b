"""What the agents' sentences have in common: statements with their facts, and where on the site something stands."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from domain.evidence import Fact
from domain.package import Statement
from domain.page import PageRef
from pipeline.dossier import Dossier

PAGE_NOUNS = {
    "home": "home page",
    "about": "about page",
    "contact": "contact page",
    "imprint": "legal notice",
    "privacy": "privacy page",
    "terms": "terms page",
    "team": "team page",
    "careers": "careers page",
    "news": "news page",
    "blog": "blog",
    "products": "products page",
}
"""Kind of page: what it is called in internal texts."""


def statement(text: str, *facts: Fact) -> Statement:
    """Return a sentence with the ids of the facts that carry it; one that ends with a quotation gets its full stop."""
    if text.endswith(("”", "’")) and not text.startswith(("“", "‘")):
        text += "."
    return Statement(text=text, fact_ids=tuple(dict.fromkeys(f.fact_id for f in facts)))


def page_of(fact: Fact, dossier: Dossier) -> PageRef | None:
    """Return the page on which a fact stands."""
    shas = [e.page_sha256 for e in fact.quotes]
    return next((p for sha in shas for p in dossier.site.pages if p.page_sha256 == sha), None)


def language_of(fact: Fact, dossier: Dossier) -> str:
    """Return the language (two letters) of a fact's words, or an empty string when it is not known."""
    page = page_of(fact, dossier)
    return (fact.attrs.get("language", "") or (page.language if page else ""))[:2].lower()


def where(fact: Fact, dossier: Dossier) -> str:
    """Return where a fact stands: "on its news page", "on its page /haccp.html", or "on its website"."""
    page = page_of(fact, dossier)
    noun = PAGE_NOUNS.get(page.kind, "") if page else ""
    if noun:
        return f"in its {noun}" if noun in ("legal notice", "blog") else f"on its {noun}"
    path = urlsplit(page.url).path if page else ""
    return f"on its page {path}" if len(path) > 1 else "on its website"


def firsts(facts: Iterable[Fact], n: int) -> tuple[Fact, ...]:
    """Return the first n facts with different values."""
    return tuple({f.value.casefold(): f for f in reversed(tuple(facts))}.values())[::-1][:n]


def article(noun: str) -> str:
    """Return a noun with its indefinite article."""
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"
