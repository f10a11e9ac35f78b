"""The words by which menus and URLs announce pages, in some twenty-five languages: kind of page -> phrases, parted by " · "."""

PAGE_WORDS: dict[str, str] = {
    "imprint": """impressum · imprint · legal notice · legal notices · legal disclosure · site notice · company information · company details · mentions légales
        mention légale · informations légales · infos légales · aviso legal · información legal · datos legales · note legali · dati societari
        informazioni legali · informações legais · dados da empresa · bedrijfsgegevens · colofon · colophon · företagsinformation · företagsuppgifter
        firmaopplysninger · virksomhedsoplysninger · yritystiedot · dane firmy · dane rejestrowe · o wydawcy · firemní údaje · tiráž · impresum
        cégadatok · date firma · date de identificare · реквизиты · rekvizity · правовая информация · реквізити · rekvizyty · юридична інформація
        στοιχεία εταιρείας · künye · şirket bilgileri · yasal bilgiler · 特定商取引法 · 特定商取引法に基づく表記 · tokushoho · tokusho · 运营者信息
        사업자정보 · お店情報 · juridinė informacija · rekvizitai · juridiskā informācija · rekvizīti · rekvisiidid · pravne informacije""",
    "contact": """contact · contacts · contact us · contact info · contact form · contact details · contact page · get in touch · reach us · find us
        where to find us · write to us · locations · our locations · directions · get directions · visit us · enquiry · enquiries · inquiry · kontakt
        kontakte · kontaktformular · kontaktdaten · kontakt und anfahrt · anfahrt · so finden sie uns · standort · standorte · ansprechpartner
        kontaktieren sie uns · schreiben sie uns · contactez nous · nous contacter · nous trouver · coordonnées · accès · contacto · contáctanos
        contáctenos · contactar · contactanos · donde estamos · dónde estamos · ubicación · contatti · contattaci · contatto · dove siamo · contato
        fale conosco · contactos · contacte nos · entre em contato · onde estamos · localização · contactgegevens · neem contact op · contact opnemen
        route · vestigingen · kontakta oss · kontakta · kontaktuppgifter · hitta hit · kontakt oss · kontakt os · kontaktinfo · finn oss · find os
        ota yhteyttä · yhteystiedot · yhteys · hafa samband · kontakty · kontakt z nami · skontaktuj się · jak dojechać · napište nám · kde nás najdete
        kapcsolat · elérhetőség · elérhetőségek · elerhetoseg · contactați ne · контакты · контакт · kontakti · свяжитесь с нами · как нас найти
        обратная связь · адреса · контакти · зв'язатися з нами · επικοινωνία · epikoinonia · epikinonia · iletişim · bize ulaşın · bize ulasin · ulaşım
        お問い合わせ · お問合せ · 問い合わせ · アクセス · otoiawase · toiawase · inquiry form · access · access map · 联系我们 · 聯絡我們 · 联系方式
        lianxi · lianxiwomen · 문의 · 문의하기 · 오시는길 · 연락처 · اتصل بنا · تماس با ما · צור קשר · hubungi kami · kontak · liên hệ · lien he
        ติดต่อเรา · ติดต่อ · संपर्क · kontaktai · susisiekite · sazinies ar mums · kontaktid · võta ühendust · stik · quote · get a quote · request a quote
        free quote · request quote · get quote · angebot anfordern · angebot anfragen · anfrage · demander un devis · devis · devis gratuit
        solicitar presupuesto
        presupuesto · cotización · cotizar · preventivo · richiedi preventivo · richiesta preventivo · orçamento · solicitar orçamento · offerte aanvragen
        offerte · offertförfrågan · begär offert · offert · få tilbud · tilbud · be om tilbud · pyydä tarjous · tarjouspyyntö · wycena · zapytanie ofertowe
        bezpłatna wycena · poptávka · nezávazná poptávka · dopyt · ajánlatkérés · cere ofertă · zahtjev za ponudu · заявка · оставить заявку · замовити дзвінок
        ζητήστε προσφορά · teklif al · teklif iste · お見積り · 見積依頼 · 견적문의 · 견적요청 · 在线咨询 · 索取报价 · yêu cầu báo giá""",
    "about": """about · about us · aboutus · about company · who we are · our story · our company · our history · company · company profile · corporate profile
        profile · the company · our mission · our values · overview · über uns · ueber uns · wir über uns · unternehmen · das unternehmen · firma
        die firma · unsere geschichte · firmengeschichte · philosophie · leitbild · profil · wer wir sind · das sind wir · à propos · a propos
        qui sommes nous · notre histoire · notre entreprise · entreprise · l'entreprise · la société · présentation · notre savoir faire · sobre nosotros
        quiénes somos · quienes somos · nosotros · empresa · la empresa · nuestra empresa · nuestra historia · acerca de · conócenos · chi siamo · azienda
        l'azienda · la nostra storia · storia · il gruppo · sobre nós · sobre nos · sobre · quem somos · a empresa · nossa história · over ons · over
        wie zijn wij · wie we zijn · ons bedrijf · ons verhaal · bedrijf · om oss · om företaget · om os · om · om virksomheden · vår historia · historia
        firmaet · selskapet · meistä · tietoa meistä · yritys · um okkur · o nas · o firmie · firma o nas · kim jesteśmy · historia firmy · o nás
        o společnosti · o spoločnosti · o firmě · profil firmy · rólunk · bemutatkozás · cégünkről · cégünk · despre noi · despre · o nama · o podjetju
        о нас · о компании · o kompanii · o-nas · компания · kompaniya · история компании · про нас · pro nas · про компанію · pro kompaniyu · за нас
        za nas · σχετικά με εμάς · η εταιρεία · εταιρεία · etaireia · ποιοι είμαστε · hakkımızda · hakkimizda · kurumsal · biz kimiz · şirket profili
        会社概要 · 会社案内 · 企業情報 · 当社について · 私たちについて · 会社情報 · kaisya · kaisha · gaiyou · gaiyo · 关于我们 · 關於我們 · 公司简介
        公司簡介 · guanyu · 회사소개 · 회사개요 · من نحن · درباره ما · אודות · עלינו · tentang kami · tentang · profil perusahaan · giới thiệu
        gioi thieu · về chúng tôi · เกี่ยวกับเรา · हमारे बारे में · apie mus · par mums · meist · ettevõttest""",
    "team": """team · our team · the team · meet the team · meet our team · people · our people · staff · leadership · management · management team · board
        founders · who is who · das team · unser team · mitarbeiter · mitarbeitende · ansprechpartner team · geschäftsführung · vorstand · équipe
        notre équipe · l'équipe · equipe · equipo · nuestro equipo · el equipo · il team · il nostro team · squadra · staff medico · nossa equipe
        a equipa · equipa · ons team · het team · medewerkers · mensen · vårt team · medarbetare · personal · våra medarbetare · ansatte · medarbejdere
        vores team · henkilöstö · henkilökunta · tiimi · starfsfólk · zespół · nasz zespół · nasi specjaliści · tým · náš tým · náš tím · csapat
        csapatunk · munkatársak · munkatársaink · echipa · echipa noastră · naš tim · tim · команда · наша команда · сотрудники · komanda · руководство
        наші спеціалісти · екип · нашият екип · η ομάδα μας · ομάδα · ekibimiz · ekip · kadromuz · スタッフ · スタッフ紹介 · メンバー · 代表挨拶 · 团队
        我们的团队 · 팀 · 임직원 · فريقنا · فريق العمل · הצוות · tim kami · đội ngũ · ทีมงาน · mūsu komanda · meeskond""",
    "products": """products · product · our products · services · service · our services · what we do · solutions · our solutions · offer · our offer
        capabilities
        expertise · practice areas · treatments · portfolio · references · projects · our work · case studies · cases · customers · clients · pricing
        prices · menu · catalog · catalogue · shop · store · produkte · produkt · leistungen · unsere leistungen · dienstleistungen · angebot · angebote
        sortiment · lösungen · referenzen · projekte · leistungsspektrum · preise · speisekarte · produits · nos produits · nos services · prestations
        nos prestations · nos solutions · offres · réalisations · nos réalisations · références · activités · nos activités · tarifs · métiers · productos
        nuestros productos · servicios · nuestros servicios · soluciones · proyectos · trabajos · precios · tratamientos · prodotti · i nostri prodotti
        servizi · i nostri servizi · soluzioni · progetti · realizzazioni · listino · trattamenti · produtos · nossos produtos · serviços
        nossos serviços · soluções · projetos · producten · onze producten · diensten · onze diensten · oplossingen · projecten · wat we doen
        wat wij doen · aanbod · prijzen · referenties · werkzaamheden · produkter · våra produkter · tjänster · våra tjänster · tjenester · våre tjenester
        ydelser · løsninger · lösningar · referenser · referanser · referencer · prosjekter · projekt · priser · behandlingar · behandlinger · tuotteet
        palvelut · ratkaisut · referenssit · hinnasto · vörur · þjónusta · produkty · nasze produkty · usługi · nasze usługi · oferta · cennik
        realizacje · rozwiązania · služby · naše služby · nabídka · ceník · řešení · realizace · výrobky · ponuka · cenník · termékek · szolgáltatások
        szolgáltatásaink · termékeink · árak · referenciák · produse · servicii · serviciile noastre · proizvodi · usluge · reference · storitve · izdelki
        продукция · produkciya · produktsiya · продукты · услуги · uslugi · наши услуги · каталог · katalog · решения · цены · проекты · работы · послуги
        poslugy · posluhy · продукція · ціни · наші роботи · продукти · προϊόντα · proionta · υπηρεσίες · ypiresies · έργα · ürünler · urunler
        ürünlerimiz · hizmetler · hizmetlerimiz · çözümler · projeler · referanslar · 製品 · 製品情報 · 商品 · 商品一覧 · サービス · サービス案内
        事業内容 · 事業案内 · 業務内容 · 導入事例 · 施工事例 · 実績 · メニュー · 料金 · jigyo · gyomu · 产品 · 产品中心 · 產品 · 服务 · 服務項目
        解决方案 · chanpin · 제품 · 제품소개 · 서비스 · 사업영역 · 사업분야 · خدماتنا · خدمات · منتجات · منتجاتنا · محصولات · השירותים שלנו · שירותים
        מוצרים · produk · layanan · layanan kami · sản phẩm · san pham · dịch vụ · dich vu · สินค้า · บริการ · उत्पाद · सेवाएं · paslaugos · produktai
        pakalpojumi · teenused · tooted""",
    "careers": """careers · career · jobs · job · work with us · join us · join our team · vacancies · openings · open positions · we are hiring · recruitment
        karriere · stellenangebote · stellen · offene stellen · jobs und karriere · ausbildung · arbeiten bei uns · carrière · carrières · recrutement
        nous rejoindre · rejoignez nous · emplois · emploi · offres d'emploi · trabaja con nosotros · trabajá con nosotros · empleo · empleos · únete
        carreras · lavora con noi · carriere · posizioni aperte · trabalhe conosco · carreiras · vagas · recrutamento · junte se a nós · werken bij
        vacatures · vacature · werken bij ons · karriär · lediga jobb · lediga tjänster · jobba hos oss · jobba med oss · arbeta hos oss · arbeta med oss
        jobb · ledige stillinger · jobb hos oss · bli med · job hos os · karriere hos os · ura · työpaikat · avoimet työpaikat · rekry · meille töihin
        störf · kariera · praca · oferty pracy · dołącz do nas · kariéra · volná místa · voľné miesta · práce u nás · karrier · állás · állások · cariere
        locuri de muncă · karijera · zaposlitev · posao · вакансии · vakansii · карьера · работа у нас · вакансії · kar'yera · кариера · θέσεις εργασίας
        καριέρα · kariyer · insan kaynakları · iş ilanları · 採用情報 · 採用 · 求人 · 求人情報 · recruit · saiyo · saiyou · 加入我们 · 招聘 · 人才招聘
        诚聘英才 · 채용 · 채용정보 · 인재채용 · وظائف · الوظائف · דרושים · קריירה · karir · lowongan · tuyển dụng · tuyen dung · ร่วมงานกับเรา · สมัครงาน
        करियर · karjera · karjeras · vakances · töö""",
    "news": """news · latest news · newsroom · press · press releases · media · media centre · events · aktuelles · neuigkeiten · nachrichten · presse · termine
        veranstaltungen · actualités · actualites · actus · actu · presse et médias · évènements · noticias · novedades · prensa · actualidad · eventos
        notizie · novità · news ed eventi · eventi · stampa · notícias · novidades · imprensa · nieuws · actueel · pers · agenda · nyheter · nyheder
        aktuellt · aktuelt · pressrum · presserom · uutiset · ajankohtaista · fréttir · aktualności · wiadomości · aktuality · novinky · hírek
        aktualitások · noutăți · știri · novosti · vijesti · novice · новости · пресс-центр · события · новини · novyny · νέα · ανακοινώσεις · haberler
        duyurular · basın · お知らせ · ニュース · 新着情報 · oshirase · topics · 新闻 · 新闻中心 · 新聞 · 公司新闻 · 最新消息 · xinwen · 뉴스 · 공지사항
        새소식 · أخبار · الأخبار · اخبار · חדשות · berita · tin tức · tin tuc · ข่าวสาร · ข่าว · समाचार · naujienos · jaunumi · uudised""",
    "blog": """blog · blogs · our blog · articles · insights · knowledge · magazine · journal · stories · ratgeber · magazin · wissen · fachartikel · le blog
        conseils · articles et conseils · artículos · consejos · articoli · guide · artigos · dicas · artikelen · kennisbank · tips · blogg · artiklar
        kunskapsbank · artikler · viden · blogi · artikkelit · artykuły · porady · články · rady · cikkek · tanácsok · articole · sfaturi · članci · блог
        статьи · stati · полезное · статті · statti · статии · άρθρα · ιστολόγιο · makaleler · yazılar · ブログ · コラム · スタッフブログ · 博客 · 文章
        블로그 · مدونة · مقالات · בלוג · מאמרים · artikel · bài viết · บทความ · ब्लॉग · straipsniai · raksti · blogid""",
    "privacy": """privacy · privacy policy · privacy notice · privacy statement · data protection · cookie policy · cookies · cookie · gdpr · datenschutz
        datenschutzerklärung · datenschutzhinweise · cookie richtlinie · confidentialité · politique de confidentialité · rgpd · données personnelles
        protection des données · politique de cookies · privacidad · política de privacidad · política de cookies · protección de datos
        informativa privacy · informativa · informativa cookie · privacidade · política de privacidade · privacybeleid · privacyverklaring · cookiebeleid
        integritetspolicy · personuppgiftspolicy · dataskydd · gdpr policy · personvern · personvernerklæring · privatlivspolitik · persondatapolitik
        cookiepolitik · tietosuoja · tietosuojaseloste · rekisteriseloste · persónuverndarstefna · polityka prywatności · rodo · polityka cookies
        ochrana osobních údajů · ochrana osobných údajov · zásady ochrany · zpracování osobních údajů · adatvédelem · adatkezelés
        adatkezelési tájékoztató · adatvédelmi tájékoztató · confidențialitate · politica de confidențialitate · pravila privatnosti · varstvo podatkov
        zasebnost · политика конфиденциальности · конфиденциальность · обработка персональных данных · персональные данные · політика конфіденційності
        поверителност · προσωπικά δεδομένα · πολιτική απορρήτου · gizlilik · gizlilik politikası · kvkk · aydınlatma metni · çerez politikası
        プライバシーポリシー · 個人情報保護方針 · 個人情報 · 隐私政策 · 隱私權政策 · 개인정보처리방침 · 개인정보 · سياسة الخصوصية · מדיניות פרטיות
        kebijakan privasi · chính sách bảo mật · นโยบายความเป็นส่วนตัว · privatumo politika · privātuma politika · privaatsuspoliitika""",
    "terms": """terms · terms of use · terms of service · terms and conditions · conditions · disclaimer · agb · allgemeine geschäftsbedingungen
        nutzungsbedingungen · widerruf · widerrufsbelehrung · haftungsausschluss · cgv · cgu · conditions générales · conditions générales de vente
        condiciones · términos y condiciones · condiciones de uso · términos de uso · termini e condizioni · condizioni generali · condizioni di vendita
        termos de uso · termos e condições · algemene voorwaarden · voorwaarden · villkor · köpvillkor · allmänna villkor · vilkår · kjøpsvilkår
        handelsbetingelser · salgsbetingelser · käyttöehdot · toimitusehdot · skilmálar · regulamin · obchodní podmínky · obchodné podmienky · podmínky
        ászf · általános szerződési feltételek · termeni și condiții · uvjeti · splošni pogoji · условия · пользовательское соглашение · оферта
        публичная оферта · умови використання · общи условия · όροι χρήσης · kullanım koşulları · şartlar · mesafeli satış sözleşmesi · 利用規約
        ご利用規約 · 服务条款 · 使用条款 · 이용약관 · شروط الاستخدام · תנאי שימוש · תקנון · syarat dan ketentuan · điều khoản · ข้อกำหนด · taisyklės
        noteikumi""",
    "cart": """cart · basket · checkout · my cart · shopping cart · wishlist · order tracking · warenkorb · kasse · panier · commande · carrito · cesta
        carrello · cassa · carrinho · winkelwagen · winkelmand · afrekenen · varukorg · kundvagn · kassa · handlekurv · indkøbskurv · kurv · ostoskori
        koszyk · zamówienie · košík · kosik · kosár · coș · kosarica · košarica · корзина · korzina · кошик · koshyk · количка · καλάθι · sepet · sepetim
        ödeme · カート · 買い物かご · 购物车 · 購物車 · 장바구니 · سلة · keranjang · giỏ hàng · ตะกร้า""",
    "login": """login · log in · sign in · signin · signup · sign up · register · my account · account · customer portal · portal login · wp login · logout
        lost password · anmelden · anmeldung · einloggen · mein konto · kundenlogin · registrieren · connexion · se connecter · mon compte · inscription
        iniciar sesión · acceder · mi cuenta · accedi · area clienti · area riservata · il mio account · entrar · minha conta · inloggen · mijn account
        aanmelden · logga in · mina sidor · logg inn · min side · min konto · log ind · kirjaudu · omat sivut · innskráning · logowanie · zaloguj
        moje konto · přihlášení · můj účet · prihlásenie · bejelentkezés · belépés · fiókom · autentificare · contul meu · prijava · moj račun · войти
        вход · личный кабинет · регистрация · увійти · особистий кабінет · σύνδεση · giriş · giriş yap · üye girişi · hesabım · ログイン · マイページ
        登录 · 登入 · 로그인 · 회원가입 · تسجيل الدخول · התחברות · masuk · đăng nhập · เข้าสู่ระบบ · prisijungti""",
}
"""Spellings without accents and with ae, oe, ue, aa are made from these (``page_kinds``)."""
