"""A LeadFilter as SQL, and rows of the board as values."""

import json
from typing import Any, NamedTuple

from domain.base import Principal
from domain.errors import InvalidInput
from domain.lead import KnownAs, LeadFilter, LeadRow
from domain.lead_state import LeadState, Stage
from domain.score import AXES
from storage.queries import load
from storage.text import aware

SQL = load("leads")
_TEXTS = ("company_name", "website", "sector", "country", "city", "email", "phone", "tier", "state", "code", "stage", "known")
SORTS: dict[str, str] = {
    **{name: f"lower({name})" for name in _TEXTS},
    **{axis: axis for axis in AXES},
    **{f"{axis}_score": axis for axis in AXES},
    "facts": "facts",
    "verified": "verified",
    "updated_at": "changed_at",
}
"""What a list can be sorted by, and the column for it."""

COLUMNS = (
    *("lead_id", "company_name", "website", "state", "stage", "code", "message", "sector", "country", "city", "email", "phone", "tier"),
    *("facts", "verified", "tags", "label", "label_reason", "job_id", "known", "known_as", "merged_into", "changed_at", "entry_no", "run_no", "own_id"),
    *(column for axis in AXES for column in (axis, f"{axis}_low", f"{axis}_high")),
)


class BoardRow(NamedTuple):
    """A row of a list with the numbers of the passage it shows, and the lead whose passage that is (another one where leads were merged)."""

    row: LeadRow
    entry_no: int
    run_no: int
    own_id: str


class Selection(NamedTuple):
    """A filter as SQL: a ``with`` clause that names the filtered rows ``board``, its parameters, and the order."""

    with_board: str
    parameters: dict[str, Any]
    order: str


def select(who: Principal, where: LeadFilter, *, merged: bool = False) -> Selection:
    """Return the SQL for a filter; with ``merged`` leads that another one stands for are there as well.

    Raises:
        InvalidInput: ``sort`` names no column.
    """
    parameters: dict[str, Any] = {"tenant": who.tenant, "merged": merged}
    if where.job_id:
        parameters["job_id"] = where.job_id
    conditions = _conditions(where, parameters)
    base = SQL["run" if where.job_id else "board"]
    filtered = f"with every as ({base}), board as (select * from every where {' and '.join(conditions) or 'true'})"
    return Selection(filtered, parameters, _order(where))


def _conditions(where: LeadFilter, parameters: dict[str, Any]) -> list[str]:
    conditions = []
    lists = (where.stages, where.states, where.sectors, where.countries, where.tiers, where.known, where.labels)
    for column, values in zip(("stage", "state", "sector", "country", "tier", "known", "label"), lists, strict=True):
        if values:
            conditions.append(f"{column} in (select unnest(${column}))")
            parameters[column] = [str(value) for value in values]
    if where.min_score > 0:
        conditions.append("prospect >= $min_score")
        parameters["min_score"] = where.min_score
    for number, word in enumerate(where.text.split()):
        texts = "concat_ws(' ', company_name, website, sector, city, country, email, tags)"
        conditions.append(f"contains(strip_accents(lower({texts})), strip_accents(lower($word{number})))")
        parameters[f"word{number}"] = word
    return conditions


def _order(where: LeadFilter) -> str:
    column = SORTS.get(where.sort)
    if column is None:
        raise InvalidInput(f"Leads cannot be sorted by “{where.sort[:60]}”. Choose one of: {', '.join(SORTS)}.", where="sort")
    return f"order by {column} {'desc' if where.descending else 'asc'} nulls last, lead_id"


def row_of(values: tuple[Any, ...]) -> BoardRow:
    """Return a board row from the values of COLUMNS."""
    fields = dict(zip(COLUMNS, values, strict=True))
    entry_no, run_no, own_id = fields.pop("entry_no"), fields.pop("run_no"), fields.pop("own_id")
    scores, intervals = {}, {}
    for axis in AXES:
        value, low, high = fields.pop(axis), fields.pop(f"{axis}_low"), fields.pop(f"{axis}_high")
        if value is not None:
            scores[axis] = value
            intervals[axis] = (value if low is None else low, value if high is None else high)
    fields["state"], fields["stage"] = LeadState(fields["state"]), Stage(fields["stage"])
    fields["tags"], fields["updated_at"] = tuple(json.loads(fields["tags"])), aware(fields.pop("changed_at"))
    fields["known_as"] = KnownAs.model_validate_json(fields["known_as"]) if fields["known_as"] and fields["known_as"] != "null" else None
    return BoardRow(LeadRow(**fields, scores=scores, intervals=intervals), entry_no, run_no, own_id)
