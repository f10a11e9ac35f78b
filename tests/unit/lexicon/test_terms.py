import pytest

from pipeline.lexicon.terms import Matcher, notation, parse, spoken
from pipeline.lexicon.tokens import tokenise


def keys(terms, text, **options):
    matcher = Matcher((t for key, words in terms.items() for t in parse(key, words)), **options)
    return [hit.term.key for hit in matcher.hits(tokenise(text).words)]


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("dentist", "Dentists here", True),
        ("dentist", "a prosthodentist", False),
        ("gostinic|a", "v gostinice", True),
        ("bank=", "banking", False),
        ("bank=", "Bank", True),
        ("tax", "taxi", False),
        ("-reinigung", "Glasreinigung", True),
        ("-reinigung", "Reinigungsmittel", False),
        ("law firm", "the law firms", True),
        ("law firm", "law and firm", False),
        ("kühl|haus", "KUHLHÄUSER", True),
        ("不動産", "東京の不動産会社", True),
        ("不動産", "動産", False),
        ("e commerce", "E-Commerce", True),
        ("łódź", "lodz", True),
        ("smørrebrød", "Smorrebrod", True),
        ("straße", "STRASSE", True),
        ("ışık", "isik", True),
    ],
)
def test_notation(term, text, found):
    assert bool(keys({"k": term}, text)) is found


def test_the_longest_term_speaks_for_a_place():
    terms = {"law": "lawyer", "tax": "tax lawyer", "auto": "auto", "automation": "automation"}
    assert keys(terms, "a tax lawyer and automation") == ["tax", "automation"]
    assert keys(terms, "tax lawyer", overlapping=True) == ["tax", "law"]


def test_strength_and_languages_survive_a_round_through_the_notation():
    (term,) = parse("k", "kühl|haus groß!", "de")
    (again,) = parse("k", notation(term))
    assert (again.words, again.strength, again.languages) == (term.words, 2.0, frozenset({"de"}))
    (weak,) = parse("k", "冷蔵庫?@ja.zh")
    assert (weak.strength, weak.languages) == (0.4, frozenset({"ja", "zh"}))


def test_false_friends_count_less():
    (turkish,) = parse("k", "fire", "tr")
    (english,) = parse("k", "fire", "en")
    assert spoken(turkish, "tr") == 1.0 > spoken(english, "tr") > spoken(turkish, "en")
    assert spoken(turkish, "") == 1.0


def test_hits_name_their_place():
    matcher = Matcher(parse("k", "cold room"))
    (hit,) = matcher.hits(tokenise("Two cold rooms").words)
    assert (hit.first, hit.last) == (1, 3)
    assert matcher.hits(tokenise("Two cold").words) == []


def test_tokens_remember_their_place():
    text = "L'azienda – Groß_x 東京"
    tokens = tokenise(text)
    assert [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == ["L", "azienda", "Groß", "x", "東", "京"]
    assert tokens.words[2] == "gross"
