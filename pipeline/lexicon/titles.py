"""Titles and headings that name no company, in many languages, and how titles are cut into parts."""

import re

from domain.identity import fold

SEPARATOR = re.compile(r"\s+[|–—\-·•»«/:~>＞]{1,2}\s+|\s*[|｜•»«]\s*|:\s+|\s+::\s+|【|】|\s[-–—]|[-–—]\s")

USELESS = frozenset(
    fold(word)
    for block in (
        """home,homepage,home page,start,startseite,startsida,startside,hem,hjem,forside,etusivu,accueil,page d'accueil,inicio,início,portada,
        pagina principal,página principal,principal,home ita,pagina iniziale,homepagina,welkom,
        welcome,willkommen,herzlich willkommen,bienvenue,bienvenidos,bienvenido,benvenuti,benvenuto,bem-vindo,välkommen,velkommen,tervetuloa,witamy,
        vítejte,vitajte,üdvözöljük,strona główna,strona glowna,úvod,úvodní stránka,domov,kezdőlap,főoldal,acasă,
        naslovna,početna,главная,главная страница,головна,добро пожаловать,ласкаво просимо,αρχική,anasayfa,ana sayfa,hoş geldiniz,beranda,trang chủ,
        ホーム,トップ,トップページ,首页,主页,홈,الرئيسية,ראשי""",
        """untitled,untitled document,untitled page,document,new page,page,index,index html,title,my site,my website,website,site,web site,site title,
        just another wordpress site,coming soon,under construction,react app,vite app,vue app,next app,weiterleitung,redirecting,redirect,
        document sans titre,documento sin título,documento senza titolo,unbenanntes dokument,namnlöst dokument,bez tytułu,default,test,
        404,not found,page not found,error,seite nicht gefunden,page non trouvée,landing page,blog,news,aktuelles,actualités,noticias,notizie,nyheter,
        aktualności,новости,новини,haberler""",
        """contact,contact us,contacts,get in touch,kontakt,kontakta oss,kontakt oss,kontakt os,ota yhteyttä,yhteystiedot,contactez-nous,
        nous contacter,contacto,contáctenos,contatti,contattaci,contato,kontakty,kapcsolat,контакты,контакти,επικοινωνία,iletişim,bize ulaşın,お問い合わせ,
        联系我们,문의,
        about,about us,who we are,our story,our team,team,über uns,ueber uns,unternehmen,wir,das team,om oss,om os,a propos,à propos,qui sommes-nous,
        quiénes somos,nosotros,sobre nosotros,chi siamo,azienda,sobre,quem somos,over ons,o nas,o nás,о нас,о компании,про нас,hakkımızda,kurumsal,
        会社概要,会社案内,关于我们,회사소개,
        imprint,impressum,legal notice,legal,mentions légales,aviso legal,note legali,privacy,privacy policy,datenschutz,datenschutzerklärung,
        integritetspolicy,politique de confidentialité,política de privacidad,informativa privacy,cookies,cookie policy,terms,terms and conditions,
        terms of service,agb,disclaimer,polityka prywatności,privacyverklaring,personvern,gizlilik politikası,プライバシーポリシー,
        services,our services,leistungen,angebot,tjänster,våra tjänster,tjenester,palvelut,prestations,nos services,servicios,servizi,serviços,
        diensten,usługi,oferta,služby,услуги,послуги,hizmetler,hizmetlerimiz,サービス,products,produkte,produkter,produits,productos,prodotti,producten,
        produkty,продукция,ürünler,製品,
        faq,gallery,galerie,galleri,galería,galleria,galeria,галерея,galeri,references,referenzen,referenser,références,portfolio,projects,projekte,
        projekt,projets,proyectos,progetti,projecten,realizacje,projeler,projekty,prices,preise,priser,tarifs,precios,prezzi,cennik,ceník,цены,jobs,
        careers,karriere,career,shop,menu,search,login,cart,sitemap,logo,image,bild,header,footer,banner,icon,all rights reserved,
        meu site,meu negócio,minha loja,novo site,sem título,mi sitio,mi sitio web,mi web,mi página,mi tienda,nuevo sitio,sin título,mon site,mon site web,
        ma boutique,nouveau site,
        sans titre,meine website,meine webseite,meine seite,meine homepage,neue website,neue seite,ohne titel,il mio sito,il mio sito web,nuovo sito,
        senza titolo,mijn site,
        mijn website,naamloos,min hemsida,min side,min nettside,uten navn,uden titel,kotisivuni,moja strona,nowa strona,můj web,moje stránky,moja stránka,
        a weboldalam,
        site-ul meu,moja stranica,moj sajt,мой сайт,новый сайт,без названия,мій сайт,моят сайт,το site μου,benim sitem,sitem,situs saya,trang web của tôi,
        マイサイト,我的网站,我的網站,내 사이트,موقعي,האתר שלי,
        admin,administrator,super user,superuser,webmaster,editor,author,root,user,heim,forsíða,esileht,sākums,pradžia,pagrindinis,sākumlapa,hjemmeside,
        mainpage,main page,main,index page,store,blogs,
        wix,wix com,wix.com,squarespace,wordpress,wordpress.com,wordpress site,my wordpress,my wordpress blog,wordpress blog,jimdo,weebly,shopify,godaddy,
        webflow,
        tilda,tilda publishing,joomla,joomla!,drupal,magento,prestashop,typo3,typo3 cms,elementor,divi,avada,astra,generatepress,oceanwp,betheme,enfold,
        bootstrap,blogger,
        ghost,webnode,site123,strikingly,duda,hostinger,google sites,framer,carrd,zyro,ionos,strato,my blog,my store,my shop,my company,my business,
        company name,
        your company,your company name,your business,business name,your logo,site name,brand name,lorem ipsum,company,mysite,new site,my site 1,
        official site,official website,offizielle website,site officiel,sitio oficial,sito ufficiale,official,online""",
    )
    for word in block.split(",")
)
"""Folded titles and title parts that are useless as a name."""


