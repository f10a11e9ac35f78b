"""What a cell of a list says: one website or several, an e-mail address of a company, or why it is none of these."""

import re
from typing import NamedTuple

from domain.errors import InvalidInput
from domain.identity import canonical_url, host_of, is_public_name, is_public_suffix, normal_name, registrable_domain
from domain.quoting import INVISIBLE
from pipeline.lexicon.mail import FREE_HOSTS

MAX_URL = 2_083
MAX_ADDRESS = 2_000
MISSING = "The website is missing."
_UNSEEN = re.compile(f"[{INVISIBLE}\x01-\x08\x0e-\x1f\x7f]")
_NAME = "This is a name or a word, not a website. Give its address, such as company.com."
_EXPECTED = "This is not a website. Expected something like company.com or https://company.com."
#: The spelling of most cells, for which nothing needs to be looked at twice.
_SIMPLE = re.compile(r"(?:(https?)://)?((?:[a-z0-9][a-z0-9-]{0,62}\.){1,8}[a-z][a-z0-9-]{0,61}[a-z0-9])/?")
_ANY_DOT = re.compile("[.。．｡]")
_NOTHING = frozenset(
    [
        "-",
        "–",
        "—",
        "/",
        "?",
        ".",
        "n/a",
        "na",
        "n.a.",
        "none",
        "null",
        "nan",
        "nil",
        "#n/a",
        "#ref!",
        "#name?",
        "keine",
        "kein",
        "k.a.",
        "aucun",
        "ninguno",
        "нет",
        "无",
        "なし",
    ]
)
_SCHEME = re.compile(r"https?(?::[/\\]{0,4}|[/\\]{2,4})(?=[^/\\:])", re.I)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,30}:", re.I)
_HOST_AND_PORT = re.compile(r"[\w.-]+:\d+(?:/|$)")
_LOGIN = re.compile(r"[^/@\s:]{1,64}:[^/@\s:]{1,64}@[\w.-]+(?:[:/].*)?$")
_DOT_AND_LETTERS = re.compile(r"[.。．｡](?:xn--|[^\W\d_]{2})")
_MAIL = re.compile(r"(?:mailto:)?([^\s@/:]{1,64})@([^\s@/:?]{3,253})(?:\?.{0,500})?", re.I)
_BETWEEN = re.compile(r"[\s,;|()\[\]<>{}\"'`]+")
_MACHINE = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)|[0-9a-f:]*:[0-9a-f:.]*|localhost(?:\..*)?")


class Cell(NamedTuple):
    """What a cell says: its websites as absolute URLs, or the problem; ``note`` says how it was read when that is not plain, ``rest`` what else it holds."""

    urls: tuple[str, ...] = ()
    problem: str = ""
    note: str = ""
    rest: str = ""


def read_cell(cell: str) -> Cell:
    """Read the cell that should hold a website."""
    if quick := _SIMPLE.fullmatch(cell):
        url, problem = _checked(f"{quick.group(1) or 'https'}://{quick.group(2)}/", quick.group(2))
        return Cell(problem=problem) if problem else Cell(urls=(url,))
    text = _UNSEEN.sub("", cell).strip().strip("\"'<>,;`").strip()
    if not text or text.lower() in _NOTHING:
        return Cell(problem=MISSING)
    if not _ANY_DOT.search(text):
        return Cell(problem=_NAME if ":" not in text else _site(text)[1])
    if len(text) > MAX_ADDRESS and not _BETWEEN.search(text[:MAX_ADDRESS]):
        return _home(text)
    if "@" in text and (mail := _MAIL.fullmatch(text)) is not None:
        return _of_mail(mail.group(2))
    url, problem = _site(text)
    if problem:
        return _several(text) or Cell(problem=problem)
    return Cell(urls=(url,)) if len(url) <= MAX_URL else _home(text)


def company_of(url: str) -> str:
    """Return the identity key of a URL that :func:`read_cell` gave, without taking it apart again."""
    return registrable_domain(_host(url))


def _host(url: str) -> str:
    return url.split("/", 3)[2].partition(":")[0]


