"""What kind of page this is not: parked, empty without JavaScript, behind a login or a bot check, a directory, one that talks to machines.

Each flag is one rule with a name; rules look at phrases in some fifteen languages, at the amount of text, and at the page's structure.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from domain.identity import host_of
from pipeline.extract import flag_words
from pipeline.extract.machine_talk import instructs_machines
from pipeline.extract.markup import Markup, Tag
from pipeline.extract.page_kinds import plain, plain_words
from providers.net.challenge import LOOKED_AT, is_challenge

_HEAD, _TAIL = 3_000, 1_000  # characters of the text that phrases are looked for in
_ROOTS = frozenset(("root", "app", "__next", "__nuxt", "___gatsby", "svelte", "q-app", "application", "react-root", "ember-app", "main-app", "vue-app"))
_BLOG_HOSTS = (
    "blogspot.",
    "wordpress.com",
    "tumblr.com",
    "livejournal.com",
    "substack.com",
    "medium.com",
    "blogger.com",
    "over-blog.com",
    "hatenablog.",
    "ameblo.jp",
)
_CODE = frozenset(("script", "module", "text/javascript", "application/javascript", "style"))  # is shown to nobody, model or reader
_BLOG = re.compile(r"blog|блог|ブログ|博客|블로그|مدونتي|homepage|website")
_YEAR = re.compile(r"\b\d{1,2}\b.{0,20}\b20[0-3]\d\b|\b20[0-3]\d-\d\d-\d\d\b")
_DATE_LINE = 40  # characters: a line this short with a day and a year is the date of a post
_CHECK_WORDS = 100
_WALL_WORDS = 80
_SPACELESS = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Said(NamedTuple):
    """Text in plain form with a space at both ends, and its words as a set."""

    text: str
    words: frozenset[str]
    spaceless: bool


def said(text: str) -> Said:
    """Return text in plain form (see ``page_kinds.plain``), as the phrases are looked for in."""
    words = plain_words(text)
    here = f" {' '.join(words)} "
    return Said(here, frozenset(words), not here.isascii() and _SPACELESS.search(here) is not None)


def _joined(one: Said, other: Said) -> Said:
    return Said(one.text + other.text, one.words | other.words, one.spaceless or other.spaceless)


class Look(NamedTuple):
    """What the rules look at."""

    markup: Markup
    kind: str
    words: int
    links: int
    moves: bool
    title: Said
    text: Said
    both: Said


class Needles(NamedTuple):
    """The phrases of a block, with spaces around them, by their first word; those of scripts without spaces apart."""

    by_first: dict[str, tuple[str, ...]]
    spaceless: tuple[str, ...]


@lru_cache(maxsize=16)
def _needles(block: str) -> Needles:
    found = [plain(phrase) for phrase in flag_words.phrases(block)]
    by_first: dict[str, tuple[str, ...]] = {}
    for words in (w for w in found if not _SPACELESS.search(w)):
        by_first[words.split()[0]] = (*by_first.get(words.split()[0], ()), f" {words} ")
    return Needles(by_first, tuple(w for w in found if _SPACELESS.search(w)))


def _found(block: str, here: Said) -> set[str]:
    needles = _needles(block)
    begun = [needle for first in needles.by_first.keys() & here.words for needle in needles.by_first[first]]
    return {needle for needle in (*begun, *(needles.spaceless if here.spaceless else ())) if needle in here.text}


def _parked(look: Look) -> bool:
    if look.words > 350:
        return False
    if look.title.text.startswith(" index of ") or (look.words < 15 and " it works " in look.text.text):
        return True
    if look.words < 120 and any(host in look.markup.source for host in flag_words.phrases(flag_words.PARKED_HOSTS)):
        return True
    for_sale = look.links < 40 and _found(flag_words.PARKED, look.both)
    return bool(for_sale or (look.words <= 200 and _found(flag_words.DEFAULT_PAGE, look.both))) and not _is_in_business(look)


def _is_in_business(look: Look) -> bool:
    """A firm that deals in domains, or is moving, speaks of its services and can be reached; the page of a domain for sale does not."""
    return look.links >= 2 and bool(_found(flag_words.BUSINESS, look.text)) and _reachable(look)


def _reachable(look: Look) -> bool:
    return any(tag.value("href")[:7].lower().startswith(("tel:", "mailto:")) for tag in look.markup.by_name("a"))


def _captcha(look: Look) -> bool:
    """A check stands alone: few words, hardly a link. With more than that it is a form's own widget, or a page about such checks."""
    return look.words <= _CHECK_WORDS and look.links <= 3 and is_challenge(200, {}, f"{look.title.text} {look.markup.source[:LOOKED_AT]}")


