"""Buying signals: how much each kind says and how fast it fades."""

import math
import re
from dataclasses import dataclass
from datetime import date

from domain.evidence import Fact
from domain.identity import fold

BASE: dict[str, tuple[float, int]] = {
    "tender": (1.0, 60),
    "contract_won": (0.7, 270),
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
SURE = 0.6
"""A signal read with less confidence than this counts less, in proportion."""
STALE = 0.1
"""A signal that has faded below this counts as past."""

NOUNS = {
    "tender": "tender",
    "contract_won": "contract won",
    "funding": "funding",
    "expansion": "expansion",
    "hiring": "hiring",
    "leadership_change": "change of leadership",
    "new_product": "new product",
    "certification": "certification",
    "award": "award",
}
"""Kind of signal: what it is called in internal texts."""

_WON = re.compile(
    r"\b(?:wins?|won|awarded|gewonnen|gewann|gewinn|zuschlag|remport|obtenu|attribue|ganad|ganamos|adjudicad|vint[oaei]|aggiudicat|gegund|wygra|vunnit|vundet|kazand)"
)
_CONTRACT = re.compile(
    r"contract|tender|framework agreement|\bbid\b|ausschreibung|auftrag|rahmenvertrag|zuschlag|\bmarche\b|appel d.offres|licitacion|contrato|concurso|appalto|"
    r"\bgara\b|commessa|aanbesteding|opdracht|przetarg|kontrakt|upphandling|ihale"
)


def kind_of(fact: Fact) -> str:
    """Return the kind of a signal. Whoever won a contract or a tender does not ask for offers: that is a kind of its own."""
    kind, text = fact.attrs.get("kind", ""), fold(fact.value)
    won = kind in ("tender", "award") and _WON.search(text) is not None and _CONTRACT.search(text) is not None
    return "contract_won" if won else kind


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
    kind, iso = kind_of(fact), fact.attrs.get("date", "")
    day = day_of(iso)
    age = (today - day).days if day else None
    return Signal(fact, kind, iso if day else "", age, round(faded(kind, age) * min(1.0, fact.confidence / SURE), 4))
