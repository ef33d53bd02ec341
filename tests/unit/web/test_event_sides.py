"""The comparison as a table: which columns stand beside the first, what each cell shows and leads to."""

from __future__ import annotations

from datetime import UTC, datetime

from telex.delivery.reader import Seen
from telex.events.accounts import Claim, Comparison, Told
from telex.model.dispatch import Dispatch
from telex.model.proof import Span
from telex.model.vocabulary import Act, Kind, PubStatus, Relation
from telex.routing.entitlement import Verdict
from telex.web.portal.sides import table
from telex.web.rows import Row

NOW = datetime(2031, 5, 20, 8, tzinfo=UTC)
BODY = ("Rien encore. Le feu a blessé 12 pompiers de Brumeval. Puis la pluie.", "La maire Odile Tarrasque est venue.")


def row(key: str, relation: Relation = Relation.ACCOUNT) -> Row:
    d = Dispatch(key, f"urn:{key}", 1, Act.NEW, PubStatus.USABLE, NOW, f"source-{key}", language="fr", body=BODY)
    return Row(Seen(d, Verdict("full", "entitled"), 1, 1, NOW, Kind.PUBLISH, True, relation=relation))


def told(key: str, words: str, paragraph: int = 0) -> Told:
    start = BODY[paragraph].index(words)
    return Told(key, words, Span(paragraph, start, start + len(words)))


def test_the_first_account_stays_and_the_others_come_two_at_a_time() -> None:
    rows = [row(key) for key in "abcdef"]
    shown = [table(rows, Comparison(tuple("abcdef")), page) for page in (0, 1, 2, 3, 99)]
    assert [[r.d.id for r in t.columns] for t in shown] == [
        ["a", "b", "c"], ["a", "b", "c"], ["a", "d", "e"], ["a", "f"], ["a", "f"],
    ]  # fmt: skip
    assert {t.pages for t in shown} == {3}


def test_a_cell_holds_the_sentence_its_mark_and_the_number_of_its_paragraph() -> None:
    claim = Claim("differs", "figure", (told("a", "12 pompiers"), told("b", "La maire", 1)))
    (line,) = table([row("a"), row("b")], Comparison(("a", "b"), (claim,))).lines
    (piece,) = line.cells[0].pieces
    assert (piece.before, piece.mark, piece.after) == ("Le feu a blessé ", "12 pompiers", " de Brumeval.")
    assert [cell.pieces[0].paragraph for cell in line.cells] == [1, 2]


def test_a_claim_with_one_account_among_those_shown_is_left_for_another_page() -> None:
    rows = [row(key) for key in "abcde"]
    claim = Claim("same", "figure", (told("a", "12 pompiers"), told("e", "12 pompiers")))
    found = Comparison(tuple("abcde"), (claim,))
    assert table(rows, found, 1).lines == ()
    assert len(table(rows, found, 2).lines) == 1


def test_what_each_account_has_alone_stands_in_one_line_for_each_kind() -> None:
    claims = (
        Claim("only", "person", (told("a", "Odile Tarrasque", 1),), ("b",)),
        Claim("only", "person", (told("b", "Brumeval"),), ("a",)),
        Claim("only", "figure", (told("a", "12 pompiers"),), ("b",)),
    )
    people, figures = table([row("a"), row("b")], Comparison(("a", "b"), claims)).lines
    assert [[piece.value for piece in cell.pieces] for cell in people.cells] == [["Odile Tarrasque"], ["Brumeval"]]
    assert [(len(cell.pieces), cell.absent) for cell in figures.cells] == [(1, False), (0, True)]


def test_names_of_several_accounts_stand_in_one_line_in_one_order() -> None:
    claims = (
        Claim("both", "place", (told("a", "Brumeval"), told("b", "Brumeval")), ("c",)),
        Claim("both", "place", (told("a", "La maire", 1), told("c", "La maire", 1)), ("b",)),
        Claim("both", "place", (told("c", "pluie"), told("d", "pluie")), ("a", "b")),
    )
    rows = [row(key) for key in "abcd"]
    (line,) = table(rows, Comparison(tuple("abcd"), claims)).lines
    shown = [[piece.value for piece in cell.pieces] for cell in line.cells]
    assert shown == [["Brumeval", "La maire"], ["Brumeval"], ["La maire"]]


def test_an_account_that_was_not_compared_is_not_said_to_be_without() -> None:
    claim = Claim("same", "quote", (told("a", "12 pompiers"), told("b", "12 pompiers")), ())
    (line,) = table([row("a"), row("b"), row("c")], Comparison(("a", "b", "c"), (claim,))).lines
    assert [(len(cell.pieces), cell.absent) for cell in line.cells] == [(1, False), (1, False), (0, False)]


def test_a_value_without_a_place_has_no_sentence_and_translations_are_marked() -> None:
    claim = Claim("differs", "date", (Told("a", "2031-05-20"), Told("b", "2031-05-21", Span(9, 0, 4))))
    found = table([row("a"), row("b", Relation.TRANSLATION)], Comparison(("a", "b"), (claim,)))
    assert [cell.pieces[0].mark for cell in found.lines[0].cells] == ["", ""]
    assert found.translated == {"b"}


def test_no_account_and_one_account_make_no_table() -> None:
    assert table([], Comparison()).columns == ()
    lone = table([row("a")], Comparison(("a",)), 5)
    assert ([r.d.id for r in lone.columns], lone.lines, lone.pages) == (["a"], (), 1)
