"""Topics of readers: saved queries, who follows them and how, watches, and the inbox of alerts. Nothing here gives a right."""

from telex.topics.following import AT_ONCE, Manner, follow, mute, muted_until, unfollow
from telex.topics.inbox import Entry, Inbox, inbox, mark_read, news, unread, waiting
from telex.topics.rights import acting_for, may_edit, person, reaches
from telex.topics.saving import Listed, Wanted, create, edit, listing, one, retire
from telex.topics.watching import unwatch, watch, watched

__all__ = [
    "AT_ONCE",
    "Entry",
    "Inbox",
    "Listed",
    "Manner",
    "Wanted",
    "acting_for",
    "create",
    "edit",
    "follow",
    "inbox",
    "listing",
    "mark_read",
    "may_edit",
    "mute",
    "muted_until",
    "news",
    "one",
    "person",
    "reaches",
    "retire",
    "unfollow",
    "unread",
    "unwatch",
    "waiting",
    "watch",
    "watched",
]
