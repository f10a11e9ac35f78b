"""Which of the analyst's pains the company's own pages show, in its own words, and what the offer does about each. No page, no pain."""

import re
from datetime import date

from domain.base import Value
from domain.context import BusinessContext
from domain.evidence import Fact
from domain.lead_state import LeadState
from domain.package import Absent, Level, PainAnalysis, PainPoint
from pipeline.agents.base import RuleStep
from pipeline.agents.departments import department_for
from pipeline.agents.wording import statement, where
from pipeline.dossier import Dossier
from pipeline.factors.grounds import Grounds, gather
from pipeline.factors.terms import clauses, most_related
from pipeline.factors.trouble import tells_of_incident
from pipeline.factors.urgency import incidents
from pipeline.factors.words import capital, count, quote

MAX_POINTS = 6

_PART = re.compile(r"[,;:–—]\s|\s[–—]\s|\.\s")
_AND = re.compile(r"^(?:and|und|et|y|e|en|och|ve|i)\s", re.I)
_FIGURE = re.compile(r"\d")
_MONTH = r"(?:jan|feb|fév|m[aäe][rijy]|mrz|avr|apr|abr|ju[ln]|jui|giu|lug|gen|ene|a[ugo]{2}|sep|set|o[ck]t|ott|nov|de[cz]|dic|déc)\w{0,8}"  # en de fr es it nl
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:\.|st|nd|rd|th|er)?\s(?:of\s|de\s)?{_MONTH}(?:\s\d{{4}})?"  # 28. Juni 2026, 12 May
    r"|\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4})?|\d{1,2}[:.]\d{2}\s?(?:Uhr|h|am|pm)|\d{1,2}:\d{2}|(?:19|20)\d{2})\b",
    re.I,
)


class Output(Value):
    """The pain analysis."""

    pains: PainAnalysis | Absent


def by_rules(dossier: Dossier, today: date) -> Output:
    """Match the context's pains with the passages that show them."""
    grounds = gather(dossier.facts, dossier.context, today)
    pains = grounds.context.pain_points
    if not pains:
        return Output(pains=Absent(absent="Your context names no pain points, so there is nothing to look for."))
    if not grounds.shown:
        return Output(pains=Absent(absent=_nothing(grounds, dossier)))
    department = department_for(grounds)
    return Output(
        pains=PainAnalysis(
            category=department.noun if department else "General",
            points=tuple(_point(i, grounds, dossier) for i, _ in grounds.shown[:MAX_POINTS]),
            urgency=_urgency(grounds),
            investigative_questions=_questions(grounds),
        )
    )


def _nothing(grounds: Grounds, dossier: Dossier) -> str:
    pages, pains = count(len(dossier.site.pages), "page"), len(grounds.context.pain_points)
    all_of_them = f"the {count(pains, 'pain')} in your context" if pains > 1 else "the pain in your context"
    touched = next((facts[0] for facts in grounds.touched if facts), None)
    if touched:
        return f"The {pages} read show none of {all_of_them} as a problem, though the subject comes up: {quote(touched.value, 160)}."
    return f"The {pages} read show nothing of {all_of_them}; silence is no evidence that it is not there."


def _point(index: int, grounds: Grounds, dossier: Dossier) -> PainPoint:
    passages = grounds.pains[index]
    best, more = passages[0], passages[1:2]
    also = "".join(f" Also {where(p, dossier)}: {quote(p.value)}" for p in more)
    return PainPoint(
        pain=grounds.context.pain_points[index],
        description=statement(f"{capital(where(best, dossier))}: {quote(best.value)}.{also}", best, *more),
        impact=_impact(passages),
        how_we_help=how_we_help(grounds.context, grounds.context.pain_points[index]),
    )


def figure_in(text: str) -> str:
    """Return the part of a sentence that holds a figure (not a mere date or time), or an empty string."""
    undated = _DATE.sub(lambda m: "x" * len(m.group()), text)
    ends = [(m.start(), m.end()) for m in _PART.finditer(undated)]
    starts = (0, *(end for _, end in ends))
    parts = zip(starts, (*(start for start, _ in ends), len(text)), strict=True)
    found = next((text[start:end] for start, end in parts if _FIGURE.search(undated, start, end)), "")
    return _AND.sub("", found.strip())


def _impact(passages: tuple[Fact, ...]) -> str:
    for passage in passages:
        figure = figure_in(passage.value) if tells_of_incident(passage.value) else ""
        if figure:
            return f"The page says how it went: {quote(figure, 160)}."
    if any(tells_of_incident(p.value) for p in passages):
        return "The page tells of a case in which it went wrong, without saying what it cost."
    return "The pages do not say what it costs; ask."


def how_we_help(context: BusinessContext, pain: str) -> str:
    """Return the part of the offer that is closest to a pain, in the context's own words."""
    parts = (*clauses(context.value_proposition), *clauses(context.product_service_description))
    closest = most_related(parts, pain)
    return f"From your offer: {quote(closest, 260)}." if closest else "Your context does not say yet what your offer does about it."


def _urgency(grounds: Grounds) -> Level:
    recent = any(s.age is not None and s.age <= 180 for s in grounds.fresh)
    if incidents(grounds):
        return "high"
    return "medium" if recent or len(grounds.shown) > 1 else "low"


def _questions(grounds: Grounds) -> tuple[str, ...]:
    pains = grounds.context.pain_points
    asked = tuple(dict.fromkeys(_question(fact) for _, fact in grounds.shown))[:3]
    silent = [p for i, p in enumerate(pains) if not grounds.pains[i]][:3]
    return (*asked, *(f"Is {quote(p, 120)} a subject for you at all, and how would you notice?" for p in silent))


def _question(passage: Fact) -> str:
    if tells_of_incident(passage.value):
        return f"You write {quote(passage.value, 160)} – what did it cost, and what has changed since?"
    return f"You write {quote(passage.value, 160)} – who does this today, how long does it take, and what happens when it is forgotten?"


def _told(output: Output) -> str:
    if isinstance(output.pains, Absent):
        return output.pains.absent
    return f"{capital(count(len(output.pains.points), 'pain'))} shown, urgency {output.pains.urgency}: " + "; ".join(p.pain for p in output.pains.points)


STEP = RuleStep(
    name="pain_points",
    state=LeadState.ANALYZING,
    description="Finds which of your pains the company's own pages show.",
    output=Output,
    by_rules=by_rules,
    told=_told,
)
