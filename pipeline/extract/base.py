"""What extraction passes around: a page as read (links, candidates, flags) and the interests that passages are quoted for."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from domain.base import Value
from domain.evidence import Evidence


class Candidate(Value):
    """A value found on one page, before the site as a whole decides. ``weight`` is trust from 0 to 1 (how, and in which part of the page, it was found)."""

    field: str
    value: str
    evidence: Evidence
    weight: Annotated[float, Field(ge=0, le=1)] = 0.5
    role: str | None = None
    rule: str = ""
    attrs: dict[str, str] = {}


class Link(Value):
    """A link of a page: absolute canonical URL, its words, and the zone it stands in (nav, main, footer)."""

    url: str
    text: str = ""
    zone: str = "main"


class PageReading(Value):
    """One page as read by all extractors.

    ``flags``: parked, captcha, login_wall, js_only, empty, not_found, directory, personal_blog, instructs_ai, noindex, login …
    ``text_hash`` is equal for near-duplicate bodies (SimHash, hex).
    """

    url: str
    page_sha256: str
    fetched_at: datetime
    kind: str = "other"
    language: str = ""
    title: str = ""
    canonical: str = ""
    refresh: str = ""
    links: tuple[Link, ...] = ()
    includes: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    flags: tuple[str, ...] = ()
    words: int = 0
    text_hash: str = ""


class Interest(Value):
    """What the context wants quoted from the pages: a key (``pain:2``, ``offer``, ``competitor:acme``) and the folded terms that show it."""

    key: str
    terms: tuple[str, ...]
    any_of: int = 1


class PageContext(Value):
    """What an extractor may know of the page besides its markup: kind and language as read, its host (ASCII, no ``www.``), and the interests."""

    url: str
    host: str
    kind: str = "other"
    language: str = ""
    interests: tuple[Interest, ...] = ()
