"""Which products carry a dispatch, which do not and by which condition, and what blocks and filters it."""

from __future__ import annotations

from dataclasses import dataclass

from telex.delivery.seen import Seen
from telex.house import House
from telex.model.record import Held, Stored
from telex.routing.document import words_of
from telex.routing.explain import explain
from telex.routing.standing import is_product
from telex.why.answer import Step
from telex.why.matched import compiled, explained, matched_before
from telex.why.subject import Subject


def products_of(house: House, subject: Subject) -> list[str]:
    """Those that the company has or had a right to, each once."""
    known = house.book.products
    return [p for p in dict.fromkeys(e.product for e in subject.viewer.entitlements) if p in known]


def would_carry(house: House, subject: Subject, held: Held) -> list[Step]:
    """Of a held version, for the desk: what the company's products would make of it now."""
    d, now, steps = held.dispatch, house.reader.clock(), []
    words = words_of(d, event=None, arrived=now)
    for product in products_of(house, subject):
        known, query = house.book.products[product], compiled(house.book.products[product].query, house.settings.zone)
        found = explain(query, d, words, now, house.settings.tz) if query is not None else None
        yes = found is not None and found.matched and known.active
        says = f"Product {known.name} {'would' if yes else 'would not'} carry it."
        code = "carried" if yes else "not-carried"
        steps.append(Step(code, yes, says, id=product, name=known.name, query=known.query, explained=found))
    return steps


@dataclass(frozen=True, slots=True)
class Carried:
    """The products of one company and one dispatch. `seen` = the dispatch as the asker may see it."""

    house: House
    subject: Subject
    stored: Stored
    seen: Seen
    desk: bool
    sent: frozenset[str]
    """Products by which a copy was due then."""

    async def steps(self) -> list[Step]:
        """The company's own first; for the desk also those that carry it beside them."""
        mine = products_of(self.house, self.subject)
        carried = [p for p in sorted(self.stored.carried) if is_product(p) and p in self.house.book.products]
        found = [await self._carries(product, own=True) for product in mine if product in carried]
        found += [self._misses(product) for product in mine if product not in carried]
        if self.desk:
            found += [await self._carries(product, own=False) for product in carried if product not in mine]
            if not carried and not mine:
                found.append(Step("not-carried", False, "No product carries it, and the company has none."))
        return found + self._limits()

    async def _carries(self, product: str, *, own: bool) -> Step:
        known = self.house.book.products[product]
        found, changed = explained(known.query, self.seen, self.house.settings.tz), False
        why = "" if own else ", which the company has no right to"
        if found is None and self.seen.verdict.what == "summary":
            why = ", by what stands beyond the summary"
        elif found is not None and not found.matched:
            changed = not await matched_before(self.house, self.stored, known.query)
            why += (
                "; its query has changed since" if changed else "; an earlier version matched, and later ones follow it"
            )
            found = None
        says = f"Product {known.name} carries it{why}."
        return Step(
            "carried", True if own else None, says, id=product, name=known.name, query=known.query, explained=found,
            changed=changed,
        )  # fmt: skip

    def _misses(self, product: str) -> Step:
        known, was = self.house.book.products[product], product in self.sent
        found = explained(known.query, self.seen, self.house.settings.tz)
        if was:
            why = " now; a copy was due by it then, and its query has changed since"
        elif not known.active:
            why = ": it is stopped"
        elif found is not None and not found.matched:
            why = f": {found.held} of {len(found.clauses)} conditions met, not met: {found.failed}"
        else:
            why = ""
        return Step(
            "not-carried", False, f"Product {known.name} does not carry it{why}.", id=product, name=known.name,
            query=known.query, explained=found, changed=was,
        )  # fmt: skip

    def _limits(self) -> list[Step]:
        """Blocks and filters that carry it. A block is the agency's own affair: the desk alone is told of it."""
        viewer, steps = self.subject.viewer, []
        for standing in sorted((viewer.blocks | viewer.filters) & self.stored.carried):
            known = self.house.book.members.restrictions.get(standing)
            blocks = standing in viewer.blocks
            if known is None or (blocks and not self.desk):
                continue
            name = known.name or known.id
            says = f"Block {name} closes it." if blocks else f"Filter {name} keeps it out of what is sent."
            found = explained(known.query, self.seen, self.house.settings.tz)
            code = "block" if blocks else "filter"
            steps.append(Step(code, False, says, id=standing, name=name, query=known.query, explained=found))
        return steps
