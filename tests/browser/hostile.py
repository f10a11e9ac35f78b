"""Forty strings that a page, a list or a note may hold to get at the analyst, and a stand-in of the door that shows them everywhere."""

import json
from collections.abc import Callable
from typing import Any

from domain.base import Principal
from domain.commands import AddNote, CorrectFact, SetTags
from domain.context import BusinessContext
from domain.evidence import Fact, FactStatus
from domain.lead_state import LeadState, Stage
from domain.package import ComprehensiveProspectPackage
from domain.run import RunStatus
from service.base import ParsedRows, RunOrder
from service.rows import parse_rows
from storage.base import StoredLead
from tests.pages.sample_leads import NOW, finished_lead, other_lead
from tests.pages.standin import Standin

EVIL = "https://evil.example"
JS = "window.__owned=1;document.title='owned'"
HOSTILE = (
    f"<script>{JS}</script>",
    f"</script><script>{JS}</script>",
    f"</style></title></textarea><img src=x onerror={JS}>",
    f'"><img src="{EVIL}/p.png" onload="{JS}">',
    f"<img src=http://evil.example/p.png onerror={JS}>",
    f"<svg onload={JS}><animate onbegin={JS} attributeName=x dur=1s>",
    f"<svg><script>{JS}</script></svg>",
    f"<iframe src='{EVIL}/f'></iframe>",
    f'<iframe srcdoc="<script>parent.{JS.split(";")[0]}</script>">',
    f"<object data='{EVIL}/o'></object><embed src='{EVIL}/e'>",
    f"<body onload={JS}>",
    f'<a href="javascript:{JS}">click</a>',
    f"<form action='{EVIL}'><input autofocus onfocus={JS}>",
    f"<link rel=stylesheet href='{EVIL}/s.css'>",
    f"<style>@import url({EVIL}/i.css);*{{display:none}}</style>",
    f"<base href='{EVIL}/'>",
    f"<meta http-equiv=refresh content='0;url={EVIL}'>",
    f"<video src={EVIL}/v onerror={JS}><audio src={EVIL}/a>",
    f"<math href='javascript:{JS}'>x</math>",
    f"<details open ontoggle={JS}>d</details>",
    f"![pixel]({EVIL}/p.png)",
    f"[![pixel]({EVIL}/p.png)]({EVIL})",
    f"[click](javascript:{JS})",
    f"[click](data:text/html,<script>{JS}</script>)",
    f"[ref]: {EVIL} and [ref] and <{EVIL}>",
    f"See {EVIL}/login now",
    "www.evil.example and me@evil.example",
    ":material/delete: :material_home: :smile: :streamlit:",
    ":red[alarm] :blue-badge[x] :rainbow[y]",
    "$$\\frac{a}{b}$$ and $x^2$ cost $5",
    "{{7*7}} {0.__class__} ${7*7} #{7*7} %s {lead}",
    "[a, b, c]",
    "a -> b <- c -- d >= e",
    "# Heading\n- item\n> quote\n```code```\n| a | b |\n|---|---|",
    "invoice\u202efdp.exe",
    "\u2066\u202eabc\u2069def\u200f",
    "zero\u200bwidth\u2060\ufeff\u00ad",
    "W" * 400,
    f"<a href={EVIL}>{'x' * 40}</a><b>**bold** `code` ~~gone~~ _em_",
    f"data:text/html;base64,PHNjcmlwdD4= \x1b[31m&lt;script&gt;{JS}&lt;/script&gt;",
)
PER_LEAD = 10
LOOK_ALIKE = "xn--80ak6aa92e.com"


