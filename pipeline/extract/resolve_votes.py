"""How sightings of a value on several pages become one fact: trust by kind of page, confidence by noisy-or, the best evidence kept.

A sighting's trust is its weight times the trust in its kind of page (parts that a site repeats, footer and header, count
as on a contact page). Confidence = 1 - product(1 - trust) over the best sightings of up to three different pages, at most 0.99.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from domain.evidence import Evidence, Fact, FactStatus
from domain.quoting import stands_in
from pipeline.extract.base import Candidate, PageReading

KIND_TRUST: dict[str, float] = {
    "contact": 1.0,
    "imprint": 1.0,
    "home": 0.95,
    "about": 0.9,
    "team": 0.85,
    "products": 0.75,
    "careers": 0.75,
    "other": 0.7,
    "terms": 0.5,
    "privacy": 0.45,
    "news": 0.4,
    "blog": 0.35,
    "cart": 0.4,
    "login": 0.4,
}
_REPEATED = frozenset(("footer", "header", "nav"))
_REPEATED_TRUST = 0.95
_PAGES_COUNTED = 3
_EVIDENCE_KEPT = 3
_SUREST = 0.99


class Sighting(NamedTuple):
    """A candidate with the page that it stands on and the trust it deserves there."""

    candidate: Candidate
    page: int
    kind: str
    trust: float


@dataclass(frozen=True, slots=True)
class Claim:
    """A value with its sightings, most trusted first."""

    value: str
    sightings: tuple[Sighting, ...]

    @property
    def best(self) -> Candidate:
        """The most trusted candidate."""
        return self.sightings[0].candidate

    @property
    def confidence(self) -> float:
        """Noisy-or over pages."""
        by_page: dict[int, float] = {}
        for sighting in self.sightings:
            by_page[sighting.page] = max(by_page.get(sighting.page, 0.0), sighting.trust)
        return noisy_or(sorted(by_page.values(), reverse=True)[:_PAGES_COUNTED])

    @property
    def pages(self) -> int:
        """On how many pages the value stands."""
        return len({s.page for s in self.sightings})

    @property
    def roles(self) -> frozenset[str | None]:
        """The roles that its sightings have."""
        return frozenset(s.candidate.role for s in self.sightings)


def noisy_or(trusts: Iterable[float]) -> float:
    """Return 1 - product(1 - trust), at most 0.99."""
    doubt = 1.0
    for trust in trusts:
        doubt *= 1.0 - trust
    return round(min(1.0 - doubt, _SUREST), 4)


def sightings(readings: Sequence[PageReading], *fields: str) -> list[Sighting]:
    """Return all sightings of these fields (of every field when none is named), in page order."""
    return [
        Sighting(candidate, page, reading.kind, candidate.weight * _trust(reading.kind, candidate))
        for page, reading in enumerate(readings)
        for candidate in reading.candidates
        if not fields or candidate.field in fields
    ]


def _trust(kind: str, candidate: Candidate) -> float:
    trust = KIND_TRUST.get(kind, KIND_TRUST["other"])
    return max(trust, _REPEATED_TRUST) if candidate.attrs.get("zone") in _REPEATED else trust


def claims(found: Iterable[Sighting], key: Callable[[Candidate], str]) -> list[Claim]:
    """Unite sightings with an equal key (an empty key drops one) and return them, most certain first; the value is that of the best sighting."""
    groups: dict[str, list[Sighting]] = {}
    for sighting in found:
        name = key(sighting.candidate)
        if name:
            groups.setdefault(name, []).append(sighting)
    united = [_claim(group) for group in groups.values()]
    return sorted(united, key=lambda claim: -claim.confidence)


def _claim(group: list[Sighting]) -> Claim:
    ordered = tuple(sorted(group, key=lambda s: -s.trust))
    return Claim(ordered[0].candidate.value, ordered)


def evidence_of(claim: Claim, field: str, value: str, *, holds: bool = True) -> tuple[Evidence, ...]:
    """Return the best evidence from different pages; with ``holds`` such in which the value really stands comes alone if there is any."""
    chosen: dict[str, Evidence] = {}
    for sighting in claim.sightings:
        evidence = sighting.candidate.evidence
        if evidence.page_sha256 not in chosen and (not holds or stands_in(field, value, evidence.snippet, evidence.decoder)):
            chosen[evidence.page_sha256] = evidence
        if len(chosen) == _EVIDENCE_KEPT:
            break
    return tuple(chosen.values()) or (claim.best.evidence,)


def stands(claim: Claim, field: str, value: str = "") -> bool:
    """Say whether the value stands in any of the claim's evidence; words of neighbouring elements that only touch on the screen do not."""
    return any(stands_in(field, value or claim.value, s.candidate.evidence.snippet, s.candidate.evidence.decoder) for s in claim.sightings)


def quoted(claim: Claim, field: str, *, value: str = "", role: str | None = None, attrs: dict[str, str] | None = None, confidence: float | None = None) -> Fact:
    """Return the quoted fact of a claim. Whether the quote holds is checked later, with the pages at hand."""
    text = value or claim.value
    evidence = evidence_of(claim, field, text)
    return Fact(
        field=field,
        value=text,
        status=FactStatus.QUOTED,
        evidence=evidence,
        confidence=claim.confidence if confidence is None else round(min(confidence, _SUREST), 4),
        extractor=evidence[0].extractor,
        role=role,
        attrs=attrs or {},
    )


def told(claim: Claim, field: str, *, value: str = "", role: str | None = None, attrs: dict[str, str] | None = None) -> Fact:
    """Return the fact of a claim: quoted where the value stands somewhere, else derived by the rule that read it out of the words that mean it."""
    text, best = value or claim.value, claim.best
    if not best.rule or stands(claim, field, text):
        return quoted(claim, field, value=text, role=role, attrs=attrs)
    evidence, confidence = best.evidence, claim.confidence
    ground = Fact(field="cue", value=best.attrs["cue"], status=FactStatus.QUOTED, evidence=(evidence,), confidence=confidence, extractor=evidence.extractor)
    return Fact(
        field=field,
        value=text,
        status=FactStatus.DERIVED,
        rule=best.rule,
        grounds=(ground,),
        confidence=confidence,
        extractor=evidence.extractor,
        role=role,
        attrs=attrs or {},
    )
