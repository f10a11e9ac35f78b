"""What the company is, does and has lately done, and how it stands to the analyst's offer; and which of the analyst's competitors it names."""

from datetime import date

from domain.base import Value
from domain.evidence import Fact
from domain.lead_state import LeadState
from domain.package import Absent, Analysis, CompetitorIntelligence, Statement
from domain.score import Factor, FactorState, weighed
from pipeline.agents.base import RuleStep
from pipeline.agents.wording import firsts, statement, where
from pipeline.dossier import Dossier
from pipeline.factors.grounds import Grounds, gather
from pipeline.factors.prospect import BUYER, SECTOR, prospect
from pipeline.factors.signals import Signal
from pipeline.factors.words import capital, count, listing, number, quote, when
from pipeline.scoring import score_of

RECENT_DAYS = 550
GOOD_FIT, POSSIBLE_FIT = 0.65, 0.45
LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian",
    "fi": "Finnish", "fr": "French", "hr": "Croatian", "hu": "Hungarian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian",
    "lv": "Latvian", "nb": "Norwegian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sk": "Slovak", "sl": "Slovene", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip


class Output(Value):
    """The analysis, and the competitors named."""

    analysis: Analysis | Absent
    competitors: CompetitorIntelligence | Absent


def by_rules(dossier: Dossier, today: date) -> Output:
    """Say what the facts say of the company."""
    grounds = gather(dossier.facts, dossier.context, today)
    return Output(analysis=_analysis(grounds, dossier), competitors=_competitors(grounds, dossier))


def _analysis(grounds: Grounds, dossier: Dossier) -> Analysis | Absent:
    facts = grounds.facts
    if not (facts.all("product") or facts.all("description") or facts.first("sector") or grounds.signals or grounds.shown):
        return Absent(absent="The pages read say neither what the company offers nor what it is busy with.")
    employees, sector = facts.first("employees"), facts.first("sector")
    factors = prospect(grounds)
    return Analysis(
        sector=sector.value if sector else "unknown",
        main_services=_services(grounds),
        recent_activities=tuple(_activity(s, dossier) for s in grounds.signals if s.age is None or s.age <= RECENT_DAYS)[:6],
        potential_challenges=tuple(_challenge(fact, pains, dossier) for fact, pains in grounds.passages)[:6],
        size_estimate=statement(f"States {quote(employees.value)} employees, {where(employees, dossier)}.", employees) if employees else None,
        culture=_culture(grounds),
        relevance=_relevance(factors),
        diagnosis=_diagnosis(grounds, dossier),
        opportunity_fit=_fit(weighed(factors, dossier.context.weights), grounds),
    )


def _services(grounds: Grounds) -> tuple[Statement, ...]:
    products = firsts(grounds.facts.all("product"), 6)
    described = () if products else grounds.facts.all("description")[:1]
    return tuple(statement(quote(f.value, 240), f) for f in (*products, *described))


def _activity(signal: Signal, dossier: Dossier) -> Statement:
    day = when(signal.date) or "no date given"
    return statement(f"{capital(signal.noun)} ({day}), {where(signal.fact, dossier)}: {quote(signal.fact.value)}", signal.fact)


def _challenge(passage: Fact, pains: tuple[str, ...], dossier: Dossier) -> Statement:
    named = listing([quote(p, 100) for p in pains])
    return statement(f"{capital(where(passage, dossier))} it writes {quote(passage.value)}, which bears on {named}.", passage)


def _culture(grounds: Grounds) -> tuple[Statement, ...]:
    facts, found = grounds.facts, []
    founded = facts.first("founded")
    if founded:
        found.append(statement(f"In business since {founded.value}.", founded))
    languages = firsts(facts.all("language"), 4)
    if len(languages) > 1:
        names = [LANGUAGES.get(f.value[:2].lower(), f.value) for f in languages]
        found.append(statement(f"Writes in {listing(names)}.", *languages))
    for signal in [s for s in grounds.signals if s.kind in ("certification", "award")][:2]:
        day = f" ({when(signal.date)})" if signal.date else ""
        found.append(statement(f"Names {'a' if signal.kind == 'certification' else 'an'} {signal.noun}{day}: {quote(signal.fact.value)}", signal.fact))
    return tuple(found)


def _relevance(factors: tuple[Factor, ...]) -> Statement:
    asked = [f for f in factors if f.rule in (SECTOR.name, BUYER.name)]
    met = [f for f in asked if f.state is FactorState.MET]
    told = met or [f for f in asked if f.state is FactorState.NOT_MET]
    if not told:
        return statement("No tie to the customer that you describe was recognised on the pages read, and nothing that speaks against it.")
    return Statement(text=" ".join(f.text for f in told), fact_ids=tuple(dict.fromkeys(i for f in told for i in f.fact_ids)))


def _diagnosis(grounds: Grounds, dossier: Dossier) -> Statement | None:
    if not grounds.shown:
        return None
    index, passage = grounds.shown[0]
    pain = quote(grounds.context.pain_points[index], 100)
    signal = next((s for s in grounds.fresh if s.kind not in ("award", "certification")), None)
    if signal is None:
        return statement(f"Its own words show {pain}, {where(passage, dossier)}; nothing dated says that it is about to change.", passage)
    day = f" of {when(signal.date)}" if signal.date else ""
    return statement(f"Its own words show {pain}, and there is news{day} ({signal.noun}) in which to raise it.", passage, signal.fact)


def _fit(factors: tuple[Factor, ...], grounds: Grounds) -> Statement:
    result = score_of("prospect", factors)
    word = "Good" if result.value >= GOOD_FIT else "Possible" if result.value >= POSSIBLE_FIT else "Weak"
    span = f"between {result.low:.2f} and {result.high:.2f} as the open points turn out" if result.low < result.high else "with nothing left open"
    text = f"{word} fit on what is known: {result.value:.2f}, {span}"
    pains, shown = len(grounds.context.pain_points), len(grounds.shown)
    if pains:
        text += f"; {'none' if not shown else number(shown)} of the {count(pains, 'pain')} in your context {'shows' if shown < 2 else 'show'}"
    ids = (i for f in factors if f.state is not FactorState.UNKNOWN for i in f.fact_ids)
    return Statement(text=text + ".", fact_ids=tuple(dict.fromkeys(ids)))


def _competitors(grounds: Grounds, dossier: Dossier) -> CompetitorIntelligence | Absent:
    rivals = grounds.context.competitors
    if not rivals:
        return Absent(absent="Your context lists no competitors to look for.")
    if not grounds.rivals:
        return Absent(absent=f"None of the competitors on your list ({listing(rivals[:4])}) is named on the pages read.")
    named = {fact.fact_id: (rivals[n], fact) for n, fact in grounds.rivals}
    return CompetitorIntelligence(
        mentions=tuple(statement(f"Names {rival} {where(fact, dossier)}: {quote(fact.value)}", fact) for rival, fact in tuple(named.values())[:5])
    )


def _told(output: Output) -> str:
    if isinstance(output.analysis, Absent):
        return output.analysis.absent
    services = count(len(output.analysis.main_services), "service")
    return f"{output.analysis.sector}; {services}, {count(len(output.analysis.recent_activities), 'recent activity', 'recent activities')}"


STEP = RuleStep(
    name="analysis",
    state=LeadState.ANALYZING,
    description="Says what the company is, what it is busy with, and how it stands to the offer.",
    output=Output,
    by_rules=by_rules,
    told=_told,
)
