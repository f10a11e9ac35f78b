"""Files that can be read in one sitting: 400 lines at the most, screens 150."""

from pathlib import Path

from tests.house.tree import ROOT, files, room_of, write

LIMIT, PAGE_LIMIT = 400, 150


def too_long(root: Path) -> list[str]:
    """Return the Python files above their limit."""
    found = []
    for path in files(root, ".py"):
        name, lines = path.relative_to(root).as_posix(), len(path.read_text("utf-8").splitlines())
        limit = PAGE_LIMIT if room_of(name) == "pages" else LIMIT
        if lines > limit:
            found.append(f"{name}: {lines} > {limit}")
    return found


def test_no_file_is_too_long() -> None:
    assert too_long(ROOT) == []


def test_a_long_file_is_seen(tmp_path: Path) -> None:
    write(tmp_path, pages__run="x = 1\n" * 151, domain__big="x = 1\n" * 401, tests__pages__t="x = 1\n" * 400, ui__fine="x = 1\n" * 151)
    assert too_long(tmp_path) == ["domain/big.py: 401 > 400", "pages/run.py: 151 > 150"]
