"""How the dated signals of a lead fade: what each counted when its page was read, and what it would count on another day."""

from collections.abc import Iterable
from datetime import date

from domain.base import Value
from domain.evidence import Fact
from pipeline.factors.grounds import LEAST
from pipeline.factors.signals import BASE, OTHER, read_signal


class Fading(Value):
    """A signal as it fades. ``age`` is in days, negative ahead, None without a date; ``then`` and ``now`` are strengths from 0 to 1."""

    fact_id: str
    noun: str
    text: str
    date: str
    age: int | None
    half_life: int
    then: float
    now: float


def fading(facts: Iterable[Fact], today: date) -> tuple[Fading, ...]:
    """Return the signals that count in scores, by what they count today, the strongest first."""
    found = [_one(fact, today) for fact in facts if fact.field == "signal" and fact.verified and fact.confidence >= LEAST["signal"]]
    return tuple(sorted(found, key=lambda one: (-one.now, one.fact_id)))


def _one(fact: Fact, today: date) -> Fading:
    read_on = max((quote.fetched_at.date() for quote in fact.quotes), default=today)
    then, now = read_signal(fact, read_on), read_signal(fact, today)
    half_life = BASE.get(now.kind, OTHER)[1]
    return Fading(fact_id=fact.fact_id, noun=now.noun, text=fact.value, date=now.date, age=now.age, half_life=half_life, then=then.strength, now=now.strength)
