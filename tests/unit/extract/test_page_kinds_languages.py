"""Kinds of pages in the menus and addresses of many languages: at least four kinds each, by words and by URL."""

import pytest

from pipeline.extract.page_kinds import page_kind, words_kind

WORDS = {
    "en": "contact: Get in touch, Find us, Our branches | about: Who we are, Our heritage | team: Meet the team | products: What we do, Our range | careers: Work for us, Current vacancies | news: Latest news | blog: Insights | privacy: Privacy notice | imprint: Company details | terms: Terms & Conditions",
    "de": "contact: Kontakt & Anfahrt, So erreichen Sie uns | imprint: Impressum, Anbieterkennzeichnung | about: Über uns, Wir über uns, Firmenprofil | team: Unser Team, Ansprechpartner & Team | products: Leistungen, Produkte & Leistungen | careers: Jobs & Karriere, Stellenangebote | news: Aktuelles | privacy: Datenschutzerklärung | terms: AGB",
    "fr": "contact: Contactez-nous, Où nous trouver | imprint: Mentions légales | about: Qui sommes-nous ?, Notre histoire, La maison | team: L'équipe, Notre équipe | products: Nos prestations, Nos réalisations, Savoir-faire | careers: Nous rejoindre, Recrutement | news: Actualités | privacy: Politique de confidentialité | terms: CGV",
    "es": "contact: Contáctanos, Dónde estamos | imprint: Aviso legal | about: Quiénes somos, Sobre nosotros, La empresa | team: Nuestro equipo | products: Servicios, Nuestros productos | careers: Trabaja con nosotros | news: Noticias | privacy: Política de privacidad | cart: Carrito",
    "it": "contact: Contatti, Dove siamo, Come raggiungerci | about: Chi siamo, L'azienda, La nostra storia | team: Il nostro team, Lo staff | products: Servizi, I nostri prodotti | careers: Lavora con noi | news: Notizie | privacy: Informativa privacy | imprint: Note legali",
    "pt": "contact: Fale conosco, Contactos, Onde estamos | about: Quem somos, Sobre nós, A empresa | team: Nossa equipe, A nossa equipa | products: Nossos serviços, Produtos | careers: Trabalhe conosco, Recrutamento | news: Notícias | privacy: Política de privacidade",
    "nl": "contact: Contact opnemen, Contactgegevens | about: Over ons, Wie zijn wij | team: Ons team | products: Onze diensten, Producten | careers: Vacatures, Werken bij ons | news: Nieuws | privacy: Privacyverklaring | terms: Algemene voorwaarden | imprint: Bedrijfsgegevens",
    "sv": "contact: Kontakta oss, Hitta hit | about: Om oss, Om företaget | team: Medarbetare, Vårt team | products: Våra tjänster, Produkter | careers: Lediga jobb, Jobba hos oss | news: Nyheter, Aktuellt | privacy: Integritetspolicy",
    "da": "contact: Kontakt os, Find os | about: Om os, Om virksomheden | team: Medarbejdere | products: Ydelser, Produkter | careers: Ledige stillinger, Job hos os | news: Nyheder | privacy: Privatlivspolitik | terms: Handelsbetingelser",
    "no": "contact: Kontakt oss, Finn oss | about: Om oss, Om selskapet | team: Ansatte | products: Tjenester, Våre produkter | careers: Ledige stillinger | news: Aktuelt | privacy: Personvern, Personvernerklæring",
    "fi": "contact: Ota yhteyttä, Yhteystiedot | about: Meistä, Yritys, Tietoa meistä | team: Henkilöstö | products: Palvelut, Tuotteet | careers: Avoimet työpaikat, Meille töihin | news: Ajankohtaista, Uutiset | privacy: Tietosuojaseloste",
    "pl": "contact: Kontakt, Skontaktuj się z nami, Jak dojechać | about: O nas, O firmie | team: Nasz zespół | products: Oferta, Nasze usługi, Produkty | careers: Kariera, Praca, Oferty pracy | news: Aktualności | privacy: Polityka prywatności | terms: Regulamin",
    "cs": "contact: Kontakty, Napište nám, Kde nás najdete | about: O nás, O společnosti, O firmě | team: Náš tým | products: Služby, Naše výrobky, Nabídka | careers: Kariéra, Volná místa | news: Aktuality, Novinky | privacy: Ochrana osobních údajů | terms: Obchodní podmínky",
    "sk": "contact: Kontakt, Kde nás nájdete, Napíšte nám | about: O nás, O spoločnosti, O firme | team: Náš tím | products: Služby, Naše služby, Produkty, Ponuka | careers: Kariéra, Voľné miesta | news: Aktuality, Novinky | privacy: Ochrana osobných údajov | terms: Obchodné podmienky",
    "hu": "contact: Kapcsolat, Elérhetőségek | about: Rólunk, Cégünkről, Bemutatkozás | team: Csapatunk, Munkatársaink | products: Szolgáltatások, Termékeink | careers: Karrier, Állások, Álláslehetőségek | news: Hírek | privacy: Adatvédelmi tájékoztató | imprint: Cégadatok | terms: ÁSZF",
    "ro": "contact: Contact, Contactați-ne, Unde ne găsiți | about: Despre noi, Cine suntem | team: Echipa noastră | products: Servicii, Produsele noastre | careers: Cariere, Locuri de muncă | news: Noutăți, Știri | privacy: Politica de confidențialitate | terms: Termeni și condiții",
    "bg": "contact: Контакти, Свържете се с нас, Връзка с нас | about: За нас, За фирмата, Кои сме ние | team: Нашият екип, Екип | products: Услуги, Нашите услуги, Продукти | careers: Кариери, Свободни позиции, Работа при нас | news: Новини | privacy: Политика за поверителност, Лични данни | terms: Общи условия",
    "hr": "contact: Kontakt, Kontaktirajte nas, Gdje smo | about: O nama, O tvrtki, Tko smo | team: Naš tim | products: Usluge, Naše usluge, Proizvodi, Ponuda | careers: Karijera, Posao, Zaposlenje | news: Novosti, Vijesti | privacy: Pravila privatnosti, Zaštita osobnih podataka | terms: Uvjeti korištenja",
    "sl": "contact: Kontakt, Kje smo, Pišite nam | about: O nas, O podjetju, Predstavitev | team: Ekipa, Naša ekipa | products: Storitve, Naše storitve, Izdelki, Ponudba | careers: Zaposlitev, Kariera | news: Novice | privacy: Varstvo osebnih podatkov, Politika zasebnosti | terms: Splošni pogoji",
    "el": "contact: Επικοινωνία, Επικοινωνήστε μαζί μας, Πού βρισκόμαστε | about: Σχετικά με εμάς, Ποιοι είμαστε, Η εταιρεία μας | team: Η ομάδα μας | products: Υπηρεσίες, Προϊόντα, Οι υπηρεσίες μας | careers: Καριέρα, Θέσεις εργασίας | news: Νέα, Ανακοινώσεις | privacy: Πολιτική απορρήτου, Προστασία δεδομένων | terms: Όροι χρήσης",
    "tr": "contact: İletişim, Bize ulaşın, Ulaşım | about: Hakkımızda, Kurumsal, Biz kimiz | team: Ekibimiz, Kadromuz | products: Hizmetlerimiz, Ürünler | careers: Kariyer, İnsan kaynakları | news: Haberler, Duyurular | privacy: Gizlilik politikası, KVKK | imprint: Künye",
    "ru": "contact: Контакты, Свяжитесь с нами, Как нас найти | about: О компании, О нас | team: Наша команда, Сотрудники | products: Услуги, Продукция, Каталог | careers: Вакансии, Карьера | news: Новости | privacy: Политика конфиденциальности | imprint: Реквизиты",
    "uk": "contact: Контакти, Зв'яжіться з нами, Як нас знайти | about: Про нас, Про компанію | team: Наша команда, Команда | products: Послуги, Продукція, Наші послуги | careers: Вакансії, Кар'єра | news: Новини | privacy: Політика конфіденційності | imprint: Реквізити",
    "lt": "contact: Kontaktai, Susisiekite | about: Apie mus, Apie įmonę | team: Komanda, Mūsų komanda | products: Paslaugos, Produktai, Prekės | careers: Karjera, Darbo pasiūlymai | news: Naujienos | privacy: Privatumo politika | terms: Taisyklės",
    "lv": "contact: Kontakti, Sazinies ar mums | about: Par mums, Par uzņēmumu | team: Mūsu komanda, Komanda | products: Pakalpojumi, Produkti | careers: Vakances, Karjera | news: Jaunumi, Ziņas | privacy: Privātuma politika",
    "et": "contact: Kontakt, Võta ühendust | about: Meist, Ettevõttest, Firmast | team: Meeskond, Meie tiim | products: Teenused, Tooted | careers: Karjäär, Tööpakkumised | news: Uudised | privacy: Privaatsuspoliitika",
    "ja": "contact: お問い合わせ, アクセス | about: 会社概要, 企業情報, 会社案内 | team: スタッフ紹介 | products: 製品情報, 事業内容, サービス | careers: 採用情報, 求人 | news: お知らせ, 新着情報 | privacy: プライバシーポリシー, 個人情報保護方針",
    "zh": "contact: 联系我们, 聯絡我們, 联系方式 | about: 关于我们, 公司简介, 企业简介 | team: 团队介绍, 我们的团队 | products: 产品中心, 服务项目, 解决方案 | careers: 人才招聘, 加入我们 | news: 新闻中心, 公司新闻, 最新消息 | privacy: 隐私政策",
    "ko": "contact: 문의하기, 오시는 길, 고객문의 | about: 회사소개, 회사 개요, 인사말 | team: 임직원, 팀 소개 | products: 제품소개, 사업분야, 서비스 | careers: 채용정보, 인재채용 | news: 공지사항, 새소식 | privacy: 개인정보처리방침",
    "ar": "contact: اتصل بنا, تواصل معنا | about: من نحن, عن الشركة | team: فريق العمل, فريقنا | products: خدماتنا, منتجاتنا | careers: وظائف, الوظائف | news: أخبار, آخر الأخبار | privacy: سياسة الخصوصية",
    "id": "contact: Hubungi Kami, Kontak | about: Tentang Kami, Profil Perusahaan | team: Tim Kami | products: Layanan Kami, Produk | careers: Karir, Lowongan | news: Berita | privacy: Kebijakan Privasi",
    "vi": "contact: Liên hệ | about: Giới thiệu, Về chúng tôi | team: Đội ngũ | products: Sản phẩm, Dịch vụ | careers: Tuyển dụng | news: Tin tức | privacy: Chính sách bảo mật",
    "he": "contact: צור קשר, יצירת קשר | about: אודות, מי אנחנו | team: הצוות שלנו, הצוות | products: השירותים שלנו, מוצרים | careers: דרושים, קריירה | news: חדשות | privacy: מדיניות פרטיות",
}

