"""Facts that were made up or altered: none may pass, neither the product's check nor the independent one; the true ones must pass both."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from domain.evidence import Evidence, Fact, Facts, FactStatus, checked
from domain.page import Page, sha256_of
from pipeline.extract.verify import verify
from tests.evidence_check import problems

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
HOME = "https://www.birkhahn-pumps.example/"
CONTACT = "https://www.birkhahn-pumps.example/contact"


def _cfemail(address: str, key: int = 0x5A) -> str:
    return bytes([key, *(ord(c) ^ key for c in address)]).hex()


SOURCES = {
    HOME: """<!doctype html><html lang="en"><head><title>Birkhahn Pumps &amp; Valves</title>
<meta property="og:site_name" content="Birkhahn Pumps &amp; Valves">
<script type="application/ld+json">{"@type":"Organization","name":"Birkhahn Pumpentechnik GmbH","telephone":"+49 7031 4402-17",
"email":"office@birkhahn-pumps.example","sameAs":["https:\\/\\/www.linkedin.com\\/company\\/birkhahn-pumps"],"slogan":"Pr\\u00e4zision seit 1974"}
</script></head>
<body><h1>Birkhahn Pumps &amp; Valves</h1><p>Founded in <b>1974</b>, we employ about 1.250 people in B&ouml;blingen.</p>
<p>We are hiring two service technicians for our new test bench.</p>
<a href="https://www.facebook.com/birkhahnpumps/?ref=page">Facebook</a>
<a href="mailto:sales%40birkhahn-pumps.example?subject=Offer">Write to sales</a>
<footer>&copy; Birkhahn Pumpentechnik GmbH &middot; Tel. 07031 / 4402-10</footer></body></html>""",
    CONTACT: f"""<html><body><table><tr><td>Phone</td><td>+49 (0) 7031 4402-10</td></tr><tr><td>Fax</td><td>+49 7031 4402-99</td></tr>
