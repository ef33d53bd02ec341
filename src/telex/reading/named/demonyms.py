"""Adjectives of nationality, French and English: which country `le ministre letton` serves."""

from __future__ import annotations

_FRENCH = """
FR francais|GB britannique anglais ecossais gallois|DE allemand|IT italien|ES espagnol|PT portugais|BE belge|NL neerlandais hollandais
LU luxembourgeois|CH suisse|AT autrichien|PL polonais|CZ tcheque|SK slovaque|HU hongrois|RO roumain|BG bulgare|GR grec
CY chypriote|MT maltais|IE irlandais|DK danois|SE suedois|NO norvegien|FI finlandais|IS islandais|EE estonien|LV letton
LT lituanien|RU russe|UA ukrainien|BY bielorusse belarusse|MD moldave|RS serbe|HR croate|SI slovene|BA bosnien bosniaque
ME montenegrin|MK macedonien|AL albanais|XK kosovar|TR turc|GE georgien|AM armenien|AZ azerbaidjanais azeri|KZ kazakh
UZ ouzbek|TM turkmene|KG kirghiz|TJ tadjik|AF afghan|PK pakistanais|IN indien|BD bangladais|LK sri-lankais|NP nepalais
CN chinois|JP japonais|KR sud-coreen|KP nord-coreen|TW taiwanais|MN mongol|VN vietnamien|TH thailandais|KH cambodgien
LA laotien|MM birman|MY malaisien|SG singapourien|ID indonesien|PH philippin|AU australien|NZ neo-zelandais
US americain etats-unien|CA canadien|MX mexicain|CU cubain|HT haitien|DO dominicain|JM jamaicain|GT guatemalteque
HN hondurien|SV salvadorien|NI nicaraguayen|CR costaricien|PA panameen|CO colombien|VE venezuelien|EC equatorien
PE peruvien|BO bolivien|CL chilien|AR argentin|UY uruguayen|PY paraguayen|BR bresilien|DZ algerien|MA marocain
TN tunisien|LY libyen|EG egyptien|SD soudanais|SS sud-soudanais|ET ethiopien|ER erythreen|SO somalien|DJ djiboutien
KE kenyan|UG ougandais|TZ tanzanien|RW rwandais|BI burundais|CD congolais|CG congolais|GA gabonais|CM camerounais
CF centrafricain|TD tchadien|NE nigerien|NG nigerian|BJ beninois|TG togolais|GH ghaneen|CI ivoirien|LR liberien
SL sierra-leonais|GN guineen|GW bissau-guineen|SN senegalais|GM gambien|ML malien|BF burkinabe|MR mauritanien
CV cap-verdien capverdien|ZA sud-africain|NA namibien|BW botswanais|ZW zimbabween|ZM zambien|MW malawite|MZ mozambicain
AO angolais|MG malgache|MU mauricien|KM comorien|SC seychellois|IL israelien|PS palestinien|LB libanais|SY syrien
JO jordanien|IQ irakien iraquien|IR iranien|SA saoudien|YE yemenite|OM omanais|AE emirati emirien|QA qatari qatarien
KW koweitien|BH bahreini|MC monegasque|VA vatican|AD andorran|LI liechtensteinois
"""
_ENGLISH = """
FR french|GB british english scottish welsh|DE german|IT italian|ES spanish|PT portuguese|BE belgian|NL dutch|LU luxembourgish
CH swiss|AT austrian|PL polish|CZ czech|SK slovak|HU hungarian|RO romanian|BG bulgarian|GR greek|CY cypriot|MT maltese
IE irish|DK danish|SE swedish|NO norwegian|FI finnish|IS icelandic|EE estonian|LV latvian|LT lithuanian|RU russian
UA ukrainian|BY belarusian|MD moldovan|RS serbian|HR croatian|SI slovenian|BA bosnian|ME montenegrin|MK macedonian
AL albanian|XK kosovar|TR turkish|GE georgian|AM armenian|AZ azerbaijani|KZ kazakh|UZ uzbek|AF afghan|PK pakistani
IN indian|BD bangladeshi|NP nepalese|CN chinese|JP japanese|TW taiwanese|MN mongolian|VN vietnamese|TH thai|KH cambodian
MM burmese|MY malaysian|ID indonesian|PH philippine filipino|AU australian|US american|CA canadian|MX mexican|CU cuban
HT haitian|CO colombian|VE venezuelan|EC ecuadorian|PE peruvian|BO bolivian|CL chilean|AR argentine argentinian
UY uruguayan|PY paraguayan|BR brazilian|DZ algerian|MA moroccan|TN tunisian|LY libyan|EG egyptian|SD sudanese
ET ethiopian|SO somali|KE kenyan|UG ugandan|TZ tanzanian|RW rwandan|GA gabonese|CM cameroonian|TD chadian|NG nigerian
GH ghanaian|CI ivorian|LR liberian|SN senegalese|ML malian|MR mauritanian|CV cape-verdean|ZA south-african|ZW zimbabwean
ZM zambian|AO angolan|IL israeli|PS palestinian|LB lebanese|SY syrian|JO jordanian|IQ iraqi|IR iranian|SA saudi
YE yemeni|AE emirati|QA qatari|KW kuwaiti
"""
_FEMININE = (("ien", "ienne"), ("een", "eenne"), ("an", "ane"), ("ien", "iene"), ("in", "ine"), ("ais", "aise"))
_ODD = {
    "grec": "grecque", "turc": "turque", "neo-zelandais": "neo-zelandaise", "bahreini": "bahreinie",
    "emirati": "emiratie", "qatari": "qatarie", "mongol": "mongole", "espagnol": "espagnole", "letton": "lettonne",
}  # fmt: skip


def _forms(word: str) -> list[str]:
    """Masculine and feminine, singular and plural, of a folded French adjective."""
    feminine = {word, _ODD.get(word, word), word if word.endswith("e") else f"{word}e"}
    for end, other in _FEMININE:
        if word.endswith(end):
            feminine.add(word.removesuffix(end) + other)
    return [form for one in feminine for form in (one, one if one.endswith("s") else f"{one}s")]


def _read(table: str, forms: bool) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in table.replace("\n", "|").split("|"):
        if not entry:
            continue
        code, *words = entry.split()
        for word in words:
            for form in _forms(word) if forms else (word,):
                found.setdefault(form, code)
    return found


DEMONYMS: dict[str, str] = {**_read(_ENGLISH, False), **_read(_FRENCH, True)}
"""Folded adjective to ISO code. `nigerian` is Nigeria in both languages; `congolais` stands for the larger of the two."""
