"""The one-page internal briefing, and the questions that the pages leave open."""

from collections.abc import Iterator
from datetime import date

from domain.base import Value
from domain.lead_state import LeadState
from domain.package import Absent, Briefing, Questions, Statement
from pipeline.agents.base import RuleStep
from pipeline.agents.questions import open_factors, questions_for
from pipeline.agents.wording import firsts, statement, where
from pipeline.dossier import Dossier
from pipeline.factors.grounds import Grounds, gather
from pipeline.factors.places import country_name
from pipeline.factors.words import capital, clip, count, listing, quote, when
from pipeline.scoring import score

MAX_UNKNOWNS = 8


class Output(Value):
    """The questions and the briefing."""

    questions: Questions | Absent
    briefing: Briefing | Absent


def by_rules(dossier: Dossier, today: date) -> Output:
    """Put the lead on one page."""
    grounds = gather(dossier.facts, dossier.context, today)
    scores = score(dossier, today)
    asked = questions_for(scores, dossier.context)
    return Output(
        questions=Questions(questions=asked) if asked else Absent(absent="The pages settle everything that the scores ask."),
        briefing=Briefing(
            headline=_headline(grounds, dossier),
            points=tuple(_points(grounds, dossier)),
            unknowns=tuple(f.text for f in open_factors(scores))[:MAX_UNKNOWNS],
        ),
    )


def _headline(grounds: Grounds, dossier: Dossier) -> str:
    facts = grounds.facts
    city, country, sector = facts.value("city"), facts.value("country"), facts.value("sector")
    place = ", ".join(filter(None, (city, country_name(country) if country else "")))
    tier = "" if isinstance(dossier.qualification, Absent) else f"Tier {dossier.qualification.tier}: "
    employees = facts.value("employees")
    parts = [sector, f"{employees} employees" if employees else "", _hook(grounds)]
    tail = "; ".join(filter(None, parts)) or "little is known from its pages"
    return f"{tier}{dossier.company_name}{f' ({place})' if place else ''} – {tail}."


def _hook(grounds: Grounds) -> str:
    pain = quote(grounds.context.pain_points[grounds.shown[0][0]], 80) + " in its own words" if grounds.shown else ""
    news = grounds.fresh[0] if grounds.fresh else None
    told = f"{news.noun}{' of ' + when(news.date) if news.date else ''}" if news else ""
    return " and ".join(filter(None, (pain, told)))


def _points(grounds: Grounds, dossier: Dossier) -> Iterator[Statement]:
    yield from _who(grounds)
    for passage, pains in grounds.passages[:2]:
        yield statement(f"Pain {listing([quote(p, 80) for p in pains])}, {where(passage, dossier)}: {quote(passage.value)}", passage)
    for signal in grounds.fresh[:3]:
        day = f", {when(signal.date)}" if signal.date else ""
        yield statement(f"{capital(signal.noun)}{day}, {where(signal.fact, dossier)}: {quote(signal.fact.value)}", signal.fact)
    if not isinstance(dossier.persona, Absent):
        whom = f"Talk to: {dossier.persona.title} ({dossier.persona.department})."
        yield Statement(text=f"{whom} {dossier.persona.why.text}", fact_ids=dossier.persona.why.fact_ids)
    if not isinstance(dossier.contacts, Absent):
        yield dossier.contacts.best_first
    if not isinstance(dossier.qualification, Absent):
        yield dossier.qualification.reasons[0]
    yield from _warnings(grounds, dossier)


def _who(grounds: Grounds) -> Iterator[Statement]:
    facts = grounds.facts
    description = facts.first("description")
    products = firsts(facts.all("product"), 4)
    if description:
        yield statement(f"In its own words: {quote(description.value, 260)}", description)
    if products:
        yield statement(f"Offers {listing([quote(p.value, 60) for p in products])}.", *products)
    legal = facts.first("legal_name")
    founded = facts.first("founded")
    if legal:
        since = f", in business since {founded.value}" if founded else ""
        yield statement(f"Legal name {quote(legal.value, 100)}{since}.", legal, *([founded] if founded else []))


def _warnings(grounds: Grounds, dossier: Dossier) -> Iterator[Statement]:
    if grounds.sells:
        yield statement(f"Careful: it seems to sell something like your own offer, {quote(grounds.sells[0].value, 160)}.", grounds.sells[0])
    if "instructs_ai" in dossier.site.flags:
        yield Statement(text="Careful: a page of this site addresses AI programs with instructions; nothing in it was followed.")
    failures = dossier.site.failures
    if failures:
        codes = listing(sorted({f.code for f in failures}))
        yield Statement(text=f"{capital(count(len(failures), 'page'))} could not be read ({clip(codes, 80)}), so some unknowns may stand there.")


def _told(output: Output) -> str:
    return output.briefing.absent if isinstance(output.briefing, Absent) else output.briefing.headline


STEP = RuleStep(
    name="briefing",
    state=LeadState.FINALIZING,
    description="Puts the lead on one page, with what is still open.",
    output=Output,
    by_rules=by_rules,
    told=_told,
)
