"""Profiles proposed from samples: what they hold, what they read from texts they have not seen, and what is refused."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from telex.errors import Invalid
from telex.model.draft import Draft
from telex.reading import default_profiles, load_text, read
from telex.reading.learning import Proposal, learn

Make = Callable[..., Draft]
AT = datetime(2026, 3, 12, 17, tzinfo=UTC)

STORIES = (
    ("La criée de Porzac rouvre vendredi", "Odile Brannec", "Porzac", "Mer, Économie", "La criée rouvrira vendredi après trois semaines d'arrêt, a annoncé la mairie."),
    ("Le phare de Kervalan change de main", "Lila Menez", "Kervalan", "Patrimoine, Mer", "L'État a cédé jeudi le phare au département, qui promet de le rouvrir aux visiteurs."),
    ("Un budget de crise pour la sucrerie", "Aubin Tresco", "Lanvéoc", "Économie, Social", "Le tribunal a accordé mercredi six mois à la sucrerie pour trouver un repreneur."),
    ("Les pilotes du port cessent la grève", "Maude Kerlan", "Porzac", "Social, Mer", "Les pilotes ont repris le travail jeudi après un accord sur les salaires, selon leur syndicat."),
)  # fmt: skip
PAGE = """{rubrics}

{headline}

{author} | {day}.03.2026 - Mis à jour : {day}.03.2026
{headline}

ZZ/{place}/{author}

{lead}

À {place}, la suite est attendue la semaine prochaine, ont dit deux personnes qui suivent le dossier.

Ce site ne montre que des extraits des dépêches de l'agence Zéphyr ; pour les recevoir toutes, écrivez-lui.
Sur le même thème
"""


def page(number: int) -> str:
    headline, author, place, rubrics, lead = STORIES[number]
    return PAGE.format(headline=headline, author=author, place=place, rubrics=rubrics, lead=lead, day=13 + number)


def radio(number: int) -> str:
    headline, author, _, _, lead = STORIES[number]
    return (
        f"Radio Ponant\nÀ écouter ({number + 1} min)\n{headline}\nRédaction Ponant, le {9 + number} mars 2026 à 7h4{number} - {author}\n{lead}\n"
        f"Les auditeurs ont réagi toute la matinée.\nNotre invité du jour : {STORIES[3 - number][1]}\nToute l'équipe vous salue\n"
    )


def proposal(draft: Make, texts: list[str]) -> Proposal:
    return learn([draft(text) for text in texts], "zz", AT)


def test_a_proposal_from_three_pages_reads_a_fourth(draft: Make) -> None:
    found = proposal(draft, [page(n) for n in range(3)])
    facts = read(draft(page(3), "zz"), AT, default_profiles().with_added(found.profile))
    headline, author, place, rubrics, lead = STORIES[3]
    assert facts.profile == "zz" and facts.headline and facts.headline.method == "profile:zz/1"
    assert facts.headline.value == headline
    assert facts.byline and facts.byline.value == (author,)
    assert facts.published and facts.published.value == "2026-03-16"
    assert facts.dateline and (facts.dateline.value.agency, facts.dateline.value.place) == ("ZZ", place)
    assert facts.categories and facts.categories.value == tuple(rubrics.split(", "))
    assert len(facts.body) == 2 and facts.body[0] == lead
    assert facts.issuer and facts.issuer.value == "ZZ"


def test_a_proposal_is_toml_that_loads_and_is_detected(draft: Make) -> None:
    found = proposal(draft, [page(n) for n in range(3)])
    data = tomllib.loads(found.toml)
    assert data["id"] == "zz" and data["date_order"] == "DMY" and data["languages"] == ["fr"]
    assert load_text(found.toml) == found.profile
    assert found.profile.marks and "slot:dateline" in found.profile.marks
    assert found.profile.slots[0].name == "categories"
    detected = read(draft(page(3)), AT, default_profiles().with_added(found.profile))
    assert detected.profile == "zz"
    assert len(found.readings) == 3 and not found.remarks


def test_lines_that_come_again_are_never_a_headline(draft: Make) -> None:
    found = proposal(draft, [radio(n) for n in range(3)])
    facts = read(draft(radio(3), "zz"), AT, default_profiles().with_added(found.profile))
    assert facts.headline and facts.headline.value == STORIES[3][0]
    assert facts.byline and facts.byline.value == (STORIES[3][1],)
    assert facts.published and facts.published.value == "2026-03-12T07:43"
    assert facts.body == (STORIES[3][4], "Les auditeurs ont réagi toute la matinée.")
    assert "Toute l'équipe vous salue" in facts.removed


def test_two_samples_are_said_to_be_few_and_one_is_refused(draft: Make) -> None:
    assert any("two samples only" in remark for remark in proposal(draft, [page(0), page(1)]).remarks)
    with pytest.raises(Invalid, match="give 2 to 50 texts"):
        proposal(draft, [page(0)])


def test_an_id_that_no_profile_may_have_is_refused(draft: Make) -> None:
    with pytest.raises(Invalid, match="letters, digits"):
        learn([draft(page(0)), draft(page(1))], "z z", AT)


def test_samples_with_nothing_in_common_still_give_a_profile_that_loads(draft: Make) -> None:
    found = proposal(
        draft, ["Un titre\n\nUn seul paragraphe, sans rien d'autre qu'une phrase.", "###", '"\\\n[[slot]]\n{x}']
    )
    assert load_text(found.toml).id == "zz"
    assert len(found.readings) == 3 and any("look" not in r and "sample" in r for r in found.remarks)


def test_long_samples_are_learnt_from_in_bounded_work(draft: Make) -> None:
    long = "\n".join(f"Ligne {n} : {'mot ' * (n % 30)}." for n in range(3_000))
    found = proposal(draft, [long, long.replace("mot", "autre"), page(1)])
    assert len(found.toml) < 64_000
