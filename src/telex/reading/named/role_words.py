"""Nouns of functions, trades and kin, French and English: what a role phrase begins with."""

from __future__ import annotations

_FRENCH = """
ministre ministres president presidente vice-president vice-presidente premier-ministre secretaire sous-secretaire chancelier
chanceliere roi reine prince princesse emir sultan empereur pape cardinal eveque archeveque imam rabbin pretre pasteur cure
gouverneur gouverneure senateur senatrice depute deputee eurodepute eurodeputee parlementaire elu elue maire adjoint adjointe
conseiller conseillere prefet prefete sous-prefet sous-prefete ambassadeur ambassadrice consul consule emissaire envoye envoyee
representant representante haut-representant commissaire chef cheffe patron patronne dirigeant dirigeante leader numero
directeur directrice codirecteur codirectrice sous-directeur sous-directrice pdg dg ceo responsable coresponsable delegue
deleguee porte-parole coordinateur coordinatrice coordonnateur coordonnatrice secretaire-general tresorier tresoriere
fondateur fondatrice cofondateur cofondatrice createur creatrice proprietaire gerant gerante actionnaire administrateur
administratrice negociateur negociatrice mediateur mediatrice rapporteur rapporteure candidat candidate opposant opposante
militant militante activiste syndicaliste juge magistrat magistrate procureur procureure procureure avocat avocate notaire
greffier greffiere batonnier batonniere huissier policier policiere gendarme pompier pompiere sapeur militaire soldat
soldate officier officiere espion general colonel commandant commandante capitaine lieutenant sergent adjudant amiral caporal
pilote copilote astronaute cosmonaute spationaute analyste economiste courtier courtiere trader banquier banquiere
gestionnaire gerant strategiste comptable auditeur auditrice expert experte specialiste consultant consultante chercheur
chercheuse professeur professeure enseignant enseignante instituteur institutrice maitre maitresse proviseur proviseure
recteur rectrice doyen doyenne historien historienne sociologue politologue geographe geologue hydrologue climatologue
meteorologue previsionniste oceanographe biologiste biologiste physicien physicienne chimiste astronome astrophysicien
astrophysicienne mathematicien mathematicienne archeologue anthropologue ethnologue linguiste philosophe psychologue
psychiatre epidemiologiste virologue infectiologue vulcanologue volcanologue sismologue glaciologue ecologue botaniste
agronome veterinaire medecin chirurgien chirurgienne infirmier infirmiere aide-soignant aide-soignante pharmacien
pharmacienne dentiste sage-femme ambulancier ambulanciere urgentiste pediatre cardiologue ingenieur ingenieure technicien
technicienne informaticien informaticienne architecte urbaniste paysagiste ouvrier ouvriere macon maconne charpentier
electricien electricienne plombier menuisier peintre mecanicien mecanicienne garagiste soudeur soudeuse grutier grutiere
docker cheminot cheminote conducteur conductrice chauffeur chauffeuse routier routiere marin marin-pecheur pecheur pecheuse
patron-pecheur armateur agriculteur agricultrice eleveur eleveuse cerealier cerealiere viticulteur viticultrice vigneron
vigneronne maraicher maraichere apiculteur apicultrice ostreiculteur paysan paysanne berger bergere bucheron forestier
boulanger boulangere boucher bouchere patissier patissiere restaurateur restauratrice cuisinier cuisiniere serveur serveuse
hotelier hoteliere commercant commercante libraire epicier epiciere coiffeur coiffeuse artisan artisane vendeur vendeuse
caissier caissiere facteur factrice livreur livreuse entrepreneur entrepreneuse industriel homme femme chasseur eclusier
gardien gardienne concierge retraite retraitee etudiant etudiante lyceen lyceenne eleve apprenti apprentie habitant
habitante riverain riveraine voisin voisine temoin passager passagere touriste benevole volontaire victime survivant
survivante accuse accusee suspect locataire usager usagere client cliente parent
journaliste redacteur redactrice editorialiste chroniqueur chroniqueuse photographe presentateur presentatrice
correspondant correspondante envoye ecrivain ecrivaine romancier romanciere auteur auteure autrice coauteur coauteure
coautrice poete poetesse dramaturge editeur editrice acteur actrice comedien comedienne realisateur realisatrice cineaste
producteur productrice scenariste musicien musicienne chanteur chanteuse compositeur compositrice pianiste violoniste
rappeur rappeuse danseur danseuse choregraphe metteur sculpteur sculptrice plasticien plasticienne conservateur
conservatrice commissaire galeriste humoriste artiste styliste couturier joueur joueuse attaquant attaquante defenseur
defenseuse milieu gardien buteur buteuse capitaine entraineur entraineuse selectionneur selectionneuse arbitre coureur
coureuse cycliste sprinteur sprinteuse nageur nageuse skieur skieuse athlete boxeur boxeuse judoka tennisman escrimeur
escrimeuse footballeur footballeuse rugbyman basketteur basketteuse handballeur marathonien marathonienne navigateur
navigatrice champion championne medaille
"""
_ENGLISH = """
minister president vice-president chancellor king queen prince princess emperor pope bishop archbishop governor senator
congressman congresswoman lawmaker mp mep mayor deputy councillor ambassador envoy commissioner chief chairman chairwoman
chairperson chair chancellor boss head leader director secretary undersecretary spokesman spokeswoman spokesperson
representative delegate coordinator treasurer founder co-founder owner manager executive negotiator mediator candidate
activist judge magistrate prosecutor lawyer attorney policeman officer soldier general colonel commander captain lieutenant
sergeant admiral pilot astronaut analyst economist broker trader banker expert specialist consultant researcher scientist
professor teacher headteacher historian sociologist geologist hydrologist climatologist meteorologist forecaster biologist
oceanographer physicist chemist astronomer archaeologist anthropologist psychologist psychiatrist epidemiologist virologist
volcanologist seismologist agronomist veterinarian doctor physician surgeon nurse midwife pharmacist paramedic engineer
technician architect worker mason carpenter electrician plumber mechanic welder docker driver sailor fisherman farmer grower
breeder winegrower shepherd baker butcher chef cook shopkeeper hairdresser student pupil resident neighbour neighbor witness
passenger tourist volunteer victim survivor journalist reporter editor columnist photographer correspondent writer author
novelist poet playwright publisher actor actress filmmaker producer singer songwriter musician composer dancer
choreographer sculptor artist player striker defender goalkeeper midfielder coach manager referee cyclist sprinter
swimmer skier athlete boxer footballer champion skipper treasurer
"""
_KIN = """
fils fille pere mere frere soeur epoux epouse mari femme veuve veuf compagnon compagne oncle tante neveu niece cousin cousine
grand-pere grand-mere petit-fils petite-fille beau-frere belle-soeur beau-pere belle-mere ami amie
daughter father mother brother sister husband wife widow uncle aunt nephew niece grandfather grandmother
"""
KIN = frozenset(_KIN.split())
_NOUNS = frozenset(f"{_FRENCH} {_ENGLISH}".split())
HEADS = (
    _NOUNS
    | KIN
    | {f"{before}{noun}" for before in ("ex-", "vice-", "sous-", "co") for noun in _NOUNS if "-" not in noun}
)
"""Folded nouns that may begin a role."""
ENGLISH = frozenset(_ENGLISH.split())
STATE = frozenset({
    "president", "presidente", "ministre", "premier-ministre", "roi", "reine", "chancelier", "chanceliere", "emir", "king",
    "queen", "minister", "chancellor", "gouvernement",
})  # fmt: skip
"""Offices of a state: their country is that of the place that the sentence is in."""
UNIQUE = frozenset({
    "president", "presidente", "ministre", "secretaire", "chef", "cheffe", "patron", "patronne", "directeur", "directrice",
    "pdg", "maire", "prefet", "prefete", "gouverneur", "procureur", "procureure", "ambassadeur", "ambassadrice", "pape", "roi",
    "reine", "porte-parole", "mediateur", "mediatrice", "minister", "chief", "mayor", "secretary", "spokesman", "spokeswoman",
    "commissaire", "chancelier", "chanceliere",
})  # fmt: skip
"""Offices that one person at a time holds: named by role alone, `le ministre` is the one named before."""
BEFORE = frozenset({
    "ancien", "ancienne", "ex", "premier", "premiere", "vice", "haut", "haute", "futur", "future", "jeune", "nouveau",
    "nouvelle", "former", "prime", "deputy", "foreign", "finance", "defence", "defense", "interior", "acting", "senior",
    "general", "then", "managing", "permanent", "chief", "secretary",
})  # fmt: skip
"""Words that belong to a role and stand before its noun; the others before it do not."""
DROPPED = ("jeune", "nouveau", "nouvelle", "then", "general")
AFTER_ENGLISH = frozenset(
    {"general", "executive", "officer", "minister", "elect", "representative", "secretary", "judge"}
)
"""English nouns that continue a role after its first noun: `Secretary General`, `chief executive officer`."""
_AGENT = (
    "logue", "logiste", "iste", "eur", "euse", "trice", "cien", "cienne", "graphe", "naire", "nome", "ologist", "grapher",
)  # fmt: skip
_NO_AGENT = frozenset({
    "heure", "heures", "valeur", "plusieurs", "ailleurs", "meilleur", "meilleure", "interieur", "exterieur", "leur", "ancien",
    "couleur", "chaleur", "faveur", "erreur", "peur", "coeur", "hauteur", "longueur", "secteur", "ordinaire", "necessaire", "contraire",
    "triste", "existe", "reste", "liste", "piste", "anniversaire", "militaire", "nucleaire", "partenaire", "ordinateur", "moteur",
    "superieur", "superieure", "majeure", "mineure", "anterieur", "ulterieur", "millionnaire", "tracteur", "carburateur",
})  # fmt: skip


