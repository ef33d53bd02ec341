"""The table of endpoints, OpenAPI, the routes and the reference page say the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from telex.web import api
from telex.web.api.catalogue import ENDPOINTS
from telex.web.api.openapi import document
from telex.web.api.table import PREFIX

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "http.md"
HEADING = re.compile(r"^### `([A-Z]+) (\S+)`$", re.MULTILINE)


def sections() -> dict[tuple[str, str], str]:
    parts = HEADING.split(PAGE.read_text(encoding="utf-8"))
    return {(parts[n], parts[n + 1]): parts[n + 2] for n in range(1, len(parts), 3)}


def routed() -> set[tuple[str, str]]:
    """Method and path of every route that the application has for the API."""
    return {(m, r.path) for r in api.routes for m in (r.methods or set()) if m != "HEAD"}


def test_every_route_is_documented_and_everything_documented_is_routed() -> None:
    assert set(sections()) == routed()


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda e: f"{e.method} {e.path}")
def test_parameters_fields_and_refusals_are_documented_with_an_example(endpoint: Any) -> None:
    text = sections()[endpoint.method, PREFIX + endpoint.path]
    table = set(re.findall(r"^\| `([^`]+)`", text, re.MULTILINE))
    assert table == {p.name for p in endpoint.params}
    for field in getattr(endpoint.sent, "__struct_fields__", ()):
        assert f"`{field}`" in text
    answered = text.split("Answer: ")[1].split("\n")[0]
    for status in (endpoint.status, *endpoint.refusals):
        assert str(status) in answered
    assert "```\ncurl" in text


def test_openapi_describes_every_route_of_the_api_and_nothing_else() -> None:
    described = {(m.upper(), path) for path, found in document(ENDPOINTS)["paths"].items() for m in found}
    assert described == {(m, path) for m, path in routed() if path.startswith("/api/")}


def test_openapi_refers_only_to_what_it_defines_and_names_each_operation_once() -> None:
    found = document(ENDPOINTS)
    defined = {f"#/components/schemas/{name}" for name in found["components"]["schemas"]}
    referred = set(re.findall(r'"\$ref":"([^"]+)"', msgspec.json.encode(found).decode()))
    assert referred <= defined
    names = [op["operationId"] for path in found["paths"].values() for op in path.values()]
    assert len(names) == len(set(names))


def test_every_endpoint_says_in_its_docstring_what_it_does() -> None:
    assert [e.path for e in ENDPOINTS if not e.handler.__doc__] == []


@pytest.mark.anyio
async def test_the_description_is_served_to_anyone(running: Any) -> None:
    answer = await running.get("/openapi.json")
    assert answer.status == 200
    assert answer.json["openapi"].startswith("3.1")
    again = await running.get("/openapi.json", headers={"if-none-match": answer.headers["etag"]})
    assert again.status == 304
