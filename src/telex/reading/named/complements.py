"""How far a noun goes: adjectives, `de ...`, what belongs to a role or to the name of an organisation."""

from __future__ import annotations

from telex.reading.named.demonyms import DEMONYMS
from telex.reading.named.honorifics import is_given
from telex.reading.named.organisation_words import DIRECT, NAMED, THINGS
from telex.reading.named.tokens import Tokens

OF = frozenset({"de", "du", "des", "d'", "of"})
ARTICLES = frozenset({"le", "la", "l'", "les", "the"})
PARTICLES = frozenset({
    "de", "du", "des", "d'", "van", "von", "der", "den", "di", "da", "dos", "del", "della", "la", "le", "el", "al", "bin",
    "ben", "ibn", "abou", "abu", "ter", "ten", "zu", "y", "e", "o'", "d", "lo", "af", "av",
})  # fmt: skip
BEARERS = DIRECT | NAMED | THINGS
"""Nouns that a name follows at once: `école X`, `syndicat X`."""
MAX_CHAIN = 8
"""`de ...` phrases after one noun; and words in one capital run."""
_ADJECTIVE_WORDS = """
adjoint adjointe adjoints delegue deleguee charge chargee associe associee allie allies alliee elu elue exile exilee retraite
retraitee specialise specialisee sortant sortante francilien agricole libre noire rouge vert verte jeune haut haute supreme
mobile electrique unis unies uni unie reunis civile civil publique public generale general armees interarmees autonome
honoraire interimaire superieur superieure principal principale mondiale mondial libere europeenne europeen etrangeres
exterieures interieures sud nord ouest ouvriere paysanne maritime maritimes aerienne aeriennes navale navales urbaine
urbain humaine humains communale independante independant francophone scientifique libertaire social sociale
"""
_ADJECTIVES = frozenset(_ADJECTIVE_WORDS.split())
_SUFFIXES = (
    "al", "ale", "aux", "ales", "ique", "iques", "if", "ive", "ifs", "ives", "aire", "aires", "elle", "elles", "able",
    "ables", "ible", "ibles", "ien", "ienne", "iens", "iennes", "iel", "uel", "iels", "uels", "iere", "ieres", "oire",
)  # fmt: skip
_NO_ADJECTIVE_WORDS = """
capital journal hopital signal canal metal tribunal republique politiques salaire affaire affaires anniversaire maire
commentaire partenaire bien rien combien lien soutien chien gardien appel elle elles nouvelle travaux taux eaux aux faire
repertoire histoire victoire territoire memoire laboratoire arrive derive explique indique rappelle appelle applique critique
evoque revendique communique pratique reclame affirme vers table ensemble probable motif objectif tarif collectif frontiere
riviere lumiere derniere premiere matiere carriere signale rivaux
"""
_NO_ADJECTIVE = frozenset(_NO_ADJECTIVE_WORDS.split())
_FIRST_WORDS = """
haut haute hauts hautes grand grande grands grandes petit petite petits petites nouveau nouvelle nouveaux nouvelles jeune
jeunes ancien anciens anciennes ancienne premier premiere bonne bon national libre deux trois
"""
_FIRST = frozenset(_FIRST_WORDS.split())
"""Adjectives that stand before their noun."""
_NO_PLURAL = frozenset({
    "depuis", "ailleurs", "toujours", "jamais", "apres", "aupres", "plusieurs", "certains", "parfois", "lorsque",
})  # fmt: skip
_STOP_WORDS = """
a ont est sont qui que qu' et ou dont en dans par sur avec sans pour selon lors se s' ne n' y il elle ce cette ces son sa ses
leur leurs un une plus moins tres mardi lundi mercredi jeudi vendredi samedi dimanche hier demain was is has have who which
that and in on at by to with said avait etait sera fait dit va peut doit tout tous toute deja encore aussi mais si le la les l'
"""
_STOP = frozenset(_STOP_WORDS.split())
"""No phrase goes over one of these."""


