"""Draft from a website, as the door offers it: one site at a time for each user, within the time of a site, every refusal in words for its owner."""

import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError, Future
from typing import Any

from domain.base import Principal
from domain.context import BusinessContext, taken_over
from domain.errors import InvalidInput, ProspectorError, QuotaReached, Refused, Rejected, TryAgain
from domain.identity import canonical_url, host_of, identity_key
from domain.page import PageArchive
from domain.run import RunSpec, Source, SourceRow
from pipeline.draft import Draft, draft
from pipeline.parts import Parts, Reader
from service.base import ContextDraft, PageFailure
from service.parts import PartsMaker

MARGIN = 30.0  # seconds beyond the time of a site that extraction may take
LONGEST = 2_000

SAYS: dict[str, str] = {
    "robots_disallowed": "The robots.txt of {host} does not let ProspectorBot read the site, and that is obeyed. Allow it there, or fill the form by hand.",
    "robots_unreachable": "The robots.txt of {host} could not be read, so the site is left alone. Try again later.",
    "blocked_url": "{host} is not on the public internet; only public websites are read. Give the address that your customers use.",
    "dns": "There is no website at {host}: nobody knows this name. Look at the spelling.",
    "timeout": "{host} did not answer in time. Try again later.",
    "network": "The connection to {host} broke off. Try again later.",
    "tls": "The certificate of {host} is not valid, so nothing it says can be trusted. Have it renewed, or fill the form by hand.",
    "http_4xx": "{host} has no page at this address, or does not show it to visitors without a browser. Look at the address.",
    "http_5xx": "{host} answers with an error of its own. Try again later.",
    "rate_limited": "{host} asks to be left alone for now. Try again later.",
    "redirects": "{host} forwards in a circle. Give the address that it should lead to.",
    "wrong_type": "What lies at this address is not a web page. Give the address of your home page.",
    "not_saved": "{host} is not among the saved websites. Choose the live web, or a website that is saved.",
    "js_only_page": "{host} shows no text without JavaScript, and Prospector reads pages without running them. Fill the form by hand.",
    "empty_page": "There is no text on {host} yet to draft from.",
    "parser_limit": "The home page of {host} is too large or too complex to be read. Fill the form by hand.",
    "parked_domain": "{host} is parked or for sale; there is no website behind it to draft from.",
    "not_a_company": "{host} leads to a profile on another platform. Give the address of your own website.",
    "captcha": "{host} asks visitors to prove that they are human. Prospector does not get around that; fill the form by hand.",
    "login_wall": "{host} shows nothing before a login. Prospector does not log in anywhere; fill the form by hand.",
}
"""Code of a refusal -> what to tell the owner of the site, and what to do."""


class Drafter:
    """Reads websites for drafts on the runner's loop, while whoever asked waits.

    Args:
        archive_of: gives the archive of a tenant; pages are kept there, so that evidence can be opened.
        call: runs a coroutine on the loop that the reader belongs to.
    """

    def __init__(
        self, parts: PartsMaker, reader: Reader, archive_of: Callable[[str], PageArchive], call: Callable[[Coroutine[Any, Any, Draft]], Future[Draft]]
    ) -> None:
        self._parts = parts
        self._reader = reader
        self._archive_of = archive_of
        self._call = call
        self._lock = threading.Lock()
        self._under_way: dict[tuple[str, str], Future[Draft] | None] = {}

    def draft(self, who: Principal, url: str, fetch: str) -> ContextDraft:
        """Return what the website at ``url`` suggests; pages come from the live ``web`` or from ``saved`` folders.

        Raises:
            InvalidInput: it is no address of a website, or the fetcher cannot be had.
            QuotaReached: a website is being read for this user already.
            Refused, Rejected, TryAgain: it cannot be read; the code says why, the message what to do.
        """
        website = website_of(url)
        source = _source(website, fetch)
        self._parts.check(source)
        parts = self._parts.make(RunSpec(context_id="", context_version=0, source=source), self._archive_of(who.tenant), self._reader)
        key = (who.tenant, who.user)
        with self._lock:
            if key in self._under_way:
                raise QuotaReached("A website is being read for you already. Wait until it is done.", code="draft_active")
            self._under_way[key] = None
        try:
            return _told(website, self._read(key, website, who, parts))
        finally:
            with self._lock:
                self._under_way.pop(key, None)

    def _read(self, key: tuple[str, str], website: str, who: Principal, parts: Parts) -> Draft:
        future = self._call(draft(website, who, parts))
        with self._lock:
            self._under_way[key] = future
        try:
            return future.result(parts.site_seconds + MARGIN)
        except TimeoutError as error:
            future.cancel()
            raise _in_words(TryAgain(code="timeout"), website) from error
        except CancelledError as error:
            raise TryAgain("Prospector is being closed. Ask again after the start.", code="closing") from error
        except (Refused, Rejected, TryAgain) as error:
            raise _in_words(error, website) from error

    def close(self) -> None:
        """Let go of what is being read; whoever waits gets TryAgain."""
        with self._lock:
            for future in self._under_way.values():
                if future:
                    future.cancel()


def website_of(url: str) -> str:
    """Return what was typed as the address of a website; ``https://`` is added where no scheme was given.

    Raises:
        InvalidInput: it is none; ``where`` is ``url``.
    """
    text = url.strip()
    if not text:
        raise InvalidInput("Give the address of your website, such as company.com.", code="empty", where="url")
    if len(text) > LONGEST or any(c.isspace() for c in text):
        raise InvalidInput("This is not the address of one website. Expected something like company.com.", code="bad_url", where="url")
    scheme, mark, rest = text.partition("://")
    if mark and scheme.lower() not in ("http", "https"):
        raise InvalidInput("Only http and https addresses can be read.", code="bad_url", where="url")
    if "@" in (rest if mark else text).split("/")[0]:
        raise InvalidInput("This is an e-mail address or holds a login. Give the website alone.", code="bad_url", where="url")
    try:
        website = canonical_url(text if mark else f"https://{text}")
        host_of(website), identity_key(website)
    except InvalidInput as error:
        raise InvalidInput("This is not a website. Expected something like company.com.", code="bad_url", where="url") from error
    return website


def _source(website: str, fetch: str) -> Source:
    if fetch not in ("saved", "web"):
        raise InvalidInput("Pages come from the live web or from saved websites: “web” or “saved”.", code="no_provider", where="fetch")
    return Source(kind="url_list", rows=(SourceRow(url=website, line=1),), fetch="web" if fetch == "web" else "saved")


def _in_words(error: ProspectorError, website: str) -> ProspectorError:
    """The same kind of error with the same code, told to the owner of the site."""
    told = SAYS.get(error.code)
    message = told.format(host=host_of(website)) if told else error.message
    if isinstance(error, TryAgain):
        return TryAgain(message, code=error.code, retry_after=error.retry_after)
    return type(error)(message, code=error.code)


def _told(website: str, read: Draft) -> ContextDraft:
    return ContextDraft(
        website=website,
        context=taken_over(BusinessContext(), read.suggestions),
        suggestions=read.suggestions,
        pages=read.site.pages,
        failures=tuple(PageFailure(url=f.url, code=f.code, message=f.message) for f in read.site.failures),
    )