def looks_like_site(cell: str) -> bool:
    """Say whether a cell, by itself, is a website."""
    text = _UNSEEN.sub("", cell).strip()
    return bool(text) and len(text) <= MAX_ADDRESS and not _site(text)[1]


def looks_like_mail(cell: str) -> bool:
    """Say whether a cell is an e-mail address of a company."""
    mail = _MAIL.fullmatch(cell.strip())
    return mail is not None and bool(_of_mail(mail.group(2)).urls)


def _absolute(text: str) -> str:
    bare = _SCHEME.match(text)
    if bare is None:
        return canonical_url("https://" + text.lstrip("/"))
    scheme = "http" if bare.group().lower().startswith("http:") else "https"
    return canonical_url(f"{scheme}://{text[bare.end() :]}")


def _home(text: str) -> Cell:
    """An address too long to be one still names its site."""
    url, problem = _site(text[:MAX_ADDRESS])
    if problem:
        return Cell(problem="This is too long for a web address. Give the website alone, such as company.com.")
    return Cell(urls=(f"https://{_host(url)}/",), note=f"The address is longer than {MAX_URL:,} characters; the home page of its site is taken.")


def _of_mail(host: str) -> Cell:
    url, problem = _site(host)
    if problem:
        return Cell(problem="This is an e-mail address without a usable domain; give the website.")
    if FREE_HOSTS.match(company_of(url)):
        return Cell(problem="This is an e-mail address at a mail provider; give the company's website.")
    return Cell(urls=(url,), note=f"An e-mail address: its domain {_host(url)} is taken as the website.")


def _several(text: str) -> Cell | None:
    """Read a cell that holds more than one thing: websites or e-mail addresses among other words."""
    found: dict[str, str] = {}
    mail, rest = "", []
    for part in _BETWEEN.split(text):
        inner = _in_words(part.strip(".:!?"))
        if inner is None:
            rest.append(part)
        else:
            found.setdefault(company_of(inner.urls[0]), inner.urls[0])
            mail = mail or inner.note
    if not found:
        return None
    note = f"{len(found):,} websites in one cell; each is taken." if len(found) > 1 else mail
    return Cell(urls=tuple(found.values()), note=note, rest=" ".join(rest).strip(" -–—:•*·/")[:300])


def _in_words(part: str) -> Cell | None:
    """Read a word of a sentence: only what has a known ending counts, so that “e.g.” does not, and no legal form (“Co.KG”)."""
    if not _ANY_DOT.search(part):
        return None
    if (mail := _MAIL.fullmatch(part)) is not None:
        cell = _of_mail(mail.group(2))
    else:
        url, problem = _site(part)
        cell = Cell(problem=problem) if problem or len(url) > MAX_URL else Cell(urls=(url,))
    return cell if cell.urls and is_public_name(_host(cell.urls[0])) and normal_name(part) else None


def _site(text: str) -> tuple[str, str]:
    """Return the absolute URL of a text that is a website; else nothing and why not, as a sentence that says what to do."""
    if not _SCHEME.match(text) and _OTHER_SCHEME.match(text) and not _HOST_AND_PORT.match(text) and not _LOGIN.match(text):
        return "", "Only http and https addresses can be read; give the website, such as company.com."
    bare = _SCHEME.sub("", text, count=1).lstrip("/")
    if "@" in re.split(r"[/?#\\]", bare, maxsplit=1)[0]:
        return "", "This holds a login or is a broken e-mail address; give the website alone."
    if " " in bare:
        return "", "This is not a website: there are blanks in it. Give the address alone, such as company.com."
    if not _ANY_DOT.search(bare) and ":" not in bare:
        return "", _NAME
    try:
        url = _absolute(text)
        return _checked(url, host_of(url))
    except InvalidInput:
        return "", _EXPECTED


def _checked(url: str, host: str) -> tuple[str, str]:
    """Return the URL, or nothing and why a host is no company's."""
    if _MACHINE.fullmatch(host):
        return "", "This is an address of a machine, not a company's website."
    if not _DOT_AND_LETTERS.search(host):
        return "", _EXPECTED
    if is_public_suffix(host):
        return "", "This is an ending that many companies share, not a website. Give the whole address."
    return url, ""
