"""Things that belong to one event loop (connections, locks), made anew for each loop that uses them."""

import asyncio
import threading
from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

T = TypeVar("T")


class PerLoop(Generic[T]):
    """One value per running event loop. What belonged to a loop that has ended is forgotten, not used again."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._lock = threading.Lock()  # loops may run in several threads
        self._made: WeakKeyDictionary[asyncio.AbstractEventLoop, T] = WeakKeyDictionary()

    def get(self) -> T:
        """Return the value of the running loop, made at its first use."""
        loop = asyncio.get_running_loop()
        with self._lock:
            if loop not in self._made:
                for ended in [known for known in self._made if known.is_closed()]:
                    del self._made[ended]
                self._made[loop] = self._make()
            return self._made[loop]

    def pop(self) -> T | None:
        """Return the value of the running loop, if it has one, and forget it."""
        with self._lock:
            return self._made.pop(asyncio.get_running_loop(), None)
