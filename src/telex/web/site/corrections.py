"""`/corrections`: what was corrected and what was killed on the public site."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from telex.delivery.reader import Question, Seen
from telex.model.vocabulary import Act, Channel
from telex.web.auth import house
from telex.web.pages import render
from telex.web.site.address import path
from telex.web.site.listing import Story

LOOKED_AT = 500
SHOWN = 50


async def page(request: Request) -> Response:
    running = house(request)
    found = await running.reader.live(running.book.public(), Channel.SITE, Question(), limit=LOOKED_AT)
    concerned = [seen for seen in found.items if seen.killed or seen.dispatch.act is Act.CORRECT]
    concerned.sort(key=_when, reverse=True)
    shown = [Story(seen, path(seen)) for seen in concerned[:SHOWN]]
    return render(request, "corrections.html", public=True, stories=shown)


def _when(seen: Seen) -> str:
    return (seen.dispatch.killed_at or seen.at).isoformat()
