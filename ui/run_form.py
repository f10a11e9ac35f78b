"""The form of a new run: context, source, focus and limits, and how a pasted or uploaded list was understood."""

import hashlib
from typing import Literal, cast

import pandas as pd
import streamlit as st

from domain.context import ContextVersion
from domain.errors import InvalidInput
from domain.run import Limits, Source
from service.base import ParsedRows, RunOrder, SourceChoice
from ui.shell import service, shown, tell
from ui.words import counted, name_of, plain, say

CANDIDATES = ("saved", "url_list")
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
PREVIEW, SHOWN, QUERY_LENGTH = 8, 500, 500
#: Kinds of remarks on the lines of a list, worst first, with their icons.
REMARKS = {"unusable": ":material/warning:", "duplicate": ":material/content_copy:", "note": ":material/info:"}


def order_form(contexts: list[ContextVersion], wanted: str) -> RunOrder | None:
    """Draw the form; return the order when everything needed is there."""
    versions = {v.context_id: v for v in contexts}
    names = {key: say("run.context_item", name=v.name, version=v.version) for key, v in versions.items()}
    if wanted in versions and "run_context" not in st.session_state:
        st.session_state.run_context = wanted
    left, right = st.columns(2, gap="large")
    with left:
        chosen = st.selectbox(say("run.context"), list(names), format_func=names.__getitem__, key="run_context")
        query = st.text_input(say("run.query"), key="run_query", placeholder=say("run.query_placeholder"), help=say("run.query_help"))
        if len(query or "") > QUERY_LENGTH:
            st.caption(say("run.query_cut", n=f"{len(query or ''):,}", kept=QUERY_LENGTH))
        limits = _limits()
    with right:
        source = _source()
        if source:
            st.caption(say("run.ordered"))
    if not source or not chosen:
        return None
    return RunOrder(source=source, context_id=chosen, query=(query or "")[:QUERY_LENGTH].strip(), limits=limits)


def _limits() -> Limits:
    few, many = st.columns(2)
    with few:
        leads = st.number_input(say("run.max_leads"), 1, 100_000, 25, key="run_max_leads", help=say("run.max_leads_help"))
    with many:
        sites = st.number_input(say("run.max_sites"), 1, 100_000, 1_000, key="run_max_sites", help=say("run.max_sites_help"))
    return Limits(max_leads=int(leads or 1), max_sites=int(sites or 1))


def _source() -> Source | None:
    choices = {c.kind: c for c in service().sources()}
    kinds = [kind for kind in CANDIDATES if kind in choices]
    kind = st.segmented_control(
        say("run.source"), kinds, default=kinds[0], required=True, format_func=lambda k: name_of("run.source_kind", k), key="run_source", width="stretch"
    )
    choice = choices[kind or kinds[0]]
    rows = _rows() if choice.kind == "url_list" else ParsedRows(rows=(), problems=())
    if choice.kind == "saved" and choice.available and choice.sites is not None:
        st.caption(say("run.saved_sites", n=choice.sites))
    if not choice.available:
        st.warning(say("run.source_off", why=plain(choice.why_not)))
    fetch = _fetch(choices.get("web")) if choice.kind == "url_list" else "saved"  # what the saved index finds is read where it was found
    ready = choice.available and (choice.kind != "url_list" or bool(rows and rows.rows))
    if not ready or rows is None:
        return None
    return Source(kind=cast(Literal["url_list", "saved"], choice.kind), rows=rows.rows, fetch=fetch)


def _fetch(web: SourceChoice | None) -> Literal["saved", "web"]:
    """Where the pages of a list come from: the live web when it can be used, else the reason is said."""
    if not web or not web.available:
        st.segmented_control(say("run.fetch"), [say("run.fetch_saved")], default=say("run.fetch_saved"), disabled=True, key="run_fetch_only")
        if web and web.why_not:
            st.caption(say("run.web_off", why=plain(web.why_not)))
        return "saved"
    names = {"web": say("run.fetch_web"), "saved": say("run.fetch_saved")}
    chosen = st.segmented_control(say("run.fetch"), list(names), default="web", required=True, format_func=names.__getitem__, key="run_fetch", width="stretch")
    st.caption(say("run.fetch_saved_help") if chosen == "saved" else plain(web.notice))
    return "saved" if chosen == "saved" else "web"


