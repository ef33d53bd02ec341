"""Which topics of a user match a dispatch, and what became of his alerts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from telex.delivery.seen import Seen
from telex.house import House
from telex.model.company import User, Viewer
from telex.model.record import Stored
from telex.model.topic import Alert, Follow, Mode, Told, Topic, Which
from telex.model.vocabulary import Channel
from telex.why.answer import Step
from telex.why.matched import explained

WORDS = {Told.MATCH: "Alert", Told.CHANGE: "Alert of a change", Told.CORRECTION: "Correction", Told.KILL: "Kill"}


@dataclass(frozen=True, slots=True)
class Alerted:
    """The topics and alerts of one user and one dispatch. `sight` = the dispatch as he may see it, None = not at all."""

    house: House
    user: User
    stored: Stored
    sight: Seen | None
    asker: Viewer
    same: bool
    """Whether the asker sees the same words as he: only then do marks stand where they say."""
    now: datetime

    async def steps(self) -> list[Step]:
        """Each topic that he follows, judged on what he may see (a topic never gives a right), then each alert."""
        followed = await self._followed()
        topics = [self._topic(self.sight, *one) for one in followed] if self._readable else []
        alerts = await self.house.store.alerts.of(self.stored.dispatch.id, self.user.id)
        told = [self._alert(alert) for alert in alerts]
        spoke = [follow for step, (_, follow) in zip(topics, followed, strict=False) if step.passed]
        if not alerts and spoke:
            told.append(await self._silent(spoke))
        return topics + told

    @property
    def _readable(self) -> bool:
        return self.sight is not None and self.sight.verdict.text

    async def _followed(self) -> list[tuple[Topic, Follow]]:
        follows = await self.house.store.topics.follows(user=self.user.id)
        open_to_him = {t.id: t for t in await self.house.store.topics.open_to(self.user.id, self.user.company)}
        return [(open_to_him[f.topic], f) for f in follows if f.topic in open_to_him]

    def _topic(self, sight: Seen | None, topic: Topic, follow: Follow) -> Step:
        found = explained(topic.query, sight, self.house.settings.tz) if sight is not None else None
        if found is not None and not self.same:
            found = replace(found, marks=())
        changed = topic.changed_at is not None and topic.changed_at > self.stored.at
        yes = found is not None and found.matched
        if yes:
            says = f"Topic {topic.name} matches" + (
                ", and is followed without alerts" if follow.mode is Mode.QUIET else ""
            )
        elif found is not None:
            says = f"Topic {topic.name} does not match: not met: {found.failed}"
        else:
            says = f"Topic {topic.name} does not match what this reader may see"
        since = "; made or changed since, told with its query of now" if changed else ""
        return Step(
            "topic" if yes else "no-topic", yes, f"{says}{since}.", id=topic.id, name=topic.name, query=topic.query,
            explained=found, changed=changed,
        )  # fmt: skip

    def _alert(self, alert: Alert) -> Step:
        what = WORDS[alert.kind]
        if alert.due > self.now:
            why = "he had muted it" if alert.muted else "it is part of a digest"
            return Step("waits", False, f"{what} made, not shown yet: {why}.", alert.due, alert=alert)
        read = "read" if alert.read_at is not None else "not read yet"
        return Step(
            "alert", True, f"{what} shown{' in a digest' if alert.digest else ''}, {read}.", alert.due, alert=alert
        )

    async def _silent(self, spoke: list[Follow]) -> Step:
        """Why topics that match made no alert."""
        if all(follow.mode is Mode.QUIET for follow in spoke):
            return Step("quiet", False, "The topics that match are followed without alerts.")
        event = self.stored.member.event if self.stored.member is not None else None
        earlier = await self.house.store.alerts.told(item=self.stored.dispatch.id, event=event)
        mine = [a for a in earlier if a.user == self.user.id and a.at <= self.stored.at]
        if mine and all(follow.which is not Which.EVERY for follow in spoke):
            first = mine[0].item
            channel = Channel.DESK if self.asker.desk else Channel.PORTAL
            shown = await self.house.reader.one(self.asker, channel, first) is not None
            return Step("folded", False, "Its event was told before; these topics tell each event once.", mine[0].at,
                        id=first if shown else None)  # fmt: skip
        return Step(
            "no-alert", False, "No alert was made of it: the topics were followed later, or filters keep it out."
        )
