"""The board as a table: one page of leads with score bars, verified share and stage; rejected and failed ones with their reasons."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from domain.lead import LeadRow
from ui.judge import judge
from ui.kanban import score_of
from ui.site_name import shown_site, title_of
from ui.words import name_of, say, verbatim


def lead_table(rows: Sequence[LeadRow], open_lead: Callable[[str], None]) -> None:
    """Draw leads; a press on a name calls ``open_lead`` with the lead_id."""
    frame = pd.DataFrame([_worked(row) for row in rows])
    if not any(row.known for row in rows):
        frame = frame.drop(columns="known")
    _draw(frame, _columns() | _judging(rows), rows, open_lead)


def _judging(rows: Sequence[LeadRow]) -> dict[str, Any]:
    """The label and the two buttons that set it."""

    def pressed(key: str, good: bool) -> None:
        row = rows[st.session_state[key].row]
        judge(row, title_of(row), good)

    config = st.column_config
    marks = [name_of("label", "good"), name_of("label", "bad")]
    button: dict[str, Any] = {"type": "tertiary", "on_click": pressed, "width": 44}
    return {
        "label": config.MultiselectColumn(say("leads.label"), options=marks, color=["green", "red"], width=70, help=say("leads.label_help")),
        "good": config.ButtonColumn("", key="lead_good", help=say("leads.call_good"), args=("lead_good", True), **button),
        "bad": config.ButtonColumn("", key="lead_bad", help=say("leads.call_bad"), args=("lead_bad", False), **button),
    }


def reason_table(rows: Sequence[LeadRow], kind: str, open_lead: Callable[[str], None]) -> None:
    """Draw rejected (``kind`` reject) or failed (error) leads with the typed reason of each."""
    frame = pd.DataFrame(
        [
            {
                "company": verbatim(title_of(row)),
                "reason": name_of(kind, row.code) if row.code else "",
                "explanation": row.message,
                "website": _site(row),
            }
            for row in rows
        ]
    )
    names = {
        "reason": say("leads.reason"),
        "explanation": st.column_config.TextColumn(say("leads.explanation"), width="large"),
        "website": say("leads.website"),
    }
    _draw(frame, names, rows, open_lead)


def _draw(frame: pd.DataFrame, columns: dict[str, Any], rows: Sequence[LeadRow], open_lead: Callable[[str], None]) -> None:
    def opened() -> None:
        open_lead(rows[st.session_state.lead_open.row].lead_id)

    company = st.column_config.ButtonColumn(
        say("leads.company"), type="tertiary", on_click=opened, key="lead_open", pinned=True, alignment="left", width="medium"
    )
    st.dataframe(frame, hide_index=True, column_config={"company": company, **columns}, row_height=38, height="content", alt=say("leads.alt_table"), lazy=False)


def _site(row: LeadRow) -> str:
    site = shown_site(row.website)
    bare = site.text.removeprefix("https://").removeprefix("http://").rstrip("/")
    return say("leads.look_alike", site=bare) if site.suspicious else bare


def _worked(row: LeadRow) -> dict[str, Any]:
    return {
        "company": verbatim(title_of(row)),
        "known": name_of("known.status", row.known) if row.known else None,
        "website": _site(row),
        "tier": [row.tier] if row.tier else [],
        "label": [] if row.label == "none" else [name_of("label", row.label)],
        "good": ":material/thumb_up:",
        "bad": ":material/thumb_down:",
        "score": score_of(row),
        "pains": score_of(row, "pain_alignment"),
        "intent": score_of(row, "buying_intent"),
        "urgency": score_of(row, "urgency"),
        "why": row.message,
        "stage": name_of("stage", row.stage),
        "sector": row.sector,
        "country": row.country,
        "city": row.city,
        "verified": 100 * row.verified / row.facts if row.facts else None,
        "email": row.email,
        "phone": row.phone,
        "tags": list(row.tags),
    }


def _columns() -> dict[str, Any]:
    config = st.column_config
    bar: dict[str, Any] = {"min_value": 0.0, "max_value": 1.0, "format": "%.2f", "width": "small"}
    return {
        "tier": config.MultiselectColumn(
            say("leads.tier"), options=["A", "B", "C", "D"], color=["green", "blue", "gray", "gray"], width=60, help=say("leads.tier_help")
        ),
        "score": config.ProgressColumn(say("leads.score"), help=say("axis.prospect"), color="primary", **bar),
        "pains": config.ProgressColumn(say("leads.pains"), help=say("axis.pain_alignment"), color="primary", **bar),
        "intent": config.ProgressColumn(say("leads.intent"), help=say("axis.buying_intent"), color="primary", **bar),
        "urgency": config.ProgressColumn(say("leads.urgency"), help=say("axis.urgency"), color="primary", **bar),
        "why": config.TextColumn(say("leads.why"), width=330, help=say("leads.why_help")),
        "stage": config.TextColumn(say("leads.stage"), width="small"),
        "website": config.TextColumn(say("leads.website"), width=185, help=say("leads.website_help")),
        "sector": config.TextColumn(say("leads.sector"), width=130),
        "country": config.TextColumn(say("leads.country"), width=70),
        "city": config.TextColumn(say("leads.city"), width="small"),
        "verified": config.NumberColumn(say("leads.verified"), format="%.0f %%", width=80, help=say("leads.verified_help")),
        "email": config.TextColumn(say("leads.email"), width="medium"),
        "phone": config.TextColumn(say("leads.phone"), width=130),
        "tags": config.ListColumn(say("leads.tags"), width="small"),
        "known": config.TextColumn(say("known.column_title"), width=85, help=say("known.help")),
    }
