"""Accounts side by side: quotations, people, organisations and places."""

from __future__ import annotations

from accounts_desk import Desk, claims, written
from events_newsroom import dispatch

from telex.events.accounts import MOST_ACCOUNTS, compare
from telex.events.quoted import LEAST_CONTAINED

SAID = "nous avons ouvert les vannes avant que la digue ne cède"


def test_one_account_proves_nothing() -> None:
    assert compare([Desk("a", f"« {SAID} »").quote(SAID).filed()]).claims == ()


def test_the_same_quotation_is_shown_with_both_places() -> None:
    one = Desk("a", "Le préfet : « L’eau monte depuis hier soir ».").quote("L’eau monte depuis hier soir").filed()
    other = (
        Desk("b", "Rien.", "« l'eau monte depuis hier soir », dit-il.").quote("l'eau monte depuis hier soir").filed()
    )
    found = compare([one, other])
    (claim,) = claims(found, "same", "quote")
    assert written(claim, one, other) == ["L’eau monte depuis hier soir", "l'eau monte depuis hier soir"]
    assert [told.span.block for told in claim.told if told.span] == [0, 1]
    assert claims(found, "only", "quote") == []


def test_a_long_enough_part_of_a_quotation_is_the_same_one_and_a_short_part_is_not() -> None:
    words = [f"mot{n}" for n in range(12)]
    whole, part = " ".join(words), " ".join(words[2 : 2 + LEAST_CONTAINED])
    little = " ".join(words[2 : 1 + LEAST_CONTAINED])
    one = Desk("a", f"« {whole} »").quote(whole).filed()
    assert len(claims(compare([one, Desk("b", f"« {part} »").quote(part).filed()]), "same", "quote")) == 1
    assert claims(compare([one, Desk("b", f"« {little} »").quote(little).filed()]), "same", "quote") == []


def test_other_words_of_one_speaker_are_never_the_same_quotation() -> None:
    mine = "la vallée doit garder ses pompiers, ses écoles et son hôpital"
    theirs = "cette vallée gardera ses écoles, son hôpital et tous ses pompiers"
    one = Desk("a", f"« {mine} », a dit Odile Tarrasque.").person("Odile Tarrasque").quote(mine, "Odile Tarrasque")
    other = Desk("b", f"Odile Tarrasque : « {theirs} ».").person("Odile Tarrasque").quote(theirs, "Odile Tarrasque")
    found = compare([one.filed(), other.filed()])
    assert claims(found, "same", "quote") == []
    assert [[told.value for told in claim.told] for claim in claims(found, "reworded", "quote")] == [[mine, theirs]]


def test_words_alike_of_two_speakers_or_of_nobody_sure_are_not_put_together() -> None:
    mine = "la vallée doit garder ses pompiers, ses écoles et son hôpital"
    theirs = "cette vallée gardera ses écoles, son hôpital et tous ses pompiers"
    one = Desk("a", f"« {mine} »").quote(mine, "Odile Tarrasque").filed()
    for speaker in ("Oscar Vidalenc", None):
        other = Desk("b", f"« {theirs} »").quote(theirs, speaker).filed()
        found = compare([one, other])
        assert claims(found, "reworded", "quote") == []
        assert [claim.absent for claim in claims(found, "only", "quote")] == [("b",), ("a",)]


def test_quotations_of_two_languages_are_not_compared() -> None:
    mine, theirs = "the gates were opened before the dyke broke", SAID
    one = Desk("a", f"“{mine}”", language="en").quote(mine, "Ilse Brandt").filed()
    other = Desk("b", f"« {theirs} »").quote(theirs, "Ilse Brandt").filed()
    assert [claim for claim in compare([one, other]).claims if claim.what == "quote"] == []


def test_a_quoted_term_is_nobodys_words() -> None:
    one = (
        Desk("a", "un accord « sans aucun précédent connu »").quote("sans aucun précédent connu", kind="scare").filed()
    )
    other = Desk("b", "Rien de tel.").person("Rien").filed()
    assert [claim for claim in compare([one, other]).claims if claim.what == "quote"] == []


def test_words_that_stand_in_the_other_text_without_marks_are_not_told_in_one_alone() -> None:
    one = Desk("a", f"« {SAID} »").quote(SAID).filed()
    other = Desk("b", f"Le préfet assure : {SAID}.").organisation("préfet").filed()
    assert claims(compare([one, other]), "only", "quote") == []


def test_of_texts_recorded_before_mentions_quotations_between_marks_are_compared_and_nothing_is_missing() -> None:
    one = dispatch("a", (f"Il a dit : « {SAID} ». Puis « une chose ».", "« une phrase qui ne finit pas"))
    other = dispatch("b", (f'Selon lui, "{SAID}", et « tout autre chose encore ».',))
    found = compare([one, other])
    assert [claim.kind for claim in found.claims] == ["same"]
    assert written(found.claims[0], one, other) == [SAID, SAID]


def test_hostile_quotation_marks_do_no_harm() -> None:
    odd = dispatch("a", ('"' * 5_000, "«" * 5_000, "« a " * 5_000, "“" * 20_000))
    assert compare([odd, dispatch("b", odd.body)]).claims == ()


