"""Host names that look like other ones: which international names are shown in their letters, and which only in punycode with a warning.

The rule follows Unicode TS #39 in small: one script a label, and none whose letters all look like ASCII ones.
"""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

import idna

#: Letters of other scripts that many fonts draw like an ASCII letter or digit, by script. A label of nothing else can pass for an ASCII name.
_LIKE_ASCII = {
    "CYRILLIC": "асԁеһіјӏорԛѕԝхуъьпгѵѡҽԍүһкмтвнзбгоґԗ",
    "GREEK": "αβγικνορστυχωηε",
    "ARMENIAN": "ագզէլհյոսւօքցնտղ",
    "GEORGIAN": "იოყძხჽჿ",
    "HEBREW": "וסחןטיד",
    "ARABIC": "اهو٥۵١۱",
    "THAI": "ทนบพรสแเาด",
    "LAO": "ດທນບຣລສ",
    "DEVANAGARI": "०ठ",
    "BENGALI": "০৭",
    "GUJARATI": "૦૧",
    "KANNADA": "೦೧",
    "MALAYALAM": "ംഠ൦ടധനറ",
    "MYANMAR": "ဝ၀ငပထ",
    "ORIYA": "୦ଠ",
    "TAMIL": "௦டபம",
    "TELUGU": "౦౧",
    "CHEROKEE": "ꭰꭱꭲꭺꮃꮋꮍꮎꮓꮖꮜꮞꮟꮢꮤꮥꮩꮪꮮꮯꮲꮶꮷ",
    "COPTIC": "ⲁⲉⲓⲟⲣⲥⲧⲩⲭⲛⲕⲃⲅ",
    "LISU": "ꓐꓑꓒꓓꓔꓖꓗꓙꓚꓜꓝꓞꓡꓢꓣꓤꓦꓧꓨꓬꓮꓰꓲꓳꓴ",
    "TIFINAGH": "ⴰⵔⵙⵏⵍⵝⵅ",
}
#: Latin letters that differ from an ASCII one by nothing that one sees at a glance.
_LATIN_TWINS = frozenset("ıȷɩɪɑɒɡɢʀʟɴʏʜʙɯɹʋꞌǃǀƽƅꜱꝛⅼᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꞵꬠ")
_EASILY_MISSED = frozenset("\u0323\u0325\u0331")
#: Scripts that one language writes together.
_TOGETHER = (frozenset(("CJK", "HIRAGANA", "KATAKANA")), frozenset(("CJK", "HANGUL")), frozenset(("CJK", "BOPOMOFO")))
_TURKIC = frozenset(("tr", "az"))


class ShownHost(NamedTuple):
    """A host as it is shown: in its letters, or in punycode where it may pass for another one (``suspicious``)."""

    text: str
    suspicious: bool


@lru_cache(maxsize=20_000)
def shown_host(host: str) -> ShownHost:
    """Return how to show an ASCII host name (as of ``host_of``): letters only of labels in one script that cannot pass for ASCII."""
    if "xn--" not in host:
        return ShownHost(host, suspicious=False)
    labels = [_letters(label) for label in host.split(".")]
    if any(label is None or (not label.isascii() and _doubtful(label, host)) for label in labels):
        return ShownHost(host, suspicious=True)
    return ShownHost(".".join(label or "" for label in labels), suspicious=False)


def _letters(label: str) -> str | None:
    """Return a label in its letters, or None for punycode that stands for no allowed name (IDNA 2008)."""
    if not label.startswith("xn--"):
        return label
    try:
        return idna.ulabel(label)
    except UnicodeError:
        return None


def _doubtful(label: str, host: str) -> bool:
    scripts = {script for char in label if (script := _script(char))}
    if "SYMBOL" in scripts or (len(scripts) > 1 and not any(scripts <= group for group in _TOGETHER)):
        return True
    script = next(iter(scripts), "LATIN")
    if script == "LATIN":
        return _latin_twin(label, host)
    ending = _letters(host.rpartition(".")[2]) or ""
    own_ending = bool(ending) and not ending.isascii() and _script(ending[0]) == script
    letters = {char for char in label if not char.isascii()}
    return not own_ending and letters <= frozenset(_LIKE_ASCII.get(script, ""))


def _script(char: str) -> str:
    """Return the script of a letter by the first word of its Unicode name; nothing for digits and hyphens of ASCII, SYMBOL for what is no letter."""
    if char.isascii():
        return "LATIN" if char.isalpha() else ""
    if char == "·":  # IDNA allows it between two l only: Catalan
        return ""
    if unicodedata.category(char)[0] not in "LMN":
        return "SYMBOL"
    words = unicodedata.name(char, "SYMBOL").replace("-", " ").split()
    first = words[1] if words[0] in ("EXTENDED", "HALFWIDTH", "FULLWIDTH", "VARIATION") and len(words) > 1 else words[0]
    return {"IDEOGRAPHIC": "CJK", "COMBINING": "SYMBOL", "MODIFIER": "SYMBOL", "SUPERSCRIPT": "SYMBOL", "SUBSCRIPT": "SYMBOL"}.get(first, first)


def _latin_twin(label: str, host: str) -> bool:
    """Say whether a Latin label could be read as an ASCII one: twins, or no marks but small ones below the line."""
    turkic = host.rpartition(".")[2] in _TURKIC or bool(set(label) & set("ğşçöü"))
    twins = _LATIN_TWINS - {"ı"} if turkic else _LATIN_TWINS
    marks = {mark for char in label if not char.isascii() for mark in unicodedata.normalize("NFD", char)[1:]}
    plain = all(char.isascii() or len(unicodedata.normalize("NFD", char)) > 1 for char in label)
    return bool(set(label) & twins) or (plain and bool(marks) and marks <= _EASILY_MISSED)
