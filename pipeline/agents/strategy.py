"""Ways of approaching the lead and the plan that follows: options with their score, contact sequence, value propositions, objections."""

from collections.abc import Iterator
from datetime import date

from domain.base import Value
from domain.context import BusinessContext
from domain.evidence import Fact
from domain.lead_state import LeadState
from domain.package import (
    Absent,
    ApproachPlan,
    ApproachStep,
    ContactPoint,
    Objections,
    Statement,
    Strategies,
    Strategy,
    ValueProposition,
    ValuePropositions,
)
from pipeline.agents.base import RuleStep
from pipeline.agents.departments import title_of
from pipeline.agents.objections import objections
from pipeline.agents.pain_points import how_we_help
from pipeline.agents.wording import statement, where
from pipeline.dossier import Dossier
from pipeline.factors.grounds import Grounds, gather
from pipeline.factors.signals import Signal
from pipeline.factors.terms import clauses
from pipeline.factors.words import capital, count, listing, quote, when

MAX_PROPOSITIONS = 5
BY_NAME = "Ask for the person in charge"
CHANNELS = {"email": "e-mail", "phone": "phone", "form": "contact form", "social": "social profile"}


class Output(Value):
    """Strategies, approach plan, value propositions, objections."""

    strategies: Strategies | Absent
    approach: ApproachPlan | Absent
    propositions: ValuePropositions | Absent
    objections: Objections | Absent


def by_rules(dossier: Dossier, today: date) -> Output:
    """Weigh the grounds for an approach and lay out the sequence."""
    grounds = gather(dossier.facts, dossier.context, today)
    points = () if isinstance(dossier.contacts, Absent) else dossier.contacts.points
    options = tuple(sorted(_options(grounds, dossier, points), key=lambda o: -o.score))
    return Output(
        strategies=_strategies(options, points),
        approach=_approach(options, points, grounds),
        propositions=_propositions(grounds, dossier),
        objections=objections(grounds, dossier),
    )


def _options(grounds: Grounds, dossier: Dossier, points: tuple[ContactPoint, ...]) -> Iterator[Strategy]:
    channel = CHANNELS[points[0].channel] if points else "none found"
    pains = grounds.context.pain_points
    if grounds.shown:
        index, passage = grounds.shown[0]
        text = f"Open with {quote(pains[index], 100)}: {where(passage, dossier)} they say it themselves, {quote(passage.value, 180)}."
        strength = min(1.0, 0.75 + 0.1 * (len(grounds.shown) - 1) + 0.1 * (len(grounds.pains[index]) > 1))
        yield Strategy(name="Lead with the pain", channel=channel, rationale=statement(text, passage), score=round(strength, 2))
    for signal in [s for s in grounds.fresh if s.kind not in ("tender", "award")][:1]:
        yield _with_trigger(signal, channel)
    for signal in [s for s in grounds.fresh if s.kind == "tender"][:1]:
        text = f"They ask for offers themselves: {quote(signal.fact.value, 180)}. Get the papers and their date before anything else."
        yield Strategy(name="Answer the tender", channel=channel, rationale=statement(text, signal.fact), score=round(signal.strength, 2))
    person = _person(dossier)
    if person and any(p.channel == "phone" for p in points):
        text = f"Ask for {person.value}{', ' + title_of(person) if title_of(person) else ''}, who is named {where(person, dossier)}."
        yield Strategy(name=BY_NAME, channel="phone", rationale=statement(text, person), score=0.5)
    product = grounds.facts.first("product")
    if product and not grounds.shown and not grounds.fresh:
        text = f"Nothing shows a need or a date, so ask how they handle {quote(product.value, 100)} today."
        yield Strategy(name="Ask about their work", channel=channel, rationale=statement(text, product), score=0.3)


def _with_trigger(signal: Signal, channel: str) -> Strategy:
    day = f" of {when(signal.date)}" if signal.date else ""
    text = f"Tie in with the {signal.noun}{day}: {quote(signal.fact.value, 180)}."
    return Strategy(name="Lead with the trigger", channel=channel, rationale=statement(text, signal.fact), score=round(signal.strength * 0.8, 2))


def _person(dossier: Dossier) -> Fact | None:
    named = None if isinstance(dossier.persona, Absent) else dossier.persona.named
    return next(iter(dossier.facts.by_id(named.fact_ids)), None) if named else None


