"""Which item, which version, held or out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from telex.desk import edit
from telex.desk.edit import Minted
from telex.desk.release import lift, postpone
from telex.errors import Conflict, ForeignItem, Invalid, NotFound
from telex.model.dispatch import Dispatch
from telex.model.draft import Declared, Draft, Embargo
from telex.model.facts import Facts, Field
from telex.model.filing import Filing, Order
from telex.model.record import Held, Known, Stored
from telex.model.vocabulary import Act, Kind, PubStatus

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def decide(
    declared: Declared, known: Known | None = None, order: Order | None = None, **facts: object
) -> Dispatch | None:
    draft = Draft("ninjs", "", (), declared)
    read = Facts(
        1, "format", Field("fr", "format"), headline=Field(str(facts.get("headline", "Quai fermé")), "format"),
        body=tuple(facts.get("body", ("Le quai est fermé depuis midi.",))),  # type: ignore[arg-type]
        embargo=facts.get("embargo"),  # type: ignore[arg-type]
    )  # fmt: skip
    return edit(draft, read, known or Known(), Filing(b"x", NOW, source="harbour", order=order), Minted("fresh"), NOW)


def recorded(version: int = 1, **changes: object) -> Known:
    base = Dispatch(
        "old", "urn:x:1", version, Act.NEW, PubStatus.USABLE, NOW - HOUR, "harbour", headline="Quai fermé",
        body=("Le quai est fermé depuis midi.",), byline=("Ada Brune",), published="2026-03-10",
    )  # fmt: skip
    stored = Stored(
        replace(base, **changes),
        7,
        NOW - HOUR,
        Kind.PUBLISH,
        frozenset({"ports"}),
        True,  # type: ignore[arg-type]
    )
    return Known(newest=stored, versions=tuple(range(1, version + 1)))


def test_an_unknown_uri_is_a_new_item_at_version_one() -> None:
    made = decide(Declared(uri="urn:x:1"))
    assert made is not None and (made.id, made.uri, made.version, made.act) == ("fresh", "urn:x:1", 1, Act.NEW)


def test_a_filing_without_uri_gets_one_of_ours() -> None:
    made = decide(Declared())
    assert made is not None and made.uri == "urn:telex:fresh"


def test_a_higher_version_of_a_known_uri_updates_it_and_a_signal_makes_it_a_correction() -> None:
    known = recorded()
    made = decide(Declared(uri="urn:x:1", version=3), known, body=["Le quai rouvre."])
    assert made is not None and (made.id, made.version, made.act) == ("old", 3, Act.UPDATE)
    made = decide(Declared(uri="urn:x:1", version=2, act=Act.CORRECT), known, body=["Le quai rouvre."])
    assert made is not None and (made.version, made.act) == (2, Act.CORRECT)


def test_the_same_words_again_say_nothing_new() -> None:
    assert decide(Declared(uri="urn:x:1", version=1), recorded()) is None
    assert decide(Declared(uri="urn:x:1"), recorded()) is None


def test_the_same_number_with_other_words_is_a_flagged_revision_and_overwrites_nothing() -> None:
    made = decide(Declared(uri="urn:x:1", version=2), recorded(2), body=["Autre texte."])
    assert made is not None and made.version == 3
    assert "same_version_other_text" in [a.code for a in made.anomalies]


def test_a_lower_version_is_history() -> None:
    known = replace(recorded(5), versions=(5,))
    made = decide(Declared(uri="urn:x:1", version=2), known, body=["Un état ancien."])
    assert made is not None and made.late and (made.id, made.version) == ("old", 2)


def test_nothing_brings_a_killed_item_back() -> None:
    known = recorded(2, pubstatus=PubStatus.CANCELED)
    made = decide(Declared(uri="urn:x:1", version=4), known, body=["Encore."])
    assert made is not None and made.late


def test_an_editors_correction_needs_a_note_and_keeps_what_it_does_not_say() -> None:
    order = Order(Act.CORRECT, "old", note=None)
    with pytest.raises(Invalid, match="note"):
        decide(Declared(), recorded(), order, body=["Le quai rouvre."])
    made = decide(Declared(), recorded(), replace(order, note="35 et non 53"), body=["Le quai rouvre."])
    assert made is not None
    assert (made.version, made.act, made.ednote) == (2, Act.CORRECT, "35 et non 53")
    assert (made.byline, made.published) == (("Ada Brune",), "2026-03-10")


def test_a_correction_made_from_an_old_version_is_a_conflict() -> None:
    with pytest.raises(Conflict, match="version 3"):
        decide(Declared(), recorded(3), Order(Act.CORRECT, "old", note="n", based_on=2), body=["Autre."])


def test_correcting_or_killing_an_unknown_id_says_what_to_do() -> None:
    with pytest.raises(NotFound, match="file it first"):
        decide(Declared(), Known(), Order(Act.CORRECT, "nope", note="n"))
    with pytest.raises(NotFound, match="uri"):
        decide(Declared(), Known(), Order(Act.KILL, "nope", note="n"))


def test_a_kill_leaves_no_word_but_headline_and_notice() -> None:
    made = decide(Declared(uri="urn:x:1", pubstatus=PubStatus.CANCELED, ednote="Faux"), recorded(2))
    assert made is not None
    assert (made.act, made.pubstatus, made.version, made.headline, made.ednote) == (
        Act.KILL, PubStatus.CANCELED, 3, "Quai fermé", "Faux",
    )  # fmt: skip
    assert made.body == () and made.abstract is None
    made = decide(Declared(), recorded(), Order(Act.KILL, "old", note="Faux", withhold_headline=True))
    assert made is not None and made.headline is None


def test_a_kill_of_a_uri_never_received_is_born_killed_without_its_headline() -> None:
    made = decide(Declared(uri="urn:x:9", pubstatus=PubStatus.CANCELED))
    assert made is not None and (made.uri, made.version, made.headline, made.body) == ("urn:x:9", 1, None, ())


def test_an_embargo_ahead_holds_and_one_that_passed_does_not() -> None:
    assert (made := decide(Declared(embargo=Embargo(NOW + HOUR, "13 h")))) is not None and made.held
    assert (made := decide(Declared(embargo=Embargo(NOW - HOUR, "11 h")))) is not None and not made.held


def test_an_embargo_that_cannot_be_read_holds() -> None:
    made = decide(Declared(embargo=Embargo(None, "lundi prochain ?")))
    assert made is not None and made.held
    made = decide(Declared(), embargo=Field(Embargo(None, "EMBARGO jusqu'à nouvel ordre"), "rule:embargo"))
    assert made is not None and made.held


def test_a_text_withheld_by_its_source_is_held() -> None:
    made = decide(Declared(uri="urn:x:1", pubstatus=PubStatus.WITHHELD))
    assert made is not None and made.held


def test_a_release_takes_the_number_that_is_free_now_and_yields_to_newer_text() -> None:
    made = decide(Declared(uri="urn:x:1", embargo=Embargo(NOW + HOUR, "13 h")))
    assert made is not None
    held = Held("h1", made, NOW + HOUR, "embargo", NOW)
    out = lift(held, Known(), NOW + HOUR)
    assert (out.version, out.held, out.pubstatus) == (1, False, PubStatus.USABLE)
    newer = recorded(4)
    assert newer.newest is not None
    meanwhile = replace(newer, newest=replace(newer.newest, at=NOW + HOUR / 2))
    assert lift(held, meanwhile, NOW + HOUR).late
    assert postpone(held, NOW + 2 * HOUR).embargo == Embargo(NOW + 2 * HOUR, (NOW + 2 * HOUR).isoformat())


def test_a_source_that_does_not_number_its_versions_still_updates() -> None:
    made = decide(Declared(uri="urn:x:1"), recorded(3), body=["Le quai rouvre."])
    assert made is not None and (made.version, made.late) == (4, False)


def test_the_next_number_is_free_also_after_a_late_version_took_one() -> None:
    known = replace(recorded(2, pubstatus=PubStatus.CANCELED), versions=(1, 2, 3))
    made = decide(Declared(uri="urn:x:1"), known, body=["Encore."])
    assert made is not None and (made.version, made.late) == (4, True)


@pytest.mark.parametrize(
    "declared", [Declared(uri="urn:x:1", version=2), Declared(uri="urn:x:1", pubstatus=PubStatus.CANCELED)]
)
def test_a_source_may_neither_change_nor_kill_another_sources_item(declared: Declared) -> None:
    known = recorded(source="lighthouse")
    with pytest.raises(ForeignItem, match="lighthouse"):
        decide(declared, known, body=["Autre texte."])


def test_an_id_that_is_no_uri_belongs_to_its_source() -> None:
    made = decide(Declared(uri="12345"))
    assert made is not None and made.uri == "urn:telex:harbour:12345"


@pytest.mark.parametrize(
    ("note", "act"),
    [
        ("CORRECTION: 142, not 412", Act.CORRECT),
        ("Rectificatif : 35 et non 53", Act.CORRECT),
        ("UPDATES with quote", Act.UPDATE),
    ],
)
def test_a_new_version_whose_note_says_so_is_a_correction(note: str, act: Act) -> None:
    made = decide(Declared(uri="urn:x:1", version=2, ednote=note), recorded(), body=["Le quai rouvre."])
    assert made is not None and made.act is act
