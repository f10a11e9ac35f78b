"""Pairs among many: what is found, what many share, and what cannot all be true."""

from typing import Any

from domain.company_index import CompanyIndex
from domain.same_company import CompanyRecord, Verdict


def record(record_id: str, name: str, **more: Any) -> CompanyRecord:
    return CompanyRecord(record_id=record_id, names=(name,), **more)


def found(index: CompanyIndex) -> dict[tuple[str, str], str]:
    return {(pair.one, pair.other): pair.decision.verdict.value for pair in index.pairs()}


def test_pairs_come_surest_first_and_each_once() -> None:
    phone = ("+4930555010",)
    index = CompanyIndex(
        [
            record("c", "Zur Linde", phones=phone),
            record("b", "Huber Metallbau GmbH", phones=phone, city="Berlin"),
            record("a", "Huber Metallbau", phones=phone, domains=("huber.example",), city="Berlin"),
        ]
    )
    assert found(index) == {("a", "b"): "same", ("a", "c"): "maybe", ("b", "c"): "maybe"}
    assert next(iter(found(index))) == ("a", "b")
    assert [(p.one, p.other) for p in index.like(record("x", "Huber Metallbau", phones=phone))] == [("x", "a"), ("x", "b"), ("x", "c")]


def test_a_record_replaced_or_dropped_is_found_no_more() -> None:
    index = CompanyIndex([record("a", "Huber", phones=("+4930555010",)), record("b", "Huber", phones=("+4930555010",))])
    assert found(index) == {("a", "b"): "same"}
    index.put(record("b", "Huber", phones=("+4930555999",)))
    assert found(index) == {}
    index.put(record("b", "Huber", phones=("+4930555010",)))
    index.drop("a")
    index.drop("nobody")
    assert found(index) == {}
    assert ("a" in index, "b" in index, len(index)) == (False, True, 1)


def test_a_number_of_many_companies_says_nothing_and_of_one_company_all() -> None:
    names = ("Ahorn", "Birke", "Buche", "Eiche", "Erle", "Linde")
    office = [record(f"o{n}", f"{name} Schreinerei GmbH", phones=("+4930555010",), city="Berlin") for n, name in enumerate(names)]
    assert found(CompanyIndex(office)) == {}
    one_firm = [record(f"f{n}", "Huber Metallbau GmbH", phones=("+4930555010",)) for n in range(12)]
    assert set(found(CompanyIndex(one_firm)).values()) == {"same"}


def test_what_is_the_same_as_two_sisters_is_the_same_as_neither() -> None:
    site = {"domains": ("burgerwerk.example",)}
    index = CompanyIndex(
        [
            record("berlin", "Burgerwerk Berlin", city="Berlin", phones=("+4930555010",), **site),
            record("hamburg", "Burgerwerk Hamburg", city="Hamburg", phones=("+4940555010",), **site),
            record("web", "Burgerwerk", **site),
        ]
    )
    verdicts = found(index)
    assert ("berlin", "hamburg") not in verdicts
    assert verdicts[("berlin", "web")] == verdicts[("hamburg", "web")] == "maybe"


def test_a_record_without_address_does_not_join_two_branches() -> None:
    site = {"domains": ("burgerwerk.example",)}
    index = CompanyIndex(
        [
            record("berlin", "Burgerwerk", city="Berlin", phones=("+4930555010",), **site),
            record("hamburg", "Burgerwerk", city="Hamburg", phones=("+4940555010",), **site),
            record("web", "Burgerwerk", **site),
        ]
    )
    assert set(found(index).values()) == {"maybe"}


def test_a_name_and_town_gives_way_to_firmer_grounds() -> None:
    index = CompanyIndex(
        [
            record("a", "Huber Metallbau GmbH", domains=("huber-eins.example",), phones=("+4930555010",), city="Berlin", ids=("vat:DE111111111",)),
            record("b", "Huber Metallbau GmbH", domains=("huber-zwei.example",), phones=("+4930555020",), city="Berlin", ids=("vat:DE222222222",)),
            record("c", "Huber Metallbau GmbH", phones=("+4930555010",), city="Berlin"),
        ]
    )
    verdicts = found(index)
    assert verdicts[("a", "c")] == "same"
    assert verdicts[("b", "c")] == "maybe"


def test_a_chain_of_a_thousand_branches_is_looked_at_town_by_town() -> None:
    records = [record(f"r{n:04}", "Kette", domains=("kette.example",), city=f"Ort{n // 2}") for n in range(1_000)]
    pairs = CompanyIndex(records).pairs()
    assert len(pairs) == 500
    assert all(pair.decision.verdict in (Verdict.SAME, Verdict.MAYBE) for pair in pairs)
