"""Words that stand before numbers and addresses and say what they are, in some twenty languages."""

from pipeline.lexicon.phrases import Phrases, split_phrases

NUMBER_LABELS: dict[str, str] = {
    "phone": """phone · telephone · tel · tel no · phone no · call · call us · hotline · office · landline · switchboard · toll free · ph · p · t
        contact number · phone number · telephone number · contact no · main line · main number · direct line · direct dial · direct · local · freephone
        tollfree · toll free number · helpline · help line · customer service · customer care · reservations · after hours · emergency · 24 7
        telefon · telefonnummer · fon · festnetz · rufnummer · zentrale · ruf · anruf · telefonisch · tél · téléphone · fixe · standard · appelez · appeler
        número de teléfono · número de contacto · numéro de téléphone · n de téléphone · numero di telefono · número de telefone
        teléfono · teléfonos · telefono · telefoni · llámanos · llame · fijo · centralino · numero verde · chiama · telefone · fone · ligue · contacto
        telefoon · telefoonnummer · bel · bel ons · tlf · tlf nr · telefonnr · ring · ring oss · ring til · växel · sentralbord · omstilling · tfn · tel nr
        puhelin · puh · vaihde · sími · telefonu · telefonicznie · zadzwoń · infolinia · stacjonarny · telefón · pevná linka · volejte
        telefonszám · hívjon
        тел · телефон · телефоны · звоните · позвоните · телефону · контактный телефон · телефони · зателефонуйте · дзвоніть · τηλ · τηλέφωνο · σταθερό
        telefonlar · sabit · arayın · çağrı merkezi · bizi arayın · telpon · telepon · điện thoại · đt · hotline · โทร · โทรศัพท์
        電話 · 電話番号 · お電話 · 代表 · 电话 · 電話號碼 · 联系电话 · 热线 · 전화 · 전화번호 · 대표번호 · هاتف · تلفون · טלפון · फोन
        الهاتف · رقم الهاتف
        تليفون · اتصل بنا · تلفن · טל · फ़ोन · दूरभाष · ফোন · فون · ტელ · ტელეფონი · ტელეფონის ნომერი · հեռ · հեռախոս
        tālr · tālrunis · tālruņi · zvaniet · telefonas · telefonai · skambinkite · helistage · telefonid · símanúmer · telefonski · telefonska številka
        pokličite · pozovite · nazovite · телефони за връзка · обадете се · јавете се · simu · piga simu · nambari ya simu · ስልክ · pbx · llámenos · conmutador
        telèfon · telefonoa · numéro vert · ffôn · fón · talian · telefoane · sunați""",
    "mobile": """mobile · mobil · mob · cell · cellular · cell phone · m · handy · mobilnummer · mobiltelefon · portable · gsm · natel · móvil
        celular · cel
        cellulare · cell · telemóvel · tlm · mobiel · mobilnr · kännykkä · matkapuhelin · farsími · komórka · komórkowy · kom · mobilní · mobilný
        моб · мобильный
        мобільний · сот · κινητό · κιν · cep · cep telefonu · gsm no · hp · di động · มือถือ · 携帯 · 携帯電話 · 手机 · 手機 · 휴대폰 · 핸드폰 · جوال · نייד
        الجوال · موبايل · محمول · نقال · خلوي
        موبایل · همراه · मोबाइल · মোবাইল · მობ · მობილური · բջջ · mob tālr · mobilais · mobilusis · mobiiltelefon · gsm sími · mobitel · mobilni
        mobilni telefon · мобилен · мобилен телефон · мобилни · ұялы · mòbil · rununu""",
    "whatsapp": "whatsapp · whats app · wa · viber · signal · telegram · zalo · line id · واتساب · واتس اب · ვოთსაპი · וואטסאפ · ватсап · вотсап",
    "fax": """fax · telefax · faks · facsimile · fax no · faxnummer · télécopie · télécopieur · telecopie · f · fax nr · факс · φαξ · belgegeçer
        faksi · fakss
        ファックス · ファクス · ＦＡＸ · 传真 · 傳真 · 팩스 · โทรสาร · فاكس · פקס
        الفاكس · ფაქსი · ֆաքս · телефакс · faksas · faksi nr · nukushi""",
    "tax": """vat · vat no · vat id · vat number · vat reg no · tax id · tin · ein · ust id · ust idnr · ustid · ust · uid · umsatzsteuer
        steuernummer · steuer nr · mwst
        tva · n tva · p iva · p i · partita iva · c f · codice fiscale · cod fisc · nif · cif · nipc · iva · rut · ruc · nit · cuit · rfc · cnpj
        btw · btw nr · btw nummer
        momsnr · moms · moms reg nr · vat nr · alv · y tunnus · nip · dič · ič dph · adószám · adóazonosító · инн · кпп · іпн · єдрпоу · пдв · αφμ
        vergi no · vergi numarası · vkn · vd
        gst · gstin · abn · pan · npwp · mst · mã số thuế · 法人番号 · 税号 · 统一社会信用代码 · 統一編號 · 사업자등록번호 · pvm · cui
        pvm kodas · pvn · pvn reģ nr · kmkr · kmkr nr · vsk · vsk nr · vsk númer · oib · pib · davčna številka · id za ddv · ддс · едб · nipt · nuis
        ice · identifiant fiscal · matricule fiscal · matricule fiscale · kra pin · rtn · trn · الرقم الضريبي · עוסק מורשה · ע מ""",
    "register": """org nr · orgnr · org no · organisationsnummer · organisasjonsnummer · cvr · cvr nr · kvk · kvk nr · kvk nummer · siret · siren
        rcs · ape · naf · hrb · hra · n siret · n siren · numéro siren · numéro siret
        handelsregister · registergericht · handelsregisternummer · company number · company no · registration number · registered number · reg no
        registration no · reg nr · acn · rea · r e a · capitale sociale · company registration · registered company no · charity no · charity number
        regon · krs · ičo · ičo · ič · cégjegyzékszám · огрн · огрнип · окпо · γεμη · mersis · mersis no · ticaret sicil · ticaret sicil no · cin
        bce · kbo · firmenbuchnummer · firmenbuch · fn · ondernemingsnummer · numéro d entreprise · matrikelnummer · orias · duns · d u n s
        inscrição estadual · registro mercantil · uen · ssm · br no · 営業登録
        reģ nr · reģistrācijas numurs · vienotais reģistrācijas numurs · įmonės kodas · įm k · registrikood · reg kood · rg kood · kennitala · kt
        mb · mbs · matični broj · matična številka · еик · булстат · ембс · матични број · cédula jurídica · cédula de identidad · patente
        registre de commerce · registre du commerce · cr no · crn · trade license · trade licence · س ت · سجل تجاري · السجل التجاري · رقم التسجيل
        ח פ · ח פ מס · ს კ · ს ნ · საიდენტიფიკაციო კოდი""",
    "reference": """license · licence · license no · licence no · license number · lic · lic no · lisans · ruhsat · konzession · konzessionsnummer · licencia
        licenza · zulassung · zulassungsnummer · certificate · certificate no · certificado · zertifikat · npi · permit no · dot no · usdot · mc no
        isbn · issn · ean · gtin · sku · upc · mpn · asin · ref · ref no · reference · reference no · item · item no · item number · part no · part number
        p n · order no · order number · product code · model · model no · serial no · article no · art no · catalog no · case no · invoice no · tracking no
        artikelnummer · art nr · artnr · artikel nr · bestellnummer · bestell nr · auftragsnummer · modell · modellnummer · serial · seriennummer
        référence · réf · n de commande · código de producto · referencia · nº de pedido · codice articolo · codice prodotto · artikelnr · varenr · varenummer
        tuotenumero · nr katalogowy · numer zamówienia · kód produktu · objednací číslo · cikkszám · артикул · код товара · ürün kodu · stok kodu
        商品番号 · 品番 · capital · capital social · stammkapital · kapital · kapitał zakładowy · patent · iso · din · iec · ansi · astm
        regulation · regulation no · directive · verordnung · richtlinie · règlement · directive n · reglamento · directiva · regolamento · direttiva
        verordening · richtlijn · förordning · direktiv · rozporządzenie · dyrektywa · nařízení · směrnice · постановление · гост
        nr ref · pol nr · policy no · police n · code · codice · código · kod · buchungscode · gutschein · kundennummer · kundennr · customer no
        rechnungsnr · rechnungsnummer · aktenzeichen · vertragsnummer · mitgliedsnummer · membership no · member id · 許可番号 · 登録番号 · 免許""",
    "bank": """iban · bic · swift · bank · bank account · account · account no · konto · kontonummer · kontonr · bankgiro · bg · plusgiro · pg
        swish · blz · bankleitzahl · rib · cuenta · cuenta bancaria · rekening
        rekeningnummer · nr konta · rachunek · numer konta · číslo účtu · účet · bankszámla · bankszámlaszám · р с · к с · бик · р р
        расчетный счет · мфо · hesap · hesap no · sort code · bsb · routing · clabe · 口座番号 · 银行""",
    "date": """date · datum · since · seit · depuis · desde · dal · sedan · fra · od · c · copyright · updated · stand · published · år · year
        jahr · année · año · anno""",
    "price": """price · prices · preis · preise · prix · precio · prezzo · prijs · pris · priser · cena · ceny · ár · цена · ціна · fiyat · from
        ab · für · kr · sek · nok · dkk · eur · usd · gbp · pln · czk · rub · грн · руб · tl · chf · inr · rs
        kosten · ab nur · 価格 · 円 · 元 · 원""",
    "hours": """open · opening hours · hours · öffnungszeiten · geöffnet · horaires · ouvert · horario · orario · orari · openingstijden
        öppettider · öppet · åpningstider · åpent · åbningstider · aukioloajat · godziny · godziny otwarcia
        otevírací doba · nyitvatartás · часы работы · режим работы · графік · ωράριο · çalışma saatleri · mon · tue · wed · thu · fri · sat · sun
        mo · di · mi · do · fr · sa · so · lun · mar · mer · jeu · ven · sam · dim · mån · tis · ons · tors · fre · lör · sön
        pon · wt · śr · czw · pt · sob · niedz · пн · вт · ср · чт · пт · сб · вс · нд · pzt · sal · çar · per · cum · cmt · paz · 営業時間 · 营业时间""",
    "postcode": """zip · zip code · postcode · postal code · plz · code postal · cp · código postal · cap · postcode · postnummer · postnr
        kod pocztowy · psč · irányítószám · индекс · posta kodu · po box · postfach · bp · box · postbus · 〒""",
}
"""What a number is, by the word before it. ``phone``, ``mobile``, ``whatsapp`` and ``fax`` are numbers to call; the rest are not."""

