"""Followers, occasions and earlier alerts made by hand, for the rules of alerts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from telex.model.company import Entitlement, User, Viewer
from telex.model.dispatch import Dispatch
from telex.model.topic import Alert, Follow, Mode, Reach, Told, Topic, Watched, Which
from telex.model.vocabulary import Act, PubStatus, Right, Role
from telex.routing.alerts import Decision, Occasion, decide, watching
from telex.routing.followers import Follower

NOW = datetime(2026, 6, 10, 10, 0, tzinfo=UTC)
EARLIER = NOW - timedelta(hours=2)
PRODUCT = "ports"
TOPICS = {
    "storm": Topic("storm", "Tempête", "tempête", "ana", Reach.COMPANY, "gazette"),
    "quay": Topic("quay", "Quais", "quai", "ana", Reach.COMPANY, "gazette"),
    "affair": Topic("affair", "ev1", 'event:"ev1"', "ana", watched=Watched.EVENT, target="ev1"),
    "it": Topic("it", "item", 'uri:"urn:item"', "ana", watched=Watched.DISPATCH, target="item"),
}
ITEM = Dispatch(
    "item", "urn:item", 1, Act.NEW, PubStatus.USABLE, NOW, "harbour", headline="Tempête au quai", body=("Deux quais.",)
)


def viewer(user: str = "ana", right: Right | None = Right.FULL, **more: object) -> Viewer:
    given = (Entitlement(PRODUCT, right),) if right is not None else ()
    return replace(Viewer(company="gazette", user=user, entitlements=given), **more)  # type: ignore[arg-type]


def follower(
    topic: str = "storm", user: str = "ana", *, muted: datetime | None = None, who: Viewer | None = None, **how: object
) -> Follower:
    person = User(user, f"{user}@gazette.example", user, Role.READER, "gazette")
    return Follower(Follow(topic, user, **how), who or viewer(user), person, muted)  # type: ignore[arg-type]


def every(topic: str = "storm", user: str = "ana", **how: object) -> Follower:
    return follower(topic, user, which=Which.EVERY, **how)  # type: ignore[arg-type]


def digest(topic: str = "storm", *hours: str, **how: object) -> Follower:
    return follower(topic, mode=Mode.DIGEST, hours=hours or ("18:00",), zone="Europe/Paris", **how)  # type: ignore[arg-type]


def occasion(*matching: str, dispatch: Dispatch = ITEM, **more: object) -> Occasion:
    """A version that these topics match, whoever looks."""
    made = Occasion(
        dispatch, frozenset({PRODUCT}), NOW, "Europe/Paris", event="ev1",
        matches=lambda seen: frozenset(matching), topics=TOPICS,
    )  # fmt: skip
    found = replace(made, **more)  # type: ignore[arg-type]
    return replace(found, watches=watching(TOPICS, found.about))


def told(
    user: str = "ana", item: str = "other", *topics: str, version: int = 1, due: datetime = EARLIER, **more: object
) -> Alert:
    return Alert(user, item, version, Told.MATCH, topics or ("storm",), EARLIER, due, "ev1", **more)  # type: ignore[arg-type]


def correction(version: int = 2) -> Dispatch:
    return replace(ITEM, version=version, act=Act.CORRECT, headline="Tempête au port")


def killed() -> Dispatch:
    return replace(
        ITEM, version=2, act=Act.KILL, pubstatus=PubStatus.CANCELED, headline="Tempête", body=(), killed_at=NOW
    )


def decided(
    o: Occasion, followers: Iterable[Follower] = (), earlier: Sequence[Alert] = (), viewers: Iterable[Viewer] = ()
) -> Decision:
    return decide(o, followers, earlier, {v.user: v for v in viewers if v.user is not None})


def alerts(
    o: Occasion, followers: Iterable[Follower] = (), earlier: Sequence[Alert] = (), viewers: Iterable[Viewer] = ()
) -> tuple[Alert, ...]:
    found = decided(o, followers, earlier, viewers)
    assert found.faults == ()
    return found.alerts
