"""Topics, alerts and reasons in a browser: accessibility rules, the dry run while typing, keys, the badge."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from telex import topics
from telex.model.topic import Mode, Reach, Which
from telex.model.vocabulary import Act
from telex.office import Caller
from telex.topics import Manner, Wanted

SMALL = """[...document.querySelectorAll('a,button,input,select,summary')].filter(e => { const r = e.getBoundingClientRect();
  return r.width && (r.height < 24 || r.width < 24) && getComputedStyle(e).display !== 'inline' && !e.closest('.opt')
    && !e.classList.contains('vh') }).map(e => e.outerHTML.slice(0, 120))"""
ROSA = "rosa@gazette.example"


def saved(newsroom: Any, name: str, query: str, reach: Reach = Reach.PERSONAL, **manner: Any) -> Any:
    """A topic that Rosa follows."""
    house = newsroom.house
    user, _ = newsroom.call(house.store.accounts.user_by_email(ROSA))
    who = Caller(house.book.viewer_of(user), user)
    return newsroom.call(topics.create(house, who, Wanted(name, query, reach), Manner(**manner)))


def furnished(newsroom: Any) -> list[str]:
    """Addresses of pages with something on them: a correction, a kill, a digest, a query that cannot be read."""
    ports = saved(newsroom, "Les ports", "port AND capitainerie", which=Which.EVERY)
    saved(newsroom, "Le maire", "maire OR grue", Reach.COMPANY, mode=Mode.DIGEST, hours=("07:00", "17:30"))
    first = newsroom.file("Le port perd 53 grues", "Il en reste dix, a dit le maire, Yann Corvec.")
    newsroom.file("Le port perd 35 grues", "Il en reste dix.", Act.CORRECT, of=first.id, note="Lire 35, et non 53.")
    killed = newsroom.file("Un remorqueur à la dérive", "Le gouvernail avait cédé.")
    newsroom.file("kill", act=Act.KILL, of=killed.id, note="Exercice pris pour un fait réel.")
    return [
        "/topics", "/topics/new", f"/topics/{ports.id}", f"/topics/{ports.id}?q=port+OR+zzyzzx", "/topics/new?q=(port+OR",
        f"/topics/{ports.id}/delete", "/alerts", f"/wire?topic={ports.id}", f"/d/{first.id}", f"/d/{first.id}/why",
        f"/d/{killed.id}/why", "/why", "/why?item=nothing", "/wire?q=a+OR+b+AND+c", "/account/keys",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("width", "language", "scheme"), [(1440, "", "light"), (390, "/en", "light"), (320, "", "dark")]
)
def test_the_pages_of_topics_keep_the_rules_of_accessibility(
    newsroom: Any, tab: Any, width: int, language: str, scheme: str
) -> None:
    paths, wrong = furnished(newsroom), []
    window = tab(width, color_scheme=scheme)
    window.sign_in(ROSA, "/account/keys")
    for path in paths:
        page = window.open(language + path)
        wrong += [f"{path}: {v['id']}: {v['nodes'][0]['html'][:160]}" for v in Axe().run(page).response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{path}: scrolls sideways")
        wrong += [f"{path}: small target {html}" for html in page.evaluate(SMALL)]
    assert not wrong, "\n".join(wrong)


def test_the_dry_run_follows_what_is_typed_and_leaves_the_focus_alone(newsroom: Any, tab: Any) -> None:
    newsroom.file("Une dépêche du quai nord", "La grue est réparée.")
    page = tab().sign_in(ROSA, "/topics/new")
    page.locator("#query").press_sequentially("grue")
    expect(page.locator("#said")).to_have_text("Essai : 1 dépêche")
    expect(page.locator(".hits mark")).to_have_text(["grue"])
    assert page.evaluate("document.activeElement.id") == "query"
    page.fill("#query", "(grue OR port")
    expect(page.locator("#dry .repairs button")).to_have_text(["(grue OR port)"])
    assert page.locator("#query").get_attribute("aria-invalid") == "true"
    page.fill("#name", "Grues")
    page.locator("#dry .repairs button").click()
    expect(page.locator("#query")).to_have_value("(grue OR port)")
    expect(page.locator("#name")).to_have_value("Grues")


def test_enter_in_the_name_saves_and_repairs_nothing(newsroom: Any, tab: Any) -> None:
    page = tab().sign_in(ROSA, "/topics/new")
    page.fill("#name", "Grues")
    page.fill("#query", "(grue")
    page.press("#name", "Enter")
    expect(page.locator("#query-e")).to_be_visible()
    expect(page.locator("#query")).to_have_value("(grue")


def test_a_topic_is_made_without_a_script(newsroom: Any, tab: Any) -> None:
    newsroom.file("Une dépêche du quai nord", "La grue est réparée.")
    page = tab(java_script_enabled=False).sign_in(ROSA, "/topics/new")
    page.fill("#name", "Grues")
    page.fill("#query", "grue")
    page.get_by_role("button", name="Essayer").click()
    expect(page.locator(".hits mark")).to_have_text(["grue"])
    page.get_by_role("button", name="Enregistrer le sujet").last.click()
    expect(page.locator("[role=status]").first).to_have_text("Le sujet est enregistré.")


def test_keys_lead_to_the_reasons_and_to_the_topics(newsroom: Any, tab: Any) -> None:
    newsroom.file("Une dépêche du quai nord")
    page = tab().sign_in(ROSA)
    page.keyboard.press("w")
    page.wait_for_url("**/why")
    expect(page.locator(".steps h3").first).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_url("**/topics")


def test_the_badge_counts_an_alert_that_comes_while_the_wire_is_open(newsroom: Any, tab: Any) -> None:
    saved(newsroom, "Les ports", "capitainerie")
    page = tab().sign_in(ROSA)
    expect(page.locator("#live")).to_have_text("En direct")
    newsroom.file("Première dépêche du matin")
    expect(page.locator(".bar .badge")).to_have_text("1")
