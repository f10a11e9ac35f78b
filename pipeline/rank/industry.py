"""The industry of a directory text, one of eight, from the markets that its words belong to. No weights are learnt."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from functools import lru_cache

from pipeline.rank.markets import markets_of_term
from pipeline.rank.words import pairs, words

_MARKETS: dict[str, str] = {
    "Fintech": "banking cards payments lending insurance wealth crypto accounting",
    "Healthcare": "healthcare_providers telehealth mental_health biotech diagnostics medical_devices health_payers womens_health elder_care",
    "Education": "education job_training",
    "Government": "government defence",
    "Real Estate and Construction": "real_estate construction",
    "Industrials": "robotics manufacturing autonomous semiconductors space aviation climate energy agriculture waste_water materials hardware automotive",
    "Consumer": "food restaurants fashion travel fitness sports pets family creators music games social events ar_vr cannabis funerals home_services mobility",
    "B2B": "fraud_compliance logistics trucking retail ecommerce recruiting hr gig_work sales_tools marketing_tools customer_support collaboration "
    "operations_software legal security developer_tools data_infra ai voice_speech video_media design telecom small_business startup_tools "
    "marketplaces nonprofit",
}
INDUSTRIES = tuple(_MARKETS)
_USUAL = "B2B"
_HEAD_START = 2.0
"""What speaks for B2B where nothing else does."""

_MOST = 7.0
_USUAL_RARITY = 4.0
"""Inverse document frequency (natural logarithm) of a term where nothing is known of the list: one company in fifty has it."""

_PAIR = 1.5
"""What a pair of words tells beside a word."""

Rarity = Callable[[str], float]


@lru_cache(maxsize=1)
def _industries_of_term() -> Mapping[str, frozenset[str]]:
    of_market = {market: industry for industry, markets in _MARKETS.items() for market in markets.split()}
    return {term: frozenset(of_market[key] for key in keys if key in of_market) for term, keys in markets_of_term().items()}


def _usual(_term: str) -> float:
    return _USUAL_RARITY


def industry_points(text: str, rarity: Rarity = _usual) -> dict[str, float]:
    """Return what speaks for each industry, 0 and more.

    Args:
        text: what a directory says of a company.
        rarity: the inverse document frequency of a term in the list that the company stands in (``FieldIndex.rarity``), where there is one.
    """
    found = words(text)
    points: defaultdict[str, float] = defaultdict(float)
    for term, n in Counter([*found, *pairs(found)]).items():
        industries = _industries_of_term().get(term, frozenset())
        for industry in industries:
            points[industry] += (1 + math.log(n)) * min(_MOST, rarity(term)) * (_PAIR if "_" in term else 1.0) / len(industries)
    return {industry: float(points[industry]) + (_HEAD_START if industry == _USUAL else 0.0) for industry in INDUSTRIES}


def industry_of(text: str, rarity: Rarity = _usual) -> str:
    """Return the industry that most speaks for; B2B where hardly anything does."""
    points = industry_points(text, rarity)
    return max(INDUSTRIES, key=points.__getitem__)
