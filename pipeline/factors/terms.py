"""Words of free text made comparable: content words, phrases, and whether two words are of one kin. No dictionary, any Latin script."""

import re
from collections.abc import Iterable

from domain.identity import fold

_WORD = re.compile(r"[^\W\d_]{3,}")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_CLAUSE = re.compile(r"[;:]\s+|\s[–—]\s|(?<=[.!?…])\s+")
_PHRASE = re.compile(r"[,;:.()/\n]|\s(?:and|or|und|oder|et|ou|y|o|e|en|of)\s", re.I)

_STOP_WORDS = """
    the and for with that this these those from into over under are was were has have had its our your their you they who whom which what when where
    why how not but
    all any each every more most some such than then them can will may must should would could also only just very still yet per via while because
    about between
    best well good new own out off one two three many few several other another both same being been does done make makes made run runs use uses used
    using help helps
    der die das den dem des ein eine einer eines einem einen und oder mit für von vom zum zur auf aus bei bis als auch nicht nur wir uns unser unsere
    ihr ihre sie ist
    sind war wird werden haben hat kann durch über unter nach vor ohne gegen sich mehr sehr noch wie was wer wo dass damit sowie alle jede jeder jedes
    les des une aux avec pour par sur sous dans sans est sont vos votre nos notre leur leurs qui que quoi dont ces cet cette plus tout tous toute
    toutes chez entre vers
    los las una unos unas con por para sin sobre entre que son está sus nuestro nuestra más todo todos toda todas desde hasta como del
    gli una uno con per tra fra che sono nostro nostra più tutto tutti dal dalla della delle degli nel nella sul sulla come anche
    het een van voor met aan bij uit naar door over onder zijn haar hun ons onze niet ook meer als dat die deze dit wat wie hoe
"""
STOP = frozenset(_STOP_WORDS.split())
"""Words without content, folded on use."""

_GENERIC_WORDS = """
    company companies business businesses firm firms enterprise enterprises organisation organisations organization organizations employees employee
    people staff team
    customer customers client clients market markets goods product products service services solution solutions small medium sized mid midsize large
    big typical ideal
    unternehmen firma firmen betrieb betriebe mitarbeiter kunden waren produkte dienstleistungen kleine mittlere grosse mittelstandische
    entreprise entreprises societe societes salaries clients produits petites moyennes grandes
    empresa empresas clientes productos pequenas medianas grandes empleados azienda aziende impresa imprese clienti prodotti piccole medie grandi
    dipendenti
    bedrijf bedrijven klanten producten kleine middelgrote grote medewerkers
"""
GENERIC = frozenset(_GENERIC_WORDS.split())
"""Words that any company page or ideal-customer sentence may hold: they tell no company from another."""

_FOLDED_STOP = frozenset(fold(w) for w in STOP) | GENERIC


def content_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text that carry meaning, in order, each once."""
    return tuple(dict.fromkeys(w for w in _WORD.findall(fold(text)) if w not in _FOLDED_STOP))


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text."""
    return tuple(s for part in _SENTENCE.split(text) if (s := part.strip()))


def clauses(text: str) -> tuple[str, ...]:
    """Return the clauses of a text: what stands between full stops, semicolons, colons and dashes."""
    return tuple(c for part in _CLAUSE.split(text) if (c := part.strip(" .;:–—")))


def phrases(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the enumerated things of a sentence as groups of content words ("food producers, hotels" gives two)."""
    return tuple(dict.fromkeys(words for part in _PHRASE.split(text) if (words := content_words(part))))


def buyer_kinds(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the kinds of buyer that an ideal-customer text enumerates; a lone short word that is no plural ("store", "hand") is none."""
    return tuple(p for p in phrases(text) if len(p) > 1 or len(p[0]) >= 6 or p[0][-1] in "sn")


def akin(one: str, other: str) -> bool:
    """Say whether two folded words are forms or compounds of one word: long common beginning, or one inside the other."""
    short, long = sorted((_singular(one), _singular(other)), key=len)
    if len(short) < 5:
        return short == long or (len(short) == 4 and long in (short + "s", short + "n", short + "en", short + "es"))
    if len(short) >= 6 and short in long:
        return True
    need = max(5, -(-len(short) * 3 // 4))
    return short[:need] == long[:need] and len(long) - len(short) <= 6


def _singular(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word


def shared(wanted: Iterable[str], given: Iterable[str]) -> tuple[str, ...]:
    """Return the wanted words that have kin among the given ones."""
    pool = tuple(given)
    return tuple(w for w in wanted if any(akin(w, g) for g in pool))


def most_related(candidates: Iterable[str], topic: str) -> str:
    """Return the text that shares most words with the topic; the first when none does; empty when there are none."""
    topic_words = content_words(topic)
    texts = tuple(candidates)
    scored = [(len(shared(topic_words, content_words(t))), -i) for i, t in enumerate(texts)]
    return texts[-max(scored)[1]] if texts else ""
