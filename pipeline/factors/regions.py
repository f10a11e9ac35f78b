"""Regions of the world as groups of countries (ISO 3166-1 alpha-2), after the geographic regions of the United Nations (M49) and what business calls them."""

_NORTH_AFRICA = "DZ EG LY MA SD TN EH"
_WEST_AFRICA = "BJ BF CV CI GM GH GN GW LR ML MR NE NG SN SL TG"
_EAST_AFRICA = "BI KM DJ ER ET KE MG MW MU MZ RW SC SO SS TZ UG ZM ZW"
_CENTRAL_AFRICA = "AO CM CF TD CG CD GQ GA ST"
_SOUTHERN_AFRICA = "BW SZ LS NA ZA"
_SUB_SAHARAN = f"{_WEST_AFRICA} {_EAST_AFRICA} {_CENTRAL_AFRICA} {_SOUTHERN_AFRICA}"
_AFRICA = f"{_NORTH_AFRICA} {_SUB_SAHARAN}"
_GULF = "BH KW OM QA SA AE"
_MIDDLE_EAST = f"{_GULF} IQ IR IL JO LB PS SY TR YE EG"
_SOUTH_ASIA = "AF BD BT IN MV NP PK LK"
_SOUTHEAST_ASIA = "BN KH ID LA MY MM PH SG TH TL VN"
_EAST_ASIA = "CN HK JP KR KP MO MN TW"
_CENTRAL_ASIA = "KZ KG TJ TM UZ"
_ASIA = f"{_SOUTH_ASIA} {_SOUTHEAST_ASIA} {_EAST_ASIA} {_CENTRAL_ASIA}"
_OCEANIA = "AU NZ FJ PG SB VU WS TO"
_CENTRAL_AMERICA = "BZ CR SV GT HN NI PA"
_CARIBBEAN = "CU DO HT JM TT BB BS PR AG DM GD KN LC VC"
_SOUTH_AMERICA = "AR BO BR CL CO EC GY PY PE SR UY VE"
_EASTERN_EUROPE = "BG BY CZ HU MD PL RO RU SK UA"
_BALKANS = "AL BA BG GR HR XK ME MK RO RS SI"
_WESTERN_EUROPE = "AT BE CH DE FR GB IE LI LU MC NL"
_SOUTHERN_EUROPE = "AD AL BA CY ES GR HR IT ME MK MT PT RS SI SM"
_EMEA = f"{_WESTERN_EUROPE} {_SOUTHERN_EUROPE} {_EASTERN_EUROPE} SE NO DK FI IS EE LV LT {_MIDDLE_EAST} {_AFRICA}"

WORLD: dict[str, str] = {
    "africa|afrika|afrique|african": _AFRICA,
    "north africa|northern africa|nordafrika|afrique du nord|norte de africa|maghreb": _NORTH_AFRICA,
    "sub saharan africa|subsaharan africa|subsahara": _SUB_SAHARAN,
    "west africa|western africa|westafrika|afrique de l ouest": _WEST_AFRICA,
    "east africa|eastern africa|ostafrika": _EAST_AFRICA,
    "southern africa": _SOUTHERN_AFRICA,
    "middle east|naher osten|nahen osten|moyen orient|oriente medio|medio oriente|midden oosten": _MIDDLE_EAST,
    "middle east and north africa|mena": f"{_MIDDLE_EAST} {_NORTH_AFRICA}",
    "gulf states|golfstaaten|gcc|persian gulf": _GULF,
    "south asia|sudasien|asie du sud": _SOUTH_ASIA,
    "southeast asia|south east asia|sudostasien|asie du sud est|sudeste asiatico|asean": _SOUTHEAST_ASIA,
    "east asia|ostasien": _EAST_ASIA,
    "central asia|zentralasien": _CENTRAL_ASIA,
    "asia|asien|asie|azie|asian": _ASIA,
    "asia pacific|apac|asien pazifik": f"{_ASIA} {_OCEANIA}",
    "oceania|ozeanien|oceanie|australasia|anz": _OCEANIA,
    "latin america|latam|lateinamerika|amerique latine|america latina|latinoamerica": f"MX {_CENTRAL_AMERICA} {_CARIBBEAN} {_SOUTH_AMERICA}",
    "south america|sudamerika|amerique du sud|america del sur|sudamerica": _SOUTH_AMERICA,
    "central america|mittelamerika|centroamerica": _CENTRAL_AMERICA,
    "caribbean|karibik|caraibes|caribe": _CARIBBEAN,
    "eastern europe|osteuropa|europe de l est": _EASTERN_EUROPE,
    "central and eastern europe|cee|mittel und osteuropa": f"{_EASTERN_EUROPE} {_BALKANS} EE LV LT AT",
    "balkans|balkan": _BALKANS,
    "western europe|westeuropa|europe de l ouest": _WESTERN_EUROPE,
    "southern europe|sudeuropa|europe du sud": _SOUTHERN_EUROPE,
    "emea": _EMEA,
}
"""Folded names, separated by ``|``, and the countries they mean."""
