"""City, postcode and address of a company: those that fit its country, best first."""

import re
from collections.abc import Sequence

from domain.evidence import Fact, FactStatus
from domain.identity import fold
from pipeline.extract.base import Candidate, PageReading
from pipeline.extract.resolve_votes import Claim, claims, quoted, sightings

_FIELDS = ("address", "city", "postcode", "street")
_KEPT = 4
_ABROAD = 0.4
_APART = re.compile(r"[\W_]{1,20}")


def resolve_places(readings: Sequence[PageReading], country: str) -> list[Fact]:
    """Return the facts of the address fields; an address in parts (structured data) becomes one derived from its quoted parts."""
    facts: list[Fact] = []
    for field in _FIELDS:
        united = claims(sightings(readings, field), _key)
        ranked = sorted(united, key=lambda c: -_fit(c, country))[:_KEPT]
        facts.extend(
            quoted(claim, field, role=None if place == 0 or field == "address" else "secondary", confidence=_fit(claim, country))
            for place, claim in enumerate(ranked)
        )
    joined = _joined(facts) if not any(f.field == "address" for f in facts) else None
    return [*facts, joined] if joined else facts


def _key(candidate: Candidate) -> str:
    """The same address with and without a comma is one."""
    return " ".join(_APART.sub(" ", fold(candidate.value)).split())


def _fit(claim: Claim, country: str) -> float:
    said = {code for s in claim.sightings for code in s.candidate.attrs.get("countries", "").split()}
    return claim.confidence * (_ABROAD if said and country and country not in said else 1.0)


def _joined(facts: Sequence[Fact]) -> Fact | None:
    first = {field: next((f for f in facts if f.field == field and f.role is None), None) for field in ("street", "postcode", "city")}
    parts = [fact for fact in first.values() if fact]
    if not first["street"] or len(parts) < 2:
        return None
    behind = " ".join(f.value for f in parts[1:])
    return Fact(
        field="address",
        value=f"{parts[0].value}, {behind}",
        status=FactStatus.DERIVED,
        rule="address_parts",
        grounds=tuple(parts),
        confidence=min(f.confidence for f in parts),
        extractor="resolve_places",
    )
