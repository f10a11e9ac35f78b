"""The parts of the page Score check: figures with their intervals, sliders, the new order."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from domain.auc import Interval
from domain.context import MAX_WEIGHT
from domain.meter import Change, Cut, Meter
from service.score_check import Place, RuleTally, ScoreCheck, WhatIf
from ui.site_name import shown_site
from ui.words import counted, group, name_of, plain, say, verbatim

STEP = 0.25
ROWS = 50
DOUBTS = {
    "too_few": ("quality.doubt_too_few", ":material/casino:"),
    "noise": ("quality.doubt_noise", ":material/graphic_eq:"),
}


def _span(interval: Interval) -> str:
    return say("quality.interval", low=f"{interval.low:.2f}", high=f"{interval.high:.2f}")


def figures(change: Change, *, moved: bool) -> None:
    """Draw the figures: labels, area, and the first k; with what they were when weights are moved."""
    meter, before = change.after, change.before
    with st.container(horizontal=True, gap="small"):
        with _box():
            labels = say("quality.labels_value", good=meter.good, bad=meter.bad)
            st.metric(say("quality.labels"), labels, help=say("quality.labels_help"))
            st.caption(say("quality.labels_of", n=f"{meter.good + meter.bad:,}", total=f"{meter.ranked:,}"))
            st.caption(say("quality.base", share=_share(meter.base)) if meter.base else "–")
        with _box():
            _area(meter, before, moved=moved)
        for cut, old in zip(meter.cuts, before.cuts, strict=True):
            with _box():
                _cut(cut, old, moved=moved)
    if meter.unranked:
        st.caption(say("quality.unranked", n=meter.unranked))


def _box() -> DeltaGenerator:
    return st.container(border=True, width=235, height="stretch", gap="xxsmall")


def _share(share: Interval) -> str:
    return say("quality.share", value=f"{share.value:.0%}", low=f"{share.low:.0%}", high=f"{share.high:.0%}")


def _area(meter: Meter, before: Meter, *, moved: bool) -> None:
    value = f"{meter.area.value:.2f}" if meter.area else "–"
    was = say("quality.was", value=f"{before.area.value:.2f}" if before.area else "–") if moved else None
    st.metric(say("quality.area"), value, was, help=say("quality.area_help"), delta_color="off", delta_arrow="off")
    st.caption(_span(meter.area) if meter.area else say("quality.area_none"))
    st.caption(say("quality.chance"))


def _cut(cut: Cut, before: Cut, *, moved: bool) -> None:
    value, old = (f"{one.precision.value:.0%}" if one.precision else "–" for one in (cut, before))
    lift = say("quality.lift", lift=f"{cut.lift:.2f}") if cut.lift else ""
    ties = say("quality.ties", n=cut.tied, k=cut.k) if cut.tied else ""
    told = " ".join(part for part in (say("quality.at_help", k=cut.k), lift, ties) if part)
    st.metric(say("quality.at", k=cut.k), value, say("quality.was", value=old) if moved else None, help=told, delta_color="off", delta_arrow="off")
    if cut.precision:
        span = say("quality.interval", low=f"{cut.precision.low:.0%}", high=f"{cut.precision.high:.0%}")
        st.caption(say("quality.at_value", good=cut.good, n=cut.labelled) + " · " + span)
    else:
        st.caption(say("quality.at_none"))
    st.caption(say("quality.bounds", k=cut.k, low=f"{cut.low:.0%}", high=f"{cut.high:.0%}"))


def verdict(check: ScoreCheck, change: Change, weights_moved: int) -> None:
    """Say what the figures cannot say: too few labels, whom they are of, and what a change is worth."""
    meter = check.meter
    if meter.good_missing or meter.bad_missing:
        st.info(_missing(meter), icon=":material/label:")
    if check.older:
        st.caption(say("quality.older", n=f"{check.older:,}", total=f"{meter.ranked:,}"))
    if meter.good or meter.bad:
        st.caption(say("quality.bias"))
    if not weights_moved:
        return
    if change.area:
        shift = say("quality.change", value=f"{change.area.value:+.3f}", low=f"{change.area.low:+.3f}", high=f"{change.area.high:+.3f}")
        st.markdown(f"**{plain(say('quality.area_change', shift=shift))}**")
    for doubt in change.doubts:
        if doubt == "fitted":
            st.warning(counted("quality.doubt_fitted", weights_moved, labels=min(meter.good, meter.bad)), icon=":material/tune:")
        else:
            key, icon = DOUBTS[doubt]
            st.warning(say(key), icon=icon)
    if change.area and not change.doubts:
        st.success(say("quality.sure"), icon=":material/check_circle:")


def _missing(meter: Meter) -> str:
    if meter.good_missing and meter.bad_missing:
        return say("quality.missing_both", good=meter.good_missing, bad=meter.bad_missing)
    kind = "good" if meter.good_missing else "bad"
    return say(f"quality.missing_{kind}", n=meter.good_missing or meter.bad_missing)


def key_of(check: ScoreCheck, rule: str) -> str:
    """Return the session key of a slider: each version of a context has its own."""
    return f"qw_{check.context.context_id}_{check.context.version}_{rule}"


def reset(check: ScoreCheck) -> None:
    """Put all sliders back to the weights of the context."""
    for tally in check.rules:
        st.session_state[key_of(check, tally.rule)] = tally.multiplier


def chosen_weights(check: ScoreCheck) -> dict[str, float]:
    """Return the weights that the sliders say, with those of the context that have none."""
    said = {tally.rule: float(st.session_state.get(key_of(check, tally.rule), tally.multiplier)) for tally in check.rules}
    return {rule: weight for rule, weight in {**check.context.context.weights, **said}.items() if weight != 1}


def sliders(check: ScoreCheck) -> None:
    """Draw a slider for each reason that the order depends on."""
    wanted = [tally for tally in check.rules if check.order in (tally.axis, "tier")]
    firsts = {tally.rule: tally for tally in reversed(wanted)}
    for axis in dict.fromkeys(tally.axis for tally in wanted):
        tallies = [tally for tally in wanted if tally.axis == axis and firsts[tally.rule] is tally]
        if tallies:
            st.markdown(f"**{plain(name_of('axis', axis))}**")
        for tally in tallies:
            _slider(check, tally)


def _slider(check: ScoreCheck, tally: RuleTally) -> None:
    key = key_of(check, tally.rule)
    st.session_state.setdefault(key, tally.multiplier)
    with st.container(gap="xxsmall"):
        _draw_slider(key, tally)


def _draw_slider(key: str, tally: RuleTally) -> None:
    st.slider(name_of("rule", tally.rule), 0.0, MAX_WEIGHT, step=STEP, format="%.2f", key=key, persist_state="session")
    parts = [say("quality.states", met=f"{tally.met:,}", not_met=f"{tally.not_met:,}", unknown=f"{tally.unknown:,}")]
    if tally.good is not None and tally.bad is not None:
        parts.append(say("quality.credit", good=f"{tally.good:.2f}", bad=f"{tally.bad:.2f}"))
    st.caption(" · ".join(parts))


def moved_rules(check: ScoreCheck, weights: Mapping[str, float]) -> list[str]:
    """Return the reasons whose weight differs from the context's."""
    held = check.context.context.weights
    return [rule for rule in dict.fromkeys((*held, *weights)) if held.get(rule, 1) != weights.get(rule, 1)]


