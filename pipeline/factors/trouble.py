"""Words by which a sentence tells of trouble, in ten languages: something that went wrong, or work that is a burden."""

import re
from functools import lru_cache

from domain.identity import fold
from pipeline.lexicon.concepts import concepts_in

_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "’": "'"})

_INCIDENT = re.compile(
    r"\b(?:recall|breakdown|broke down|outage|fail(?:ed|ure|s)|spoil|discard|thrown away|destroyed|lost|loss(?:es)?\b|complaint|penalt|unusable|"
    r"ruckruf|zuruckgeruf|zuruckruf|ausfall|ausgefall|panne|storung|verdorb|entsorg|schaden|verlust|beanstand|reklamation|warm geworden|unbrauchbar|"
    r"rappel|coupure|perdu|perte|sinistre|litige|avari|retirada|retirar|averia|apagon|perdid|merma|fallo|"
    r"richiam|guast|perdit|interruzion|terugroep|teruggeroep|storing|bedorven|verlies|uitval|"
    r"awari|wycofa|strat[ay]|reklamac|aterkall|stromavbrott|haveri|forlust|ariza|geri cag|kayip|bozul)"
)
_BURDEN = re.compile(
    r"\b(?:by hand|hand.?written|manual(?:ly)?\b|stress|on paper|paperwork|a lot of (?:paper|work)|clipboard|photocop|"
    r"ring binder|logbook|spreadsheet|struggl|headache|nightmare|"
    r"tedious|time.consuming|cumbersome|flagged|gaps? in|need something better|looking for something better|takes (?:us )?(?:hours|days|weeks)|"
    r"worr(?:y|ies|ied)|von hand|handschriftlich|viel papier|zettel|aktenordner|abtipp|abzutipp|muhsam|aufwendig|leider|wochenlang|ins heft|sorgen|"
    r"a la main|paperasse|classeur|hantise|fastidieu|difficile|malheureusement|releves manuels|"
    r"a mano|papeleo|carpetas|engorro|por desgracia|a lapiz|purtroppo|faticos|registro cartaceo|scartoffie|"
    r"met de hand|papierwerk|moeizaam|helaas|lastig|klembord|recznie|segregator|niestety|cale tygodnie|zmudn|"
    r"for hand|i en parm|parmar|tyvarr|krangligt|elle (?:yaz|tut)|kagit|deftere|maalesef|zahmetli)"
)


def _plain(text: str) -> str:
    return fold(text).translate(_LETTERS)


@lru_cache(maxsize=4_096)
def tells_of_incident(text: str) -> bool:
    """Say whether a sentence speaks of something that went wrong: a failure, a recall, a loss."""
    return _INCIDENT.search(_plain(text)) is not None


@lru_cache(maxsize=4_096)
def tells_of_burden(text: str) -> bool:
    """Say whether a sentence speaks of work that is a burden: by hand, on paper, tedious, flagged by somebody."""
    return _BURDEN.search(_plain(text)) is not None


TROUBLES = frozenset({"downtime", "staff_shortage", "product_recall", "stockout", "no_shows", "complaints", "defects", "theft"})
"""Concepts whose words name a trouble by themselves: "Fachkräftemangel" needs no other word to be one."""


@lru_cache(maxsize=4_096)
def troubles_in(text: str) -> frozenset[str]:
    """Return the concepts of a text that are troubles by themselves, in any language."""
    return TROUBLES.intersection(concepts_in(text))
