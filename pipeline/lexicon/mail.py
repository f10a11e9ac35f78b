"""What is known of e-mail addresses in general: role names, free-mail hosts, placeholders, vendors whose addresses stand on other firms' pages."""

import re

from domain.common_hosts import FREE_HOSTS as FREE_HOSTS
from pipeline.lexicon.phrases import word_set

ROLE_NAMES = word_set(
    """info information infos hello hallo hej hola ciao hi contact contacts contacto contatti contato contactus kontakt kontakti kontor office
    bureau buero kanzlei praxis post posta postmaster mail email admin administration administracion administracao administrator administracja
    amministrazione biuro sekretariat secretary secretariat segreteria secretaria secretariaat reception recepcia recepcja sales sale vertrieb
    verkauf ventes vente commercial commerciale comercial ventas vendite vendas verkoop salg forsaljning myynti sprzedaz obchod prodej
    ertekesites vanzari prodaja satis marketing support help helpdesk service services servicio servis serwis customerservice customercare
    kundenservice kundservice kundtjanst kundeservice asiakaspalvelu bok klantenservice sav assistance assistenza suporte soporte destek booking
    bookings book reservation reservations reserva reservas reservierung prenotazioni prenota rezervace rezerwacja bokning order orders
    bestellung bestellungen commande commandes pedidos ordini zamowienia objednavky jobs job career careers karriere bewerbung recrutement rh hr
    recruiting recruitment rekrutacja praca lavoro empleo gestionhumana seleccion work press presse media pr billing invoice invoices faktura
    fakturor rechnung rechnungen buchhaltung accounts accounting finance compta comptabilite facturacion facturas ekonomi ksiegowosc ucetni team
    shop store web webmaster privacy datenschutz dpo gdpr rodo legal compliance security quality general enquiries enquiry inquiry inquiries
    request requests anfrage anfragen angebot offerte devis quote quotes oferty bilgi iletisim muhasebe firma company export import logistics
    logistik dispatch transport spedition werkstatt workshop garage studio atelier clinic hotel restaurant cafe bar school academy events event
    partner partners invest investor investors newsletter news noreply no-reply donotreply zakaz zakupki
    parts spares spare repair repairs returns return warranty claims admissions admission registrar alumni library donations donate membership members
    feedback comments suggestions advertising ads editor editorial redaktion redaction redazione redaccion media orders customerservice custserv
    reservas reception frontdesk concierge catering wholesale retail dealers dealer distribution procurement purchasing einkauf achats compras
    acquisti inkoop technik technical tech it itsupport software engineering production produktion vertretung empfang buchung kurse kursy training
    education programs program programme careers advisors relations publicrelations investorrelations webadmin hrdept
    projects projekte projekt design architects lawyers notariat apotheke pharmacy labor lab tourism visit museum tickets ticket boxoffice
    dispo disposition lager warehouse rental rentals hire vermietung verleih leasing realty property hausverwaltung"""
)
"""Local parts of an office, not of a person."""

GENERAL_NAMES = word_set(
    """info infos hello hallo hej hola ciao hi contact contacto contatti contato kontakt kontakti office bureau buero biuro kanzlei praxis post
    posta mail email bilgi iletisim reception sekretariat secretariat segreteria secretaria enquiries inquiries anfrage sales vertrieb ventas
    vendite ventes verkoop salg verkauf accueil"""
)
"""Addresses that anyone may write to."""

SPECIAL_NAMES = word_set(
    """jobs job career careers karriere bewerbung bewerbungen recrutement recruiting recruitment rekrutacja praca kadry lavoro empleo personal
    people talent hr rh ik work seleccion gestionhumana privacy datenschutz dpo dsb gdpr rodo dataskydd personvern kvkk press presse media pr
    billing invoice invoices faktura fakturor rechnung rechnungen buchhaltung accounts accounting finance compta comptabilite muhasebe legal
    compliance security abuse webmaster postmaster admin noreply no-reply donotreply newsletter unsubscribe"""
)
"""Addresses with one purpose, seldom the one to write to first."""

