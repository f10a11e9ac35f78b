"""Does a value stand in a snippet of page source? The rules by field, and the named decoders.

Decoders: ``html`` (tags off, entities decoded), ``json`` (JSON string escapes), ``url`` (percent-encoding), ``at`` ("info [at] firm (dot) com"),
``cfemail`` (the hex form that Cloudflare writes into pages). Each also reads entities, as an attribute or a script may hold them.
"""

import html
import re
import unicodedata
from collections.abc import Callable
from urllib.parse import unquote

from domain.identity import fold

INVISIBLE = "\\x00\\xad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff"
"""Characters that nobody sees (soft hyphen, zero-width, bidi marks), as the inside of a character class; no text we compare has them."""

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_TAG = re.compile(r"<[^<>]*>")
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr)(?=[\s/>])[^<>]*>",
    re.I,
)
# "<a>x</a><a>y</a>" are two words, "<b>info</b><b>@firm</b>" is one
_NEIGHBOURS = re.compile(r"(?<![@(])(</[a-zA-Z][^<>]*>)(?=<[a-zA-Z][^<>]*>[^@.,;:!?)”»])")
AT_WORDS = "at|ät|arroba|chiocciola|snabel-?a|arobase|apenstaartje|kukac|zavin[aá][cč]|ma[łl]pa|собака|krøllalfa|alfakrøll|a|@"
"""Words for the sign @ in brackets, as a part of an expression."""
_BRACKETED_AT = re.compile(rf"\s{{0,3}}[\[({{]\s{{0,3}}(?:{AT_WORDS})\s{{0,3}}[\])}}]\s{{0,3}}", re.I)
# "info at firm dot com", but not "meet us at firm.com"
_BARE_AT = re.compile(r"(?<=[\w.+-])\s{1,3}(?:at|ät|arroba)\s{1,3}(?=[\w-]{1,60}\s{0,3}(?:[\[({]\s{0,3}(?:dot|punkt|point|punto|\.)|(?:dot|punkt)\s))", re.I)
_DOT_WORDS = r"dot|punkt|point|punto|ponto|punkti|pont|tečka|kropka|точка|\."
_DOT = re.compile(rf"\s{{0,3}}[\[({{]\s{{0,3}}(?:{_DOT_WORDS})\s{{0,3}}[\])}}]\s{{0,3}}|\s{{1,3}}(?:dot|punkt)\s{{1,3}}", re.I)
_JSON_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.S)
_CFEMAIL = re.compile(r"(?:data-cfemail=[\"']?|email-protection#)([0-9a-fA-F]{6,})")
_BETWEEN_NUMBERS = re.compile(r"\s?/\s?|\s[-–]\s|\s(?=\+)|\s(?=\(?0)")
_FEWEST_DIGITS = 6
_WIDE = {"－": "-", "ー": "-", "―": "-", "（": "(", "）": ")", "．": ".", "／": "/", "＋": "+", "：": ":", "\u3000": " "}
_FOREIGN = re.compile(rf"[{''.join(_WIDE)}]|(?![0-9])\d")
_DOT_BETWEEN = re.compile(r"(?<=\d)[·•∙](?=\d)")
_DIGIT_RUN = re.compile(r"\+?[ ]?\(?\d[\d .\-–/()\u00a0\u2010-\u2015\u2212]{4,}\d")


def _lines(snippet: str) -> str:
    shown = _TAG.sub("\n", _INLINE_TAG.sub("", _COMMENT.sub("", " ".join(snippet.split()))))
    shown = _INVISIBLE.sub("", html.unescape(shown))
    return "\n".join(line for part in shown.split("\n") if (line := " ".join(part.split())))


def html_text(snippet: str) -> str:
    """Return the visible words of a piece of source: entities decoded, white space single, tags off (a space for those that are no part of a sentence)."""
    return " ".join(_lines(_NEIGHBOURS.sub(r"\1 ", snippet)).split())


def _apart(snippet: str) -> str:
    """The same with a new line for every tag: words of neighbouring elements that a style sheet keeps apart (but never one number out of two)."""
    return _INVISIBLE.sub("", html.unescape(_TAG.sub("\n", snippet)))


