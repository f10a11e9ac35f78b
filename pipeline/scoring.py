"""Four scores that one can argue with, and the tier that follows from them. Pure: the facts, the context and the day go in.

Tier rule (values of the axes, with unknowns at their priors):
A  prospect >= 0.65, reachable, a pain or a fresh signal shown, and pain alignment or buying intent >= 0.45
B  prospect >= 0.55, and a pain or a fresh signal shown
C  prospect >= 0.40
D  everything else
A sector that is clearly outside the focus, a head count out of range or a country outside the market allows C at best; selling a rival offer, D.
What the context weighs with 0 is not asked: it neither helps nor bars. Only reachable is asked for A whatever its weight.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple

from domain.score import AXES, Axis, Factor, FactorState, Score, total, weighed
from pipeline.dossier import Dossier
from pipeline.factors.buying_intent import buying_intent
from pipeline.factors.grounds import Grounds, gather
from pipeline.factors.pain_alignment import pain_alignment
from pipeline.factors.prospect import MARKET, NOT_A_RIVAL, NOUNS, REACHABLE, SECTOR, SIZE, prospect
from pipeline.factors.urgency import urgency
from pipeline.factors.words import clip

Tier = Literal["A", "B", "C", "D"]

A_PROSPECT, A_WISH = 0.65, 0.45
B_PROSPECT, C_PROSPECT = 0.55, 0.40
FULL = 0.95
"""From this strength on a met factor is not called weak."""

FACTORS: Mapping[Axis, Callable[[Grounds], tuple[Factor, ...]]] = {
    "prospect": prospect,
    "buying_intent": buying_intent,
    "pain_alignment": pain_alignment,
    "urgency": urgency,
}


def score(dossier: Dossier, today: date) -> tuple[Score, ...]:
    """Return the four scores of a dossier as of ``today``, in the order of ``domain.score.AXES``."""
    grounds = gather(dossier.facts, dossier.context, today)
    return tuple(score_of(axis, weighed(FACTORS[axis](grounds), dossier.context.weights)) for axis in AXES)


def score_of(axis: Axis, factors: tuple[Factor, ...]) -> Score:
    """Return the score that these factors give on one axis."""
    value, low, high = total(factors)
    return Score(axis=axis, value=value, low=low, high=high, reason=reason_for(axis, factors), factors=factors)


def reason_for(axis: Axis, factors: tuple[Factor, ...]) -> str:
    """Return one sentence: the strongest factor that is met, the weakest, and how many are unknown."""
    if not factors:
        return "Your context names no pain points, so there is nothing to compare the pages with."
    factors = tuple(f for f in factors if f.multiplier)
    if not factors:
        return "Your weights leave nothing of this score."
    met = sorted((f for f in factors if f.state is FactorState.MET), key=lambda f: -f.counted * f.strength)
    against = sorted((f for f in factors if f.state is FactorState.NOT_MET), key=lambda f: -f.counted)
    partly = sorted((f for f in met[1:] if f.strength < FULL), key=lambda f: f.strength)
    unknown = [f for f in factors if f.state is FactorState.UNKNOWN]
    parts = [f"strongest: {_short(met[0])}" if met else "nothing is met"]
    if against:
        parts.append(f"against it: {_short(against[0])}")
    elif partly:
        parts.append(f"weakest: {_short(partly[0])}")
    parts.append(f"{len(unknown)} of {len(factors)} unknown" if unknown else "nothing is unknown")
    sentence = "; ".join(parts) + "."
    return sentence[0].upper() + sentence[1:]


def why_here(score: Score) -> str:
    """Return in a few words what speaks for a prospect score, what against it and what is open; it holds whatever the weights are."""
    parts = []
    for name, state in (("Against it", FactorState.NOT_MET), ("Fits", FactorState.MET), ("Open", FactorState.UNKNOWN)):
        named = [NOUNS[f.rule] for f in score.factors if f.state is state and f.rule in NOUNS]
        parts += [f"{name}: {', '.join(named)}"] if named else []
    return ". ".join(parts) + "." if parts else ""


def _short(factor: Factor) -> str:
    text = clip(factor.text.rstrip("."), 180)
    return text + "”" * (text.count("“") - text.count("”"))


class Standing(NamedTuple):
    """What a tier is decided by: two scores, whether a pain or a fresh signal shows, whether it can be reached, and what bars it.

    ``bar`` is the name of the rule that is not met: the rival's first, then sector, size, market; empty when none.
    """

    fit: float
    wish: float
    shown: bool
    reachable: bool
    bar: str


BARS = (NOT_A_RIVAL.name, SECTOR.name, SIZE.name, MARKET.name)
SHOWN_ON = frozenset({"pain_alignment", "buying_intent"})


def standing(values: Mapping[Axis, float], factors: Iterable[Factor]) -> Standing:
    """Return what decides the tier of a lead with these scores and factors."""
    held = tuple(factors)
    not_met = {f.rule for f in held if f.multiplier and f.state is FactorState.NOT_MET}
    return Standing(
        fit=values["prospect"],
        wish=max(values["pain_alignment"], values["buying_intent"]),
        shown=any(f.multiplier and f.state is FactorState.MET for f in held if f.axis in SHOWN_ON),
        reachable=any(f.rule == REACHABLE.name and f.state is FactorState.MET for f in held),
        bar=next((name for name in BARS if name in not_met), ""),
    )


def tier_for(lead: Standing) -> Tier:
    """Return the tier by the rule in the module's docstring."""
    if lead.bar == NOT_A_RIVAL.name:
        return "D"
    if lead.bar:
        return "C" if lead.fit >= C_PROSPECT else "D"
    if lead.fit >= A_PROSPECT and lead.wish >= A_WISH and lead.shown and lead.reachable:
        return "A"
    if lead.fit >= B_PROSPECT and lead.shown:
        return "B"
    return "C" if lead.fit >= C_PROSPECT else "D"


def tier_of(scores: tuple[Score, ...]) -> tuple[Tier, str]:
    """Return the tier and the sentence that says which rule gave it (see the module's docstring)."""
    lead = standing({s.axis: s.value for s in scores}, (f for s in scores for f in s.factors))
    tier = tier_for(lead)
    return tier, _why(tier, lead)


def _why(tier: Tier, lead: Standing) -> str:
    if lead.bar == NOT_A_RIVAL.name:
        return "Sells something like your own offer."
    if lead.bar:
        what = {SECTOR.name: "sector", SIZE.name: "size", MARKET.name: "country"}[lead.bar]
        return f"The {what} is outside what you look for, which allows tier C at best (prospect {lead.fit:.2f})."
    if tier == "A":
        return f"Good fit (prospect {lead.fit:.2f}), reachable, and a reason to buy on its own pages ({lead.wish:.2f})."
    if tier == "B":
        return f"Fits (prospect {lead.fit:.2f}) and shows a pain or a signal, but not strongly enough for A ({lead.wish:.2f})."
    if tier == "C":
        why = "no pain or signal shows on its pages" if not lead.shown else "the fit is not clear enough for B"
        return f"Possible fit (prospect {lead.fit:.2f}); {why}."
    return f"Little shows that it fits (prospect {lead.fit:.2f})."
