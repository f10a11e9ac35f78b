"""The vote over a company's country. Every kind of cue has points; each kind counts once per country, so that a word repeated often does not outvote a tax id.

A cue that speaks for n countries gives each 1/n of its points. Confidence = (share of the winner among the first two) x (1 - 0.5 ** points).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.evidence import Fact, FactStatus
from pipeline.extract.base import PageReading
from pipeline.extract.fields.country import CUE
from pipeline.extract.resolve_phones import international, valid_share
from pipeline.extract.resolve_votes import Claim, claims, quoted, sightings
from pipeline.lexicon.countries import BY_LANGUAGE, CCTLD, MAIN_COUNTRIES

RULE = "country_vote"
POINTS: dict[str, float] = {
    "cctld": 3.0,
    "address_country": 3.0,
    "calling_code": 3.0,
    "tax_id": 3.0,
    "tax_label": 2.0,
    "legal_form": 1.6,
    "postcode": 1.6,
    "country_name": 1.4,
    "city_name": 1.2,
    "currency": 0.8,
    "national_number": 0.8,
    "language": 1.2,
    "mail_domain": 1.0,
}
_LEAST_POINTS = 0.9
_MOST_GROUNDS = 5
_SPOKEN_IN_ONE = 1.0
_SPOKEN_IN_MANY = 0.4
_SPOKEN_ALSO = 0.25


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


def hold_vote(readings: Sequence[PageReading], host: str) -> Ballot:
    """Return the ballot over all pages of a site."""
    ballot = Ballot({}, {})
    _count_cues(ballot, readings)
    _count_calling_codes(ballot, readings)
    code = CCTLD.get(host.rpartition(".")[2])
    if code:
        _add(ballot, code, "cctld", POINTS["cctld"])
    _count_languages(ballot, readings)
    for region in ballot.ranking[:8]:
        _add(ballot, region, "national_number", POINTS["national_number"] * valid_share(readings, region))
    return ballot


def resolve_country(ballot: Ballot) -> Fact | None:
    """Return the winner: derived from its quoted grounds, unverified when only the domain or the language speak for it, None when hardly anything does."""
    totals = list(ballot.totals.items())
    if not totals or totals[0][1] < _LEAST_POINTS:
        return None
    (winner, points), second = totals[0], (totals[1][1] if len(totals) > 1 else 0.0)
    kinds = ballot.points[winner]
    grounds = sorted(ballot.grounds.get(winner, {}).items(), key=lambda item: -kinds[item[0]])[:_MOST_GROUNDS]
    return Fact(
        field="country",
        value=winner,
        status=FactStatus.DERIVED if grounds else FactStatus.UNVERIFIED,
        rule=RULE if grounds else "",
        grounds=tuple(fact for _, fact in grounds),
        confidence=round(points / (points + second) * (1 - 0.5**points), 4),
        extractor="resolve_country",
        attrs={"points": f"{points:.2f}", "cues": " ".join(sorted(kinds, key=lambda k: -kinds[k]))},
    )


def _add(ballot: Ballot, code: str, kind: str, points: float, ground: Fact | None = None) -> None:
    if points <= 0:
        return
    kinds = ballot.points.setdefault(code, {})
    if ground and (kind not in ballot.grounds.get(code, {}) or points > kinds.get(kind, 0.0)):
        ballot.grounds.setdefault(code, {})[kind] = ground
    kinds[kind] = max(kinds.get(kind, 0.0), points)


def _count_cues(ballot: Ballot, readings: Sequence[PageReading]) -> None:
    found = sightings(readings, CUE)
    for claim in claims(found, lambda c: f"{c.attrs['cue']}|{c.attrs['countries']}"):
        kind, countries = claim.best.attrs["cue"], claim.best.attrs["countries"].split()
        trust = 1.0 if kind == "cctld" else min(claim.confidence, 1.0)
        fact = quoted(claim, kind)
        for code in countries:
            _add(ballot, code, kind, POINTS[kind] * trust / len(countries), fact)


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
    for language in set(spoken):
        countries = BY_LANGUAGE.get(language, ())
        share = spoken.count(language) / len(spoken)
        for code in countries:
            each = _SPOKEN_IN_ONE if len(countries) == 1 else _SPOKEN_IN_MANY if code in MAIN_COUNTRIES.get(language, countries) else _SPOKEN_ALSO
            _add(ballot, code, "language", POINTS["language"] * each * share)
