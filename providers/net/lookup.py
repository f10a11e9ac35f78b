"""Names to addresses, in threads of their own: a name server that hangs holds up neither other lookups nor the rest of the program."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable

from providers.net.loops import PerLoop

Address = tuple[str, int]
"""An IP address and a port."""

MOST_AT_ONCE = 128
"""Lookups under way at the same time; the loop's own pool would have six threads and shares them with everything else."""

_slots = PerLoop(lambda: asyncio.Semaphore(MOST_AT_ONCE))
_Outcome = list[Address] | Exception


async def resolve(host: str, port: int) -> list[Address]:
    """Return the addresses of a host, as the system resolves it.

    Raises:
        OSError: there is none, or the name server does not answer.
        UnicodeError: the name is none that could be looked up.
    """
    slots = _slots.get()
    await slots.acquire()
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[Address]] = loop.create_future()

    def tell(outcome: _Outcome) -> None:
        loop.call_soon_threadsafe(_hand_over, slots, answer, outcome)

    try:
        # A daemon, not a pool: a lookup can hang for half a minute, and the end of the program does not wait for it.
        threading.Thread(target=_look_up, args=(host, port, tell), name="dns", daemon=True).start()
    except RuntimeError as error:
        slots.release()
        raise OSError(f"no thread for looking up {host}") from error
    return await answer


def _look_up(host: str, port: int, tell: Callable[[_Outcome], object]) -> None:
    outcome: _Outcome = OSError("the lookup ended without an answer")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        outcome = list(dict.fromkeys((str(answer[4][0]), int(answer[4][1])) for answer in found))
    except (OSError, ValueError) as error:  # UnicodeError is a ValueError
        outcome = error
    finally:
        with contextlib.suppress(RuntimeError):  # the loop has ended: nobody waits any more
            tell(outcome)


def _hand_over(slots: asyncio.Semaphore, answer: "asyncio.Future[list[Address]]", outcome: _Outcome) -> None:
    slots.release()
    if answer.done():
        return  # whoever asked has given up
    if isinstance(outcome, Exception):
        answer.set_exception(outcome)
    else:
        answer.set_result(outcome)
