"""Reads the word lists: one TOML file for each table and language. A new language is a new file."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

_LISTS = Path(__file__).parent / "lists"


@lru_cache(maxsize=16)
def table(name: str) -> dict[str, dict[str, Any]]:
    """Return a table's lists by language code (ISO 639-1)."""
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((_LISTS / name).glob("*.toml"))}
