"""The tab of reasons: values that exclude each other, to choose from with one press; why this name and this country."""

from collections.abc import Callable, Sequence

import streamlit as st

from domain.commands import Command, CorrectFact
from domain.evidence import Fact
from storage.base import StoredLead
from ui.evidence import sheet
from ui.reasons import conflicts, reasons, wanted_choice
from ui.words import say

KEY = "reasons"


def reason_sheet(lead: StoredLead, facts: Sequence[Fact], act: Callable[[Command], None]) -> object:
    """Draw the reasons; a choice becomes a correction by ``act``. Returns the stored page that is asked for, if any."""

    def choose() -> None:
        if picked := wanted_choice(st.session_state[KEY].chosen, facts):
            act(CorrectFact(field=picked[0], value=picked[1]))

    blocks = [*conflicts(facts, lead.desk.corrections), *reasons(facts)]
    if not blocks:
        st.caption(say("reasons.none"))
        return None
    return sheet(KEY, blocks, facts, lead.desk.corrections, masonry=True, on_chosen=choose).source
