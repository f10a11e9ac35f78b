"""A prospect package as blocks for the sheet: every section becomes a title and items; an absent one says why in a line. Pure."""

from collections.abc import Iterable
from typing import Any

from domain.package import (
    Absent,
    Analysis,
    ApproachPlan,
    Briefing,
    BuyerPersona,
    CompetitorIntelligence,
    ComprehensiveProspectPackage,
    ContactInformation,
    Judgement,
    Objections,
    PainAnalysis,
    PersonalisedMessage,
    PurchaseTriggers,
    Qualification,
    Questions,
    Statement,
    Strategies,
    ValuePropositions,
)
from domain.score import Factor, FactorState, Score
from ui.words import name_of, say

Item = dict[str, Any]
Block = dict[str, Any]
STATES = {FactorState.MET: "green", FactorState.NOT_MET: "red", FactorState.UNKNOWN: "gray"}
LEVELS = {"high": "green", "medium": "blue", "low": "orange", "unknown": "gray"}
TIERS = {"A": "green", "B": "blue", "C": "orange", "D": "gray"}
OVERVIEW = (
    "internal_briefing",
    "qualification",
    "pain_point_analysis",
    "purchase_triggers",
    "contact_information",
    "analysis",
    "competitor_intelligence",
)
APPROACH = ("buyer_persona", "strategies", "approach_plan", "value_propositions", "objections", "strategic_questions")


def sections(package: ComprehensiveProspectPackage, names: Iterable[str]) -> list[Block]:
    """Return the sections of these names, in this order."""
    return [section(name, getattr(package, name)) for name in names]


def section(name: str, value: Any) -> Block:
    """Return one section as a block."""
    block: Block = {"kind": "section", "title": say(f"lead.section.{name}"), "items": []}
    if isinstance(value, Absent):
        return block | {"absent": say("lead.absent", why=value.absent)}
    chips, items = _parts(value)
    return block | {"chips": chips, "items": items}


def scores(all_scores: Iterable[Score]) -> Block:
    """Return the scores with their intervals and factors."""
    return {"kind": "scores", "scores": [_score(score) for score in all_scores]}


def insights(statements: Iterable[Statement]) -> list[Block]:
    """Return what the scores say, as a section; none when they say nothing."""
    items = _each(statements)
    return [{"kind": "section", "title": say("lead.section.predictive_insights"), "items": items}] if items else []


def _score(score: Score) -> dict[str, Any]:
    weight = sum(f.counted for f in score.factors)
    return {
        "label": say(f"axis.{score.axis}"),
        "value": score.value,
        "low": score.low,
        "high": score.high,
        "reason": score.reason,
        "factors": [_factor(f, weight) for f in sorted(score.factors, key=lambda f: -f.counted)],
    }


def _factor(factor: Factor, whole: float) -> dict[str, Any]:
    return {
        "text": factor.text,
        "state_text": name_of("factor", factor.state),
        "tone": STATES[factor.state],
        "weight": f"{factor.counted / whole:.0%}" if whole else "",
        "notes": list(factor.fact_ids),
    }


def _said(statement: Statement | None, label: str = "", **more: Any) -> list[Item]:
    if statement is None:
        return []
    return [{"label": say(f"lead.part.{label}") if label else "", "text": statement.text, "notes": list(statement.fact_ids), **more}]


def _each(statements: Iterable[Statement], label: str = "") -> list[Item]:
    return [item for statement in statements for item in _said(statement, label)]


def _text(text: str, label: str = "", **more: Any) -> list[Item]:
    return [{"label": say(f"lead.part.{label}") if label else "", "text": text, **more}] if text else []


def message(value: PersonalisedMessage, index: int) -> Block:
    """Return the grounds of one message: each paragraph with the facts it uses."""
    variant = value.variants[index]
    return {"kind": "section", "title": say("lead.message_grounds"), "items": _each(variant.paragraphs)}


def _texts(texts: Iterable[str], label: str = "") -> list[Item]:
    return [item for text in texts for item in _text(text, label)]


def _chip(text: str, tone: str = "gray") -> dict[str, str]:
    return {"text": text, "tone": tone}


def _level(judgement: Judgement, label: str) -> list[Item]:
    return _said(judgement.reason, label, chips=[_chip(name_of("lead.level", judgement.level), LEVELS[judgement.level])])


