"""Run: start a search, watch it live, go on with a stopped one, and look back at earlier ones."""

import streamlit as st

from domain.context import ContextVersion
from domain.errors import NotFound
from domain.lead import LeadFilter
from domain.progress import RunView
from domain.run import RESUMABLE, Run, RunStatus
from ui.live import EVENTS, live
from ui.run_form import order_form
from ui.run_history import context_of, history
from ui.shell import go, link, must_find, page, service, shown, who
from ui.words import counted, name_of, plain, say

TONES = {"running": "blue", "completed": "green", "goal_unreached": "green", "cancelled": "orange", "interrupted": "orange", "failed": "red"}


def new_run(contexts: list[ContextVersion]) -> None:
    """The form, or what is missing for it."""
    active = service().active_run(who())
    if active:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(f":material/sync: {say('run.active')}")
            link("run", say("run.watch"), ":material/visibility:", run=active.job_id)
        return
    if not contexts:
        with st.container(border=True):
            st.write(say("run.no_context"))
            link("context", say("run.make_context"), ":material/target:")
        return
    with st.container(border=True):
        st.subheader(say("run.new"), anchor=False)
        order = order_form(contexts, st.query_params.get("context", ""))
        with st.container(horizontal=True, vertical_alignment="center"):
            pressed = st.button(say("run.start"), type="primary", icon=":material/play_arrow:", disabled=order is None)
            if order is None:
                st.caption(say("run.start_off"))
    if pressed and order:
        with shown():
            go("run", run=service().start(who(), order).job_id)


def controls(run: Run, view: RunView) -> None:
    """What can be done with this run now."""
    failed = view.counts.get("FAILED", 0)
    with st.container(horizontal=True), shown():
        if run.status is RunStatus.RUNNING:
            if st.button(say("run.cancel"), icon=":material/stop_circle:", help=say("run.cancel_help")):
                service().cancel(who(), run.job_id)
                st.rerun()
            return
        link_board(run)
        name = f"leads-{run.job_id}.csv"
        st.download_button(
            say("run.download"), lambda: csv_of(run.job_id), name, "text/csv", icon=":material/download:", on_click="ignore", help=say("run.download_help")
        )
        if run.status in RESUMABLE and st.button(say("run.resume"), icon=":material/play_arrow:"):
            service().resume(who(), run.job_id)
            st.rerun()
        if failed and st.button(counted("run.retry", failed), icon=":material/replay:"):
            service().retry_failed(who(), run.job_id)
            st.rerun()
        if st.button(say("run.again"), icon=":material/add:"):
            go("run", context=run.context_id)


def link_board(run: Run) -> None:
    if st.button(say("run.board"), type="primary", icon=":material/view_kanban:"):
        go("leads", run=run.job_id)


def csv_of(job_id: str) -> bytes:
    return "".join(service().export_csv(who(), LeadFilter(job_id=job_id))).encode("utf-8")


def tally(title: str, kind: str, counts: dict[str, int], colour: str) -> None:
    if counts:
        badges = " ".join(f":{colour}-badge[{plain(name_of(kind, code))}: {n}]" for code, n in sorted(counts.items(), key=lambda x: -x[1]))
        st.markdown(f"{say(title)}: {badges}")


def one_run(job_id: str) -> None:
    """A run, live or over."""
    try:
        run = service().run(who(), job_id)
    except NotFound as error:
        st.query_params.clear()
        must_find(error, "run")
    view = service().view(who(), job_id)
    events = service().events_after(who(), job_id, max(0, view.seq - EVENTS))
    status = name_of("run.status", run.status)
    kind = name_of("run.source_kind", run.source_kind)
    st.markdown(
        f":{TONES[run.status]}-badge[{status}] " + plain(say("run.head", context=context_of(run), source=kind, at=f"{run.started_at:%d %b %Y, %H:%M} UTC"))
    )
    extra = [say("run.head_query", query=run.query)] if run.query else []
    extra += [say("run.attempt", n=run.attempt)] if run.attempt > 1 else []
    if extra:
        st.caption(plain(" · ".join(extra)))
    if run.status is not RunStatus.RUNNING:
        st.write(say(f"run.outcome.{run.status}") + (f" {plain(run.message)}" if run.message else ""))
    controls(run, view)
    if run.status is not RunStatus.RUNNING:
        tally("run.failures", "error", view.failures, "red")
        tally("run.rejects", "reject", view.rejects, "gray")
    ticket = service().ticket(who(), job_id) if run.status is RunStatus.RUNNING and service().tokens_on() else ""
    result = live(run, view, events, ticket)
    if result.opened:
        go("lead", lead=str(result.opened))
    link("run", say("run.all_runs"), ":material/list:")


page("run")
with shown(stop=True):
    if wanted := st.query_params.get("run"):
        one_run(wanted)
    else:
        st.write(say("run.new_lead"))
        new_run(service().contexts(who()))
        history()