def _js_only(look: Look) -> bool:
    if look.words < 60 and look.links <= 3 and _found(flag_words.NEEDS_SCRIPTS, look.both):
        return True
    if look.words >= 25 or look.moves:
        return False
    if any(tag.value("id").lower() in _ROOTS for tag in look.markup.by_name("div")) or look.markup.by_name("app-root"):
        return True
    if any(raw.kind == "noscript" and "javascript" in raw.text.lower() for raw in look.markup.raws):
        return True
    return look.words < 5 and any("src" in tag.attrs for tag in look.markup.by_name("script"))


def _empty(look: Look) -> bool:
    return look.words < 5 and not look.moves and not any(rule(look) for rule in (_parked, _captcha, _js_only, _under_construction, _login_wall))


def _under_construction(look: Look) -> bool:
    if look.words > 120 or look.links > 8 or not _found(flag_words.UNDER_CONSTRUCTION, look.both):
        return False
    return not (look.words > 25 and _found(flag_words.BUSINESS, look.text) and _reachable(look))


def _not_found(look: Look) -> bool:
    """A page in name only: it says so where its subject stands, whatever the status it was sent with."""
    if look.words > 250 or look.kind == "home":
        return False
    headings = [_heading(look, tag) for name in ("h1", "h2") for tag in look.markup.by_name(name)[:2]]
    return any(_found(flag_words.NOT_FOUND, here) for here in (look.title, *headings)) or plain(look.markup.title[:50]) == "404"


def _heading(look: Look, tag: Tag) -> Said:
    return said(look.markup.text[slice(*look.markup.element_text(tag))][:200])


def _directory(look: Look) -> bool:
    if look.kind not in ("home", "other"):
        return False
    return bool(_found(flag_words.DIRECTORY, look.title)) or len(_found(flag_words.DIRECTORY, look.text)) > 1


def _personal_blog(look: Look) -> bool:
    if look.kind not in ("home", "other", "blog"):
        return False
    found = _found(flag_words.PERSONAL_BLOG, look.both)
    hosted = any(host in host_of(look.markup.url) for host in _BLOG_HOSTS)
    if len(found) + hosted < 2 or _found(flag_words.BUSINESS, look.text):
        return False
    blogs = hosted or any(_BLOG.search(needle) for needle in found)
    return blogs or sum(1 for block in look.markup.blocks if len(block.text) <= _DATE_LINE and _YEAR.search(block.text) and "©" not in block.text) > 1


def _login(look: Look) -> bool:
    return look.words < 200 and any(tag.value("type").lower() == "password" for tag in look.markup.by_name("input"))


def _login_wall(look: Look) -> bool:
    """A page that is its login and nothing else. One that also tells what the firm does, or how to reach it, is worth reading."""
    if look.words > _WALL_WORDS or look.links > 8 or not _login(look) or _reachable(look) or _found(flag_words.BUSINESS, look.text):
        return False
    return look.words <= 40 or bool(_found(flag_words.LOGIN, look.both))


def _noindex(look: Look) -> bool:
    robots = look.markup.meta("robots")
    return robots is not None and "noindex" in robots.value.lower()


def _instructs_ai(look: Look) -> bool:
    return instructs_machines(look.markup.without(_CODE))


RULES: dict[str, Callable[[Look], bool]] = {
    "parked": _parked,
    "captcha": _captcha,
    "js_only": _js_only,
    "empty": _empty,
    "under_construction": _under_construction,
    "directory": _directory,
    "personal_blog": _personal_blog,
    "login": _login,
    "login_wall": _login_wall,
    "not_found": _not_found,
    "noindex": _noindex,
    "instructs_ai": _instructs_ai,
}
"""Flag -> rule, in the order in which they are reported."""


def flags(markup: Markup, kind: str, words: int, links: int, moves: bool) -> tuple[str, ...]:
    """Return the flags of a page.

    ``words`` and ``links`` (to the same host) are counts; ``moves`` says that the page forwards or is put together out of pieces.
    """
    text = markup.text if len(markup.text) <= _HEAD + _TAIL else f"{markup.text[:_HEAD]} {markup.text[-_TAIL:]}"
    description = markup.meta("description")
    title = f"{markup.title[:300]} {description.value[:300] if description else ''}"
    head, body = said(title), said(text)
    look = Look(markup, kind, words, links, moves, head, body, _joined(head, body))
    return tuple(name for name, rule in RULES.items() if rule(look))
