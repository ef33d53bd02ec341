"""What a page leaves around a text: buttons, menus, notices, end marks. Four signs; one marks a line, two remove it."""

from __future__ import annotations

import re
from collections import defaultdict

from telex.model.text import fold, fold_word
from telex.reading.blocks import Line

_PHRASES = """
a lire aussi|lire aussi|lire egalement|a lire egalement|voir aussi|sur le meme sujet|sur le meme theme|a reecouter|a ecouter|ecouter
|articles lies|articles similaires|en savoir plus|lire la suite|lire plus tard|temps de lecture|partager|partagez|partager sur
|tweeter|imprimer|envoyer par mail|reagir a cet article|reagir|commenter|commentaires|postez un commentaire|laisser un commentaire
|poster un commentaire|ajouter un commentaire|aucun commentaire|0 commentaire|votre adresse e-mail ne sera pas publiee
|s'abonner|abonnez-vous|s'inscrire|inscrivez-vous|newsletter|suivez-nous|nous suivre|mentions legales|tous droits reserves
|reproduction interdite|ce site utilise des cookies|accepter les cookies|j'accepte|publicite|annonce|contenu sponsorise
|contact presse|contacts presse|contact media|image alt|retour en haut|telecharger|version imprimable|votre avis nous interesse
|connectez-vous|se connecter|deja abonne|activer les notifications|signaler une erreur
|read also|read more|see also|also read|related articles|related stories|related|share this|share|tweet|print|email this|leave a comment
|leave a reply|post a comment|add a comment|no comments|comments|your email address will not be published|subscribe|sign up
|follow us|all rights reserved|this site uses cookies|we use cookies|accept cookies|accept all|advertisement|sponsored content
|press contact|media contact|back to top|download|listen|log in|sign in|image|you must be logged in|required fields are marked
|skip to content|skip to main content|bu haberi paylasin|haberi paylas|ilgili haberler|yorum yap|teilen|kommentare|lesen sie auch
|mehr zum thema|newsletter abonnieren|compartir|comentarios|leer tambien|condividi|commenti|leggi anche|compartilhar|leia tambem
|deel dit artikel|lees ook
|vous aimerez aussi|vous pourriez aimer|vous pourriez aussi aimer|a voir aussi|dans la meme rubrique|dans la meme categorie|dans le meme theme
|les plus lus|les plus lues|articles recents|autres articles|nos autres articles|article precedent|article suivant|precedent suivant
|page precedente|page suivante|postez votre avis|postez vos commentaires|donnez votre avis|laissez un commentaire|laissez votre avis|ajoutez un commentaire
|ecrire un commentaire|publier un commentaire|nombre de commentaires|commentaire|votre commentaire|votre adresse de messagerie ne sera pas publiee
|votre adresse email ne sera pas publiee|les champs obligatoires|champs obligatoires|partager cet article|partager l'article|partagez cet article
|partager sur facebook|partager via|cliquez pour partager|cliquez ici pour|j'aime ca|chargement|je m'abonne|m'abonner|abonnement|deja un compte|identifiez-vous
|creer un compte|suivez l'actualite|suivez l'actu|retrouvez l'actualite|retrouvez nous|retrouvez-nous|retrouvez tous nos|retrouvez toute l'actualite|retrouvez ce reportage
|rejoignez-nous|rejoignez notre|telechargez notre|recevez notre|recevez chaque|reecoutez|ecoutez notre|ecoutez aussi|reecouter|gerer mes cookies|gestion des cookies
|politique de confidentialite|conditions d'utilisation|plan du site|qui sommes-nous|tous les articles|voir plus|voir tout|afficher plus|plus d'articles|lire plus
|source : internet|mots-cles associes|temps de lecture estime|ajouter aux favoris|sauvegarder|copier le lien|retour a l'accueil|faire un don|soutenez-nous
|share on|share this article|share via|click to share|like this|loading|previous next|previous article|next article|previous post|next post|you may also like
|you might also like|recommended for you|most read|most popular|trending now|more from|more on this|more stories|leave a reply|log in to reply|log in to leave
|post comment|cancel reply|join the conversation|be the first to comment|view comments|save my name|required fields|your name|submit|rate this
|privacy policy|terms of use|cookie policy|manage cookies|newsletter signup|get our newsletter|support our journalism|continue reading|read the full|show more|load more
|follow on|listen now|listen to|subscribe now|already a subscriber|sign up for|get the app|download our app|copy link|recevoir nos alertes|alerte mail
"""
_BY_FIRST: defaultdict[str, list[str]] = defaultdict(list)
for _phrase in _PHRASES.replace("\n", "").split("|"):
    _BY_FIRST[re.split(r"[ '-]", _phrase.strip(), maxsplit=1)[0]].append(_phrase.strip())
