from pipeline.extract.fields.decoys import REASONS
from pipeline.extract.resolve_decoys import MOST
from tests.unit.extract.small_site import facts_of

MANY = "".join(f"<p>Mitglied {n}: post@mitglied{n}-rossau.de</p><p>Art.-Nr. 0351-448-{7000 + n}</p>" for n in range(60))


def test_decoys_are_bounded_and_of_both_kinds() -> None:
    decoys = [f for f in facts_of({"/kontakt": f"<p>info@muldenbau.de</p>{MANY}"}).items if f.role == "decoy"]
    assert len(decoys) == MOST
    assert {f.field for f in decoys} == {"email", "phone"}
    assert {f.attrs["why"] for f in decoys} <= REASONS


def test_a_value_is_one_decoy_and_none_when_it_is_a_contact() -> None:
    html = "<p>Tel. 03727 914480</p><p>Art.-Nr. 03727 914480</p><p>Art.-Nr. 0351-448-7291</p><p>Art.-Nr. 0351 448 7291</p>"
    facts = facts_of({"/kontakt": html, "/": html})
    assert [(f.value, f.role) for f in facts.all("phone", any_role=True)] == [("+493727914480", None), ("0351-448-7291", "decoy")]


def test_decoys_are_quoted_and_never_main_values() -> None:
    facts = facts_of({"/kontakt": f"<footer>IBAN DE68 2105 0170 0012 3456 78</footer>{MANY}"})
    assert all(f.verified and f.evidence and f not in facts.all(f.field) for f in facts.items if f.role == "decoy")


def test_many_decoys_take_no_contacts_room() -> None:
    articles = "".join(f"<p>Art.-Nr. 0351-448-{7000 + n}</p><p>name{n}@example.com</p>" for n in range(400))
    facts = facts_of({"/produkte": f"{articles}<footer>Tel. 03727 914480, info@muldenbau.de</footer>"})
    assert [f.value for f in facts.all("phone")] == ["+493727914480"]
    assert [f.value for f in facts.all("email")] == ["info@muldenbau.de"]
