"""Score check: whether the scores agree with the analyst's labels, and what other weights would make of them."""

import pandas as pd
import streamlit as st

from domain.context import ContextVersion
from service.score_check import Order, ScoreCheck, WhatIf
from ui import score_check as parts
from ui.charts import label_spread, rule_bars
from ui.context_form import took_weights, weight_changes
from ui.shell import link, page, service, shown, who
from ui.words import group, name_of, say

ORDERS: tuple[Order, ...] = ("prospect", "buying_intent", "pain_alignment", "urgency", "tier")


def chosen_context(known: list[ContextVersion]) -> str:
    """Choose the context; a link brings one along."""
    names = {v.context_id: v.name for v in known}
    newest = max(known, key=lambda v: v.created_at).context_id
    if st.session_state.get("quality_context") not in names:
        st.session_state.quality_context = linked if (linked := st.query_params.get("context")) in names else newest
    return st.selectbox(say("quality.context"), list(names), format_func=names.__getitem__, key="quality_context", width=420, persist_state="session") or newest


def chosen_order() -> Order:
    """Choose what leads are put in order by."""
    names = group("quality.orders")
    chosen = st.segmented_control(
        say("quality.order"), ORDERS, default="prospect", required=True, format_func=names.__getitem__, key="quality_order", persist_state="session"
    )
    return chosen or "prospect"


def save(check: ScoreCheck, weights: dict[str, float]) -> None:
    """Save the weights as a new version. Called before the page is drawn anew."""
    held = check.context
    with shown():
        context = held.context.model_copy(update={"weights": weights})
        saved = service().save_context(who(), held.name, context, held.context_id)
        took_weights(saved)
        st.session_state.quality_told = (say("quality.saved", n=saved.version), weight_changes(held.context.weights, weights))


def rescore(check: ScoreCheck) -> None:
    with shown():
        count = service().rescore(who(), check.context.context_id)
        st.session_state.quality_told = (say("quality.rescored", n=f"{count:,}", version=check.context.version), [])


def just_done() -> None:
    """Say once what the last press did."""
    if told := st.session_state.pop("quality_told", None):
        st.success("\n".join([told[0], "", *(f"- {line}" for line in told[1])]), icon=":material/check_circle:")


def what_if(check: ScoreCheck, weights: dict[str, float], moved: list[str]) -> None:
    """Draw the sliders and the way to keep what they say."""
    with st.container(border=True):
        st.subheader(say("quality.weights"), anchor=False, help=say("quality.weights_help"))
        if moved:
            st.caption(say("quality.changes") + " " + ", ".join(weight_changes(check.context.context.weights, weights)))
        else:
            st.caption(say("quality.nothing_moved", n=check.context.version))
        with st.container(horizontal=True):
            label = say("quality.save", n=check.context.version + 1)
            keep = {"on_click": save, "args": (check, weights), "help": say("quality.save_help")}
            st.button(label, type="primary", icon=":material/save:", disabled=not moved, key="quality_save", **keep)  # type: ignore[arg-type]
            st.button(say("quality.reset"), icon=":material/restart_alt:", disabled=not moved, on_click=parts.reset, args=(check,), key="quality_reset")
        parts.sliders(check)


def charts(check: ScoreCheck, found: WhatIf, *, moved: bool) -> None:
    """Draw the new order, the scores of good and bad, and what tells them apart."""
    order, spread, rules = st.tabs([say("quality.tab_places"), say("quality.tab_spread"), say("quality.tab_rules")])
    with order:
        if moved:
            st.caption(say("quality.moved_leads", n=f"{found.change.moved:,}", total=f"{found.change.after.ranked:,}"))
        parts.places(found)
    labelled = [{**p.model_dump(), "name": parts.title(p)} for p in found.places if p.label != "none"]
    with spread:
        if labelled:
            st.caption(say("quality.spread_help"))
            alt = say("quality.spread_alt", good=found.change.after.good, bad=found.change.after.bad)
            st.plotly_chart(label_spread(pd.DataFrame(labelled), before=moved), key="quality_spread", config={"displayModeBar": False}, alt=alt)
        else:
            st.caption(say("quality.spread_none"))
    apart = [{"rule": name_of("rule", t.rule), "difference": t.good - t.bad} for t in check.rules if t.good is not None and t.bad is not None]
    with rules:
        if apart:
            st.caption(say("quality.rules_help"))
            st.plotly_chart(rule_bars(pd.DataFrame(apart)), key="quality_rules", config={"displayModeBar": False}, alt=say("quality.rules_alt"))
        else:
            st.caption(say("quality.spread_none"))


@st.fragment
def checked(context_id: str, order: Order) -> None:
    """Everything that a slider changes, drawn alone."""
    check = service().score_check(who(), context_id, order)
    just_done()
    if not check.meter.ranked:
        st.info(say("quality.no_leads"), icon=":material/info:")
        link("run", say("leads.none_start"), ":material/travel_explore:")
        return
    weights = parts.chosen_weights(check)
    found = service().what_if(who(), context_id, weights, order)
    moved = parts.moved_rules(check, weights)
    if check.stale:
        with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown(say("quality.stale", n=f"{check.stale:,}"), width="content")
            st.button(say("quality.rescore"), icon=":material/refresh:", on_click=rescore, args=(check,), key="quality_rescore")
    parts.figures(found.change, moved=bool(moved))
    left, right = st.columns([7, 13], gap="large")
    with left:
        what_if(check, weights, moved)
    with right:
        parts.verdict(check, found.change, len(moved))
        if check.meter.good_missing or check.meter.bad_missing:
            link("leads", say("quality.to_board"), ":material/view_kanban:")
        charts(check, found, moved=bool(moved))


page("quality")
st.write(say("quality.lead"))
with shown(stop=True):
    if known := service().contexts(who()):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            which = chosen_context(known)
            how = chosen_order()
        checked(which, how)
    else:
        st.info(say("quality.no_context"), icon=":material/info:")
        link("context", say("run.make_context"), ":material/target:")