def _unescape_json(snippet: str) -> str:
    def one(match: re.Match[str]) -> str:
        body = match.group(1)
        return chr(int(body[1:], 16)) if len(body) == 5 else {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}.get(body, body)

    return _JSON_ESCAPE.sub(one, snippet).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def decode_cfemail(code: str) -> str:
    """Return the address in a ``data-cfemail`` code: the first byte is the key that every other byte is XORed with."""
    data = bytes.fromhex(code[: len(code) // 2 * 2])
    return bytes(b ^ data[0] for b in data[1:]).decode("utf-8", "replace")


def decode_at(text: str) -> str:
    """Return text with "[at]" and "(dot)" forms written as @ and full stop."""
    return _DOT.sub(".", _BARE_AT.sub("@", _BRACKETED_AT.sub("@", text)))


DECODERS: dict[str, Callable[[str], tuple[str, ...]]] = {
    "html": lambda s: (_lines(s), _apart(s), _INVISIBLE.sub("", html.unescape(s))),
    "json": lambda s: (html.unescape(_unescape_json(s)), _lines(html.unescape(_unescape_json(s)))),
    "url": lambda s: (unquote(html.unescape(s)), html.unescape(s)),
    "at": lambda s: (decode_at(_lines(s)), decode_at(_apart(s))),
    "cfemail": lambda s: (" ".join(decode_cfemail(m) for m in _CFEMAIL.findall(s)),),
}
"""Decoder -> the readings of a snippet: what a person would see there, or what the attribute or string in it says."""


def readings(snippet: str, decoder: str) -> tuple[str, ...]:
    """Return what a snippet says by its named decoder; nothing when there is no such decoder."""
    decode = DECODERS.get(decoder)
    return decode(snippet) if decode else ()


# ITU-T E.164 country codes of one and two digits; all others have three.
_CODES_1 = frozenset("17")
_CODES_2 = frozenset(
    "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98".split()  # noqa: SIM905
)
# What stands before a national number inside the country; "0" nearly everywhere.
_TRUNKS = {"1": "1", "7": "8", "36": "06", "370": "8", "375": "8", "52": "01", "993": "8"}


def country_code(digits: str) -> str:
    """Return the country code that a full number without "+" begins with."""
    return digits[: 1 if digits[0] in _CODES_1 else 2 if digits[:2] in _CODES_2 else 3]


def trunk_of(code: str) -> str:
    """Return what stands before a national number inside the country of a code."""
    return _TRUNKS.get(code, "0")


def same_number(e164: str, run: str) -> bool:
    """Say whether a written number is this one: with its country code, or as dialled inside the country."""
    written, full = re.sub(r"\D", "", run), e164.lstrip("+")
    code = country_code(full)
    national = full[len(code) :]
    trunks = ("", "0", trunk_of(code))
    if run.lstrip(" (").startswith("+"):
        return written in {code + trunk + national for trunk in trunks}
    abroad = {prefix + code + trunk + national for prefix in ("", "00", "011", "810") for trunk in ("", "0")}
    return written in abroad or written in {trunk + national for trunk in trunks}


def narrow(text: str) -> str:
    """Return text of the same length with the digits of every script as 0 to 9, and the wide signs of East Asian numbers as plain ones."""
    if text.isascii():
        return text
    return _DOT_BETWEEN.sub(".", _FOREIGN.sub(_narrowed, text))


def _narrowed(match: re.Match[str]) -> str:
    return _WIDE.get(match.group()) or str(unicodedata.decimal(match.group()))


def _phone(value: str, text: str) -> bool:
    runs = _DIGIT_RUN.findall(narrow(text)) if re.fullmatch(r"\+[0-9]{7,15}", value) else ()
    return any(same_number(value, part) for run in runs for part in _numbers(run))


def _numbers(run: str) -> list[str]:
    """Return a run of digits, and the numbers in it where several stand beside each other; a part too short for a number belongs to the next one."""
    found, begun = [run], ""
    for piece in _BETWEEN_NUMBERS.split(run):
        begun += piece
        if sum(c.isdigit() for c in begun) >= _FEWEST_DIGITS:
            found.append(begun)
            begun = ""
    return found


def _email(value: str, text: str) -> bool:
    if not re.fullmatch(r"[^\s@]{1,64}@[^\s@]+\.[^\s@.]+", value):
        return False
    # "info@firm.de" does not stand in "info@firm.de.example", but a sentence may begin right behind it
    return re.search(rf"(?<![A-Za-z0-9_.+-]){re.escape(value)}(?![A-Za-z0-9_-]|\.(?-i:[a-z0-9]))", text, re.I) is not None


def _number(value: str, text: str) -> bool:
    wanted = re.findall(r"\d+", value)
    found = {re.sub(r"\D", "", n) for n in re.findall(r"(?<![\d.,])\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?!\d)|\d+", text)}
    return bool(wanted) and all(n in found for n in wanted)


def _as_dialled(value: str, text: str) -> bool:
    """Say whether the digits of a number stand there in their order, whatever separates them and in whichever script."""
    digits = re.sub(r"[^0-9]", "", narrow(value))
    return bool(digits) and re.search(r"(?<![0-9])" + r"[^\w<>]{0,4}".join(digits) + r"(?![0-9])", narrow(text)) is not None


def _url(value: str, text: str) -> bool:
    bare = re.sub(r"^https?://(?:www\.)?", "", unquote(value).lower()).rstrip("/")
    said = unquote(text).lower().replace("\\/", "/")
    return "." in bare and re.search(rf"(?<![\w-]){re.escape(bare)}(?![\w-]|[.@][a-z0-9])", said) is not None


_SPACELESS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def _words(value: str, text: str) -> bool:
    wanted = fold(_INVISIBLE.sub("", value))
    if not wanted:
        return False
    before = r"(?<!\w)" if wanted[0].isalnum() and not _SPACELESS.match(wanted[0]) else ""
    after = r"(?!\w)" if (wanted[-1].isalnum() or wanted[-1] == ".") and not _SPACELESS.match(wanted[-1]) else ""
    return re.search(before + re.escape(wanted) + after, fold(text)) is not None


RULES: dict[str, Callable[[str, str], bool]] = {
    "phone": _phone,
    "national_number": _as_dialled,
    "email": _email,
    "founded": _number,
    "employees": _number,
    "social": _url,
    "domain": _url,
    "website": _url,
}
"""How a value of a field must stand in the text; every other field by its words."""


def stands_in(field: str, value: str, snippet: str, decoder: str = "html") -> bool:
    """Say whether the value, or its normal form, stands in a snippet of page source."""
    rule = RULES.get(field, _words)
    return any(rule(value, text) for text in readings(snippet, decoder))
