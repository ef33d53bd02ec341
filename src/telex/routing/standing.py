"""Ids among the standing queries: a product's as it is, the others with what they are before a colon."""

from __future__ import annotations

from telex.model.vocabulary import Limit

TOPIC = "topic:"
BLOCK = f"{Limit.BLOCK.value}:"
FILTER = f"{Limit.FILTER.value}:"


def is_product(id: str) -> bool:
    """No product id has a colon."""
    return ":" not in id


def is_limit(id: str) -> bool:
    """A block or a content filter."""
    return id.startswith((BLOCK, FILTER))
