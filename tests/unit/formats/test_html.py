"""Pages: main text and what the page states about itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from telex.errors import Unreadable
from telex.formats import html

PAGE = """<!doctype html><html lang="fr_FR"><head><title>Le pont de Verrières rouvre | Gazette du Val</title>
<meta property="og:site_name" content="Gazette du Val"><meta name="author" content="Inès Carmeau">
<meta property="article:published_time" content="2026-03-10T07:15:00+01:00">
<link rel="canonical" href="https://gazette.example/pont">{head}</head><body>
<nav><a href="/">Accueil</a><a href="/sport">Sport</a></nav>
<article><h1>Le pont de Verrières rouvre</h1>
<p>Le pont de Verrières a rouvert mardi matin à la circulation, après onze mois de travaux et trois reports successifs.</p>
<p>La mairie, qui a payé la moitié du chantier, promet une piste cyclable avant la fin de l'automne prochain.</p>
<p>Les riverains, eux, demandent surtout que les camions de la carrière passent ailleurs pendant la nuit.</p></article>
<script>var secret = "jamais";</script><footer>Tous droits réservés</footer></body></html>"""


def test_a_page_gives_its_text_and_what_it_states() -> None:
    draft = html.load(PAGE.format(head=""))
    said = draft.declared
    assert said.headline == "Le pont de Verrières rouvre"
    assert said.published == "2026-03-10T07:15:00+01:00"
    assert said.byline == ("Inès Carmeau",)
    assert (said.site, said.language, said.uri, said.link) == (
        "Gazette du Val",
        "fr-FR",
        *["https://gazette.example/pont"] * 2,
    )
    assert said.body is not None
    assert len(said.body) == 3
    assert "jamais" not in draft.text
    assert all(draft.text[b.start : b.end] == b.text for b in draft.blocks)


def test_a_date_that_is_not_stated_is_not_guessed() -> None:
    page = PAGE.format(head="").replace(
        '<meta property="article:published_time" content="2026-03-10T07:15:00+01:00">', ""
    )
    assert html.load(page.replace("gazette.example/pont", "gazette.example/2024/05/06/pont")).declared.published is None


def test_json_ld_is_read_and_broken_json_ld_is_no_fault() -> None:
    ld = '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","dateModified":"2026-03-11",'
    page = PAGE.format(head=ld + '"author":[{"name":"Luc Faye"}]}]}</script>')
    assert html.load(page).declared.updated == "2026-03-11"
    assert html.load(page).declared.byline == ("Luc Faye",)
    assert html.load(PAGE.format(head=ld + "</script>")).declared.updated is None


@pytest.mark.parametrize(
    ("content", "until"),
    [
        ("2026-03-10T07:15:00+01:00", datetime(2026, 3, 10, 6, 15, tzinfo=UTC)),
        ("mardi prochain", None),
        ("2026-03-10", None),
        ("", None),
    ],
)
def test_an_embargo_of_a_page_holds_it_even_when_it_cannot_be_read(content: str, until: datetime | None) -> None:
    embargo = html.load(PAGE.format(head=f'<meta name="Embargo" content="{content}">')).declared.embargo
    assert embargo is not None
    assert embargo.until == until


def test_a_page_too_short_for_extraction_still_gives_its_paragraphs() -> None:
    assert html.load("<p>Bref.</p><p>Fin.</p>").declared.body == ("Bref.", "Fin.")


def test_a_title_without_known_site_keeps_every_word() -> None:
    draft = html.load("<title>Budget - ce qui change</title><p>Bref.</p>")
    assert draft.declared.headline == "Budget - ce qui change"


def test_a_headline_of_a_megabyte_stays_in_the_text_only() -> None:
    draft = html.load(f"<meta property='og:title' content='{'x' * 1_000_000}'><p>Bref.</p>")
    assert draft.declared.headline is None
    assert draft.issues == ("headline_too_long: 1000000 characters, not taken as a headline",)
    assert len(draft.blocks[0].text) == 1_000_000


@pytest.mark.parametrize("page", ["<div>" * 100_000 + "x", "<p>x</p>" * 100_000, "<html><body></body></html>"])
def test_a_bomb_or_an_empty_page_is_unreadable(page: str) -> None:
    with pytest.raises(Unreadable):
        html.load(page)


def test_the_address_it_came_from_is_the_link_unless_it_may_hold_a_token() -> None:
    assert html.load("<p>Bref.</p>", url="https://gazette.example/pont").declared.link == "https://gazette.example/pont"
    assert html.load("<p>Bref.</p>", url="https://gazette.example/pont?key=secret").declared.link is None


FIGURES = PAGE.replace(
    "<p>Le pont de Verrières a rouvert mardi matin",
    "<figure><img src='a.jpg'><figcaption>Le pont, mardi\u00a0matin</figcaption></figure>"
    "<p>M.\u00a0Carmeau a dit «\u202foui\u202f»\u00a0: le pont de Verrières a rouvert mardi matin",
).replace("<footer>", "<aside><p>Ailleurs</p><figure><figcaption>Un autre sujet</figcaption></figure></aside><footer>")


def test_no_break_spaces_of_the_body_stay() -> None:
    body = html.load(FIGURES.format(head="")).declared.body
    assert body is not None
    assert body[0].startswith("M.\u00a0Carmeau a dit «\u202foui\u202f»\u00a0: le pont")


def test_the_captions_of_the_text_are_captions_and_no_body() -> None:
    draft = html.load(FIGURES.format(head=""))
    assert draft.declared.captions == (("Le pont, mardi\u00a0matin", None),)
    assert [b.kind for b in draft.blocks] == ["heading", "caption", "paragraph", "paragraph", "paragraph"]
    assert not any("mardi\u00a0matin" in line for line in draft.declared.body or ())


def test_the_extractor_says_nothing_on_the_error_stream(capfd: pytest.CaptureFixture[str]) -> None:
    html.load("<html><body><div><span>x</span></div><p>Bref.</p></body></html>")
    html.load("<p>Bref.</p><p>Fin.</p>")
    assert capfd.readouterr().err == ""