PATHS = {
    "de": "/kontakt-anfahrt.html contact | /ueber-uns/firmengeschichte about | /ansprechpartner contact | /leistungen/heizung products | /stellenangebote careers",
    "fr": "/contactez-nous contact | /nos-realisations/ products | /notre-equipe team | /mentions-legales imprint | /offres-emploi careers",
    "es": "/contacto.php contact | /quienes-somos about | /servicios/limpieza products | /bolsa-de-trabajo careers | /politica-de-privacidad privacy",
    "it": "/dove-siamo contact | /chi-siamo.html about | /prodotti/valvole products | /lavora-con-noi careers | /lo-staff team",
    "pt": "/fale-conosco contact | /a-empresa about | /trabalhe-conosco careers | /servicos/obras products",
    "nl": "/over-ons about | /diensten/schilderwerk products | /werken-bij careers | /ons-team team | /contact/route contact",
    "sv": "/kontakta-oss contact | /om-oss/historia about | /tjanster/malning products | /lediga-jobb careers | /medarbetare team",
    "da": "/om-os about | /ydelser/tag products | /ledige-stillinger careers | /medarbejdere team",
    "no": "/om-oss about | /tjenester/graving products | /ledige-stillinger careers | /ansatte team",
    "fi": "/yhteystiedot contact | /yritys about | /palvelut/huolto products | /avoimet-tyopaikat careers",
    "pl": "/o-firmie about | /oferta/pompy products | /kariera careers | /polityka-prywatnosci privacy | /zespol team",
    "cs": "/o-nas about | /sluzby/montaze products | /volna-mista careers | /kontakty contact",
    "sk": "/o-spolocnosti about | /sluzby/montaz products | /volne-miesta careers | /kontakty contact",
    "hu": "/rolunk about | /szolgaltatasok/epites products | /karrier careers | /elerhetosegek contact",
    "ro": "/despre-noi about | /servicii/montaj products | /cariere careers | /echipa team",
    "hr": "/o-nama about | /usluge/gradnja products | /karijera careers | /nas-tim team",
    "tr": "/hakkimizda about | /urunler/pompa products | /kariyer careers | /iletisim contact | /insan-kaynaklari careers",
    "ru": "/o-kompanii about | /uslugi/remont products | /vakansii careers | /kontakty contact | /rekvizity imprint",
    "uk": "/pro-nas about | /poslugy/remont products | /vakansii careers | /kontakty contact",
    "el": "/epikoinonia contact | /etaireia about | /ypiresies/service products | /proionta products",
    "ja": "/company about | /recruit careers | /access contact | /service products | /news/2026 news",
}


def _cases() -> list[tuple[str, str, str]]:
    return [
        (language, kind.strip(), words.strip())
        for language, line in WORDS.items()
        for part in line.split("|")
        for kind, _, listed in [part.partition(":")]
        for words in listed.split(",")
    ]


@pytest.mark.parametrize(("language", "kind", "words"), _cases())
def test_words_of_menus(language: str, kind: str, words: str) -> None:
    assert words_kind(words) == kind


@pytest.mark.parametrize(("path", "kind"), [tuple(pair.split()) for line in PATHS.values() for pair in line.split("|")])
def test_addresses(path: str, kind: str) -> None:
    assert page_kind(f"https://firm.example{path}") == kind


def test_the_table_is_broad() -> None:
    kinds = {language: {kind for code, kind, _ in _cases() if code == language} for language in WORDS}
    assert len(kinds) >= 18
    assert all(len(found) >= 4 for found in kinds.values())
