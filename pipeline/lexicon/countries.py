# ruff: noqa: E501 - one country a line
"""What shows that a company is in a country: domain ending, languages, currency, calling code, names, large cities, shapes of postcodes and tax ids.

From general knowledge; countries by ISO 3166-1 alpha-2.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pipeline.lexicon.phrases import Phrases
from pipeline.lexicon.places import MORE_PLACES, STATE_CODES

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
FR|33|fr|€ EUR|France|Paris, Marseille, Lyon, Toulouse, Nantes, Strasbourg, Montpellier, Bordeaux, Lille, Rennes, Grenoble, Ajaccio, Bastia, Rouen
BE|32|nl fr|€ EUR|Belgium, Belgique, België, Belgien|Brussels, Bruxelles, Brussel, Antwerpen, Gent, Brugge, Liège, Leuven, Charleroi, Namur, Hasselt
NL|31|nl|€ EUR|Netherlands, The Netherlands, Nederland, Niederlande, Holland|Amsterdam, Rotterdam, Den Haag, Utrecht, Eindhoven, Groningen, Tilburg, Breda, Nijmegen, Apeldoorn, Haarlem, Arnhem, Zwolle, Maastricht, Almere
LU|352|fr de lb|€ EUR|Luxembourg, Luxemburg|Luxembourg-Ville, Esch-sur-Alzette
DE|49|de|€ EUR|Germany, Deutschland, Allemagne, Alemania, Germania|Berlin, Hamburg, München, Munich, Köln, Frankfurt am Main, Frankfurt, Stuttgart, Düsseldorf, Dortmund, Leipzig, Bremen, Dresden, Hannover, Nürnberg, Karlsruhe, Mannheim, Freiburg, Augsburg, Bonn
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
HR|385|hr|€ EUR|Croatia, Hrvatska, Kroatien|Zagreb, Rijeka, Osijek, Zadar, Dubrovnik
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
GE|995|ka|GEL ₾|Republic of Georgia, Georgia Republic, საქართველო, Грузия|Tbilisi, თბილისი, Batumi
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
MD|373|ro ru|MDL|Moldova, Republica Moldova, Молдова|Chișinău, Chisinau
ME|382|sr hr|€ EUR|Montenegro, Crna Gora|Podgorica, Budva
MK|389|mk|MKD ден|North Macedonia, Северна Македонија, Македонија|Skopje, Скопје
AL|355|sq|ALL|Albania, Shqipëri, Shqipëria|Tirana, Tiranë
XK|383|sq|€ EUR|Kosovo, Kosova, Kosovë|Prishtina, Prishtinë
AD|376|ca es|€ EUR|Andorra|Andorra la Vella
UZ|998|uz ru|UZS сум|Uzbekistan, Узбекистан, Oʻzbekiston, O'zbekiston|Tashkent, Ташкент, Toshkent
AM|374|hy ru|AMD ֏|Armenia, Армения, Հայաստան|Yerevan, Ереван
AZ|994|az ru|AZN ₼|Azerbaijan, Azərbaycan, Азербайджан|Baku, Bakı, Баку
KW|965|ar en|KWD KD|Kuwait, الكويت|Kuwait City, مدينة الكويت
BH|973|ar en|BHD|Bahrain, البحرين|Manama, المنامة
OM|968|ar en|OMR|Oman, عمان|Muscat, مسقط
JO|962|ar en|JOD|Jordan, الأردن|Amman
LB|961|ar fr en|LBP|Lebanon, Liban, لبنان|Beirut, بيروت
IQ|964|ar ku|IQD|Iraq, العراق|Baghdad, بغداد
DZ|213|fr ar|DZD|Algeria, Algérie, الجزائر|Alger, Algiers
SN|221|fr||Senegal, Sénégal|Dakar
CI|225|fr||Côte d'Ivoire, Ivory Coast|Abidjan
CM|237|fr en|XAF|Cameroon, Cameroun|Douala, Yaoundé
TZ|255|en sw|TZS TSh|Tanzania|Dar es Salaam, Arusha
UG|256|en|UGX USh|Uganda|Kampala
ET|251|am en|ETB|Ethiopia|Addis Ababa
ZW|263|en||Zimbabwe|Harare, Bulawayo
ZM|260|en|ZMW|Zambia|Lusaka
MU|230|en fr|MUR|Mauritius, Île Maurice|Port Louis
RW|250|en fr rw|RWF|Rwanda|Kigali
BO|591|es|BOB Bs.|Bolivia|Cochabamba, Santa Cruz de la Sierra
PY|595|es|PYG ₲|Paraguay|Asunción
VE|58|es|VES|Venezuela|Caracas, Maracaibo
CR|506|es|CRC ₡|Costa Rica|San José Costa Rica, Heredia
PA|507|es|PAB B/.|Panama, Panamá|Ciudad de Panamá
GT|502|es|GTQ|Guatemala|Ciudad de Guatemala
DO|1|es|DOP RD$|Dominican Republic, República Dominicana|Santo Domingo
KH|855|km en|KHR|Cambodia|Phnom Penh
MM|95|my en|MMK|Myanmar|Yangon
MN|976|mn|MNT ₮|Mongolia, Монгол|Ulaanbaatar, Улаанбаатар
MO|853|zh pt|MOP MOP$|Macau, Macao, 澳門|Taipa
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


def _places() -> Iterator[tuple[str, tuple[str, tuple[str, ...]]]]:
    where: dict[tuple[str, str], dict[str, None]] = {}
    for country in COUNTRIES.values():
        regions, cities = MORE_PLACES.get(country.code, ((), ()))
        for kind, names in (("country_name", country.names), ("city_name", country.cities), ("city_name", cities), ("region_name", regions)):
            for name in names:
                where.setdefault((name, kind), {})[country.code] = None
    where |= {(code, "state_code"): {country: None} for code, country in STATE_CODES.items()}
    taken: set[str] = set()
    for (name, kind), codes in where.items():
        if name not in taken:
            taken.add(name)
            yield name, (kind, tuple(codes))


PLACES: Phrases[tuple[str, tuple[str, ...]]] = Phrases(_places())
"""Finds names of countries, regions and cities, and abbreviations of states: meaning = (which of these, country codes)."""

BY_NAME: dict[str, str] = {name.casefold(): c.code for c in COUNTRIES.values() for name in (*c.names, c.code)}
_ALSO_SPOKEN = {
    "nb": "NO", "nn": "NO", "hr": "HR RS BA ME", "fr": "FR BE CH CA LU MA TN DZ SN CI CM", "de": "DE AT CH LI", "nl": "NL BE", "it": "IT CH", "sv": "SE FI", "ro": "RO MD", "ms": "MY",
    "ar": "AE SA EG QA KW BH OM JO LB IQ MA DZ TN", "zh": "CN TW HK MO", "ru": "RU UA KZ BY UZ",
    "en": "US CA GB IE MT AU NZ ZA NG KE GH IN PK SG PH AE UG ZW ZM MU CY HK MY LK QA KW BH OM TZ IL",
}  # fmt: skip
BY_LANGUAGE: dict[str, tuple[str, ...]] = {
    language: tuple(c.code for c in COUNTRIES.values() if language in c.languages[:1]) for c in COUNTRIES.values() for language in c.languages
} | {language: tuple(codes.split()) for language, codes in _ALSO_SPOKEN.items()}
"""Where companies that write in a language are, for the languages that pages are found to be in."""
MAIN_COUNTRIES: dict[str, tuple[str, ...]] = {
    "en": ("US", "GB"), "de": ("DE",), "fr": ("FR",), "es": ("ES",), "pt": ("BR", "PT"), "nl": ("NL",), "it": ("IT",), "ru": ("RU",),
    "ar": ("AE", "SA"), "zh": ("CN",), "el": ("GR",), "hr": ("HR",), "sr": ("RS",), "sv": ("SE",), "ro": ("RO",),
}  # fmt: skip
"""Where most of the companies that write in a language are, for languages of several countries."""

_US_STATES = "|".join(re.escape(name) for name in MORE_PLACES["US"][0])
POSTCODES: tuple[tuple[str, str, float, str], ...] = (
    (r"[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}", "GB", 1.0, " "),
    (r"[A-CEGHJ-NPR-TVXY]\d[A-Z][ -]?\d[A-Z]\d", "CA", 1.0, ""),
    (rf"(?:A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]|{_US_STATES}),? \d{{5}}(?:-\d{{4}})?",
     "US", 1.0, " "),
    (r"\d{4} ?[A-Z]{2}(?= [A-Z])", "NL", 1.0, " "),
    (r"(?:NSW|VIC|Vic|QLD|Qld|WA|SA|TAS|Tas|ACT|NT|New South Wales|Victoria|Queensland|South Australia|Western Australia|Tasmania),? \d{4}", "AU", 1.0, " "),
    (r"[AC-FHKNPRTV-Y]\d[\dW] [\dAC-FHKNPRTV-Y]{4}", "IE", 0.9, " "),
    (r"\d{2}-\d{3}(?= [A-ZŁŚŻŹĆŃÓ])", "PL", 1.0, "-"),
    (r"\d{4}-\d{3}(?= [A-ZÁÉÍÓÚ])", "PT", 1.0, "-"),
    (r"〒 ?\d{3}[-‐−ー]\d{4}", "JP", 1.0, "〒"),
    (r"(?<!\d[ /])(?<!\d / )\d{5}-\d{3}(?!\d)", "BR", 0.9, "-"),
    (r"(?<=CEP )\d{5}-?\d{3}|(?<=CEP: )\d{5}-?\d{3}", "BR", 1.0, "CEP"),
    (r"\d{6}(?=, ?(?:г\. ?)?[А-Я])", "RU KZ BY", 0.8, ","),
    (r"\d{5}(?=, ?(?:м\. ?)?[А-ЯІЇЄ])", "UA", 0.7, ","),
    (r"\d{3} ?\d{3}(?=[,.]? (?:[A-Z][a-z]{2,20}, )?India)", "IN", 1.0, "India"),
    (r"(?<=China )\d{6}|\d{6}(?=,? (?:P\.? ?R\.? ?)?China)", "CN", 1.0, "China"),
    (r"(?<=Singapore )\d{6}|(?<=S\()\d{6}(?=\))", "SG", 1.0, "S"),
    (r"(?<=C\.P\. )\d{5}|(?<=CP )\d{5}", "MX ES FR", 0.5, "P"),
    (r"\d{3} \d{2}(?= [A-ZÅÄÖÉ])", "SE CZ SK GR", 0.6, " "),
    (r"\d{5}(?= [A-ZÄÖÜÉÈÀÁÍÓÚİŞÇ][\w'’.-]{2,30})", "DE FR IT ES TR FI EE HR RS MA MX", 0.35, " "),
    (r"(?!19[5-9]\d|20[0-4]\d)\d{4}(?= [A-ZÄÖÜÆØÅÉ][\w'’.-]{2,30})", "NO DK AT CH BE HU SI BG LV", 0.2, " "),
)  # fmt: skip
"""Shapes of postcodes (with what must follow), the countries that write them so, how telling that is, and what stands in every text that has one."""

PREFIXES: dict[str, tuple[str, int]] = {
    "A": ("AT", 4), "B": ("BE", 4), "BG": ("BG", 4), "CH": ("CH", 4), "CZ": ("CZ", 5), "D": ("DE", 5), "DE": ("DE", 5), "DK": ("DK", 4), "E": ("ES", 5), "F": ("FR", 5), "FI": ("FI", 5),
    "FIN": ("FI", 5), "FL": ("LI", 4), "GR": ("GR", 5), "H": ("HU", 4), "HR": ("HR", 5), "HU": ("HU", 4), "I": ("IT", 5), "IT": ("IT", 5), "L": ("LU", 4), "LT": ("LT", 5), "LV": ("LV", 4),
    "MD": ("MD", 4), "N": ("NO", 4), "NO": ("NO", 4), "PL": ("PL", 5), "RO": ("RO", 6), "S": ("SE", 5), "SE": ("SE", 5), "SI": ("SI", 4), "SK": ("SK", 5), "SLO": ("SI", 4), "UA": ("UA", 5),
}  # fmt: skip
"""Letters that stand before a postcode with a hyphen → country and number of digits."""


class Postcode(NamedTuple):
    """A postcode found in a text, the countries that write it so, and how telling that is."""

    match: re.Match[str]
    countries: tuple[str, ...]
    weight: float


_PREFIXED = re.compile(r"(?<![\w.+/-])([A-Z]{1,3})-(\d{2,6}(?:[ -]\d{2,3})?)(?!\w)")
_SHAPES = tuple((re.compile(rf"(?<![\w.+/-])(?:{shape})(?![\w])"), tuple(codes.split()), weight, sign) for shape, codes, weight, sign in POSTCODES)


_ANY_SHAPE = re.compile(rf"(?<![\w.+/-])(?:{'|'.join(shape for shape, *_ in POSTCODES)})(?![\w])")  # most lines hold none: one look instead of twenty


def postcodes(text: str) -> Iterator[Postcode]:
    """Yield the first postcode of each shape in a line, the most telling shapes first."""
    for match in _PREFIXED.finditer(text) if "-" in text else ():
        code, digits = PREFIXES.get(match[1], ("", 0))
        if sum(c.isdigit() for c in match[2]) == digits:
            yield Postcode(match, (code,), 0.95)
            break
    for shape, codes, weight, sign in _SHAPES if _ANY_SHAPE.search(text) else ():
        found = shape.search(text) if sign in text else None
        if found:
            yield Postcode(found, codes, weight)


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
    "Firmenbuchgericht": "AT", "FN": "AT", "UID-Nr": "AT CH", "MWST-Nr": "CH", "Handelsregisteramt": "CH", "Registergericht": "DE", "Steuernummer": "DE", "Steuer-Nr": "DE",
    "RPM": "BE", "RPR": "BE", "KBO": "BE", "numéro d'entreprise": "BE", "Registre de commerce": "LU CH", "RCS Luxembourg": "LU", "code NAF": "FR", "NIRC": "PT",
    "IDNO": "MD", "ЕИК": "BG", "БУЛСТАТ": "BG", "ДДС №": "BG", "OIB": "HR", "MBS": "HR", "PDV": "HR RS BA", "PIB": "RS ME", "Matični broj": "RS", "ПИБ": "RS", "Матични број": "RS", "JIB": "BA", "ЈИБ": "BA",
    "ID za DDV": "SI", "Matična številka": "SI", "Davčna številka": "SI", "EMBS": "MK", "ЕМБС": "MK", "NIPT": "AL", "NUIS": "AL", "Γ.Ε.ΜΗ": "GR", "Α.Φ.Μ": "GR", "ΔΟΥ": "GR", "Δ.Ο.Υ": "GR",
    "KMKR": "EE", "registrikood": "EE", "reg. nr": "EE SE LV", "Reģ. Nr": "LV", "PVN reģ": "LV", "PVM kodas": "LT", "Įmonės kodas": "LT", "Įm. kodas": "LT", "LY-tunnus": "FI", "FO-nummer": "FI", "ALV": "FI", "Kt.": "IS", "VSK": "IS",
    "CVR nr": "DK", "CVR-nummer": "DK", "SE nr": "DK", "Org. nummer": "NO SE", "momsreg.nr": "SE", "Sąd Rejonowy": "PL", "kapitał zakładowy": "PL",
    "zapsaná v obchodním rejstříku": "CZ", "Okresný súd": "SK", "Obchodný register": "SK", "Cg.": "HU", "Cégjegyzék": "HU", "Nr. Reg. Com": "RO", "Reg. Com": "RO", "Registrul Comerțului": "RO", "C.U.I": "RO",
    "УНП": "BY", "БИН": "KZ", "ИИН": "KZ", "РНОКПП": "UA", "ОКПО": "RU UA", "СТИР": "UZ", "VÖEN": "AZ", "ՀՎՀՀ": "AM", "ח.פ": "IL", "ע.מ": "IL", "עוסק מורשה": "IL", "H.P.": "IL",
    "السجل التجاري": "SA EG", "سجل تجاري": "SA EG AE", "الرقم الضريبي": "SA", "رقم التسجيل الضريبي": "EG AE", "TRN": "AE", "Trade License No": "AE", "C.R. No": "SA BH QA OM", "CR No": "SA BH QA OM", "ICE": "MA", "Identifiant fiscal": "MA TN", "Matricule fiscal": "TN", "NINEA": "SN",
    "Registre du commerce": "DZ MA", "RCCM": "CI SN CM", "CIN": "IN", "NTN": "PK", "STRN": "PK", "Trade License": "BD AE",
    "NZBN": "NZ", "NZ Company No": "NZ", "A.B.N": "AU", "RBQ": "CA", "NEQ": "CA", "GST/HST": "CA", "RC No": "NG", "KRA PIN": "KE",
    "GST Reg No": "SG IN", "Co. Reg. No": "SG MY", "SEC Reg": "PH", "TIN No": "PH", "SIUP": "ID", "MST": "VN", "GPKD": "VN", "ĐKKD": "VN", "Giấy phép": "VN", "Mã số doanh nghiệp": "VN", "เลขประจำตัวผู้เสียภาษี": "TH", "ทะเบียนเลขที่": "TH",
    "商業登記": "HK", "统一编号": "CN", "营业执照": "CN", "粤ICP备": "CN", "沪ICP备": "CN", "京ICP备": "CN", "浙ICP备": "CN", "苏ICP备": "CN", "鲁ICP备": "CN", "公网安备": "CN", "統編": "TW", "古物商許可": "JP", "宅地建物取引業": "JP", "建設業許可": "JP",
    "사업자번호": "KR", "사업자 등록번호": "KR", "C.U.I.T": "AR", "R.U.T": "CL", "R.U.C": "PE EC", "N.I.T": "CO", "RNC": "DO", "Cédula jurídica": "CR", "Inscrição Estadual": "BR",
    "C.I.F": "ES", "N.I.F": "ES PT", "Registro Mercantil de": "ES", "R.E.A": "IT", "C.F": "IT", "Cod. Fisc": "IT",
    "Company Number": "GB", "Company Registration No": "GB IE", "Charity No": "GB", "CRO No": "IE",
    "registered in England": "GB", "registered in England and Wales": "GB", "registered in Scotland": "GB", "Companies House": "GB", "Company No": "GB", "registered in Ireland": "IE",
    "特定商取引法": "JP", "法人番号": "JP", "统一社会信用代码": "CN", "統一編號": "TW", "사업자등록번호": "KR", "통신판매업": "KR",
}  # fmt: skip
"""Words for tax and register numbers, each used in one country or few."""

TAX_LABEL: Phrases[tuple[str, ...]] = Phrases((label, tuple(codes.split())) for label, codes in TAX_LABELS.items())
SHORT_LABELS = frozenset(label.casefold() for label in TAX_LABELS if len(label) <= 4 and label.isupper())
"""Labels that are also common words, or the beginning of a sentence ("Ein 24-Stunden-Dienst"); they count in capitals only."""
SHORT_NUMBERS = frozenset(("hrb", "hra", "rea", "naf", "fn", "rcs", "rpm", "rpr", "dič", "ič", "swish"))
"""Short labels of numbers that may have few digits."""
