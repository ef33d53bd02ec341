"""What is wrong with a query, in French and English. The codes are `QueryError.fault`, stable for API clients."""

from __future__ import annotations

from telex.errors import QueryError
from telex.routing.language.fields import FIELDS, Field, Kind

_MESSAGES: dict[str, tuple[str, str]] = {
    "empty": ("the query is empty; write * for everything", "la requête est vide ; écrivez * pour tout recevoir"),
    "too_long": ("the query is over 20,000 characters", "la requête dépasse 20\u202f000 caractères"),
    "too_many_words": ("the query has over 2,000 words", "la requête compte plus de 2\u202f000 mots"),
    "long_phrase": (
        "a phrase has at most 200 words, 20 with a distance",
        "une expression compte au plus 200 mots, 20 avec une distance",
    ),
    "too_deep": ("groups are nested over 30 deep", "plus de 30 groupes sont imbriqués"),
    "missing_operand": ("a word or a group is missing here", "il manque ici un mot ou un groupe"),
    "unclosed_group": ("this ( is never closed; add )", "cette ( n’est jamais fermée ; ajoutez )"),
    "unopened_group": ("this ) closes nothing; remove it", "cette ) ne ferme rien ; supprimez-la"),
    "empty_group": ("there is nothing in this group", "ce groupe est vide"),
    "unclosed_phrase": ("this quotation mark is never closed", "ces guillemets ne sont jamais fermés"),
    "empty_phrase": ("there is no word between these quotation marks", "il n’y a aucun mot entre ces guillemets"),
    "mixed_operators": (
        "AND and OR are mixed here and can be read in two ways; add parentheses",
        "AND et OR se mêlent ici, ce qui se lit de deux façons ; ajoutez des parenthèses",
    ),
    "plus_beside_or": (
        "+ means nothing beside OR; use AND and parentheses",
        "+ n’a pas de sens à côté de OR ; employez AND et des parenthèses",
    ),
    "unknown_field": ("there is no such field", "ce champ n’existe pas"),
    "nested_field": ("a field cannot stand inside another field", "un champ ne peut pas en contenir un autre"),
    "missing_value": ("the value of the field is missing", "il manque la valeur du champ"),
    "bad_value": ("this field does not take such a value", "ce champ n’accepte pas cette valeur"),
    "unclosed_range": ("this range is never closed; add ]", "cet intervalle n’est jamais fermé ; ajoutez ]"),
    "empty_range": ("nothing can lie in this range", "rien ne peut se trouver dans cet intervalle"),
    "range_not_allowed": (
        "only dates and numbers have ranges; quote the text to search it",
        "seuls les dates et les nombres ont des intervalles ; mettez le texte entre guillemets pour le chercher",
    ),
    "leading_wildcard": ("only the end of a word may be open", "seule la fin d’un mot peut rester ouverte"),
    "inner_wildcard": ("only the end of a word may be open", "seule la fin d’un mot peut rester ouverte"),
    "prefix_too_short": ("at least 3 letters must stand before *", "il faut au moins 3 lettres avant *"),
    "wildcard_in_phrase": (
        "an open word cannot be part of a phrase",
        "un mot ouvert ne peut pas faire partie d’une expression",
    ),
    "fuzzy_not_supported": ("approximate words (~) are not supported", "les mots approchants (~) n’existent pas ici"),
    "regex_not_supported": (
        "regular expressions are not supported; quote the text to search it",
        "les expressions régulières n’existent pas ici ; mettez le texte entre guillemets pour le chercher",
    ),
    "bad_distance": (
        "the distance after ~ must be a whole number from 0 to 50",
        "la distance après ~ doit être un nombre entier de 0 à 50",
    ),
    "bad_weight": ("a number must follow ^ (weights are ignored)", "un nombre doit suivre ^ (les poids sont ignorés)"),
    "no_word": ("there is no word to search here", "il n’y a ici aucun mot à chercher"),
    "weight_dropped": (
        "weights are ignored: a dispatch matches or does not",
        "les poids sont ignorés : une dépêche répond à la requête ou non",
    ),
    "searched_as_word": ("searched as a word", "cherché comme un mot"),
}
_EXPECTED: dict[str, tuple[str, str]] = {
    "empty": ("a word, or * for everything", "un mot, ou * pour tout"),
    "too_long": ("a shorter query, or several", "une requête plus courte, ou plusieurs"),
    "too_many_words": ("a query of fewer words, or several", "une requête de moins de mots, ou plusieurs"),
    "long_phrase": (
        "a shorter phrase, or its words without quotation marks",
        "une expression plus courte, ou ses mots sans guillemets",
    ),
    "too_deep": ("fewer groups inside one another", "moins de groupes les uns dans les autres"),
    "missing_operand": ("a word, a phrase or (", "un mot, une expression ou ("),
    "unclosed_group": ("a ) that closes it", "une ) qui la ferme"),
    "unopened_group": (
        "AND, OR, another word, or the end of the query",
        "AND, OR, un autre mot, ou la fin de la requête",
    ),
    "empty_group": ("a word or a phrase between ( and )", "un mot ou une expression entre ( et )"),
    "unclosed_phrase": ("the quotation mark that ends the phrase", "le guillemet qui termine l’expression"),
    "empty_phrase": ("a word between the quotation marks", "un mot entre les guillemets"),
    "mixed_operators": ("parentheses around what belongs together", "des parenthèses autour de ce qui va ensemble"),
    "plus_beside_or": ("the word without +", "le mot sans +"),
    "unknown_field": ("one of the fields {fields}", "l’un des champs {champs}"),
    "nested_field": ("a value of the field, not another field", "une valeur du champ, pas un autre champ"),
    "missing_value": ("{value}", "{valeur}"),
    "bad_value": ("{value}", "{valeur}"),
    "unclosed_range": ("a range such as {range}", "un intervalle tel que {range}"),
    "empty_range": ("the smaller end first, such as {range}", "la plus petite borne d’abord, par exemple {range}"),
    "range_not_allowed": ("{value}", "{valeur}"),
    "leading_wildcard": ("at least 3 letters, then *", "au moins 3 lettres, puis *"),
    "inner_wildcard": ("* at the end of the word alone", "* à la fin du mot seulement"),
    "prefix_too_short": ("at least 3 letters, then *", "au moins 3 lettres, puis *"),
    "wildcard_in_phrase": ("whole words", "des mots entiers"),
    "fuzzy_not_supported": (
        "the word as it is spelt, or its beginning and *",
        "le mot tel qu’il s’écrit, ou son début et *",
    ),
    "regex_not_supported": (
        "words, phrases or the beginning of a word and *",
        "des mots, des expressions ou un début de mot et *",
    ),
    "bad_distance": ("a whole number from 0 to 50 after ~", "un nombre entier de 0 à 50 après ~"),
    "bad_weight": ("a number after ^, or nothing", "un nombre après ^, ou rien"),
    "no_word": ("a word with a letter or a digit in it", "un mot qui contient une lettre ou un chiffre"),
}
_VALUES: dict[Kind, tuple[str, str]] = {
    Kind.TEXT: ("a word, a phrase or a group of them", "un mot, une expression ou un groupe"),
    Kind.CODE: (
        "one code, in quotation marks if it holds blanks",
        "un code, entre guillemets s’il contient des blancs",
    ),
    Kind.NUMBER: (
        "a whole number from {low} to {high}, or a range",
        "un nombre entier de {low} à {high}, ou un intervalle",
    ),
    Kind.TIME: (
        "a day of the calendar such as 2026-11-30, a month, a year, or >=now-24h",
        "un jour du calendrier tel que 2026-11-30, un mois, une année, ou >=now-24h",
    ),
}
_CODES = {
    "subject": ("8 digits, or a label in quotation marks, such as \"Politique\"", "8 chiffres, ou un libellé entre guillemets, tel que \"Politique\""),
    "country": ("a country: FRA, FR or \"Côte d’Ivoire\"", "un pays : FRA, FR ou \"Côte d’Ivoire\""),
}  # fmt: skip


