"""Whether two addresses lie in one town: names in other languages, districts and rivers aside. Pure."""

import re
from functools import lru_cache

from domain.company_name import spelled

#: A town under its names in other languages; the first one stands for all. Accents and umlauts do not matter.
_TOWNS = """
munchen munich monaco-di-baviera mnichov monachium munih | koln cologne colonia keulen kolin kolonia | nurnberg nuremberg norimberga norymberga |
hannover hanover | aachen aquisgrana aix-la-chapelle aken | braunschweig brunswick | dresden dresde drezno drazdany | leipzig lipsk lipsko | hamburg
hambourg amburgo hamburgo | berlin berlino berlim | frankfurt francfort francoforte frankfort | stuttgart stoccarda | mainz mayence magonza | trier
treves treviri | konstanz constance costanza | regensburg ratisbonne ratisbona | freiburg fribourg-en-brisgau | saarbrucken sarrebruck | wien vienna
vienne viena wenen beci viden vieden wieden viyana | salzburg salisburgo salzbourg | innsbruck | graz gradec | zurich zurigo zuerich curych | geneve geneva
genf ginevra ginebra zeneva | basel bale basle basilea bazel | bern berne berna | luzern lucerne lucerna | lausanne losanna | fribourg
freiburg-im-uchtland | sion sitten | biel bienne | chur coira coire | st-gallen sankt-gallen saint-gall san-gallo | paris parigi parijs pariz paryz |
lyon lione lyons | marseille marsiglia marsella marseilles | nice nizza niza | strasbourg strassburg strasburgo strasburg | lille rijsel lilla |
mulhouse mulhausen | metz | colmar | bordeaux burdeos | toulouse tolosa | bruxelles brussels brussel brussele brussel bruselas bruxelas | antwerpen
antwerp anvers amberes anversa | gent ghent gand gante | brugge bruges brujas | liege luttich luik lieja | mechelen malines | leuven louvain lowen |
namur namen | kortrijk courtrai | ieper ypres | mons bergen-henegouwen | den-haag the-hague s-gravenhage la-haye hag haag | amsterdam | rotterdam |
utrecht | luxembourg luxemburg lussemburgo | roma rome rom rzym rim | milano milan mailand milaan mediolan | torino turin turijn turyn | venezia
venice venedig venise wenecja | firenze florence florenz florencia | napoli naples neapel napels neapol | genova genoa genua genes | bologna bolonia
bologne | padova padua padoue | verona | bolzano bozen | trento trient | mantova mantua | siracusa syracuse | livorno leghorn | madrid | sevilla
seville siviglia | barcelona barcelone barcellona | zaragoza saragossa saragosse | valencia valence | cordoba cordova | donostia san-sebastian |
bilbao bilbo | a-coruna la-coruna corunna | lisboa lisbon lissabon lisbonne lisbona lizbona | porto oporto | london londres londra londen londyn |
edinburgh edimbourg edimburgo | dublin baile-atha-cliath dublino | cardiff caerdydd | swansea abertawe | kobenhavn copenhagen kopenhagen copenhague
copenaghen kopenhaga | goteborg gothenburg gotemburgo | malmo | stockholm estocolmo stoccolma sztokholm | oslo | helsinki helsingfors | turku abo |
tampere tammerfors | espoo esbo | vantaa vanda | tallinn reval | tartu dorpat | riga ryga | vilnius wilna wilno vilna | kaunas kowno | warszawa warsaw
warschau varsovie varsovia varsava | krakow cracow krakau cracovie cracovia | wroclaw breslau | gdansk danzig | poznan posen | szczecin stettin |
katowice kattowitz | lodz lodsch | torun thorn | opole oppeln | gliwice gleiwitz | bydgoszcz bromberg | praha prague prag praga | brno brunn | plzen
pilsen | ostrava ostrau | olomouc olmutz | ceske-budejovice budweis | liberec reichenberg | karlovy-vary karlsbad | bratislava pressburg pozsony |
kosice kaschau kassa | budapest budapeszt | gyor raab | pecs funfkirchen | debrecen | ljubljana laibach lubiana | maribor marburg-an-der-drau | zagreb
agram zagabria | rijeka fiume | beograd belgrade belgrad belgrado | novi-sad neusatz | bucuresti bucharest bukarest bucarest bukareszt | cluj-napoca
klausenburg kolozsvar cluj | brasov kronstadt brasso | sibiu hermannstadt | timisoara temeswar temesvar | sofia sofiya sofija | athina athens athen
athenes atene atenas ateny | thessaloniki saloniki salonica thessalonique | istanbul konstantinopel estambul | ankara | izmir smyrna | kyiv kiev kiew
kijow kyyiv | lviv lemberg lwow lvov | odesa odessa | kharkiv kharkov charkow | moskva moscow moskau moscou mosca moskwa moscu | sankt-peterburg
saint-petersburg st-petersburg sankt-petersburg | minsk | chisinau kishinev | nicosia lefkosia nikosia | valletta | tokyo tokio | beijing peking pekin
| guangzhou canton | shanghai schanghai | hong-kong hongkong | seoul seul | bangkok | mumbai bombay | kolkata calcutta | chennai madras | bengaluru
bangalore | new-york new-york-city nueva-york | sao-paulo | rio-de-janeiro | ciudad-de-mexico mexico-city mexico-df cdmx | buenos-aires | cairo kairo
le-caire | casablanca | tunis | cape-town kapstadt kaapstad
"""
_ALIASES: dict[str, str] = {}
for _line in _TOWNS.split("|"):
    _names = _line.split()
    for _one in _names:
        _ALIASES[spelled(_one.replace("-", " "))] = spelled(_names[0].replace("-", " "))
_EDGES = re.compile(r"^(?:[a-z]{1,2}[ -])?\d{2,6}[ -]|\b(?:cedex|cedex \d{1,2}|\d{1,5}(?:er|e|eme)?)\b|\([^)]{0,40}\)|,.{0,60}$")
_RIVERS = re.compile(r"(?<=\w)\s*(?:/|\b(?:am|an der|a d|a m|a|im|in|bei|ob|upon|on|sur|sul|aan den|aan de|nad|an)\b)\s.{0,30}$")
_ODER = re.compile(r"\boder\b|/\s?o\b|\ba\.? ?d\.? ?o\b|\(o", re.I)


@lru_cache(maxsize=50_000)
def town_key(town: str) -> str:
    """Return a town in one spelling, whatever language it is written in; empty for none. A district behind the town stays: ``berlin mitte``."""
    text = spelled(town[:120])
    eastern = text.startswith("frankfurt") and bool(_ODER.search(text))
    text = _EDGES.sub(" ", text.replace(".", " "))
    plain = " ".join(re.findall(r"[^\W_]+", text))
    if plain in _ALIASES:
        return _ALIASES[plain] + (" oder" if eastern else "")
    plain = " ".join(re.findall(r"[^\W_]+", _RIVERS.sub("", text))) or plain
    words = plain.split()
    for length in (3, 2, 1):  # the longest name that the town begins with, its district behind it
        head = " ".join(words[:length])
        if head in _ALIASES:
            plain = " ".join([_ALIASES[head], *words[length:]])
            break
    return plain + (" oder" if eastern else "")


def same_town(one: str, other: str) -> bool:
    """Say whether two keys mean one town, also where one of them names a district of it."""
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    return bool(shorter) and longer.startswith(shorter + " ") and longer.rpartition(" ")[2] != "oder"
