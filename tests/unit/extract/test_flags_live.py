"""Pages of the live web that hide or have nothing: recognised for what they are; and companies that look a little like them: read."""

from datetime import UTC, datetime

import pytest

from domain.page import Page, sha256_of
from pipeline.extract.read import read
from pipeline.site import UNREADABLE
from providers.net.challenge import is_challenge

AT = datetime(2026, 11, 21, tzinfo=UTC)
HOME = "https://www.firm.example/"


def flags(content: str, url: str = HOME) -> set[str]:
    return set(read(Page(url=url, content=content, page_sha256=sha256_of(content), fetched_at=AT), ()).flags)


def document(title: str, body: str, head: str = "") -> str:
    return f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title>{head}</head><body>{body}</body></html>"


CLOUDFLARE = document(
    "Just a moment...",
    "<noscript><span id='challenge-error-text'>Enable JavaScript and cookies to continue</span></noscript><script>(function(){window._cf_chl_opt={cvId:'3'};"
    "var a=document.createElement('script');a.src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1';})();</script>",
    "<meta http-equiv=refresh content=360>",
)
TURNSTILE = document(
    "Verify you are human",
    "<h1>firm.example</h1><p>Verify you are human by completing the action below.</p><div class='cf-turnstile' data-sitekey=x></div>"
    "<script src=https://challenges.cloudflare.com/turnstile/v0/api.js></script>",
)
HCAPTCHA = document(
    "Security check",
    "<p>Please complete the captcha to go on.</p><form><div class='h-captcha'></div></form><script src=https://js.hcaptcha.com/1/api.js></script>",
)
RECAPTCHA = document(
    "Sicherheitsüberprüfung",
    "<p>Bitte bestätigen Sie, dass Sie kein Roboter sind.</p><div class='g-recaptcha' data-sitekey=x></div>"
    "<script src=https://www.google.com/recaptcha/api.js></script>",
)
DATADOME = document(
    "firm.example", "<p id=cmsg>Please enable JS and disable any ad blocker</p><script>var dd={'rt':'c','host':'geo.captcha-delivery.com'}</script>"
)
PERIMETERX = document(
    "Access to this page has been denied", "<h1>Press &amp; Hold to confirm you are a human</h1><div id='px-captcha'></div><p>Reference ID 77</p>"
)
INCAPSULA = document(
    "",
    "<iframe src='/_Incapsula_Resource?CWUDNSAI=9' width=100%>Request unsuccessful. Incapsula incident ID: 443000270023-1</iframe>",
    "<meta name=robots content=noindex>",
)
AWS = document("Human Verification", "<div id=captcha-container></div><script>window.gokuProps = {key:'AQID'};</script>")
SITEGROUND = document("Robot Challenge Screen", "<p>Checking</p>", "<meta http-equiv=refresh content='0;/.well-known/sgcaptcha/?r=%2F'>")
ANUBIS = document("Making sure you're not a bot!", "<img src='/.within.website/x/cmd/anubis/static/img/pensive.webp'><p>Loading...</p>")
RUSSIAN = document("Проверка", "<p>Подтвердите, что вы не робот</p><form action=/checkcaptcha><div class='smart-captcha'></div></form>")
JAPANESE = document("確認", "<p>私はロボットではありません</p><div class='g-recaptcha'></div>")

