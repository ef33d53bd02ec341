"""Readers of three companies, with their tokens, for the journeys of topics and alerts."""

from __future__ import annotations

from typing import Any

from telex.model.vocabulary import Role, Scope

PASSWORD = "a-long-enough-password"
PEOPLE = (
    ("rosa", "rosa@gazette.example", "gazette", Role.READER),
    ("gus", "gus@gazette.example", "gazette", Role.READER),
    ("boss", "boss@gazette.example", "gazette", Role.COMPANY_ADMINISTRATOR),
    ("dina", "dina@digest.example", "digest", Role.READER),
    ("emil", "emil@empty.example", "empty", Role.READER),
)


async def people(running: Any) -> None:
    """Rosa and Gus read everything of ports, Dina its summaries, Emil nothing; each has a token of his own."""
    for name, email, company, role in PEOPLE:
        await running.house.office.put_user(email, name.title(), role, company, PASSWORD)
        running.tokens[name], _ = await running.house.office.issue_token(Scope.PERSON, name, user=email)


async def make(running: Any, who: str, query: str, *, reach: str = "personal", **follow: Any) -> str:
    """A topic of that name's query, followed by its owner; its id."""
    body = {"name": query, "query": query, "reach": reach, "follow": follow or {}}
    made = await running.call("POST", "/topics", who, json=body)
    assert made.status == 201, made.json
    return str(made.json["id"])


async def follow(running: Any, who: str, topic: str, **how: Any) -> None:
    answer = await running.call("PUT", f"/topics/{topic}/follow", who, json=how)
    assert answer.status == 200, answer.json


async def inbox(running: Any, who: str, **params: str) -> list[dict[str, Any]]:
    """Alerts that are due, oldest first."""
    answer = await running.get("/alerts", who, params={"after": "0", **params})
    assert answer.status == 200, answer.json
    return list(answer.json["items"])


async def waiting(running: Any, who: str) -> list[dict[str, Any]]:
    return list((await running.get("/alerts/waiting", who)).json["items"])


async def file(running: Any, text: str, **params: str) -> dict[str, Any]:
    answer = await running.file(text, **params)
    assert answer.status == 202, answer.json
    return dict(answer.json["filed"][0])


async def item(running: Any, uri: str, headline: str, body: str, **more: Any) -> dict[str, Any]:
    """Files a ninjs item."""
    text = running.ninjs(uri, headline, body, **more)
    answer = await running.file(text, media_type="application/vnd.iptc.ninjs+json")
    assert answer.status == 202, answer.json
    return dict(answer.json["filed"][0])


async def kill(running: Any, id: str, note: str = "withdrawn: the quay was never closed") -> dict[str, Any]:
    return await file(running, "", act="kill", of=id, note=note)


async def correct(running: Any, id: str, text: str, note: str = "the quay was the south one") -> dict[str, Any]:
    return await file(running, text, act="correct", of=id, note=note)


def kinds(alerts: list[dict[str, Any]]) -> list[str]:
    return [alert["kind"] for alert in alerts]
