"""The runs so far as a table; a press opens one."""

from typing import Any

import pandas as pd
import streamlit as st

from domain.errors import NotFound
from domain.run import Run
from ui.shell import go, service, who
from ui.words import duration, name_of, say


def context_of(run: Run) -> str:
    """Return the name and version of the context that a run used."""
    try:
        version = service().context(who(), run.context_id, run.context_version)
    except NotFound:
        return say("run.context_gone", id=run.context_id)
    return say("run.context_item", name=version.name, version=version.version)


def history() -> None:
    """Draw the runs, newest first."""
    runs = service().runs(who(), limit=50)
    st.subheader(say("run.history"), anchor=False)
    if not runs:
        st.caption(say("run.no_history"))
        return

    def opened() -> None:
        go("run", run=runs[st.session_state.run_open.row].job_id)

    rows = [
        {
            "open": say("run.open"),
            "at": r.started_at,
            "context": context_of(r),
            "status": [name_of("run.status", r.status)],
            "sites": r.sites,
            "completed": r.completed,
            "failed": r.failed,
            "rejected": r.rejected,
            "took": duration((r.ended_at - r.started_at).total_seconds() if r.ended_at else None),
        }
        for r in runs
    ]
    config: dict[str, Any] = {
        "open": st.column_config.ButtonColumn("", type="tertiary", on_click=opened, key="run_open", width="small"),
        "at": st.column_config.DatetimeColumn(say("run.started_at"), format="D MMM YYYY, HH:mm"),
        "context": say("run.context"),
        "status": st.column_config.ListColumn(say("run.status_name")),
        "sites": say("run.taken"),
        "completed": say("run.completed"),
        "failed": say("run.failed"),
        "rejected": say("run.rejected"),
        "took": say("run.took"),
    }
    st.dataframe(pd.DataFrame(rows), hide_index=True, column_config=config, alt=say("run.history"))
