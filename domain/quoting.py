"""Does a value stand in a snippet of page source? The rules by field, and the named decoders.

Decoders: ``html`` (tags off, entities decoded), ``json`` (JSON string escapes), ``url`` (percent-encoding), ``at`` ("info [at] firm (dot) com"),
``cfemail`` (the hex form that Cloudflare writes into pages). Each also reads entities, as an attribute or a script may hold them.
"""

import html
import re
from collections.abc import Callable
from urllib.parse import unquote

from domain.identity import fold

INVISIBLE = "\\x00\\xad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff"
"""Characters that nobody sees (soft hyphen, zero-width, bidi marks), as the inside of a character class; no text we compare has them."""

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_TAG = re.compile(r"<[^<>]*>")
_AT = re.compile(r"\s*(?:\[|\(|\{|&#?\w+;)?\s*\b(?:at|ät|arroba|chiocciola|snabel-a)\b\s*(?:\]|\)|\})?\s*|\s*[\[({]\s*@\s*[\])}]\s*", re.I)
_DOT = re.compile(r"\s*[\[({]\s*(?:dot|punkt|point|punto|\.)\s*[\])}]\s*|\s+(?:dot|punkt)\s+", re.I)
_JSON_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.S)
_CFEMAIL = re.compile(r"(?:data-cfemail=[\"']?|email-protection#)([0-9a-fA-F]{6,})")
_DIGIT_RUN = re.compile(r"\+?\(?\d[\d\s .\-–/()\u2010\u2011]{4,}\d")


def html_text(snippet: str) -> str:
    """Return the visible words of a piece of source: tags off, entities decoded, white space single."""
    return " ".join(_INVISIBLE.sub("", html.unescape(_TAG.sub(" ", snippet))).split())


def _unescape_json(snippet: str) -> str:
    def one(match: re.Match[str]) -> str:
        body = match.group(1)
        return chr(int(body[1:], 16)) if len(body) == 5 else {"n": "\n", "t": "\t", "r": "\r"}.get(body, body)

    return _JSON_ESCAPE.sub(one, snippet)


def decode_cfemail(code: str) -> str:
    """Return the address in a ``data-cfemail`` code: the first byte is the key that every other byte is XORed with."""
    data = bytes.fromhex(code[: len(code) // 2 * 2])
    return bytes(b ^ data[0] for b in data[1:]).decode("utf-8", "replace")


def decode_at(text: str) -> str:
    """Return text with "[at]" and "(dot)" forms written as @ and full stop."""
    return _DOT.sub(".", _AT.sub("@", text))


DECODERS: dict[str, Callable[[str], str]] = {
    "html": html_text,
    "json": lambda s: html.unescape(_unescape_json(s)),
    "url": lambda s: unquote(html.unescape(s)),
    "at": lambda s: decode_at(html_text(s)),
    "cfemail": lambda s: " ".join(decode_cfemail(m) for m in _CFEMAIL.findall(s)),
}


def readings(snippet: str, decoder: str) -> tuple[str, ...]:
    """Return what a snippet says: by its named decoder, and as plain source with entities decoded (attributes)."""
    decode = DECODERS.get(decoder)
    return (decode(snippet), html.unescape(snippet)) if decode else ()


# ITU-T E.164 country codes of one and two digits; all others have three.
_CODES_1 = frozenset("17")
_CODES_2 = frozenset(
    [
        "20",
        "27",
        "30",
        "31",
        "32",
        "33",
        "34",
        "36",
        "39",
        "40",
        "41",
        "43",
        "44",
        "45",
        "46",
        "47",
        "48",
        "49",
        "51",
        "52",
        "53",
        "54",
        "55",
        "56",
        "57",
        "58",
        "60",
        "61",
        "62",
        "63",
        "64",
        "65",
        "66",
        "81",
        "82",
        "84",
        "86",
        "90",
        "91",
        "92",
        "93",
        "94",
        "95",
        "98",
    ]
)


def _national(e164: str) -> str:
    digits = e164.lstrip("+")
    return digits[1 if digits[0] in _CODES_1 else 2 if digits[:2] in _CODES_2 else 3 :]


def _same_number(e164: str, run: str) -> bool:
    written, full, national = re.sub(r"\D", "", run), e164.lstrip("+"), _national(e164)
    code = full[: len(full) - len(national)]
    international = {full, "00" + full, "011" + full, code + "0" + national, "00" + code + "0" + national, "8" + national if code == "7" else full}
    return written in international or written == national or written == "0" + national or (code == "1" and written == "1" + national)


def _phone(value: str, text: str) -> bool:
    return bool(re.fullmatch(r"\+\d{7,15}", value)) and any(_same_number(value, part) for run in _DIGIT_RUN.findall(text) for part in _splits(run))


def _splits(run: str) -> list[str]:
    """A run of digits, and its parts where two numbers stand beside each other."""
    return [run, *re.split(r"\s*[/]\s*|\s{2,}|\s+[-–]\s+", run)]


def _email(value: str, text: str) -> bool:
    return re.search(rf"(?<![\w.+-]){re.escape(value.lower())}(?![\w-])", text.lower()) is not None


def _number(value: str, text: str) -> bool:
    wanted = re.findall(r"\d+", value)
    found = {re.sub(r"\D", "", n) for n in re.findall(r"\d{1,3}(?:[.,'’  ]\d{3})+(?!\d)|\d+", text)}
    return bool(wanted) and all(n in found for n in wanted)


def _url(value: str, text: str) -> bool:
    bare = re.sub(r"^https?://(?:www\.)?", "", value.lower()).rstrip("/")
    return bool(bare) and re.search(rf"(?<![\w-]){re.escape(bare)}(?![\w-])", unquote(text).lower().replace("\\/", "/")) is not None


def _words(value: str, text: str) -> bool:
    wanted = fold(value)
    if not wanted:
        return False
    bounded = wanted[0].isalnum() and wanted.isascii()  # scripts without spaces have no word borders
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)" if bounded else re.escape(wanted), fold(text)) is not None


RULES: dict[str, Callable[[str, str], bool]] = {
    "phone": _phone,
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
