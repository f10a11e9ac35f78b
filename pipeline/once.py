"""The only durability word the pipeline knows: ``once(key, output, step, *args)`` runs a step, or returns what it gave before."""

import hashlib
from collections.abc import Awaitable, Callable
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel

from domain.base import Value
from domain.events import Event
from domain.lead import Lead, LeadOutcome
from domain.lead_state import LeadState

T = TypeVar("T", bound=BaseModel)

Emit = Callable[[Event], Awaitable[None]]
"""Appends an event to the log of the run."""


class Key(Value):
    """Names a piece of work: the lead (empty: the run itself), the step, and a hash of everything its result depends on."""

    lead_id: str
    step: str
    input_hash: str


class Done(Generic[T]):
    """A step's result with what belongs to it: the lead's state, events, the outcome when the lead is terminal, candidates taken into the run."""

    __slots__ = ("events", "leads", "outcome", "output", "state")

    def __init__(
        self,
        output: T,
        *,
        state: LeadState | None = None,
        events: tuple[Event, ...] = (),
        outcome: LeadOutcome | None = None,
        leads: tuple[Lead, ...] = (),
    ) -> None:
        self.output = output
        self.leads = leads
        self.state = state
        self.events = events
        self.outcome = outcome


class Once(Protocol):
    """Runs a step at most once per key (as far as a crash allows: a step that had not ended is run again)."""

    async def __call__(self, key: Key, output: type[T], step: Callable[..., Awaitable[Done[T]]], *args: object) -> T:
        """Return the stored result of ``key``, or await ``step(*args)``, record what it gives, and return its output.

        Raises:
            asyncio.CancelledError: the run was cancelled, or another worker has the lead.
        """
        ...


def hashed(*parts: object) -> str:
    """Return a short hash of values (pydantic models by their JSON), for ``Key.input_hash``."""
    text = "\0".join(p.model_dump_json() if isinstance(p, BaseModel) else str(p) for p in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class InMemory:
    """``once`` without a store: runs every step and emits its events."""

    def __init__(self, emit: Emit) -> None:
        self._emit = emit

    async def __call__(self, key: Key, output: type[T], step: Callable[..., Awaitable[Done[T]]], *args: object) -> T:
        """Run the step, emit its events, return its output."""
        done = await step(*args)
        for event in done.events:
            await self._emit(event)
        return done.output
