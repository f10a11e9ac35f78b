"""The sentences of a company's own website that speak of its customers and of what they gain, each with its proof and its cues."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from domain.evidence import Evidence
from domain.quoting import INVISIBLE
from pipeline.extract.base import Interest, PageReading
from pipeline.factors.terms import sentences
from pipeline.lexicon.concepts import concept_matcher
from pipeline.lexicon.offer import offer_matcher, offer_terms
from pipeline.lexicon.sectors import sector_matcher
from pipeline.lexicon.terms import Hit, Term, notation, spoken
from pipeline.lexicon.tokens import Tokens, tokenise
from pipeline.lexicon.words import word_matcher

TROUBLES = frozenset(
    (
        *("spoilage", "downtime", "paperwork", "energy_cost", "staff_shortage", "employee_turnover", "delivery_delay", "theft", "data_loss", "cyber_attack"),
        *("customer_churn", "cash_flow", "late_payment", "product_recall", "stockout", "fuel_cost", "no_shows", "complaints", "noise", "project_delay"),
        *("defects", "emissions", "compliance_audit", "waste_disposal", "water_use", "spare_parts"),
    )
)
"""Concepts that are a trouble by themselves, not a service or a setting."""

TELLING = {"home": 1.0, "about": 0.95, "products": 0.95, "other": 0.85, "team": 0.6, "contact": 0.6}
"""Kinds of pages that say what a company is and offers, and how well; news, jobs and small print do not."""

SPOKEN = 0.5  # cues of the page's own language, and English ones
_SHORTEST, _FEWEST_SPACES = 20, 3
_UNSEEN = re.compile(f"[{INVISIBLE}\\x00-\\x1f\\x7f-\\x9f\\ue000-\\uf8ff]")
_NOISE = re.compile(r"cookie|javascript|newsletter|captcha|©|copyright|log ?in\b|password|subscribe|lorem ipsum", re.I)
_ADDRESSED = frozenset(("your", "ihnen", "uw", "vos", "votre", "vostra", "vostri", "vostro"))  # stand among the words of offering, but tell no offer


class Sentence(NamedTuple):
    """A sentence as it stands on a page, with its proof, the page's kind and language, and the cues found in it."""

    words: str
    evidence: Evidence
    kind: str
    language: str
    tokens: Tokens
    cues: tuple[Hit, ...]

    def hits(self, key: str, *, least: float = 1.0) -> tuple[Hit, ...]:
        """Return the cues of a list, none weaker than ``least``."""
        return tuple(h for h in self.cues if h.term.key == key and h.term.strength >= least)

    def strength(self, key: str) -> float:
        """Return the strength of all cues of a list together."""
        return sum(h.term.strength for h in self.hits(key, least=0.0))

    def sectors(self, first: int = 0, last: int | None = None) -> tuple[Hit, ...]:
        """Return the sectors named from one token to another."""
        found = sector_matcher().hits(self.tokens.words, first, last)
        return tuple(h for h in found if h.term.strength >= 1 and h.term.strength * spoken(h.term, self.language) >= SPOKEN)

    def troubles(self) -> tuple[Hit, ...]:
        """Return the troubles named."""
        found = concept_matcher().hits(self.tokens.words)
        return tuple(h for h in found if h.term.key in TROUBLES and h.term.strength >= 1 and spoken(h.term, self.language) >= SPOKEN)

    def offers(self) -> int:
        """Count the words by which a company says that it offers something."""
        found = word_matcher("offering").hits(self.tokens.words)
        return sum(spoken(h.term, self.language) >= SPOKEN and h.term.text not in _ADDRESSED for h in found)


def clean(text: str) -> str:
    """Return text of a page without characters that nobody sees, white space single."""
    return " ".join(_UNSEEN.sub("", text).split())


@lru_cache(maxsize=1)
def wanted() -> tuple[Interest, ...]:
    """Return what extraction is to quote from the analyst's own site: gains, troubles, customers, places, and what is on offer."""
    languages = frozenset(language for term in offer_terms("people") for language in term.languages)
    people = tuple(notation(term) for term in offer_terms("people"))
    sectors = tuple(notation(term) for term in sector_matcher().terms if term.strength >= 1 and term.languages & languages)
    troubles = tuple(notation(term) for term in concept_matcher().terms if term.key in TROUBLES and term.languages & languages)
    offering = tuple(notation(term) for term in word_matcher("offering").terms if term.text not in _ADDRESSED)
    return (
        Interest(key="benefit", terms=_noted(offer_terms("benefit"))),
        Interest(key="cure", terms=_noted(offer_terms("cure"))),
        Interest(key="trouble", terms=(*troubles, *_weakened(offer_terms("spare", "ails"))), any_of=2),
        Interest(key="customers", terms=_noted(offer_terms("customers"))),
        Interest(key="audience", terms=(*_weakened(offer_terms("aimed")), *people, *sectors), any_of=2),
        Interest(key="region", terms=_noted(offer_terms("region", "nation"))),
        Interest(key="sells", terms=offering),
    )


def _noted(terms: Sequence[Term]) -> tuple[str, ...]:
    return tuple(notation(term) for term in terms)


def _weakened(terms: Sequence[Term]) -> tuple[str, ...]:
    return tuple(notation(term._replace(strength=0.4)) for term in terms)


def said(readings: Sequence[PageReading]) -> tuple[Sentence, ...]:
    """Return the sentences of the pages that speak of the company's offer, in the language of the home page, each once."""
    language = readings[0].language[:2] if readings else ""
    found: dict[str, Sentence] = {}
    for reading in readings:
        if reading.kind in TELLING and (not language or reading.language[:2] in ("", language)):
            for words, evidence in _quoted(reading):
                found.setdefault(words.casefold(), _sentence(words, evidence, reading))
    return tuple(found.values())


def _quoted(reading: PageReading) -> Iterator[tuple[str, Evidence]]:
    for candidate in reading.candidates:
        if candidate.role is None and candidate.field in ("passage", "description"):
            parts = sentences(clean(candidate.value)) if candidate.field == "description" else (clean(candidate.value),)
            yield from ((part, candidate.evidence) for part in parts if is_prose(part))


def is_prose(words: str) -> bool:
    """Say whether words are a sentence that tells something, rather than a label, a page's housekeeping or what somebody else is quoted with."""
    return len(words) >= _SHORTEST and words.count(" ") >= _FEWEST_SPACES and words[0] not in "\"“„«'‘" and not _NOISE.search(words)


def _sentence(words: str, evidence: Evidence, reading: PageReading) -> Sentence:
    tokens, language = tokenise(words), reading.language[:2]
    cues = tuple(h for h in offer_matcher().hits(tokens.words) if spoken(h.term, language) >= SPOKEN)
    return Sentence(words, evidence, reading.kind, language, tokens, cues)


def shows_customers(reading: PageReading) -> bool:
    """Say whether a page is the one that shows whom the company works for, by its address or title."""
    named = f"{reading.url.rstrip('/').rpartition('/')[2].replace('-', ' ').replace('_', ' ')} | {reading.title[:100]}"
    words = tokenise(named).words
    hits = offer_matcher().hits(words)
    return any(h.term.key == "clientele" and spoken(h.term, reading.language[:2]) >= SPOKEN for h in hits) and reading.kind != "home"
