"""Decides how much a lead's facts bear: the comprehensive path through all agents, or the short, persona-first one."""

from datetime import date
from typing import Any

from domain.base import Value
from domain.lead_state import LeadState
from domain.package import Absent
from pipeline.agents.base import COMPREHENSIVE, THIN, RuleStep
from pipeline.dossier import Dossier, Intake
from pipeline.factors.grounds import Grounds, gather
from pipeline.factors.words import count, listing

FEW_FACTS = 6
SKIPPED = ("analysis", "competitors", "pains", "triggers", "strategies", "approach", "propositions", "objections")
"""The sections that the thin path leaves out."""


class Output(Value):
    """The path and its reason."""

    intake: Intake


def by_rules(dossier: Dossier, today: date) -> Output:
    """Choose the path. Thin: few facts, or nothing that speaks of what the company does, needs or plans."""
    grounds = gather(dossier.facts, dossier.context, today)
    facts = len(grounds.facts.items)
    told = bool(grounds.signals or grounds.shown or grounds.facts.all("product"))
    thin = facts < FEW_FACTS or not told
    why = _ground(dossier, grounds)
    if not thin:
        return Output(intake=Intake(path=COMPREHENSIVE, reason=f"The site bears a full analysis: {why}."))
    lack = "too few to build on" if facts < FEW_FACTS else "no offer, need or plan was recognised in it"
    return Output(intake=Intake(path=THIN, reason=f"The site says little: {why}; {lack}."))


def _ground(dossier: Dossier, grounds: Grounds) -> str:
    parts = [count(len(dossier.site.pages), "page"), count(len(grounds.facts.items), "verified fact")]
    if grounds.signals:
        parts.append(count(len(grounds.signals), "signal"))
    if grounds.shown:
        parts.append(f"passages on {count(len(grounds.shown), 'pain')} of your context")
    return listing(parts)


class _Intake(RuleStep[Output]):
    __slots__ = ()

    def grow(self, dossier: Dossier, output: Output) -> Dossier:
        """Set the path; on the thin one the sections left out say why they are not there."""
        skipped: dict[str, Any] = {}
        if output.intake.path == THIN:
            why = Absent(absent=f"Not made on the short path. {output.intake.reason}")
            skipped = dict.fromkeys(SKIPPED, why)
        return dossier.grown(intake=output.intake, **skipped)


STEP = _Intake(
    name="intake",
    state=LeadState.ANALYZING,
    description="Decides from the facts which path the lead takes.",
    output=Output,
    by_rules=by_rules,
    told=lambda o: f"{o.intake.path}: {o.intake.reason}",
)