BEHIND = {
    "phone": """office · switchboard · landline · main · tel · telephone · phone · büro · zentrale · festnetz · bureau · standard · fixe · oficina · fijo
        ufficio · fisso · escritório · fixo · kantoor · vast · kontor · växel · biuro · stacjonarny · kancelář · pevná linka · iroda · birou · pisarna · ured
        kancelarija · birojs · biuras · skrifstofa · γραφείο · офис · офіс · ოფისი · emergency · emergencies · notdienst · urgences · urgencias · toll free
        freephone · hotline · reception · sales · verkauf · ventas · vente · مكتب · 会社 · 事務所""",
    "mobile": """mobile · mobil · cell · handy · portable · móvil · celular · cellulare · telemóvel · mobiel · gsm · komórka · mobilní · мобильный · моб
        κινητό · mobilais · mobilusis · mobilni · мобилен · cep · جوال · 携帯""",
    "whatsapp": "whatsapp · whats app · viber · signal · telegram · واتساب",
    "fax": "fax · telefax · faks · факс · فاكس",
}
"""What stands in brackets behind a number to call and says which it is."""

BEHIND_NUMBER: Phrases[str] = Phrases((phrase, kind) for kind, block in BEHIND.items() for phrase in split_phrases(block))

CALLABLE = frozenset({"phone", "mobile", "whatsapp", "fax"})

