"""What a wire page was asked to show, as its address says it: the same for the list and for its stream."""

from __future__ import annotations

from dataclasses import dataclass, replace

from starlette.exceptions import HTTPException
from starlette.requests import Request

from telex.delivery.seen import Question
from telex.errors import Invalid, QueryError
from telex.house import House
from telex.model.company import User
from telex.model.topic import Topic
from telex.routing.followers import open_to
from telex.routing.language.parser import parse
from telex.routing.language.query import Query, conjunction
from telex.web.auth import house

NOTHING = "* AND NOT *"


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of `/wire`. Absent stays None."""

    product: str | None = None
    topic: str | None = None
    q: str | None = None
    urgency: int | None = None
    lang: str | None = None
    source: str | None = None
    before: int | None = None
    open: str | None = None
    group: bool = True
    query: Query | None = None
    """What `q` asks."""
    saved: Topic | None = None
    """The topic that `topic` names."""
    standing: Query | None = None
    """What that topic asks."""
    error: QueryError | None = None

    @property
    def question(self) -> Question:
        return Question(
            product=self.product, query=self.everything, language=self.lang, urgency=self.urgency, source=self.source
        )

    @property
    def everything(self) -> Query | None:
        """What `q` and the topic ask together."""
        both = [part for part in (self.standing, self.query) if part is not None]
        return conjunction(both) if len(both) > 1 else (both[0] if both else None)

    def link(self, **changes: object) -> dict[str, object]:
        """Parameters of an address with some of them changed; None leaves one out."""
        values: dict[str, object] = {
            "product": self.product, "topic": self.topic, "q": self.q, "urgency": self.urgency, "lang": self.lang, "source": self.source,
            "group": None if self.group else 0,
        }  # fmt: skip
        return {name: value for name, value in {**values, **changes}.items() if value is not None}


def asked(request: Request) -> Asked:
    """Reads the address. A query that cannot be read comes back with its error and its text."""
    given = request.query_params
    found = Asked(
        product=given.get("product") or None,
        topic=given.get("topic") or None,
        q=(given.get("q") or "").strip()[:20_001] or None,
        urgency=_number(given.get("urgency")),
        lang=given.get("lang") or None,
        source=given.get("source") or None,
        before=_number(given.get("before")),
        open=given.get("open") or None,
        group=given.get("group") != "0",
    )
    if found.q is None:
        return found
    try:
        return replace(found, query=parse(found.q, zone=house(request).settings.zone))
    except QueryError as error:
        return replace(found, error=error)


def on_shelf(running: House, user: User | None, what: Asked) -> Asked:
    """With the topic that the address names. 404 for one that is not open to the reader, as for one that does not exist."""
    if what.topic is None:
        return what
    saved = running.book.topics.get(what.topic)
    if saved is None or user is None or not open_to(saved, user):
        raise HTTPException(404)
    try:
        standing = parse(saved.query, zone=running.settings.zone)
    except Invalid:  # saved under another grammar: it catches nothing until its owner mends it
        standing = parse(NOTHING)
    return replace(what, saved=saved, standing=standing)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else None