def is_agent(word: str) -> bool:
    """Whether a folded word looks like who does something (`-logue`, `-iste`, `-trice`): a trade that no list holds."""
    return len(word) > 5 and word not in _NO_AGENT and word.endswith(_AGENT)


FEMININE = frozenset({
    "presidente", "ministre-femme", "infirmiere", "prefete", "deputee", "elue", "conseillere", "ambassadrice", "cheffe", "patronne",
    "directrice", "deleguee", "fondatrice", "gerante", "candidate", "avocate", "procureure", "chercheuse", "historienne",
    "fille", "mere", "soeur", "epouse", "veuve", "compagne", "tante", "niece", "femme", "reine", "princesse", "chanceliere",
    "senatrice", "adjointe", "commandante", "actrice", "chanteuse", "romanciere", "redactrice", "agricultrice", "daughter",
    "mother", "sister", "wife", "widow", "queen", "spokeswoman", "chairwoman", "actress", "maconne", "mediatrice", "enseignante",
    "habitante", "riveraine", "etudiante", "retraitee", "boulangere", "voisine", "presidentes",
})  # fmt: skip
MASCULINE = frozenset({
    "president", "prefet", "depute", "elu", "conseiller", "ambassadeur", "chef", "patron", "directeur", "delegue", "fondateur",
    "gerant", "candidat", "avocat", "procureur", "chercheur", "historien", "fils", "pere", "frere", "epoux", "mari", "veuf",
    "compagnon", "oncle", "neveu", "homme", "roi", "prince", "chancelier", "senateur", "adjoint", "acteur", "chanteur",
    "romancier", "redacteur", "agriculteur", "infirmier", "father", "brother", "husband", "king", "spokesman",
    "chairman", "macon", "mediateur", "enseignant", "habitant", "riverain", "etudiant", "retraite", "boulanger", "voisin",
})  # fmt: skip


def gender(word: str, english: bool) -> str | None:
    """What the noun of a role (folded) tells; English names few of them by gender, French masculine ones stand for both rarely."""
    if word in FEMININE:
        return "f"
    if word in MASCULINE and not (english and word in ENGLISH and word not in KIN):
        return "m"
    return None
