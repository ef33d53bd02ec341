"""Verbs that bring words in, French and English: a closed dictionary of forms, looked up one token at a time.

The French forms are conjugated from the lists below when the module loads (third person, infinitive, both participles);
`SAY` may stand before or after the words, `MANNER` (a smile, a sigh) only after them or right before a colon.
"""

from __future__ import annotations

from collections.abc import Iterator

from telex.reading.spoken.particles import word_set

FINITE, PARTICIPLE, INFINITIVE, GERUND = 1, 2, 4, 8

_SAY_ER = (
    "accuser admirer admonester affirmer ajouter alerter alléguer annoncer approuver arguer argumenter assener "
    "assurer asséner attester avancer avouer balayer blâmer caractériser certifier clamer commenter comparer "
    "condamner confesser confier confirmer conseiller considérer constater contester contre-attaquer corroborer "
    "critiquer célébrer demander diagnostiquer déclamer déclarer décliner décréter démontrer dénigrer dénoncer "
    "déplorer désavouer détailler encenser encourager espérer estimer exclamer exhorter exiger expliciter expliquer "
    "exposer exprimer fanfaronner formuler fustiger féliciter glorifier gloser implorer imputer incriminer indiquer "
    "informer insinuer insister interpeller interroger intimer invectiver inviter invoquer ironiser jauger juger "
    "jurer justifier louer mander marteler mentionner minimiser moquer narrer nier noter nuancer objecter observer "
    "ordonner parier parler pester philosopher plaider pointer postuler prier proclamer professer prononcer "
    "pronostiquer prophétiser proposer protester préciser préconiser présager présenter présumer prêcher prôner "
    "qualifier questionner raconter railler raisonner rappeler rapporter rassurer recommander redouter regretter "
    "rejeter relater relativiser relever remarquer remercier renseigner reprocher ressasser revendiquer réaffirmer "
    "récapituler réclamer récuser réfuter réitérer répliquer réprimander réprouver répéter résumer rétorquer révéler "
    "saluer scander signaler signifier sommer souhaiter souligner spécifier spéculer stigmatiser stipuler suggérer "
    "supplier supposer tabler tacler temporiser tempérer théoriser traiter trancher tweeter témoigner vanter "
    "vilipender vitupérer éluder énoncer énumérer épingler étriller évaluer évoquer"
)
_MANNER_ER = (
    "abonder agacer alarmer amuser analyser assumer attaquer attrister bafouiller balbutier blaguer bougonner "
    "bredouiller bégayer chanter chuchoter citer commencer communiquer compléter consoler continuer corriger crier "
    "dicter discuter déballer débiter décocher désespérer désoler développer emballer emporter enchaîner enflammer "
    "enthousiasmer entonner exaspérer exploser extasier exulter fulminer glisser grincer grogner grommeler gronder "
    "hasarder hurler hésiter imaginer impatienter indigner inquiéter insurger interloquer jubiler lamenter lancer "
    "larmoyer lâcher marmonner maugréer murmurer méditer offusquer opiner pavoiser penser persifler plaisanter "
    "pleurer pleurnicher ponctuer positiver préoccuper rager rasséréner rectifier relancer remémorer rigoler risquer "
    "ronchonner ruminer râler réconforter récriminer sangloter savourer siffler soliloquer songer souffler soupirer "
    "susurrer targuer tempêter terminer tiquer tonitruer tonner trépigner vociférer écarter éclater égosiller "
    "émerveiller énerver étonner étrangler"
)
_IR = (
    "applaudir attendrir avertir bénir définir démunir garantir gémir honnir prémunir renchérir réfléchir réjouir "
    "surenchérir vomir"
)
_MANNER_IR = "enorgueillir ragaillardir rebondir rugir réagir"
_SHAPES = {
    "dire": "dit disait dirait dira disent disaient diront|dit dite dits dites|dire|disant",
    "redire": "redit redisait redira redisent|redit redite|redire|redisant",
    "prédire": "prédit prédisait prédisent prédira|prédit prédite|prédire|prédisant",
    "contredire": "contredit contredisait contredisent|contredit|contredire|contredisant",
    "maudire": "maudit maudissait|maudit|maudire|maudissant",
    "médire": "médit médisait|médit|médire|médisant",
    "écrire": "écrit écrivait écrira écrivent écrivaient écrivit|écrit écrite|écrire|écrivant",
    "décrire": "décrit décrivait décrira décrivent décrivaient|décrit décrite|décrire|décrivant",
    "prescrire": "prescrit prescrivait|prescrit|prescrire|prescrivant",
    "répondre": "répond répondait répondra répondent répondaient répondit|répondu|répondre|répondant",
    "défendre": "défend défendait défendent défendaient|défendu défendue|défendre|défendant",
    "prétendre": "prétend prétendait prétendent prétendaient|prétendu|prétendre|prétendant",
    "convenir": "convient convenait conviennent|convenu convenue|convenir|convenant",
    "soutenir": "soutient soutenait soutiennent soutenaient|soutenu soutenue|soutenir|soutenant",
    "maintenir": "maintient maintenait maintiennent|maintenu maintenue|maintenir|",
    "souvenir": "souvient souvenait souviennent|souvenu souvenue|souvenir|souvenant",
    "prévenir": "prévient prévenait préviennent|prévenu|prévenir|prévenant",
    "reconnaître": "reconnaît reconnait reconnaissait reconnaissent reconnut|reconnu|reconnaître|reconnaissant",
    "promettre": "promet promettait promettent promit|promis promise|promettre|promettant",
    "admettre": "admet admettait admettent admit|admis|admettre|admettant",
    "transmettre": "transmet|transmis|transmettre|transmettant",
    "émettre": "émet émettait|émis|émettre|émettant",
    "voir": "voit voyait voient|||voyant",
    "attendre": "attend attendait attendent|||",
    "exclure": "exclut excluait excluent|exclu|exclure|excluant",
    "plaindre": "plaint plaignait plaignent|plaint plainte plaints plaintes|plaindre|plaignant",
    "craindre": "craint craignait craignent craignaient|craint|craindre|craignant",
    "croire": "croit croyait croient|cru|croire|croyant",
    "démentir": "dément démentait démentent|démenti|démentir|démentant",
    "mentir": "ment||mentir|",
    "espérer": "espère espérait espèrent|espéré|espérer|espérant",
}
_SHAPES_MANNER = {
    "poursuivre": "poursuit poursuivait poursuivent poursuivit|poursuivi|poursuivre|poursuivant",
    "conclure": "conclut concluait concluent|conclu|conclure|concluant",
    "rire": "rit riait rient|ri|rire|riant",
    "sourire": "sourit souriait sourient|souri|sourire|souriant",
    "interrompre": "interrompt|interrompu|interrompre|interrompant",
    "reprendre": "reprend reprenait reprennent|repris reprise|reprendre|reprenant",
    "émouvoir": "émeut émouvait|ému émue||",
    "vouloir": "veut voulait veulent|voulu||",
    "lire": "|lu||",
    "morfondre": "morfond morfondait|||",
    "apprendre": "apprend|appris||",
}
_ENGLISH = (
    "say says said saying|tell tells told telling|add adds added adding|warn warns warned warning|explain explains explained "
    "explaining|insist insists insisted insisting|argue argues argued arguing|claim claims claimed claiming|note notes noted "
    "noting|recall recalls recalled recalling|state stated stating|declare declares declared declaring|announce announces "
    "announced announcing|acknowledge acknowledges acknowledged acknowledging|admit admits admitted admitting|concede "
    "concedes conceded conceding|describe describes described describing|denounce denounces denounced denouncing|praise "
    "praises praised praising|condemn condemns condemned condemning|criticise criticises criticised criticising criticize "
    "criticized criticizing|call calls called calling|reply replies replied replying|respond responds responded responding|"
    "answer answered|ask asks asked asking|write writes wrote written writing|tweet tweeted|promise promises promised "
    "promising|pledge pledges pledged pledging|vow vows vowed vowing|predict predicts predicted predicting|believe believes "
    "believed|think thinks thought|confirm confirms confirmed confirming|deny denies denied denying|reiterate reiterates "
    "reiterated reiterating|stress stresses stressed stressing|emphasise emphasised emphasize emphasized|urge urges urged "
    "urging|complain complains complained complaining|joke joked|shout shouted|whisper whispered|laugh laughed|sigh sighed|"
    "smile smiled|continue continued|conclude concludes concluded concluding|observe observes observed observing|remark "
    "remarked|comment commented|suggest suggests suggested suggesting|report reported reporting|reveal revealed revealing|"
    "speak spoke speaks|hail hails hailed hailing|welcome welcomes welcomed welcoming|slam slams slammed slamming|blast "
    "blasted|label labelled labeled|brand branded|dismiss dismisses dismissed dismissing|reject rejects rejected rejecting|"
    "accuse accuses accused accusing|hope hopes hoped|fear feared|regret regrets regretted|deplore deplored|express "
    "expressed|quip quipped|recount recounts recounted recounting|assert asserts asserted asserting|maintain maintains "
    "maintained maintaining|agree agrees agreed|testify testified|remember remembers remembered remembering|read reads"
)
_VALUE = frozenset({"valoir", "savoir", "remarquer", "observer", "noter", "part", "état", "mention", "comprendre"})
"""`fait valoir`, `a fait part de`: faire speaks with one of these right after it."""
MAKING = frozenset({"fait", "faisait", "font", "faisant", "faire", "fit"})

