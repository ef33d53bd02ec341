"""Plays the demo: sets the agency up once, then files each cue at its second, and goes on where it was after a restart."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace

from telex.demo import script
from telex.demo.script import Cue
from telex.errors import Conflict, TelexError
from telex.house import House
from telex.model.company import Entitlement, Source
from telex.model.filing import Filing
from telex.model.vocabulary import Right
from telex.reading.layout.profiles import load_text

PASSWORD = "estuaire-demo"  # noqa: S105 - printed at start; `telex serve` refuses a store with demo accounts
STATE = "next_cue"
Tell = Callable[[str], None]


async def furnish(house: House) -> None:
    """Sources, page layouts, products, companies and accounts of the demo; twice does no harm."""
    now = house.agency.clock()
    for profile_id, text in script.profiles().items():
        await house.store.sources.put_profile(profile_id, text, now)
        house.agency.profiles = house.agency.profiles.with_added(load_text(text))
    for source in script.sources():
        await house.store.sources.put(
            Source(source.id, source.name, "push", profile=source.profile, public_share=source.public_share), now
        )
    if house.book.products:
        return
    for product in script.products():
        await house.office.put_product(product.id, product.name, product.query, public=product.public)
    for company in script.companies():
        await house.office.put_company(company.id, company.name)
        for product_id in company.products:
            await house.office.grant(company.id, Entitlement(product_id, since=now))
        for product_id in company.summaries:
            await house.office.grant(company.id, Entitlement(product_id, Right.SUMMARY, since=now))
    for user in script.users():
        await house.office.put_user(user.email, user.name, user.role, user.company, PASSWORD)


async def play(house: House, tell: Tell, *, pace: float = 1.0) -> None:
    """Files the cues that are left, those of second 0 at once. `pace` 10 = ten times as fast."""
    keeper = script.sources()[0].id
    start = int((await house.store.sources.state(keeper)).get(STATE, "0"))
    left: Sequence[Cue] = script.cues()[start:]
    if not left:
        tell("The demo wire was played to its end; --fresh starts it again.")
        return
    loop = asyncio.get_running_loop()
    first = loop.time() - (left[0].at / pace if start else 0.0)
    for number, cue in enumerate(left, start):
        await asyncio.sleep(max(0.0, first + cue.at / pace - loop.time()))
        line = await file_cue(house, cue, number)
        if cue.at > 0:
            tell(line)
        await house.store.sources.remember(keeper, {STATE: str(number + 1)})
    tell("That was the demo wire's last dispatch. It stays up: file one of your own at the desk.")


async def file_cue(house: House, cue: Cue, number: int) -> str:
    """Files one cue and says in one line what became of it."""
    now = house.agency.clock()
    filing = Filing(cue.body(now), now, cue.media_type, cue.source, cue.file, key=f"demo-{number}")
    source = await house.store.sources.get(cue.source)
    filing = replace(filing, profile=source.profile if source else None)
    try:
        answers = await house.agency.take(filing)
    except Conflict:
        return f"{cue.file}: was already filed"
    except TelexError as error:
        return f"{cue.file}: {error}"
    states = [getattr(a, "state", None) or f"quarantine ({getattr(a, 'code', '')})" for a in answers]
    return f"{cue.source}: {', '.join(states)}"
