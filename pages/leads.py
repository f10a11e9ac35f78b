"""Leads: the board as a table, in columns or as a chart, with filters, lanes for what was rejected or failed, and the CSV."""

import streamlit as st

from domain.lead import LeadFilter
from domain.lead_state import LeadState, Stage
from ui.board import chart, columns, table
from ui.lead_filter import WORKED, filters
from ui.same_company import pairs
from ui.shell import link, page, service, shown, who
from ui.words import say


def download(where: LeadFilter) -> None:
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        unverified = st.checkbox(say("leads.unverified"), key="csv_unverified", help=say("leads.unverified_help"))

        def lines() -> bytes:
            return "".join(service().export_csv(who(), where, unverified=unverified)).encode("utf-8")

        st.download_button(say("leads.download"), lines, "leads.csv", "text/csv", icon=":material/download:", on_click="ignore")


def view_choice() -> str:
    """Table, columns or chart; the address keeps the choice, so that it can be linked to."""
    views = ("table", "columns", "map", "pairs")
    linked = st.query_params.get("view")
    if "leads_view" not in st.session_state:
        st.session_state.leads_view = linked if linked in views else views[0]

    def changed() -> None:
        st.query_params["view"] = st.session_state.leads_view

    return st.segmented_control(
        say("leads.view"), views, required=True, label_visibility="collapsed", key="leads_view", persist_state="session", on_change=changed,
        format_func=lambda v: say(f"leads.view_{v}"),
    ) or views[0]  # fmt: skip


def lanes(facets: dict[str, dict[str, int]]) -> str:
    """Choose between leads, rejected and failed, each with its count."""
    counts = {
        "leads": sum(facets["stage"].get(s.value, 0) for s in WORKED),
        "rejected": facets["stage"].get(Stage.REJECTED.value, 0),
        "failed": facets["state"].get(LeadState.FAILED.value, 0),
    }
    return st.segmented_control(
        say("leads.lane"), list(counts), default="leads", required=True, label_visibility="collapsed", key="leads_lane",
        format_func=lambda lane: say(f"leads.lane_{lane}", n=f"{counts[lane]:,}"),
    ) or "leads"  # fmt: skip


def board() -> None:
    whole = service().facets(who(), LeadFilter())
    if not sum(whole["state"].values()):
        with st.container(border=True):
            st.subheader(say("leads.none_title"), anchor=False)
            st.write(say("leads.none"))
            link("run", say("leads.none_start"), ":material/travel_explore:")
        return
    top = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center")
    with top:
        view = view_choice()
    if view == "pairs":
        pairs()
        return
    where = filters(whole, stages=view != "columns")
    if view == "columns":
        columns(where)
    elif view == "map":
        chart(where.model_copy(update={"stages": where.stages or WORKED}))
    else:
        with top:
            lane = lanes(service().facets(who(), where))
        stages = {"leads": where.stages or WORKED, "rejected": (Stage.REJECTED,)}.get(lane, ())
        states = (LeadState.FAILED,) if lane == "failed" else ()
        table(where.model_copy(update={"stages": stages, "states": states}), lane)
    download(where)


page("leads")
with shown(stop=True):
    board()
