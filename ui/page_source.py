"""The stored page behind a snippet, as text in a dialog."""

import streamlit as st

from domain.evidence import Evidence
from ui.evidence import around, sheet
from ui.shell import service, shown, who
from ui.words import plain, say


@st.dialog(say("lead.source_title"), width="large")
def show_source(evidence: Evidence) -> None:
    """Show a stored page around a snippet."""
    at = f"{evidence.fetched_at:%d %b %Y, %H:%M} UTC"
    st.caption(plain(say("lead.source_at", url=evidence.url, at=at, start=f"{evidence.start:,}", end=f"{evidence.end:,}")))
    with shown():
        sheet("source", [around(service().page_source(who(), evidence.page_sha256), evidence)])
