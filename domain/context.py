"""The analyst's business context: what they sell, to whom, which pains it cures, what to leave out; and what their website suggests for it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from domain.base import Value
from domain.evidence import Evidence, Fact

MAX_TEXT = 4_000
MAX_ITEMS = 200
MAX_ITEM = 300
MAX_WEIGHT = 3.0
MAX_WEIGHTS = 100


def _clean(text: str) -> str:
    return "".join(c for c in text if c >= " " or c in "\n\t").strip()


def _clean_all(items: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clean for item in items if (clean := _clean(item))))


Text = Annotated[str, Field(max_length=MAX_TEXT), AfterValidator(_clean)]
Weight = Annotated[float, Field(ge=0, le=MAX_WEIGHT)]
Weights = Annotated[dict[Annotated[str, Field(min_length=1, max_length=60)], Weight], Field(max_length=MAX_WEIGHTS, exclude_if=lambda held: not held)]
Items = Annotated[tuple[Annotated[str, Field(max_length=MAX_ITEM)], ...], Field(max_length=MAX_ITEMS), AfterValidator(_clean_all)]


class BusinessContext(Value):
    """What Prospector knows of the analyst's business. Every field may be empty; each one that is filled makes the leads better.

    ``weights`` says how often the weight of a factor counts, by the name of its rule (all pains together: ``pain``); 1 where none
    is given, 0 leaves the factor out. Names that no rule has are kept and change nothing.
    """

    business_description: Text = ""
    product_service_description: Text = ""
    value_proposition: Text = ""
    ideal_customer: Text = ""
    industry_focus: Items = ()
    pain_points: Items = ()
    competitors: Items = ()
    target_market: Text = ""
    location: Text = ""
    company_size_min: Annotated[int, Field(ge=1, le=10_000_000)] | None = None
    company_size_max: Annotated[int, Field(ge=1, le=10_000_000)] | None = None
    exclude_companies: Items = ()
    exclude_domains: Items = ()
    exclude_words: Items = ()
    message_language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = "en"
    weights: Weights = {}

    @model_validator(mode="after")
    def _range(self) -> "BusinessContext":
        low, high = self.company_size_min, self.company_size_max
        if low is not None and high is not None and low > high:
            raise ValueError("company_size_min is larger than company_size_max")
        return self

    @property
    def is_empty(self) -> bool:
        """True when nothing says whom to look for."""
        return not any((self.business_description, self.product_service_description, self.ideal_customer, self.industry_focus, self.pain_points))


class ContextVersion(Value):
    """One saved version of a named context. Versions count from 1 and are never changed; a run records which one it used."""

    context_id: str
    name: str
    version: int
    created_at: datetime
    context: BusinessContext


class Suggestion(Value):
    """A value that the analyst's own website suggests for a field of the context.

    ``fact`` is what it stands on: quoted word for word, or derived by a named rule from quotes. ``sentence`` is what the
    website says there, as a reader sees it.
    """

    field: str
    value: str
    sentence: str
    fact: Fact

    @property
    def evidence(self) -> Evidence:
        """The snippet to show first. Every suggestion has one."""
        return self.fact.quotes[0]


def taken_over(context: BusinessContext, chosen: Sequence[Suggestion]) -> BusinessContext:
    """Return the context with the chosen suggestions in it: they replace the text of a field and are added to a list. What finds no room is left out."""
    values = context.model_dump()
    for field in dict.fromkeys(s.field for s in chosen):
        held, given = values[field], [s.value for s in chosen if s.field == field]
        values[field] = _longer(held, given) if isinstance(held, tuple) else _joined(given, ", " if field == "location" else " ")
    return BusinessContext.model_validate(values)


def _longer(held: tuple[str, ...], given: Sequence[str]) -> tuple[str, ...]:
    known = {item.casefold() for item in held}
    return (*held, *(item for item in given if item.casefold() not in known and len(item) <= MAX_ITEM))[:MAX_ITEMS]


def _joined(parts: Sequence[str], mark: str) -> str:
    text = ""
    for part in dict.fromkeys(parts):
        longer = f"{text}{mark if text else ''}{part}"
        text = longer if len(longer) <= MAX_TEXT else text
    return text
