"""Which earlier dispatch a notice in a text is about."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from telex.desk.notices import concerned, named
from telex.model.dispatch import Dispatch
from telex.model.mentions import Correction
from telex.model.record import Stored
from telex.model.vocabulary import Act, Kind, PubStatus

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
SLUG = "Valbrume-port-accident"


def dispatch(id: str, **more: Any) -> Dispatch:
    given: dict[str, Any] = {"pubstatus": PubStatus.USABLE, "source": "gazou", "slugline": SLUG, **more}
    return Dispatch(id, f"urn:test:{id}", 1, Act.NEW, received_at=NOON, **given)


def stored(position: int, *of: Dispatch) -> list[Stored]:
    return [Stored(d, position - n, NOON, Kind.PUBLISH, frozenset(), True) for n, d in enumerate(of)]


KILL = dispatch("n", kills=SLUG, headline="Annulation de la mort du capitaine Brévic", body=("Prière d'annuler.",))


def test_a_kill_notice_is_about_what_bears_its_slug() -> None:
    (other, right) = dispatch("b", slugline="Valbrume-port"), dispatch("a", headline="Accident au port")
    found = concerned(KILL, stored(9, other, right))
    assert found is not None and found.dispatch.id == "a"


def test_of_several_under_one_slug_it_is_the_one_that_speaks_of_the_same() -> None:
    right = dispatch("a", headline="Mort du capitaine Brévic au port")
    later = dispatch("b", headline="La grue sera réparée demain")
    found = concerned(KILL, stored(9, later, right))
    assert found is not None and found.dispatch.id == "a"


def test_another_source_comes_after_ones_own() -> None:
    foreign = dispatch("b", source="rival", headline="Mort du capitaine Brévic au port")
    found = concerned(KILL, stored(9, foreign, dispatch("a", headline="Accident")))
    assert found is not None and found.dispatch.source == "gazou"


def test_what_is_killed_already_or_is_a_notice_itself_is_not_meant() -> None:
    dead = dispatch("a", pubstatus=PubStatus.CANCELED)
    assert concerned(KILL, stored(9, dead, dispatch("b", kills=SLUG), KILL)) is None


def test_a_correction_needs_more_than_a_slug_that_stands_on_many_stories() -> None:
    notice = dispatch(
        "n", corrections=(Correction("deux", "trois"),), headline="Trois remorqueurs pour la barge Ondine"
    )
    same = dispatch("a", headline="Deux remorqueurs pour la barge Ondine")
    assert concerned(notice, stored(9, dispatch("b", headline="Grève des pilotes"))) is None
    found = concerned(notice, stored(9, dispatch("b", headline="Grève des pilotes"), same))
    assert found is not None and found.dispatch.id == "a"


def test_ordinary_news_names_nothing() -> None:
    assert named(dispatch("a")) is None
    assert concerned(dispatch("a"), stored(9, dispatch("b"))) is None
