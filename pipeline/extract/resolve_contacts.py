"""E-mail addresses and social profiles of a site: which are the company's main ones, which are people's, which are somebody else's."""

import re
from collections.abc import Sequence

from domain.evidence import Fact
from domain.identity import registrable_domain
from pipeline.extract.base import PageReading
from pipeline.extract.resolve_domain import label_of, likeness
from pipeline.extract.resolve_votes import Claim, claims, quoted, sightings, stands
from pipeline.lexicon.mail import FREE_HOSTS, GENERAL_NAMES, SPECIAL_NAMES

_REPEATED = frozenset(("footer", "header", "nav", "structured"))
_WEAK = frozenset(("blog", "news", "privacy", "terms"))
_ALIKE = 0.6
_FOREIGN_MAIN = 0.6
_NAMED_SO = 0.8
_DOMAIN_RANK = {"own": 0, "free": 1, "foreign": 2}


def resolve_emails(readings: Sequence[PageReading], host: str) -> list[Fact]:
    """Return the e-mail addresses, best first. Own domain or one like it: main; free mail: main where the site gives it as its own; else third party."""
    united = [c for c in claims(sightings(readings, "email"), lambda c: c.value) if stands(c, "email")]
    relations = {claim.value: _relation(claim.value, host) for claim in united}
    own = [c for c in united if relations[c.value] == "own"]
    kinds = {claim.value: _kind(claim, host) for claim in united}
    offices = any(kinds[c.value] == "role" for c in own)
    facts = []
    for claim in united:
        relation, kind = relations[claim.value], kinds[claim.value]
        role = _email_role(claim, relation, kind == "person" and offices, bool(own))
        facts.append(quoted(claim, "email", role=role, attrs={"kind": kind, "domain": relation}))
    if facts and all(f.role for f in facts):
        facts = [_as_main(f) if f.role == "person" else f for f in facts]
    return sorted(facts, key=_order)


def _order(fact: Fact) -> tuple[object, ...]:
    """Own before free before other domains, the office before people, the general address before jobs@ and privacy@."""
    local = fact.value.partition("@")[0]
    special = any(part in SPECIAL_NAMES for part in re.split(r"[.\-_+]", local))
    general = any(part in GENERAL_NAMES for part in re.split(r"[.\-_+]", local))
    return (fact.role is not None, _DOMAIN_RANK[fact.attrs["domain"]], fact.attrs.get("kind") != "role", special - general, -fact.confidence)


def _as_main(fact: Fact) -> Fact:
    return fact.model_copy(update={"role": None})


def _kind(claim: Claim, host: str) -> str:
    """An address named after the firm (acme@mail-provider) is an office's."""
    named_so = likeness(claim.value.partition("@")[0], label_of(host)) >= _ALIKE
    return "role" if named_so else claim.best.attrs.get("kind", "role")


def _relation(address: str, host: str) -> str:
    domain = address.rpartition("@")[2]
    if registrable_domain(domain) == registrable_domain(host):
        return "own"
    if FREE_HOSTS.match(domain):
        return "free"
    named_so = max(likeness(label_of(domain), label_of(host)), likeness(address.partition("@")[0], label_of(host)))
    return "own" if named_so >= _NAMED_SO else "foreign"


def _email_role(claim: Claim, relation: str, only_person: bool, has_own: bool) -> str | None:
    """``only_person``: it is someone's, and there is an address of the office beside it."""
    if None not in claim.roles and relation != "own":
        return "third_party"
    if relation == "own":
        return "person" if only_person and not _is_repeated(claim) else None
    if all(s.kind in _WEAK for s in claim.sightings) and not _is_repeated(claim):
        return "third_party"
    if relation == "free":
        return None
    trusted = claim.confidence >= (_FOREIGN_MAIN if not has_own else 0.9)
    return None if trusted and (_is_repeated(claim) or any(s.kind in ("contact", "imprint") for s in claim.sightings)) else "third_party"


def _is_repeated(claim: Claim) -> bool:
    return any(s.candidate.attrs.get("zone") in _REPEATED for s in claim.sightings)


def resolve_socials(readings: Sequence[PageReading], host: str) -> list[Fact]:
    """Return the social profiles, best first within each network."""
    united = claims(sightings(readings, "social"), lambda c: c.value.lower())
    label = label_of(host)
    alike = {claim.value: likeness(_handle(claim.value), label) for claim in united}
    repeated = {c.best.attrs["network"] for c in united if None in c.roles and _is_repeated(c)}
    strong = repeated | {c.best.attrs["network"] for c in united if None in c.roles and _is_strong(c, alike[c.value])}
    facts = []
    for claim in united:
        network = claim.best.attrs["network"]
        is_strong = _is_repeated(claim) or (network not in repeated and _is_strong(claim, alike[claim.value]))
        role = _social_role(claim, is_strong, network in strong)
        confidence = claim.confidence + (1 - claim.confidence) * 0.5 * alike[claim.value]
        facts.append(quoted(claim, "social", role=role, attrs={"network": network}, confidence=confidence))
    return sorted(facts, key=lambda f: (f.role is not None, -f.confidence))


def _handle(url: str) -> str:
    return url.rstrip("/").rsplit("/", 1)[-1].lstrip("@")


def _is_strong(claim: Claim, alike: float) -> bool:
    return _is_repeated(claim) or alike >= _ALIKE or claim.pages >= 3


def _social_role(claim: Claim, strong: bool, network_taken: bool) -> str | None:
    if None not in claim.roles:
        return "person" if "person" in claim.roles else "third_party"
    if strong:
        return None
    if network_taken:
        return "secondary"
    return "third_party" if all(s.kind in _WEAK for s in claim.sightings) else None
