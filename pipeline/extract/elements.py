"""What the scanner knows of HTML elements: which are void, raw, blocks, close each other, and which part of the page they make."""

import re
from functools import lru_cache
from typing import NamedTuple


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# https://html.spec.whatwg.org/multipage/syntax.html#void-elements (and the obsolete ones that parsers still treat so)
VOID = _set("area base br col embed hr img input link meta param source track wbr basefont bgsound frame keygen")

# Elements whose content is not parsed as markup (scripting on, as in a browser: so noscript is one of them).
RAW = _set("script style textarea title noscript iframe noembed noframes xmp plaintext")

# Elements whose content a reader of the page does not see.
UNSEEN = _set("template select datalist audio video canvas object")

BLOCKS = _set(
    "br template select datalist object marquee applet "
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    "frameset h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li main menu nav ol option p pre search section summary table tbody td tfoot th "
    "thead tr ul"
)

# Inline elements that stand between words.
_SPACED = _set("img input svg")

# An end tag does not reach out of these (the standard's "scope").
BARRIERS = _set("table td th caption template html object marquee applet button")

# Parts of a table end inside their table only.
TABLE_PARTS = _set("table thead tbody tfoot tr td th caption colgroup")

_CLOSES_P = _set(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr "
    "li dd dt main menu nav ol p pre search section summary table ul"
)

# A start tag ends these open elements, unless one of the second group stands nearer.
_CLOSED_BY: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "li": (("li",), ("ul", "ol", "menu", "dir")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "td": (("td", "th"), ("table",)),
    "th": (("td", "th"), ("table",)),
    "tr": (("tr",), ("table",)),
    "tbody": (("thead", "tbody", "tfoot", "caption", "colgroup"), ("table",)),
    "thead": (("thead", "tbody", "tfoot", "caption", "colgroup"), ("table",)),
    "tfoot": (("thead", "tbody", "tfoot", "caption", "colgroup"), ("table",)),
    "option": (("option",), ("select", "datalist")),
    "optgroup": (("optgroup", "option"), ("select",)),
}
_P_BOUNDS = ("button", "table", "td", "th", "caption")


NONE, SPACE, NEWLINE = 0, 1, 2
"""What stands between two words of the text; of two such gaps the wider counts."""


class Kind(NamedTuple):
    """How the scanner treats an element.

    ``gap`` is what its start tag puts between words; ``closes`` are the elements that it ends, ``within`` those that they are not looked for behind.
    """

    block: bool = False
    barrier: bool = False
    raw: bool = False
    void: bool = False
    unseen: bool = False
    gap: int = NONE
    sections: bool = False
    closes: tuple[str, ...] = ()
    within: tuple[str, ...] = ()


def _kind(name: str) -> Kind:
    closes, within = _CLOSED_BY.get(name, ((), ()))
    if name in _CLOSES_P:
        closes, within = ("p", *closes), (*_P_BOUNDS, *within)
    gap = NEWLINE if name in BLOCKS else SPACE if name in _SPACED else NONE
    return Kind(name in BLOCKS, name in BARRIERS, name in RAW, name in VOID, name in UNSEEN, gap, name in ("article", "section"), closes, within)


INLINE = Kind()
KINDS: dict[str, Kind] = {name: _kind(name) for name in BLOCKS | RAW | VOID | UNSEEN | _SPACED | _CLOSES_P | _CLOSED_BY.keys()}
"""Every element that is not just inline."""

_BY_ELEMENT = {"nav": "nav", "header": "header", "footer": "footer", "aside": "aside", "main": "main"}
_BY_ROLE = {"navigation": "nav", "menubar": "nav", "banner": "header", "contentinfo": "footer", "complementary": "aside", "main": "main"}
# Words in class or id, in one of the usual spellings (site-footer, footerWrap, main_nav); "has-sidebar" and the like speak of the page, not the element.
_WORD = re.compile(
    r"(?<![a-z])(?<!has-)(?<!has_)(?<!no-)(?<!with-)(?<!hide-)(?<!show-)"
    r"(?:site|page|main|global|top|primary|mobile|my|the|main-?wrap|bottom)?[-_]?"
    r"(?:(?P<footer>footer|foot|fuss|fusszeile|colophon|impressumbar|pied|rodape)"
    r"|(?P<nav>nav|navi|navbar|navigation|menu|menue|topmenu|breadcrumbs?)"
    r"|(?P<aside>sidebar|cookie|cookies|consent|gdpr|cookiebar|cookiebanner|popup|seitenleiste)"
    r"|(?P<header>header|masthead|topbar|kopf|kopfzeile))"
    r"(?:[-_]?(?:wrap|wrapper|container|inner|area|content|bar|block|box|list|links?|widgets?|menu|nav|section|top|bottom|row|main|left|right))?(?![a-z])"
)
# An element that only carries such a word although it holds the whole page.
_WHOLE = frozenset(("html", "body", "main", "form"))


@lru_cache(maxsize=8_192)
def _by_words(words: str) -> str:
    match = _WORD.search(words)
    return (match.lastgroup or "") if match else ""


def own_zone(name: str, role: str, words: str) -> str:
    """Return the zone that an element claims by its name, its ARIA role, or words of its class and id; empty when none."""
    if name in _BY_ELEMENT:
        return _BY_ELEMENT[name]
    if role in _BY_ROLE:
        return _BY_ROLE[role]
    return _by_words(words[:200].lower()) if words and name not in _WHOLE else ""


def zone_inside(outer: str, own: str, name: str, sectioned: bool) -> str:
    """Return the zone of an element that claims ``own`` inside ``outer``.

    A footer or side bar keeps what is in it; ``main`` always wins outside of those; the header of an article is part of it.
    """
    if not own or outer in ("footer", "aside"):
        return outer if name != "main" or outer == "footer" else "main"
    if sectioned and own in ("header", "footer"):
        return outer
    return own
