"""Which parts of a page name its makers (the web designer, the host, the photographer) and not the company."""

from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import NamedTuple

from domain.errors import InvalidInput
from domain.identity import host_of, registrable_domain
from pipeline.extract.markup import Markup, Tag
from pipeline.lexicon.labels import CREDIT, OTHER

_REACH = 120


class Credits(NamedTuple):
    """Text spans of credits and of what is said of authorities and hosts, and the registrable domains that credits link to."""

    spans: tuple[tuple[int, int], ...]
    domains: frozenset[str]
    others: tuple[tuple[int, int], ...] = ()

    def cover(self, text_index: int) -> bool:
        """Say whether a text offset lies in a credit."""
        before = self.spans[: bisect_right(self.spans, (text_index, 1 << 40))]
        return any(text_index < end for _, end in before[-3:])

    def speak_of(self, text_index: int) -> bool:
        """Say whether a number or address at a text offset is said to be someone else's."""
        before = self.others[: bisect_right(self.others, (text_index, 1 << 40))]
        return self.cover(text_index) or any(text_index < end for _, end in before[-3:])


def linked_domain(tag: Tag) -> str:
    """Return the registrable domain that a link leads to; empty for links inside the site and odd ones."""
    href = tag.value("href").strip()
    if not href.lower().startswith(("http://", "https://", "//")):
        return ""
    try:
        return registrable_domain(host_of(href.removeprefix("//") if href.startswith("//") else href))
    except InvalidInput:
        return ""


@lru_cache(maxsize=2)
def credits_of(markup: Markup, host: str) -> Credits:
    """Return the credits of a page: a credit phrase with a link to another domain right behind it."""
    hits = list(CREDIT.find(markup.text))
    others = [
        *OTHER.find(markup.text),
        *(hit for hit in hits if markup.zone_at(hit.start) == "footer" or markup.text[hit.end : hit.end + 3].lstrip()[:1] == ":"),
    ]
    ends = sorted((hit.start, min(_line_end(markup, hit.end), hit.end + _REACH)) for hit in others)
    if not hits:
        return Credits((), frozenset(), tuple(ends))
    own = registrable_domain(host)
    links = [(tag.text_at, domain) for tag in markup.by_name("a") if (domain := linked_domain(tag)) and domain != own]
    places = [at for at, _ in links]
    spans: list[tuple[int, int]] = []
    domains: set[str] = set()
    for hit in hits:
        end = _end(markup, hit.end)
        behind = {domain for _, domain in links[bisect_left(places, hit.start) : bisect_left(places, end)]}
        if behind:
            spans.append((hit.start, end))
            domains |= behind
    return Credits(tuple(spans), frozenset(domains), tuple(ends))


def _line_end(markup: Markup, index: int) -> int:
    block = markup.block_at(index - 1)
    return block.end if block else index


def _end(markup: Markup, index: int) -> int:
    """A credit ends with its line; when the phrase itself ends the line, with the next one."""
    block = markup.block_at(index - 1)
    if block is None:
        return index
    if block.end - index <= 3:
        following = markup.block_at(min(block.end + 1, len(markup.text)))
        return min(following.end if following else block.end, index + _REACH) + 1
    return min(block.end, index + _REACH) + 1