NUMBER_LABEL: Phrases[str] = Phrases((phrase, kind) for kind, block in NUMBER_LABELS.items() for phrase in split_phrases(block))

CREDITS = """website by · web design by · web design · webdesign · website design · site by · site design · designed by · designed and developed by
        design by · developed by · developed and managed by · developed managed by · designed developed by · design and development by · managed by
        made with by · made with love by · built with by · built with love by · crafted with by · art direction · direction artistique
        direzione artistica · direção de arte · dirección de arte · branding by · identity by · brand identity by · illustrations by · photographs by
        photo credit · photo credits · crédit photo · crédit photos · créditos fotográficos
        designed and hosted by · designed and maintained by · proudly created with · created with
        development by · powered by · built by · built with · made by
    created by · crafted by · hosted by · hosting by · theme by · template by · maintained by · seo by · web development · photo by · photos by
        photography by · icons by · images by
    gemacht mit von · gemacht mit liebe von · fotos von · fotografien von · fotografie von
    webseite von · gebaut von · gestaltet von · gemacht von · made with love by · fait par · hecho con amor por · seite von · internetauftritt von
        website von · website erstellt von · erstellt von · realisiert von · realisierung · umsetzung · umgesetzt von · gestaltung · webgestaltung
        konzept und umsetzung · design und umsetzung · programmierung · technische umsetzung · webagentur · bildnachweis · fotos
    créé par · création · création de site · site créé par · réalisé par · réalisation · site réalisé par · conception · conçu par · développé par
        hébergement · hébergeur · crédits photos · fait avec par · fait avec amour par · photos de · photographies de
    diseño web · diseñado por · desarrollado por · creado por · realizado por · desarrollo web · sitio web por · hecho por · realizzato da
        realizzazione · sviluppato da · creato da · sito realizzato da · sito web di · progettato da
    hecho con por · hecho con amor por · desarrollado con por · fotografías de · fatto con da · realizzato con da · fotografie di · foto di
    desenvolvido com por · desenvolvido com amor por · feito com por · feito com amor por · fotografias de
    desenvolvido por · criado por · feito por · site por · website door · webdesign door · gemaakt door · gerealiseerd door · ontwikkeld door
        ontwerp · realisatie · hosting door · webbyrå · hemsida av · webbplats av · webbdesign · producerad av · skapad av · utvecklad av
    nettside av · laget av · utviklet av · levert av · design av · hjemmeside af · lavet af · udviklet af · design af · verkkosivut · toteutus
        sivuston toteutus · projekt i wykonanie · wykonanie · projekt strony · realizacja · stworzone przez · strona wykonana przez
    vytvořil · webdesign a hosting · tvorba webu · tvorba www stránek · vytvorilo · készítette · webfejlesztés · weboldal készítés · realizare site
        creat de · izrada · izrada web stranica · сайт разработан · разработка сайта · создание сайта · создание сайтов · дизайн сайта · сайт создан
    розробка сайту · створення сайту · сайт створено · κατασκευή ιστοσελίδας · κατασκευή · σχεδιασμός · web tasarım · tasarım · web tasarımı
        yazılım · design ve yazılım · dibuat oleh · thiết kế web · thiết kế website
    制作 · サイト制作 · 技术支持 · 网站建设 · 설계 및 제작 · تصميم وتطوير"""
