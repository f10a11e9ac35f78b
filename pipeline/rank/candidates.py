"""Candidates as a search or a list brings them, put in the order in which their words fit the ideal customer. Pure.

Who comes with words is sorted among the places of those with words; who comes without keeps its place: nothing is held
against it. Who is known to be out of bounds counts as told; who is excluded or competes comes last.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import numpy as np

from domain.context import BusinessContext
from domain.identity import fold
from domain.lead import Hit, Lead
from pipeline.rank.facts import Company, known, plain_name, wish_of
from pipeline.rank.fit import Ranking, fused
from pipeline.rank.index import Scores
from pipeline.rank.words import words

ENOUGH = 5
"""Telling words from which a text under any heading counts as words about a company; fewer may be a town and a person."""

SHORT = 160
"""Characters up to which a cell is a line that says what a company is, rather than a description."""

LIST = "url_list"

_COLUMNS: dict[str, str] = {
    "name": "company name|company|name|organisation|organization|account name|account|firma|firmenname|unternehmen|societe|entreprise|raison sociale|"
    "nom|empresa|nombre|razon social|azienda|ragione sociale|nome|bedrijf|bedrijfsnaam|naam|nazwa|nazwa firmy|foretag|foretagsnamn|virksomhed|yritys|"
    "unvan|sirket|nazev|cegnev",
    "size": "employees|number of employees|no of employees|employee count|employee range|headcount|head count|staff|team size|company size|size|mitarbeiter|"
    "mitarbeiterzahl|anzahl mitarbeiter|beschaftigte|effectif|effectifs|salaries|nombre de salaries|empleados|numero de empleados|plantilla|dipendenti|"
    "numero dipendenti|addetti|medewerkers|aantal medewerkers|pracownicy|liczba pracownikow|anstallda|antal anstallda|ansatte|funcionarios|zamestnanci|"
    "calisan sayisi|henkilosto",
    "place": "country|countries|region|regions|hq country|headquarters country|land|pays|pais|paese|nazione|kraj|ulke|maa|zeme|orszag|staat",
    "stage": "stage|funding stage|company stage|last funding round|last funding type|phase|finanzierungsphase|etape|etapa",
    "hiring": "hiring|is hiring|currently hiring|stellt ein|recrute|contrata|assume",
    "words": "description|short description|long description|company description|about|about us|summary|tagline|one liner|headline|title|snippet|"
    "industry|industries|sector|sectors|sub industry|subindustry|vertical|category|categories|activity|activities|business|products|product|services|"
    "products and services|keywords|tags|specialties|specialities|what they do|naics description|sic description|nace description|"
    "beschreibung|kurzbeschreibung|branche|branchen|tatigkeit|taetigkeit|geschaftszweck|unternehmensgegenstand|produkte|leistungen|kategorie|"
    "schlagworte|secteur|secteur d activite|activite|activite principale|metier|produits|mots cles|descripcion|actividad|actividades|productos|"
    "servicios|categoria|palabras clave|rubro|giro|descrizione|settore|attivita|prodotti|servizi|parole chiave|omschrijving|beschrijving|sector naam|"
    "activiteit|activiteiten|producten|diensten|trefwoorden|opis|branza|dzialalnosc|produkty|uslugi|descricao|setor|atividade|produtos|"
    "beskrivning|bransch|verksamhet|produkter|tjanster|beskrivelse|kuvaus|toimiala|popis|obor|cinnost|aciklama|sektor|faaliyet|leiras|tevekenyseg",
    "other": "id|no|nr|number|street|address|adresse|anschrift|direccion|indirizzo|adres|strasse|rue|calle|via|city|town|ort|stadt|ville|ciudad|citta|"
    "plaats|stad|miasto|state|county|zip|zip code|postcode|postal code|plz|code postal|cap|phone|telephone|telefon|tel|mobile|fax|email|e mail|mail|"
    "contact|contact name|contact person|first name|last name|ansprechpartner|kontakt|owner|account owner|url|website|web|link|linkedin|facebook|"
    "twitter|instagram|xing|date|created|updated|status|source|revenue|turnover|umsatz|notes|note|comment|comments|bemerkung|notizen",
}
_KIND_OF = {heading: kind for kind, headings in _COLUMNS.items() for heading in headings.split("|")}
_NUMBER = re.compile(
    r"(?P<whole>\d{1,2}(?:,\d{2}){1,3},\d{3}(?!\d)|\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3}){1,3}(?!\d)|\d{1,9})"
    r"(?:[.,](?P<part>\d)(?=\s?k))?(?P<thousands>\s?k(?!\w))?",
    re.I,
)
_YES, _NO = frozenset("1 true yes y ja oui si sim tak x".split()), frozenset("0 false no n nein non nee nie".split())  # noqa: SIM905
_NOT_WORDS = re.compile(r"https?://|www\.|@")


class Told(NamedTuple):
    """A candidate as a company, and whether anything is told of it."""

    company: Company
    told: bool


class Order(NamedTuple):
    """Candidates in their order, and what made it: how many were told of, how many keep their places, how many come last."""

    leads: tuple[Lead, ...]
    told: int = 0
    silent: int = 0
    last: int = 0


def heading_kind(heading: str) -> str:
    """Return what a column holds by its heading (``name``, ``size``, ``place``, ``stage``, ``hiring``, ``words``, ``other``), empty when it is unknown."""
    return _kind(heading)


@lru_cache(maxsize=1_024)
def _kind(heading: str) -> str:
    return _KIND_OF.get(" ".join(re.findall(r"[^\W_]+", fold(heading))), "")


def told_of(hit: Hit) -> Told:
    """Return what a hit tells of its company: title and snippet of a search, or the other columns of a list by their headings."""
    held: dict[str, str] = {}
    lines: list[str] = []
    texts: list[str] = []
    for heading, cell in hit.extra.items():
        kind = heading_kind(heading)
        if kind == "words" or (not kind and _enough(cell)):
            (lines if len(cell) <= SHORT else texts).append(cell)
        else:
            held.setdefault(kind, cell.strip())
    named = bool(lines or texts)
    found = _enough(f"{hit.title} {hit.snippet}")
    if found:
        lines, texts = [hit.title, *lines], [hit.snippet, *texts]
    size, size_to = _band(held.get("size", ""))
    company = Company(
        key=hit.url,
        name=held.get("name", ""),
        line=". ".join(lines),
        text="\n".join(texts),
        size=size,
        size_to=size_to,
        places=frozenset(filter(None, re.split(r"\s{0,5}[,;/|]\s{0,5}", held.get("place", "")))),
        stage=held.get("stage", ""),
        hiring=_truth(held.get("hiring", "")),
    )
    return Told(company, (named and bool(words(company.line + " " + company.text))) or found)


def words_of(hit: Hit) -> str:
    """Return the words about a company that a hit brings; empty when it brings none."""
    company, told = told_of(hit)
    return f"{company.line}. {company.text}".strip(". ") if told else ""


def _enough(text: str) -> bool:
    return not _NOT_WORDS.search(text) and len(set(words(text))) >= ENOUGH


def _band(written: str) -> tuple[int, int]:
    """Return "85" as (85, 0), "11-50" as (11, 50), "200+" as (200, 10,000,000), "1K-5K" as (1,000, 5,000)."""
    numbers = [_count(match) for match in islice(_NUMBER.finditer(written), 2)]
    if not numbers:
        return 0, 0
    return (numbers[0], 10_000_000) if "+" in written else (min(numbers), max(numbers) if len(numbers) > 1 else 0)


def _count(match: re.Match[str]) -> int:
    whole = int(re.sub(r"\D", "", match["whole"]))
    return whole * 1_000 + int(match["part"] or 0) * 100 if match["thousands"] else whole


def _truth(written: str) -> bool | None:
    folded = fold(written)
    return True if folded in _YES else False if folded in _NO else None


def ordered(leads: Sequence[Lead], context: BusinessContext, unwanted: Callable[[Lead], bool], near: Sequence[float] = ()) -> Order:
    """Put candidates in the order in which they should be read.

    Args:
        leads: in the order of the search or the list, which decides between equals.
        context: whom to look for; without an ideal customer and a focus nothing is moved but the unwanted.
        unwanted: says whether a candidate is excluded or competes.
        near: for each candidate how near the meaning of its words is to the wish, where an embedding says so.
    """
    wish = wish_of(context)
    told = [told_of(lead.hit) for lead in leads]
    rivals = wish.rivals - {""}
    last = [n for n, lead in enumerate(leads) if unwanted(lead) or plain_name(told[n].company.name) in rivals]
    kept = sorted(frozenset(range(len(leads))) - frozenset(last))
    facts = known([told[n].company for n in kept], wish)
    moved = [(n, share) for n, share, fits in zip(kept, facts.shares.tolist(), facts.fits, strict=True) if wish.text and (told[n].told or fits is False)]
    places = [n for n, _ in moved]
    scores = _scores([told[n].company for n in places], wish.text, [near[n] for n in places] if near else ())
    if any(leads[n].hit.source != LIST for n in places):
        scores = fused(scores, 1.0 / np.arange(1, len(places) + 1))  # a search has an opinion as well; a list is in any order
    scores = scores * np.array([share for _, share in moved])
    best = [places[n] for n in np.argsort(-scores, kind="stable").tolist()]
    instead = dict(zip(places, best, strict=True))
    order = [leads[instead.get(n, n)] for n in kept] + [leads[n] for n in last]
    return Order(tuple(order), sum(told[n].told for n in places), len(kept) - len(places), len(last))


def _scores(companies: Sequence[Company], text: str, near: Sequence[float]) -> Scores:
    if not companies:
        return np.zeros(0)
    scores = Ranking(companies).scores(text)
    return fused(scores, np.asarray(near, dtype=np.float64)) if near else scores
