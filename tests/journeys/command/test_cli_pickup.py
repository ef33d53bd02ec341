"""`telex pickup` on a store that nobody serves."""

from __future__ import annotations

from typing import Any

TEXT = (
    "Harbour of Skerra closes its north quay\n\n"
    "The harbour of Skerra shut its basin after the barge Orvane went astray, the Tessmark Pilots Board said on Tuesday.\n\n"
    "Eleven trawlers were sent to Lower Tessmark, and two ferries wait in the roads until the divers have been down twice.\n"
)


def test_the_report_and_the_overview_are_printed_and_given_as_json(shell: Any) -> None:
    for source in ("harbour", "rival"):
        shell.ok("source", "add", source, "--name", f"{source.title()} Office")
    shell.write("ours.txt", TEXT)
    shell.write("copy.txt", TEXT + "\nSource: Harbour Office, in a reprint of the evening.\n")
    (ours,) = shell.ok("file", "ours.txt", "--source", "harbour", "--json").objects
    (copy,) = shell.ok("file", "copy.txt", "--source", "rival", "--json").objects
    assert copy["relation"] == "repost"
    (report,) = shell.ok("pickup", ours["id"], "--json").objects
    assert [(c["id"], c["kept"]) for c in report["carried"]] == [(copy["id"], 1.0)]
    shown = shell.ok("pickup", ours["id"]).out
    assert "Rival Office" in shown
    assert "100 %" in shown
    (line,) = shell.ok("pickup", "--json").objects
    assert (line["id"], line["sources"]) == (ours["id"], ["rival"])
    assert "Nothing was taken up" in shell.ok("pickup", "--source", "rival").out
    assert shell("pickup", "nothing").code == 1
    assert shell("pickup", "--nonsense").code == 2
