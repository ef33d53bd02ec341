"""The desk's page of possible originals, and the two places that lead to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from telex.model.vocabulary import Role, Scope

pytestmark = pytest.mark.anyio
PASSWORD = "a-long-enough-password"
OTHER = """Tessmark pilots ask for a second boat

TESSMARK, March 10 — The Tessmark Pilots Board asked the town of Skerra for a second boat, its chair Una Reeve said on Tuesday.

The first one dates from 1987 and cannot leave the port when the wind comes from the north, Una Reeve told the council.
"""
ENGLISH = """Skerra harbour closes its north quay

SKERRA, March 10 — The harbour of Skerra closed its north quay after the barge Orvane struck it, harbour master Ilse Brandt said.

Some 340 passengers and 12 trawlers were sent to Lower Tessmark, where the Tessmark Pilots Board took them in on Tuesday.
"""
FRENCH = """Le port de Skerra ferme son quai nord

SKERRA, 10 mars — Le port de Skerra a fermé son quai nord après le choc de la péniche Orvane, a dit Ilse Brandt, qui le dirige.

Quelque 340 passagers et 12 chalutiers ont été envoyés à Lower Tessmark, où le Tessmark Pilots Board les a reçus mardi.
"""


async def file(running: Any, text: str) -> str:
    return str((await running.file(text)).json["filed"][0]["id"])


async def test_the_page_lists_the_originals_with_their_figures(running: Any, editor: Any) -> None:
    right, french = await file(running, ENGLISH), await file(running, FRENCH)
    page = await editor.get(f"/desk/d/{french}/originals")
    assert (page.status, page.texts("h1")) == (200, ["Originaux possibles"])
    assert [a.get("href") for a in page.all("ol.asks h2 a")] == [f"/desk/d/{right}"]
    (figures,) = page.texts("ol.asks .sum")
    assert figures.startswith("Noms et chiffres : 1,00, rang 1. Longueur : 91 %.")
    assert page.all("nav.chips a") == [], "no second ranking is offered where none is configured"
    shown = await editor.get(f"/en/desk/d/{french}/originals")
    assert shown.texts("h1") == ["Possible originals"]
    assert "This is an order to read them in: nothing is grouped or decided." in shown.text


async def test_a_lone_dispatch_has_an_empty_page_and_an_unknown_one_none(running: Any, editor: Any) -> None:
    alone = await file(running, FRENCH)
    page = await editor.get(f"/en/desk/d/{alone}/originals")
    assert (page.status, page.texts("h2")[-1]) == (200, "No possible original")
    assert (await editor.get("/desk/d/nothing/originals")).status == 404


async def test_a_reader_is_kept_out(running: Any, reader: Any) -> None:
    assert (await reader.get(f"/desk/d/{await file(running, FRENCH)}/originals")).status == 403


async def test_a_suggested_translation_leads_to_the_page(running: Any, editor: Any) -> None:
    right, french = await file(running, ENGLISH), await file(running, FRENCH)
    position = await running.house.store.head()
    await running.house.store._database.write(
        lambda db: db.execute(
            "INSERT INTO suggestion (id, kind, item, event, target, score, threshold, terms, at, position, state) "
            "VALUES ('ask', 'translation', ?, NULL, ?, .5, .35, '[]', 0, ?, 'open')", (french, right, position),
        )
    )  # fmt: skip
    page = await editor.get("/desk/suggestions")
    assert f"/desk/d/{french}/originals" in [a.get("href") for a in page.all("ol.asks a")]


async def test_a_credited_translation_without_a_partner_leads_to_the_page(running: Any, editor: Any) -> None:
    french = await file(running, FRENCH + "\nTraduit de l'anglais par Ulysse Fontanel\n")
    stored = await running.house.store.dispatches.newest(french)
    assert stored.dispatch.translation.language == "en"
    page = await editor.get(f"/desk/events/{stored.member.event}")
    assert f"/desk/d/{french}/originals" in [a.get("href") for a in page.all("a")]
    plain = await file(running, "Un phare neuf à Tern\n\nLe gardien Odd Marrin attendait sa lampe depuis 1998, dit-il.")
    event = (await running.house.store.dispatches.newest(plain)).member.event
    assert "originals" not in (await editor.get(f"/desk/events/{event}")).source


@pytest.mark.parametrize(
    ("function", "order", "told"),
    [
        ("order", [1, 0], ["Second classement : rang 1.", "Second classement : rang 2."]),
        ("missing", [0, 1], ["a pas répondu : voici l", "has no attribute"]),
    ],
)
async def test_the_second_ranking_is_asked_by_a_link_and_its_failure_is_told(
    start: Callable[..., Any], tmp_path: Path, clock: Any, function: str, order: list[int], told: list[str]
) -> None:
    (tmp_path / "ranking.py").write_text("def order(query, candidates):\n    return range(len(candidates))\n")
    async with start(tmp_path, clock, rerank=f"{tmp_path / 'ranking.py'}:{function}") as running:
        office = running.house.office
        await office.put_user("edith@agency.example", "Edith Marlow", Role.EDITOR, None, PASSWORD)
        running.tokens["desk"], _ = await office.issue_token(Scope.DESK, "desk", user="edith@agency.example")
        session = await office.sign_in("edith@agency.example", PASSWORD, "127.0.0.1")
        ids = [await file(running, ENGLISH), await file(running, OTHER)]
        path = f"/desk/d/{await file(running, FRENCH)}/originals"

        async def page(query: str = "") -> Any:
            cookie = {"cookie": f"telex_session={session}"}
            async with running.session.get(running.url + path + query, headers=cookie) as answer:
                assert answer.status == 200
                return html.document_fromstring(await answer.read())

        plain = await page()
        assert plain.text_content().count("rang 1.") == 1, "not asked before someone asks"
        assert [a.get("href") for a in plain.cssselect("nav.chips a")] == [path, f"{path}?order=reranked"]
        ranked = await page("?order=reranked")
        assert [a.get("href") for a in ranked.cssselect("ol.asks h2 a")] == [f"/desk/d/{ids[n]}" for n in order]
        for words in told:
            assert words in " ".join(ranked.text_content().split())
