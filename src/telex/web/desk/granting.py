"""The form by which a company is entitled to a product."""

from __future__ import annotations

from starlette.datastructures import FormData

from telex.house import House
from telex.model.company import SUBSCRIBER_CHANNELS, Company, Entitlement
from telex.model.vocabulary import Channel, Right
from telex.office.contracts import MOST_DAYS
from telex.web.desk.administering import Wrong, moment, number, text

FIELDS = ("product", "right", "since", "until", "archive", "advance", "seats")
CHANNELS = tuple(c.value for c in Channel if c in SUBSCRIBER_CHANNELS)


def granted(running: House, company: Company, fields: FormData) -> Entitlement:
    """The right as typed. Raises Wrong. More seats than are taken are looked for here too, so that the field says it."""
    wrong: dict[str, str] = {}
    product, right = text(fields, "product"), text(fields, "right")
    if product not in running.book.products:
        wrong["product"] = "choose"
    if right not in set(Right):
        wrong["right"] = "choose"
    since, until = moment(running, fields, "since", wrong), moment(running, fields, "until", wrong)
    if until is not None and until <= max(since or running.agency.clock(), running.agency.clock()):
        wrong["until"] = "order" if since is not None and until <= since else "past"
    archive, seats = number(fields, "archive", wrong, 1), number(fields, "seats", wrong, 0)
    if archive is not None and archive > MOST_DAYS:
        wrong["archive"] = "number"
    if seats is not None and seats > 1_000_000:
        wrong["seats"] = "number"
    if seats is not None and seats < len(running.book.members.seated(company.id, product)):
        wrong["seats"] = "taken-seats"
    channels = frozenset(Channel(str(c)) for c in fields.getlist("channel") if str(c) in CHANNELS)
    if not channels:
        wrong["channel"] = "missing"
    if wrong:
        raise Wrong(wrong)
    advance = text(fields, "advance") == "yes"
    return Entitlement(product, Right(right), since, until, channels, archive, advance, seats)
