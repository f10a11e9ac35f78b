"""The prospect axis: is this the kind of company that the analyst looks for, is it a real business, and can it be reached?"""

import re
from typing import NamedTuple

from domain.context import BusinessContext
from domain.evidence import Fact
from domain.identity import fold, normal_name
from domain.score import Factor
from pipeline.factors.axis import Rule
from pipeline.factors.grounds import Grounds
from pipeline.factors.kin import is_sector, sector_words, shown_kinds
from pipeline.factors.likeness import LIKE, languages_of, like, wanted_kinds
from pipeline.factors.places import countries_in, country_name, names_place
from pipeline.factors.terms import buyer_kinds, content_words, sentences, shared
from pipeline.factors.words import listing, number, quote

SECTOR = Rule("sector_in_focus", "prospect", 3.0, 0.3)
BUYER = Rule("matches_ideal_customer", "prospect", 2.0, 0.3)
SIZE = Rule("size_in_range", "prospect", 2.0, 0.5)
MARKET = Rule("in_target_market", "prospect", 2.0, 0.4)
REACHABLE = Rule("reachable", "prospect", 1.0, 0.6)
REGISTERED = Rule("registered_business", "prospect", 1.0, 0.6)
NOT_A_RIVAL = Rule("no_rival_offer", "prospect", 2.0, 0.9)

NOUNS = {
    SECTOR.name: "sector",
    BUYER.name: "kind of buyer",
    LIKE.name: "its wording",
    SIZE.name: "size",
    MARKET.name: "market",
    NOT_A_RIVAL.name: "competes with you",
}
"""What the rules about fit ask for, in a word or two."""

SURE_SECTOR = 0.4
"""A derived sector below this confidence contradicts nothing. On the invented sites 62 of 63 votes from here on name the right sector."""

SPOKEN_OF = 0.8
"""What a kind of buyer counts that a sentence speaks of: it may be its customers."""

SHORTEST_NAME = 5
GROUP_WORDS = frozenset({"group", "gruppe", "groupe", "grupo", "gruppo", "groep", "holding", "international", "europe", "europa", "global", "worldwide"})

REGISTER_FIELDS = ("legal_name", "tax_id", "vat_id", "register")


def prospect(grounds: Grounds) -> tuple[Factor, ...]:
    """Return the factors of the prospect axis; what the context does not ask for is not asked."""
    context = grounds.context
    found = (
        _sector(grounds) if context.industry_focus else None,
        _buyer(grounds) if context.ideal_customer else None,
        like(grounds) if wanted_kinds(context) else None,
        _size(grounds) if context.company_size_min or context.company_size_max else None,
        _market(grounds) if context.target_market else None,
        _reachable(grounds),
        _registered(grounds),
        _rival(grounds),
    )
    return tuple(f for f in found if f)


def focus_matching(sector: str, context: BusinessContext) -> str:
    """Return the industry of the context's focus that a sector label falls under, or an empty string."""
    for focus in context.industry_focus:
        if fold(focus) == fold(sector):
            return focus
    known = sector_words(sector)
    for focus in context.industry_focus:
        words = content_words(focus)
        if words and not is_sector(focus) and len(shared(words, known)) * 2 > len(words):
            return focus
    return ""


def _sector(grounds: Grounds) -> Factor:
    sectors = grounds.facts.all("sector", any_role=True)
    if not sectors:
        return SECTOR.unknown("The pages do not make the sector clear.")
    for place, fact in enumerate(sectors):
        focus = focus_matching(fact.value, grounds.context)
        if focus:
            label = "" if fold(focus) == fold(fact.value) else f" (your “{focus}”)"
            if place:
                return SECTOR.met(f"Sector {quote(fact.value)}{label} is in your focus as a side line.", (fact,), 0.6)
            return SECTOR.met(f"Sector {quote(fact.value)}{label} is in your focus.", (fact,), 1.0 if fact.confidence >= SURE_SECTOR else 0.8)
    main = sectors[0]
    if main.confidence < SURE_SECTOR:
        return SECTOR.unknown(f"The sector looks like {quote(main.value)}, which is not in your focus, but the pages are not clear.", (main,))
    return SECTOR.not_met(f"Sector {quote(main.value)} is not among {_focus(grounds.context)}.", (main,))


def _focus(context: BusinessContext) -> str:
    several = len(context.industry_focus)
    return f"your {number(several)} focus industries" if several > 3 else listing([quote(f) for f in context.industry_focus])


class BuyerMatch(NamedTuple):
    """A wanted kind of buyer, the fact that shows it, the sentence of it that does, and how well."""

    wanted: str
    fact: Fact
    sentence: str
    strength: float


def described(grounds: Grounds) -> tuple[Fact, ...]:
    """Return the facts that say what the company is and does; what it says in sentences last, since a sentence may speak of its customers."""
    facts = grounds.facts
    return (*facts.all("sector", any_role=True), *facts.all("company_name"), *facts.all("product"), *facts.all("description"))


