"""The pain-alignment axis: which of the context's pains the company's own pages show. Silent pages leave a pain unknown."""

from domain.evidence import Fact
from domain.score import Factor
from pipeline.factors.axis import Rule
from pipeline.factors.grounds import Grounds
from pipeline.factors.words import count, quote

ANY_WEIGHT = 2.0
PRIOR = 0.25
ONE_PASSAGE = 0.8
"""Strength of a pain shown by a single passage; two or more show it fully."""

TOUCHED_PRIOR = 0.4
"""An unknown pain whose subject comes up is likelier than one that does not."""

ANY = Rule("shows_a_pain", "pain_alignment", ANY_WEIGHT, PRIOR)


def pain_rule(index: int) -> Rule:
    """Return the rule that asks for one pain of the context."""
    return Rule(f"pain:{index}", "pain_alignment", 1.0, PRIOR)


def touched_rule(index: int) -> Rule:
    """Return the rule for a pain whose subject the pages touch."""
    return Rule(f"pain:{index}", "pain_alignment", 1.0, TOUCHED_PRIOR)


def pain_alignment(grounds: Grounds) -> tuple[Factor, ...]:
    """Return one factor for each pain of the context and one for showing any; none when the context names no pain."""
    pains = grounds.context.pain_points
    if not pains:
        return ()
    each = tuple(_pain(i, pain, grounds.pains[i], grounds.touched[i]) for i, pain in enumerate(pains))
    return (_any(grounds), *each)


def _any(grounds: Grounds) -> Factor:
    if not grounds.shown:
        return ANY.unknown("The pages read are silent on every pain of your context.")
    passages = [fact for facts in grounds.pains for fact in facts]
    strength = 1.0 if len({p.fact_id for p in passages}) > 1 else ONE_PASSAGE
    return ANY.met(f"The pages show {count(len(grounds.shown), 'pain')} that your offer cures.", passages, strength)


def _pain(index: int, pain: str, passages: tuple[Fact, ...], touched: tuple[Fact, ...]) -> Factor:
    rule = pain_rule(index)
    if not passages and touched:
        text = f"The pages touch on {quote(pain, 100)} ({quote(touched[0].value, 120)}) without saying that it is a problem."
        return touched_rule(index).unknown(text, touched[:2])
    if not passages:
        return rule.unknown(f"The pages are silent on {quote(pain, 100)}.")
    strength = 1.0 if len(passages) > 1 else ONE_PASSAGE
    return rule.met(f"{quote(pain, 100)} shows in {quote(passages[0].value, 200)}.", passages[:3], strength)
