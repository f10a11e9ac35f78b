import codecs

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from providers.charset import decode

GERMAN = "<p>Größe, Öl und süße Brötchen — für 5 €</p>"
FRENCH = "<p>Crème brûlée à l’œuf, 5 €</p>"
POLISH = "<p>Łódź: zażółć gęślą jaźń</p>"
RUSSIAN = "<p>Холодильные склады в Казани</p>"
TURKISH = "<p>Soğuk hava deposu, İstanbul’da şık çözümler</p>"
GREEK = "<p>Ψυκτικές αποθήκες στην Αθήνα</p>"
JAPANESE = "<p>冷蔵倉庫と物流のご案内・株式会社①</p>"
CHINESE = "<p>冷库与冷链物流服务</p>"
KOREAN = "<p>냉장 창고 및 물류</p>"

# name: (bytes, charset of the header, text)
FIXTURES: dict[str, tuple[bytes, str, str]] = {
    "nothing said, utf-8": (GERMAN.encode(), "", GERMAN),
    "nothing said, ascii": (b"<p>plain</p>", "", "<p>plain</p>"),
    "nothing said, cp1252": (GERMAN.encode("cp1252"), "", GERMAN),
    "nothing said, empty": (b"", "", ""),
    "utf-8 by the header": (POLISH.encode(), "UTF-8", POLISH),
    "utf-8 with a mark": (codecs.BOM_UTF8 + POLISH.encode(), "", POLISH),
    "a lying header against a mark": (codecs.BOM_UTF8 + POLISH.encode(), "iso-8859-1", POLISH),
    "a lying header, cp1252 called utf-8": (FRENCH.encode("cp1252"), "utf-8", FRENCH),
    "a lying header, utf-8 called ascii by meta": (('<meta charset="us-ascii">' + "x" * 9).encode(), "", '<meta charset="us-ascii">' + "x" * 9),
    "a bogus label": (GERMAN.encode(), "utf-ate", GERMAN),
    "an empty and odd label": (GERMAN.encode(), ' "\0; ', GERMAN),
    "a label in no ascii": (GERMAN.encode(), "ütf-8", GERMAN),
    "a codec that is no charset: rot13": (GERMAN.encode(), "rot13", GERMAN),
    "a codec that is no charset: zlib": (GERMAN.encode(), "zlib", GERMAN),
    "a codec that is no charset: unicode_escape": (b"\\u003cscript\\u003e", "unicode_escape", "\\u003cscript\\u003e"),
    "utf-7 is not a charset of pages": (b"+ADw-script+AD4-", "utf-7", "+ADw-script+AD4-"),
    "utf-16 little-endian with a mark": (codecs.BOM_UTF16_LE + POLISH.encode("utf-16-le"), "", POLISH),
    "utf-16 big-endian with a mark": (codecs.BOM_UTF16_BE + POLISH.encode("utf-16-be"), "", POLISH),
    "utf-16 without a mark, by the header": (POLISH.encode("utf-16-le"), "utf-16", POLISH),
    "utf-16 big-endian without a mark, by the header": (POLISH.encode("utf-16-be"), "utf-16be", POLISH),
    "utf-16 without a mark, nothing said, latin": (
        GERMAN.replace("—", "-").replace("€", "E").encode("utf-16-le"),
        "",
        GERMAN.replace("—", "-").replace("€", "E"),
    ),
    "ascii page that calls itself utf-16": (b'<meta charset="utf-16"><p>plain</p>', "", '<meta charset="utf-16"><p>plain</p>'),
    "latin-1 means cp1252": (FRENCH.encode("cp1252"), "iso-8859-1", FRENCH),
    "iso-8859-2": (POLISH.encode("iso8859-2"), "ISO-8859-2", POLISH),
    "iso-8859-5": (RUSSIAN.encode("iso8859-5"), "iso-8859-5", RUSSIAN),
    "iso-8859-7": (GREEK.encode("iso8859-7"), "iso-8859-7", GREEK),
    "iso-8859-9 means cp1254": (TURKISH.encode("cp1254"), "iso-8859-9", TURKISH),
    "windows-1251": (RUSSIAN.encode("cp1251"), "windows-1251", RUSSIAN),
    "koi8-r": (RUSSIAN.encode("koi8-r"), "koi8-r", RUSSIAN),
    "shift_jis means cp932": (JAPANESE.encode("cp932"), "Shift_JIS", JAPANESE),
    "euc-jp": ("<p>冷蔵倉庫と物流</p>".encode("euc-jp"), "euc-jp", "<p>冷蔵倉庫と物流</p>"),
    "gb2312 means gbk": ("<p>朱镕基</p>".encode("gbk"), "gb2312", "<p>朱镕基</p>"),
    "big5": ("<p>冷凍倉庫</p>".encode("big5"), "big5", "<p>冷凍倉庫</p>"),
    "euc-kr": (KOREAN.encode("euc-kr"), "euc-kr", KOREAN),
    "euc-kr means cp949": ("<p>똠방각하</p>".encode("cp949"), "ks_c_5601-1987", "<p>똠방각하</p>"),
    "gbk means gb18030": ("<p>㐀 镕</p>".encode("gb18030"), "x-gbk", "<p>㐀 镕</p>"),
    "big5 means its Hong Kong edition": ("<p>嘅 啲</p>".encode("big5hkscs"), "big5", "<p>嘅 啲</p>"),
    "windows-31j": (JAPANESE.encode("cp932"), "windows-31j", JAPANESE),
    "x-sjis by meta": (('<meta charset="x-sjis">' + JAPANESE).encode("cp932"), "", '<meta charset="x-sjis">' + JAPANESE),
    "windows-874": ("<p>ห้องเย็น</p>".encode("cp874"), "windows-874", "<p>ห้องเย็น</p>"),
    "iso-8859-8-i": ("<p>מחסן קירור</p>".encode("iso8859-8"), "iso-8859-8-i", "<p>מחסן קירור</p>"),
    "x-mac-cyrillic": (RUSSIAN.encode("mac-cyrillic"), "x-mac-cyrillic", RUSSIAN),
    "x-cp1251": (RUSSIAN.encode("cp1251"), "x-cp1251", RUSSIAN),
    "meta": (('<meta charset="windows-1250">' + POLISH).encode("cp1250"), "", '<meta charset="windows-1250">' + POLISH),
    "meta of old": (
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-5">' + RUSSIAN).encode("iso8859-5"),
        "",
        '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-5">' + RUSSIAN,
    ),
    "xml declaration": (
        ('<?xml version="1.0" encoding="ISO-8859-2"?>' + POLISH).encode("iso8859-2"),
        "",
        '<?xml version="1.0" encoding="ISO-8859-2"?>' + POLISH,
    ),
    "the header goes before meta": (('<meta charset="iso-8859-5">' + POLISH).encode("iso8859-2"), "iso-8859-2", '<meta charset="iso-8859-5">' + POLISH),
    "meta when the header is bogus": (('<meta charset="iso-8859-5">' + RUSSIAN).encode("iso8859-5"), "x-none", '<meta charset="iso-8859-5">' + RUSSIAN),
    "NUL": (b"a\0b\0", "", "ab"),
    "a mark in the middle": ("a\ufeffb".encode(), "", "ab"),
    "lone surrogates in utf-16": (codecs.BOM_UTF16_LE + "a\ud800b\udfff".encode("utf-16-le", "surrogatepass"), "", "a\ufffdb\ufffd"),
    "control bytes that cp1252 leaves open": (b"caf\xe9 \x81\x9d", "", "café \ufffd\ufffd"),
}


