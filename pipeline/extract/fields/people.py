"""People by name and title, where a job title stands by something that can only be a name. Careful rather than complete."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.extract.base import Candidate, PageContext
from pipeline.extract.fields.nodes import nodes, placed
from pipeline.extract.fields.verbatim import say
from pipeline.extract.markup import Block, Markup
from pipeline.extract.quote import Quoter
from pipeline.lexicon.sectors import sector_matcher
from pipeline.lexicon.terms import Hit
from pipeline.lexicon.tokens import tokenise
from pipeline.lexicon.words import title_matcher, word_matcher

EXTRACTOR = "people"

_KINDS = {"team": 0.85, "about": 0.75, "imprint": 0.85, "contact": 0.75, "home": 0.6, "other": 0.55}
_PART = r"(?:[^\W\d_]\.|[^\W\d_]{1,20}(?:['’-][^\W\d_]{1,20}){0,2})"
_PARTICLE = "von|van|de|der|den|del|della|di|da|dos|du|la|le|ter|ten|zu|bin|al|el|af|y|e"
_PARTICLES = frozenset(_PARTICLE.split("|"))
_NAME = re.compile(
    rf"(?:(?:Prof|Dr|Dipl|Ing|Mag|Dott|Mgr|Herr|Frau|Mr|Mrs|Ms|M|Mme)\.?(?:-\w{{2,6}}\.?)?\s){{0,3}}({_PART}(?:\s(?:{_PARTICLE}|{_PART})){{1,4}})"
)
_CJK_NAME = re.compile(r"[\u3005\u4e00-\u9fff]{1,4}[ \u3000][\u3005\u3040-\u30ff\u4e00-\u9fff]{1,4}")
_SPLIT = re.compile(r"\s*(?:[,;:|/()–—•·]|(?<=[^\W\d_]{3})(?<!Dott)(?<!Prof)(?<!Dipl)(?<!Mag)\.(?=\s|$)|\s-\s|\bund\b|\band\b|\bet\b)\s*")
_TITLE_BEGINS = 2  # words that may stand before the title in its piece
_LONGEST_LINE, _LONGEST_TITLE, _MOST = 160, 60, 30


class _Found(NamedTuple):
    """A name's place in the text, with the title beside it."""

    start: int
    end: int
    title: str
    department: str


class _Piece(NamedTuple):
    """A piece of a line: where it stands in the text, whether it is a name, and the title it holds."""

    start: int
    end: int
    name: bool
    title: str
    department: str


def extract(markup: Markup, quoter: Quoter, page: PageContext) -> Iterable[Candidate]:
    """Yield people (field ``person``; ``attrs``: title, department)."""
    yield from _structured(markup, quoter)
    if page.kind not in _KINDS:
        return
    seen: set[str] = set()
    site = "".join(c for c in page.host if c.isalnum())
    for found in _titled(markup):
        words, evidence = say(markup, quoter, found.start, found.end, EXTRACTOR, pad=60)
        if words not in seen and len(seen) < _MOST and not _is_the_site(words, site):
            seen.add(words)
            attrs = {"title": found.title, "department": found.department}
            yield Candidate(field="person", value=words, evidence=evidence, weight=_KINDS[page.kind], attrs=attrs)


def _is_the_site(words: str, site: str) -> bool:
    """Say whether what looks like a name is that of the company, by its host."""
    folded = tokenise(words).words
    return any("".join(folded[:n]) in site for n in range(2, len(folded) + 1))


def _structured(markup: Markup, quoter: Quoter) -> Iterator[Candidate]:
    for node, types, raw in nodes(markup):
        name, title = node.get("name"), node.get("jobTitle")
        if "person" not in types or not isinstance(name, str) or not _is_name(name) or not (span := placed(raw, name)):
            continue
        said = title if isinstance(title, str) else ""
        hits = title_matcher().hits(tokenise(said[:_LONGEST_TITLE]).words)
        attrs = {"title": said[:_LONGEST_TITLE], "department": hits[0].term.key if hits else ""}
        if said:  # a name alone may be the author of an article or of a review
            evidence = quoter.source(*span, EXTRACTOR, decoder="json")
            yield Candidate(field="person", value=" ".join(name.split()), evidence=evidence, weight=0.85, attrs={k: v for k, v in attrs.items() if v})


