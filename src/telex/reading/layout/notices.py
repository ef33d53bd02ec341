"""Notes to editors and subscribers: corrections, updates, kills, read as fields; `desk` decides what they do.

A notice is a line of its own with the form of one: wholly in brackets, opened by its mark and a colon or dash, or in capitals.
`L'annulation du concert` in a headline or a paragraph is news: a kill needs the form and an order to withdraw.
"""

from __future__ import annotations

import re

from telex.model.facts import Field
from telex.model.text import fold, fold_word
from telex.reading.blocks import Line
from telex.reading.layout import errata
from telex.reading.sheet import Sheet

_TOP = 14
"""Lines from the top that may be a notice, and from the end as many that say how the text was corrected."""
_NAMING_LINES = 4
"""Paragraphs in which a kill may name what it withdraws."""
_BRACKETED = re.compile(
    r"\(\([^()]{3,380}\)\)|\([^()]{3,380}(?:\([^()]{1,60}\)[^()]{0,200}){0,3}\)|\[[^\[\]]{3,380}\]|\*{1,3}[^*]{3,380}\*{1,3}"
)
_MARKS = (
    "rectificatif|rectification|rectifie|correction|corrige|corrigee|corrections|erratum|corrects|corrected|corrigendum|version corrigee"
    "|annulation|annule|annulee|annule et remplace|kill|kills|mandatory kill|withdrawal|withdrawn|withdraws|precision|mise au point|clarification"
    "|clarifies|actualise|actualisee|actualisation|mise a jour|maj|updates|updated|update|adds|ajoute|ajouts|ajout|complete|completee"
    "|avec|attention|repetition|repete|repeats|refiles|refile|recasts|fixes|note aux abonnes|note aux redactions|note aux redacteurs"
    "|note to editors|note to subscribers|avis aux abonnes|editors|editors' note|eds|advisory|synthese|avant-papier|encadre|papier general"
    "|wrap|wraps|changes|restores|removes|deletes|drops|this story|this version|cette depeche|ce texte|nouvelle version|bien lire|lire"
    "|ne pas utiliser|ne pas diffuser|priere de|attention redactions|writethru|edits|trims|tops|leads"
)
_MARK = re.compile(rf"(?:urgent\W{{0,3}})?(?:{_MARKS})(?![\w'])")
_COLON = re.compile(
    r"(?:rectificatif|rectification|correction|erratum|corrects|corrected|corrigendum|annulation|kill|mandatory kill|withdrawn|withdrawal|precision"
    r"|mise au point|clarification|note aux abonnes|note aux redactions|note aux redacteurs|note to editors|note to subscribers"
    r"|avis aux abonnes|editors' note|editors|eds|advisory|attention redactions|attention|annule et remplace|actualise|version corrigee|repetition|updates)"
    r"(?:[ ,]{1,2}[\w/.°]{1,12}){0,3}\s?(?P<sign>:|–|—|--|-(?=\s))\s?(?P<rest>.{0,380})"
)
_COLON_WORDS = frozenset(
    [
        "rectificatif",
        "rectification",
        "correction",
        "erratum",
        "corrects",
        "corrected",
        "corrigendum",
        "annulation",
        "kill",
        "mandatory",
        "withdrawn",
        "withdrawal",
        "retrait",
        "precision",
        "mise",
        "note",
        "avis",
        "clarification",
        "editors",
        "eds",
        "advisory",
        "attention",
        "annule",
        "actualise",
        "version",
        "repetition",
        "updates",
    ]
)
"""First words of what `_COLON` finds: few lines of a text begin with one."""
_FIRST = re.compile(r"[^\W\d_]{0,20}")
_NOTE_CHARS = 420
_TAIL = re.compile(
    r"(?:\W{0,4})(?:(?:cet article|ce texte|cette depeche|cette version|cet article) (?:a ete|est) (?:corrige|modifie|rectifie|mis a jour|actualise)"
    r"|une (?:version precedente|premiere version|precedente version) de (?:cet article|ce texte|cette depeche)"
    r"|this (?:story|article|version|report) (?:has been|was|is) (?:corrected|updated|amended)|an earlier version of this (?:story|article|report)"
    r"|erratum|rectificatif|correction)\b"
)
_TAIL_WORDS = frozenset(("", "cet", "ce", "cette", "une", "this", "an", "erratum", "rectificatif", "correction"))
_KILL = re.compile(
    r"\b(?:priere (?:de ne pas (?:utiliser|diffuser|reprendre|publier)|d'annuler|de (?:supprimer|retirer))|(?:merci|veuillez) (?:de |d')?(?:ne pas (?:utiliser|diffuser|reprendre)|annuler|supprimer|retirer)"
    r"|a ne pas (?:utiliser|diffuser|reprendre|publier)(?! avant)|ne pas (?:utiliser|diffuser|reprendre)(?! avant)"
    r"|sont pries (?:d'annuler|de ne pas (?:utiliser|diffuser|reprendre)|de (?:supprimer|retirer|detruire))"
    r"|(?:nous annulons|annule[rz]?|annulation d[eu]|retrait d[eu]|retirez|supprimez) (?:l'|la |le |les |notre |nos |cette |ce |cet )?(?:urgent|alerte|flash|bulletin|depeche|papier|texte|article|information|item|lead|version)s?\b"
    r"|(?:mandatory|bulletin|story|urgent|photo) kill|please (?:kill|disregard|do not use)|(?:do not|don't) use|(?:is|are|has been|have been) (?:withdrawn|killed)"
    r"|kill (?:the|this|our|that) (?:story|item|slug|bulletin|alert|urgent|report|version)|(?:story|item|report|alert|version) (?:is |has been )?(?:killed|withdrawn)"
    r"|withdraws? (?:the |this |our |its |that )?(?:story|item|report|alert|bulletin|version)|(?:depeche|texte|alerte|urgent|article|information) (?:a ete )?(?:annulee?|retiree?)\b)"
)
_WORD_ALONE = re.compile(
    r"\W{0,4}(?:annulation|annulee?|kill|killed|withdrawn|withdrawal|mandatory kill|retrait)(?:\W{1,4}(?:annulation|annulee?|kill|killed))?\W{0,4}$"
)
_KILL_OF = re.compile(
    r"\W{0,4}(?:mandatory kill|kill|annulation|withdrawn|withdrawal|retrait)\s?(?::|–|—|--|-(?=\s))\s?"
    r"[^\W_][\w'.&]{1,30}(?:[-/_][\w'.&]{1,30}){1,8}\W{0,4}"
)
"""A mark and a slug, and nothing else: `KILL: BARGE-QUAY`."""
_REPLACES = re.compile(r"\bannule et remplace\b|\breplaces\b")
_NAMED = re.compile(
    r"\b(?:urgent|alerte|flash|bulletin|depeche|papier|texte|article|item|story|slug|slugged|slugue[es]?|reference|ref|titled?|sous le titre|intitule[es]?|alert|report)\W{1,3}(?:slug\W{1,3}|no\W{1,2})?$"
)
_TOKEN = re.compile(r"(?<![\w/-])[^\W_][\w'.&]{1,30}(?:[-/_][\w'.&]{1,30}){1,8}(?![\w/-])")
_QUOTED = re.compile(r"«\s?([^«»]{8,200}?)\s?»|“([^“”]{8,200})”|\"([^\"]{8,200})\"")


