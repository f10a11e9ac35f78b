"""Searches folders of saved websites by BM25 over their text (Robertson & Zaragoza 2009, as in the bm25s package). No network."""

import asyncio
import re
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import bm25s
import lxml.html

from domain.errors import InvalidInput
from domain.identity import fold
from domain.lead import Hit
from providers.charset import decode
from settings import Settings

PAGES_PER_SITE = 12
BYTES_PER_PAGE = 200_000
SUFFIXES = frozenset({".html", ".htm", ".php", ".xhtml"})
_WORD = re.compile(r"\w{2,40}")


def build(settings: Settings) -> "Search":
    """Return the search over the roots of the settings; the index is made at the first query and kept until a root changes."""
    return Search(settings.saved_roots)


class Search:
    """BM25 over saved websites, one document a website."""

    def __init__(self, roots: Sequence[Path]) -> None:
        self._roots = tuple(roots)
        self._lock = threading.Lock()
        self._made_of: tuple[tuple[str, int], ...] = ()
        self._hosts: list[tuple[str, str]] = []
        self._index: Any = None

    async def search(self, query: str, limit: int) -> list[Hit]:
        """Return the websites that hold words of the query, best first; ``score`` is the BM25 sum.

        Raises:
            InvalidInput: none of the roots is there.
        """
        return await asyncio.to_thread(self._search, query, limit)

    def _search(self, query: str, limit: int) -> list[Hit]:
        with self._lock:
            self._refresh()
            known = getattr(self._index, "vocab_dict", {})
            words = [w for w in _words(query) if w in known]
            if not words:
                return []
            places, scores = self._index.retrieve([words], k=min(limit, len(self._hosts)), show_progress=False)
        best = zip(places[0].tolist(), scores[0].tolist(), strict=True)
        return [
            Hit(url=f"https://{self._hosts[i][0]}/", title=self._hosts[i][1], query=query, source="saved", score=round(float(score), 4))
            for i, score in best
            if score > 0
        ]

    def _refresh(self) -> None:
        folders = [folder for root in self._roots if root.is_dir() for folder in (root, *sorted(root.iterdir())) if folder.is_dir()]
        signature = tuple((str(folder), folder.stat().st_mtime_ns) for folder in folders)
        if not signature:
            roots = ", ".join(map(str, self._roots)) or "none is set"
            raise InvalidInput(f"There is no folder of saved websites ({roots}).", code="not_saved", where="PROSPECTOR_SAVED_WEB")
        if self._index is not None and signature == self._made_of:
            return
        sites: dict[str, Path] = {}
        for site in (site for root in self._roots if root.is_dir() for site in sorted(root.iterdir())):
            if "." in site.name.strip(".") and site.is_dir():
                sites.setdefault(site.name.removeprefix("www."), site)  # a host in two roots is read from the first
        read = [(host, *_site_text(site)) for host, site in sites.items()]
        self._hosts = [(host, title) for host, title, _ in read]
        self._index = None
        if any(words for _, _, words in read):
            self._index = bm25s.BM25()
            self._index.index([words for _, _, words in read], show_progress=False)
        self._made_of = signature


def _words(text: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(fold(text))]


def _stem(word: str) -> str:
    """Take a plural ending off (the S-stemmer of Harman 1991); the same for pages and queries, so that it does no harm in other languages."""
    if len(word) < 4 or not word.endswith("s"):
        return word
    if word.endswith("ies") and word[-4] not in "ea":
        return word[:-3] + "y"
    return word[:-1] if word[-2] not in "us" else word


def _site_text(folder: Path) -> tuple[str, list[str]]:
    pages = sorted((f for f in folder.rglob("*") if f.suffix in SUFFIXES), key=lambda f: (len(f.parts), f.name != "index.html", str(f)))[:PAGES_PER_SITE]
    title, words = "", []
    for page in pages:
        document = _document(page)
        if document is None:
            continue
        title = title or " ".join((document.findtext(".//title") or "").split())[:200]
        words += _words(" ".join(document.xpath("//text()")))  # not text_content(): that glues the words of neighbouring elements together
    return title, words


def _document(page: Path) -> Any:
    try:
        with page.open("rb") as stream:
            text = decode(stream.read(BYTES_PER_PAGE))
        # As bytes: lxml refuses a str that begins with an XML declaration, as XHTML pages do.
        parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True)
        document = lxml.html.document_fromstring(text.encode(), parser=parser) if text.strip() else None
    except (OSError, ValueError, lxml.etree.LxmlError):
        return None  # one broken file must not hide the others; reading it as a page later says what is wrong
    if document is not None:
        for element in document.xpath("//script|//style|//noscript|//template"):
            element.drop_tree()
    return document
