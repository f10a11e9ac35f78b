"""Buying signals: how much each kind says, how fast it fades, and the words of something having gone wrong."""

import math
import re
from dataclasses import dataclass
from datetime import date

from domain.evidence import Fact
from domain.identity import fold

BASE: dict[str, tuple[float, int]] = {
    "tender": (1.0, 60),
    "funding": (0.9, 270),
    "expansion": (0.9, 270),
    "hiring": (0.7, 90),
    "leadership_change": (0.7, 180),
    "new_product": (0.6, 180),
    "certification": (0.5, 365),
    "award": (0.3, 365),
}
"""Kind of signal: strength on the day, and half-life in days."""

OTHER = (0.4, 180)
UNDATED = {"hiring": 0.7}  # a page that lists vacancies lists today's
UNDATED_OTHER = 0.4
STALE = 0.1
"""A signal that has faded below this counts as past."""

NOUNS = {
    "tender": "tender",
    "funding": "funding",
    "expansion": "expansion",
    "hiring": "hiring",
    "leadership_change": "change of leadership",
    "new_product": "new product",
    "certification": "certification",
    "award": "award",
}
"""Kind of signal: what it is called in internal texts."""

_INCIDENT = re.compile(
    r"\b(?:recall|breakdown|broke down|outage|fail(?:ed|ure|s)|spoil|discard|thrown away|destroyed|lost|loss(?:es)?\b|incident|complaint|penalt|"
    r"ruckruf|zuruckgeruf|zuruckruf|ausfall|ausgefall|panne|storung|verdorb|entsorg|schaden|verlust|beanstand|reklamation|warm geworden|"
    r"rappel|coupure|perdu|perte|sinistre|litige|avari|retirada|retirar|averia|apagon|perdid|merma|fallo|"
    r"richiam|guast|perdit|interruzion|terugroep|teruggeroep|storing|bedorven|verlies|uitval|"
    r"awari|wycofa|strat[ay]|reklamac|aterkall|stromavbrott|haveri|forlust|ariza|geri cag|kayip|bozul)"
)


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal fact as of a day. ``age`` is in days: negative for a day still to come, None without a date."""

    fact: Fact
    kind: str
    date: str
    age: int | None
    strength: float

    @property
    def noun(self) -> str:
        """What the kind is called in a text."""
        return NOUNS.get(self.kind, self.kind.replace("_", " ") or "signal")

    @property
    def fresh(self) -> bool:
        """True while the signal has not faded."""
        return self.strength >= STALE


def day_of(iso: str) -> date | None:
    """Return the day of an ISO date or month (its 15th) or year (1 July); None for anything else."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T.*)?", iso.strip())
    if not match:
        return None
    year, month, day = (int(g) if g else None for g in match.groups())
    try:
        return date(year or 1, month or 7, day or (15 if month else 1))
    except ValueError:
        return None


def faded(kind: str, age: int | None) -> float:
    """Return the strength 0-1 of a signal of this kind and age in days: halved every half-life; a day still to come counts in full."""
    base, half_life = BASE.get(kind, OTHER)
    if age is None:
        return round(base * UNDATED.get(kind, UNDATED_OTHER), 4)
    return round(base * math.pow(0.5, max(0, age) / half_life), 4)


def read_signal(fact: Fact, today: date) -> Signal:
    """Return a signal fact with its age and strength as of ``today``."""
    kind, iso = fact.attrs.get("kind", ""), fact.attrs.get("date", "")
    day = day_of(iso)
    age = (today - day).days if day else None
    return Signal(fact, kind, iso if day else "", age, faded(kind, age))


def tells_of_incident(text: str) -> bool:
    """Say whether a sentence speaks of something that went wrong (a failure, a recall, a loss), in any of ten languages."""
    return _INCIDENT.search(fold(text)) is not None
