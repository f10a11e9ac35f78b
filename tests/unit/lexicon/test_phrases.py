from pipeline.lexicon.phrases import Phrases, split_phrases, word_set, words

LEXICON = Phrases([("tel", "phone"), ("tel no", "number"), ("s.r.o.", "form"), ("株式会社", "kk"), ("şirket", "firm")])


def found(text: str) -> list[tuple[str, str]]:
    return [(text[h.start : h.end], h.meaning) for h in LEXICON.find(text)]


def test_whole_words_in_any_case_the_longer_phrase_first() -> None:
    assert found("Tel: hotel TEL. NO 4, motel") == [("Tel", "phone"), ("TEL. NO", "number")]


def test_dots_and_spaces_between_the_words_of_a_phrase() -> None:
    assert [m for _, m in found("Luna s.r.o., Sol s. r. o.")] == ["form", "form"]
    assert found("s and later r and o") == []


def test_scripts_without_spaces() -> None:
    assert found("株式会社月建と株式会社日建") == [("株式会社", "kk"), ("株式会社", "kk")]


def test_long_texts_give_the_same_as_short_ones() -> None:
    text = "ŞİRKET Tel no " * 40
    assert len(text) > 300
    assert [h for h in found(text) if h[1] == "number"] == [("Tel no", "number")] * 40
    assert words("Ab cd")[1] == ("cd", 3, 5)


def test_blocks_are_split() -> None:
    assert split_phrases("a b · c\n  d ·") == ["a b", "c", "d"]
    assert word_set(" a b\n a") == {"a", "b"}
