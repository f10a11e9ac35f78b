"""The company's brand and legal name by vote: spellings of one name are united, shorter and longer forms support each other, likeness to the domain decides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.evidence import Fact
from domain.identity import fold, normal_name
from pipeline.extract.base import Candidate, PageReading
from pipeline.extract.resolve_domain import compact, label_of, likeness
from pipeline.extract.resolve_votes import Claim, claims, noisy_or, quoted, sightings, stands
from pipeline.lexicon.legal_forms import LEGAL_FORM, is_written_as_form

_DOMAIN_SHARE = 0.9
_SUPPORT = 0.6
_LEAST_SCORE = 0.15
_OTHERS_KEPT = 3
_PER_SOURCE_PAGES = 3


@dataclass(frozen=True, slots=True)
class _Contender:
    claim: Claim
    words: tuple[str, ...]
    alike: float
    score: float


def resolve_names(readings: Sequence[PageReading], host: str, mail_domains: Iterable[str]) -> list[Fact]:
    """Return ``company_name`` facts (the first is the brand, others are ``secondary``) and at most one ``legal_name``."""
    labels = [label_of(host), *(label_of(domain) for domain in mail_domains)]
    facts = _brand(readings, labels)
    brand = facts[0].value if facts else ""
    legal = _legal(readings, labels, brand)
    return facts + ([legal] if legal else [])


def _key(candidate: Candidate) -> str:
    return normal_name(candidate.value) or compact(candidate.value)


def _alike(name: str, labels: Sequence[str]) -> float:
    """The own domain counts in full, mail domains almost."""
    return max((likeness(name, label) * (1.0 if place == 0 else 0.8) for place, label in enumerate(labels)), default=0.0)


def _strength(claim: Claim) -> float:
    """Noisy-or over kinds of source, each by its best sightings on different pages: ten titles are not ten witnesses."""
    by_source: dict[str, dict[int, float]] = {}
    for sighting in claim.sightings:
        pages = by_source.setdefault(sighting.candidate.attrs.get("source", ""), {})
        pages[sighting.page] = max(pages.get(sighting.page, 0.0), sighting.trust)
    best = [noisy_or(sorted(pages.values(), reverse=True)[:_PER_SOURCE_PAGES]) for pages in by_source.values()]
    return noisy_or(0.9 * trust for trust in best)


def _brand(readings: Sequence[PageReading], labels: Sequence[str]) -> list[Fact]:
    united = [c for c in claims(sightings(readings, "company_name"), _key) if stands(c, "company_name")]
    contenders = [_contender(claim, labels) for claim in united]
    ranked = sorted(((c, c.score + _supported(c, contenders)) for c in contenders), key=lambda item: (-item[1], len(item[0].claim.value)))
    kept = [(c, score) for c, score in ranked if score >= _LEAST_SCORE][: _OTHERS_KEPT + 1]
    facts = []
    for place, (contender, score) in enumerate(kept):
        spelling = _best_spelling(contender.claim)
        facts.append(
            quoted(spelling, "company_name", role=None if place == 0 else "secondary", confidence=min(score / 1.6, 0.97), attrs=_sources(contender.claim))
        )
    return facts


def _contender(claim: Claim, labels: Sequence[str]) -> _Contender:
    alike = _alike(claim.value, labels)
    return _Contender(claim, tuple(_key(claim.best).split()), alike, _strength(claim) * (1 - _DOMAIN_SHARE / 2 + _DOMAIN_SHARE * alike))


def _supported(contender: _Contender, all_: Sequence[_Contender]) -> float:
    """A longer form of a name ("Acme Roofing Leeds") speaks for the shorter one in it, unless it is more like the domain; the best such form once."""
    supporters = (o.score for o in all_ if len(o.words) > len(contender.words) and o.alike <= contender.alike + 0.05 and _contains(o.words, contender.words))
    return _SUPPORT * min(max(supporters, default=0.0), contender.score)


def _contains(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    return bool(shorter) and any(longer[i : i + len(shorter)] == shorter for i in range(len(longer) - len(shorter) + 1))


def _best_spelling(claim: Claim) -> Claim:
    """Among the spellings of a name take the most trusted; one in mixed case before one in capitals only."""
    spellings = [s for s in claims(claim.sightings, lambda c: c.value) if stands(s, "company_name")]
    mixed = [s for s in spellings if not (s.value.isupper() and len(s.value) > 4)]
    return (mixed or spellings)[0]


def _sources(claim: Claim) -> dict[str, str]:
    return {"sources": " ".join(sorted({s.candidate.attrs.get("source", "") for s in claim.sightings} - {""}))}


def _has_form(name: str) -> bool:
    return any(is_written_as_form(h.meaning, name[h.start : h.end], name[h.end : h.end + 1]) for h in LEGAL_FORM.find(name))


def _legal(readings: Sequence[PageReading], labels: Sequence[str], brand: str) -> Fact | None:
    """The best legal name; a company name that carries a legal form counts as well."""
    found = sightings(readings, "legal_name")
    found += [s for s in sightings(readings, "company_name") if _has_form(s.candidate.value)]
    best, best_score = None, 0.0
    for claim in claims(found, lambda c: fold(c.value).rstrip(".")):
        shared = set(normal_name(claim.value).split()) & set(normal_name(brand).split())
        near = max(_alike(claim.value, labels), 0.9 if shared else 0.0, likeness(claim.value, compact(brand)))
        score = claim.confidence * (0.25 + 0.75 * near) * (1.0 if _has_form(claim.value) else 0.6)
        if score > best_score:
            best, best_score = claim, score
    if best is None or best_score < _LEAST_SCORE:
        return None
    return quoted(best, "legal_name", confidence=min(best_score, 0.97))
