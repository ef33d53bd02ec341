"""Invented dispatches: every person, town, firm and figure here is made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from telex.events import Near, Window, place
from telex.events.background import load
from telex.model.dispatch import Dispatch
from telex.model.event import Member, Place
from telex.model.facts import EventDate
from telex.model.vocabulary import Act, PubStatus

NOW = datetime(2031, 5, 20, 8, tzinfo=UTC)

FIRE = (
    "Un incendie a ravagé dans la nuit une scierie de Montbrelan, a annoncé le commandant Oscar Vidalenc, qui dirige "
    "les secours du canton de Haute-Aulne. Quelque 1 350 stères de bois ont brûlé et 42 salariés seront placés au "
    "chômage partiel dès lundi.",
    "« Nous avons sauvé les machines neuves, c'est tout ce que nous pouvions faire avec ce vent », a expliqué Oscar "
    "Vidalenc devant le bâtiment noirci. La maire de Montbrelan, Odile Tarrasque, a ouvert le gymnase aux familles "
    "évacuées du quartier des Forges.",
    "La scierie Perdrizet, fondée en 1911, fournissait les menuisiers de toute la vallée de l'Aulne. Une enquête a été "
    "confiée à la gendarmerie de Saint-Just, qui n'exclut aucune piste pour le moment.",
)
FIRE_TOLD_ELSEWHERE = (
    "La commune de Montbrelan se réveille sous la fumée : la scierie Perdrizet, un des plus gros employeurs de la "
    "vallée de l'Aulne, est partie en cendres. Odile Tarrasque, la maire, parle d'un coup dur pour 42 familles.",
    "Selon le commandant Vidalenc, le feu a pris près du séchoir. La gendarmerie de Saint-Just interroge le gardien.",
)
OTHER_FIRE = (
    "Un incendie s'est déclaré mardi soir dans un entrepôt de pneus de Kerbastiou, selon la lieutenante Maëlle Gourvest, "
    "porte-parole des secours. Vingt-six pompiers étaient sur place et la rocade de Lanvern restait fermée.",
    "Le directeur de Pneus Rocade, Thibaud Lestrange, évalue la perte à 780 000 euros. La fumée a gagné le port de "
    "Lanvern, où 310 habitants ont passé la nuit chez des proches.",
)
VISIT = (
    "Le médiateur Anselme Korvatu a reçu mardi à Belfaune la délégation des pêcheurs du lac Orsin, conduite par Lise "
    "Amberg, pour parler des quotas de corégone. Il promet une réponse sous 15 jours.",
    "« Le lac ne se partage pas comme un gâteau », a dit Anselme Korvatu, qui préside depuis 2029 la commission des eaux.",
)
VISIT_NEXT_DAY = (
    "Le médiateur Anselme Korvatu s'est rendu mercredi à Drimont, où il a visité la centrale de Puy-Marel avec Victor "
    "Sandoz, le préfet. La mise à l'arrêt de deux turbines y est prévue en 2034.",
    "Anselme Korvatu, qui préside depuis 2029 la commission des eaux, a écouté les riverains de la retenue.",
)


def dispatch(key: str, body: tuple[str, ...] = (), headline: str | None = None, **changes: object) -> Dispatch:
    made = Dispatch(
        id=key,
        uri=f"tag:{key}",
        version=1,
        act=Act.NEW,
        pubstatus=PubStatus.USABLE,
        received_at=NOW,
        source=f"source-{key}",
        language="fr",
        headline=headline,
        body=body,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def on(day: str) -> EventDate:
    return EventDate(day, day)


def hours(count: int) -> datetime:
    return NOW + timedelta(hours=count)


class Wire:
    """Places dispatches in order, as the agency does, and remembers."""

    def __init__(self) -> None:
        self.window = Window(load())
        self.places: dict[str, Place] = {}

    def near(self, one: Dispatch) -> Near:
        return self.window.near(one)

    def file(self, one: Dispatch, **links: Any) -> Place:
        found = place(one, self.window.near(one, **links), f"event-of-{one.id}")
        self.window.admit(one, found)
        self.places[one.id] = found
        return found

    def member(self, one: Dispatch) -> Member:
        found = self.places[one.id]
        return Member(one.id, found.event, found.relation, found.related_to, found.evidence, 1, one.received_at)
