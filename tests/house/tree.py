"""What the house tests look at: the files of the project, their imports and calls. Every rule is a function of a root, so that it can be shown to fail."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
#: Rooms of the product, from the top of the house to its ground; neighbours do not know each other.
RANK = {
    "app": 5,
    "pages": 5,
    "api": 5,
    "ui": 4,
    "service": 3,
    "pipeline": 2,
    "outreach": 2,
    "demos": 2,
    "storage": 2,
    "providers": 1,
    "domain": 0,
    "settings": 0,
}
#: What runs and measures the product; may know all of it.
OUTSIDE = ("tests", "bench")
NOT_OURS = {".venv", ".git", "data", "samples", "node_modules"}


class Import(NamedTuple):
    """An import of ``module`` in a file, at a line."""

    file: str
    line: int
    module: str

    @property
    def top(self) -> str:
        return self.module.partition(".")[0]

    @property
    def room(self) -> str:
        return room_of(self.file)


def room_of(file: str) -> str:
    return file.partition("/")[0].removesuffix(".py")


def files(root: Path, *suffixes: str) -> list[Path]:
    """Return the project's own files with these suffixes, hidden caches and data left out."""
    found = (p for p in root.rglob("*") if p.suffix in suffixes and p.is_file())
    return sorted(p for p in found if not any(_skipped(part) for part in p.relative_to(root).parts[:-1]))


def _skipped(part: str) -> bool:
    return part in NOT_OURS or part == "__pycache__" or (part.startswith(".") and part not in (".ci", ".streamlit"))


def modules(root: Path, *, outside: bool = False) -> Iterator[tuple[str, ast.Module]]:
    """Yield (path, syntax tree) of the product's Python files; with ``outside`` those of tests and benchmarks too."""
    for path in files(root, ".py"):
        name = path.relative_to(root).as_posix()
        if room_of(name) in RANK or (outside and room_of(name) in OUTSIDE):
            yield name, ast.parse(path.read_text("utf-8"))


def imports(root: Path, *, outside: bool = False) -> Iterator[Import]:
    """Yield all imports, also those inside functions."""
    for name, tree in modules(root, outside=outside):
        package = name.removesuffix(".py").split("/")[:-1]
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from (Import(name, node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = package[: len(package) - node.level + 1] if node.level else []
                yield Import(name, node.lineno, ".".join([*base, *([node.module] if node.module else [])]))


def write(root: Path, **texts: str) -> Path:
    """Make a small tree: ``write(tmp, api__x="import duckdb")`` makes api/x.py. For showing that a rule can fail."""
    for name, text in texts.items():
        path = root / (name.replace("__", "/") + ".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root
