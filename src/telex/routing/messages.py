"""What is wrong with a query, in French and English. The codes are `QueryError.fault`, stable for API clients."""

from __future__ import annotations

from telex.errors import QueryError

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


def english(code: str) -> str:
    """The English message of a code."""
    return _MESSAGES[code][0]


def say(error: QueryError, language: str) -> str:
    """The message and what to write instead, in French ("fr", "fr-CA") or English (any other)."""
    french = language.lower().partition("-")[0] == "fr"
    known = _MESSAGES.get(error.fault)
    message = error.message if known is None else known[1 if french else 0]
    if french:
        message = message.replace(" ;", "\u202f;").replace(" :", "\u00a0:")
    if error.hint is None:
        return message + "."
    return f"{message}. Écrivez\u00a0: {error.hint}" if french else f"{message}. Write: {error.hint}"
