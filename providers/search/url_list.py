"""The analyst's own list as a search: every row is a hit, whatever the query."""

from collections.abc import Iterable

from domain.lead import Hit
from domain.run import SourceRow
from settings import Settings


def build(settings: Settings) -> "Search":
    """Return the search over an empty list; a run brings its rows by :class:`Search`."""
    return Search(())


class Search:
    """Gives the rows of a list in their order."""

    def __init__(self, rows: Iterable[SourceRow]) -> None:
        self._rows = tuple(rows)

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    async def search(self, query: str, limit: int) -> list[Hit]:
        """Return the first ``limit`` rows as hits."""
        return [Hit(url=row.url, query=query, source="url_list", line=row.line, extra=row.extra) for row in self._rows[:limit]]
