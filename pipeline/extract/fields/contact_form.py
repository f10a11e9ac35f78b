"""Contact forms: a form with room for a message, or with an e-mail field on a contact page. The value is the address of the page that shows it."""

import html
import re
from collections.abc import Iterable, Iterator

from pipeline.extract.base import Candidate, PageContext
from pipeline.extract.markup import Markup, Tag
from pipeline.extract.quote import Quoter

EXTRACTOR = RULE = "contact_form"

_MOST_FORMS, _MOST_FIELDS, _LONGEST_TAG = 20, 40, 600
_NO_FIELD = frozenset(("hidden", "submit", "button", "image", "reset"))
_SEARCH = re.compile(r"search|suche|recherche|busca|cerca|zoek|sök|szuk|\bs\b|\bq\b|поиск|検索|hledat|søg|ara\b", re.I)
_OTHER_PURPOSE = re.compile(
    r"newsletter|subscribe|mailchimp|list-manage|comment|login|signin|register|checkout|cart|password|reservation-search|wp-comments", re.I
)
_CAPTCHA = re.compile(r"g-recaptcha|recaptcha|h-captcha|hcaptcha|cf-turnstile|friendly-?captcha|captcha", re.I)
_HONEYPOT = re.compile(r"honey|hp[_-]|[_-]hp\b|_gotcha|leave.?(?:this|blank|empty)|website[_-]?url|url_field|bot[_-]?(?:field|trap|check)|no[_-]?bots", re.I)
_UNSEEN_STYLE = re.compile(
    r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|(?:left|top)\s{0,3}:\s{0,3}-\d{3,5}|opacity\s{0,3}:\s{0,3}0(?![.\d])", re.I
)
_MAIL = re.compile(r"e-?mail|correo|courriel|почт|пошт|メール|e-?post|eposta", re.I)
_ON_CONTACT = ("contact", "imprint", "home", "about", "other", "products", "careers", "team")


def extract(markup: Markup, quoter: Quoter, page: PageContext) -> Iterable[Candidate]:
    """Yield contact forms (field ``contact_form``; ``attrs``: fields, captcha, honeypot, action, method, cue)."""
    for form in markup.by_name("form")[:_MOST_FORMS]:
        end = _end(markup, form)
        fields = [tag for tag in _fields(markup, form, end) if not _is_trap(tag)]
        trust = 0.0 if _is_other(markup, form) else _trust(fields, page)
        if trust:
            cue = html.unescape(markup.source[form.start : min(form.end, form.start + _LONGEST_TAG)])
            attrs = {
                "cue": cue,
                "fields": ",".join(dict.fromkeys(_name(tag) for tag in fields if _name(tag)))[:300],
                "captcha": _captcha(markup, form, end),
                "honeypot": ",".join(_name(t) for t in _fields(markup, form, end) if _is_trap(t))[:100],
                "action": form.value("action")[:300],
                "method": form.value("method").lower() or "get",
            }
            evidence = quoter.source(form.start, min(form.end, form.start + _LONGEST_TAG), EXTRACTOR, pad=0)
            yield Candidate(field="contact_form", value=page.url, evidence=evidence, weight=trust, rule=RULE, attrs={k: v for k, v in attrs.items() if v})


def _end(markup: Markup, form: Tag) -> int:
    closing = markup.source.find("</form", form.end)
    return closing if closing >= 0 else min(len(markup.source), form.end + 50_000)


def _fields(markup: Markup, form: Tag, end: int) -> Iterator[Tag]:
    """The fields that a visitor may fill, traps included."""
    found = [
        t for name in ("input", "textarea", "select") for t in markup.by_name(name) if form.end <= t.start < end and t.value("type").lower() not in _NO_FIELD
    ]
    yield from sorted(found, key=lambda tag: tag.start)[:_MOST_FIELDS]


def _name(tag: Tag) -> str:
    return (tag.value("name") or tag.value("id") or tag.value("placeholder") or tag.value("type"))[:40].replace(",", " ")


def _is_trap(tag: Tag) -> bool:
    said = f"{tag.value('name')} {tag.value('class')} {tag.value('id')}"
    unseen = tag.hidden or _UNSEEN_STYLE.search(tag.value("style")) is not None
    return _HONEYPOT.search(said) is not None or (unseen and tag.value("tabindex") == "-1")


def _is_other(markup: Markup, form: Tag) -> bool:
    said = " ".join(form.value(key) for key in ("id", "class", "action", "name", "role"))[:400]
    return _OTHER_PURPOSE.search(said) is not None or form.value("role") == "search"


def _trust(fields: list[Tag], page: PageContext) -> float:
    mail = any(tag.value("type").lower() == "email" or _MAIL.search(f"{tag.value('name')} {tag.value('placeholder')}") for tag in fields)
    message = any(tag.name == "textarea" for tag in fields)
    secret = any(tag.value("type").lower() == "password" for tag in fields)
    if secret or not fields or (len(fields) == 1 and _SEARCH.search(_name(fields[0]))):
        return 0.0
    if message and len(fields) >= 2:
        return 0.9 if mail else 0.75
    return 0.6 if mail and len(fields) >= 3 and page.kind in _ON_CONTACT else 0.0


def _captcha(markup: Markup, form: Tag, end: int) -> str:
    inside = _CAPTCHA.search(markup.source, form.start, min(end, form.start + 30_000))
    return inside.group().lower() if inside else ""
