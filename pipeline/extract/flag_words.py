"""The phrases by which pages say that they are for sale, under construction, a directory, a personal blog: folded, in some fifteen languages."""

PARKED = """this domain is for sale · domain for sale · domain is for sale · buy this domain · the domain has expired · this domain has expired
    domain is parked · parked free · parked domain · domain parking · this domain name has been registered · domain registered at
    this web page is parked · make an offer on this domain · is available for purchase · account suspended
    account has been suspended · website is suspended · default web page · apache2 ubuntu default page · apache2 debian default page
    welcome to nginx · this is the default page · web server's default page · domain default page · your website is ready
    future home of · diese domain steht zum verkauf · domain steht zum verkauf · domain zu verkaufen · diese domain kaufen · domain ist geparkt
    hier entsteht eine neue domain · domain wurde registriert · ce domaine est a vendre · nom de domaine est a vendre · domaine a vendre
    ce domaine est reserve · domaine parque · este dominio esta en venta · dominio en venta · dominio a la venta · dominio registrado
    dominio estacionado · questo dominio e in vendita · dominio in vendita · dominio registrato · este dominio esta a venda · dominio a venda
    dit domein is te koop · deze domeinnaam is te koop · domein te koop · domein is gereserveerd · domeinnaam is geregistreerd · domanen ar till salu
    doman till salu · denna doman ar registrerad · domenet er til salgs · domenet er parkert · domaenet er til salg · domænet er til salg
    verkkotunnus on myynnissa · domena na sprzedaz · ta domena jest na sprzedaz · domena jest zaparkowana · oferta sprzedazy domeny
    tato domena je na prodej · domena je na prodej · domena na predaj · a domain elado · domain elado · domeniu de vanzare
    acest domeniu este de vanzare · домен продается · этот домен продается · домен припаркован · срок регистрации домена истек · домен продаеться
    домен продається · το domain πωλειται · bu alan adi satilik · alan adi satiliktir · satilik domain · bu domain satilik · このドメインは
    ドメインを購入 · ドメイン販売 · 该域名正在出售 · 域名出售 · 此域名 · 도메인 판매 · 이 도메인은 · النطاق للبيع · domain dijual · ten mien dang ban"""

PARKED_HOSTS = """sedoparking · sedo.com/search · parkingcrew · bodis.com · dan.com/buy-domain · afternic.com/forsale · hugedomains.com
    above.com/marketplace
    undeveloped.com · parklogic · domainmarket.com · uniregistry.com/market · cashparking · park.io · skenzo · voodoo.com · parking-lander
    namebrightstatic · domaincontrol.com/park · efty.com"""

UNDER_CONSTRUCTION = """under construction · coming soon · site is being built · website is being updated · we are working on · launching soon
    will be back soon
    maintenance mode · under maintenance · im aufbau · in kurze · in kuerze · hier entsteht · wartungsmodus · demnachst online · en construction
    bientot disponible · bientot en ligne · en maintenance · site en cours de · en construccion · proximamente · muy pronto · en mantenimiento
    in costruzione · in allestimento · prossimamente · in manutenzione · em construcao · em breve · em manutencao · in aanbouw · onder constructie
    binnenkort online · binnenkort beschikbaar · in onderhoud · under uppbyggnad · under konstruktion · kommer snart · under oppbygging
    under konstruksjon · under opbygning · tulossa pian · rakenteilla · w budowie · w przebudowie · wkrotce · prace techniczne · ve vystavbe
    stranky jsou ve · vo vystavbe · feltoltes alatt · szerkesztes alatt · hamarosan · in constructie · in curand · u izradi · uskoro
    сайт в разработке · сайт находится в разработке · скоро открытие · технические работы · на реконструкции · в стадии разработки · сайт у розробці
    незабаром · технічні роботи · υπο κατασκευη · συντομα κοντα σας · yapim asamasinda · yapim asamasindadir · cok yakinda · bakim calismasi · 工事中
    準備中 · 近日公開 · メンテナンス中 · 建设中 · 敬请期待 · 网站建设中 · 網站建設中 · 준비중 · 공사중 · تحت الإنشاء · قريبا · באתר בבנייה · בקרוב
    segera hadir · dalam perbaikan · dang xay dung · sap ra mat · เร็วๆ นี้"""

