# ruff: noqa: E501 - one table a line
"""Which country the ending of a host speaks for: country codes, place names among the newer endings, and second levels under which others register."""

from pipeline.lexicon.countries import COUNTRIES

GENERIC = frozenset(("co", "me", "io", "ai", "tv", "cc", "ly", "to", "ws", "gg", "fm", "am", "la", "sh", "st", "vc", "mu"))
"""Country codes that are sold and used as if they were generic: they say nothing by themselves."""

_WRITTEN = {
    "uk": "GB", "su": "RU", "рф": "RU", "xn--p1ai": "RU", "укр": "UA", "xn--j1amh": "UA", "xn--90ais": "BY", "xn--90ae": "BG", "xn--qxam": "GR", "xn--90a3ac": "RS",
    "xn--80ao21a": "KZ", "xn--fiqs8s": "CN", "xn--fiqz9s": "CN", "xn--j6w193g": "HK", "xn--kpry57d": "TW", "xn--kprw13d": "TW", "xn--3e0b707e": "KR",
    "xn--mgbaam7a8h": "AE", "xn--mgberp4a5d4ar": "SA", "xn--wgbh1c": "EG", "xn--h2brj9c": "IN", "xn--o3cw4h": "TH", "xn--4dbrk0ce": "IL", "xn--mgbah1a3hjkrd": "MA",
}  # fmt: skip
_PLACES = {
    "DE": "berlin hamburg koeln cologne bayern ruhr saarland nrw", "AT": "wien tirol", "CH": "swiss zuerich", "FR": "paris bzh alsace corsica",
    "GB": "london scot wales cymru", "NL": "amsterdam frl", "BE": "vlaanderen brussels gent", "US": "nyc boston miami vegas us", "CA": "quebec",
    "AU": "sydney melbourne", "NZ": "kiwi", "JP": "tokyo osaka nagoya yokohama kyoto okinawa", "RU": "moscow tatar xn--80adxhks", "TR": "istanbul ist",
    "ES": "barcelona madrid cat gal eus", "ZA": "capetown durban joburg", "BR": "rio", "AE": "abudhabi dubai", "TW": "taipei", "SE": "stockholm", "FI": "helsinki",
}  # fmt: skip
_SECOND_LEVELS = {
    "com.co": "CO", "net.co": "CO", "org.co": "CO", "edu.co": "CO", "com.ai": "", "uk.com": "GB", "gb.com": "GB", "uk.net": "GB", "gb.net": "GB", "us.com": "US", "de.com": "DE",
    "br.com": "BR", "cn.com": "CN", "za.com": "ZA", "ru.com": "RU", "sa.com": "SA", "jpn.com": "JP", "jp.net": "JP", "se.net": "SE", "se.com": "SE", "hu.net": "HU", "in.net": "IN",
    "gr.com": "GR", "co.com": "", "eu.com": "",
    "co.am": "AM", "com.mu": "MU", "co.mu": "MU", "co.me": "ME", "com.ws": "", "com.ly": "",
}  # fmt: skip

CCTLD: dict[str, str] = (
    {code.lower(): code for code in COUNTRIES if code not in ("GB", "XK") and code.lower() not in GENERIC}
    | _WRITTEN
    | {ending: code for code, endings in _PLACES.items() for ending in endings.split()}
)
"""The last part of a host → country."""


def country_of(host: str) -> str:
    """Return the country that a host's ending speaks for, or an empty string."""
    head, _, last = host.rpartition(".")
    second = f"{head.rpartition('.')[2]}.{last}"
    if head and second in _SECOND_LEVELS and "." in head:
        return _SECOND_LEVELS[second]
    return CCTLD.get(last, "")
