"""Reads one page: scans it once, says what it is and where it leads, and lets every extractor look at it."""

import re

from domain.identity import canonical_url, host_of
from domain.page import Page
from pipeline.extract.base import Interest, PageContext, PageReading
from pipeline.extract.flags import flags
from pipeline.extract.language import language_of
from pipeline.extract.likeness import simhash
from pipeline.extract.links import canonical, includes, links, refresh
from pipeline.extract.main_text import main_text
from pipeline.extract.markup import Markup, scan
from pipeline.extract.page_kinds import page_kind, words_kind
from pipeline.extract.quote import Quoter
from pipeline.extract.registry import extractors
from pipeline.lexicon.spans import written_words

_SPACELESS = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_TITLE_PARTS = re.compile(r"\s[|–—·:»-]\s|[|»｜]")
MAX_CANDIDATES = 2_000


def count_words(text: str) -> int:
    """Return the number of words; where a script has no spaces, two characters count as one."""
    if text.isascii() or not _SPACELESS.search(text):
        return len(written_words(text).words)
    spaceless = len(_SPACELESS.findall(text))
    return len(written_words(_SPACELESS.sub(" ", text)).words) + spaceless // 2


def _kind(markup: Markup, url: str) -> str:
    kind = page_kind(url)
    if kind != "other":
        return kind
    parts = [part for part in _TITLE_PARTS.split(markup.title[:200]) if part.strip()]
    headings = [markup.text[slice(*markup.element_text(tag))][:100] for tag in markup.by_name("h1")[:1]]
    return next((found for words in (*headings, *parts) if (found := words_kind(words)) != "other"), "other")


def read(page: Page, interests: tuple[Interest, ...]) -> PageReading:
    """Return everything that can be said of one page without the others. Pure; an extractor that fails raises."""
    markup = scan(page.content, page.url)
    url = canonical_url(page.url)
    words = count_words(markup.text)
    kind, language = _kind(markup, url), language_of(markup.lang, markup.text)
    found, pieces, forward = links(markup), includes(markup), refresh(markup, words)
    host = host_of(url)
    inside = sum(1 for link in found if link.url != url and host_of(link.url) == host)
    context = PageContext(url=url, host=host, kind=kind, language=language, interests=interests)
    quoter = Quoter(page.url, page.page_sha256, page.fetched_at, markup)
    candidates = tuple(candidate for _, extract in extractors() for candidate in extract(markup, quoter, context))
    return PageReading(
        url=url,
        page_sha256=page.page_sha256,
        fetched_at=page.fetched_at,
        kind=kind,
        language=language,
        title=markup.title[:300],
        canonical=canonical(markup),
        refresh=forward,
        links=found,
        includes=pieces,
        candidates=candidates[:MAX_CANDIDATES],
        flags=flags(markup, kind, words, inside, moves=bool(pieces or forward)),
        words=words,
        text_hash=simhash(main_text(markup).text),
    )
