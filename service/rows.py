"""A pasted list or an uploaded CSV to rows: encoding, delimiter, header and website column are guessed and shown; bad rows are named by line."""

import csv
import io
import re
from collections.abc import Sequence

from domain.errors import InvalidInput
from domain.identity import canonical_url, host_of, identity_key
from domain.run import SourceRow
from service.base import ParsedRows, RowProblem

MAX_BYTES = 20_000_000
MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_CELL = 2_000
_WEBSITE_NAMES = re.compile(
    r"^(?:company |firm[ae]?n? )?(web ?-?site|url|domain|homepage|web ?-?seite|site|sitio|sito|adresse web|internet|web|www|strona|hemsida)s?$", re.I
)
_DELIMITERS = ",;\t|"
_FORMULA_MARK = re.compile(r"^'(?=[=+\-@\t\r])")


def decode_rows(data: bytes) -> tuple[str, str]:
    """Return (text, encoding): byte-order mark, strict UTF-8, UTF-16 by its zero bytes, else cp1252."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace"), name
    if data[1:200:2].count(0) > 40:
        return data.decode("utf-16-le", "replace"), "utf-16-le"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "cp1252"


def parse_rows(data: str | bytes, website_column: str = "") -> ParsedRows:
    """Read websites out of a list (one a line) or a CSV.

    Raises:
        InvalidInput: nothing of it can be used (empty, too large, not text, no column of websites).
    """
    if len(data) > MAX_BYTES:
        raise InvalidInput(f"This is larger than {MAX_BYTES // 1_000_000} MB. Split it and start one run for each part.", code="too_large", where="file")
    if isinstance(data, bytes) and (data.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x1f\x8b"))):
        raise InvalidInput("This is not a text file. Save the sheet as CSV and upload that.", code="wrong_type", where="file")
    text, encoding = decode_rows(data) if isinstance(data, bytes) else (data, "")
    text = text.replace("\0", "")
    if not text.strip():
        raise InvalidInput("There is nothing in it. Give one website a line, or a CSV with a column of websites.", code="empty", where="file")
    delimiter = _delimiter(text)
    return _table(text, delimiter, encoding, website_column) if delimiter else _plain(text, encoding)


def _delimiter(text: str) -> str:
    """The delimiter that cuts the first lines into the same number (> 1) of cells, or nothing for a plain list."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    best, width = "", 1
    for mark in _DELIMITERS:
        widths = {len(row) for row in csv.reader(lines, delimiter=mark)}
        low = min(widths, default=1)
        if low > width and max(widths) - low <= 2:
            best, width = mark, low
    return best


def _plain(text: str, encoding: str) -> ParsedRows:
    numbered = [(number, part.strip().strip("\"'<>,;")) for number, line in enumerate(text.splitlines(), 1) for part in _parts(line)]
    numbered = [(number, line) for number, line in numbered if line and not line.startswith("#")]
    header = bool(numbered) and bool(_WEBSITE_NAMES.match(numbered[0][1]))
    rows, problems = _collect([(number, line, {}) for number, line in numbered[header:]])
    if not rows and not problems:
        raise InvalidInput("There is no website in it. Give one a line, such as company.com.", code="empty", where="file")
    return ParsedRows(rows=rows, problems=problems, encoding=encoding, has_header=header)


def _parts(line: str) -> list[str]:
    """The addresses of a line: several between commas, semicolons or spaces, where each looks like one."""
    parts = [part for part in re.split(r"[,;\s]+", line.strip()) if part]
    return parts if len(parts) > 1 and all(_looks_like_site(part) for part in parts) else [line]


