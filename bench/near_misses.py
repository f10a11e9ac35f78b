"""Pairs of made-up companies that look like one and are two, of every kind that is known to fool."""

import random
from collections.abc import Callable, Iterator

from bench.companies import FREE, LANDS, Company, Row, company, row

Near = tuple[str, Row, Row]


def near_misses(rng: random.Random, taken: set[str], count: int = 150, first: int = 10_000) -> Iterator[Near]:
    """Yield pairs that look like one company and are two, of every kind in turn: (kind, one, other)."""
    kinds = list(KINDS.items())
    for number in range(count):
        kind, make = kinds[number % len(kinds)]
        key = first + 2 * number
        land = rng.choice(LANDS)
        one, other = company(rng, key, land, taken), company(rng, key + 1, land, taken)
        left, right = make(rng, one, other)
        yield kind, left, right


def _twin(one: Company, other: Company, **changes: str) -> Row:
    """Return the other company's row under the first one's name and town."""
    town = {"city": one.town[0], "postcode": one.town[2]}
    return row(other) | {"name": f"{one.name} {one.forms[0]}"} | town | changes


def _elsewhere(rng: random.Random, one: Company) -> tuple[str, str, str]:
    return rng.choice([town for town in one.land.towns if town != one.town])


def _at(town: tuple[str, str, str]) -> Row:
    return {"city": town[0], "postcode": town[2]}


def _named(one: Company, before: str = "", behind: str = "", form: str | None = None) -> str:
    return " ".join(part for part in (before, one.name, behind, one.forms[0] if form is None else form) if part)


def _sides(rng: random.Random, one: Company, other: Company) -> tuple[Row, Row]:
    north, south = rng.choice((("Nord", "Süd"), ("Ost", "West"), ("North", "South"), ("Norte", "Sur"), ("Est", "Ouest")))
    shared = {"email": f"info@{one.domain}", "vat_id": ""}
    return row(one) | {"name": _named(one, behind=north)} | shared, _twin(one, other, name=_named(one, behind=south), **shared)


def _numbers(rng: random.Random, one: Company, other: Company) -> tuple[Row, Row]:
    a, b = rng.choice((("1", "2"), ("II", "III"), ("3", "4"), ("Erste", "2")))
    same = {"phone": one.phone, "website": f"https://{one.domain}/", "email": f"info@{one.domain}", "vat_id": ""}
    return row(one) | {"name": _named(one, behind=f"Holding {a}")} | same, _twin(one, other, name=_named(one, behind=f"Holding {b}"), **same)


def _holding(rng: random.Random, one: Company, other: Company) -> tuple[Row, Row]:
    word = rng.choice(("Holding", "Beteiligungs", "Verwaltungs", "Immobilien", "Stiftung"))
    return row(one) | {"vat_id": ""}, _twin(one, other, name=_named(one, behind=word), phone=one.phone, email=f"info@{one.domain}", vat_id="")


def _franchise(rng: random.Random, one: Company, other: Company) -> tuple[Row, Row]:
    site = f"https://{one.domain}/"
    town = _elsewhere(rng, one)
    left = row(one) | {"legal_name": f"{other.name} {other.forms[0]}", "name": one.name, "website": site, "vat_id": ""}
    third = company(rng, other.key + 500_000, one.land)
    legal = f"{third.name} Gastro {third.forms[0]}"
    return left, row(other) | {"legal_name": legal, "name": one.name, "website": site + "filiale", "email": f"x@{one.domain}", "vat_id": ""} | _at(town)


def _branches(rng: random.Random, one: Company, other: Company) -> tuple[Row, Row]:
    """Two branches of a chain under one website, each with its own address and telephone."""
    town = _elsewhere(rng, one)
    site = {"website": f"https://{one.domain}/", "email": f"info@{one.domain}", "vat_id": ""}
    return row(one) | {"name": f"{one.name} {one.town[0]}"} | site, row(other) | {"name": f"{one.name} {town[0]}"} | site | _at(town)


def _same_site_elsewhere(rng: random.Random, one: Company, other: Company) -> tuple[Row, Row]:
    site = {"website": f"https://{one.domain}/", "email": f"info@{one.domain}", "vat_id": "", "name": one.name}
    return row(one) | site, row(other) | site | _at(_elsewhere(rng, one))


