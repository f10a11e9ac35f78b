"""The fetch seam: one URL in, one page out, or a typed refusal."""

from typing import Protocol

from domain.page import Page


class Fetch(Protocol):
    """Reads pages from somewhere."""

    async def fetch(self, url: str, known: Page | None = None) -> Page:
        """Return the page at a URL (``page.url`` is where it was found after redirects).

        ``known`` is this URL's page of an earlier run; a fetcher may ask whether it changed and return it anew (RFC 9110, 13).

        Raises:
            TryAgain: timeout, dns, network, http_5xx, rate_limited (``code`` says which).
            Refused: robots_disallowed, robots_unreachable, http_4xx, blocked_url, tls, redirects, captcha, wrong_type, not_saved.
        """
        ...
