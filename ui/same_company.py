"""Leads that may be one company: the pairs with their grounds, the preview of a merge side by side, and the way back."""

from collections.abc import Sequence

import streamlit as st

from domain.lead import LeadRow
from domain.same_company import Decision, Ground, Verdict
from service.doubles import Double, FieldPair, MergePreview
from storage.base import StoredLead
from ui.shell import go, service, shown, who
from ui.site_name import shown_site, title_of
from ui.words import counted, name_of, plain, say

SHOWN = 10
_COLOURS = {Verdict.SAME: "green", Verdict.MAYBE: "orange"}


def box(lead: StoredLead) -> None:
    """Draw what is part of a lead and what may be the same company; nothing where there is none of it, or where the lead is a part itself."""
    if lead.row.merged_into:
        return
    if lead.merged:
        with st.container(border=True, gap="small"):
            st.markdown(f"**{plain(counted('same.parts', len(lead.merged)))}**")
            for part in lead.merged:
                st.markdown(f"{plain(title_of(part.row))}  \n:small[{plain(shown_site(part.row.website).text)}]")
                st.caption(plain(say("same.merged_by", user=part.user, at=f"{part.at:%d %b %Y, %H:%M}")))
                st.button(say("same.unmerge"), key=f"unmerge_{part.row.lead_id}", on_click=_unmerge, args=(part.row.lead_id,), icon=":material/call_split:")
    found = service().duplicates_of(who(), lead.row.lead_id)
    if found:
        with st.container(border=True, gap="small"):
            st.markdown(f"**{say('same.title')}**", help=say("same.help"))
            for pair in found[:SHOWN]:
                _suggestion(pair, pair.other if pair.into.lead_id == lead.row.lead_id else pair.into)


def whole(lead: StoredLead) -> None:
    """Say that a lead is part of another one, where it is, with the way there: nothing else on its page counts."""
    if lead.row.merged_into:
        _part_of(lead.row)


def _part_of(row: LeadRow) -> None:
    with st.container(border=True, gap="small"):
        st.markdown(plain(say("same.part_of")))
        if st.button(say("same.open_whole"), icon=":material/apartment:"):
            go("lead", lead=row.merged_into)
        st.button(say("same.unmerge"), key=f"unmerge_{row.lead_id}", on_click=_unmerge, args=(row.lead_id,), icon=":material/call_split:")


def _suggestion(pair: Double, other: LeadRow) -> None:
    """One lead that the shown one may be, with its grounds."""
    st.markdown(f"{plain(title_of(other))} {badge(pair.decision)}  \n:small[{plain(shown_site(other.website).text)}]")
    grounds(pair.decision)
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(say("same.compare"), key=f"compare_{other.lead_id}", icon=":material/compare_arrows:"):
            compare(pair.into.lead_id, pair.other.lead_id)
        if st.button(say("same.open"), key=f"open_{other.lead_id}", type="tertiary"):
            go("lead", lead=other.lead_id)


def badge(decision: Decision) -> str:
    """Return the verdict as a badge in Markdown."""
    return f":{_COLOURS.get(decision.verdict, 'gray')}-badge[{plain(name_of('same.verdict', decision.verdict.value))}]"


def grounds(decision: Decision) -> None:
    """Draw the grounds for and against, one a line."""
    st.caption("  \n".join(f":material/{'remove' if ground.against else 'add'}: {plain(_sentence(ground))}" for ground in decision.grounds))


def _sentence(ground: Ground) -> str:
    values = " / ".join(dict.fromkeys(value for value in (ground.value, ground.other) if value))
    name = name_of("same.ground", ground.rule)
    return f"{name}: {values}" if values else name


