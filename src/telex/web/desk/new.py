"""`/desk/new`: files a text, typed field by field, or pasted or uploaded as it came."""

from __future__ import annotations

import secrets
from datetime import datetime

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from telex.errors import Conflict, TelexError
from telex.model.filing import Filing, Order
from telex.model.vocabulary import Act
from telex.office import Caller
from telex.web.auth import editor, form, house
from telex.web.desk.answers import onward
from telex.web.desk.fields import Typed, faults, instant, item, typed
from telex.web.pages import render


async def page(request: Request) -> Response:
    who = await editor(request)
    return _form(request, who, Typed(), {})


async def file(request: Request) -> Response:
    """Files once: a second press of the button sends the same key and gets the same answer."""
    who = await editor(request)
    fields = await form(request)
    given = typed({name: value for name, value in fields.items() if isinstance(value, str)})
    raw, name, kind = await _raw(fields.get("file"), str(fields.get("raw", "")))
    wrong: dict[str, str] = {}
    until = _embargo(request, given.embargo, wrong)
    if raw is None:
        wrong |= faults(given, house(request).settings.languages)
    if wrong:
        return _form(request, who, given, wrong, raw=str(fields.get("raw", "")), status=422)
    body = raw if raw is not None else item(given, None, house(request).settings.agency_name, version=None)
    filing = Filing(
        body=body,
        received_at=house(request).agency.clock(),
        media_type=kind if raw is not None else "application/vnd.iptc.ninjs+json",
        name=name,
        key=str(fields.get("key", ""))[:100] or None,
        by=who.user.id if who.user else None,
        order=Order(Act.NEW, embargo=until) if until is not None else None,
    )
    try:
        return onward(request, await house(request).agency.take(filing))
    except Conflict:
        return _form(request, who, given, {"form": "again"}, raw=str(fields.get("raw", "")), status=409)
    except TelexError as error:
        return _form(request, who, given, {"form": "refused"}, raw=str(fields.get("raw", "")), status=error.status)


async def _raw(upload: object, pasted: str) -> tuple[bytes | None, str | None, str | None]:
    """(bytes, name, media type) of an uploaded file, else of a pasted text; all None when neither was given."""
    if isinstance(upload, UploadFile) and upload.filename:
        body = await upload.read()
        if body:
            return body, upload.filename[:200], None
    if pasted.strip():
        return pasted.replace("\r\n", "\n").encode(), None, "text/plain; charset=utf-8"
    return None, None, None


def _embargo(request: Request, text: str, wrong: dict[str, str]) -> datetime | None:
    """The instant, or a fault: an hour that cannot be read never files a text without its embargo."""
    if not text:
        return None
    until = instant(text, house(request).settings.tz)
    if until is None:
        wrong["embargo"] = "date"
    elif until <= house(request).agency.clock():
        wrong["embargo"] = "past"
    return until


def _form(
    request: Request, who: Caller, given: Typed, wrong: dict[str, str], *, raw: str = "", status: int = 200
) -> Response:
    return render(
        request, "desk_new.html", status=status, who=who, f=given, wrong=wrong, raw=raw,
        key=secrets.token_urlsafe(16), zone=house(request).settings.zone,
    )  # fmt: skip
