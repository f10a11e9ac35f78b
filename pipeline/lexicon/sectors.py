"""The sectors we know, the words and schema.org types that point to them.

Two tables: ``sectors`` names trades ("law firm"), in which one speaks of customers and searches as well; ``cues`` are the words
in which a trade talks to its customers ("bedrooms", "no obligation quote"), which tell what a company is by their number.
"""

from functools import lru_cache

from pipeline.lexicon.tables import table
from pipeline.lexicon.terms import Matcher, Term, parse

_TYPES: dict[str, str] = {
    "Accommodation & Food": "hotel motel hostel resort bedandbreakfast lodgingbusiness campground restaurant cafeorcoffeeshop fastfoodrestaurant barorpub "
    "foodestablishment icecreamshop bakery winery distillery nightclub",
    "Automotive": "automotivebusiness autodealer autorepair autobodyshop autopartsstore autorental autowash gasstation motorcycledealer motorcyclerepair",
    "Construction & Trades": "homeandconstructionbusiness generalcontractor electrician hvacbusiness housepainter plumber roofingcontractor",
    "Consumer Services": "healthandbeautybusiness beautysalon dayspa hairsalon nailsalon tattooparlor healthclub exercisegym drycleaningorlaundry "
    "animalshelter internetcafe sportsactivitylocation",
    "Education & Training": "educationalorganization school preschool elementaryschool middleschool highschool collegeoruniversity childcare library",
    "Financial Services": "financialservice accountingservice bankorcreditunion automatedteller",
    "Healthcare": "medicalorganization medicalbusiness medicalclinic dentist physician hospital pharmacy optician physiotherapy veterinarycare "
    "diagnosticlab individualphysician nursing communityhealth dermatology",
    "Insurance": "insuranceagency",
    "IT Services & Software": "softwareapplication webapplication mobileapplication",
    "Legal Services": "legalservice attorney notary",
    "Marketing & Advertising": "marketingagency advertisingagency",
    "Media & Publishing": "newsmediaorganization radiostation televisionstation recordingstudio",
    "Real Estate": "realestateagent realestatelisting apartmentcomplex",
    "Retail": "store onlinestore clothingstore bookstore electronicsstore furniturestore grocerystore hardwarestore hobbyshop homegoodsstore "
    "jewelrystore liquorstore mensclothingstore mobilephonestore musicstore officeequipmentstore petstore shoestore sportinggoodsstore toystore "
    "florist gardenstore conveniencestore departmentstore computerstore outletstore pawnshop shoppingcenter",
    "Staffing & Recruiting": "employmentagency",
    "Transportation & Logistics": "movingcompany taxiservice airline",
    "Travel & Tourism": "travelagency touristattraction touristinformationcenter boatterminal touroperator",
    "Wholesale & Trade": "wholesalestore",
}

SCHEMA_TYPES: dict[str, str] = {name: label for label, names in _TYPES.items() for name in names.split()}
"""Lower-case schema.org type -> sector (https://schema.org/LocalBusiness and its kinds)."""


def _terms(*names: str) -> tuple[Term, ...]:
    every = ((language, lists) for name in names for language, lists in table(name).items())
    return tuple(term for language, lists in every for label, notation in lists.items() for term in parse(label, notation, language))


@lru_cache(maxsize=1)
def listed_languages() -> frozenset[str]:
    """Return the ISO 639-1 codes of the languages that have lists."""
    return frozenset((*table("sectors"), *table("cues")))


@lru_cache(maxsize=1)
def sector_names() -> tuple[str, ...]:
    """Return the labels of all sectors, as they stand in the lists."""
    return tuple(table("sectors")["en"])


@lru_cache(maxsize=1)
def sector_matcher() -> Matcher:
    """Return the matcher of the words that name trades; the key of a term is the sector."""
    return Matcher(_terms("sectors"))


@lru_cache(maxsize=1)
def cue_matcher() -> Matcher:
    """Return the matcher of all words that point to sectors; the key of a term is the sector."""
    return Matcher(_terms("sectors", "cues"))


@lru_cache(maxsize=32)
def sector_words(label: str) -> tuple[str, ...]:
    """Return the words of a sector as people write them, strong ones first, every language in turn; empty for an unknown label."""
    lists = [[t for t in parse(label, lists.get(label, ""), language)] for language, lists in table("sectors").items()]
    ranked = sorted((-term.strength, rank, term.text) for terms in lists for rank, term in enumerate(terms))
    return tuple(dict.fromkeys(text for _, _, text in ranked))
