"""What a ruling makes of the members of the events that it touches: pure, from values to values.

Who is moved goes where the editor said. A relation that would point into another event afterwards is mended: the
dispatch starts its event, or it is one more account of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from telex.model.event import Evidence
from telex.model.grouping import Change, Standing
from telex.model.vocabulary import Relation

METHOD = "editor"
VERSION = 1
MOST_ITEMS = 200
"""Items that one ruling may name."""
MOST_MOVED = 2_000
"""Members that a merge may take along."""
ANCHORS = 20
"""Oldest members of an event that stand for it in pairs: all of it in nearly every event, and bounded in a flood."""

Stated = tuple[Relation, str | None, Evidence]
"""Relation, related_to and evidence that are given and not derived."""


def ruled(before: Evidence | None = None) -> Evidence:
    """Evidence of an editor's ruling. Figures of the same two texts, measured before, are kept with it."""
    if before is None:
        return Evidence(METHOD, VERSION)
    return replace(before, method=METHOD, suggestion=None)


def regrouped(
    members: Sequence[Standing], to: Mapping[str, str], stated: Mapping[str, Stated] | None = None
) -> list[Change]:
    """The memberships that change. `members` = all of every event touched, oldest first; `to` = item to its new event."""
    given = stated or {}
    groups: dict[str, list[Standing]] = {}
    for member in members:
        groups.setdefault(to.get(member.item, member.event), []).append(member)
    changes = []
    for event, group in groups.items():
        anchor = anchor_of(group, to)
        present = {member.item for member in group}
        for member in group:
            after = _after(member, event, anchor, present, given.get(member.item))
            if after is not None:
                changes.append(after)
    return changes


def anchor_of(group: Sequence[Standing], to: Mapping[str, str]) -> Standing:
    """Who stands for an event: its oldest member that was there before and may still be read, else the oldest."""
    there = [member for member in group if to.get(member.item, member.event) == member.event]
    among = there or group
    return next((member for member in among if member.usable), among[0])


def _after(member: Standing, event: str, anchor: Standing, present: set[str], stated: Stated | None) -> Change | None:
    moved = event != member.event
    if not member.usable:
        stated = None  # how a killed one stands is settled; where it stands is not
    relation, related_to, evidence = stated or (member.relation, member.related_to, member.evidence)
    alone = member.item == anchor.item
    gone = related_to is not None and related_to not in present
    second = moved and stated is None and relation is Relation.NEW and not alone
    if member.usable and (gone or second):
        relation = Relation.NEW if alone else Relation.ACCOUNT
        related_to, evidence = None if alone else anchor.item, ruled()
    elif moved and stated is None:
        evidence = ruled(evidence)
    change = Change(member.item, event, relation, related_to, evidence, member.usable)
    same = (member.event, member.relation, member.related_to, member.evidence)
    return None if (event, relation, related_to, evidence) == same else change


def smaller(members: Sequence[Standing], named: set[str]) -> set[str]:
    """The part of a split that takes the new id: the smaller one; the named one when both are equal."""
    rest = {member.item for member in members} - named
    return rest if len(rest) < len(named) else named


def across(ones: Sequence[str], others: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs between two groups, oldest first: every item of one with the first of the other, and the other way."""
    found = {pair(a, b) for a in ones for b in others[:ANCHORS]}
    found |= {pair(a, b) for a in ones[:ANCHORS] for b in others}
    return sorted(found)


def pair(one: str, other: str) -> tuple[str, str]:
    """In one order, whoever was named first."""
    return (one, other) if one <= other else (other, one)
