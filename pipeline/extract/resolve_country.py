"""The vote over a company's country. Every kind of cue has points; each kind counts once per country, so that a word repeated often does not outvote a tax id.

A cue that speaks for several countries ("Ltd", five digits before a city) is counted last: its points are shared among them by what else
speaks for each. So is a phone number without a country code, among the countries in which it is valid.
Confidence = (share of the winner among the first two) x (1 - 0.5 ** points).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from domain.evidence import Fact, FactStatus
from pipeline.extract.base import PageReading
from pipeline.extract.fields.country import CUE
from pipeline.extract.resolve_phones import international, is_grouped, is_international, parse
from pipeline.extract.resolve_votes import Claim, claims, quoted, sightings, stands
from pipeline.lexicon.countries import BY_LANGUAGE, MAIN_COUNTRIES
from pipeline.lexicon.endings import country_of

RULE = "country_vote"
POINTS: dict[str, float] = {
    "cctld": 3.0,
    "address_country": 3.0,
    "calling_code": 3.0,
    "tax_id": 3.0,
    "tax_label": 2.0,
    "legal_form": 1.6,
    "postcode": 1.6,
    "head_office": 2.0,
    "site_wide": 3.5,
    "country_name": 1.4,
    "city_name": 1.2,
    "region_name": 1.2,
    "wording": 1.0,
    "locale": 0.9,
    "currency": 0.8,
    "national_number": 1.4,
    "language": 1.2,
}
_LEAST_POINTS = 0.7
_MOST_GROUNDS = 8
_RIVALS_KEPT = 2
_RIVAL = 0.2
_SPOKEN_IN_ONE = 1.0
_SPOKEN_IN_MANY = 0.4
_SPOKEN_ALSO = 0.25
_UNHEARD = 0.1
_MOST_REGIONS = 24
_HARD = frozenset(("address_country", "tax_id", "tax_label", "postcode"))
"""Cues that count once more where they stand on most pages: a branch stands on one, the firm itself in every footer."""
_FEW = 3
_MOST_PAGES = 0.6
_OPEN = 0.25
"""Share of the first country's points from which on a country is still open."""
_LABELLED = 0.6
_ONLY_VALID = 0.6
_UNLABELLED = 0.4
_WEAK = frozenset(("blog", "news", "privacy", "terms"))


@dataclass(frozen=True, slots=True)
class Ballot:
    """The points of every country by kind of cue, and the quoted facts behind them."""

    points: dict[str, dict[str, float]]
    grounds: dict[str, dict[str, Fact]]

    @property
    def totals(self) -> dict[str, float]:
        """Points of each country, most first."""
        sums = {code: sum(kinds.values()) for code, kinds in self.points.items()}
        return dict(sorted(sums.items(), key=lambda item: (-item[1], item[0])))

    @property
    def ranking(self) -> tuple[str, ...]:
        """Countries by points, most first."""
        return tuple(self.totals)

    @property
    def likely(self) -> tuple[str, ...]:
        """The countries with at least a third of the winner's points, most first: those in which national phone numbers are read."""
        totals = self.totals
        most = max(totals.values(), default=0.0)
        return tuple(code for code, points in totals.items() if points >= most / 3)


def hold_vote(readings: Sequence[PageReading], host: str) -> Ballot:
    """Return the ballot over all pages of a site."""
    ballot = Ballot({}, {})
    shared = _count_cues(ballot, readings)
    _count_calling_codes(ballot, readings)
    if code := country_of(host):
        _add(ballot, code, "cctld", POINTS["cctld"])
    _count_languages(ballot, readings)
    _share_cues(ballot, shared)
    _count_national_numbers(ballot, readings)
    return ballot


def resolve_country(ballot: Ballot) -> list[Fact]:
    """Return the winner first: derived from its quoted grounds, unverified when nothing quotable speaks for it; nothing when hardly anything does.

    Behind it, with role ``secondary``, the countries that quoted cues speak for as well. ``attrs["votes"]`` holds ``cue:points`` for each kind of cue,
    joined by spaces, most first; the grounds are the quoted ones among them, in the same order.
    """
    totals = list(ballot.totals.items())
    if not totals or totals[0][1] < _LEAST_POINTS:
        return []
    second = totals[1][1] if len(totals) > 1 else 0.0
    rivals = [(code, points) for code, points in totals[1:] if points >= max(_LEAST_POINTS, totals[0][1] * _RIVAL) and ballot.grounds.get(code)]
    winner = _fact(ballot, totals[0][0], totals[0][1] / (totals[0][1] + second))
    return [winner, *(_fact(ballot, code, points / (points + totals[0][1]), "secondary") for code, points in rivals[:_RIVALS_KEPT])]


def _fact(ballot: Ballot, code: str, share: float, role: str | None = None) -> Fact:
    kinds = sorted(ballot.points[code].items(), key=lambda item: -item[1])
    points = sum(much for _, much in kinds)
    grounds = tuple(ballot.grounds[code][kind] for kind, _ in kinds if kind in ballot.grounds.get(code, {}))[:_MOST_GROUNDS]
    return Fact(
        field="country",
        value=code,
        status=FactStatus.DERIVED if grounds else FactStatus.UNVERIFIED,
        rule=RULE if grounds else "",
        grounds=grounds,
        confidence=round(share * (1 - 0.5**points), 4),
        extractor="resolve_country",
        role=role,
        attrs={"points": f"{points:.2f}", "votes": " ".join(f"{kind}:{much:.2f}" for kind, much in kinds)},
    )


