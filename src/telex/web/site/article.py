"""`/news/…`: one public summary; 410 with the notice when it was killed; 404 alike for hidden and unknown."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from telex.delivery.reader import Seen
from telex.house import House
from telex.model.vocabulary import Channel
from telex.web.auth import house
from telex.web.locale import prefix
from telex.web.pages import render
from telex.web.rows import first_sentence
from telex.web.site import address
from telex.web.site.listing import sections, stories


async def page(request: Request) -> Response:
    running = house(request)
    id = address.item(request.path_params["tail"])
    seen = await running.reader.one(running.book.public(), Channel.SITE, id)
    if seen is None:
        raise HTTPException(404)
    found = await stories(running, Channel.SITE)
    around: dict[str, Any] = {"sections": sections(found), "section": None, "front": False}
    if seen.killed:
        return render(request, "gone.html", public=True, status=410, d=seen.dispatch, **around)
    place = address.path(seen)
    if request.url.path != place:
        return RedirectResponse(prefix(request) + place, 301)
    others = [s for s in found if s.seen.dispatch.id != id][:4]
    return render(
        request, "article.html", public=True, d=seen.dispatch, at=seen.dispatch.first_published_at or seen.at,
        place=place, others=others, data=_data(running, seen, place), sentence=first_sentence(seen.dispatch), **around,
    )  # fmt: skip


def _data(running: House, seen: Seen, place: str) -> dict[str, Any]:
    """schema.org NewsArticle: the summary alone, marked as not free in full."""
    d = seen.dispatch
    published = d.first_published_at or seen.at
    values = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": d.headline,
        "description": d.abstract,
        "inLanguage": d.language,
        "datePublished": published.isoformat(timespec="seconds"),
        "dateModified": seen.at.isoformat(timespec="seconds"),
        "isAccessibleForFree": False,
        "mainEntityOfPage": running.settings.url + place,
        "publisher": {"@type": "NewsMediaOrganization", "name": running.settings.agency_name},
        "sourceOrganization": {"@type": "Organization", "name": d.source_name} if d.source_name else None,
        "articleSection": list(d.categories) or None,
    }
    return {name: value for name, value in values.items() if value is not None}
