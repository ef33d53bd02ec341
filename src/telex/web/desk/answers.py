"""Where an editor is sent after a filing, by what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from telex.agency import Rejection
from telex.model.filing import Filed
from telex.web.pages import address


def onward(request: Request, answers: Sequence[Filed | Rejection]) -> Response:
    """To the dispatch, to the held version, to the reject; to the queue when there were several."""
    url = address(request)
    if len(answers) != 1:
        return RedirectResponse(url("/desk", q="out", said="several"), 303)
    answer = answers[0]
    if isinstance(answer, Rejection):
        target = url(f"/desk/rejects/{answer.quarantine}") if answer.quarantine else url("/desk", q="rejects")
        return RedirectResponse(target, 303)
    if answer.state == "held":
        return RedirectResponse(url(f"/desk/holds/{answer.id}"), 303)
    return RedirectResponse(url(f"/desk/d/{answer.id}", said=answer.state), 303)