def read(sheet: Sheet) -> None:
    """Give the lines of notes their role, and fill `editor_note`, `corrections` and `kills`. After the header, before the body."""
    for line in _candidates(sheet):
        if is_note(line.match):
            _take(sheet, line)
    _corrections(sheet)
    _kill(sheet)


def is_note(match: str) -> bool:
    """Whether a line (match text) has the form of a note to editors."""
    if not match or match[0].islower():
        return False
    if match[0] in "([*" and _BRACKETED.fullmatch(match):
        inner = match.strip("()[]* ")
        folded = fold(inner)
        return bool(_MARK.match(folded) or is_kill(inner)) or (inner.isupper() and sum(c.isalpha() for c in inner) >= 4)
    capitals = _capitals(match)
    if not capitals and _first(match) not in _COLON_WORDS:
        return False
    folded = fold(match[:_NOTE_CHARS])
    if _KILL_OF.fullmatch(folded):
        return True
    opened = _COLON.match(folded)
    if opened is not None and (opened["sign"] == ":" or capitals or _KILL.search(folded)):
        return _about_the_text(match, folded, opened["rest"])
    return capitals and bool(_KILL.search(folded) or _WORD_ALONE.match(folded))


def _first(match: str) -> str:
    """The first word, folded; empty when the line opens with a sign."""
    found = _FIRST.match(match)
    return fold_word(found.group()) if found else ""


def is_kill(match: str) -> bool:
    """Whether a note orders to withdraw what was sent, and does not replace it."""
    folded = fold(match)
    if _REPLACES.search(folded):
        return False
    return bool(_KILL.search(folded) or _WORD_ALONE.match(folded) or _KILL_OF.fullmatch(folded))


