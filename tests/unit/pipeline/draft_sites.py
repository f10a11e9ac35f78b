"""Twelve small websites of made-up companies in nine languages, and how a test reads them: page by page, without processes or network."""

from collections.abc import Sequence
from datetime import UTC, datetime

from domain.context import Suggestion
from domain.evidence import Facts
from domain.page import Page, sha256_of
from pipeline.draft import suggestions
from pipeline.extract.base import Interest, PageReading
from pipeline.extract.read import read
from pipeline.extract.resolve import resolve
from pipeline.extract.verify import verify
from pipeline.said import wanted

READ_AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


class InProcess:
    """Reads, decides and checks as the child processes do, in this one."""

    async def read(self, page: Page, interests: tuple[Interest, ...]) -> PageReading:
        return read(page, interests)

    async def resolve(self, readings: Sequence[PageReading], host: str) -> Facts:
        return resolve(readings, host)

    async def verify(self, facts: Facts, pages: Sequence[Page]) -> Facts:
        return verify(facts, pages)


def pages_of(host: str, bodies: dict[str, str]) -> list[Page]:
    """Return the pages of a site; keys are paths, the home page first."""
    return [Page(url=f"https://{host}{path}", content=content, page_sha256=sha256_of(content), fetched_at=READ_AT) for path, content in bodies.items()]


async def drafted(host: str, bodies: dict[str, str]) -> tuple[Suggestion, ...]:
    """Return what a site suggests."""
    pages = pages_of(host, bodies)
    return await suggestions(InProcess(), [read(page, wanted()) for page in pages], pages)


def html(language: str, title: str, *blocks: str, description: str = "") -> str:
    """Return a page; a block that begins with ``#`` is a heading, one with ``-`` a list of items between bars."""
    meta = f'<meta name="description" content="{description}">' if description else ""
    return f'<html lang="{language}"><head><title>{title}</title>{meta}</head><body><main>{"".join(map(_block, blocks))}</main></body></html>'


def _block(text: str) -> str:
    if text.startswith("#"):
        return f"<h2>{text[1:].strip()}</h2>"
    if text.startswith("-"):
        return "<ul>" + "".join(f"<li>{item.strip()}</li>" for item in text[1:].split("|")) + "</ul>"
    return f"<p>{text}</p>"


