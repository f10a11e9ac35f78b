# ruff: noqa: E501 - one country a line
"""Words and phrases that tell the countries of one language apart: spelling, everyday words, laws, trade bodies, forms of address. From general knowledge."""

from typing import NamedTuple

from pipeline.lexicon.phrases import Phrases, split_phrases

WORDING: tuple[tuple[str, str, str], ...] = (
    (
        "en",
        "US",
        """color · colors · center · organization · specialize · specializing · specialized · gray · jewelry · favorite · neighborhood · neighbors · zip code · free estimate · free estimates
    financing available · licensed and insured · licensed & insured · bonded and insured · veteran owned · realtor · attorney · attorneys · toll free · sales tax · BBB accredited
    better business bureau · CCPA · california privacy rights · hvac contractor · insurance claims · county and surrounding areas · lawn care · remodel · remodeling · curbside · inquiries""",
    ),
    (
        "en",
        "GB IE AU NZ ZA",
        """colour · colours · centre · organisation · specialise · specialising · specialised · grey · jewellery · favourite · neighbourhood · enquiry · enquiries · enquire
    tyre · tyres · kerb · bespoke · whilst · free quotation · no obligation quote · free no obligation · mobile phone repairs · authorised · recognised · car park · landscaping and paving""",
    ),
    (
        "en",
        "GB",
        """gas safe · checkatrade · trustatrader · which trusted trader · niceic · fensa · trustmark · chas accredited · dbs checked · hmrc · ofsted · ico registration · stamp duty · high street
    plumbing and heating · plumbing & heating · driveways · council tax · uk wide · across the uk · nationwide uk delivery · registered in england · company registration number · vat registered""",
    ),
    (
        "en",
        "IE",
        "eircode · cro number · seai · safe electric · rgii · nationwide ireland · 32 counties · enterprise ireland · local enterprise office · revenue commissioners",
    ),
    (
        "en",
        "AU",
        "qbcc · ndis · abn · acn · aussie · aussies · colorbond · fair trading · afterpay · australia wide · australian owned · strata · utes · traditional owners · traditional custodians · master builders association",
    ),
    (
        "en",
        "NZ",
        "nzbn · kiwis · aotearoa · licensed building practitioner · licensed building practitioners · new zealand owned · kiwi owned · te reo · site safe",
    ),
    (
        "en af",
        "ZA",
        "bee level · b-bbee · bbbee · popia · paia · paia manual · csd registered · coida · load shedding · loadshedding · bakkie · cipc · eft payment · south african",
    ),
    (
        "en hi",
        "IN",
        "lakh · lakhs · crore · crores · msme · pin code · udyam · startup india · make in india · plot no · near bus stand · pvt · tds · aadhaar · iso certified company in india",
    ),
    (
        "en fr",
        "CA",
        """courriel · soumission · soumissions · fin de semaine · rbq · licence rbq · gst/hst · canadian owned · proudly canadian · canadian · wsib · pipeda · bbb of
    municipalité · arrondissement de · cégep · revenu québec · neq""",
    ),
    (
        "pt",
        "BR",
        """você · vocês · celular · orçamento sem compromisso · equipe · equipes · contato · contatos · fale conosco · cadastro · cadastre-se · usuário · usuários · lgpd · inscrição estadual
    frete grátis · boleto · nosso time · planejado · planejados · cartório · creci · simples nacional · segunda a sexta das""",
    ),
    (
        "pt",
        "PT",
        """equipa · equipas · contacto · contactos · telemóvel · connosco · utilizador · utilizadores · ficheiro · rede fixa nacional · rede móvel nacional · livro de reclamações ·
    entidade de resolução alternativa · registo · morada · orçamento gratuito · alvará · casa de banho · autocarro · portes grátis · pme líder · portugal 2020 · compete 2020""",
    ),
    (
        "es",
        "ES",
        """vosotros · vuestro · vuestra · vuestros · vuestras · os ayudamos · contáctanos sin compromiso · presupuesto sin compromiso · ordenador · aviso legal · lopd · lopdgdd · rgpd
    iva incluido · polígono industrial · pol. ind. · polígono · kit digital · pymes españolas · coche · coches · nave industrial""",
    ),
    ("es", "MX CO PE CL AR EC", "celular · celulares · computadora · cotización · cotizaciones · cotiza · cotice · cotizar · contáctenos"),
    (
        "es",
        "MX",
        "aviso de privacidad · sucursal · sucursales · col. centro · factura cfdi · cfdi · imss · república mexicana · toda la república · refacciones · oxxo · mensualidades",
    ),
    (
        "es",
        "AR UY",
        "vos · contactanos · conocé · hacé · envianos · querés · podés · tenés · consultanos · escribinos · elegí · comprá · pedí · sumate · enterate · descubrí",
    ),
    (
        "es",
        "AR",
        "mercado pago · afip · monotributo · responsable inscripto · defensa de las y los consumidores · botón de arrepentimiento · data fiscal · provincia de",
    ),
    ("es", "CL", "sernac · comuna · comunas · webpay · factura electrónica sii · región de · despacho a todo chile · arriendo · arriendos · fono"),
    (
        "es",
        "CO",
        "habeas data · superintendencia de industria y comercio · cámara de comercio de bogotá · dian · pse · nequi · cra. · envíos a toda colombia · política de tratamiento de datos",
    ),
    ("es", "PE", "libro de reclamaciones · indecopi · sunat · yape · jr. · urb. · mz. · central telefónica"),
    (
        "de",
        "AT",
        """jänner · feber · heuer · firmenbuch · firmenbuchgericht · wirtschaftskammer · wko · gewerbeordnung · bezirkshauptmannschaft · rauchfangkehrer · spenglerei · gem. § 5 ecg ·
    mediengesetz · offenlegung gemäß § 25 mediengesetz · uid-nr · dsb.gv.at · österreichweit · österreichische · österreichischer · österreichischen""",
    ),
    (
        "de fr",
        "CH",
        """grosse · grossen · grösse · grössten · ausserdem · gemäss · heisst · schliessen · fussboden · offerte · offerten · velo · velos · natel · parkieren · mehrwertsteuer · mwst-nr · coiffeur
    liegenschaft · liegenschaften · revdsg · ndsg · schweizer · schweizerische · schweizerischen · septante · nonante · huitante · romandie · suva · eidg · eidgenössisch · efz""",
    ),
    (
        "de",
        "DE",
        "handelsregister · registergericht · amtsgericht · dsgvo · § 5 tmg · § 5 ddg · § 18 mstv · umsatzsteuer-identifikationsnummer gemäß § 27 a · ihk · handwerkskammer · deutschlandweit · bundesweit · meisterbetrieb · tüv",
    ),
    (
        "nl fr",
        "BE",
        "kmo · kmo's · schrijnwerker · schrijnwerkerij · schrijnwerken · zaakvoerder · septante · nonante · région wallonne · bruxelles-capitale · wallonie · vlaamse · belgische · rpr · tva be · btw be · numéro d'entreprise · nacebel",
    ),
    (
        "nl",
        "NL",
        "mkb · zzp · timmerman · kvk · kvk-nummer · nederlandse · landelijk · woningcorporatie · 's-gravenhage · rijksmonument · keurmerk · thuiswinkel",
    ),
    (
        "fr",
        "FR",
        "auto-entrepreneur · micro-entreprise · siret · siren · cnil · garantie décennale · assurance décennale · artisan rge · rge · qualibat · tva intracommunautaire · dans toute la france · ile de france · code ape · tva non applicable",
    ),
    ("fr", "MA DZ TN", "dirhams · dinars · maroc · algérie · tunisie · gouvernorat · wilaya"),
    ("hr", "RS", "nameštaj · preduzeće · preduzeća · saradnja · saradnju · uspeh · vreme · mesto · posle · uopšte · mleko · srbije · srbiji"),
    (
        "hr",
        "HR",
        "tvrtka · tvrtke · tvrtku · suradnja · suradnju · tjedan · tjedna · uvjeti · uvjete · obrt · hrvatske · hrvatskoj · hrvatski · pdv · oib · mbs · trgovački sud · opći uvjeti · točno · kolovoz · listopad · siječanj",
    ),
    ("hr", "BA", "bih · bosne i hercegovine · bosni i hercegovini · federacije bih · republike srpske · jib · bosanski"),
    ("hr", "ME", "crne gore · crnoj gori · crnogorski"),
    ("ro ru", "MD", "republica moldova · republicii moldova · moldovenesc · lei moldovenești · idno"),
    (
        "ru uk",
        "UA",
        "украине · украины · по украине · по всей украине · грн · новой почтой · новая почта · новою поштою · нова пошта · фоп · єдрпоу · приватбанк",
    ),
    ("ru", "RU", "по россии · по всей россии · рф · руб · инн · огрн · москве · подмосковье · гост · снип · роскомнадзор · 152-фз · ооо"),
    ("ru", "KZ", "казахстан · казахстане · по казахстану · тенге · бин · тоо · kaspi · алматы"),
    ("ru", "BY", "беларуси · по беларуси · беларусь · унп · белорусский"),
    ("zh", "TW", "聯絡我們 · 關於我們 · 統一編號 · 統編 · 公司簡介 · 新台幣 · 預約 · 諮詢專線 · 服務專線"),
    ("zh", "HK", "香港 · 港幣 · 查詢 · 八達通 · 商業登記 · 聯絡我們 · 電郵"),
    ("zh", "CN", "联系我们 · 关于我们 · 公司简介 · 微信公众号 · 版权所有 · 技术支持 · 备案号 · 营业执照"),
    ("en", "SG", "acra · gst registered singapore · hdb · condo · singaporean · singaporeans · bizsafe"),
    ("en ms id", "MY", "sdn bhd · malaysian · jalan · taman · lorong"),
    ("en", "PH", "barangay · brgy · dti registered · filipino · filipinos · gcash · pldt"),
    ("en", "NG", "rc number · naira · cac registered · nafdac · nigerian · nigerians"),
    ("en", "KE", "m-pesa · mpesa · paybill · till number · kra pin · kenyan"),
    ("en", "AE", "trade license · dubai municipality · ded licensed · freezone · free zone · emirates · emirati"),
)
"""(Languages of the page, countries, what is written so there and hardly in the other countries of the language)."""


