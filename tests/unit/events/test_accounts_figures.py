"""Accounts side by side: figures, days and places; and which account stands first."""

from __future__ import annotations

from accounts_desk import Desk, claims, written
from events_newsroom import NOW, dispatch, hours, on

from telex.events.accounts import compare
from telex.events.dated import days_of
from telex.events.standing import first, official, ordered
from telex.model.event import Evidence, Member
from telex.model.facts import EventDate
from telex.model.vocabulary import Relation


def test_the_same_figure_is_of_one_thing_counted() -> None:
    one = Desk("a", "Le feu a détruit 42 maisons.").figure("42 maisons", 42, "maisons").filed()
    other = Desk("b", "Quarante-deux maisons ont brûlé.").figure("Quarante-deux maisons", 42, "maisons").filed()
    (claim,) = compare([one, other]).claims
    assert (claim.kind, written(claim, one, other)) == ("same", ["42 maisons", "Quarante-deux maisons"])


def test_a_sum_is_the_same_when_what_it_pays_is_or_the_words_around_are() -> None:
    one = Desk("a", "Le canton versera 3 millions d'euros d'aide aux menuisiers de la vallée.")
    other = Desk("b", "Une aide de 3 millions d'euros ira aux menuisiers.")
    apart = Desk("c", "La mairie achète un gymnase pour 3 millions d'euros.")
    accounts = [each.figure("3 millions d'euros", 3e6, "EUR").filed() for each in (one, other, apart)]
    assert len(claims(compare(accounts[:2]), "same", "figure")) == 1
    assert compare([accounts[0], accounts[2]]).claims == ()


def test_differing_figures_of_one_thing_are_shown_with_both_sentences() -> None:
    one = Desk("a", "L'incendie a blessé 12 pompiers.").figure("12 pompiers", 12, "pompiers").filed()
    other = Desk("b", "L'incendie a blessé 15 pompiers, dit le préfet.").figure("15 pompiers", 15, "pompiers").filed()
    (claim,) = compare([one, other]).claims
    assert (claim.kind, written(claim, one, other)) == ("differs", ["12 pompiers", "15 pompiers"])


def test_figures_differ_only_when_each_account_has_one_for_that_thing() -> None:
    one = Desk("a", "Le feu a blessé 12 pompiers et mobilisé 300 pompiers.")
    one.figure("12 pompiers", 12, "pompiers").figure("300 pompiers", 300, "pompiers")
    other = Desk("b", "Le feu a blessé 15 pompiers.").figure("15 pompiers", 15, "pompiers")
    assert claims(compare([one.filed(), other.filed()]), "differs", "figure") == []


def test_a_range_that_holds_the_other_value_is_no_difference() -> None:
    one = Desk("a", "Le feu a blessé 10 à 20 pompiers.").figure("10 à 20 pompiers", 10, "pompiers", 20).filed()
    other = Desk("b", "Le feu a blessé 15 pompiers.").figure("15 pompiers", 15, "pompiers").filed()
    assert claims(compare([one, other]), "differs", "figure") == []


def test_measures_of_different_things_are_not_set_against_one_another() -> None:
    one = Desk("a", "La fermeture durera 3 jours.").figure("3 jours", 3, "jours").filed()
    other = Desk("b", "La fermeture a été annoncée il y a 5 jours.").figure("5 jours", 5, "jours").filed()
    assert claims(compare([one, other]), "differs", "figure") == []


def test_a_share_of_the_same_thing_differs() -> None:
    one = Desk("a", "Le vote a réuni 40 % des électeurs de Drimont.").figure("40 %", 40, "%").filed()
    other = Desk("b", "À Drimont, 45 % des électeurs ont pris part au vote.").figure("45 %", 45, "%").filed()
    assert [written(claim, one, other) for claim in claims(compare([one, other]), "differs", "figure")] == [
        ["40 %", "45 %"]
    ]


def test_a_figure_is_in_one_account_alone_only_when_its_number_is_nowhere_in_the_other() -> None:
    one = Desk("a", "Il y a 42 maisons et 310 habitants.").figure("42 maisons", 42, "maisons")
    one.figure("310 habitants", 310, "habitants")
    other = Desk("b", "Les 310 du quartier dorment ailleurs, avec Lise Amberg.").person("Lise Amberg")
    alone = claims(compare([one.filed(), other.filed()]), "only", "figure")
    assert [claim.told[0].value for claim in alone] == ["42 maisons"]


def test_a_figure_with_a_unit_of_another_language_is_not_missing_there() -> None:
    one = Desk("a", "Il y a 42 maisons.").figure("42 maisons", 42, "maisons").filed()
    other = Desk("b", "Forty-two houses.", language="en").figure("Forty-two houses", 42, "houses").filed()
    assert compare([one, other]).claims == ()


def test_sums_cross_languages_by_the_names_around() -> None:
    one = (
        Desk("a", "Le canton de Belfaune a promis 3 millions d'euros.").figure("3 millions d'euros", 3e6, "EUR").filed()
    )
    other = Desk("b", "The county of Belfaune pledged 3 million euros.", language="en")
    assert len(claims(compare([one, other.figure("3 million euros", 3e6, "EUR").filed()]), "same", "figure")) == 1


def test_differing_days_of_the_event_are_shown_with_the_words_that_say_them() -> None:
    one = (
        Desk("a", "Mardi 20 mai, le feu a pris.", event_date=on("2031-05-20"))
        .date("Mardi 20 mai", "2031-05-20")
        .filed()
    )
    other = dispatch("b", ("Rien.",), event_date=on("2031-05-21"))
    (claim,) = claims(compare([one, other]), "differs", "date")
    assert [(told.value, told.span is None) for told in claim.told] == [("2031-05-20", False), ("2031-05-21", True)]


