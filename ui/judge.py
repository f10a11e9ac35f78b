"""Calling a lead good or bad, with why: the box on a lead's page, and the line above the board that asks after a press there."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import streamlit as st

from domain.commands import Command, SetLabel
from domain.lead import LeadRow
from domain.meter import REASONS, reason_of, written
from storage.base import StoredLead
from ui.shell import service, shown, who
from ui.words import name_of, plain, say

TEXT = 1_500
LAST = "judged_last"
LABELS = {True: ("good", ":material/thumb_up:", "judge.good_help", "g"), False: ("bad", ":material/thumb_down:", "judge.bad_help", "b")}


class Last(NamedTuple):
    """What was judged last on the board, and the command that puts back the judgement before: to undo the newest command might undo another one."""

    lead_id: str
    name: str
    good: bool
    back: Command


def reason_words(reason: str, good: bool | None) -> str:
    """Return why a lead was judged so, in words."""
    held = reason_of(reason, good)
    return ", ".join(part for part in (*(name_of("reason", key) for key in held.keys), held.text) if part)


def label_box(lead: StoredLead, act: Callable[[SetLabel], None]) -> None:
    """Draw the judgement of a lead: two buttons with keys, quick reasons, free text."""
    good = lead.desk.label
    st.caption(say("judge.question"))
    with st.container(horizontal=True):
        for label, (name, icon, told, key) in LABELS.items():
            st.button(
                name_of("label", name),
                key=f"lead_label_{name}",
                icon=icon,
                type="primary" if good is label else "secondary",
                help=say(told),
                shortcut=key,
                on_click=act,
                args=(SetLabel(good=None if good is label else label),),
            )
    if good is not None:
        _why(f"lead_why_{lead.row.lead_id}_{good}", good, lead.desk.label_reason, act)


def _why(key: str, good: bool, reason: str, act: Callable[[SetLabel], None]) -> None:
    """Draw the quick reasons and the free text of a judgement."""
    held = reason_of(reason, good)

    def changed() -> None:
        text = (st.session_state.get(f"{key}_text") or "").strip()
        if len(text) > TEXT:
            st.toast(say("judge.cut", n=f"{len(text):,}", kept=f"{TEXT:,}"), icon=":material/content_cut:", duration="long")
        act(SetLabel(good=good, reason=written(st.session_state.get(f"{key}_keys") or (), text[:TEXT])))

    st.session_state[f"{key}_keys"], st.session_state[f"{key}_text"] = list(held.keys), held.text
    st.pills(
        say("judge.why"), REASONS[good], selection_mode="multi", format_func=lambda one: name_of("reason", one), key=f"{key}_keys", on_change=changed, wrap=True
    )
    st.text_input(say("judge.text"), key=f"{key}_text", placeholder=say("judge.text_placeholder"), label_visibility="collapsed", on_change=changed)


def judge(row: LeadRow, name: str, good: bool) -> None:
    """Call a lead of the board good or bad at once; the same again takes it back. Called before the board is drawn anew."""
    back = row.label == ("good" if good else "bad")
    with shown():
        record = service().command(who(), row.lead_id, SetLabel(good=None if back else good))
        if back:
            st.session_state.pop(LAST, None)
        else:
            st.session_state[LAST] = Last(row.lead_id, name, good, record.inverse)


def wanted_judgement(judged: object, rows: Sequence[LeadRow]) -> tuple[LeadRow, bool] | None:
    """Return the lead and the judgement that the browser asks for, or None when it names no lead on the board."""
    if not isinstance(judged, dict) or not isinstance(judged.get("good"), bool):
        return None
    row = next((one for one in rows if one.lead_id == judged.get("lead")), None)
    return (row, judged["good"]) if row else None


def ask_why() -> None:
    """Draw what was judged last on the board: reasons to press, and the way back."""
    last: Last | None = st.session_state.get(LAST)
    if last is None:
        return
    with st.container(border=True, key="judge_line"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            name, icon, *_ = LABELS[last.good]
            st.markdown(f"{icon} {plain(say('judge.told', name=last.name, label=name_of('label', name)))}", width="content")
            with st.container(horizontal=True, width="content"):
                st.button(say("judge.undo"), icon=":material/undo:", on_click=_take_back, key="judge_undo")
                st.button(say("judge.done"), icon=":material/check:", on_click=_done, key="judge_done")
        with shown():
            _why(f"judge_{last.lead_id}_{last.good}", last.good, service().lead(who(), last.lead_id).desk.label_reason, _explain)


def _explain(command: SetLabel) -> None:
    last: Last = st.session_state[LAST]
    with shown():
        service().command(who(), last.lead_id, command)


def _take_back() -> None:
    last: Last = st.session_state.pop(LAST)
    with shown():
        service().command(who(), last.lead_id, last.back)


def _done() -> None:
    st.session_state.pop(LAST, None)