"""Credits of a page's makers: who is named after one of these is not the company."""

CREDIT: Phrases[str] = Phrases((phrase, "web_designer") for phrase in split_phrases(CREDITS))

OTHERS: dict[str, str] = {
    "authority": """aufsichtsbehörde · behörde · zuständige behörde · aufsicht · beschwerdestelle · schlichtungsstelle · verbraucherschlichtungsstelle
        datenschutzbeauftragter · datenschutzbeauftragte · landesbeauftragte
        landesbeauftragter · beauftragte für datenschutz · kammer · zuständige kammer · rechtsanwaltskammer · ärztekammer · steuerberaterkammer
        handwerkskammer · giftnotruf · schiedsstelle · ombudsstelle
        supervisory authority · data protection authority · data protection officer · regulator · ombudsman · ombudsperson
        information commissioner · complaints board · better business bureau
        autorité de contrôle · réclamation relative · reclamar ante · lodge a complaint · médiateur · médiation · médiateur de la consommation
        délégué à la protection · autoridad de control · agencia de protección de datos · delegado de protección
        garante · autorità di controllo · responsabile della protezione dei dati · autoridade de controlo · encarregado · toezichthouder
        autoriteit persoonsgegevens · geschillencommissie · functionaris gegevensbescherming
        tillsynsmyndighet · integritetsskyddsmyndigheten · dataskyddsombud · tilsynsmyndighet · tilsynsmyndighed · datatilsynet · personvernombud
        valvontaviranomainen · tietosuojavaltuutettu
        organ nadzorczy · urząd ochrony danych · urzędu ochrony danych · inspektor ochrony danych · rzecznik · dozorový úřad · úřad pro ochranu
        felügyeleti hatóság · autoritatea de supraveghere · nadzorno tijelo
        superintendencia · supersalud · defensa del consumidor · defensoría del pueblo · procon · profeco · indecopi · pronto socorro · pronto soccorso
        servicio público · servizio pubblico · service public · public information service · poison control · crisis line · suicide prevention
        bomberos · pompiers · carabinieri · guardia civil · guardia medica · guardia costiera · coastguard · mountain rescue
        надзорный орган · роскомнадзор · наглядовий орган · εποπτική αρχή · veri koruma · kişisel verileri koruma kurumu · 監督機関 · 監督官庁""",
    "third_party": """berufshaftpflicht · berufshaftpflichtversicherung · hoster · hosting provider · webhoster · fremdfirma · hébergeur · hébergé par
        alojamiento web
        zahlungsdienstleister · zahlungsanbieter · payment provider · payment processor · payment service provider · prestataire de paiement
        proveedor de pagos · fornitore di pagamento · betaalprovider · betalningsleverantör · operator płatności · poskytovatel plateb
        professional indemnity insurance · insurer · assureur · assurance professionnelle · aseguradora · assicurazione professionale
        our landlord · unser vermieter · unsere vermieterin · notre propriétaire · nuestro casero · sister company of
        external data processor · auftragsverarbeiter · sous traitant · versanddienstleister · inkassobüro""",
}
"""Authorities, hosts and helpers whose numbers and addresses stand on a company's page."""