@pytest.mark.parametrize(("body", "header", "text"), FIXTURES.values(), ids=FIXTURES)
def test_pages_of_every_age_keep_their_letters(body: bytes, header: str, text: str) -> None:
    assert decode(body, header) == text


def test_lone_surrogates_in_utf_8_never_come_through() -> None:
    text = decode("<p>Größe Öl süß \ud800 \udfff</p>".encode("utf-8", "surrogatepass"), "utf-8")
    assert text.startswith("<p>Größe Öl süß ")
    assert not any("\ud800" <= c <= "\udfff" for c in text)


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_page_cut_in_the_middle_of_a_character_stays_utf_8(cut: int) -> None:
    body = ("<p>" + "Grüße aus Köln 🍏 " * 90_000).encode()[:2_000_000]
    body = body[: body.rindex("🍏".encode()) + cut]
    text = decode(body)
    assert len(body) > 1_999_000
    assert text.startswith("<p>Grüße aus Köln 🍏 Grüße")
    assert text.count("\ufffd") <= 1
    assert "Ã" not in text


@pytest.mark.parametrize(("charset", "sample"), [("shift_jis", JAPANESE), ("gbk", CHINESE), ("euc-kr", KOREAN)])
def test_a_page_cut_in_the_middle_of_a_character_stays_what_it_says(charset: str, sample: str) -> None:
    body = (sample[:6] * 500).encode(charset)[:-1]
    assert decode(body, charset).startswith(sample[:6] * 499)


def test_a_pasted_quote_does_not_spoil_a_page_of_utf_8() -> None:
    body = GERMAN.encode() * 30 + b"Mother\x92s Day" + POLISH.encode() * 30
    assert decode(body, "utf-8") == GERMAN * 30 + "Mother\ufffds Day" + POLISH * 30


def test_a_long_plain_page_with_a_few_accents_is_cp1252() -> None:
    page = "plain words and <b>markup</b> " * 5_000 + "café, Mother’s Day – naïve"
    assert decode(page.encode("cp1252")) == page
    assert decode(page.encode("cp1252"), "utf-8") == page


def test_a_declaration_far_down_the_page_does_not_count() -> None:
    page = "<p>" + " " * 5_000 + '<meta charset="iso-8859-5">' + GERMAN
    assert decode(page.encode("cp1252")) == page


@pytest.mark.timeout(5)
def test_a_page_made_of_half_declarations_is_read_at_once() -> None:
    assert len(decode(b"<meta " * 300_000)) == 1_800_000


LABELS = [
    "",
    "utf-8",
    "utf-16",
    "utf-16be",
    "iso-8859-1",
    "iso-8859-8",
    "iso-2022-jp",
    "shift_jis",
    "euc-jp",
    "gb18030",
    "gbk",
    "big5",
    "euc-kr",
    "cp1255",
    "koi8-u",
]
LABELS += [
    "utf-7",
    "rot13",
    "zlib",
    "idna",
    "punycode",
    "hex",
    "unicode_escape",
    "raw_unicode_escape",
    "undefined",
    "mbcs",
    "utf-32",
    "hz",
    "utf-8-sig",
    "charmap",
]


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=60) | st.text(max_size=30).map(lambda t: t.encode("utf-8", "surrogatepass")), st.sampled_from(LABELS) | st.text(max_size=12))
@example(b"\x1b$B!!\x1b(B\x1b$", "iso-2022-jp")
@example(b"\x83\x36\xc7\x38", "gb18030")
@example(b'<meta charset="', "")
def test_whatever_comes_is_text_that_every_store_takes(body: bytes, header: str) -> None:
    text = decode(body, header)
    assert text.encode("utf-8").decode("utf-8") == text
    assert not {"\0", "\ufeff"} & set(text)