<tr><td>Mobile</td><td><a href="tel:00491715550148">0171 / 5550148</a></td></tr></table>
<p>Works council: rat [at] birkhahn-pumps (dot) example</p><span class="__cf_email__" data-cfemail="{_cfemail("hr@birkhahn-pumps.example")}">[protected]</span>
<a href="https://wa.me/491715550148">WhatsApp</a><address>Birkhahn Pumpentechnik GmbH<br>Talstra&szlig;e 12<br>71034 B&ouml;blingen</address>
<p>代表取締役 山田太郎</p><p>ООО «Беркут Насос»</p><p>VAT: DE 298 771 204</p></body></html>""",
}
SHAS = {url: sha256_of(source) for url, source in SOURCES.items()}
BY_SHA = {sha: SOURCES[url] for url, sha in SHAS.items()}
URL_OF = {sha: url for url, sha in SHAS.items()}


def evidence(url: str, snippet: str, decoder: str = "html") -> Evidence:
    start = SOURCES[url].index(snippet)
    return Evidence(
        url=url, snippet=snippet, start=start, end=start + len(snippet), page_sha256=SHAS[url], fetched_at=AT, extractor="test", decoder=decoder
    )  # fmt: skip


def quoted(field: str, value: str, url: str, snippet: str, decoder: str = "html") -> Fact:
    return Fact(field=field, value=value, status=FactStatus.QUOTED, evidence=(evidence(url, snippet, decoder),))


QUOTED = (
    quoted("company_name", "Birkhahn Pumps & Valves", HOME, "<h1>Birkhahn Pumps &amp; Valves</h1>"),
    quoted("company_name", "Birkhahn Pumps & Valves", HOME, 'content="Birkhahn Pumps &amp; Valves"'),
    quoted("legal_name", "Birkhahn Pumpentechnik GmbH", HOME, '"name":"Birkhahn Pumpentechnik GmbH"', "json"),
    quoted("legal_name", "Birkhahn Pumpentechnik GmbH", CONTACT, "<address>Birkhahn Pumpentechnik GmbH<br>Tal"),
    quoted("legal_name", "ООО «Беркут Насос»", CONTACT, "<p>ООО «Беркут Насос»</p>"),
    quoted("person", "山田太郎", CONTACT, "<p>代表取締役 山田太郎</p>"),
    quoted("slogan", "Präzision seit 1974", HOME, '"slogan":"Pr\\u00e4zision seit 1974"', "json"),
    quoted("street", "Talstraße 12", CONTACT, "<br>Talstra&szlig;e 12<br>"),
    quoted("city", "Böblingen", CONTACT, "71034 B&ouml;blingen</address>"),
    quoted("vat_id", "DE 298 771 204", CONTACT, "<p>VAT: DE 298 771 204</p>"),
    quoted("signal", "We are hiring two service technicians", HOME, "<p>We are hiring two service technicians for our new test bench.</p>"),
    quoted("founded", "1974", HOME, "<p>Founded in <b>1974</b>, we employ about 1.250 people"),
    quoted("employees", "1250", HOME, "we employ about 1.250 people in"),
    quoted("phone", "+497031440217", HOME, '"telephone":"+49 7031 4402-17"', "json"),
    quoted("phone", "+497031440210", CONTACT, "<td>Phone</td><td>+49 (0) 7031 4402-10</td></tr>"),
    quoted("phone", "+497031440299", CONTACT, "<td>Fax</td><td>+49 7031 4402-99</td></tr>"),
    quoted("phone", "+491715550148", CONTACT, 'href="tel:00491715550148"', "url"),
    quoted("phone", "+491715550148", CONTACT, 'href="https://wa.me/491715550148"', "url"),
    quoted("email", "office@birkhahn-pumps.example", HOME, '"email":"office@birkhahn-pumps.example"', "json"),
    quoted("email", "sales@birkhahn-pumps.example", HOME, '"mailto:sales%40birkhahn-pumps.example?subject=Offer"', "url"),
    quoted("email", "rat@birkhahn-pumps.example", CONTACT, "<p>Works council: rat [at] birkhahn-pumps (dot) example</p>", "at"),
    quoted("email", "hr@birkhahn-pumps.example", CONTACT, f'data-cfemail="{_cfemail("hr@birkhahn-pumps.example")}"', "cfemail"),
    quoted("social", "https://www.linkedin.com/company/birkhahn-pumps", HOME, '"https:\\/\\/www.linkedin.com\\/company\\/birkhahn-pumps"', "json"),
    quoted("social", "https://facebook.com/birkhahnpumps", HOME, 'href="https://www.facebook.com/birkhahnpumps/?ref=page"', "url"),
    quoted("domain", "birkhahn-pumps.example", HOME, '"email":"office@birkhahn-pumps.example"', "json"),
)
NATIONAL = (
    quoted("phone", "+497031440210", HOME, "Tel. 07031 / 4402-10</footer>"),
    quoted("phone", "+491715550148", CONTACT, ">0171 / 5550148</a>"),
)
"""Written without a country code: their calling code is the resolver's decision and not to be proved by the snippet alone."""

GROUNDS = (QUOTED[8], QUOTED[9])
DERIVED = (
    Fact(field="country", value="DE", status=FactStatus.DERIVED, rule="country_votes", grounds=GROUNDS),
    Fact(field="sector", value="Manufacturing", status=FactStatus.DERIVED, rule="sector_cues", grounds=(QUOTED[0],)),
)
TRUE = (*QUOTED, *NATIONAL, *DERIVED)


def _with(fact: Fact, **change: Any) -> Fact:
    return fact.model_copy(update=change)


def _moved(fact: Fact, **change: Any) -> Fact:
    return _with(fact, evidence=(fact.evidence[0].model_copy(update=change),))