CHECKS = [CLOUDFLARE, TURNSTILE, HCAPTCHA, RECAPTCHA, DATADOME, PERIMETERX, INCAPSULA, AWS, SITEGROUND, ANUBIS, RUSSIAN, JAPANESE]
PASSWORD = "<input type=text name=u><input type=password name=p><button>OK</button>"
WALLS = [
    document("Login", f"<form action=/login>{PASSWORD}<a href=/forgot>Forgot your password?</a></form>"),
    document(
        "Kundenportal – Anmelden",
        f"<h1>Bitte melden Sie sich an</h1><form>{PASSWORD}</form><a href=/impressum>Impressum</a><a href=/datenschutz>Datenschutz</a>",
    ),
    document("Espace client", f"<h1>Connexion</h1><form><label>Identifiant</label><label>Mot de passe</label>{PASSWORD}</form>"),
    document("ログイン", f"<h1>ログイン</h1><form>{PASSWORD}</form>"),
]
SCRIPTS = [
    document("App", "<div id=root></div><script src=/static/js/main.js></script>"),
    document("App", "<app-root></app-root><script src=main.js type=module></script>"),
    *(
        document("Firm", f"<div class=notice>{said}</div><script src=/bundle.js></script>")
        for said in (
            "You need to enable JavaScript to run this app.",
            "Bitte aktivieren Sie JavaScript, um diese Seite zu sehen.",
            "Veuillez activer JavaScript pour afficher cette page.",
            "Debe habilitar JavaScript para ver este sitio web.",
            "Per visualizzare il sito è necessario abilitare JavaScript.",
            "Por favor, ative o JavaScript para continuar.",
            "Schakel JavaScript in om deze site te bekijken.",
            "Aktivera JavaScript för att se sidan.",
            "Aby zobaczyć stronę, włącz JavaScript w przeglądarce.",
            "Pro zobrazení stránky povolte JavaScript.",
            "Для просмотра сайта включите JavaScript в браузере.",
            "Siteyi görmek için JavaScript'i etkinleştirin.",
            "このサイトを表示するにはJavaScriptを有効にしてください。",
            "请启用JavaScript以浏览本网站。",
        )
    ),
]
SOLD = [
    document("firm.example", f"<h1>firm.example</h1><p>{said}</p>")
    for said in (
        "This domain is for sale. Make an offer.",
        "Diese Domain steht zum Verkauf.",
        "Ce nom de domaine est à vendre.",
        "Este dominio está en venta.",
        "Questo dominio è in vendita.",
        "Este domínio está à venda.",
        "Deze domeinnaam is te koop.",
        "Denna domän är till salu. Domän till salu.",
        "Ta domena jest na sprzedaż.",
        "Tato doména je na prodej.",
        "Домен продаётся.",
        "Bu alan adı satılıktır.",
        "该域名正在出售",
    )
] + [
    document("Welcome to nginx!", "<h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully installed and working.</p>"),
    document("Apache2 Ubuntu Default Page: It works", "<p>This is the default welcome page used to test the correct operation of the Apache2 server.</p>"),
    document("IIS Windows Server", "<a href=https://iis.example><img src=iisstart.png></a>"),
    document("Web Server's Default Page", "<p>This page is generated by Plesk, the leading hosting automation software.</p>"),
    document("Default Web Site Page", "<h1>SORRY!</h1><p>If you are the owner of this website, please contact your hosting provider.</p>"),
    document("Account Suspended", "<h1>Account Suspended</h1><p>Contact your hosting provider for more information.</p>"),
    document("firm.example", "<h1>Website wurde gesperrt</h1>"),
]
UNFINISHED = [
    document("Firm", f"<h1>{said}</h1>")
    for said in ("Under construction", "Im Aufbau", "En construction", "En construcción", "In costruzione", "W budowie", "工事中")
]


@pytest.mark.parametrize(
    ("flag", "content"),
    [
        (flag, page)
        for flag, pages in (("captcha", CHECKS), ("login_wall", WALLS), ("js_only", SCRIPTS), ("parked", SOLD), ("under_construction", UNFINISHED))
        for page in pages
    ],
)
def test_what_hides_or_has_nothing_is_named(flag: str, content: str) -> None:
    assert flag in flags(content) & UNREADABLE


