"""What has been taken of a list so far: rows, each company once, and what is to be said of single lines, within bounds."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Literal

from domain.run import SourceRow
from service.base import RowProblem
from service.row_cells import Cell, company_of

MAX_ROWS = 100_000
MAX_LOOKED = 300_000
MAX_TOLD = 1_000
_TEXT = 120
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
Kind = Literal["unusable", "duplicate", "note"]
_MANY: dict[Kind, str] = {
    "unusable": "{n:,} further lines from here on cannot be used either; the first {told:,} are listed.",
    "duplicate": "{n:,} further lines from here on name companies of earlier lines; the first {told:,} are listed.",
    "note": "{n:,} further remarks of these kinds; the first {told:,} are listed.",
}


def cut_text(text: str, limit: int) -> str:
    """Return text without control characters, at most ``limit`` characters of it."""
    return _CONTROL.sub("", text[:limit])


class Tally:
    """Rows and problems as they come; a company counts once, by its identity key."""

    def __init__(self) -> None:
        self.rows: list[SourceRow] = []
        self._told: list[RowProblem] = []
        self._counts: Counter[Kind] = Counter()
        self._beyond: dict[Kind, int] = {}
        self._first: dict[str, int] = {}
        self._over = (0, 0)
        self._looked = 0

    @property
    def nothing(self) -> bool:
        """True when not one line said anything."""
        return not self.rows and not self._told

    def over(self, line: int) -> bool:
        """Say whether the list is full, or enough of it was looked through; the line is then counted and need not be read."""
        self._looked += 1
        if len(self.rows) < MAX_ROWS and self._looked <= MAX_LOOKED:
            return False
        self._leave(line)
        return True

    def _leave(self, line: int) -> None:
        self._over = (self._over[0] or line, self._over[1] + 1)

    def take(self, line: int, text: str, cell: Cell, extra: Mapping[str, str], field: str = "") -> None:
        """Take the websites of a cell, or say why there are none."""
        if cell.problem:
            self._tell(line, text, cell.problem, "unusable", field)
            return
        taken = len(self.rows)
        for url in cell.urls:
            key = company_of(url)
            if key in self._first:
                self._tell(line, text, f"The same company as line {self._first[key]}; it is taken once.", "duplicate", field)
            elif len(self.rows) >= MAX_ROWS:
                self._leave(line)
            else:
                self._first[key] = line
                self.rows.append(SourceRow(url=url, line=line, extra=dict(extra)))
        if cell.note and len(self.rows) > taken:
            self._tell(line, text, cell.note, "note", field)

    def note(self, line: int, text: str, problem: str, *, field: str = "", unusable: bool = False) -> None:
        """Say something of a line that is no matter of its website."""
        self._tell(line, text, problem, "unusable" if unusable else "note", field)

    def _tell(self, line: int, text: str, problem: str, kind: Kind, field: str) -> None:
        self._counts[kind] += 1
        if self._counts[kind] <= MAX_TOLD:
            self._told.append(RowProblem(line=line, text=cut_text(text, _TEXT), problem=problem, kind=kind, field=field))
        else:
            self._beyond.setdefault(kind, line)

    def problems(self) -> tuple[RowProblem, ...]:
        """Return what is to be said, in the order of the lines; of each kind at most MAX_TOLD and one sentence for the rest."""
        told = list(self._told)
        for kind, line in self._beyond.items():
            n = self._counts[kind] - MAX_TOLD
            told.append(RowProblem(line=line, text="", problem=_MANY[kind].format(n=n, told=MAX_TOLD), kind=kind, count=n))
        if self._over[1]:
            bound = f"one run takes at most {MAX_ROWS:,} websites, from at most {MAX_LOOKED:,} lines"
            sentence = f"{self._over[1]:,} entries from here on were not used: {bound}. Start another run with the rest."
            told.append(RowProblem(line=self._over[0], text="", problem=sentence, count=self._over[1]))
        return tuple(sorted(told, key=lambda p: p.line))
