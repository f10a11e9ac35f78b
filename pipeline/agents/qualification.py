"""Tier A to D with its reasons: fit, readiness, authority, budget. The tier's thresholds stand in ``pipeline.scoring``."""

from datetime import date

from domain.base import Value
from domain.lead_state import LeadState
from domain.package import Absent, Judgement, Level, Qualification, Statement
from domain.score import Factor, FactorState, Score
from pipeline.agents.base import RuleStep
from pipeline.agents.departments import decides, title_of
from pipeline.agents.wording import statement
from pipeline.dossier import Dossier
from pipeline.factors.buying_intent import told
from pipeline.factors.grounds import Grounds, gather
from pipeline.factors.prospect import size_of
from pipeline.factors.words import quote
from pipeline.scoring import score, tier_of

HIGH, MEDIUM = 0.6, 0.4
READY, STIRRING = 0.45, 0.25
SIZEABLE = 50
"""Head count from which a first purchase of some size is plausible."""


class Output(Value):
    """The qualification."""

    qualification: Qualification | Absent


def by_rules(dossier: Dossier, today: date) -> Output:
    """Judge the lead by its four scores and the facts behind them."""
    grounds = gather(dossier.facts, dossier.context, today)
    scores = score(dossier, today)
    tier, why = tier_of(scores)
    return Output(
        qualification=Qualification(
            tier=tier,
            fit=_fit(scores[0]),
            readiness=_readiness(scores),
            authority=_authority(grounds),
            budget=_budget(grounds),
            reasons=(Statement(text=why, fact_ids=_ids(scores[0].factors)), *_reasons(scores)),
        )
    )


def _ids(factors: tuple[Factor, ...]) -> tuple[str, ...]:
    settled = (f for f in factors if f.state is not FactorState.UNKNOWN)
    return tuple(dict.fromkeys(i for f in settled for i in f.fact_ids))[:12]


def _of_factor(factor: Factor) -> Statement:
    return Statement(text=factor.text, fact_ids=factor.fact_ids)


def _reasons(scores: tuple[Score, ...]) -> tuple[Statement, ...]:
    factors = [f for s in scores for f in s.factors if f.multiplier]
    met = sorted((f for f in factors if f.state is FactorState.MET), key=lambda f: -f.counted * f.strength)
    against = [f for f in factors if f.state is FactorState.NOT_MET]
    by_ground = {f.fact_ids[:1]: f for f in reversed(met)}  # one reason for each ground
    return tuple(_of_factor(f) for f in (*tuple(f for f in met if by_ground[f.fact_ids[:1]] is f)[:4], *against[:2]))


def _fit(prospect: Score) -> Judgement:
    if not any(f.state is not FactorState.UNKNOWN for f in prospect.factors):
        return Judgement(level="unknown", reason=Statement(text="Nothing on the pages read settles whether it fits."))
    level: Level = "high" if prospect.value >= HIGH else "medium" if prospect.value >= MEDIUM else "low"
    return Judgement(level=level, reason=Statement(text=prospect.reason, fact_ids=_ids(prospect.factors)))


def _readiness(scores: tuple[Score, ...]) -> Judgement:
    asked = [s for s in scores if s.axis in ("buying_intent", "urgency")]
    if not any(f.state is FactorState.MET for s in asked for f in s.factors):
        return Judgement(level="unknown", reason=Statement(text="No signal on the pages read says that it is about to buy, and none that it is not."))
    best = max(asked, key=lambda s: s.value)
    level: Level = "high" if best.value >= READY else "medium" if best.value >= STIRRING else "low"
    return Judgement(level=level, reason=Statement(text=best.reason, fact_ids=_ids(best.factors)))


def _authority(grounds: Grounds) -> Judgement:
    people = [p for p in grounds.facts.all("person", any_role=True) if p.role in (None, "secondary", "person")]
    chief = next((p for p in people if decides(p)), None)
    if chief:
        return Judgement(level="high", reason=statement(f"{chief.value} ({title_of(chief)}) is named and decides.", chief))
    named = next((p for p in people if title_of(p)), None)
    if named:
        return Judgement(level="medium", reason=statement(f"{named.value} ({title_of(named)}) is named; who signs is not said.", named))
    return Judgement(level="unknown", reason=Statement(text="No decision maker was recognised on the pages read."))


def _budget(grounds: Grounds) -> Judgement:
    money = next((s for s in grounds.fresh if s.kind == "funding"), None)
    if money:
        return Judgement(level="high", reason=statement(f"It has fresh money: {told(money)}.", money.fact))
    growth = next((s for s in grounds.fresh if s.kind in ("expansion", "tender", "contract_won")), None)
    if growth:
        return Judgement(level="medium", reason=statement(f"It has business that needs spending on: {told(growth)}.", growth.fact))
    employees = grounds.facts.first("employees")
    size = size_of(employees) if employees else None
    if employees and size:
        level: Level = "medium" if size[0] >= SIZEABLE else "low" if size[1] < 10 else "unknown"
        return Judgement(level=level, reason=statement(f"Nothing is said of money; {quote(employees.value)} employees is all there is to go by.", employees))
    return Judgement(level="unknown", reason=Statement(text="The pages say nothing of money, growth or size."))


def _told(output: Output) -> str:
    if isinstance(output.qualification, Absent):
        return output.qualification.absent
    return f"Tier {output.qualification.tier}: {output.qualification.reasons[0].text}"


STEP = RuleStep(
    name="qualification",
    state=LeadState.QUALIFYING,
    description="Judges fit, readiness, authority and budget, and gives the tier.",
    output=Output,
    by_rules=by_rules,
    told=_told,
)
