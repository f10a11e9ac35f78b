"""Hosts that many companies share: free mail, networks, markets, directories. What stands there says nothing of who a company is."""

import re
from functools import lru_cache

from domain.identity import registrable_domain

_FREE = """gmail googlemail outlook hotmail live msn yahoo ymail rocketmail icloud me mac aol gmx web t-online freenet arcor proton protonmail zoho
    mail email inbox yandex ya bk list rambler ukr i meta wp o2 op onet interia poczta gazeta seznam centrum volny azet freemail citromail
    libero virgilio tiscali alice tin orange wanadoo free sfr laposte neuf bbox numericable telia bredband telenor online comhem spray tele2
    passagen btinternet sky talktalk virginmedia ntlworld telefonica terra uol bol ig ziggo kpnmail kpnplanet planet hetnet home xs4all casema
    upcmail telenet skynet bluewin sunrise aon chello a1 comcast verizon att sbcglobal bellsouth cox charter earthlink shaw rogers telus bigpond
    optusnet xtra cogeco videotron sympatico bell eastlink sasktel mts blueyonder ntl talk21 plusnet iinet tpg internode westnet eircom optonline
    windstream frontier frontiernet centurylink centurytel embarqmail juno netzero rr mindspring prodigy hughes suddenlink mchsi adelphia netscape
    bezeqint netvision walla indosat telkom singnet pacific netvigator hinet seed
    163 126 qq sina foxmail naver daum hanmail docomo ezweb rediffmail sapo mynet otenet"""
FREE_HOSTS = re.compile(rf"^(?:{'|'.join(sorted(_FREE.split()))})\.(?:com|net|org|[a-z]{{2}}|co\.[a-z]{{2}}|com\.[a-z]{{2}}|ne\.jp)$")
"""Mail hosts that anyone can have an address at."""

_WORDS_OF_NETWORKS = """facebook.com fb.com instagram.com linkedin.com twitter.com x.com youtube.com tiktok.com pinterest.com xing.com
vk.com ok.ru t.me telegram.me wa.me
whatsapp.com linktr.ee beacons.ai bio.link campsite.bio lnk.bio taplink.cc snapchat.com threads.net naver.com line.me google.com goo.gl
maps.app.goo.gl g.page bit.ly youtu.be vimeo.com github.com"""
_NETWORKS = frozenset(_WORDS_OF_NETWORKS.split())
_WORDS_OF_MARKETS = """amazon.com amazon.de amazon.fr amazon.it amazon.es amazon.co.uk ebay.com ebay.de ebay.fr ebay.co.uk etsy.com
alibaba.com aliexpress.com allegro.pl
bol.com cdiscount.com mercadolibre.com mercadolivre.com.br rakuten.co.jp zalando.de otto.de kaufland.de hood.de avito.ru ozon.ru wildberries.ru
made-in-china.com globalsources.com indiamart.com tradeindia.com wlw.de wer-liefert-was.de europages.com kompass.com gelbeseiten.de dasoertliche.de
11880.com golocal.de yelp.com yelp.de tripadvisor.com booking.com airbnb.com herold.at local.ch search.ch pagesjaunes.fr paginegialle.it
paginasamarillas.es goudengids.nl telefoonboek.nl yell.com yellowpages.com thomasnet.com trustpilot.com provenexpert.com northdata.de firmenwissen.de
wikipedia.org crunchbase.com f6s.com clutch.co treatwell.de lieferando.de ubereats.com just-eat.co.uk jameda.de doctolib.de doctolib.fr myhammer.de
checkatrade.com immobilienscout24.de mobile.de autoscout24.de gutefrage.net sites.google.com business.site"""
_MARKETS = frozenset(_WORDS_OF_MARKETS.split())


@lru_cache(maxsize=20_000)
def is_common(host: str) -> bool:
    """Say whether a host is one that many companies use: of a mail domain or a website it is no ground for who a company is."""
    domain = registrable_domain(host)
    return domain in _NETWORKS or domain in _MARKETS or host in _MARKETS or bool(FREE_HOSTS.match(host) or FREE_HOSTS.match(domain))
