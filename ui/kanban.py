"""The board in columns: one per stage, its best leads as cards, and the moves that come back from the browser."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from domain.lead import LeadPage, LeadRow
from domain.lead_state import LeadState, Stage
from ui.component import declare, ignore
from ui.judge import reason_words
from ui.known import why_known
from ui.site_name import shown_site, title_of
from ui.words import group, name_of, say

KEY = "kanban"
CARDS = 30
TIER_TONES = {"A": "green", "B": "blue", "C": "gray", "D": "gray"}
_kanban = declare("kanban")


def kanban(pages: Mapping[Stage, LeadPage], on_moved: Callable[[], None], on_more: Callable[[], None], on_judged: Callable[[], None] = ignore) -> Any:
    """Draw the columns.

    Before the next script run ``on_moved`` is called when ``st.session_state[KEY].moved`` {lead, to} is set, ``on_more`` when ``.more`` (a stage) is,
    ``on_judged`` when ``.judged`` {lead, good} is.

    Returns:
        The part's result; ``opened`` is a lead_id for one script run. Check everything: it comes from outside.
    """
    data = {"columns": [column(stage, page) for stage, page in pages.items()], "words": group("kanban")}
    return _kanban(key=KEY, data=data, on_moved_change=on_moved, on_opened_change=ignore, on_more_change=on_more, on_judged_change=on_judged)


def column(stage: Stage, page: LeadPage) -> dict[str, Any]:
    """Return a column as the browser part draws it."""
    scores = [s for row in page.leads if (s := score_of(row)) is not None]
    return {
        "id": stage.value,
        "label": name_of("stage", stage),
        "open": stage is not Stage.ENRICHING,
        "total": page.total,
        "mean": say("kanban.mean", n=f"{sum(scores) / len(scores):.2f}") if scores else "",
        "mean_title": say("kanban.mean_title", n=len(scores)),
        "cards": [card(row) for row in page.leads],
    }


def card(row: LeadRow) -> dict[str, Any]:
    """Return a card as the browser part draws it."""
    return {
        "id": row.lead_id,
        "title": title_of(row),
        "sub": " · ".join(part for part in (row.sector, row.city, row.country) if part)
        or (shown_site(row.website).text if row.company_name and row.company_name not in row.website else ""),
        "score": score_of(row),
        "movable": row.state is LeadState.COMPLETED,
        "label": row.label,
        "why": reason_words(row.label_reason, row.label == "good"),
        "chips": [*_warning(row), *_chips(row), *_label(row)],
    }


def _warning(row: LeadRow) -> Sequence[dict[str, str]]:
    site = shown_site(row.website)
    return [{"text": say("kanban.look_alike"), "tone": "orange", "title": say("kanban.look_alike_title", site=site.text)}] if site.suspicious else []


def _label(row: LeadRow) -> Sequence[dict[str, str]]:
    if row.label == "none" or row.state is LeadState.COMPLETED:  # those show it where it is set
        return []
    good = row.label == "good"
    return [{"text": name_of("label", row.label), "tone": "green" if good else "red", "title": reason_words(row.label_reason, good)}]


def _chips(row: LeadRow) -> Sequence[dict[str, str]]:
    if row.state is LeadState.FAILED:
        return [{"text": say("kanban.failed_by", reason=name_of("error", row.code)), "tone": "red"}]
    if row.state is LeadState.REJECTED:
        return [{"text": name_of("reject", row.code), "tone": "gray"}]
    if row.state is not LeadState.COMPLETED:
        return [{"text": say("kanban.waiting") if row.state is LeadState.HARVESTED else name_of("state", row.state), "tone": "blue"}]
    tier = [{"text": row.tier, "tone": TIER_TONES.get(row.tier, "gray")}] if row.tier else []
    share = f"{row.verified / row.facts:.0%}" if row.facts else ""
    checked = [{"text": say("kanban.verified", n=share), "tone": "gray", "title": say("kanban.verified_title", n=share)}] if share else []
    tone = {"customer": "orange", "known": "blue"}.get(row.known)
    known = [{"text": name_of("known.status", row.known), "tone": tone, "title": why_known(row)}] if tone else []
    return [*known, *tier, *checked]


def score_of(row: LeadRow, axis: str = "prospect") -> float | None:
    """Return a score of a lead in a list, 0 to 1, or None when it has none."""
    return row.scores.get(f"{axis}_score", row.scores.get(axis))


def wanted_move(moved: object, known: Collection[str]) -> tuple[str, Stage] | None:
    """Return (lead_id, stage) of a move asked for by the browser, or None when it names no lead on the board or no stage a lead can be put in."""
    if not isinstance(moved, Mapping) or str(moved.get("lead")) not in known:
        return None
    allowed = {stage.value: stage for stage in Stage if stage is not Stage.ENRICHING}
    stage = allowed.get(str(moved.get("to")))
    return (str(moved["lead"]), stage) if stage else None
