"""Decides which sectors a site belongs to: a vote of the cues on its pages."""

from collections import defaultdict
from collections.abc import Sequence
from math import exp
from typing import NamedTuple

from domain.evidence import Fact, FactStatus
from domain.quoting import stands_in
from pipeline.extract.base import Candidate

RULE = "sector_vote"

_BY_KIND = {"home": 1.6, "about": 1.3, "products": 1.1, "other": 0.7, "contact": 0.6, "imprint": 0.5, "team": 0.6, "careers": 0.4, "news": 0.3, "blog": 0.25}
_REPEATED = 0.3  # what each further page adds of a cue's score, halved from page to page
_NEEDED = 1.2  # votes below which the sector stays unknown
_SURE = 12.0  # votes that make the sector as certain as its share allows
_SHARE = 0.15  # of the winner's votes that a further sector must have
_SECTORS, _GROUNDS = 3, 5


class Vote(NamedTuple):
    """A sector with its votes and its cues, best first."""

    label: str
    votes: float
    cues: tuple[Candidate, ...]


def hold_vote(candidates: Sequence[tuple[Candidate, str]]) -> tuple[Vote, ...]:
    """Return the sectors by votes. Each candidate comes with the kind of its page; the same term on many pages counts little more than once."""
    sightings: dict[tuple[str, str], list[tuple[float, Candidate]]] = defaultdict(list)
    for candidate, kind in candidates:
        score = float(candidate.attrs.get("score", "0")) * _BY_KIND.get(kind, 0.5)
        sightings[(candidate.value, candidate.attrs.get("term", ""))].append((score, candidate))
    by_label: dict[str, list[tuple[float, Candidate]]] = defaultdict(list)
    for (label, _), seen in sightings.items():
        seen.sort(key=lambda pair: -pair[0])
        votes = seen[0][0] + sum(score * _REPEATED * 0.5**n for n, (score, _) in enumerate(seen[1:8]))
        by_label[label].append((votes, seen[0][1]))
    found = []
    for label, cues in by_label.items():
        cues.sort(key=lambda pair: -pair[0])
        found.append(Vote(label, sum(v * 0.85**n for n, (v, _) in enumerate(cues)), tuple(c for _, c in cues)))
    return tuple(sorted(found, key=lambda vote: -vote.votes))


def resolve_sector(candidates: Sequence[tuple[Candidate, str]]) -> list[tuple[str, float, tuple[Candidate, ...]]]:
    """Return up to three sectors with confidence and cues, best first; none when the cues are too few to say."""
    ranked = hold_vote(candidates)
    if not ranked or ranked[0].votes < _NEEDED:
        return []
    total = sum(vote.votes for vote in ranked[:4])
    likely = [vote for vote in ranked[:_SECTORS] if vote.votes >= _SHARE * ranked[0].votes]
    return [(vote.label, round(vote.votes / total * (1 - exp(-vote.votes / _SURE)), 4), vote.cues) for vote in likely]


def merge(candidates: Sequence[tuple[Candidate, str]]) -> tuple[Fact, ...]:
    """Return the sectors as derived facts over their quoted cues: the first is the company's, the others have the role ``secondary``."""
    return tuple(_fact(label, confidence, cues, first=n == 0) for n, (label, confidence, cues) in enumerate(resolve_sector(candidates)))


def _fact(label: str, confidence: float, cues: tuple[Candidate, ...], *, first: bool) -> Fact:
    standing = [c for c in cues if stands_in("cue", c.attrs.get("cue", ""), c.evidence.snippet, c.evidence.decoder)]
    return Fact(
        field="sector",
        value=label,
        status=FactStatus.DERIVED,
        rule=RULE,
        grounds=tuple(_ground(c) for c in (standing or cues)[:_GROUNDS]),
        confidence=min(confidence, 0.99),
        extractor="sector",
        role=None if first else "secondary",
    )


def _ground(cue: Candidate) -> Fact:
    words = cue.attrs.get("cue", "")
    return Fact(field="cue", value=words, status=FactStatus.QUOTED, evidence=(cue.evidence,), confidence=cue.weight, extractor="sector")
