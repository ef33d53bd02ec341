"""A query in words: its clauses, and whether it is asked about every dispatch."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telex.errors import Invalid, QueryError
from telex.routing.language.anatomy import anchors, clauses
from telex.routing.language.inspection import inspect
from telex.routing.language.parser import parse
from telex.routing.matching.monitor import Monitor

PIECES = [
    "otan",
    '"mer du nord"',
    '"a b"~2',
    "port*",
    "titre:mer",
    "urgency:<=2",
    "subject:20000598",
    "date:>=now-24h",
    "*",
]


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(
        several.map(lambda parts: f"({' AND '.join(parts)})"),
        several.map(lambda parts: f"({' OR '.join(parts)})"),
        inner.map(lambda part: f"(NOT {part})"),
    )


@settings(max_examples=150, deadline=None)
@given(st.recursive(st.sampled_from(PIECES), grown, max_leaves=8))
def test_a_query_is_said_to_be_always_asked_exactly_when_the_monitor_always_asks_it(text: str) -> None:
    query, monitor = parse(text), Monitor()
    monitor.put("q", query)
    assert (anchors(query) is None) == ("q" in monitor.always)


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("otan", ("otan",)),
        ("otan AND onu", ("otan",)),
        ("(otan OR onu) AND urgence:1", ("otan", "onu")),
        ('"mer du nord" AND port*', ('"mer du nord"',)),
        ("otan OR onu", ("otan", "onu")),
        ("otan OR -onu", None),
        ("*", None),
    ],
)
def test_a_query_is_led_to_by_its_rarest_required_clause(text: str, conditions: tuple[str, ...] | None) -> None:
    assert anchors(parse(text)) == conditions


def test_each_clause_says_what_is_compared_with_what() -> None:
    told = clauses(
        parse('Généraux "Conseil de l’Europe"~2 lang:FR thème:"Défense" -titre:* urgency:[1 TO 3]'), french=True
    )
    assert told.says == "tout ceci à la fois"
    assert [(part.form, part.where and part.where.partition(",")[0]) for part in told.parts] == [
        ("general", "titre"),
        ("conseil de europe", "titre"),
        ("fr", "la langue"),
        ("Défense", "thème IPTC (Media Topics) : 8 chiffres ou un libellé entre guillemets"),
        (None, None),
        (None, "l’urgence"),
    ]
    assert told.parts[1].says == "ces mots proches, à 2 places près"
    assert told.parts[4].parts[0].says == "la dépêche en a"


def test_a_text_is_inspected_in_the_zone_and_language_asked_for() -> None:
    assert inspect("date:2026-07-14", zone="Asia/Tokyo").query == "date:2026-07-14"
    with pytest.raises(Invalid):
        inspect("otan", zone="Europe/Atlantis")
    french = inspect("(otan", language="fr")
    assert (french.query, french.errors[0].message) == (None, "cette ( n’est jamais fermée\u202f; ajoutez )")
    assert inspect("otan^2", language="fr").notes[0].message.startswith("les poids")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40))
def test_any_text_can_be_inspected_as_it_would_be_read(text: str) -> None:
    try:
        query = parse(text)
    except QueryError:
        assert inspect(text).query is None
    else:
        assert inspect(text).query == str(query)
