"""The words that stand between what a company offers and the customers it offers it to, in many languages."""

from pipeline.lexicon.tokens import tokenise

_FOR = {
    "en": "for to",
    "de": "für",
    "fr": "pour aux",
    "es": "para",
    "it": "per",
    "pt": "para",
    "nl": "voor aan",
    "sv": "för åt till",
    "da": "til",
    "no": "til",
    "pl": "dla",
    "cs": "pro",
    "sk": "pre",
    "ro": "pentru",
    "hr": "za",
    "bg": "за до",
    "ru": "для",
    "uk": "для",
    "el": "για σε",
    "ar": "ل للشركات",
}
_FOR_BEHIND = {"tr": "için yönelik", "hu": "számára részére", "fi": "varten", "ja": "向け", "ko": "위한 대상"}
_OF = {
    "en": "of",
    "de": "von",
    "fr": "de d des du en",
    "es": "de del",
    "it": "di del dei delle",
    "pt": "de da do das dos",
    "nl": "van in",
    "sv": "av med",
    "da": "af med",
    "no": "av med",
    "ro": "de",
    "hr": "s",
    "bg": "на с",
    "ru": "с",
    "cs": "s",
    "sk": "s",
}
_CUSTOMERS = {
    "en": "help helps helping serve serves serving clients customers industries sectors trusted",
    "de": "kunden branchen mandanten auftraggeber beliefern betreuen unterstützen zielgruppen",
    "fr": "clients clientèle secteurs accompagnons",
    "es": "clientes sectores ayudamos acompañamos",
    "it": "clienti settori aiutiamo affianchiamo",
    "pt": "clientes setores ajudamos apoiamos",
    "nl": "klanten sectoren branches opdrachtgevers helpen",
    "sv": "kunder branscher hjälper",
    "da": "kunder brancher hjælper",
    "no": "kunder bransjer hjelper",
    "fi": "asiakkaamme asiakkaitamme toimialat autamme",
    "pl": "klienci klientów branże branż pomagamy wspieramy",
    "cs": "zákazníci klienti odvětví pomáháme",
    "sk": "zákazníci klienti odvetvia pomáhame",
    "hu": "ügyfeleink partnereink iparágak segítünk",
    "ro": "clienții clienți industrii ajutăm",
    "hr": "klijenti kupci sektori pomažemo",
    "bg": "клиенти клиентите отрасли помагаме",
    "ru": "клиенты клиентам клиентов отрасли помогаем",
    "uk": "клієнти клієнтам клієнтів галузі допомагаємо",
    "el": "πελάτες πελατών κλάδοι βοηθάμε",
    "tr": "müşterilerimiz sektörler",
    "ar": "عملاؤنا عملائنا قطاعات نساعد",
}
_SHOWN = (
    "(    clients · our clients · customers · our customers · industries · industries we serve · sectors · sectors we serve · case studies · "
    "testimonials · references · who we help · kunden · unsere kunden · branchen · referenzen · kundenstimmen · zielgruppen · "
    "clients et références · nos clients · références · secteurs · secteurs d activité · témoignages · clientes · nuestros clientes · sectores · "
    "testimonios · clienti · i nostri clienti · settori · referenze · klanten · onze klanten · sectoren · branches · referenties · kunder · "
    "våra kunder · branscher · referenser · vores kunder · brancher · referencer · våre kunder · bransjer · referanser · asiakkaat · "
    "asiakkaitamme · toimialat · referenssit · klienci · nasi klienci · branże · referencje · zákazníci · klienti · naši klienti · odvětví · "
    "odvetvia · reference · referencie · ügyfeleink · referenciák · iparágak · clienți · clienții noștri · industrii · referințe · klijenti · "
    "naši klijenti · наши клиенты · клиенты · отрасли · отзывы · наші клієнти · клієнти · галузі · нашите клиенти · клиенти · οι πελάτες μας · "
    "πελατολόγιο · müşterilerimiz · sektörler · referanslar · nossos clientes · os nossos clientes · setores"
)

HEAD_LAST = frozenset(("en", "nl", "sv", "da", "nb", "no", "fi", "hu", "tr", "ja", "ko", "zh"))
"""Languages in which what is sold comes before what it is ("restaurant software")."""


def _words(lists: dict[str, str]) -> dict[str, frozenset[str]]:
    return {language: frozenset(token for token in tokenise(words).words) for language, words in lists.items()}


AIMED, AIMED_BEHIND, OF, CUSTOMERS = _words(_FOR), _words(_FOR_BEHIND), _words(_OF), _words(_CUSTOMERS)
"""By language: words before customers ("for"), behind them, between a trade and its goods ("of"), and verbs and nouns that speak of customers."""

SHOWN = frozenset(" ".join(tokenise(phrase).words) for phrase in _SHOWN.split("·"))
"""Headings, as folded words, under which customers and not the company's own trade are shown."""