def test_days_that_meet_and_years_that_were_inferred_are_no_difference() -> None:
    one = dispatch("a", event_date=on("2031-05-20"))
    for stated in (EventDate("2031-05-19", "2031-05-21"), EventDate("2031-05-22", "2031-05-22", year_inferred=True)):
        assert compare([one, dispatch("b", event_date=stated)]).claims == ()


def test_a_weekday_that_fits_the_day_of_another_account_is_linked() -> None:
    one = (
        Desk("a", "Mardi soir, le feu a pris.", event_date=EventDate(weekday="mardi")).date("Mardi soir", None).filed()
    )
    other = Desk("b", "Le 20 mai, le feu a pris.", event_date=on("2031-05-20")).date("Le 20 mai", "2031-05-20").filed()
    (claim,) = compare([one, other]).claims
    assert (claim.kind, [told.value for told in claim.told]) == ("linked", ["mardi", "2031-05-20"])
    assert written(claim, one, other) == ["Mardi soir", "Le 20 mai"]


def test_a_date_is_in_one_account_alone_when_no_date_of_the_other_meets_it() -> None:
    one = (
        Desk("a", "Les travaux finiront en juillet 2032.").date("en juillet 2032", "2032-07", "month", "future").filed()
    )
    other = Desk("b", "Le feu a pris le 20 mai.").date("le 20 mai", "2031-05-20").filed()
    assert [c.told[0].value for c in claims(compare([one, other]), "only", "date")] == ["en juillet 2032", "le 20 mai"]
    inside = Desk("b", "Fin prévue le 3 juillet 2032.").date("le 3 juillet 2032", "2032-07-03").filed()
    assert claims(compare([one, inside]), "only", "date") == []
    vague = Desk("b", "Un mardi, sans doute.").date("Un mardi", None).filed()
    assert claims(compare([one, vague]), "only", "date") == []


def test_values_of_dates_are_days() -> None:
    shown = {v: tuple(d.isoformat()[5:] for d in days_of(v) or ()) for v in ("2031-02", "2031-W01", "2031-Q4", "2031")}
    assert shown == {
        "2031-02": ("02-01", "02-28"),
        "2031-W01": ("12-30", "01-05"),
        "2031-Q4": ("10-01", "12-31"),
        "2031": ("01-01", "12-31"),
    }
    assert [days_of(v) for v in (None, "2031-SP", "2031-13", "2031-05-40", "9999-12", "0000", "2031-05-02/2031-05-01")] == [
        None, None, None, None, None, None, None,
    ]  # fmt: skip


def test_places_of_two_countries_differ_and_a_town_beside_its_country_does_not() -> None:
    one = Desk("a", "Le feu a pris à Brumeval.").filed(("Brumeval", "FR"))
    abroad = Desk("b", "Le feu a pris à Almonte.").filed(("Almonte", "ES"))
    country = Desk("c", "Le feu a pris en France.").filed(("France", "FR"))
    assert [written(c, one, abroad) for c in claims(compare([one, abroad]), "differs", "place")] == [
        ["Brumeval", "Almonte"]
    ]
    assert claims(compare([one, country]), "differs", "place") == []


def test_two_towns_differ_unless_one_text_names_both() -> None:
    one = Desk("a", "Le feu a pris à Brumeval.").filed(("Brumeval", "FR"))
    other = Desk("b", "Le feu a pris à Drimont.").filed(("Drimont", "FR"))
    near = Desk("c", "Le feu a pris à Drimont, au-dessus de Brumeval.").filed(("Drimont", "FR"))
    assert len(claims(compare([one, other]), "differs", "place")) == 1
    assert claims(compare([one, near]), "differs", "place") == []


def test_a_genre_or_an_office_that_is_named_makes_a_text_official_and_a_byline_does_not() -> None:
    town = dispatch("town", ("…",), provider="Préfecture de Haute-Aulne")
    paper = Desk("paper", "Maëlle Gourvest le confirme.", provider="Le Veilleur")
    paper.person("Maëlle Gourvest", "porte-parole de la préfecture de Haute-Aulne").person(
        "Maëlle", "journaliste au Veilleur"
    )
    declared = dispatch("declared", genre="Communiqué de presse")
    found = official([paper.filed(), town, declared])
    assert [(one.id, one.method) for one in found] == [("town", "office"), ("declared", "genre")]


def test_official_texts_stand_first_then_what_others_repeat_and_reposts_are_no_accounts() -> None:
    def member(key: str, position: int, relation: Relation = Relation.ACCOUNT, of: str | None = None) -> Member:
        return Member(key, "e", relation, of, Evidence("none", 1), position, NOW)

    pairs = [
        (dispatch("first"), member("first", 1)),
        (dispatch("repeated"), member("repeated", 2)),
        (dispatch("official", genre="Statement"), member("official", 3)),
        (dispatch("copy"), member("copy", 4, Relation.REPOST, "repeated")),
        (dispatch("newer"), member("newer", 5, Relation.UPDATE, "first")),
    ]
    assert [one.id for one in ordered(pairs)] == ["official", "repeated", "newer"]


def test_who_was_first_is_told_by_stated_hours_and_by_arrival_apart() -> None:
    one = dispatch("one", published="2031-05-20T09:30:00+02:00", received_at=hours(1))
    other = dispatch("other", published="2031-05-20T07:00:00+00:00", received_at=hours(2))
    unsure = dispatch("unsure", published="2031-05-20T01:00", received_at=hours(3))
    assert [(f.id, f.method) for f in first([one, other, unsure])] == [("other", "published"), ("one", "received")]
    assert [(f.id, f.method) for f in first([one, unsure])] == [("one", "received")]
    assert first([]) == ()
