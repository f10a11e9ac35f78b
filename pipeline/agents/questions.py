"""The next best question: what the pages do not say, turned into something to ask, the heaviest unknown first."""

from domain.context import BusinessContext
from domain.score import Factor, FactorState, Score
from pipeline.factors.words import listing, quote

MAX_QUESTIONS = 8

ASK = {
    "sector_in_focus": "What is your main line of business?",
    "matches_ideal_customer": "Who are your customers, and what do you do for them yourselves?",
    "size_in_range": "How many people work for you, and at how many sites?",
    "in_target_market": "In which country do you operate?",
    "reachable": "Who is the right person to talk to, and how can that person be reached?",
    "registered_business": "What is the full legal name of your company?",
    "invests_or_grows": "Is anything being built, extended or newly introduced in the next twelve months?",
    "hires": "Are you looking for people for this work at the moment?",
    "changes": "Has anything changed in who is responsible for this, or in what you have to prove to customers and authorities?",
    "asks_for_offers": "How do you buy something like this: by tender, or by asking two or three suppliers?",
    "knows_the_category": "What do you use for this today, and what do you like about it?",
    "recent_trigger": "What has changed for you in the last six months?",
    "date_ahead": "Is there a date by which this has to be settled?",
    "incident": "When did something last go wrong in this part of your work, and what followed?",
    "vacancy_now": "Is there a vacancy in the team that deals with this?",
}
"""Rule of a factor: the question that would settle it."""

WEIGHTS = {"prospect": 1.0, "pain_alignment": 1.1, "buying_intent": 0.8, "urgency": 0.7}
"""How much an open point of an axis is worth in a first talk."""

_ONE_OF = (("invests_or_grows", "recent_trigger"), ("hires", "vacancy_now"))


def open_factors(scores: tuple[Score, ...]) -> tuple[Factor, ...]:
    """Return the unknown factors, those that would move their score most first."""
    unknown = [(f, s) for s in scores for f in s.factors if f.state is FactorState.UNKNOWN and f.multiplier and f.rule != "shows_a_pain"]
    weighed = [(WEIGHTS[s.axis] * f.counted / sum(g.counted for g in s.factors), f) for f, s in unknown]
    return tuple(f for _, f in sorted(weighed, key=lambda row: -row[0]))


def questions_for(scores: tuple[Score, ...], context: BusinessContext) -> tuple[str, ...]:
    """Return the questions whose answers the pages do not give, most valuable first; pains together in one."""
    factors = open_factors(scores)
    rules = [f.rule for f in factors]
    doubled = {second for first, second in _ONE_OF if first in rules}
    found: list[str] = []
    for rule in rules:
        question = _about_pains(rules, context) if rule.startswith("pain:") else ASK.get(rule, "")
        if question and rule not in doubled and question not in found:
            found.append(question)
    return tuple(found[:MAX_QUESTIONS])


def _about_pains(rules: list[str], context: BusinessContext) -> str:
    silent = sorted(int(r.partition(":")[2]) for r in rules if r.startswith("pain:"))
    named = [quote(context.pain_points[i], 80) for i in silent[:3]]
    return f"Which of these do you know from your own work: {listing(named)}?" if len(named) > 1 else f"Do you know {named[0]} from your own work?"
