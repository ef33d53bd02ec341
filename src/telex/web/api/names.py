"""Names by a model in what is out already, a few texts a call. For the desk alone."""

from __future__ import annotations

from msgspec import Struct
from starlette.responses import Response

from telex.model.vocabulary import Scope
from telex.naming.names import Names
from telex.web.api import params
from telex.web.api.answers import done
from telex.web.api.table import Call, Endpoint, Param


class NamesAnswer(Struct, frozen=True):
    """What one call did. Go on with `after` = `position` until `done`."""

    model: str
    texts: int
    """Texts that the model read now."""
    added: int
    """Names that it added to their readings."""
    failed: int
    """Texts that it could not read; the operator's notes name them."""
    position: int
    done: bool
    head: int
    """Newest position, to show how far it is."""


async def find(call: Call) -> Response:
    """Has the model read the next few texts after a position that it has not read yet."""
    names: Names = call.request.app.state.names
    step = await names.step(params.whole(call.request.query_params, "after", 0))
    model = names.model.id if names.model is not None else ""
    head = await call.house.store.head()
    return done(NamesAnswer(model, step.texts, step.added, step.failed, step.position, step.done, head))


ENDPOINTS = (
    Endpoint(
        "POST", "/names", find, "Find names by the model in what is out already", (Scope.DESK,),
        (Param("after", "go on after this position; default 0", "integer"),), answers=NamesAnswer, refusals=(422, 501, 503),
    ),
)  # fmt: skip
