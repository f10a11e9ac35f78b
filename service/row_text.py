"""Bytes of an uploaded list to numbered lines and records of cells: typed by content, decoded, cut, and mended where quotes are broken."""

import codecs
import csv
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from charset_normalizer import from_bytes

MAX_LINE = 1_000_000
MAX_SPAN = 100
_MAX_SPAN_TEXT = 200_000
_SHEET = "This is {what}, not a text file. Open it, save the sheet as CSV (UTF-8) and upload that."
_PACKED = "This is {what}. Unpack it and upload the list that is in it as CSV or text."
_OTHER = "This is {what}, not a list. Upload a CSV or a text file with one website a line, or paste the addresses."
#: How a file begins -> what it is, and the sentence for it.
_BEGINNINGS: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file", _SHEET),
    (b"\x1f\x8b", "a gzip archive", _PACKED),
    (b"BZh", "a bzip2 archive", _PACKED),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _PACKED),
    (b"Rar!", "a RAR archive", _PACKED),
    (b"\xfd7zXZ", "an xz archive", _PACKED),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", _PACKED),
    (b"PK\x05\x06", "an empty ZIP archive", _PACKED),
    (b"%PDF", "a PDF", _OTHER),
    (b"\x89PNG", "an image", _OTHER),
    (b"GIF8", "an image", _OTHER),
    (b"\xff\xd8\xff", "an image", _OTHER),
    (b"{\\rtf", "an RTF document", _OTHER),
    (b"SQLite format 3", "a database", _OTHER),
    (b"PAR1", "a Parquet file", _OTHER),
    (b"\x7fELF", "a program", _OTHER),
)
_MARKUP = re.compile(rb"\s{0,200}(?:<!doctype html|<html|<head|<body|<\?xml|<svg)", re.I)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HIGH = re.compile(rb"[\x80-\xff]+")
_NOT_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
# ¹ ³ ¿ inside a word: what cp1250's ą ł ż look like in cp1252
_EASTERN = re.compile(rb"[a-z\x80-\xff][\xb9\xb3\xbf][a-z]")
# inside a word these are symbols or capitals in cp1252, and é ü ä ß à â è in Mac Roman (Excel on a Mac saves it)
_MAC = re.compile(rb"[A-Za-z\x80-\xff][\x87\x88\x8a\x8e\x8f\x9f\xa7][a-z]")
_GUESSED = ["cp932", "gb18030", "big5", "cp949", "euc_jp", "cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "cp1254", "cp874", "cp1250"]
_BROKEN_BYTE = "prospector_cp1252"


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Read single bytes that are no UTF-8 as cp1252, so that one pasted line does not garble a whole file."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_BROKEN_BYTE, _as_cp1252)


def refusal(data: bytes) -> str:
    """Return why a file is no text, as a sentence that says what to do; nothing when it can be read. Archives are not opened."""
    if data.startswith(b"PK\x03\x04"):
        return _zip_refusal(data[:4_096])
    for beginning, what, sentence in _BEGINNINGS:
        if data.startswith(beginning):
            return sentence.format(what=what)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _OTHER.format(what="an image")
    if _MARKUP.match(data):
        return _OTHER.format(what="a web page or XML")
    head = data[:8_192]
    if not _marked(head) and not _wide(head) and len(_CONTROL.findall(head)) > max(8, len(head) // 20):
        return _OTHER.format(what="binary data")
    return ""


def _zip_refusal(head: bytes) -> str:
    if b"xl/" in head or b"[Content_Types].xml" in head:
        return _SHEET.format(what="an Excel workbook or an Office document")
    if b"opendocument" in head:
        return _SHEET.format(what="an OpenDocument file")
    return _PACKED.format(what="a ZIP archive")


def _marked(data: bytes) -> str:
    return next((name for mark, name in _MARKS if data.startswith(mark)), "")


def _wide(head: bytes) -> str:
    """Return utf-16-le or -be for text without a byte-order mark whose zero bytes stand on one side; nothing for other text."""
    even, odd, pairs = head[0::2].count(0), head[1::2].count(0), len(head) // 2
    if pairs < 4 or max(even, odd) * 5 < pairs or min(even, odd) * 20 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def encoding_of(data: bytes) -> str:
    """Return the encoding: byte-order mark, zero bytes of UTF-16, UTF-8, cp1252 or one of its neighbours, else the best guess.

    ``utf-8+cp1252`` is UTF-8 with a few lines of the other between.
    """
    known = _marked(data) or _wide(data[:8_192])
    if known:
        return known
    if _is_utf8(data):
        return "utf-8"
    runs = [match.group() for match, _ in zip(_HIGH.finditer(data), range(5_000), strict=False)]
    read = b" ".join(runs).decode("utf-8", "replace")
    broken = read.count("\ufffd")
    if len(read) - len(runs) + 1 - broken > 2 * broken:
        return "utf-8+cp1252"
    return _legacy(data, runs)


def _is_utf8(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), 1_000_000):
            decoder.decode(data[start : start + 1_000_000])
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def _legacy(data: bytes, runs: Sequence[bytes]) -> str:
    long = sum(len(run) for run in runs if len(run) > 2)
    around = max(0, data.find(runs[0][:1]) - 1_000)
    sample = data[around : around + 30_000]
    if long * 10 <= 3 * sum(map(len, runs)):
        if _MAC.search(sample):
            return "mac_roman"
        if not any(_NOT_CP1252.search(run) for run in runs):
            return "cp1250" if _EASTERN.search(sample) else "cp1252"
    best = from_bytes(sample, cp_isolation=_GUESSED).best()
    return best.encoding if best else "cp1252"


class Line(NamedTuple):
    """A line of text with its number (from 1), and whether it was cut at MAX_LINE."""

    number: int
    text: str
    cut: bool = False


def lines_of(data: bytes, encoding: str) -> Iterator[Line]:
    """Yield the lines (ended by LF, CR or CRLF, which stay) without NULs; of a longer line only the first MAX_LINE characters."""
    errors = _BROKEN_BYTE if encoding.startswith("utf-8") else "replace"
    reader = io.TextIOWrapper(io.BytesIO(data), encoding=encoding.partition("+")[0], errors=errors, newline="")
    number = 0
    while text := reader.readline(MAX_LINE):
        number, cut = number + 1, False
        while len(text) >= MAX_LINE and (more := reader.readline(MAX_LINE)):
            cut = True
            if len(more) < MAX_LINE:
                break
        yield Line(number, text.replace("\0", "").removeprefix("\ufeff"), cut)


class Record(NamedTuple):
    """A row of cells, the line it begins on, and what was wrong with it: nothing, ``quote`` (never closed) or ``cut`` (too long a line)."""

    line: int
    cells: list[str]
    flaw: str = ""


def records_of(lines: Iterable[Line], delimiter: str) -> Iterator[Record]:
    """Yield the records of a delimited text; a quote that is not closed within MAX_SPAN lines is taken as a character and spoils only its own line."""
    source, held = iter(lines), deque[Line]()
    while True:
        line = held.popleft() if held else next(source, None)
        if line is None:
            return
        if '"' not in line.text:
            yield Record(line.number, line.text.rstrip("\r\n").split(delimiter), "cut" if line.cut else "")
            continue
        cells, taken = _joined(line, source, held, delimiter)
        if cells is None:
            held.extendleft(reversed(taken))
            yield Record(line.number, _split(line.text, delimiter), "quote")
        else:
            yield Record(line.number, cells, "cut" if line.cut else "")


def _joined(line: Line, source: Iterator[Line], held: deque[Line], delimiter: str) -> tuple[list[str] | None, list[Line]]:
    """Return the cells of a record that begins on this line, or None, and the further lines that were looked at."""
    cells, unclosed = _cells(line.text, delimiter)
    taken: list[Line] = []
    text = line.text
    while cells is None and unclosed and len(taken) < MAX_SPAN and len(text) < _MAX_SPAN_TEXT:
        following = held.popleft() if held else next(source, None)
        if following is None:
            break
        taken.append(following)
        text += following.text
        if '"' in following.text:
            cells, unclosed = _cells(text, delimiter)
    if cells is None and not taken and not unclosed:
        return _loose(line.text, delimiter), []
    return cells, taken


def _cells(text: str, delimiter: str) -> tuple[list[str] | None, bool]:
    """Return the cells of a well-formed record, or None and whether a quote is still open."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        return None, "end of data" in str(error)
    return (rows[0], False) if len(rows) == 1 else (None, False)


def _split(text: str, delimiter: str) -> list[str]:
    """Return the cells of a line cut at every delimiter, without the quotes around them."""
    return [cell.strip().removeprefix('"').removesuffix('"') for cell in text.rstrip("\r\n").split(delimiter)]


def _loose(text: str, delimiter: str) -> list[str] | None:
    """Return the cells of a line with stray quotes as a lenient reader cuts them."""
    try:
        rows = list(csv.reader([text.rstrip("\r\n")], delimiter=delimiter))
    except csv.Error:
        return None
    cut = _split(text, delimiter)
    return cut if not rows or len(rows[0]) == len(cut) else rows[0]
