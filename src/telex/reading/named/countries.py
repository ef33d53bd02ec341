"""Countries, continents and the exemplar cities of the time zones, French and English, from CLDR through babel at run time."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale
from babel.core import get_global

LANGUAGES = ("fr", "en")
_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "001", "202", "DG", "CP", "CQ"})
_NOT_CITIES = ("Etc/", "Antarctica/", "America/Indiana/", "America/Kentucky/", "America/North_Dakota/", "Arctic/")
_BRACKET = re.compile(r"\s?[(\[–][^)\]]{0,60}[)\]]?$")
_ALIASES = {
    "FR": "République française|French Republic", "GB": "Grande-Bretagne|Great Britain|Britain|UK|U.K.|Royaume Uni",
    "US": "US|Etats-Unis|États Unis|USA|U.S.|U.S.A.|Etats-Unis d'Amérique|United States of America|America",
    "NL": "Hollande|Holland|Pays Bas", "CZ": "République tchèque|Czech Republic", "BY": "Biélorussie|Belarus|Bélarus",
    "IQ": "Iraq|Irak", "IR": "République islamique d'Iran", "SY": "Syrie|Syria", "KR": "South Korea|République de Corée",
    "KP": "North Korea", "TR": "Turquie|Turkey|Türkiye", "CN": "République populaire de Chine", "TW": "Taiwan|Taïwan",
    "HK": "Hong Kong|Hong-Kong|Hongkong", "MO": "Macao", "MM": "Birmanie|Burma|Myanmar", "VA": "Vatican|Saint-Siège|Holy See",
    "PS": "Palestine|Territoires palestiniens|bande de Gaza", "CD": "RDC|RD Congo|DR Congo|République démocratique du Congo",
    "CG": "Congo-Brazzaville|Congo|République du Congo", "CF": "République centrafricaine|Centrafrique|RCA",
    "CI": "Côte d'Ivoire|Ivory Coast", "CV": "Cap-Vert|Cabo Verde|Cape Verde", "SZ": "Swaziland", "MD": "Moldavie|Moldova",
    "MK": "Macédoine|Macédoine du Nord|North Macedonia", "BA": "Bosnie|Bosnia|Bosnie-Herzégovine", "SA": "Arabie saoudite",
    "AE": "Émirats arabes unis|Émirats|UAE|Emirates", "TL": "Timor oriental", "RU": "Fédération de Russie", "LY": "Libye|Libya",
    "DO": "République dominicaine", "TT": "Trinité-et-Tobago", "KG": "Kirghizistan", "SS": "Sud-Soudan|Soudan du Sud",
    "RE": "La Réunion|l'île de La Réunion", "NC": "Nouvelle-Calédonie", "XK": "Kosovo", "FK": "Malouines|Falklands",
}  # fmt: skip
_OTHER_CITIES = {"Kiev": "UA", "Rangoon": "MM", "Calcutta": "IN", "Kolkata": "IN", "Saigon": "VN", "Katmandou": "NP"}


@lru_cache(maxsize=1)
def territories() -> tuple[tuple[str, str | None], ...]:
    """(name, ISO code) in both languages; continents and parts of them with None."""
    found: list[tuple[str, str | None]] = []
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if code not in _NOT_COUNTRIES:
                found.append((_BRACKET.sub("", name), code if code.isalpha() else None))
    found.extend((name, code) for code, names in _ALIASES.items() for name in names.split("|"))
    return tuple(found)


@lru_cache(maxsize=1)
def zone_cities() -> tuple[tuple[str, str], ...]:
    """(name, ISO code) of the exemplar city of every time zone, in both languages: most capitals are among them."""
    found: list[tuple[str, str]] = [*_OTHER_CITIES.items()]
    for zone, code in get_global("zone_territories").items():
        if "/" not in zone or zone.startswith(_NOT_CITIES) or not code.isalpha():
            continue
        own = zone.rpartition("/")[2].replace("_", " ")
        for language in LANGUAGES:
            city = Locale(language).time_zones.get(zone, {}).get("city") or own
            found.append((_BRACKET.sub("", city), code))
    return tuple(dict.fromkeys(found))


def zone_country(zone: str) -> str | None:
    """ISO code of the country that an IANA zone belongs to: where a house or a source writes from."""
    code = get_global("zone_territories").get(zone)
    return code if code and code.isalpha() and len(code) == 2 and code != "ZZ" else None
