"""Small words that carry a sentence's frame, French and English: what a subject may begin with, and what governs a name."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a text, as a set for look-ups."""
    return frozenset(text.split())


PRONOUNS = {
    "il": ("m", 1), "elle": ("f", 1), "ils": ("m", 2), "elles": ("f", 2), "on": (None, 0), "celui-ci": ("m", 1),
    "celle-ci": ("f", 1), "ce dernier": ("m", 1), "he": ("m", 1), "she": ("f", 1), "they": (None, 2),
    "je": (None, 0), "nous": (None, 0), "we": (None, 0),
}  # fmt: skip
"""Gender and number (0: nobody who can be looked for)."""
INVERTED = frozenset({"il", "elle", "ils", "elles", "on", "je"})

MASCULINE = frozenset({"le", "un", "ce", "cet", "du", "au"})
FEMININE = frozenset({"la", "une", "cette", "sa", "ma", "notre"})
DETERMINERS = word_set(
    "le la l' les un une des ce cet cette ces son sa ses leur leurs mon ma mes notre nos votre vos certains certaines "
    "plusieurs quelques chaque aucun aucune deux trois quatre "
    "the a an this that these those his her its their our my some several many two three four one another"
)
INDEFINITE = word_set(
    "un une des certains certaines plusieurs quelques chaque aucun aucune a an some several many one another"
)
OF = word_set("de d' du des of 's")
PREPOSITIONS = word_set(
    "de d' du des à au aux avec par pour contre devant chez selon sur sous envers entre sans après avant dans en vers "
    "depuis pendant lors durant parmi malgré outre via dès hors auprès grâce face près loin jusque jusqu' "
    "of with by for against before from to at in on under about after between among during near alongside despite "
    "through over into toward towards without than like as"
)
CONJUNCTIONS = word_set(
    "mais et ou or car donc puis ainsi enfin aussi pourtant cependant néanmoins toutefois alors ensuite "
    "but and so yet then still however"
)
CLAUSES = word_set(
    "que qu' mais tandis alors lorsque lorsqu' quand car où dont si puisque puisqu' comme that while when but because where "
    "which although though"
)
"""A new clause, with its own subject, may begin after these."""
RELATIVES = frozenset({"qui", "que", "qu'", "dont", "où", "who", "which", "whose", "whom", "where"})
CLITICS = word_set("se s' me m' te t' lui leur nous vous l' le la les en y ne n' also then later has")
AUXILIARIES = word_set(
    "a ont avait avaient aurait auraient aura auront eut est sont était étaient serait seraient fut furent ayant étant "
    "avoir être has have had was were is are be been having"
)
ADVERBS = word_set(
    "aussi ainsi encore déjà ensuite alors enfin toutefois cependant pourtant néanmoins notamment également simplement "
    "seulement toujours même bien plus tôt tard d'abord abord immédiatement aussitôt récemment longuement surtout pas "
    "rapidement plutôt donc d'ailleurs ailleurs lui-même elle-même eux-mêmes "
    "also again later then however already earlier recently repeatedly simply only just once"
)
TIMES = word_set(
    "lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd' aujourd'hui demain matin matinée soir soirée midi "
    "après-midi nuit semaine jour journée janvier février mars avril mai juin juillet août septembre octobre novembre "
    "décembre monday tuesday wednesday thursday friday saturday sunday yesterday today tonight morning afternoon evening "
    "week night january february march april may june july august september october november december"
)
STARTS = word_set(
    "interrogé interrogée interrogés interrogées invité invitée joint jointe contacté contactée présent présente réuni "
    "réunis réunie interviewé interviewée sollicité sollicitée questionné questionnée soutenu soutenue élu élue arrivé "
    "arrivée venu venue accusé accusée face quant concernant s'exprimant exprimant parlant évoquant citant "
    "asked speaking addressing reached flanked questioned pressed visiting"
)
"""Words that begin a phrase before the subject, ended by a comma."""
NAMING = word_set(
    "film livre opération opérations projet programme réunion plan exposition chanson album série roman label festival "
    "mouvement collectif association mot terme journal quotidien magazine revue émission spectacle pièce documentaire "
    "dispositif mission campagne exercice logiciel application navire bateau sous-marin cyclone tempête ouragan groupe "
    "concours prix salon loi slogan titre pancarte banderole site rapport article "
    "operation project programme program meeting novel song show series exhibition campaign ship vessel storm hurricane "
    "exercise newspaper magazine book word term play"
)
NAMED = word_set(
    "baptisé baptisée baptisés baptisées surnommé surnommée surnommés surnommées intitulé intitulée intitulés intitulées "
    "dénommé dénommée dénommés dénommées nommé nommée nommés nommées appelé appelée appelés appelées dit dite dits dites "
    "soi-disant rebaptisé rebaptisée étiqueté étiquetée estampillé estampillée "
    "called dubbed named nicknamed so-called titled entitled codenamed labelled labeled christened"
)
"""A term or a name follows, nobody's words."""
ABBREVIATIONS = word_set(
    "m mm mr mrs ms dr me mgr st ste prof gen gén col cdt lt sgt capt sen rep gov no vs cf art ex av bd jr sr"
)
HEADS = word_set(
    "ministre président présidente maire préfet préfète directeur directrice secrétaire porte-parole chef cheffe patron "
    "patronne député députée sénateur sénatrice procureur procureure procureuse avocat avocate juge médecin professeur "
    "professeure chercheur chercheuse responsable dirigeant dirigeante élu élue conseiller conseillère commissaire "
    "général générale colonel colonelle commandant commandante capitaine lieutenant lieutenante adjudant sergent amiral "
    "ambassadeur ambassadrice chancelier chancelière roi reine prince princesse pape évêque archevêque cardinal "
    "habitant habitante habitants riverain riveraine riverains témoin témoins voisin voisine voisins passant passante "
    "agriculteur agricultrice éleveur éleveuse pêcheur pêcheuse commerçant commerçante infirmier infirmière pompier "
    "policier policière gendarme syndicaliste délégué déléguée entraîneur entraîneuse joueur joueuse capitaine coureur "
    "coureuse économiste analyste expert experte historien historienne sociologue agronome océanographe géologue "
    "climatologue météorologue courtier courtière trader négociant négociante écrivain écrivaine auteur auteure autrice "
    "acteur actrice réalisateur réalisatrice chanteur chanteuse musicien musicienne artiste fils fille père mère frère "
    "soeur sœur épouse époux mari femme homme veuve veuf ami amie proche proches source sources opposant opposante "
    "candidat candidate vainqueur étudiant étudiante enseignant enseignante instituteur institutrice ouvrier ouvrière "
    "cadre employé employée salarié salariée salariés retraité retraitée boulanger boulangère médiateur médiatrice "
    "premier première vice-président vice-présidente coprésident coprésidente adjoint adjointe fondateur fondatrice "
    "gérant gérante propriétaire locataire victime survivant survivante jeune dame monsieur garde gardien gardienne "
    "scientifique biologiste physicien physicienne numéro cadreur négociateur négociatrice émissaire envoyé envoyée "
    "minister president mayor chief spokesman spokeswoman spokesperson director secretary head leader senator lawmaker "
    "prosecutor lawyer judge doctor professor researcher scientist officer official officials general colonel commander "
    "captain ambassador chancellor king queen bishop resident residents neighbour neighbor witness witnesses farmer "
    "fisherman trader analyst economist expert historian coach player author actor director singer son daughter father "
    "mother brother sister wife husband widow friend source sources candidate winner student teacher worker engineer "
    "nurse firefighter governor chairman chairwoman chairperson founder owner manager executive deputy premier"
)
"""Nouns for people: heads of roles and of indefinite speakers."""
LEADERS = word_set("chef cheffe patron patronne numéro dirigeant dirigeante leader head boss chief")
"""Roles by another word: `le patron de X` for whoever leads X."""
