"""The buying-intent axis: signs that the company is growing, changing, hiring or already looking. Signals fade by half-lives (see ``signals``)."""

from collections.abc import Sequence

from domain.evidence import Fact
from domain.score import Factor
from pipeline.factors.axis import Rule
from pipeline.factors.grounds import Grounds
from pipeline.factors.kin import touches
from pipeline.factors.signals import BASE, Signal
from pipeline.factors.terms import content_words, shared
from pipeline.factors.words import listing, quote, when

GROWS = Rule("invests_or_grows", "buying_intent", 3.0, 0.2)
HIRES = Rule("hires", "buying_intent", 2.0, 0.25)
CHANGES = Rule("changes", "buying_intent", 2.0, 0.15)
TENDERS = Rule("asks_for_offers", "buying_intent", 2.0, 0.05)
KNOWS = Rule("knows_the_category", "buying_intent", 2.0, 0.1)

CLOSE_VACANCY = 0.3
"""What a vacancy gains when its words touch the offer or a pain."""

KINDS: tuple[tuple[Rule, tuple[str, ...], str], ...] = (
    (GROWS, ("funding", "expansion", "contract_won", "new_product"), "new money, expansion, won contracts or new products"),
    (CHANGES, ("leadership_change", "certification", "award"), "new leadership or certification"),
    (TENDERS, ("tender",), "tenders"),
)


def buying_intent(grounds: Grounds) -> tuple[Factor, ...]:
    """Return the factors of the buying-intent axis. Silence is unknown, never "no"."""
    return (*(_of_kinds(grounds, *row) for row in KINDS), _hires(grounds), _knows(grounds))


def told(signal: Signal) -> str:
    """Return a signal in words: its kind, date, sentence."""
    day = when(signal.date) or "no date given"
    return f"{signal.noun} ({day}): {quote(signal.fact.value, 160)}"


def _past(signals: Sequence[Signal], what: str) -> str:
    newest = max((s.date for s in signals), default="")
    return f"The newest sign of {what} is from {when(newest)}, too old to count." if newest else f"No sign of {what} was recognised on the pages read."


def _of_kinds(grounds: Grounds, rule: Rule, kinds: tuple[str, ...], what: str) -> Factor:
    signals = [s for s in grounds.signals if s.kind in kinds]
    fresh = [s for s in signals if s.fresh]
    if not fresh:
        return rule.unknown(_past(signals, what))
    best = fresh[0]
    half = BASE[best.kind][1]
    fading = f", counted with a half-life of {half} days" if best.age is not None and best.age > 0 else ""
    also = f" Also: {listing([s.noun for s in fresh[1:3]])}." if len(fresh) > 1 else ""
    strength = min(1.0, best.strength + 0.1 * (len(fresh) - 1))
    return rule.met(f"Shows {told(best)}{fading}.{also}", [s.fact for s in fresh[:3]], strength)


def relevant_vacancy(grounds: Grounds) -> Signal | None:
    """Return the fresh vacancy whose words touch the offer or a pain of the context, if there is one."""
    subject = " ".join((grounds.context.product_service_description, *grounds.context.pain_points))
    return next((s for s in grounds.fresh if s.kind == "hiring" and touches(subject, s.fact.value)), None)


def _hires(grounds: Grounds) -> Factor:
    hiring = [s for s in grounds.signals if s.kind == "hiring"]
    fresh = [s for s in hiring if s.fresh]
    if not fresh:
        return HIRES.unknown(_past(hiring, "vacancies"))
    close = relevant_vacancy(grounds)
    if close is None:
        return HIRES.met(f"Shows {told(fresh[0])}.", (fresh[0].fact,), fresh[0].strength)
    strength = min(1.0, max(fresh[0].strength, close.strength + CLOSE_VACANCY))
    return HIRES.met(f"Shows {told(close)}, in words close to your offer.", (close.fact,), strength)


def _technologies(grounds: Grounds) -> list[Fact]:
    context = grounds.context
    words = content_words(" ".join((context.product_service_description, *context.competitors)))
    return [t for t in grounds.facts.all("technology") if shared(content_words(t.value), words)]


def _knows(grounds: Grounds) -> Factor:
    if grounds.mentions:
        return KNOWS.met(f"Speaks of what you offer: {quote(grounds.mentions[0].value, 160)}.", grounds.mentions[:3])
    if grounds.rivals:
        number, fact = grounds.rivals[0]
        return KNOWS.met(f"Names your competitor {grounds.context.competitors[number]}: {quote(fact.value, 160)}.", (fact,), 0.7)
    technologies = _technologies(grounds)
    if technologies:
        return KNOWS.met(f"Works with {quote(technologies[0].value)}, close to your offer.", technologies[:2], 0.7)
    return KNOWS.unknown("No mention of an offer such as yours was recognised on the pages read.")
