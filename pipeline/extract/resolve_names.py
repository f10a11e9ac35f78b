"""The company's brand and legal name by vote: spellings of one name are united, shorter and longer forms support each other, likeness to the domain decides."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.evidence import Fact
from domain.identity import fold, normal_name
from domain.quoting import stands_in
from pipeline.extract.base import Candidate, PageReading
from pipeline.extract.resolve_domain import compact, label_of, likeness
from pipeline.extract.resolve_votes import Claim, Sighting, claims, noisy_or, quoted, sightings, stands
from pipeline.lexicon.legal_forms import LEGAL_FORM, is_written_as_form, without_form

_DOMAIN_SHARE = 0.9
_SUPPORT = 0.6
_LEAST_SCORE = 0.15
_OTHERS_KEPT = 3
_PER_SOURCE_PAGES = 3
_WEAK = frozenset(("privacy", "blog", "news"))
_SAME = 1.15
"""What a name counts for that is the domain, letter for letter."""
_SHORTEST = 3
_MAIL, _HANDLE = 0.8, 0.7
_NEAR = 0.8
_FORMAL = 0.85
"""What a name that is only ever written with its legal form counts as a brand."""
_LABELLED = 0.5
"""Likeness to the brand that a legal name is taken to have where the site says that it is its own."""


@dataclass(frozen=True, slots=True)
class _Contender:
    claim: Claim
    words: tuple[str, ...]
    alike: float
    domain: str
    score: float


def resolve_names(readings: Sequence[PageReading], host: str, mail_domains: Iterable[str], handles: Iterable[str] = ()) -> list[Fact]:
    """Return ``company_name`` facts (the first is the brand, others are ``secondary``) and at most one ``legal_name``.

    ``handles`` are the names of the company's own social profiles.
    """
    labels = {compact(handle): _HANDLE for handle in handles if len(handle) >= _SHORTEST and not handle.isdigit()}
    labels |= {label_of(domain): _MAIL for domain in mail_domains} | {label_of(host): 1.0}
    facts = _brand(readings, labels, host)
    brand = facts[0].value if facts else ""
    legal = _legal(readings, labels, brand)
    if legal and not facts:
        facts = [legal.model_copy(update={"field": "company_name", "value": without_form(legal.value), "attrs": {}})]
    return facts + ([legal] if legal else [])


def _key(candidate: Candidate) -> str:
    return normal_name(candidate.value) or compact(candidate.value)


def _is_host(name: str, host: str) -> bool:
    """Say whether a "name" is only the site's address."""
    return fold(name).removeprefix("https://").removeprefix("www.").rstrip("/") == host


def _alike(name: str, labels: Mapping[str, float]) -> tuple[float, str]:
    """Likeness to the own domain, which counts in full, to a mail domain or a profile, which count almost; and to which of them."""
    return max(((likeness(name, label) * share, label) for label, share in labels.items()), default=(0.0, ""))


def _strength(claim: Claim) -> float:
    """Noisy-or over kinds of source, each by its best sightings on different pages: ten titles are not ten witnesses."""
    by_source: dict[str, dict[int, float]] = {}
    for sighting in claim.sightings:
        pages = by_source.setdefault(sighting.candidate.attrs.get("source", ""), {})
        pages[sighting.page] = max(pages.get(sighting.page, 0.0), sighting.trust)
    best = [noisy_or(sorted(pages.values(), reverse=True)[:_PER_SOURCE_PAGES]) for pages in by_source.values()]
    return noisy_or(0.9 * trust for trust in best)


def _brand(readings: Sequence[PageReading], labels: Mapping[str, float], host: str) -> list[Fact]:
    def key(candidate: Candidate) -> str:
        return label_of(host) if _is_host(candidate.value, host) else _key(candidate)

    united = [c for c in claims(sightings(readings, "company_name"), key) if stands(c, "company_name")]
    contenders = [_contender(claim, labels) for claim in united]
    ranked = sorted(((c, c.score + _supported(c, contenders)) for c in contenders), key=lambda item: (-item[1], len(item[0].claim.value)))
    kept = [(c, score) for c, score in ranked if score >= _LEAST_SCORE][: _OTHERS_KEPT + 1]
    facts = []
    for place, (contender, score) in enumerate(kept):
        spelling = _best_spelling(contender.claim, host)
        name, role = _brand_of(spelling), None if place == 0 else "secondary"
        fact = quoted(spelling, "company_name", value=name, role=role, confidence=min(score / 1.6, 0.97))
        facts.append(_witnessed(fact, contender))
    return facts


