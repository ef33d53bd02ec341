"""ninjs: lenient in, strict out. The oracle is IPTC's schema with formats, and nothing is fetched."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telex.errors import Invalid, Unreadable
from telex.formats import ninjs
from telex.formats.uris import is_uri
from telex.model.dispatch import Dispatch
from telex.model.draft import Embargo
from telex.model.facts import Caption, Dateline, Translation
from telex.model.vocabulary import Act, PubStatus

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "ninjs"
EXAMPLES = sorted(path for path in DATA.glob("*/**/*.json") if "schema" not in path.relative_to(DATA).parts[0])
NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
FULL = Dispatch(
    id="k3v9",
    uri="urn:newsml:agence.example:20260310:pont",
    version=2,
    act=Act.CORRECT,
    pubstatus=PubStatus.USABLE,
    received_at=NOON,
    source="val",
    source_name="Gazette du Val",
    provider="Agence du Val",
    language="fr",
    headline="Le pont de Verrières rouvre",
    subheadline="Onze mois de travaux",
    abstract="Le pont rouvre.",
    slugline="PONT-Verrières",
    byline=("Inès Carmeau", "Luc Faye"),
    dateline=Dateline("ADV", "Verrières", "Inès Carmeau"),
    located="Val-Dessous",
    body=("Le pont <b> rouvre & attend.", "La suite SECRÈTE."),
    captions=(Caption("Le pont vu du quai"),),
    categories=("Région",),
    keywords=("ponts",),
    subjects=("11000000",),
    genre="Actualité",
    urgency=3,
    ednote="Corrige la durée des travaux",
    usageterms="Presse seulement",
    copyright="© Agence du Val",
    published="2026-03-10T07:15:00+01:00",
    translation=Translation("en", "Paul Ormeau"),
    first_created=NOON,
    version_created=NOON,
    evolved_from="a1b2",
)


@pytest.fixture(scope="module")
def oracle() -> Any:
    if not DATA.exists():
        pytest.skip("SKIPPED LOUDLY: ../shared is absent, ninjs is not checked against IPTC's schema")

    def refuse(uri: str) -> None:
        raise ValueError(f"nothing is fetched: {uri}")

    geo = json.loads((DATA / "schema" / "GeoJSON-schema.json").read_text())
    registry = jsonschema_rs.Registry([("https://geojson.org/schema/GeoJSON.json", geo)], retriever=refuse)
    schema = json.loads((DATA / "schema" / "ninjs-schema_3.1.json").read_text())
    return jsonschema_rs.validator_for(schema, registry=registry, validate_formats=True)


def load(**fields: Any) -> Any:
    return ninjs.load(json.dumps({"uri": "urn:x:1", **fields}))


@pytest.mark.skipif(not EXAMPLES, reason="SKIPPED LOUDLY: ../shared is absent, IPTC's examples are not read")
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_document_that_iptc_accepts_is_read(path: Path) -> None:
    if isinstance(json.loads(path.read_text()), list):
        with pytest.raises(Unreadable, match="array"):
            ninjs.load(path.read_bytes())
        return
    item = json.loads(path.read_text())
    draft = ninjs.load(path.read_bytes())
    assert draft.declared.uri == item.get("uri")
    assert all(draft.text[b.start : b.end] == b.text for b in draft.blocks)
    said = [h["value"].strip() for h in item.get("headlines", [])] or [
        str(item.get("headline") or item.get("title") or "")
    ]
    assert (draft.declared.headline or "") in {" ".join(value.split()) for value in said}
    assert draft.declared.body or not any(body["value"].strip() for body in item.get("bodies", []))


@pytest.mark.parametrize("view", ["full", "summary", "notice"])
@pytest.mark.parametrize(
    "change",
    [
        {},
        {"uri": "guid 42", "published": "2026-03-10", "language": "fr_FR"},
        {"pubstatus": PubStatus.CANCELED, "withhold_headline": True},
        {"hold": True, "embargo": Embargo(NOON, "midi"), "version": 0},
        {
            "headline": None,
            "abstract": None,
            "body": (),
            "byline": (),
            "subjects": ("x y",),
            "urgency": 0,
            "dateline": None,
        },
        {"headline": "a\x00b\ud800", "body": ("\x0b<script>\ufffe",), "genre": "\x01", "categories": ("\x00",)},
    ],
)
def test_every_item_that_leaves_is_valid(oracle: Any, view: str, change: dict[str, Any]) -> None:
    item = ninjs.dump(replace(FULL, **change), view, url="https://telex.example/d/k3v9", agency="Telex")
    assert [error.message for error in oracle.iter_errors(item)] == []
    json.dumps(item, ensure_ascii=False).encode("utf-8")


def test_a_summary_has_the_same_uri_and_version_and_nothing_of_the_body() -> None:
    full, summary = ninjs.dump(FULL, "full"), ninjs.dump(FULL, "summary")
    assert (summary["uri"], summary["version"]) == (full["uri"], full["version"])
    assert (full["representationType"], summary["representationType"]) == ("full", "partial")
    for kept_back in ("bodies", "edNote", "embargoedUntil", "associations", "people"):
        assert kept_back not in summary
    assert "SECRÈTE" not in json.dumps(summary, ensure_ascii=False)
    assert "ponts" not in json.dumps(summary)


@pytest.mark.parametrize("view", ["full", "summary", "notice"])
def test_a_kill_carries_no_text_in_any_view(view: str) -> None:
    killed = replace(FULL, pubstatus=PubStatus.CANCELED, ednote="Annulée", withhold_headline=True)
    item = ninjs.dump(killed, view, agency="Telex")
    written = json.dumps(item, ensure_ascii=False)
    assert (item["pubStatus"], item["bodies"], item["edNote"]) == ("canceled", [], "Annulée")
    for gone in ("SECRÈTE", "Le pont", "Corrige", "wordCount", "ponts", "headlines", "descriptions", "Onze mois"):
        assert gone not in written


def test_a_kill_keeps_its_headline_unless_it_is_withheld() -> None:
    item = ninjs.dump(replace(FULL, pubstatus=PubStatus.CANCELED), "notice")
    assert item["headlines"][0]["value"] == FULL.headline


def test_the_embargo_is_told_only_of_what_is_held_and_in_full() -> None:
    embargo = Embargo(NOON, "midi")
    assert "embargoedUntil" not in ninjs.dump(replace(FULL, embargo=embargo), "full")
    assert ninjs.dump(replace(FULL, embargo=embargo, hold=True), "full")["embargoedUntil"] == "2026-03-10T12:00:00Z"
    assert "embargoedUntil" not in ninjs.dump(replace(FULL, embargo=embargo, hold=True), "summary")
    assert ninjs.dump(replace(FULL, embargo=Embargo(None, "lundi"), hold=True), "full")["pubStatus"] == "withheld"


def test_a_bare_day_is_left_out_because_ninjs_has_none() -> None:
    assert "contentCreated" not in ninjs.dump(replace(FULL, published="2026-03-10"), "full")
    assert ninjs.dump(FULL, "full")["contentCreated"] == "2026-03-10T07:15:00+01:00"


def test_an_unknown_view_is_refused() -> None:
    with pytest.raises(Invalid, match="view"):
        ninjs.dump(FULL, "everything")


def test_what_was_written_is_read_back_the_same() -> None:
    said = ninjs.load(json.dumps(ninjs.dump(FULL, "full", uris={"a1b2": "urn:newsml:agence.example:old"}))).declared
    assert (said.uri, said.version, said.pubstatus) == (FULL.uri, 2, PubStatus.USABLE)
    assert (said.headline, said.subheadline, said.abstract) == (FULL.headline, FULL.subheadline, FULL.abstract)
    assert (said.body, said.byline, said.located) == (FULL.body, FULL.byline, "Verrières")
    assert (said.subjects, said.categories, said.keywords) == (FULL.subjects, FULL.categories, FULL.keywords)
    assert (said.slugline, said.ednote, said.usageterms) == (FULL.slugline, FULL.ednote, FULL.usageterms)
    assert (said.copyright, said.genre, said.urgency, said.language) == (FULL.copyright, FULL.genre, 3, "fr")
    assert (said.provider, said.site, said.translator) == ("Agence du Val", "Gazette du Val", "Paul Ormeau")
    assert (said.published, said.first_created, said.version_created) == (FULL.published, NOON, NOON)
    assert (said.evolved_from, said.captions) == ("urn:newsml:agence.example:old", (("Le pont vu du quai", None),))


@pytest.mark.parametrize(
    "value", ["Next Monday", "2019-10-01", "2019-10-01T10:00:00", "", " ", 12, [], "9999-12-31T23:59:59-12:00"]
)
@pytest.mark.parametrize("name", ["embargoed", "embargoedUntil", "EMBARGOED"])
def test_an_embargo_that_cannot_be_read_means_withhold(name: str, value: object) -> None:
    embargo = load(**{name: value}).declared.embargo
    assert embargo is not None
    assert embargo.until is None


def test_a_readable_embargo_is_an_instant() -> None:
    assert load(embargoed="2026-03-10T13:00:00+01:00").declared.embargo.until == NOON
    assert load(embargoedUntil=None).declared.embargo is None


def test_of_two_embargoes_the_later_one_or_the_unreadable_one_counts() -> None:
    later = "2030-01-01T00:00:00Z"
    assert load(embargoed="2026-03-10T12:00:00Z", embargoedUntil=later).declared.embargo.until.year == 2030
    assert load(embargoed="bientôt", embargoedUntil=later).declared.embargo.until is None


def test_an_embargo_or_status_given_twice_is_held() -> None:
    draft = ninjs.load('{"uri":"urn:x","embargoed":"2030-01-01T00:00:00Z","embargoed":null}')
    assert draft.declared.embargo == Embargo(None, "embargo or pubStatus given twice")
    assert ninjs.load('{"uri":"urn:x","pubstatus":"withheld","pubStatus":"usable"}').declared.embargo is not None


@pytest.mark.parametrize(
    ("word", "status", "act"),
    [
        ("usable", PubStatus.USABLE, None),
        ("stat:usable", PubStatus.USABLE, None),
        ("cancelled", PubStatus.CANCELED, Act.KILL),
        ("canceled", PubStatus.CANCELED, Act.KILL),
        ("withheld", PubStatus.WITHHELD, None),
        ("replaced", PubStatus.WITHHELD, None),
        (7, PubStatus.WITHHELD, None),
    ],
)
def test_an_unknown_status_is_withheld_and_both_spellings_of_canceled_kill(
    word: Any, status: PubStatus, act: Act
) -> None:
    said = load(pubStatus=word).declared
    assert (said.pubstatus, said.act) == (status, act)


def test_names_of_old_versions_are_read() -> None:
    draft = load(
        headline="Le pont rouvre",
        body_html="<p>Un.</p><p>Deux.</p><script>x</script>",
        versioncreated="2026-03-10T12:00:00Z",
        description_text="Bref.",
        byline="Inès Carmeau",
        infosource=[{"name": "Agence du Val"}],
        subject=[{"code": "medtop:11000000", "name": "politique"}, {"name": "Région"}],
        version=3,
        associations={"x": {"uri": "urn:x:0", "rel": "evolvedFrom"}, "y": {"uri": "urn:y", "rel": "translationOf"}},
    )
    said = draft.declared
    assert (said.headline, said.body, said.abstract) == ("Le pont rouvre", ("Un.", "Deux."), "Bref.")
    assert (said.version_created, said.version, said.byline) == (NOON, 3, ("Inès Carmeau",))
    assert (said.provider, said.subjects, said.categories) == ("Agence du Val", ("11000000",), ("Région",))
    assert (said.evolved_from, said.translation_of) == ("urn:x:0", "urn:y")


@pytest.mark.parametrize("urgency", [0, 10, "haute", True, 2.5])
def test_an_urgency_outside_one_to_nine_is_noted_and_not_taken(urgency: object) -> None:
    draft = load(urgency=urgency)
    assert draft.declared.urgency is None
    assert draft.issues[0].startswith("urgency_invalid")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("[1, 2]", "array"),
        ("3", "object"),
        ('{"a": 1}', "without any ninjs property"),
        ('{"uri": ', "JSON"),
        ("[" * 100_000, "nested"),
        ('{"uri": "x", "version": ' + "9" * 5000 + "}", "JSON"),
    ],
)
def test_what_is_no_item_is_unreadable_with_a_reason(body: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        ninjs.load(body)


def test_lone_surrogates_and_nuls_in_json_do_not_come_through() -> None:
    draft = ninjs.load('{"uri":"urn:x","headline":"a\\ud800b\\u0000c","pubstatus":"\\udfff","embargoed":"\\ud800"}')
    repr((draft.text, draft.issues, draft.declared.embargo)).encode("utf-8")
    assert draft.declared.headline == "a\ufffdbc"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(
    [
        "uri",
        "version",
        "pubStatus",
        "embargoed",
        "headlines",
        "headline",
        "bodies",
        "body_html",
        "descriptions",
        "associations",
        "subjects",
        "infoSources",
        "people",
        "authors",
        "keywords",
        "genres",
        "renditions",
        "language",
        "urgency",
        "contentCreated",
        "versionCreated",
        "by",
        "title",
        "role",
        "value",
    ]
)


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(
        NAMES, JSON | st.lists(st.dictionaries(st.sampled_from(["role", "value", "name", "rel", "uri"]), JSON))
    )
)
def test_any_json_under_known_names_is_a_draft_or_unreadable(item: dict[str, Any]) -> None:
    try:
        draft = ninjs.load(json.dumps(item))
    except Unreadable:
        return
    assert all(draft.text[b.start : b.end] == b.text for b in draft.blocks)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ahtpurn:/?#[]@!$&'()*+,;=%é 0129-._~", max_size=25))
def test_what_we_call_a_uri_the_oracle_calls_one_too(value: str) -> None:
    if is_uri(value):
        assert jsonschema_rs.is_valid({"type": "string", "format": "uri"}, value, validate_formats=True)
