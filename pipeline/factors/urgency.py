"""The urgency axis: is there a reason to talk now rather than later? Dates count, undated pages count less."""

from domain.evidence import Fact
from domain.score import Factor
from pipeline.factors.axis import Rule
from pipeline.factors.buying_intent import told
from pipeline.factors.grounds import Grounds
from pipeline.factors.signals import Signal
from pipeline.factors.trouble import tells_of_incident
from pipeline.factors.words import quote, when

RECENT = Rule("recent_trigger", "urgency", 3.0, 0.2)
AHEAD = Rule("date_ahead", "urgency", 3.0, 0.1)
INCIDENT = Rule("incident", "urgency", 3.0, 0.1)
VACANCY = Rule("vacancy_now", "urgency", 1.0, 0.25)

HALF_LIFE = 60
RECENT_LIMIT = 180
TRIGGERS = frozenset({"tender", "contract_won", "funding", "expansion", "new_product", "leadership_change", "certification"})


def urgency(grounds: Grounds) -> tuple[Factor, ...]:
    """Return the factors of the urgency axis."""
    return (_recent(grounds), _ahead(grounds), _incident(grounds), _vacancy(grounds))


def _recent(grounds: Grounds) -> Factor:
    dated = [s for s in grounds.signals if s.kind in TRIGGERS and s.age is not None and 0 <= s.age <= RECENT_LIMIT]
    if not dated:
        return RECENT.unknown(f"No trigger with a date within the last {RECENT_LIMIT} days was recognised.")
    best = min(dated, key=lambda s: s.age or 0)
    strength = 0.5 ** ((best.age or 0) / HALF_LIFE)
    return RECENT.met(f"Recent {told(best)}, counted with a half-life of {HALF_LIFE} days.", (best.fact,), strength)


def _ahead(grounds: Grounds) -> Factor:
    ahead = sorted((s for s in grounds.signals if s.age is not None and -400 <= s.age < 0), key=lambda s: -(s.age or 0))
    if not ahead:
        return AHEAD.unknown("No deadline or opening date lies ahead on the pages read.")
    return AHEAD.met(f"A date lies ahead ({when(ahead[0].date)}): {quote(ahead[0].fact.value, 160)}.", [s.fact for s in ahead[:2]])


def incidents(grounds: Grounds) -> tuple[Fact, ...]:
    """Return the pain passages that speak of something having gone wrong."""
    passages = (p for facts in grounds.pains for p in facts)
    return tuple({p.fact_id: p for p in passages if tells_of_incident(p.value)}.values())


def _incident(grounds: Grounds) -> Factor:
    found = incidents(grounds)
    if not found:
        return INCIDENT.unknown("No incident was recognised on the pages read.")
    return INCIDENT.met(f"Speaks of something that went wrong: {quote(found[0].value, 200)}.", found[:2], 0.8)


def _vacancy(grounds: Grounds) -> Factor:
    open_now = next((s for s in grounds.fresh if s.kind == "hiring" and _current(s)), None)
    if open_now is None:
        return VACANCY.unknown("No open vacancy stands on the pages read.")
    return VACANCY.met(f"Shows {told(open_now)}.", (open_now.fact,), open_now.strength + 0.3)


def _current(signal: Signal) -> bool:
    return signal.age is None or signal.age <= RECENT_LIMIT
