"""Blocks and content filters: what narrows what a company gets."""

from __future__ import annotations

from telex.errors import Conflict, Invalid
from telex.model.company import Restriction
from telex.model.vocabulary import Limit
from telex.office.advance import Advance
from telex.office.archive import Archive, Pair, nothing
from telex.office.ids import check_id
from telex.routing.language.parser import parse
from telex.routing.language.query import Query


class Restrictions(Archive, Advance):
    """What narrows takes effect at once, what widens when it is ready (`docs/decisions/0019-who-gets-what.md`)."""

    async def put_restriction(
        self, kind: Limit, id: str, query: str, *, company: str | None = None, name: str = "", active: bool = True
    ) -> tuple[Restriction, int]:
        """A block or filter new, changed or stopped (`active` False). Raises QueryError with the place, Conflict.

        Returns it and how many recorded versions it carries. A block closes texts from this call on: until its rows are
        saved, whoever reads asks the query itself.
        """
        check_id(kind.value, id)
        asked = parse(query, zone=self.settings.zone)
        made = Restriction(id, kind, str(asked), company, name.strip()[:200], active)
        await self._check(made)
        known = self.book.members.restrictions.get(made.standing)
        if known is not None and (known.query, known.active) == (made.query, made.active):
            self.wire.announce(await self.store.companies.put_restriction(made, None, self.clock()))
            self.book.put_restriction(made)
            return made, 0
        if made.active and kind is Limit.BLOCK:
            return made, await self._block(made, asked, known)
        return made, await self._apply(made, asked)

    async def _check(self, made: Restriction) -> None:
        if made.kind is Limit.FILTER and made.company is None:
            raise Invalid("a content filter is a company's: say whose; for everybody there are blocks")
        if made.company is not None:
            await self.company(made.company)
        for other in self.book.members.restrictions.values():
            if other.id == made.id and (other.kind, other.company) != (made.kind, made.company):
                raise Conflict(
                    f"{made.id!r} is the {other.kind.value} of {other.company or 'everybody'}: choose another id"
                )
        if made.standing in self.book.pending:
            raise Conflict(f"{made.id!r} is being run over the archive; wait until that is done")

    async def _block(self, made: Restriction, asked: Query, known: Restriction | None) -> int:
        """Asked of every text from now on, by routing and by whoever reads, while it is run over the archive."""
        self.book.pending[made.standing] = asked
        self.book.put_restriction(made)
        saved = False
        try:
            if (fault := self.book.broken.get(made.standing)) is not None:
                raise Invalid(fault)
            count = await self._apply(made, asked)
            saved = True
        finally:
            if not saved:  # as it was: nothing of it is in the store
                self._forget(made, known)
            del self.book.pending[made.standing]
        return count

    def _forget(self, made: Restriction, known: Restriction | None) -> None:
        if known is None:
            self.book.drop_restriction(made.standing)
        else:
            self.book.put_restriction(known)

    async def _apply(self, made: Restriction, asked: Query) -> int:
        async def save(carried: list[Pair]) -> int:
            return await self.store.companies.put_restriction(made, carried, self.clock())

        walk = self.versions_of(asked) if made.active else nothing
        count = await self.settle(walk, save, lambda: self.book.put_restriction(made))
        await self.offer_again()
        return count
