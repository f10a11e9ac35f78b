"""Bad input in full: ten thousand leads through the CSV and back, a million rows in, and LibreOffice as a judge of formulas where it is there."""

import csv
import io
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from service.export import _line, plain_cell
from service.rows import parse_rows

ROWS = 10_000
MILLION = 1_000_000
PIECES = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "−", "|", "%", "'", '"', ";", ",", " ", "\xa0", "\ufeff", "\u200b", "cmd", "1", "HYPERLINK("]
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
NASTY = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
STARTERS = tuple("=+-@\t\r\n|%＝＋－＠−")
LISTS: dict[str, Callable[[], Iterator[str]]] = {
    "plain list": lambda: (f"company-{n}.example\n" for n in range(MILLION)),
    "table": lambda: (f"Company {n};www.company-{n}.example;Town {n % 100}\n" for n in range(MILLION)),
    "names only": lambda: (f"Company {n} Ltd.\n" for n in range(MILLION)),
    "one company in 200": lambda: (f"https://c{n % 5_000}.example/p{n}\n" for n in range(MILLION)),
    "open quotes": lambda: (f'"Company {n},c{n}.example\n' for n in range(MILLION)),
    "one line": lambda: (f"c{n}.example," for n in range(MILLION)),
}


def cells() -> list[list[str]]:
    """Return ROWS rows of three cells that hypothesis makes, the same ones each time."""
    made: list[list[str]] = []

    @seed(20_261_121)
    @settings(max_examples=ROWS, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(ANY | NASTY, min_size=3, max_size=3))
    def collect(row: list[str]) -> None:
        made.append(row)

    collect()
    return made[:ROWS]


def round_trip(rows: list[list[str]], text: str) -> tuple[int, int]:
    """Return how many cells would be formulas, and how many rows do not come back equal."""
    formulas = broken = 0
    read = list(csv.reader(io.StringIO(text, newline="")))
    for row, back in zip(rows, read, strict=True):
        formulas += sum(cell.startswith(STARTERS) and not cell.lstrip("+-").replace(".", "", 1).isdigit() for cell in back)
        broken += [plain_cell(cell) for cell in back] != row
    return formulas, broken


def by_office(text: str) -> str:
    """Return what LibreOffice makes of the file: how many formulas it sees; or that it is not there."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        return "LibreOffice is not on this machine: not judged"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "rows.csv"
        source.write_text("\ufeff" + text, "utf-8", newline="")
        subprocess.run([office, "--headless", "--convert-to", "fods", "--outdir", folder, str(source)], check=True, capture_output=True, timeout=300)
        return f"LibreOffice sees {source.with_suffix('.fods').read_text('utf-8').count('table:formula=')} formulas"


def peak() -> int:
    """Return the most memory that this program has held, in MB; a parent's is not counted where the system tells them apart."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(next(line.split()[1] for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM"))) // 1_024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1_024


def measure(name: str, path: Path) -> str:
    """Read one list of a million in this process and tell rows, time and the growth of memory."""
    data = path.read_bytes()
    before, begun = peak(), time.process_time()
    parsed = parse_rows(data)
    grown = peak() - before
    said = {kind: parsed.lines(kind) for kind in ("unusable", "duplicate", "note")}
    return f"{name}: {len(data) / 1e6:.0f} MB, {len(parsed.rows):,} rows, {said}, {time.process_time() - begun:.1f} CPU s, {grown} MB more"


def main() -> int:
    """Run everything and print it; 1 when a cell is a formula or does not come back."""
    rows = cells()
    text = "".join(_line(row) for row in rows)
    formulas, broken = round_trip(rows, text)
    print(f"CSV: {len(rows):,} rows, {formulas} formula cells, {broken} rows not equal after the way back; {by_office(text)}")
    for name, lines in LISTS.items():
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="") as file:
            file.writelines(lines())
            file.flush()
            told = subprocess.run([sys.executable, "-m", "bench.bad_input", name, file.name], capture_output=True, text=True, check=True)
        print(told.stdout.strip())
    return int(bool(formulas or broken))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(measure(sys.argv[1], Path(sys.argv[2])))
    else:
        sys.exit(main())
