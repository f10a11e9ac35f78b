"""Terms in a compact notation, and a matcher that finds them in tokens by dictionary look-ups, in linear time.

Notation of a term list: terms stand between commas. A word matches every token that begins with it (``dentist`` finds
"dentists"); ``stem|rest`` matches by the stem and reads as the whole word; ``word=`` matches exactly, as do words of up to
three letters; ``-word`` matches as the end of a compound. ``!`` after a term makes it strong, ``?`` weak; ``@de.fr`` at the end
names its languages.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.lexicon.arabic import attached
from pipeline.lexicon.tokens import is_cjk, tokenise

EXACT, PREFIX, SUFFIX = 0, 1, 2
WEAK = 0.4
STRENGTHS = {"!": 2.0, "?": WEAK}
_SHORT = 3
_EDGE = _SHORT + 1  # letters of the shortest word that matches by its beginning or end
_REMEMBERED = 50_000
_LISTED = {"nb": "no"}  # pages are Bokmål (``language_of``), lists Norwegian


class Word(NamedTuple):
    """One word of a term: folded, and how it is compared."""

    text: str
    how: int

    def matches(self, token: str) -> bool:
        """Say whether a folded token is this word."""
        if self.how == EXACT:
            return token == self.text
        return token.startswith(self.text) if self.how == PREFIX else token.endswith(self.text)


class Term(NamedTuple):
    """A term: the key it speaks for, the words as written for people, how they match, and in which languages it stands (none: any)."""

    key: str
    text: str
    words: tuple[Word, ...]
    strength: float = 1.0
    languages: frozenset[str] = frozenset()


class Hit(NamedTuple):
    """A term found at tokens ``first`` … ``last - 1``."""

    term: Term
    first: int
    last: int


def _word(written: str) -> tuple[Word, ...]:
    if is_cjk(written[0]):
        return tuple(Word(w, EXACT) for w in tokenise(written.replace("|", "").rstrip("=")).words)
    suffix, exact = written.startswith("-"), written.endswith("=")
    parts = tokenise(written.split("|", 1)[0].strip("-=")).words
    how = SUFFIX if suffix else EXACT if exact or len(parts[-1]) <= _SHORT else PREFIX
    return (*(Word(part, EXACT) for part in parts[:-1]), Word(parts[-1], how))


def parse(key: str, terms: str, language: str = "") -> Iterator[Term]:
    """Read a list of terms in the notation of this module."""
    for written in (piece.strip() for piece in terms.split(",")):
        if not written:
            continue
        body, _, languages = written.partition("@")
        strength = STRENGTHS.get(body[-1:], 1.0)
        body = body.rstrip("!?")
        spoken_in = frozenset(languages.split(".") if languages else [language] if language else ())
        words = tuple(word for piece in body.split() for word in _word(piece))
        text = " ".join(piece.replace("|", "").strip("-=") for piece in body.split())
        yield Term(key, text, words, strength, spoken_in)
        for first in attached(words[0].text) if language in ("ar", "he") else ():
            yield Term(key, text, (words[0]._replace(text=first), *words[1:]), strength, spoken_in)


def notation(term: Term) -> str:
    """Return a folded term in the notation that :func:`parse` reads, with its strength and languages."""
    marks = {EXACT: "{}=", PREFIX: "{}", SUFFIX: "-{}"}
    words = " ".join(word.text if is_cjk(word.text[0]) else marks[word.how].format(word.text) for word in term.words)
    mark = next((mark for mark, strength in STRENGTHS.items() if strength == term.strength), "")
    return words + mark + (f"@{'.'.join(sorted(term.languages))}" if term.languages else "")


def _united(terms: Iterable[Term]) -> Iterable[Term]:
    """One term for each key and spelling, with all its languages."""
    found: dict[tuple[str, tuple[Word, ...]], Term] = {}
    for term in terms:
        known = found.get((term.key, term.words))
        merged = term if known is None else known._replace(strength=max(known.strength, term.strength), languages=known.languages | term.languages)
        found[(term.key, term.words)] = merged
    return found.values()


def _as_one(terms: Iterable[Term]) -> list[Term]:
    """Return one term for each key, with the languages of all and the strength of the strongest."""
    found: dict[str, Term] = {}
    for term in terms:
        known = found.get(term.key, term)
        spoken_in = known.languages | term.languages if known.languages and term.languages else frozenset()
        found[term.key] = known._replace(strength=max(known.strength, term.strength), languages=spoken_in)
    return list(found.values())


class _Rest(NamedTuple):
    """Terms by the first letter of their second word; ``any`` are those that stand whatever follows."""

    any: tuple[Term, ...]
    by_letter: dict[str, tuple[Term, ...]]


class Matcher:
    """Finds terms in tokens. What a token can begin is remembered, so that each page costs one look-up a token.

    ``overlapping=False`` keeps only the longest terms at a place and goes on behind them ("tax lawyer" is then no "lawyer").
    """

    def __init__(self, terms: Iterable[Term], *, overlapping: bool = False) -> None:
        self.terms = tuple(_united(terms))
        self._overlapping = overlapping
        self._by: tuple[dict[str, list[Term]], ...] = ({}, {}, {})
        self._lengths: tuple[dict[str, list[int]], ...] = ({}, {}, {})
        for term in self.terms:
            self._add(term)
        self._known: dict[str, tuple[Term, ...]] = {}
        self._by_next: dict[str, _Rest] = {}

    def _add(self, term: Term) -> None:
        """Enter a term under its first word; which lengths the words of one beginning (or end) have, says where to look."""
        text, how = term.words[0]
        self._by[how].setdefault(text, []).append(term)
        lengths = self._lengths[how].setdefault(text[-_EDGE:] if how == SUFFIX else text[:_EDGE], [])
        if len(text) not in lengths:
            lengths.append(len(text))
            lengths.sort()

    def _lookup(self, token: str) -> tuple[Term, ...]:
        single: list[Term] = []
        several: list[Term] = []
        for terms in self._beginning(token):
            several += [t for t in terms if len(t.words) > 1]
            alone = [t for t in terms if len(t.words) == 1]
            if alone and not self._overlapping and single and alone[0].words[0].text == single[0].words[0].text:
                single = _as_one([*single, *alone])  # "software" of one language, "software=" of another
            elif alone:  # parts come shortest first: the longest that stands in the list speaks for the token
                single = [*single, *alone] if self._overlapping else alone
        return (*several, *single)

    def _beginning(self, token: str) -> list[list[Term]]:
        """Return the terms whose first word is this token, or its end, or its beginning, by the part of the token, shortest first."""
        exact, prefix, suffix = self._by
        found = [suffix[token[-k:]] for k in self._lengths[SUFFIX].get(token[-_EDGE:], ()) if token[-k:] in suffix and k <= len(token)]
        found += [prefix[token[:k]] for k in self._lengths[PREFIX].get(token[:_EDGE], ()) if token[:k] in prefix and k <= len(token)]
        return [*found, exact[token]] if token in exact else found

    def begins(self, words: Sequence[str]) -> list[int]:
        """Return the places of the words that begin a term, whether or not the rest of it follows."""
        return [i for i, terms in enumerate(self._begun(words)) if terms]

    def _begun(self, words: Sequence[str]) -> Iterable[tuple[Term, ...]]:
        """Return for each word the terms that it begins."""
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        known, exact, heads, tails = self._known, self._by[EXACT], self._lengths[PREFIX], self._lengths[SUFFIX]
        for word in set(words).difference(known):
            known[word] = self._lookup(word) if word in exact or word[:_EDGE] in heads or word[-_EDGE:] in tails else ()
        return map(known.__getitem__, words)

    def hits(self, words: Sequence[str], first: int = 0, last: int | None = None) -> list[Hit]:
        """Return the terms in ``words[first:last]``, in order."""
        found: list[Hit] = []
        behind = first
        for i, terms in enumerate(self._begun(words[first:last] if first or last is not None else words), first):
            if terms and (i >= behind or self._overlapping):
                if len(terms) > 1:
                    rest = self._by_next.get(words[i]) or self._narrowed(words[i], terms)
                    terms = rest.by_letter.get(words[i + 1][0], rest.any) if i + 1 < len(words) else rest.any
                here = [Hit(t, i, i + len(t.words)) for t in terms if len(t.words) == 1 or _follows(t, words, i)]
                behind = self._keep(here, found, behind)
        return found

    def _narrowed(self, token: str, terms: tuple[Term, ...]) -> _Rest:
        """Return the terms that a token begins by the first letter of the word behind it, so that "we" or "no" is no list to walk through."""
        if len(self._by_next) > _REMEMBERED:
            self._by_next.clear()
        loose = [len(t.words) == 1 or t.words[1].how == SUFFIX for t in terms]
        letters = {t.words[1].text[0] for t in terms if len(t.words) > 1}
        fitting = {x: tuple(t for t, free in zip(terms, loose, strict=True) if free or t.words[1].text[0] == x) for x in letters}
        self._by_next[token] = known = _Rest(tuple(t for t, free in zip(terms, loose, strict=True) if free), fitting)
        return known

    def _keep(self, here: list[Hit], found: list[Hit], behind: int) -> int:
        if not here or self._overlapping:
            found += here
            return behind
        end = max(hit.last for hit in here)
        found += [hit for hit in here if hit.last == end]
        return end


def _follows(term: Term, words: Sequence[str], i: int) -> bool:
    second = words[i + 1] if i + 1 < len(words) else ""
    if not term.words[1].matches(second):
        return False  # nearly all end here
    if len(term.words) == 2:
        return i + 1 < len(words)
    rest = words[i + 1 : i + len(term.words)]
    return len(rest) == len(term.words) - 1 and all(word.matches(token) for word, token in zip(term.words[1:], rest, strict=True))


def spoken(term: Term, language: str) -> float:
    """Return how far a term counts on a page of this language: fully in its own, nearly so in English, less as a possible false friend."""
    if not language or not term.languages or _LISTED.get(language, language) in term.languages:
        return 1.0
    return 0.7 if "en" in term.languages else 0.35
