"""Reads the samples as the agency reads what arrives: once with the source told, once without.

Nothing here decides anything: what is measured is `Agency.understand` in a real house.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from telex.errors import Invalid, TelexError
from telex.evaluate import fields, files, vocabulary
from telex.evaluate.files import Row
from telex.evaluate.predictions import check_complete
from telex.evaluate.samples import Sample
from telex.house import open_house
from telex.model.company import Source
from telex.model.filing import Filing
from telex.reading.layout.profiles import Profile
from telex.settings import Settings

TOLD = "source_told"
"""Key of a line of predictions: whether the reader knew the source and had its profile."""


@dataclass
class Readings:
    """What was read of the samples."""

    rows: dict[str, Row] = field(default_factory=dict)
    """By sample id, in the words of the gold."""
    unread: dict[str, str] = field(default_factory=dict)
    """Samples that could not be read, with the reason: nothing was read of them, and it counts."""
    seconds: float = 0.0
    """CPU time of this process for opening and reading, nothing else."""


async def read(
    samples: Sequence[Sample], profiles: Mapping[str, Profile] | None = None, step: Callable[[], None] = lambda: None
) -> Readings:
    """With `profiles` (by source): each sample under its configured source, whose profile it is; samples of other
    sources are left out. Without: no source is told and the profiles that come with Telex are all there is."""
    chosen = [sample for sample in samples if profiles is None or sample.source in profiles]
    made = Readings()
    if not chosen:
        return made
    with tempfile.TemporaryDirectory(prefix="telex-evaluate-") as folder:
        async with open_house(Settings(store=Path(folder) / "wire.db")) as house:
            house.agency.profiles = house.agency.profiles.with_added(*(profiles or {}).values())
            with suppress(TelexError):  # what is loaded once in the life of a process is loaded now, and not counted
                house.agency.understand(_filing(chosen[0], None), None)
            for sample in chosen:
                source = _source(sample, profiles)
                filing = _filing(sample, source)
                begun = time.process_time()
                try:
                    draft, facts = house.agency.understand(filing, source)
                    made.seconds += time.process_time() - begun
                    made.rows[sample.id] = vocabulary.words(draft, facts)
                except TelexError as error:
                    made.rows[sample.id] = {}
                    made.unread[sample.id] = str(error)
                step()
    return made


def _source(sample: Sample, profiles: Mapping[str, Profile] | None) -> Source | None:
    if profiles is None or sample.source is None:
        return None
    return Source(sample.source, sample.source, profile=profiles[sample.source].id)


def _filing(sample: Sample, source: Source | None) -> Filing:
    return Filing(
        sample.raw, sample.received_at, "text/plain", source.id if source else None, f"{sample.id}.txt",
        source.profile if source else None,
    )  # fmt: skip


def load(path: Path, samples: Sequence[Sample], known: Collection[str] | None) -> tuple[dict[bool, Readings], int]:
    """Readings by any tool, apart for lines with and without `source_told`; and how many lines were of other documents.

    `known` = ids that must have a line with the source told, None = whichever have one. Lines without it must be there
    for every sample, or for none. Raises Invalid with the line at fault, and with the ids that have none.
    """
    wanted = {sample.id for sample in samples}
    found = {True: Readings(), False: Readings()}
    others = 0
    for number, row in files.lines(path):
        where = f"{path}, line {number}"
        id, told = files.word(row, "id", where), row.get(TOLD, False)
        if not isinstance(told, bool):
            raise Invalid(f"{where}: {TOLD!r} must be true or false")
        if id not in wanted:
            others += 1
            continue
        if id in found[told].rows:
            raise Invalid(f"{where}: a second line for {id!r}; one line a document, or two that differ in {TOLD!r}")
        fields.check(row, where)
        found[told].rows[id] = row
    if found[False].rows or not found[True].rows:
        check_complete(path, wanted, found[False].rows)
    if found[True].rows:
        check_complete(path, known or (), found[True].rows)
    return {told: readings for told, readings in found.items() if readings.rows}, others


def write(path: Path, readings: Mapping[bool, Readings]) -> None:
    """One line a document and way of reading it."""
    files.write(path, ({"id": id, TOLD: told, **row} for told, one in readings.items() for id, row in one.rows.items()))