def _agency_phone(rng: random.Random, one: Company, other: Company) -> tuple[Row, Row]:
    return row(one), row(other) | {"phone": one.phone} | _at(one.town)


def _free_mail(rng: random.Random, one: Company, other: Company) -> tuple[Row, Row]:
    host = rng.choice(FREE)
    close = one.name[:-1]
    return row(one) | {"email": f"office@{host}"}, _twin(one, other, name=f"{close} {one.forms[0]}", email=f"kontakt@{host}")


def _network_page(rng: random.Random, one: Company, other: Company) -> tuple[Row, Row]:
    host = rng.choice(("facebook.com", "www.instagram.com", "linktr.ee"))
    a, b = f"https://{host}/{one.key}", f"https://{host}/{other.key}"
    return row(one) | {"website": a, "email": "", "vat_id": ""}, row(other) | {"website": b, "email": "", "vat_id": ""} | _at(one.town)


def _market(rng: random.Random, one: Company, other: Company) -> tuple[Row, Row]:
    host = rng.choice(("www.ebay.de", "www.etsy.com", "www.amazon.de", "www.europages.com"))
    a, b = f"https://{host}/shop/{one.key}", f"https://{host}/shop/{other.key}"
    return row(one) | {"website": a, "vat_id": ""}, _twin(one, other, name=f"{one.name[:-1]} {one.forms[0]}", website=b, vat_id="")


def _look_alike(rng: random.Random, one: Company, other: Company) -> tuple[Row, Row]:
    label, _, ending = one.domain.partition(".")
    place = rng.randrange(1, len(label.split("-")[0]) - 1)
    forged = rng.choice(
        (f"{label[:place]}{label[place]}{label[place:]}", label.replace("o", "0", 1) if "o" in label else label + "s", label[:place] + label[place + 1 :])
    )
    host = f"{forged}.{ending}"
    return row(one), row(one) | {"website": f"https://{host}/", "email": f"info@{host}"}


def _other_letters(rng: random.Random, one: Company, other: Company) -> tuple[Row, Row]:
    """The letter a of another script in the address: one sees no difference."""
    label, _, ending = one.domain.partition(".")
    forged = next(label.replace(latin, like, 1) for latin, like in (("a", "а"), ("e", "е"), ("o", "о"), ("", "а")) if latin in label)
    return row(one), row(one) | {"website": f"https://{forged}.{ending}/", "email": "", "vat_id": ""}


def _abroad(rng: random.Random, one: Company, other: Company) -> tuple[Row, Row]:
    land = rng.choice([land for land in LANDS if land.code != one.land.code])
    away = company(rng, other.key, land)
    domain = one.domain.rpartition(f".{one.land.ending}")[0] + "." + land.ending
    return row(one), row(away) | {"name": _named(one, form=rng.choice(("", one.forms[0]))), "website": f"https://{domain}/", "email": f"info@{domain}"}


def _other_town(rng: random.Random, one: Company, other: Company) -> tuple[Row, Row]:
    return row(one) | {"vat_id": ""}, _twin(one, other, vat_id="") | _at(_elsewhere(rng, one))


def _other_id(rng: random.Random, one: Company, other: Company) -> tuple[Row, Row]:
    return row(one), _twin(one, other, phone=one.phone)


def _other_form(rng: random.Random, one: Company, other: Company) -> tuple[Row, Row]:
    form = rng.choice([forms[0] for forms in one.land.forms if forms != one.forms] or ["SE"])
    return row(one) | {"vat_id": ""}, _twin(one, other, name=_named(one, form=form), vat_id="", phone=one.phone)


def _family(rng: random.Random, one: Company, other: Company) -> tuple[Row, Row]:
    """Two firms of a family in one house: another trade, one telephone."""
    trades = [trade for trade in one.land.trades if trade not in one.name]
    surname = next(iter(word for word in one.name.split(" ") if word not in one.land.trades))
    second = f"{rng.choice(trades)} {surname} {one.forms[0]}"
    return row(one) | {"vat_id": ""}, _twin(one, other, name=second, phone=one.phone, email=f"info@{one.domain}", vat_id="")


