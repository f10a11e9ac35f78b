"""The search seam: a query in, hits out."""

from typing import Protocol

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
