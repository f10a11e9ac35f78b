"""Bytes to text that is always valid: declared charset from an allow-list, byte-order mark, meta, strict UTF-8, then cp1252."""

import codecs
import re

_META = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([a-zA-Z0-9_:.\-]{2,30})|<\?xml[^>]{0,100}?encoding=["']([a-zA-Z0-9_:.\-]{2,30})""", re.I
)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

# The encodings of the WHATWG standard that Python knows; labels outside it (rot13, zlib, utf-7 …) are not charsets of pages.
_ALLOWED = frozenset(
    codecs.lookup(name).name
    for name in (
        *("utf-8", "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8", "iso8859-10", "iso8859-13", "iso8859-14"),
        *("iso8859-15", "iso8859-16", "koi8-r", "koi8-u", "mac-roman", "cp866", "cp874", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256"),
        *("cp1257", "cp1258", "gb18030", "big5hkscs", "euc-jp", "iso2022_jp", "cp932", "cp949", "utf-16-le", "utf-16-be", "mac-cyrillic"),
    )
)
# Pages that name an old encoding mean the larger one that browsers read it as (WHATWG Encoding, 4.2).
_ALIASES = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "utf-16": "utf-16-le",
    "shift_jis": "cp932",
}
# Labels of the same standard that Python does not know.
_LABELS = {
    **dict.fromkeys(("windows-31j", "x-sjis"), "cp932"),
    **dict.fromkeys(("windows-949", "ks_c_5601-1989", "ksc_5601"), "cp949"),
    **dict.fromkeys(("x-gbk", "csgb2312", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("cn-big5", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("windows-874", "dos-874"), "cp874"),
    **dict.fromkeys(("iso-8859-8-i", "iso-8859-8-e", "logical", "visual"), "iso8859-8"),
    **dict.fromkeys(("unicode", "ucs-2", "iso-10646-ucs-2", "csunicode"), "utf-16-le"),
    **dict.fromkeys(("x-mac-cyrillic", "x-mac-ukrainian"), "mac-cyrillic"),
    **{f"x-cp125{n}": f"cp125{n}" for n in range(9)},
    "x-euc-jp": "euc-jp",
    "x-mac-roman": "mac-roman",
    "unicode-1-1-utf-8": "utf-8",
    "koi8-ru": "koi8-u",
    "iso88591": "cp1252",
    "dos-866": "cp866",
}


def _codec(label: str) -> str | None:
    clean = label.strip().lower()
    try:
        name = codecs.lookup(_LABELS.get(clean, clean)).name
    except (LookupError, ValueError):
        return None
    name = _ALIASES.get(name, name)
    return name if name in _ALLOWED else None


def _declared(body: bytes, header: str) -> list[str]:
    match = _META.search(body[:4096])
    meta = (match.group(1) or match.group(2)).decode("ascii") if match else ""
    # A meta that can be read as ASCII proves that the page is not UTF-16.
    named = [_codec(header) if header else None, _codec(meta) if meta else None]
    return [name for name in named if name and not (name.startswith("utf-16") and b"\0" not in body[:200])]


def decode(body: bytes, header: str = "") -> str:
    """Return the text of a page; never raises, and gives no NUL, lone surrogate or byte-order mark.

    Args:
        body: the bytes as received, after decompression.
        header: the charset of the Content-Type header, if any.
    """
    bom = next(((mark, name) for mark, name in _BOMS if body.startswith(mark)), None)
    text = body[len(bom[0]) :].decode(bom[1], "replace") if bom else _first_that_fits(body, [*_declared(body, header), "utf-8"])
    return text.replace("\0", "").replace("\ufeff", "")


def _first_that_fits(body: bytes, names: list[str]) -> str:
    for name in names:
        try:
            return body.decode(name)
        except UnicodeDecodeError:
            continue
    damaged = body.decode(names[0], "replace")
    broken = damaged.count("\ufffd")
    good = len(damaged) - len(damaged.encode("ascii", "ignore")) - broken
    # A few broken bytes in a page that is otherwise what it says it is (cut at the size limit, a pasted quote) do not make it cp1252;
    # a long page whose only accents are broken is cp1252. One character can break into three.
    return damaged if good * 3 >= broken else body.decode("cp1252", "replace")
