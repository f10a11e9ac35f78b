"""An independent check of facts, written apart from the extractor and from the product's own check and with other libraries.

Both cannot be wrong in the same way.

``problems(fact, source_of)`` takes a fact as its JSON and the stored sources by SHA-256, and says what does not hold.
"""

import html
import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote, urlsplit

import phonenumbers
from bs4 import BeautifulSoup

SourceOf = Callable[[str], str | None]
UrlsOf = Callable[[str], Iterable[str]]
_SEPARATORS = r"[\s().\-/\u00a0\u2010-\u2015\u2212]*"
_WIDE_SIGNS = dict(zip("－ー―（）．／＋\u3000·•∙", "---()./+ ...", strict=True))
_UNSEEN = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2061, 0x206A), 0x61C, 0x180E, 0])


def problems(fact: dict[str, Any], source_of: SourceOf, urls_of: UrlsOf | None = None) -> list[str]:
    """Return what is wrong with a fact that claims to be quoted or derived; an empty list when it holds.

    ``urls_of`` gives the URLs of a page by its SHA-256.
    """
    name = f"{fact['field']}={fact['value']!r}"
    if fact["status"] == "quoted":
        if not fact["evidence"]:
            return [f"{name}: quoted without evidence"]
        return [f"{name}: {wrong}" for evidence in fact["evidence"] if (wrong := _evidence_problem(fact, evidence, source_of, urls_of))]
    if fact["status"] == "derived":
        if not fact["rule"]:
            return [f"{name}: derived by no rule"]
        if not fact["grounds"]:
            return [f"{name}: derived from nothing"]
        found = [f"{name}: ground is {ground['status']}" for ground in fact["grounds"] if ground["status"] != "quoted"]
        if fact["field"] in ("phone", "email", "social") and not any(_comes_out(fact, ground["value"]) for ground in fact["grounds"]):
            found.append(f"{name}: does not come out of its grounds by {fact['rule']!r}")
        return found + [f"{name}: {wrong}" for ground in fact["grounds"] for wrong in problems(ground, source_of, urls_of)]
    return [f"{name}: unverified"]


def _evidence_problem(fact: dict[str, Any], evidence: dict[str, Any], source_of: SourceOf, urls_of: UrlsOf | None) -> str:
    source = source_of(evidence["page_sha256"])
    if source is None:
        return "the page is not stored"
    if urls_of is not None and evidence["url"] not in set(urls_of(evidence["page_sha256"])):
        return "the page was never read at this address"
    start, end, snippet = evidence["start"], evidence["end"], evidence["snippet"]
    if not 0 <= start < end <= len(source) or source[start:end] != snippet:
        return "the snippet does not stand at its place"
    readings = _READINGS.get(evidence["decoder"])
    if readings is None:
        return f"there is no decoder {evidence['decoder']!r}"
    rules = [_RULES.get(fact["field"], _words_stand)]
    if fact.get("role") == "decoy" and fact["field"] == "phone":
        rules.append(_words_stand)  # what is no number to call has no normal form
    return (
        ""
        if any(holds(fact["value"], text.translate(_UNSEEN)) for text in readings(snippet) for holds in rules)
        else f"the value does not stand in {snippet!r}"
    )


# Contacts that a rule read out of words.


