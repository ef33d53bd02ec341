"""The dispatches that the queries are asked about, and the vocabulary that the queries are drawn from.

From a text file, else from the pages under ../shared/data/pages (page to text by our own intake), else invented: 60,000 words
with Zipf frequencies (exponent 1.05), 520 words a dispatch. Codes are drawn at random in all three. Everything is seeded.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path

from bench.pages import PAGES, RECEIVED
from bench.texts import ONSETS, VOWELS
from telex import intake
from telex.errors import TelexError
from telex.model.dispatch import Dispatch
from telex.model.filing import Filing
from telex.model.vocabulary import Act, PubStatus

NOW = datetime(2026, 7, 14, 12, tzinfo=UTC)
WORDS = 520
"""Words of an invented dispatch, and of a piece of a text file that marks no documents."""
MOST_WORDS = 1_200
"""A page is cut here: PostgreSQL keeps no more than 256 places of a word, and longer texts have more of the commonest."""
FEWEST_WORDS = 60
"""A page with less is furniture."""
EXPONENT, VOCABULARY, INVENTED = 1.05, 60_000, 300
LANGUAGES, GENRES, SOURCES = ("fr", "en", "de"), tuple(f"genre{n}" for n in range(12)), 40
SUBJECTS = tuple(str(20_000_000 + n) for n in range(1_200))
_SYLLABLES = [onset + vowel for onset in ONSETS for vowel in VOWELS]


@dataclass(frozen=True, slots=True)
class Text:
    """One document before it is a dispatch."""

    headline: str
    body: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """What one run is measured on."""

    name: str
    dispatches: tuple[Dispatch, ...]
    vocabulary: tuple[str, ...] = ()
    """Words that could have been written, the invented vocabulary alone; most are in no dispatch."""


def load(file: Path | None, *, seed: int = 7) -> Corpus:
    """`file`, else the pages, else invented. Raises OSError or UnicodeDecodeError for a file that cannot be read."""
    rng = random.Random(seed)
    if file is not None:
        return _corpus(file.name, _of_file(file.read_text("utf-8").splitlines()), rng)
    if (PAGES / "expected.json").is_file():
        return _corpus("pages", _of_pages(), rng)
    return invented(seed=seed)


def invented(count: int = INVENTED, *, seed: int = 7) -> Corpus:
    """`count` dispatches of an invented vocabulary."""
    rng = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < VOCABULARY:
        found["".join(rng.choices(_SYLLABLES, k=rng.randint(1, 4)))] = None
    words = list(found)
    weights = list(accumulate(1 / (rank + 1) ** EXPONENT for rank in range(VOCABULARY)))
    texts = (_text(rng.choices(words, cum_weights=weights, k=WORDS)) for _ in range(count))
    return _corpus("invented", texts, rng, tuple(words))


def save(corpus: Corpus, path: Path) -> None:
    """One JSON text a line, for a process of its own; the codes are drawn again from the same seed."""
    lines = (json.dumps([one.headline, one.body], ensure_ascii=False) for one in corpus.dispatches)
    path.write_text("\n".join(lines), "utf-8")


def again(path: Path, *, seed: int = 7) -> Corpus:
    """What `save` wrote."""
    rows = (json.loads(line) for line in path.read_text("utf-8").split("\n"))
    return _corpus(path.name, (Text(headline, tuple(body)) for headline, body in rows), random.Random(seed))


def _corpus(name: str, texts: Iterable[Text], rng: random.Random, vocabulary: tuple[str, ...] = ()) -> Corpus:
    made = tuple(_dispatch(number, text, rng) for number, text in enumerate(texts))
    if not made:
        raise SystemExit(f"bench.routing: {name} holds no text: give a file of running text")
    return Corpus(name, made, vocabulary)


def _dispatch(number: int, text: Text, rng: random.Random) -> Dispatch:
    return Dispatch(
        id=str(number), uri=f"urn:bench:{number}", version=1, act=Act.NEW, pubstatus=PubStatus.USABLE, received_at=NOW,
        source=f"source{rng.randrange(SOURCES)}", language=rng.choice(LANGUAGES), urgency=rng.randint(1, 5),
        genre=rng.choice(GENRES), subjects=tuple(rng.sample(SUBJECTS, 3)), headline=text.headline, body=text.body,
    )  # fmt: skip


def _text(words: Sequence[str]) -> Text:
    return Text(" ".join(words[:10]), tuple(" ".join(words[n : n + 60]) for n in range(10, len(words), 60)))


def _of_file(lines: Sequence[str]) -> Iterator[Text]:
    """Documents are parted by lines of `---`; without any, the lines are gathered by 520 words."""
    marked, gathered, words = "---" in lines, list[str](), 0
    for line in [*lines, "---"]:
        if line != "---" and line.strip():
            gathered.append(line)
            words += len(line.split())
        if gathered and (line == "---" or (not marked and words >= WORDS)):
            yield Text(gathered[0][:200], _cut(gathered))
            gathered, words = [], 0


def _of_pages() -> Iterator[Text]:
    """The pages that intake opens, in the order of their list."""
    for row in json.loads((PAGES / "expected.json").read_text("utf-8")).values():
        page = gzip.decompress((PAGES / "html" / row["file"]).read_bytes())
        try:
            stated = intake.read(Filing(page, RECEIVED, "text/html")).declared
        except TelexError:
            continue
        if sum(len(line.split()) for line in stated.body or ()) >= FEWEST_WORDS:
            yield Text(stated.headline or "", _cut(stated.body or ()))


def _cut(lines: Iterable[str]) -> tuple[str, ...]:
    """The first 1,200 words, by whole lines or, of a longer line, a part."""
    kept, left = [], MOST_WORDS
    for line in lines:
        words = line.split()
        if left <= 0:
            break
        kept.append(line if len(words) <= left else " ".join(words[:left]))
        left -= len(words)
    return tuple(kept)


def timed(corpus: Corpus, most: int = 50) -> tuple[Dispatch, ...]:
    """The dispatches that are timed: the same in every process."""
    return corpus.dispatches[:: max(1, len(corpus.dispatches) // most)][:most]
