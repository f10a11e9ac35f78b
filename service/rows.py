"""A pasted list or an uploaded CSV to rows: encoding, delimiter, header and website column are guessed and shown; bad rows are named by line."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from domain.errors import InvalidInput
from service.base import ParsedRows
from service.export import plain_cell
from service.row_cells import looks_like_mail, looks_like_site, read_cell
from service.row_tally import MAX_ROWS, Tally, cut_text
from service.row_text import MAX_LINE, Line, Record, encoding_of, lines_of, records_of, refusal

__all__ = ["MAX_BYTES", "MAX_COLUMNS", "MAX_LINES", "MAX_ROWS", "parse_rows"]

MAX_BYTES = 50 * 2**20
MAX_LINES = 1_500_000
MAX_COLUMNS = 200
MAX_CELL = 2_000
_SAMPLE, _SAMPLE_TEXT, _SAMPLE_CELLS = 200, 400_000, 40_000
_WEBSITE_NAMES = re.compile(
    r"(?:company |firm[ae]?n? |official |corporate )?(?:web ?-?site|website url|url|domain(?: name)?|domäne|domaine|dominio|domena|home ?page|"
    r"web ?-?seite|site(?: web| internet)?|sitio(?: web)?|sito(?: web| internet)?|p[aá]gina web|adresse web|internet(?:adresse|auftritt)?|"
    r"internet sitesi|web sitesi|web|www|strona(?: www| internetowa)?|hemsida|webbplats|hjemmeside|nettside|nettsted|kotisivut?|verkkosivu(?:sto)?|"
    r"webov[aáé] str[aá]nk[ay]|weboldal|honlap|spletna stran|ιστοσελίδα|(?:веб-?)?сайт|网站|網站|网址|網址|官网|ウェブサイト|ホームページ|サイト|"
    r"웹사이트|홈페이지|เว็บไซต์|trang web|موقع(?: الويب)?|אתר)s?",
    re.I,
)
_DELIMITERS = ";\t|,"
_DELIMITER_LINE = re.compile(r'"?sep=(.)"?\s*', re.I)
_NO_COLUMN = "No column holds websites. Choose the right column, or add one with addresses such as company.com."


def parse_rows(data: str | bytes, website_column: str = "") -> ParsedRows:
    """Read websites out of a list (one a line, or several) or a CSV. Takes some seconds and 200 MB for the largest.

    Raises:
        InvalidInput: nothing of it can be read (empty, too large, not text).
    """
    tally = Tally()
    sample, lines, encoding = _opened(data, tally)
    delimiter = _delimiter(sample)
    shown = encoding if isinstance(data, bytes) else ""
    if delimiter:
        return _table(chain(sample, lines), delimiter, shown, website_column, tally)
    return _plain(chain(sample, lines), shown, tally)


class RawTable(NamedTuple):
    """A CSV taken apart: the names of its columns, its records below them, and how it was read."""

    names: tuple[str, ...]
    records: Iterator[Record]
    delimiter: str
    encoding: str
    has_header: bool


def open_table(data: str | bytes) -> RawTable:
    """Read a CSV of whatever columns. A list of one column has no delimiter.

    Raises:
        InvalidInput: nothing of it can be read (empty, too large, not text).
    """
    tally = Tally()
    sample, lines, encoding = _opened(data, tally)
    delimiter = _delimiter(sample)
    records = (r for r in records_of(chain(sample, lines), delimiter or "\0") if any(cell.strip() for cell in r.cells))
    head = _below_titles([Record(r.line, [_trimmed(c) for c in r.cells], r.flaw) for r in _first(records)], tally)
    header = not any(looks_like_site(cell) or looks_like_mail(cell) for cell in head[0].cells)
    names = _names(head[0], header, max(len(r.cells) for r in head), tally)
    rest = (Record(r.line, [_trimmed(c) for c in r.cells], r.flaw) for r in records)
    return RawTable(names, chain(head[header:], rest), delimiter, encoding if isinstance(data, bytes) else "", header)


def _opened(data: str | bytes, tally: Tally) -> tuple[list[Line], Iterator[Line], str]:
    """Return the first lines, the others, and the encoding."""
    if len(data) > MAX_BYTES:
        raise InvalidInput(f"This is larger than {MAX_BYTES // 2**20} MB. Split it and start one run for each part.", code="too_large", where="file")
    raw = data if isinstance(data, bytes) else data.encode("utf-8", "replace")
    if isinstance(data, bytes) and (why := refusal(data)):
        raise InvalidInput(why, code="wrong_type", where="file")
    encoding = encoding_of(raw) if isinstance(data, bytes) else "utf-8"
    lines = _bounded(lines_of(raw, encoding), tally)
    sample = _sample(lines)
    if not sample:
        raise InvalidInput("There is nothing in it. Give one website a line, or a CSV with a column of websites.", code="empty", where="file")
    return sample, lines, encoding


def _bounded(lines: Iterable[Line], tally: Tally) -> Iterator[Line]:
    """Yield the lines that hold something, up to MAX_LINES."""
    for line in lines:
        if line.number > MAX_LINES:
            tally.note(line.number, "", f"Lines from here on were not read: one list has at most {MAX_LINES:,} lines. Split it.", unusable=True)
            return
        yield line


def _sample(lines: Iterator[Line]) -> list[Line]:
    """Take the first lines off, to the SAMPLEth that is not blank; nothing when there is none."""
    taken, filled, size = [], 0, 0
    for line in lines:
        taken.append(line)
        filled += bool(line.text.strip())
        size += len(line.text)
        if filled >= _SAMPLE or size > _SAMPLE_TEXT:
            break
    return taken if filled else []


def _delimiter(sample: Sequence[Line]) -> str:
    """Return the mark that cuts most lines into the same number (> 1) of cells, where they are not all websites; nothing for a plain list."""
    first = next(line.text for line in sample if line.text.strip())
    if named := _DELIMITER_LINE.fullmatch(first):
        return named.group(1)
    best, mark = (0, 0.0, 0), ""
    for one in _DELIMITERS:
        rows = [r.cells for r in records_of(sample[:60], one) if any(c.strip() for c in r.cells)]
        width, lines = Counter(map(len, rows)).most_common(1)[0]
        cells = [c for c in islice(chain.from_iterable(rows), _SAMPLE_CELLS) if c.strip()]
        sites = sum(map(_only_sites, cells))
        fits = width > 1 and (lines * 2 > len(rows) or sum(len(r) > 1 for r in rows) * 5 >= 4 * len(rows))
        if fits and sites < len(cells) and (score := (sites, lines / len(rows), width)) > best:
            best, mark = score, one
    return mark


def _only_sites(cell: str) -> bool:
    cell = cell[:MAX_CELL]
    return looks_like_site(cell) or (bool((said := read_cell(cell)).urls) and not said.rest and not said.note.startswith("An e-mail"))


def _plain(lines: Iterable[Line], encoding: str, tally: Tally) -> ParsedRows:
    header, begun = False, False
    for line in lines:
        text = line.text.strip()
        if not text or text.startswith("#"):
            continue
        if not begun and _WEBSITE_NAMES.fullmatch(text.strip("\"'").replace("_", " ")):
            header = begun = True
            continue
        begun = True
        if line.cut:
            tally.note(line.number, text, f"The line is longer than {MAX_LINE:,} characters; what stands behind was not read.")
        if not tally.over(line.number):
            cell = read_cell(plain_cell(text))
            tally.take(line.number, text, cell, {"name": cell.rest} if cell.rest else {})
    if tally.nothing:
        raise InvalidInput("There is no website in it. Give one a line, such as company.com.", code="empty", where="file")
    return ParsedRows(rows=tuple(tally.rows), problems=tally.problems(), encoding=encoding, has_header=header)


class _Columns(NamedTuple):
    """The columns of a table: their names, which holds the websites, and which others are kept."""

    names: tuple[str, ...]
    site: int
    kept: tuple[tuple[int, str], ...]


def _table(lines: Iterable[Line], delimiter: str, encoding: str, wanted: str, tally: Tally) -> ParsedRows:
    lines = iter(lines)
    records = (r for r in records_of(lines, delimiter) if any(cell.strip() for cell in r.cells))
    head = [Record(r.line, [_trimmed(c) for c in r.cells], r.flaw) for r in _first(records)]
    head = _below_titles(head, tally)
    header = not any(looks_like_site(cell) or looks_like_mail(cell) for cell in head[0].cells)
    body = head[header:]
    if not body:
        raise InvalidInput("There is a heading line and no row below it. Add the rows, one company a line.", code="empty", where="file")
    widths = Counter(len(r.cells) for r in body)
    width = max(widths, key=lambda w: (widths[w], w == len(head[0].cells)))
    names = _names(head[0], header, max(width, len(head[0].cells)), tally)
    found = _site_column(names, body, wanted)
    if found is None:
        tally.note(head[0].line, "", _NO_COLUMN, unusable=True)
    site = found or 0
    others = tuple((i, name) for i, name in enumerate(names) if i != site)
    if len(others) >= MAX_COLUMNS:
        tally.note(head[0].line, "", f"There are {len(names):,} columns; besides the websites the first {MAX_COLUMNS - 1} were kept.")
    columns = _Columns(names, site, others[: MAX_COLUMNS - 1])
    for record in body:
        if not tally.over(record.line):
            _row(record, columns, tally)
    for record in records:
        if tally.over(record.line):
            break
        _row(record, columns, tally)
    for line in lines:  # the rest is only counted
        if line.text.strip():
            tally.over(line.number)
    return ParsedRows(
        rows=tuple(tally.rows),
        problems=tally.problems(),
        columns=names,
        website_column=names[site],
        delimiter=delimiter,
        encoding=encoding,
        has_header=header,
    )


def _first(records: Iterator[Record]) -> Iterator[Record]:
    """Take the first records off, fewer of very wide ones."""
    cells = 0
    for record in islice(records, _SAMPLE):
        yield record
        cells += len(record.cells)
        if cells > _SAMPLE_CELLS:
            return


def _trimmed(cell: str) -> str:
    return plain_cell(cell).strip(" \t\r\n\u00a0\u200b\ufeff")


def _below_titles(head: list[Record], tally: Tally) -> list[Record]:
    """Leave out what stands above the heading: the line that names the delimiter, and titles of a single cell."""
    if head[0].cells[0].lower().startswith("sep=") and len(head) > 1:
        head = head[1:]
    filled = [sum(map(bool, r.cells)) for r in head[:10]]
    for place, many in enumerate(filled):
        if many > 1 or any(looks_like_site(cell) for cell in head[place].cells):
            for title in head[:place]:
                tally.note(title.line, " ".join(title.cells).strip(), "A title above the heading; it was passed over.")
            return head[place:]
    return head


def _names(first: Record, header: bool, width: int, tally: Tally) -> tuple[str, ...]:
    names: dict[str, int] = {}
    again, others = Counter[str](), set(first.cells) if header else set()
    for number in range(width):
        given = cut_text(first.cells[number], 120) if header and number < len(first.cells) else ""
        name = given or f"column {number + 1}"
        while name in names or (again[given] and name in others):
            again[given] += 1
            name = f"{given or 'column'} ({again[given] + 1})"
        if given and name != given:
            tally.note(first.line, given, f"Two columns are called “{given}”; the further one is shown as “{name}”.", field=given)
        names[name] = number
    return tuple(names)


def _site_column(names: Sequence[str], body: Sequence[Record], wanted: str) -> int | None:
    """Return the column that was asked for, else the one that says so and holds websites, the one that holds most, or the one that holds e-mail addresses."""
    if wanted in names:
        return names.index(wanted)
    rows = [r.cells for r in body[: max(5, _SAMPLE_CELLS // len(names))]]
    named = [i for i, name in enumerate(names) if _WEBSITE_NAMES.fullmatch(name.replace("_", " "))]
    for fits in (looks_like_site, looks_like_mail):
        share = [sum(fits(row[i]) for row in rows if i < len(row)) for i in range(len(names))]
        if max(share):
            return next((i for i in named if share[i] * 2 >= max(share)), share.index(max(share)))
    several = (i for i in range(len(names)) if any(read_cell(row[i]).urls for row in rows if i < len(row)))
    return named[0] if named else next(several, None)


def _row(record: Record, columns: _Columns, tally: Tally) -> None:
    """Take one record: its website, and the other cells under their names."""
    cells, site, field = record.cells, columns.site, columns.names[columns.site]
    text = _trimmed(cells[site]) if site < len(cells) else ""
    cell = read_cell(text)
    if not cell.urls and len(cells) != len(columns.names):
        strays = [i for i, other in enumerate(cells) if looks_like_site(other)]
        if len(strays) == 1:
            site, cell = strays[0], read_cell(_trimmed(cells[strays[0]]))
            tally.note(record.line, cells[site], f"{len(cells)} cells instead of {len(columns.names)}; the website was found in another one.", field=field)
    elif len(cells) > len(columns.names):
        stray = cells[len(columns.names)]
        tally.note(record.line, stray, f"{len(cells)} cells instead of {len(columns.names)}; those behind the last column were not kept.")
    others = [(name, _trimmed(cells[i])) for i, name in columns.kept if i < len(cells) and i != site and cells[i]]
    _flaws(record, others, tally)
    tally.take(record.line, text if site == columns.site else cells[site], cell, {name: cut_text(other, MAX_CELL) for name, other in others if other}, field)


def _flaws(record: Record, others: Sequence[tuple[str, str]], tally: Tally) -> None:
    if record.flaw == "quote":
        tally.note(record.line, ",".join(record.cells[:20]), "A quotation mark is opened and never closed; the line was read without it.")
    if record.flaw == "cut":
        tally.note(record.line, ",".join(record.cells[:3]), f"The line is longer than {MAX_LINE:,} characters; what stands behind was not read.")
    for name, other in others:
        if len(other) > MAX_CELL:
            tally.note(record.line, other, f"The cell has {len(other):,} characters; the first {MAX_CELL:,} were kept.", field=name)
