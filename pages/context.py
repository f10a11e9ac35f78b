"""Context: the analyst's business in versions, and the searches that follow from it."""

import streamlit as st

from domain.context import BusinessContext, ContextVersion
from domain.errors import NotFound
from ui import context_form as form
from ui.context_draft import draft_box
from ui.context_versions import just_saved, versions
from ui.shell import go, must_find, page, service, shown, who
from ui.words import plain, say

NEW = ""


def open_version(version: ContextVersion | None) -> None:
    """Put a saved version (or nothing) into the form."""
    form.fill(version.context if version else BusinessContext())
    st.session_state.ctx_open = version
    st.session_state.ctx_name = version.name if version else ""
    st.session_state.ctx_pick = version.context_id if version else NEW


def pick() -> None:
    chosen = st.session_state.ctx_pick
    with shown():
        open_version(service().context(who(), chosen) if chosen else None)
    st.query_params.from_dict({"context": chosen} if chosen else {})


def load_sample() -> None:
    name, context = service().sample_context()
    known = next((v for v in service().contexts(who()) if v.name == name), None)
    open_version(known or service().save_context(who(), name, context))
    st.query_params.from_dict({"context": st.session_state.ctx_pick})


def open_first() -> None:
    """On the way in: the context of the link, else the one that was open, else the newest."""
    wanted = st.query_params.get("context", NEW)
    held = st.session_state.get("ctx_open")
    if wanted and not (held and held.context_id == wanted):
        try:
            open_version(service().context(who(), wanted))
        except NotFound as error:
            del st.query_params["context"]
            must_find(error, "context")
    elif "ctx_open" not in st.session_state:
        known = service().contexts(who())
        open_version(max(known, key=lambda v: v.created_at) if known else None)


def save(context: BusinessContext) -> ContextVersion:
    held: ContextVersion | None = st.session_state.ctx_open
    version = service().save_context(who(), st.session_state.ctx_name.strip(), context, held.context_id if held else "")
    st.session_state.ctx_open, st.session_state.ctx_reopen = version, version
    st.session_state.ctx_told = (version.version, form.changes(held.context, version.context) if held else [])
    st.query_params.from_dict({"context": version.context_id})
    return version


def bar() -> None:
    """Which context is open, and how to open another."""
    known = {v.context_id: v for v in service().contexts(who())}
    if not known:
        with st.container(border=True):
            st.subheader(say("context.empty_title"), anchor=False)
            st.write(say("context.empty"))
            st.button(say("context.load_sample"), type="primary", icon=":material/science:", help=say("context.load_sample_help"), on_click=load_sample)
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        names = {NEW: say("context.new")} | {key: v.name for key, v in known.items()}
        st.selectbox(say("context.pick"), [*known, NEW], format_func=names.__getitem__, key="ctx_pick", on_change=pick, width=420)
        st.button(say("context.load_sample"), icon=":material/science:", help=say("context.load_sample_help"), on_click=load_sample)


def actions(context: BusinessContext | None, wrong: dict[str, str]) -> None:
    """Name, state of saving, and the two ways on."""
    held: ContextVersion | None = st.session_state.ctx_open
    name = st.text_input(say("context.name"), key="ctx_name", max_chars=120, placeholder=say("context.name_placeholder"), persist_state="session")
    differs = form.changed_fields(held.context, context) if held and context else []
    fresh = held is None or bool(differs) or held.name != (name or "").strip()
    if held:
        st.caption(say("context.version", n=held.version, at=f"{held.created_at:%d %b %Y, %H:%M} UTC"))
    st.caption(say("context.unsaved", fields=", ".join(differs)) if differs else say("context.unsaved_new") if held is None else say("context.all_saved"))
    if wrong:
        st.error(say("context.fix_first", fields=", ".join(say(f"context.field.{f}") for f in wrong)), icon=":material/error:")
    ready = context is not None and not context.is_empty
    find = st.button(
        say("context.save_and_find" if fresh else "context.find"), type="primary", icon=":material/travel_explore:", width="stretch", disabled=not ready
    )
    keep = st.button(
        say("context.save_new", n=held.version + 1) if held and fresh else say("context.save"), width="stretch", disabled=not fresh or context is None
    )
    if context is not None and context.is_empty:
        st.caption(say("context.too_empty"))
    if (find or keep) and context:
        if not (name or "").strip():
            st.error(say("context.name_missing"), icon=":material/error:")
            return
        version = save(context) if fresh or held is None else held
        if find:
            go("run", context=version.context_id)
        st.rerun()


def queries(context: BusinessContext | None) -> None:
    """What would be searched for."""
    st.subheader(say("context.queries"), anchor=False, help=say("context.queries_help"))
    found = service().plan(context) if context else ()
    st.markdown("\n".join(f"{number}. {plain(query)}" for number, query in enumerate(found[:12], 1)))
    if not found:
        st.caption(say("context.no_queries"))


page("context")
with shown(stop=True):
    open_first()
if reopened := st.session_state.pop("ctx_reopen", None):
    open_version(reopened)
st.write(say("context.lead"))
bar()
draft_box(new=st.session_state.ctx_open is None)
left, right = st.columns([13, 7], gap="large")
value, mistakes = form.read()
with left:
    form.draw(mistakes, form.doubts(value or form.usable()))
with right, shown():
    just_saved()
    with st.container(border=True):
        actions(value, mistakes)
        if st.session_state.ctx_open:
            versions(st.session_state.ctx_open)
    with st.container(border=True):
        queries(value or form.usable())
