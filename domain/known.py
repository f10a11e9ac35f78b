"""The companies that the analyst knows already, from an export of a CRM: what identity needs of them, and nothing about people."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from domain.base import Value
from domain.company_index import Pair
from domain.lead import KnownAs
from domain.same_company import CompanyRecord, Decision, Verdict

Known = Literal["new", "known", "customer"]


class KnownCompany(Value):
    """A company of the list: its line, how it is called there, what the list says of it (a lifecycle word), and who it is."""

    line: int
    name: str
    status: str = ""
    customer: bool = False
    record: CompanyRecord


class UnusableLine(Value):
    """A line of the list of which nothing was taken, and why."""

    line: int
    text: str
    problem: str


class KnownList(Value):
    """The analyst's list as understood; a new upload replaces it. ``columns`` maps what is used of it to the names of its columns."""

    list_no: int = 0
    user: str = ""
    uploaded_at: datetime | None = None
    file_name: str = ""
    companies: int = 0
    customers: int = 0
    columns: dict[str, str] = {}
    unusable: tuple[UnusableLine, ...] = ()
    unusable_count: int = 0


class KnownLead(Value):
    """What the list says of one lead. ``known_as`` of a new lead is a company that it may be, for a person to decide."""

    lead_id: str
    entry_no: int
    finish_no: int | None
    status: Known
    known_as: KnownAs | None = None


def judged(pairs: Sequence[Pair], companies: dict[str, KnownCompany]) -> tuple[Known, KnownAs | None]:
    """Return what a list says of a lead, from its pairs with the list's companies: customer before known, the surest and first line of it.

    This is no merge: to write to a customer as to a stranger is worse than to pass over a namesake. So a website that stands in the list is known,
    whatever company it is listed under, and so is a name in its town where only the telephone is another one.
    """
    found = [pair for pair in pairs if pair.decision.verdict is Verdict.SAME or _is_known(pair.decision)]
    if not found:
        return "new", known_as(pairs[0], companies[pairs[0].other]) if pairs else None
    best = min(found, key=lambda p: (not companies[p.other].customer, p.decision.verdict is not Verdict.SAME, companies[p.other].line))
    return "customer" if companies[best.other].customer else "known", known_as(best, companies[best.other])


def _is_known(decision: Decision) -> bool:
    rules = {ground.rule for ground in decision.grounds}
    return "same_domain" in rules or ({"same_name", "same_town"} <= rules and not any(ground.against for ground in decision.grounds))


def known_as(pair: Pair, company: KnownCompany) -> KnownAs:
    """Return the company of the list with the strongest ground of the pair."""
    ground = pair.decision.grounds[0]
    return KnownAs(line=company.line, name=company.name, status=company.status, rule=ground.rule, value=ground.value)
