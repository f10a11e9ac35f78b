"""Dossier and scores to the package. Pure; nothing is added that the facts do not ground."""

from collections.abc import Iterator
from datetime import date

from domain.package import Absent, ComprehensiveProspectPackage, Intelligence, LeadFacts, Provenance, SectionOrigin, Statement
from domain.score import Axis, Score
from pipeline.dossier import Dossier
from pipeline.factors.buying_intent import relevant_vacancy
from pipeline.factors.grounds import Grounds, gather
from pipeline.factors.signals import Signal
from pipeline.factors.urgency import incidents
from pipeline.factors.words import quote, when

SECTIONS = {
    "analysis": "analysis",
    "contacts": "contact_information",
    "pains": "pain_point_analysis",
    "qualification": "qualification",
    "competitors": "competitor_intelligence",
    "triggers": "purchase_triggers",
    "persona": "buyer_persona",
    "strategies": "strategies",
    "approach": "approach_plan",
    "propositions": "value_propositions",
    "objections": "objections",
    "questions": "strategic_questions",
    "message": "personalised_message",
    "briefing": "internal_briefing",
}
"""Section of the dossier: its name in the package."""


def assemble(dossier: Dossier, scores: tuple[Score, ...], context_id: str, context_version: int) -> ComprehensiveProspectPackage:
    """Return the package of a lead from its finished dossier and its four scores."""
    made = {package: getattr(dossier, section) for section, package in SECTIONS.items()}
    origins = tuple(SectionOrigin(section=name) for name, section in made.items() if not isinstance(section, Absent))
    return ComprehensiveProspectPackage(
        lead_id=dossier.lead.lead_id,
        company_name=dossier.company_name,
        website=dossier.lead.website,
        lead_facts=LeadFacts(facts=dossier.facts.items),
        ai_intelligence=_intelligence(dossier, scores),
        provenance=Provenance(
            path=dossier.intake.path,
            path_reason=dossier.intake.reason,
            context_id=context_id,
            context_version=context_version,
            pages=len(dossier.site.pages),
            origins=origins,
        ),
        **made,
    )


def _intelligence(dossier: Dossier, scores: tuple[Score, ...]) -> Intelligence:
    values: dict[Axis, float] = {s.axis: s.value for s in scores}
    return Intelligence(
        prospect_score=values.get("prospect", 0.0),
        buying_intent_score=values.get("buying_intent", 0.0),
        pain_alignment_score=values.get("pain_alignment", 0.0),
        urgency_score=values.get("urgency", 0.0),
        scores=scores,
        predictive_insights=tuple(_insights(dossier)),
    )


def read_on(dossier: Dossier) -> date | None:
    """Return the day on which the site was last read: what "ahead" and "recent" are measured from in the package."""
    return max((p.fetched_at.date() for p in dossier.site.pages), default=None)


def _insights(dossier: Dossier) -> Iterator[Statement]:
    """Say what is to be expected where a date, a vacancy or an incident on the pages grounds it."""
    today = read_on(dossier)
    if today is None:
        return
    grounds = gather(dossier.facts, dossier.context, today)
    yield from _ahead(grounds)
    vacancy = relevant_vacancy(grounds)
    if vacancy and grounds.shown:
        yield _somebody_new(vacancy, grounds)
    for fact in incidents(grounds)[:1]:
        text = f"After {quote(fact.value, 160)} somebody is likely to be asked what has changed since; expect the subject to be open."
        yield Statement(text=text, fact_ids=(fact.fact_id,))


def _ahead(grounds: Grounds) -> Iterator[Statement]:
    for signal in [s for s in grounds.signals if s.age is not None and s.age < 0][:2]:
        if signal.kind == "tender":
            text = f"The date of the tender, {when(signal.date)}, lies ahead: an offer has to be in before it ({quote(signal.fact.value, 160)})."
        else:
            text = f"What is planned for {when(signal.date)} ({quote(signal.fact.value, 160)}) is likely to be equipped before that date."
        yield Statement(text=text, fact_ids=(signal.fact.fact_id,))


def _somebody_new(vacancy: Signal, grounds: Grounds) -> Statement:
    index, passage = grounds.shown[0]
    pain = quote(grounds.context.pain_points[index], 100)
    text = f"Once the post is filled ({quote(vacancy.fact.value, 160)}), somebody new is likely to look at {pain}; a talk before that helps to shape it."
    return Statement(text=text, fact_ids=(vacancy.fact.fact_id, passage.fact_id))
