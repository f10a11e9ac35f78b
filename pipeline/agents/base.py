"""What an agent step is, and the order of the steps. A step's output is what gets journalled; ``grow`` puts it into the dossier."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import import_module
from typing import Any, Generic, Protocol, TypeVar

from domain.base import Value
from domain.lead_state import LeadState
from domain.progress import AGENTS as ALL_AGENTS
from pipeline.dossier import Dossier

COMPREHENSIVE, THIN = "comprehensive", "thin"

AGENTS: tuple[str, ...] = ALL_AGENTS[1:]
"""The steps after the harvester, in order. The name is the file of this folder that holds the step."""

THIN_AGENTS = ("intake", "contacts", "qualification", "briefing", "finalising")
"""The short, persona-first path."""

O = TypeVar("O", bound=Value)  # noqa: E741


@dataclass(frozen=True, slots=True)
class Tools:
    """What a step may use besides the dossier."""

    today: date


class Step(Protocol):
    """One agent. ``run`` gives the output to record, ``grow`` puts it into the dossier."""

    @property
    def name(self) -> str:
        """The agent's name in events and progress."""
        ...

    @property
    def state(self) -> LeadState:
        """The enrichment state in which the step works."""
        ...

    @property
    def description(self) -> str:
        """What the agent does, in a sentence."""
        ...

    @property
    def output(self) -> type[Any]:
        """The model of what ``run`` gives."""
        ...

    async def run(self, dossier: Dossier, tools: Tools) -> Any:
        """Return the step's output for this dossier."""
        ...

    def grow(self, dossier: Dossier, output: Any) -> Dossier:
        """Return the dossier with the output's sections filled in."""
        ...

    def summary(self, output: Any) -> str:
        """Return the output in a sentence, for the log."""
        ...

    def notes(self, output: Any) -> tuple[str, ...]:
        """Return what else the reader of the log should know (a model that failed, …)."""
        ...


@dataclass(frozen=True, slots=True)
class RuleStep(Generic[O]):
    """A step that follows rules only: ``by_rules`` is pure, and every field of ``output`` is a section of the dossier."""

    name: str
    state: LeadState
    description: str
    output: type[O]
    by_rules: Callable[[Dossier, date], O]
    told: Callable[[O], str]

    async def run(self, dossier: Dossier, tools: Tools) -> O:
        """Return the rules' answer."""
        return self.by_rules(dossier, tools.today)

    def grow(self, dossier: Dossier, output: O) -> Dossier:
        """Return the dossier with the output's sections filled in."""
        return dossier.grown(**{field: getattr(output, field) for field in self.output.model_fields})

    def summary(self, output: O) -> str:
        """Return the output in a sentence, for the log."""
        return self.told(output)

    def notes(self, output: O) -> tuple[str, ...]:
        """Return nothing: rules have no side remarks."""
        return ()


@lru_cache(maxsize=len(AGENTS))
def step_named(name: str) -> Step:
    """Return the step of this name; the file name is the registry."""
    step: Step = import_module(f"pipeline.agents.{name}").STEP
    return step


def steps_for(dossier: Dossier) -> tuple[Step, ...]:
    """Return the steps that this dossier takes, in order, by the path that its intake chose."""
    names = THIN_AGENTS if dossier.intake.path == THIN else AGENTS
    return tuple(step_named(name) for name in names)
