"""The first message: in the analyst's message language, tied to one verified pain, trigger or product, 60 to 120 words, with a way to say no."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from domain.base import Value
from domain.context import BusinessContext
from domain.evidence import Fact
from domain.lead_state import LeadState
from domain.package import Absent, MessageVariant, PersonalisedMessage, Statement
from domain.score import FactorState
from pipeline.agents.base import RuleStep
from pipeline.agents.message_texts import WORDINGS, Wording
from pipeline.agents.wording import language_of, page_of, statement
from pipeline.dossier import Dossier
from pipeline.factors.grounds import Grounds, gather
from pipeline.factors.prospect import prospect
from pipeline.factors.terms import clauses, most_related
from pipeline.factors.tongue import tongue_of
from pipeline.factors.trouble import tells_of_incident
from pipeline.factors.words import clip, count

LEAST, MOST = 60, 120
SIZES = ((30, 26, 26), (26, 22, 20), (22, 18, 0), (16, 14, 0), (12, 10, 0), (0, 10, 0))
"""Words allowed for the quotation, the offer and the benefit, tried in this order until the message fits; 0 leaves a part out."""

PRODUCT_WORDS = 6
_DOUBLE = frozenset('“”„«»"')
_SINGLE = str.maketrans("“”„«»", "‘’‚‹›")
LANGUAGE_NAMES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "nl": "Dutch"}

_SENDER = re.compile(r"^([A-ZÀ-Þ][\w&.’'-]{1,40}(?: [A-ZÀ-Þ&][\w&.’'-]{0,40}){0,3})(?= \(| is | are | makes | sells | ist | sind | est | es | è | biedt |, )")
_WE = re.compile(
    r"^(?:we (?:sell|offer|make|provide|build)|wir (?:bieten|verkaufen|liefern)|nous (?:proposons|vendons)|ofrecemos|offriamo|wij bieden)\s+", re.I
)


class Output(Value):
    """The message."""

    message: PersonalisedMessage | Absent


class Opening(NamedTuple):
    """What a variant opens with: a pain, a signal or a product, the fact, and what may be quoted of it."""

    name: str
    fact: Fact
    kind: str
    topic: str
    quotable: str


class Draft(NamedTuple):
    """What all variants of one lead share."""

    wording: Wording
    language: str
    own_language: bool
    offer: str
    context: BusinessContext
    dossier: Dossier


def by_rules(dossier: Dossier, today: date) -> Output:
    """Write the message from fixed sentences and verified facts."""
    return Output(message=_message(dossier, gather(dossier.facts, dossier.context, today)))


def _message(dossier: Dossier, grounds: Grounds) -> PersonalisedMessage | Absent:
    context = dossier.context
    wording = WORDINGS.get(context.message_language)
    if wording is None:
        named = ", ".join(LANGUAGE_NAMES.values())
        return Absent(absent=f"There is no wording in the message language “{context.message_language}”; there is in {named}.")
    offer = next(iter((*clauses(context.product_service_description), *clauses(context.value_proposition))), "")
    if not offer:
        return Absent(absent="Your context does not say what you offer, so a message would have nothing to say.")
    own = tongue_of(_texts(context)) in ("", context.message_language)
    draft = Draft(wording, context.message_language, own, offer, context, dossier)
    openings = tuple(_openings(grounds, draft))
    outside = next((f for f in prospect(grounds) if f.state is FactorState.NOT_MET), None)
    if outside and openings and openings[0].kind == "product":
        return Absent(absent=f"Nothing on the pages shows a need, and this speaks against writing: {outside.text}")
    if not openings:
        return Absent(absent="No verified pain, trigger or product on the pages gives a message anything to refer to.")
    return PersonalisedMessage(variants=tuple(_variant(o, draft) for o in openings[:2]))


def _texts(context: BusinessContext) -> str:
    return " ".join((context.product_service_description, context.value_proposition, *context.pain_points))


def _openings(grounds: Grounds, draft: Draft) -> Iterator[Opening]:
    pains = [(i, p) for i, _ in grounds.shown for p in grounds.pains[i]]
    if pains:
        index, passage = min(pains, key=lambda row: tells_of_incident(row[1].value) * 2 + (language_of(row[1], draft.dossier) != draft.language))
        topic = grounds.context.pain_points[index].rstrip(". ") if draft.own_language else ""
        quotable = "" if tells_of_incident(passage.value) else passage.value  # nobody likes a mishap quoted at them
        yield Opening("Lead with the pain", passage, "", topic, quotable)
    for signal in [s for s in grounds.fresh if s.kind != "award"][:1] or list(grounds.fresh[:1]):
        yield Opening("Lead with the trigger", signal.fact, signal.kind or "other", "", signal.fact.value)
    if not pains and not grounds.fresh:
        product = next((p for p in grounds.facts.all("product") if len(p.value.split()) <= PRODUCT_WORDS), None)
        if product:
            yield Opening("Ask about their work", product, "product", "", product.value)


def _variant(opening: Opening, draft: Draft) -> MessageVariant:
    sizes = iter(SIZES)
    paragraphs = _paragraphs(opening, draft, *next(sizes))
    for size in sizes:
        if word_count(paragraphs) <= MOST:
            break
        paragraphs = _paragraphs(opening, draft, *size)
    return MessageVariant(name=_name(opening, draft), language=draft.language, subject=_subject(opening, draft), paragraphs=paragraphs)


def word_count(paragraphs: tuple[Statement, ...]) -> int:
    """Return the number of words in the paragraphs of a message."""
    return sum(len(re.findall(r"\w+(?:[’'.-]\w+)*", p.text)) for p in paragraphs)


def _name(opening: Opening, draft: Draft) -> str:
    if draft.own_language:
        return opening.name
    return f"{opening.name} (your offer still in {LANGUAGE_NAMES[tongue_of(_texts(draft.context))]})"


def _subject(opening: Opening, draft: Draft) -> str:
    if not opening.topic:
        return clip(draft.wording.subject_to.format(company=draft.dossier.company_name), 90)
    joint = draft.wording.colon if draft.language in ("fr", "es", "it", "de") else " "
    return clip(draft.wording.subject.format(topic=joint + opening.topic), 90)


def _paragraphs(opening: Opening, draft: Draft, quoted: int, offered: int, benefit: int) -> tuple[Statement, ...]:
    wording = draft.wording
    ask = wording.ask if opening.name == "Lead with the pain" else wording.ask_open
    return (
        _greeting(draft),
        statement(_opening(opening, draft, quoted), opening.fact),
        Statement(text=_offer(opening, draft, offered, benefit)),
        Statement(text=f"{ask} {wording.elsewhere}"),
        Statement(text=wording.opt_out),
        Statement(text=wording.closing),
    )


def _greeting(draft: Draft) -> Statement:
    persona = draft.dossier.persona
    named = None if isinstance(persona, Absent) else persona.named
    person = next(iter(draft.dossier.facts.by_id(named.fact_ids)), None) if named else None
    if person is None or not person.verified:
        return Statement(text=draft.wording.greeting)
    return statement(draft.wording.greeting_named.format(name=person.value), person)


def _opening(opening: Opening, draft: Draft, quoted: int) -> str:
    wording = draft.wording
    where = _where(opening.fact, draft)
    quote = _quoted(opening, draft, quoted)
    topic = wording.colon + opening.topic if opening.topic else ""
    if opening.kind == "product":
        return f"{wording.read_about.format(where=where, quote=quote)} {wording.why}"
    if opening.kind:
        read = wording.read.format(where=where, event=wording.events.get(opening.kind, wording.events["other"]))
        return f"{read}{wording.colon + quote if quote else '.'} {wording.why}"
    if quote:
        return f"{wording.wrote.format(where=where, quote=quote)} {wording.bridge.format(topic=topic)}"
    return wording.came_across.format(where=where, topic=topic)


def _where(fact: Fact, draft: Draft) -> str:
    page = page_of(fact, draft.dossier)
    return draft.wording.pages.get(page.kind if page else "other", draft.wording.pages["other"])


def _quoted(opening: Opening, draft: Draft, words: int) -> str:
    """Quote what stands in the message's language; a short product name is a name in any language."""
    same = language_of(opening.fact, draft.dossier) == draft.language
    if not opening.quotable or not (same or opening.kind == "product") or not (words or opening.kind == "product"):
        return ""
    return in_marks(shortened(opening.quotable, words or PRODUCT_WORDS), draft.wording.marks)


