"""Whether two spellings name one company: umlauts, accents, marks, word order, abbreviations and legal forms aside. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from domain.identity import fold
from domain.legal_form import split_form

_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya i yi ye g".replace("-", "").split(" "),
        strict=True,
    )
)
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        ["a", "v", "g", "d", "e", "z", "i", "th", "i", "k", "l", "m", "n", "x", "o", "p", "r", "s", "s", "t", "y", "f", "ch", "ps", "o"],
        strict=True,
    )
)
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "æ": "a",
        "œ": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "ħ": "h",
        "ŋ": "n",
        "'": "",
        "’": "",
        "`": "",
        "´": "",
        "ʼ": "",
    }
    | _CYRILLIC
    | _GREEK
)
_INITIALS = re.compile(r"(?<![^\W_])((?:[^\W\d_]\.[ ]?){2,8})(?![^\W_]{2})")
# Written for ä ö ü (also å, æ, ø) where a keyboard has none; behind a vowel or q it is a diphthong ("Bauer", "Queck").
_DIGRAPH = re.compile(r"(?<![aeiouyq])([aou])e|aa")
_SHORTENED = re.compile(r"([^\W\d_]{3,40})\.(?=[\s,&/+-]|$)")
_WORDS = re.compile(r"[^\W_]+")
_CJK = re.compile("株式会社|有限会社|合同会社|合資会社|㈱|股份有限公司|有限责任公司|有限公司|주식회사|유한회사|㈜")
#: Shorter words that differ by a letter are other names more often than slips: Meier and Maier, Bauer and Baur.
_SURNAME = 6
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12"}
_WORDS_OF_JOINING = """firma fa fma firm und and et og och ja i e y en u the der die das le la les de di del della"""
_JOINING = frozenset(_WORDS_OF_JOINING.split())
#: Shortened words of company names, and what they stand for.
_SHORT = {
    short: full
    for full, shorts in {
        "gebruder": "gebr gbr gebruder",
        "brothers": "bros",
        "international": "intl int internat",
        "gesellschaft": "ges gesell",
        "maschinenbau": "maschb maschbau",
        "sankt": "st saint san santa sint sankt",
        "doktor": "dr",
        "company": "co comp cie compagnie",
        "manufacturing": "mfg manuf",
        "engineering": "eng engg",
        "technology": "tech technol",
        "technologies": "techs",
        "services": "svcs svc serv",
        "industries": "ind inds",
        "association": "assoc assn",
        "department": "dept",
        "brother": "bro",
        "management": "mgmt mgt",
        "systems": "sys syst",
        "solutions": "sol",
        "transport": "transp",
        "etablissements": "ets etabl",
        "fratelli": "flli fll",
        "hermanos": "hnos",
        "handels": "hdl",
        "group": "grp gruppe groupe gruppo grupo grupa gruppen koncern",
        "sons": "sohne soehne fils figli hijos filhos synowie zonen sonner soner",
        "number": "no nr",
    }.items()
    for short in shorts.split()
}
#: A part of the whole: who has such a word is not who has another one or none.
_SIDES = {
    word: side
    for side, words in {
        "north": "nord north norte norden noord sever polnoc pohjoinen nordre norra kuzey eszak",
        "south": "sud south sur sul syd sor zuid jih poludnie etela sudre sodra guney",
        "east": "ost east est este leste oost ost vychod wschod ita ostre ostra dogu kelet",
        "west": "west ouest oeste vest vast zapad zachod lansi vestre vastra bati nyugat ovest",
        "northeast": "nordost nordest northeast noreste nordeste noordoost severovychod",
        "northwest": "nordwest northwest noroeste nordouest noordwest nordvest",
        "southeast": "sudost sudest southeast sureste sudeste zuidoost sydost",
        "southwest": "sudwest southwest suroeste sudouest zuidwest sydvest",
        "middle": "mitte mitt central centre center centro centrum zentrum zentral midden",
    }.items()
    for word in words.split()
}
#: Another legal person beside the one that trades: its holding, its foundation, its property.
_WORDS_OF_LEGAL_PERSONS = """holding holdings beteiligungs beteiligung beteiligungen beteiligungsgesellschaft verwaltungs verwaltung
verwaltungsgesellschaft besitz
besitzgesellschaft vermogens vermogensverwaltung grundbesitz immobilien stiftung foundation fondation fondazione fundacion fundacja verein
forderverein komplementar participations participaciones partecipazioni invest investments ventures treuhand franchise franchising lizenz nachfolger
insolvenz"""
_LEGAL_PERSONS = frozenset(_WORDS_OF_LEGAL_PERSONS.split())


class Alike(IntEnum):
    """How two names stand to each other, from least to most."""

    OTHER = 0
    AKIN = 1
    """Of one family, and yet another company: Nord and Süd, Holding, Fonds 1 and 2, another legal form."""
    UNKNOWN = 2
    PART = 3
    """One name says more than the other, and nothing else."""
    CLOSE = 4
    """Misspelt, shortened or made of initials."""
    SAME = 5


class NameKey(NamedTuple):
    """A name taken apart: its words, the legal form, and the marks that tell sister companies apart (sides, numbers, holdings)."""

    words: tuple[str, ...]
    form: str
    marks: frozenset[str]
    joined: str
    shortened: frozenset[str] = frozenset()

    @property
    def in_order(self) -> str:
        """The words in the order of the alphabet: the same for every order they are written in."""
        return " ".join(sorted(self.words))


@lru_cache(maxsize=100_000)
def spelled(text: str) -> str:
    """Return text in the one spelling that names and towns are compared in: folded, Latin, digraphs for umlauts taken back."""
    plain = fold(_umlauts(text))
    text, before = plain if plain.isascii() else plain.translate(_LETTERS), ""
    while text != before:  # "Rueegg" is "Rüegg", in which a digraph is left
        text, before = _DIGRAPH.sub(lambda found: found.group()[0], text), text
    return text


def _umlauts(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


@lru_cache(maxsize=100_000)
def name_key(name: str) -> NameKey:
    """Take a company name apart."""
    text = spelled(_INITIALS.sub(lambda found: found.group().replace(".", "").replace(" ", "") + " ", _CJK.sub(" ", name[:300])))
    text = text.replace("d/b/a", " ").replace("c/o", " ").replace("a/s", " as ").replace("i/s", " is ")
    shortened = frozenset(_SHORTENED.findall(text))
    tokens, form = split_form(_WORDS.findall(text.replace("ф", "f")))
    tokens, again = split_form(tokens) if form else (tokens, "")  # "Müller AG (GmbH & Co. KG)": the outermost one counts
    words, marks = [], set()
    for token in tokens:
        mark = _mark(token, alone=len(tokens) == 1)
        if mark:
            marks.add(mark)
        elif token not in _JOINING:
            words.append(_SHORT.get(token, token))
    if not words and not marks:
        words = list(tokens)
    return NameKey(tuple(words), form or again, frozenset(marks), "".join(words), shortened)


def _mark(token: str, *, alone: bool) -> str:
    if alone:
        return ""
    if token in _LEGAL_PERSONS:
        return f"is {token[:6]}"  # "Holding" and "Holdings", but not "Holding" and "Stiftung"
    if token in _SIDES:
        return _SIDES[token]
    number = _ROMAN.get(token, token)
    return f"no {number}" if number.isdigit() else ""


def compare(one: NameKey, other: NameKey) -> Alike:
    """Return how two names stand to each other."""
    words = _compare_words(one, other)
    if words < Alike.PART:
        return words
    if one.marks != other.marks:
        return Alike.AKIN
    if one.form and other.form and one.form != other.form:
        return Alike.AKIN
    if words is Alike.PART and one.form and other.form:
        return Alike.AKIN  # two full legal names of which one says more
    return words


def compare_all(ones: Iterable[NameKey], others: Iterable[NameKey]) -> Alike:
    """Return how the names of two records stand to each other: full legal names decide where both have one, else the best match."""
    ones, others = tuple(ones), tuple(others)
    if not ones or not others:
        return Alike.UNKNOWN
    legal = [compare(a, b) for a in ones if a.form for b in others if b.form]
    best = max(compare(a, b) for a in ones for b in others)
    if not legal:
        return best
    return max(legal) if max(legal) is not Alike.OTHER else min(best, Alike.AKIN)


def _compare_words(one: NameKey, other: NameKey) -> Alike:
    if one.joined == other.joined or one.in_order == other.in_order:
        return Alike.SAME
    if _joins(one, other) or _joins(other, one):
        return Alike.SAME
    if _misspelt(one, other) or _initials_of(one, other):
        return Alike.CLOSE
    lesser, greater = sorted((one, other), key=lambda key: len(key.words))
    if lesser.words and len(lesser.words) < len(greater.words) and _covers(greater, lesser):
        return Alike.PART
    return Alike.OTHER


def _joins(one: NameKey, other: NameKey) -> bool:
    """Say whether words of one name stand joined in the other, in any order ("Kälte Technik Huber" and "Huber Kältetechnik")."""
    if len(one.words) <= len(other.words) or len(one.joined) != len(other.joined):
        return False
    left = list(one.words)
    for word in other.words:
        taken = _taken(word, left)
        if taken is None:
            return False
        left = taken
    return not left


def _taken(word: str, left: list[str]) -> list[str] | None:
    """Return what is left of a list of words after those that make up ``word`` side by side were taken out."""
    for start in range(len(left)):
        for end in range(start + 1, min(len(left), start + 3) + 1):
            if "".join(left[start:end]) == word:
                return left[:start] + left[end:]
    return None


def _misspelt(one: NameKey, other: NameKey) -> bool:
    """Say whether each word of one name has its like in the other."""
    if len(one.words) == len(other.words) and one.words and (_covers(one, other) or _covers(other, one)):
        return True
    return min(len(one.joined), len(other.joined)) >= 8 and _near(one.joined, other.joined)


def _covers(greater: NameKey, lesser: NameKey) -> bool:
    """Say whether each word of ``lesser`` has a like of its own in ``greater``; the same word goes before one that is only like."""
    left = list(greater.words)
    unlike = []
    for word in lesser.words:
        if word in left:
            left.remove(word)
        else:
            unlike.append(word)
    for word in unlike:
        fit = next((other for other in left if _word_fits(word, other, lesser, greater)), None)
        if fit is None:
            return False
        left.remove(fit)
    return True


def _word_fits(word: str, second: str, one: NameKey, other: NameKey) -> bool:
    """Say whether a word of ``one`` is the same, misspelt or shortened ("Masch.") as one of ``other``."""
    if word == second:
        return True
    if (word in one.shortened and second.startswith(word)) or (second in other.shortened and word.startswith(second)):
        return True
    return min(len(word), len(second)) >= _SURNAME and _near(word, second)


def _near(one: str, other: str) -> bool:
    """Say whether two words differ by a slip of the keys: the same beginning and digits, one edit, or two in a long word."""
    if one[0] != other[0] or re.sub(r"\D", "", one) != re.sub(r"\D", "", other):
        return False
    allowed = 2 if min(len(one), len(other)) >= 10 else 1
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


def _initials_of(one: NameKey, other: NameKey) -> bool:
    """Say whether one name is made of the first letters of the other's words."""
    for short, full in ((one, other), (other, one)):
        if len(short.words) >= 1 and len(full.words) >= 3 and len(short.words[0]) == len(full.words) and len(short.words) == 1:
            return short.words[0] == "".join(word[0] for word in full.words)
    return False