MEMBERSHIP, EMERGENCY, OWN_PEOPLE = "membership", "emergency", "own"
OTHERS |= {
    OWN_PEOPLE: """member of our · member of our team · a member of our · a member of our team · member of the team · a member of the team · member of staff
        a member of staff · members of our · members of staff · members of the team · member of the public · members of the public · mitglied im team
        mitglied des teams · mitglied in unserem · mitglied von uns · membre de notre · un membre de notre · membre de l équipe · miembro de nuestro
        miembros de nuestro · miembro del equipo · membro da nossa · membro do nosso · membro del nostro · lid van ons · medlem av vårt""",
    EMERGENCY: "police · polizei · notruf · emergency services",
    MEMBERSHIP: """member of · members of · a member of · proud member of · medlem av · medlem i · medlem af · medlem hos · mitglied im · mitglied in
        mitglied der · mitglied des · mitglied bei · mitglied beim · mitglied von · membre de · membre du · membres de · membre de la · adhérent de · miembro de
        miembros de · asociados a · membro di · membro da · membro do · membri di · associato a · associati a · socio di · lid van · aangesloten bij
        członek · członkiem · členem · člen · член · jäsen
        in support of · supporters of · delighted to support · proud to support · proud sponsor of
        proud sponsors of · sponsors of""",
}
"""Whom a company belongs to or gives to, and public helpers: what follows in the same sentence is theirs; but not behind its own people."""

OTHER: Phrases[str] = Phrases((phrase, why) for why, block in OTHERS.items() for phrase in split_phrases(block))