def in_marks(text: str, marks: tuple[str, str]) -> str:
    """Return a text in quotation marks; in single ones where the text has double ones itself, which stay as they stand on the page."""
    start, end = (mark.translate(_SINGLE) for mark in marks) if _DOUBLE & set(text) else marks
    return f"{start}{text}{end}"


def _offer(opening: Opening, draft: Draft, words: int, benefit: int) -> str:
    offer = shortened(_WE.sub("", draft.offer), words)
    if not draft.own_language:
        offer = in_marks(offer, draft.wording.marks)
    elif draft.language != "de" and offer[1:2].islower():
        offer = offer[0].lower() + offer[1:]
    sender = _SENDER.match(draft.context.business_description)
    text = draft.wording.offer_of.format(sender=sender.group(1), offer=offer) if sender else draft.wording.offer.format(offer=offer)
    gain = most_related(clauses(draft.context.value_proposition), opening.topic or draft.offer)
    if not benefit or not draft.own_language or not gain or gain == draft.offer or len(gain.split()) > benefit:
        return text
    return f"{text} {gain[0].upper()}{gain[1:]}."


def shortened(text: str, words: int) -> str:
    """Return at most so many words of a text: whole clauses where that leaves half of it, else cut with an ellipsis."""
    plain = " ".join(text.split())
    parts = plain.split(" ")
    if len(parts) <= words:
        return plain.rstrip(";:,–- ")
    head = parts[:words]
    last = max((i for i, w in enumerate(head) if w.endswith((",", ";", ":", "."))), default=-1)
    if last + 1 >= words / 2:
        return " ".join(head[: last + 1]).rstrip(",;: ") + ("" if head[last].endswith(".") else " …")
    return " ".join(head).rstrip(",;:–- ") + " …"


def _told(output: Output) -> str:
    if isinstance(output.message, Absent):
        return output.message.absent
    variants = output.message.variants
    return f"{count(len(variants), 'variant')} in {LANGUAGE_NAMES[variants[0].language]}: " + "; ".join(v.name for v in variants)


STEP = RuleStep(
    name="finalising",
    state=LeadState.FINALIZING,
    description="Writes the first message, tied to what the pages show.",
    output=Output,
    by_rules=by_rules,
    told=_told,
)
