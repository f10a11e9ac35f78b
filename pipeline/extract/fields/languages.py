"""The languages the site is written in: ``lang`` of the page and ``hreflang`` of its alternates."""

import re
from collections.abc import Iterable

from pipeline.extract.base import Candidate, PageContext
from pipeline.extract.markup import Attr, Markup
from pipeline.extract.quote import Quoter

EXTRACTOR = "languages"

_CODE = re.compile(r"([a-z]{2})(?:[-_]\w{2,8})*", re.I)
_MOST = 30


def extract(markup: Markup, quoter: Quoter, page: PageContext) -> Iterable[Candidate]:
    """Yield language codes (field ``language``, ISO 639-1): the page's own first, which counts less when its words are of another language."""
    html = next(iter(markup.by_name("html")), None)
    own = html.attr("lang") if html else None
    seen: set[str] = set()
    if own and (match := _CODE.fullmatch(own.value.strip())):
        code = match[1].lower()
        seen.add(code)
        yield _candidate(quoter, own, code, 0.8 if page.language in ("", code) else 0.3)
    for tag in markup.by_name("link")[:200]:
        attr = tag.attr("hreflang")
        match = _CODE.fullmatch(attr.value.strip()) if attr and "alternate" in tag.value("rel").lower() else None
        if attr and match and match[1].lower() not in seen and len(seen) < _MOST:
            seen.add(match[1].lower())
            yield _candidate(quoter, attr, match[1].lower(), 0.7)


def _candidate(quoter: Quoter, attr: Attr, code: str, weight: float) -> Candidate:
    return Candidate(field="language", value=code, evidence=quoter.source(attr.start, attr.end, EXTRACTOR, pad=30), weight=weight)
