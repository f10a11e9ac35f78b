"""Leads to CSV that a spreadsheet and a CRM can take: all cells quoted, formulas defused (OWASP CSV Injection), verified values only by default."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from domain.commands import Desk
from domain.errors import InvalidInput
from domain.evidence import Facts
from domain.lead import KnownAs
from domain.meter import reason_of
from domain.package import Absent
from domain.quoting import INVISIBLE
from domain.score import AXES
from storage.base import StoredLead

_PHONE = re.compile(r"\+[0-9]{7,15}")
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?")
# A formula begins with one of these, also in full width and as the true minus sign; | and % begin one in old spreadsheets.
_STARTERS = "=+\\-@\t\r\n|%＝＋－＠﹦﹢﹣﹫−"
# What a spreadsheet passes over before it; our own mark as well, so that a marked cell is marked again and the way back is exact.
_BEFORE = f"[\"' \\u00a0\\u3000{INVISIBLE}]*"
# A cell begins at the start, and at a separator for readers that take another one than the comma.
_BEGIN = r"(^|[;\t\r\n|])"
_UNMARKED = re.compile(f"{_BEGIN}(?={_BEFORE}[{_STARTERS}])")
_MARKED = re.compile(f"{_BEGIN}'(?={_BEFORE}[{_STARTERS}])")


def safe_cell(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe goes before what could start one; E.164 phones and numbers stay.

    It also goes behind separators inside the cell, where a reader that cuts at semicolons would begin a cell (OWASP, CSV Injection).
    """
    text = text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
    if _PHONE.fullmatch(text) or _NUMBER.fullmatch(text):
        return text
    return _UNMARKED.sub(r"\1'", text)


def plain_cell(cell: str) -> str:
    """Return what stood in a cell before :func:`safe_cell` (used when a file of ours comes back in)."""
    return _MARKED.sub(r"\1", cell)


class _Row:
    """What the columns read from: a stored lead, with only the facts that may go out."""

    def __init__(self, stored: StoredLead, *, unverified: bool) -> None:
        found = stored.facts or Facts()
        self.stored = stored
        self.facts = found if unverified else Facts(items=tuple(f for f in found.items if f.verified))
        self.package = stored.package

    def value(self, field: str) -> str:
        return self.stored.desk.corrections.get(field) or self.facts.value(field)

    def nth(self, field: str, number: int) -> str:
        found = self.facts.all(field)
        return found[number].value if number < len(found) else ""

    def joined(self, field: str, limit: int = 5) -> str:
        return "; ".join(f.value for f in self.facts.all(field)[:limit])

    def signal(self) -> str:
        triggers = self.package.purchase_triggers if self.package else None
        return triggers.triggers[0].statement.text if triggers and not isinstance(triggers, Absent) and triggers.triggers else ""

    def pain(self) -> str:
        pains = self.package.pain_point_analysis if self.package else None
        return pains.points[0].pain if pains and not isinstance(pains, Absent) and pains.points else ""

    def next_step(self) -> str:
        plan = self.package.strategies if self.package else None
        return plan.action_plan[0].text if plan and not isinstance(plan, Absent) and plan.action_plan else ""

    def message(self) -> str:
        message = self.package.personalised_message if self.package else None
        return " ".join(p.text for p in message.variants[0].paragraphs) if message and not isinstance(message, Absent) and message.variants else ""

    def sources(self) -> str:
        shown = [f for f in (self.facts.first(n) for n in ("company_name", "email", "phone", "country", "sector")) if f]
        return " ".join(dict.fromkeys(e.url for f in shown for e in f.quotes[:1]))


def in_words(desk: Desk) -> str:
    """Return why a lead was judged so: quick reasons in words, and the free text."""
    reason = reason_of(desk.label_reason, desk.label)
    return "; ".join(part for part in (*(key.replace("_", " ") for key in reason.keys), reason.text) if part)


def _score(axis: str, row: _Row) -> str:
    value = row.stored.row.scores.get(axis)
    return "" if value is None else f"{value:.2f}"


def _known_as(found: KnownAs | None) -> str:
    return f"line {found.line}: {found.name} ({found.rule} {found.value})".replace(" )", ")") if found else ""


COLUMNS: dict[str, Callable[[_Row], str]] = {
    "company_name": lambda r: r.value("company_name"),
    "legal_name": lambda r: r.value("legal_name"),
    "website": lambda r: r.stored.row.website,
    "sector": lambda r: r.stored.desk.corrections.get("sector") or r.stored.row.sector,
    "country": lambda r: r.value("country"),
    "city": lambda r: r.value("city"),
    "address": lambda r: r.value("address"),
    "email": lambda r: r.value("email"),
    "email_2": lambda r: r.nth("email", 1),
    "email_3": lambda r: r.nth("email", 2),
    "phone": lambda r: r.value("phone"),
    "phone_2": lambda r: r.nth("phone", 1),
    "phone_3": lambda r: r.nth("phone", 2),
    "socials": lambda r: r.joined("social"),
    "employees": lambda r: r.value("employees"),
    "founded": lambda r: r.value("founded"),
    "description": lambda r: r.value("description"),
    "products": lambda r: r.joined("product", 8),
    "technologies": lambda r: r.joined("technology", 8),
    "stage": lambda r: r.stored.row.stage.value,
    "state": lambda r: r.stored.row.state.value,
    "reason_code": lambda r: r.stored.row.code,
    "tier": lambda r: r.stored.row.tier,
    **{f"{axis}_score": partial(_score, axis) for axis in AXES},
    "top_pain": lambda r: r.pain(),
    "top_signal": lambda r: r.signal(),
    "next_step": lambda r: r.next_step(),
    "first_message": lambda r: r.message(),
    "known": lambda r: r.stored.row.known,
    "known_as": lambda r: _known_as(r.stored.row.known_as),
    "tags": lambda r: "; ".join(r.stored.row.tags),
    "label": lambda r: "" if r.stored.desk.label is None else "good" if r.stored.desk.label else "bad",
    "label_reason": lambda r: in_words(r.stored.desk),
    "sources": lambda r: r.sources(),
    "lead_id": lambda r: r.stored.row.lead_id,
}
"""The columns of the export, in order; the first ones are what CRMs import by name."""


def csv_lines(leads: Iterable[StoredLead], *, unverified: bool = False, columns: Sequence[str] = ()) -> Iterator[str]:
    """Yield the header and a line for each lead (CRLF, UTF-8 with a byte-order mark on the first, as RFC 4180 readers and Excel expect).

    Columns of the analyst's own list follow as ``list: <name>``… when they are asked for by that name.

    Raises:
        InvalidInput: a column is not known.
    """
    names = list(columns) or list(COLUMNS)
    unknown = [n for n in names if n not in COLUMNS and not n.startswith("list: ")]
    if unknown:
        raise InvalidInput(f"There is no column “{unknown[0]}”. There are: {', '.join(COLUMNS)}.", code="no_column", where="columns")
    return _lines(leads, names, unverified)


def _lines(leads: Iterable[StoredLead], names: Sequence[str], unverified: bool) -> Iterator[str]:
    yield "\ufeff" + _line(names)
    for stored in leads:
        row = _Row(stored, unverified=unverified)
        yield _line([_cell(row, name) for name in names])


def _cell(row: _Row, name: str) -> str:
    return COLUMNS[name](row) if name in COLUMNS else row.stored.lead.hit.extra.get(name.removeprefix("list: "), "")


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow([safe_cell(c) for c in cells])
    return out.getvalue()
