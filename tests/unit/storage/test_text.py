"""Text and times on their way into the database."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.events import StatusUpdate
from storage.text import aware, bound, json_text, naive, safe

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))  # surrogates too


@given(ANY_TEXT)
def test_safe_text_can_be_written_and_keeps_the_rest(text: str) -> None:
    clean = safe(text)
    clean.encode()
    assert len(clean) == len(text)
    assert all(a == b for a, b in zip(text, clean, strict=True) if not "\ud800" <= a <= "\udfff")


@given(st.dictionaries(ANY_TEXT, ANY_TEXT | st.lists(ANY_TEXT) | st.floats()))
def test_json_is_always_written(data: dict[str, object]) -> None:
    json_text(data).encode()
    json.loads(json_text(data))


@pytest.mark.parametrize("text", ["plain", "ü", "lone \ud800", "\udfff\ud800"])
def test_models_are_written_with_surrogates_replaced(text: str) -> None:
    written = json.loads(json_text(StatusUpdate(status_message=text)))
    assert written["status_message"] == safe(text)


def test_what_is_bound_is_clean_in_depth() -> None:
    assert bound({"a": ["\ud800", 1, None], "b": ("x", "é")}) == {"a": ["?", 1, None], "b": ["x", "é"]}


def test_times_are_utc_in_columns() -> None:
    at = datetime(2026, 3, 1, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    assert naive(at) == datetime(2026, 2, 28, 23, 30)
    assert aware(naive(at)) == at
    assert aware(naive(at)).tzinfo is UTC