def pairs(page_size: int = 20) -> None:
    """Draw all pairs, surest first, a page of them at a time."""
    number = st.session_state.get("pairs_page", 1)
    found = service().duplicates(who(), number, page_size)
    if not found.total:
        st.info(say("same.none"), icon=":material/check_circle:")
        return
    st.caption(plain(counted("same.found", found.total)) + " " + say("same.help"))
    for pair in found.pairs:
        with st.container(border=True):
            left, middle, right = st.columns([4, 4, 2], vertical_alignment="center")
            for column, row in ((left, pair.into), (middle, pair.other)):
                with column:
                    st.markdown(f"**{plain(title_of(row))}**  \n:small[{plain(shown_site(row.website).text)}]")
            with right:
                st.markdown(badge(pair.decision))
                if st.button(say("same.compare"), key=f"compare_{pair.into.lead_id}_{pair.other.lead_id}", icon=":material/compare_arrows:", width="stretch"):
                    compare(pair.into.lead_id, pair.other.lead_id)
            grounds(pair.decision)
    if found.total > page_size:
        st.pagination(-(-found.total // page_size), key="pairs_page")


@st.dialog(say("same.dialog"), width="large")
def compare(into: str, other: str) -> None:
    """Show what a merge would give, and merge when it is wanted."""
    with shown():
        keep = st.session_state.get("merge_keeps", into)
        stays, leaves = (into, other) if keep != other else (other, into)
        preview = service().preview_merge(who(), leaves, stays)
        _heads(preview)
        _fields(preview.fields, preview)
        _desk(preview)
        st.caption(plain(say("same.hidden", name=title_of(preview.other), kept=title_of(preview.into))))
        with st.container(horizontal=True, horizontal_alignment="right"):
            if st.button(say("same.swap"), icon=":material/swap_horiz:"):
                st.session_state.merge_keeps = leaves
                st.rerun(scope="fragment")
            if st.button(say("same.merge"), type="primary", icon=":material/merge:"):
                service().merge(who(), leaves, stays)
                st.session_state.pop("merge_keeps", None)
                st.toast(plain(say("same.merged", name=title_of(preview.other))), icon=":material/merge:")
                if st.query_params.get("lead") == leaves:
                    go("lead", lead=stays)
                st.rerun()


def _heads(preview: MergePreview) -> None:
    for column, row, label in zip(st.columns(2), (preview.into, preview.other), ("same.stays", "same.leaves"), strict=True):
        with column, st.container(border=True, gap="xsmall"):
            st.caption(say(label))
            st.markdown(f"**{plain(title_of(row))}**  \n:small[{plain(shown_site(row.website).text)}]")
            st.caption(plain(say("same.counts", facts=row.facts, verified=row.verified, stage=name_of("stage", row.stage))))
    st.markdown(badge(preview.decision))
    grounds(preview.decision)


def _fields(fields: Sequence[FieldPair], preview: MergePreview) -> None:
    """The fields of both side by side, conflicts first."""
    rows = [
        {
            "field": ("⚠ " if pair.conflict else "") + name_of("field", pair.field),
            "into": " · ".join(pair.into) or "–",
            "other": " · ".join(pair.other) or "–",
        }
        for pair in fields
    ]
    conflicts = sum(pair.conflict for pair in fields)
    st.caption(plain(counted("same.conflicts", conflicts) if conflicts else say("same.no_conflicts")))
    if rows:
        text = st.column_config.TextColumn
        names = {"field": text(say("same.field"), width=130), "into": text(title_of(preview.into)), "other": text(title_of(preview.other))}
        st.dataframe(rows, column_config=names, hide_index=True, width="stretch", height=min(38 * (len(rows) + 1), 330))


def _desk(preview: MergePreview) -> None:
    """What the desk of both together holds."""
    desk = preview.desk
    stage = name_of("stage", desk.stage or preview.into.stage)
    told = [say("same.desk_stage", stage=stage), say("same.desk_tags", tags=", ".join(desk.tags) or "–"), counted("same.desk_notes", len(desk.notes))]
    st.markdown(plain(" · ".join([counted("same.desk_facts", preview.facts), *told])))


def _unmerge(lead_id: str) -> None:
    with shown():
        service().unmerge(who(), lead_id)
        st.toast(say("same.unmerged"), icon=":material/call_split:")
