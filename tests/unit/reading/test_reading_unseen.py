"""Invented texts of other agencies, dailies, radios, services and copying sites, read with no profile at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from telex.model.facts import Facts

Read = Callable[..., Facts]
TEXTS: list[tuple[str, dict[str, Any]]] = []


def doc(text: str, **gold: Any) -> None:
    TEXTS.append((text, gold))


doc(
    """FRS0142 4 F 0210 ZED-KB07
France-pêche-quotas
Les ligneurs de Kervalan obtiennent un sursis
(PAPIER D'ANGLE)

KERVALAN, 12 mars 2026 (ZED) - Les ligneurs de Kervalan ont obtenu jeudi un sursis de six mois pour la pêche au bar, a annoncé la préfecture maritime.

Ils étaient une soixantaine devant les grilles.

obr-lm/ske/tj
""",
    headline="Les ligneurs de Kervalan obtiennent un sursis",
    slug="France-pêche-quotas",
    urgency=4,
    place="KERVALAN",
    agency="ZED",
    published="2026-03-12",
    body=2,
)
doc(
    """bra045 3 int 180 bra
Pérou/Séisme/Bilan

Séisme au Pérou: au moins douze morts

Lima, 12.03.2026 (bra) - Un séisme de magnitude 6,8 a secoué jeudi le sud du Pérou, faisant au moins douze morts, selon la protection civile.

Les recherches se poursuivent.

bra/lm
""",
    headline="Séisme au Pérou: au moins douze morts",
    slug="Pérou/Séisme/Bilan",
    urgency=3,
    place="Lima",
    agency="bra",
    published="2026-03-12",
    body=2,
)
doc(
    """#0412 | HARBOUR-STRIKE | 2 | EN
UPDATE 2-Harbour pilots end nine-day strike
(Adds union quote, details on pay)
By Nell Ostrander and Tom Ashgrove

KERVALAN, March 12 (QRS) - Harbour pilots ended a nine-day strike on Thursday after accepting a pay deal, their union said.

Ships had been waiting since the end of February.

(Reporting by Nell Ostrander; Editing by Joan Parrish)
""",
    headline="Harbour pilots end nine-day strike",
    slug="HARBOUR-STRIKE",
    place="KERVALAN",
    agency="QRS",
    published="2026-03-12",
    byline=["Nell Ostrander", "Tom Ashgrove"],
    note="(Adds union quote, details on pay)",
    body=2,
)
doc(
    """BC-EU--Kervalan Ferry, 2nd Ld-Writethru,320
Eds: CORRECTS spelling of captain's name to Bruhn, not Brunn.
Ferry with 120 aboard runs aground off Kervalan
By NELL OSTRANDER
Associated Harbour Press

KERVALAN (AHP) — A ferry with 120 people on board ran aground near Kervalan on Wednesday night, the coast guard said.

Captain Ole Bruhn ordered everyone into lifeboats.
""",
    headline="Ferry with 120 aboard runs aground off Kervalan",
    slug="BC-EU--Kervalan Ferry",
    byline=["NELL OSTRANDER"],
    place="KERVALAN",
    agency="AHP",
    corrections=[("Brunn", "Bruhn")],
    body=2,
)
doc(
    """Slug : crue-porzac
Priorité : 2
Titre : La Lanvéoc déborde à Porzac
Auteur : Lila Menez
Date : 12/03/2026 08:15

La rivière Lanvéoc est sortie de son lit jeudi matin à Porzac, ont indiqué les pompiers du Ponant.

Soixante riverains ont été conduits au gymnase.
""",
    headline="La Lanvéoc déborde à Porzac",
    slug="crue-porzac",
    urgency=2,
    byline=["Lila Menez"],
    published="2026-03-12T08:15",
    body=2,
)
doc(
    """FM Ponant | Info
▶ Écouter l'article (2 min)
Porzac : la criée rouvre après trois semaines d'arrêt
Jeudi 12 mars 2026 - 7:45 - Par Lila Menez
La criée de Porzac a rouvert ce matin devant une trentaine d’acheteurs.
« On a eu chaud », souffle son directeur, Aubin Tresco.
Les bateaux sont sortis dès quatre heures.
Réécoutez notre journal de 8 heures
Retrouvez tous nos podcasts
""",
    headline="Porzac : la criée rouvre après trois semaines d'arrêt",
    byline=["Lila Menez"],
    published="2026-03-12T07:45",
    body=3,
)
doc(
    """Podcast • 3 min 20
Grève à la sucrerie de Kervalan
Publié le jeudi 12 mars 2026 à 18h05
La rédaction de Radio Ponant
Les salariés de la sucrerie de Kervalan ont cessé le travail jeudi matin.
Ils réclament une hausse de 4 %.
Partager cet article
Facebook  X  WhatsApp
""",
    headline="Grève à la sucrerie de Kervalan",
    published="2026-03-12T18:05",
    body=2,
)
doc(
    """Home » News » World
Peru quake kills twelve
Posted by admin on 12 March 2026
A 6.8-magnitude earthquake shook southern Peru on Thursday, killing at least twelve people, officials said.

Rescuers were searching for survivors in three villages.
Share this:
Click to share on Facebook
Like this:
Loading...
Previous Next
You may also like
Leave a Reply Cancel reply
""",
    headline="Peru quake kills twelve",
    published="2026-03-12",
    body=2,
    categories=["News", "World"],
)
doc(
    """ACTU24 INFOS
Menu
Accueil | Politique | Sport | Culture
Pérou : un séisme fait douze morts
12/03/2026 par admin
Crédit photo : DR
Un séisme de magnitude 6,8 a secoué jeudi le sud du Pérou, faisant au moins douze morts, selon la protection civile.

Les recherches se poursuivent dans trois villages.
Source : Internet
Tags : Pérou, séisme
Vous aimerez aussi
Article précédent
Article suivant
Donnez votre avis
Votre adresse de messagerie ne sera pas publiée. Les champs obligatoires sont indiqués avec *
Nom *
E-mail *
""",
    headline="Pérou : un séisme fait douze morts",
    published="2026-03-12",
    body=2,
)
doc(
    """Vous êtes ici : Accueil › Économie › Agroalimentaire
Sucrerie de Kervalan : la reprise se précise
Deux candidats ont visité l’usine mercredi. Les salariés attendent une offre ferme.
Publié : 12 mars 2026 à 06h30 Modifié : 12 mars 2026 à 07h10
Lila Menez
Temps de lecture : 3 min
La sucrerie, jeudi à Kervalan. (Photo Aubin Tresco)

Deux industriels ont visité mercredi la sucrerie de Kervalan, placée en redressement depuis janvier, selon l’intersyndicale.

« On attend des écrits », prévient la déléguée, Odile Brannec, qui veut une réponse avant l’été.

À lire aussi Sucre : les cours au plus haut
Suivez l’actualité de Kervalan
Je m’abonne
""",
    headline="Sucrerie de Kervalan : la reprise se précise",
    subheadline="Deux candidats ont visité l’usine mercredi. Les salariés attendent une offre ferme.",
    byline=["Lila Menez"],
    published="2026-03-12T06:30",
    updated="2026-03-12T07:10",
    categories=["Économie", "Agroalimentaire"],
    body=2,
)
doc(
    """MINISTÈRE DE LA MER
Communiqué n° 214
Paris, le 12 mars 2026
Embargo : vendredi 13 mars 2026, 6 heures (heure de Paris)

La ministre annonce un plan de soutien à la pêche côtière

La ministre de la Mer, Odile Brannec, a présenté jeudi un plan de soutien de 40 millions d’euros à la pêche côtière.

Les aides seront versées dès le mois prochain.

Contacts presse :
Service de presse – 01 00 00 00 00 – presse@mer.example
- FIN -
""",
    headline="La ministre annonce un plan de soutien à la pêche côtière",
    published="2026-03-12",
    body=2,
)
doc(
    """COMMUNIQUE DE PRESSE
Porzac, le 12/03/2026

Fermeture temporaire du pont de Lanvéoc

Le conseil départemental du Ponant informe les usagers de la fermeture du pont de Lanvéoc à compter du lundi 16 mars 2026.

Une déviation sera mise en place par Kervalan.

Contact : Direction de la communication
Tél. : 02 00 00 00 00
""",
    headline="Fermeture temporaire du pont de Lanvéoc",
    published="2026-03-12",
    body=2,
)
doc(
    """12/03/2026 09:14 GMT | MARCHÉS
Le cuivre recule à Londres
Thèmes : métaux, cuivre, Chine

Le cuivre cédait 0,8 % jeudi à Londres, à 9 410 dollars la tonne, après des chiffres chinois décevants.

"La demande hésite", note Ada Brun, analyste chez Nordmetal.

© Marchés & Métaux 2026. Tous droits réservés.
""",
    headline="Le cuivre recule à Londres",
    published="2026-03-12T09:14",
    categories=["métaux", "cuivre", "Chine"],
    body=2,
)
doc(
    """{AGRO} jeudi 12 mars, 10h02
Le colza se tient
Mots clés: colza, huiles

Le colza était stable jeudi matin sur le marché à terme.

Les trituriers patientent.
""",
    headline="Le colza se tient",
    published="2026-03-12T10:02",
    categories=["colza", "huiles"],
    body=2,
)
doc(
    """oxa0877 1 soc 0044 Oxa
Sport-rugby-décès
ANNULATION - MERCI DE NE PAS UTILISER

PARIS, 12 mars 2026 (Oxa) - Prière d'annuler notre dépêche Sport-rugby-décès diffusée à 09h12, l'information n'étant pas confirmée.

ske
""",
    kills="Sport-rugby-décès",
    slug="Sport-rugby-décès",
    urgency=1,
)
doc(
    """QRS-0413 / HARBOUR-STRIKE / v3
KILL: HARBOUR-STRIKE
EDITORS: Please kill the story slugged HARBOUR-STRIKE sent at 0910 GMT. The union has denied the deal.
""",
    kills="HARBOUR-STRIKE",
    slug="HARBOUR-STRIKE",
)
doc(
    """L'annulation du concert de Porzac coûtera cher
Par Lila Menez | Publié le 12/03/2026 à 09h00

L'annulation du concert prévu samedi à Porzac coûtera 200 000 euros à la ville, a indiqué la mairie jeudi.

Le maire demande de ne pas utiliser les billets.
""",
    headline="L'annulation du concert de Porzac coûtera cher",
    kills=None,
    body=2,
)
doc(
    """oxa0101 3 eco 0120 Oxa
France-énergie-prix
Le gaz repart à la hausse
(RECTIFICATIF : bien lire au 3e paragraphe "12 millions de foyers" au lieu de "12 milliards de foyers")

Par Ada BRUN

PARIS, 12 mars 2026 (Oxa) - Le prix du gaz augmentera de 3 % au 1er avril, a annoncé jeudi le régulateur.

La hausse touchera 12 millions de foyers.

abr/ske
""",
    headline="Le gaz repart à la hausse",
    corrections=[("12 milliards de foyers", "12 millions de foyers")],
    byline=["Ada BRUN"],
    urgency=3,
    slug="France-énergie-prix",
    body=2,
)
doc(
    """Kervalan retrouve son phare
Erratum : le phare mesure 42 mètres et non 24, comme nous l'avions écrit.
Lila Menez, le 12 mars 2026

Le phare de Kervalan, haut de 42 mètres, a rouvert jeudi après deux ans de travaux menés par l'État.

Les premiers visiteurs sont montés dès dix heures.
""",
    headline="Kervalan retrouve son phare",
    corrections=[("24", "42 mètres")],
    published="2026-03-12",
    body=2,
)
doc(
    """CORRECTED-Kervalan lighthouse reopens
(Corrects height in paragraph 1 to 42 metres from 24 metres)
KERVALAN, March 12 (QRS) - The Kervalan lighthouse, 42 metres tall, reopened on Thursday after two years of works.
First visitors climbed at ten.
""",
    headline="Kervalan lighthouse reopens",
    corrections=[("24 metres", "42 metres")],
    place="KERVALAN",
    body=2,
)
doc(
    """Monde - Amérique du Sud
Séisme au Pérou : un pont effondré
Ada Brun (avec l'agence ZED) - publié le 12/03/2026
ZED - Lima

Un pont s’est effondré jeudi dans le sud du Pérou après un séisme de magnitude 6,8, a annoncé l’armée.

Aucun véhicule ne circulait alors, selon elle.

Traduction de l'espagnol : Rosa Tell
Cette dépêche est réservée à nos abonnés ; ce site n'en publie que des extraits. Contactez-nous pour vous abonner.
""",
    headline="Séisme au Pérou : un pont effondré",
    published="2026-03-12",
    translator="Rosa Tell",
    body=2,
)
doc(
    """ALERTE - Séisme de magnitude 6,8 au Pérou (service géologique)
LIMA, 12 mars 2026 (ZED)
""",
    headline="Séisme de magnitude 6,8 au Pérou (service géologique)",
    urgency=1,
    place="LIMA",
    published="2026-03-12",
    body=0,
)
doc(
    """FLASH

Le Premier ministre de Kervalie démissionne

KERVALAN (ABC) - 12 mars 2026 - Le Premier ministre de Kervalie a annoncé jeudi sa démission.

abc/lm
""",
    headline="Le Premier ministre de Kervalie démissionne",
    urgency=1,
    place="KERVALAN",
    agency="ABC",
    published="2026-03-12",
    body=1,
)
doc(
    """LOC 0098 P3 ZED
Porzac-école-fermeture
12/03/2026 14:32
L'école du Menhir fermera en juin

(ZED) - L'école du Menhir, à Porzac, fermera ses portes en juin faute d'élèves, a annoncé jeudi la mairie.

Les trente enfants iront à Kervalan.

(lm/obr)
""",
    headline="L'école du Menhir fermera en juin",
    slug="Porzac-école-fermeture",
    urgency=3,
    published="2026-03-12T14:32",
    agency="ZED",
    body=2,
)


def told(facts: Facts) -> dict[str, Any]:
    """The reading under the names used above."""
    plain = ("headline", "subheadline", "published", "updated", "slug", "urgency", "kills")
    dateline = facts.dateline.value if facts.dateline else None
    return {name: known.value if (known := getattr(facts, name)) else None for name in plain} | {
        "byline": list(facts.byline.value) if facts.byline else [],
        "categories": list(facts.categories.value) if facts.categories else [],
        "place": dateline.place if dateline else None,
        "agency": dateline.agency if dateline else None,
        "note": facts.editor_note.value if facts.editor_note else None,
        "corrections": [(c.value.was, c.value.now) for c in facts.corrections],
        "translator": facts.translation.value.translator if facts.translation else None,
        "body": len(facts.body),
    }


@pytest.mark.parametrize(("text", "gold"), TEXTS, ids=[text.strip().split("\n")[0][:40] for text, _ in TEXTS])
def test_a_text_of_an_unknown_source_gives_its_fields(reading: Read, text: str, gold: dict[str, Any]) -> None:
    facts = reading(text, "2026-03-12T18:30:00+01:00")
    found = told(facts)
    assert {name: found[name] for name in gold} == gold
    assert len(facts.roles) == len([line for line in text.split("\n") if line.strip()])