def _rows() -> ParsedRows | None:
    """Take a list by pasting or as a file, and show what was understood of it."""
    ways = [say("run.list_paste"), say("run.list_upload")]
    way = st.segmented_control(say("run.list_how"), ways, default=ways[0], required=True, key="run_list_way")
    if way == ways[1]:
        file = st.file_uploader(say("run.list_file"), type=["csv", "txt", "tsv"], key="run_list_file")
        data: str | bytes = file.getvalue() if file else b""
    else:
        data = st.text_area(say("run.list_text"), height=160, key="run_list_text", placeholder=say("run.list_placeholder")) or ""
    if not data.strip():
        return None
    try:
        parsed = _parsed(data, st.session_state.get("run_list_column") or "")
    except InvalidInput as error:
        tell(error)
        return None
    with shown():
        return _understood(data, parsed)


def _parsed(data: str | bytes, column: str) -> ParsedRows:
    """Parse once per content, not once per script run."""
    raw = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    key = (hashlib.sha256(raw).hexdigest(), column)
    held = st.session_state.get("_run_parsed")
    if not held or held[0] != key:
        held = st.session_state["_run_parsed"] = (key, service().parse_rows(data, column))
    return cast(ParsedRows, held[1])


def _understood(data: str | bytes, parsed: ParsedRows) -> ParsedRows:
    if len(parsed.columns) > 1:
        columns = list(parsed.columns)
        if st.session_state.get("run_list_column") not in columns:
            st.session_state.run_list_column = parsed.website_column
        column = st.selectbox(say("run.list_column"), columns, key="run_list_column")
        if column != parsed.website_column:
            parsed = _parsed(data, column)
    told = next((p.problem for p in parsed.problems if p.kind == "unusable"), "") if not parsed.rows else ""
    if told:
        st.error(plain(told), icon=":material/error:")
    st.markdown(f"**{say('run.list_rows', n=f'{len(parsed.rows):,}')}** " + plain(say("run.list_understood", what=_how(parsed))))
    if parsed.rows:
        with st.expander(say("run.list_preview"), icon=":material/table_rows:"):
            head = pd.DataFrame([{say("run.list_line"): r.line, say("run.list_url"): r.url} | r.extra for r in parsed.rows[:PREVIEW]])
            st.dataframe(head, hide_index=True, alt=say("run.list_preview"))
    for kind, icon in REMARKS.items():
        _remarks(parsed, kind, icon)
    return parsed


def _remarks(parsed: ParsedRows, kind: str, icon: str) -> None:
    """What is to be said of lines, apart by kind: a duplicate is no fault of the list."""
    found = [p for p in parsed.problems if p.kind == kind][:SHOWN]
    if not found:
        return
    title = counted(f"run.{kind}", parsed.lines(kind))
    with st.expander(title, icon=icon):
        table = [{say("run.list_line"): p.line, say("run.list_content"): p.text, say("run.list_problem"): p.problem} for p in found]
        st.dataframe(pd.DataFrame(table), hide_index=True, alt=title)


def _how(parsed: ParsedRows) -> str:
    if not parsed.columns and not parsed.delimiter:
        return ", ".join(part for part in (say("run.list_plain"), parsed.encoding) if part)
    name = name_of("run.delimiter", DELIMITERS.get(parsed.delimiter, parsed.delimiter))
    header = say("run.list_header" if parsed.has_header else "run.list_no_header")
    return ", ".join(part for part in (say("run.list_delimiter", name=name), header, parsed.encoding) if part)
