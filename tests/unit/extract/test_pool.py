"""The pool of child processes: limits, replacement, threads, cancellation, and that no child outlives its parent."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.errors import InvalidInput, ProspectorError, Refused
from domain.evidence import Evidence, Fact, Facts, FactStatus
from domain.page import Page, sha256_of
from pipeline.extract.pool import ExtractPool
from pipeline.extract.read import read

ROOT = Path(__file__).resolve().parents[3]
UNRULY = (sys.executable, "-m", "tests.unit.extract.unruly_worker")
AT = datetime(2026, 11, 21, tzinfo=UTC)
PLAIN = "<html lang=en><title>Firm</title><nav><a href=/contact>Contact</a></nav><p>We make pumps and valves for water works.</p>"


def page(content: str, url: str = "https://firm.example/") -> Page:
    return Page(url=url, content=content, page_sha256=sha256_of(content), fetched_at=AT)


def run(test: Callable[[ExtractPool], Awaitable[None]], **settings: object) -> None:
    async def main() -> None:
        async with ExtractPool(**({"workers": 1, "program": UNRULY} | settings)) as pool:  # type: ignore[arg-type]
            await test(pool)

    asyncio.run(main())


def test_reads_as_in_the_same_process() -> None:
    async def test(pool: ExtractPool) -> None:
        assert await pool.read(page(PLAIN), ()) == read(page(PLAIN), ())
        large = page("<p>word </p>" * 9_000 + "<!-- large -->" * 50_000)
        assert (await pool.read(large, ())).words == 9_000

    run(test, program=(sys.executable, "-m", "pipeline.extract.worker"), cpu_seconds=30)


def test_start_warms_up_all_children() -> None:
    async def test(pool: ExtractPool) -> None:
        await pool.start()
        assert len(pool._idle) == 2

    run(test, workers=2, program=(sys.executable, "-m", "pipeline.extract.worker"))


@pytest.mark.parametrize("order", ["spin", "hog", "die", "sleep"])
def test_a_page_that_breaks_a_limit_is_refused_and_the_next_is_read(order: str) -> None:
    async def test(pool: ExtractPool) -> None:
        for _ in range(2):
            with pytest.raises(Refused) as refused:
                await pool.read(page(order), ())
            assert refused.value.code == "parser_limit"
        assert (await pool.read(page(PLAIN), ())).title == "Firm"

    run(test, cpu_seconds=1, wall_seconds=3 if order == "sleep" else 60)


def test_the_cpu_limit_counts_per_job_and_not_per_child() -> None:
    async def test(pool: ExtractPool) -> None:
        busy = page("<ul><li>x" * 8_000)
        for _ in range(25):
            assert (await pool.read(busy, ())).words > 4_000

    run(test, cpu_seconds=2)


def test_what_a_child_prints_does_not_harm() -> None:
    async def test(pool: ExtractPool) -> None:
        assert (await pool.read(page("print"), ())).words == 1

    run(test)


def test_errors_come_back_as_what_they_are(caplog: pytest.LogCaptureFixture) -> None:
    async def test(pool: ExtractPool) -> None:
        with pytest.raises(InvalidInput) as refused:
            await pool.read(page("refuse"), ())
        assert (refused.value.code, refused.value.message) == ("bad_url", "not this one")
        with pytest.raises(ProspectorError) as failed:
            await pool.read(page("fail"), ())
        assert failed.value.code == "internal_error"
        assert (await pool.read(page(PLAIN), ())).title == "Firm"

    run(test)
    assert "an extractor's mistake" in caplog.text


def test_the_loop_goes_on_while_a_child_works() -> None:
    async def test(pool: ExtractPool) -> None:
        await pool.start()
        gaps, before = [0.0], time.monotonic()
        job = asyncio.create_task(pool.read(page("word " * 100_000), ()))
        while not job.done():
            await asyncio.sleep(0.005)
            gaps.append(time.monotonic() - before)
            before = time.monotonic()
        await job
        assert max(gaps) < 0.5

    run(test, cpu_seconds=30)


def test_a_cancelled_job_ends_its_child_and_frees_its_place() -> None:
    async def test(pool: ExtractPool) -> None:
        job = asyncio.create_task(pool.read(page("sleep"), ()))
        await asyncio.sleep(0.3)
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job
        assert (await pool.read(page(PLAIN), ())).title == "Firm"

    run(test)


def test_children_work_side_by_side_and_no_more_than_allowed() -> None:
    async def test(pool: ExtractPool) -> None:
        readings = await asyncio.gather(*(pool.read(page(PLAIN, f"https://firm.example/{n}"), ()) for n in range(8)))
        assert [reading.url for reading in readings] == [f"https://firm.example/{n}" for n in range(8)]
        assert 1 <= len(pool._idle) <= 2

    run(test, workers=2)


def test_verify_downgrades_what_the_pages_do_not_bear_out() -> None:
    content = "<p>Call +49 30 12345678</p>"
    start = content.index("+49")

    def fact(value: str) -> Fact:
        evidence = Evidence(
            url="https://firm.example/",
            snippet=content[start : start + 15],
            start=start,
            end=start + 15,
            page_sha256=sha256_of(content),
            fetched_at=AT,
            extractor="t",
        )
        return Fact(field="phone", value=value, status=FactStatus.QUOTED, evidence=(evidence,))

    async def test(pool: ExtractPool) -> None:
        facts = await pool.verify(Facts(items=(fact("+493012345678"), fact("+493012345679"))), [page(content)])
        assert [f.status for f in facts.items] == [FactStatus.QUOTED, FactStatus.UNVERIFIED]

    run(test)


def test_resolve_decides_over_the_pages_of_a_site() -> None:
    async def test(pool: ExtractPool) -> None:
        reading = await pool.read(page('<p>Write to <a href="mailto:info@firm.example">us</a></p>'), ())
        facts = await pool.resolve([reading], "firm.example")
        assert {fact.field for fact in facts.items} >= {c.field for c in reading.candidates} & {"email"}

    run(test)


def test_close_may_be_called_twice_and_ends_everything() -> None:
    async def main() -> None:
        pool = ExtractPool(2, program=UNRULY)
        await pool.start()
        pids = [child._process.pid for child in pool._idle]
        busy = asyncio.create_task(pool.read(page("sleep"), ()))
        await asyncio.sleep(0.2)
        await asyncio.gather(pool.close(), pool.close())
        await pool.close()
        with pytest.raises(Refused):
            await busy
        assert all(_is_gone(pid) for pid in pids)
        with pytest.raises(ProspectorError, match="closed"):
            await pool.read(page(PLAIN), ())

    asyncio.run(main())


def test_works_on_the_loop_of_another_thread() -> None:
    titles: list[str] = []

    def work() -> None:
        async def main() -> None:
            async with ExtractPool(1, program=UNRULY) as pool:
                with pytest.raises(Refused):
                    await pool.read(page("die"), ())
                titles.append((await pool.read(page(PLAIN), ())).title)

        asyncio.run(main())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(30)
    assert titles == ["Firm"]


def _is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z"


_PARENT = """
import asyncio, sys
from tests.unit.extract.test_pool import UNRULY, page
from pipeline.extract.pool import ExtractPool

async def main():
    pool = ExtractPool(2, cpu_seconds=1, program=UNRULY)
    await pool.start()
    print(*(child._process.pid for child in pool._idle), flush=True)
    await pool.read(page("spin"), ())

asyncio.run(main())
"""


def test_no_child_outlives_a_parent_that_was_killed() -> None:
    parent = subprocess.Popen([sys.executable, "-c", _PARENT], stdout=subprocess.PIPE, cwd=ROOT, text=True)
    with parent:
        assert parent.stdout is not None
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(pids) == 2
        time.sleep(0.3)
        parent.send_signal(signal.SIGKILL)
    until = time.monotonic() + 15
    while time.monotonic() < until and not all(_is_gone(pid) for pid in pids):
        time.sleep(0.05)
    assert [pid for pid in pids if not _is_gone(pid)] == []
