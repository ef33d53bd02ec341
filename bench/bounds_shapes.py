"""Texts meant to make a reader work: each maker gives about `size` characters. Names and places are invented."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from telex.reading import load_text
from telex.reading.layout.profiles import Profile

Maker = Callable[[int], str]
Flood = Callable[[int], list[str]]
SEED = 11
_PROSE = (
    "la criée de le port rouvre selon une régie qui avait fermé quai après tempête dans nuit plusieurs bateaux sont "
    "restés amarrés devant halle sans abri mardi matin avec leurs équipages pour reprendre travail promis par conseil"
)
WORDS = tuple(_PROSE.split())
NAMES = ("Odile Brannec", "Lila Menez", "Yann Corvellec", "Porzac", "Kervalan", "Office des Quais", "Amaury Delorge")
DATED = (
    "le mardi 3 mars 2026", "jeudi dernier", "du 12 au 14 avril 2027", "à la fin du mois", "03/04/2026", "en 2019",
    "il y a trois ans", "la veille", "au deuxième trimestre 2024", "dans quinze jours",
)  # fmt: skip


def repeated(piece: str) -> Maker:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def drawn(pieces: Sequence[str], between: str = " ", end: str = "") -> Maker:
    """Pieces in an order that no cache foresees, the same in every run."""

    def make(size: int) -> str:
        draw = random.Random(SEED)
        found: list[str] = []
        length = 0
        while length < size:
            found.append(draw.choice(pieces) + end)
            length += len(found[-1]) + len(between)
        return between.join(found)

    return make


def sentences(size: int, width: int = 12) -> str:
    """Paragraphs of plain sentences, every sentence another one."""
    draw = random.Random(SEED)
    found: list[str] = []
    length = 0
    while length < size:
        words = [draw.choice(WORDS) for _ in range(width)]
        found.append(" ".join(words).capitalize() + f", a dit {draw.choice(NAMES)}." + "\n" * (len(found) % 4 == 3))
        length += len(found[-1]) + 1
    return " ".join(found)


def different_names(size: int) -> str:
    """Each name another one, so that nobody is anybody's namesake: the cast grows with the text."""
    return " ".join(f"{_word(n * 7 + 1)} {_word(n * 3 + 2)} a dit non." for n in range(size // 26))


def one_surname(size: int) -> str:
    """Many people of one surname, and the surname alone between them."""
    return " ".join(f"Le ministre {_word(n)} Brannec parle. M. Brannec écoute." for n in range(size // 55))


def many_roles(size: int) -> str:
    """Offices without a name after offices with one."""
    return " ".join(
        f"Le maire de {_word(n)}, {_word(n + 5)} Tremel, parle. Le maire dit oui." for n in range(size // 62)
    )


def pronouns(size: int) -> str:
    """Quotations whose speaker is always further back."""
    return "Odile Brannec est venue. " + " ".join(
        f"« Voici le point {n} », a-t-elle ajouté." for n in range(size // 40)
    )


def _word(number: int) -> str:
    letters = "bcdfglmnprstv"
    syllables = [letters[(number // 13**place) % 13] + "aeiou"[(number + place) % 5] for place in range(4)]
    return "".join(syllables).capitalize()


def names_in_long_paragraphs(size: int) -> str:
    """Few long paragraphs that all name the same people, display text longer than match text."""
    people = [f"{_word(n)} {_word(n + 900)}" for n in range(200)]
    share = max(1, size // 12)
    whole = " ".join(f"{name} pa\u00adrle." for name in people)
    return "\n".join((whole * (share // len(whole) + 1))[:share] for _ in range(12))


SHAPES: dict[str, Maker] = {
    "words": drawn(WORDS),
    "sentences": sentences,
    "quotes, one line": drawn(["« Nous tiendrons », a dit Odile Brannec.", "“We will” said he.", '"Non" dit-il.']),
    "quotes, a line each": drawn(["« Nous tiendrons le quai », a dit Odile Brannec."], "\n"),
    "quotes of one word": repeated("« a » "),
    "quotes by pronoun": pronouns,
    "quotes, one sentence": repeated("et « nous tenons », a dit le maire, puis "),
    "quotes, verb before": repeated("le maire Jean Tremel a dit « nous tenons » et "),
    "quotes, incise": repeated("« nous tenons » ce jour, a dit le maire, "),
    "quotes and roles": lambda size: many_roles(size // 2) + " « Nous tenons », a dit le maire." * (size // 66),
    "quotes and roles, one line": lambda size: "\n".join((many_roles(size // 2), *["« Oui », dit le maire."] * (size // 50))),
    "roles in a row": repeated("directeur Jean Tremel "),
    "quotes never closed": repeated("« a b "),
    "quotes, lines not closed": repeated("« a b c\n"),
    "quotes never opened": repeated("a b » "),
    "quotes nested": lambda size: "« " * (size // 4) + "» " * (size // 4),
    "quotes nested, mixed": repeated("« a “b ‘c \"d "),
    "straight marks": repeated('"'),
    "straight marks, words": repeated('mot "mot" '),
    "dashes of speech": drawn(["– Non, dit-elle.", "– Oui."], "\n"),
    "digits": repeated("1234567890 "),
    "one number": repeated("7"),
    "grouped numbers": repeated("1 234 "),
    "numbers and commas": repeated("1,"),
    "figures": drawn(["12 bateaux", "3,5 %", "1 650 euros", "deux millions de tonnes", "entre 3 et 5 kilos"]),
    "spelt numbers": drawn(["deux", "cent", "mille", "millions", "trente", "et", "un", "quatre-vingt"]),
    "dates, one line": drawn(DATED, ", "),
    "dates, paragraphs": drawn([f"Le port ouvre {d}, puis {e}." for d in DATED for e in DATED], "\n"),
    "dates, numeric": repeated("03/04/2026 "),
    "weekdays": repeated("lundi "),
    "months": repeated("mars "),
    "date words": drawn(["le", "dernier", "prochain", "fin", "mois", "de", "ce", "début", "semaine", "jour", "an"]),
    "commitments": drawn(["Le conseil promet de rouvrir le port", "Odile Brannec s'engage à payer", "la régie va livrer"],
                         ". "),
    "commitment verbs": repeated("promet de s'engage à "),
    "names": drawn(NAMES),
    "names, all different": different_names,
    "names, one surname": one_surname,
    "names by role": many_roles,
    "names, long paragraphs": names_in_long_paragraphs,
    "roles": repeated("le président de la "),
    "honorifics": repeated("M. "),
    "particles": repeated("Van de la "),
    "capitals": repeated("LA CRIÉE ROUVRE "),
    "one capital": repeated("A "),
    "hyphened capitals": repeated("Ab-"),
    "initials": repeated("J."),
    "commas": repeated("Porzac, "),
    "punctuation": repeated("?!.,;:"),
    "dots": repeated("."),
    "dashes": repeated("-"),
    "slashes": repeated("a/"),
    "bars": repeated("a | "),
    "parentheses": repeated("("),
    "parentheses closed": lambda size: "(" * (size // 2) + ")" * (size // 2),
    "parentheses, words": repeated("(abc "),
    "brackets": repeated("["),
    "one letter": repeated("a"),
    "one capital letter": repeated("A"),
    "apostrophes": repeated("l'"),
    "apostrophes alone": repeated("'"),
    "curly apostrophes": repeated("aujourd’hui l’"),
    "blanks": lambda size: "a" + " " * (size - 2) + "b",
    "no-break blanks": lambda size: "a" + "\u00a0" * (size - 2) + "b",
    "lines of one letter": repeated("a\n"),
    "lines": drawn(["Ligne d'un texte assez long pour compter parmi les autres, selon la régie du port."], "\n"),
    "lines, short": drawn(WORDS, "\n"),
    "lines without end": drawn([" ".join(WORDS[n:]) for n in range(20)], "\n"),
    "boilerplate": drawn(["Partager", "À lire aussi", "Abonnez-vous", "Lire la suite", "Tous droits réservés"], "\n"),
    "separators": repeated("***\n"),
    "bylines": repeated("Par Odile Brannec\n"),
    "datelines": repeated("PORZAC, 3 mars (ABC) - "),
    "dateline slashes": repeated("ZZ/Porzac/Odile Brannec\n"),
    "embargoes": drawn([f"EMBARGO jusqu'au {n} mars à 6 h" for n in range(1, 29)], "\n"),
    "corrections": repeated("Bien lire douze et non treize.\n"),
    "credits": repeated("Traduit de l'anglais par Odile Brannec\n"),
    "addresses": repeated("https://port.example/a?b=c "),
    "arabic": repeated("أعلنت إدارة الميناء يوم الثلاثاء 3 مارس 2026 أن \"الرصيف\" مفتوح. "),
    "hebrew": repeated("הנמל ייפתח ביום שלישי, אמרה הדוברת. "),
    "both directions": repeated("Le port \u202bالميناء\u202c de Porzac «שלום» rouvre. "),
    "emoji": repeated("🚢👩🏽‍✈️🇫🇷"),
    "combining marks": lambda size: "a" + "\u0301" * size,
    "combining marks, mixed": lambda size: "a" + "\u0301\u0323" * (size // 2),
    "decomposed words": repeated("crie\u0301e rouve\u0301e "),
    "decomposed names": repeated("Odile Bre\u0301nnec parle. "),
    "decomposed quotes": repeated("« La crie\u0301e tient », a dit Odile Bre\u0301nnec. "),
    "decomposed dates": repeated("Le 3 fe\u0301vrier 2026, 12 crie\u0301es. "),
    "decomposed promises": repeated("Le conseil s'engage a\u0300 payer. "),
    "zero width": lambda size: "a" + "\u200b" * size + "b",
    "zero width, words": repeated("po\u200brt "),
    "dotted i": repeated("İı "),
    "han": repeated("港口周二重新开放。"),
}  # fmt: skip


def _page(inside: str) -> str:
    return f"<html><head><title>La criée rouvre</title></head><body><article>{inside}</article></body></html>"


PAGES: dict[str, Maker] = {
    "html paragraphs": lambda n: _page("<p>Le port de Porzac rouvre mardi, selon la régie.</p>" * n),
    "html nests": lambda n: _page(("<div>" * 150 + "Le port rouvre." + "</div>" * 150) * (n // 150)),
    "html too deep": lambda n: _page("<div>" * n + "Le port rouvre." + "</div>" * n),
    "html not closed": lambda n: _page("<p>Le port <b>rouvre " * (n // 2)),
    "html inline": lambda n: _page("<p>" + "<b>Le port</b> rouvre. " * n + "</p>"),
    "html breaks": lambda n: _page("<p>" + "Le port rouvre.<br>" * n + "</p>"),
    "html lists": lambda n: _page("<ul>" + "<li>Porzac</li>" * n + "</ul>"),
    "html tables": lambda n: _page("<table>" + "<tr><td>Porzac</td></tr>" * (n // 2) + "</table>"),
    "html same text": lambda n: _page("<p>a</p>" * n),
    "html attributes": lambda n: _page(f"<p {'a=b ' * n}>Le port de Porzac rouvre mardi.</p>"),
    "html entities": lambda n: _page(f"<p>{'&eacute;' * n}</p>"),
    "html comments": lambda n: _page("<!-- a -->" * n + "<p>Le port de Porzac rouvre mardi.</p>"),
    "html metas": lambda n: "<html><head>" + "<meta name='author' content='Odile Brannec'>" * n + "</head><body><p>Le port.</p>",
    "html ld+json": lambda n: _page("<script type='application/ld+json'>" + "[" * n + "]" * n + "</script><p>Le port.</p>"),
}  # fmt: skip


def flood() -> dict[str, Flood]:
    """Series of texts that all look alike, or that all touch one another."""
    base = sentences(3_000).split(". ")

    def near(count: int) -> list[str]:
        return [". ".join((*base[: n % 9], f"Mot{n} seul", *base[n % 9 + 1 :])) for n in range(count)]

    def chain(count: int) -> list[str]:
        draw = random.Random(SEED)
        parts = [" ".join(draw.choice(WORDS) + str(draw.randrange(500)) for _ in range(60)) for _ in range(count + 1)]
        return [f"{parts[n]} {parts[n + 1]}" for n in range(count)]

    return {
        "one text again": lambda count: [". ".join(base)] * count,
        "near-copies": near,
        "a chain of halves": chain,
        "one name in all": lambda count: [f"Odile Brannec {_word(n)} à Porzac le 3 mars {_word(n + 9)}." for n in range(count)],
        "texts of one word": lambda count: [_word(n) for n in range(count)],
        "no common word": lambda count: [" ".join(_word(n * 50 + k) for k in range(50)) for n in range(count)],
    }  # fmt: skip


def adversarial_profile() -> Profile:
    """As many slots, marks and texts as validation lets through, each a near miss."""
    marks = [f"{'a' * (60 + n)}" for n in range(60)]
    listed = ", ".join(f'"{mark}"' for mark in marks)
    forms = ("mark", "note", "byline", "byline_dates", "dates", "place_date", "dateline", "list")
    slots = "\n".join(
        f'[[slot]]\nname = "s{n}"\nform = "{forms[n % len(forms)]}"\ntext = [{listed}]\nprefix = [{listed}]\nskip = [{listed}]'
        for n in range(40)
    )
    tail = "\n".join(f"{key} = [{listed}]" for key in ("byline", "footer", "drop", "end"))
    return load_text(f'id = "pire"\n{slots}\n[body]\nskip = [{listed}]\ncaption = [{listed}]\n[tail]\n{tail}\n')


def profile_text(lines: int) -> str:
    """Lines that each begin as a mark of that profile does."""
    return "\n".join("a" * 40 + f" {n} Porzac 3 mars 2026" for n in range(lines))