_WHOLE_ONLY = frozenset({
    "image", "related", "share", "print", "tweet", "listen", "download", "comments", "annonce", "commentaires",
    "partager", "commenter", "reagir", "ecouter", "publicite", "commentaire", "abonnement", "chargement", "loading", "submit",
    "sauvegarder", "precedent suivant", "previous next", "like this", "les plus lus", "les plus lues", "most read", "most popular",
    "voir plus", "voir tout", "listen to", "more from", "reecouter", "your name", "share on", "follow on",
})  # fmt: skip
"""Words that also begin ordinary headlines: leftovers only when they are (nearly) the whole line."""
_SITE = re.compile(r"(?:https?://)?(?:www\.)?[\w-]{2,40}(?:\.[\w-]{2,30}){0,2}\.(?:com|net|org|info|fr|be|ch|ca|ma|tn|dz|sn|eu|uk|de|it|es|news|media|tv|fm|io)/?", re.IGNORECASE)  # fmt: skip
_INITIALS = re.compile(r"\(?(?:[a-z]{2,4}(?:[-/,.][a-z]{1,4}){1,5}|[A-Z]{2,4}(?:/[A-Z]{2,4}){1,4}|[a-z]{2,4})\)?")
_END_MARK = re.compile(
    r"(?:#{2,6}|-\s?30\s?-|\(?(?:fin|end)(?: de transmission| item| of story)?\)?|[-–—*\s]{0,4}(?:FIN|ENDS?)[-–—*.\s]{0,4}|\*{3,6})"
)
_CONTACT = re.compile(r"\(\([^()]{3,200}\)\)")
_REACH = re.compile(
    r"^(?:contacts?|tel|telephone|courriel|e-?mail|mail|service (?:de )?presse|renseignements|relations presse|press office|media (?:relations|contact)|phone|fax|mobile)\b"
)
_ADDRESS = re.compile(
    r"[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}|(?:\+\d{2,3}[ .]?(?:\(0\))?|\b0)\d(?:[ .-]?\d\d){3,5}\b"
)
_FIELD = re.compile(r"[^\W\d_][\w' -]{1,30}\s?\*")
_OWN = re.compile(r"\b(?:abonne|subscri)")
_WIRE = re.compile(
    r"\b(?:depeches?|dispatch(?:es)?|integralite|full (?:text|service)|complete service|resume|abrege|extraits?|summar|excerpt|partie des|selection)"
)
_WHERE = re.compile(
    r"\b(?:ce site|notre site|site de|sur le site|this (?:site|page|website)|our (?:site|website)|contactez|ecrivez|contact us|write to|service commercial)\b"
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\b).{0,160}", re.IGNORECASE)
_KIND_OF_TEXT = re.compile(r"(?:communiqué(?: de presse)?|press release|pressemitteilung|comunicado de prensa|comunicato stampa|point de presse|note aux rédactions|media advisory|avis aux médias)\b[^.!?]{0,40}", re.IGNORECASE)  # fmt: skip
_STOP = re.compile(r"[.!?…][»”\"')\s]{0,3}$")


def phrase(line: Line) -> bool:
    """Whether a line begins with a phrase of pages: it must be short, and for common words nearly the whole line."""
    if not line.match or line.words > 16 or len(line.match) > 160:
        return False
    bare = line.match.lstrip("•*>-–—→» ")
    first = re.split(r"['-]", fold_word(bare.split(maxsplit=1)[0]), maxsplit=1)[0].rstrip(":") if bare else ""
    if first not in _BY_FIRST:
        return False
    folded = fold(bare)
    for known in _BY_FIRST[first]:
        rest = folded[len(known) :]
        if folded.startswith(known) and not (rest[:1].isalnum()) and (known not in _WHOLE_ONLY or _nearly_whole(rest)):
            return True
    return False


