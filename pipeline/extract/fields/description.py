"""What the company says of itself in a sentence or two: meta description, structured data, or the first good paragraph."""

from collections.abc import Iterable

from domain.evidence import Evidence
from pipeline.extract.base import Candidate, PageContext
from pipeline.extract.fields.nodes import nodes, placed
from pipeline.extract.fields.verbatim import say
from pipeline.extract.main_text import is_told
from pipeline.extract.markup import Block, Markup
from pipeline.extract.quote import Quoter
from pipeline.lexicon.tokens import is_cjk

EXTRACTOR = "description"

_SHORTEST, _LONGEST = 40, 500
_CJK_SHORTEST = 20
_KINDS = {"home": 1.0, "about": 0.85}
_ELSEWHERE = 0.3  # the description of an inner page speaks of that page
_META = (("description", 0.9), ("og:description", 0.8), ("twitter:description", 0.6))
_ORGANISATIONS = ("organization", "business", "corporation", "store", "service", "restaurant", "hotel", "agency", "dentist", "attorney")
_WORDS = 9
_PARAGRAPHS = 2


def extract(markup: Markup, quoter: Quoter, page: PageContext) -> Iterable[Candidate]:
    """Yield descriptions, verbatim (field ``description``)."""
    part = _KINDS.get(page.kind, _ELSEWHERE)
    for name, trust in _META:
        attr = markup.meta(name)
        value = " ".join(attr.value.split()) if attr else ""
        if attr and _is_good(value):
            yield _candidate(value, quoter.source(attr.start, attr.end, EXTRACTOR, pad=0), trust * part)
    for node, types, raw in nodes(markup):
        said = node.get("description")
        if isinstance(said, str) and _is_good(said) and any(t.endswith(_ORGANISATIONS) for t in types) and (span := placed(raw, said)):
            yield _candidate(" ".join(said.split()), quoter.source(*span, EXTRACTOR, pad=0, decoder="json"), 0.85 * part)
    if page.kind in _KINDS:
        for n, block in enumerate(_paragraphs(markup)):
            words, evidence = say(markup, quoter, block.start, block.end, EXTRACTOR, pad=0)
            yield _candidate(words, evidence, (0.6 - 0.1 * n) * part)


def _candidate(value: str, evidence: Evidence, weight: float) -> Candidate:
    return Candidate(field="description", value=value, evidence=evidence, weight=weight)


def _is_good(text: str) -> bool:
    shortest = _CJK_SHORTEST if any(map(is_cjk, text[:20])) else _SHORTEST
    return shortest <= len(text) <= _LONGEST


def _paragraphs(markup: Markup) -> list[Block]:
    """The first paragraphs of the main part that are sentences."""
    found: list[Block] = []
    for block in markup.blocks:
        if block.tag in ("p", "div", "section", "td", "span") and _is_good(block.text) and is_told(block) and _is_prose(block.text):
            found.append(block)
            if len(found) == _PARAGRAPHS:
                break
    return found


def _is_prose(text: str) -> bool:
    return text.rstrip("\"'»”’)").endswith((".", "!", "。", "…")) and (text.count(" ") >= _WORDS or is_cjk(text[0]))
