"""Candidates, leads and what an analyst sees of them in a list."""

from datetime import datetime

from domain.base import Value
from domain.lead_state import LeadState, Stage
from domain.meter import Label


class Hit(Value):
    """What a search gives: a website that may be a lead, and what came with it (other CSV columns in ``extra``)."""

    url: str
    title: str = ""
    snippet: str = ""
    query: str = ""
    source: str = ""
    score: float = 0.0
    line: int | None = None
    extra: dict[str, str] = {}


class Lead(Value):
    """A candidate taken into a run: who it is, and the hit that brought it."""

    lead_id: str
    identity_key: str
    website: str
    hit: Hit


class LeadOutcome(Value):
    """How a lead's passage through a run ended. ``code`` is a reason_code (REJECTED) or an error type (FAILED); ``message`` says why.

    Of a COMPLETED one it says in a few words which factors make its prospect score.
    """

    lead_id: str
    state: LeadState
    code: str = ""
    message: str = ""


class KnownAs(Value):
    """The company of the analyst's own list (CRM export) that a lead is, or may be: its line and name, what the list says of it, and the deciding ground."""

    line: int
    name: str
    status: str = ""
    rule: str = ""
    value: str = ""


KNOWN = ("new", "known", "customer")
"""What the analyst's own list says of a lead."""


class LeadRow(Value):
    """A lead as the board shows it: its stage, the analyst's label and its newest finished passage.

    ``known`` is one of KNOWN, empty without a list; ``known_as`` names the company of the list (of a new lead one that it may be).
    ``merged_into`` names the lead that stands for this one; such a lead is on no list.
    """

    lead_id: str
    company_name: str
    website: str
    state: LeadState
    stage: Stage
    code: str = ""
    message: str = ""
    sector: str = ""
    country: str = ""
    city: str = ""
    email: str = ""
    phone: str = ""
    tier: str = ""
    scores: dict[str, float] = {}
    intervals: dict[str, tuple[float, float]] = {}
    facts: int = 0
    verified: int = 0
    tags: tuple[str, ...] = ()
    label: Label = "none"
    label_reason: str = ""
    job_id: str = ""
    known: str = ""
    known_as: KnownAs | None = None
    merged_into: str = ""
    updated_at: datetime


class LeadFilter(Value):
    """What to show of the leads, in SQL's hands: filters, order and page (from 1)."""

    job_id: str = ""
    text: str = ""
    stages: tuple[Stage, ...] = ()
    states: tuple[LeadState, ...] = ()
    sectors: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    labels: tuple[Label, ...] = ()
    known: tuple[str, ...] = ()
    min_score: float = 0.0
    sort: str = "prospect_score"
    descending: bool = True
    page: int = 1
    page_size: int = 50


class LeadPage(Value):
    """One page of leads and how many there are in all."""

    leads: tuple[LeadRow, ...]
    total: int