def _parts(value: Any) -> tuple[list[dict[str, str]], list[Item]]:
    """Return the chips beside the title and the items of a section that is there."""
    match value:
        case Briefing():
            return [], [*_text(value.headline, strong=True), *_each(value.points), *_texts(value.unknowns, "unknowns")]
        case Qualification():
            levels = [*_level(value.fit, "fit"), *_level(value.readiness, "readiness"), *_level(value.authority, "authority"), *_level(value.budget, "budget")]
            return [_chip(say("lead.tier", tier=value.tier), TIERS[value.tier])], [*levels, *_each(value.reasons, "why")]
        case PainAnalysis():
            return [_chip(value.category), _chip(name_of("lead.level", value.urgency), LEVELS[value.urgency])], _pains(value)
        case PurchaseTriggers():
            return [], [i for t in value.triggers for i in _said(t.statement, chips=_trigger_chips(t.kind, t.date, t.strength))]
        case ContactInformation():
            return [], _contacts(value)
        case Analysis():
            return [_chip(value.sector)] if value.sector else [], _analysis(value)
        case CompetitorIntelligence():
            return [], _each(value.mentions)
        case _:
            return [], _approach(value)


def _approach(value: Any) -> list[Item]:
    match value:
        case BuyerPersona():
            return [
                *_text(value.title, strong=True),
                *_text(value.department, "department"),
                *_said(value.named, "named"),
                *_said(value.why, "why"),
                *_texts(value.cares_about, "cares"),
            ]
        case Strategies():
            options = [
                {"text": o.name, "strong": True, "chips": [_chip(f"{o.score:.2f}", "blue"), _chip(_channel(o.channel))], "children": _said(o.rationale)}
                for o in value.options
            ]
            return [*options, *_text(value.evaluation, "evaluation"), *_each(value.action_plan, "plan")]
        case ApproachPlan():
            return [
                {"label": say("lead.part.day", n=s.day), "text": s.action, "notes": list(s.fact_ids), "chips": [_chip(_channel(s.channel))]}
                for s in value.steps
            ]
        case ValuePropositions():
            return [{"text": p.tied_to, "strong": True, "children": _said(p.statement)} for p in value.propositions]
        case Objections():
            return [{"text": o.objection, "strong": True, "children": _text(o.answer, "answer") + _said(o.because, "because")} for o in value.items]
        case Questions():
            return _texts(value.questions)
        case _:
            raise TypeError(f"no screen for a section of type {type(value).__name__}")


def _channel(channel: str) -> str:
    return name_of("channel", channel.lower().replace("-", ""))


def _trigger_chips(kind: str, date: str, strength: float) -> list[dict[str, str]]:
    strong = [_chip(say("lead.part.strength", n=f"{strength:.2f}"), "violet")]
    return [_chip(kind.replace("_", " "), "blue"), *([_chip(date)] if date else []), *strong]


def _pains(value: PainAnalysis) -> list[Item]:
    points = [
        {"text": p.pain, "strong": True, "children": _said(p.description) + _text(p.impact, "impact") + _text(p.how_we_help, "how")} for p in value.points
    ]
    return [*points, *_texts(value.investigative_questions, "investigate")]


def _contacts(value: ContactInformation) -> list[Item]:
    points = [
        {
            "label": _channel(p.channel),
            "text": p.value,
            "notes": [p.fact_id] if p.fact_id else [],
            "href": p.value if p.value.startswith(("http://", "https://")) else "",
            "chips": [_chip(name_of("contact_kind", p.kind))] if p.kind and p.kind != p.channel else [],
        }
        for p in value.points
    ]
    return [*_said(value.best_first, "best_first"), *points, *_said(value.address, "address"), *_each(value.people, "people")]


def _analysis(value: Analysis) -> list[Item]:
    many = (("services", value.main_services), ("activities", value.recent_activities), ("challenges", value.potential_challenges), ("culture", value.culture))
    first = [
        *_said(value.relevance, "relevance"),
        *_said(value.opportunity_fit, "fit_of_offer"),
        *_said(value.size_estimate, "size"),
        *_said(value.diagnosis, "diagnosis"),
    ]
    return [*first, *(item for label, statements in many for item in _each(statements, label))]