PLACEHOLDER_NAMES = word_set(
    """you your yourname your.name yourmail youremail your-email name namn navn nom nome nombre imie jmeno ime isim firstname lastname first.last
    firstname.lastname vorname nachname vorname.nachname prenom prenom.nom nom.prenom nombre.apellido nome.cognome voornaam achternaam fornavn
    etternavn user username someone somebody example exemple ejemplo esempio beispiel przyklad ornek test tester abc xyz xxx demo sample
    mustermann max.mustermann max m.mustermann erika.mustermann maxmustermann john johndoe john.doe jane jane.doe janedoe doe jan.kowalski
    jankowalski jan.jansen juan.perez mario.rossi jean.dupont ola.nordmann din votre tu tuo jouw deine ihre ihr ihrname email e-mail mail epost
    ton vas twoj adres adresse address vasemail domain hello.world foo bar"""
)
"""Local parts that stand in forms and templates."""

FIRST_NAMES = word_set("max john jane mario jean ola jan")
"""Those of them that are real names where the domain is the company's own."""

_PLACEHOLDERS = word_set(
    """example exemple ejemplo esempio beispiel voorbeeld exempel eksempel przyklad priklad ornek primer sample test domain domaine dominio domena
    domene doman domane yourdomain your-domain mydomain mysite yoursite yourwebsite website site company yourcompany your-company mycompany
    firma firm ihrefirma deinefirma musterfirma muster mustermann entreprise empresa azienda bedrijf bolag mail email epost e-post mailadresse
    meusite seusite misitio tusitio susitio monsite votresite miosito tuosito suosito deinedomain ihredomain meinedomain jouwsite jouwdomein mijnsite
    dinsida dindomain twojastrona twojadomena vashsait siteniz acme contoso foo bar abc xyz host server provider"""
)
PLACEHOLDER_HOSTS = re.compile(
    rf"^(?:(?:www\.)?(?:{'|'.join(sorted(_PLACEHOLDERS))}|acme[a-z]{{0,20}})\.[a-z.]{{2,9}}|[^@]*\.(?:test|invalid|localhost|local))$"
)
"""Domains that stand in forms and templates."""

_VENDORS = word_set(
    r"""sentry\.io wixpress\.com sentry-next\.wixpress\.com godaddy\.com squarespace\.com wordpress\.(?:com|org) cloudflare\.com google\.com
    googlegroups\.com facebook\.com fb\.com twitter\.com x\.com instagram\.com linkedin\.com mailchimp\.com hubspot\.com sendgrid\.net
    sentry\.wixpress\.com schema\.org w3\.org jquery\.com github\.com fontawesome\.com shopify\.com jimdo\.com strato\.de ionos\.(?:com|de)
    hetzner\.(?:com|de) ovh\.(?:com|net) gandi\.net one\.com loopia\.se templatemo\.com colorlib\.com themeforest\.net envato\.com html5up\.net
    bootstrapmade\.com elementor\.com cookiebot\.com usercentrics\.(?:com|de) iubenda\.com onetrust\.com etracker\.(?:com|de) matomo\.org
    hotjar\.com amazon\.com microsoft\.com apple\.com adobe\.com stripe\.com paypal\.com"""
)
VENDOR_HOSTS = re.compile(rf"(?:^|\.)(?:{'|'.join(sorted(_VENDORS))})$")
"""Makers of shops, trackers, templates and hosts: expressions."""

_AUTHORITIES = word_set(
    r"""datenschutz[\w-]{0,40}\.de [\w-]{0,30}datenschutz\.\w{2,12}(?:\.de)? lda\.bayern\.de bfdi\.bund\.de bund\.de ldi\.nrw\.de dsb\.gv\.at gv\.at
    edoeb\.admin\.ch admin\.ch cnil\.fr gpdp\.it garanteprivacy\.it pec\.gpdp\.it aepd\.es agpd\.es autoriteitpersoonsgegevens\.nl imy\.se
    datainspektionen\.se datatilsynet\.(?:no|dk) tietosuoja\.fi om\.fi uodo\.gov\.pl giodo\.gov\.pl uoou\.cz naih\.hu
    dataprotection\.(?:ie|ro|gov\.sk) ico\.org\.uk dpa\.gr cnpd\.pt apd-gba\.be kvkk\.gov\.tr ec\.europa\.eu europa\.eu arn\.se gov gov\.\w{2}
    gob\.\w{2} gouv\.fr"""
)
AUTHORITY_HOSTS = re.compile(rf"(?:^|\.)(?:{'|'.join(sorted(_AUTHORITIES))})$")
"""Data protection and other authorities: expressions."""

FILE_ENDINGS = word_set("png jpg jpeg gif webp svg bmp ico avif css js json xml pdf html htm php mp4 webm woff woff2 ttf map min zip")
"""What stands behind the last dot of file names, never of domains."""