def english(code: str) -> str:
    """The English message of a code."""
    return _MESSAGES[code][0]


def expected(code: str, field: Field | None) -> dict[str, str]:
    """What may stand at the place of a fault, by language. `field` = whose value it is, if any."""
    asked = FIELDS["headline"] if field is None else field
    value = _CODES.get(asked.name) or _VALUES[asked.kind]
    bounds = {"low": asked.low, "high": f"{asked.high:,}"}
    words = {
        "fields": ", ".join(FIELDS),
        "champs": ", ".join(field.french for field in FIELDS.values()),
        "value": value[0].format_map(bounds),
        "valeur": _spaced(value[1].format_map(bounds)),
        "range": f"[{asked.example} TO *]" if asked.kind is not Kind.NUMBER else f"[{asked.low} TO {asked.low + 2}]",
    }
    english, french = _EXPECTED[code]
    return {"en": english.format_map(words), "fr": _spaced(french.format_map(words))}


def _spaced(french: str) -> str:
    """With the narrow and hard blanks that French puts before marks."""
    return french.replace(" ;", "\u202f;").replace(" :", "\u00a0:")


def french(language: str) -> bool:
    """Whether it is a kind of French ("fr", "fr-CA"); everything else is answered in English."""
    return language.lower().partition("-")[0] == "fr"


def message(code: str, language: str) -> str:
    """The message of a code, of an error or a note."""
    english, french_one = _MESSAGES[code]
    return _spaced(french_one) if french(language) else english


def say(error: QueryError, language: str) -> str:
    """The message and what to write instead."""
    said = message(error.fault, language) if error.fault in _MESSAGES else error.message
    if error.hint is None:
        return said + "."
    return f"{said}. Écrivez\u00a0: {error.hint}" if french(language) else f"{said}. Write: {error.hint}"
