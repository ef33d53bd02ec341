"""`telex event originals` on a store that nobody serves."""

from __future__ import annotations

from typing import Any

ENGLISH = """Skerra harbour closes its north quay

The harbour of Skerra closed its north quay after the barge Orvane struck it, harbour master Ilse Brandt told the Tessmark Pilots Board.
"""
OTHER = """Tessmark pilots ask for a second boat

The Tessmark Pilots Board asked the town of Skerra for a second boat, its chair Una Reeve said on Tuesday before the council.
"""
FRENCH = """Le port de Skerra ferme son quai nord

Le port de Skerra a fermé son quai nord après le choc de la péniche Orvane, a dit Ilse Brandt au Tessmark Pilots Board.
"""


def test_the_originals_are_printed_given_as_json_and_re_ranked_where_a_function_is_set(shell: Any) -> None:
    ids = [
        shell.ok("file", shell.write(f"{n}.txt", text), "--json").objects[0]["id"]
        for n, text in enumerate((ENGLISH, OTHER, FRENCH))
    ]
    found = shell.ok("event", "originals", ids[2], "--json").objects
    assert [(one["id"], one["reranked"]) for one in found] == [(ids[0], None), (ids[1], None)]
    assert "Skerra harbour closes" in shell.ok("event", "originals", ids[2]).out
    shell.write("ranking.py", "def order(query, candidates):\n    return range(len(candidates))\n")
    set_so = {"TELEX_RERANK": "ranking.py:order"}
    found = shell.ok("event", "originals", ids[2], "--json", env=set_so).objects
    assert [(one["id"], one["rank"], one["reranked"]) for one in found] == [(ids[1], 2, 1), (ids[0], 1, 2)]
    failed = shell("event", "originals", ids[2], "--json", env={"TELEX_RERANK": "nowhere:order"})
    assert failed.code == 0
    assert [one["id"] for one in failed.objects] == ids[:2]
    assert "No module named 'nowhere'" in failed.complaint
    assert "say module:function" in shell("event", "originals", ids[2], env={"TELEX_RERANK": "nonsense"}).complaint
    assert shell("event", "originals", "nothing").code == 1
