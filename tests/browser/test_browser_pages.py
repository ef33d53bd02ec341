"""Every page in a browser: accessibility rules, policy, width, target size, and life without scripts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from telex.model.vocabulary import Act

SMALL = """[...document.querySelectorAll('a,button,input,select,summary')].filter(e => { const r = e.getBoundingClientRect();
  return r.width && (r.height < 24 || r.width < 24) && getComputedStyle(e).display !== 'inline' && !e.closest('.opt')
    && !e.classList.contains('vh') }).map(e => e.outerHTML.slice(0, 120))"""


def pages(newsroom: Any) -> dict[str, list[str]]:
    """Addresses by who may open them; the wire holds a correction, a kill, an event, a held text and a reject."""
    house = newsroom.house
    first = newsroom.file(
        "Le port perd 53 grues",
        "Il en reste dix. « Nous tiendrons jusqu’au printemps, sans une de plus », a dit le maire.",
    )
    newsroom.file("Le port perd 35 grues", "Il en reste dix.", Act.CORRECT, of=first.id, note="Lire 35, et non 53.")
    killed = newsroom.file("Un remorqueur à la dérive", "Le gouvernail avait cédé.")
    newsroom.file("kill", act=Act.KILL, of=killed.id, note="Exercice pris pour un fait réel.")
    out = newsroom.file("Une dépêche tranquille du quai nord", "Rien ne bouge sur le quai nord.")
    held = newsroom.file("Plus tard", act=Act.NEW, embargo=house.agency.clock() + timedelta(hours=5))
    newsroom.call(house.agency.take(_unreadable(house)))
    reject = newsroom.call(house.store.quarantine.list())[0].id
    hold = newsroom.call(house.store.holds.get(held.id)).id
    event = newsroom.call(house.reader.one(house.book.viewer("gazette"), _portal(), out.id)).event
    return {
        "": ["/", "/contact", "/legal", "/privacy", "/accessibility", "/corrections", "/login", "/nothing-here",
             _article(newsroom, out.id), f"/news/2026/01/x-{killed.id}"],
        "rosa@gazette.example": ["/wire", f"/d/{first.id}", f"/d/{killed.id}", "/events", f"/events/{event}",
                                 "/wire?q=port+AND+(", "/wire?q=walrus", "/account/keys"],
        "edith@agency.example": ["/desk", "/desk?q=out", "/desk?q=rejects", "/desk/new", f"/desk/d/{out.id}",
                                 f"/desk/d/{killed.id}", f"/desk/d/{out.id}/kill", f"/desk/holds/{hold}",
                                 f"/desk/rejects/{reject}"],
    }  # fmt: skip


def _unreadable(house: Any) -> Any:
    from telex.model.filing import Filing

    return Filing(b" \n ", house.agency.clock(), "text/plain", name="vide.txt")


def _portal() -> Any:
    from telex.model.vocabulary import Channel

    return Channel.PORTAL


def _article(newsroom: Any, id: str) -> str:
    from telex.model.vocabulary import Channel
    from telex.web.site.address import path

    house = newsroom.house
    return path(newsroom.call(house.reader.one(house.book.public(), Channel.SITE, id)))


def faults(page: Page, path: str) -> list[str]:
    """What is wrong with the page as it stands: axe rules, sideways scroll, targets under 24 px."""
    found = [f"{path}: {v['id']}: {v['nodes'][0]['html'][:160]}" for v in Axe().run(page).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append(f"{path}: scrolls sideways")
    found += [f"{path}: small target {html}" for html in page.evaluate(SMALL)]
    return found


@pytest.mark.parametrize(("width", "language"), [(1440, ""), (390, "/en")])
def test_every_page_keeps_the_rules_of_accessibility(newsroom: Any, tab: Any, width: int, language: str) -> None:
    wrong: list[str] = []
    for who, paths in pages(newsroom).items():
        window = tab(width)
        if who:
            window.sign_in(who, "/account/keys")
        for path in paths:
            page = window.open(language + path)
            wrong += faults(page, f"{language}{path} at {width}")
    assert not wrong, "\n".join(wrong)


def test_the_main_pages_keep_the_rules_in_the_dark_and_at_320_pixels(newsroom: Any, tab: Any) -> None:
    wrong: list[str] = []
    for who, paths in pages(newsroom).items():
        window = tab(320, color_scheme="dark")
        if who:
            window.sign_in(who, "/account/keys")
        for path in paths:
            wrong += faults(window.open(path), f"{path} dark at 320")
    assert not wrong, "\n".join(wrong)


def test_reading_and_searching_need_no_script(newsroom: Any, tab: Any) -> None:
    filed = newsroom.file("Une dépêche du quai nord", "La grue est réparée.")
    page = tab(java_script_enabled=False).sign_in("rosa@gazette.example")
    expect(page.locator(".list h4")).to_have_text(["Une dépêche du quai nord"])
    expect(page.locator("#live")).to_be_hidden()
    expect(page.get_by_role("link", name="Actualiser")).to_be_visible()
    page.fill("#q", "grue")
    page.press("#q", "Enter")
    page.locator(".list h4 a").click()
    expect(page.locator(".read .body")).to_contain_text("La grue est réparée.")
    assert f"open={filed.id}" in page.url
    page.locator("summary.who").click()
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.locator("h1")).to_have_text("À la une")


def test_publishing_correcting_and_killing_need_no_script(newsroom: Any, tab: Any) -> None:
    page = tab(java_script_enabled=False).sign_in("edith@agency.example", "/desk/new")
    page.fill("#headline", "Le port rouvre")
    page.fill("#slugline", "Brenn-Port")
    page.fill("#body", "Le port rouvre à 18 heures, a dit la capitainerie.")
    page.get_by_role("button", name="Publier").click()
    expect(page.locator(".state b")).to_have_text("Publiée v1")
    page.fill("#body", "Le port rouvre à 19 heures, a dit la capitainerie.")
    page.fill("#note", "Lire 19 heures.")
    page.get_by_role("button", name="Corriger (v2)").click()
    expect(page.locator(".state b")).to_have_text("Publiée v2")
    page.get_by_role("link", name="Annuler la dépêche…").click()
    page.fill("#reason", "Exercice pris pour un fait réel.")
    page.fill("#confirm", "Brenn-Port")
    page.get_by_role("button", name="Annuler chez 1 destinataire").click()
    expect(page.locator(".notice .kicker")).to_have_text("Dépêche annulée")


def test_the_data_block_of_an_article_raises_no_objection_of_the_policy(newsroom: Any, tab: Any) -> None:
    filed = newsroom.file("Une dépêche du quai nord", "La grue est réparée.")
    page = tab().open(_article(newsroom, filed.id))
    data = page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)")
    assert data["isAccessibleForFree"] is False
