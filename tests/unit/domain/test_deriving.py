"""Contacts that a rule reads out of words: the true ones come out of them again, forged ones by no rule."""

from datetime import UTC, datetime

import pytest

from domain.deriving import READ, comes_out
from domain.evidence import Evidence, Fact, FactStatus, checked
from domain.page import sha256_of
from tests.evidence_check import problems

TRUE = (
    ("email", "info@firm.example", "letters_turned_round", "elpmaxe.mrif@ofni"),
    ("email", "info@firm.example", "data_attribute", "info@firm.example"),
    ("email", "info@firm.example", "spaces_left_out", "info @ firm.example"),
    ("email", "info@firm.example", "parts_put_together", 'data-user="info" data-domain="firm" data-tld="example"'),
    ("email", "info@firm.example", "strings_joined", "'info' + '@' + 'firm' + '.' + 'example'"),
    ("email", "info@firm.example", "picture_for_the_sign", 'info <img src="a.png" alt="@"> firm.example'),
    ("email", "info@firm.example", "letters_moved", "ocknvq,kphqBhkto0gzcorng"),
    ("email", "info@firm.example", "words_for_the_signs", "info arroba firm punto example"),
    ("email", "info@firm.example", "another_sign_for_the_sign", "info◎firm.example"),
    ("email", "info@firm.example", "accents_left_out", "ínfo(at)firm.example"),
    ("phone", "+12125550142", "letters_for_digits", "(212) KKJ-0142"),
    ("phone", "+18003569377", "letters_for_digits", "1-800-FLOWERS"),
    ("phone", "+493727914481", "number_series", "03727 914480/81"),
    ("phone", "+493727914482", "number_series", "+49 (0)3727 91 44-80 / -82"),
    ("phone", "+12125550143", "number_series", "(212) 555-0142, 555-0143"),
    ("social", "https://instagram.com/firm.example", "handle_in_text", "IG: @firm.example"),
    ("social", "https://instagram.com/firm.example", "handle_beside_sign", '<i class="fa fa-instagram"> @firm.example'),
    ("social", "https://instagram.com/firm.example", "short_address", "instagr.am/firm.example"),
)


def _fact(field: str, value: str, rule: str, cue: str) -> tuple[Fact, str]:
    source = cue.replace("<i", "&lt;i")
    evidence = Evidence(
        url="https://firm.example/",
        snippet=source,
        start=0,
        end=len(source),
        page_sha256=sha256_of(source),
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        extractor="test",
    )
    ground = Fact(field="cue", value=cue, status=FactStatus.QUOTED, evidence=(evidence,))
    return Fact(field=field, value=value, status=FactStatus.DERIVED, rule=rule, grounds=(ground,)), source


@pytest.mark.parametrize(("field", "value", "rule", "cue"), TRUE)
def test_true_ones_hold_by_both_checks(field: str, value: str, rule: str, cue: str) -> None:
    fact, source = _fact(field, value, rule, cue)
    assert checked(fact, lambda _: source).verified
    assert not problems(fact.model_dump(mode="json"), lambda _: source)


def _forged(field: str, value: str) -> tuple[str, ...]:
    if field == "email":
        return ("boss@firm.example", "info@firms.example", "nfo@firm.example", "info@evil.example", "info@firm.exampl")
    if field == "phone":
        # the calling code of a number without one is the resolver's decision
        return (value[:-1] + "9", value[:5] + str((int(value[5]) + 3) % 10) + value[6:], value + "1", value[:-1], value[:-2] + "00")
    return ("https://instagram.com/firm", "https://linkedin.com/firm.example", "https://instagram.com/evil", "https://x.com/firm.example")


@pytest.mark.parametrize(("field", "value", "rule", "cue"), TRUE)
def test_no_forged_value_and_no_other_rule_passes(field: str, value: str, rule: str, cue: str) -> None:
    for other in _forged(field, value):
        fact, source = _fact(field, other, rule, cue)
        assert not checked(fact, lambda _, source=source: source).verified, other
        assert problems(fact.model_dump(mode="json"), lambda _, source=source: source), other
    assert not comes_out(field, value, "made_up", cue)
    strangers = {"email": ("letters_for_digits", "handle_in_text"), "phone": ("letters_moved", "handle_in_text"), "social": ("strings_joined", "number_series")}
    assert not any(comes_out(field, value, name, cue) for name in strangers[field])


def test_every_rule_is_tried() -> None:
    assert {rule for _, _, rule, _ in TRUE} == set(READ)