DIRECTORY = """business directory · company directory · companies directory · add your business · add your company · list your business
    submit your company
    claim this business · claim your listing · claim this listing · browse companies · browse by category · companies by category · find businesses
    yellow pages · local businesses · branchenbuch · branchenverzeichnis · firmenverzeichnis · firma eintragen · unternehmen eintragen
    eintrag hinzufugen · gelbe seiten · firmenportal · annuaire · annuaire des entreprises · annuaire professionnel · inscrire mon entreprise
    ajouter mon entreprise · ajouter votre entreprise · pages jaunes · directorio de empresas · directorio empresarial · anade tu empresa
    registra tu empresa · publica tu empresa · paginas amarillas · elenco aziende · directory aziende · elenco delle aziende
    inserisci la tua azienda · aggiungi la tua azienda · pagine gialle · lista de empresas · guia de empresas · cadastre sua empresa
    diretorio de empresas · bedrijvengids · bedrijvenregister · bedrijf aanmelden · voeg uw bedrijf toe · gouden gids · foretagskatalog
    lagg till foretag · registrera ditt foretag · gula sidorna · bedriftskatalog · firmakatalog · registrer din bedrift · tilfoj din virksomhed
    gule sider · yrityshakemisto · lisaa yritys · keltaiset sivut · katalog firm · baza firm · dodaj firme · spis firm · katalog firem · pridat firmu
    databaze firem · zoznam firiem · cegkatalogus · ceg hozzaadasa · ceglista · catalog firme · adauga firma · lista firme · poslovni imenik
    каталог компаний · каталог организаций · справочник компаний · справочник организаций · добавить компанию · добавить организацию
    желтые страницы · каталог компаній · довідник підприємств · додати компанію · καταλογος επιχειρησεων · χρυσος οδηγος · προσθηκη επιχειρησης
    firma rehberi · firmanizi ekleyin · firma ekle · 企業一覧 · 企業検索 · 店舗検索 · 企业名录 · 企业黄页 · 黄页 · 업체등록 · 기업정보 검색
    دليل الشركات · أضف شركتك · direktori perusahaan · danh ba doanh nghiep · trang vang"""

PERSONAL_BLOG = """about me · more about me · not sponsored · mehr uber mich · a propos de moi · su di me · meer over mij · mer om mig · my blog
    my personal blog · personal blog · my personal website · about the author · i write about · i blog about
    welcome to my blog
    my thoughts on · thoughts and musings · my journey · my hobby · my recipes · my travels · mein blog · mein privater blog · uber mich · ich blogge
    ich schreibe uber · meine gedanken · meine reisen · private homepage · private website · mon blog · blog personnel · je blogue · qui suis-je
    mes voyages · mes recettes · mi blog · blog personal · sobre mi · quien soy · mis viajes · mis recetas · il mio blog · blog personale · chi sono
    i miei viaggi · le mie ricette · meu blog · blog pessoal · sobre mim · quem sou eu · minhas viagens · mijn blog · persoonlijke blog · over mij
    ik schrijf over · min blogg · om mig · jag skriver om · min blog · om meg · jeg skriver om · jeg blogger · blogini · minun blogini
    tietoa minusta · kirjoitan · moj blog · o mnie · blog osobisty · pisze o · muj blog · o mne · osobni blog · a blogom · rolam · szemelyes blog
    blogul meu · despre mine · o meni · мой блог · личный блог · обо мне · мои мысли · мій блог · про мене · το blog μου · ποιος ειμαι · benim blogum
    kisisel blog · ben kimim · 私のブログ · 個人ブログ · プロフィール · 我的博客 · 个人博客 · 关于我 · 내 블로그 · 블로그 소개 · مدونتي
    blog pribadi · tentang saya · blog ca nhan"""

# What a firm's page says and a private one does not.
BUSINESS = """our services · our products · our customers · our clients · our company · free quote · request a quote · unsere leistungen
    unsere kunden
    unser unternehmen · handelsregister · ust-id · nos services · nos clients · notre entreprise · siret · nuestros servicios · nuestros clientes
    nuestra empresa · nostri servizi · nostri clienti · azienda · p.iva · partita iva · nossos servicos · nossa empresa · cnpj · onze diensten
    onze klanten · ons bedrijf · kvk · vara tjanster · vara kunder · org.nr · orgnr · vare tjenester · vare kunder · vores kunder · cvr · palvelumme
    y-tunnus · nasze uslugi · nasi klienci · nip · nase sluzby · ico · szolgaltatasaink · adoszam · serviciile noastre · nase usluge · наши услуги
    наши клиенты · инн · огрн · наші послуги · едрпоу · υπηρεσιες μας · αφμ · hizmetlerimiz · musterilerimiz · 会社概要 · 株式会社 · 有限会社
    公司简介 · 有限公司 · 회사소개 · 주식회사 · خدماتنا · layanan kami · dich vu cua chung toi"""


def phrases(text: str) -> tuple[str, ...]:
    """Return the phrases of a block."""
    return tuple(phrase.strip() for line in text.splitlines() for phrase in line.split("·") if phrase.strip())
