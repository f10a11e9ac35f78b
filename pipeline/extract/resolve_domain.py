"""How much a name, a social handle or a mail domain is like the site's own domain. Pure text comparison; other scripts are romanised by a table."""

import re
from functools import lru_cache

from rapidfuzz import fuzz

from domain.identity import fold, normal_name, registrable_domain

_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґαβγδεζηθικλμνξοπρσςτυφχψω"
_LATIN = "a b v g d e e zh z y y k l m n o p r s t u f kh ts ch sh shch . y . e yu ya i yi ye g a v g d e z i th i k l m n x o p r s s t y f ch ps o"
_ROMAN = dict(zip(_LETTERS, re.findall(r"\S+", _LATIN), strict=True))
_PUNYCODE = "xn--"


@lru_cache(maxsize=256)
def label_of(host: str) -> str:
    """Return the word of a host that names its owner: ``acme`` of ``www.acme.co.uk``; an internationalised one in its letters."""
    label = registrable_domain(host).split(".")[0]
    if label.startswith(_PUNYCODE):
        try:
            label = label.encode("ascii").decode("idna")
        except UnicodeError:
            return label
    return compact(label)


@lru_cache(maxsize=8_192)
def compact(text: str) -> str:
    """Return the letters and digits of a text, folded and romanised, without spaces."""
    plain = re.sub(r"[\W_]+", "", fold(text)).replace("ß", "ss").replace("ø", "o").replace("æ", "ae").replace("ł", "l").replace("ı", "i")
    return "".join(_ROMAN.get(c, c) for c in plain).replace(".", "")


def likeness(name: str, label: str) -> float:
    """Return from 0 to 1 how like a name is to a domain's label: the same letters, one inside the other, initials, or similar spelling."""
    letters = compact(normal_name(name) or name)
    if not letters or not label:
        return 0.0
    if letters == label:
        return 1.0
    shorter, longer = sorted((letters, label), key=len)
    if len(shorter) >= 4 and shorter in longer:
        return 0.7 + 0.3 * len(shorter) / len(longer)
    words = [w for w in re.split(r"[\W_]+", fold(name)) if w]
    initials = "".join(compact(w)[:1] for w in words)
    if len(initials) >= 2 and initials == label:
        return 0.85
    if any(len(w) >= 4 and compact(w) in label for w in words):
        return 0.7
    ratio = fuzz.ratio(letters, label) / 100
    return ratio if ratio >= 0.6 else 0.0
