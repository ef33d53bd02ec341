"""The public site: summaries, notices, feeds, plain pages."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from lxml import etree

from telex.model.filing import Filing, Order
from telex.model.vocabulary import Act

pytestmark = pytest.mark.anyio
PLAIN = ["/", "/contact", "/legal", "/privacy", "/accessibility", "/corrections", "/login"]


async def article_path(public: Any) -> str:
    page = await public.get("/")
    return str(page.all("main h2 a")[0].get("href"))


async def kill(running: Any, id: str, reason: str, **more: Any) -> None:
    order = Order(Act.KILL, of=id, note=reason, **more)
    await running.house.agency.take(Filing(reason.encode(), running.clock(), "text/plain", order=order))


async def test_the_front_page_shows_first_sentences_and_never_the_rest(running: Any, public: Any) -> None:
    await running.file(running.story)
    page = await public.get("/")
    assert page.status == 200
    assert page.texts("main h2") == ["Skerra harbour closes its north quay"]
    assert "Premières phrases." in page.text
    assert "Nobody was hurt" in page.text
    assert running.secret not in page.source


async def test_an_empty_site_says_so_instead_of_showing_nothing(public: Any) -> None:
    assert "Aucune dépêche publique" in (await public.get("/")).text


async def test_a_dispatch_outside_the_public_products_has_no_page(running: Any, public: Any) -> None:
    answer = await running.file("A forest without ships\n\nBirches grow where nobody ever landed a boat at all.")
    page = await public.get(
        f"/news/2026/03/a-forest-without-ships-{answer.json[0]['id'] if isinstance(answer.json, list) else answer.json['id']}"
    )
    assert page.status == 404
    assert "Birches" not in (await public.get("/")).source


async def test_an_article_is_a_summary_with_the_way_to_subscribe(running: Any, public: Any) -> None:
    await running.file(running.story)
    path = await article_path(public)
    assert path.startswith("/news/2026/03/skerra-harbour-closes-its-north-quay-")
    page = await public.get(path)
    assert page.texts("h1") == ["Skerra harbour closes its north quay"]
    assert "La dépêche entière est réservée aux abonnés" in page.text
    assert page.all("section.gate a[href='/contact']")
    assert page.all("link[rel=canonical]")[0].get("href").endswith(path)
    data = json.loads(page.all("script[type='application/ld+json']")[0].text)
    assert data["@type"] == "NewsArticle"
    assert data["isAccessibleForFree"] is False
    assert running.secret not in page.source


async def test_an_old_address_of_an_article_leads_to_the_present_one(running: Any, public: Any) -> None:
    await running.file(running.story)
    path = await article_path(public)
    old = re.sub(r"/03/.*-(.{16})$", r"/03/an-earlier-headline-\1", path)
    answer = await public.get(old, follow=False)
    assert (answer.status, answer.headers["location"]) == (301, path)


async def test_a_killed_article_answers_410_with_the_notice_and_no_word_of_it(running: Any, public: Any) -> None:
    await running.file(running.story)
    path = await article_path(public)
    await kill(running, path[-16:], "Sent out by mistake.")
    page = await public.get(path)
    assert page.status == 410
    assert "Sent out by mistake." in page.text
    assert "Cette dépêche a été annulée" in page.texts("h1")
    for word in ("north quay", "Nobody was hurt", running.secret):
        assert word not in page.source
    assert "Sent out by mistake." in (await public.get("/corrections")).text
    assert "north quay" not in (await public.get("/corrections")).source
    assert "north quay" not in (await public.get("/")).source


async def test_a_held_dispatch_and_an_unknown_one_answer_with_the_same_bytes(running: Any, public: Any) -> None:
    order = Order(Act.NEW, embargo=running.clock.now.replace(hour=20))
    filed = (
        await running.house.agency.take(Filing(running.story.encode(), running.clock(), "text/plain", order=order))
    )[0]
    hidden = await public.get(f"/news/2026/03/skerra-harbour-closes-its-north-quay-{filed.id}")
    unknown = await public.get("/news/2026/03/skerra-harbour-closes-its-north-quay-AAAAAAAAAAAAAAAA")
    assert hidden.status == unknown.status == 404
    assert hidden.source == unknown.source
    assert {k: v for k, v in hidden.headers.items() if k != "date"} == {
        k: v for k, v in unknown.headers.items() if k != "date"
    }


@pytest.mark.parametrize("language", ["", "/en"])
async def test_every_link_of_the_public_pages_leads_somewhere(running: Any, public: Any, language: str) -> None:
    await running.file(running.story)
    seen: set[str] = set()
    todo = [language + path for path in PLAIN]
    while todo:
        path = todo.pop()
        page = await public.get(path)
        assert page.status == 200, path
        if "html" not in page.headers["content-type"]:
            continue
        links = {e.get("href") for e in page.all("a[href], link[href]")} | {
            e.get("src") for e in page.all("script[src]")
        }
        for link in links:
            local = link.removeprefix(running.house.settings.url)
            if local.startswith("/") and not local.startswith("/language") and local not in seen:
                seen.add(local)
                todo.append(local)
    assert len(seen) > 15


async def test_the_feeds_hold_summaries_answer_304_and_drop_what_was_killed(running: Any, public: Any) -> None:
    await running.file(running.story)
    for path in ("/rss.xml", "/atom.xml", "/feed.json"):
        feed = await public.get(path)
        assert feed.status == 200
        assert "Skerra harbour closes its north quay" in feed.source
        assert running.secret not in feed.source
        again = await public.get(path, headers={"if-none-match": feed.headers["etag"]})
        assert (again.status, again.source) == (304, "")
    etree.fromstring((await public.get("/rss.xml")).source.encode())
    await kill(running, (await article_path(public))[-16:], "Sent out by mistake.")
    for path in ("/rss.xml", "/atom.xml", "/feed.json"):
        assert "north quay" not in (await public.get(path)).source


async def test_sections_are_the_categories_of_what_is_shown(running: Any, public: Any) -> None:
    subjects = [{"literal": "Sea trade"}]
    text = running.ninjs("urn:x:1", "A port opens", "The port opened on Monday, the mayor said.", subjects=subjects)
    await running.file(text, media_type="application/json")
    page = await public.get("/section/sea-trade")
    assert page.texts("h1") == ["Sea trade"]
    assert page.texts("main h2") == ["A port opens"]
    assert (await public.get("/section/nothing-here")).status == 404


async def test_english_comes_by_prefix_by_header_and_by_choice(public: Any) -> None:
    assert (await public.get("/contact")).all("html")[0].get("lang") == "fr"
    by_prefix = await public.get("/en/contact")
    assert by_prefix.all("html")[0].get("lang") == "en"
    assert all(e.get("href").startswith(("/en/", "/language/")) for e in by_prefix.all("footer a, header a"))
    by_header = await public.get("/contact", headers={"accept-language": "de, en-GB;q=0.8, fr;q=0.5"})
    assert by_header.all("html")[0].get("lang") == "en"
    assert "Accept-Language" in by_header.headers["vary"]
    await public.get("/language/en?next=/contact")
    assert (await public.get("/contact")).all("html")[0].get("lang") == "en"
    assert (await public.get("/language/xx")).status == 404


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "x"])
async def test_the_choice_of_language_never_leads_to_another_site(public: Any, target: str) -> None:
    answer = await public.get(f"/language/fr?next={target}", follow=False)
    assert answer.headers["location"] == "/"


async def test_public_pages_are_revalidated_and_say_so(public: Any) -> None:
    page = await public.get("/contact")
    assert page.headers["cache-control"] == "no-cache"
    assert "set-cookie" not in {name.lower() for name in page.headers}
    again = await public.get("/contact", headers={"if-none-match": page.headers["etag"]})
    assert again.status == 304


@pytest.mark.parametrize("path", ["/static/telex.css", "/static/icon.svg", "/static/live.js", "/favicon.ico"])
async def test_our_own_files_are_served(public: Any, path: str) -> None:
    assert (await public.get(path)).status == 200


@pytest.mark.parametrize("path", ["/static/..%2fapp.py", "/static/app.py", "/static/%2e%2e/app.py", "/static/none.css"])
async def test_nothing_else_is_served_as_a_file(public: Any, path: str) -> None:
    assert (await public.get(path)).status == 404


@pytest.mark.parametrize("path", [*PLAIN, "/nothing-here"])
async def test_pages_keep_to_the_content_security_policy(public: Any, path: str) -> None:
    page = await public.get(path)
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert not page.all("[style], style, [onclick], [onload], [onsubmit]")
    assert not [s for s in page.all("script") if not s.get("src") and s.get("type") != "application/ld+json"]
    assert len(page.all("h1")) == 1
    assert page.all("a.skip[href='#main']")
    assert page.all("main#main")


async def test_the_footer_promises_no_more_than_is_known(public: Any) -> None:
    assert "Accessibilité\u00a0: non évaluée" in (await public.get("/")).source
