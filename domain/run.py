"""What a run is asked to do and how it stands. RunSpec serialises whole, so that a schedule is one row later."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from domain.base import Value


class SourceRow(Value):
    """One usable row of a URL list: the website, its line in what was pasted or uploaded, and the other columns."""

    url: Annotated[str, Field(max_length=2083)]
    line: Annotated[int, Field(ge=1)]
    extra: dict[str, str] = {}


class Source(Value):
    """Where candidates come from, and where their pages are read.

    ``url_list`` takes the rows given; ``saved`` searches folders of saved websites.
    ``fetch`` says where pages come from: ``saved`` folders or the live ``web``.
    """

    kind: Literal["url_list", "saved"]
    rows: Annotated[tuple[SourceRow, ...], Field(max_length=100_000)] = ()
    fetch: Literal["saved", "web"] = "saved"


class Limits(Value):
    """``max_leads`` counts leads that are COMPLETED; ``max_sites`` bounds the work."""

    max_leads: Annotated[int, Field(ge=1, le=100_000)] = 100
    max_sites: Annotated[int, Field(ge=1, le=100_000)] = 1_000


class RunSpec(Value):
    """A run as asked for."""

    context_id: str
    context_version: int
    source: Source
    query: Annotated[str, Field(max_length=4_000)] = ""
    limits: Limits = Limits()
    trigger: Literal["manual", "api", "schedule"] = "manual"
    request_hash: str = ""
    """SHA-256 of the request that an Idempotency-Key came with; a repeated key with another request is refused."""


class RunStatus(StrEnum):
    """Where a run stands."""

    RUNNING = "running"
    INTERRUPTED = "interrupted"  # the process died or was closed: resumable
    CANCELLED = "cancelled"  # the analyst stopped it; partial results stay: resumable
    COMPLETED = "completed"
    GOAL_UNREACHED = "goal_unreached"  # the source ran out before max_leads
    FAILED = "failed"  # an error ended the run itself: resumable


RESUMABLE = frozenset({RunStatus.INTERRUPTED, RunStatus.CANCELLED, RunStatus.FAILED})


class Run(Value):
    """A run as stored (without the rows of its source; ``sites`` counts the candidates taken in)."""

    job_id: str
    user: str
    context_id: str
    context_version: int
    source_kind: str
    fetch: str
    query: str
    limits: Limits
    status: RunStatus
    attempt: int
    created_at: datetime
    started_at: datetime
    ended_at: datetime | None = None
    message: str = ""
    sites: int = 0
    completed: int = 0
    failed: int = 0
    rejected: int = 0


class Quota(Value):
    """What a user may do per day (UTC), over all runs; and how many runs may go at once in the installation."""

    leads_per_day: int = 10_000
    sites_per_day: int = 50_000
    active_runs: int = 4
