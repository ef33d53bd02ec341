"""The words of the pages: catalogue, labels that may be mistaken, and the reference of pages."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from telex.web import desk, portal, site
from telex.web.locale import words

ROOT = Path(__file__).resolve().parents[3]
WEB = ROOT / "src" / "telex" / "web"
TEMPLATES = sorted((WEB / "templates").glob("*.html"))
PLACEHOLDER = re.compile(r"%\([a-z_]+\)s|\{[a-z]+\}")


def in_templates() -> set[str]:
    """Every text of the templates that is shown to somebody."""
    method = [("**/templates/**.html", "jinja2")]
    options = {"**/templates/**.html": {"encoding": "utf-8", "trimmed": "true"}}
    found: set[str] = set()
    for _, _, message, _, _ in extract_from_dir(str(WEB), method, options):
        found.add(message[0] if isinstance(message, tuple) else message)
    return found


def catalogue() -> list[Message]:
    path = WEB / "translations" / "en" / "LC_MESSAGES" / "telex.po"
    return [m for m in read_po(io.BytesIO(path.read_bytes()), locale="en") if m.id]


def first(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple | list) else message.id


def test_the_english_catalogue_holds_every_text_of_the_templates_and_no_other() -> None:
    assert {first(m) for m in catalogue()} == in_templates()


def test_the_template_of_catalogues_is_up_to_date() -> None:
    pot = read_po(io.BytesIO((WEB / "translations" / "telex.pot").read_bytes()))
    assert {first(m) for m in pot if m.id} == in_templates()


def test_nothing_is_untranslated_or_doubtful() -> None:
    wrong = [
        m.id for m in catalogue() if m.fuzzy or not m.string or not all(m.string if m.pluralizable else [m.string])
    ]
    assert wrong == []


def test_translations_keep_the_placeholders() -> None:
    wrong = []
    for m in catalogue():
        texts = m.string if m.pluralizable else [m.string]
        wrong += [m.id for text in texts if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(first(m)))]
    assert wrong == []


def test_the_catalogue_works_without_a_compiled_file() -> None:
    english = words("en")
    assert english.gettext("Se connecter") == "Sign in"
    assert english.ngettext("%(num)s texte", "%(num)s textes", 2) == "%(num)s texts"


def test_french_counts_nought_as_one_and_wears_its_own_spaces() -> None:
    french = words("fr")
    assert french.ngettext("%(num)s texte", "%(num)s textes", 0) == "%(num)s texte"
    assert french.gettext("Pas encore abonné ?") == "Pas encore abonné\u202f?"


class Buttons(HTMLParser):
    """Texts of buttons, and of links that look like buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "button" or (tag == "a" and "btn" in (dict(attrs).get("class") or "")):
            self._open = tag
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open:
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open:
            self.found[-1] += data


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: t.name)
def test_no_button_reads_annuler_alone(template: Path) -> None:
    """In French interfaces it also means « cancel » (design/interface.md section 3)."""
    text = re.sub(r"\{%.*?%\}|\{\{\s*icon\(.*?\)\s*\}\}", "", template.read_text(encoding="utf-8"))
    reader = Buttons()
    reader.feed(re.sub(r"\{\{\s*_\([\"'](.*?)[\"'].*?\)\s*\}\}", r"\1", text))
    labels = [" ".join(label.split()).strip("….!? ").lower() for label in reader.found]
    assert not {"annuler", "cancel"} & set(labels)


def test_the_catalogue_has_no_annuler_alone() -> None:
    alone = [m.id for m in catalogue() if first(m).strip("….!? ").lower() in ("annuler", "cancel")]
    assert alone == []
    assert "Annuler la dépêche…" in in_templates()


def test_no_label_promises_more_than_is_known() -> None:
    """The words of design/interface.md section 9 that must not appear."""
    never = re.compile(r"\b(concordant|confirmé|contredit|vérifié|non évoqué|retirée partout)\b", re.IGNORECASE)
    allowed = {"Ce qui a été confirmé n'est pas perdu. Réessayez, et prévenez-nous si cela continue.",
               "Réessayez dans quelques secondes. Ce qui a été confirmé n'est pas perdu."}  # fmt: skip
    assert [text for text in in_templates() - allowed if never.search(text)] == []


def test_templates_carry_no_style_and_no_script_of_their_own() -> None:
    for template in TEMPLATES:
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", text), template.name
        scripts = re.findall(r"<script([^>]*)>", text)
        assert all("src=" in s or 'type="application/ld+json"' in s for s in scripts), template.name


def test_our_scripts_stay_small_and_hold_no_text_for_readers() -> None:
    scripts = sorted((WEB / "static").glob("*.js"))
    assert sum(len(s.read_text(encoding="utf-8").splitlines()) for s in scripts) <= 300
    for script in scripts:
        assert not re.search(r"[À-ÿ]", script.read_text(encoding="utf-8")), script.name


@pytest.mark.parametrize("part", [site, portal, desk], ids=lambda p: p.__name__.rpartition(".")[2])
def test_every_page_is_in_the_reference(part: object) -> None:
    text = (ROOT / "docs" / "reference" / "pages.md").read_text(encoding="utf-8")
    paths = {re.sub(r":[a-z]+\}", "}", route.path) for route in part.routes}  # type: ignore[attr-defined]
    assert sorted(path for path in paths if f"| `{path}` |" not in text) == []


def test_the_reference_lists_no_page_that_does_not_exist() -> None:
    text = (ROOT / "docs" / "reference" / "pages.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `(/[^`]*)` \|", text, re.MULTILINE))
    paths = {re.sub(r":[a-z]+\}", "}", r.path) for part in (site, portal, desk) for r in part.routes}
    assert listed == paths
