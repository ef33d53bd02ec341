"""The gate: default no, and each rule alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from telex.model.company import PUBLIC_CHANNELS, Entitlement, Viewer
from telex.model.dispatch import Dispatch
from telex.model.draft import Embargo
from telex.model.vocabulary import Act, Channel, PubStatus, Right
from telex.routing.entitlement import may
from telex.routing.projection import project

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def dispatch(**changes: object) -> Dispatch:
    base = Dispatch(
        "i1", "urn:x:1", 1, Act.NEW, PubStatus.USABLE, NOW, "harbour", headline="Quai fermé",
        body=("Le quai est fermé.",), abstract="Le quai est fermé.", ednote="pour les rédactions",
        first_published_at=NOW - HOUR,
    )  # fmt: skip
    return replace(base, **changes)  # type: ignore[arg-type]


def viewer(*entitlements: Entitlement, **changes: object) -> Viewer:
    return replace(Viewer(company="gazette", entitlements=entitlements), **changes)  # type: ignore[arg-type]


PORTS = frozenset({"ports"})


def what(v: Viewer, d: Dispatch, channel: Channel = Channel.API, carried: frozenset[str] = PORTS) -> str:
    return may(v, d, carried, channel, NOW).what


def test_nobody_sees_anything_by_default() -> None:
    assert what(Viewer(), dispatch()) == "no"
    assert what(viewer(), dispatch()) == "no"


def test_an_entitlement_to_a_product_that_carries_it_gives_the_text() -> None:
    assert what(viewer(Entitlement("ports")), dispatch()) == "full"
    assert what(viewer(Entitlement("ports", Right.SUMMARY)), dispatch()) == "summary"
    assert what(viewer(Entitlement("rail")), dispatch()) == "no"
    assert what(viewer(Entitlement("ports")), dispatch(), carried=frozenset()) == "no"


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, "full"),
        (NOW, None, "full"),
        (NOW + HOUR, None, "no"),
        (None, NOW, "no"),
        (None, NOW + HOUR, "full"),
    ],
)
def test_the_period_begins_inclusive_and_ends_exclusive(
    since: datetime | None, until: datetime | None, expected: str
) -> None:
    assert what(viewer(Entitlement("ports", since=since, until=until)), dispatch()) == expected


def test_a_channel_that_was_not_sold_or_does_not_exist_is_closed() -> None:
    only_portal = viewer(Entitlement("ports", channels=frozenset({Channel.PORTAL})))
    assert what(only_portal, dispatch(), Channel.PORTAL) == "full"
    assert what(only_portal, dispatch(), Channel.STREAM) == "no"
    assert may(only_portal, dispatch(), PORTS, "telepathy", NOW).what == "no"  # type: ignore[arg-type]
    assert what(viewer(Entitlement("ports")), dispatch(), Channel.DESK) == "no"


def test_an_embargo_closes_every_channel_until_its_instant() -> None:
    v = viewer(Entitlement("ports"))
    assert what(v, dispatch(embargo=Embargo(NOW + HOUR, "13 h"))) == "no"
    assert what(v, dispatch(embargo=Embargo(NOW, "12 h"))) == "full"
    assert what(v, dispatch(embargo=Embargo(None, "mardi, peut-être"))) == "no"
    assert what(v, dispatch(hold=True)) == "no"
    assert what(v, dispatch(pubstatus=PubStatus.WITHHELD)) == "no"


def test_an_editor_sees_held_versions_on_the_desk_alone() -> None:
    editor = Viewer(desk=True)
    held = dispatch(hold=True, embargo=Embargo(NOW + HOUR, "13 h"))
    assert what(editor, held, Channel.DESK) == "full"
    assert what(editor, held, Channel.PORTAL) == "no"
    assert what(editor, held, Channel.STREAM) == "no"
    assert what(editor, dispatch(), Channel.SITE) == "no"


def test_a_kill_reaches_whoever_could_have_read_the_text_and_nobody_else() -> None:
    killed = dispatch(pubstatus=PubStatus.CANCELED, killed_at=NOW)
    assert what(viewer(Entitlement("ports")), killed) == "notice"
    assert what(viewer(Entitlement("ports", until=NOW - HOUR / 2)), killed) == "notice", (
        "the right is gone, the text may not be"
    )
    assert what(viewer(Entitlement("ports", until=NOW - 2 * HOUR)), killed) == "no", "ended before it was published"
    assert what(viewer(Entitlement("ports", since=NOW + HOUR)), killed) == "no", "began after the kill"
    assert what(viewer(Entitlement("ports"), active=False), killed) == "notice"
    assert what(viewer(Entitlement("rail")), killed) == "no"


def test_the_notice_names_the_headline_only_to_whom_the_last_version_was_open() -> None:
    killed = dispatch(pubstatus=PubStatus.CANCELED, killed_at=NOW, slugline="quai", named_to=PORTS)
    dropped = replace(killed, named_to=frozenset({"rail"}))
    unnamed = project(dropped, may(viewer(Entitlement("ports")), dropped, PORTS, Channel.API, NOW))
    assert unnamed is not None and unnamed.headline is None, "the product carried an earlier version alone"
    for entitlement, headline in (
        (Entitlement("ports"), "Quai fermé"),
        (Entitlement("ports", until=NOW - HOUR / 2), None),
    ):
        shown = project(killed, may(viewer(entitlement), killed, PORTS, Channel.API, NOW))
        assert shown is not None
        assert (shown.headline, shown.slugline is not None) == (headline, headline is not None)


def test_what_cannot_be_decided_is_refused() -> None:
    broken = dispatch(embargo="tomorrow")
    verdict = may(viewer(Entitlement("ports")), broken, PORTS, Channel.API, NOW)
    assert verdict.what == "no" and verdict.reason.startswith("error:")


def test_the_public_gets_the_whitelist_and_nothing_else() -> None:
    public = Viewer(entitlements=(Entitlement("ports", Right.SUMMARY, channels=PUBLIC_CHANNELS),))
    verdict = may(public, dispatch(), PORTS, Channel.SITE, NOW)
    shown = project(dispatch(), verdict)
    assert shown is not None
    assert (shown.headline, shown.abstract) == ("Quai fermé", "Le quai est fermé.")
    assert shown.body == () and shown.ednote is None and shown.captions == ()


def test_a_notice_holds_no_word_of_the_text() -> None:
    killed = dispatch(pubstatus=PubStatus.CANCELED, killed_at=NOW, ednote="Annulée : source retirée")
    shown = project(killed, may(viewer(Entitlement("ports")), killed, PORTS, Channel.API, NOW))
    assert shown is not None
    assert (shown.body, shown.abstract, shown.subheadline) == ((), None, None)
    withheld = replace(killed, withhold_headline=True)
    shown = project(withheld, may(viewer(Entitlement("ports")), withheld, PORTS, Channel.API, NOW))
    assert shown is not None and shown.headline is None


def why(v: Viewer, d: Dispatch, channel: Channel = Channel.API, carried: frozenset[str] = PORTS) -> str:
    return may(v, d, carried, channel, NOW).reason


@pytest.mark.parametrize(
    ("entitlement", "reason"),
    [
        (Entitlement("rail", until=NOW - HOUR), "no-product"),
        (Entitlement("ports", until=NOW - HOUR, channels=frozenset({Channel.PORTAL}), archive=1, seats=1), "period"),
        (Entitlement("ports", channels=frozenset({Channel.PORTAL}), archive=1, seats=1), "channel"),
        (Entitlement("ports", archive=1, seats=1), "archive"),
        (Entitlement("ports", seats=1), "seat"),
        (Entitlement("ports"), "entitled"),
    ],
)
def test_the_reason_is_the_first_thing_that_was_missing(entitlement: Entitlement, reason: str) -> None:
    old = dispatch(first_published_at=NOW - timedelta(days=2))
    assert why(viewer(entitlement, user="ana"), old) == reason


def test_two_rights_to_a_product_are_not_added_up() -> None:
    """One alive without the channel and one on the channel that has ended give nothing together."""
    v = viewer(Entitlement("ports", channels=frozenset({Channel.PORTAL})), Entitlement("ports", until=NOW - HOUR))
    assert why(v, dispatch()) == "channel"


def test_the_archive_ends_so_many_days_back_and_what_is_not_out_yet_is_not_old() -> None:
    v = viewer(Entitlement("ports", archive=1))
    day = timedelta(days=1)
    assert what(v, dispatch(first_published_at=NOW - day)) == "no"
    assert what(v, dispatch(first_published_at=NOW - day + timedelta(microseconds=1))) == "full"
    assert what(v, dispatch(first_published_at=None)) == "full"


def test_a_seat_is_for_people_alone() -> None:
    right = Entitlement("ports", seats=1)
    assert what(viewer(right), dispatch()) == "full", "a machine needs none"
    assert what(viewer(right, user="ana"), dispatch()) == "no"
    assert what(viewer(right, user="ana", seats=frozenset({"rail"})), dispatch()) == "no"
    assert what(viewer(right, user="ana", seats=PORTS), dispatch()) == "full"


def test_a_block_closes_the_text_whatever_was_sold_and_comes_before_every_right() -> None:
    v = viewer(Entitlement("ports"), blocks=frozenset({"block:b"}))
    assert what(v, dispatch()) == "full"
    assert why(v, dispatch(), carried=PORTS | {"block:b"}) == "blocked"
    assert why(replace(v, active=False), dispatch(), carried=PORTS | {"block:b"}) == "inactive"
    assert what(viewer(Entitlement("ports")), dispatch(), carried=PORTS | {"block:b"}) == "full", "another company's"
    assert why(v, dispatch(hold=True), carried=PORTS | {"block:b"}) == "held"


def test_a_filter_is_no_part_of_the_right() -> None:
    v = viewer(Entitlement("ports"), filters=frozenset({"filter:f"}))
    assert what(v, dispatch(), carried=PORTS | {"filter:f"}) == "full"


@pytest.mark.parametrize(
    ("changes", "entitlement", "headline"),
    [
        ({"blocks": frozenset({"block:b"})}, Entitlement("ports"), None),
        ({"user": "ana"}, Entitlement("ports", seats=1), None),
        ({"user": "ana", "seats": PORTS}, Entitlement("ports", seats=1), "Quai fermé"),
        ({}, Entitlement("ports", archive=1), None),
    ],
)
def test_a_kill_is_told_to_whom_the_text_is_closed_now_without_its_headline(
    changes: dict[str, object], entitlement: Entitlement, headline: str | None
) -> None:
    killed = dispatch(
        pubstatus=PubStatus.CANCELED, first_published_at=NOW - timedelta(days=2), killed_at=NOW, named_to=PORTS
    )
    shown = project(killed, may(viewer(entitlement, **changes), killed, PORTS | {"block:b"}, Channel.API, NOW))
    assert shown is not None and shown.headline == headline


WAITING = Embargo(NOW + HOUR, "13 h")
AHEAD = Entitlement("ports", advance=True)


def test_a_copy_in_advance_leaves_by_its_own_channel_alone_and_says_until_when_it_binds() -> None:
    held = dispatch(hold=True, embargo=WAITING, first_published_at=None)
    for channel in set(Channel) - {Channel.ADVANCE}:
        assert what(viewer(AHEAD), held, channel) == "no", channel
    verdict = may(viewer(AHEAD), held, PORTS, Channel.ADVANCE, NOW)
    assert (verdict.what, verdict.reason, verdict.products) == ("full", "advance", ("ports",))
    summary = may(viewer(replace(AHEAD, right=Right.SUMMARY)), held, PORTS, Channel.ADVANCE, NOW)
    shown = project(held, summary)
    assert shown is not None and shown.embargo == WAITING and shown.body == ()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"embargo": None}, "held"),
        ({"embargo": Embargo(None, "mardi, peut-être")}, "held"),
        ({"embargo": Embargo(NOW, "12 h")}, "held"),
        ({"pubstatus": PubStatus.WITHHELD}, "channel"),
        ({"hold": False, "embargo": None}, "channel"),
        ({"pubstatus": PubStatus.CANCELED, "killed_at": NOW, "hold": False}, "channel"),
    ],
)
def test_only_what_waits_for_a_known_hour_is_read_in_advance(changes: dict[str, object], reason: str) -> None:
    held = replace(dispatch(hold=True, embargo=WAITING), **changes)  # type: ignore[arg-type]
    assert why(viewer(AHEAD), held, Channel.ADVANCE) == reason


@pytest.mark.parametrize(
    ("reader", "reason"),
    [
        (viewer(Entitlement("ports")), "advance"),
        (viewer(replace(AHEAD, until=NOW)), "period"),
        (viewer(replace(AHEAD, seats=1), user="ana"), "seat"),
        (viewer(replace(AHEAD, product="rail")), "no-product"),
        (viewer(AHEAD, active=False), "inactive"),
        (viewer(AHEAD, blocks=PORTS), "blocked"),
        (Viewer(desk=True), "channel"),
        (Viewer(), "no-product"),
    ],
    ids=["no right", "ended", "no seat", "another product", "suspended", "blocked", "desk", "public"],
)
def test_a_copy_in_advance_needs_every_right_that_the_text_needs(reader: Viewer, reason: str) -> None:
    assert why(reader, dispatch(hold=True, embargo=WAITING), Channel.ADVANCE) == reason