def _other_digits(value: str, first: int) -> Iterator[str]:
    for at in range(first, len(value)):
        if value[at].isdigit():
            yield value[:at] + str((int(value[at]) + 3) % 10) + value[at + 1 :]
    yield value[:-1]
    yield value + "4"
    yield value[:first] + value[first + 2 :]


def _other_addresses(value: str) -> Iterator[str]:
    local, _, domain = value.partition("@")
    yield from (f"{local}x@{domain}", f"x{local}@{domain}", f"{local[1:]}@{domain}", f"{local}@{domain[:-1]}", f"{local}@mail-{domain}", f"{local}@{domain}.de")
    yield from (f"info.{local}@{domain}", f"{local}@{domain[1:]}", domain, local, f"{local}@", f"{local} {domain}")


def _other_profiles(value: str) -> Iterator[str]:
    head, _, name = value.rpartition("/")
    yield from (f"{head}/{name}2", f"{head}/{name[:-1]}", f"{head}/{name[1:]}", f"{value}/team-west", value.replace(".", ".evil.", 1), "https://x.com/" + name)
    yield from (f"{head}/{name}.de", value.replace("//", "//my-"), f"{head}-{name}")


def _other_words(value: str) -> Iterator[str]:
    if value.isascii() or value[0] < "\u3000":  # a part of a word is another word; where there are no spaces it is a word of its own
        bare = value.strip("«»")
        yield from (bare[:-1], bare[1:], bare + "x", "x" + bare, bare[0] + bare)
    yield from (f"{value} Holding", value[::-1], value[:-2] + "bq", value[:1] + value)


def _other_values(fact: Fact, first: int) -> Iterator[str]:
    match fact.field:
        case "phone":
            yield from _other_digits(fact.value, first)
            yield fact.value[1:]
        case "founded" | "employees":
            yield from _other_digits(fact.value, 0)
        case "email":
            yield from _other_addresses(fact.value)
        case "social" | "domain":
            yield from _other_profiles(fact.value if "/" in fact.value else "https://" + fact.value)
        case _:
            yield from _other_words(fact.value)


def _other_places(fact: Fact) -> Iterator[Fact]:
    real = fact.evidence[0]
    for shift in (-1, 1, 7, 400):
        yield _moved(fact, start=max(real.start + shift, 0), end=max(real.end + shift, 0))
    yield _moved(fact, end=real.end + 1)
    yield _moved(fact, start=real.start + 1)
    yield _moved(fact, start=real.end, end=real.start)
    yield _moved(fact, start=10**6, end=10**6 + len(real.snippet))
    other = next(sha for sha in BY_SHA if sha != real.page_sha256)
    yield _moved(fact, page_sha256=other)
    yield _moved(fact, page_sha256="0" * 64)
    yield _moved(fact, snippet=f"The company says: {fact.value}.")
    yield _moved(fact, snippet=real.snippet.upper() if real.snippet.upper() != real.snippet else real.snippet[::-1])
    yield _moved(fact, snippet=fact.value, start=real.start, end=real.start + len(fact.value) + 1)
    yield _moved(fact, snippet="", start=0, end=0)
    yield _moved(fact, decoder="rot13")
    yield _with(fact, evidence=())


def _swapped_decoders(fact: Fact) -> Iterator[Fact]:
    needed = {"cfemail": ("html", "json", "url", "at"), "at": ("html", "json", "url", "cfemail")}
    for decoder in needed.get(fact.evidence[0].decoder, ()):
        yield _moved(fact, decoder=decoder)
    if "%40" in fact.evidence[0].snippet or "\\u" in fact.evidence[0].snippet:
        yield _moved(fact, decoder="cfemail")
        yield _moved(fact, decoder="at")


def _swapped_snippets() -> Iterator[Fact]:
    """A true value with the true snippet of another fact."""
    for number, fact in enumerate(QUOTED):
        for other in QUOTED[number + 3 :: 5]:
            if other.field != fact.field and fact.value.lower() not in other.evidence[0].snippet.lower() and fact.field not in ("domain", "founded"):
                yield _with(fact, evidence=other.evidence)


