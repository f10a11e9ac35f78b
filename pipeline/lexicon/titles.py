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
        official site,official website,offizielle website,site officiel,sitio oficial,sito ufficiale,official,online""",
    )
    for word in block.split(",")
)
"""Folded titles and title parts that are useless as a name."""


def parts_of(title: str) -> tuple[str, ...]:
    """Return the parts of a title in their order, white space single, without empty and overlong ones."""
    parts = (" ".join(part.split()).strip(" -–—|:,.") for part in SEPARATOR.split(title[:300]))
    return tuple(part for part in parts if 1 < len(part) <= 80)


def is_useless(part: str) -> bool:
    """Say whether a title or heading is one of those that name no company."""
    return fold(part).strip(" !.:…") in USELESS
