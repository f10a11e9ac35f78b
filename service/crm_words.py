"""The words of CRM exports: headings of columns, and what a customer is called, in many languages; written as people write them, compared folded."""

import re

from domain.identity import fold

#: Column -> headings without marks; what stands first is looked for first.
_HEADINGS: dict[str, str] = {
    "website": """website | web site | url | domain | domain name | company domain name | company website | website url | homepage | web | www |
        internet | webseite | internetadresse | site web | site internet | site | sitio web | pagina web | sito | sito web |
        strona www | strona internetowa | hemsida | webbplats | hjemmeside | nettside | kotisivut | webova stranka | weboldal | сайт |
        веб сайт | 网站 | 網站 | ホームページ | ウェブサイト | 웹사이트 | web sitesi""",
    "name": """company | company name | account | account name | organization | organisation | organization name | organisation name |
        business name | name of company | firma | firmenname | unternehmen | unternehmensname | kunde | kundenname | societe |
        nom de la societe | entreprise | raison sociale | nom du compte | empresa | nombre de la empresa | razon social |
        nombre de cuenta | azienda | ragione sociale | nome azienda | societa | bedrijf | bedrijfsnaam | organisatie | foretag |
        foretagsnamn | virksomhed | virksomhedsnavn | bedrift | firmanavn | yritys | yrityksen nimi | nazwa firmy | przedsiebiorstwo |
        spolecnost | nazev firmy | nazev spolecnosti | ceg | cegnev | nume companie | companie | sirket | sirket adi | firma adi |
        компания | организация | название компании | компанія | επωνυμια | εταιρεια | 会社名 | 企業名 | 公司 | 公司名称 | 회사 | 회사명 | name | nom |
        nombre | nome | naam | namn | navn | nazwa | nazev | nimi | название | 名称""",
    "legal_name": """legal name | registered name | legal entity | juristischer name | handelsregistername | denomination sociale |
        denominacion social | statutaire naam""",
    "email": """email | e mail | email address | company email | e mail address | mail | e mail adresse | emailadresse | courriel |
        adresse e mail | correo | correo electronico | posta elettronica | indirizzo email | e mailadres | epost | e post |
        e postadress | sahkoposti | adres e mail | e pochta | eposta | e posta | почта | эл почта | электронная почта | 邮箱 | メール |
        メールアドレス | 이메일""",
    "phone": """phone | phone number | telephone | tel | company phone | main phone | business phone | telefon | telefonnummer | rufnummer |
        festnetz | telephone number | numero de telephone | telefono | numero di telefono | telefoon | telefoonnummer | telefonnumer |
        puhelin | puhelinnumero | numer telefonu | telefonszam | telefone | телефон | 电话 | 電話 | 電話番号 | 전화 | 전화번호""",
    "city": """city | town | ort | stadt | billing city | shipping city | ville | localite | ciudad | localidad | poblacion | citta | comune |
        localita | plaats | stad | woonplaats | postort | by | poststed | kaupunki | paikkakunta | miasto | miejscowosc | mesto |
        obec | varos | telepules | oras | localitate | sehir | il | cidade | город | місто | πολη | 市 | 都市 | 城市 | 도시""",
    "postcode": """postcode | postal code | zip | zip code | zip postal code | plz | postleitzahl | code postal | codigo postal | cp | cap |
        postnummer | postnr | postinumero | kod pocztowy | psc | iranyitoszam | cod postal | posta kodu | cep | индекс |
        почтовый индекс | 邮编 | 郵便番号 | 우편번호 | billing zip | billing postal code""",
    "country": """country | country region | country code | billing country | land | staat | pays | pais | paese | nazione | stato | maa | kraj |
        panstwo | zeme | stat | orszag | tara | ulke | страна | країна | χωρα | 国 | 国家 | 國家 | 국가 | landcode | landkod""",
    "status": """status | lifecycle stage | lifecycle | lifecyclestage | stage | type | account type | relationship | relationship type |
        customer status | account status | company type | record type | kundenstatus | typ | kategorie | category | beziehung | phase |
        lebenszyklusphase | statut | type de compte | estado | tipo | etapa | tipo de cuenta | stato cliente | tipologia | categoria |
        relatietype | relatie | soort | statuskod | kundstatus | tila | rodzaj | stav | statusz | durum | статус | тип | этап | 状态 |
        ステータス | 상태 | customer | kunde ja nein | is customer | deal stage""",
    "vat_id": """vat | vat id | vat number | vat no | ust id | ust idnr | ustid | ust id nr | umsatzsteuer id | uid | uid nummer |
        numero de tva | tva | n tva | tva intracommunautaire | partita iva | p iva | piva | nif | cif | nif iva | btw nummer | btw |
        btw nr | momsnummer | momsregistreringsnummer | moms | alv numero | nip | dic | ic dph | adoszam | cui | vergi no | инн |
        tax id | vat registration number""",
    "tax_id": """register number | registration number | company number | company registration number | handelsregisternummer | hrb | siren |
        siret | kvk | kvk nummer | org nr | organisationsnummer | organisasjonsnummer | cvr | cvr nummer | y tunnus | krs | regon |
        ico | ic | огрн | duns | d u n s""",
}
WORD_OF = {" ".join(fold(heading).split()): column for column, headings in reversed(_HEADINGS.items()) for heading in headings.split("|")}
"""Heading, folded -> column."""
RANK = {" ".join(fold(heading).split()): place for headings in _HEADINGS.values() for place, heading in enumerate(headings.split("|"))}

