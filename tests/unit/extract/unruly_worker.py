"""A child process of the pool that does what the page tells it: every way in which a page can break the limits, on order."""

import os
import sys
import time

from domain.errors import InvalidInput
from pipeline.extract import worker
from pipeline.extract.frames import Answer, Job

obedient = worker.answer


def answer(job: Job) -> Answer:
    match job.page.content if job.page else "":
        case "spin":
            while True:
                pass
        case "hog":
            bytearray(8 * 1024**3)
        case "sleep":
            time.sleep(60)
        case "die":
            os._exit(9)
        case "print":
            print("noise between the frames")
        case "fail":
            raise KeyError("an extractor's mistake")
        case "refuse":
            raise InvalidInput("not this one", code="bad_url")
    return obedient(job)


if __name__ == "__main__":
    worker.answer = answer
    sys.exit(worker.main())
