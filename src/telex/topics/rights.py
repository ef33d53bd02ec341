"""Whose a topic is: who may follow it, who may change it, who may share it. What it shows is the gate's, for each reader alone."""

from __future__ import annotations

from telex.errors import NotFound, Refused
from telex.house import House
from telex.model.company import User
from telex.model.topic import Reach, Topic
from telex.model.vocabulary import Role
from telex.office import Caller
from telex.routing.followers import open_to

UNKNOWN = "there is no such topic, or it is not yours to see; `telex topic list` shows yours"


def person(caller: Caller) -> User:
    """Who has topics. Raises Refused for a machine of a company and for the operator, who are nobody."""
    if caller.user is None:
        raise Refused(
            "topics and alerts belong to a person: sign in, use a person's token, or as operator say whose (user=)"
        )
    return caller.user


async def acting_for(house: House, caller: Caller, email: str | None) -> Caller:
    """The caller, or the person whose address the operator or an administrator of the agency names. Raises Refused, NotFound."""
    if email is None:
        return caller
    if not caller.administrator:
        raise Refused("user= is for the operator and administrators of the agency: leave it out, the topics are yours")
    found = await house.store.accounts.user_by_email(email.strip())
    viewer = house.book.viewer_of(found[0]) if found is not None and found[0].active else None
    if found is None or viewer is None:
        raise NotFound(f"no active user {email[:100]!r}; `telex user list` shows them")
    return Caller(viewer, found[0], caller.token)


def may_edit(user: User, topic: Topic) -> bool:
    """Its owner; of one shared in a company its administrators too; of a global one all of the agency's own people."""
    if topic.reach is Reach.GLOBAL:
        return user.role.desk
    if topic.owner == user.id:
        return True
    same = topic.company is not None and topic.company == user.company
    return topic.reach is Reach.COMPANY and same and user.role is Role.COMPANY_ADMINISTRATOR


def reaches(user: User) -> tuple[Reach, ...]:
    """With whom the user may share."""
    return (Reach.PERSONAL, Reach.GLOBAL) if user.role.desk else (Reach.PERSONAL, Reach.COMPANY)


def check_reach(user: User, reach: Reach) -> None:
    if reach not in reaches(user):
        allowed = " or ".join(r.value for r in reaches(user))
        raise Refused(f"{reach.value}: you may share topics as {allowed}; the agency alone offers global ones")


def seen_topic(house: House, user: User, id: str) -> Topic:
    """An active topic that the user may follow or change. Raises NotFound, the same whether it exists or not."""
    topic = house.book.topics.get(id)
    if topic is None or not (open_to(topic, user) or may_edit(user, topic)):
        raise NotFound(UNKNOWN)
    return topic


def edited_topic(house: House, user: User, id: str) -> Topic:
    """The same, to be changed. Raises Refused for one that he may only follow."""
    topic = seen_topic(house, user, id)
    if not may_edit(user, topic):
        raise Refused("this topic is another one's: follow it as it is, or make one of your own with the same query")
    return topic
