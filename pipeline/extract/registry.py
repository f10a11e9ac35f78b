"""Finds the extractors: every module in ``pipeline/extract/fields`` that exports ``extract``. A new file is a new extractor."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from functools import lru_cache

from pipeline.extract import fields
from pipeline.extract.base import Candidate, PageContext
from pipeline.extract.markup import Markup
from pipeline.extract.quote import Quoter

Extract = Callable[[Markup, Quoter, PageContext], Iterable[Candidate]]


@lru_cache(maxsize=1)
def extractors() -> tuple[tuple[str, Extract], ...]:
    """Return the extractors with their names, by name. A module without ``extract`` is support for others and left out; one that cannot be imported raises."""
    names = sorted(module.name for module in pkgutil.iter_modules(fields.__path__))
    modules = ((name, importlib.import_module(f"{fields.__name__}.{name}")) for name in names)
    return tuple((name, module.extract) for name, module in modules if hasattr(module, "extract"))