def places(found: WhatIf) -> None:
    """Draw the new order: the first ones, the largest moves, or the labelled ones."""
    names = {name: say(f"quality.show_{name}") for name in ("top", "moves", "labelled")}
    view = st.segmented_control(
        say("quality.show"), list(names), default="top", required=True, format_func=names.__getitem__, label_visibility="collapsed", key="quality_show"
    )
    rows = _shown(found.places, view or "top")
    if not rows:
        st.caption(say("quality.spread_none"))
        return
    config = st.column_config
    bar = {"min_value": 0.0, "max_value": 1.0, "format": "%.2f", "width": "small"}
    columns = {
        "place": config.NumberColumn(say("quality.place"), width=60),
        "move": config.TextColumn(say("quality.move"), width=70),
        "company": config.TextColumn(say("quality.company"), width="medium"),
        "label": config.MultiselectColumn(say("quality.label"), options=list(group("label").values()), color=["green", "red", "gray"], width=80),
        "score": config.ProgressColumn(say("quality.score"), color="primary", **bar),  # type: ignore[arg-type]
        "score_before": config.NumberColumn(say("quality.score_before"), format="%.2f", width=100),
        "tier": config.TextColumn(say("quality.tier"), width=80),
    }
    st.dataframe(pd.DataFrame([_row(one) for one in rows]), hide_index=True, column_config=columns, height=460, alt=say("quality.alt_places"))


def title(one: Place) -> str:
    """Return the name of a lead, or its website as long as it has none."""
    return one.company_name or shown_site(one.website).text


def _shown(all_places: Sequence[Place], view: str) -> Sequence[Place]:
    if view == "moves":
        return sorted((p for p in all_places if p.before != p.after), key=lambda p: (-abs(p.before - p.after), p.after))[:ROWS]
    if view == "labelled":
        return [p for p in all_places if p.label != "none"]
    return all_places[:ROWS]


def _row(one: Place) -> dict[str, object]:
    up = one.before - one.after
    return {
        "place": one.after,
        "move": f"▲ {up}" if up > 0 else f"▼ {-up}" if up < 0 else "",
        "company": verbatim(title(one)),
        "label": [] if one.label == "none" else [name_of("label", one.label)],
        "score": one.score_after,
        "score_before": one.score_before,
        "tier": one.tier_after if one.tier_after == one.tier_before else say("quality.tier_change", before=one.tier_before, after=one.tier_after),
    }