def _about_the_text(match: str, folded: str, rest: str) -> bool:
    """`Correction : la Bourse recule` is a headline; a note is in capitals, gives an order, or tells right from wrong."""
    word = match.split(maxsplit=1)[0].strip(":–—-")
    return (
        (len(word) > 2 and word.isupper())
        or folded.startswith(
            ("rectificatif", "erratum", "corrigendum", "note ", "avis aux", "eds", "editors", "advisory", "annule et")
        )
        or bool(_KILL.search(folded) or errata.pairs(match))
        or not rest
    )


def _capitals(match: str) -> bool:
    return match.isupper() and len(match) <= 160


def _candidates(sheet: Sheet) -> list[Line]:
    """Lines at the top that have no role yet, and those that the header took for notes; at the end those that tell of a correction."""
    filled = [line for line in sheet.lines if line.match]
    top = [line for line in filled[:_TOP] if line.short and sheet.roles[line.number] in {None, "note"}]
    end = [
        line for line in filled[_TOP:][-_TOP:] if line.short and sheet.open(line.number) and _ends_with_note(line.match)
    ]
    for line in end:
        _take(sheet, line)
    return top


def _ends_with_note(match: str) -> bool:
    if match[0].islower() or _first(match) not in _TAIL_WORDS or not _TAIL.match(fold(match[:120])):
        return False
    return is_note(match) or bool(re.match(r"\W{0,4}(?:cet|ce|cette|une|this|an)\b", fold(match[:20])))


def _take(sheet: Sheet, line: Line) -> None:
    sheet.roles[line.number] = "note"
    sheet.fields.setdefault("editor_note", Field(line.text, "rule:note", line.span()))


def _corrections(sheet: Sheet) -> None:
    """The pairs of every line that is a note, and of a note that the format declares."""
    for line in sheet.lines:
        if sheet.roles[line.number] != "note" or not line.short:
            continue
        for pair in errata.pairs(line.match):
            span = line.span(pair.start, pair.end)
            sheet.corrections.append(Field(pair.value, "rule:correction", span, pair.confidence))
    declared = sheet.fields.get("editor_note")
    if declared is not None and declared.method == "format":
        text = str(declared.value)[:400]
        sheet.corrections.extend(Field(p.value, "rule:correction", None, p.confidence) for p in errata.pairs(text))


def _kill(sheet: Sheet) -> None:
    """Which slug or headline a kill notice names. Without the form of a notice there is none."""
    notes = [line for line in sheet.lines if sheet.roles[line.number] == "note" and line.short and is_kill(line.match)]
    headline = _headline(sheet)
    if not notes and not (headline is not None and is_kill(headline.match) and _ordered(sheet)):
        return
    below = [line for line in sheet.lines if sheet.open(line.number) and line.match][:_NAMING_LINES]
    own = sheet.fields.get("slug")
    for line in (*notes, *below):
        if (named := _named_in(line, str(own.value) if own else None)) is not None:
            sheet.fields.setdefault("kills", named)
            return
    for line in (*notes, *below):
        if (quoted := _QUOTED.search(line.match[:2_000])) is not None:
            place = quoted.span(quoted.lastindex or 1)
            sheet.fields.setdefault("kills", Field(line.display(*place), "rule:kill", line.span(*place), "likely"))
            return
    if own is not None:
        sheet.fields.setdefault("kills", Field(own.value, "rule:kill", own.span, "likely"))


def _headline(sheet: Sheet) -> Line | None:
    known = sheet.fields.get("headline")
    return sheet.lines[known.span.block] if known is not None and known.span is not None else None


def _ordered(sheet: Sheet) -> bool:
    """Whether the first lines below the header tell subscribers to withdraw it."""
    below = [line for line in sheet.lines if sheet.open(line.number) and line.match][:2]
    return any(_KILL.search(fold(line.match[:600])) for line in below)


def _named_in(line: Line, own: str | None) -> Field[str] | None:
    """The slug that a line names: the text's own, else a word of a slug's shape after `urgent`, `dépêche`, `story` ..."""
    text = line.match[:2_000]
    tokens = [
        (found.start(), found.end() - len(found.group()) + len(found.group().rstrip(".&'")))
        for found in _TOKEN.finditer(text)
    ]
    if tokens and _KILL_OF.fullmatch(fold(line.match)):
        return Field(line.display(*tokens[-1]), "rule:kill", line.span(*tokens[-1]))
    for start, end in tokens:
        if own is not None and fold(text[start:end]) == fold(own):
            return Field(line.display(start, end), "rule:kill", line.span(start, end))
    for start, end in tokens:
        if not text[start].islower() and _NAMED.search(fold(text[max(0, start - 24) : start]) + " "):
            return Field(line.display(start, end), "rule:kill", line.span(start, end), "likely")
    return None
