"""What looked like a contact of the company and was not taken, as facts with role ``decoy`` and the reason in ``attrs["why"]``. Never main values."""

from collections.abc import Iterable, Sequence

from domain.evidence import Fact, FactStatus
from pipeline.extract.base import Candidate, PageReading
from pipeline.extract.fields.decoys import FIELD, REASONS
from pipeline.extract.resolve_votes import sightings

MOST = 20
"""Decoys that are kept of a site, one for each value."""

_CONTACTS = frozenset(("email", "phone", "social"))


def resolve_decoys(readings: Sequence[PageReading], contacts: Iterable[Fact], more: Iterable[Candidate] = ()) -> list[Fact]:
    """Return the contacts with those of others turned into decoys, and behind them the decoys of the pages that no contact is equal to."""
    facts = [_as_decoy(fact) if fact.field in _CONTACTS and fact.role == "third_party" else fact for fact in contacts]
    own = [fact for fact in facts if fact.role != FIELD]
    others = sorted((fact for fact in facts if fact.role == FIELD), key=lambda fact: -fact.confidence)
    taken = {_key(fact.field, value) for fact in facts for value in (fact.value, fact.attrs.get("raw", "")) if value}
    seen = [s.candidate for s in sightings(readings, FIELD)]
    written = [_fact(c) for c in _once([*seen, *more]) if _key(c.attrs["of"], c.value) not in taken]
    return [*own, *_share(others, written)]


def _share(others: list[Fact], written: list[Fact]) -> list[Fact]:
    """Of many of both kinds half each, so that a list of members does not hide the rest."""
    half = max(MOST // 2, MOST - len(written))
    kept = others[:half]
    return [*kept, *written[: MOST - len(kept)]]


def _as_decoy(fact: Fact) -> Fact:
    why = fact.attrs.get("why", "")
    return fact.model_copy(update={"role": FIELD, "attrs": fact.attrs | {"why": why if why in REASONS else "third_party"}})


def _once(candidates: Iterable[Candidate]) -> list[Candidate]:
    return list({_key(c.attrs["of"], c.value): c for c in reversed([*candidates])}.values())[::-1]


def _key(field: str, value: str) -> str:
    return f"{field} " + ("".join(c for c in value if c.isdigit()).lstrip("0") if field == "phone" else value.casefold())


def _fact(candidate: Candidate) -> Fact:
    evidence = candidate.evidence
    return Fact(
        field=candidate.attrs["of"],
        value=candidate.value,
        status=FactStatus.QUOTED,
        evidence=(evidence,),
        confidence=candidate.weight,
        extractor=evidence.extractor,
        role=FIELD,
        attrs={"why": candidate.attrs["why"]},
    )