def _contender(claim: Claim, labels: Mapping[str, float]) -> _Contender:
    alike, domain = _alike(claim.value, labels)
    plain = any(not _has_form(s.candidate.value) for s in claim.sightings)
    score = _strength(claim) * (1 - _DOMAIN_SHARE / 2 + _DOMAIN_SHARE * alike) * (1.0 if plain else _FORMAL) * (_SAME if alike == 1.0 else 1.0)
    if len(compact(claim.value)) < _SHORTEST and alike < _NEAR:
        score *= 0.5
    return _Contender(claim, tuple(_key(claim.best).split()), alike, domain, score)


def _supported(contender: _Contender, all_: Sequence[_Contender]) -> float:
    """A longer form of a name ("Acme Roofing Leeds") speaks for the shorter one in it, unless it is more like the domain; the best such form once."""
    supporters = (o.score for o in all_ if len(o.words) > len(contender.words) and o.alike <= contender.alike + 0.05 and _contains(o.words, contender.words))
    return _SUPPORT * min(max(supporters, default=0.0), contender.score)


def _contains(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    return bool(shorter) and any(longer[i : i + len(shorter)] == shorter for i in range(len(longer) - len(shorter) + 1))


def _best_spelling(claim: Claim, host: str) -> Claim:
    """Among the spellings of a name take the most trusted; one in mixed case before one in capitals only, and before the site's address."""
    spellings = [s for s in claims(claim.sightings, lambda c: c.value) if stands(s, "company_name")]
    spellings = [s for s in spellings if not _is_host(s.value, host)] or spellings
    mixed = [s for s in spellings if not (s.value.isupper() and len(s.value) > 4)]
    return (mixed or spellings)[0]


def _brand_of(claim: Claim) -> str:
    """The name without its legal form, where that stands so on the page as well."""
    bare = without_form(claim.value)
    if not any(c.isalpha() for c in bare):
        return claim.value
    if bare == claim.value and bare.endswith(".") and bare.count(".") == 1 and len(bare.split()[-1]) > 4:
        bare = bare[:-1]
    return bare if stands(claim, "company_name", bare) else claim.value


def _witnessed(fact: Fact, contender: _Contender) -> Fact:
    """Add what speaks for a name: its kinds of source with the number of pages, the place of the best snippet of each, and its likeness to the domain.

    ``attrs["witnesses"]``: one ``source:pages:sha256:start`` for each kind of source, joined by spaces; the snippet at ``start`` is among the evidence.
    """
    by_source: dict[str, list[Sighting]] = {}
    for sighting in contender.claim.sightings:
        by_source.setdefault(sighting.candidate.attrs.get("source", "other"), []).append(sighting)
    evidence = list(fact.evidence[:1])
    witnesses = []
    for source, seen in sorted(by_source.items(), key=lambda item: -len({s.page for s in item[1]})):
        best = next((e for s in seen if stands_in(fact.field, fact.value, (e := s.candidate.evidence).snippet, e.decoder)), None)
        if best and best not in evidence:
            evidence.append(best)
        place = f"{best.page_sha256}:{best.start}" if best else ":"
        witnesses.append(f"{source}:{len({s.page for s in seen})}:{place}")
    attrs = {"sources": " ".join(sorted(by_source)), "witnesses": " ".join(witnesses), "alike": f"{contender.alike:.2f}", "domain": contender.domain}
    return fact.model_copy(update={"evidence": tuple(evidence), "attrs": attrs})


def _has_form(name: str) -> bool:
    return any(is_written_as_form(h.meaning, name[h.start : h.end], name[h.end : h.end + 1]) for h in LEGAL_FORM.find(name))


def _is_own(claim: Claim) -> bool:
    """Say whether a legal name stands behind a label of the imprint, on an imprint or contact page, or in the footer."""
    return any(s.candidate.attrs.get("source") in ("own_form", "imprint") and s.kind not in _WEAK for s in claim.sightings)


def _legal(readings: Sequence[PageReading], labels: Mapping[str, float], brand: str) -> Fact | None:
    """The best legal name; a company name that carries a legal form counts as well."""
    found = sightings(readings, "legal_name")
    found += [s for s in sightings(readings, "company_name") if _has_form(s.candidate.value)]
    best, best_score = None, 0.0
    for claim in claims(found, lambda c: fold(c.value).rstrip(".")):
        shared = set(normal_name(claim.value).split()) & set(normal_name(brand).split())
        near = max(_alike(claim.value, labels)[0], 0.9 if shared else 0.0, likeness(claim.value, compact(brand)), _LABELLED if _is_own(claim) else 0.0)
        score = claim.confidence * (0.25 + 0.75 * near) * (1.0 if _has_form(claim.value) else 0.6)
        if score > best_score:
            best, best_score = claim, score
    if best is None or best_score < _LEAST_SCORE:
        return None
    return quoted(best, "legal_name", confidence=min(best_score, 0.97))
