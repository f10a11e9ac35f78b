"""E-mail addresses and social profiles of a site: which are the company's main ones, which are people's, which are somebody else's."""

import re
from collections.abc import Sequence

from domain.evidence import Fact
from domain.identity import fold, is_public_name, registrable_domain
from pipeline.extract.base import PageReading
from pipeline.extract.fields.emails import kind_of
from pipeline.extract.resolve_domain import label_of, likeness
from pipeline.extract.resolve_votes import Claim, claims, sightings, stands, told
from pipeline.lexicon.mail import FREE_HOSTS, GENERAL_NAMES, SPECIAL_NAMES

_GIVING = frozenset(("home", "about"))
_REPEATED = frozenset(("footer", "header", "nav", "structured"))
_WEAK = frozenset(("blog", "news", "privacy", "terms"))
_OWN_PAGES = frozenset(("home", "contact", "imprint"))
_ALIKE = 0.6
_UNLIKE = 0.4
_FOREIGN_MAIN = 0.6
_NAMED_SO = 0.8
_TITLED = 4  # letters of a mail domain that a title must name
_DOMAIN_RANK = {"own": 0, "free": 1, "foreign": 2}


def resolve_emails(readings: Sequence[PageReading], host: str) -> list[Fact]:
    """Return the e-mail addresses, best first. Own domain or one like it: main; free mail: main where the site gives it as its own; else third party."""
    united = [c for c in claims(sightings(readings, "email"), lambda c: c.value) if c.best.rule or stands(c, "email")]
    relations = _relations(united, readings, host)
    own = [c for c in united if relations[c.value] == "own"]
    kinds = {claim.value: _kind(claim, host) for claim in united}
    offices = any(kinds[c.value] == "role" for c in own)
    unknown = not is_known(host) and not any(_relation(c.value, host) == "own" for c in united)
    given = any(relations[c.value] == "free" and None in c.roles and _is_given(c) for c in united)
    facts = []
    for claim in united:
        relation, kind = relations[claim.value], kinds[claim.value]
        role = _email_role(claim, relation, kind == "person" and offices, bool(own), unknown, bool(own) or given)
        attrs = {"kind": kind, "domain": relation, "how": _how(claim)}
        if role == "third_party":
            attrs["why"] = next((w for s in claim.sightings if (w := s.candidate.attrs.get("why"))), "third_party")
        facts.append(told(claim, "email", role=role, attrs=attrs))
    if facts and all(f.role for f in facts):
        facts = [_as_main(f) if f.role == "person" else f for f in facts]
    return sorted(facts, key=_order)


def is_known(host: str) -> bool:
    """Say whether a host is a name on the public web, and so can say which mail domain is the company's own (a saved page or an intranet name cannot)."""
    return is_public_name(host) and host.rpartition(".")[2] not in ("example", "test", "invalid")


def _how(claim: Claim) -> str:
    """How an address is shown: where visitors read it, else behind a link or in data."""
    ways = {s.candidate.attrs.get("how", "") for s in claim.sightings}
    return next((way for way in ("text", "at", "cfemail", "coded", "folded", "mailto") if way in ways), "structured")


def _relations(united: Sequence[Claim], readings: Sequence[PageReading], host: str) -> dict[str, str]:
    """Return ``own``, ``free`` or ``foreign`` for each address. Where none is at the site's own domain, the one that titles or most addresses name is."""
    found = {claim.value: _relation(claim.value, host) for claim in united}
    if "own" in found.values():
        return found
    domains: dict[str, float] = {}
    for claim in united:
        if found[claim.value] == "foreign" and None in claim.roles and not _is_weak(claim):
            domain = _domain(claim.value)
            domains[domain] = domains.get(domain, 0.0) + claim.confidence + 2 * _is_titled(domain, readings)
    best = max(domains, key=lambda domain: domains[domain], default="")
    if not best or ("free" in found.values() and not _is_titled(best, readings)):
        return found
    alone = len(domains) == 1 and any(kind_of(c.value) == "role" for c in united)
    if is_known(host) and not alone and not _is_titled(best, readings) and not any(_is_given(c) for c in united if _domain(c.value) == best):
        return found
    alike = {d for d in domains if d == best or likeness(label_of(d), label_of(best)) >= _ALIKE}
    return {address: "own" if relation == "foreign" and _domain(address) in alike else relation for address, relation in found.items()}


def _domain(address: str) -> str:
    return registrable_domain(address.rpartition("@")[2])


def _is_titled(domain: str, readings: Sequence[PageReading]) -> bool:
    """Say whether the titles of the pages name a mail domain."""
    label = re.sub(r"[^a-z0-9]", "", label_of(domain))
    return len(label) >= _TITLED and any(label in re.sub(r"[^a-z0-9]", "", fold(r.title)) for r in readings)


def _is_given(claim: Claim) -> bool:
    """Say whether a site gives an address as one to write to: in a part that it repeats, or on its contact or imprint page."""
    return _is_repeated(claim) or any(s.kind in ("contact", "imprint") for s in claim.sightings)


def _is_weak(claim: Claim) -> bool:
    return all(s.kind in _WEAK for s in claim.sightings) and not _is_repeated(claim)


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


def _email_role(claim: Claim, relation: str, only_person: bool, has_own: bool, unknown: bool, others: bool) -> str | None:
    """``only_person``: it is someone's, and there is an address of the office beside it; ``unknown``: the host says nothing of the mail domain;
    ``others``: the site gives other addresses as its own, so that free mail on a page of another kind is a dealer's or a friend's."""
    if None not in claim.roles and relation != "own":
        return "third_party"
    if relation == "own":
        return "person" if only_person and not _is_repeated(claim) else None
    if _is_weak(claim):
        return "third_party"
    if relation == "free" or unknown:
        return None if unknown or not others or _is_given(claim) or any(s.kind in _GIVING for s in claim.sightings) else "third_party"
    trusted = claim.confidence >= (_FOREIGN_MAIN if not has_own else 0.9)
    return None if trusted and _is_given(claim) else "third_party"


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
        aside = bool(strong) and alike[claim.value] < _UNLIKE and _is_aside(claim)
        role = _social_role(claim, is_strong, network in strong or aside)
        confidence = claim.confidence + (1 - claim.confidence) * 0.5 * alike[claim.value]
        attrs = {"network": network}
        if role == "third_party":
            attrs["why"] = next((w for s in claim.sightings if (w := s.candidate.attrs.get("why"))), "third_party")
        facts.append(told(claim, "social", role=role, attrs=attrs).model_copy(update={"confidence": round(min(confidence, 0.99), 4)}))
    return sorted(facts, key=lambda f: (f.role is not None, -f.confidence))


def _handle(url: str) -> str:
    return url.rstrip("/").rsplit("/", 1)[-1].lstrip("@")


def _is_strong(claim: Claim, alike: float) -> bool:
    return _is_repeated(claim) or alike >= _ALIKE or claim.pages >= 3


def _is_aside(claim: Claim) -> bool:
    """A profile that one page mentions which is none of those that give the company's own."""
    return claim.pages == 1 and all(s.kind not in _OWN_PAGES and s.candidate.attrs.get("zone") == "main" for s in claim.sightings)


def _social_role(claim: Claim, strong: bool, network_taken: bool) -> str | None:
    if None not in claim.roles:
        return "person" if "person" in claim.roles else "third_party"
    if strong:
        return None
    if network_taken:
        return "secondary"
    return "third_party" if all(s.kind in _WEAK for s in claim.sightings) else None
