"""Saved queries, who follows them and how, and who wants silence. No log row: a topic never gives a right."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import apsw

from telex.errors import NotFound
from telex.model.topic import Follow, Mode, Reach, Topic, Watched, Which
from telex.store import codec
from telex.store.engine import Database
from telex.store.rows import Row
from telex.store.sql import rows, sql


class Topics:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, topic: Topic, now: datetime) -> None:
        """`made_at` is kept from the first time; `changed_at` is `now` whenever the query differs from what was there."""
        await self._database.write(partial(_put, topic=topic, now=now))

    async def get(self, id: str) -> Topic | None:
        with self._database.read() as db:
            row = db.execute(sql("topics.get"), (id,)).fetchone()
        return None if row is None else _topic(row)

    async def all(self) -> list[Topic]:
        with self._database.read() as db:
            return [_topic(row) for row in db.execute(sql("topics.all"))]

    async def open_to(self, user: str, company: str | None) -> list[Topic]:
        """Without a company: those that the agency's own people share."""
        with self._database.read() as db:
            return [_topic(row) for row in db.execute(sql("topics.open_to"), {"user": user, "company": company})]

    async def follow(self, follow: Follow, now: datetime) -> None:
        """Raises NotFound for a topic that is not there."""
        await self._database.write(partial(_follow, follow=follow, now=now))

    async def unfollow(self, topic: str, user: str) -> None:
        await self._database.write(partial(_run, name="topics.unfollow", values=(topic, user)))

    async def follows(self, *, topic: str | None = None, user: str | None = None) -> list[Follow]:
        with self._database.read() as db:
            if topic is not None:
                found = rows(db, "topics.follows_of", (topic,))
            elif user is not None:
                found = rows(db, "topics.follows_by", (user,))
            else:
                found = rows(db, "topics.follows")
        follows = [_as_follow(row) for row in found]
        return [f for f in follows if user is None or f.user == user]

    async def mute(self, user: str, until: datetime | None) -> None:
        name, values = ("topics.unmute", (user,)) if until is None else ("topics.mute", (user, codec.micros(until)))
        await self._database.write(partial(_run, name=name, values=values))

    async def mutes(self) -> dict[str, datetime]:
        with self._database.read() as db:
            return {user: codec.instant(until) for user, until in rows(db, "topics.mutes")}


def _run(db: apsw.Connection, name: str, values: tuple[str | int, ...]) -> None:
    db.execute(sql(name), values)


def _put(db: apsw.Connection, topic: Topic, now: datetime) -> None:
    t, at = topic, codec.micros(now)
    db.execute(
        sql("topics.put"),
        {
            "id": t.id,
            "name": t.name,
            "query": t.query,
            "owner": t.owner,
            "reach": t.reach.value,
            "company": t.company,
            "watched": t.watched.value,
            "target": t.target,
            "active": t.active,
            "made_at": at if t.made_at is None else codec.micros(t.made_at),
            "now": at,
        },
    )


def _follow(db: apsw.Connection, follow: Follow, now: datetime) -> None:
    f = follow
    if db.execute(sql("topics.get"), (f.topic,)).fetchone() is None:
        raise NotFound(f"there is no topic {f.topic!r}: save it first")
    db.execute(
        sql("topics.follow"),
        {
            "topic": f.topic,
            "user": f.user,
            "mode": f.mode.value,
            "which": f.which.value,
            "hours": codec.texts(f.hours),
            "zone": f.zone,
            "muted_until": codec.micros_or_none(f.muted_until),
            "now": codec.micros(now),
        },
    )


def _topic(row: Row) -> Topic:
    id, name, query, owner, reach, company, watched, target, active, made_at, changed_at = row
    return Topic(
        id,
        name,
        query,
        owner,
        Reach(reach),
        company,
        Watched(watched),
        target,
        bool(active),
        codec.instant(made_at),
        codec.instant(changed_at),
    )


def _as_follow(row: Row) -> Follow:
    topic, user, mode, which, hours, zone, muted_until = row
    return Follow(topic, user, Mode(mode), Which(which), codec.words(hours), zone, codec.instant_or_none(muted_until))
