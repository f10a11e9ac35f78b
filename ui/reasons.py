"""Why a lead is called as it is and placed where it is, values that exclude each other, and contacts that were seen and not taken: blocks for the sheet. Pure.

Everything told here is stored in the facts (``attrs`` and grounds that the resolving put there); nothing is decided anew.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from domain.evidence import Fact
from domain.identity import normal_name
from pipeline.lexicon.countries import COUNTRIES
from ui.evidence import evidence_data
from ui.words import counted, name_of, say

Block = dict[str, Any]
EXCLUDING = ("company_name", "legal_name", "country", "sector", "founded", "employees", "city", "address")
"""Fields of which a company has one value: further verified values contradict the first."""
_LEAST_RATIO = 0.5
_LEAST = 0.25
_MOST_OPTIONS = 4
CONTACTS = frozenset(("email", "phone", "social"))
NOT_TAKEN = frozenset(("decoy", "third_party", "secondary"))
_SPELLED = 0.995


def reasons(facts: Sequence[Fact]) -> list[Block]:
    """Return the blocks "why this name" and "why this country", as far as the facts tell."""
    return [block for block in (why_name(facts), why_country(facts)) if block]


def why_name(facts: Sequence[Fact]) -> Block | None:
    """Return the contenders for the name, the winner first, each with its witnesses; None where nothing was stored."""
    names = [f for f in facts if f.field == "company_name" and f.attrs.get("witnesses")]
    if not names:
        return None
    first = names[0]
    parts = [say("reasons.name_won", name=first.value, places=_places(first))]
    if len(names) > 1:
        parts.append(say("reasons.name_next", name=names[1].value, places=_places(names[1])))
    contenders = [{"value": f.value, "won": f is first, "confidence": f"{f.confidence:.0%}", "cues": _witnesses(f)} for f in names]
    return {"kind": "why", "title": say("reasons.why_name"), "text": " ".join(parts), "contenders": contenders}


def _told(fact: Fact) -> list[tuple[str, int, str, str]]:
    """The witnesses of a name: kind of source, pages, and where its best snippet stands."""
    split = (witness.split(":") for witness in fact.attrs["witnesses"].split())
    return [(w[0], int(w[1]), w[2], w[3]) for w in split if len(w) == 4 and w[1].isdigit()]


def _places(fact: Fact) -> str:
    return "; ".join(_place(source, pages) for source, pages, _, _ in _told(fact))


def _place(source: str, pages: int) -> str:
    name = name_of("witness", source)
    return say("reasons.on_pages", place=name, n=pages) if pages > 1 else name


def _likeness(fact: Fact) -> str:
    alike, domain = float(fact.attrs.get("alike", 0)), fact.attrs.get("domain", "")
    if alike >= _SPELLED:
        return say("reasons.same_as_domain", domain=domain)
    return say("reasons.like_domain", domain=domain, n=f"{alike:.0%}") if alike else say("reasons.unlike_domain")


def _witnesses(fact: Fact) -> list[dict[str, Any]]:
    held = {(e.page_sha256, str(e.start)): e for e in fact.evidence}
    rows = [
        {"text": _place(source, pages), "evidence": [evidence_data(fact, held[sha, start])] if (sha, start) in held else []}
        for source, pages, sha, start in _told(fact)
    ]
    return [*rows, {"text": _likeness(fact), "evidence": []}]


def why_country(facts: Sequence[Fact]) -> Block | None:
    """Return the vote over the country: the winner first, each country with its cues, their points and quotes; None where no vote was stored."""
    voted = [f for f in facts if f.field == "country" and f.attrs.get("votes")]
    if not voted:
        return None
    first = voted[0]
    strongest = "; ".join(_within(name_of("cue", kind)) for kind, _ in _votes(first)[:3])
    parts = [say("reasons.country_won", country=country_name(first.value), points=first.attrs["points"], cues=strongest)]
    parts += [say("reasons.country_next", country=country_name(f.value), points=f.attrs["points"]) for f in voted[1:2]]
    parts += [say("reasons.country_unproven")] if not first.verified else []
    most = max(points for f in voted for _, points in _votes(f))
    contenders = [
        {
            "value": country_name(f.value),
            "won": f is first,
            "confidence": f"{f.confidence:.0%}",
            "cues": _cues(f, most),
        }
        for f in voted
    ]
    return {"kind": "why", "title": say("reasons.why_country"), "text": " ".join(parts), "contenders": contenders}


def _within(name: str) -> str:
    """Return a name as it stands within a sentence: small, unless it begins with an abbreviation."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def country_name(code: str) -> str:
    """Return a country's code with its name in English."""
    country = COUNTRIES.get(code)
    return f"{country.names[0]} ({code})" if country else code


