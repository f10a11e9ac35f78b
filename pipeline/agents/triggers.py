"""The buying signals on the lead's pages that make now a good time, with their dates and what is left of their strength."""

from datetime import date

from domain.base import Value
from domain.lead_state import LeadState
from domain.package import Absent, PurchaseTriggers, Trigger
from pipeline.agents.base import RuleStep
from pipeline.agents.wording import statement, where
from pipeline.dossier import Dossier
from pipeline.factors.grounds import gather
from pipeline.factors.signals import Signal
from pipeline.factors.words import capital, count, quote, when

MAX_TRIGGERS = 8


class Output(Value):
    """The triggers."""

    triggers: PurchaseTriggers | Absent


def by_rules(dossier: Dossier, today: date) -> Output:
    """List the signals that have not faded, strongest first."""
    grounds = gather(dossier.facts, dossier.context, today)
    fresh = grounds.fresh
    if fresh:
        return Output(triggers=PurchaseTriggers(triggers=tuple(_trigger(s, dossier) for s in fresh[:MAX_TRIGGERS])))
    dates = [s.date for s in grounds.signals if s.date]
    if dates:
        return Output(triggers=Absent(absent=f"The newest signal on its pages is from {when(max(dates))}, too old to be a reason to write now."))
    return Output(triggers=Absent(absent=f"The {count(len(dossier.site.pages), 'page')} read show no vacancy, expansion, funding, tender or other news."))


def _trigger(signal: Signal, dossier: Dossier) -> Trigger:
    day = _timing(signal)
    text = f"{capital(signal.noun)}{', ' + day if day else ''}, {where(signal.fact, dossier)}: {quote(signal.fact.value)}"
    return Trigger(kind=signal.kind, statement=statement(text, signal.fact), date=signal.date, strength=signal.strength)


def _timing(signal: Signal) -> str:
    if signal.age is None:
        return ""
    if signal.age < 0:
        return f"still to come ({when(signal.date)})"
    if signal.age < 31:
        return f"this past month ({when(signal.date)})"
    months = round(signal.age / 30.4)
    return f"{count(months, 'month')} ago ({when(signal.date)})"


def _told(output: Output) -> str:
    if isinstance(output.triggers, Absent):
        return output.triggers.absent
    return f"{capital(count(len(output.triggers.triggers), 'trigger'))}, the strongest: {output.triggers.triggers[0].statement.text}"


STEP = RuleStep(
    name="triggers",
    state=LeadState.QUALIFYING,
    description="Lists the signals that make now a good time.",
    output=Output,
    by_rules=by_rules,
    told=_told,
)
