"""The rule over all agents: what is said of the company stands on verified facts, and what is quoted stands in them."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from domain.evidence import Fact, FactStatus
from domain.identity import fold
from domain.package import Statement
from pipeline.assemble import assemble
from pipeline.dossier import Dossier
from pipeline.scoring import score
from tests.factories import TODAY, grown, make_context, make_dossier, make_fact, rich_facts

MORE = (
    make_fact("passage", "Tempwarden keeps an eye on our vans.", page="about", interest="competitor:0"),
    make_fact("passage", "Loggers are something we look at.", page="news", interest="offer", mode="mentions"),
    make_fact("signal", "Tender for two cold rooms.", page="news", kind="tender", date="2026-12-15"),
    make_fact("signal", "Certified since May.", page="about", kind="certification", date="2026-05"),
    make_fact("signal", "Five million for growth.", page="news", kind="funding", date="2026-07"),
    make_fact("person", "Ada Quill", page="team", role="person"),
    make_fact("technology", "Frost Logger"),
    make_fact("social", "https://social.example/harbour-dairy"),
)
EVERYTHING = (*rich_facts(), *MORE)
QUOTED = re.compile(r"“([^“”]*)”")


def statements(value: object) -> Iterator[Statement]:
    if isinstance(value, Statement):
        yield value
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from statements(getattr(value, field))
    elif isinstance(value, tuple):
        for item in value:
            yield from statements(item)


def said(dossier: Dossier) -> list[Statement]:
    done = grown(dossier)
    return list(statements(assemble(done, score(done, TODAY), "context", 1)))


def words_of_the_analyst(dossier: Dossier) -> str:
    return fold(dossier.context.model_dump_json().replace("\\n", " "))


def stands(part: str, facts: tuple[Fact, ...], dossier: Dossier) -> bool:
    bare = part.removesuffix("…").strip()
    known = [f.value for f in facts] + ["Lead with", "Ask", "Answer the tender", "no"]
    in_context = all(word in words_of_the_analyst(dossier) for word in fold(bare).split())
    return any(bare in value or value.startswith(bare) or bare.startswith(value) for value in known) or in_context


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(EVERYTHING), max_size=len(EVERYTHING), unique_by=lambda f: f.fact_id))
def test_statements_stand_on_facts_that_are_there_and_quote_them(facts: list[Fact]) -> None:
    dossier = make_dossier(*facts)
    for one in said(dossier):
        carried = dossier.facts.by_id(one.fact_ids)
        assert len(carried) == len(set(one.fact_ids)), one
        for part in QUOTED.findall(one.text):
            assert stands(part, carried, dossier), (part, one)


def test_all_of_it_together_keeps_the_rule() -> None:
    dossier = make_dossier(*EVERYTHING)
    for one in said(dossier):
        for part in QUOTED.findall(one.text):
            assert stands(part, dossier.facts.by_id(one.fact_ids), dossier), (part, one)


@pytest.mark.parametrize("field", sorted({f.field for f in EVERYTHING} - {"company_name"}))
def test_an_unverified_fact_is_never_said(field: str) -> None:
    """Facts of this field are doubtful and unlike any other: nothing of them may come through."""
    doubtful = [f.model_copy(update={"value": f"Zyxomat{n}", "status": FactStatus.UNVERIFIED}) for n, f in enumerate(EVERYTHING) if f.field == field]
    dossier = make_dossier(*(f for f in EVERYTHING if f.field != field), *doubtful)
    for one in said(dossier):
        assert "Zyxomat" not in one.text
        assert not {f.fact_id for f in doubtful} & set(one.fact_ids)


def test_no_statement_is_left_with_a_doubled_mark_or_an_open_quotation() -> None:
    for one in said(make_dossier(*EVERYTHING)):
        assert not re.search(r"\.\.|\.”\.|,,|  |\s[.,;](?!\.)", one.text), one.text
        assert one.text.count("“") == one.text.count("”"), one.text


def test_a_passage_of_great_length_is_cut_between_words() -> None:
    long = make_fact("passage", "We write " + "very many " * 40 + "lists by hand.", page="about", interest="pain:0")
    cut = [s for s in said(make_dossier(*rich_facts()[:8], long)) if long.fact_id in s.fact_ids]
    assert cut
    assert all(len(s.text) < 900 for s in cut)


def test_markup_in_a_value_stays_what_it_is() -> None:
    nasty = make_fact("passage", "<b>Lists</b> & {pain} by %s hand.", page="about", interest="pain:0")
    texts = [s.text for s in said(make_dossier(*rich_facts()[:8], nasty, context=make_context(pain_points=("{where} lists",))))]
    assert any("<b>Lists</b> & {pain} by %s hand" in text for text in texts)
    assert any("{where} lists" in text for text in texts)


def test_a_quotation_within_a_passage_keeps_its_marks() -> None:
    spoken = make_fact("passage", "“All by hand, on lists,” says the head of the dairy.", page="about", interest="pain:0")
    texts = [s.text for s in said(make_dossier(*rich_facts()[:8], spoken)) if spoken.fact_id in s.fact_ids]
    assert any("‘“All by hand, on lists,” says the head of the dairy’" in text for text in texts)
