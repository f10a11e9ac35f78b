"""Every store, for one body of tests. A further store is one more line in STORES."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from storage.base import Store
from storage.duckdb import open_store
from tests.contract.store_kit import Clock

Opener = Callable[..., Store]
STORES: dict[str, Opener] = {"duckdb": open_store}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=STORES)
def opener(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Opener]:
    """Open the store of this test, again and again if need be; what is left open is closed at the end."""
    opened: list[Store] = []

    def open_one(folder: Path = tmp_path, **options: Any) -> Store:
        store = STORES[request.param](folder, clock=clock, **options)
        opened.append(store)
        return store

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def store(opener: Opener) -> Store:
    return opener()
