"""What a wire page was asked to show, as its address says it: the same for the list and for its stream."""

from __future__ import annotations

from dataclasses import dataclass, replace

from starlette.requests import Request

from telex.delivery.reader import Question
from telex.errors import QueryError
from telex.routing.parser import parse
from telex.routing.query import Query


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of `/wire`. Absent stays None."""

    product: str | None = None
    q: str | None = None
    urgency: int | None = None
    lang: str | None = None
    source: str | None = None
    before: int | None = None
    open: str | None = None
    group: bool = True
    query: Query | None = None
    error: QueryError | None = None

    @property
    def question(self) -> Question:
        return Question(
            product=self.product, query=self.query, language=self.lang, urgency=self.urgency, source=self.source
        )

    def link(self, **changes: object) -> dict[str, object]:
        """Parameters of an address with some of them changed; None leaves one out."""
        values: dict[str, object] = {
            "product": self.product, "q": self.q, "urgency": self.urgency, "lang": self.lang, "source": self.source,
            "group": None if self.group else 0,
        }  # fmt: skip
        return {name: value for name, value in {**values, **changes}.items() if value is not None}


def asked(request: Request) -> Asked:
    """Reads the address. A query that cannot be read comes back with its error and its text."""
    given = request.query_params
    found = Asked(
        product=given.get("product") or None,
        q=(given.get("q") or "").strip()[:20_001] or None,
        urgency=_number(given.get("urgency")),
        lang=given.get("lang") or None,
        source=given.get("source") or None,
        before=_number(given.get("before")),
        open=given.get("open") or None,
        group=given.get("group") != "0",
    )
    if found.q is None:
        return found
    try:
        return replace(found, query=parse(found.q))
    except QueryError as error:
        return replace(found, error=error)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else None
