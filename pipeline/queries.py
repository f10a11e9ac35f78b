"""Drafts the search queries of a run from the business context. They describe the customer that is looked for, never what the analyst sells.

Adding the offer to a query finds the analyst's competitors and lowers every ranker that was measured; so ideal customer,
industries, pains and market speak, and the offer only lends the audience it names ("… for bakeries") when nothing else is there.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from domain.base import Value
from domain.context import BusinessContext
from domain.identity import fold
from pipeline.factors.kin import called_in, sector_words
from pipeline.factors.places import countries_in, places_in
from pipeline.factors.terms import GENERIC, akin, buyer_kinds, clauses, content_words, sentences, shared
from pipeline.factors.tongue import tongue_of
from pipeline.lexicon.countries import COUNTRIES

MAX_LENGTH = 400
"""Characters: what the strictest search API takes."""

SUBJECT_ONLY = "The subject of your offer, because your context says nothing of the customer: expect competitors among the hits."
MAX_PLACES = 3
MAX_EXPANDED = 20
K1, B = 1.2, 0.75  # Robertson & Zaragoza 2009, the usual BM25 constants

_AUDIENCE = re.compile(r"\b(?:for|für|pour|para|per|voor)\s+(?:the\s+|die\s+|les\s+|los\s+|las\s+|i\s+|le\s+)?([^.;:–]{4,160})", re.I)


class DraftedQuery(Value):
    """A search query, where it comes from, and the words it looks for."""

    text: str
    why: str
    terms: tuple[str, ...]


class ContextPassage(Value):
    """A piece of the context about the customer, and its relevance to the focus query (BM25; 0 without one)."""

    source: str
    text: str
    relevance: float = 0.0


def customer_passages(context: BusinessContext) -> tuple[ContextPassage, ...]:
    """Return what the context says about the customer, in short pieces."""
    pieces = [("ideal customer", " ".join(words)) for words in buyer_kinds(context.ideal_customer)]
    pieces += [("industry", i) for i in context.industry_focus] + [("pain", p) for p in context.pain_points]
    return tuple(ContextPassage(source=source, text=text) for source, text in pieces)


def ranked(passages: Iterable[ContextPassage], query: str) -> tuple[ContextPassage, ...]:
    """Return the passages by BM25 relevance to a query, best first; in their own order without one."""
    kept = tuple(passages)
    documents = [content_words(p.text) for p in kept]
    mean = sum(map(len, documents)) / len(documents) if documents else 1.0
    weights = {word: _idf(word, documents) for word in content_words(query)}
    scored = [p.model_copy(update={"relevance": round(_bm25(weights, words, mean or 1.0), 3)}) for p, words in zip(kept, documents, strict=True)]
    return tuple(sorted(scored, key=lambda p: -p.relevance))


def _idf(word: str, documents: list[tuple[str, ...]]) -> float:
    n = sum(any(akin(word, w) for w in words) for words in documents)
    return math.log(1 + (len(documents) - n + 0.5) / (n + 0.5))


def _bm25(weights: dict[str, float], words: tuple[str, ...], mean: float) -> float:
    norm = K1 * (1 - B + B * len(words) / mean)
    return sum(idf * tf * (K1 + 1) / (tf + norm) for word, idf in weights.items() if (tf := sum(akin(word, w) for w in words)))


def draft_queries(context: BusinessContext, query: str = "", limit: int = 12) -> tuple[DraftedQuery, ...]:
    """Return at most ``limit`` different queries of at most 400 characters, the analyst's focus query on top.

    Excluded words and the names of competitors and excluded companies are taken out. Empty only when neither the
    query nor the context says whom to look for.
    """
    found: dict[str, DraftedQuery] = {}
    for text, why in _drafts(context, " ".join(query.split())):
        clean = _cut(_without(text, context))
        if clean:
            found.setdefault(fold(clean), DraftedQuery(text=clean, why=why, terms=content_words(clean)))
    return tuple(found.values())[:limit]


def _drafts(context: BusinessContext, query: str) -> Iterator[tuple[str, str]]:
    passages = ranked(customer_passages(context), query)
    if query:
        yield query, "Your focus query, as you wrote it."
        best = next((p for p in passages if p.relevance > 0), None)
        if best:
            yield f"{query} {best.text}", f"Your focus query with the {best.source} that fits it best, “{best.text}” (relevance {best.relevance:.2f})."
    for sentence in sentences(context.ideal_customer):
        yield sentence, "A sentence of your ideal customer."
    kinds = [p.text for p in passages if p.source == "ideal customer"]
    industries = [_of_industry(p, kinds, _place(context)) for p in passages if p.source == "industry"]
    pains = [(p.text, f"Companies that show the pain “{p.text}”{_fit(p)}.") for p in passages if p.source == "pain"]
    for row in zip_longest(industries, _in_other_languages(context), pains):
        yield from (draft for draft in row if draft)
    if not passages:
        yield from _of_offer(context, _place(context))


def _fit(passage: ContextPassage) -> str:
    return f", relevance {passage.relevance:.2f} to your focus query" if passage.relevance else ""


def _of_industry(passage: ContextPassage, kinds: list[str], place: str) -> tuple[str, str]:
    near = _kinds_of(passage.text, kinds)
    within = f" with “{', '.join(near)}” of your ideal customer" if near else ""
    where = f" in {place}" if place else ""
    return " ".join(filter(None, (passage.text, *near, place))), f"Industry “{passage.text}”{within}{where}{_fit(passage)}."


def _kinds_of(industry: str, kinds: list[str]) -> list[str]:
    """The kinds of buyer in the ideal customer that belong to an industry."""
    known = sector_words(industry)
    return [kind for kind in kinds if shared(content_words(kind), known)][:3]


def _in_other_languages(context: BusinessContext) -> Iterator[tuple[str, str]]:
    """One query for each language of the market: what the industries and the things of the ideal customer are called there."""
    codes = countries_in(context.target_market)
    spoken = [language for code in COUNTRIES if not codes or code in codes for language in COUNTRIES[code].languages[:1]]
    own = tongue_of(context.ideal_customer)
    for language, _ in Counter(spoken).most_common():
        terms = called_in(language, context.industry_focus, context.ideal_customer)
        if terms and language != own:
            yield " ".join(terms[:MAX_EXPANDED]), f"What your industries and ideal customer are called in the language “{language}” of your market."


def _of_offer(context: BusinessContext, place: str) -> Iterator[tuple[str, str]]:
    texts = (context.product_service_description, context.business_description, context.value_proposition)
    audience = next((m.group(1).strip() for text in texts if (m := _AUDIENCE.search(text))), "")
    if audience:
        yield f"{audience} {place}".strip(), "The audience that your offer names; your context describes no ideal customer."
        return
    offer = next((c for text in texts for c in clauses(text)), "")
    if offer:
        words = [w for w in content_words(offer) if w not in GENERIC][:12]
        yield " ".join((*words, place)).strip(), SUBJECT_ONLY


def _place(context: BusinessContext) -> str:
    """Name the market only when it is a few countries: the name of half a continent stands on pages of every kind."""
    market = context.target_market or context.location
    named = places_in(market)
    return ", ".join(named) if len(named) <= MAX_PLACES and len(countries_in(market)) <= MAX_PLACES else ""


def _without(text: str, context: BusinessContext) -> str:
    """Take excluded words and names out of a query."""
    for entry in (*context.exclude_words, *context.exclude_companies, *context.competitors):
        text = re.sub(rf"(?<!\w){re.escape(entry)}(?!\w)", " ", text, flags=re.I)
    return " ".join(text.split()).strip(" ,;")


def _cut(text: str) -> str:
    if len(text) <= MAX_LENGTH:
        return text
    return text[:MAX_LENGTH].rpartition(" ")[0].rstrip(" ,;") or text[:MAX_LENGTH]