def _nearly_whole(rest: str) -> bool:
    """Nothing after it but a count, a duration, or other buttons (blanks squeezed away)."""
    bare = re.sub(r"[\d\s:().,'’|•>-]", "", rest)
    return not bare or all(w in _WHOLE_ONLY or w in _NETWORKS for w in rest.split())


_NETWORKS = frozenset(
    [
        "tweeter",
        "imprimer",
        "facebook",
        "whatsapp",
        "twitter",
        "x",
        "linkedin",
        "telegram",
        "messenger",
        "instagram",
        "email",
        "e-mail",
        "pinterest",
        "reddit",
        "threads",
        "bluesky",
        "tiktok",
        "youtube",
        "mastodon",
    ]
)


def networks(line: Line) -> bool:
    """`Facebook  X  WhatsApp`: names of networks and buttons and nothing else."""
    if not line.short:
        return False
    words = fold(line.match[:200]).split()
    return 0 < len(words) <= 12 and all(
        w.strip("|•·,-") in _NETWORKS or w in _WHOLE_ONLY or not w.isalnum() for w in words
    )


def site(line: Line) -> bool:
    """A line that is a host name and nothing else."""
    return bool(_SITE.fullmatch(line.match))


def separator(line: Line) -> bool:
    """A line without a letter or digit."""
    return bool(line.match) and not any(c.isalnum() for c in line.match)


def initials(line: Line) -> bool:
    """`abc/de`: who wrote and who edited."""
    return bool(_INITIALS.fullmatch(line.match))


def end_mark(line: Line) -> bool:
    """`###`, `-30-`, `FIN`."""
    return bool(_END_MARK.fullmatch(line.match))


def contact(line: Line) -> bool:
    """`((ada.brun@abc.example; +33 1 00 00 00 00))`: how other desks reach the writer."""
    if _CONTACT.fullmatch(line.match):
        return True
    if not line.short or line.words > 24:
        return False
    folded = fold(line.match)
    return bool(_ADDRESS.search(line.match)) or (bool(_REACH.match(folded)) and (":" in folded[:40] or line.words <= 3))


def form_field(line: Line) -> bool:
    """`Nom *`: a field of a comment form."""
    return line.words <= 4 and bool(_FIELD.fullmatch(line.match))


def own_distribution(line: Line) -> bool:
    """A source on its own distribution: its subscribers, its dispatches, and where to have them. All three."""
    if not line.short or line.words < 8:
        return False
    folded = fold(line.match)
    return bool(_OWN.search(folded) and _WIRE.search(folded) and _WHERE.search(folded))


def strong(line: Line) -> bool:
    """A comment form or share buttons: below them no text follows."""
    return phrase(line) and bool(_STRONG.search(fold(line.match)))


_STRONG = re.compile(
    r"\b(?:commentaires?|comments?|leave a (?:reply|comment)|log in to reply|share this|partager (?:cet|l')|partagez|articles similaires|related (?:articles|stories)"
    r"|vous aimerez aussi|you may also like|precedent suivant|previous next|article precedent|donnez votre avis|postez votre avis|like this)\b"
)


def copyright_line(line: Line) -> bool:
    return len(line.match) <= 160 and bool(_COPYRIGHT.fullmatch(line.match))


def kind_of_text(line: Line) -> bool:
    """`COMMUNIQUÉ DE PRESSE n° 2026-04`: what sort of text follows."""
    return line.words <= 8 and bool(_KIND_OF_TEXT.fullmatch(line.match))


def menu(line: Line) -> bool:
    """Several labels side by side: at least two runs of two or more blanks, or `>` between short labels."""
    if not line.short:
        return False
    pieces = [p for p in re.split(r"\s{2,8}|\s{0,3}[>›»]\s{1,3}|\s\|\s", line.match[:200]) if p]
    return len(pieces) >= 3 and all(len(p.split()) <= 3 for p in pieces) and not _STOP.search(line.match)


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does, closing marks apart."""
    return bool(_STOP.search(text))
