"""The versions of a context: what the last save changed, going back to an older one, deleting."""

import streamlit as st

from domain.context import ContextVersion
from ui import context_form as form
from ui.shell import service, who
from ui.words import plain, say


def just_saved() -> None:
    """Say once what the save before this drawing made of it."""
    if told := st.session_state.pop("ctx_told", None):
        number, lines = told
        st.success(
            "\n".join([say("context.saved", n=number) + (" " + say("context.changed") if lines else ""), "", *(f"- {line}" for line in lines)]),
            icon=":material/check_circle:",
        )


def versions(held: ContextVersion) -> None:
    """Draw the older versions of a context, what each changed, and deleting."""
    with st.popover(say("context.more"), icon=":material/history:", width="stretch"):
        st.caption(say("context.versions_help"))
        number = st.selectbox(say("context.versions"), range(held.version, 0, -1), key=f"ctx_version_{held.version}")
        chosen = service().context(who(), held.context_id, number)
        before = service().context(who(), held.context_id, number - 1) if number > 1 else None
        lines = form.changes(before.context, chosen.context) or [say("context.change.none")] if before else [say("context.change.first")]
        st.markdown("\n".join(f"- {line}" for line in lines))
        st.button(say("context.load_version", n=number), on_click=form.fill, args=(chosen.context,), width="stretch")
        st.caption(say("context.delete_confirm"))
        if st.button(say("context.delete_yes", name=plain(held.name)), icon=":material/delete:", width="stretch"):
            service().delete_context(who(), held.context_id)
            del st.session_state.ctx_open
            st.query_params.clear()
            st.rerun()
