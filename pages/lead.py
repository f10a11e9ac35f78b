"""Lead: one company with its scores, its package, every fact with its evidence, and the analyst's desk beside it."""

import secrets
from collections.abc import Sequence
from datetime import date

import streamlit as st

from domain.commands import Command
from domain.errors import NotFound
from domain.evidence import Evidence, Fact
from domain.package import Absent, ComprehensiveProspectPackage, PersonalisedMessage
from storage.base import StoredLead
from ui import dossier, lead_card, reasons, same_company
from ui.decay import decay_box, rescored_note
from ui.evidence import grouped, sheet, wanted_source
from ui.known import known_badge
from ui.page_source import show_source
from ui.reason_sheet import reason_sheet
from ui.shell import link, must_find, page, service, shown, who
from ui.words import name_of, plain, say


def act(command: Command) -> None:
    """Do something to this lead: called before it is drawn anew."""
    with shown():
        service().command(who(), st.query_params["lead"], command)


def undo() -> None:
    with shown():
        done = service().undo(who(), st.query_params["lead"])
        st.toast(say("lead.undone" if done else "lead.nothing_to_undo"), icon=":material/undo:")


def message_tab(message: PersonalisedMessage | Absent, facts: Sequence[Fact]) -> list[object]:
    """The first message in its variants, ready to copy."""
    if isinstance(message, Absent):
        st.caption(plain(say("lead.absent", why=message.absent)))
        return []
    st.caption(say("lead.copy_hint"))
    names = [variant.name for variant in message.variants]
    index = 0
    if len(names) > 1:
        chosen = st.segmented_control(
            say("lead.message_text"),
            range(len(names)),
            default=0,
            required=True,
            format_func=lambda i: plain(names[i]),
            label_visibility="collapsed",
            key="variant",
        )
        index = chosen or 0
    variant = message.variants[index]
    text = "\n\n".join(paragraph.text for paragraph in variant.paragraphs)
    left, right = st.columns(2, gap="large")
    with left:
        st.caption(say("lead.subject") + " · " + plain(say("lead.language", name=name_of("language", variant.language))))
        st.code(variant.subject, language=None, wrap_lines=True)
        st.code(text, language=None, wrap_lines=True)
    with right:
        return [sheet("message", [dossier.message(message, index)], facts).source]


def provenance(package: ComprehensiveProspectPackage) -> None:
    p = package.provenance
    models = sorted({o.model for o in p.origins if o.source == "model" and o.model})
    origin = say("lead.origin_mixed", models=", ".join(models)) if models else say("lead.origin_rules")
    st.caption(plain(say("lead.provenance", pages=p.pages, path=p.path, reason=p.path_reason, origin=origin, version=p.context_version)))


def tabs(lead: StoredLead) -> list[object]:
    """The package and the facts; returns what the sheets ask for."""
    package, asked = lead.package, []
    facts = lead_card.facts_of(lead)
    names = [say("lead.tab_reasons"), say("lead.tab_facts", n=len(facts))]
    if package:
        names = [say("lead.tab_overview"), say("lead.tab_approach"), say("lead.tab_message"), *names]
    shown_tabs = st.tabs(names)
    if package:
        insight = package.ai_intelligence
        with shown_tabs[0]:
            blocks = [dossier.scores(insight.scores), *dossier.sections(package, dossier.OVERVIEW), *dossier.insights(insight.predictive_insights)]
            asked.append(sheet("overview", blocks, facts, masonry=True).source)
            provenance(package)
            rescored_note(lead)
            decay_box(facts, date.today())
        with shown_tabs[1]:
            asked.append(sheet("approach", dossier.sections(package, dossier.APPROACH), facts, masonry=True).source)
        with shown_tabs[2]:
            asked += message_tab(package.personalised_message, facts)
    with shown_tabs[-2]:
        asked.append(reason_sheet(lead, facts, act))
    with shown_tabs[-1]:
        blocks = [*grouped([f for f in facts if not reasons.is_not_taken(f)]), *reasons.not_taken(facts)]
        asked.append(sheet("facts", blocks, facts, lead.desk.corrections).source)
    return [wanted_source(one, facts) for one in asked if one]


def desk(lead: StoredLead) -> None:
    same_company.whole(lead)
    with st.container(border=True):
        lead_card.stage_box(lead, act, undo)
    known_badge(lead.row)
    same_company.box(lead)
    lead_card.tag_box(lead, act)
    lead_card.note_box(lead, act, lambda: secrets.token_hex(8))
    lead_card.history_box(lead)


def one_lead(lead_id: str) -> None:
    try:
        lead = service().lead(who(), lead_id, st.query_params.get("run", ""))
    except NotFound as error:
        must_find(error, "leads")
    link("leads", say("lead.back"), ":material/arrow_back:")
    left, right = st.columns([15, 5], gap="large")
    with right:
        desk(lead)
    with left:
        lead_card.head(lead)
        lead_card.state(lead)
        wanted = tabs(lead) if lead.facts or lead.package else []
    for evidence in wanted:
        if isinstance(evidence, Evidence):
            show_source(evidence)


page("lead", title=False)
with shown(stop=True):
    if chosen := st.query_params.get("lead"):
        one_lead(chosen)
    else:
        st.title(say("lead.title"), anchor=False)
        st.info(say("lead.none"), icon=":material/info:")
        link("leads", say("leads.title"), ":material/view_kanban:")
