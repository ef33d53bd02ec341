"""Who says a quotation. The cast is written out: names are found in the text, genders and roles given."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from telex.model.mentions import Organisation, Person, Quote
from telex.model.proof import Field
from telex.model.text import plain
from telex.reading.blocks import Line
from telex.reading.cast import Cast, Sighting, paragraphs
from telex.reading.named import entities
from telex.reading.spoken import quotes

LABELLED = Path(__file__).with_name("quotes_labelled.jsonl")
PEOPLE = [
    {"name": "Odile Marchetay", "role": "ministre de la Mer", "gender": "f"},
    {"name": "Bruno Talvas", "role": "préfet", "gender": "m"},
    {"name": "Anton Grell", "role": "président", "gender": "m"},
]


def cast_of(people: Sequence[Mapping[str, Any]], organisations: Sequence[str], lines: Sequence[Line]) -> Cast:
    forms = [("person", n, form) for n, one in enumerate(people) for form in _forms(one)]
    forms += [("organisation", n, plain(name)) for n, name in enumerate(organisations)]
    seen: list[Sighting] = []
    for line in lines:
        taken: set[int] = set()
        for kind, number, form in sorted(forms, key=lambda one: -len(one[2])):
            start = line.match.find(form)
            while start >= 0:
                if start not in taken:
                    seen.append(Sighting(kind, number, line.number, start, start + len(form)))
                    taken |= set(range(start, start + len(form)))
                start = line.match.find(form, start + len(form))
    return Cast(
        tuple(Field(Person(one["name"], one.get("role")), "test") for one in people),
        tuple(Field(Organisation(name), "test") for name in organisations),
        (),
        tuple(sorted(seen, key=lambda one: (one.paragraph, one.start))),
        tuple(one.get("gender") for one in people),
    )


def _forms(person: Mapping[str, Any]) -> list[str]:
    name = plain(person["name"])
    return [name, *map(plain, person.get("also") or ()), name.split()[-1]]


def read(*body: str, language: str = "fr", organisations: Sequence[str] = ()) -> list[Quote]:
    lines = paragraphs(body)
    return [field.value for field in quotes.find(lines, cast_of(PEOPLE, organisations, lines), language)]


def speaker(*body: str, language: str = "fr", organisations: Sequence[str] = ()) -> str | None:
    return read(*body, language=language, organisations=organisations)[-1].speaker


@pytest.mark.parametrize(
    "body",
    [
        "« La jetée tiendra », a déclaré mardi à la presse Bruno Talvas.",
        "« La jetée tiendra », s’est félicité le préfet, Bruno Talvas, lors d’une visite.",
        "« La jetée tiendra », martèle Talvas.",
        "« La jetée tiendra », tonitrue encore le préfet Bruno Talvas.",
        "« La jetée tiendra », fait valoir M. Talvas, le préfet.",
        "Le préfet, Bruno Talvas, a jugé la jetée « très solide ».",
        "Bruno Talvas tient à rappeler que la jetée est « très solide ».",
        "La jetée est « très solide », selon Bruno Talvas.",
        "Pour Bruno Talvas, la jetée est « très solide ».",
        "Reçu par le président Anton Grell, Bruno Talvas a promis une jetée « très solide ».",
        "Bruno Talvas est revenu du port. Il promet une jetée « très solide ».",
        "Bruno Talvas : « La jetée tiendra. »",
        "« La jetée tiendra », dit Bruno Talvas. « Nous l’avons mesurée. »",
        "Bruno Talvas rentre du port. « La jetée tiendra. »",
        "Aux côtés d’Anton Grell, Bruno Talvas a lancé les travaux, évoquant une jetée « très solide ».",
    ],
)
def test_the_prefect_is_found_beside_before_and_behind_his_words(body: str) -> None:
    assert speaker(body) == "Bruno Talvas"


@pytest.mark.parametrize(
    "body",
    [
        "“The pier will hold,” said Bruno Talvas.",
        "“The pier will hold,” Talvas told reporters after meeting Anton Grell.",
        "Bruno Talvas said: “The pier will hold.”",
        "Asked by Anton Grell, Bruno Talvas called the pier “very solid”.",
        "The pier is “very solid”, according to Bruno Talvas.",
        "Bruno Talvas came back at noon. “The pier will hold,” he said.",
    ],
)
def test_the_same_in_english(body: str) -> None:
    assert speaker(body, language="en") == "Bruno Talvas"


@pytest.mark.parametrize(
    "body",
    [
        "Bruno Talvas et Anton Grell ont salué une jetée « très solide ».",
        "Bruno Talvas a vu la jetée. « Elle tiendra », dit un pêcheur.",
        "« La jetée tiendra », a déclaré la sœur de Bruno Talvas.",
        "Le train de Bruno Talvas est arrivé. « Elle tiendra », a-t-elle dit.",
        "Bruno Talvas et Anton Grell sont arrivés. « Elle tiendra », ont-ils dit.",
        "Un témoin a parlé. « Elle tiendra », a-t-il ajouté. Bruno Talvas est absent.",
        "« Elle tiendra », dit-on à la préfecture de Bruno Talvas.",
    ],
)
def test_nobody_is_named_where_two_or_somebody_else_may_be_meant(body: str) -> None:
    assert speaker(body) is None


def test_a_pronoun_means_the_last_subject_of_its_gender() -> None:
    body = "Odile Marchetay a visité le port avec le préfet Bruno Talvas. « La jetée tiendra », a-t-elle dit."
    assert speaker(body) == "Odile Marchetay"


def test_a_pronoun_passes_over_a_speaker_of_the_other_gender() -> None:
    body = ("Odile Marchetay est arrivée. « Bien », dit Bruno Talvas.", "Elle évoque une jetée « très solide ».")
    assert speaker(*body) == "Odile Marchetay"


def test_a_role_alone_means_the_one_person_named_with_it_before() -> None:
    found = read("Le préfet, Bruno Talvas, est venu. « La jetée tiendra », a dit le préfet.")
    assert (found[0].speaker_text, found[0].speaker) == ("le préfet", "Bruno Talvas")


def test_an_unknown_speaker_keeps_the_phrase_as_written() -> None:
    (quote,) = read("« La jetée tiendra », assure un riverain, qui préfère taire son nom.")
    assert (quote.verb, quote.speaker_text, quote.speaker) == ("assure", "un riverain", None)


def test_an_organisation_may_be_the_speaker_and_the_government_is_nobody() -> None:
    assert speaker("La société Marnavale dénonce « un procès injuste ».", organisations=["Marnavale"]) == "Marnavale"
    (quote,) = read("Le gouvernement a répondu que la jetée était « très solide ».")
    assert (quote.speaker_text, quote.speaker) == ("Le gouvernement", None)


def test_the_spokesman_of_an_organisation_is_not_the_organisation() -> None:
    assert speaker("« Non », a dit le porte-parole de Marnavale.", organisations=["Marnavale"]) is None


def test_one_clause_brings_in_every_quotation_of_its_sentence() -> None:
    found = read("La jetée est « neuve » et « très solide », a assuré Bruno Talvas.")
    assert [quote.speaker for quote in found] == ["Bruno Talvas"] * 2


def test_a_quotation_over_two_paragraphs_has_one_speaker() -> None:
    found = read("« La jetée tiendra.", "« Nous l’avons mesurée », dit Bruno Talvas.")
    assert [quote.speaker for quote in found] == ["Bruno Talvas"] * 2


def test_a_name_beside_its_verb_is_sure_and_a_pronoun_likely() -> None:
    lines = paragraphs(["« La jetée tiendra », dit Bruno Talvas. « Demain aussi », ajoute-t-il."])
    found = quotes.find(lines, cast_of(PEOPLE, (), lines), "fr")
    assert [field.confidence for field in found] == ["sure", "likely"]


def labelled(held: bool) -> list[dict[str, Any]]:
    texts = [json.loads(text) for text in LABELLED.read_text("utf-8").splitlines()]
    return [text for text in texts if text["held"] is held]


@pytest.mark.parametrize("held", [False, True], ids=["tuned on", "held apart"])
def test_the_labelled_passages_reach_the_goals(held: bool) -> None:
    """design/reading.md section 13. Reached on 22 November: F .99 and .98, speakers 35/35 and 30/30 named ones right."""
    hit = found = want = right = named = asked = 0
    for text in labelled(held):
        lines = paragraphs(text["body"])
        cast = cast_of(text["people"], text["organisations"], lines)
        mine = {f.value.text: f.value for f in quotes.find(lines, cast, text["language"])}
        gold = {quote["text"]: quote for quote in text["quotes"]}
        both = [(mine[key], gold[key]) for key in gold if key in mine]
        hit, found, want = hit + len(both), found + len(mine), want + len(gold)
        for one, label in both:
            if label["kind"] != "scare":
                asked += 1
                named += one.speaker is not None
                right += one.speaker is not None and one.speaker == label["speaker"]
    assert 2 * hit / (found + want) >= 0.95
    assert right / named >= 0.95
    assert named / asked >= 0.60


def test_a_name_inside_the_quotation_that_ends_a_paragraph_is_nobody_who_speaks() -> None:
    body = (
        "“Because Judge Brunel is from the valley, many will look at it,” Governor Kestrel said. “And I want the record to "
        "show that Judge Brunel is the best person for the job.”",
        "“The hurdle is time,” she replied. “It was always so.”",
    )
    lines = paragraphs(body)
    found = quotes.find(lines, entities.find(lines, (), (), "en"), "en")
    assert [field.value.text for field in found][-1] == "It was always so."
