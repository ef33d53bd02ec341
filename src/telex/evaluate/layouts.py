"""Reading profiles of a folder, by the name of the source that each is for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from telex.errors import Invalid
from telex.evaluate import files
from telex.reading.layout.profiles import Profile, load_text


def load(folder: Path) -> Mapping[str, Profile]:
    """The profiles of FOLDER/<source>.toml by source. Raises Invalid naming the file at fault."""
    if not folder.is_dir():
        raise Invalid(f"{folder} is no folder; --profiles wants one that holds <source>.toml files")
    found: dict[str, Profile] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            found[path.stem] = load_text(files.text(path))
        except Invalid as error:
            raise Invalid(f"{path}: {error}") from error
    if not found:
        raise Invalid(f"{folder} holds no <source>.toml")
    return found
