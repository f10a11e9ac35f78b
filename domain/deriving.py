"""Does a contact that a rule read out of words really come out of them? Each named rule is done once more from the words alone."""

import re
import unicodedata
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from domain.quoting import country_code, decode_at, same_number, stands_in, trunk_of

CONTACTS = frozenset(("phone", "email", "social"))
"""Fields whose derived values are read again: somebody may write to them or call them."""

_PIECE = re.compile(r"'([^'\n]{0,80})'|\"([^\"\n]{0,80})\"")
_SIGN = re.compile(r"%40|\\u0040|\\x40")
_PICTURE = re.compile(r"\s?<img\s[^<>]{0,500}>\s?", re.I)
_ALPHABETS = ("+,-./0123456789:", "@ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_NORTH_AMERICAN = 12  # signs of a number in E.164
_SPARE = 4  # letters behind the last digit that counts
_AT_SPOKEN = re.compile(
    r"\s{1,3}(?:at|ät|arroba|chiocciola|snabel-?a|arobase|apenstaartje|kukac|zavin[aá][cč]|ma[łl]pa|собака|krøllalfa|alfakrøll)\s{1,3}", re.I
)
_DOT_SPOKEN = re.compile(r"\s{1,3}(?:dot|punkt|point|punto|ponto|punkti|pont|tečka|kropka|точка)\s{1,3}", re.I)
_OTHER_SIGN = re.compile("[◎●★☆■◆▲＠]")
_SHORT_HOSTS = {"fb.com": "facebook.com", "instagr.am": "instagram.com"}
_NETWORKS = {
    "instagram.com": ("instagram", "insta", "ig", "инстаграм", "インスタ"),
    "facebook.com": ("facebook", "fb"),
    "t.me": ("telegram", "телеграм"),
}


def _email_in(value: str, *texts: str) -> bool:
    return any(stands_in("email", value, text.replace("<", " ").replace(">", " ")) for text in texts)


def _pieces(cue: str) -> list[str]:
    return [one or other for one, other in _PIECE.findall(cue)]


def _joined(value: str, cue: str) -> bool:
    return _email_in(value, _SIGN.sub("@", "".join(_pieces(cue))))


def _parts(value: str, cue: str) -> bool:
    local, _, domain = value.partition("@")
    pieces = [piece.lower().lstrip("@.") for piece in _pieces(cue)]
    return local in pieces and (domain in pieces or any(f"{one}.{other}" == domain for one in pieces for other in pieces))


def _moved(value: str, cue: str) -> bool:
    return any(f"mailto:{value}" == _shifted(cue, places).partition("?")[0].lower() for places in range(-26, 27))


def _shifted(cue: str, places: int) -> str:
    signs = {sign: alphabet[(n + places) % len(alphabet)] for alphabet in _ALPHABETS for n, sign in enumerate(alphabet)}
    return "".join(signs.get(sign, sign) for sign in cue)


def _lettered(value: str, cue: str) -> bool:
    if value.startswith("+1") and len(value) != _NORTH_AMERICAN:
        return False
    written = "".join(c for c in cue.translate(_KEYS) if c.isdigit())
    sign = "+" if cue.startswith("+") else ""
    return any(same_number(value, sign + written[: len(written) - spare]) for spare in range(_SPARE + 1))


def _series(value: str, cue: str) -> bool:
    """The end of the number stands by itself behind the first number, which begins as this one does."""
    bare = cue.replace("(0)", "")
    full = value.lstrip("+")
    code = country_code(full)
    leads = ("", "0", code, "00" + code, "011" + code, trunk_of(code))
    for match in re.finditer(r"(?<=[^\d\s])\s{0,3}\d[\d\s().–-]{0,20}", bare):
        tail = re.sub(r"\D", "", match.group())
        first, kept = re.sub(r"\D", "", bare[: match.start()]), full[len(code) : -len(tail)]
        if kept and full.endswith(tail) and any(first.startswith(lead + kept) for lead in leads):
            return True
    return False


def _handle(value: str, cue: str) -> bool:
    parts = urlsplit(value)
    host, handle = parts.hostname or "", unquote(parts.path.rstrip("/").rpartition("/")[2]).lstrip("@")
    said = cue.casefold()
    named = bool(host) and any(re.search(rf"(?<![a-z0-9]){re.escape(name)}", said) for name in _NETWORKS.get(host, (host.partition(".")[0],)))
    return named and bool(handle) and re.search(rf"(?<![\w.]){re.escape(handle.casefold())}(?!\w|\.\w)", said) is not None


def _unaccented(value: str, cue: str) -> bool:
    return _email_in(value, decode_at("".join(sign for sign in unicodedata.normalize("NFKD", cue) if not unicodedata.combining(sign))))


def _short(value: str, cue: str) -> bool:
    """The short address of a network, with the same path."""
    host, _, path = cue.partition("/")
    parts = urlsplit(value)
    return _SHORT_HOSTS.get(host.lower()) == parts.hostname and bool(path.strip("/.")) and unquote(parts.path).strip("/") == unquote(path).strip("/.")


READ: dict[str, Callable[[str, str], bool]] = {
    "letters_turned_round": lambda value, cue: _email_in(value, cue[::-1]),
    "data_attribute": _email_in,
    "spaces_left_out": lambda value, cue: _email_in(value, re.sub(r"\s?@\s?", "@", cue)),
    "parts_put_together": _parts,
    "strings_joined": _joined,
    "picture_for_the_sign": lambda value, cue: _email_in(value, _PICTURE.sub("@", cue)),
    "letters_moved": _moved,
    "letters_for_digits": _lettered,
    "number_series": _series,
    "handle_in_text": _handle,
    "handle_beside_sign": _handle,
    "short_address": _short,
    "words_for_the_signs": lambda value, cue: _email_in(value, _DOT_SPOKEN.sub(".", _AT_SPOKEN.sub("@", cue))),
    "another_sign_for_the_sign": lambda value, cue: _email_in(value, _OTHER_SIGN.sub("@", cue)),
    "accents_left_out": _unaccented,
}
"""Rule -> whether a value comes out of the quoted words by it."""


def comes_out(field: str, value: str, rule: str, cue: str) -> bool:
    """Say whether a derived value follows from quoted words. What is no contact is a matter of its rule's weighing, and not read again."""
    read = READ.get(rule)
    return field not in CONTACTS or (read is not None and read(value, cue))