def _table(text: str, delimiter: str, encoding: str, wanted: str) -> ParsedRows:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    table: list[tuple[int, list[str]]] = []
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                table.append((reader.line_num, [_FORMULA_MARK.sub("", c.strip())[:MAX_CELL] for c in row[:MAX_COLUMNS]]))
    except csv.Error as error:
        raise InvalidInput(f"Line {reader.line_num} is not readable as CSV ({error}).", code="bad_csv", where=f"line {reader.line_num}") from error
    header = not any(_looks_like_site(cell) for cell in table[0][1])
    columns = _columns(table[0][1], header, max(len(row) for _, row in table))
    body = table[header:]
    site = columns.index(wanted) if wanted in columns else _site_column(columns, body)
    entries = [
        (line, row[site] if site < len(row) else "", {c: v for i, (c, v) in enumerate(zip(columns, row, strict=False)) if i != site and v})
        for line, row in body
    ]
    rows, problems = _collect(entries)
    return ParsedRows(
        rows=rows, problems=problems, columns=tuple(columns), website_column=columns[site], delimiter=delimiter, encoding=encoding, has_header=header
    )


def _columns(first: Sequence[str], header: bool, width: int) -> list[str]:
    names: list[str] = []
    for number in range(width):
        name = first[number] if header and number < len(first) and first[number] else f"column {number + 1}"
        names.append(name if name not in names else f"{name} ({number + 1})")
    return names


def _site_column(columns: Sequence[str], body: Sequence[tuple[int, list[str]]]) -> int:
    sample = [row for _, row in body[:200]]
    share = [sum(_looks_like_site(row[i]) for row in sample if i < len(row)) for i in range(len(columns))]
    named = [i for i, name in enumerate(columns) if _WEBSITE_NAMES.match(name.replace("_", " ")) and share[i] * 2 >= max(share)]
    best = named[0] if named else max(range(len(columns)), key=lambda i: share[i])
    if not share[best]:
        raise InvalidInput("No column holds websites. One of them must have addresses such as company.com.", code="no_website_column", where="file")
    return best


def _looks_like_site(cell: str) -> bool:
    if "@" in cell or " " in cell.strip() or not re.search(r"\.[a-z]{2,}", cell.lower()):
        return False
    try:
        return not re.fullmatch(r"[\d.,]+", host_of(cell))
    except InvalidInput:
        return False


def _collect(entries: Sequence[tuple[int, str, dict[str, str]]]) -> tuple[tuple[SourceRow, ...], tuple[RowProblem, ...]]:
    rows: list[SourceRow] = []
    problems: list[RowProblem] = []
    first: dict[str, int] = {}
    for line, cell, extra in entries:
        problem = _problem(cell)
        if not problem:
            key = identity_key(cell)
            if key in first:
                problem = f"The same company as line {first[key]}; it is taken once."
            first.setdefault(key, line)
        if not problem and len(rows) >= MAX_ROWS:
            problem = f"Beyond the {MAX_ROWS:,} rows of one run; start another run for it."
        if problem:
            problems.append(RowProblem(line=line, text=cell[:120], problem=problem))
        else:
            rows.append(SourceRow(url=_absolute(cell), line=line, extra=extra))
    return tuple(rows), tuple(problems)


def _absolute(cell: str) -> str:
    return canonical_url(cell if re.match(r"https?://", cell, re.I) else "https://" + cell)


def _problem(cell: str) -> str:
    if not cell:
        return "The website is missing."
    if len(cell) > 2_000:
        return "This is too long for a web address."
    if "@" in cell.split("/")[0 if "//" not in cell else 2]:
        return "This is an e-mail address or holds a login; give the website alone."
    if re.match(r"[a-z][a-z0-9+.-]*:", cell, re.I) and not re.match(r"https?://|[\w.-]+:\d+", cell, re.I):
        return "Only http and https addresses can be read."
    try:
        _absolute(cell)
        if re.fullmatch(r"localhost|[\d.]+|[0-9a-f:]*:[0-9a-f:]+", host_of(cell)):
            return "This is an address of a machine, not a company's website."
        identity_key(cell)
    except InvalidInput:
        return "This is not a website. Expected something like company.com or https://company.com."
    return ""
