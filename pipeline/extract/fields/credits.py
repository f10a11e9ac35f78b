"""Which parts of a page name its makers (the web designer, the host, the photographer) and not the company."""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import NamedTuple

from domain.errors import InvalidInput
from domain.identity import host_of, registrable_domain
from pipeline.extract.markup import Markup, Tag
from pipeline.lexicon.labels import CREDIT, EMERGENCY, MEMBERSHIP, OTHER, OWN_PEOPLE
from pipeline.lexicon.networks import BY_HOST
from pipeline.lexicon.phrases import Hit

_REACH = 120
_AROUND = 300
_BY_SENTENCE = {MEMBERSHIP: "third_party", EMERGENCY: "authority"}
_SENTENCE_END = re.compile(r"[|·•;]|[.!?]\s(?=[^\W\d_a-z])")
_RIGHTS = re.compile(r"©|\(c\)|copyright|rights reserved|rechte vorbehalten|droits réservés|derechos reservados|diritti riservati|prawa zastrzeżone", re.I)


class Credits(NamedTuple):
    """Text spans of credits and of what is said of authorities and hosts (with what they are), the registrable domains that
    credits link to, and the names in credits as handles are spelt."""

    spans: tuple[tuple[int, int], ...]
    domains: frozenset[str]
    others: tuple[tuple[int, int, str], ...] = ()
    names: frozenset[str] = frozenset()

    def elsewhere(self) -> "Credits":
        """Return what holds of a part of the page that is scanned apart, in which the places of these credits mean nothing."""
        return self._replace(spans=(), others=())

    def cover(self, text_index: int) -> bool:
        """Say whether a text offset lies in a credit."""
        before = self.spans[: bisect_right(self.spans, (text_index, 1 << 40))]
        return any(text_index < end for _, end in before[-3:])

    def speaker(self, text_index: int) -> tuple[str, str]:
        """Return ``third_party`` and the reason where a number or address at a text offset is said to be someone else's; two empty strings where not."""
        if self.cover(text_index):
            return "third_party", "web_designer"
        before = self.others[: bisect_right(self.others, (text_index, 1 << 40, ""))]
        reason = next((reason for _, end, reason in reversed(before[-3:]) if text_index < end), "")
        return ("third_party", reason) if reason else ("", "")


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
        *(hit for hit in OTHER.find(markup.text) if hit.meaning != OWN_PEOPLE),
        *(hit for hit in hits if _is_last_line(markup, hit.start) or markup.text[hit.end : hit.end + 3].lstrip()[:1] == ":"),
    ]
    ends = sorted(_said_of_others(markup, hit) for hit in others)
    if not hits:
        return Credits((), frozenset(), tuple(ends))
    names = frozenset(name for hit in hits for name in _names(markup.text[hit.end : min(hit.end + 60, _line_end(markup, hit.end))]))
    own = registrable_domain(host)
    links = [
        (markup.element_text(tag)[0], domain, tag)
        for tag in markup.by_name("a")
        if (domain := linked_domain(tag)) and domain != own and not _is_icon(markup, tag, domain)
    ]
    places = [at for at, _, _ in links]
    spans: list[tuple[int, int]] = []
    domains: set[str] = set()
    for hit in hits:
        at, end = bisect_left(places, hit.start), _end(markup, hit.end)
        if at < len(links) and places[at] == hit.start:  # the credit is the words of a link: what follows is another's
            end = min(end, max(hit.end + 1, markup.element_text(links[at][2])[1]))
        behind = {domain for _, domain, _ in links[at : bisect_left(places, end)]}
        if behind:
            spans.append((hit.start, end))
            domains |= behind
    labels = frozenset(domain.partition(".")[0].replace("-", "") for domain in domains)
    return Credits(tuple(spans), frozenset(domains), tuple(ends), names | labels)


def _said_of_others(markup: Markup, hit: Hit[str]) -> tuple[int, int, str]:
    """The span that an authority's or a helper's name speaks for, and why: to the end of the line; of a membership to that of the sentence."""
    end = min(_line_end(markup, hit.end), hit.end + _REACH)
    if hit.meaning not in _BY_SENTENCE:
        return hit.start, end, hit.meaning
    border = _SENTENCE_END.search(markup.text, hit.end, end)
    return hit.start, border.start() if border else end, _BY_SENTENCE[hit.meaning]


def _names(words: str) -> list[str]:
    """The first one to three words behind a credit, run together: "HTML Codex" is @htmlcodex."""
    parts = ["".join(c for c in part.casefold() if c.isalnum()) for part in re.split(r"[\s|,(]+", words.strip(" :-–")) if part][:3]
    return ["".join(parts[:n]) for n in range(1, len(parts) + 1)]


def _is_last_line(markup: Markup, at: int) -> bool:
    """Say whether a text offset lies in the footer, or in a line that claims the rights in the page."""
    block = markup.block_at(at)
    return block is not None and (
        block.zone == "footer" or _RIGHTS.search(markup.text, max(block.start, at - _AROUND), min(block.end, at + _AROUND)) is not None
    )


def _is_icon(markup: Markup, tag: Tag, domain: str) -> bool:
    """Say whether a link is the sign of a network without words: one of the company's own that only follow the credit."""
    start, end = markup.element_text(tag)
    return domain in BY_HOST and not markup.text[start:end].strip()


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
