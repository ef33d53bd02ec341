"""Topics as pages: written, tried, saved, followed, muted, watched; every step without JavaScript."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from telex import topics
from telex.model.topic import Mode, Reach, Watched, Which
from telex.model.vocabulary import Channel, Role
from telex.office import Caller
from telex.topics import Wanted
from telex.web.portal.lately import silence

pytestmark = pytest.mark.anyio
FOREST = "A forest without ships\n\nBirches grow where nobody ever landed a boat at all."
BARGE = "A barge is towed away\n\nThe harbour of Brenn is free again, the port office said, and the gudgeon holds."
PASSWORD = "a-long-enough-password"


async def someone(running: Any, email: str = "rosa@gazette.example") -> Caller:
    user, _ = await running.house.store.accounts.user_by_email(email)
    return Caller(running.house.book.viewer_of(user), user)


async def saved(running: Any, name: str, query: str, **more: Any) -> Any:
    return await topics.create(running.house, await someone(running), Wanted(name, query, **more))


async def follow(running: Any, topic: str) -> Any:
    user = (await someone(running)).user
    return (await running.house.store.topics.follows(topic=topic, user=user.id))[0]


async def test_a_reader_without_topics_is_told_what_one_is_and_given_an_example(reader: Any) -> None:
    page = await reader.get("/topics")
    assert page.texts(".empty h2") == ["Vous n’avez pas encore de sujet"]
    example = page.texts(".empty code")
    page = await reader.get(page.all(".empty a")[0].get("href"))
    assert page.texts("#query") == example
    assert page.all(".figs")


async def test_a_query_is_tried_before_anything_is_saved(running: Any, reader: Any) -> None:
    await running.file(running.story)
    fields = {"name": "Quais", "query": "harbour OR zzyzzx", "verb": "try", "told": "every"}
    page = await reader.send("/topics/new", "/topics/new", fields)
    assert page.status == 200
    assert page.texts(".figs dd")[2] == "1"
    assert "harbour" in page.texts(".hits mark")
    assert page.texts(".overlap code") == ["zzyzzx"]
    assert (page.all("#name")[0].get("value"), page.texts("#query")) == ("Quais", ["harbour OR zzyzzx"])
    assert running.house.book.topics == {}


async def test_the_figures_by_day_stand_in_a_table_too(running: Any, reader: Any) -> None:
    await running.file(running.story)
    page = await reader.get("/topics/new?q=harbour")
    assert len(page.all(".dry table tbody tr")) == 30
    assert page.texts(".dry table tbody tr:first-child td") == ["1"]
    assert len(page.all(".bars rect")) == 1


async def test_a_topic_saved_with_a_digest_says_its_hours(running: Any, reader: Any) -> None:
    fields = [
        ("name", "Quais"), ("query", "harbour"), ("told", "digest"), ("hour", "18:30"), ("hour", "07:00"), ("hour", ""),
        ("verb", "save"),
    ]  # fmt: skip
    opened = await reader.get("/topics/new")
    fields += list(opened.hidden("/topics/new").items())
    async with reader.session.post(reader.base + "/topics/new", data=fields) as answer:
        assert answer.status == 200
        assert "Le sujet est enregistré." in await answer.text()
    page = await reader.get("/topics")
    assert "Résumé chaque jour à 7 h, 18 h 30" in page.text.replace("\u00a0", " ")
    (topic,) = running.house.book.topics.values()
    assert (await follow(running, topic.id)).hours == ("07:00", "18:30")


async def test_a_query_that_cannot_be_read_says_where_and_the_saved_one_stays(running: Any, reader: Any) -> None:
    topic = await saved(running, "Quais", "harbour")
    fields = {"name": "Nouveaux quais", "query": "(harbour OR port", "verb": "save", "told": "every"}
    page = await reader.send(f"/topics/{topic.id}", f"/topics/{topic.id}", fields)
    assert page.status == 422
    assert page.texts("#query-e b") == ["Caractère 1 : cette ( n’est jamais fermée ; ajoutez )."]
    assert page.texts("#query-e pre mark") == ["("]
    assert "Le sujet enregistré reste actif tel quel" in page.texts("#query-e .hint")[0]
    assert page.all("#query")[0].get("aria-invalid") == "true"
    assert page.all("#name")[0].get("value") == "Nouveaux quais"
    assert page.all("input[value=every]")[0].get("checked") is not None
    assert running.house.book.topics[topic.id].query == "harbour"


async def test_a_repair_is_one_click_and_loses_nothing_typed(running: Any, reader: Any) -> None:
    fields = {"name": "Quais", "query": "(harbour OR port", "verb": "save", "told": "every"}
    page = await reader.send("/topics/new", "/topics/new", fields)
    repair = page.all("button[name=repair]")[0].get("value")
    page = await reader.send("/topics/new", "/topics/new", {**fields, "verb": "", "repair": repair})
    assert page.status == 200
    assert page.texts("#query") == ["(harbour OR port)"]
    assert page.all("#name")[0].get("value") == "Quais"
    assert not page.all("#query-e")
    assert running.house.book.topics == {}


async def test_a_topic_without_a_name_or_a_digest_without_hours_is_answered_at_its_field(reader: Any) -> None:
    fields = {"name": " ", "query": "harbour", "told": "digest", "hour": "", "muted": "2020-01-01T08:00"}
    page = await reader.send("/topics/new", "/topics/new", fields)
    assert page.status == 422
    assert {e.get("id") for e in page.all(".fault")} == {"name-fault", "hours-fault", "muted-fault"}
    assert page.texts("#query") == ["harbour"]


async def test_an_edit_says_what_it_gains_and_what_it_loses(running: Any, reader: Any) -> None:
    await running.file(running.story)
    await running.file(BARGE)
    topic = await saved(running, "Quais", "quay")
    fields = {"name": "Quais", "query": "barge AND -quay", "verb": "try"}
    page = await reader.send(f"/topics/{topic.id}", f"/topics/{topic.id}", fields)
    assert page.texts(".delta span") == ["+ 1 dépêche", "− 1 dépêche"]
    assert [a.text_content() for a in page.all(".plainlist a")][:2] == [
        "A barge is towed away", "Skerra harbour closes its north quay",
    ]  # fmt: skip
    assert running.house.book.topics[topic.id].query == "quay"


async def test_the_dry_run_while_typing_is_a_fragment_of_the_page(running: Any, reader: Any) -> None:
    await running.file(running.story)
    header = {"Telex-Fragment": "dry"}
    piece = await reader.get("/topics/try?q=harbour", headers=header)
    assert "<html" not in piece.source
    assert 'data-said="Essai' in piece.source
    wrong = await reader.get("/topics/try?q=(harbour", headers=header)
    assert wrong.all("button[name=repair][form=topic]")
    whole = await reader.get("/topics/try?q=harbour", follow=False)
    assert (whole.status, whole.headers["location"]) == (303, "/topics/new?q=harbour")


async def test_a_dry_run_counts_nothing_that_the_reader_may_not_see(running: Any, reader: Any) -> None:
    await running.file(FOREST)
    page = await reader.get("/topics/new?q=birches")
    assert "Aucune dépêche n’y aurait répondu" in page.text
    assert page.texts(".figs dd")[2] == "0"
    unknown = await reader.get("/topics/new?q=birchex")
    assert page.source.replace("birches", "birchex") == unknown.source


async def test_a_summary_reader_finds_no_word_of_the_body(running: Any, visitors: Any) -> None:
    await running.house.office.put_user("dan@digest.example", "Dan Ost", Role.READER, "digest", PASSWORD)
    await running.file(running.story)
    dan = visitors()
    await dan.sign_in("dan@digest.example")
    page = await dan.get(f"/topics/new?q={running.secret}")
    assert "Aucune dépêche n’y aurait répondu" in page.text


async def test_a_topic_of_another_one_answers_as_one_that_does_not_exist(running: Any, visitors: Any) -> None:
    topic = await saved(running, "Quais", "harbour")
    await running.house.office.put_user("dan@digest.example", "Dan Ost", Role.READER, "digest", PASSWORD)
    dan = visitors()
    await dan.sign_in("dan@digest.example")
    for path in ("/topics/{}", "/wire?topic={}", "/topics/{}/delete"):
        hidden, unknown = await dan.get(path.format(topic.id)), await dan.get(path.format("0" * 12))
        assert hidden.status == unknown.status == 404
        assert hidden.source == unknown.source


async def test_a_shared_topic_can_be_followed_and_not_rewritten(running: Any, visitors: Any) -> None:
    topic = await saved(running, "Quais de tous", "harbour", reach=Reach.COMPANY)
    await running.house.office.put_user("ben@gazette.example", "Ben Ost", Role.READER, "gazette", PASSWORD)
    ben = visitors()
    await ben.sign_in("ben@gazette.example")
    page = await ben.get("/topics")
    assert page.texts(".shelfhead h2") == ["Partagés dans ma société"]
    page = await ben.send("/topics", f"/topics/{topic.id}", {"verb": "follow"})
    assert "Vous suivez ce sujet." in page.text
    page = await ben.send(
        f"/topics/{topic.id}",
        f"/topics/{topic.id}",
        {"name": "Mine", "query": "forest", "told": "every", "verb": "save"},
    )
    assert page.status == 200
    kept = running.house.book.topics[topic.id]
    assert (kept.name, kept.query) == ("Quais de tous", "harbour")
    mine = await topics.one(running.house, await someone(running, "ben@gazette.example"), topic.id)
    assert mine.follow is not None
    assert mine.follow.which is Which.EVERY
    page = await ben.send("/topics", f"/topics/{topic.id}", {"verb": "unfollow"})
    assert "Vous ne suivez plus ce sujet." in page.text


async def test_a_paused_topic_says_so_and_goes_on_with_one_click(running: Any, reader: Any) -> None:
    topic = await saved(running, "Quais", "harbour")
    here = f"/topics/{topic.id}"
    page = await reader.send(here, here, {"verb": "pause"})
    assert "Les alertes sont suspendues." in page.text
    assert (await follow(running, topic.id)).mode is Mode.QUIET
    page = await reader.send(here, here, {"verb": "resume"})
    assert "Les alertes ont repris." in page.text
    assert (await follow(running, topic.id)).mode is Mode.NOW


async def test_a_topic_is_deleted_after_one_more_question(running: Any, reader: Any) -> None:
    topic = await saved(running, "Quais", "harbour")
    page = await reader.get(f"/topics/{topic.id}/delete")
    assert "Revenir sans rien changer" in page.texts("a.btn")
    assert topic.id in running.house.book.topics
    page = await reader.send(f"/topics/{topic.id}/delete", f"/topics/{topic.id}/delete", {})
    assert "Le sujet est supprimé." in page.text
    assert topic.id not in running.house.book.topics


async def test_everything_is_muted_until_an_hour_that_lies_ahead(running: Any, reader: Any) -> None:
    page = await reader.send("/topics", "/topics", {"verb": "mute", "until": "2026-03-01T08:00"})
    assert page.status == 422
    assert page.all("#until")[0].get("value") == "2026-03-01T08:00"
    page = await reader.send("/topics", "/topics", {"verb": "mute", "until": "2026-03-12T08:00"})
    assert "en sourdine jusqu’au 12 mars 2026 à 8 h 00" in page.text.replace("\u00a0", " ")
    until = await topics.muted_until(running.house, await someone(running))
    assert until == datetime(2026, 3, 12, 7, 0, tzinfo=UTC)
    page = await reader.send("/topics", "/topics", {"verb": "unmute"})
    assert "La sourdine est levée." in page.text
    assert await topics.muted_until(running.house, await someone(running)) is None


async def test_the_list_counts_the_last_days_through_the_gate(running: Any, reader: Any) -> None:
    await running.file(running.story)
    await running.file(FOREST)
    await saved(running, "Tout", "harbour OR birches")
    page = await reader.get("/topics")
    assert page.texts("table.topics td.n") == ["1"]


def test_a_topic_is_silent_after_three_times_its_usual_gap() -> None:
    now = datetime(2026, 3, 10, tzinfo=UTC)
    daily = [now - timedelta(days=back) for back in (4, 5, 6, 7)]
    assert silence(daily, now) == 4
    assert silence(daily, now - timedelta(days=2)) is None
    assert silence(daily[:2], now) is None
    minutes = [now - timedelta(minutes=back) for back in (60, 61, 62)]
    assert silence(minutes, now) is None


async def test_the_wire_has_a_shelf_of_topics(running: Any, reader: Any) -> None:
    await running.file(running.story)
    await running.file(BARGE)
    topic = await saved(running, "Quais", "quay")
    page = await reader.get(f"/wire?topic={topic.id}")
    assert page.texts(".list h4") == ["Skerra harbour closes its north quay"]
    assert page.texts(".list h2") == ["Quais"]
    assert [a.get("href") for a in page.all(".side [aria-current]")] == [f"/wire?topic={topic.id}"]
    assert f"topic={topic.id}" in page.all("#list")[0].get("data-stream")
    narrowed = await reader.get(f"/wire?topic={topic.id}&q=forest")
    assert narrowed.texts(".list h4") == []


async def test_a_search_becomes_a_topic(reader: Any) -> None:
    page = await reader.get("/wire?q=harbour")
    (link,) = [a.get("href") for a in page.all(".asked a") if "En faire un sujet" in a.text_content()]
    assert (await reader.get(link)).texts("#query") == ["harbour"]


async def test_a_search_that_cannot_be_read_offers_its_repairs_as_links(reader: Any) -> None:
    page = await reader.get("/wire?q=a+OR+b+AND+c")
    assert page.status == 422
    assert page.texts(".repairs a") == ["(a OR b) AND c", "a OR (b AND c)"]
    assert (await reader.get(page.all(".repairs a")[0].get("href"))).status == 200


async def test_a_dispatch_an_event_and_a_person_are_watched_from_their_pages(running: Any, reader: Any) -> None:
    filed = (await running.file(running.story)).json["id"]
    page = await reader.get(f"/d/{filed}")
    assert "Suivre" in page.texts(".acts button")
    fields = {**page.hidden("/topics/watch"), "verb": "watch"}
    page = await reader.post("/topics/watch", fields)
    assert page.url.endswith(f"/d/{filed}")
    assert "Ne plus suivre" in page.texts(".acts button")
    event = (await running.house.reader.one((await someone(running)).viewer, Channel.PORTAL, filed)).event
    page = await reader.send(f"/events/{event}", "/topics/watch", {"verb": "watch"})
    assert page.texts(".btns button") == ["Ne plus suivre cet événement"]
    person = {"kind": "person", "target": "Ilse Brandt", "verb": "watch", "back": "/topics"}
    page = await reader.post("/topics/watch", {**fields, **person})
    assert len(page.all("table.topics tbody tr")) == 3
    assert {t.watched for t in running.house.book.topics.values()} == {Watched.DISPATCH, Watched.EVENT, Watched.PERSON}
    page = await reader.post("/topics/watch", {**fields, **person, "verb": "drop"})
    assert len(page.all("table.topics tbody tr")) == 2
    page = await reader.get("/wire")
    assert page.texts(".side div:nth-child(3) li a") == ["Skerra harbour closes its north quay"] * 2


async def test_what_the_reader_may_not_see_cannot_be_watched(running: Any, reader: Any) -> None:
    hidden = (await running.file(FOREST)).json["id"]
    csrf = (await reader.get("/topics")).hidden("/topics")
    answers = [
        await reader.post("/topics/watch", {**csrf, "kind": kind, "target": target, "verb": "watch", "back": "/topics"})
        for kind, target in (("dispatch", hidden), ("dispatch", "nothing"), ("query", "x"))
    ]
    assert [a.status for a in answers] == [404] * 3
    assert answers[0].source == answers[1].source


@pytest.mark.parametrize("path", ["/topics", "/topics/new", "/topics/watch", "/alerts"])
async def test_a_form_of_another_site_changes_nothing(running: Any, reader: Any, path: str) -> None:
    fields = {
        "csrf": "0" * 64,
        "verb": "save",
        "name": "x",
        "query": "harbour",
        "kind": "person",
        "target": "Ilse Brandt",
    }
    assert (await reader.post(path, fields)).status == 403
    assert running.house.book.topics == {}


async def test_a_page_returns_to_this_site_alone(reader: Any, running: Any) -> None:
    csrf = (await reader.get("/topics")).hidden("/topics")
    fields = {**csrf, "kind": "person", "target": "Ilse Brandt", "verb": "watch", "back": "//elsewhere.example"}
    assert (await reader.post("/topics/watch", fields)).url == f"{running.url}/topics"


async def test_topics_exist_in_english_too(running: Any, reader: Any) -> None:
    await saved(running, "Quais", "harbour")
    page = await reader.get("/en/topics")
    assert page.status == 200
    assert all(a.get("href").startswith("/en/topics/") for a in page.all("table.topics th a"))