def test_one_person_under_two_roles_is_shown_with_both_roles() -> None:
    one = Desk("a", "La maire de Montbrelan, Odile Tarrasque.").person("Odile Tarrasque", "maire de Montbrelan").filed()
    other = Desk("b", "L'élue Odile Tarrasque.").person("Odile Tarrasque", "élue").filed()
    found = compare([one, other])
    (claim,) = claims(found, "role", "person")
    assert [told.value for told in claim.told] == ["maire de Montbrelan", "élue"]
    assert claims(found, "both", "person") == []


def test_an_article_or_a_capital_makes_no_other_role_and_another_language_neither() -> None:
    one = Desk("a", "Odile Tarrasque").person("Odile Tarrasque", "la Maire").filed()
    other = Desk("b", "Odile Tarrasque").person("Odile Tarrasque", "maire").filed()
    english = Desk("c", "Odile Tarrasque", language="en").person("Odile Tarrasque", "mayor").filed()
    assert [claim.kind for claim in compare([one, other]).claims] == ["both"]
    assert [claim.kind for claim in compare([one, english]).claims] == ["both"]


def test_a_name_spelt_in_two_ways_is_one_person() -> None:
    one = Desk("a", "Le médiateur Sergei Kolyvanov.").person("Sergei Kolyvanov").filed()
    other = Desk("b", "Sergei Kolivanow, médiateur.").person("Sergei Kolivanow").filed()
    (claim,) = compare([one, other]).claims
    assert (claim.kind, [told.value for told in claim.told]) == ("spelling", ["Sergei Kolyvanov", "Sergei Kolivanow"])


def test_a_surname_or_a_given_name_alone_makes_nobody_the_same() -> None:
    one = Desk("a", "Lise Amberg").person("Lise Amberg").filed()
    assert claims(compare([one, Desk("b", "Victor Amberg").person("Victor Amberg").filed()]), "both", "person") == []
    assert claims(compare([one, Desk("b", "Lise Sandoz").person("Lise Sandoz").filed()]), "both", "person") == []


def test_a_person_is_in_one_account_alone_only_when_the_surname_is_nowhere_in_the_other() -> None:
    one = Desk("a", "Lise Amberg et Victor Sandoz").person("Lise Amberg").person("Victor Sandoz").filed()
    other = Desk("b", "Mme Amberg est venue avec Oscar Vidalenc.").person("Oscar Vidalenc").filed()
    alone = claims(compare([one, other]), "only", "person")
    assert [(claim.told[0].value, claim.absent) for claim in alone] == [
        ("Victor Sandoz", ("b",)),
        ("Oscar Vidalenc", ("a",)),
    ]


def test_nothing_is_missing_in_an_account_that_was_not_read() -> None:
    one = Desk("a", "Victor Sandoz").person("Victor Sandoz").filed()
    assert compare([one, dispatch("b", ("Un autre texte.",))]).claims == ()


def test_a_third_account_without_the_name_is_said_to_be_without_it() -> None:
    named = [Desk(key, "Lise Amberg").person("Lise Amberg").filed() for key in "ab"]
    third = Desk("c", "Victor Sandoz").person("Victor Sandoz").filed()
    (both,) = claims(compare([*named, third]), "both", "person")
    assert ([told.dispatch for told in both.told], both.absent) == (["a", "b"], ("c",))


def test_countries_are_one_in_two_languages_and_towns_are_left_alone() -> None:
    one = Desk("a", "En Allemagne, à Cologne.").place("Allemagne", "DE").place("Cologne", "DE").filed()
    other = Desk("b", "In Germany.", language="en").place("Germany", "DE").filed()
    found = compare([one, other])
    (both,) = claims(found, "both", "place")
    assert [told.value for told in both.told] == ["Allemagne", "Germany"]
    assert claims(found, "only", "place") == []


def test_an_organisation_is_one_under_any_of_its_forms() -> None:
    one = Desk("a", "L'Office des eaux du lac Orsin").organisation("Office des eaux du lac Orsin").filed()
    other = Desk("b", "l'Office des eaux du lac Orsin, la mairie de Drimont")
    other.organisation("l'Office des eaux du lac Orsin").organisation("mairie de Drimont")
    found = compare([one, other.filed()])
    assert len(claims(found, "both", "organisation")) == 1
    assert [claim.told[0].value for claim in claims(found, "only", "organisation")] == ["mairie de Drimont"]


def test_more_accounts_than_the_ceiling_are_said_to_be_compared_in_part() -> None:
    many = [Desk(f"d{n:02}", "Lise Amberg").person("Lise Amberg").filed() for n in range(MOST_ACCOUNTS + 1)]
    found = compare(many)
    assert (len(found.accounts), found.whole) == (MOST_ACCOUNTS, False)
    assert compare(many[:MOST_ACCOUNTS]).whole


def test_a_span_outside_its_text_is_left_out() -> None:
    far = Desk("a", "Lise Amberg " * 3).person("Lise Amberg").filed()
    cut = dispatch("b", ("Li",), mentions=far.mentions)
    assert compare([cut, far]).claims == () or all(
        t.dispatch == "a" for c in compare([cut, far]).claims for t in c.told
    )