def _comes_out(fact: dict[str, Any], cue: str) -> bool:
    value, rule = fact["value"], fact["rule"]
    if fact["field"] == "email":
        return any(re.search(rf"(?<![\w.+-]){re.escape(value)}(?![\w-]|\.\w)", text, re.I) for text in _meant(rule, cue, value))
    if fact["field"] == "social":
        names = {"instagram.com": "instagram|insta|ig|инстаграм|インスタ", "facebook.com": "facebook|fb", "t.me": "telegram|телеграм"}
        host, handle = urlsplit(value).hostname or "", unquote(urlsplit(value).path).rstrip("/").split("/")[-1].lstrip("@")
        named = re.search(rf"(?<![A-Za-z])(?:{names.get(host, re.escape(host.split('.')[0]))})", cue, re.I)
        if rule == "short_address":
            place = re.sub(r"^instagr\.am/", "instagram.com/", re.sub(r"^fb\.com/", "facebook.com/", cue, flags=re.I), flags=re.I)
            return place != cue and value.split("://")[-1].rstrip("/") == place.rstrip("/.")
        return (
            rule in ("handle_in_text", "handle_beside_sign")
            and named is not None
            and re.search(rf"(?<![\w.]){re.escape(handle)}(?!\w|\.\w)", cue, re.I) is not None
        )
    if rule == "letters_for_digits":
        digits = phonenumbers.convert_alpha_characters_in_number(cue)
        places = [i for i, c in enumerate(digits) if c.isdigit()]
        whole = not value.startswith("+1") or len(value) == 12
        return whole and any(_phone_stands(value, digits[: last + 1]) for last in places[-5:])
    if rule != "number_series":
        return False
    runs = re.findall(r"\d+", cue.replace("(0)", ""))
    for n in range(1, len(runs)):  # the first number, with its last digits replaced by those behind it
        for end in range(n + 1, len(runs) + 1):
            first, tail = "".join(runs[:n]), "".join(runs[n:end])
            whole = [first[:cut] + tail for cut in range(2, len(first))]
            if any(_phone_stands(value, ("+" if cue.startswith("+") else "") + one) for one in whole):
                return True
    return False


def _meant(rule: str, cue: str, value: str) -> list[str]:
    read = _MEANT.get(rule)
    return read(cue, value) if read else []


def _strings(cue: str) -> list[str]:
    return [a or b for a, b in re.findall(r"'([^']*)'|\"([^\"]*)\"", cue)]


def _put_together(cue: str, _value: str) -> list[str]:
    clean = [one.strip("@.") for one in _strings(cue)]
    return [f"{clean[0]}@{clean[1]}", f"{clean[0]}@{'.'.join(clean[1:])}"] if len(clean) > 1 else []


