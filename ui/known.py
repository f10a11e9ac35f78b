"""The analyst's own list of companies (a CRM export): the place to upload it, how it was understood, and what it says of a lead."""

import streamlit as st

from domain.known import KnownList
from domain.lead import LeadRow
from ui.shell import service, shown, who
from ui.words import counted, name_of, plain, say

COLOURS = {"customer": "orange", "known": "blue", "new": "gray"}
TYPES = ("csv", "txt", "tsv")


def known_badge(row: LeadRow) -> None:
    """Draw what the list says of a lead, and why; nothing without a list."""
    if not row.known:
        return
    st.markdown(f":{COLOURS[row.known]}-badge[{plain(name_of('known.status', row.known))}] :small[{plain(why_known(row))}]")


def why_known(row: LeadRow) -> str:
    """Return the line of the list that a lead was found in, and by which ground."""
    found = row.known_as
    if found is None:
        return say("known.not_in_list")
    ground = f"{name_of('same.ground', found.rule)}: {found.value}" if found.value else name_of("same.ground", found.rule)
    name = f"{found.name} ({found.status})" if found.status else found.name
    return say("known.may_be" if row.known == "new" else "known.line", line=found.line, name=name, ground=ground)


def known_list() -> None:
    """Draw the list as it is, a place for a new one, and the way to remove it."""
    told = service().known(who())
    with st.popover(say("known.open"), icon=":material/contacts:", help=say("known.help")):
        st.markdown(f"**{say('known.title')}**")
        st.caption(say("known.explain"))
        if told:
            _told(told)
        number = st.session_state.setdefault("known_upload", 0)
        with st.form("known_form", border=False):
            given = st.file_uploader(say("known.file"), type=list(TYPES), key=f"known_file_{number}")
            if st.form_submit_button(say("known.replace" if told else "known.upload"), icon=":material/upload_file:") and given is not None:
                with shown():
                    service().set_known(who(), given.getvalue(), given.name)
                    st.session_state.known_upload = number + 1
                    st.rerun()
        if told:
            st.button(say("known.forget"), on_click=_forget, icon=":material/delete:", type="tertiary")


def _told(told: KnownList) -> None:
    at = f"{told.uploaded_at:%d %b %Y, %H:%M}" if told.uploaded_at else ""
    st.markdown(plain(say("known.stored", name=told.file_name or "–", companies=f"{told.companies:,}", customers=f"{told.customers:,}", at=at)))
    columns = ", ".join(f"{name_of('known.column', column)} ← {heading}" for column, heading in told.columns.items())
    st.caption(plain(say("known.columns", columns=columns)))
    if told.unusable_count:
        with st.expander(counted("known.unusable", told.unusable_count), icon=":material/warning:"):
            for one in told.unusable[:50]:
                st.caption(plain(say("known.unusable_line", line=one.line, text=one.text or "–", problem=one.problem)))


def _forget() -> None:
    with shown():
        service().forget_known(who())
