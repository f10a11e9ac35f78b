"""What kind of page a URL or the words of a link announce: the rules that apply the lexicon of ``page_words``."""

import re
from functools import lru_cache
from itertools import chain
from urllib.parse import unquote, urlsplit

from domain.identity import bare
from pipeline.extract.page_words import PAGE_WORDS
from pipeline.lexicon.spans import written_words

KINDS = ("home", "contact", "imprint", "about", "team", "products", "careers", "news", "blog", "privacy", "terms", "cart", "login", "other")

# What stands in a path before pages of one kind ("/blog/…", "/team/…").
_FOLDERS = frozenset(("blog", "news", "careers", "products", "team", "privacy", "terms", "cart", "login"))
_LATIN = str.maketrans({"ø": "o", "å": "a", "æ": "ae", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "þ": "th", "œ": "oe"})
_TYPED = re.compile("[øåæłđıðþœ]")
_LONG = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae"})
_INDEX = re.compile(r"(?:index|default|home|main|start|startseite|hem|accueil|inicio|etusivu|forside|strona-glowna|glavnaya|anasayfa)(?:\.\w{2,5})?$", re.I)
_LOCALE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?$", re.I)
_EXTENSION = re.compile(r"\.(?:[sx]?html?|php\d?|aspx?|jspx?|cfm|do|cgi|pl)$", re.I)
_WORD = re.compile(r"[^\W_]+")
# Signs other than these may become letters, or join the words on both sides ("Acme™", an accent that stands alone).
_MAY_JOIN = re.compile("[^\\w\\s!-/:-@\\[-`{-~©®°·•…–—‘’“”„«»‹›€£×§¿¡−、。（）：・「」\u2190-\u21ff\u2500-\u27bf\ufe0f\ufffd]")
_MOST_PLAIN = 32_768
_SHARE = 0.6  # of the letters of a segment that a phrase must cover ("contact-form", not "contact-lenses-for-children")
_LONGEST = 60
_MOST_WORDS = 10


def plain(text: str) -> str:
    """Return words for comparing: folded, letters that have no accent to lose written in Latin, all else single spaces."""
    return " ".join(plain_words(text))


def plain_words(text: str) -> list[str]:
    """Return the words of :func:`plain`."""
    if text.isascii() or _MAY_JOIN.search(text):
        return _bare_words(text)
    return list(chain.from_iterable(map(_plain.__getitem__, written_words(text).words)))


def _bare_words(text: str) -> list[str]:
    folded = bare(text)
    return _WORD.findall(folded.translate(_LATIN) if _TYPED.search(folded) else folded)


class _Plain(dict[str, list[str]]):
    """Word as written -> its words in plain form, for words that the signs beside them do not change."""

    def __missing__(self, word: str) -> list[str]:
        if len(self) > _MOST_PLAIN:
            self.clear()
        self[word] = found = [word.lower()] if word.isascii() and "_" not in word else _bare_words(word)
        return found


_plain = _Plain()


def _phrases() -> dict[str, str]:
    found: dict[str, str] = {}
    for kind, block in PAGE_WORDS.items():
        for phrase in (p for line in block.splitlines() for p in line.split("·")):
            for spelling in {plain(phrase), plain(phrase.lower().translate(_LONG))}:
                for form in {spelling, spelling.replace(" ", "")} - {""}:
                    found.setdefault(form, kind)
    return found


PHRASES: dict[str, str] = _phrases()
"""Phrase in plain form -> kind; each also without spaces, as in "aboutus"."""

_SPACELESS = {
    phrase: kind
    for phrase, kind in PHRASES.items()
    if len(phrase) > 1 and not phrase.isascii() and re.fullmatch(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+", phrase)
}


def words_kind(words: str) -> str:
    """Return the kind that a link's words or a title announce, ``other`` when they announce none."""
    return _kind_of(plain(words[: _LONGEST * 2]))


@lru_cache(maxsize=20_000)
def _kind_of(text: str) -> str:
    if not text or len(text) > _LONGEST:
        return "other"
    if text in PHRASES:
        return PHRASES[text]
    for phrase, kind in _SPACELESS.items():
        if phrase in text:
            return kind
    longest = max(_phrases_in(text), key=len, default="")
    kind = PHRASES.get(longest, "other")
    same = sum(len(word) + 1 for word in text.split() if PHRASES.get(word) == kind)  # "kontakt anfahrt"
    if max(len(longest), same) >= _SHARE * len(text):
        return kind
    return "about" if text.startswith("about ") else "other"


def _phrases_in(text: str) -> list[str]:
    words = text.split()[:_MOST_WORDS]
    spans = (" ".join(words[first:last]) for first in range(len(words)) for last in range(len(words), first, -1))
    return [phrase for phrase in spans if phrase in PHRASES]


def segments(url: str) -> list[str]:
    """Return the parts of a URL's path, decoded, without extension, index file and leading language."""
    parts = [unquote(p) for p in urlsplit(url).path.split("/") if p]
    if parts and _INDEX.match(parts[-1]):
        parts.pop()
    if parts and _LOCALE.match(parts[0]) and parts[0].lower() != "om" and _kind_of(plain(parts[0])) == "other":  # "om-os" is about, no locale
        parts.pop(0)
    return [_EXTENSION.sub("", p) for p in parts]


def page_kind(url: str, words: str = "") -> str:
    """Return the kind of the page at a URL; ``words`` (of a link to it, or its title) decide where the path says nothing."""
    parts = segments(url)
    if not parts:
        return "home" if not urlsplit(url).query else words_kind(words)
    outer = [_kind_of(plain(p)) for p in parts[:-1]]
    folder = next((k for k in outer if k in _FOLDERS), "other")
    if folder in ("blog", "news"):
        return folder
    own = _kind_of(plain(parts[-1]).rstrip("0123456789 "))
    if own == "other" and words:
        own = words_kind(words)
    return own if own != "other" else folder
