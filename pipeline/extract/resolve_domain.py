"""How much a name, a social handle or a mail domain is like the site's own domain. Pure text comparison; other scripts are romanised by a table."""

import re
from functools import lru_cache

from rapidfuzz import fuzz

from domain.identity import fold, normal_name, registrable_domain

_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґαβγδεζηθικλμνξοπρσςτυφχψω"
_LATIN = "a b v g d e e zh z y y k l m n o p r s t u f kh ts ch sh shch . y . e yu ya i yi ye g a v g d e z i th i k l m n x o p r s s t y f ch ps o"
_ROMAN = dict(zip(_LETTERS, re.findall(r"\S+", _LATIN), strict=True))
_PUNYCODE = "xn--"
_LEAST_SHARED = 0.34


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


_ALSO_WRITTEN = (
    ("ae", "a"),
    ("oe", "o"),
    ("ue", "u"),
    ("aa", "a"),
    ("ss", "s"),
    ("y", "i"),
    ("j", "i"),
    ("ii", "i"),
    ("kh", "h"),
    ("ph", "f"),
    ("ou", "u"),
    ("tz", "ts"),
    ("w", "v"),
)


@lru_cache(maxsize=4_096)
def loose(letters: str) -> str:
    """Return compact letters with what is romanised in several ways made one: ü as u or ue, й as y, j or i, х as kh or h."""
    for written, same in _ALSO_WRITTEN:
        letters = letters.replace(written, same)
    return letters


def likeness(name: str, label: str) -> float:
    """Return from 0 to 1 how like a name is to a domain's label: the same letters, one inside the other, initials, or similar spelling."""
    letters = compact(normal_name(name) or name)
    if not letters or not label:
        return 0.0
    if letters == label or loose(letters) == loose(label):
        return 1.0
    shorter, longer = sorted((letters, label), key=len)
    if len(shorter) >= 4 and shorter in longer:
        return 0.7 + 0.3 * len(shorter) / len(longer)
    words = [w for w in re.split(r"[\W_]+", fold(name)) if w]
    initials = "".join(compact(w)[:1] for w in words)
    if len(initials) >= 2 and initials == label:
        return 0.85
    shared = sum(len(c) for w in words if len(c := compact(w)) >= 4 and c in label) / len(label)
    if shared >= _LEAST_SHARED:  # "roof" in "bestroofersonline" says little
        return 0.3 + 0.5 * min(shared, 1.0)
    ratio = fuzz.ratio(letters, label) / 100
    return ratio if ratio >= 0.6 else 0.0
