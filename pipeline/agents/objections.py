"""Objections to expect because of something on the lead's pages, and answers in the words of the analyst's own offer. No ground, no objection."""

from collections.abc import Iterator

from domain.context import BusinessContext
from domain.package import Absent, Objection, Objections
from pipeline.agents.wording import statement, where
from pipeline.dossier import Dossier
from pipeline.factors.grounds import Grounds
from pipeline.factors.prospect import size_of
from pipeline.factors.terms import clauses, content_words, most_related, shared
from pipeline.factors.words import quote, when

SMALL = 20
OLD = 50
AFTERWARDS = "Offer a date after it, and ask what would be easier to settle before."
BY_ITSELF = "Agree, and ask how much work the next audit takes them."
MAX_OBJECTIONS = 5


def objections(grounds: Grounds, dossier: Dossier) -> Objections | Absent:
    """Return the objections that the pages give reason to expect, the likeliest first."""
    by_page = (*_have_one(grounds, dossier), *_certified(grounds, dossier), *_busy(grounds))
    found = (*by_page, *_newly_led(grounds), *_small(grounds), *_always_so(grounds))
    if not found:
        return Absent(absent="Nothing on the pages gives reason to expect a particular objection.")
    return Objections(items=found[:MAX_OBJECTIONS])


def from_offer(context: BusinessContext, topic: str, otherwise: str) -> str:
    """Return the part of the offer that speaks to a topic, or what to do when none does."""
    parts = (*clauses(context.value_proposition), *clauses(context.product_service_description))
    words = content_words(topic)
    closest = most_related(parts, topic)
    return f"{quote(closest, 240)} is how your offer puts it." if closest and shared(words, content_words(closest)) else otherwise


def _have_one(grounds: Grounds, dossier: Dossier) -> Iterator[Objection]:
    for number, fact in grounds.rivals[:1]:
        rival = grounds.context.competitors[number]
        yield Objection(
            objection=f"“We already work with {rival}.”",
            answer=f"Ask what they miss in it and until when they are bound; do not run {rival} down.",
            because=statement(f"{rival} is named {where(fact, dossier)}: {quote(fact.value, 160)}", fact),
        )
        return
    for fact in grounds.mentions[:1]:
        yield Objection(
            objection="“We have something for that already.”",
            answer="Ask what it covers, and what is still done by hand beside it.",
            because=statement(f"It speaks of it {where(fact, dossier)}: {quote(fact.value, 160)}", fact),
        )


def _certified(grounds: Grounds, dossier: Dossier) -> Iterator[Objection]:
    for signal in [s for s in grounds.signals if s.kind == "certification"][:1]:
        yield Objection(
            objection="“We are certified; our way of working has been checked.”",
            answer=from_offer(grounds.context, f"audit certificate compliance report records {signal.fact.value}", BY_ITSELF),
            because=statement(f"It points to it {where(signal.fact, dossier)}: {quote(signal.fact.value, 160)}", signal.fact),
        )


def _busy(grounds: Grounds) -> Iterator[Objection]:
    for signal in [s for s in grounds.fresh if s.kind in ("expansion", "contract_won", "new_product")][:1]:
        until = f" of {when(signal.date)}" if signal.date else ""
        yield Objection(
            objection="“We have our hands full just now.”",
            answer=from_offer(grounds.context, "installed installation day start quick", AFTERWARDS),
            because=statement(f"There is the {signal.noun}{until}: {quote(signal.fact.value, 160)}", signal.fact),
        )


def _newly_led(grounds: Grounds) -> Iterator[Objection]:
    for signal in [s for s in grounds.fresh if s.kind == "leadership_change"][:1]:
        yield Objection(
            objection="“We are only just finding our feet; later.”",
            answer="Ask what the new management has put first, and when it decides on the next budget.",
            because=statement(f"The management has changed: {quote(signal.fact.value, 160)}", signal.fact),
        )


def _small(grounds: Grounds) -> Iterator[Objection]:
    fact = grounds.facts.first("employees")
    size = size_of(fact) if fact else None
    if fact and size and size[1] <= SMALL:
        yield Objection(
            objection="“That is too big for a house like ours.”",
            answer=from_offer(
                grounds.context, "paid per month small price point without start", "Offer the smallest start there is, and name its price first."
            ),
            because=statement(f"It states {quote(fact.value)} employees.", fact),
        )


def _always_so(grounds: Grounds) -> Iterator[Objection]:
    fact = grounds.facts.first("founded")
    if fact and fact.value[:4].isdigit() and grounds.today.year - int(fact.value[:4]) >= OLD and grounds.shown:
        index, passage = grounds.shown[0]
        yield Objection(
            objection="“We have always done it this way.”",
            answer=f"Quote their own words back, {quote(passage.value, 160)}, and ask whether that is how it should stay.",
            because=statement(f"In business since {fact.value}, and {quote(grounds.context.pain_points[index], 100)} shows on its pages.", fact, passage),
        )
