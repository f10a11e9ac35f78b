"""The fetch seam: one URL in, one page out, or a typed refusal."""

from typing import Protocol

from domain.page import Page


class Fetch(Protocol):
    """Reads pages from somewhere."""

    async def fetch(self, url: str) -> Page:
        """Return the page at a URL (``page.url`` is where it was found after redirects).

        Raises:
            TryAgain: timeout, 5xx, reset, … (``code`` says which).
            Refused: robots_disallowed, http_4xx, blocked_url, wrong_type, not_saved, …
        """
        ...
