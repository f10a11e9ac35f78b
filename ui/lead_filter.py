"""The filters above the board, as widgets and as the LeadFilter they describe."""

from typing import Any

import streamlit as st

from domain.errors import NotFound
from domain.lead import KNOWN, LeadFilter
from domain.lead_state import Stage
from ui.known import known_list
from ui.shell import service, who
from ui.words import group, name_of, say

PAGE = 50
ALL = ""
LISTS = {
    "stages": "leads.stages",
    "sectors": "leads.sectors",
    "countries": "leads.countries",
    "tiers": "leads.tiers",
    "labels": "leads.labels",
    "known": "known.filter",
}
#: The stages of a lead's own way; the others have a lane of their own.
WORKED = (Stage.REVIEW, Stage.QUALIFIED, Stage.CONTACTED, Stage.MEETING, Stage.WON, Stage.LOST)


def filters(facets: dict[str, dict[str, int]], *, stages: bool) -> LeadFilter:
    """Draw search, filters, order and the list of known companies; return what is asked for, without page or lane."""
    keep: dict[str, Any] = {"persist_state": "session"}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input(say("leads.search"), key="lf_text", type="search", placeholder=say("leads.search_placeholder"), live="400ms", width=260, **keep)
        job_id = _run(keep)
        sort = st.selectbox(
            say("leads.sort"), list(group("leads.sort_by")), format_func=lambda k: name_of("leads.sort_by", k), key="lf_sort", width=170, **keep
        )
        on = active()
        with st.popover(say("leads.filters_on", n=on) if on else say("leads.filters"), icon=":material/filter_list:"):
            chosen_stages = _many("stages", [s.value for s in WORKED], facets.get("stage", {}), keep) if stages else []
            sectors = _many("sectors", sorted(facets.get("sector", {})), facets.get("sector", {}), keep)
            countries = _many("countries", sorted(facets.get("country", {})), facets.get("country", {}), keep)
            tiers = _many("tiers", sorted(facets.get("tier", {})), facets.get("tier", {}), keep)
            labels = _many("labels", list(group("label")), facets.get("label", {}), keep)
            known = _many("known", list(KNOWN), facets.get("known", {}), keep) if facets.get("known") else []
            least = st.slider(say("leads.min_score"), 0.0, 1.0, 0.0, 0.05, key="lf_min", **keep)
            st.button(say("leads.clear"), on_click=clear, icon=":material/filter_list_off:", disabled=not on)
        known_list()
    return LeadFilter(
        job_id=job_id,
        text=(text or "").strip(),
        stages=tuple(Stage(s) for s in chosen_stages),
        sectors=tuple(sectors),
        countries=tuple(countries),
        tiers=tuple(tiers),
        labels=tuple(labels),
        known=tuple(known),
        min_score=float(least),
        sort=sort or "prospect_score",
        descending=sort != "company_name",
    )


def _many(name: str, options: list[str], counts: dict[str, int], keep: dict[str, Any]) -> list[str]:
    key = f"lf_{name}"
    options = options + [held for held in st.session_state.get(key, []) if held not in options]
    group_of = {"stages": "stage", "labels": "label", "known": "known.status"}.get(name)
    return st.multiselect(say(LISTS[name]), options, format_func=lambda o: f"{name_of(group_of, o) if group_of else o} ({counts.get(o, 0):,})", key=key, **keep)


def _run(keep: dict[str, Any]) -> str:
    """Choose one run or all; a link brings its run along."""
    names = {ALL: say("leads.all_runs")} | {
        run.job_id: _name(run.context_id, run.context_version, f"{run.started_at:%d %b %H:%M}") for run in service().runs(who(), limit=50)
    }
    wanted = st.query_params.get("run")
    if wanted is not None and wanted != st.session_state.get("lf_run_linked"):
        st.session_state.lf_run = wanted
    st.session_state.lf_run_linked = wanted
    names.setdefault(st.session_state.get("lf_run", ALL), st.session_state.get("lf_run", ALL))
    return st.selectbox(say("leads.run"), list(names), format_func=names.__getitem__, key="lf_run", on_change=forget_link, width=300, **keep) or ALL


def forget_link() -> None:
    """Take the run out of the address when another one is chosen by hand."""
    st.query_params.clear()
    st.session_state.lf_run_linked = None


def _name(context_id: str, version: int, at: str) -> str:
    try:
        name = service().context(who(), context_id, version).name
    except NotFound:
        name = context_id
    return say("leads.run_item", at=at, context=name)


def active() -> int:
    """Return how many of the folded-away filters are set."""
    return sum(bool(st.session_state.get(f"lf_{name}")) for name in LISTS) + bool(st.session_state.get("lf_min"))


def clear() -> None:
    """Reset the folded-away filters."""
    for name in LISTS:
        st.session_state[f"lf_{name}"] = []
    st.session_state.lf_min = 0.0
