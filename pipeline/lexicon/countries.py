# ruff: noqa: E501 - one country a line
"""What shows that a company is in a country: domain ending, languages, currency, calling code, names, large cities, shapes of postcodes and tax ids.

From general knowledge; countries by ISO 3166-1 alpha-2.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pipeline.lexicon.phrases import Phrases

# code | calling code | languages | currency signs | names | cities
TABLE = """
US|1|en|$ USD|United States, United States of America, USA, U.S.A., US-based|New York, Los Angeles, Chicago, Houston, Phoenix, Philadelphia, San Antonio, San Diego, Dallas, Austin, San Francisco, Seattle, Denver, Boston, Atlanta, Miami, Portland, Las Vegas, Minneapolis, Detroit, Nashville, Charlotte
CA|1|en fr|CAD C$|Canada|Toronto, Montreal, Montréal, Vancouver, Calgary, Ottawa, Edmonton, Winnipeg, Mississauga, Quebec, Québec, Halifax
MX|52|es|MXN|Mexico, México|Ciudad de México, CDMX, Guadalajara, Monterrey, Puebla, Tijuana, Querétaro, Mérida, Cancún
BR|55|pt|R$ BRL|Brazil, Brasil|São Paulo, Rio de Janeiro, Brasília, Belo Horizonte, Curitiba, Porto Alegre, Salvador, Fortaleza, Recife, Florianópolis, Campinas
AR|54|es|ARS|Argentina|Buenos Aires, Córdoba Capital, Rosario, Mendoza, La Plata, Mar del Plata
CL|56|es|CLP|Chile|Santiago de Chile, Valparaíso, Concepción, Viña del Mar, Antofagasta
CO|57|es|COP|Colombia|Bogotá, Medellín, Cali, Barranquilla, Bucaramanga
PE|51|es|PEN S/|Peru, Perú|Lima, Arequipa, Trujillo, Cusco, Miraflores, San Isidro, Chiclayo
EC|593|es||Ecuador|Quito, Guayaquil, Cuenca
UY|598|es|UYU|Uruguay|Montevideo
GB|44|en|£ GBP|United Kingdom, Great Britain, UK, U.K., England, Scotland, Wales, Northern Ireland|London, Manchester, Birmingham, Leeds, Glasgow, Edinburgh, Liverpool, Bristol, Sheffield, Cardiff, Belfast, Nottingham, Newcastle upon Tyne, Leicester, Southampton, Brighton
IE|353|en|€ EUR|Ireland, Éire|Dublin, Cork, Galway, Limerick, Waterford
FR|33|fr|€ EUR|France|Paris, Marseille, Lyon, Toulouse, Nice, Nantes, Strasbourg, Montpellier, Bordeaux, Lille, Rennes, Grenoble, Ajaccio, Bastia, Rouen
BE|32|nl fr|€ EUR|Belgium, Belgique, België, Belgien|Brussels, Bruxelles, Brussel, Antwerpen, Gent, Brugge, Liège, Leuven, Charleroi, Namur, Hasselt
NL|31|nl|€ EUR|Netherlands, The Netherlands, Nederland, Niederlande, Holland|Amsterdam, Rotterdam, Den Haag, Utrecht, Eindhoven, Groningen, Tilburg, Breda, Nijmegen, Apeldoorn, Haarlem, Arnhem, Zwolle, Maastricht, Almere
LU|352|fr de lb|€ EUR|Luxembourg, Luxemburg|Luxembourg-Ville, Esch-sur-Alzette
DE|49|de|€ EUR|Germany, Deutschland, Allemagne, Alemania, Germania|Berlin, Hamburg, München, Munich, Köln, Frankfurt am Main, Frankfurt, Stuttgart, Düsseldorf, Dortmund, Essen, Leipzig, Bremen, Dresden, Hannover, Nürnberg, Karlsruhe, Mannheim, Freiburg, Augsburg, Bonn
AT|43|de|€ EUR|Austria, Österreich, Autriche|Wien, Vienna, Graz, Linz, Salzburg, Innsbruck, Klagenfurt, Villach, Wels
CH|41|de fr it|CHF Fr.|Switzerland, Schweiz, Suisse, Svizzera|Zürich, Zurich, Genève, Geneva, Basel, Bern, Lausanne, Winterthur, Luzern, St. Gallen, Lugano
LI|423|de|CHF|Liechtenstein|Vaduz, Schaan
IT|39|it|€ EUR|Italy, Italia, Italien, Italie|Roma, Milano, Rome, Milan, Napoli, Torino, Palermo, Genova, Bologna, Firenze, Bari, Catania, Verona, Venezia, Padova, Brescia, Modena, Parma
ES|34|es ca eu gl|€ EUR|Spain, España, Spanien, Espagne|Madrid, Barcelona, Sevilla, Zaragoza, Málaga, Murcia, Bilbao, Alicante, Valladolid, Vigo, Palma de Mallorca, A Coruña, Granada
PT|351|pt|€ EUR|Portugal|Lisboa, Lisbon, Porto, Braga, Coimbra, Faro, Aveiro, Setúbal, Funchal
SE|46|sv|SEK kr|Sweden, Sverige, Schweden, Suède|Stockholm, Göteborg, Malmö, Uppsala, Västerås, Örebro, Linköping, Helsingborg, Jönköping, Norrköping, Lund, Umeå, Gävle, Borås, Östersund, Sundsvall
NO|47|no nb nn|NOK kr|Norway, Norge, Noreg, Norwegen|Oslo, Bergen, Trondheim, Stavanger, Drammen, Fredrikstad, Kristiansand, Sandnes, Tromsø, Ålesund, Bodø
DK|45|da|DKK kr|Denmark, Danmark, Dänemark|København, Copenhagen, Aarhus, Århus, Odense, Aalborg, Esbjerg, Randers, Kolding, Vejle, Horsens
FI|358|fi sv|€ EUR|Finland, Suomi, Finnland|Helsinki, Espoo, Tampere, Vantaa, Oulu, Turku, Jyväskylä, Lahti, Kuopio
IS|354|is|ISK|Iceland, Ísland|Reykjavík, Kópavogur, Akureyri, Hafnarfjörður
EE|372|et|€ EUR|Estonia, Eesti, Estland|Tallinn, Tartu, Narva, Pärnu
LV|371|lv|€ EUR|Latvia, Latvija, Lettland|Riga, Rīga, Daugavpils, Liepāja
LT|370|lt|€ EUR|Lithuania, Lietuva, Litauen|Vilnius, Kaunas, Klaipėda, Šiauliai
PL|48|pl|zł PLN|Poland, Polska, Polen, Pologne|Warszawa, Warsaw, Kraków, Łódź, Wrocław, Poznań, Gdańsk, Szczecin, Bydgoszcz, Lublin, Katowice, Gdynia, Rzeszów, Białystok
CZ|420|cs|Kč CZK|Czech Republic, Czechia, Česká republika, Česko, Tschechien|Praha, Prague, Brno, Ostrava, Plzeň, Olomouc, Liberec, České Budějovice, Pardubice, Zlín
SK|421|sk|€ EUR|Slovakia, Slovensko, Slovenská republika, Slowakei|Bratislava, Košice, Prešov, Žilina, Nitra, Banská Bystrica, Trnava
HU|36|hu|Ft HUF|Hungary, Magyarország, Ungarn|Budapest, Debrecen, Szeged, Miskolc, Pécs, Győr, Kecskemét
RO|40|ro|lei RON|Romania, România, Rumänien|București, Bucharest, Cluj-Napoca, Timișoara, Iași, Constanța, Brașov, Craiova, Oradea, Sibiu
BG|359|bg|лв BGN|Bulgaria, България, Bulgarien|Sofia, София, Пловдив, Plovdiv, Варна, Varna, Бургас
HR|385|hr|€ EUR|Croatia, Hrvatska, Kroatien|Zagreb, Split, Rijeka, Osijek, Zadar, Dubrovnik
SI|386|sl|€ EUR|Slovenia, Slovenija, Slowenien|Ljubljana, Maribor, Kranj, Celje
RS|381|sr|RSD|Serbia, Srbija, Србија|Beograd, Београд, Belgrade, Novi Sad, Нови Сад, Niš
BA|387|bs hr sr|KM BAM|Bosnia and Herzegovina, Bosna i Hercegovina|Sarajevo, Banja Luka, Mostar, Tuzla
GR|30|el|€ EUR|Greece, Ελλάδα, Hellas, Griechenland|Αθήνα, Athens, Θεσσαλονίκη, Thessaloniki, Πάτρα, Ηράκλειο
CY|357|el|€ EUR|Cyprus, Κύπρος|Nicosia, Λευκωσία, Limassol, Λεμεσός, Larnaca
MT|356|en mt|€ EUR|Malta|Valletta, Sliema, Birkirkara
TR|90|tr|₺ TL TRY|Turkey, Türkiye, Türkei, Turquie|İstanbul, Istanbul, Ankara, İzmir, Izmir, Bursa, Antalya, Adana, Konya, Gaziantep, Kocaeli, Mersin, Kayseri, Sakarya, Eskişehir
UA|380|uk ru|грн UAH ₴|Ukraine, Україна, Украина|Київ, Kyiv, Kiev, Харків, Одеса, Дніпро, Львів, Lviv, Запоріжжя, Вінниця, Полтава, Кропивницький
RU|7|ru|руб RUB ₽|Russia, Россия, Российская Федерация, Russian Federation|Москва, Moscow, Санкт-Петербург, Новосибирск, Екатеринбург, Казань, Нижний Новгород, Самара, Ростов-на-Дону, Краснодар, Воронеж, Красноярск
BY|375|ru be|BYN|Belarus, Беларусь|Минск, Minsk, Гомель, Брест
KZ|7|ru kk|₸ KZT|Kazakhstan, Казахстан, Қазақстан|Алматы, Almaty, Астана, Astana, Шымкент
GE|995|ka|GEL ₾|Georgia Republic, საქართველო|Tbilisi, თბილისი, Batumi
IL|972|he|₪ ILS|Israel, ישראל|Tel Aviv, תל אביב, Jerusalem, ירושלים, Haifa, חיפה
AE|971|en ar|AED|United Arab Emirates, UAE, U.A.E., الإمارات|Dubai, دبي, Abu Dhabi, أبوظبي, Sharjah
SA|966|ar|SAR|Saudi Arabia, KSA, السعودية|Riyadh, الرياض, Jeddah, جدة, Dammam
QA|974|ar en|QAR|Qatar, قطر|Doha, الدوحة
EG|20|ar|EGP|Egypt, مصر|Cairo, القاهرة, Alexandria
MA|212|fr ar|MAD|Morocco, Maroc, المغرب|Casablanca, Rabat, Marrakech, Tanger, Agadir
TN|216|fr ar|TND|Tunisia, Tunisie, تونس|Tunis, Sfax, Sousse
ZA|27|en af|ZAR|South Africa|Johannesburg, Cape Town, Durban, Pretoria, Sandton, Gqeberha
NG|234|en|₦ NGN|Nigeria|Lagos, Abuja, Port Harcourt, Ibadan
KE|254|en sw|KES KSh|Kenya|Nairobi, Mombasa, Kisumu
GH|233|en|GHS|Ghana|Accra, Kumasi
IN|91|en hi|₹ INR Rs.|India, भारत|Mumbai, Delhi, New Delhi, Bangalore, Bengaluru, Hyderabad, Chennai, Kolkata, Pune, Ahmedabad, Coimbatore, Jaipur, Surat, Noida, Gurgaon, Gurugram, Kochi, Tiruppur, Tamil Nadu, Maharashtra, Gujarat, Kerala, Karnataka
PK|92|en ur|PKR|Pakistan|Karachi, Lahore, Islamabad, Rawalpindi, Faisalabad, Sialkot
BD|880|bn en|BDT ৳|Bangladesh|Dhaka, Chittagong, Chattogram
LK|94|en si|LKR|Sri Lanka|Colombo, Kandy
NP|977|ne en|NPR|Nepal|Kathmandu, Pokhara
AU|61|en|AUD A$|Australia|Sydney, Melbourne, Brisbane, Perth, Adelaide, Canberra, Gold Coast, Hobart
NZ|64|en|NZD NZ$|New Zealand, Aotearoa|Auckland, Wellington, Christchurch, Tauranga, Dunedin
SG|65|en|SGD S$|Singapore|Singapore
MY|60|ms en|MYR RM|Malaysia|Kuala Lumpur, Petaling Jaya, Penang, Johor Bahru, Shah Alam, Selangor
ID|62|id|IDR Rp|Indonesia|Jakarta, Surabaya, Bandung, Medan, Denpasar, Tangerang, Bekasi, Yogyakarta
TH|66|th|฿ THB|Thailand, ประเทศไทย|Bangkok, กรุงเทพ, Chiang Mai, Phuket
VN|84|vi|₫ VND|Vietnam, Viet Nam, Việt Nam|Hà Nội, Hanoi, Hồ Chí Minh, Ho Chi Minh City, Đà Nẵng, Da Nang
PH|63|en tl|₱|Philippines|Manila, Makati, Quezon City, Cebu City, Taguig
JP|81|ja|円 JPY|Japan, 日本|Tokyo, 東京都, Osaka, 大阪府, 京都府, 横浜市, 名古屋市, 福岡県, 神奈川県, 北海道, 愛知県, 兵庫県, 埼玉県, 千葉県
KR|82|ko|₩ KRW|South Korea, Korea, 대한민국, 한국|Seoul, 서울, Busan, 부산, Incheon, 인천, 경기도
CN|86|zh|CNY RMB|China, 中国|Beijing, 北京, Shanghai, 上海, Shenzhen, 深圳, Guangzhou, 广州, Dongguan, 东莞, Hangzhou, 杭州, Ningbo, 宁波
HK|852|zh en|HK$ HKD|Hong Kong, 香港|Kowloon, 九龍
TW|886|zh|NT$ TWD|Taiwan, 台灣, 臺灣|Taipei, 台北, Taichung, 台中, Kaohsiung, 高雄
"""


class Country(NamedTuple):
    """One row of the table."""

    code: str
    calling: str
    languages: tuple[str, ...]
    currencies: tuple[str, ...]
    names: tuple[str, ...]
    cities: tuple[str, ...]


def _row(line: str) -> Country:
    code, calling, languages, currencies, names, cities = line.split("|")
    return Country(code, calling, tuple(languages.split()), tuple(currencies.split()), tuple(names.split(", ")), tuple(cities.split(", ")))


COUNTRIES: dict[str, Country] = {row.code: row for row in map(_row, TABLE.strip().splitlines())}

CCTLD: dict[str, str] = {code.lower(): code for code in COUNTRIES if code != "GB"} | {"uk": "GB", "рф": "RU", "xn--p1ai": "RU", "su": "RU", "укр": "UA"}
for _generic in ("co", "me", "io", "ai", "tv", "cc", "ly", "to", "ws"):  # sold and used as if they were generic
    CCTLD.pop(_generic, None)

PLACES: Phrases[tuple[str, str]] = Phrases(
    entry
    for country in COUNTRIES.values()
    for entry in (
        *((name, ("country_name", country.code)) for name in country.names),
        *((city, ("city_name", country.code)) for city in country.cities),
    )
)
"""Finds names of countries and of large cities: meaning = (which of the two, country code)."""

BY_NAME: dict[str, str] = {name.casefold(): c.code for c in COUNTRIES.values() for name in (*c.names, c.code)}
BY_LANGUAGE: dict[str, tuple[str, ...]] = {
    language: tuple(c.code for c in COUNTRIES.values() if language in c.languages[:1]) for c in COUNTRIES.values() for language in c.languages
}
MAIN_COUNTRIES: dict[str, tuple[str, ...]] = {
    "en": ("US", "GB"), "de": ("DE",), "fr": ("FR",), "es": ("ES",), "pt": ("BR", "PT"), "nl": ("NL",), "it": ("IT",), "ru": ("RU",),
    "ar": ("AE", "SA"), "zh": ("CN",), "el": ("GR",), "hr": ("HR",), "sr": ("RS",), "sv": ("SE",), "ro": ("RO",),
}  # fmt: skip
"""Where most of the companies that write in a language are, for languages of several countries."""

POSTCODES: tuple[tuple[str, str, float], ...] = (
    (r"[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}", "GB", 1.0),
    (r"[A-CEGHJ-NPR-TVXY]\d[A-Z] \d[A-Z]\d", "CA", 1.0),
    (r"(?:A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]),? \d{5}(?:-\d{4})?", "US", 1.0),
    (r"\d{4} ?[A-Z]{2}(?= [A-Z])", "NL", 1.0),
    (r"(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT),? \d{4}", "AU", 1.0),
    (r"[AC-FHKNPRTV-Y]\d[\dW] [\dAC-FHKNPRTV-Y]{4}", "IE", 0.9),
    (r"\d{2}-\d{3}(?= [A-ZŁŚŻŹĆŃÓ])", "PL", 1.0),
    (r"\d{4}-\d{3}(?= [A-ZÁÉÍÓÚ])", "PT", 1.0),
    (r"〒 ?\d{3}[-‐−ー]\d{4}", "JP", 1.0),
    (r"\d{5}-\d{3}(?!\d)", "BR", 0.9),
    (r"(?:S-|SE-)\d{3} ?\d{2}", "SE", 1.0),
    (r"\d{3} \d{2}(?= [A-ZÅÄÖÉ])", "SE CZ SK GR", 0.6),
    (r"DK-\d{4}", "DK", 1.0),
    (r"(?:N|NO)-\d{4}", "NO", 0.9),
    (r"D-\d{5}", "DE", 1.0),
    (r"A-\d{4}", "AT", 0.9),
    (r"CH-\d{4}", "CH", 1.0),
    (r"F-\d{5}", "FR", 1.0),
    (r"I-\d{5}", "IT", 0.9),
    (r"L[TV]-\d{4,5}", "LT LV", 0.9),
    (r"\d{6}(?=, ?(?:г\. ?)?[А-Я])", "RU KZ BY", 0.8),
    (r"\d{5}(?=, ?(?:м\. ?)?[А-ЯІЇЄ])", "UA", 0.7),
    (r"\d{3} ?\d{3}(?=[,.]? (?:[A-Z][a-z]{2,20}, )?India)", "IN", 1.0),
    (r"\d{5}(?= [A-ZÄÖÜÉÈÀÁÍÓÚİŞÇ][\w'’.-]{2,30})", "DE FR IT ES TR FI", 0.35),
    (r"(?!19[5-9]\d|20[0-4]\d)\d{4}(?= [A-ZÄÖÜÆØÅÉ][\w'’.-]{2,30})", "NO DK AT CH BE HU", 0.2),
)
"""Shapes of postcodes (with what must follow), the countries that write them so, and how telling that is."""

POSTCODE: tuple[tuple[re.Pattern[str], tuple[str, ...], float], ...] = tuple(
    (re.compile(rf"(?<![\w.+/-]){shape}(?![\w])"), tuple(codes.split()), weight) for shape, codes, weight in POSTCODES
)

VAT_IDS: tuple[tuple[str, str], ...] = (
    (r"ATU\d{8}", "AT"),
    (r"BE ?[01]\d{3}[. ]?\d{3}[. ]?\d{3}", "BE"),
    (r"BG\d{9,10}", "BG"),
    (r"CHE-?\d{3}\.?\d{3}\.?\d{3}", "CH"),
    (r"CY\d{8}[A-Z]", "CY"),
    (r"CZ\d{8,10}", "CZ"),
    (r"DE ?\d{3} ?\d{3} ?\d{3}", "DE"),
    (r"DK ?\d{8}", "DK"),
    (r"EE\d{9}", "EE"),
    (r"EL\d{9}", "GR"),
    (r"ES ?[A-Z]\d{7}[A-Z\d]", "ES"),
    (r"FI ?\d{8}", "FI"),
    (r"FR ?[A-Z\d]{2} ?\d{3} ?\d{3} ?\d{3}", "FR"),
    (r"GB ?\d{3} ?\d{4} ?\d{2}", "GB"),
    (r"HR\d{11}", "HR"),
    (r"HU\d{8}", "HU"),
    (r"IE\d{7}[A-Z]{1,2}", "IE"),
    (r"IT ?\d{11}", "IT"),
    (r"LT\d{9}(?:\d{3})?", "LT"),
    (r"LU\d{8}", "LU"),
    (r"LV\d{11}", "LV"),
    (r"NL ?\d{9} ?B ?\d{2}", "NL"),
    (r"NO ?\d{3} ?\d{3} ?\d{3} ?MVA", "NO"),
    (r"PL ?\d{10}", "PL"),
    (r"PT ?\d{9}", "PT"),
    (r"RO\d{6,10}", "RO"),
    (r"SE\d{10}01", "SE"),
    (r"SI\d{8}", "SI"),
    (r"SK\d{10}", "SK"),
)
"""Shapes of VAT numbers with their country letters (EU VIES formats, Switzerland, Norway)."""

_VAT_LIKE = re.compile(r"(?<!\w)[A-Z]{2,3}[ -]?[A-Z\d]{1,2}[\d. ]{4,14}[A-Z\d]{1,3}(?!\w)")
_VAT_ID = re.compile("|".join(rf"(?P<{code}>{shape})" for shape, code in VAT_IDS))


@lru_cache(maxsize=4)
def vat_ids(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return start, end and country of the VAT numbers in a text."""
    return tuple(_vat_ids(text))


