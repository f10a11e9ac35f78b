"""Everything that is imported is asked for by name, everything asked for is pinned, and nothing is asked for that nobody uses."""

import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement

from tests.house.tree import OUTSIDE, RANK, ROOT, imports, write

#: The stack that was given for the whole product, parts of it for what comes next.
GIVEN = {"streamlit", "pandas", "httpx", "tavily-python", "google-genai", "beautifulsoup4", "duckdb", "pydantic", "plotly", "pytest"}
#: Parts of another package that share its versions.
PART_OF = {"pydantic-core": "pydantic"}
#: Used as programs or plug-ins, not imported.
TOOLS = {"uvicorn", "ruff", "mypy", "pandas-stubs", "pytest-timeout", "pytest-xdist", "pytest-playwright", "playwright"}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def asked(path: Path) -> dict[str, Requirement]:
    """Return the requirements of a file by name."""
    lines = (line.partition("#")[0].strip() for line in path.read_text("utf-8").splitlines())
    return {canonical(r.name): r for r in (Requirement(line) for line in lines if line)}


def imported(root: Path, rooms: tuple[str, ...]) -> dict[str, str]:
    """Return the packages (by distribution name) that these rooms import, each with one place."""
    of_module = packages_distributions()
    found = {}
    for i in imports(root, outside=True):
        if i.room in rooms and i.top not in RANK and i.top not in OUTSIDE and i.top not in sys.stdlib_module_names:
            names = {canonical(name) for name in of_module.get(i.top, [i.top])}
            if i.top == "google":
                names = {"google-genai"}
            name = sorted(names)[0]
            found[PART_OF.get(name, name)] = f"{i.file}:{i.line}"
    return found


def missing(root: Path, rooms: tuple[str, ...], known: set[str]) -> list[str]:
    """Return the packages that are imported and not asked for."""
    return [f"{name} ({place})" for name, place in imported(root, rooms).items() if name not in known]


RUN, DEV = asked(ROOT / "requirements.txt"), asked(ROOT / "requirements-dev.txt")
#: What an option needs that is off by default; installed by who turns it on.
EXTRA = asked(ROOT / "requirements-embed.txt")
#: Tools to be measured beside Prospector; in an environment of their own.
BENCH = asked(ROOT / "requirements-bench.txt")


def test_what_the_product_imports_is_required() -> None:
    assert missing(ROOT, tuple(RANK), set(RUN) | set(EXTRA)) == []


def test_what_tests_and_benchmarks_import_is_required() -> None:
    assert missing(ROOT, OUTSIDE, set(RUN) | set(DEV) | set(BENCH)) == []


def test_what_is_required_is_used() -> None:
    used = set(imported(ROOT, tuple(RANK)))
    assert set(RUN) - used - GIVEN - TOOLS == set()
    assert set(DEV) - set(imported(ROOT, OUTSIDE)) - TOOLS == set()
    assert set(EXTRA) - used == set()


def test_every_requirement_has_a_range_that_its_constraint_meets() -> None:
    pinned = asked(ROOT / "constraints.txt")
    assert all(str(r.specifier).startswith("==") for r in pinned.values())
    for name, requirement in (RUN | DEV).items():
        (exact,) = pinned[name].specifier
        assert len(requirement.specifier) == 2, f"{name} needs a lower and an upper bound"
        assert requirement.specifier.contains(exact.version), name


def test_an_extra_has_a_range_and_is_nobodys_requirement() -> None:
    assert all(len(r.specifier) == 2 for r in EXTRA.values())
    assert not set(EXTRA) & (set(RUN) | set(DEV))


def test_the_given_stack_is_complete() -> None:
    assert set(RUN) >= GIVEN


def test_a_package_nobody_asked_for_is_seen(tmp_path: Path) -> None:
    write(tmp_path, ui__x="import streamlit\nimport left_pad")
    assert missing(tmp_path, tuple(RANK), set(RUN)) == ["left-pad (ui/x.py:2)"]
