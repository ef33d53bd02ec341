"""Who is named, with which role, in which forms. Every text and every person here is invented."""

from __future__ import annotations

import pytest

from telex.model.facts import Caption
from telex.model.mentions import Person
from telex.reading.cast import Cast, paragraphs
from telex.reading.named import entities


def read(*body: str, captions: tuple[str, ...] = ()) -> Cast:
    return entities.find(paragraphs(body), [Caption(text) for text in captions], (), "fr")


def people(*body: str) -> list[Person]:
    return [person.value for person in read(*body).people]


def roles(*body: str) -> dict[str, str | None]:
    return {person.name: person.role for person in people(*body)}


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("« Rien n'est perdu », a dit le maire de Corvelle, Bastien Orvaux.", "Bastien Orvaux", "maire de Corvelle"),
        ("Selon son secrétaire, Odile Trémont, la grève continue.", "Odile Trémont", "secrétaire"),
        ("Odile Trémont, 45 ans, infirmière, attend le bus.", "Odile Trémont", "infirmière"),
        ("Bastien Orvaux, menuisier rue des Lices, a fermé.", "Bastien Orvaux", "menuisier"),
        ("L'ancienne ministre de la Culture Odile Trémont est élue.", "Odile Trémont", "ancienne ministre de la Culture"),
        ("Le ministre des Affaires sociales Bastien Orvaux a cédé.", "Bastien Orvaux", "ministre des Affaires sociales"),
        ("Bastien Orvaux, courtier chez Valdor, attend.", "Bastien Orvaux", "courtier chez Valdor"),
        ("Odile Trémont, hydrologue à l'université de Corvelle, a compté.", "Odile Trémont",
         "hydrologue à l'université de Corvelle"),
        ("Bastien Orvaux, porte-parole du syndicat FerroNord, a promis la suite.", "Bastien Orvaux",
         "porte-parole du syndicat FerroNord"),
        ("Un appel de sa fille, Odile Trémont, a suffi.", "Odile Trémont", "sa fille"),
        ("Le commandant Odile Trémont prépare le départ.", "Odile Trémont", "commandant"),
        ("Defence Minister Bastien Orvaux told reporters so.", "Bastien Orvaux", "Defence Minister"),
        ("The mayor of Corvelle, Odile Tremont, said so.", "Odile Tremont", "mayor of Corvelle"),
    ],
)  # fmt: skip
def test_a_role_beside_a_name_is_kept_word_for_word(text: str, name: str, role: str) -> None:
    assert roles(text) == {name: role}


def test_the_role_between_two_names_belongs_to_the_one_that_its_article_announces() -> None:
    found = roles("Ont parlé Odile Trémont, le préfet de la Haute-Orne, Bastien Orvaux, et des élus.")
    assert found == {"Odile Trémont": None, "Bastien Orvaux": "préfet de la Haute-Orne"}


def test_the_country_of_a_role_is_that_of_its_adjective_or_of_its_noun() -> None:
    found = people(
        "La ministre lettone de la Défense, Odile Trémont, a rencontré le Premier ministre du Portugal, Bastien Orvaux."
    )
    assert [person.of for person in found] == ["LV", "PT"]


def test_an_office_named_in_a_clause_on_a_country_is_of_that_country() -> None:
    found = people("Il est arrivé en Norvège, où il a vu la première ministre, Odile Trémont, et le roi.")
    assert found[0].of == "NO"


def test_a_role_without_any_country_has_none() -> None:
    assert people("Le maire, Bastien Orvaux, a répondu.")[0].of is None


def test_title_and_surname_and_surname_alone_are_the_person_named_in_full() -> None:
    body = ("Le maire, Bastien Orvaux, a répondu.", "M. Orvaux a promis une digue. Orvaux n'a pas dit quand.")
    cast = read(*body)
    assert [person.value for person in cast.people] == [
        Person("Bastien Orvaux", "maire", None, ("M. Orvaux", "Orvaux")),
    ]
    assert [body[s.paragraph][s.start : s.end] for s in cast.sightings] == ["Bastien Orvaux", "M. Orvaux", "Orvaux"]


def test_a_surname_with_a_particle_is_folded_in_too() -> None:
    assert people("Yvon Le Garrec, président du club, a parlé.", "M. Le Garrec attend une lettre.")[0].also == (
        "M. Le Garrec",
    )


