"""Made-up companies in many spellings: what ``bench.same_company`` and its test measure on."""

import random
import unicodedata
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
          "München=Munich=80331|Köln=Cologne=50667|Frankfurt am Main=Frankfurt/Main=60311|Hannover=Hanover=30159",
          "Kältetechnik Metallbau Gebäudetechnik Möbelwerke Fördertechnik Präzisionsteile", "Müller Köhler Schröder Böttcher Gärtner Weiß Jäger Krüger"),
    _land("AT", "at", "43", "GmbH=Ges.m.b.H.=GesmbH|KG=K.G.|OG", "Wien=Vienna=1010|Salzburg=Salzbourg=5020|Graz=Graz=8010|Linz=Linz=4020",
          "Holzbau Lüftungstechnik Blechbearbeitung Käserei Fleischwaren Spenglerei", "Höllriegl Grünauer Pöschl Kärntner Wögerbauer Mühlbacher Steinböck"),
    _land("CH", "ch", "41", "AG=A.G.|GmbH|Sàrl=S.à r.l.", "Zürich=Zurich=8001|Genf=Geneva=1201|Basel=Bâle=4001|Luzern=Lucerne=6003",
          "Apparatebau Uhrwerke Präzision Treuhandbüro Getränke Spitalbedarf", "Bürgi Lüthi Zürcher Käslin Hänni Rüegg Büchler"),
    _land("FR", "fr", "33", "SARL=S.A.R.L.=Société à responsabilité limitée|SAS=S.A.S.", "Lyon=Lyons=69001|Strasbourg=Straßburg=67000|Lille=Rijsel=59000",
          "Charpentes Fromagerie Mécanique Menuiserie Boulangerie", "Lefèvre Béranger Gérard Châtelain François Thévenet Hébrard", before=True),
    _land("IT", "it", "39", "S.r.l.=Srl=S.R.L.=Società a responsabilità limitata|S.p.A.=SpA=Spa", "Milano=Milan=20121|Torino=Turin=10121",
          "Officine Ceramiche Caseificio Tessitura Pasticceria", "Galantù Niccolò Forlàn Bertolè Marchisio Deledda Zuccarà", before=True),
    _land("ES", "es", "34", "S.L.=SL=Sociedad Limitada|S.A.=SA", "Sevilla=Seville=41001|Madrid=Madrid=28001",
          "Frigoríficos Construcción Carpintería Alimentación Logística", "Ibáñez Muñoz Gutiérrez Núñez Peñalver Echeverría Zúñiga", before=True),
    _land("PL", "pl", "48", "Sp. z o.o.=sp. z o. o.=Spółka z ograniczoną odpowiedzialnością|S.A.=SA", "Warszawa=Warsaw=00-001|Kraków=Cracow=30-001",
          "Chłodnictwo Obróbka Piekarnia Drukarnia", "Wiśniewski Żółkowski Dąbrowski Łęcki Śliwiński Gołębiowski"),
    _land("CZ", "cz", "420", "s.r.o.=s. r. o.=spol. s r.o.=společnost s ručením omezeným|a.s.", "Praha=Prague=110 00|Brno=Brünn=602 00|Plzeň=Pilsen=301 00",
          "Chladírny Strojírna Truhlářství Pekárna Tiskárna", "Dvořák Černý Růžička Šťastný Žižka Hájek"),
    _land("SE", "se", "46", "AB=Aktiebolag|HB=Handelsbolag", "Göteborg=Gothenburg=411 01|Stockholm=Stockholm=111 20|Malmö=Malmoe=211 20",
          "Kylteknik Mekaniska Snickeri Bageri Måleri", "Åkesson Sjöberg Öhman Lindström Hägglund Björkman"),
    _land("DK", "dk", "45", "A/S=AS=Aktieselskab|ApS=Aps=Anpartsselskab", "København=Copenhagen=1050|Aarhus=Århus=8000|Odense=Odense=5000",
          "Køleteknik Maskinfabrik Mejeri Tømrer Bageri", "Sørensen Kjær Østergaard Nørgaard Bæk Højlund"),
    _land("GB", "co.uk", "44", "Ltd=Ltd.=Limited=LIMITED|PLC=plc=Public Limited Company|LLP", "London=Londres=EC1A 1AA|Leeds=Leeds=LS1 1AA",
          "Refrigeration Engineering Joinery Bakeries Logistics Fabrications", "O'Malley Hargreaves Thistlewood McAllister Pemberton Ashdown Winterbourne"),
    _land("NL", "nl", "31", "B.V.=BV=Besloten Vennootschap|N.V.=NV", "Den Haag=The Hague=2511 AA|Amsterdam=Amsterdam=1011 AA|Utrecht=Utrecht=3511 AA",
          "Koeltechniek Metaalbewerking Zuivelhandel Timmerwerken Drukkerij", "Hoogeveen Zuidema Brouwenstein Kerkhof Vermeulen Ijsselstein"),
    _land("HU", "hu", "36", "Kft.=KFT=Korlátolt Felelősségű Társaság|Zrt.=ZRT", "Budapest=Budapeszt=1051|Győr=Raab=9021|Pécs=Fünfkirchen=7621",
          "Hűtéstechnika Gépgyártó Pékség Asztalosüzem Nyomda", "Szőllősi Bánhegyi Kövér Gömöri Fűzfai Lázár"),
    _land("TR", "com.tr", "90", "A.Ş.=AŞ=Anonim Şirketi|Ltd. Şti.=Ltd Şti=Limited Şirketi", "İzmir=Smyrna=35000|Ankara=Ankara=06000|Eskişehir=Eskisehir=26000",
          "Soğutma Makina Gıda Mobilya Matbaa", "Yıldırım Özgün Çakıroğlu Şimşek Güneş Türkoğlu"),
)  # fmt: skip
FREE = ("gmail.com", "gmx.de", "outlook.com", "web.de", "orange.fr")
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
    if key >= 10_000:  # what is made out of the names of near misses meets no other company's by chance
        name += _surname(rng, land)[-4:].lower()
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
            shorter = next((f"{words} ".replace(f"{long} ", f"{short} ").strip() for long, short in _SHORTENED.items() if f"{long} " in f"{words} "), words)
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
    host = rng.choice(FREE) if free else one.domain
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
