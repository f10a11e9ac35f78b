"""When a passage or news shows a pain of the context: by its words, by a trouble named in another language, and never by a setting."""

import pytest

from tests.factories import make_context, make_dossier, make_fact
from tests.unit.pipeline.test_scoring import axis, state


@pytest.mark.parametrize(
    ("pain", "passage", "expected"),
    [
        ("staff shortage", "Der Fachkräftemangel trifft auch uns.", "met"),
        ("staff shortage", "Wir haben 40 Mitarbeiter.", "unknown"),
        ("cold chain", "Unsere Kühlkette reicht bis Kiel.", "unknown"),  # a setting is no trouble
    ],
)
def test_a_trouble_named_in_another_language_shows_the_pain(pain: str, passage: str, expected: str) -> None:
    dossier = make_dossier(make_fact("passage", passage, interest="pain:0"), context=make_context(pain_points=(pain,)))
    assert state(dossier, "pain:0") == expected


def test_news_that_tells_of_the_trouble_shows_a_pain_and_other_news_does_not() -> None:
    def told(sentence: str) -> str:
        return state(make_dossier(make_fact("signal", sentence, kind="expansion", date="2026-10")), "pain:1")

    assert told("After a cooling failure we lost goods and now build a second cold store.") == "met"
    assert told("We build a second hall for cooling goods.") == "unknown"


def test_a_sentence_that_is_both_news_and_passage_counts_once() -> None:
    words = "After a cooling failure we lost goods and now build a second cold store."
    both = make_dossier(make_fact("passage", words, interest="pain:1"), make_fact("signal", words, kind="expansion", date="2026-10"))
    factor = next(f for f in axis(both, "pain_alignment").factors if f.rule == "pain:1")
    assert len(factor.fact_ids) == 1
