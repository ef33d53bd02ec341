"""Plays the demo: files each cue at its second, does what follows from it, and goes on where it was after a restart."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace

from telex import topics
from telex.demo import script
from telex.demo.furnish import PASSWORD, caller, furnish, remember, state
from telex.demo.script import Cue, Deed
from telex.errors import Conflict, TelexError
from telex.house import House
from telex.model.filing import Filing
from telex.model.topic import Watched

__all__ = ["PASSWORD", "STATE", "file_cue", "furnish", "play"]

STATE = "next_cue"
Tell = Callable[[str], None]


async def play(house: House, tell: Tell, *, pace: float = 1.0) -> None:
    """Files the cues that are left, those of second 0 at once. `pace` 10 = ten times as fast."""
    start = int((await state(house)).get(STATE, "0"))
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
        await remember(house, STATE, str(number + 1))
    tell("That was the demo wire's last dispatch. It stays up: file one of your own at the desk.")


async def file_cue(house: House, cue: Cue, number: int) -> str:
    """Files one cue, does what follows from it, and says in one line what became of it."""
    now = house.agency.clock()
    filing = Filing(cue.body(now), now, cue.media_type, cue.source, cue.file, key=f"demo-{number}")
    source = await house.store.sources.get(cue.source)
    filing = replace(filing, profile=source.profile if source else None)
    try:
        answers = await house.agency.take(filing)
    except Conflict:
        line = f"{cue.file}: was already filed"
    except TelexError as error:
        return f"{cue.file}: {error}"
    else:
        states = [getattr(a, "state", None) or f"quarantine ({getattr(a, 'code', '')})" for a in answers]
        line = f"{cue.source}: {', '.join(states)}"
    done = [await _do(house, deed, cue.expected[0].uri) for deed in cue.then]
    return "; ".join([line, *done])


async def _do(house: House, deed: Deed, uri: str) -> str:
    """One deed about the dispatch under `uri`, and a line about it. Twice does no harm; what is no longer possible is said."""
    try:
        who = await caller(house, deed.by)
        if deed.do == "advance":
            held = next((h for h in await house.store.holds.all() if h.dispatch.uri == uri), None)
            await house.office.offer_advance(held.id if held is not None else uri)
            return "opened in advance"
        stored = await house.store.dispatches.by_uri(uri)
        member = stored.member if stored is not None else None
        target = uri if deed.do == "dispatch" or member is None else member.event
        await topics.watch(house, who, Watched(deed.do), target)
    except TelexError as error:
        return f"{deed.do} not possible: {error}"
    return f"{deed.do} watched by {deed.by}"
