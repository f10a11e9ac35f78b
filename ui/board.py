"""The three views of the board under its filters: table, columns, chart."""

import math

import pandas as pd
import streamlit as st

from domain.commands import SetStage
from domain.lead import LeadFilter, LeadPage
from domain.lead_state import Stage
from ui.charts import score_map, top_right
from ui.judge import ask_why, judge, wanted_judgement
from ui.kanban import CARDS, KEY, kanban, score_of, wanted_move
from ui.lead_filter import PAGE, WORKED
from ui.lead_table import lead_table, reason_table
from ui.shell import go, link, service, shown, who
from ui.site_name import title_of
from ui.words import name_of, plain, say

MAP = 200


def open_lead(lead_id: str) -> None:
    """Show the page of a lead."""
    go("lead", lead=lead_id)


def table(where: LeadFilter, lane: str) -> None:
    """One page of a lane, and the pages of it."""
    signature = where.model_dump_json()
    if st.session_state.get("leads_signature") != signature:
        st.session_state.leads_signature, st.session_state.leads_page = signature, 1
    number = st.session_state.get("leads_page", 1)
    found = service().leads(who(), where.model_copy(update={"page": number, "page_size": PAGE}))
    if not found.leads:
        st.info(say({"rejected": "leads.none_rejected", "failed": "leads.none_failed"}.get(lane, "leads.none_match")), icon=":material/info:")
        return
    if lane == "leads":
        ask_why()
        lead_table(found.leads, open_lead)
    else:
        reason_table(found.leads, "reject" if lane == "rejected" else "error", open_lead)
        if lane == "failed":
            st.caption(say("leads.failed_help"))
            link("run", say("leads.open_run"), ":material/replay:", run=found.leads[0].job_id)
    first = (number - 1) * PAGE + 1
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(say("leads.shown", first=f"{first:,}", last=f"{first + len(found.leads) - 1:,}", total=f"{found.total:,}"))
        if found.total > PAGE:
            st.pagination(math.ceil(found.total / PAGE), key="leads_page")


def columns(where: LeadFilter) -> None:
    """Draw the board in columns."""
    sizes: dict[str, int] = st.session_state.setdefault("kanban_sizes", {})
    pages: dict[Stage, LeadPage] = {}
    for stage in Stage:
        found = service().leads(who(), where.model_copy(update={"stages": (stage,), "page": 1, "page_size": sizes.get(stage.value, CARDS)}))
        if found.total or stage in WORKED:
            pages[stage] = found
    names = {row.lead_id: title_of(row) for found in pages.values() for row in found.leads}
    st.session_state.kanban_names = names
    st.session_state.kanban_rows = [row for found in pages.values() for row in found.leads]
    _last_move()
    ask_why()
    opened = kanban(pages, _moved, _more, _judged).opened
    if opened in names:
        open_lead(str(opened))


def _moved() -> None:
    """Do a move that the browser asks for; one that it could not have offered is passed over."""
    names = st.session_state.get("kanban_names", {})
    if move := wanted_move(st.session_state[KEY].moved, names):
        with shown():
            record = service().command(who(), move[0], SetStage(stage=move[1]))
            st.session_state.kanban_last = (move[0], names[move[0]], move[1], record.inverse)


def _judged() -> None:
    if wanted := wanted_judgement(st.session_state[KEY].judged, st.session_state.get("kanban_rows", [])):
        judge(wanted[0], title_of(wanted[0]), wanted[1])


def _more() -> None:
    sizes, stage = st.session_state.kanban_sizes, st.session_state[KEY].more
    if stage in {one.value for one in Stage}:
        sizes[stage] = sizes.get(stage, CARDS) + CARDS


def _take_back() -> None:
    """Put the lead back where it was: to undo its newest command might undo another one, as a judgement made since."""
    lead_id, _, _, back = st.session_state.pop("kanban_last")
    with shown():
        service().command(who(), lead_id, back)


def _last_move() -> None:
    """Say what was moved last, with its way back."""
    last = st.session_state.get("kanban_last")
    if last:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(say("leads.moved", name=last[1], stage=name_of("stage", last[2]))), width="content")
            st.button(say("leads.undo"), icon=":material/undo:", on_click=_take_back)


def chart(where: LeadFilter) -> None:
    """The score map of the best leads; a press on a dot opens the lead."""
    found = service().leads(who(), where.model_copy(update={"page": 1, "page_size": MAP}))
    rows = [
        {
            "lead_id": r.lead_id,
            "name": title_of(r),
            "prospect": score_of(r) or 0.0,
            "pain": score_of(r, "pain_alignment") or 0.0,
            "tier": r.tier,
            "sector": r.sector,
        }
        for r in found.leads
    ]
    if not rows:
        st.info(say("leads.none_match"), icon=":material/info:")
        return
    points = pd.DataFrame(rows)
    st.caption(say("leads.map_help") + (" " + say("leads.map_limit", n=MAP, total=f"{found.total:,}") if found.total > MAP else ""))
    alt = say("leads.map_alt", n=len(rows), best=top_right(points))
    chosen = st.plotly_chart(score_map(points), key="score_map", on_select="rerun", selection_mode="points", config={"displayModeBar": False}, alt=alt)
    picked = chosen.selection.points
    if picked and picked[0].get("customdata") in set(points["lead_id"]):
        open_lead(str(picked[0]["customdata"]))