def _derived() -> Iterator[Fact]:
    forged = next(_other_places(QUOTED[8]))
    unverified = _with(QUOTED[8], status=FactStatus.UNVERIFIED)
    for fact in DERIVED:
        yield _with(fact, rule="")
        yield _with(fact, grounds=())
        yield _with(fact, grounds=(forged,))
        yield _with(fact, grounds=(unverified,))
        yield _with(fact, grounds=(_with(QUOTED[8], value="Sindelfingen"),))
        yield _with(fact, status=FactStatus.QUOTED)
        yield _with(fact, status=FactStatus.QUOTED, evidence=(evidence(HOME, "<h1>Birkhahn Pumps &amp; Valves</h1>"),))
        yield _with(fact, grounds=(fact,))


def forgeries() -> Iterator[Fact]:
    for fact in QUOTED:
        yield from (_with(fact, value=value) for value in _other_values(fact, 1))
        yield from _other_places(fact)
        yield from _swapped_decoders(fact)
    for fact in NATIONAL:
        yield from (_with(fact, value=value) for value in _other_values(fact, 3))
        yield from _other_places(fact)
    yield from _swapped_snippets()
    yield from _derived()


FORGED = tuple(forgeries())


def _show(fact: Fact) -> str:
    return f"{fact.field}={fact.value!r} {[(e.decoder, e.start, e.snippet[:80]) for e in fact.evidence]}"


@pytest.mark.parametrize("fact", TRUE, ids=lambda fact: f"{fact.field}-{fact.value}"[:40])
def test_true_facts_pass_both_checks(fact: Fact) -> None:
    assert checked(fact, BY_SHA.get) == fact
    assert problems(fact.model_dump(mode="json"), BY_SHA.get, lambda sha: [URL_OF[sha]]) == []


def test_there_are_many_forgeries_of_every_kind() -> None:
    assert len({fact.model_dump_json() for fact in FORGED}) >= 400
    assert {fact.field for fact in FORGED} == {fact.field for fact in TRUE}
    assert not {fact.model_dump_json() for fact in FORGED} & {fact.model_dump_json() for fact in TRUE}


def test_no_forgery_passes_the_products_check() -> None:
    assert [_show(fact) for fact in FORGED if checked(fact, BY_SHA.get).verified] == []


def test_no_forgery_passes_the_independent_check() -> None:
    assert [_show(fact) for fact in FORGED if not problems(fact.model_dump(mode="json"), BY_SHA.get)] == []


@pytest.mark.parametrize("fact", [*QUOTED, *DERIVED], ids=lambda fact: f"{fact.field}-{fact.value}"[:40])
def test_a_page_quoted_under_another_address_proves_nothing(fact: Fact) -> None:
    pages = [Page(url=url, content=source, page_sha256=SHAS[url], fetched_at=AT) for url, source in SOURCES.items()]
    assert verify(Facts(items=(fact,)), pages).items == (fact,)
    elsewhere = [page.model_copy(update={"url": page.url.replace("birkhahn-pumps", "another-firm")}) for page in pages]
    assert not verify(Facts(items=(fact,)), elsewhere).items[0].verified
    assert problems(fact.model_dump(mode="json"), BY_SHA.get, lambda sha: [URL_OF[sha].replace("birkhahn-pumps", "another-firm")])


def test_a_ground_that_does_not_hold_is_dropped_and_the_rest_still_carries_the_fact() -> None:
    forged = _with(QUOTED[9], value="DE 298 771 205")
    fact = checked(_with(DERIVED[0], grounds=(GROUNDS[0], forged)), BY_SHA.get)
    assert fact.status is FactStatus.DERIVED
    assert fact.grounds == (GROUNDS[0],)
