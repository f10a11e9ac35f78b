"""Facts and what they stand on. A fact is quoted, derived by a named rule from quoted ones, or unverified; the check is here and pure.

``start``/``end`` index the stored source of the page (decoded HTML), so that
``source[start:end] == snippet`` can be tested by anyone who has the page.
"""

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain.base import Value
from domain.deriving import comes_out
from domain.quoting import stands_in


class FactStatus(StrEnum):
    """How far a fact can be checked. "Verified" on screens and in the API means quoted or derived."""

    QUOTED = "quoted"
    DERIVED = "derived"
    UNVERIFIED = "unverified"


class Evidence(Value):
    """A snippet of a stored page. ``decoder`` names how the value is read out of it (see ``domain.quoting``)."""

    url: str
    snippet: Annotated[str, Field(max_length=2_000)]
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    page_sha256: str
    fetched_at: datetime
    extractor: str
    decoder: str = "html"


class Fact(Value):
    """One value about a company.

    Attributes:
        field: what it says (``company_name``, ``legal_name``, ``email``, ``phone``, ``social``, ``country``, ``city``, ``sector``, ``signal``, …).
        value: the normal form: E.164 phone, lower-case e-mail, ISO 3166-1 alpha-2 country, URL, or the words themselves.
        status: quoted, derived or unverified.
        evidence: for a quoted fact, at least one snippet in which the value stands.
        rule: for a derived fact, the name of the rule.
        grounds: for a derived fact, the quoted facts that the rule used.
        role: None for the company's own main value; else ``fax``, ``secondary``, ``person``, ``decoy`` (looked like a contact and is none of the company's) …
        attrs: small additions: ``kind`` (of a signal, of an e-mail), ``date`` (ISO, of a signal), ``label``, ``interest``, ``why`` (of a decoy) …
    """

    field: str
    value: str
    status: FactStatus
    evidence: tuple[Evidence, ...] = ()
    rule: str = ""
    grounds: tuple["Fact", ...] = ()
    confidence: Annotated[float, Field(ge=0, le=1)] = 0.5
    extractor: str = ""
    role: str | None = None
    attrs: dict[str, str] = {}

    @property
    def fact_id(self) -> str:
        """A short stable name of the statement (not of its evidence), for references out of scores and texts."""
        return hashlib.sha256(f"{self.field}\0{self.value}\0{self.role or ''}".encode()).hexdigest()[:12]

    @property
    def verified(self) -> bool:
        """True for quoted and derived facts."""
        return self.status is not FactStatus.UNVERIFIED

    @property
    def quotes(self) -> tuple[Evidence, ...]:
        """Every snippet under this fact: its own and those of its grounds."""
        return self.evidence + tuple(e for ground in self.grounds for e in ground.quotes)


class Facts(Value):
    """All facts of one company, best first within a field."""

    items: tuple[Fact, ...] = ()

    def all(self, field: str, *, any_role: bool = False) -> tuple[Fact, ...]:
        """Return the facts of a field; without ``any_role`` only the company's own main ones."""
        return tuple(f for f in self.items if f.field == field and (any_role or f.role is None))

    def first(self, field: str) -> Fact | None:
        """Return the best main fact of a field, or None."""
        return next(iter(self.all(field)), None)

    def value(self, field: str) -> str:
        """Return the best main value of a field, or an empty string."""
        fact = self.first(field)
        return fact.value if fact else ""

    def by_id(self, ids: Iterable[str]) -> tuple[Fact, ...]:
        """Return the facts with these ids, in the order of the facts."""
        wanted = set(ids)
        return tuple(f for f in self.items if f.fact_id in wanted)


SourceOf = Callable[[str], str | None]
"""Gives the stored source of a page by its SHA-256, or None when it is not there."""


def quote_holds(fact: Fact, evidence: Evidence, source: str | None) -> bool:
    """Say whether the snippet stands at its place in the source and the value stands in the snippet."""
    return (
        source is not None
        and source[evidence.start : evidence.end] == evidence.snippet
        and any(stands_in(rule, fact.value, evidence.snippet, evidence.decoder) for rule in _rules_for(fact))
    )


def _rules_for(fact: Fact) -> tuple[str, ...]:
    """Return the fields by one of whose rules the value must stand; a number that is none to call has no normal form, and stands by its words."""
    return (fact.field, "words") if fact.role == "decoy" and fact.field == "phone" else (fact.field,)


def checked(fact: Fact, source_of: SourceOf) -> Fact:
    """Return the fact with the status it deserves: a claim of quoted or derived that does not hold becomes unverified."""
    if fact.status is FactStatus.QUOTED:
        good = tuple(e for e in fact.evidence if quote_holds(fact, e, source_of(e.page_sha256)))
        return fact.model_copy(update={"evidence": good, "status": FactStatus.QUOTED if good else FactStatus.UNVERIFIED})
    if fact.status is FactStatus.DERIVED:
        grounds = tuple(g for g in (checked(g, source_of) for g in fact.grounds) if g.status is FactStatus.QUOTED)
        holds = bool(fact.rule) and bool(grounds) and any(comes_out(fact.field, fact.value, fact.rule, ground.value) for ground in grounds)
        return fact.model_copy(update={"grounds": grounds, "status": FactStatus.DERIVED if holds else FactStatus.UNVERIFIED})
    return fact