BE = word_set("est sont était étaient serait seraient fut furent is was were are be been")
HAVE = word_set("a ont avait avaient aurait auraient aura auront eut ayant has have had having")
MODAL = word_set(
    "tient tenait tiennent tenu veut voulait veulent voulu peut pouvait ose osait doit devait dû vient venait entend "
    "entendait entendu souhaite souhaitait souhaité préfère préférait préféré commence commencé conclu"
)
"""With an infinitive: `tient à souligner`, `a voulu rassurer`."""


def _er(verb: str) -> Iterator[tuple[str, int]]:
    """Forms of a verb in -er; `è` for `é` or `e` before a mute ending, `ç` and `ge` before a and o, `i` for `y`."""
    stem = verb[:-2]
    soft = stem[:-1] + "ç" if stem.endswith("c") else stem + "e" if stem.endswith("g") else stem
    for mute in _mute(stem):
        yield from ((mute + ending, FINITE) for ending in ("e", "ent", "era", "erait", "eront"))
    yield from ((stem + ending, FINITE) for ending in ("era", "erait", "èrent"))
    yield from ((soft + ending, FINITE) for ending in ("ait", "aient", "a"))
    yield from ((stem + ending, PARTICIPLE) for ending in ("é", "ée", "és", "ées"))
    yield stem + "er", INFINITIVE
    yield soft + "ant", GERUND


