"""An export of a CRM to the companies that the analyst knows already: columns guessed by their headings, customers by their lifecycle word, in many languages.

Only what identity needs is kept: of an e-mail address its domain, of people nothing.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from domain.errors import InvalidInput
from domain.identity import fold
from domain.known import KnownCompany, KnownList, UnusableLine
from pipeline.identify import home_region, record_of_row
from service.crm_words import RANK, WORD_OF, is_customer
from service.row_cells import looks_like_mail, looks_like_site
from service.row_tally import cut_text
from service.row_text import Record
from service.rows import RawTable, open_table

MAX_COMPANIES = 200_000
MAX_TOLD = 200
_SAMPLE, _ASKED = 200, 5_000


class KnownUpload(NamedTuple):
    """What a list holds: as it is kept, and the companies."""

    told: KnownList
    companies: tuple[KnownCompany, ...]


def read_known(data: str | bytes, file_name: str = "") -> KnownUpload:
    """Read a CRM export. Lines that name no company by anything that could be found again are told by number.

    Raises:
        InvalidInput: nothing of it can be read, or no column names companies, websites, telephones or e-mail addresses.
    """
    table = open_table(data)
    head: list[Sequence[str]] = []
    records: list[Record] = []
    for record in islice(table.records, MAX_COMPANIES):
        records.append(record)
        if len(head) < _SAMPLE:
            head.append(record.cells)
    beyond = next(table.records, None)
    columns = _columns(table, head)
    if not columns.keys() & {"name", "website", "email", "phone"}:
        raise InvalidInput(
            "No column names companies. Add a heading line with columns such as Company, Website, Phone, City, Status.", code="no_columns", where="file"
        )
    companies: list[KnownCompany] = []
    unusable: list[UnusableLine] = []
    missing = 0
    if beyond:
        missing = 1 + sum(1 for _ in table.records)
        problem = f"{missing:,} lines from here on were not read: a list has at most {MAX_COMPANIES:,}. Leave out what no longer matters and upload it again."
        unusable.append(UnusableLine(line=beyond.line, text="", problem=problem))
    rows = [{column: cut_text(record.cells[at], 500) for column, at in columns.items() if at < len(record.cells) and record.cells[at]} for record in records]
    home = home_region(rows[:_ASKED])
    for record, row in zip(records, rows, strict=True):
        company = _company(record.line, row, home, table.names[columns["status"]] if "status" in columns else "")
        if company:
            companies.append(company)
            continue
        missing += 1
        if len(unusable) < MAX_TOLD:
            unusable.append(UnusableLine(line=record.line, text=cut_text(row.get("name") or _site(row), 120), problem=_problem(row)))
    if not companies:
        raise InvalidInput(
            "Not one line names a company so that it could be found again: " + (unusable[-1].problem if unusable else ""), code="empty", where="file"
        )
    told = KnownList(
        file_name=cut_text(file_name, 200),
        companies=len(companies),
        customers=sum(company.customer for company in companies),
        columns={column: table.names[at] for column, at in columns.items()},
        unusable=tuple(unusable),
        unusable_count=missing,
    )
    return KnownUpload(told, tuple(companies))


def _columns(table: RawTable, head: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return which column holds what: by its heading, else websites and e-mail addresses by what stands in it; what is left first names companies."""
    found: dict[str, tuple[int, int]] = {}
    for at, name in enumerate(table.names if table.has_header else ()):
        heading = " ".join(re.findall(r"[^\W_]+", fold(name)))
        column = WORD_OF.get(heading)
        if column and (column not in found or RANK[heading] < found[column][0]) and any(at < len(row) and row[at] for row in head):
            found[column] = (RANK[heading], at)
    columns = {column: at for column, (_, at) in found.items()}
    for column, fits in (("website", looks_like_site), ("email", looks_like_mail)):
        free = [at for at in range(len(table.names)) if at not in columns.values()]
        share = {at: sum(at < len(row) and fits(row[at]) for row in head) for at in free}
        if column not in columns and share and max(share.values()) * 2 > len(head):
            columns[column] = max(share, key=lambda at: share[at])
    if not table.has_header and "name" not in columns:
        first = next((at for at in range(len(table.names)) if at not in columns.values()), None)
        columns |= {"name": first} if first is not None else {}
    return columns


def _company(line: int, row: Mapping[str, str], home: str, heading: str) -> KnownCompany | None:
    record = record_of_row(str(line), row, home)
    findable = record.domains or record.phones or record.mail_domains or record.ids or (record.names and (record.city or record.postcode))
    if not findable:
        return None
    status = row.get("status", "")[:60]
    return KnownCompany(line=line, name=(record.names or record.domains or ("",))[-1], status=status, customer=is_customer(status, heading), record=record)


def _site(row: Mapping[str, str]) -> str:
    """Return what stands for a website; nothing where it is an e-mail address, which may be a person's."""
    written = row.get("website", "")
    return "" if "@" in written else written


def _problem(row: Mapping[str, str]) -> str:
    if row.get("name") or row.get("legal_name"):
        return "Only a name: without a website, telephone, business e-mail, tax id or town a company cannot be told from others of its name."
    return "Nothing that names a company: no website, telephone, business e-mail or name with a town."