def buyer_match(grounds: Grounds) -> BuyerMatch | None:
    """Return the best match of a describing fact with a kind of buyer in the ideal customer; of equal ones the first."""
    kinds, languages = buyer_kinds(grounds.context.ideal_customer), languages_of(grounds)
    found = [
        BuyerMatch(" ".join(kinds[n]), fact, sentence, (1.0 if share == 1 else 0.6) * (SPOKEN_OF if fact.field == "description" else 1.0))
        for fact in described(grounds)
        for sentence in sentences(fact.value)
        for n, share in shown_kinds(kinds, sentence, languages).items()
        if share >= 0.5
    ]
    return max(found, key=lambda m: m.strength, default=None)


def _buyer(grounds: Grounds) -> Factor:
    match = buyer_match(grounds)
    if match is None:
        return BUYER.unknown("The kind of buyer that you describe was not recognised on the pages read.")
    if match.fact.field == "description":
        text = f"{quote(match.sentence, 160)} speaks of {quote(match.wanted)}, as your ideal customer does."
    else:
        text = f"{quote(match.sentence, 120)} fits {quote(match.wanted)} in your ideal customer."
    return BUYER.met(text, (match.fact,), match.strength)


def size_of(fact: Fact) -> tuple[int, int] | None:
    """Return the head count range of an employees fact ("85", "50-100", "200+")."""
    numbers = [int(re.sub(r"\D", "", n)) for n in re.findall(r"\d{1,3}(?:[.,' ]\d{3})+|\d{1,8}", fact.value)][:2]
    if not numbers:
        return None
    return (numbers[0], 10_000_000) if "+" in fact.value else (min(numbers), max(numbers))


def _size(grounds: Grounds) -> Factor:
    fact = grounds.facts.first("employees")
    size = size_of(fact) if fact else None
    if fact is None or size is None:
        return SIZE.unknown("The pages do not say how many people work there.")
    low, high = grounds.context.company_size_min or 1, grounds.context.company_size_max or 10_000_000
    wanted = f"{low:,} to {high:,}" if grounds.context.company_size_max else f"{low:,} or more"
    if size[1] < low or size[0] > high:
        return SIZE.not_met(f"{fact.value} employees is outside {wanted}.", (fact,))
    inside = low <= size[0] and (size[1] <= high or "+" in fact.value)
    return SIZE.met(f"{fact.value} employees is within {wanted}." if inside else f"{fact.value} employees overlaps {wanted}.", (fact,), 1.0 if inside else 0.6)


def _market(grounds: Grounds) -> Factor:
    market = grounds.context.target_market
    country, city = grounds.facts.first("country"), grounds.facts.first("city")
    if city and names_place(market, city.value):
        return MARKET.met(f"{city.value} is named in your target market.", (city,))
    wanted = countries_in(market)
    if not wanted:
        return MARKET.unknown(f"Your target market {quote(market, 80)} names no country to compare with.")
    if country is None:
        return MARKET.unknown("The pages do not say in which country the company is.")
    name = country_name(country.value)
    if country.value.upper() in wanted:
        return MARKET.met(f"{name} is in your target market.", (country,))
    return MARKET.not_met(f"{name} is outside your target market.", (country,))


def _reachable(grounds: Grounds) -> Factor:
    facts = grounds.facts
    mail = next((f for f in facts.all("email") if f.attrs.get("kind") != "person"), None)
    phone = facts.first("phone")
    ways = [w for w in (mail, phone) if w]
    if ways:
        return REACHABLE.met(f"Reachable at {listing([w.value for w in ways])}.", ways)
    lesser = facts.first("email") or facts.first("contact_form") or facts.first("social")
    if lesser:
        kind = {"email": "a personal address", "contact_form": "a contact form", "social": "a social profile"}[lesser.field]
        return REACHABLE.met(f"Reachable only through {kind}.", (lesser,), 0.6)
    return REACHABLE.unknown("No way to reach the company stands on the pages read.")


def registration(grounds: Grounds) -> tuple[Fact, ...]:
    """Return the facts that only a registered business has."""
    return tuple(f for field in REGISTER_FIELDS for f in grounds.facts.all(field))


def _registered(grounds: Grounds) -> Factor:
    facts = registration(grounds)
    if facts:
        return REGISTERED.met(f"Gives its legal identity: {quote(facts[0].value, 100)}.", facts)
    return REGISTERED.unknown("No legal name or register entry stands on the pages read.")


def _rival(grounds: Grounds) -> Factor | None:
    for fact in (*grounds.facts.all("company_name"), *grounds.facts.all("legal_name")):
        rival = next((name for name in grounds.context.competitors if is_of(name, fact.value)), "")
        if rival:
            return NOT_A_RIVAL.not_met(f"{quote(fact.value, 100)} is {quote(rival, 100)} of your list of competitors.", (fact,))
    if not grounds.sells:
        return None
    return NOT_A_RIVAL.not_met(f"Sells something like your own offer: {quote(grounds.sells[0].value, 160)}.", grounds.sells[:2])


def is_of(name: str, other: str) -> bool:
    """Say whether a company bears a name, alone or with a country or a word of its group behind it ("Kelvinpost Deutschland")."""
    wanted, given = normal_name(name).split(), normal_name(other).split()
    if not wanted or given[: len(wanted)] != wanted:
        return False
    rest = given[len(wanted) :]
    return not rest or (len("".join(wanted)) >= SHORTEST_NAME and all(word in GROUP_WORDS or countries_in(word) for word in rest))
