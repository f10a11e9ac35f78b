"""Log lines carry ids, and nothing personal or secret."""

import asyncio
import io
import json
import logging
from collections.abc import Iterator

import pytest

from service.log import ROOMS, about, redacted, set_up

LOG = logging.getLogger("service.somewhere")


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = {room: (logging.getLogger(room).handlers, logging.getLogger(room).propagate, logging.getLogger(room).level) for room in ROOMS}
    yield
    for room, (handlers, propagate, level) in before.items():
        logger = logging.getLogger(room)
        logger.handlers, logger.propagate = handlers, propagate
        logger.setLevel(level)


def lines(stream: io.StringIO) -> list[dict[str, str]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_names_its_run_and_request() -> None:
    stream = io.StringIO()
    set_up("INFO", "json", stream)
    with about(job_id="run_1"), about(request_id="req_2"):
        LOG.info("read %s pages", 3)
    LOG.warning("outside")
    first, second = lines(stream)
    assert (first["event"], first["level"], first["logger"]) == ("read 3 pages", "info", "service.somewhere")
    assert (first["job_id"], first["request_id"]) == ("run_1", "req_2")
    assert first["timestamp"].endswith("Z")
    assert "job_id" not in second


def test_tasks_keep_their_own_ids() -> None:
    stream = io.StringIO()
    set_up("INFO", "json", stream)

    async def one(job: str) -> None:
        with about(job_id=job):
            await asyncio.sleep(0.001)
            LOG.info(job)

    async def all_of_them() -> None:
        await asyncio.gather(*(one(f"run_{n}") for n in range(20)))

    asyncio.run(all_of_them())
    assert all(line["event"] == line["job_id"] for line in lines(stream))


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("mail to anna.berg@firm.example failed", "anna.berg"),
        ("called +49 30 1234567 twice", "1234567"),
        ("called 0049 30 1234567", "1234567"),
        ("Authorization: Bearer pr_tk_0a1b2c3d4e5f_Zm9vYmFyYmF6", "Zm9vYmFy"),
        ("secret pr_tk_0a1b2c3d4e5f_Zm9vYmFyYmF6 came", "Zm9vYmFy"),
        ("GET /api/v2/runs/x/events?ticket=abc.def.ghijkl&after=3", "ghijkl"),
        ("GEMINI_API_KEY=AIzaSyA1234567890abcdef", "AIzaSy"),
        ("tvly-dev-1234567890", "1234567890"),
    ],
)
def test_what_is_personal_or_secret_does_not_come_through(text: str, gone: str) -> None:
    stream = io.StringIO()
    set_up("INFO", "json", stream)
    LOG.error(text)
    try:
        raise ValueError(text)
    except ValueError:
        LOG.exception("it broke")
    assert gone not in stream.getvalue()


@pytest.mark.parametrize("text", ["lead ld_0a1b2c3d4e5f60718293 of run 2026-11-21", "https://firm.example/a?page=2", "12 pages in 3.5 s at 127.0.0.1:8501"])
def test_what_helps_stays(text: str) -> None:
    assert redacted(text) == text


def test_text_for_people_is_one_line() -> None:
    stream = io.StringIO()
    set_up("WARNING", "text", stream)
    with about(job_id="run_1"):
        LOG.info("not shown")
        LOG.warning("shown")
    (line,) = stream.getvalue().splitlines()
    assert "shown" in line
    assert "job_id=run_1" in line


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(ValueError, match="LOUD"):
        set_up("LOUD")
