"""The search seam: a query in, hits out."""

from typing import Protocol, runtime_checkable

from domain.lead import Hit


class Search(Protocol):
    """Finds websites. A file of this folder exports ``build(settings)``; its name is the value of ``PROSPECTOR_SEARCH``."""

    async def search(self, query: str, limit: int) -> list[Hit]:
        """Return at most ``limit`` hits, best first. Nothing found is an empty list; a failure is never one.

        Raises:
            TryAgain: the service did not answer.
            NeedsKey: its key is missing or refused.
            QuotaReached: its quota is used up.
        """
        ...


@runtime_checkable
class Listed(Protocol):
    """A search over a list that is here as a whole: to ask for all of it costs nothing, so its reader may choose whom to take first."""

    @property
    def size(self) -> int:
        """How many rows there are."""
        ...
