"""The states of a lead's passage through one run, the transition table and the stages of the board."""

from enum import StrEnum


class LeadState(StrEnum):
    """Where a lead stands inside one run (the enrichment state)."""

    HARVESTED = "HARVESTED"  # found, its site is being read
    ANALYZING = "ANALYZING"  # facts are there; analysis, contacts, pains
    QUALIFYING = "QUALIFYING"  # fit, readiness, triggers
    STRATEGIZING = "STRATEGIZING"  # options, plan, value propositions
    FINALIZING = "FINALIZING"  # briefing, message, scores
    COMPLETED = "COMPLETED"  # the package is there
    FAILED = "FAILED"  # an error that a retry could cure
    REJECTED = "REJECTED"  # no lead, with a reason_code


class Stage(StrEnum):
    """The analyst's column on the board; set at completion by score, then by hand."""

    ENRICHING = "enriching"
    REVIEW = "review"
    QUALIFIED = "qualified"
    CONTACTED = "contacted"
    MEETING = "meeting"
    WON = "won"
    LOST = "lost"
    REJECTED = "rejected"


ORDER = (
    LeadState.HARVESTED,
    LeadState.ANALYZING,
    LeadState.QUALIFYING,
    LeadState.STRATEGIZING,
    LeadState.FINALIZING,
    LeadState.COMPLETED,
)
TERMINAL = frozenset({LeadState.COMPLETED, LeadState.FAILED, LeadState.REJECTED})

#: Why a candidate is no lead; no retry cures these.
REASON_CODES = (
    "parked_domain",
    "not_a_company",
    "duplicate",
    "competitor",
    "excluded",
    "out_of_icp",
)

#: Why a lead failed; a retry could cure these.
ERROR_TYPES = (
    "robots_disallowed",
    "robots_unreachable",
    "rate_limited",
    "http_4xx",
    "http_5xx",
    "timeout",
    "network",
    "dns",
    "tls",
    "too_large",
    "wrong_type",
    "js_only_page",
    "empty_page",
    "not_saved",
    "parser_limit",
    "blocked_url",
    "redirects",
    "captcha",
    "login_wall",
    "quota",
    "key_missing",
    "llm_bad_json",
    "internal_error",
)


class ImpossibleTransition(ValueError):
    """A lead was to go from one state to another that the table does not allow: a defect in the caller."""


def _successors(state: LeadState) -> frozenset[LeadState]:
    if state is LeadState.FAILED:  # a retry returns to the step that failed
        return frozenset(ORDER[:-1])
    if state in TERMINAL:
        return frozenset()
    later = ORDER[ORDER.index(state) :]
    return frozenset({*later, LeadState.FAILED, LeadState.REJECTED})


TRANSITIONS: dict[LeadState, frozenset[LeadState]] = {state: _successors(state) for state in LeadState}


def advance(state: LeadState, to: LeadState) -> LeadState:
    """Return ``to`` when the table allows going there from ``state`` (staying is always allowed).

    Raises:
        ImpossibleTransition: the table does not allow it.
    """
    if to is not state and to not in TRANSITIONS[state]:
        raise ImpossibleTransition(f"{state} -> {to}")
    return to
