"""What the reader understood of a filing: line by line, with the role that it gave to each. For the desk alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from telex import intake
from telex.desk.amend import read_as
from telex.errors import TelexError
from telex.house import House
from telex.intake import Limits
from telex.model.amendment import Amendment
from telex.model.dispatch import Dispatch
from telex.model.facts import Facts


@dataclass(frozen=True, slots=True)
class Understood:
    """`lines` pair a role with a line of the filing; empty when the bytes are no longer kept."""

    facts: Facts
    """With the names that a model added, and the editors' values in place, marked as theirs."""
    lines: list[tuple[str, str]]
    amendments: tuple[Amendment, ...] = ()


async def understood(running: House, d: Dispatch) -> Understood | None:
    """None when the version has no reading: killed, or filed before readings were kept. A held version has one."""
    kept = [k for k in await running.store.filings.of(d.id) if (k.version or 0) <= d.version or d.held]
    facts = await running.store.dispatches.facts(d.id, d.version)
    if facts is not None and (more := await running.store.dispatches.named_facts(d.id, d.version)) is not None:
        facts = replace(facts, mentions=more.mentions)  # read from the very same paragraphs
    if facts is None and kept and d.held:
        facts = await running.store.filings.facts(kept[-1].id)
    if facts is None:
        return None
    amendments = await running.store.amendments.of(d.id)
    shown = read_as(facts, amendments)
    if not kept:
        return Understood(shown, [], amendments)
    try:
        draft = intake.read(kept[-1].filing, Limits(max_bytes=running.settings.max_filing_bytes))
    except TelexError:
        return Understood(shown, [], amendments)
    lines = [(role, block.text) for role, block in zip(facts.roles, draft.blocks, strict=False)]
    return Understood(shown, lines, amendments)