def _without_accents(cue: str, _value: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFD", cue) if unicodedata.category(c) != "Mn")
    return [plain, *_as_spelled(plain)]


def _with_words(cue: str, _value: str) -> list[str]:
    return [re.sub(rf" (?:{_POINT}) ", ".", re.sub(rf" (?:{_SIGN}) ", "@", cue, flags=re.I), flags=re.I)]


_MEANT: dict[str, Callable[[str, str], list[str]]] = {
    "letters_turned_round": lambda cue, _: ["".join(reversed(cue))],
    "data_attribute": lambda cue, _: [cue],
    "spaces_left_out": lambda cue, _: [cue.replace(" @", "@").replace("@ ", "@")],
    "picture_for_the_sign": lambda cue, _: [re.sub(r"\s*<img[^>]*>\s*", "@", cue)],
    "strings_joined": lambda cue, _: [re.sub(r"%40|\\u0040|\\x40", "@", "".join(_strings(cue)))],
    "parts_put_together": _put_together,
    "another_sign_for_the_sign": lambda cue, _: ["".join("@" if c in "◎●★☆■◆▲＠" else c for c in cue)],
    "accents_left_out": _without_accents,
    "words_for_the_signs": _with_words,
    "letters_moved": lambda cue, value: _unmoved(cue, value),
}


def _unmoved(cue: str, value: str) -> list[str]:
    """The address where every letter is moved by one and the same number of places within its alphabet."""
    plain = f"mailto:{value}"
    spans = ((43, 16), (64, 27), (97, 26))
    code = cue[: len(plain)]
    for places in range(-26, 27):
        moved = ""
        for letter in plain:
            base, size = next(((first, many) for first, many in spans if first <= ord(letter) < first + many), (0, 0))
            moved += chr(base + (ord(letter) - base + places) % size) if size else letter
        if moved == code.lower() or moved == code:
            rest = cue[len(plain) :]
            return [] if rest and not rest.startswith(("?", "/")) else [value]
    return []


# What a snippet says, by decoder.


_BLOCKS = ["p", "div", "li", "ul", "td", "th", "tr", "br", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "footer", "header", "address", "dt", "dd"]


def _as_html(snippet: str) -> list[str]:
    soup = BeautifulSoup(f"<div>{re.sub(r'<!--.*?-->', '', snippet, flags=re.S)}</div>", "lxml")
    attributes = [value if isinstance(value, str) else " ".join(value) for tag in soup.find_all(True) for value in tag.attrs.values()]
    plain = [soup.get_text(), soup.get_text(" "), soup.get_text("\n")]
    for tag in soup.find_all(_BLOCKS):  # as a reader sees it: words of one line together, paragraphs apart
        tag.insert_before("\n")
        tag.insert_after("\n")
    return [*plain, soup.get_text(), html.unescape(snippet), *attributes]


def _as_json(snippet: str) -> list[str]:
    found = [snippet]
    for body in re.findall(r'"((?:[^"\\]|\\.){0,1999})"', snippet):
        try:
            found.append(str(json.loads(f'"{body}"', strict=False)))
        except ValueError:
            continue
    return found + [html.unescape(text) for text in found]


def _as_url(snippet: str) -> list[str]:
    plain = html.unescape(snippet)
    return [plain, unquote(plain)]


_SIGN = "at|ät|arroba|chiocciola|snabel-?a|arobase|apenstaartje|kukac|zavin[aá][cč]|ma[łl]pa|собака|krøllalfa|alfakrøll|a|@"
_POINT = r"dot|punkt|point|punto|ponto|punkti|pont|tečka|kropka|точка|\."


def _as_spelled(snippet: str) -> list[str]:
    found = []
    for text in _as_html(snippet):
        signs = re.sub(rf"\s?[\[({{]\s?(?:{_SIGN})\s?[\])}}]\s?", "@", text, flags=re.I)
        dots = re.sub(rf"\s?[\[({{]\s?(?:{_POINT})\s?[\])}}]\s?", ".", signs, flags=re.I)
        words = re.sub(r"(\S)\s(?:at|ät|arroba)\s(\S+)\s(?:dot|punkt)\s(\S)", r"\1@\2.\3", dots, flags=re.I)
        found += [dots, words]
    return found


def _as_cfemail(snippet: str) -> list[str]:
    found = []
    for code in re.findall(r"(?:data-cfemail\s?=\s?[\"']?|email-protection#)([0-9a-fA-F]+)", snippet):
        octets = [int(code[at : at + 2], 16) for at in range(0, len(code) - 1, 2)]
        found.append("".join(chr(octet ^ octets[0]) for octet in octets[1:]))
    return found


_READINGS: dict[str, Callable[[str], list[str]]] = {"html": _as_html, "json": _as_json, "url": _as_url, "at": _as_spelled, "cfemail": _as_cfemail}


# How a value must stand in a text, by field.


def _phone_stands(value: str, text: str) -> bool:
    if not re.fullmatch(r"\+\d{7,15}", value):
        return False
    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        return False
    if not phonenumbers.is_possible_number(number):
        return False
    code, national = str(number.country_code), phonenumbers.national_significant_number(number)
    region = phonenumbers.PhoneMetadata.metadata_for_region(phonenumbers.region_code_for_country_code(number.country_code) or "", None)
    trunk = (region.national_prefix if region else None) or "0"
    text = "".join(_WIDE_SIGNS.get(c, c) for c in "".join(str(unicodedata.decimal(c, c)) for c in text))
    digits = _SEPARATORS.join(national)
    abroad = rf"(?<![\d+])(?:\+|00|011|810|){_SEPARATORS}{_SEPARATORS.join(code)}{_SEPARATORS}(?:0|{trunk})?{_SEPARATORS}{digits}(?!\d)"
    if re.search(abroad, text):
        return True
    at_home = re.finditer(rf"(?<![\d+])(?:0|{trunk})?{_SEPARATORS}{digits}(?!\d)", text)
    return any(not re.search(rf"(?:\d{_SEPARATORS}|\+\s?)\Z", text[max(0, m.start() - 12) : m.start()]) or _is_apart(text, m.start()) for m in at_home)


def _national_stands(value: str, text: str) -> bool:
    plain = ["".join(str(unicodedata.decimal(c, c)) for c in one) for one in (value, text)]
    digits = [c for c in plain[0] if c.isdigit()]
    return bool(digits) and re.search(rf"(?<!\d){_SEPARATORS.join(digits)}(?!\d)", "".join(_WIDE_SIGNS.get(c, c) for c in plain[1])) is not None


def _is_apart(text: str, start: int) -> bool:
    """Digits before a number belong to another one when that is complete, and more than a space lies between the two."""
    before = re.search(rf"([\d+]{_SEPARATORS}){{1,30}}\Z", text[max(0, start - 60) : start])
    if before is None:
        return True
    return sum(c.isdigit() for c in before.group()) >= 6 and re.search(r"[\n/(]|\s[-–]\s|\s\Z", text[max(0, start - 4) : start + 1]) is not None


def _email_stands(value: str, text: str) -> bool:
    if value.count("@") != 1 or "." not in value.rpartition("@")[2]:
        return False
    tokens = re.findall(r"[^\s<>\"'(),;:\[\]{}|\\?&=/*]+@[^\s<>\"'(),;:\[\]{}|\\?&=/*@]+", text)
    exact = {token.strip(".-_").lower() for token in tokens}
    glued = {re.sub(r"\.[A-Z]\w*$", "", token.strip(".-_")).lower() for token in tokens}
    return value.lower() in exact | glued


def _digits_stand(value: str, text: str) -> bool:
    said = set(re.findall(r"\d+", re.sub(r"(?<=\d)[.,'’ \u00a0\u202f](?=\d{3}(?!\d))", "", text))) | set(re.findall(r"\d+", text))
    wanted = re.findall(r"\d+", value)
    return bool(wanted) and set(wanted) <= said


def _address_of(url: str) -> tuple[str, str] | None:
    try:
        parts = urlsplit(url if "//" in url[:9] else "https://" + url.lstrip("/"))
    except ValueError:
        return None
    path = unquote(parts.path).rstrip("/") + (f"?{parts.query}" if parts.query else "")
    return re.sub(r"^www\.", "", (parts.hostname or "").lower().rstrip(".")), path.lower()


def _url_stands(value: str, text: str) -> bool:
    wanted = _address_of(value)
    if wanted is None or "." not in wanted[0]:
        return False
    for token in re.findall(r"[^\s<>\"'`(){}\[\],;|]+", text.replace("\\/", "/")):
        candidates = [
            token,
            token.rstrip(".!?"),
            token.partition("@")[2],
            token.partition("=")[2],
            unquote(token),
            token.partition("?")[0],
            token.partition("#")[0],
        ]
        for said in filter(None, map(_address_of, filter(None, candidates))):
            same_host = said[0] == wanted[0] or said[0].endswith("." + wanted[0])
            if same_host and (not wanted[1] or said[1] == wanted[1] or said[1].startswith(tuple(wanted[1] + sign for sign in "/?&"))):
                return True
    return False


def _plain(text: str) -> str:
    marks = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return " ".join("".join(c for c in marks if unicodedata.category(c) != "Mn" and not unicodedata.combining(c)).split())


def _is_spaceless(char: str) -> bool:
    return unicodedata.name(char, "").startswith(("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "IDEOGRAPHIC"))


def _words_stand(value: str, text: str) -> bool:
    wanted, said = _plain(value.translate(_UNSEEN)), _plain(text)
    at = said.find(wanted) if wanted else -1
    while at >= 0:
        before, after = said[at - 1 : at], said[at + len(wanted) : at + len(wanted) + 1]
        cut_left = before.isalnum() and wanted[0].isalnum() and not _is_spaceless(wanted[0])
        cut_right = after.isalnum() and (wanted[-1].isalnum() or wanted[-1] == ".") and not _is_spaceless(wanted[-1])
        if not cut_left and not cut_right:
            return True
        at = said.find(wanted, at + 1)
    return False


_RULES: dict[str, Callable[[str, str], bool]] = {
    "phone": _phone_stands,
    "national_number": _national_stands,
    "email": _email_stands,
    "founded": _digits_stand,
    "employees": _digits_stand,
    "social": _url_stands,
    "domain": _url_stands,
    "website": _url_stands,
}
