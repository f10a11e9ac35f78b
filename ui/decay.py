"""The signals of a lead with their age: what each still counts, and how fast it fades."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from domain.evidence import Fact
from service.fading import Fading, fading
from storage.base import StoredLead
from ui.words import plain, say


def decay_box(facts: Iterable[Fact], today: date) -> None:
    """Draw the signals of a lead, folded away; nothing when there are none."""
    found = fading(facts, today)
    if not found:
        return
    bar: dict[str, Any] = {"min_value": 0.0, "max_value": 1.0, "format": "%.2f", "width": "small", "color": "primary"}
    columns = {
        "kind": st.column_config.TextColumn(say("decay.kind"), width="small"),
        "signal": st.column_config.TextColumn(say("decay.signal"), width="large"),
        "date": st.column_config.TextColumn(say("decay.date"), width="small"),
        "age": st.column_config.TextColumn(say("decay.age"), width="small"),
        "half_life": st.column_config.TextColumn(say("decay.half_life"), width="small"),
        "then": st.column_config.ProgressColumn(say("decay.then"), **bar),
        "now": st.column_config.ProgressColumn(say("decay.now"), **bar),
    }
    with st.expander(say("decay.title"), icon=":material/hourglass_bottom:"):
        st.caption(say("decay.help"))
        st.dataframe(pd.DataFrame([_row(one) for one in found]), hide_index=True, column_config=columns, height="content", alt=say("decay.alt"))


def _row(one: Fading) -> dict[str, object]:
    days = say("decay.undated") if one.age is None else say("decay.days", n=one.age) if one.age >= 0 else say("decay.ahead", n=-one.age)
    return {
        "kind": one.noun,
        "signal": one.text,
        "date": one.date or "–",
        "age": days,
        "half_life": say("decay.days", n=one.half_life),
        "then": one.then,
        "now": one.now,
    }


def rescored_note(lead: StoredLead) -> None:
    """Say that the scores were made again, where they were."""
    if lead.rescore and lead.rescore.at:
        st.caption(plain(say("decay.rescored", version=lead.rescore.context_version, at=f"{lead.rescore.at:%d %b %Y}")))
