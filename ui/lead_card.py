"""The head of a lead and its desk: stage, judgement, tags, notes and the history of what was done, each with its way back."""

from collections.abc import Callable

import streamlit as st

from domain.commands import AddNote, Command, CommandRecord, RemoveNote, SetLabel, SetStage, SetTags
from domain.evidence import Fact
from domain.lead import LeadRow
from domain.lead_state import LeadState, Stage
from storage.base import StoredLead
from ui.judge import label_box, reason_words
from ui.reasons import conflicts, open_conflicts
from ui.site_name import shown_site, title_of
from ui.words import counted, name_of, plain, say

Act = Callable[[Command], None]
STAGES: list[Stage] = [stage for stage in Stage if stage is not Stage.ENRICHING]
#: What a command takes at most; what is longer is cut, and said.
NOTE_LENGTH, TAG_LENGTH, TAGS = 10_000, 60, 50
COLOURS = {"A": "green", "B": "blue", "C": "orange", "D": "gray"}


def head(lead: StoredLead) -> None:
    """Draw name, website and what the company is."""
    row = corrected(lead)
    site = shown_site(row.website)
    st.title(plain(title_of(row)), anchor=False)
    badges = [f":{COLOURS.get(row.tier, 'gray')}-badge[{plain(say('lead.tier', tier=row.tier))}]"] if row.tier else []
    badges += [f":gray-badge[{plain(part)}]" for part in (row.sector, ", ".join(p for p in (row.city, row.country) if p)) if part]
    facts = facts_of(lead)
    if facts:
        badges.append(f":green-badge[:material/verified: {plain(say('lead.verified_share', n=sum(f.verified for f in facts), total=len(facts)))}]")
    if n := open_conflicts(conflicts(facts, lead.desk.corrections)):
        badges.append(f":orange-badge[:material/alt_route: {plain(counted('lead.open_conflicts', n))}]")
    if site.suspicious:
        badges.append(f":orange-badge[:material/warning: {plain(say('lead.look_alike'))}]")
    with st.container(horizontal=True, vertical_alignment="center"):
        if row.website.startswith(("https://", "http://")):
            st.link_button(plain(site.text), row.website, icon=":material/open_in_new:", type="tertiary")
        else:
            st.text(site.text)
        if badges:
            st.markdown(" ".join(badges), width="content", help=say("lead.look_alike_help") if site.suspicious else None)


def facts_of(lead: StoredLead) -> tuple[Fact, ...]:
    """Return the facts of a lead: all of them, or those that its package kept."""
    return lead.facts.items if lead.facts else lead.package.lead_facts.facts if lead.package else ()


def corrected(lead: StoredLead) -> LeadRow:
    """Return the lead's row with the values that the analyst chose or put in."""
    own = {field: value for field, value in lead.desk.corrections.items() if field in ("company_name", "sector", "city", "country")}
    return lead.row.model_copy(update=own) if own else lead.row


def state(lead: StoredLead) -> None:
    """Say what became of a lead that has no package."""
    row = lead.row
    if row.state is LeadState.FAILED:
        st.error(plain(say("lead.failed", reason=name_of("error", row.code), message=row.message)), icon=":material/error:")
    elif row.state is LeadState.REJECTED:
        st.warning(plain(say("lead.rejected", reason=name_of("reject", row.code), message=row.message)), icon=":material/block:")
    elif row.state is not LeadState.COMPLETED:
        st.info(say("lead.in_work"), icon=":material/hourglass_top:")


def stage_box(lead: StoredLead, act: Act, undo: Callable[[], None]) -> None:
    """Draw the stage selector, the judgement and undo."""
    now = lead.desk.stage or lead.row.stage
    st.session_state.lead_stage = now
    st.selectbox(
        say("lead.stage"),
        STAGES if now in STAGES else [now, *STAGES],
        format_func=lambda stage: name_of("stage", stage),
        key="lead_stage",
        on_change=lambda: act(SetStage(stage=st.session_state.lead_stage)),
    )
    label_box(lead, act)
    st.button(say("lead.undo"), icon=":material/undo:", on_click=undo, disabled=not _undoable(lead), width="stretch")


def _undoable(lead: StoredLead) -> bool:
    taken_back = {record.undoes for record in lead.history}
    return any(record.undoes is None and record.seq not in taken_back for record in lead.history)


def tag_box(lead: StoredLead, act: Act) -> None:
    """Draw the tags."""

    def changed() -> None:
        given = tuple(dict.fromkeys(tag.strip() for tag in st.session_state.lead_tags if tag.strip()))
        act(SetTags(tags=tuple(tag[:TAG_LENGTH].strip() for tag in given)[:TAGS]))
        if len(given) > TAGS or any(len(tag) > TAG_LENGTH for tag in given):
            st.toast(say("lead.tags_cut", n=TAGS, length=TAG_LENGTH), icon=":material/content_cut:", duration="long")

    st.session_state.lead_tags = held = list(lead.desk.tags)
    st.multiselect(say("lead.tags"), held, accept_new_options=True, placeholder=say("lead.tags_placeholder"), key="lead_tags", on_change=changed)


def note_box(lead: StoredLead, act: Act, new_id: Callable[[], str]) -> None:
    """Draw the notes, newest first, and the field for a new one."""

    def added() -> None:
        if text := (st.session_state.lead_note_text or "").strip():
            act(AddNote(note_id=new_id(), text=text[:NOTE_LENGTH]))
            if len(text) > NOTE_LENGTH:
                st.toast(say("lead.note_cut", n=f"{len(text):,}", kept=f"{NOTE_LENGTH:,}"), icon=":material/content_cut:", duration="long")

    with st.form("lead_note", border=False, clear_on_submit=True):
        st.text_area(say("lead.notes"), height=90, placeholder=say("lead.note_placeholder"), key="lead_note_text")
        st.form_submit_button(say("lead.note_add"), icon=":material/add_comment:", on_click=added)
    for note in reversed(lead.desk.notes):
        with st.container(border=True, gap="xsmall"):
            st.text(note.text)
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                st.caption(plain(f"{note.user}, {note.at:%d %b %Y, %H:%M}"))
                remove = RemoveNote(note_id=note.note_id)
                st.button(say("lead.note_remove"), key=f"note_{note.note_id}", type="tertiary", on_click=act, args=(remove,))


def history_box(lead: StoredLead) -> None:
    """Draw what was done to the lead, newest first."""
    with st.expander(say("lead.history"), icon=":material/history:"):
        if not lead.history:
            st.caption(say("lead.no_history"))
        for record in reversed(lead.history[-50:]):
            st.caption(f"{record.at:%d %b %H:%M} · {plain(told(record))}")


def told(record: CommandRecord) -> str:
    """Return what a command did, as a sentence."""
    return say("command.taken_back", what=_told(record.command)) if record.undoes else _told(record.command)


def _judged(command: SetLabel) -> str:
    label, why = say("label.good" if command.good else "label.bad"), reason_words(command.reason, command.good)
    return say("command.set_label_why", label=label, why=why) if why else say("command.set_label", label=label)


def _told(command: Command) -> str:
    match command.kind:
        case "set_stage":
            return say("command.set_stage", stage=name_of("stage", command.stage))
        case "set_tags":
            return say("command.set_tags", tags=", ".join(command.tags)) if command.tags else say("command.no_tags")
        case "correct_fact":
            field = name_of("field", command.field)
            return say("command.correct_fact", field=field, value=command.value) if command.value else say("command.uncorrect_fact", field=field)
        case "set_label":
            return say("command.no_label") if command.good is None else _judged(command)
        case _:
            return say(f"command.{command.kind}")
