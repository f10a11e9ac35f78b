"""The program's own log on standard error: structured lines with run and request ids, and nothing personal or secret in them."""

import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

ROOMS = ("api", "ui", "service", "pipeline", "storage", "providers", "domain")
"""Whose lines are written; libraries keep their own logs."""

_SECRETS = (
    (re.compile(r"(?i)\b(bearer|basic)\s{1,4}[\w.~+/=-]{6,400}"), r"\1 ***"),
    (re.compile(r"\bpr_[\w-]{8,200}"), "pr_***"),
    (re.compile(r"(?i)\b([\w-]{0,30}(?:key|token|ticket|secret|password))([=:]\s{0,2})[^\s&\"',]{4,400}"), r"\1\2***"),
    (re.compile(r"\b(?:AIza|tvly-|sk-)[\w-]{8,200}"), "***"),
)
_PERSONAL = (
    (re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"), "<e-mail>"),
    (re.compile(r"(?<![\w.:-])(?:\+|00)\d[\d ()/.-]{6,20}\d(?![\w.:-])"), "<phone>"),
)


def redacted(text: str) -> str:
    """Return text without tokens, keys, e-mail addresses and international phone numbers."""
    for pattern, instead in (*_SECRETS, *_PERSONAL):
        text = pattern.sub(instead, text)
    return text


def _redact(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return {key: redacted(value) if isinstance(value, str) and key != "timestamp" else value for key, value in event.items()}


def set_up(level: str, form: Literal["text", "json"] = "text", stream: TextIO | None = None) -> None:
    """Write the log of our own rooms, one structured line each.

    Args:
        level: DEBUG, INFO, WARNING or ERROR.
        form: ``text`` for people, ``json`` for machines.
        stream: where to; standard error when None.

    Raises:
        ValueError: there is no such level.
    """
    names = logging.getLevelNamesMapping()
    if level.upper() not in names:
        raise ValueError(f"“{level}” is not one of DEBUG, INFO, WARNING, ERROR")
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    shown: Processor = structlog.processors.JSONRenderer(ensure_ascii=False) if form == "json" else structlog.dev.ConsoleRenderer(colors=False, sort_keys=False)
    last: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, structlog.processors.format_exc_info, _redact, shown]
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=last))
    for room in ROOMS:
        logger = logging.getLogger(room)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(names[level.upper()])


@contextmanager
def about(**ids: Any) -> Iterator[None]:
    """Put these ids (``job_id``, ``request_id``) on every line that is logged inside, in this task and those it starts."""
    with structlog.contextvars.bound_contextvars(**ids):
        yield
