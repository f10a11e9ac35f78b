"""Loads SQL from the files in storage/sql: each query is named by a line ``-- name --`` above it."""

import re
from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).parent / "sql"
_NAME = re.compile(r"^-- (\w+) --$", re.M)


def parse(text: str) -> dict[str, str]:
    """Return the queries of a file by name.

    Raises:
        ValueError: a name stands there twice.
    """
    _, *parts = _NAME.split(text)
    names = parts[::2]
    if len(names) != len(set(names)):
        raise ValueError("a query name stands there twice")
    return {name: body.strip() for name, body in zip(names, parts[1::2], strict=True)}


def load(noun: str) -> Mapping[str, str]:
    """Return the queries of ``sql/<noun>.sql``."""
    return parse((FOLDER / f"{noun}.sql").read_text(encoding="utf-8"))
