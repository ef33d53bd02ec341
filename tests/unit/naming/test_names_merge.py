"""What a model found, laid beside what the rules read: more names, none changed, none taken out."""

from __future__ import annotations

from dataclasses import replace

from telex.model.facts import Facts, Field, Span
from telex.model.mentions import Location, Mentions, Organisation, Person
from telex.naming.merge import MAX_ADDED, MAX_CHARS, merge, texts
from telex.naming.messages import Seen

BODY = (
    "Le ministre de la Mer, Aldric Fenouil, a reçu Zoltair Brévannes à Port-Lubin.",
    "M. Brévannes a remercié Fenouil, puis les Lubinois du Cercle Sélénite, rue Garance.",
)
MINISTER = Field(
    Person("Aldric Fenouil", "ministre de la Mer", "FR", ("Fenouil",)), "rule:name", Span(0, 23, 37), "sure"
)
PORT = Field(Location("Port-Lubin", "FR"), "gazetteer", Span(0, 66, 76))
MODEL = "test-1.0"


def facts(body: tuple[str, ...] = BODY, **said: object) -> Facts:
    found = Mentions(**({"people": (MINISTER,), "places": (PORT,)} | said))  # type: ignore[arg-type]
    return Facts(2, "generic", Field("fr", "rule:language"), body=body, mentions=found)


def seen(text: str, label: str, paragraph: int = 0, body: tuple[str, ...] = BODY, nth: int = 0) -> Seen:
    start = -1
    for _ in range(nth + 1):
        start = body[paragraph].index(text, start + 1)
    return Seen(paragraph, start, start + len(text), label)


def test_a_name_that_only_the_model_found_is_added_at_its_place() -> None:
    after = merge(facts(), [seen("Zoltair Brévannes", "PER")], MODEL).mentions
    assert after.people[0] == MINISTER
    added = after.people[1]
    assert (added.value, added.method, added.confidence) == (Person("Zoltair Brévannes"), "model:test-1.0", "likely")
    assert added.span is not None
    assert BODY[added.span.block][added.span.start : added.span.end] == "Zoltair Brévannes"


def test_what_the_rules_read_keeps_its_reading_whatever_the_model_says() -> None:
    before = facts()
    said = [
        seen("Aldric Fenouil", "ORG"),
        seen("Port-Lubin", "PER"),
        seen("Fenouil", "LOC", 1),
        seen("Mer, Aldric Fenouil", "PER"),
    ]
    assert merge(before, said, MODEL) is before


def test_a_surname_alone_belongs_to_the_full_name_and_a_title_to_nobody() -> None:
    said = [seen("Zoltair Brévannes", "PER"), seen("M. Brévannes", "PER", 1)]
    (added,) = merge(facts(), said, MODEL).mentions.people[1:]
    assert added.value == Person("Zoltair Brévannes", also=("Brévannes",))


def test_one_word_alone_is_weak_and_two_kinds_for_one_name_too() -> None:
    body = ("Une lettre de Brévannes est arrivée.", "Le Cercle Sélénite proteste, et le Cercle Sélénite attend.")
    said = [
        seen("Brévannes", "PER", 0, body),
        seen("Cercle Sélénite", "ORG", 1, body),
        seen("Cercle Sélénite", "LOC", 1, body, 1),
    ]
    after = merge(facts(body, people=(), places=()), said, MODEL).mentions
    assert [p.confidence for p in after.people] == ["weak"]
    assert [(o.value.name, o.confidence) for o in after.organisations] == [("Cercle Sélénite", "weak")]


def test_peoples_streets_offices_and_shouted_lines_are_no_names() -> None:
    body = (
        *BODY,
        "Le ministre de l'Intérieur a vu le film Garance et des milliers de Lubinois au musée du Tilleul.",
        "LE BAC REPART",
    )
    said = [
        seen("Lubinois", "LOC", 1),
        seen("Garance", "PER", 1),
        seen("Intérieur", "ORG", 2, body),
        seen("Garance", "PER", 2, body),
        seen("Lubinois", "LOC", 2, body),
        seen("Tilleul", "LOC", 2, body),
        seen("LE BAC REPART", "ORG", 3, body),
    ]
    before = facts(body)
    assert merge(before, said, MODEL) is before


def test_a_place_that_the_table_knows_has_its_country_and_another_none() -> None:
    body = ("Parti de Lisbonne, le cargo va vers Trévelec.",)
    said = [seen("Lisbonne", "LOC", 0, body), seen("Trévelec", "LOC", 0, body)]
    after = merge(facts(body, people=(), places=()), said, MODEL).mentions.places
    assert [(p.value.name, p.value.country, p.confidence) for p in after] == [
        ("Lisbonne", "PT", "likely"), ("Trévelec", None, "weak"),
    ]  # fmt: skip


def test_spans_count_in_the_text_as_shown() -> None:
    body = ("Le caboteur d\u00ado\u00adré de M.\u00a0Quill et de Zoltair\u00a0Brévannes est là.",)
    before = facts(body, people=(), places=())
    start = texts(before)[0].index("Zoltair")
    (added,) = merge(before, [Seen(0, start, start + 17, "PER")], MODEL).mentions.people
    assert added.span is not None
    assert body[0][added.span.start : added.span.end] == "Zoltair\u00a0Brévannes"


def test_everything_but_the_three_lists_stays() -> None:
    before = facts(organisations=(Field(Organisation("Gazou"), "rule:organisation", None),))
    after = merge(before, [seen("Zoltair Brévannes", "PER")], MODEL)
    assert replace(after, mentions=before.mentions) == before
    assert after.mentions.organisations == before.mentions.organisations


def test_a_long_text_and_a_flood_of_names_are_cut() -> None:
    long = facts(("Zoltair Brévannes " * 800,) * 4, people=(), places=())
    assert sum(map(len, texts(long))) == MAX_CHARS
    names = [f"Zoltair Bré{chr(97 + n // 26)}{chr(97 + n % 26)}vannes" for n in range(MAX_ADDED + 40)]
    body = (" et ".join(names),)
    said = [seen(name, "PER", 0, body) for name in names]
    assert len(merge(facts(body, people=(), places=()), said, MODEL).mentions.people) == MAX_ADDED


def test_a_find_outside_the_text_is_passed_over() -> None:
    before = facts()
    assert merge(before, [Seen(7, 0, 4, "PER"), Seen(0, 900, 950, "ORG"), Seen(0, 0, 2, "MISC")], MODEL) is before
