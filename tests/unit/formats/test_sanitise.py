"""HTML made harmless."""

from __future__ import annotations

import re

import pytest

from telex.formats import sanitise

HOSTILE = [
    "<script>alert(1)</script>ok",
    "<img src=x onerror=alert(1)>ok",
    '<a href="javascript:alert(1)">ok</a>',
    '<a href="JaVa&#115;cript:alert(1)">ok</a>',
    '<a href="data:text/html,x">ok</a>',
    "<svg><script>alert(1)</script></svg>ok",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>ok",
    "<style>@import 'x'</style>ok",
    "<p style='background:url(javascript:alert(1))' onclick=alert(1)>ok</p>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>ok",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>ok",
    "<<script>script>alert(1)<</script>/script>ok",
    "<form action=//e.example><input onfocus=alert(1) autofocus>ok</form>",
    "<object data=x></object><embed src=x>ok",
    "<!--<img src=x onerror=alert(1)>-->ok",
]


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_that_runs_or_loads_survives(html: str) -> None:
    clean = sanitise.clean(html)
    assert not re.search(
        r"<(?:script|style|img|svg|math|iframe|object|embed|form|input|noscript)\b", clean, re.IGNORECASE
    )
    assert not re.search(r"<[^>]*\s(?:on\w+|style|src|srcdoc|action)\s*=", clean, re.IGNORECASE)
    assert not re.search(r'href="(?!https?:|mailto:)', clean)


@pytest.mark.parametrize("html", [h for h in HOSTILE if h.startswith(("<script", "<style", "<svg", "<!--"))])
def test_the_plain_paragraphs_hold_no_script(html: str) -> None:
    assert sanitise.paragraphs(html) == ("ok",)


def test_the_allowed_subset_is_kept() -> None:
    html = "<h2>T</h2><p><em>a</em> <strong>b</strong></p><ul><li>c</li></ul><blockquote>d</blockquote>"
    assert sanitise.clean(html) == html
    assert 'href="mailto:desk@agence.example"' in sanitise.clean('<a href="mailto:desk@agence.example">e</a>')


def test_blocks_know_what_they_are() -> None:
    html = (
        "<h1>Titre</h1><p>Un <b>mot</b><br>deux</p><ul><li>i<li>j</ul><figure><figcaption>photo</figcaption></figure>"
    )
    assert sanitise.blocks(html) == (
        ("heading", "Titre"),
        ("paragraph", "Un mot"),
        ("paragraph", "deux"),
        ("item", "i"),
        ("item", "j"),
        ("caption", "photo"),
    )


def test_a_no_break_space_stays_and_blanks_collapse() -> None:
    assert sanitise.paragraphs("<p>«&nbsp;oui&nbsp;»\n   dit-il</p>") == ("«\u00a0oui\u00a0» dit-il",)


def test_a_hundred_thousand_nested_elements_come_out_as_their_text() -> None:
    bomb = "<div>" * 100_000 + "fin"
    assert sanitise.measure(bomb)[0] > 100_000
    assert sanitise.clean(bomb) == "<p>fin</p>"
    assert sanitise.paragraphs(bomb) == ("fin",)
