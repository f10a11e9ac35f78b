import pytest

from pipeline.lexicon.signals import ACT, KINDS, NO_OPENINGS, NOT, OTHERS, THING
from pipeline.lexicon.tables import table
from pipeline.lexicon.terms import parse


@pytest.mark.parametrize(
    ("name", "languages"), [("sectors", 26), ("cues", 36), ("signals", 26), ("words", 26), ("concepts", 12), ("months", 23), ("buyers", 16)]
)
def test_every_table_has_its_languages(name, languages):
    assert len(table(name)) >= languages


@pytest.mark.parametrize("name", ["sectors", "concepts", "buyers"])
def test_every_language_has_every_key(name):
    keys = set(table(name)["en"])
    for language, lists in table(name).items():
        assert set(lists) == keys, language


def test_signal_keys_are_known():
    known = {*KINDS, NO_OPENINGS, NOT, OTHERS, *(kind + part for kind in KINDS for part in (ACT, THING))}
    for language, lists in table("signals").items():
        assert set(KINDS) | {NO_OPENINGS, NOT, OTHERS} <= set(lists) <= known, language


@pytest.mark.parametrize("name", ["sectors", "cues", "signals", "concepts", "buyers"])
def test_every_term_can_be_read(name):
    for language, lists in table(name).items():
        for key, words in lists.items():
            for term in parse(key, words, language):
                assert term.words, (language, key)
                assert all(word.text for word in term.words), (language, key, term.text)
                assert len(term.text) > 1, (language, key, term.text)


@pytest.mark.parametrize("language", list(table("sectors")))
def test_languages_are_about_equally_deep(language):
    assert sum(len(list(parse(k, v))) for k, v in table("sectors")[language].items()) >= 350


@pytest.mark.parametrize("language", list(table("buyers")))
def test_kinds_of_buyer_are_about_equally_deep_in_each_language(language):
    assert sum(len(list(parse(k, v))) for k, v in table("buyers")[language].items()) >= 150


@pytest.mark.parametrize("language", list(table("cues")))
def test_cues_are_of_known_sectors_and_deep(language):
    lists = table("cues")[language]
    assert set(lists) <= set(table("sectors")["en"])
    assert sum(len(list(parse(k, v))) for k, v in lists.items()) >= 300


def test_no_cue_stands_for_two_sectors_as_strongly():
    for language, lists in table("cues").items():
        strong = [term.words for key, words in {**lists}.items() for term in parse(key, words, language) if term.strength > 1]
        assert len(strong) - len(set(strong)) <= 12, language