SITES: dict[str, dict[str, str]] = {
    "quillmere-alarms.example": {
        "/": html(
            "en", "Quillmere – cold room alarms",
            "# Cold rooms that call you",
            "Quillmere makes wireless alarms for cold rooms and looks after them, day and night.",
            "Our customers are bakeries, caterers and pharmacies with several cold rooms.",
            "No more hand-written temperature lists: every reading is stored, so that you pass the next audit without a folder of paper.",
            "You get a call within minutes when a door stays open, which saves you a night in the shop.",
            "# Our products",
            "- Door sensor Q1 | Night bell gateway | Audit report service",
            description="Quillmere makes wireless alarms for cold rooms of bakeries, caterers and pharmacies.",
        ),
        "/about.html": html(
            "en", "About Quillmere",
            "We are a family firm of nine people who have built alarms in Leeds since 2009.",
            "We serve customers in the United Kingdom and Ireland from our workshop.",
        ),
        "/privacy.html": html("en", "Privacy", "We use cookies so that you get the best experience, which saves your settings for companies."),
    },
    "feldhain-software.example": {
        "/": html(
            "de", "Feldhain – Dienstplanung",
            "Feldhain entwickelt Software für die Dienstplanung in Pflegeheimen und Kliniken.",
            "Schluss mit Zettelwirtschaft: Der Plan steht in zehn Minuten, und alle sehen ihn auf dem Telefon.",
            "Sie sparen jede Woche einen halben Tag, damit Sie mehr Zeit für Ihre Bewohner haben.",
            "Zu unseren Kunden zählen Krankenhäuser, Pflegeheime und Arztpraxen.",
            "# Unsere Leistungen",
            "- Dienstplan Online | Urlaubskonto | Schichttausch per App",
            "Wir sind deutschlandweit für Sie da.",
        ),
        "/impressum.html": html(
            "de", "Impressum",
            "Feldhain Software GmbH, Lindenweg 4, 50667 Köln, Deutschland. USt-IdNr. DE123456788. Telefon +49 221 4710 123",
        ),
    },
    "atelier-rivebleue.example": {
        "/": html(
            "fr", "Rivebleue – maintenance de fours",
            "Rivebleue entretient et répare les fours professionnels depuis 1998, du fournil de village à l'usine.",
            "Nous accompagnons les boulangeries, les restaurants et les hôtels de toute la région.",
            "Fini les pannes du samedi matin : un technicien répond en moins d'une heure.",
            "Vous gagnez du temps et vous évitez les arrêts de production grâce au contrat annuel.",
            "Nous intervenons dans toute la Bretagne.",
        ),
    },
    "solmaria-riego.example": {
        "/": html(
            "es", "Solmaria – riego inteligente",
            "Solmaria fabrica sistemas de riego inteligente y los instala en fincas de todo tipo.",
            "Diseñado para agricultores, viveros y cooperativas que riegan más de diez hectáreas.",
            "Ahorre hasta un tercio del agua sin perder cosecha, con un clic desde el teléfono.",
            "Olvídese del consumo de agua sin control y de las averías que nadie ve.",
            "Trabajamos en España y Portugal con equipos propios.",
        ),
    },
    "torrefiume-imballi.example": {
        "/": html(
            "it", "Torrefiume – imballaggi su misura",
            "Torrefiume produce imballaggi su misura in cartone riciclato per la spedizione di merci fragili.",
            "Lavoriamo per aziende vinicole, caseifici e negozi online di tutta Italia.",
            "Mai più reclami per merce rotta: ogni scatola è provata prima di partire.",
            "Risparmiate tempo in magazzino, perché la scatola si monta senza nastro.",
        ),
    },
    "vlietzicht-energie.example": {
        "/": html(
            "nl", "Vlietzicht – energiebeheer",
            "Vlietzicht levert meters en software waarmee bedrijven hun energieverbruik per machine zien.",
            "Wij werken voor fabrieken, koelhuizen en kwekers met een eigen transformator.",
            "U bespaart gemiddeld een tiende op uw energiekosten, zodat de meter zich binnen een jaar terugverdient.",
            "Nooit meer verrassingen op de jaarafrekening.",
            "Onze klanten in heel Nederland en België krijgen elke maand een rapport.",
        ),
    },
    "pedralva-limpezas.example": {
        "/": html(
            "pt", "Pedralva – limpeza industrial",
            "A Pedralva faz a limpeza industrial de cozinhas, armazéns e fábricas desde 2003.",
            "Trabalhamos para hotéis, restaurantes e clínicas que abrem todos os dias.",
            "Chega de reclamações por causa da limpeza: cada visita fica registada com fotografia.",
            "Poupe tempo com um único contacto, para que a sua equipa trate dos clientes.",
            "Atuamos em Portugal e na Espanha.",
        ),
    },
    "granlunda-verkstad.example": {
        "/": html(
            "sv", "Granlunda – verkstadsmaskiner",
            "Granlunda säljer och servar verkstadsmaskiner för trä och metall sedan 1987.",
            "Vi arbetar för snickerier, skolor och verkstäder i hela Sverige.",
            "Slipp driftstopp mitt i leveransen: vi byter slitdelar innan de går sönder.",
            "Du får full koll på servicen, så att maskinerna håller längre.",
        ),
    },
    "lesna-przystan.example": {
        "/": html(
            "pl", "Leśna Przystań – obsługa księgowa",
            "Leśna Przystań prowadzi księgowość i płace dla małych firm od piętnastu lat.",
            "Obsługujemy sklepy, restauracje i warsztaty, które nie mają własnej księgowej.",
            "Koniec z papierologią: dokumenty wysyłają Państwo zdjęciem z telefonu.",
            "Oszczędzają Państwo czas, a nasz system pozwala zobaczyć podatki w każdej chwili.",
            "Działamy w całej Polsce.",
        ),
    },
    "harrowgate-legal.example": {
        "/": html(
            "en", "Harrowgate – contracts for builders",
            "Harrowgate drafts and checks contracts for building contractors, architects and property developers.",
            "Too many builders suffer from late payment and from project delays that nobody has put in writing.",
            "Fixed prices, so you know the cost before we start.",
        ),
        "/who-we-serve.html": html(
            "en", "Who we serve", "# Roofing companies", "# Hotels and restaurants", "# Engineering firms", "Every trade has its own traps."
        ),
    },
    "osteria-del-gelso.example": {
        "/": html(
            "en", "Osteria del Gelso",
            "Osteria del Gelso is a small restaurant with a garden behind the old mill.",
            "Book a table for dinner in our restaurant and stay for the music.",
            "Fresh pasta every day, and bread from our own oven.",
        ),
    },
    "two-words.example": {"/": html("en", "Two words", "Hello there.")},
}  # fmt: skip
