"""Pages with more elements than the search for the main text can bear are read block by block, and nothing is lost."""

from __future__ import annotations

from telex.formats import html, sanitise


def page(inside: str) -> str:
    return f"<html><head><title>La criée rouvre</title></head><body><article>{inside}</article></body></html>"


def test_a_paragraph_of_twenty_thousand_elements_keeps_its_words() -> None:
    draft = html.load(page("<p>" + "<b>Le port</b> rouvre. " * 20_000 + "</p><p>La régie le dit.</p>"))
    assert any(issue.startswith("extraction_skipped: ") for issue in draft.issues)
    assert draft.text.count("Le port") == 20_000
    assert "La régie le dit." in draft.text


def test_a_page_of_twelve_thousand_elements_in_small_groups_keeps_its_paragraphs() -> None:
    draft = html.load(page("<div><p>Le port rouvre mardi.</p><p>La régie le dit.</p></div>" * 4_000))
    assert any(issue.startswith("extraction_skipped: ") for issue in draft.issues)
    assert draft.declared.body is not None
    assert len(draft.declared.body) == 8_000


def test_a_page_as_pages_are_is_searched_for_its_text() -> None:
    menu = "<nav>" + "<a href='/x'>Rubrique</a>" * 60 + "</nav>"
    story = "<p>Le pont de Verrières a rouvert mardi matin à la circulation, après onze mois de travaux et trois reports.</p>"
    draft = html.load(page(menu + story * 5))
    assert not [issue for issue in draft.issues if issue.startswith("extraction")]
    assert "Rubrique" not in draft.text


def test_the_most_children_of_one_element_are_counted() -> None:
    assert sanitise.measure("<div><p>a</p><p>b</p><p>c</p></div>")[2] == 3
    assert sanitise.measure("<p>" + "<b>a</b>" * 40 + "</p>")[2] == 40