class HostileDoor(Standin):
    """The stand-in, with the strings in every field that comes from pages, lists or the analyst."""

    def __init__(self) -> None:
        super().__init__(empty=True)
        who = Principal()
        first = self.save_context(who, HOSTILE[0], context_of(0))
        self.save_context(who, HOSTILE[0], context_of(10), first.context_id)
        for order, text in enumerate(HOSTILE):
            host = LOOK_ALIKE if order == 3 else f"h{order}.example"
            held = HOSTILE[order * PER_LEAD : (order + 1) * PER_LEAD] or (text,)
            self._keep(spoilt(finished_lead(text, host, text, "DE", text, 0.9 - order / 60, Stage.REVIEW, "run_done", order), held))
            kind = (LeadState.REJECTED, "parked_domain") if order % 2 else (LeadState.FAILED, "timeout")
            self._keep(other_lead(text if order % 4 < 2 else "", f"o{order}.example", *kind, text, "run_done"))
        for number, lead_id in enumerate([i for i, lead in self.stored.items() if lead.package][: len(HOSTILE) // PER_LEAD]):
            for text in HOSTILE[number * PER_LEAD : (number + 1) * PER_LEAD]:
                self.command(who, lead_id, AddNote(note_id=f"n{len(self.stored[lead_id].desk.notes)}", text=text))
                self.command(who, lead_id, CorrectFact(field="city", value=text))
            self.command(who, lead_id, SetTags(tags=tuple(t[:60] for t in HOSTILE[number * PER_LEAD : (number + 1) * PER_LEAD])))
        for lead in self.stored.values():
            if lead.facts:
                for evidence in (e for f in lead.facts.items for e in f.evidence):
                    self.sources_of_pages[evidence.page_sha256] = "x" * evidence.start + evidence.snippet + "".join(HOSTILE)
        order_ = RunOrder.model_validate({"source": {"kind": "saved"}, "context_id": first.context_id, "query": " ".join(HOSTILE[20:30])})
        run = self._add_run("run_done", order_, RunStatus.FAILED)
        self.stored_runs["run_done"] = run.model_copy(update={"message": " ".join(HOSTILE[20:30])})

    def plan(self, context: BusinessContext, query: str = "") -> tuple[str, ...]:
        return HOSTILE[20:32]

    def parse_rows(self, data: str | bytes, website_column: str = "") -> ParsedRows:
        return parse_rows(data, website_column)

    def tokens_on(self) -> bool:
        return False


def context_of(shift: int) -> BusinessContext:
    """Return a context with the strings in its fields."""
    texts = (HOSTILE[shift:] + HOSTILE[:shift])[:20]
    return BusinessContext(
        business_description=texts[0],
        product_service_description=texts[1],
        value_proposition=texts[2],
        ideal_customer=texts[3],
        target_market=texts[4],
        location=texts[5],
        industry_focus=texts[6:9],
        pain_points=texts[9:12],
        competitors=texts[12:15],
        exclude_companies=texts[15:17],
        exclude_domains=texts[17:19],
    )


def spoilt(lead: StoredLead, texts: tuple[str, ...]) -> StoredLead:
    """Return a lead whose statements, reasons and facts say these texts."""
    assert lead.package
    assert lead.facts
    turn = iter(texts * 1_000)
    package = ComprehensiveProspectPackage.model_validate(_replaced(json.loads(lead.package.model_dump_json()), lambda: next(turn)))
    products = tuple(Fact(field="product", value=text, status=FactStatus.UNVERIFIED, confidence=0.3, attrs={"kind": text[:60]}) for text in texts)
    row = lead.row.model_copy(update={"updated_at": NOW})
    facts = lead.facts.model_copy(update={"items": (*lead.facts.items, *products)})
    return lead.model_copy(update={"package": package, "facts": facts, "row": row})


def _replaced(tree: Any, text: Callable[[], str]) -> Any:
    """Put texts in place of all that a page or a model may have written into a package."""
    if isinstance(tree, list):
        return [_replaced(item, text) for item in tree]
    if not isinstance(tree, dict):
        return tree
    written = (
        "text",
        "pain",
        "description",
        "impact",
        "objection",
        "answer",
        "why",
        "rationale",
        "absent",
        "reason",
        "subject",
        "name",
        "title",
        "action",
        "tied_to",
    )
    return {key: text() if key in written and isinstance(value, str) and value else _replaced(value, text) for key, value in tree.items()}
