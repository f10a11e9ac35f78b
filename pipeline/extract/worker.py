"""The child process of the pool: reads jobs from stdin, answers on stdout, ends when stdin does.

Run as ``python -m pipeline.extract.worker CPU_SECONDS MEMORY_MB``.
"""

import gc
import math
import os
import resource
import signal
import sys
import traceback
from datetime import UTC, datetime
from typing import BinaryIO

from domain.errors import ProspectorError
from domain.page import Page, sha256_of
from pipeline.extract.frames import HEADER, MAX_FRAME, Answer, Job, Trouble, framed
from pipeline.extract.verify import verify

OUT_OF_MEMORY = 3
"""Exit code: the job needed more memory than it may have."""


_SAMPLE = (
    "<html lang=en><title>Warm</title><nav><a href=/contact>Contact</a></nav><h1>Warm Ltd</h1><p>We make pumps. Tel. +49 30 12345678, "
    "<a href=mailto:info@warm.example>info@warm.example</a></p><h2>Our products</h2><ul><li>Pump A<li>Pump B</ul><h2>Customers</h2>"
    "<p>Founded in 1934, now 85 employees. Software for companies of up to 50 employees.</p><p>Jane Doe, Managing Director</p><p>Smith and Brown, CEO</p>"
    "<p>Since 5 March 1969 we have been hiring engineers: open positions. Certified since 1969 to ISO 9001. 株式会社</p>"
    "<footer>Warm Ltd, 1 High Street, Leeds LS1 1AA</footer>"
)


def limit_memory(megabytes: int) -> None:
    """Bound the address space of this process. Where the system does not allow it (macOS), the parent's limits on time remain."""
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1024 * 1024, resource.RLIM_INFINITY))
    except (ValueError, OSError) as error:
        print(f"extract worker: no memory limit here ({error})", file=sys.stderr)


def limit_cpu(seconds: float) -> None:
    """Let this process use so many more seconds of CPU; beyond them the system ends it (SIGXCPU)."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime + seconds), hard))


def answer(job: Job) -> Answer:
    """Do a job. The modules are loaded when first needed."""
    match job.kind:
        case "read":
            from pipeline.extract.read import read

            if job.page is None:
                raise ValueError("a job to read has a page")
            return Answer(reading=read(job.page, job.interests))
        case "resolve":
            from pipeline.extract.resolve import resolve

            return Answer(facts=resolve(job.readings, job.host))
        case "verify":
            return Answer(facts=verify(job.facts, job.pages))
        case "warm":
            return _warmed()


def _warmed() -> Answer:
    """Load the modules and let them build their tables by reading a page that has a bit of everything."""
    from pipeline.extract.base import Interest
    from pipeline.extract.read import read
    from pipeline.extract.resolve import resolve

    page = Page(url="https://warm.example/", content=_SAMPLE, page_sha256=sha256_of(_SAMPLE), fetched_at=datetime.fromtimestamp(0, UTC))
    interests = (Interest(key="offer", terms=("pumps!",)),)
    resolve((read(page, interests),), "warm.example")
    gc.collect()
    gc.freeze()  # the tables stay for good: the collector need not walk through them again
    return Answer()


def _answered(body: bytes, cpu_seconds: float) -> Answer:
    job = Job.model_validate_json(body)
    if job.kind != "warm":
        limit_cpu(cpu_seconds)
    try:
        return answer(job)
    except MemoryError:
        raise
    except ProspectorError as error:
        return Answer(trouble=Trouble(error=type(error).__name__, code=error.code, message=error.message))
    except Exception as error:
        return Answer(trouble=Trouble(message=type(error).__name__, trace="".join(traceback.format_tb(error.__traceback__))[-4_000:]))


def serve(stdin: BinaryIO, stdout: BinaryIO, cpu_seconds: float) -> None:
    """Answer frame after frame until the other side closes."""
    while len(header := stdin.read(HEADER.size)) == HEADER.size:
        (size,) = HEADER.unpack(header)
        if size > MAX_FRAME:
            return
        body = stdin.read(size)
        if len(body) < size:
            return
        stdout.write(framed(_answered(body, cpu_seconds)))
        stdout.flush()


def main() -> int:
    """Set the limits and serve."""
    cpu_seconds, memory_mb = float(sys.argv[1]), int(sys.argv[2])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's; this process ends with its pipe
    frames = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not get between the frames
    limit_memory(memory_mb)
    try:
        serve(sys.stdin.buffer, frames, cpu_seconds)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except BrokenPipeError:
        os._exit(0)  # the parent is gone
    return 0


if __name__ == "__main__":
    sys.exit(main())
