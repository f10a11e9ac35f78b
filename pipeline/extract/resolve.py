"""Decides over the pages of a site: candidates become facts. Pure; whether every quote holds is checked afterwards, where the pages are at hand."""

from collections.abc import Sequence

from domain.evidence import Fact, Facts, FactStatus
from domain.identity import fold, registrable_domain
from pipeline.extract.base import Candidate, PageReading
from pipeline.extract.fields.country import CUE
from pipeline.extract.fields.decoys import FIELD as DECOY
from pipeline.extract.resolve_contacts import resolve_emails, resolve_socials
from pipeline.extract.resolve_country import hold_vote, resolve_country
from pipeline.extract.resolve_decoys import resolve_decoys
from pipeline.extract.resolve_names import resolve_names
from pipeline.extract.resolve_phones import invalid_numbers, resolve_phones
from pipeline.extract.resolve_places import resolve_places
from pipeline.extract.resolve_sector import merge as vote_sectors
from pipeline.extract.resolve_votes import Claim, claims, evidence_of, quoted, sightings

SPECIAL = frozenset(("company_name", "legal_name", "email", "phone", "social", "address", "city", "postcode", "street", "sector", CUE, DECOY))
"""Fields that have a rule of their own; all others are merged as they are."""

_LIKELY_REGIONS = 3
_GROUNDS_KEPT = 3


def resolve(readings: Sequence[PageReading], host: str) -> Facts:
    """Return the facts of a site from the readings of its pages, best first within each field. ``host`` is the site's, without ``www.``."""
    ballot = hold_vote(readings, host)
    countries = resolve_country(ballot)
    emails = resolve_emails(readings, host)
    socials = resolve_socials(readings, host)
    handles = [f.value.rstrip("/").rsplit("/", 1)[-1].lstrip("@") for f in socials if f.role is None]
    mail_domains = [f.value.rpartition("@")[2] for f in emails if f.role is None and f.attrs["domain"] != "free"]
    own_mail = {registrable_domain(domain) for domain in mail_domains}
    regions = ballot.likely[:_LIKELY_REGIONS]
    contacts = (*emails, *_best_first(resolve_phones(readings, regions, own_mail)), *socials)
    return Facts(
        items=(
            *resolve_names(readings, host, dict.fromkeys(mail_domains), dict.fromkeys(handles)),
            *countries,
            *resolve_decoys(readings, contacts, invalid_numbers(readings, regions)),
            *resolve_places(readings, countries[0].value if countries else ""),
            *vote_sectors([(c, r.kind) for r in readings for c in r.candidates if c.field == "sector"]),
            *merged(readings),
        )
    )


def _best_first(facts: list[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda f: (f.role is not None, -f.confidence))


def merged(readings: Sequence[PageReading]) -> list[Fact]:
    """Unite the candidates of all fields without a rule of their own: equal field, value and role are one fact."""
    found = [s for s in sightings(readings) if s.candidate.field not in SPECIAL]
    facts = [_derived(c) if c.best.rule else quoted(c, c.best.field, role=c.best.role, attrs=c.best.attrs) for c in claims(found, _key)]
    return sorted(facts, key=lambda f: (f.field, f.role is not None, -f.confidence))


def _key(candidate: Candidate) -> str:
    return f"{candidate.field}|{candidate.role or ''}|{fold(candidate.value)}" if candidate.value else ""


def _derived(claim: Claim) -> Fact:
    """A value that a rule read out of cues: each ground is a quoted fact of field ``cue``."""
    cues = claims(claim.sightings, lambda c: fold(c.attrs.get("cue", c.value)))[:_GROUNDS_KEPT]
    grounds = tuple(_cue(c) for c in cues)
    best = claim.best
    return Fact(
        field=best.field,
        value=best.value,
        status=FactStatus.DERIVED,
        rule=best.rule,
        grounds=grounds,
        confidence=claim.confidence,
        extractor=best.evidence.extractor,
        role=best.role,
        attrs={k: v for k, v in best.attrs.items() if k != "cue"},
    )


def _cue(claim: Claim) -> Fact:
    words = claim.best.attrs.get("cue", claim.best.value)
    evidence = evidence_of(claim, "cue", words)
    return Fact(field="cue", value=words, status=FactStatus.QUOTED, evidence=evidence, confidence=claim.confidence, extractor=evidence[0].extractor)
