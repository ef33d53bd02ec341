"""Invented dispatches for the benches: seeded, French-looking, about 260 words, several accounts an event.

Nothing here was published anywhere: words are drawn with Zipf frequencies from an invented vocabulary, names likewise.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from itertools import accumulate

ONSETS = [
    "b",
    "c",
    "d",
    "f",
    "g",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "br",
    "cl",
    "dr",
    "fl",
    "gr",
    "pl",
    "pr",
    "tr",
    "ch",
]
VOWELS = ["a", "e", "i", "o", "u", "ai", "au", "eau", "ou", "é", "è", "on", "an", "in"]
ENDINGS = ["tion", "ment", "teur", "eur", "age", "ière", "ance", "oir", "ette", "isme", "er", "é"]
FUNCTION = [
    "le",
    "la",
    "les",
    "de",
    "du",
    "des",
    "et",
    "à",
    "un",
    "une",
    "en",
    "dans",
    "pour",
    "par",
    "sur",
    "au",
    "aux",
    "qui",
    "que",
    "ne",
    "pas",
    "a",
    "est",
    "sont",
    "avec",
]
VERBS = ["a annoncé", "a déclaré", "a indiqué", "a précisé", "a souligné", "a confirmé"]
DAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]


class Vocabulary:
    """Words with Zipf frequencies (exponent 1.05), and names."""

    def __init__(self, rng: random.Random, size: int = 6_000) -> None:
        self.rng = rng
        self.words = sorted({self._word() for _ in range(size)})
        rng.shuffle(self.words)
        self.weights = list(accumulate(1 / (rank + 3) ** 1.05 for rank in range(len(self.words))))

    def _word(self) -> str:
        parts = [self.rng.choice(ONSETS) + self.rng.choice(VOWELS) for _ in range(self.rng.randint(1, 3))]
        return "".join(parts) + self.rng.choice(ENDINGS)

    def draw(self, count: int) -> list[str]:
        return self.rng.choices(self.words, cum_weights=self.weights, k=count)

    def name(self) -> str:
        return " ".join(self._word().capitalize() for _ in range(2))


def dispatches(count: int, start: datetime, *, per_event: int = 3, seed: int = 7) -> list[tuple[str, datetime]]:
    """`count` agency texts with their times of arrival, one a minute, `per_event` accounts of each event."""
    rng = random.Random(seed)
    vocabulary = Vocabulary(rng)
    texts: list[tuple[str, datetime]] = []
    event: tuple[list[str], list[str]] = ([], [])
    for n in range(count):
        if n % per_event == 0:
            event = ([vocabulary.name() for _ in range(4)], vocabulary.draw(30))
        at = start + timedelta(minutes=n)
        texts.append((_text(rng, vocabulary, event, at, n), at))
    return texts


def _text(rng: random.Random, words: Vocabulary, event: tuple[list[str], list[str]], at: datetime, n: int) -> str:
    names, subject = event
    day = f"{at.day} {MONTHS[at.month - 1]} {at.year}"
    head = " ".join(rng.sample(subject, 6)).capitalize()
    paragraphs = [_paragraph(rng, words, names, subject, at) for _ in range(6)]
    author = words.name()
    lines = ["Politique, Monde", "", head, "", f"{author} | {at:%d.%m.%Y} - Mise à jour : {at:%d.%m.%Y}", ""]
    lines += [f"PORT-{n % 17}, {day} (Banc) - {paragraphs[0]}", ""]
    for paragraph in paragraphs[1:]:
        lines += [paragraph, ""]
    return "\n".join(lines)


def _paragraph(rng: random.Random, words: Vocabulary, names: list[str], subject: list[str], at: datetime) -> str:
    sentences = []
    for _ in range(2):
        body = []
        for word in words.draw(9) + rng.sample(subject, 4):
            body += [rng.choice(FUNCTION), word] if rng.random() < 0.6 else [word]
        sentences.append(" ".join(body).capitalize() + ".")
    quote = " ".join(words.draw(8))
    told = f"« {quote.capitalize()} », {rng.choice(VERBS)} {rng.choice(names)} {DAYS[at.weekday()]}."
    return " ".join(
        [
            *sentences,
            told
            if rng.random() < 0.5
            else f"{rng.choice(names)} {rng.choice(VERBS)} {rng.randint(12, 990)} {words.draw(1)[0]}.",
        ]
    )
