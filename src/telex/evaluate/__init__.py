"""How well Telex reads and groups a labelled wire: the production path on one side, the labels on the other.

`docs/reference/evaluate.md` tells every format and how each figure is computed.
"""

from __future__ import annotations
