"""The words of offers: nine languages with the same lists, every term readable, none that stands everywhere."""

import pytest

from pipeline.lexicon.offer import KEYS, offer_matcher
from pipeline.lexicon.tables import table
from pipeline.lexicon.terms import parse
from pipeline.lexicon.tokens import tokenise

LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pl", "pt", "sv")


def test_every_language_has_every_list() -> None:
    assert {language: tuple(sorted(lists)) for language, lists in table("offer").items()} == dict.fromkeys(LANGUAGES, tuple(sorted(KEYS)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_can_be_read_and_stands_once(language: str) -> None:
    for key, words in table("offer")[language].items():
        terms = list(parse(key, words, language))
        assert all(term.words and len(term.text) > 1 for term in terms)
        assert len({term.words for term in terms}) == len(terms), (language, key)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("no more paper", "cure"), ("Schluss mit Papier", "cure"), ("fini les pannes", "cure"), ("nunca más averías", "cure"), ("mai più reclami", "cure"),
        ("nooit meer zoeken", "cure"), ("chega de papel", "cure"), ("slipp driftstopp", "cure"), ("koniec z papierologią", "cure"),
        ("damit Sie Zeit haben", "benefit"), ("unsere Kunden", "customers"), ("nos clients", "customers"), ("per le aziende", "people"),
        ("deutschlandweit", "nation"),
    ],
)  # fmt: skip
def test_what_is_said_is_found(text: str, key: str) -> None:
    assert key in {hit.term.key for hit in offer_matcher().hits(tokenise(text).words)}
