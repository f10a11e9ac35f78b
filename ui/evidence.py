"""Facts and their evidence as the sheet in the browser shows them: labels, status chips, the value found in its snippet, and where it stands."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from domain.evidence import Evidence, Fact, FactStatus
from pipeline.factors.prospect import SURE_SECTOR
from ui.component import declare, ignore
from ui.words import group, name_of, say

TONES = {FactStatus.QUOTED: "green", FactStatus.DERIVED: "blue", FactStatus.UNVERIFIED: "orange"}
GROUPS: dict[str, tuple[str, ...]] = {
    "identity": ("company_name", "legal_name", "brand", "legal_form", "vat_id", "tax_id", "register", "website", "description"),
    "contact": ("email", "phone", "fax", "contact_form", "social", "person", "address", "street", "postal_code", "postcode", "city", "region", "country"),
    "firmographics": (
        "sector",
        "industry",
        "employees",
        "company_size",
        "founded",
        "revenue",
        "language",
        "certification",
        "service",
        "product",
        "opening_hours",
    ),
    "signals": ("signal", "pain", "competitor"),
    "technology": ("technology",),
    "passages": ("passage",),
}
#: Fields of which a company has one; further values of these go to the folded list.
SINGLE = frozenset({"company_name", "legal_name", "sector", "country", "city", "employees", "founded", "language", "postcode"})
#: What of a fact's additions means something to a reader.
TOLD = ("kind", "date", "label", "network", "title", "department")
MARGIN = 1_500
_PHONE_GAP = r"[\s().\-/\u00a0\u2010-\u2015]{0,4}"
_sheet = declare("sheet")


def sheet(
    key: str,
    blocks: Sequence[Mapping[str, Any]],
    facts: Iterable[Fact] = (),
    corrections: Mapping[str, str] | None = None,
    *,
    masonry: bool = False,
    on_chosen: Callable[[], None] = ignore,
) -> Any:
    """Draw blocks (see ui.dossier and ui.reasons) over these facts.

    ``on_chosen`` is called before the next script run when ``st.session_state[key].chosen`` {field, value} is set: a value chosen among conflicting ones.

    Returns:
        The part's result; ``source`` {sha, start, end} is set for one script run when a stored page is asked for.
    """
    named = {fact.fact_id: fact_data(fact, (corrections or {}).get(fact.field, "")) for fact in facts}
    data = {"words": group("sheet"), "facts": named, "blocks": list(blocks), "masonry": masonry}
    return _sheet(key=key, data=data, on_source_change=ignore, on_chosen_change=on_chosen)


def fact_data(fact: Fact, correction: str = "") -> dict[str, Any]:
    """Return a fact with its grounds as the sheet draws it."""
    return {
        "label": name_of("field", fact.field),
        "value": fact.value,
        "href": fact.value if fact.value.startswith(("https://", "http://")) else "",
        "status_text": name_of("fact", fact.status),
        "tone": TONES[fact.status],
        "chips": _additions(fact),
        "confidence": f"{fact.confidence:.0%}",
        "rule": fact.rule.replace("_", " "),
        "grounds": [fact_data(ground) | {"label": _ground_name(ground)} for ground in fact.grounds],
        "evidence": [evidence_data(fact, evidence) for evidence in fact.evidence],
        "correction": correction,
    }


def _ground_name(ground: Fact) -> str:
    return group("cue").get(ground.field) or name_of("field", ground.field)


def _additions(fact: Fact) -> list[str]:
    unsure = say("fact.unsure") if fact.field == "sector" and fact.role is None and fact.confidence < SURE_SECTOR else ""
    extension = fact.attrs.get("extension", "")
    parts = (fact.role or "", unsure, *(fact.attrs.get(name, "") for name in TOLD), say("fact.extension", n=extension) if extension else "")
    return list(dict.fromkeys(name_of("contact_kind", part)[:60] for part in parts if part and part != fact.field))


def evidence_data(fact: Fact, evidence: Evidence) -> dict[str, Any]:
    """Return a snippet as the sheet draws it, with the value's place in it."""
    start, end = found_in(fact, evidence.snippet) or (0, 0)
    return {
        "url": evidence.url,
        "before": evidence.snippet[:start],
        "match": evidence.snippet[start:end],
        "after": evidence.snippet[end:],
        "read_at": f"{evidence.fetched_at:%d %b %Y, %H:%M} UTC",
        "extractor": evidence.extractor,
        "decoder": "" if evidence.decoder == "html" else evidence.decoder,
        "sha": evidence.page_sha256,
        "start": evidence.start,
        "end": evidence.end,
    }


def found_in(fact: Fact, snippet: str) -> tuple[int, int] | None:
    """Return where the value (or, for a number, its digits) stands in a snippet, or None when it only stands there decoded."""
    at = snippet.lower().find(fact.value.lower())
    if at >= 0 and fact.value:
        return at, at + len(fact.value)
    digits = re.sub(r"\D", "", fact.value)
    if fact.field not in ("phone", "fax") or len(digits) < 6:
        return None
    for length in range(len(digits), 5, -1):
        match = re.search(_PHONE_GAP.join(digits[-length:]), snippet)
        if match:
            return match.span()
    return None


def grouped(facts: Iterable[Fact]) -> list[dict[str, Any]]:
    """Return the facts as blocks: the company's own by subject, then one folded block of further and secondary values."""
    subject = {field: name for name, fields in GROUPS.items() for field in fields}
    own: dict[str, list[str]] = {name: [] for name in (*GROUPS, "other")}
    rest: list[str] = []
    taken: set[str] = set()
    for fact in facts:
        main = fact.role is None and fact.field not in taken
        (own[subject.get(fact.field, "other")] if main else rest).append(fact.fact_id)
        if main and fact.field in SINGLE:
            taken.add(fact.field)
    blocks: list[dict[str, Any]] = [{"kind": "facts", "title": say(f"fact_group.{name}"), "ids": ids} for name, ids in own.items() if ids]
    if rest:
        blocks.append({"kind": "facts", "title": say("sheet.secondary", n=len(rest)), "ids": rest, "folded": True})
    return blocks


def wanted_source(asked: object, facts: Iterable[Fact]) -> Evidence | None:
    """Return the evidence that the browser asks to see in its page, or None when no fact of this lead has it."""
    if not isinstance(asked, Mapping):
        return None
    return next((e for f in facts for e in f.quotes if (e.page_sha256, e.start, e.end) == (asked.get("sha"), asked.get("start"), asked.get("end"))), None)


def around(source: str, evidence: Evidence) -> dict[str, Any]:
    """Return the block that shows a snippet inside its stored page."""
    start, end = max(0, evidence.start - MARGIN), min(len(source), evidence.end + MARGIN)
    dots = "…" if start else "", "…" if end < len(source) else ""
    return {
        "kind": "source",
        "before": dots[0] + source[start : evidence.start],
        "match": source[evidence.start : evidence.end],
        "after": source[evidence.end : end] + dots[1],
    }
