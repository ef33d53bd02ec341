"""Sets the demo's agency up through the office and the rooms of topics, as an operator and readers would."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from telex import topics
from telex.demo import customers, script
from telex.demo.customers import DemoFollow
from telex.errors import NotFound
from telex.house import House
from telex.model.company import Source
from telex.model.topic import Watched
from telex.office import Caller
from telex.reading.layout.profiles import load_text
from telex.topics import Manner, Wanted

PASSWORD = "estuaire-demo"  # noqa: S105 - printed at start; `telex serve` refuses a store with demo accounts
FURNISHED = "furnished"


async def furnish(house: House) -> None:
    """Sources, page layouts, customers, people and topics of the demo; twice does no harm.

    Whatever somebody changed since stays: a store that was furnished to the end gets its sources and layouts alone.
    """
    await _sources(house)
    if FURNISHED in await state(house):
        return
    await _products(house)
    await _companies(house)
    await _people(house)
    await _topics(house)
    await remember(house, FURNISHED, "yes")


async def state(house: House) -> dict[str, str]:
    """How far the demo is. Kept with its first source."""
    return await house.store.sources.state(script.sources()[0].id)


async def remember(house: House, key: str, value: str) -> None:
    await house.store.sources.remember(script.sources()[0].id, {**await state(house), key: value})


async def caller(house: House, email: str) -> Caller:
    """One of the demo's people, as when signed in. Raises NotFound."""
    found = await house.store.accounts.user_by_email(email)
    viewer = house.book.viewer_of(found[0]) if found is not None else None
    if found is None or viewer is None:
        raise NotFound(f"no demo account {email!r}")
    return Caller(viewer, found[0])


async def _sources(house: House) -> None:
    now = house.agency.clock()
    for profile_id, text in script.profiles().items():
        await house.store.sources.put_profile(profile_id, text, now)
        house.agency.profiles = house.agency.profiles.with_added(load_text(text))
    for source in script.sources():
        await house.store.sources.put(
            Source(source.id, source.name, "push", profile=source.profile, public_share=source.public_share), now
        )


async def _products(house: House) -> None:
    for product in customers.products():
        if product.id not in house.book.products:
            await house.office.put_product(product.id, product.name, product.query, public=product.public)


async def _companies(house: House) -> None:
    start = house.agency.clock().astimezone(ZoneInfo(house.settings.zone))
    for company in customers.companies():
        known = await house.store.companies.get_company(company.id) or await house.office.put_company(
            company.id, company.name
        )
        held = {entitlement.product for entitlement in known.entitlements}
        for right in company.rights:
            if right.product not in held:
                await house.office.grant(company.id, right.entitlement(start))
    for one in customers.restrictions():
        await house.office.put_restriction(one.kind, one.id, one.query, company=one.company, name=one.name)


async def _people(house: House) -> None:
    for user in customers.users():
        if await house.store.accounts.user_by_email(user.email) is None:
            await house.office.put_user(user.email, user.name, user.role, user.company, PASSWORD)
    for given in customers.seats():
        await house.office.put_seats(given.company, given.product, given.users)


async def _topics(house: House) -> None:
    for topic in customers.topics():
        owner = await caller(house, topic.follow.user)
        if topic.name not in [listed.topic.name for listed in await topics.listing(house, owner)]:
            wanted = Wanted(topic.name, topic.query, topic.reach)
            await topics.create(house, owner, wanted, _manner(house, topic.follow))
    for follow in customers.follows():
        follower = await caller(house, follow.user)
        found = [
            listed.topic.id for listed in await topics.listing(house, follower) if listed.topic.name == follow.topic
        ]
        for id in found:
            await topics.follow(house, follower, id, _manner(house, follow))
    for watch in customers.watches():
        await topics.watch(house, await caller(house, watch.user), Watched.PERSON, watch.person)


def _manner(house: House, follow: DemoFollow) -> Manner:
    until = None if follow.muted is None else house.agency.clock() + timedelta(days=follow.muted)
    return Manner(follow.mode, follow.which, follow.hours, muted_until=until)
