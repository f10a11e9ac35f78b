from domain.evidence import Evidence, FactStatus
from pipeline.extract.base import Candidate, PageReading
from pipeline.extract.resolve import resolve
from pipeline.extract.resolve_votes import claims, noisy_or, sightings
from tests.unit.extract.small_site import AT, fact, facts_of, values

SHA = "a" * 64


def candidate(field: str, value: str, snippet: str = "", **more: object) -> Candidate:
    text = snippet or value
    evidence = Evidence(url="https://m.de/", snippet=text, start=0, end=len(text), page_sha256=str(more.pop("sha", SHA)), fetched_at=AT, extractor="test")
    return Candidate.model_validate({"field": field, "value": value, "evidence": evidence, **more})


def site(*pages: tuple[str, list[Candidate]]) -> list[PageReading]:
    return [
        PageReading(url=f"https://m.de/{n}", page_sha256=str(n) * 64, fetched_at=AT, kind=kind, candidates=tuple(found))
        for n, (kind, found) in enumerate(pages)
    ]


def test_noisy_or() -> None:
    assert noisy_or([]) == 0.0
    assert noisy_or([0.5, 0.5]) == 0.75
    assert noisy_or([1.0, 0.2]) == 0.99


def test_trust_follows_the_kind_of_page_and_the_footer_stays_trusted() -> None:
    readings = site(("blog", [candidate("x", "a", weight=0.8)]), ("blog", [candidate("x", "b", weight=0.8, attrs={"zone": "footer"})]))
    first, second = claims(sightings(readings, "x"), lambda c: c.value)
    assert (first.value, second.value) == ("b", "a")
    assert second.confidence < 0.3 < 0.7 < first.confidence


def test_a_page_counts_once() -> None:
    once = site(("contact", [candidate("x", "a", weight=0.5)]))
    often = site(("contact", [candidate("x", "a", weight=0.5)] * 9))
    twice = site(("contact", [candidate("x", "a", weight=0.5)]), ("home", [candidate("x", "a", weight=0.5)]))
    confidence = [claims(sightings(r, "x"), lambda c: c.value)[0].confidence for r in (once, often, twice)]
    assert confidence[0] == confidence[1] < confidence[2]


def test_fields_without_a_rule_pass_through_with_role_and_attrs() -> None:
    found = [
        candidate("description", "We build roads", weight=0.9, attrs={"kind": "meta"}),
        candidate("description", "we build  roads", weight=0.4),
        candidate("passage", "Slow roads", role="pain", attrs={"interest": "pain:1"}),
    ]
    facts = resolve(site(("home", found)), "m.de")
    assert values(facts, "description") == ["We build roads"]
    assert fact(facts, "description").attrs == {"kind": "meta"}
    assert values(facts, "passage", "pain") == ["Slow roads"]


def test_a_rules_candidate_becomes_a_derived_fact_on_quoted_cues() -> None:
    found = [
        candidate("technology", "Shopsoft", "our shop and shops", rule="tech_signature", attrs={"cue": "shop", "score": "3"}),
        candidate("technology", "Shopsoft", "the shops", rule="tech_signature", weight=0.3, attrs={"cue": "shops"}),
    ]
    derived = fact(resolve(site(("home", found)), "m.de"), "technology")
    assert derived.status is FactStatus.DERIVED
    assert derived.rule == "tech_signature"
    assert [(g.field, g.value, g.status) for g in derived.grounds] == [("cue", "shop", FactStatus.QUOTED), ("cue", "shops", FactStatus.QUOTED)]
    assert derived.attrs == {"score": "3"}


def test_evidence_is_kept_from_up_to_three_pages() -> None:
    pages = {f"/seite-{n}": f"<p>{n}</p><footer>info@muldenbau.de</footer>" for n in range(5)}
    evidence = fact(facts_of(pages), "email").evidence
    assert len(evidence) == 3
    assert len({e.page_sha256 for e in evidence}) == 3


def test_nothing_read_gives_no_facts() -> None:
    assert resolve([], "moonworks.com").items == ()


def test_resolving_is_a_function_of_its_input() -> None:
    pages = {"/": "<title>Muldenbau</title><footer>Tel. 03727 914480 info@muldenbau.de</footer>", "/kontakt": "<p>09648 Mittweida</p>"}
    assert facts_of(pages) == facts_of(pages)


def test_best_comes_first_and_others_carry_a_role() -> None:
    facts = facts_of({"/kontakt": "<p>info@muldenbau.de, Tel. 03727 914480, Fax 03727 914481</p>"})
    phones = [f for f in facts.items if f.field == "phone"]
    assert [f.role for f in phones] == [None, "fax"]
    assert facts.value("phone") == "+493727914480"
    assert all(0 < f.confidence <= 0.99 for f in facts.items)
