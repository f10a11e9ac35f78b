"""The words by which menus and URLs announce pages, in some twenty-five languages: kind of page -> phrases, parted by " · "."""

PAGE_WORDS: dict[str, str] = {
    "imprint": """impressum · imprint · legal notice · legal notices · legal disclosure · site notice · company information · company details
        mentions légales
        mention légale · informations légales · infos légales · aviso legal · información legal · datos legales · note legali · dati societari
        informazioni legali · informações legais · dados da empresa · bedrijfsgegevens · colofon · colophon · företagsinformation · företagsuppgifter
        firmaopplysninger · virksomhedsoplysninger · yritystiedot · dane firmy · dane rejestrowe · o wydawcy · firemní údaje · tiráž · impresum
        cégadatok · date firma · date de identificare · реквизиты · rekvizity · правовая информация · реквізити · rekvizyty · юридична інформація
        στοιχεία εταιρείας · künye · şirket bilgileri · yasal bilgiler · 特定商取引法 · 特定商取引法に基づく表記 · tokushoho · tokusho · 运营者信息
        사업자정보 · お店情報 · juridinė informacija · rekvizitai · juridiskā informācija · rekvizīti · rekvisiidid · pravne informacije
        anbieterkennzeichnung · angaben gemäß § 5 tmg · rechtliche hinweise · legal information · legal info · legal · información de la empresa
        datos de la empresa · dane kontaktowe firmy · rejstříkové údaje · obchodné údaje · правна информация · данни за фирмата · podaci o tvrtki
        podaci o firmi · podatki o podjetju · στοιχεία επιχείρησης · νομικές πληροφορίες · 公司信息 · 营业执照 · 사업자 정보 · 기업정보""",
    "contact": """contact · contacts · contact us · contact info · contact form · contact details · contact page · get in touch · reach us · find us
        where to find us · write to us · locations · our locations · directions · get directions · visit us · enquiry · enquiries · inquiry · kontakt
        kontakte · kontaktformular · kontaktdaten · kontakt und anfahrt · anfahrt · so finden sie uns · standort · standorte · ansprechpartner
        kontaktieren sie uns · schreiben sie uns · contactez nous · nous contacter · nous trouver · coordonnées · accès · contacto · contáctanos
        contáctenos · contactar · contactanos · donde estamos · dónde estamos · ubicación · contatti · contattaci · contatto · dove siamo · contato
        fale conosco · contactos · contacte nos · entre em contato · onde estamos · localização · contactgegevens · neem contact op · contact opnemen
        route · vestigingen · kontakta oss · kontakta · kontaktuppgifter · hitta hit · kontakt oss · kontakt os · kontaktinfo · finn oss · find os
        ota yhteyttä · yhteystiedot · yhteys · hafa samband · kontakty · kontakt z nami · skontaktuj się · jak dojechać · napište nám
        kde nás najdete
        kapcsolat · elérhetőség · elérhetőségek · elerhetoseg · contactați ne · контакты · контакт · kontakti · свяжитесь с нами · как нас найти
        обратная связь · адреса · контакти · зв'язатися з нами · επικοινωνία · epikoinonia · epikinonia · iletişim · bize ulaşın
        bize ulasin · ulaşım
        お問い合わせ · お問合せ · 問い合わせ · アクセス · otoiawase · toiawase · inquiry form · access · access map · 联系我们 · 聯絡我們 · 联系方式
        lianxi · lianxiwomen · 문의 · 문의하기 · 오시는길 · 연락처 · اتصل بنا · تماس با ما · צור קשר · hubungi kami · kontak · liên hệ · lien he
        ติดต่อเรา · ติดต่อ · संपर्क · kontaktai · susisiekite · sazinies ar mums · kontaktid · võta ühendust · stik · quote · get a quote
        request a quote
        free quote · request quote · get quote · angebot anfordern · angebot anfragen · anfrage · demander un devis · devis · devis gratuit
        solicitar presupuesto
        presupuesto · cotización · cotizar · preventivo · richiedi preventivo · richiesta preventivo · orçamento · solicitar orçamento
        offerte aanvragen
        offerte · offertförfrågan · begär offert · offert · få tilbud · tilbud · be om tilbud · pyydä tarjous · tarjouspyyntö · wycena
        zapytanie ofertowe
        bezpłatna wycena · poptávka · nezávazná poptávka · dopyt · ajánlatkérés · cere ofertă · zahtjev za ponudu · заявка · оставить заявку
        замовити дзвінок
        ζητήστε προσφορά · teklif al · teklif iste · お見積り · 見積依頼 · 견적문의 · 견적요청 · 在线咨询 · 索取报价 · yêu cầu báo giá
        branches · our branches · our offices · contact and directions · how to find us · where we are · so erreichen sie uns · ihr weg zu uns
        wegbeschreibung · filialen · niederlassungen · où nous trouver · venir nous voir · plan d'accès · agences · cómo llegar · encuéntranos · sedes
        delegaciones · come raggiungerci · le nostre sedi · como chegar · contacte-nos · unde ne găsiți · unde ne gasiti · cum ne găsești · locație
        свържете се с нас · свържи се с нас · връзка с нас · връзка · къде се намираме · къде сме · локация · пишете ни · kontaktirajte nas
        kontaktirajte · gdje smo · gde smo · pišite nam · lokacija · javite nam se · kje smo · kje nas najdete · stopite v stik
        επικοινωνήστε μαζί μας
        επικοινωνήστε · πού βρισκόμαστε · που βρισκόμαστε · πού θα μας βρείτε · χάρτης · зв'яжіться з нами · зв'язок · звʼязатися з нами
        як нас знайти
        наші контакти · наши контакты · схема проезда · schema proezda · kde nás nájdete · napíšte nám · kontaktné údaje · kontaktní údaje
        kur mus rasti · kā mūs atrast · kus me asume · 오시는 길 · 고객문의 · 고객센터 · 온라인문의 · 상담문의 · 찾아오시는 길 · تواصل معنا · تواصل
        موقعنا
        للتواصل · יצירת קשר
        דברו איתנו · 在线留言 · 联系 · 交通指南 · 地図 · 交通案内 · alamat · lokasi · temukan kami · 店舗案内 · 拠点""",
    "about": """about · about us · aboutus · about company · who we are · our story · our company · our history · company · company profile
        corporate profile
        profile · the company · our mission · our values · overview · über uns · ueber uns · wir über uns · unternehmen · das unternehmen · firma
        die firma · unsere geschichte · firmengeschichte · philosophie · leitbild · profil · wer wir sind · das sind wir · à propos · a propos
        qui sommes nous · notre histoire · notre entreprise · entreprise · l'entreprise · la société · présentation · notre savoir faire
        sobre nosotros
        quiénes somos · quienes somos · nosotros · empresa · la empresa · nuestra empresa · nuestra historia · acerca de · conócenos
        chi siamo · azienda
        l'azienda · la nostra storia · storia · il gruppo · sobre nós · sobre nos · sobre · quem somos · a empresa · nossa história · over ons · over
        wie zijn wij · wie we zijn · ons bedrijf · ons verhaal · bedrijf · om oss · om företaget · om os · om · om virksomheden
        vår historia · historia
        firmaet · selskapet · meistä · tietoa meistä · yritys · um okkur · o nas · o firmie · firma o nas · kim jesteśmy · historia firmy · o nás
        o společnosti · o spoločnosti · o firmě · profil firmy · rólunk · bemutatkozás · cégünkről · cégünk · despre noi · despre
        o nama · o podjetju
        о нас · о компании · o kompanii · o-nas · компания · kompaniya · история компании · про нас · pro nas · про компанію · pro kompaniyu · за нас
        za nas · σχετικά με εμάς · η εταιρεία · εταιρεία · etaireia · ποιοι είμαστε · hakkımızda · hakkimizda · kurumsal · biz kimiz · şirket profili
        会社概要 · 会社案内 · 企業情報 · 当社について · 私たちについて · 会社情報 · kaisya · kaisha · gaiyou · gaiyo · 关于我们 · 關於我們 · 公司简介
        公司簡介 · guanyu · 회사소개 · 회사개요 · من نحن · درباره ما · אודות · עלינו · tentang kami · tentang · profil perusahaan · giới thiệu
        gioi thieu · về chúng tôi · เกี่ยวกับเรา · हमारे बारे में · apie mus · par mums · meist · ettevõttest
        our heritage · heritage · our company history · history · meet us · get to know us · firmenprofil · firmenportrait · historie
        unser unternehmen
        unsere firma · tradition · über die firma · la maison · notre maison · l'histoire · notre société · qui sommes nous · conócenos
        historia de la empresa · la compañía · la nostra azienda · la società · la nossa história · a nossa empresa · o firmě · cine suntem
        despre companie · compania · firma noastră · за фирмата · за компанията · кои сме ние · кои сме · история · фирмата · о фирме · наша история
        o tvrtki · o firmi · tko smo · ko smo · naša priča · tvrtka · naša firma · profil tvrtke · predstavitev · o nas in · kdo smo · zgodovina
        naša zgodba · η εταιρεία μας · η ιστορία μας · προφίλ · profil spoločnosti · kto sme · náš príbeh · kdo jsme · náš příběh
        хто ми · наша історія
        o spolecnosti · apie įmonę · kas mes · apie kompaniją · par uzņēmumu · par kompāniju · firmast · ettevõte · kes me oleme · 企业简介 · 企業簡介
        企业概况
        公司概况 · 走进 · 品牌故事 · 会社紹介 · 企業概要 · ごあいさつ · 代表あいさつ · 当院について · 회사 개요 · 회사 소개 · 인사말 · 기업소개
        브랜드 스토리 · عن الشركة · نبذة عنا · قصتنا
        מי אנחנו · עלינו
        הסיפור שלנו · siapa kami · virksomheden · selskabet · yritysesittely · cégbemutató · o firmie · meistä ja""",
    "team": """team · our team · the team · meet the team · meet our team · people · our people · staff · leadership · management
        management team · board
        founders · who is who · das team · unser team · mitarbeiter · mitarbeitende · ansprechpartner team · geschäftsführung · vorstand · équipe
        notre équipe · l'équipe · equipe · equipo · nuestro equipo · el equipo · il team · il nostro team · squadra · staff medico · nossa equipe
        a equipa · equipa · ons team · het team · medewerkers · mensen · vårt team · medarbetare · personal · våra medarbetare · ansatte
        medarbejdere
        vores team · henkilöstö · henkilökunta · tiimi · starfsfólk · zespół · nasz zespół · nasi specjaliści · tým · náš tým · náš tím · csapat
        csapatunk · munkatársak · munkatársaink · echipa · echipa noastră · naš tim · tim · команда · наша команда · сотрудники · komanda
        руководство
        наші спеціалісти · екип · нашият екип · η ομάδα μας · ομάδα · ekibimiz · ekip · kadromuz · スタッフ · スタッフ紹介 · メンバー · 代表挨拶 · 团队
        我们的团队 · 팀 · 임직원 · فريقنا · فريق العمل · הצוות · tim kami · đội ngũ · ทีมงาน · mūsu komanda · meeskond
        who we are team · our experts · our specialists · our doctors · unsere mitarbeiter · ihre ansprechpartner · unsere ärzte · nos experts
        nos collaborateurs · les collaborateurs · lo staff · i nostri professionisti · a nossa equipa · nuestros profesionales · quadro clínico
        onze mensen · hoito- ja · náš kolektiv · náš kolektív · ekipa · naša ekipa · ekipa strokovnjakov · djelatnici · meie tiim
        meie inimesed · tiim
        mūsų komanda · mūsų specialistai · darbinieki · екипът · хората · наші люди · наши специалисты · врачи · specjaliści · 팀 소개 · 팀소개
        의료진 · 医师团队
        专家团队 · 社員紹介 · 院長紹介 · أطباؤنا""",
    "products": """products · product · our products · services · service · our services · what we do · solutions · our solutions · offer · our offer
        capabilities
        expertise · practice areas · treatments · portfolio · references · projects · our work · case studies · cases · customers · clients · pricing
        prices · menu · catalog · catalogue · shop · store · produkte · produkt · leistungen · unsere leistungen · dienstleistungen
        angebot · angebote
        sortiment · lösungen · referenzen · projekte · leistungsspektrum · preise · speisekarte · produits · nos produits · nos services · prestations
        nos prestations · nos solutions · offres · réalisations · nos réalisations · références · activités · nos activités · tarifs
        métiers · productos
        nuestros productos · servicios · nuestros servicios · soluciones · proyectos · trabajos · precios · tratamientos · prodotti
        i nostri prodotti
        servizi · i nostri servizi · soluzioni · progetti · realizzazioni · listino · trattamenti · produtos · nossos produtos · serviços
        nossos serviços · soluções · projetos · producten · onze producten · diensten · onze diensten · oplossingen · projecten · wat we doen
        wat wij doen · aanbod · prijzen · referenties · werkzaamheden · produkter · våra produkter · tjänster · våra tjänster · tjenester
        våre tjenester
        ydelser · løsninger · lösningar · referenser · referanser · referencer · prosjekter · projekt · priser · behandlingar
        behandlinger · tuotteet
        palvelut · ratkaisut · referenssit · hinnasto · vörur · þjónusta · produkty · nasze produkty · usługi · nasze usługi · oferta · cennik
        realizacje · rozwiązania · služby · naše služby · nabídka · ceník · řešení · realizace · výrobky · ponuka · cenník · termékek · szolgáltatások
        szolgáltatásaink · termékeink · árak · referenciák · produse · servicii · serviciile noastre · proizvodi · usluge · reference
        storitve · izdelki
        продукция · produkciya · produktsiya · продукты · услуги · uslugi · наши услуги · каталог · katalog · решения · цены · проекты
        работы · послуги
        poslugy · posluhy · продукція · ціни · наші роботи · продукти · προϊόντα · proionta · υπηρεσίες · ypiresies · έργα · ürünler · urunler
        ürünlerimiz · hizmetler · hizmetlerimiz · çözümler · projeler · referanslar · 製品 · 製品情報 · 商品 · 商品一覧 · サービス · サービス案内
        事業内容 · 事業案内 · 業務内容 · 導入事例 · 施工事例 · 実績 · メニュー · 料金 · jigyo · gyomu · 产品 · 产品中心 · 產品 · 服务 · 服務項目
        解决方案 · chanpin · 제품 · 제품소개 · 서비스 · 사업영역 · 사업분야 · خدماتنا · خدمات · منتجات · منتجاتنا · محصولات · השירותים שלנו · שירותים
        מוצרים · produk · layanan · layanan kami · sản phẩm · san pham · dịch vụ · dich vu · สินค้า · บริการ · उत्पाद · सेवाएं · paslaugos · produktai
        pakalpojumi · teenused · tooted
        our range · range · product range · our products and services · products and services · services and products · what we offer · specialities
        specialties · industries · sectors · rooms · savoir faire · notre savoir faire · expertise et · gamme · nos métiers · le nostre soluzioni
        cosa facciamo · qué hacemos · catálogo · o que fazemos · catalogo · wat bieden wij · wat we bieden · utbud · sortiment och · produsele noastre
        servicii oferite · ce facem · oferta noastră · produse și servicii · нашите услуги · нашите продукти · какво предлагаме · дейности · ponuda
        naša ponuda · djelatnosti · naši proizvodi · proizvodi i usluge · ponudba · naša ponudba · dejavnosti · τα προϊόντα μας · δραστηριότητες
        τι κάνουμε · prekės · produkcija · mūsų paslaugos · produkti · produkti un pakalpojumi · tooted ja teenused · produkcia · tevékenységeink
        termékek és szolgáltatások · produktai ir paslaugos · 业务范围 · 经营范围 · 产品与服务 · 案例展示 · 工程案例 · 診療案内 · 取扱製品 · 商品紹介
        진료안내 · 포트폴리오 · 시공사례 · أعمالنا
        مشاريعنا · ماذا نقدم · הפרויקטים שלנו · פרויקטים · produk kami · produk dan layanan · services offerts · catálogo de productos""",
    "careers": """careers · career · jobs · job · work with us · join us · join our team · vacancies · openings · open positions
        we are hiring · recruitment
        karriere · stellenangebote · stellen · offene stellen · jobs und karriere · ausbildung · arbeiten bei uns · carrière · carrières · recrutement
        nous rejoindre · rejoignez nous · emplois · emploi · offres d'emploi · trabaja con nosotros · trabajá con nosotros · empleo · empleos · únete
        carreras · lavora con noi · carriere · posizioni aperte · trabalhe conosco · carreiras · vagas · recrutamento · junte se a nós · werken bij
        vacatures · vacature · werken bij ons · karriär · lediga jobb · lediga tjänster · jobba hos oss · jobba med oss · arbeta hos oss
        arbeta med oss
        jobb · ledige stillinger · jobb hos oss · bli med · job hos os · karriere hos os · ura · työpaikat · avoimet työpaikat · rekry · meille töihin
        störf · kariera · praca · oferty pracy · dołącz do nas · kariéra · volná místa · voľné miesta · práce u nás · karrier · állás
        állások · cariere
        locuri de muncă · karijera · zaposlitev · posao · вакансии · vakansii · карьера · работа у нас · вакансії · kar'yera · кариера
        θέσεις εργασίας
        καριέρα · kariyer · insan kaynakları · iş ilanları · 採用情報 · 採用 · 求人 · 求人情報 · recruit · saiyo · saiyou · 加入我们 · 招聘 · 人才招聘
        诚聘英才 · 채용 · 채용정보 · 인재채용 · وظائف · الوظائف · דרושים · קריירה · karir · lowongan · tuyển dụng · tuyen dung · ร่วมงานกับเรา · สมัครงาน
        करियर · karjera · karjeras · vakances · töö
        work for us · work here · current vacancies · job opportunities · career opportunities · employment · hiring · jobs bei uns · karriere bei uns
        arbeitgeber · stellenmarkt · bewerbung · offres d emploi · offres emploi · carrières et emplois · nos offres d'emploi · bolsa de trabajo
        empleo y · únete al equipo · ofertas de empleo · offerte di lavoro · oportunidades · junte-se à equipa · onze vacatures · jobb & karriär
        karriär hos oss · arbejd hos os · tule töihin · pracuj z nami · pracuj u nás · pracovné ponuky · pracovní nabídky · álláslehetőségek
        állásajánlatok · angajări · posturi vacante · кариери · свободни позиции · работа при нас · работни места · zaposlenje · posao u · natječaji
        otvorena radna mjesta · prosta delovna mesta · zaposlitve · θέσεις · ευκαιρίες καριέρας · εργασία · кар'єра · карʼєра · робота у нас · работа
        darbo pasiūlymai · laisvos darbo vietos · darbs · darba piedāvājumi · karjäär · tööpakkumised · tule tööle · açık pozisyonlar · iş başvurusu
        招贤纳士 · 社会招聘 · 校园招聘 · 募集要項 · リクルート · 인재 채용 · 채용안내 · 채용 정보 · انضم إلينا · فرص عمل · الوظائف الشاغرة
        עבודה אצלנו · lowongan kerja
        cơ hội nghề nghiệp""",
    "news": """news · latest news · newsroom · press · press releases · media · media centre · events · aktuelles · neuigkeiten · nachrichten
        presse · termine
        veranstaltungen · actualités · actualites · actus · actu · presse et médias · évènements · noticias · novedades · prensa
        actualidad · eventos
        notizie · novità · news ed eventi · eventi · stampa · notícias · novidades · imprensa · nieuws · actueel · pers · agenda · nyheter · nyheder
        aktuellt · aktuelt · pressrum · presserom · uutiset · ajankohtaista · fréttir · aktualności · wiadomości · aktuality · novinky · hírek
        aktualitások · noutăți · știri · novosti · vijesti · novice · новости · пресс-центр · события · новини · novyny · νέα
        ανακοινώσεις · haberler
        duyurular · basın · お知らせ · ニュース · 新着情報 · oshirase · topics · 新闻 · 新闻中心 · 新聞 · 公司新闻 · 最新消息 · xinwen · 뉴스 · 공지사항
        새소식 · أخبار · الأخبار · اخبار · חדשות · berita · tin tức · tin tuc · ข่าวสาร · ข่าว · समाचार · naujienos · jaunumi · uudised
        company news · news and events · news & press · what's new · pressemitteilungen · neues · presse actualités · à la une · le ultime notizie
        sala de prensa · pressemeddelelser · tiedotteet · wydarzenia · co nowego · čo je nové · co je nového · evenimente · събития
        dogodki · događanja
        događaji · δελτία τύπου · εκδηλώσεις · події · новини компанії · renginiai · ziņas · aktualitātes · sündmused · 公司动态 · 行业动态
        プレスリリース · トピックス
        보도자료 · 언론보도 · الأخبار والفعاليات · آخر الأخبار · עדכונים · kabar""",
    "blog": """blog · blogs · our blog · articles · insights · knowledge · magazine · journal · stories · ratgeber · magazin · wissen
        fachartikel · le blog
        conseils · articles et conseils · artículos · consejos · articoli · guide · artigos · dicas · artikelen · kennisbank · tips · blogg · artiklar
        kunskapsbank · artikler · viden · blogi · artikkelit · artykuły · porady · články · rady · cikkek · tanácsok · articole · sfaturi
        članci · блог
        статьи · stati · полезное · статті · statti · статии · άρθρα · ιστολόγιο · makaleler · yazılar · ブログ · コラム · スタッフブログ · 博客 · 文章
        블로그 · مدونة · مقالات · בלוג · מאמרים · artikel · bài viết · บทความ · ब्लॉग · straipsniai · raksti · blogid""",
    "privacy": """privacy · privacy policy · privacy notice · privacy statement · data protection · cookie policy · cookies · cookie
        gdpr · datenschutz
        datenschutzerklärung · datenschutzhinweise · cookie richtlinie · confidentialité · politique de confidentialité · rgpd · données personnelles
        protection des données · politique de cookies · privacidad · política de privacidad · política de cookies · protección de datos
        informativa privacy · informativa · informativa cookie · privacidade · política de privacidade · privacybeleid
        privacyverklaring · cookiebeleid
        integritetspolicy · personuppgiftspolicy · dataskydd · gdpr policy · personvern · personvernerklæring · privatlivspolitik · persondatapolitik
        cookiepolitik · tietosuoja · tietosuojaseloste · rekisteriseloste · persónuverndarstefna · polityka prywatności · rodo · polityka cookies
        ochrana osobních údajů · ochrana osobných údajov · zásady ochrany · zpracování osobních údajů · adatvédelem · adatkezelés
        adatkezelési tájékoztató · adatvédelmi tájékoztató · confidențialitate · politica de confidențialitate · pravila privatnosti
        varstvo podatkov
        zasebnost · политика конфиденциальности · конфиденциальность · обработка персональных данных · персональные данные · політика конфіденційності
        поверителност · προσωπικά δεδομένα · πολιτική απορρήτου · gizlilik · gizlilik politikası · kvkk · aydınlatma metni · çerez politikası
        プライバシーポリシー · 個人情報保護方針 · 個人情報 · 隐私政策 · 隱私權政策 · 개인정보처리방침 · 개인정보 · سياسة الخصوصية · מדיניות פרטיות
        kebijakan privasi · chính sách bảo mật · นโยบายความเป็นส่วนตัว · privatumo politika · privātuma politika · privaatsuspoliitika
        data privacy · privacy and cookies · datenschutz und · vie privée · tutela della privacy · trattamento dei dati · tratamiento de datos
        tratamento de dados · политика за поверителност · политика за личните данни · лични данни · защита на личните данни · бисквитки
        zaštita osobnih podataka · zaštita podataka · politika privatnosti · kolačići · varstvo osebnih podatkov · politika zasebnosti · piškotki
        προστασία δεδομένων · προστασία προσωπικών δεδομένων · персональні дані · захист персональних даних · zásady ochrany osobných údajov
        duomenų apsauga · datu aizsardzība · andmekaitse · isikuandmete · personoplysninger · cookieerklæring · çerezler · 隐私声明 · クッキーポリシー
        سياسة الخصوصية والاستخدام""",
    "terms": """terms · terms of use · terms of service · terms and conditions · conditions · disclaimer · agb · allgemeine geschäftsbedingungen
        nutzungsbedingungen · widerruf · widerrufsbelehrung · haftungsausschluss · cgv · cgu · conditions générales · conditions générales de vente
        condiciones · términos y condiciones · condiciones de uso · términos de uso · termini e condizioni · condizioni generali
        condizioni di vendita
        termos de uso · termos e condições · algemene voorwaarden · voorwaarden · villkor · köpvillkor · allmänna villkor · vilkår · kjøpsvilkår
        handelsbetingelser · salgsbetingelser · käyttöehdot · toimitusehdot · skilmálar · regulamin · obchodní podmínky
        obchodné podmienky · podmínky
        ászf · általános szerződési feltételek · termeni și condiții · uvjeti · splošni pogoji · условия · пользовательское соглашение · оферта
        публичная оферта · умови використання · общи условия · όροι χρήσης · kullanım koşulları · şartlar · mesafeli satış sözleşmesi · 利用規約
        ご利用規約 · 服务条款 · 使用条款 · 이용약관 · شروط الاستخدام · תנאי שימוש · תקנון · syarat dan ketentuan · điều khoản · ข้อกำหนด · taisyklės
        noteikumi
        uvjeti korištenja · opći uvjeti · uslovi korišćenja · pogoji uporabe · условия за ползване · общи условия за ползване · používanie stránky
        všeobecné obchodné podmienky · všeobecné obchodní podmínky · правила""",
    "cart": """cart · basket · checkout · my cart · shopping cart · wishlist · order tracking · warenkorb · kasse · panier · commande
        carrito · cesta
        carrello · cassa · carrinho · winkelwagen · winkelmand · afrekenen · varukorg · kundvagn · kassa · handlekurv · indkøbskurv · kurv · ostoskori
        koszyk · zamówienie · košík · kosik · kosár · coș · kosarica · košarica · корзина · korzina · кошик · koshyk · количка · καλάθι
        sepet · sepetim
        ödeme · カート · 買い物かご · 购物车 · 購物車 · 장바구니 · سلة · keranjang · giỏ hàng · ตะกร้า""",
    "login": """login · log in · sign in · signin · signup · sign up · register · my account · account · customer portal · portal login
        wp login · logout
        lost password · anmelden · anmeldung · einloggen · mein konto · kundenlogin · registrieren · connexion · se connecter
        mon compte · inscription
        iniciar sesión · acceder · mi cuenta · accedi · area clienti · area riservata · il mio account · entrar · minha conta · inloggen
        mijn account
        aanmelden · logga in · mina sidor · logg inn · min side · min konto · log ind · kirjaudu · omat sivut · innskráning · logowanie · zaloguj
        moje konto · přihlášení · můj účet · prihlásenie · bejelentkezés · belépés · fiókom · autentificare · contul meu · prijava · moj račun · войти
        вход · личный кабинет · регистрация · увійти · особистий кабінет · σύνδεση · giriş · giriş yap · üye girişi · hesabım · ログイン · マイページ
        登录 · 登入 · 로그인 · 회원가입 · تسجيل الدخول · התחברות · masuk · đăng nhập · เข้าสู่ระบบ · prisijungti""",
}
"""Spellings without accents and with ae, oe, ue, aa are made from these (``page_kinds``)."""
