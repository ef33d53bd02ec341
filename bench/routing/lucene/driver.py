"""Lucene's Monitor beside us, where its jars are: `--lucene FOLDER` with lucene-core, -memory, -queries, -analyzers-common and
-monitor. On Debian the first four come with `liblucene8-java`; the monitor is compiled from the sources of `lucene8`.

A stock Monitor is no fair peer. This one has whitespace analysis over our words (split outside the clock: ours starts from raw
text), two passes of the presearcher, words weighed by their frequency in the archive, and prefixes looked for among the
beginnings of words. It holds all that is drawn, near phrases and codes too; the three ranges of urgency as a choice of codes.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.routing.engines import analysed
from telex.model.dispatch import Dispatch
from telex.routing.language.fields import STREAM
from telex.routing.language.query import All, And, Code, Leaf, Not, NumberRange, Or, Phrase, Prefix, Query, Word
from telex.routing.terms import forms, pair

HEAP = "-Xmx6g"
_SOURCE = Path(__file__).with_name("Peer.java")
_CODES = ("subject", "genre", "language", "source", "uri")


class Unavailable(Exception):
    """Why there is no Lucene to measure against."""


def polish(query: Query) -> str:
    """The query as `Peer.java` reads it. Raises TypeError for what is not drawn."""
    if isinstance(query, All):
        return "*"
    if isinstance(query, Not):
        return f"not {polish(query.part)}"
    if isinstance(query, And | Or):
        name = "and" if isinstance(query, And) else "or"
        return f"{name} {len(query.parts)} {' '.join(polish(part) for part in query.parts)}"
    if isinstance(query, Leaf):
        return _leaf(query, query.field or "text")
    raise TypeError(f"not drawn: {query!r}")


def _leaf(leaf: Leaf, field: str) -> str:
    if isinstance(leaf, Word):
        return f"word bare.{field} {pair(leaf.text)[1]}"
    if isinstance(leaf, Prefix):
        return f"prefix {field} {pair(leaf.text)[0]}"
    if isinstance(leaf, Phrase):
        return f"phrase {field} {leaf.slop} {len(leaf.words)} {' '.join(pair(word)[0] for word in leaf.words)}"
    if isinstance(leaf, Code):
        return f"word code.{field} {leaf.value.casefold()}"
    if isinstance(leaf, NumberRange):
        held = range((leaf.low or 1), (leaf.high or 9) + 1)
        return f"or {len(held)} {' '.join(f'word code.{field} {number}' for number in held)}"
    raise TypeError(f"not drawn: {leaf!r}")


def document(dispatch: Dispatch) -> str:
    """Fields and their words, blanks between them; parts of the stream one by one, so that Lucene leaves the gap."""
    parts = {"headline": [dispatch.headline or ""], "body": [" ".join(dispatch.body)]}
    cells: list[str] = []
    for name in STREAM:
        for part in parts.get(name, ()):
            words = forms(part)
            exact, bare = " ".join(word for word, _ in words), " ".join(word for _, word in words)
            cells += ["text", exact, "bare.text", bare]
            if name == "headline":
                cells += [name, exact, f"bare.{name}", bare]
    codes = analysed(dispatch).codes
    for name in _CODES:
        cells += [f"code.{name}", " ".join(codes.get(name, ()))]
    return "\t".join([*cells, "code.urgency", str(dispatch.urgency)])


class Peer:
    """A Java process with the queries in it."""

    def __init__(self, process: subprocess.Popen[str], dispatches: Iterable[Dispatch]) -> None:
        self._process = process
        self._places = {one.id: place for place, one in enumerate(dispatches)}

    def __call__(self, dispatch: Dispatch, /) -> set[str]:
        return set(self._told(f"ask\t{self._places[dispatch.id]}").split())

    def seconds(self, count: int) -> float:
        """Processor time of the whole Java process for each of the first `count` dispatches."""
        return int(self._told(f"pass\t{count}")) / 1e9 / count

    def built(self) -> tuple[int, int]:
        """`(queries, bytes of heap)`, once all are registered."""
        queries, heap = self._told("built").split()
        return int(queries), int(heap)

    def send(self, line: str) -> None:
        stream = self._process.stdin
        assert stream is not None
        try:
            stream.write(line + "\n")
        except OSError as error:
            raise Unavailable(f"Java ended: {error}") from error

    def _told(self, line: str) -> str:
        self.send(line)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.flush()
        told = self._process.stdout.readline()
        if not told:
            raise Unavailable("Java ended: its last words stand above")
        return told


@contextmanager
def peer(
    jars: Path, trees: Mapping[str, Query], dispatches: tuple[Dispatch, ...], frequencies: Mapping[str, int]
) -> Iterator[Peer]:
    """A Monitor with the queries registered. Raises Unavailable."""
    path = f"{jars}/*"
    if not list(jars.glob("lucene-monitor*.jar")) or shutil.which("javac") is None:
        raise Unavailable(f"no lucene-monitor jar in {jars.name}, or no javac")
    with tempfile.TemporaryDirectory(prefix="lucene") as folder:
        done = subprocess.run(["javac", "-nowarn", "-cp", path, "-d", folder, str(_SOURCE)], check=False)
        if done.returncode:
            raise Unavailable("Peer.java does not compile against these jars")
        command = ["java", HEAP, "-XX:+UseSerialGC", "-cp", f"{folder}:{path}", "Peer"]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        with process:
            made = Peer(process, dispatches)
            for word, count in frequencies.items():
                made.send(f"frequency\t{word}\t{count}")
            for one in dispatches:
                made.send(f"dispatch\t{document(one)}")
            for name, tree in trees.items():
                made.send(f"query\t{name}\t{polish(tree)}")
            yield made