def _surnames(rng: random.Random, one: Company, other: Company) -> tuple[Row, Row]:
    """Surnames that differ by a letter, in one trade and town."""
    surname, alike = rng.choice((("Bauer", "Baur"), ("Schmidt", "Schmitt"), ("Meier", "Meyer"), ("Hoffmann", "Hofmann"), ("Petersen", "Pedersen")))
    trade = other.name.split("-")[0]
    return row(one) | {"name": f"{surname} {trade} {one.forms[0]}", "vat_id": ""}, _twin(one, other, name=f"{alike} {trade} {one.forms[0]}", vat_id="")


def _daughter(rng: random.Random, one: Company, other: Company) -> tuple[Row, Row]:
    """A parent and its daughter under one website."""
    trade = rng.choice([trade for trade in one.land.trades if trade not in one.name])
    site = {"website": f"https://{one.domain}/", "email": f"info@{one.domain}", "phone": one.phone, "vat_id": ""}
    return row(one) | site, _twin(one, other, name=_named(one, behind=trade), **site)


def _vat_group(rng: random.Random, one: Company, other: Company) -> tuple[Row, Row]:
    return row(one), row(other) | {"vat_id": one.vat}


def _inn(rng: random.Random, one: Company, other: Company) -> tuple[Row, Row]:
    """Two houses of one name in one town."""
    name = rng.choice(("Zur Linde", "Hotel Adler", "Pizzeria Roma", "Café Central", "Bar Centrale", "The Red Lion")) + " " + other.name.split(" ")[0]
    away = {"postcode": other.town[2] if other.town != one.town else one.town[2][:-1] + "9"}
    return row(one) | {"name": name, "vat_id": ""}, _twin(one, other, name=name, vat_id="") | away


def _countries_of_group(rng: random.Random, one: Company, other: Company) -> tuple[Row, Row]:
    """National companies of a group, on one website."""
    site = {"website": f"https://{one.alias}/", "email": f"info@{one.alias}", "vat_id": ""}
    return row(one) | {"name": _named(one, behind="Deutschland")} | site, _twin(one, other, name=_named(one, behind="Austria")) | site | _at(
        _elsewhere(rng, one)
    )


def _offices(rng: random.Random, one: Company, other: Company) -> tuple[Row, Row]:
    """Two practices of one surname in one house, behind one reception."""
    a, b = rng.choice((("Rechtsanwälte", "Zahnarztpraxis"), ("Steuerberatung", "Architekten"), ("Notaire", "Dentiste"), ("Solicitors", "Dental Practice")))
    surname = other.name.split(" ")[0]
    left = row(one) | {"name": f"{surname} {a}", "vat_id": ""}
    return left, _twin(one, other, name=f"{surname} {b}", phone=one.phone, vat_id="")


KINDS: dict[str, Callable[[random.Random, Company, Company], tuple[Row, Row]]] = {
    "sides": _sides,
    "numbers": _numbers,
    "holding": _holding,
    "franchise with companies of its own": _franchise,
    "branches that name their town": _branches,
    "branch elsewhere on one website": _same_site_elsewhere,
    "an agency's telephone": _agency_phone,
    "free mail and a close name": _free_mail,
    "pages on a network": _network_page,
    "shops on a market": _market,
    "look-alike domain": _look_alike,
    "letters of another script": _other_letters,
    "same name abroad": _abroad,
    "same name in another town": _other_town,
    "other tax id": _other_id,
    "other legal form": _other_form,
    "a family's two firms": _family,
    "surnames a letter apart": _surnames,
    "parent and daughter": _daughter,
    "one tax id of a group": _vat_group,
    "two inns of one name": _inn,
    "national companies of a group": _countries_of_group,
    "two practices of one surname": _offices,
}


def crowd(rng: random.Random, taken: set[str], first: int = 900_000, size: int = 8) -> list[Row]:
    """Return companies that share what is nobody's own: the telephone of their association and the domain of its server."""
    made = [company(rng, first + n, LANDS[0], taken) for n in range(size)]
    return [
        row(one) | {"phone": made[0].phone, "email": f"mitglied{n}@{made[0].domain}", "city": made[0].town[0], "postcode": made[0].town[2]}
        for n, one in enumerate(made)
    ]
