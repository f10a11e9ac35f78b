"""The analyst's own made-up website, and what it suggests for the context."""

from domain.context import BusinessContext, Suggestion, taken_over
from domain.evidence import Evidence, Fact, FactStatus
from domain.page import sha256_of
from service.base import ContextDraft, PageFailure
from tests.pages.sample_leads import NOW

OWN_SITE = """<html lang="en"><h1>Quillmere</h1><p>Quillmere makes wireless alarms for cold rooms.</p>
<p>Our customers are bakeries and [pharmacies](https://t.example).</p><p>No more hand-written temperature lists: it is stored.</p></html>"""


def own_draft(url: str) -> ContextDraft:
    """What the analyst's own made-up site suggests: quotes, a derived value, nothing for some fields, and a page that failed."""

    def proved(snippet: str) -> Evidence:
        start, sha = OWN_SITE.index(snippet), sha256_of(OWN_SITE)
        return Evidence(
            url="https://quillmere.example/about/us", snippet=snippet, start=start, end=start + len(snippet), page_sha256=sha, fetched_at=NOW, extractor="draft"
        )

    def quote(field: str, value: str, sentence: str = "") -> Suggestion:
        fact = Fact(field=field, value=value, status=FactStatus.QUOTED, evidence=(proved(sentence or value),))
        return Suggestion(field=field, value=value, sentence=sentence or value, fact=fact)

    served = "Our customers are bakeries and [pharmacies](https://t.example)."
    cue = Fact(field="cue", value="bakeries", status=FactStatus.QUOTED, evidence=(proved(served),))
    trade = Fact(field="industry_focus", value="Food production", status=FactStatus.DERIVED, rule="sector_of_customers", grounds=(cue,))
    found = (
        quote("business_description", "Quillmere makes wireless alarms for cold rooms."),
        quote("ideal_customer", served),
        Suggestion(field="industry_focus", value="Food production", sentence=served, fact=trade),
        quote("pain_points", "hand-written temperature lists", "No more hand-written temperature lists: it is stored."),
    )
    failed = PageFailure(url="https://quillmere.example/shop", code="timeout", message="It did not answer.")
    return ContextDraft(website=f"https://{url}/", context=taken_over(BusinessContext(), found), suggestions=found, pages=(), failures=(failed,))