def adjective(word: str) -> bool:
    """Whether a folded French word can follow its noun as an adjective."""
    if word in _ADJECTIVES or word in DEMONYMS:
        return True
    return len(word) > 4 and word.endswith(_SUFFIXES) and word not in _NO_ADJECTIVE


def adjectives(tokens: Tokens, place: int) -> int:
    """The end of a run of adjectives in small letters."""
    end = place
    while end < place + 3 and end < len(tokens.words) and not tokens.capital(end) and adjective(tokens.low[end]):
        end += 1
    return end


def capitals(tokens: Tokens, place: int, particles: bool = True) -> int:
    """The end of a run of words with capitals, particles between them included; not over `de` and a given name."""
    end = place + 1
    low, words, size = tokens.low, tokens.words, len(tokens.words)
    while end < size and end - place < MAX_CHAIN:
        if words[end][0].isupper() and tokens.starts[end] - tokens.ends[end - 1] <= 1:
            end += 1
            continue
        ahead = end
        while particles and ahead < size and ahead - end < 3 and low[ahead] in PARTICLES:
            ahead += 1
        if ahead == end or ahead >= size or not words[ahead][0].isupper() or is_given(low[ahead]):
            break
        end = ahead + 1
    return end


def proper(tokens: Tokens, place: int, article: bool) -> int:
    """The end of a capital run inside a complement, where a person's name may follow without a comma."""
    end = capitals(tokens, place, particles=False)
    for split in range(place + 1, end - 1):
        if is_given(tokens.low[split]):
            return split
    if article and end - place >= 3:
        return place + 1
    return end


def noun(tokens: Tokens, place: int, article: bool) -> int:
    """The end of the noun phrase that begins at `place`, without its own complements; `place` when there is none."""
    if place >= len(tokens.words) or not tokens.words[place][0].isalpha():
        return place
    if tokens.capital(place):
        end = proper(tokens, place, article)
        if tokens.at(end) == "'s" and tokens.capital(end + 1):
            end = proper(tokens, end + 1, False)
        return _plural(tokens, end) or adjectives(tokens, end)
    if tokens.low[place] in _STOP:
        return place
    end = place + 1
    if tokens.low[place] in _FIRST and end < len(tokens.words) and tokens.words[end][0].isalpha():
        end += 1
    end = adjectives(tokens, end)
    if tokens.low[end - 1] in BEARERS and tokens.capital(end) and tokens.starts[end] - tokens.ends[end - 1] == 1:
        return proper(tokens, end, False)
    return end


def _plural(tokens: Tokens, end: int) -> int:
    """`des Affaires sociales`: a plural in small letters behind one with a capital; 0 when there is none."""
    word = tokens.at(end)
    if tokens.at(end - 2) not in {"des", "les", "aux"} or tokens.low[end - 1][-1] not in "sx":
        return 0
    plural = len(word) > 5 and word.endswith("s") and word not in _NO_PLURAL and not tokens.capital(end)
    return adjectives(tokens, end + 1) if plural else 0


def _towards(tokens: Tokens, place: int) -> bool:
    """`à ...`, `au ...`, `for ...`, and `pour la ...`: not `pour créer`."""
    word = tokens.at(place)
    if word == "pour":
        return tokens.at(place + 1) in ARTICLES
    return word in {"a", "au", "for"} and tokens.words[place] != "a"


def complements(tokens: Tokens, place: int, *, linked: bool = False, to: bool = False) -> int:
    """The end of the `de ...` phrases at `place`. `linked`: `et de ...` too; `to`: a first `à ...` or `pour ...` too."""
    end = place
    for step in range(MAX_CHAIN):
        at = end
        if linked and step and tokens.at(at) == "et" and tokens.at(at + 1) in OF:
            at += 1
        if tokens.at(at) in OF or tokens.at(at) == "aux":
            article = tokens.at(at) in {"du", "des", "aux"}
        elif to and not step and _towards(tokens, at):
            article = tokens.at(at) == "au"
        else:
            return end
        at += 1
        if tokens.at(at) in ARTICLES:
            article, at = True, at + 1
        after = noun(tokens, at, article)
        if after == at:
            return end
        end = after
    return end
