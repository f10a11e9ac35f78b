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


class LeadRow(Value):
    """A lead as the board shows it: its stage, the analyst's label and its newest finished passage."""

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
    min_score: float = 0.0
    sort: str = "prospect_score"
    descending: bool = True
    page: int = 1
    page_size: int = 50


class LeadPage(Value):
    """One page of leads and how many there are in all."""

    leads: tuple[LeadRow, ...]
    total: int