def _add(ballot: Ballot, code: str, kind: str, points: float, ground: Fact | None = None) -> None:
    if points <= 0:
        return
    kinds = ballot.points.setdefault(code, {})
    if ground and (kind not in ballot.grounds.get(code, {}) or points > kinds.get(kind, 0.0)):
        ballot.grounds.setdefault(code, {})[kind] = ground
    kinds[kind] = max(kinds.get(kind, 0.0), points)


def _count_cues(ballot: Ballot, readings: Sequence[PageReading]) -> list[Claim]:
    """Count the cues that speak for one country; return the others."""
    shared = []
    for claim in claims(sightings(readings, CUE), lambda c: f"{c.attrs['cue']}|{c.attrs['countries']}"):
        kind, countries = claim.best.attrs["cue"], claim.best.attrs["countries"].split()
        if len(countries) == 1:
            _add(ballot, countries[0], kind, POINTS[kind] * (1.0 if kind == "cctld" else claim.confidence), quoted(claim, kind))
            if kind in _HARD and len(readings) >= _FEW and claim.pages >= _MOST_PAGES * len(readings):
                _add(ballot, countries[0], "site_wide", POINTS["site_wide"] * claim.confidence, quoted(claim, "site_wide"))
        elif countries:
            shared.append(claim)
    return shared


def _share_cues(ballot: Ballot, shared: Sequence[Claim]) -> None:
    """Share the points of cues for several countries by what the other cues say of each."""
    before = ballot.totals
    for claim in shared:
        kind, countries = claim.best.attrs["cue"], claim.best.attrs["countries"].split()
        likely = {code: (before.get(code, 0.0) + _UNHEARD) ** 2 for code in countries}
        for code, much in likely.items():
            _add(ballot, code, kind, POINTS[kind] * claim.confidence * much / sum(likely.values()), quoted(claim, kind))


def _count_national_numbers(ballot: Ballot, readings: Sequence[PageReading]) -> None:
    """Share the points of the numbers without a country code among the countries in which they are valid, by what else speaks for each."""
    found = [s for s in sightings(readings, "phone") if s.candidate.role is None and not is_international(s.candidate) and s.kind not in _WEAK]
    written = claims(found, lambda c: c.attrs.get("raw", c.value))
    totals = ballot.totals
    before = {code: points for code, points in islice(totals.items(), _MOST_REGIONS) if points >= max(totals.values()) * _OPEN}
    for claim in written:
        raw = claim.best.attrs.get("raw", claim.value)
        fits = {region: _fit(raw, region, claim.best.weight >= _LABELLED) for region in before}
        likely = {region: fit * (before[region] + _UNHEARD) for region, fit in fits.items() if fit}
        for region, much in likely.items():
            points = POINTS["national_number"] * fits[region] * much / sum(likely.values()) / len(written)
            held = ballot.points[region].get("national_number", 0.0)
            ground = quoted(claim, "national_number", value=raw) if stands(claim, "national_number", raw) else None
            _add(ballot, region, "national_number", held + points, ground)


def _fit(raw: str, region: str, labelled: bool) -> float:
    """How well a number fits a country: valid there and grouped as there, or only valid, which a label makes surer."""
    number = parse(raw, region)
    if number is None or number.region != region:
        return 0.0
    return 1.0 if is_grouped(raw, number) else _ONLY_VALID if labelled else _UNLABELLED


def _count_calling_codes(ballot: Ballot, readings: Sequence[PageReading]) -> None:
    by_region: dict[str, list[Claim]] = {}
    for claim in claims((s for s in sightings(readings, "phone") if s.candidate.role is None), lambda c: ((n := international(c)) and n.e164) or ""):
        number = international(claim.best)
        if number and len(number.region) == 2:
            by_region.setdefault(number.region, []).append(claim)
    total = sum(claim.confidence for group in by_region.values() for claim in group)
    for region, group in by_region.items():
        number = international(group[0].best)
        share = sum(claim.confidence for claim in group) / total
        ground = quoted(group[0], "phone", value=number.e164) if number else None
        _add(ballot, region, "calling_code", POINTS["calling_code"] * share * group[0].confidence, ground)


def _count_languages(ballot: Ballot, readings: Sequence[PageReading]) -> None:
    spoken = [r.language[:2] for r in readings if r.language]
    said = {claim.value: quoted(claim, "language") for claim in claims(sightings(readings, "language"), lambda c: c.value)}
    for language in sorted(set(spoken)):
        countries = BY_LANGUAGE.get(language, ())
        share = spoken.count(language) / len(spoken)
        for code in countries:
            each = _SPOKEN_IN_ONE if len(countries) == 1 else _SPOKEN_IN_MANY if code in MAIN_COUNTRIES.get(language, countries) else _SPOKEN_ALSO
            _add(ballot, code, "language", POINTS["language"] * each * share, said.get(language))
