"""The one open installation of this process, kept where hot reload cannot purge it (a module without a file)."""

import atexit
import sys
import threading
import types

from service.base import Prospector

_state = sys.modules.setdefault("_prospector_state", types.ModuleType("_prospector_state"))
_state.__dict__.setdefault("lock", threading.Lock())
_state.__dict__.setdefault("service", None)


def get_service() -> Prospector:
    """Return the open service; the first call opens it.

    Raises:
        StorageProblem: the data folder cannot be used, or another process has it open.
    """
    with _state.__dict__["lock"]:
        if _state.__dict__["service"] is None:
            from service.local import open_local

            _state.__dict__["service"] = open_local()
            atexit.register(close_service)
        service: Prospector = _state.__dict__["service"]
        return service


def set_service(service: Prospector | None) -> None:
    """Put another service in its place (tests), or none."""
    with _state.__dict__["lock"]:
        _state.__dict__["service"] = service


def close_service() -> None:
    """Close the open service, if there is one."""
    with _state.__dict__["lock"]:
        service, _state.__dict__["service"] = _state.__dict__["service"], None
    if service is not None:
        service.close()
