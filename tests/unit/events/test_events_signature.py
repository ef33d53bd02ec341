"""What a dispatch is compared by."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zlib import crc32

import pytest
from events_newsroom import FIRE, NOW, dispatch, hours, on

from telex.errors import Unreadable
from telex.events import at, background
from telex.events.signature import LEAD, REUSE_LIMIT, TEXT_LIMIT, normalise, sign
from telex.events.when import issued, named, told
from telex.model.draft import Embargo
from telex.model.facts import Caption, EventDate, Field, Span
from telex.model.mentions import DateSaid, Mentions


def test_apostrophes_no_break_spaces_ligatures_and_turkish_letters_are_one_spelling() -> None:
    typed = dispatch("a", ("L'œuvre d'Ilgaz Yıldız coûte 3 500 francs à l'État, dit le maire.",), "İzmir s'éveille")
    set_in_type = dispatch(
        "b", ("L’œu\u00advre d’Ilgaz Yildiz coûte 3\u202f500 francs à l’État,\u00a0dit le maire.",), "Izmir s’éveille"
    )
    assert sign(typed) == replace(sign(set_in_type), written=sign(typed).written)
    assert normalise("İSTANBUL ıŞıK Œuvre") == ["istanbul", "isik", "oeuvre"]


def test_accents_written_apart_are_the_same_word() -> None:
    assert normalise("e\u0301te\u0301") == normalise("été") == ["ete"]


def test_names_that_begin_a_sentence_are_not_taken_for_names() -> None:
    names = sign(dispatch("a", ("Hier, Odile Tarrasque est venue. Demain sera calme.\nPlus tard, le Jura.",))).names
    assert {"odile", "tarrasque", "jura"} == set(names)


def test_a_name_that_begins_a_sentence_counts_where_the_text_writes_it_inside_one_too() -> None:
    begun = sign(dispatch("a", ("Hier, Odile Tarrasque est venue. Tarrasque reviendra. Demain sera calme.",))).names
    inside = sign(
        dispatch("a", ("Hier, Odile Tarrasque est venue. Mme Tarrasque reviendra. Demain sera calme.",))
    ).names
    assert begun == {name: times for name, times in inside.items() if name != "mme"}
    assert begun["tarrasque"] == 2 * begun["odile"]


def test_the_headline_channel_holds_the_headline_and_the_start_of_the_body() -> None:
    far = " ".join(["Le vent souffle toujours sur la vallée."] * 20)
    signature = sign(dispatch("a", (f"La scierie Perdrizet a brûlé. {far} La gendarmerie enquête.",), "Incendie"))
    written = {signature.written[stem].lower() for stem in signature.head}
    assert {"incendie", "scierie", "perdrizet"} <= written
    assert "gendarmerie" not in written


def test_a_word_across_the_end_of_the_lead_is_read_whole() -> None:
    for filler in range(LEAD - 12, LEAD + 1):
        text = sign(dispatch("a", (f"{'x' * 60} " * (filler // 61) + "y" * (filler % 61) + " tarrasquienne",))).written
        assert "tarrasquienne" in set(text.values())


def test_names_are_split_at_hyphens_and_apostrophes() -> None:
    names = sign(dispatch("a", ("elle vit à Saint-Just, dans la vallée de l'Aulne",))).names
    assert set(names) == {"saint", "just", "aulne"}


def test_a_headline_in_capitals_gives_words_but_no_names() -> None:
    shouted = sign(dispatch("a", (), "INCENDIE A MONTBRELAN"))
    assert not shouted.names
    assert "montbrelan" in set(shouted.written.values())


def test_a_number_written_in_groups_is_one_number_in_any_language() -> None:
    numbers = {
        sign(dispatch("a", (f"il y avait {text} votants",))).numbers for text in ("412 000", "412,000", "412.000")
    }
    assert numbers == {("412000",)}


def test_single_digits_are_no_names() -> None:
    assert not sign(dispatch("a", ("il reste 7 places",))).names


def test_only_headline_subheadline_and_body_count() -> None:
    bare = dispatch("a", FIRE, "Une scierie brûle")
    dressed = replace(
        bare,
        captions=(Caption("Odile Tarrasque devant le gymnase", "fr"),),
        byline=("Paul Essai",),
        ednote="Corrigé",
        keywords=("feu",),
        embargo=Embargo(hours(5), "sous embargo"),
        hold=True,
    )
    assert sign(dressed) == sign(bare)
    assert sign(replace(bare, subheadline="Le gymnase ouvert aux familles")) != sign(bare)


def run(words: list[str]) -> int:
    return crc32(b"".join(crc32(word.encode()).to_bytes(4, "little") for word in words))


def test_five_word_shingles_are_stable_checksums() -> None:
    assert sign(dispatch("a", ("Un deux trois quatre cinq.",))).shingles == {
        run(["un", "deux", "trois", "quatre", "cinq"])
    }


def test_the_sample_holds_one_three_word_shingle_in_eight() -> None:
    words = [f"mot{n}" for n in range(400)]
    expected = {run(words[n : n + 3]) for n in range(398)}
    assert set(sign(dispatch("a", (" ".join(words),))).sample) == {value for value in expected if value % 8 == 0}


def test_an_empty_dispatch_has_an_empty_signature() -> None:
    empty = sign(dispatch("a"))
    assert (dict(empty.text), dict(empty.names), empty.body_hash, empty.words) == ({}, {}, None, 0)


def test_a_very_long_text_is_read_up_to_its_limits() -> None:
    tail = sign(dispatch("a", ("a" * TEXT_LIMIT, "Montbrelan brûle")))
    assert "montbrelan" not in tail.text
    huge = dispatch("b", ("mot " * 2_000_000,))
    assert sign(huge).words <= REUSE_LIMIT // 4 + 1


@pytest.mark.parametrize("noise", [". " * 50_000, "." * 100_000, "a" * 100_000, "\u2019" * 100_000, "1 000 " * 20_000])
def test_hostile_texts_are_signed_within_bounds(noise: str) -> None:
    signed = sign(dispatch("a", (noise,), noise))
    assert len(signed.numbers) <= 60 and len(signed.names) <= TEXT_LIMIT


def test_an_equal_short_body_needs_an_equal_headline() -> None:
    more = ("Plus d'informations à suivre.",)
    assert sign(dispatch("a", more, "Feu à Lanvern")).body_hash != sign(dispatch("b", more, "Crue à Drimont")).body_hash
    assert sign(dispatch("a", FIRE, "Un titre")).body_hash == sign(dispatch("b", FIRE, "Autre titre")).body_hash


def test_an_unknown_language_is_read_without_stems() -> None:
    assert "travaillions" in sign(dispatch("a", ("nous travaillions",), language=None)).text


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"event_date": on("2031-05-18"), "published": "2031-05-19"}, datetime(2031, 5, 18, 12, tzinfo=UTC)),
        ({"published": "2031-05-19T07:15:00+02:00"}, datetime(2031, 5, 19, 5, 15, tzinfo=UTC)),
        ({"published": "2031-05-19T07:15"}, datetime(2031, 5, 19, 7, 15, tzinfo=UTC)),
        ({"published": "2031-05-19"}, datetime(2031, 5, 19, 12, tzinfo=UTC)),
        ({"published": "2031-05"}, NOW),
        ({"published": "2031-02-31"}, NOW),
        ({"published": "0001-01-01T00:00:00+14:00"}, NOW),
        ({"event_date": EventDate(weekday="mardi")}, NOW),
        ({"event_date": on("2031-06-30"), "published": "2031-05-19"}, datetime(2031, 5, 19, 12, tzinfo=UTC)),
        ({}, NOW),
    ],
)
def test_time_is_the_told_day_then_the_issue_then_arrival(changes: dict[str, object], expected: datetime) -> None:
    assert at(dispatch("a", **changes)) == expected


def test_an_announced_day_is_not_the_day_told() -> None:
    assert told(dispatch("a", event_date=on("2031-06-30"))) is None
    assert told(dispatch("a", event_date=on("2031-05-18"))) is not None
    assert issued(dispatch("a", published="bientôt")) is None


def test_background_counts_are_read_back_as_written() -> None:
    known = background.load()
    assert known.documents > 100
    assert background.parse(background.dump(known)) == known


@pytest.mark.parametrize("table", ["", "telex-background\t0\t5\n", "x\t1\t5\n", "telex-background\t1\t5\nz\t1\tmot\n"])
def test_a_foreign_table_of_counts_is_refused(table: str) -> None:
    with pytest.raises(Unreadable, match=r"bench/background\.py"):
        background.parse(table)


def test_the_days_of_a_lead_count_beside_the_day_told_but_not_those_beside_another_event() -> None:
    def said(text: str, value: str, *, anchor: str = "published", block: int = 0) -> Field[DateSaid]:
        return Field(DateSaid(text, value, "day", anchor=anchor), "rule:dates", Span(block, 0, len(text)))

    dates = (
        said("dimanche", "2031-05-18"),
        said("au lendemain", "2031-05-17"),
        said("la veille", "2031-05-16", anchor="told"),
        said("jeudi", "2031-05-15", block=3),
    )
    one = dispatch("a", event_date=on("2031-05-20"), mentions=Mentions(dates=dates))
    day, vote = date(2031, 5, 20), date(2031, 5, 18)
    assert named(one) == ((day, day), (vote, vote))
    assert named(dispatch("b", mentions=Mentions(dates=dates))) == ()
