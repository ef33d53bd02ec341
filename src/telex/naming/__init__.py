"""Names found by a model: optional, after routing, in a process of its own. What is on the wire never waits for it.

`model` knows which one is installed, `process` keeps the worker, `worker` is what runs in it, `merge` lays what it found
beside what the rules read, and `names` follows the log.
"""

from __future__ import annotations

from telex.naming.model import Model, how_to_install, installed
from telex.naming.names import Named, Names

__all__ = ["Model", "Named", "Names", "how_to_install", "installed"]