def _vat_ids(text: str) -> Iterator[tuple[int, int, str]]:
    like = _VAT_LIKE.search(text)
    while like:
        match = _VAT_ID.match(text, like.start(), like.end())
        whole = match is not None and not text[match.end() : match.end() + 1].isalnum()
        if match and whole:
            yield match.start(), match.end(), match.lastgroup or ""
        like = _VAT_LIKE.search(text, match.end() if match and whole else like.start() + 2)


TAX_LABELS: dict[str, str] = {
    "USt-IdNr": "DE", "USt-ID": "DE", "Umsatzsteuer-ID": "DE AT", "Umsatzsteuer-Identifikationsnummer": "DE AT", "Handelsregister": "DE CH", "Amtsgericht": "DE", "HRB": "DE", "HRA": "DE",
    "Firmenbuchnummer": "AT", "Firmenbuch": "AT", "UID-Nummer": "AT CH", "SIRET": "FR", "SIREN": "FR", "RCS": "FR", "TVA intracommunautaire": "FR BE", "code APE": "FR", "NAF": "FR",
    "Partita IVA": "IT", "P.IVA": "IT", "P. IVA": "IT", "Codice Fiscale": "IT", "REA": "IT", "Capitale sociale": "IT", "CIF": "ES", "NIF": "ES PT", "NIPC": "PT", "Registro Mercantil": "ES",
    "KvK": "NL", "KVK-nummer": "NL", "Kamer van Koophandel": "NL", "BTW-nummer": "NL BE", "BTW": "NL BE", "Ondernemingsnummer": "BE", "organisationsnummer": "SE", "org.nr": "SE NO", "orgnr": "SE NO",
    "F-skatt": "SE", "Bankgiro": "SE", "Swish": "SE", "organisasjonsnummer": "NO", "Foretaksregisteret": "NO", "CVR": "DK", "CVR-nr": "DK", "Y-tunnus": "FI", "kennitala": "IS",
    "NIP": "PL", "REGON": "PL", "KRS": "PL", "IČO": "CZ SK", "IČ": "CZ", "DIČ": "CZ SK", "IČ DPH": "SK", "adószám": "HU", "cégjegyzékszám": "HU", "CUI": "RO", "ИНН": "RU", "ОГРН": "RU", "ОГРНИП": "RU", "КПП": "RU",
    "ЄДРПОУ": "UA", "ІПН": "UA", "ΑΦΜ": "GR", "ΓΕΜΗ": "GR", "Vergi No": "TR", "Vergi Dairesi": "TR", "Mersis": "TR", "Mersis No": "TR", "KVKK": "TR", "Ticaret Sicil": "TR",
    "RUC": "PE EC", "RUT": "CL", "NIT": "CO", "CUIT": "AR", "RFC": "MX", "CNPJ": "BR", "GSTIN": "IN", "GST No": "IN", "ABN": "AU", "ACN": "AU", "NPWP": "ID", "mã số thuế": "VN", "UEN": "SG", "EIN": "US",
    "registered in England": "GB", "registered in England and Wales": "GB", "registered in Scotland": "GB", "Companies House": "GB", "Company No": "GB", "registered in Ireland": "IE",
    "特定商取引法": "JP", "法人番号": "JP", "ICP备": "CN", "统一社会信用代码": "CN", "統一編號": "TW", "사업자등록번호": "KR", "통신판매업": "KR",
}  # fmt: skip
"""Words for tax and register numbers, each used in one country or few."""

TAX_LABEL: Phrases[tuple[str, ...]] = Phrases((label, tuple(codes.split())) for label, codes in TAX_LABELS.items())
SHORT_LABELS = frozenset(label.casefold() for label in TAX_LABELS if len(label) <= 4)
"""Labels that are also common words in lower case; they count in capitals only."""
