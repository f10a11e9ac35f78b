"""A small pool of child processes that parse and extract: a page that breaks a limit costs one child, never the event loop."""

import asyncio
import contextlib
import logging
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from domain import errors
from domain.errors import ProspectorError, Refused
from domain.evidence import Facts
from domain.page import Page
from pipeline.extract.base import Interest, PageReading
from pipeline.extract.frames import HEADER, MAX_FRAME, Answer, Job, Trouble, framed

WORKER = ("-m", "pipeline.extract.worker")
_ROOT = Path(__file__).resolve().parents[2]
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "VIRTUAL_ENV", "SYSTEMROOT", "TMPDIR")  # no keys: a child needs none
_CLOSING = 2.0  # seconds that a child has to end by itself
_STARTING = 60.0  # seconds that a child has to load its modules
T = TypeVar("T")
logger = logging.getLogger(__name__)


class _Child:
    """One process and its pipes."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.warm = False

    @classmethod
    async def spawn(cls, command: Sequence[str]) -> "_Child":
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=1024 * 1024,
            cwd=_ROOT,
            env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
        )
        return cls(process)

    async def ask(self, frame: bytes) -> bytes:
        """Send a frame and return the body of the answer. Raises OSError or EOFError when the child dies."""
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise EOFError
        stdin.write(frame)
        await stdin.drain()
        (size,) = HEADER.unpack(await stdout.readexactly(HEADER.size))
        if size > MAX_FRAME:
            raise EOFError
        return await stdout.readexactly(size)

    async def end(self, patience: float = 0.0) -> None:
        """Close the pipe, wait so long for the process to go by itself, then kill it."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        if patience:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._process.wait(), patience)
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._process.pid, signal.SIGKILL)  # not Process.kill(): it polls, and so takes the exit from asyncio's watcher
        await self._process.wait()


class ExtractPool:
    """Reads pages in child processes, each with limits of its own. Belongs to one event loop, in any thread; an async context manager.

    Args:
        workers: how many children may run; they start when first needed.
        cpu_seconds: CPU time of one job.
        memory_mb: address space of one child (where the system allows a limit).
        wall_seconds: time that one job may take by the clock.
        program: what a child runs; it gets the two limits as arguments.
    """

    def __init__(
        self, workers: int, cpu_seconds: float = 5, memory_mb: int = 512, *, wall_seconds: float = 60, program: Sequence[str] = (sys.executable, *WORKER)
    ) -> None:
        self._workers = workers
        self._command = (*program, str(cpu_seconds), str(memory_mb))
        self._wall_seconds = wall_seconds
        self._free = asyncio.Semaphore(workers)
        self._idle: list[_Child] = []
        self._busy: set[_Child] = set()
        self._closed = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.close()

    async def start(self) -> None:
        """Start all children and let them load what they need."""
        await asyncio.gather(*(self._ask(Job(kind="warm")) for _ in range(self._workers)))

    async def read(self, page: Page, interests: tuple[Interest, ...] = ()) -> PageReading:
        """Read one page.

        Raises:
            Refused: parser_limit, the page needs more time or memory than it may have.
        """
        answer = await self._ask(Job(kind="read", page=page, interests=interests))
        return _there(answer.reading)

    async def resolve(self, readings: Sequence[PageReading], host: str) -> Facts:
        """Decide over the pages of the site of ``host``. Raises Refused(parser_limit) as ``read`` does."""
        answer = await self._ask(Job(kind="resolve", readings=tuple(readings), host=host))
        return _there(answer.facts)

    async def verify(self, facts: Facts, pages: Sequence[Page]) -> Facts:
        """Return the facts with the status that the pages bear out. Raises Refused(parser_limit) as ``read`` does."""
        answer = await self._ask(Job(kind="verify", facts=facts, pages=tuple(pages)))
        return _there(answer.facts)

    async def close(self) -> None:
        """End all children; jobs under way are refused. May be called again."""
        self._closed = True
        idle, self._idle = self._idle, []
        await asyncio.gather(*(child.end(_CLOSING) for child in idle), *(child.end() for child in tuple(self._busy)))

    async def _ask(self, job: Job) -> Answer:
        async with self._free:
            if self._closed:
                raise ProspectorError("The extraction pool is closed.", code="closed")
            child = self._idle.pop() if self._idle else await _Child.spawn(self._command)
            self._busy.add(child)
            body = None
            try:
                await self._warmed(child)
                body = await self._within_limits(child, framed(job))
            finally:
                self._busy.discard(child)
                if body is None or self._closed:
                    await child.end()
                else:
                    self._idle.append(child)
        answer = Answer.model_validate_json(body)
        if answer.trouble:
            raise _error(answer.trouble)
        return answer

    async def _warmed(self, child: _Child) -> None:
        """Let a new child load its modules, at no job's expense."""
        if child.warm:
            return
        try:
            answer = Answer.model_validate_json(await asyncio.wait_for(child.ask(framed(Job(kind="warm"))), _STARTING))
        except (EOFError, OSError, TimeoutError) as error:
            raise ProspectorError("The extraction process does not start; the program's log has the details.") from error
        if answer.trouble:
            raise _error(answer.trouble)
        child.warm = True

    async def _within_limits(self, child: _Child, frame: bytes) -> bytes:
        try:
            return await asyncio.wait_for(child.ask(frame), self._wall_seconds)
        except (EOFError, OSError, TimeoutError) as error:  # IncompleteReadError is an EOFError
            raise Refused("The page needs more time or memory than a page may have.", code="parser_limit") from error


def _there(value: T | None) -> T:
    if value is None:
        raise ProspectorError("The extraction gave no answer.")
    return value


def _error(trouble: Trouble) -> ProspectorError:
    if trouble.trace:
        logger.error("extraction failed: %s\n%s", trouble.message, trouble.trace)
        return ProspectorError("A defect in the extraction; the program's log has the details.")
    kind = getattr(errors, trouble.error, ProspectorError)
    if not issubclass(kind, ProspectorError):
        kind = ProspectorError
    error: ProspectorError = kind(trouble.message, code=trouble.code)
    return error
