"""A store made by an earlier Telex keeps what it has, and nobody loses a right."""

from __future__ import annotations

from datetime import timedelta

import pytest

from telex.model.company import Company, Entitlement
from telex.model.record import Grant, Selection
from telex.model.vocabulary import Channel, Role
from telex.store import codec
from telex.store.connection import APPLICATION, connect
from telex.store.migrate import migrations
from telex.store.sqlite import open_store

pytestmark = pytest.mark.anyio

BEFORE = 4
"""Steps of the schema of the store that is upgraded here: as it was before entitlements had details."""


@pytest.fixture
def earlier(tmp_path, unit):
    """One user of each kind, a company with a right, an item on the wire, one that was killed, one that waits."""
    path, at = tmp_path / "wire.db", codec.micros(unit("one").now)
    db = connect(path, writes=True)
    db.execute("CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL)")
    for number, name, text in migrations()[:BEFORE]:
        db.execute(text)
        db.execute("INSERT INTO migration VALUES (?, ?, ?)", (number, name, at))
    db.execute(f"PRAGMA application_id = {APPLICATION}")
    for id, role, company in (("edith", "editor", None), ("ana", "reader", "acme")):
        db.execute(
            "INSERT INTO user (id, email, address, name, role, company, active) VALUES (?, ?, ?, ?, ?, ?, 1)",
            (id, f"{id}@example.org", f"{id}@example.org", id, role, company),
        )
    db.execute("INSERT INTO company VALUES ('acme', 'Acme', 1)")
    db.execute("INSERT INTO entitlement VALUES (1, 'acme', 'coast', 'full', NULL, NULL, '[\"api\"]')")
    for position, status in ((1, "usable"), (2, "canceled")):
        d = unit(f"item-{position}").dispatch
        db.execute("INSERT INTO log VALUES (?, ?, 'publish', ?, 1, NULL)", (position, at, d.id))
        item = (position, d.id, d.uri, 1, status, None, position, at, None, None, 4, None, d.source)
        db.execute(f"INSERT INTO item VALUES ({', '.join('?' * 13)})", item)
        body = codec.encode(d)
        db.execute("INSERT INTO version VALUES (?, 1, ?, 'publish', ?, ?, NULL, 0, NULL)", (d.id, position, at, body))
        db.execute("INSERT INTO carried VALUES (?, 1, 'coast', NULL)", (d.id,))
    db.execute("INSERT INTO search (rowid, headline, body) VALUES (1, 'Le port', 'des mots d’avant')")
    filing = ("f1", "valbrume", "", "", 0, "{}", b"", "item-3", "urn:test:item-3", "held")
    columns = "id, source, sender, sha256, ordered, envelope, body, item, uri, state"
    db.execute(f"INSERT INTO filing ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", filing)
    held = ("h1", "item-3", "urn:test:item-3", codec.encode(unit("item-3").dispatch), "embargo", at, "f1")
    columns = "id, item, uri, body, reason, since, filing"
    db.execute(f"INSERT INTO held ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", held)
    db.close()
    return path


async def test_editors_become_administrators_since_they_could_administer(earlier):
    store = open_store(earlier)
    roles = {user.id: user.role for user in await store.accounts.all_users()}
    assert roles == {"edith": Role.ADMINISTRATOR, "ana": Role.READER}
    await store.close()
    store = open_store(earlier)
    await store.close()


async def test_rights_and_holds_of_before_have_no_limit_and_are_not_open_in_advance(earlier):
    store = open_store(earlier)
    right = Entitlement("coast", channels=frozenset({Channel.API}))
    assert await store.companies.all_companies() == [Company("acme", "Acme", True, (right,))]
    assert (await store.holds.get("h1")).advance is None
    assert (await store.companies.all_seats(), await store.companies.all_restrictions()) == ([], [])
    assert (await store.topics.all(), await store.alerts.told(item="item-1", event=None)) == ([], [])
    await store.close()


async def test_the_archive_is_searched_anew_in_its_usable_texts(earlier, unit):
    store = open_store(earlier)
    selection = Selection(unit("one").now + timedelta(days=1), grants=(Grant("coast", None, None),))
    for match, ids in (('body : "reparti"', ["item-1"]), ('"avant"', []), (None, ["item-2", "item-1"])):
        asked = Selection(selection.now, grants=selection.grants, match=match)
        found = await store.dispatches.live(asked, before=None, limit=9)
        assert [s.dispatch.id for s in found] == ids, match
    assert store.check(thorough=True).sound
    await store.close()
