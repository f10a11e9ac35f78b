"""What the pool and its child processes say to each other: one JSON value per frame, each preceded by its length in four bytes."""

import struct
from typing import Literal

from domain.base import Value
from domain.evidence import Facts
from domain.page import Page
from pipeline.extract.base import Interest, PageReading

HEADER = struct.Struct(">I")
MAX_FRAME = 256 * 1024 * 1024


class Job(Value):
    """A piece of work. ``warm`` only loads what the others need."""

    kind: Literal["warm", "read", "resolve", "verify"]
    page: Page | None = None
    interests: tuple[Interest, ...] = ()
    readings: tuple[PageReading, ...] = ()
    host: str = ""
    facts: Facts = Facts()
    pages: tuple[Page, ...] = ()


class Trouble(Value):
    """An error in the child: the name of its class in ``domain.errors`` (empty: a defect), code, message, and where it came from."""

    error: str = ""
    code: str = ""
    message: str = ""
    trace: str = ""


class Answer(Value):
    """What a job gave."""

    reading: PageReading | None = None
    facts: Facts | None = None
    trouble: Trouble | None = None


def framed(value: Job | Answer) -> bytes:
    """Return a value as a frame."""
    body = value.model_dump_json().encode()
    return HEADER.pack(len(body)) + body
