"""Imports go only downward, neighbours do not know each other, and each outside library lives in its rooms."""

from pathlib import Path

import pytest

from tests.house.tree import OUTSIDE, RANK, ROOT, imports, write

#: Downward by rank, and yet closed.
CLOSED = {("storage", "providers"), ("domain", "settings"), ("settings", "domain")}
#: The server puts screens and API together.
OPEN = {("app", "api")}
#: Outside library: the only rooms that may import it.
ROOMS_OF = {
    "streamlit": {"app", "pages", "ui"},
    "httpx": {"providers"},
    "httpx2": {"providers"},
    "httpcore": {"providers"},
    "requests": {"providers"},
    "urllib.request": {"providers"},
    "http.client": {"providers"},
    "socket": {"providers"},
    "tavily": {"providers"},
    "google": {"providers"},
    "protego": {"providers"},
    "duckdb": {"storage"},
    "psycopg": {"storage"},
    "fastapi": {"app", "api"},
    "starlette": {"app", "api"},
    "sse_starlette": {"app", "api"},
    "uvicorn": {"app", "api"},
    "mcp": {"app", "api", "providers"},
}
#: rapidfuzz: distances between words, without data, files or state; a slip of the keys is told from another name by it.
DOMAIN_MAY = {"pydantic", "tldextract", "idna", "rapidfuzz"}


def upward(root: Path) -> list[str]:
    """Return the imports that do not go downward."""
    return [
        f"{i.file}:{i.line} {i.room} may not import {i.top}"
        for i in imports(root)
        if (i.top in RANK and i.top != i.room and not _allowed(i.room, i.top)) or i.top in OUTSIDE
    ]


def _allowed(room: str, other: str) -> bool:
    return (room, other) in OPEN or (RANK[other] < RANK[room] and (room, other) not in CLOSED)


def strangers(root: Path) -> list[str]:
    """Return the imports of outside libraries in rooms where they do not belong."""
    found = []
    for i in imports(root):
        rule = next((name for name in ROOMS_OF if i.module == name or i.module.startswith(name + ".")), None)
        if rule and i.room not in ROOMS_OF[rule]:
            found.append(f"{i.file}:{i.line} {i.room} may not import {rule}")
    return found


def foreign_to_domain(root: Path) -> list[str]:
    """Return what the domain imports besides itself, pydantic, tldextract, idna and the standard library."""
    import sys

    allowed = DOMAIN_MAY | {"domain"} | sys.stdlib_module_names
    return [f"{i.file}:{i.line} {i.top}" for i in imports(root) if i.room == "domain" and i.top not in allowed]


def test_imports_go_only_downward() -> None:
    assert upward(ROOT) == []


def test_outside_libraries_stay_in_their_rooms() -> None:
    assert strangers(ROOT) == []


def test_the_domain_knows_only_values() -> None:
    assert foreign_to_domain(ROOT) == []


def test_the_walk_sees_the_house() -> None:
    seen = {i.room for i in imports(ROOT)}
    assert {"app", "pages", "api", "ui", "service", "pipeline", "storage", "providers", "domain"} <= seen


@pytest.mark.parametrize(
    ("place", "text", "told"),
    [
        ("domain__x", "import service.base", "domain/x.py:1 domain may not import service"),
        ("domain__x", "from settings import load", "domain/x.py:1 domain may not import settings"),
        ("pipeline__deep__x", "def f():\n    from storage.base import Store", "pipeline/deep/x.py:2 pipeline may not import storage"),
        ("storage__x", "from providers.load import load", "storage/x.py:1 storage may not import providers"),
        ("pages__x", "import api.models", "pages/x.py:1 pages may not import api"),
        ("api__x", "import pages.run", "api/x.py:1 api may not import pages"),
        ("api__x", "import app", "api/x.py:1 api may not import app"),
        ("service__x", "from tests.pages import standin", "service/x.py:1 service may not import tests"),
    ],
)
def test_a_wrong_import_is_seen(tmp_path: Path, place: str, text: str, told: str) -> None:
    assert upward(write(tmp_path, **{place: text})) == [told]


@pytest.mark.parametrize(
    ("place", "text", "told"),
    [
        ("service__x", "import streamlit as st", "service/x.py:1 service may not import streamlit"),
        ("pipeline__x", "from httpx import get", "pipeline/x.py:1 pipeline may not import httpx"),
        ("api__x", "import duckdb", "api/x.py:1 api may not import duckdb"),
        ("ui__x", "from starlette.routing import Route", "ui/x.py:1 ui may not import starlette"),
        ("pipeline__x", "import urllib.request", "pipeline/x.py:1 pipeline may not import urllib.request"),
    ],
)
def test_a_library_in_the_wrong_room_is_seen(tmp_path: Path, place: str, text: str, told: str) -> None:
    assert strangers(write(tmp_path, **{place: text})) == [told]


def test_downward_imports_pass(tmp_path: Path) -> None:
    good = write(
        tmp_path, api__x="from service.base import Prospector", ui__y="import streamlit", app="from api.guard import Guard", domain__z="import re, pydantic"
    )
    assert upward(good) + strangers(good) + foreign_to_domain(good) == []
    assert foreign_to_domain(write(tmp_path, domain__z="import pandas")) == ["domain/z.py:1 pandas"]
