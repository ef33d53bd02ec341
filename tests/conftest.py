"""For every test: a server started here loads no model, unless the test asks for it."""

from __future__ import annotations

import os

os.environ.setdefault("TELEX_NLP", "off")
