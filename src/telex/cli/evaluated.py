"""The figures of `telex evaluate` as tables in a terminal. Shares are shown in percent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.markup import escape

from telex.cli.terminal import console, table

SHOWN = 20
"""Lines of a list that are printed; `--json` has all of them."""
Figures = dict[str, Any]


def percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"


def show_events(found: Figures) -> None:
    """One run."""
    console.print(
        f"{found['documents']} documents, {found['events']} events, {found['predicted_events']} events predicted"
    )
    rows = [(name, *_three(found[key])) for name, key in (("B-cubed", "b_cubed"), ("pairwise", "pairwise"))]
    relations = found["relations"]
    if relations:
        kinds = relations["found"].items()
        rows += [(name, *_three(one)) for name, one in kinds if one["gold"] or one["predicted"]]
    table(("", "precision", "recall", "F1"), rows, "")
    if relations:
        _relations(relations)
    _merges(found)
    _run(found)


def _relations(relations: Figures) -> None:
    told = relations["related_to"]
    console.print(
        f"\nrelations right: {percent(relations['accuracy'])} % of {relations['documents']};"
        f" of the {told['documents']} that are not new, related_to exact {percent(told['exact'])} %,"
        f" in the right event {percent(told['right_event'])} %"
    )
    columns = list(next(iter(relations["confusion"].values())))
    rows = [(row, *(counts[c] or "." for c in columns)) for row, counts in relations["confusion"].items()]
    console.print("confusion: rows are the labels, columns what was predicted", style="dim")
    table(("", *columns), rows, "")
    for name in ("correction", "kill"):
        for id in relations["found"][name]["missed"]:
            console.print(f"[bold red]missed {name}[/bold red]: {escape(id)}")


def _merges(found: Figures) -> None:
    twins, merges = found["twins"], found["false_merges"]
    if twins["pairs"]:
        console.print(f"\ntwins merged: {len(twins['merged'])} of {twins['pairs']}")
    console.print(f"false merges (pairs of events that share a predicted one): {len(merges)}")
    _listed(
        f"  {' = '.join(one['events'])} ({', '.join(one['documents'])})" + (" TWINS" if one in twins["merged"] else "")
        for one in merges
    )


def _run(found: Figures) -> None:
    if "unplaced" not in found:
        return
    if found["unplaced"]:
        console.print(f"without a place in any event, each counted as an event of its own: {len(found['unplaced'])}")
        _listed(f"  {id}: {reason}" for id, reason in found["unplaced"].items())
    if found["placed_at_release"]:
        console.print(f"held at arrival and placed at release: {escape(', '.join(found['placed_at_release']))}")
    console.print(
        f"{found['dispatches_per_second']} dispatches/s ({found['cpu_seconds']} s of CPU from filing to commit)"
    )


def show_orders(found: Figures) -> None:
    """Several orders of arrival."""
    console.print(f"{found['documents']} documents, {found['events']} events, {found['orders']} orders of arrival")
    rows = []
    for name, one in found["figures"].items():
        shown = percent if name.startswith(("b_cubed", "pairwise")) else lambda figure: f"{figure:.1f}"
        rows.append((name.replace("_", " "), shown(one["mean"]), shown(one["lowest"]), shown(one["highest"])))
    table(("", "mean", "lowest", "highest"), rows, "")


def show_reading(figures: Mapping[str, Figures | None]) -> None:
    """Known and unknown source side by side; a way of reading that was not run has no column."""
    told = {name: one for name, one in figures.items() if one is not None}
    titles = {"known": "source told", "unknown": "not told"}
    console.print("; ".join(f"{titles[name]}: {one['documents']} documents" for name, one in told.items()))
    first = next(iter(told.values()))
    rows = [("header and body (mean)", *(percent(one["header_and_body"]) for one in told.values()))]
    rows += [
        (name, *(percent(one["scalars"].get(name, {}).get("accuracy")) for one in told.values()))
        for name in first["scalars"]
    ]
    table(("accuracy", *(titles[name] for name in told)), rows, "")
    lists = [(name, *(_slashed(one["lists"].get(name, {})) for one in told.values())) for name in first["lists"]]
    console.print()
    table(("precision / recall / F1", *(titles[name] for name in told)), lists, "")
    console.print()
    table(("found, and right", *(titles[name] for name in told)), _attached(told), "")
    for name, one in told.items():
        _unread(titles[name], one)


def _attached(told: Mapping[str, Figures]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for name in ("roles", "speakers", "quote_kinds"):
        for figure in ("accuracy", "answered", "precision"):
            rows.append((f"{name.replace('_', ' ')}: {figure}", *(percent(one[name][figure]) for one in told.values())))
    rows += [(f"dates: {figure}", *(percent(one["dates"][figure]) for one in told.values()))
             for figure in ("recall", "accuracy")]  # fmt: skip
    rows.append(("anomalies: recall", *(percent(one["anomalies"]["recall"]) for one in told.values())))
    rows.append(("dispatches/s", *(str(one["dispatches_per_second"] or "-") for one in told.values())))
    return rows


def _unread(title: str, one: Figures) -> None:
    if one["unread"]:
        console.print(f"{title}: nothing could be read of {len(one['unread'])}")
        _listed(f"  {id}: {reason}" for id, reason in one["unread"].items())


def _three(one: Figures) -> tuple[str, str, str]:
    return percent(one.get("precision")), percent(one.get("recall")), percent(one.get("f1"))


def _slashed(one: Figures) -> str:
    return " / ".join(_three(one))


def _listed(lines: Iterable[str]) -> None:
    shown = list(lines)
    for line in shown[:SHOWN]:
        console.print(escape(line))
    if len(shown) > SHOWN:
        console.print(f"  and {len(shown) - SHOWN} more (--json has all)", style="dim")
