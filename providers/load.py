"""The registry of providers: the file name is the name. ``load("search", "saved", settings)`` builds providers/search/saved.py."""

import importlib
import pkgutil
from typing import Any

from domain.errors import InvalidInput
from settings import Settings


def names(kind: str) -> tuple[str, ...]:
    """Return the names of the providers of a kind (``search``, ``fetch``, ``llm``) that are there."""
    package = importlib.import_module(f"providers.{kind}")
    return tuple(sorted(m.name for m in pkgutil.iter_modules(package.__path__) if m.name != "base" and not m.name.startswith("_")))


def load(kind: str, name: str, settings: Settings) -> Any:
    """Build the provider ``name`` of ``kind`` by its module's ``build(settings)``.

    Raises:
        InvalidInput: there is no such provider here, or a package that it needs is not installed.
    """
    known = names(kind)
    if name not in known:
        raise InvalidInput(f"There is no {kind} provider “{name}” here. There are: {', '.join(known)}.", code="no_provider", where=f"PROSPECTOR_{kind.upper()}")
    try:
        module = importlib.import_module(f"providers.{kind}.{name}")
    except ImportError as error:
        raise InvalidInput(
            f"The {kind} provider “{name}” needs a package that is not installed: {error.name or error}.",
            code="no_provider",
            where=f"PROSPECTOR_{kind.upper()}",
        ) from error
    return module.build(settings)
