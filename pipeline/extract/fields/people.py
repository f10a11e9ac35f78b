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
_PART = r"[^\W\d_][^\W\d_]*(?:['’-][^\W\d_]+){0,2}\.?"
_PARTICLE = "von|van|de|der|den|del|della|di|da|dos|du|la|le|ter|ten|zu|bin|al|el|af|y|e"
_NAME = re.compile(
    rf"(?:(?:Prof|Dr|Dipl|Ing|Mag|Dott|Mgr|Herr|Frau|Mr|Mrs|Ms|M|Mme)\.?(?:-\w{{2,6}}\.?)?\s){{0,3}}({_PART}(?:\s(?:{_PARTICLE}|{_PART})){{1,4}})"
)
_CJK_NAME = re.compile(r"[\u3005\u4e00-\u9fff]{1,4}[ \u3000][\u3005\u3040-\u30ff\u4e00-\u9fff]{1,4}")
_SPLIT = re.compile(r"\s*(?:[,;:|/()–—•·]|\s-\s|\bund\b|\band\b|\bet\b)\s*")
_NOT_NAMES = frozenset(
    "gmbh ag kg ug ltd llc inc srl spa sarl sas sl bv nv ab as aps oy sro kft team our the unser das die der and und for with mit of in an our your "
    "your company group gruppe street strasse tel telefon phone fax email mobile mobil kontakt contact impressum office service services about us "
    "new neue all alle home welcome willkommen llp read more mehr foto photo bild image copyright sitz amtsgericht registergericht".split()  # noqa: SIM905
)
_PEOPLE = frozenset(("founder", "founders", "employee", "employees", "member", "contactpoint"))
_LONGEST_LINE, _LONGEST_TITLE, _MOST = 160, 60, 30


class _Found(NamedTuple):
    """A name's place in the text, with the title beside it."""

    start: int
    end: int
    title: str
    department: str


def extract(markup: Markup, quoter: Quoter, page: PageContext) -> Iterable[Candidate]:
    """Yield people (field ``person``; ``attrs``: title, department)."""
    yield from _structured(markup, quoter)
    if page.kind not in _KINDS:
        return
    seen: set[str] = set()
    for found in _titled(markup):
        words, evidence = say(markup, quoter, found.start, found.end, EXTRACTOR, pad=60)
        if words not in seen and len(seen) < _MOST:
            seen.add(words)
            attrs = {"title": found.title, "department": found.department}
            yield Candidate(field="person", value=words, evidence=evidence, weight=_KINDS[page.kind], attrs=attrs)


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
    blocks = markup.blocks
    for index, block in enumerate(blocks):
        if len(block.text) > _LONGEST_LINE or block.zone in ("nav", "aside"):
            continue
        tokens = tokenise(block.text)
        hits = title_matcher().hits(tokens.words)
        if hits:
            first, last = tokens.starts[hits[0].first], tokens.ends[hits[0].last - 1]
            title = _title(block.text, first, last)
            names = list(_names_in(block, first, last)) or list(_names_beside(blocks, index, alone=last - first > 0.4 * len(block.text)))
            yield from (_Found(a, b, title, hits[0].term.key) for a, b in names)


def _title(text: str, first: int, last: int) -> str:
    """Return the piece of a line that holds the title ("Head of Sales, Europe" gives the first part)."""
    start = max((m.end() for m in _SPLIT.finditer(text, 0, first)), default=0)
    end = next((m.start() for m in _SPLIT.finditer(text, last)), len(text))
    piece = text[start:end].strip()
    return piece if len(piece) <= _LONGEST_TITLE and not _NAME.fullmatch(piece.removesuffix(text[first:last]).strip() or "-") else text[first:last]


def _names_in(block: Block, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Names in the pieces of the line before and behind the title."""
    for start, end in ((0, first), (last, len(block.text))):
        at = start
        for piece in (*(m.span() for m in _SPLIT.finditer(block.text, start, end)), (end, end)):
            words = block.text[at : piece[0]]
            trimmed = words.strip()
            if trimmed and _is_name(trimmed):
                offset = block.start + at + words.index(trimmed)
                yield offset, offset + len(trimmed)
            at = piece[1]


def _names_beside(blocks: tuple[Block, ...], index: int, *, alone: bool) -> Iterator[tuple[int, int]]:
    """The line before, or else behind, a line that holds hardly more than the title."""
    if not alone:
        return
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
    parts = [p for p in match[1].split() if p not in _PARTICLE.split("|")]
    folded = tokenise(match[1]).words
    if not 2 <= len(parts) <= 4 or not all(p[0].isupper() for p in parts) or any(w in _NOT_NAMES for w in folded):
        return False
    return not _speaks_of_work(folded)


def _speaks_of_work(words: tuple[str, ...]) -> bool:
    hits: list[Hit] = [*title_matcher().hits(words), *word_matcher("noise", "products").hits(words)]
    return bool(hits) or len(sector_matcher().hits(words)) > 1