def _votes(fact: Fact) -> list[tuple[str, float]]:
    pairs = (vote.partition(":") for vote in fact.attrs["votes"].split())
    return [(kind, float(points)) for kind, _, points in pairs if points.replace(".", "", 1).isdigit()]


def _cues(fact: Fact, most: float) -> list[dict[str, Any]]:
    grounds = {"calling_code" if g.field == "phone" else g.field: g for g in fact.grounds}
    rows = []
    for kind, points in _votes(fact):
        ground = grounds.get(kind)
        quotes = [evidence_data(ground, e) for e in ground.evidence[:2]] if ground else []
        said = f"{name_of('cue', kind)}: {ground.value}" if ground else name_of("cue", kind)
        rows.append({"text": said, "points": f"{points:.1f}", "share": points / most if most else 0.0, "evidence": quotes})
    return rows


def conflicts(facts: Sequence[Fact], corrections: Mapping[str, str]) -> list[Block]:
    """Return a heading and one block for each field whose verified values exclude each other: the values side by side, to choose one."""
    found = []
    for field in EXCLUDING:
        options = _options(field, facts)
        if len(options) > 1:
            found.append(_conflict(field, options, corrections.get(field, "")))
    if not found:
        return []
    text = say("reasons.open") if any(not block["own"] for block in found) else say("reasons.settled")
    return [{"kind": "note", "title": say("reasons.conflicts"), "text": text}, *found]


def _options(field: str, facts: Iterable[Fact]) -> list[Fact]:
    """The verified values of a field that a company cannot have at once, and that are not much weaker than the first."""
    kept: list[Fact] = []
    for fact in facts:
        if fact.field != field or not fact.verified or fact.role not in (None, "secondary"):
            continue
        strong = not kept or fact.confidence >= max(_LEAST, kept[0].confidence * _LEAST_RATIO)
        if strong and not any(_agree(field, fact.value, other.value) for other in kept):
            kept.append(fact)
    return kept[:_MOST_OPTIONS]


def _agree(field: str, one: str, other: str) -> bool:
    """Say whether two values say the same: for names and addresses also when one is a part of the other."""
    a, b = normal_name(one), normal_name(other)
    if field not in ("company_name", "legal_name", "address", "city"):
        return a == b
    close, also = a.replace(" ", ""), b.replace(" ", "")
    return close in also or also in close or set(a.split()) == set(b.split())


def _conflict(field: str, options: Sequence[Fact], correction: str) -> Block:
    shown = [
        {"id": f.fact_id, "value": f.value, "shown": shown_value(f), "first": place == 0, "chosen": f.value == correction} for place, f in enumerate(options)
    ]
    return {"kind": "conflict", "field": field, "title": name_of("field", field), "own": correction, "options": shown}


def shown_value(fact: Fact) -> str:
    """Return a value as people read it."""
    return country_name(fact.value) if fact.field == "country" else fact.value


def open_conflicts(blocks: Iterable[Block]) -> int:
    """Return how many conflicts nobody has settled."""
    return sum(block["kind"] == "conflict" and not block["own"] for block in blocks)


def wanted_choice(chosen: object, facts: Sequence[Fact]) -> tuple[str, str] | None:
    """Return field and value of a choice that the browser asks for, the value empty to leave it open again; None when it is none of those on offer."""
    if not isinstance(chosen, Mapping):
        return None
    field, value = str(chosen.get("field")), str(chosen.get("value"))
    options = _options(field, facts) if field in EXCLUDING else []
    return (field, value) if len(options) > 1 and (not value or value in [f.value for f in options]) else None


def is_not_taken(fact: Fact) -> bool:
    """Say whether a fact is a contact that was seen and not taken as the company's main one."""
    return fact.field in CONTACTS and fact.role in NOT_TAKEN


def not_taken(facts: Iterable[Fact]) -> list[Block]:
    """Return the folded list of contacts that were seen and not taken, each with its reason in words; nothing when there are none."""
    seen = [f for f in facts if is_not_taken(f)]
    if not seen:
        return []
    items = [{"id": f.fact_id, "why": why_not(f)} for f in seen]
    return [{"kind": "decoys", "title": counted("reasons.not_taken", len(items)), "text": say("reasons.not_taken_help"), "items": items}]


def why_not(fact: Fact) -> str:
    """Return the reason, in words, for which a contact was not taken."""
    return name_of("why_not", fact.attrs.get("why") or fact.role)