class Wording(NamedTuple):
    """In pages of which languages a phrase tells, and of which countries."""

    languages: frozenset[str]
    countries: tuple[str, ...]


def _united() -> dict[str, Wording]:
    merged: dict[str, tuple[set[str], dict[str, None]]] = {}
    for languages, countries, block in WORDING:
        for phrase in split_phrases(block):
            spoken, where = merged.setdefault(phrase, (set(), {}))
            spoken.update(languages.split())
            where.update(dict.fromkeys(countries.split()))
    return {phrase: Wording(frozenset(spoken), tuple(where)) for phrase, (spoken, where) in merged.items()}


WORDS: Phrases[Wording] = Phrases(_united().items())
"""Finds them."""

HEAD_OFFICE: Phrases[str] = Phrases(
    (phrase, "head")
    for phrase in split_phrases(
        """head office · headquarters · headquartered in · global headquarters · hq · corporate office · registered office · principal place of business · hauptsitz · firmensitz
        zentrale · hauptniederlassung · sitz der gesellschaft · unternehmenssitz · siège social · siège · maison mère · sede central · sede principal · casa matriz · oficina central · domicilio social
        oficinas centrales · sede legale · sede principale · sede amministrativa · sede · sede social · matriz · sede da empresa · hoofdkantoor · hoofdzetel · maatschappelijke zetel · statutaire zetel
        huvudkontor · hovedkontor · hovedkontoret · hovedsæde · pääkonttori · päätoimipaikka · siedziba · siedziba główna · centrala · sídlo · sídlo společnosti · sídlo spoločnosti · székhely · központ
        sediu central · sediul social · sjedište · sedište · sedež podjetja · главный офис · головной офис · центральный офис · юридический адрес · головний офіс · центральний офіс · юридична адреса
        централен офис · седалище · έδρα · κεντρικά γραφεία · genel merkez · merkez ofis · kantor pusat · trụ sở chính · trụ sở · สำนักงานใหญ่ · 本社 · 本店 · 总部 · 總公司 · 總部 · 본사 · المقر الرئيسي · المركز الرئيسي · משרד ראשי"""
    )
)
"""What announces a company's main address."""

BRANCH: Phrases[str] = Phrases(
    (phrase, "branch")
    for phrase in split_phrases(
        """our offices · other offices · branch · branches · branch office · regional office · sales office · subsidiaries · subsidiary · representative office · niederlassung · niederlassungen
        standorte · weitere standorte · zweigstelle · filiale · filialen · tochtergesellschaften · vertretungen · succursale · succursales · agences · filiales · nos bureaux · sucursal · sucursales
        delegaciones · filiali · sedi operative · unità locali · filial · filiais · vestigingen · kantoren · avdelningskontor · filialer · avdelinger · afdelinger · toimipisteet · oddziały · oddział
        pobočky · pobočka · fióktelep · telephely · sucursale · филиалы · филиал · представительство · філії · філія · υποκαταστήματα · şubeler · şube · bölge müdürlükleri · cabang · chi nhánh · 支社 · 支店 · 分公司 · 지사 · الفروع"""
    )
)
"""What announces its other addresses."""