def _titled(markup: Markup) -> Iterator[_Found]:
    blocks, tokens = markup.blocks, tokenise(markup.text)
    for index in markup.lines_at([tokens.starts[place] for place in title_matcher().begins(tokens.words)]):
        block = blocks[index]
        if len(block.text) > _LONGEST_LINE or block.zone in ("nav", "aside") or "@" in block.text:
            continue
        hits = title_matcher().hits(tokenise(block.text).words)
        if not hits:
            continue
        pieces = list(_pieces(block))
        found = list(_paired(pieces))
        titles = [piece for piece in pieces if piece.title]
        if found:
            yield from found
        elif len(titles) == 1 and len(titles[0].title) > 0.4 * len(block.text):
            yield from (_Found(start, end, titles[0].title, titles[0].department) for start, end in _names_beside(blocks, index))


def _pieces(block: Block) -> Iterator[_Piece]:
    """The pieces of a line between commas, dashes and the like: each a name, a title, or neither."""
    at = 0
    for end, following in (*(m.span() for m in _SPLIT.finditer(block.text)), (len(block.text), len(block.text))):
        words = block.text[at:end].strip()
        if words:
            start = block.start + block.text.index(words, at)
            hits = [hit for hit in title_matcher().hits(tokenise(words).words) if hit.first <= _TITLE_BEGINS]
            name = not hits and _is_name(words)
            yield _Piece(start, start + len(words), name, _title(words, hits), hits[0].term.key if hits else "")
        at = following


def _title(words: str, hits: list[Hit]) -> str:
    """Return a piece that holds a title, cut to the title itself where the piece says more than that."""
    if not hits or (len(words) <= _LONGEST_TITLE and not any(c.isdigit() for c in words)):
        return words if hits else ""
    tokens = tokenise(words)
    return words[tokens.starts[hits[0].first] : tokens.ends[hits[0].last - 1]]


def _paired(pieces: list[_Piece]) -> Iterator[_Found]:
    """Pair names with titles in the order that the line begins with: "Name, title" or "title: name, name"."""
    telling = [piece for piece in pieces if piece.name or piece.title]
    names_first = bool(telling) and telling[0].name
    for i, piece in enumerate(pieces):
        if not piece.name:
            continue
        step = 1 if names_first else -1
        other = i + step
        while not names_first and 0 <= other < len(pieces) and pieces[other].name:
            other += step
        if 0 <= other < len(pieces) and pieces[other].title:
            yield _Found(piece.start, piece.end, pieces[other].title, pieces[other].department)


def _names_beside(blocks: tuple[Block, ...], index: int) -> Iterator[tuple[int, int]]:
    """The line before, or else behind, a line that holds hardly more than a title."""
    after_label = blocks[index].text.rstrip().endswith((":", "："))
    for other in (index + 1,) if after_label else (index - 1, index + 1):
        if 0 <= other < len(blocks) and _is_name(blocks[other].text.strip()):
            yield blocks[other].start, blocks[other].end
            return


def _is_name(words: str) -> bool:
    """Say whether words look like a person's full name and like nothing else we know."""
    if _CJK_NAME.fullmatch(words):
        return True
    match = _NAME.fullmatch(words) if len(words) <= 50 else None
    if not match:
        return False
    parts = [p for p in match[1].split() if p not in _PARTICLES]
    folded = tokenise(" ".join(parts)).words
    if not 2 <= len(parts) <= 4 or parts[-1].endswith(".") or not all(p[0].isupper() for p in parts):
        return False
    return not _has_code(parts) and not _speaks_of_work(folded)


def _has_code(parts: list[str]) -> bool:
    """Say whether a short word in capitals stands among others that are not ("Stage V", "HV Cosmetics")."""
    return any(p.isupper() and len(p) <= 3 and not p.endswith(".") for p in parts) and not all(p.isupper() for p in parts)


def _speaks_of_work(words: tuple[str, ...]) -> bool:
    hits: list[Hit] = [*title_matcher().hits(words), *word_matcher("noise", "products", "not_names").hits(words)]
    return bool(hits) or len(sector_matcher().hits(words)) > 1