NAV = "<nav><a href=/about>About us</a><a href=/services>Services</a><a href=/contact>Contact</a><a href=/jobs>Jobs</a></nav>"
REACH = "<p>Call <a href='tel:+4940123456'>+49 40 123456</a> or write to <a href=mailto:office@firm.example>office@firm.example</a></p>"
PUMPS = "<h1>Pumps for water works</h1><p>We have built pumps since 1961. Our services go from planning to repair, in a hall of 4,000 m² by the river.</p>"
COMPANIES = [
    document("Firm", f"{NAV}{PUMPS}<form action=/login>Customer login: {PASSWORD}</form>{REACH}"),
    document("Firm – login for dealers", f"{NAV}{PUMPS}<aside><form>Sign in {PASSWORD}</form></aside>"),
    document(
        "Contact",
        f"{NAV}<h1>Write to us</h1><form><textarea></textarea><div class='g-recaptcha'></div></form>{REACH}"
        "<script src=https://www.google.com/recaptcha/api.js></script>",
    ),
    document(
        "Contact",
        f"{NAV}<form><textarea></textarea><div class='cf-turnstile'></div></form><p>Protected by reCAPTCHA; the privacy policy applies.</p>{REACH}",
    ),
    document("Contact", f"{NAV}<h1>Write to us</h1><p>Please complete the captcha below.</p><form><div class='h-captcha'></div></form>{REACH}"),
    document("Firm", f"{NAV}{PUMPS}{REACH}<script>(function(){{a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'}})()</script>"),
    document("Firm", f"{NAV}{PUMPS}{REACH}<script src=https://js.datadome.co/tags.js></script><script src='/_Incapsula_Resource?SWJIYLWA=7'></script>"),
    document(
        "Bot defence for shops",
        f"{NAV}<h1>We stop bots</h1><p>{'Our services ask visitors: are you a robot? Verify you are human, in one click. ' * 9}</p>{REACH}",
    ),
    document(
        "Domains and hosting",
        f"{NAV}<h1>Your name on the web</h1><p>Our services: register a domain, buy this domain or another, e-mail and hosting.</p>{REACH}",
    ),
    document(
        "Domain brokers", f"{NAV}<h1>Domain for sale?</h1><p>Our company finds a buyer for your domain. Our clients are firms from all over Europe.</p>{REACH}"
    ),
    document("Web agency", f"{NAV}<h1>Your website is ready in a week</h1><p>Our services: design, texts and hosting for craftsmen.</p>{REACH}"),
    document(
        "Script workshop",
        f"{NAV}<h1>JavaScript is our trade</h1><p>We build shops in JavaScript, with and without a framework, and teach it in our courses.</p>{REACH}",
    ),
    document(
        "Script workshop", f"{NAV}<h1>Does your shop work without JavaScript?</h1><p>{'We make shops that load at once and can be used by everybody. ' * 6}</p>"
    ),
    document("Firm", f"<div id=root>{NAV}{PUMPS}{REACH}</div><noscript>You need to enable JavaScript to run this app.</noscript><script src=main.js></script>"),
    document("Firm", f"{NAV}{PUMPS}<p>Coming soon: our new catalogue.</p>{REACH}"),
    document(
        "Bauunternehmen",
        f"{NAV}<h1>Im Aufbau: unser neues Lager</h1><p>Unsere Leistungen: Hallenbau, Tiefbau und Straßenbau für unsere Kunden"
        f" im Norden, seit 1961 in der dritten Generation, mit vierzig Leuten.</p>{REACH}",
    ),
    document("Apache helicopter tours", f"{NAV}<h1>Tours</h1><p>Our services: flights over the islands, every day from nine to five.</p>{REACH}"),
    document("Sicherheit Nord", f"{NAV}<h1>Alarmanlagen</h1><p>Unsere Leistungen: Sicherheitsüberprüfung Ihres Hauses, Einbau, Wartung.</p>{REACH}"),
    document("Passwort Verlag", f"{NAV}<h1>Bücher</h1><p>Unser Unternehmen verlegt Krimis: „Das Passwort“, „Login in den Tod“.</p>{REACH}"),
    document(
        "Parking Nord", f"{NAV}<h1>Parking at the airport</h1><p>Our company has 400 parked cars in its hall. Your domain of parking: free quote.</p>{REACH}"
    ),
    document("Peugeot 404 parts", f"{NAV}<h1>Parts for the Peugeot 404</h1><p>Our services: parts, repair, restoration of the 404 and the 504.</p>{REACH}"),
]


@pytest.mark.parametrize("content", COMPANIES)
def test_companies_that_look_like_it_are_read(content: str) -> None:
    assert flags(content) & UNREADABLE == set()
    assert "not_found" not in flags(content, HOME + "parts")


NOT_THERE = [
    ("Page not found | Firm", "<h1>Oops</h1>"),
    ("Firm", "<h1>404 – Page not found</h1><p>Try the search.</p>"),
    ("Seite nicht gefunden", ""),
    ("Firm", "<h2>Página no encontrada</h2>"),
    ("Page introuvable", "<p>Retour à l'accueil"),
    ("Страница не найдена", "<h1>404</h1>"),
    ("ページが見つかりません", ""),
    ("404", "<p>Hmm."),
]


@pytest.mark.parametrize(("title", "body"), NOT_THERE)
def test_a_page_in_name_only(title: str, body: str) -> None:
    assert "not_found" in flags(document(title, NAV + body), HOME + "services")
    assert "not_found" not in flags(document(title, NAV + body))  # a home page says what it likes


@pytest.mark.parametrize("status", [403, 429, 503])
@pytest.mark.parametrize("body", [*CHECKS, "<p>Are you a robot?</p>"])
def test_refusals_that_are_checks(status: int, body: str) -> None:
    assert is_challenge(status, {}, body)
    assert is_challenge(status, {}, body.encode())


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (403, "<h1>403 Forbidden</h1><hr>nginx"),
        (503, "<h1>Down for maintenance</h1><p>Back at nine."),
        (429, ""),
        (404, CLOUDFLARE),
        (500, CLOUDFLARE),
        (200, PUMPS),
        (503, "\ufffd\x00"),
    ],
)
def test_refusals_that_are_none(status: int, body: str) -> None:
    assert not is_challenge(status, {}, body)
    assert not is_challenge(status, {"server": "cloudflare", "cf-ray": "1"}, body.encode())


@pytest.mark.parametrize("headers", [{"cf-mitigated": "challenge"}, {"x-amzn-waf-action": "captcha"}, {"x-vercel-mitigated": " Challenge"}])
def test_headers_that_say_it(headers: dict[str, str]) -> None:
    assert is_challenge(403, headers, b"")
    assert is_challenge(202, headers, b"\x1f\x8b")
