"""What the site is built with: its ``generator``, and signatures in the addresses of scripts, styles and frames."""

import re
from collections.abc import Iterable, Iterator

from pipeline.extract.base import Candidate, PageContext
from pipeline.extract.markup import Attr, Markup
from pipeline.extract.quote import Quoter
from pipeline.lexicon.technologies import GENERATORS, SIGNATURES

EXTRACTOR = "technologies"

_SOURCES = (("script", "src"), ("link", "href"), ("iframe", "src"), ("img", "src"), ("form", "action"))
_MOST, _LONGEST = 300, 300


def _whole(sign: str) -> re.Pattern[str]:
    """Return what a sign looks like where it is a piece of its own: "force.com" is none of "enforce.com", "jquery" with a version is one."""
    if sign.startswith("/"):
        return re.compile(re.escape(sign) + (r"\w{0,40}" if sign[-1].isalnum() or sign[-1] == "_" else ""))
    return re.compile((r"(?<![\w-])" if "." in sign else r"(?<!\w)") + re.escape(sign) + r"\d{0,4}(?!\w)")


_WHOLE = {sign: _whole(sign) for sign in SIGNATURES}


def extract(markup: Markup, quoter: Quoter, page: PageContext) -> Iterable[Candidate]:
    """Yield technologies (field ``technology``, rule ``tech_signature:<name>``; ``attrs["cue"]`` is what gives it away)."""
    seen: set[str] = set()
    generator = markup.meta("generator")
    if generator:
        lowered = generator.value.lower()
        for word, name in GENERATORS.items():
            at = lowered.find(word)
            if at >= 0 and name not in seen:
                seen.add(name)
                yield _candidate(quoter, name, generator.value[at : at + len(word)], generator, 0.95)
    places = _addresses(markup)
    joined = "\n".join(text for text, _ in places)
    for sign, name in SIGNATURES.items():
        found = None if name in seen else _first(sign, joined)
        if found:
            seen.add(name)
            yield _candidate(quoter, name, found.group(), _holder(places, found.start()), 0.85)


def _first(sign: str, text: str) -> re.Match[str] | None:
    at = text.find(sign)
    while at >= 0:
        if found := _WHOLE[sign].match(text, at):
            return found
        at = text.find(sign, at + 1)
    return None


def _candidate(quoter: Quoter, name: str, cue: str, attr: Attr, weight: float) -> Candidate:
    evidence = quoter.source(attr.start, min(attr.end, attr.start + _LONGEST), EXTRACTOR, pad=20, decoder="url")
    return Candidate(field="technology", value=name, evidence=evidence, weight=weight, rule=f"tech_signature:{name}", attrs={"cue": cue})


def _addresses(markup: Markup) -> list[tuple[str, Attr]]:
    found: Iterator[Attr] = (attr for name, key in _SOURCES for tag in markup.by_name(name)[:_MOST] if (attr := tag.attr(key)))
    return [(attr.value[:_LONGEST].lower(), attr) for attr in found if not attr.value.startswith("data:")]


def _holder(places: list[tuple[str, Attr]], at: int) -> Attr:
    """Return the attribute in which position ``at`` of the joined addresses stands."""
    for text, attr in places:
        if at <= len(text):
            return attr
        at -= len(text) + 1
    return places[-1][1]
