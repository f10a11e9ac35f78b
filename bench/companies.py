"""Made-up companies in many spellings, and pairs that look like one company and are two: what ``bench.same_company`` and its test measure on."""

import random
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

Row = dict[str, str]


class Land(NamedTuple):
    """How companies of a country are written: ending, calling code, spellings of legal forms, towns (name, other name, postcode), trades, names."""

    code: str
    ending: str
    calling: str
    forms: tuple[tuple[str, ...], ...]
    towns: tuple[tuple[str, str, str], ...]
    trades: tuple[str, ...]
    names: tuple[str, ...]
    before: bool = False  # the trade stands before the name


def _land(code: str, ending: str, calling: str, forms: str, towns: str, trades: str, names: str, *, before: bool = False) -> Land:
    return Land(
        code,
        ending,
        calling,
        tuple(tuple(w.strip() for w in form.split("=")) for form in forms.split("|")),
        tuple(tuple(w.strip() for w in town.split("=")) for town in towns.split("|")),  # type: ignore[misc]
        tuple(trades.split()),
        tuple(names.split()),
        before,
    )


LANDS = (
    _land("DE", "de", "49", "GmbH=G.m.b.H.=Gesellschaft mit beschränkter Haftung|GmbH & Co. KG=GmbH & Co KG=GmbH und Co. KG|AG=Aktiengesellschaft|e.K.=e. K.",
          "München=Munich=80331|Köln=Cologne=50667|Nürnberg=Nuremberg=90402|Frankfurt am Main=Frankfurt/Main=60311|Hannover=Hanover=30159|Düsseldorf=Duesseldorf=40213",
          "Kältetechnik Metallbau Großküchen Gebäudetechnik Möbelwerke Fördertechnik Drucklufttechnik Präzisionsteile", "Müller Köhler Schröder Böttcher Gärtner Weiß Jäger Krüger Brünner Hölzl"),
    _land("AT", "at", "43", "GmbH=Ges.m.b.H.=GesmbH|KG=K.G.|OG", "Wien=Vienna=1010|Salzburg=Salzbourg=5020|Graz=Graz=8010|Linz=Linz=4020",
          "Holzbau Lüftungstechnik Blechbearbeitung Käserei Fleischwaren Spenglerei", "Höllriegl Grünauer Pöschl Kärntner Wögerbauer Mühlbacher Steinböck"),
    _land("CH", "ch", "41", "AG=A.G.|GmbH|Sàrl=S.à r.l.", "Zürich=Zurich=8001|Genf=Geneva=1201|Basel=Bâle=4001|Luzern=Lucerne=6003",
          "Apparatebau Uhrwerke Präzision Treuhandbüro Getränke Spitalbedarf", "Bürgi Lüthi Zürcher Käslin Hänni Rüegg Büchler"),
    _land("FR", "fr", "33", "SARL=S.A.R.L.=Société à responsabilité limitée|SAS=S.A.S.|SA=S.A.", "Lyon=Lyons=69001|Strasbourg=Straßburg=67000|Lille=Rijsel=59000|Marseille=Marseilles=13001",
          "Charpentes Fromagerie Électricité Mécanique Menuiserie Boulangerie", "Lefèvre Béranger Gérard Châtelain François Thévenet Hébrard", before=True),
    _land("IT", "it", "39", "S.r.l.=Srl=S.R.L.=Società a responsabilità limitata|S.p.A.=SpA=Spa", "Milano=Milan=20121|Torino=Turin=10121|Firenze=Florence=50122|Bolzano=Bozen=39100",
          "Officine Impianti Ceramiche Caseificio Tessitura Pasticceria", "Galantù Niccolò Forlàn Bertolè Marchisio Deledda Zuccarà", before=True),
    _land("ES", "es", "34", "S.L.=SL=Sociedad Limitada|S.A.=SA", "Sevilla=Seville=41001|Zaragoza=Saragossa=50001|Madrid=Madrid=28001|San Sebastián=Donostia=20001",
          "Frigoríficos Construcción Carpintería Alimentación Logística", "Ibáñez Muñoz Gutiérrez Núñez Peñalver Echeverría Zúñiga", before=True),
    _land("PL", "pl", "48", "Sp. z o.o.=sp. z o. o.=Spółka z ograniczoną odpowiedzialnością|S.A.=SA", "Warszawa=Warsaw=00-001|Kraków=Cracow=30-001|Wrocław=Breslau=50-001|Łódź=Lodz=90-001",
          "Chłodnictwo Mleczarnia Obróbka Piekarnia Drukarnia", "Wiśniewski Żółkowski Dąbrowski Łęcki Śliwiński Gołębiowski"),
    _land("CZ", "cz", "420", "s.r.o.=s. r. o.=spol. s r.o.=společnost s ručením omezeným|a.s.=a. s.", "Praha=Prague=110 00|Brno=Brünn=602 00|Plzeň=Pilsen=301 00",
          "Chladírny Strojírna Truhlářství Pekárna Tiskárna", "Dvořák Černý Růžička Šťastný Žižka Hájek"),
    _land("SE", "se", "46", "AB=Aktiebolag|HB=Handelsbolag", "Göteborg=Gothenburg=411 01|Stockholm=Stockholm=111 20|Malmö=Malmoe=211 20",
          "Kylteknik Mekaniska Snickeri Bageri Måleri", "Åkesson Sjöberg Öhman Lindström Hägglund Björkman"),
    _land("DK", "dk", "45", "A/S=AS=Aktieselskab|ApS=Aps=Anpartsselskab", "København=Copenhagen=1050|Aarhus=Århus=8000|Odense=Odense=5000",
          "Køleteknik Maskinfabrik Mejeri Tømrer Bageri", "Sørensen Kjær Østergaard Nørgaard Bæk Højlund"),
    _land("GB", "co.uk", "44", "Ltd=Ltd.=Limited=LIMITED|PLC=plc=Public Limited Company|LLP", "London=Londres=EC1A 1AA|Leeds=Leeds=LS1 1AA|Bristol=Bristol=BS1 1AA",
          "Refrigeration Engineering Joinery Bakeries Logistics Fabrications", "O'Malley Hargreaves Thistlewood McAllister Pemberton Ashdown Winterbourne"),
    _land("NL", "nl", "31", "B.V.=BV=Besloten Vennootschap|N.V.=NV", "Den Haag=The Hague=2511 AA|Amsterdam=Amsterdam=1011 AA|Utrecht=Utrecht=3511 AA",
          "Koeltechniek Metaalbewerking Zuivelhandel Timmerwerken Drukkerij", "Hoogeveen Zuidema Brouwenstein Kerkhof Vermeulen Ijsselstein"),
    _land("HU", "hu", "36", "Kft.=KFT=Korlátolt Felelősségű Társaság|Zrt.=ZRT", "Budapest=Budapeszt=1051|Győr=Raab=9021|Pécs=Fünfkirchen=7621",
          "Hűtéstechnika Gépgyártó Pékség Asztalosüzem Nyomda", "Szőllősi Bánhegyi Kövér Gömöri Fűzfai Lázár"),
    _land("TR", "com.tr", "90", "A.Ş.=AŞ=Anonim Şirketi|Ltd. Şti.=Ltd Şti=Limited Şirketi", "İzmir=Smyrna=35000|Ankara=Ankara=06000|Eskişehir=Eskisehir=26000",
          "Soğutma Makina Gıda Mobilya Matbaa", "Yıldırım Özgün Çakıroğlu Şimşek Güneş Türkoğlu"),
)  # fmt: skip
_FREE = ("gmail.com", "gmx.de", "outlook.com", "web.de", "orange.fr")
_PLAIN = {"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "ø": "o", "æ": "ae", "å": "a", "ł": "l", "ı": "i", "đ": "d"}
_DIGRAPHS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "æ": "ae", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
_SHORTENED = {
    "technik": "techn.",
    "Technik": "Techn.",
    "Engineering": "Eng.",
    "Construcción": "Constr.",
    "Maskinfabrik": "Maskinfabr.",
    "Gebäudetechnik": "Gebäudetechn.",
}


class Company(NamedTuple):
    """A company that does not exist."""

    key: int
    land: Land
    name: str
    forms: tuple[str, ...]
    domain: str
    alias: str
    phone: str
    town: tuple[str, str, str]
    vat: str


def flat(text: str) -> str:
    """Return text in plain letters, accents taken off."""
    plain = "".join(_PLAIN.get(c, _PLAIN[c.lower()].capitalize() if c.lower() in _PLAIN else c) for c in text)
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


def digraphs(text: str) -> str:
    return flat("".join(_DIGRAPHS.get(c, c) for c in text))


def company(rng: random.Random, key: int, land: Land | None = None, taken: set[str] | None = None) -> Company:
    """Return a company; none of a name, in whatever order of its words, that is in ``taken``, which grows by it."""
    while True:
        made = _company(rng, key, land or rng.choice(LANDS))
        name = " ".join(sorted(digraphs(made.name).lower().replace("&", " ").replace("-", " ").split()))
        if taken is None or name not in taken:
            if taken is not None:
                taken.add(name)
            return made


def _surname(rng: random.Random, land: Land) -> str:
    """Return a surname of the list, or the beginning of one with the end of another."""
    one, other = rng.choice(land.names), rng.choice(land.names)
    return one if rng.random() < 0.3 else one[: len(one) // 2 + 1] + other[len(other) // 2 + 1 :]


def _number(rng: random.Random, land: Land) -> str:
    digits = {"DK": 8, "TR": 10, "GB": 10}.get(land.code, 9)
    return f"+{land.calling}{rng.choice('23456')}{rng.randrange(10 ** (digits - 2), 10 ** (digits - 1))}"


def _company(rng: random.Random, key: int, land: Land) -> Company:
    name, second, trade = _surname(rng, land), _surname(rng, land), rng.choice(land.trades)
    joiner = {"FR": "et", "IT": "e", "ES": "y", "GB": "&"}.get(land.code, "&")
    core = rng.choice((name, name, f"{name} {joiner} {second}" if second != name else name, f"{name}-{second}" if second != name else name))
    whole = f"{trade} {core}" if land.before else f"{core} {trade}"
    label = digraphs(whole).lower().replace(" & ", "-").replace(" ", "-").replace("'", "")
    return Company(
        key,
        land,
        whole,
        rng.choice(land.forms),
        f"{label}-{key}.{land.ending}",
        f"{digraphs(name).lower().replace(chr(39), '')}-group{key}.com",
        _number(rng, land),
        rng.choice(land.towns),
        f"{land.code}{rng.randrange(10**8, 10**9)}",
    )


def row(one: Company) -> Row:
    """Return a company as its own website says it."""
    site = f"https://www.{one.domain}/"
    return {
        "name": f"{one.name} {one.forms[0]}", "website": site, "email": f"info@{one.domain}", "phone": one.phone, "city": one.town[0],
        "postcode": one.town[2], "country": one.land.code, "vat_id": one.vat,
    }  # fmt: skip


def spellings(rng: random.Random, one: Company) -> list[Row]:
    """Return a company in five spellings; each but the first lacks some of what the first says, and keeps something to know it by."""
    made = [row(one)]
    for _ in range(4):
        name, exact = _name(rng, one)
        drawn = rng.sample(("website", "email", "phone", "city"), rng.randint(1, 3))
        if not exact and drawn == ["city"]:
            drawn = ["city", "phone"]
        whole = row(one) | {"name": name, "website": _site(rng, one), "email": _mail(rng, one, free="email" not in drawn)}
        whole |= {"phone": _phone(rng, one), "city": _town(rng, one), "vat_id": one.vat if rng.random() < 0.3 else ""}
        if whole["website"] and one.alias in whole["website"]:
            drawn += ["phone", "city"]
        if rng.random() < 0.6:
            whole["postcode"] = ""
        if rng.random() < 0.5:
            whole["country"] = ""
        for column in ("website", "phone", "city"):
            if column not in drawn:
                whole[column] = ""
        made.append(whole)
    return made


def _name(rng: random.Random, one: Company) -> tuple[str, bool]:
    """Return a spelling of the name, and whether it says the same words."""
    form, words, exact = rng.choice((*one.forms, "", "")), one.name, True
    for change in rng.sample(("flat", "digraphs", "upper", "lower", "order", "marks", "joined", "short"), 2):
        if change == "flat":
            words = flat(words)
        elif change == "digraphs":
            words = digraphs(words)
        elif change == "order":
            parts = words.split(" ")
            words = " ".join(reversed(parts)) if "&" not in words and len(parts) == 2 else words
        elif change == "marks":
            words = words.replace("&", "und" if one.land.code in ("DE", "AT", "CH") else "+").replace("-", " ").replace("'", "’")
        elif change == "joined":
            words = words.replace("technik", "-Technik").replace("bau", "-Bau")
        elif change == "short":
            shorter = next((words.replace(long, short) for long, short in _SHORTENED.items() if long in words), words)
            words, exact = shorter, exact and shorter == words
    if rng.random() < 0.2:
        words = words.upper()
    return f"{words}{rng.choice((' ', ', '))}{form}" if form else words, exact


def _site(rng: random.Random, one: Company) -> str:
    return rng.choice(
        (
            one.domain, f"http://{one.domain}", f"www.{one.domain}", f"HTTPS://WWW.{one.domain.upper()}/", f"https://{one.domain}/?utm_source=list&gclid=1",
            f"https://shop.{one.domain}/de/kontakt.html", f"https://{one.alias}/", f"https://{one.domain}:443/index.html#top",
        )
    )  # fmt: skip


def _mail(rng: random.Random, one: Company, *, free: bool) -> str:
    host = rng.choice(_FREE) if free else one.domain
    return rng.choice((f"info@{host}", f"INFO@{host.upper()}", f"vertrieb@{host}"))


def _phone(rng: random.Random, one: Company) -> str:
    digits = one.phone.removeprefix("+" + one.land.calling)
    trunk = "" if one.land.code in ("IT", "ES", "PL", "CZ", "DK") else "06" if one.land.code == "HU" else "0"
    apart = f"{digits[:2]} {digits[2:5]} {digits[5:]}"
    written = [one.phone, f"+{one.land.calling} {apart}", f"00{one.land.calling} {digits[:2]}/{digits[2:]}"]
    if trunk == "0":
        written += [f"+{one.land.calling} (0) {apart}", f"Tel.: +{one.land.calling}-{digits[:3]}-{digits[3:]}"]
    return rng.choice(written)


def _town(rng: random.Random, one: Company) -> str:
    native, foreign, _ = one.town
    return rng.choice((native, foreign, native.upper(), flat(native)))


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
    host = rng.choice(_FREE)
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
    forged = label.replace("a", "а", 1) if "a" in label else label.replace("e", "е", 1)
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
