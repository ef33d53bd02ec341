"""The live wire in a browser: rows that wait, kills at once, cuts, keys."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from telex.model.vocabulary import Act


def test_a_new_dispatch_enters_by_itself_at_the_top_of_an_idle_list(newsroom: Any, tab: Any) -> None:
    page = tab().sign_in("rosa@gazette.example")
    expect(page.locator("#live")).to_have_text("En direct")
    newsroom.file("Première dépêche du matin")
    expect(page.locator(".list h4")).to_have_text(["Première dépêche du matin"])
    assert page.locator("#fresh").is_hidden()


def test_rows_wait_behind_a_button_while_the_list_is_in_use(newsroom: Any, tab: Any) -> None:
    newsroom.file("Première dépêche du matin")
    page = tab().sign_in("rosa@gazette.example")
    page.locator(".list h4 a").first.focus()
    newsroom.file("Deuxième dépêche du matin")
    newsroom.file("Troisième dépêche du matin")
    fresh = page.locator("#fresh")
    expect(fresh).to_have_text("Afficher 2 nouvelles dépêches")
    expect(page).to_have_title("(2) Fil · Agence du Cap")
    expect(page.locator(".list h4")).to_have_count(1)
    fresh.click()
    expect(page.locator(".list h4")).to_have_text(
        ["Troisième dépêche du matin", "Deuxième dépêche du matin", "Première dépêche du matin"]
    )
    focused = page.evaluate("document.activeElement.textContent.trim()")
    assert focused == "Troisième dépêche du matin"


def test_a_kill_takes_the_open_text_away_and_says_so(newsroom: Any, tab: Any) -> None:
    filed = newsroom.file("Un remorqueur à la dérive", "Le gouvernail avait cédé.")
    page = tab().sign_in("rosa@gazette.example")
    page.locator(".list h4 a").first.click()
    expect(page.locator(".read .body")).to_contain_text("gouvernail")
    newsroom.file("kill", act=Act.KILL, of=filed.id, note="Exercice pris pour un fait réel.")
    expect(page.locator(".read [role=alert]")).to_contain_text("vient d’être annulée")
    expect(page.locator(".list li.killed .tag.kill")).to_have_text("Annulée")
    expect(page.locator("#notice")).to_be_focused()
    assert "gouvernail" not in page.content()
    assert page.locator("#fresh").is_hidden()


def test_a_correction_replaces_its_row_in_place_while_others_wait(newsroom: Any, tab: Any) -> None:
    filed = newsroom.file("Le port perd 53 grues", "Il en reste dix.")
    newsroom.file("Deuxième dépêche du matin")
    page = tab().sign_in("rosa@gazette.example")
    page.locator(".list h4 a").first.focus()
    newsroom.file("Le port perd 35 grues", "Il en reste dix.", Act.CORRECT, of=filed.id, note="Lire 35, et non 53.")
    row = page.locator(f"#d-{filed.id}")
    expect(row).to_contain_text("Rectificatif v2")
    expect(row).to_contain_text("Le port perd 35 grues")
    expect(page.locator(".list li.d").last).to_have_id(f"d-{filed.id}")
    assert page.locator("#fresh").is_hidden()


def test_nothing_is_lost_and_order_is_kept_across_two_cuts(newsroom: Any, tab: Any) -> None:
    window = tab()
    page = window.sign_in("rosa@gazette.example", "/wire?group=0")
    expect(page.locator("#live")).to_have_text("En direct")
    words = ["un", "deux", "trois", "quatre", "cinq", "six"]
    for n, word in enumerate(words):
        if n in (2, 4):
            newsroom.down()
        newsroom.file(f"Dépêche numéro {word}")
        if n in (3, 5):
            newsroom.up()
            expect(page.locator(".list h4")).to_have_count(n + 1, timeout=15_000)
    expect(page.locator(".list h4")).to_have_text([f"Dépêche numéro {word}" for word in reversed(words)])
    expect(page.locator("#live")).to_have_text("En direct")
    window.noise[:] = [line for line in window.noise if "ERR_" not in line]


def test_a_lost_connection_is_said_and_so_is_its_return(newsroom: Any, tab: Any) -> None:
    window = tab()
    page = window.sign_in("rosa@gazette.example")
    expect(page.locator("#live")).to_have_text("En direct")
    newsroom.down()
    expect(page.locator("#strip")).to_contain_text("Connexion interrompue depuis", timeout=15_000)
    expect(page.locator("#live")).to_have_text("Connexion interrompue")
    newsroom.up()
    expect(page.locator("#strip")).to_contain_text("De nouveau en direct", timeout=15_000)
    window.noise[:] = [line for line in window.noise if "ERR_" not in line]


def test_a_dispatch_opens_in_the_pane_and_back_returns(newsroom: Any, tab: Any) -> None:
    first = newsroom.file("Première dépêche du matin")
    newsroom.file("Deuxième dépêche du matin")
    page = tab().sign_in("rosa@gazette.example")
    page.locator(f"#d-{first.id} h4 a").click()
    expect(page.locator(".read h2.h")).to_have_text("Première dépêche du matin")
    assert page.url.endswith(f"open={first.id}")
    expect(page.locator(f"#d-{first.id} h4 a")).to_have_attribute("aria-current", "true")
    page.reload()
    expect(page.locator(".read h2.h")).to_have_text("Première dépêche du matin")


def test_a_phone_shows_one_pane_at_a_time_and_goes_back_to_the_row(newsroom: Any, tab: Any) -> None:
    first = newsroom.file("Première dépêche du matin")
    page = tab(390).sign_in("rosa@gazette.example")
    expect(page.locator(".read")).to_be_hidden()
    page.locator(f"#d-{first.id} h4 a").click()
    expect(page.locator(".read h2.h")).to_be_visible()
    expect(page.locator("#list")).to_be_hidden()
    page.locator(".read a.back").click()
    expect(page.locator("#list")).to_be_visible()
    expect(page.locator(f"#d-{first.id} h4 a")).to_be_focused()


def test_keys_move_open_and_can_be_switched_off(newsroom: Any, tab: Any) -> None:
    for word in ("trois", "deux", "un"):
        newsroom.file(f"Dépêche numéro {word}")
    page = tab().sign_in("rosa@gazette.example", "/wire?group=0")
    page.keyboard.press("j")
    page.keyboard.press("o")
    expect(page.locator(".read h2.h")).to_have_text("Dépêche numéro deux")
    page.keyboard.press("/")
    page.keyboard.type("j?")
    assert page.locator("#q").input_value() == "j?"
    page.locator("h1").first.focus()
    page.goto(page.url.partition("/wire")[0] + "/account/keys")
    page.get_by_role("button", name="Désactiver les touches").click()
    page.goto(page.url.partition("/account")[0] + "/wire")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement === document.body")


def test_a_text_filed_at_the_desk_reaches_an_open_wire(newsroom: Any, tab: Any) -> None:
    reading = tab().sign_in("rosa@gazette.example")
    writing = tab().sign_in("edith@agency.example", "/desk/new")
    writing.fill("#headline", "Le port rouvre")
    writing.fill("#body", "Le port rouvre ce soir, a dit la capitainerie de Brenn.")
    writing.get_by_role("button", name="Publier").click()
    expect(reading.locator(".list h4")).to_have_text(["Le port rouvre"])