def parts_of(title: str) -> tuple[str, ...]:
    """Return the parts of a title in their order, white space single, without empty and overlong ones."""
    parts = (" ".join(part.split()).strip(" -–—|:,.") for part in SEPARATOR.split(title[:300]))
    return tuple(part for part in parts if 1 < len(part) <= 80)


_GREETINGS = (
    r"(?:(?:herzlich|sehr herzlich)\s)?willkommen(?:\s(?:bei(?:m|\sder|\sden)?|in(?:\sder|\sunserem)?|im|auf(?:\sder)?|zu(?:m|r)?))?",
    r"welcome\s(?:to|at)(?:\sthe)?",
    r"bienvenue\s(?:chez|à|au|aux|sur|dans)(?:\sle|\sla)?",
    r"bienvenid[oa]s?\s(?:al?|en)(?:\sla)?",
    r"benvenut[oi]\s(?:da|in|al?|su|nel|sul)",
    r"bem[- ]vind[oa]s?\s(?:ao?|à|aos)",
    r"welkom\s(?:bij|op|in)(?:\sde|\shet)?",
    r"välkommen\still|velkommen\s(?:hos|till?)|tervetuloa",
    r"witamy\s(?:w|na(?:\sstronie)?)|vítejte\s(?:v|na|u)|vitajte\s(?:v|na|u)",
    r"üdvözöljük\sa|bun\s?venit\s(?:la|pe)|bine ați venit\s(?:la|pe)|dobro ?došli\s(?:u|na|kod)",
    r"добро пожаловать\s(?:в|на)|ласкаво просимо\s(?:до|в|на)|καλώς ήρθατε\s(?:στο|στη|στην)",
    r"about|contact|about us at|contact us at|über|kontakt|home of|die firma|das unternehmen",
)
_GREETING = re.compile(rf"^(?:{'|'.join(_GREETINGS)})[\s:,]{{1,3}}(?=\S)", re.I)


def without_greeting(part: str) -> str:
    """Return a title part without the words that greet or lead ("Welcome to Acme", "About Acme"); unchanged when there are none."""
    return _GREETING.sub("", part, count=1)


def is_useless(part: str) -> bool:
    """Say whether a title or heading is one of those that name no company."""
    return fold(part).strip(" !.:…") in USELESS
