"""Checks facts against the pages at hand: the snippet must stand on a page of that address, the value in the snippet."""

from collections.abc import Sequence

from domain.evidence import Fact, Facts, checked
from domain.page import Page


def verify(facts: Facts, pages: Sequence[Page]) -> Facts:
    """Return the facts with the status that the pages bear out: what does not hold becomes unverified."""
    sources = {page.page_sha256: page.content for page in pages}
    urls: dict[str, set[str]] = {}
    for page in pages:
        urls.setdefault(page.page_sha256, set()).add(page.url)
    return Facts(items=tuple(checked(_at_its_address(fact, urls), sources.get) for fact in facts.items))


def _at_its_address(fact: Fact, urls: dict[str, set[str]]) -> Fact:
    """Drop evidence that names a page under an address where it was not read."""
    evidence = tuple(e for e in fact.evidence if e.url in urls.get(e.page_sha256, ()))
    grounds = tuple(_at_its_address(ground, urls) for ground in fact.grounds)
    return fact if evidence == fact.evidence and grounds == fact.grounds else fact.model_copy(update={"evidence": evidence, "grounds": grounds})
