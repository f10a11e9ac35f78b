"""Text and times on their way into and out of the database: lone surrogates replaced, JSON as written, UTC without zone."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pydantic_core import PydanticSerializationError, to_json


def safe(text: str) -> str:
    """Return text that can be written as UTF-8: lone surrogates become question marks."""
    if text.isascii():
        return text
    return text.encode("utf-8", "replace").decode("utf-8")


def _safe_all(value: Any) -> Any:
    match value:
        case str():
            return safe(value)
        case dict():
            return {_safe_all(k): _safe_all(v) for k, v in value.items()}
        case list() | tuple():
            return [_safe_all(v) for v in value]
        case _ if hasattr(value, "model_dump"):
            return _safe_all(value.model_dump(mode="python"))
        case _:
            return value


def bound(parameters: Any) -> Any:
    """Return query parameters or a row as they can be bound: lone surrogates replaced, in lists too."""
    match parameters:
        case str():
            return safe(parameters)
        case list() | tuple():
            return [bound(value) for value in parameters]
        case Mapping():
            return {key: bound(value) for key, value in parameters.items()}
        case _:
            return parameters


def json_text(value: Any) -> str:
    """Return a value (a model, or plain data) as JSON; lone surrogates are replaced, NaN and infinity become null."""
    try:
        return to_json(value, inf_nan_mode="null").decode()
    except (PydanticSerializationError, UnicodeEncodeError):
        return to_json(_safe_all(value), inf_nan_mode="null").decode()


def naive(at: datetime) -> datetime:
    """Return an aware time as UTC without zone, as columns hold it."""
    return at.astimezone(UTC).replace(tzinfo=None)


def aware(at: datetime) -> datetime:
    """Return a column's time as aware UTC."""
    return at.replace(tzinfo=UTC)
