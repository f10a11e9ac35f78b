"""Draft from my website: the box that reads the analyst's own site, and the list in which its suggestions are looked through before any is taken."""

from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

import streamlit as st

from domain.context import BusinessContext, Suggestion, taken_over
from domain.evidence import FactStatus
from domain.identity import host_of
from service.base import ContextDraft
from ui.context_form import LISTS, filled, key_of
from ui.page_source import show_source
from ui.shell import service, shown, who
from ui.words import counted, name_of, plain, say

#: Fields that a website can say something for, in the order of the form.
DRAFTED = ("business_description", "product_service_description", "value_proposition", "ideal_customer", "industry_focus", "location", "pain_points")
HELD, TOLD, ROUND = "ctx_draft", "ctx_draft_told", "ctx_draft_round"


def draft_box(*, new: bool) -> None:
    """Draw the box; it is open for a context that is not saved yet. What is taken over fills the form, and nothing is saved by it."""
    if told := st.session_state.pop(TOLD, None):
        st.success(counted("context.draft_taken", told), icon=":material/task_alt:")
    with st.expander(say("context.draft"), expanded=new or HELD in st.session_state, icon=":material/auto_fix_high:"):
        st.caption(say("context.draft_help"))
        _ask()
        if held := st.session_state.get(HELD):
            _review(held)


def _ask() -> None:
    with st.form("ctx_draft_form", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        url = st.text_input(say("context.draft_url"), key="ctx_draft_url", max_chars=2_000, placeholder="www.company.com", width=420)
        fetch = _fetch()
        pressed = st.form_submit_button(say("context.draft_read"), icon=":material/language:")
    if pressed:
        st.session_state.pop(HELD, None)
        with shown(), st.spinner(say("context.draft_reading"), show_time=True):
            st.session_state[HELD] = service().draft_context(who(), url or "", fetch)
            st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def _fetch() -> str:
    """Where the pages come from: the live web, as long as it can be read; the saved websites serve to try it without a network."""
    there = [choice.kind for choice in service().sources() if choice.kind in ("web", "saved") and choice.available]
    kinds = sorted(there, key=("web", "saved").index) or ["web"]
    names = {"web": say("run.fetch_web"), "saved": say("run.fetch_saved")}
    if len(kinds) == 1:
        return kinds[0]
    chosen = st.segmented_control(
        say("context.draft_fetch"),
        kinds,
        default=kinds[0],
        required=True,
        format_func=names.__getitem__,
        key="ctx_draft_fetch",
        help=say("context.draft_fetch_help"),
    )
    return chosen or kinds[0]


def _review(draft: ContextDraft) -> None:
    """The suggestions field by field, what had no ground, what could not be read, and the way on."""
    pages = counted("context.draft_pages", len(draft.pages), host=plain(host_of(draft.website)))
    st.markdown(f"{pages} " + say("context.draft_look" if draft.suggestions else "context.draft_none"))
    numbered = list(enumerate(draft.suggestions))
    chosen: list[Suggestion] = []
    for field in DRAFTED:
        chosen += _field(field, [(n, s) for n, s in numbered if s.field == field])
    found = {s.field for s in draft.suggestions}
    missing = [say(f"context.field.{field}") for field in DRAFTED if field not in found]
    if missing and found:
        st.caption(say("context.draft_missing", fields=", ".join(missing)))
    _failures(draft)
    with st.container(horizontal=True):
        if found:
            label = counted("context.draft_take", len(chosen))
            st.button(label, type="primary", icon=":material/edit_note:", disabled=not chosen, on_click=_take, args=(draft, chosen))
        st.button(say("context.draft_drop"), type="tertiary", on_click=lambda: st.session_state.pop(HELD, None))


def _field(field: str, suggestions: Sequence[tuple[int, Suggestion]]) -> list[Suggestion]:
    """One field: its name, what taking over would do to what is there, and its suggestions; returns the chosen ones."""
    if not suggestions:
        return []
    lines = filled(field)
    with st.container(border=True):
        name, rows = st.columns([3, 9], gap="medium")
        with name:
            st.markdown(f"**{say(f'context.field.{field}')}**")
            if lines:
                st.caption(counted("context.draft_added", lines) if field in LISTS else say("context.draft_replaced"))
        with rows:
            return [suggestion for n, suggestion in suggestions if _row(n, suggestion, on=not lines)]


def _row(number: int, suggestion: Suggestion, *, on: bool) -> bool:
    """One suggestion with the sentence it stands on; returns whether it is chosen."""
    key = f"ctx_draft_{st.session_state.get(ROUND, 0)}_{number}"
    tick, words, way = st.columns([1, 15, 6], gap="small")
    with tick:
        chosen = st.checkbox(plain(suggestion.value), value=on, key=key, label_visibility="collapsed")  # a label would be cut at the end of its line
    with words:
        st.markdown(plain(suggestion.value))
        st.caption(_stands_on(suggestion))
    with way:
        if st.button(say("context.draft_source"), key=f"{key}_source", type="tertiary", icon=":material/find_in_page:"):
            show_source(suggestion.evidence)
    return chosen


def _stands_on(suggestion: Suggestion) -> str:
    parts, fact = urlsplit(suggestion.evidence.url), suggestion.fact
    where = plain(unquote(parts.path)) if parts.path != "/" else say("context.draft_home")
    if suggestion.value == suggestion.sentence:
        return say("context.draft_word_for_word", page=where)
    derived = fact.status is FactStatus.DERIVED
    quoted = say("context.draft_from", sentence=_marked(suggestion.sentence, fact.grounds[0].value if derived else suggestion.value), page=where)
    return f"{quoted} · {name_of('context.draft_rule', fact.rule)}" if derived else quoted


def _marked(sentence: str, words: str) -> str:
    """The sentence in Markdown with the words that it is quoted for in bold, where they are words of their own."""
    before, found, after = sentence.partition(words)
    apart = found and (not before or before[-1].isspace()) and (not after or not after[0].isalnum())
    if not apart or before + after == "":
        return plain(sentence)
    return f"{plain(before)}{' ' if before else ''}**{plain(found)}**{' ' if after[:1].isspace() else ''}{plain(after)}"


def _failures(draft: ContextDraft) -> None:
    if draft.failures:
        with st.expander(counted("context.draft_failed", len(draft.failures)), icon=":material/warning:"):
            st.markdown("\n".join(f"- {plain(f.url)}: {plain(name_of('error', f.code))}. {plain(f.message)}" for f in draft.failures))


def _take(draft: ContextDraft, chosen: Sequence[Suggestion]) -> None:
    """Put the chosen suggestions into the form: before it is drawn anew."""
    made = taken_over(BusinessContext(), chosen)
    for field in {s.field for s in chosen}:
        key, value = key_of(field), getattr(made, field)
        held = (st.session_state.get(key) or "").splitlines() if field in LISTS else ()
        st.session_state[key] = "\n".join(dict.fromkeys((*filter(str.strip, held), *value))) if field in LISTS else value
    if not (st.session_state.get("ctx_name") or "").strip():
        st.session_state.ctx_name = host_of(draft.website)
    st.session_state.pop(HELD, None)
    st.session_state[TOLD] = len(chosen)