NAME_LABELS = """company · company name · legal name · trading name · registered name · firm · firma · firmenname · unternehmen · inhaber
        inhaberin · betreiber · betreiber der website · anbieter · diensteanbieter · verantwortlich · verantwortlicher · angaben gemäß 5 tmg
        angaben gemäß 5 ddg
    raison sociale · dénomination sociale · société · éditeur · éditeur du site · propriétaire · exploitant · nom de l entreprise · razón social
        denominación social · titular · empresa · responsable · ragione sociale · denominazione · titolare · titolare del trattamento · società
    denominação social · empresa responsável · bedrijfsnaam · handelsnaam · statutaire naam · bedrijf · företag · företagsnamn · bolag · firmanamn
        selskap · firmanavn · foretaksnavn · virksomhed · virksomhedsnavn · yritys · yrityksen nimi · nazwa firmy · nazwa · administrator
        administratorem danych osobowych jest
    název firmy · obchodní firma · společnost · provozovatel · obchodné meno · názov · cégnév · név · üzemeltető · denumire · naziv · организация
        наименование · название компании · наименование организации · компания · организація · назва компанії · επωνυμία
    unvan · ticari unvan · firma unvanı · şirket unvanı · şirket adı · firma adı · nama perusahaan · tên công ty · 会社名 · 商号 · 社名 · 運営会社 · 販売業者
        公司名称 · 公司名稱 · 회사명 · 상호
    legal entity · legal company name · company legal name · registered company name · business name · entity name · trading as · operated by
        website operator
        website owner · site owner · proprietor · firmenwortlaut · firmenbezeichnung · unternehmensname · medieninhaber · seitenbetreiber · vertragspartner
    nom commercial · nom de la société · nom de l'entreprise · dénomination · enseigne · éditeur du présent site · nombre comercial · nombre fiscal
        denominación · nombre de la empresa
        razão social · nome empresarial · nome fantasia · nome comercial · firma social · designação social · denominazione sociale · ditta · insegna
        nome azienda · impresa
    juridische naam · officiële naam · onderneming · vennootschap · juridiskt namn · registrerat namn · juridisk navn · handelsnavn · selskapsnavn
        virallinen nimi · toiminimi
        aputoiminimi · yhtiön nimi · ärinimi · ettevõtte nimi · uzņēmuma nosaukums · nosaukums · įmonės pavadinimas · pavadinimas · fyrirtæki
        nafn fyrirtækis
    pełna nazwa · nazwa spółki · firma spółki · nazwa przedsiębiorstwa · název · název společnosti · název subjektu · obchodní jméno · obchodní název
        obchodný názov · názov spoločnosti
        názov firmy · cég neve · cég megnevezése · cégnév szerint · üzemeltető neve · denumire societate · denumirea societății · denumire firmă
        denumire comercială · societatea
    naziv tvrtke · tvrtka · naziv firme · naziv društva · poslovno ime · pun naziv · puno ime firme · naziv podjetja · ime podjetja · пословно име
        назив фирме · фирма · име на фирмата
        търговско наименование · полное наименование · сокращенное наименование · юридическое лицо · название · назва · назва підприємства · повна назва
        найменування · исполнитель · продавец
    όνομα εταιρείας · εταιρική επωνυμία · διακριτικός τίτλος · εταιρεία · ünvan · ünvanı · ticaret unvanı · ticari ünvan · şirket ünvanı · firma ünvanı
        unvanı · nama usaha · badan hukum
        tên doanh nghiệp · tên đơn vị · đơn vị chủ quản · ชื่อบริษัท · ชื่อนิติบุคคล · 法人名 · 屋号 · 名称 · 企业名称
        单位名称 · 企業名稱 · 公司名 · 사업자명 · 법인명 · 업체명
        اسم الشركة · الاسم التجاري · اسم المؤسسة · שם החברה · שם העסק · שם עסק · नाम"""
"""What stands before a company's name in imprints and company tables."""

NAME_LABEL: Phrases[str] = Phrases((phrase, "name") for phrase in split_phrases(NAME_LABELS))