def test_a_surname_of_two_people_is_nobodys_unless_the_title_tells() -> None:
    cast = read("Lucien Orvaux et Odile Orvaux ont signé.", "Orvaux est parti. Mme Orvaux est restée.")
    assert [person.value.also for person in cast.people] == [(), ("Mme Orvaux",)]


def test_a_title_and_a_surname_alone_are_a_person_of_that_name() -> None:
    assert [person.name for person in people("M. Orvaux a répondu à la presse.")] == ["Orvaux"]


def test_streets_airports_and_schools_are_nobody() -> None:
    assert people("Rendez-vous rue Victor Orvaux, à l'aéroport Charles de Corvelle ou au lycée Odile Trémont.") == []


def test_the_first_words_of_sentences_are_no_names() -> None:
    assert people("Interrogé Mardi Soir, il s'est tu. Selon Nous, rien ne presse. Toutefois Personne ne sait.") == []


def test_names_in_capitals_with_initials_hyphens_and_particles_are_whole() -> None:
    found = people("Ont signé Jean DUPRAT, Marie-Ange Corvel-Lys, Luca de Santorio et J. R. Orvaux, juge.")
    assert [person.name for person in found] == [
        "Jean DUPRAT",
        "Marie-Ange Corvel-Lys",
        "Luca de Santorio",
        "J. R. Orvaux",
    ]


def test_the_minister_after_a_minister_was_named_is_that_one() -> None:
    cast = read("Le ministre des Armées, Bastien Orvaux, a parlé.", "Le ministre est reparti. Le préfet attend.")
    assert [(s.index, s.paragraph, s.start, s.end) for s in cast.role_sightings] == [(0, 1, 0, 11)]


def test_the_minister_where_two_were_named_is_nobody_for_sure() -> None:
    cast = read(
        "Le ministre des Armées, Bastien Orvaux, et la ministre de la Culture, Odile Trémont, ont parlé.",
        "Le ministre est reparti.",
    )
    assert cast.role_sightings == ()


def test_the_country_of_an_office_tells_two_presidents_apart() -> None:
    cast = read(
        "Le président estonien, Bastien Orvaux, a reçu la présidente portugaise, Odile Trémont.",
        "Le président estonien a souri.",
    )
    assert [s.index for s in cast.role_sightings] == [0]


def test_an_office_told_before_its_holder_is_named_is_his() -> None:
    found = roles(
        "Le chef de la Ligue du Nord a averti ses alliés.", "À Rome, Bastien Orvaux a ajouté que tout restait à faire."
    )
    assert found == {"Bastien Orvaux": "chef de la Ligue du Nord"}


def test_genders_come_from_titles_roles_and_given_names_and_else_are_not_guessed() -> None:
    cast = read(
        "Mme Orvaux, la préfète Xhena Trémont, le juge Bastien Corvel et Dominique Valdor, analyste, sont venus."
    )
    assert list(zip([person.value.name for person in cast.people], cast.genders, strict=True)) == [
        ("Orvaux", "f"), ("Xhena Trémont", "f"), ("Bastien Corvel", "m"), ("Dominique Valdor", None),
    ]  # fmt: skip


def test_who_stands_in_a_caption_alone_is_said_to_and_has_no_place_in_the_body() -> None:
    cast = read("Rien de neuf.", captions=("Odile Trémont, maire de Corvelle, mardi.",))
    assert cast.people[0].value == Person("Odile Trémont", "maire de Corvelle", None, (), "caption")
    assert cast.people[0].span is None
    assert cast.sightings == ()


def test_spans_count_in_the_display_text_with_its_no_break_spaces() -> None:
    text = "Le maire, M.\u00a0Orvaux, et le Dr\u202fTrémont ont signé."
    cast = read(text)
    assert [text[p.span.start : p.span.end] for p in cast.people if p.span] == ["M.\u00a0Orvaux", "Dr\u202fTrémont"]


def test_a_crowd_of_names_is_bounded() -> None:
    crowd = ", ".join(
        f"Jean {chr(65 + n % 26)}orvaux{'abcdefghij'[n // 26 % 10]}{'klmnopqrst'[n // 260]}" for n in range(900)
    )
    assert 300 < len(read(crowd).people) <= 400


def test_a_name_that_quote_marks_hold_alone_is_a_thing() -> None:
    found = people("Le ferry « Lady Ardel » a quitté le port mardi, a dit le capitaine, Yvan Kerdic.")
    assert [person.name for person in found] == ["Yvan Kerdic"]
