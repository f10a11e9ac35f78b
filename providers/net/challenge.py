"""Recognises answers that ask a visitor to prove to be human (bot checks, CAPTCHA interstitials). They are reported, never solved."""

import re
from collections.abc import Mapping

from domain.identity import fold

BLOCKING = frozenset({202, 401, 403, 405, 406, 429, 503})
"""Statuses with which such checks are sent besides 200."""

LOOKED_AT = 60_000  # characters of the body

# Response headers that say it (Cloudflare, AWS WAF and Vercel document them).
_HEADERS = {"cf-mitigated": ("challenge",), "x-amzn-waf-action": ("captcha", "challenge"), "x-vercel-mitigated": ("challenge",)}

# What stands in the source of a check and not in that of a page behind it. Services also put scripts of theirs into ordinary pages
# (/cdn-cgi/challenge-platform/scripts/jsd, js.datadome.co/tags.js, _Incapsula_Resource as a script): those are no marks.
_MARKS = re.compile(
    r"_cf_chl_opt|__cf_chl_(?:f_tk|rt_tk|tk)__|cf-browser-verification|cf-challenge-running|id=[\"']?(?:challenge-form|challenge-error-text|cf-wrapper)\b"
    r"|geo\.captcha-delivery\.com|captcha-delivery\.com/(?:captcha|interstitial|c\.js|i\.js)|id=[\"']?px-captcha|[\"']px-captcha[\"']|human-challenge"
    r"|incapsula incident id|<iframe[^>]{0,200}_incapsula_resource|window\.gokuprops|awswafcookiedomainlist|sucuri_cloudproxy_js|ddos-guard/js-challenge"
    r"|check\.ddos-guard\.net|\.well-known/sgcaptcha|/\.lsrecap/recaptcha|vercel security checkpoint|\.within\.website/x/cmd/anubis"
    r"|id=[\"']?sec-if-cpt-container|bm-verify=|__qrator/|wsidchk|/kpsdk/|ak-challenge|_fs-ch-[0-9a-z]|/__challenge",
    re.I,
)
_WIDGET = re.compile(
    r"class=[\"']?[^\"'>]{0,80}\b(?:g-recaptcha|h-captcha|cf-turnstile|frc-captcha|smart-captcha|geetest)|recaptcha/(?:api|enterprise)\.js|hcaptcha\.com/1/api"
    r"|challenges\.cloudflare\.com/turnstile|captcha\.(?:js|php|png|jpg|jpeg|gif)|name=[\"']?captcha|/captcha/",
    re.I,
)
# What the visitor is asked, folded, in some twenty languages.
_ASKED = """just a moment · checking your browser · checking if the site connection is secure · verify you are human · verify you are a human
    verify that you are human · verify that you are not a robot · verifying you are human · confirm you are human · confirm that you are human
    prove you are human · prove that you are human · are you a robot · are you human · i'm not a robot · i am not a robot · making sure you're not a bot
    you are not a robot · unusual traffic · complete the security check · complete the captcha · solve the captcha · enter the captcha · press & hold
    press and hold · access to this page has been denied · bot verification · human verification · security check · one more step
    please stand by, while we are checking · ddos protection by · attention required · pardon our interruption · request unsuccessful
    dass sie ein mensch sind · dass sie kein roboter sind · ich bin kein roboter · sicherheitsuberprufung · browser wird uberpruft
    que vous etes humain · que vous etes un humain · que vous n'etes pas un robot · je ne suis pas un robot · verification de votre navigateur
    verification de securite · que eres humano · que es humano · que usted es humano · que no eres un robot · no soy un robot
    verificacion de seguridad · comprobando su navegador · que voce e humano · que voce nao e um robo · nao sou um robo · verificacao de seguranca
    di essere umano · che sei umano · che non sei un robot · non sono un robot · controllo di sicurezza · dat u een mens bent · dat je een mens bent
    geen robot · beveiligingscontrole · att du ar en manniska · inte en robot · at du er et menneske · ikke en robot · en ole robotti
    ze jestes czlowiekiem · nie jestem robotem · ze nejste robot · nejsem robot · nem vagyok robot · ca nu esti robot · nu sunt robot · nisam robot
    что вы не робот · что вы человек · я не робот · проверка браузера · що ви не робот · я не робот · οτι δεν ειστε ρομποτ · δεν ειμαι ρομποτ
    robot olmadiginizi · insan oldugunuzu · ben robot degilim · 私はロボットではありません · 人間であることを確認 · ロボットではないこと
    确认您是真人 · 验证您是真人 · 请完成安全验证 · 安全验证 · 人机验证 · 我不是机器人 · 로봇이 아닙니다 · 사람인지 확인 · لست روبوت · أنك لست روبوتا
    ban khong phai la nguoi may · saya bukan robot"""
_ASKING = tuple(dict.fromkeys(fold(phrase) for line in _ASKED.splitlines() for phrase in line.split("·") if phrase.strip()))


def is_challenge(status: int, headers: Mapping[str, str], body_start: bytes | str) -> bool:
    """Say whether an answer is a bot check or CAPTCHA instead of a page.

    Args:
        status: of the answer. With an error status a question to the visitor is enough; a page sent with 200 must carry the mark of a check,
            or both a question and a widget: whether there is more on it than that, its reader has to judge.
        headers: names in lower case.
        body_start: the first bytes (taken as UTF-8) or characters of the decoded body; 60,000 are looked at.
    """
    if any(headers.get(name, "").strip().lower() in values for name, values in _HEADERS.items()):
        return True
    text = body_start[:LOOKED_AT]
    source = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    if status != 200 and status not in BLOCKING:
        return False
    if _MARKS.search(source):
        return True
    widget = _WIDGET.search(source) is not None
    return (widget or status != 200) and asks(source)


def asks(text: str) -> bool:
    """Say whether a text asks its reader to prove to be human."""
    folded = fold(text)
    return any(phrase in folded for phrase in _ASKING)