# Words for a customer of today.
_CUSTOMER = """customer customers client clients clientele kunde kunden kundin kundinnen bestandskunde bestandskunden stammkunde stammkunden cliente
clienti clientes klant klanten kund kunder asiakas asiakkaat klient klienci klienti klientka zákazník zákazníci ügyfél ügyfelek vevő müşteri
müşteriler evangelist abonnent abonné клиент клиенты покупатель заказчик клієнт клієнти замовник πελάτης πελάτες kupac stranka odběratel
odberateľ clientă clienți"""
_CUSTOMER_JOINED = "客户 客戶 顧客 取引先 お客様 お客さま 고객 거래처"
# What means a customer only as all that stands in the cell.
_WHOLE = """won | closed won | deal won | gewonnen | abgeschlossen gewonnen | gagné | gagnée | conclu gagné | ganado | ganada | vinto | vinta | vunnen |
vundet | voitettu | wygrana | wygrany | vyhráno | megnyert | câștigat | kazanıldı | ganho | выиграна | выиграно | виграно | active | aktiv |
actif | activo | attivo | actief | aktywny | aktivní | aktív | activ | aktif | ativo | активный | активний | paying | zahlend | live | 成約 |
契約中 | 成交 | 수주"""
# What takes it back, or says "not yet": beginnings of words with a star.
_NOT_YET = """no not non kein* nicht noch ex former* past lost churn* inactive inaktiv* inactif inactivo cancel* potential* prospect* future target* lead
leads opportunity mql sql subscriber ehemalig* frühere* verloren* gekündigt* potenziel* potentiel* interessent* wunschkunde* zielkunde*
neukundenpotenzial ancien* perdu* antiguo* anterior* perdid* potencial* ex-cliente perso persa potenzial* voormalig* tidigare tidligere
potensiel* potentiell* entinen entiset mahdollinen były byli byłego potencjaln* bývalý bývalí potenciální* volt potenciális* fost foști
potenţial* eski potansiyel* бывший бывшие потенциальн* колишній потенційн* πρώην δυνητικ* nie niet ikke inte ei ne"""
_NOT_YET_JOINED = "潜在 見込み 잠재 流失 休眠 以前"
_NO = "no n nein non nej ei nie ne nem hayır nu não false falsch 0 нет ні 否 아니오 いいえ"
_YES = "yes y ja oui si sí sim da tak ano áno igen evet kyllä true wahr 1 x так да 是 はい 예"


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(words).split())


def _whole_words(words: str, joined: str) -> re.Pattern[str]:
    """Return what finds one of the words (a star stands for up to six more letters), or one of those of scripts without blanks."""
    alone = (re.escape(word.rstrip("*")) + (r"\w{0,6}" if word.endswith("*") else "") for word in sorted(_folded(words)))
    return re.compile(rf"(?<!\w)(?:{'|'.join(alone)})(?!\w)|{'|'.join(fold(joined).split())}")


_CUSTOMERS, _NOT_YETS = _whole_words(_CUSTOMER, _CUSTOMER_JOINED), _whole_words(_NOT_YET, _NOT_YET_JOINED)
_WHOLES = frozenset(" ".join(fold(one).split()) for one in _WHOLE.split("|"))
_NOES, _YESES = _folded(_NO), _folded(_YES)


def is_customer(status: str, heading: str = "") -> bool:
    """Say whether a lifecycle word means a customer of today. ``heading`` counts where the cell says yes or no ("Customer: yes")."""
    said = " ".join(re.findall(r"\w+", fold(status)))
    if not said or said in _NOES:
        return False
    if said in _YESES:
        return bool(_CUSTOMERS.search(fold(heading)))
    if _NOT_YETS.search(said):
        return False
    return said in _WHOLES or bool(_CUSTOMERS.search(said))
