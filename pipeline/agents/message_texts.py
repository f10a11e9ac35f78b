"""The fixed sentences of the first message, by language. Formal address, no praise, a way to say no."""

from typing import NamedTuple


class Wording(NamedTuple):
    """The sentences of one language. ``{where}`` is one of ``pages``; ``events`` are subordinate clauses by kind of signal."""

    marks: tuple[str, str]
    colon: str
    greeting: str
    greeting_named: str
    wrote: str
    bridge: str
    came_across: str
    read: str
    read_about: str
    why: str
    offer: str
    offer_of: str
    ask: str
    ask_open: str
    elsewhere: str
    opt_out: str
    closing: str
    subject: str
    subject_to: str
    pages: dict[str, str]
    events: dict[str, str]


KINDS = ("hiring", "funding", "expansion", "new_product", "award", "tender", "leadership_change", "certification", "contract_won", "other")
PAGES = ("careers", "news", "about", "products", "team", "blog", "home", "contact", "imprint", "other")


def _pages(*phrases: str) -> dict[str, str]:
    return dict(zip(PAGES, phrases, strict=True))


def _events(*clauses: str) -> dict[str, str]:
    return dict(zip(KINDS, clauses, strict=True))


WORDINGS: dict[str, Wording] = {
    "en": Wording(
        marks=("“", "”"),
        colon=": ",
        greeting="Hello,",
        greeting_named="Hello {name},",
        wrote="{where} you write: {quote}",
        bridge="That is a subject that we work on every day{topic}.",
        came_across="{where} I came across a subject that we work on every day{topic}.",
        read="{where} I read {event}",
        read_about="{where} I read about {quote}.",
        why="That is why I am writing to you.",
        offer="In short, what we offer: {offer}.",
        offer_of="In short, what we at {sender} offer: {offer}.",
        ask="How do you handle this today, and would a short call be worthwhile?",
        ask_open="Is this a subject for you at the moment, and would a short call be worthwhile?",
        elsewhere="If someone else in your company looks after it, a name would already help me.",
        opt_out="If this is of no interest to you, a short “no” is enough and I will not write again.",
        closing="Kind regards",
        subject="A question about{topic}",
        subject_to="A question for {company}",
        pages=_pages(
            "On your careers page", "In your news", "On the page about your company", "On your products page", "On your team page",
            "In your blog", "On your home page", "On your contact page", "In your legal notice", "On your website",
        ),
        events=_events(
            "that you are hiring", "that you have secured new funding", "that you are expanding", "that you have something new on offer",
            "that you have won an award", "that you are asking for offers", "that your management has changed",
            "that you are certified", "that you have won a contract",
            "that there is news from you",
        ),
    ),
    "de": Wording(
        marks=("„", "“"),
        colon=": ",
        greeting="Guten Tag,",
        greeting_named="Guten Tag {name},",
        wrote="{where} schreiben Sie: {quote}",
        bridge="Das ist ein Thema, mit dem wir uns jeden Tag beschäftigen{topic}.",
        came_across="{where} bin ich auf ein Thema gestoßen, mit dem wir uns jeden Tag beschäftigen{topic}.",
        read="{where} habe ich gelesen, {event}",
        read_about="{where} habe ich von {quote} gelesen.",
        why="Deshalb schreibe ich Ihnen.",
        offer="Kurz gesagt, was wir anbieten: {offer}.",
        offer_of="Kurz gesagt, was wir bei {sender} anbieten: {offer}.",
        ask="Wie lösen Sie das heute, und wäre ein kurzes Gespräch für Sie sinnvoll?",
        ask_open="Ist das für Sie zurzeit ein Thema, und wäre ein kurzes Gespräch für Sie sinnvoll?",
        elsewhere="Falls bei Ihnen jemand anderes dafür zuständig ist, hilft mir schon der Name weiter.",
        opt_out="Falls das für Sie nicht interessant ist, genügt ein kurzes „Nein“, und ich schreibe Ihnen nicht wieder.",
        closing="Freundliche Grüße",
        subject="Eine Frage zum Thema{topic}",
        subject_to="Eine Frage an {company}",
        pages=_pages(
            "Auf Ihrer Karriereseite", "In Ihren Neuigkeiten", "Auf der Seite über Ihr Unternehmen", "Auf Ihrer Angebotsseite", "Auf Ihrer Teamseite",
            "In Ihrem Blog", "Auf Ihrer Startseite", "Auf Ihrer Kontaktseite", "In Ihrem Impressum", "Auf Ihrer Website",
        ),
        events=_events(
            "dass Sie Personal suchen", "dass Sie neue Mittel erhalten haben", "dass Sie erweitern", "dass Sie etwas Neues im Angebot haben",
            "dass Sie ausgezeichnet wurden", "dass Sie Angebote einholen", "dass sich in Ihrer Leitung etwas geändert hat",
            "dass Sie zertifiziert sind", "dass Sie einen Auftrag gewonnen haben",
            "dass es bei Ihnen Neues gibt",
        ),
    ),
    "fr": Wording(
        marks=("« ", " »"),
        colon=" : ",
        greeting="Bonjour,",
        greeting_named="Bonjour {name},",
        wrote="{where}, vous écrivez : {quote}",
        bridge="C’est un sujet sur lequel nous travaillons tous les jours{topic}.",
        came_across="{where}, j’ai rencontré un sujet sur lequel nous travaillons tous les jours{topic}.",
        read="{where}, j’ai lu {event}",
        read_about="{where}, j’ai découvert {quote}.",
        why="C’est la raison pour laquelle je vous écris.",
        offer="En bref, ce que nous proposons : {offer}.",
        offer_of="En bref, ce que nous proposons chez {sender} : {offer}.",
        ask="Comment procédez-vous aujourd’hui, et un court échange vous serait-il utile ?",
        ask_open="Est-ce un sujet pour vous en ce moment, et un court échange vous serait-il utile ?",
        elsewhere="Si une autre personne s’en occupe chez vous, son nom m’aiderait déjà.",
        opt_out="Si cela ne vous intéresse pas, un simple « non » suffit et je ne vous écrirai plus.",
        closing="Cordialement",
        subject="Une question{topic}",
        subject_to="Une question pour {company}",
        pages=_pages(
            "Sur votre page de recrutement", "Dans vos actualités", "Sur la page de votre entreprise", "Sur la page de vos produits",
            "Sur la page de votre équipe", "Sur votre blog", "Sur votre page d’accueil", "Sur votre page de contact",
            "Dans vos mentions légales", "Sur votre site",
        ),
        events=_events(
            "que vous recrutez", "que vous avez obtenu un financement", "que vous vous agrandissez", "que vous proposez une nouveauté",
            "que vous avez reçu un prix", "que vous lancez un appel d’offres", "que votre direction a changé",
            "que vous êtes certifiés", "que vous avez remporté un marché",
            "qu’il y a du nouveau chez vous",
        ),
    ),
    "es": Wording(
        marks=("«", "»"),
        colon=": ",
        greeting="Buenos días:",
        greeting_named="Buenos días, {name}:",
        wrote="{where} escriben: {quote}",
        bridge="Es un tema en el que trabajamos todos los días{topic}.",
        came_across="{where} he encontrado un tema en el que trabajamos todos los días{topic}.",
        read="{where} he leído {event}",
        read_about="{where} he leído sobre {quote}.",
        why="Ese es el motivo por el que les escribo.",
        offer="En pocas palabras, lo que ofrecemos: {offer}.",
        offer_of="En pocas palabras, lo que ofrecemos en {sender}: {offer}.",
        ask="¿Cómo lo resuelven hoy, y les sería útil una breve conversación?",
        ask_open="¿Es un tema para ustedes en este momento, y les sería útil una breve conversación?",
        elsewhere="Si en su empresa se ocupa de ello otra persona, su nombre ya me ayudaría.",
        opt_out="Si no les interesa, basta con un breve «no» y no volveré a escribirles.",
        closing="Un saludo cordial",
        subject="Una pregunta{topic}",
        subject_to="Una pregunta para {company}",
        pages=_pages(
            "En su página de empleo", "En sus noticias", "En la página sobre su empresa", "En la página de sus productos", "En la página de su equipo",
            "En su blog", "En su página de inicio", "En su página de contacto", "En su aviso legal", "En su sitio web",
        ),
        events=_events(
            "que buscan personal", "que han obtenido financiación", "que están ampliando", "que presentan una novedad",
            "que han recibido un premio", "que piden ofertas", "que ha cambiado su dirección",
            "que están certificados", "que han ganado un contrato", "que hay novedades",
        ),
    ),
    "it": Wording(
        marks=("«", "»"),
        colon=": ",
        greeting="Buongiorno,",
        greeting_named="Buongiorno {name},",
        wrote="{where} scrivete: {quote}",
        bridge="È un tema su cui lavoriamo ogni giorno{topic}.",
        came_across="{where} ho trovato un tema su cui lavoriamo ogni giorno{topic}.",
        read="{where} ho letto {event}",
        read_about="{where} ho letto di {quote}.",
        why="È questo il motivo per cui vi scrivo.",
        offer="In poche parole, che cosa offriamo: {offer}.",
        offer_of="In poche parole, che cosa offriamo noi di {sender}: {offer}.",
        ask="Come lo gestite oggi, e vi sarebbe utile un breve colloquio?",
        ask_open="È un tema per voi in questo momento, e vi sarebbe utile un breve colloquio?",
        elsewhere="Se nella vostra azienda se ne occupa un’altra persona, il suo nome mi sarebbe già di aiuto.",
        opt_out="Se la cosa non vi interessa, basta un breve «no» e non vi scriverò più.",
        closing="Cordiali saluti",
        subject="Una domanda{topic}",
        subject_to="Una domanda per {company}",
        pages=_pages(
            "Sulla vostra pagina delle offerte di lavoro", "Tra le vostre notizie", "Sulla pagina della vostra azienda", "Sulla pagina dei vostri prodotti",
            "Sulla pagina del vostro team", "Sul vostro blog", "Sulla vostra pagina iniziale", "Sulla vostra pagina dei contatti",
            "Nelle vostre note legali",
            "Sul vostro sito",
        ),
        events=_events(
            "che cercate personale", "che avete ottenuto un finanziamento", "che vi state ampliando", "che presentate una novità",
            "che avete ricevuto un premio", "che chiedete offerte", "che la vostra direzione è cambiata",
            "che siete certificati", "che avete vinto un appalto", "che ci sono novità",
        ),
    ),
    "nl": Wording(
        marks=("“", "”"),
        colon=": ",
        greeting="Goedendag,",
        greeting_named="Goedendag {name},",
        wrote="{where} schrijft u: {quote}",
        bridge="Dat is een onderwerp waar wij elke dag aan werken{topic}.",
        came_across="{where} kwam ik een onderwerp tegen waar wij elke dag aan werken{topic}.",
        read="{where} las ik {event}",
        read_about="{where} las ik over {quote}.",
        why="Dat is de reden dat ik u schrijf.",
        offer="Kort gezegd, wat wij bieden: {offer}.",
        offer_of="Kort gezegd, wat wij bij {sender} bieden: {offer}.",
        ask="Hoe lost u dit nu op, en zou een kort gesprek nuttig voor u zijn?",
        ask_open="Speelt dit onderwerp nu bij u, en zou een kort gesprek nuttig voor u zijn?",
        elsewhere="Als iemand anders in uw bedrijf hierover gaat, helpt een naam mij al verder.",
        opt_out="Is dit niet interessant voor u, dan is een kort “nee” genoeg en schrijf ik u niet meer.",
        closing="Met vriendelijke groet",
        subject="Een vraag over{topic}",
        subject_to="Een vraag aan {company}",
        pages=_pages(
            "Op uw vacaturepagina", "In uw nieuws", "Op de pagina over uw bedrijf", "Op uw productpagina", "Op uw teampagina",
            "In uw blog", "Op uw startpagina", "Op uw contactpagina", "In uw colofon", "Op uw website",
        ),
        events=_events(
            "dat u personeel zoekt", "dat u financiering hebt gekregen", "dat u uitbreidt", "dat u iets nieuws aanbiedt",
            "dat u een prijs hebt gewonnen", "dat u offertes vraagt", "dat uw leiding is veranderd",
            "dat u gecertificeerd bent", "dat u een opdracht hebt gewonnen", "dat er nieuws van u is",
        ),
    ),
}  # fmt: skip