def _strategies(options: tuple[Strategy, ...], points: tuple[ContactPoint, ...]) -> Strategies | Absent:
    if not options:
        return Absent(absent="No pain, signal, person or product on the pages gives an approach anything to hold on to.")
    first, others = options[0], options[1:]
    text = f"{quote(first.name)} comes first ({first.score:.2f})"
    if others:
        text += f", before {listing([f'{quote(o.name)} ({o.score:.2f})' for o in others])}"
    text += ": a pain in their own words weighs most, a signal as much as is left of it, a name only helps to get through."
    plan = [first.rationale, *(o.rationale for o in others[:1])]
    ids = tuple(p.fact_id for p in points[:2])
    ways = listing([p.value for p in points[:2]])
    plan.append(Statement(text=f"Ways in, in this order: {ways}." if points else "No way in stands on the pages; find one before you start.", fact_ids=ids))
    return Strategies(options=options, evaluation=text, action_plan=tuple(plan))


def _approach(options: tuple[Strategy, ...], points: tuple[ContactPoint, ...], grounds: Grounds) -> ApproachPlan | Absent:
    if not points:
        return Absent(absent="No way to reach the company stands on the pages, so there is no sequence to plan.")
    if not options:
        return Absent(absent="There is nothing on the pages to write about, so a sequence would be empty talk.")
    by_channel = {p.channel: p for p in reversed(points)}
    written = by_channel.get("email") or by_channel.get("form")
    call = by_channel.get("phone")
    second = next((o for o in options[1:] if o.name != BY_NAME), None)
    steps: list[ApproachStep] = []
    if written:
        steps.append(_step(0, written, f"Send the first message {_to(written)}: {options[0].name.lower()}."))
    if call:
        said = "refer to the message" if written else options[0].name.lower()
        steps.append(_step(3 if written else 0, call, f"Ring {call.value}, {said}, and ask who looks after {_subject(grounds)}."))
    if written:
        follow = f"from the other side: {second.name.lower()}" if second else "once, with one new thought"
        steps.append(_step(8, written, f"Write again {_to(written)}, {follow}."))
        steps.append(_step(18, written, f"Send a last, polite line {_to(written)} and leave the door open; without an answer, stop here."))
    if not steps:
        steps.append(_step(0, points[0], f"Send a short message to {points[0].value}, {options[0].name.lower()}, and ask for the right address."))
    return ApproachPlan(steps=tuple(steps))


def _to(point: ContactPoint) -> str:
    return "through the contact form" if point.channel == "form" else f"to {point.value}"


def _subject(grounds: Grounds) -> str:
    return quote(grounds.context.pain_points[grounds.shown[0][0]], 100) if grounds.shown else "the subject of your offer"


def _step(day: int, point: ContactPoint, action: str) -> ApproachStep:
    return ApproachStep(day=day, channel=CHANNELS[point.channel], action=action, fact_ids=(point.fact_id,) if point.fact_id else ())


def _propositions(grounds: Grounds, dossier: Dossier) -> ValuePropositions | Absent:
    context = grounds.context
    if not clauses(context.value_proposition) and not clauses(context.product_service_description):
        return Absent(absent="Your context does not say what you offer, so there is nothing to propose.")
    found = [
        ValueProposition(
            tied_to=f"pain: {pains[0]}",
            statement=statement(f"{capital(where(fact, dossier))}: {quote(fact.value, 160)}. {how_we_help(context, pains[0])}", fact),
        )
        for fact, pains in grounds.passages
    ]
    found += [
        ValueProposition(
            tied_to=f"trigger: {s.noun}{', ' + when(s.date) if s.date else ''}",
            statement=statement(f"{capital(where(s.fact, dossier))}: {quote(s.fact.value, 160)}. {_offer_in_short(context)}", s.fact),
        )
        for s in grounds.fresh[:2]
        if s.kind != "award"
    ]
    if not found:
        return Absent(absent="No pain and no trigger shows on the pages, so a value proposition would be tied to nothing.")
    return ValuePropositions(propositions=tuple(found[:MAX_PROPOSITIONS]))


def _offer_in_short(context: BusinessContext) -> str:
    first = next(iter((*clauses(context.value_proposition), *clauses(context.product_service_description))))
    return f"From your offer: {quote(first, 260)}."


def _told(output: Output) -> str:
    if isinstance(output.strategies, Absent):
        return output.strategies.absent
    steps = 0 if isinstance(output.approach, Absent) else len(output.approach.steps)
    return f"{output.strategies.options[0].name} first; {count(len(output.strategies.options), 'option')}, {count(steps, 'step')} in the sequence"


STEP = RuleStep(
    name="strategy",
    state=LeadState.STRATEGIZING,
    description="Weighs the ways of approaching the lead and plans the sequence.",
    output=Output,
    by_rules=by_rules,
    told=_told,
)
