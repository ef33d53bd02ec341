"""Who follows which topic, each as a viewer of his own: a topic never gives a right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from telex.model.company import User, Viewer
from telex.model.topic import Follow, Reach, Topic
from telex.routing.members import Members


@dataclass(frozen=True, slots=True)
class Follower:
    """One user who follows one topic."""

    follow: Follow
    viewer: Viewer
    """His own, for the gate: never shared with others who follow the topic."""
    user: User
    muted_until: datetime | None = None
    """The later of the topic's mute and his mute of everything; past ones too."""


class Followers:
    """Topics, follows and mutes. A cache: the truth is in the store."""

    def __init__(self, members: Members) -> None:
        self._members = members
        self.topics: dict[str, Topic] = {}
        """Active ones, by id."""
        self._follows: dict[str, dict[str, Follow]] = {}
        """By topic and user."""
        self._mutes: dict[str, datetime] = {}

    def put_topic(self, topic: Topic) -> None:
        if topic.active:
            self.topics[topic.id] = topic
        else:
            self.topics.pop(topic.id, None)

    def put_follow(self, follow: Follow) -> None:
        self._follows.setdefault(follow.topic, {})[follow.user] = follow

    def drop_follow(self, topic: str, user: str) -> None:
        self._follows.get(topic, {}).pop(user, None)

    def put_mute(self, user: str, until: datetime | None) -> None:
        if until is None:
            self._mutes.pop(user, None)
        else:
            self._mutes[user] = until

    def of(self, topics: Iterable[str]) -> list[Follower]:
        """Everyone who follows one of the topics, once a topic, in the order of topics and users. Left out: who is no longer
        active, whose company is not, and to whom the topic is no longer open."""
        found = []
        for id in sorted(topics):
            topic = self.topics.get(id)
            for _, follow in sorted(self._follows.get(id, {}).items()) if topic is not None else ():
                follower = self._follower(topic, follow) if topic is not None else None
                found += [follower] if follower is not None else []
        return found

    def _follower(self, topic: Topic, follow: Follow) -> Follower | None:
        user = self._members.user(follow.user)
        if user is None or not user.active or not open_to(topic, user):
            return None
        viewer = self._members.viewer_of(user)
        if viewer is None or not viewer.active:
            return None
        mutes = [m for m in (follow.muted_until, self._mutes.get(user.id)) if m is not None]
        return Follower(follow, viewer, user, max(mutes, default=None))


def open_to(topic: Topic, user: User) -> bool:
    """Whether the user may follow the topic at all: his own, one shared in his company, a global one."""
    if topic.reach is Reach.GLOBAL:
        return True
    if topic.reach is Reach.COMPANY:
        return topic.company == user.company
    return topic.owner == user.id
