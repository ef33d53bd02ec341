"""Whatever a text is made of, what is read from it is what stands there: spans, forms, summary; the same every time."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from telex import intake
from telex.errors import Unreadable
from telex.model.facts import Facts, original
from telex.model.filing import Filing
from telex.model.proof import Field, Span
from telex.model.text import fold
from telex.reading import read
from telex.store import codec

RECEIVED = datetime(2026, 3, 12, 8, tzinfo=UTC)
PROSE = (
    "la le les l' d' un une de du des à au en dans et ou que qui a ont est était sera dit déclaré annoncé promis affirmé "
    "s'engage promet assure espère port quai criée bateau pêcheur conseil régie maire ministre président commandant "
    "porte-parole directrice préfet selon d'après pour avec contre il elle ils on Il Elle -t-il -t-elle M. Mme Dr "
    "Odile Brannec Lila Menez Yann Corvellec Porzac Kervalan Paris Rome France Italie Berlin Lituanie Office OTAN ONU "
    "Régie des Quais Société Agence Union européenne mardi jeudi lundi demain hier aujourd'hui veille lendemain dernier "
    "prochain semaine mois an fin début mars avril février 2024 2026 3 12 1er 31 quarante deux mille millions euros % "
    "militaires tonnes bateaux kilomètres 1 650 3,5 entre plus said told the by on Tuesday promised will reporters"
)
WORDS = tuple(PROSE.split())
MARKS = (
    "«", "»", "« ", " »", "“", "”", "„", '"', "'", "’", "''", "’’", "‹", "›", ".", ".", ", ", ",", " : ", ";", "!", "?", "…", "...", "–", "— ",
    "(", ")", "[", "]", "/", "|", "•", "*", "©",
)  # fmt: skip
DATES = (
    "mardi 3 mars 2026", "le 12 mars", "du 3 au 5 avril 2026", "3-5 mars", "03/04/2026", "2026-03-09", "31/02/2026", "jeudi dernier",
    "la veille", "il y a trois ans", "dans quinze jours", "à la mi-mars", "fin 2024", "au premier trimestre", "cet été", "en 0000",
    "le 31 décembre 9999", "1er janvier 0001", "March 3, 2026", "last Tuesday", "99 septembre", "24h00", "12 h 30",
)  # fmt: skip
ODD = (
    "\u00a0", "\u202f", "\u00ad", "\u200b", "\u200f", "\u202b", "\u202c", "\ufeff", "e\u0301", "E\u0300", "a\u0301\u0323", "İ", "ı", "ſ", "ﬁ", "œ", "ß",
    "ΐ", "ΣΑΣ", "أعلن", "שלום", "👩🏽‍✈️", "🇫🇷", "港口", "\u0301", "\u0345", "²", "½", "①", "٣", "Ⅷ", "𝟙", "\ud7ff", "\t",
)  # fmt: skip
WHOLE = (
    "« Nous tiendrons le quai jusqu'en avril », a dit Odile Brannec.",
    "Le conseil s'engage à verser 12 millions d'euros à Porzac d'ici la fin de l'année.",
    "La mairesse de Porzac, Lila Menez, a promis mardi de rouvrir la criée.",
    "EMBARGO jusqu'au 13 mars 2026 à 6 h",
    "Par Odile Brannec, avec Lila Menez",
    "PORZAC, 10 mars (ABC) - La criée rouvre.",
    "Traduit de l'anglais par Yann Corvellec",
    "RECTIFICATIF - Bien lire « douze » et non « treize ».",
)
piece = st.one_of(
    st.sampled_from(WORDS), st.sampled_from(WORDS), st.sampled_from(WORDS), st.sampled_from(MARKS), st.sampled_from(DATES),
    st.sampled_from(ODD), st.sampled_from(WHOLE),
)  # fmt: skip
joint = st.sampled_from([" ", " ", " ", " ", "", "\n", "\n\n", ", ", ". ", "\u00a0"])
written = st.lists(st.tuples(piece, joint), min_size=1, max_size=90).map(lambda many: "".join(a + b for a, b in many))
bounded = settings(
    max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)


def facts_of(text: str) -> Facts | None:
    """Read as a filing is; None for nothing but blanks, which intake refuses."""
    try:
        facts = read(intake.read(Filing(text.encode("utf-8", "replace"), RECEIVED, "text/plain")), RECEIVED)
    except Unreadable:
        return None
    assert "reading_failed" not in {anomaly.code for anomaly in facts.anomalies}
    return facts


def shown(facts: Facts, span: Span) -> str:
    assert 0 <= span.block < len(facts.body)
    paragraph = facts.body[span.block]
    assert 0 <= span.start < span.end <= len(paragraph), (span, paragraph)
    return paragraph[span.start : span.end]


def forms(value: object) -> set[str]:
    return {fold(form) for form in (value.name, *getattr(value, "also", ()))}  # type: ignore[attr-defined]


@bounded
@example("« Nous tien\u00addrons », a dit Odile Bre\u0301nnec, le 3 fe\u0301vrier 2026 : 12 crie\u0301es.")
@example("İ 12 bateaux « ı » a dit le maire İ.")
@example("e\u0301 " * 40 + "« oui, nous tiendrons » a dit Odile Brannec")
@given(written)
def test_what_is_read_stands_where_its_span_says(text: str) -> None:
    facts = facts_of(text)
    if facts is None:
        return
    said = facts.mentions
    texts: list[Field[object]] = [*said.quotes, *said.figures, *said.commitments, *said.dates]
    for field in texts:
        assert field.span is not None
        assert shown(facts, field.span) == field.value.text, field  # type: ignore[attr-defined]
    named: list[Field[object]] = [*said.people, *said.organisations, *said.places]
    for field in named:
        if field.span is not None:
            assert fold(shown(facts, field.span)) in forms(field.value), field


@bounded
@given(written)
def test_a_place_in_the_body_is_found_again_in_the_filing(text: str) -> None:
    facts = facts_of(text)
    if facts is None:
        return
    draft = intake.read(Filing(text.encode("utf-8", "replace"), RECEIVED, "text/plain"))
    said = facts.mentions
    for field in (*said.quotes, *said.figures, *said.dates, *said.commitments):
        assert field.span is not None
        there = original(facts, field.span)
        assert there is not None
        assert draft.blocks[there.block].text[there.start : there.end] == field.value.text


@bounded
@given(written)
def test_a_summary_is_sentences_of_the_body_word_for_word(text: str) -> None:
    facts = facts_of(text)
    if facts is None:
        return
    assert all(any(sentence in paragraph for paragraph in facts.body) for sentence in facts.summary)


@bounded
@given(written)
def test_the_same_text_is_read_alike_twice_and_survives_storage(text: str) -> None:
    facts = facts_of(text)
    if facts is None:
        return
    assert facts_of(text) == facts
    assert codec.facts(codec.encode(facts)) == facts


@bounded
@given(written)
def test_no_line_of_a_filing_is_lost(text: str) -> None:
    facts = facts_of(text)
    if facts is None:
        return
    draft = intake.read(Filing(text.encode("utf-8", "replace"), RECEIVED, "text/plain"))
    assert len(facts.roles) == len(draft.blocks)
    assert len(facts.body) == len(facts.body_blocks) == sum(role == "body" for role in facts.roles)
    for paragraph, number in zip(facts.body, facts.body_blocks, strict=True):
        assert paragraph in draft.blocks[number].text


@bounded
@given(written)
def test_who_speaks_is_somebody_of_the_text(text: str) -> None:
    facts = facts_of(text)
    if facts is None:
        return
    said = facts.mentions
    known = {one.value.name for one in (*said.people, *said.organisations)}
    for field in said.quotes:
        quote = field.value
        assert quote.kind in {"direct", "partial", "scare"}
        assert quote.speaker is None or quote.speaker in known
        assert quote.speaker_text is None or any(quote.speaker_text in paragraph for paragraph in facts.body)
        assert quote.kind != "scare" or (quote.speaker, quote.speaker_text) == (None, None)
    for field in said.commitments:
        assert field.value.who is None or field.value.who
    for date in said.dates:
        assert date.value.tense in {"past", "present", "future", "unknown"}
        assert date.value.grain in {"day", "week", "month", "quarter", "season", "year", "range"}