def _mute(stem: str) -> tuple[str, ...]:
    if stem.endswith("y"):
        return (stem[:-1] + "i", stem)
    cut = max(stem.rfind("é"), stem.rfind("e"))
    tail = stem[cut + 1 :] if cut > 0 else ""
    if not tail or len(tail) > 2 or any(letter in "aeiouyéèêâîô" for letter in tail):
        return (stem,)
    if stem[cut] == "e":
        return (stem + tail, stem[:cut] + "è" + tail) if len(tail) == 1 else (stem,)
    return (stem[:cut] + "è" + tail, stem)


def _ir(verb: str) -> Iterator[tuple[str, int]]:
    stem = verb[:-1]
    yield from ((stem + ending, FINITE) for ending in ("t", "ssait", "ssent", "ssaient"))
    yield from ((stem + ending, PARTICIPLE) for ending in ("", "e", "s", "es"))
    yield verb, INFINITIVE
    yield stem + "ssant", GERUND


def _shaped(shape: str) -> Iterator[tuple[str, int]]:
    for forms, role in zip(shape.split("|"), (FINITE, PARTICIPLE, INFINITIVE, GERUND), strict=True):
        yield from ((form, role) for form in forms.split())


def _conjugated(regular: str, second: str, shapes: dict[str, str]) -> dict[str, int]:
    forms: dict[str, int] = {}
    pairs = [pair for verb in regular.split() for pair in _er(verb)]
    pairs += [pair for verb in second.split() for pair in _ir(verb)]
    pairs += [pair for shape in shapes.values() for pair in _shaped(shape)]
    for form, role in pairs:
        forms[form] = forms.get(form, 0) | role
    return forms


def _english() -> dict[str, int]:
    forms: dict[str, int] = {}
    for form in _ENGLISH.replace("|", " ").split():
        gerund = form.endswith("ing")
        forms[form] = GERUND if gerund else FINITE | PARTICIPLE if form.endswith(("ed", "en", "id")) else FINITE
    return forms


SAY = _conjugated(_SAY_ER, _IR, _SHAPES)
MANNER = _conjugated(_MANNER_ER, _MANNER_IR, _SHAPES_MANNER)
ENGLISH = _english()
FRENCH_STARTS = frozenset(SAY) | frozenset(MANNER) | BE | HAVE | MODAL | MAKING
ENGLISH_STARTS = frozenset(ENGLISH) | BE | HAVE
"""Words without which no group begins, clitics and adverbs apart."""


def makes(word: str, following: str) -> bool:
    """`fait valoir`, `font savoir`: the verb is made of two words."""
    return word in MAKING and following in _VALUE


def roles(word: str, language: str, manner: bool) -> int:
    """What the form may be, as a sum of FINITE, PARTICIPLE, INFINITIVE and GERUND; 0 when it brings no words in."""
    if language == "en":
        return ENGLISH.get(word, 0)
    return SAY.get(word, 0) | (MANNER.get(word, 0) if manner else 0)
