"""`/topics/try?q=`: the dry run as the page shows it, while a query is typed and before it is saved."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from telex import trial
from telex.errors import QueryError
from telex.house import House
from telex.model.topic import Topic, Watched
from telex.office import Caller
from telex.routing.followers import open_to
from telex.web.auth import house, signed_in
from telex.web.dryrun import MOST_CHARACTERS, Dry, laid_out, worded
from telex.web.locale import locale
from telex.web.pages import address, render


async def page(request: Request) -> Response:
    """The fragment that `topic.js` asks for. Without its header the way leads to the whole page."""
    who = await signed_in(request)
    given = request.query_params
    text = given.get("q", "").strip()[:MOST_CHARACTERS]
    running = house(request)
    topic = running.book.topics.get(given.get("topic", ""))
    if topic is not None and (who.user is None or not open_to(topic, who.user)):
        raise HTTPException(404)
    if request.headers.get("telex-fragment") != "dry":
        return RedirectResponse(address(request)(f"/topics/{topic.id if topic else 'new'}", q=text), 303)
    error, dry = None, None
    if text:
        try:
            dry = await tried(request, running, who, text, topic, once=given.get("told") != "every")
        except QueryError as found:
            error = found
    said = worded(error, locale(request)) if error is not None else None
    return render(
        request, "topic.html", block="dry", who=who, dry=dry, error=error,
        error_said=said, typed=True, q=text,
    )  # fmt: skip


async def tried(request: Request, running: House, who: Caller, text: str, topic: Topic | None, *, once: bool) -> Dry:
    """What a query would have brought this reader, beside his other topics and, for an edit, beside the saved one.

    Raises QueryError with the place. Stops when the reader has gone away.
    """
    mine = [t for t in running.book.topics.values() if who.user is not None and t.owner == who.user.id]
    others = [t for t in mine if t.watched is Watched.QUERY and (topic is None or t.id != topic.id)]
    edit_of = topic.query if topic is not None and topic.standing not in running.book.broken else None
    found = await trial.run(
        running, who.viewer, text, edit_of=edit_of, topics=others, gone=request.is_disconnected
    )  # fmt: skip
    return laid_out(running, found, once=once)
