"""Sources, what is remembered of them, added profiles, and the quarantine."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from telex.errors import NotFound
from telex.model.company import Source

pytestmark = pytest.mark.anyio


async def test_a_source_and_what_the_poller_remembers_of_it_come_back(store, make):
    source = Source("valbrume", "Valbrume", "feed", "https://example.org/feed", every=60)
    await store.sources.put(source, make.noon)
    await store.sources.put(replace(source, every=90), make.noon)
    assert await store.sources.all() == [replace(source, every=90)]
    assert await store.sources.get("other") is None
    assert await store.sources.state("valbrume") == {}
    await store.sources.remember("valbrume", {"etag": '"1"'})
    assert await store.sources.state("valbrume") == {"etag": '"1"'}


async def test_an_added_profile_replaces_the_one_of_its_name(store, make):
    await store.sources.put_profile("valbrume", "version = 1", make.noon)
    await store.sources.put_profile("valbrume", "version = 2", make.noon)
    assert await store.sources.profiles() == {"valbrume": "version = 2"}


async def test_the_same_unreadable_bytes_are_kept_once_until_they_are_settled(store, make):
    async def put(**more):
        filing = make.filing(b"\xff\xfe", name="x.bin", media_type="application/x", **more)
        return await store.quarantine.put(filing, "unreadable", "no text", make.noon, size=2, sha256=filing.sha256)

    first = await put()
    assert await put() == first
    assert await put(source="other") != first
    await store.quarantine.resolve(first, make.noon)
    assert await put() not in (first, None)
    assert len(await store.quarantine.list()) == 2
    assert len(await store.quarantine.list(resolved=True)) == 3
    row, filing = await store.quarantine.get(first)
    assert (row.code, row.reason, row.name, row.whole) == ("unreadable", "no text", "x.bin", True)
    assert row.resolved_at == make.noon
    assert filing == make.filing(b"\xff\xfe", name="x.bin", media_type="application/x")


async def test_of_a_filing_over_the_limit_the_first_64_kilobytes_are_kept(store, make):
    whole = b"x" * 200_000
    filing = make.filing(whole[:100_000])
    sha256 = hashlib.sha256(whole).hexdigest()
    id = await store.quarantine.put(filing, "too-large", "over", make.noon, size=len(whole), sha256=sha256)
    row, kept = await store.quarantine.get(id)
    assert (row.whole, row.size, row.sha256, len(kept.body)) == (False, 200_000, sha256, 65_536)


async def test_what_is_not_in_quarantine_cannot_be_settled(store, make):
    assert await store.quarantine.get("nothing") is None
    with pytest.raises(NotFound):
        await store.quarantine.resolve("nothing", make.noon + timedelta(days=1))
