"""Tests here may be coroutines: marked ``anyio``, they run on asyncio."""

import pytest


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
